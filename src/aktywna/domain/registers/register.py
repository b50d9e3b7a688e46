"""Typed columns over addressed rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.texts import Bools, Coded, arrow, in_pieces, looked_up, taken, told_apart, written_out
from aktywna.domain.findings.finding import Fact, Finding, Place, Severity
from aktywna.domain.once import Answer, Answers, once
from aktywna.domain.registers.columns import Columns, blank_column
from aktywna.domain.registers.layout import Layout
from aktywna.domain.registers.stand_in_keys import stand_in_key
from aktywna.domain.sheets.sheet import letters

_COMPARED = 8
"""So many values are compared one after another sooner than each row is looked up."""


class Absent(Exception):  # noqa: N818 - an answer to a question, not a failure
    """A register or a column that the project does not have; whoever asked cannot go on without it."""

    def __init__(self, register: str, column: str = "") -> None:
        super().__init__(register, column)
        self.register = register
        self.column = column


@dataclass(frozen=True)
class Origin:
    """One sheet that rows came from, and where in it each column stands (counted from 0)."""

    file: str
    sheet: str
    columns: Mapping[str, int]
    anchors: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Cells that were filled from a merged one: row as shown and column, and the row where a person finds the cell."""
    header: int = 0
    """The lowest row of headers as shown; 0 where nobody knows."""
    titled: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where a title over the table says something of every row: the column of the register, and the title's row as shown and column."""


@dataclass(frozen=True, eq=False)
class Hits:
    """Rows where a rule is broken, the column to point at, and the facts of each row."""

    register: Register
    rows: np.ndarray[Any, np.dtype[np.intp]]
    at: str
    facts: Mapping[str, Any]

    def findings(self, code: str, severity: Severity) -> Iterator[Finding]:
        """Give a finding for each row."""
        if not len(self.rows):
            return
        places = self.register.places(self.rows, self.at)
        names = tuple(self.facts)
        facts = zip(*(_facts(values, self.rows) for values in self.facts.values()), strict=True) if names else ((),) * len(places)
        for place, values in zip(places, facts, strict=True):
            yield Finding(code, severity, place, dict(zip(names, values, strict=True)))


