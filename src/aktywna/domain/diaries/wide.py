"""Tables that are wider than long: a column a day or an area. Turned into rows, and their marks read file by file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.amounts import number
from aktywna.domain.cells.column import Stores, Unique
from aktywna.domain.cells.texts import Numbers, in_pieces, looked_up, narrow
from aktywna.domain.diaries.diary import diaries
from aktywna.domain.diaries.legends import legend
from aktywna.domain.diaries.marks import Mark, Seen, read_marks, told
from aktywna.domain.diaries.one_class import one_class
from aktywna.domain.diaries.opinions import opinions
from aktywna.domain.diaries.person_card import person_card
from aktywna.domain.diaries.turned import SUM_DIFFERS, Total, Turned
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout
from aktywna.domain.sheets.lattice import Lattice, texts
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Sheet, Stored, letters

_AROUND = 30
"""In how many first rows a table begins, and in how many first and last rows of a long register a legend may stand."""
_LIST = 1000
"""How many rows most lists of people have."""
_SHAPES: Mapping[str, tuple[Callable[..., list[Turned] | None], ...]] = MappingProxyType(
    {"attendance": (diaries, person_card, one_class), "assessments": (opinions,)}
)


def unpivoted(layout: Layout, choices: Mapping[str, Choice], project: Project, sheet: Sheet, own: Mapping[str, str]) -> list[Turned] | None:
    """
    Turn the tables of a sheet that are wider than long; nothing when the sheet is an ordinary register.

    Attendance: a column a day, one person's card of a month, or one class with its day in a title. Assessments: a column a
    measurement, or areas across.
    """
    if not sheet.text.size:
        return None
    shapes = _SHAPES.get(layout.id, ())
    # A longer register is told from a wide one by its first rows; all of it is looked at only when it is wide.
    is_long = len(sheet.text) > _LIST
    first = Lattice.of(_cut(sheet, slice(_AROUND)) if is_long else sheet) if shapes else None
    for shape in shapes:
        turned = shape(layout, choices, project, first, own)
        if turned is not None:
            return shape(layout, choices, project, Lattice.of(sheet), own) if is_long else turned
    return None


def has_marks(layout: Layout) -> bool:
    """Whether a register holds marks that each office writes in its own way."""
    return "mark_raw" in layout.columns and "mark" in layout.columns


def settled(
    layout: Layout, choices: Mapping[str, Choice], project: Project, tables: Sequence[Rows | Turned], sheets: Sequence[Sheet] = ()
) -> tuple[list[Rows], list[Finding]]:
    """
    Read the marks of tables, file by file; `sheets` are those that long tables came from, for their legends.

    The mark as written is kept in `mark_raw`; what is not known is said once for a mark and a file.
    """
    if not has_marks(layout):
        return [table.rows if isinstance(table, Turned) else table for table in tables], []
    declared = project.registers.of(layout.id)
    own = declared.marks if declared is not None else {}
    dictionary = choices["mark"]
    diaries_read = [table if isinstance(table, Turned) else Turned(table) for table in tables]
    coded = [_Coded.of(table) for table in diaries_read]
    findings: list[Finding] = []
    done: dict[int, Rows] = {}
    for file in dict.fromkeys(table.rows.origin.file for table in diaries_read):
        here = [at for at, table in enumerate(diaries_read) if table.rows.origin.file == file]
        seen = Seen({mark.strip(): code for mark, code in own.items()})
        turned = {table.rows.origin.sheet for table in tables if isinstance(table, Turned) and table.rows.origin.file == file}
        for sheet in sheets:
            if sheet.file == file and (sheet.name or "") not in turned:
                for rows in (slice(_AROUND), slice(-_AROUND, None)):
                    lattice = Lattice.of(_cut(sheet, rows))
                    seen.explained(legend(dictionary, lattice, range(len(lattice.codes)), beside=False))
        for at in here:
            seen.explained(diaries_read[at].legend)
            coded[at].add_to(seen, layout.id)
        read = read_marks(seen, dictionary)
        findings += told(seen, read)
        for at in here:
            how = [read.get(seen.name(word), Mark()) for word in coded[at].words]
            done[at] = coded[at].read(how)
            findings += _wrong_totals(diaries_read[at].totals, coded[at], how, done[at])
    return [done[at] for at in range(len(diaries_read))], findings


class _Coded:
    """The marks of one table: the different ones (the last one empty) and which of them each row has."""

    def __init__(self, table: Turned, words: list[str], codes: Numbers) -> None:
        """Take a table, its marks and which of them each row has; `codes` are of the smallest dtype, which is looked through soonest."""
        self.table, self.words, self.codes = table, words, codes

    @classmethod
    def of(cls, table: Turned) -> _Coded:
        rows = table.rows
        text = rows.text.get("mark")
        if text is None:
            return cls(table, [""], np.zeros(len(rows), dtype=np.int8))
        unique = Unique.of(text)
        words = [word.strip() for word in unique.words]
        # What holds nothing but spaces is empty.
        place = np.array([at if word else len(words) for at, word in enumerate([*words, ""])], dtype=narrow(len(words) + 1))
        return cls(table, [*words, ""], unique.looked_up(place))

    def add_to(self, seen: Seen, register: str) -> None:
        """Count the marks of this table among those of its file; an empty cell is a mark only where every cell is a row."""
        rows = self.table.rows
        counts = _counts(self.codes, len(self.words))
        first = _first_rows(self.codes, len(self.words))
        for code, mark in enumerate(self.words):
            if not counts[code] or (not mark and not self.table.is_matrix):
                continue
            seen.add(mark, int(counts[code]), _place(rows, int(first[code]), register))

    def read(self, how: Sequence[Mark]) -> Rows:
        """Give the rows with their marks read, hours in marks beside the hours, and the marks as written."""
        rows = self.table.rows
        if "mark" not in rows.text:
            return rows
        kinds = list(dict.fromkeys(one.code for one in how if one.code))
        text = dict(rows.text)
        stored = dict(rows.stored)
        codes = np.array([kinds.index(one.code) if one.code else -1 for one in how], dtype=narrow(len(kinds)))
        # A file that this program wrote has the sign of the first file beside how it was read.
        is_kept = "mark_raw" in rows.text
        if not is_kept:
            text["mark_raw"], stored["mark_raw"] = rows.text["mark"], rows.stored["mark"]
        marks = Unique.told(kinds, looked_up(codes, in_pieces(self.codes), len(rows)))
        text["mark"] = marks.each(kinds, "str")
        stored["mark"] = np.full(len(rows), Stored.TEXT, dtype=np.uint8)
        origin = rows.origin
        if "mark" in origin.columns and not is_kept:
            origin = replace(origin, columns={**origin.columns, "mark_raw": origin.columns["mark"]})
        hours = self._hours(how, rows)
        if hours is not None:
            text["hours"], stored["hours"] = hours
            if "hours" not in origin.columns and "mark" in origin.columns:
                origin = replace(origin, columns={**origin.columns, "hours": origin.columns["mark"]})
        return replace(rows, origin=origin, text=text, stored=stored, different={"mark": marks})

    def _hours(self, how: Sequence[Mark], rows: Rows) -> tuple[pd.Series[Any], Stores] | None:
        """Hours in marks; where there are none, those of the class, of people who were there."""
        written = rows.text.get("hours")
        in_marks = [None if one.hours is None else str(one.hours) for one in how]
        if not any(in_marks) and (written is None or ("hours" in rows.origin.columns and not self.table.is_matrix)):
            return None
        places = np.array([at if word is not None else -1 for at, word in enumerate(in_marks)], dtype=np.intp)
        inside = texts([word or "" for word in in_marks], places[self.codes])
        stored = np.full(len(rows), Stored.TEXT, dtype=np.uint8)
        if written is None:
            return inside, stored
        if self.table.is_matrix:
            there = np.array([one.code == "present" for one in how])[self.codes]
            written = written.where(there)
            return inside.where(inside.notna(), written), stored
        empty = written.isna().to_numpy() & inside.notna().to_numpy()
        return written.mask(empty, inside), np.where(empty, stored, rows.stored["hours"])


def _wrong_totals(totals: Sequence[Total], coded: _Coded, how: Sequence[Mark], read: Rows) -> list[Finding]:
    """Say which totals in the file are not the sums of their cells; those with an unknown cell are not asked."""
    if not totals:
        return []
    known = np.array([one.code is not None for one in how])[coded.codes]
    there = np.array([one.code == "present" for one in how])[coded.codes]
    late = np.array([one.code == "late" for one in how])[coded.codes]
    numbers = _numbers(read.text.get("hours"), len(there))
    said: list[Finding] = []
    for total in totals:
        at = total.rows
        if not known[at].all():
            continue
        written = float(total.written)
        people = {float(there[at].sum()), float((there | late)[at].sum())}
        attended = numbers[at][(there | late)[at]]
        sums = {float(attended.sum())} if not np.isnan(attended).any() else set()
        fits = {"hours": sums, "present": people, "either": sums | people}[total.of]
        # A total of either kind is judged only where both sums are known.
        if not fits or (total.of == "either" and not sums and written not in people):
            continue
        if not any(abs(written - sum_of) < _ROUNDING for sum_of in fits):
            said.append(Finding(SUM_DIFFERS.code, SUM_DIFFERS.severity, total.place, {"written": written, "counted": max(fits)}))
    return said


_ROUNDING = 0.01
_FEW = 50


def _counts(codes: Numbers, words: int) -> Numbers:
    """Count the rows of each of so many words."""
    if words <= _FEW:
        return np.array([np.count_nonzero(codes == word) for word in range(words)])
    return np.bincount(codes, minlength=words)


def _first_rows(codes: Numbers, words: int) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give the first row of each of so many words, any where it stands in none."""
    if len(codes) and words <= _FEW:
        return np.array([np.argmax(codes == word) for word in range(words)], dtype=np.intp)
    first = np.zeros(words, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return first


def _numbers(cells: pd.Series[Any] | None, rows: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Give the numbers in cells, NaN where there is none."""
    if cells is None:
        return np.full(rows, np.nan)
    codes, words = pd.factorize(cells)
    values = [number(str(word)) for word in words]
    return np.array([*(np.nan if value is None else float(value) for value in values), np.nan])[codes]


def _place(rows: Rows, row: int, register: str) -> Place:
    turned = rows.at.get("mark")
    at = int(turned[row]) if turned is not None else rows.origin.columns.get("mark", -1)
    number = int(rows.row[row])
    return Place(rows.origin.file, rows.origin.sheet, number, f"{letters(at)}{number}" if at >= 0 else "", register, "mark")


def _cut(sheet: Sheet, rows: slice) -> Sheet:
    return replace(sheet, text=sheet.text.iloc[rows], stored=sheet.stored.iloc[rows])
