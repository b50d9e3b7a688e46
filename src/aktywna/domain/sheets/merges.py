"""Merged cells among the rows of a table: a value that stands over several rows belongs to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, WARNING, notice
from aktywna.domain.registers.layout import Layout
from aktywna.domain.sheets.sheet import letters
from aktywna.domain.sheets.tables import Table

FILLED = notice(
    "R009",
    NOTE,
    title=N_("A value merged over several rows was read in each of them."),
    says=N_(
        "{cells:count merged cell|merged cells} in column {letter} {cells:word stands|stand} over several rows; each row has the value."
    ),
    do=N_("Nothing, if it is meant so; a table that is to be sorted needs the value in every row."),
    basis="registers.md 5.3",
)
AMOUNT_FILLED = notice(
    "R013",
    WARNING,
    title=N_("An amount merged over several rows was read in each of them."),
    says=N_("{cells:count merged cell|merged cells} with a number in column {letter} {cells:word stands|stand} over rows; sums add each."),
    do=N_("Unmerge the cells and write into each row what belongs to it."),
    basis="count",
    about=N_("A number in a merged cell may be meant for all its rows together or for each of them; only the office knows."),
)
_SUMMED = frozenset({"money", "number", "count"})

Positions = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class Filled:
    """Cells (rows by position in the sheet) that take their value from a merged one above: by column, they and it."""

    cells: Mapping[int, tuple[Positions, Positions]] = field(default_factory=dict)

    def __contains__(self, column: int) -> bool:
        return column in self.cells

    def apply(self, values: pd.Series[Any], column: int) -> pd.Series[Any]:
        """Give a whole column of the sheet with these cells filled."""
        targets, sources = self.cells[column]
        values = values.copy()
        values.iloc[targets] = values.iloc[sources].to_numpy()
        return values

    def within(self, rows: Positions) -> Filled:
        """Give what concerns some rows of the sheet."""
        cells = {}
        for column, (targets, sources) in self.cells.items():
            kept = np.isin(targets, rows)
            if kept.any():
                cells[column] = (targets[kept], sources[kept])
        return Filled(cells)


def filled(table: Table) -> Filled:
    """Find the cells of a table's columns that a merged cell above them fills."""
    if not table.sheet.merged:
        return Filled()
    shift = int(table.sheet.text.index[0])
    read = set(table.headings.columns.values())
    found: dict[int, tuple[list[int], list[int]]] = {}
    for top, left, bottom, _ in table.sheet.merged:
        first, last = top - shift, min(bottom - shift, table.stop - 1)
        if last > first >= table.first and left in read:
            targets, sources = found.setdefault(left, ([], []))
            targets += range(first + 1, last + 1)
            sources += [first] * (last - first)
    return Filled({column: (np.array(targets), np.array(sources)) for column, (targets, sources) in found.items()})


def said_of(layout: Layout, table: Table, cells: Filled) -> list[Finding]:
    """Say which columns were filled, once for each."""
    found = []
    for column, at in table.headings.columns.items():
        if at not in cells:
            continue
        sources = np.unique(cells.cells[at][1])
        row = table.shown(int(sources[0]))
        said = AMOUNT_FILLED if layout.columns[column].kind in _SUMMED else FILLED
        place = Place(table.place.file, table.place.sheet, row, f"{letters(at)}{row}", layout.id, column)
        found.append(Finding(said.code, said.severity, place, {"letter": letters(at), "cells": len(sources)}))
    return found
