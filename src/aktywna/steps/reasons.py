"""Reasons put into words: why somebody counts or does not, and the cells that decided, personal ones masked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from aktywna.domain.counting.deciding import Decided, Reason
from aktywna.domain.grid import Link
from aktywna.domain.registers.books import Books
from aktywna.steps.telling import name_of, plain
from aktywna.words import figures
from aktywna.words.sentences import MASKED, sentence
from aktywna.words.wording import _, language

COMPUTED = {"sex": "gender", "participating": "yes_no", "asked": "yes_no", "long_term": "yes_no"}
"""Dictionaries of computed columns."""
PERSONAL = {"birth", "person"}
"""Computed columns that are personal."""


def said_of(books: Books, reason: Reason, *, show_personal: bool = False) -> str:
    """Say a reason in the reader's language."""
    facts = dict(reason.facts)
    register, column = facts.pop("of", ("", ""))
    masked = ["value"] if _private(books, register, column) and not show_personal else []
    if "value" in facts:
        facts["value"] = value_shown(books, register, column, facts["value"])
    if "wanted" in facts:
        facts["wanted"] = figures.listing(value_shown(books, register, column, one) for one in facts["wanted"])
    if isinstance(facts.get("bound"), Decimal):
        facts["bound"] = figures.number(facts["bound"])
    for name in ("column", "other"):
        if name in facts:
            facts[name] = name_of("column", facts[name])
    if "register" in facts:
        facts["register"] = name_of("register", facts["register"])
    said = sentence(reason.says, facts, masked=masked, choices=name_of)
    return said[:1].upper() + said[1:]


def cells_as_json(reasons: Iterable[Reason], *, show_personal: bool = False) -> list[dict[str, Any]]:
    """Give the cells that decided, each once; the value of a personal one only when it may be shown."""
    found: dict[tuple[str, str, int, str], dict[str, Any]] = {}
    for one in _each(reasons):
        place = one.place
        found.setdefault(
            (place.file, place.sheet, place.row, place.column),
            {
                "register": place.register,
                "file": place.file or None,
                "sheet": place.sheet or None,
                "cell": place.cell or None,
                "row": place.row or None,
                "column": place.column,
                "value": MASKED if one.private and one.value is not None and not show_personal else _bare(one.value),
            },
        )
    return list(found.values())


def places_of(reasons: Iterable[Reason]) -> str:
    """Name the cells that decided: file, sheet and cells."""
    by_sheet: dict[tuple[str, str], list[str]] = {}
    for one in _each(reasons):
        cells = by_sheet.setdefault((one.place.file, one.place.sheet), [])
        cell = one.place.cell or _("row {row}").format(row=one.place.row)
        if cell not in cells:
            cells.append(cell)
    return "; ".join(" · ".join(filter(None, (*sheet, ", ".join(cells)))) for sheet, cells in by_sheet.items())


def link_of(reasons: Iterable[Reason]) -> Link | None:
    """Give the first cell that decided, to point at."""
    for one in _each(reasons):
        return Link(one.place.file, one.place.sheet, one.place.cell)
    return None


def _each(reasons: Iterable[Reason]) -> Iterable[Decided]:
    return (one for reason in reasons for one in reason.cells)


def _private(books: Books, register: str, column: str) -> bool:
    layout = books.layouts.get(register)
    described = layout.columns.get(column) if layout is not None else None
    return column in PERSONAL or (described is not None and described.private)


def value_shown(books: Books, register: str, column: str, value: Any) -> str:
    """Write a value as its column's kind asks."""
    layout = books.layouts.get(register)
    described = layout.columns.get(column) if layout is not None else None
    kind = described.kind if described is not None else "choice" if column in COMPUTED else "text"
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if value is None or (not isinstance(value, (tuple, list)) and pd.isna(value)):
        return figures.UNKNOWN
    if kind == "yes_no" or COMPUTED.get(column) == "yes_no":
        return {"yes": _("yes"), "no": _("no")}.get(str(value), str(value))
    if kind in {"choice", "choices"}:
        dictionary = (described.of if described is not None else COMPUTED[column]) or column
        return figures.listing(_choice(books, dictionary, one) for one in str(value).strip("|").split("|"))
    if isinstance(value, date):
        return figures.day(value)
    if kind == "money":
        return figures.amount(value)
    return figures.number(value) if isinstance(value, (int, float, Decimal)) or hasattr(value, "item") else str(value)


def _choice(books: Books, dictionary: str, code: str) -> str:
    if not dictionary.startswith("project:"):
        return name_of(dictionary, code)
    declared: Any = books.project
    for part in dictionary.removeprefix("project:").split("."):
        declared = getattr(declared, part, None) or ()
    return next((str(one.name.say(language())) for one in declared if one.id == code), code)


def _bare(value: Any) -> Any:
    return plain(value.date() if isinstance(value, pd.Timestamp) else value)