@dataclass(frozen=True, eq=False)
class Register:
    """
    A register on one day: a typed column for each column of the layout that the files have.

    Shapes: each of `columns`, `origin` and `row` (rows,): which of `origins` a row came from and its number
    there. Columns of kind `choice` hold codes, `choices` hold codes between bars (`|pal|kis|`), `yes_no` holds `yes`, `no` or
    `refused`; what was empty or unreadable is NA.
    """

    layout: Layout
    columns: Columns
    origins: tuple[Origin, ...] = ()
    origin: np.ndarray[Any, Any] = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    row: np.ndarray[Any, Any] = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    at: Mapping[str, np.ndarray[Any, Any]] = field(default_factory=dict)
    """For tables that were turned: in which column (from 0; -1: as `origins` say) the cell of each row stands."""
    unread: Mapping[str, np.ndarray[Any, np.dtype[np.intp]]] = field(default_factory=dict)
    """Rows whose cell held something that could not be read, in order, of the columns that have such."""
    is_named_privately: bool = False
    """Whether its rows call people by what a register of participants without numbers tells them apart by."""
    numbers_lost: bool = False
    """Whether the other registers know its people by numbers that it does not have, so that nothing stands for them."""
    _seen: Answers = field(default_factory=dict, init=False, repr=False)
    """What was once computed of a column. A register is never changed, only replaced."""

    @property
    def id(self) -> str:
        return self.layout.id

    @property
    def frame(self) -> pd.DataFrame:
        """Give all columns as a table of shape (rows, columns)."""
        return self._once("frame", "", self.columns.frame)

    @property
    def index(self) -> pd.RangeIndex:
        """Number the rows from 0, as its columns do."""
        return self.columns.index

    def __len__(self) -> int:
        return self.columns.rows

    def __contains__(self, column: str) -> bool:
        return column in self.columns

    def __getitem__(self, column: str) -> pd.Series[Any]:
        """Give a column; raise `Absent` when the files do not have it."""
        if column not in self.columns:
            raise Absent(self.id, column)
        return self.columns[column]

    def get(self, column: str) -> pd.Series[Any]:
        """Give a column; all unknown when the files do not have it."""
        if column in self.columns:
            return self.columns[column]
        return self._once("blank", column, lambda: blank_column(self.layout, column, len(self)))

    def need(self, *columns: str) -> None:
        """Raise `Absent` for the first of `columns` that the files do not have."""
        for column in columns:
            if column not in self.columns:
                raise Absent(self.id, column)

    def known(self, column: str) -> Bools:
        """Say in which rows the value is known: shape (rows,), nowhere when the files do not have the column."""
        if column not in self.columns:
            return np.zeros(len(self), dtype=np.bool_)
        if ("codes", column) in self._seen:
            return self._once("known", column, lambda: self.codes(column)[0] >= 0)
        return self._once("known", column, lambda: self.columns[column].notna().to_numpy(dtype=bool))

    def among(self, column: str, *values: str) -> Bools:
        """
        Say in which rows a column of texts holds one of `values`: shape (rows,), nowhere when the files do not have it.

        Meant for columns of few different values, such as codes: each value is looked at once, and each row as a number.
        """
        if column not in self.columns:
            return np.zeros(len(self), dtype=np.bool_)
        codes, words = self.codes(column)
        places = [place for place, word in enumerate(words) if word in values]
        if len(places) > _COMPARED:
            lawful = np.zeros(len(words) + 1, dtype=np.bool_)
            lawful[places] = True
            return looked_up(lawful, in_pieces(codes), len(self))
        found: Bools = codes == places[0] if places else np.zeros(len(self), dtype=np.bool_)
        for place in places[1:]:
            found |= codes == place
        return found

    def some(self, column: str, rows: np.ndarray[Any, Any]) -> pd.Series[Any]:
        """Give a column in some rows (ascending positions) alone; raise `Absent` when the files do not have it."""
        self.need(column)
        if ("codes", column) in self._seen:
            codes, words = self.codes(column)
            return written_out((codes[rows], words))
        whole = self.columns[column]
        return (taken(whole, rows) if whole.dtype == "str" else whole.iloc[rows]).reset_index(drop=True)

    def said(self, column: str) -> Callable[[np.ndarray[Any, Any]], pd.Series[Any]]:
        """Give what a column says as a fact of the rows that somebody accuses; raise `Absent` when the files do not have it."""
        self.need(column)
        return partial(self.some, column)

    def days(self, column: str) -> np.ndarray[Any, np.dtype[np.datetime64]]:
        """Give a column of days as an array, NaT (before and after nothing) where none is known: shape (rows,)."""
        return self.get(column).to_numpy()

    def codes(self, column: str) -> Coded:
        """Give which of the different texts of a column each row has (-1: none), shape (rows,), and those texts."""
        return self._once("codes", column, lambda: told_apart(self.get(column)))

    def told_apart(self, codes: Mapping[str, Coded]) -> Register:
        """Take over the `codes` of columns that reading found out by the way; give the register itself."""
        self._seen.update({("codes", column): coded for column, coded in codes.items()})
        return self

    def _once(self, what: str, column: str, work: Callable[[], Answer]) -> Answer:
        return once(self._seen, (what, column), work)

    @property
    def keyed_by(self) -> tuple[str, ...]:
        """The columns that tell its units apart: the layout's key, or where the files do not have it what stands for it."""
        if self.layout.key in self.columns:
            return (self.layout.key,)
        if self.numbers_lost:
            return ()
        return tuple(column for column in self.layout.key_else if column in self.columns)

    @property
    def key(self) -> pd.Series[Any]:
        """The key of each row, as text."""
        if self.layout.key in self.columns or not self.keyed_by:
            return self.get(self.layout.key)
        return self._once("key", self.layout.key, self._stand_in_key)

    def _stand_in_key(self) -> pd.Series[Any]:
        sheets = [":".join(filter(None, (origin.file, origin.sheet))) for origin in self.origins] or [self.id]
        origins = self.origin.tolist() if len(self.origin) else [0] * len(self)
        rows = (f"{sheets[origin]}:{row}" for origin, row in zip(origins, self.numbers(np.arange(len(self))).tolist(), strict=True))
        return stand_in_key({column: self.columns[column] for column in self.keyed_by}, rows)

    def need_key(self) -> None:
        """Raise `Absent` when nothing tells the units of the register apart."""
        if not self.keyed_by:
            raise Absent(self.id, self.layout.key)

    @property
    def has_private_key(self) -> bool:
        """Whether its keys are personal data, which nothing shows unasked."""
        return self.is_named_privately or any(self.layout.columns[column].private for column in self.keyed_by)

    def hits(self, mask: pd.Series[Any] | np.ndarray[Any, Any], *, at: str, blank: Sequence[str] = (), **facts: Fact) -> Hits:
        """
        Point at the column `at` of the rows where `mask` is true; an unknown answer is not a hit.

        Nor is a cell that could not be read: that has been said. `blank` names other columns that the rule accuses of
        being empty; what could not be read in them is not empty either. A fact is one for all rows, or has shape (rows,), or is
        a function that gives it for the positions of some rows: then nothing is computed of rows that nobody accuses.
        """
        rows = np.flatnonzero(_certain(mask))
        for column in {at, *blank} & self.unread.keys():
            rows = rows[~np.isin(rows, self.unread[column])]
        return Hits(self, rows, at, facts)

    def unreadable(self, column: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Say in which rows the cell of `column` held something that could not be read: shape (rows,)."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[self.unread.get(column, [])] = True
        return found

    def no_hits(self) -> Hits:
        """Find nothing."""
        return Hits(self, np.empty(0, dtype=np.intp), self.layout.key, {})

    def taken(self, rows: Bools) -> Register:
        """Give the register with these rows only, each with its address: shape (rows,)."""
        return replace(
            self,
            columns=Columns.of(self.frame[rows].reset_index(drop=True)),
            origin=self.origin[rows] if len(self.origin) else self.origin,
            row=self.row[rows] if len(self.row) else np.flatnonzero(rows) + 1,
            at={column: positions[rows] for column, positions in self.at.items()},
            unread={column: np.flatnonzero(self.unreadable(column)[rows]) for column in self.unread},
        )

    def places(self, rows: np.ndarray[Any, Any], column: str) -> list[Place]:
        """Give the address of `column` in each of `rows`."""
        named = taken(self.key, rows)
        keys = (named if named.dtype == "str" else named.astype(object)).fillna("").tolist()  # a day of its own dtype holds no text
        hidden, register = self.has_private_key, self.id
        origins = self.origins or (Origin("", "", {}),)
        sheets = self.origin[rows].tolist() if self.origins else [0] * len(rows)
        turned = self.at[column][rows].tolist() if column in self.at else [-1] * len(rows)
        stands = [origin.columns.get(column) for origin in origins]
        found: list[Place] = []
        for sheet, own, number, key in zip(sheets, turned, self.numbers(rows).tolist(), keys, strict=True):
            origin = origins[sheet]
            at = own if own >= 0 else stands[sheet]
            cell = f"{letters(at)}{origin.anchors.get((number, at), number)}" if at is not None else ""
            found.append(Place(origin.file, origin.sheet, number, cell, register, column, key, hidden))
        return found

    def numbers(self, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Give the row numbers that the spreadsheet shows for rows given by position; a negative position means none."""
        return self.row[np.maximum(rows, 0)] if len(self.row) else rows + 1

    def header(self, column: str) -> list[Place]:
        """Give the address of a whole column in each sheet, or of the sheet where it has no such column."""
        origins = self.origins or (Origin("", "", {}),)
        cells = [letters(at) if (at := origin.columns.get(column)) is not None else "" for origin in origins]
        return [Place(origin.file, origin.sheet, 0, cell, self.id, column) for origin, cell in zip(origins, cells, strict=True)]


def _certain(mask: pd.Series[Any] | np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Give an answer as yes or no; unknown is no."""
    return np.asarray(mask) if mask.dtype == bool else pd.Series(mask).astype("boolean").to_numpy(dtype=bool, na_value=False)


def _facts(values: Any, rows: np.ndarray[Any, Any]) -> list[Any]:
    if callable(values):
        values, rows = values(rows), np.arange(len(rows))
    if isinstance(values, pd.Series):
        if values.dtype == "str":
            return list(arrow(taken(values, rows)).to_pylist())
        some = values.iloc[rows]
        return [None if is_gone else value for value, is_gone in zip(some.tolist(), some.isna().tolist(), strict=True)]
    if isinstance(values, np.ndarray):
        return list(values[rows].tolist())
    return [values] * len(rows)
