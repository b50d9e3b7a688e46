"""Workbooks read cell for cell: XLSX, XLSM, XLS, XLSB and ODS, with every cell's text and how it was stored."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from aktywna.domain.refusals import CLOSED, DAMAGED, EMPTY, ENCRYPTED, NOT_A_WORKBOOK, NOT_THERE, refused
from aktywna.domain.sheet import Sheet, Stored

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Endings of the names of workbooks."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_EXACT = 2**53
_HALF_SECOND = timedelta(microseconds=500_000)


def read_workbook(path: Path, file: str) -> list[Sheet]:
    """
    Read the visible sheets of a workbook that hold anything, in their order; `file` is the name to call it by.

    Row numbers and columns are those of the spreadsheet, blank ones included. Raise `InputRefused` when the file is
    missing, closed to us, empty, encrypted, damaged or no workbook.
    """
    book = _opened(path, file)
    sheets = [_sheet(file, name, rows) for name, rows in _rows(book, path, file).items() if rows]
    if not sheets:
        raise refused(EMPTY, file)
    return sheets


def sheet_names(path: Path, file: str) -> tuple[str, ...]:
    """Give the names of a workbook's visible sheets without reading their cells; raise like `read_workbook`."""
    return _visible(_opened(path, file))


def _opened(path: Path, file: str) -> CalamineWorkbook:
    head = _head(path, file)
    if not head:
        raise refused(EMPTY, file)
    if head == _OLE and _ENCRYPTED_STREAM in path.read_bytes():
        raise refused(ENCRYPTED, file)
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise refused(ENCRYPTED, file) from error
    except BaseException as error:
        raise _why(error, path, file) from error


def _rows(book: CalamineWorkbook, path: Path, file: str) -> dict[str, list[list[Any]]]:
    try:
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in _visible(book)}
    except BaseException as error:
        raise _why(error, path, file) from error


def _visible(book: CalamineWorkbook) -> tuple[str, ...]:
    """Name the sheets that a person sees; lists for drop-downs are kept in hidden ones."""
    return tuple(
        sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


def _head(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(len(_OLE))
    except FileNotFoundError as error:
        raise refused(NOT_THERE, file) from error
    except OSError as error:
        raise refused(CLOSED, file) from error


def _why(error: BaseException, path: Path, file: str) -> BaseException:
    """Say what is wrong with a file that could not be read; what is not about the file stays what it is."""
    # The reader's panic is a BaseException that has no name to import.
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        return error
    head = path.read_bytes()[: len(_OLE)]
    is_other_zip = zipfile.is_zipfile(path) and not _is_workbook(path)
    if not head.startswith((_ZIP, _OLE)) or is_other_zip:
        return refused(NOT_A_WORKBOOK, file)
    return refused(DAMAGED, file)


def _is_workbook(path: Path) -> bool:
    with zipfile.ZipFile(path) as opened:
        return any(name.startswith("xl/") or name == "content.xml" for name in opened.namelist())


def _sheet(file: str, name: str, rows: list[list[Any]]) -> Sheet:
    index = pd.RangeIndex(1, len(rows) + 1)
    columns = [_column(cells) for cells in zip(*rows, strict=True)]
    text = pd.DataFrame({number: cells for number, (cells, _) in enumerate(columns)}, index=index, copy=False)
    stored = pd.DataFrame(np.column_stack([stores for _, stores in columns]), index=index)
    return Sheet(file, name, text, stored)


def _column(cells: Sequence[Any]) -> tuple[Any, np.ndarray[Any, np.dtype[np.uint8]]]:
    """Write a column's cells as text; what types it has decides how."""
    types = set(map(type, cells))
    if types == {str}:
        texts = [cell or None for cell in cells]
        stores = np.array([Stored.TEXT if cell else Stored.EMPTY for cell in cells], dtype=np.uint8)
    else:
        texts = [cell or None if cell.__class__ is str else _WRITERS[cell.__class__](cell) for cell in cells]
        stores = np.array([_STORES[cell.__class__] if cell != "" else Stored.EMPTY for cell in cells], dtype=np.uint8)
    return pd.array(texts, dtype="str"), stores


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _moment(value: datetime) -> str:
    rounded = (value + _HALF_SECOND).replace(microsecond=0)
    return rounded.isoformat(sep=" ").removesuffix(" 00:00:00")


def _length(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        float: _number,
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
