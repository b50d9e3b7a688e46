"""Rows whose cells stand one column too far to the right or to the left: one fault, said once where it can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.identifiers import PESEL_DIGITS
from aktywna.domain.cells.texts import Bools, Numbers
from aktywna.domain.findings.cells_beside import DIGITS, TO_THE_LEFT, TO_THE_RIGHT, Beside, Cells, Judge, Shift
from aktywna.domain.findings.finding import Fact, Finding, Severity
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.sheets.sheet import column_number, letters, letters_of

if TYPE_CHECKING:
    from aktywna.domain.cells.column import Reading, Trouble
    from aktywna.domain.registers.layout import Layout
    from aktywna.domain.registers.register import Register
    from aktywna.domain.sheets.rows import Rows

_ABOUT = N_(
    "It is said only where it can be shown: by the kinds of the columns beside, nearly all the cells that cannot be right where they "
    "stand have a meaning. It is one fault, so it is said once, at its first cell, with the addresses of all the others. Until it is "
    "corrected, what these cells hold is taken as not known, also where it happens to be readable."
)

RIGHT = notice(
    "R131",
    ERROR,
    title=N_("The cells of a row stand one column too far to the right."),
    says=N_(
        "In {n:word row|rows} {where} the cells stand one column too far to the right, from column {letter} ({columns:columns}) on; "
        "one column to the left, {fitting:n} of {wrong:count cell that does|cells that do} not fit there can be read."
    ),
    do=N_(
        "Compare the row with those around it, take out the cell that is too many (in a text file the separator), and move the rest back "
        "to the left. A text with a separator in it belongs between quotation marks."
    ),
    basis="count",
    about=_ABOUT,
)
LEFT = notice(
    "R132",
    ERROR,
    title=N_("The cells of a row stand one column too far to the left."),
    says=N_(
        "In {n:word row|rows} {where} the cells stand one column too far to the left, from column {letter} ({columns:columns}) or an "
        "earlier one on; "
        "one column to the right, {fitting:n} of {wrong:count cell that does|cells that do} not fit there can be read."
    ),
    do=N_(
        "Compare the row with those around it, put in the cell that is missing (in a text file the separator), so that the rest moves back "
        "to the right, and write into it what was lost."
    ),
    basis="count",
    about=_ABOUT,
)

_SEVERAL = 2
"""A row with a single wrong cell has a slip in that cell."""
_HALF = 0.5
_WHOLE, _WHOLE_ROWS = 0.9, 5
"""A column lost from top to bottom is a fault of its own (R130) and says nothing of a row."""


@dataclass(frozen=True, eq=False)
class Moved:
    """Rows, one below another, whose cells moved from the same column on."""

    rows: Numbers
    """Positions in the register."""
    to_the_right: bool
    columns: tuple[str, ...]
    """The columns whose cells moved, in the order of the sheet."""
    at: int
    """Where the first of them stands, counted from 0."""
    wrong: int
    """How many cells are wrong where they stand."""
    fitting: int
    """How many of these are read in the column beside."""
    keys: tuple[str, ...] = ()
    """The keys of the rows, where they moved too and stand in the column beside."""
    odd: Mapping[str, Numbers] = field(default_factory=dict)
    """Rows whose cell is wrong beside too, by the column in which it stands: moving explains nothing there."""
    ends: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    """Rows whose last cell stands on the right of the table now, under no header."""

    def said(self, register: Register, severity: Severity) -> Finding:
        """Say it at the first cell that moved, with the addresses of all of them; `severity` is that of the gravest one."""
        kind = RIGHT if self.to_the_right else LEFT
        by_column = [register.places(self.rows, column) for column in self.columns]
        cells = {place.cell: place for row in zip(*by_column, strict=True) for place in reversed(row)}
        for end in register.places(self.ends, self.columns[-1]):
            cell = f"{letters(column_number(letters_of(end.cell)) + 1)}{end.row}"
            cells[cell] = replace(end, cell=cell, column="")
        first, last = register.numbers(self.rows[[0, -1]]).tolist()
        facts: dict[str, Fact] = {
            "n": len(self.rows),
            "where": str(first) if first == last else f"{first}–{last}",
            "letter": letters(self.at),
            "columns": (f"{register.id}.{self.columns[0]}",),
            "fitting": self.fitting,
            "wrong": self.wrong,
        }
        if self.keys:
            facts["numbers"] = self.keys
        place = by_column[0][0]
        others = sorted((one for one in cells.values() if one.cell != place.cell), key=lambda one: (one.row, len(one.cell), one.cell))
        return Finding(kind.code, severity, place, facts, tuple(others))


def moved_rows(layout: Layout, tables: Sequence[Rows], cells: Cells, unread: Mapping[str, Numbers], judge: Judge) -> list[Moved]:
    """
    Give the rows whose cells moved by one column; where hardly anything is unread it costs nothing.

    `cells` hold the `tables` one below another; `unread` are the rows of each column that could not be read.
    """
    found: list[Moved] = []
    begin = 0
    for table in tables if unread or any(table.beyond is not None for table in tables) else ():
        # A table that was turned has its cells elsewhere than its columns.
        if not table.at:
            found += _of_table(layout, table, begin, cells, unread, judge)
        begin += len(table)
    return found


def _of_table(  # noqa: PLR0913 - a table, and what is known of its cells
    layout: Layout, table: Rows, begin: int, cells: Cells, unread: Mapping[str, Numbers], judge: Judge
) -> Iterator[Moved]:
    end = begin + len(table)
    stands = {name: at for name, at in table.origin.columns.items() if name in cells}
    unread_here = {name: rows[slice(*np.searchsorted(rows, (begin, end)))] for name, rows in unread.items() if name in stands}
    whole = {
        name for name, rows in unread_here.items()
        if len(rows) >= _WHOLE_ROWS and len(rows) >= _WHOLE * cells[name][0].iloc[begin:end].count()
    }  # fmt: skip
    left = min(stands.values())
    columns = tuple(tuple(name for name, at in stands.items() if at == here) for here in range(left, max(stands.values()) + 1))
    rows = _candidates(layout, columns, {name: some for name, some in unread_here.items() if name not in whole}, cells, judge)
    beyond = _seldom(table.beyond)
    if beyond is not None:
        rows = np.union1d(rows, np.flatnonzero(beyond.notna().to_numpy()) + begin)
    if not len(rows):
        return
    filled = np.array([cells[names[0]][0].iloc[begin:end].count() / len(table) if names else 0.0 for names in columns])
    if beyond is not None:
        beyond, filled = beyond.iloc[rows - begin], np.append(filled, 0.0)
    beside = Beside.of(columns, rows, cells, judge, frozenset(whole), beyond)
    shifts = {step: Shift.of(beside, step, filled) for step in (TO_THE_RIGHT, TO_THE_LEFT)}
    firsts = {step: shift.first_cells() for step, shift in shifts.items()}
    better = _better(shifts, firsts)
    for step, first in firsts.items():
        mine = np.flatnonzero((first >= 0) & (better == step))
        ends = beside.fails[0][:, -1] & (beyond is not None) & (step == TO_THE_RIGHT)
        shown = table.row[rows[mine] - begin]
        apart = (np.diff(shown) != 1) | (np.diff(first[mine]) != 0)
        for run in np.split(mine, np.flatnonzero(apart) + 1) if len(mine) else ():
            at = int(first[run[0]])
            moved = tuple(name for names in columns[at:] for name in names)
            wrong, fitting = (shifts[step].at(values[run], first[run]).sum() for values in (shifts[step].wrong, shifts[step].explained))
            keys = beside.texts[stands[layout.key] - left + step].iloc[run] if layout.key in moved[step == TO_THE_LEFT :] else None
            odd = {name: rows[run][hits] for name, hits in _wrong_beside(beside, step, at, run) if hits.any()}
            yield Moved(
                rows[run], step == TO_THE_RIGHT, moved, left + at, int(wrong), int(fitting), _shown(keys), odd, rows[run][ends[run]]
            )


def _seldom(beyond: pd.Series[Any] | None) -> pd.Series[Any] | None:
    """Give the cells on the right of a table where few rows have one: else they are a column of remarks."""
    return beyond if beyond is not None and 0 < beyond.count() < _HALF * len(beyond) else None


def _candidates(layout: Layout, columns: Sequence[Sequence[str]], unread: Mapping[str, Numbers], cells: Cells, judge: Judge) -> Numbers:
    """Give the rows, in order, in which several cells are wrong: unread, no number of their kind, or empty before an unread one."""
    rows, times = np.unique(np.concatenate([np.zeros(0, dtype=np.intp), *unread.values()]), return_counts=True)
    for names in columns if len(rows) else ():
        for name in names:
            if layout.columns[name].kind in DIGITS:
                text, stored = cells[name]
                times += judge(name, text.iloc[rows].reset_index(drop=True), stored[rows])[1]
    found = [rows[times >= _SEVERAL]]
    for before, names in pairwise(columns):
        behind = [unread[name] for name in names if before and len(unread.get(name, ()))]
        found += [some[cells[before[0]][0].iloc[some].isna().to_numpy()] for some in behind]
    return np.unique(np.concatenate(found))


def _wrong_beside(beside: Beside, step: int, first: int, run: Numbers) -> Iterator[tuple[str, Bools]]:
    """Give the columns whose cells are wrong in the column beside too, and in which rows of the run: shape (rows,)."""
    for at, names in enumerate(beside.columns):
        if first <= at - step < len(beside.columns) and at >= first:
            yield from ((name, beside.fails[step][run, at - step]) for name in names)


def _shown(keys: pd.Series[Any] | None) -> tuple[str, ...]:
    """Give the keys of rows that may be shown; what may be somebody's name or identifier is none."""
    told = [] if keys is None else [key for key in keys.dropna().tolist() if any(map(str.isdigit, key))]
    return tuple(key for key in told if not (len(key) == PESEL_DIGITS and key.isdecimal()))


