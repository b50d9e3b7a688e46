"""What stands beside the cells of old and binary workbooks: error values, merged ranges and how far the cells reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from aktywna.io.reading.hides import Hides

ERRORS: Mapping[int, str] = MappingProxyType(
    {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
)
"""The error values, by the numbers that binary workbooks keep."""


@dataclass
class Aside:
    """What the records of a sheet say that its reader does not; rows and columns from 0, those of `merged` as in `Sheet`."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hides: Hides = field(default_factory=Hides)
    height: int = 0
    width: int = 0
    cells: int = 0

    def cell(self, row: int, column: int, error: int | None = None) -> None:
        """Take note of a cell, and of the error it holds."""
        self.cells += 1
        self.height = max(self.height, row + 1)
        self.width = max(self.width, column + 1)
        if error is not None:
            self.errors[row, column] = ERRORS.get(error, "#N/A")

    def reach(self, height: int, width: int) -> None:
        """Take note of how far the sheet says that it reaches, which its reader believes."""
        self.height, self.width = max(self.height, height), max(self.width, width)

    @property
    def box(self) -> int:
        """How many cells lie between A1 and the last one."""
        return self.height * self.width
