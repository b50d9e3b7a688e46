"""Breakdowns: which values of a column the people behind a number have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.asking import Asker
from aktywna.domain.books import Books
from aktywna.domain.faults import UnknownWord
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.model import Language
from aktywna.domain.register import Absent
from aktywna.domain.rule import N_
from aktywna.domain.tally import Count, Span, Tally
from aktywna.steps.cells import text, whole
from aktywna.steps.telling import name_of
from aktywna.words.wording import _

COLUMNS = {
    "gender": "sex",
    "age": "age",
    "education": "education",
    "labour_status": "labour_status",
    "path": "path",
    "group": "target_group",
    "partner": "partner",
    "edition": "edition",
    "entry": "entry",
    "commune": "commune",
    "area": "area",
}
"""What people may break a number down by, and the participants' column that says it."""
UNKNOWN, OTHER = "unknown", "other"


@dataclass(frozen=True)
class Split:
    """One breakdown: `gender`, or crossed, `gender:age`."""

    name: str
    columns: tuple[str, ...]


def splits_of(written: str | None) -> tuple[Split, ...]:
    """Read `gender,age` as two breakdowns and `gender:age` as a crossed one."""
    splits = []
    for name in filter(None, (written or "").replace(" ", "").split(",")):
        for part in name.split(":"):
            if part not in COLUMNS:
                raise UnknownWord(N_("breakdown"), part, tuple(COLUMNS))
        splits.append(Split(name, tuple(name.split(":"))))
    return tuple(splits)


def broken_down(books: Books, count: Count, split: Split, span: Span, *, from_start: bool) -> dict[str, int]:
    """Count the people who met an indicator by the values of a breakdown; `woman:15-24` names the values of a crossed one."""
    return {":".join(values): number for values, number in _sizes(books, count, split, span, from_start=from_start).items()}


def _sizes(books: Books, count: Count, split: Split, span: Span, *, from_start: bool) -> dict[tuple[str, ...], int]:
    """
    Give how many people have each values of the columns of a breakdown.

    A person on two paths stands under both, so that the parts of such a breakdown may exceed the total.
    """
    units = count.units
    if units is None or count.indicator.counts != "participants":
        return {}
    start, end = np.datetime64(span.start, "s"), np.datetime64(span.end, "s")
    chosen = units.met & (units.day <= end) & (from_start | (units.day >= start))
    table = pd.DataFrame({part: _values(books, part).iloc[units.rows[chosen]].to_numpy() for part in split.columns})
    for part in split.columns:
        table = table.explode(part)
    sizes = table.groupby(list(split.columns)).size() if len(table) else pd.Series(dtype="int64")
    return {values if isinstance(values, tuple) else (str(values),): int(size) for values, size in sizes.items()}


def breakdown(books: Books, tally: Tally, split: Split, language: Language) -> Grid:
    """Give a breakdown of every indicator as a table: a value in a line, by its name; in the period and since the start."""
    rows = []
    for count in tally.counts:
        since = _sizes(books, count, split, tally.span, from_start=True)
        within = _sizes(books, count, split, tally.span, from_start=False)
        for values, number in since.items():
            named = ", ".join(_named(books, part, one, language) for part, one in zip(split.columns, values, strict=True))
            rows.append((text(count.indicator.id), text(named), whole(within.get(values, 0)), whole(number)))
    # Names of breakdowns are words of the command line, the same in both languages.
    columns = (_("Code"), split.name, _("In the period"), _("Since the start"))
    return Grid((tuple(Cell(column) for column in columns),), tuple(rows))


def _named(books: Books, part: str, value: str, language: Language) -> str:
    """Name a value of a breakdown: by its dictionary, by the definition or by the era."""
    if value in {UNKNOWN, OTHER}:
        return _("not known") if value == UNKNOWN else _("other")
    project = books.project
    declared: dict[str, Sequence[Any]] = {
        "path": project.paths, "group": project.groups, "partner": project.partners, "edition": project.editions, "age": books.era.ages,
    }  # fmt: skip
    names: dict[str, str] = {one.id: one.name.say(language) for one in declared.get(part, ())}
    return names[value] if value in names else name_of(part, value)


def _values(books: Books, part: str) -> pd.Series[Any]:
    """Give for each participant's row the list of its values: codes of the dictionaries and ids of the definition."""
    asker = Asker(books, books.participants)
    try:
        values = asker.column(COLUMNS[part])
    except Absent:
        return pd.Series([[UNKNOWN]] * len(books.participants), dtype="object")
    if part == "age":
        values = _bands(books, values)
    texts = values.astype("str").fillna(UNKNOWN).str.strip("|")
    return texts.str.split("|").astype("object")


def _bands(books: Books, ages: pd.Series[Any]) -> pd.Series[Any]:
    """Give the era's age band of each age; `unknown` where there is no age, `other` outside every band."""
    found = pd.Series(OTHER, index=ages.index, dtype="str").mask(ages.isna(), UNKNOWN)
    for band in books.era.ages:
        found = found.mask(ages.between(band.at_least, band.at_most).fillna(False).astype(bool), band.id)
    return found
