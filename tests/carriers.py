"""The same rows written into every kind of file that an office may keep a register in."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
import xlwt

from packages import ods, strict, xlsb

EPOCH = date(1899, 12, 30)
"""The day from which spreadsheets count."""


def openpyxl_xlsx(rows):
    book, content = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def excel_xlsx(rows, *, first_year=1900):
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"date_1904": first_year == 1904}) as book:
        page, dated = book.add_worksheet("Uczestnicy"), book.add_format({"num_format": "dd.mm.yyyy"})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(at, column, cell, dated)
                elif isinstance(cell, str):
                    page.write_string(at, column, cell)
                elif cell is not None:
                    page.write_number(at, column, cell)
    return content.getvalue()


def old_xls(rows):
    book, content = xlwt.Workbook(), BytesIO()
    page, dated = book.add_sheet("Uczestnicy"), xlwt.easyxf(num_format_str="dd.mm.yyyy")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                page.write(at, column, cell, *([dated] if isinstance(cell, date) else []))
    book.save(content)
    return content.getvalue()


def binary_xlsb(rows):
    """A day is kept as a spreadsheet counts it, without a look that says so."""
    return xlsb([[(cell - EPOCH).days if isinstance(cell, date) else cell for cell in row] for row in rows])


def open_document(rows):
    def cell(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
        if isinstance(value, str):
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
            return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    return ods("".join(f"<table:table-row>{''.join(map(cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows))


def text_file(rows, encoding="utf-8-sig", separator=";", end="\r\n"):
    """A day is kept as people see it, a number with a comma before decimals."""
    plain = [
        [
            cell.strftime("%d.%m.%Y") if isinstance(cell, date) else str(cell).replace(".", ",") if isinstance(cell, float) else cell
            for cell in row
        ]
        for row in rows
    ]
    # A line break inside a cell is the one of the file where lines end in a carriage return alone.
    plain = [[cell.replace("\n", end) if isinstance(cell, str) and end == "\r" else cell for cell in row] for row in plain]
    written = StringIO()
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(plain)
    return written.getvalue().encode(encoding)


CARRIERS = {
    "uczestnicy.xlsx": openpyxl_xlsx,
    "uczestnicy_excel.xlsx": excel_xlsx,
    "uczestnicy_1904.xlsx": lambda rows: excel_xlsx(rows, first_year=1904),
    "uczestnicy_strict.xlsx": lambda rows: strict(excel_xlsx(rows)),
    "uczestnicy.xls": old_xls,
    "uczestnicy.xlsb": binary_xlsb,
    "uczestnicy.ods": open_document,
    "uczestnicy.csv": text_file,
    "uczestnicy_cp1250.csv": lambda rows: text_file(rows, "cp1250"),
    "uczestnicy_8859-2.csv": lambda rows: text_file(rows, "iso-8859-2", ";", "\n"),
    "uczestnicy_cp852.csv": lambda rows: text_file(rows, "cp852", "|"),
    "uczestnicy_utf16.csv": lambda rows: text_file(rows, "utf-16", "\t"),
    "uczestnicy_mac.csv": lambda rows: text_file(rows, "utf-8", ",", "\r"),
}
"""What writes each kind of file, by a name for it."""