def _better(shifts: Mapping[int, Shift], firsts: Mapping[int, Numbers]) -> Numbers:
    """
    Give the step that explains each row better, 0 where neither does.

    That is what leaves fewer cells wrong, then what explains more, then what reads more.
    """
    right, left = shifts[TO_THE_RIGHT], shifts[TO_THE_LEFT]
    to_right, to_left = firsts[TO_THE_RIGHT], firsts[TO_THE_LEFT]
    better = np.sign(left.at(left.failing, to_left) - right.at(right.failing, to_right))
    for mine, theirs in ((right.explained, left.explained), (right.fitting, left.fitting)):
        more = np.sign(right.at(mine, to_right) - left.at(theirs, to_left))
        better = np.where(better == 0, more, better)
    return np.where(to_left < 0, TO_THE_RIGHT, np.where(to_right < 0, TO_THE_LEFT, better))


def without(
    moved: Sequence[Moved], readings: Mapping[str, Reading], troubles: Mapping[str, Sequence[Trouble]], unread: Mapping[str, Numbers]
) -> tuple[dict[str, Reading], dict[str, list[Trouble]], dict[str, Numbers], list[Severity]]:
    """
    Take what cells hold that moved out of the columns; each is unread then, and nothing else is said of it if moving explains it.

    Gives the readings, the troubles and what is unread anew, and for each of `moved` the weight of the gravest cell.
    """
    gone = {name: np.sort(np.concatenate([one.rows for one in moved if name in one.columns])) for one in moved for name in one.columns}
    odd = {name: np.concatenate([one.odd.get(name, one.rows[:0]) for one in moved]) for name in gone}
    explained = {name: np.setdiff1d(rows, odd[name]) for name, rows in gone.items()}
    weights = [
        min(
            (trouble.notice.severity for name in one.columns for trouble in troubles.get(name, ()) if trouble.mask[one.rows].any()),
            default=ERROR,
        )
        for one in moved
    ]
    return (
        {name: reading.without(gone[name]) if name in gone else reading for name, reading in readings.items()},
        {name: [one.without(explained[name]) for one in some] if name in gone else list(some) for name, some in troubles.items()},
        {**unread, **{name: np.union1d(rows, unread.get(name, rows)) for name, rows in gone.items()}},
        weights,
    )
