"""Rows of one table before their cells are read: the text of each cell, how it was stored, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.column import Stores, Unique
from aktywna.domain.cells.texts import Bools
from aktywna.domain.findings.finding import Finding
from aktywna.domain.registers.register import Origin


@dataclass(frozen=True, eq=False)
class Rows:
    """
    The rows of one table, column by column of the layout.

    Shapes: every text (dtype `str`), every array of `stored` and `row` have one entry a row. A table that stands in its
    sheet as it is read says in `origin.columns` where each column is; one that was turned says in `at`, for each row,
    in which column (from 0) the cell of a mark stands, and `row` is then the row of that cell.
    """

    origin: Origin
    text: Mapping[str, pd.Series[Any]]
    stored: Mapping[str, Stores]
    row: np.ndarray[Any, Any]
    at: Mapping[str, np.ndarray[Any, Any]] = field(default_factory=dict)
    repeated: Mapping[str, Bools] = field(default_factory=dict)
    """Cells filled from a merged one: what is wrong with that one is said once."""
    findings: tuple[Finding, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    """Units that headers name over columns of hours: `h45`, `h60`."""
    different: Mapping[str, Unique] = field(default_factory=dict)
    """The different texts of columns in which they were told apart by the way."""
    beyond: pd.Series[Any] | None = None
    """The cells on the right of the last column, where they have no header of their own: texts that moved may stand there."""

    def __len__(self) -> int:
        return len(self.row)


def column_of(tables: Sequence[Rows], column: str) -> tuple[pd.Series[Any], Stores]:
    """Give a column's texts and stores from all tables, one below another; empty where a table has no such column."""
    texts = [table.text[column] if column in table.text else _nothing(len(table)) for table in tables]
    stores = [table.stored.get(column, np.zeros(len(table), dtype=np.uint8)) for table in tables]
    text = texts[0].reset_index(drop=True) if len(texts) == 1 else pd.concat(texts, ignore_index=True)
    return text, joined(stores)


def joined(parts: Sequence[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Put arrays one below another; a single one is given as it is."""
    return parts[0] if len(parts) == 1 else np.concatenate([np.empty(0, dtype=np.uint8), *parts])


def unit_of(tables: Sequence[Rows], column: str, each: pd.Series[Any] | None) -> str | pd.Series[Any] | None:
    """Give the unit of a column of hours: as `each` row says, else as its table's header does; nothing where none does."""
    named = [table.units.get(column) for table in tables]
    if each is None and len(set(named)) <= 1:
        return named[0] if named else None
    units = np.repeat(np.array(named, dtype=object), [len(table) for table in tables])
    by_header = pd.Series(units, dtype="str")
    return by_header if each is None else each.reset_index(drop=True).fillna(by_header)


def _nothing(rows: int) -> pd.Series[Any]:
    return pd.Series(pd.array([], dtype="str").take(np.full(rows, -1), allow_fill=True))
