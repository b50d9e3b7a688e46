"""Workbooks of Excel, written row by row so that a large table takes little memory: texts stay texts, days are days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from aktywna.domain.exchange.table import Leaving, Table
from aktywna.io.writing.blanks import ALWAYS
from aktywna.io.writing.fixed_zip import repacked

_SHOWN = {"date": "yyyy\\-mm\\-dd", "money": "0.00", "count": "0", "number": "General", "hours": "General"}
_WIDEST, _NARROWEST = 40, 8
_NAME = 31
_FIRST_RIGHT = date(1900, 3, 1)
"""Excel counts days rightly from here on; an earlier one is written as a text."""
_LOOKED_AT = 100


def workbook_file(tables: Sequence[Table]) -> bytes:
    """Give a workbook with a sheet for each table; the same tables give the same bytes."""
    stream = BytesIO()
    with Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": ALWAYS})
        bold, plain = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _SHOWN.items()}
        for table in tables:
            sheet = book.add_worksheet(table.name[:_NAME])
            sheet.freeze_panes(1, 0)
            for at, one in enumerate(table.columns):
                sheet.set_column(at, at, _width(one), plain if one.typed is None else formats[one.kind])
            for at, one in enumerate(table.columns):
                sheet.write_string(0, at, one.header, bold)
            shapes = [plain if one.typed is None else formats[one.kind] for one in table.columns]
            for number, row in enumerate(_rows(table), 1):
                for at, cell in enumerate(row):
                    if cell is None:
                        continue
                    if isinstance(cell, str):
                        sheet.write_string(number, at, cell, plain)
                    elif shapes[at] is formats["date"] and cell < _FIRST_RIGHT:
                        sheet.write_string(number, at, cell.isoformat(), plain)
                    elif shapes[at] is formats["date"]:
                        sheet.write_datetime(number, at, cell, shapes[at])
                    else:
                        sheet.write_number(number, at, cell, shapes[at])
    return repacked(stream.getvalue())


def _rows(table: Table) -> Iterable[tuple[Any, ...]]:
    return zip(*(cells_of(one) for one in table.columns), strict=True)


def cells_of(one: Leaving) -> list[Any]:
    """Give the cells of a column: typed where they have a type, else texts; what could not be read is a text in any column."""
    texts: list[Any] = one.text.to_pylist()
    if one.typed is None:
        return texts
    return [text if value is None else value for value, text in zip(one.typed.to_pylist(), texts, strict=True)]


def _width(one: Leaving) -> int:
    longest = max((len(text) for text in one.text.slice(0, _LOOKED_AT).to_pylist() if text), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, min(len(one.header), _WIDEST // 2)) + 2))
