"""Names of sheets that Excel accepts, and addresses of cells as its links write them."""

from __future__ import annotations

import re

from aktywna.domain.grid import Link

LONGEST_NAME, LONGEST_LINK = 31, 2_000
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def sheet_name(wanted: str, taken: set[str]) -> str:
    r"""
    Give a name that Excel accepts (31 characters, none of `[]:*?/\`) and that no other sheet has, and take it.

    >>> sheet_name("Budżet: źródła/zadania", {"raport"})
    'Budżet źródła zadania'
    >>> sheet_name("Raport", {"raport"})
    'Raport (2)'
    >>> sheet_name("Wskaźniki rezultatu bezpośredniego", set())
    'Wskaźniki rezultatu…'
    """
    clean = " ".join(_ILLEGAL.sub(" ", wanted).split()).strip("'") or "1"
    name, number = shortened(clean, LONGEST_NAME), 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        ending = f" ({number})"
        name = shortened(clean, LONGEST_NAME - len(ending)) + ending
    taken.add(name.casefold())
    return name


def inside(name: str) -> str:
    """The address of the first cell of a sheet of the same workbook."""
    doubled = name.replace("'", "''")
    return f"internal:'{doubled}'!A1"


def elsewhere(link: Link) -> str:
    """
    Give the address of a cell of another file; an empty text for one that Excel would not take.

    >>> elsewhere(Link("../Rejestry.xlsx", "Uczestnicy", "H17"))
    "external:../Rejestry.xlsx#'Uczestnicy'!H17"
    """
    doubled = link.sheet.replace("'", "''")
    address = f"external:{link.file}" + (f"#'{doubled}'!{link.cell or 'A1'}" if link.sheet else "")
    return "" if "#" in link.file or len(address) > LONGEST_LINK else address


def shortened(text: str, longest: int) -> str:
    """A text cut between words, where it has any."""
    if len(text) <= longest:
        return text
    whole = text[:longest].rpartition(" ")[0]
    return f"{whole.rstrip(' ,;:–-')}…" if whole else text[:longest]
