"""What a list says of its own marks: `x – obecny, nb – nieobecny`, in one cell or in two beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from aktywna.domain.registers.layout import Choice, normal
from aktywna.domain.sheets.lattice import Lattice

_LONGEST_MARK = 6
_TITLE = re.compile(r"^\s*(?:legenda|oznaczenia|objaśnienia|objaśnienie(?: znaków)?|znaki|uwaga|skróty)\s*(?::|[-–—]|$)", re.IGNORECASE)
_PARTS = re.compile(r"[,;\n•·|]+|\s{2,}|(?<=\w)\s*/\s*(?=\S{1,4}\s*[-–—=:])|\.\s+")
_MARK = re.compile(
    r"""^["'„”«(\[]*(?P<mark>[^\s"'„”»)\]=:]{1,6}?)["'”»)\]]*\s*(?:[=:]|\s[-–—]|[-–—](?=\s*[^\W\d]{3}))\s*(?P<means>\S.*)$"""
)
_SPACED = re.compile(r"""^["'„”«(\[]*(?P<mark>\S{1,4}?)["'”»)\]]*\s+(?P<means>[^\W\d].{3,})$""")
_NOTHING = re.compile(
    r"^(?:pust[aey](?: (?:pole|kratka|miejsce|komórka))?|brak (?:znaku|wpisu|oznaczenia))\s*(?:[=:]|[-–—])\s*(?P<means>\S.*)$",
    re.IGNORECASE,
)
_WORDS = {
    "obecny": "present", "obecna": "present", "obecnosc": "present", "byl": "present", "uczestniczyl": "present",
    "nieobecny": "absent", "nieobecna": "absent", "nieobecnosc": "absent", "nieob": "absent", "brak obecnosci": "absent",
    "nieobecnosc nieusprawiedliwiona": "absent", "nieob nieusprawiedliwiona": "absent", "nieobecny nieusprawiedliwiony": "absent",
    "nieobecnosc usprawiedliwiona": "excused", "nieob usprawiedliwiona": "excused", "nieobecny usprawiedliwiony": "excused",
    "nieobecnosc uspr": "excused", "nieobecnosc nieuspr": "absent", "nieob uspr": "excused", "nieob nieuspr": "absent",
    "zwolnienie lekarskie": "excused", "choroba": "excused", "zwolniony": "excused", "zwolnienie": "excused",
    "brak zajec": "not_scheduled", "dzien wolny": "not_scheduled", "wolne": "not_scheduled", "nie zaplanowano": "not_scheduled",
    "nie dotyczy": "not_scheduled", "poza harmonogramem": "not_scheduled", "spoznienie": "late", "spozniony": "late",
}  # fmt: skip


def legend(marks: Choice, lattice: Lattice, rows: Iterable[int], *, beside: bool = True) -> dict[str, frozenset[str]]:
    """
    Give what the cells of `rows` say that marks mean: a mark (normalised; an empty one for an empty cell) and its codes.

    Two codes for one mark are two legends that do not agree. `beside` reads a mark and its meaning in two cells too.
    """
    known = _WORDS | dict(marks.codes)
    said: dict[str, set[str]] = {}
    for row in rows:
        positions = lattice.filled(row)
        for order, position in enumerate(positions):
            text = lattice.text(row, position) or ""
            following = positions[order + 1] if order + 1 < len(positions) else None
            for mark, means in _pairs(text, known):
                said.setdefault(mark, set()).add(means)
            if beside and following == position + 1 and len(text) <= _LONGEST_MARK:
                explained = known.get(lattice.fold(row, following))
                # A short word would itself be a mark; only a full one explains another.
                if explained is not None and len(lattice.text(row, following) or "") >= _LONGEST_MARK:
                    said.setdefault(key(text), set()).add(explained)
    return {mark: frozenset(codes) for mark, codes in said.items()}


def key(mark: str) -> str:
    """
    Give a mark as marks are compared: no case, one kind of dash; what is empty stays empty.

    >>> key("NB."), key("–"), key("4,5")
    ('nb', '-', '4,5')
    """
    plain = mark.strip().replace("–", "-").replace("—", "-").replace("−", "-")
    if plain and not any(letter.isalpha() for letter in plain):
        return plain.strip("-") or "-" if set(plain) == {"-"} else plain
    return normal(plain)


def _pairs(text: str, known: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    rest = _TITLE.sub("", text)
    for part in _PARTS.split(rest):
        piece = part.strip(" .()[]")
        empty = _NOTHING.match(piece)
        found = empty or _MARK.match(piece)
        means = _meaning(found["means"], known) if found else None
        if means is None and (found := _SPACED.match(piece)) is not None:
            means = known.get(normal(found["means"]))
        if found is not None and means is not None:
            yield ("" if empty else key(found["mark"])), means


def _meaning(words: str, known: Mapping[str, str]) -> str | None:
    plain = normal(words)
    return known.get(plain) or known.get(normal(re.sub(r"\s*\(.*\)?$", "", words)))
