"""Where lists of one class each stand in a sheet: their titles, their headers, and where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

import numpy as np

from aktywna.domain.cells.dates import day
from aktywna.domain.diaries.signatures import signature_columns
from aktywna.domain.registers.layout import Layout, normal
from aktywna.domain.sheets.headers import Headings, recognise
from aktywna.domain.sheets.lattice import Lattice, in_rows
from aktywna.domain.sheets.naming import folded
from aktywna.domain.sheets.sheet import Sheet

_SEARCHED = 30
_PRESENCE = re.compile(r"\b(?:obecn|dziennik|zaje[cn]|szkoleni|warsztat)")
_QUIET = frozenset({"lp", "l p", "nr", "poz", "uwagi", "no"})


@dataclass(frozen=True)
class Stretch:
    """Where one list stands: its titles, its headers, the row after its last one."""

    titles: range
    header: int
    end: int
    headings: Headings


def stretches(layout: Layout, lattice: Lattice, own: Mapping[str, str]) -> Iterator[Stretch]:
    """Give the lists of one class each in a sheet whose titles, or whose name or file, speak of presence, one below another."""
    known = layout.headers | {normal(written): column for written, column in own.items()}
    persons = {layout.key, *(column.id for column in layout.column if column.stands_for == layout.key)}
    likely = np.flatnonzero(in_rows(lattice.where(lambda word: known.get(word) in persons))).tolist()
    headers = [(row, headings) for row in likely if (headings := _headings(layout, lattice, own, row, persons)) is not None]
    if not headers or headers[0][0] >= _SEARCHED:
        return
    name, file = folded(lattice.sheet.name or ""), folded(PurePosixPath(lattice.sheet.file).stem)
    around = " ".join([*(lattice.text(row, at) or "" for row in range(headers[0][0]) for at in lattice.filled(row)), name, file])
    if "mark" not in headers[0][1].columns and not _PRESENCE.search(folded(around)):
        return
    first, titles = 0, range(0)
    for at, (row, headings) in enumerate(headers):
        following = headers[at + 1][0] if at + 1 < len(headers) else len(lattice.codes)
        end = following if at + 1 == len(headers) else _last_numbered(lattice, row, following) + 1
        # Headers repeated on the next page of one list have no titles of their own.
        titles = range(first, row) if any(lattice.filled(title) for title in range(first, row)) else titles
        if at or row or named_after_a_day(lattice.sheet) is not None:
            yield Stretch(titles, row, end, headings)
        first = end


def _headings(layout: Layout, lattice: Lattice, own: Mapping[str, str], row: int, persons: set[str]) -> Headings | None:
    """Give the headers of people in a row that has no column of days; nothing when it is not one of headers."""
    positions = lattice.filled(row)
    header = [lattice.text(row, position) for position in range(lattice.codes.shape[1])]
    signed = set(signature_columns(header))
    quiet = {at for at in positions if at in signed or lattice.fold(row, at) in _QUIET}
    headings = recognise(
        layout, [None if at in quiet else text for at, text in enumerate(header)], own, lattice.place(row, None, layout.id)
    )
    known = {*headings.columns.values(), *quiet}
    if not persons & set(headings.columns) or "date" in headings.columns or 2 * len(known) <= len(positions):
        return None
    return headings


def _last_numbered(lattice: Lattice, header: int, following: int) -> int:
    """Give the last row of a list that begins with a number, its header when there is none: below it stand titles of the next one."""
    rows = [
        row
        for row in range(header + 1, following)
        if (at := lattice.filled(row)) and (lattice.text(row, at[0]) or "").strip(". ").isdecimal()
    ]
    return rows[-1] if rows else header


def named_after_a_day(sheet: Sheet) -> date | None:
    """Give the day that is the name of a sheet, if it is one."""
    return day((sheet.name or "").strip())
