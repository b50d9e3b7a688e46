"""
Registers as an office keeps them: CSV saved by a Polish spreadsheet, and workbooks.

A `Table` is headers (in the office's own words) over rows; a row is a dict from header to value, and what it does not
name stays empty. Values: text, whole numbers, `Decimal` (money with two decimals), `date`, `time`, nothing.
`as_csv` and `as_workbook` give bytes, always the same for the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

Value = str | int | Decimal | date | time | None
Row = Mapping[str, Value]

_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - a workbook's date has no zone; fixed, so that the bytes are too


@dataclass(frozen=True)
class Table:
    """Headers, and rows that fill some of them; a row that names an unknown header is our mistake."""

    headers: Sequence[str]
    rows: Sequence[Row]
    widths: Mapping[str, int] = field(default_factory=dict)
    """Width of a column in characters, where the usual one does not suit."""

    def __post_init__(self) -> None:
        unknown = {header for row in self.rows for header in row} - set(self.headers)
        if unknown:
            raise ValueError(f"rows name headers that the table has not: {sorted(unknown)}")

    @property
    def lines(self) -> list[list[Value]]:
        return [[row.get(header) for header in self.headers] for row in self.rows]


def as_csv(table: Table) -> bytes:
    """Write a table as a Polish Excel does: `;`, UTF-8 with BOM, CRLF, dates dd.mm.yyyy, decimal comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headers)
    writer.writerows([_written(value) for value in line] for line in table.lines)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Mapping[str, Table]) -> bytes:
    """
    Write tables as the sheets of one workbook: dates as dates, amounts as numbers, PESEL and codes as text.

    Bold frozen headers that wrap, an auto-filter, columns wide enough to read.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0", "border": 1})
    formats: dict[str, Any] = {
        "date": book.add_format({"num_format": "dd.mm.yyyy"}),
        "time": book.add_format({"num_format": "hh:mm"}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "text": book.add_format({"num_format": "@"}),
    }
    for name, table in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 48)
        lines = table.lines
        for column, header in enumerate(table.headers):
            sheet.write_string(0, column, header, head)
            sheet.set_column(column, column, table.widths.get(header) or _width(header, [line[column] for line in lines]))
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                _put(sheet, number, column, value, formats)
        sheet.autofilter(0, 0, max(len(lines), 1), len(table.headers) - 1)
    book.close()
    return file.getvalue()


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return str(value)


def _put(sheet: Any, row: int, column: int, value: Value, formats: Mapping[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, time):
        sheet.write_datetime(row, column, value, formats["time"])
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["money"] if value.as_tuple().exponent == -2 else None)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        # digits kept as text, so that no zero is lost
        sheet.write_string(row, column, value, formats["text"] if value.isdigit() else None)


def _width(header: str, values: Sequence[Value]) -> int:
    longest = max((len(_written(value)) for value in values[:200]), default=0)
    word = max(len(part) for part in header.split())
    return max(9, min(40, max(longest, word) + 2))
