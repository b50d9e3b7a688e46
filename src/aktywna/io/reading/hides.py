"""Which rows and columns of a sheet nobody sees: hidden by hand, grouped away or left out by a filter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from aktywna.domain.findings.finding import Finding
from aktywna.domain.sheets.carried import hidden_lines
from aktywna.io.patching.raw_cells import Ints

_HIDDEN = b' hidden="'
_ROW = re.compile(rb"""<row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d{1,7})\"""")
_COLUMN = re.compile(rb"""<col\b(?=[^>]*\shidden="(?:1|true)")[^>]*>""")
_FIRST, _LAST = re.compile(rb'\smin="(\d{1,5})"'), re.compile(rb'\smax="(\d{1,5})"')


@dataclass
class Hides:
    """Rows (from 1) and runs of columns (from 0, both ends included) that a sheet hides, whether they hold anything or not."""

    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def take_rows(self, content: bytes) -> None:
        """Take the hidden rows out of a piece of a sheet's XML; one that hides none costs next to nothing."""
        if _HIDDEN in content:
            self.rows.update(map(int, _ROW.findall(content)))

    def take_columns(self, head: bytes) -> None:
        """Take the hidden columns out of what stands before a sheet's cells."""
        for column in _COLUMN.findall(head) if _HIDDEN in head else ():
            first, last = _FIRST.search(column), _LAST.search(column)
            if first and last:
                self.columns.append((int(first[1]) - 1, int(last[1]) - 1))

    def take_element(self, name: str, attributes: Mapping[str, str], row: int) -> None:
        """Take a tag of a sheet's XML that hides a row or columns."""
        if attributes.get("hidden") not in {"1", "true"}:
            return
        if name == "row":
            self.rows.add(row)
        elif name == "col" and attributes.get("min", "").isdecimal() and attributes.get("max", "").isdecimal():
            self.columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))

    def said(self, file: str, sheet: str, rows: Ints, columns: Ints) -> tuple[Finding, ...]:
        """Say what is hidden of the rows and columns that hold something."""
        if not self.rows and not self.columns:
            return ()
        filled = np.unique(columns).tolist()
        return hidden_lines(file, sheet, self._rows(rows), [column for column in filled if self._hides(column)])

    def _rows(self, rows: Ints) -> list[int]:
        if not self.rows:
            return []
        filled: Iterable[int] = np.unique(rows).tolist()
        return [row for row in filled if row in self.rows]

    def _hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.columns)
