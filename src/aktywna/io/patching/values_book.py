"""The values of sheets as an XLSX workbook: what a copy is made of where the file itself cannot be changed in places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange

from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io.writing.workbook import ALWAYS, sheet_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

_EXACT = 15
"""Digits that a number of a spreadsheet keeps; a longer one is written as a text."""
_FIRST_YEAR = 1900
_DAY, _MOMENT, _HOUR = "dd\\.mm\\.yyyy", "dd\\.mm\\.yyyy\\ hh:mm:ss", "hh:mm:ss"


@dataclass(frozen=True)
class Values:
    """A workbook of values, and what each sheet is called in it; a sheet without a name is called after its file."""

    content: bytes
    names: Mapping[str, str]


def values_book(sheets: Sequence[Sheet]) -> Values:
    """
    Give the cells of sheets as a workbook, each at its address, a number as a number and a day as a day.

    Formulas, looks and drawings are left behind; merged cells stay merged. The same sheets give the same bytes.
    """
    stream = BytesIO()
    taken: set[str] = set()
    names: dict[str, str] = {}
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        book.set_properties({"created": ALWAYS})
        looks = {shown: book.add_format({"num_format": shown}) for shown in (_DAY, _MOMENT, _HOUR)}
        for sheet in sheets:
            name = sheet_name(sheet.name or PurePosixPath(sheet.file).stem, taken)
            names[sheet.name or ""] = name
            _write(book.add_worksheet(name), sheet, looks)
    return Values(stream.getvalue(), names)


def _write(page: Worksheet, sheet: Sheet, looks: Mapping[str, Any]) -> None:
    for top, left, bottom, right in sheet.merged:
        if (top, left) != (bottom, right):
            with suppress(OverlappingRange):
                page.merge_range(top - 1, left, bottom - 1, right, "")
    rows = sheet.text.index.to_numpy()
    for column in range(sheet.text.shape[1]):
        texts = sheet.text.iloc[:, column]
        stored = sheet.stored.iloc[:, column].to_numpy()
        filled = texts.notna().to_numpy()
        page.set_column(column, column, 16)
        for row, text, store in zip(rows[filled].tolist(), texts[filled].tolist(), stored[filled].tolist(), strict=True):
            value, shown = _read(text, store)
            _put(page, row - 1, column, value, looks.get(shown))


def _put(page: Worksheet, row: int, column: int, value: Any, look: Any) -> None:
    match value:
        case bool():
            page.write_boolean(row, column, value)
        case float():
            page.write_number(row, column, value)
        case str():
            page.write_string(row, column, value[:32_767])
        case _:
            page.write_datetime(row, column, value, look)


def _read(text: str, stored: int) -> tuple[Any, str]:
    """Give a cell's value and the format of its number; what is no value of its kind stays a text."""
    if stored == Stored.NUMBER and sum(letter.isdigit() for letter in text.lstrip("-0.")) <= _EXACT:
        return float(text), ""
    if stored == Stored.YES_NO and text in {"TRUE", "FALSE"}:
        return text == "TRUE", ""
    if stored == Stored.DATE:
        for read, shown in _WAYS:
            with suppress(ValueError):
                value = read(text)
                if getattr(value, "year", _FIRST_YEAR + 1) > _FIRST_YEAR:
                    return value, shown
    return text, ""


_WAYS: tuple[tuple[Callable[[str], Any], str], ...] = (
    (date.fromisoformat, _DAY),
    (datetime.fromisoformat, _MOMENT),
    (time.fromisoformat, _HOUR),
)
