"""Binary workbooks (XLS, XLSB): cells by calamine, and what it leaves out by their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from types import MappingProxyType
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from aktywna.domain.sheets.carried import hidden
from aktywna.domain.sheets.refusals import DAMAGED, refused
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io.patching.raw_cells import Ints
from aktywna.io.reading.cell_text import Texts, number
from aktywna.io.reading.errors import Aside
from aktywna.io.reading.limits import CELLS, MERGES, SHEETS, Limits, within
from aktywna.io.reading.outline import main_part
from aktywna.io.reading.package import Package
from aktywna.io.reading.panics import guarded
from aktywna.io.reading.table_of_cells import laid_out
from aktywna.io.reading.xls_records import asides
from aktywna.io.reading.xlsb_records import aside, sheet_parts

# Its reader keeps every cell of the area, blank or not.
_SHARE = 3
_HIGHEST_XLS, _WIDEST_XLS = 65_536, 256
_HIGHEST, _WIDEST = 1_048_576, 16_384
_HALF_SECOND = timedelta(microseconds=500_000)


@dataclass(frozen=True)
class OldBook:
    """A binary workbook that was looked into: what its reader takes, and what stands beside the cells of each sheet."""

    file: str
    content: bytes
    limits: Limits
    asides: Mapping[str, Aside]

    @classmethod
    def of_xls(cls, content: bytes, file: str, limits: Limits) -> OldBook:
        """Look into an XLS file."""
        found = guarded(file, lambda: asides(content))
        # Where no records were found, nothing says how much memory the reader would take.
        if not found or any(one.height > _HIGHEST_XLS or one.width > _WIDEST_XLS for one in found):
            raise refused(DAMAGED, file)
        # The reader lays out all sheets at once.
        within(file, CELLS, sum(one.box for one in found), limits.cells // _SHARE)
        names = [sheet.name for sheet in _opened(content, file).sheets_metadata]
        return cls(file, content, limits, dict(zip(names, found, strict=False)))

    @classmethod
    def of_xlsb(cls, package: Package) -> OldBook:
        """Look into an XLSB package."""
        parts = guarded(package.file, lambda: sheet_parts(package, main_part(package)))
        found: dict[str, Aside] = {name: guarded(package.file, partial(_aside, package, part)) for name, part in parts.items()}
        if any(one.height > _HIGHEST or one.width > _WIDEST for one in found.values()):
            raise refused(DAMAGED, package.file)
        for one in found.values():
            within(package.file, CELLS, one.box, package.limits.cells // _SHARE)
        return cls(package.file, package.honest(), package.limits, found)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the visible sheets."""
        return tuple(name for name, is_hidden in self._tabs(_opened(self.content, self.file)) if not is_hidden)

    def sheets(self) -> list[Sheet]:
        """Read the visible sheets that hold anything; raise `InputRefused`."""
        book = _opened(self.content, self.file)
        tabs = self._tabs(book)
        within(self.file, SHEETS, len(tabs), self.limits.sheets)
        notes = hidden(self.file, [name for name, is_hidden in tabs if is_hidden])
        found: list[Sheet] = []
        for name in (name for name, is_hidden in tabs if not is_hidden):
            rows = guarded(self.file, partial(_rows, book, name))
            beside = self.asides.get(name, Aside())
            within(self.file, MERGES, len(beside.merged), self.limits.merges)
            sheet = laid_out(
                self.file, name, cells(rows, beside), self.limits, merged=tuple(beside.merged), notes=notes, hides=beside.hides
            )
            if sheet is not None:
                found.append(sheet)
        return found

    @staticmethod
    def _tabs(book: CalamineWorkbook) -> list[tuple[str, bool]]:
        worksheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return [(sheet.name, sheet.visible != SheetVisibleEnum.Visible) for sheet in worksheets]


def _opened(content: bytes, file: str) -> CalamineWorkbook:
    book: CalamineWorkbook = guarded(file, lambda: CalamineWorkbook.from_filelike(BytesIO(content)))
    return book


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _aside(package: Package, part: str) -> Aside:
    return aside(package.read(part))


def cells(rows: Sequence[Sequence[Any]], beside: Aside) -> tuple[Ints, Ints, Texts]:
    """Give the cells that hold anything, with their addresses: those of `rows`, and errors, which the reader gives as blanks."""
    row: list[int] = []
    column: list[int] = []
    texts: list[str] = []
    stored: list[int] = []
    for at, line in enumerate(rows, 1):
        for position, cell in enumerate(line):
            if cell != "":
                row.append(at)
                column.append(position)
                texts.append(cell if cell.__class__ is str else _WRITERS[cell.__class__](cell))
                stored.append(_STORES[cell.__class__])
    for (above, before), code in beside.errors.items():
        row.append(above + 1)
        column.append(before)
        texts.append(code)
        stored.append(Stored.ERROR)
    written = Texts(pa.array(texts, type=pa.large_string()), np.arange(len(texts)), np.array(stored, dtype=np.uint8))
    return np.array(row, dtype=np.int32), np.array(column, dtype=np.int32), written


def _moment(value: datetime) -> str:
    rounded = (value + _HALF_SECOND).replace(microsecond=0)
    return rounded.isoformat(sep=" ").removesuffix(" 00:00:00")


def _length(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        float: number,
        int: str,
        bool: lambda value: str(value).upper(),
        date: date.isoformat,
        datetime: _moment,
        time: lambda value: value.replace(microsecond=0).isoformat(),
        timedelta: _length,
    }
)
_STORES: Mapping[type, Stored] = MappingProxyType(
    {
        str: Stored.TEXT,
        float: Stored.NUMBER,
        int: Stored.NUMBER,
        bool: Stored.YES_NO,
        date: Stored.DATE,
        datetime: Stored.DATE,
        time: Stored.DATE,
        timedelta: Stored.DATE,
    }
)
