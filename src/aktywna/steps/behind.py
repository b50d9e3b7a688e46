"""The people behind a number: who counts, of whom it is not known, who does not, and who was left out and why."""

from __future__ import annotations

from typing import Any

import numpy as np

from aktywna.domain.books import Books
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.tally import Bools, Count, Span, Tally, Units
from aktywna.steps.cells import text
from aktywna.steps.telling import is_identifier, name_of
from aktywna.words.wording import _

_NO_DAY = np.datetime64("9999-01-01", "s")
"""The day of a unit that has none."""


def standing(units: Units, span: Span) -> dict[str, Bools]:
    """Say of each unit how it stood at the end of `span`: `met`, `unknown`, `unmet`; what came later had not happened."""
    by_then = (units.day <= np.datetime64(span.end, "s")) | (units.day == _NO_DAY)
    met, unknown = units.met & by_then, units.unknown & by_then
    return {"met": met, "unknown": unknown, "unmet": ~met & ~unknown}


def people_behind(books: Books, tally: Tally, count: Count) -> Grid:
    """Give the people behind a number, by their numbers in the register."""
    answers = {"met": _("yes"), "unknown": _("not known"), "unmet": _("no")}
    columns = [_("Number in the register"), _("Counts?"), _("Day"), _("Missing data")]
    rows: list[tuple[Cell, ...]] = []
    units = count.units
    if units is not None:
        keys, stood = _keys(books, count), standing(units, tally.span)
        for answer, said in answers.items():
            for position in np.flatnonzero(stood[answer]).tolist():
                known = answer == "met" and units.day[position] != _NO_DAY
                day = units.day[position].astype("datetime64[D]").astype(object) if known else None
                rows.append((text(keys[position]), text(said), Cell(day, "day"), Cell()))
    for key, columns_missing in left_out(tally, count):
        named = ", ".join(name_of("column", column) for column in columns_missing)
        rows.append((text(key), text(_("left out")), Cell(None, "day"), text(named)))
    shown = 4 if left_out(tally, count) else 3
    return Grid((tuple(Cell(column) for column in columns[:shown]),), tuple(row[:shown] for row in rows))


def as_json(books: Books, tally: Tally, count: Count) -> dict[str, Any]:
    """Give the same for a script: numbers in the register, and what the records left out lack."""
    keys = _keys(books, count)
    found: dict[str, Any] = {"met": [], "unknown": [], "unmet": []}
    if count.units is not None:
        stood = standing(count.units, tally.span)
        found = {answer: [keys[position] for position in np.flatnonzero(mask).tolist()] for answer, mask in stood.items()}
    return {**found, "excluded": [{"key": key, "missing": list(columns)} for key, columns in left_out(tally, count)]}


def left_out(tally: Tally, count: Count) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the people whose records are incomplete, with the missing columns, when any of them was left out of this number."""
    return tally.excluded if count.excluded else ()


def _keys(books: Books, count: Count) -> list[str]:
    """Give what the register calls each unit; where it does not, its row: a person's identifiers are not shown."""
    register = books.get(count.indicator.counts)
    if register is None or count.units is None:
        return []
    rows = count.units.rows
    keys = register.key.fillna("").astype("str").to_numpy(dtype=object)[rows]
    numbers = register.numbers(rows)
    named = zip(keys.tolist(), numbers.tolist(), strict=True)
    return [_("row {row}").format(row=number) if not key or is_identifier(key) else key for key, number in named]
