"""A document as a workbook: prose on the first sheet, tables on their own, numbers as numbers, the same bytes each time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from aktywna.domain.grid import Bullets, Cell, Document, Grid, Heading, Paragraph
from aktywna.io.workbook import sheet_name, workbook
from aktywna.words.wording import set_language

HEADER = (
    (Cell("Kod"), Cell("Osiągnięto", span=2), Cell("%")),
    (Cell(), Cell("ogółem"), Cell("kwota"), Cell()),
)
ROWS = (
    (Cell("=1+1"), Cell(106, "count", prefix="co najmniej"), Cell(Decimal("1377975.00"), "money"), Cell(Decimal("10.5"), "percent")),
    (Cell("http://nigdzie.example"), Cell(None, "count"), Cell(date(2016, 3, 12), "day"), Cell(Decimal("0.25"), "number")),
    (Cell("razem", style="strong", span=2), Cell(Decimal("1.00"), "money", style="bad"), Cell(True, "yes_no")),
)
DOCUMENT = Document(
    "Raport miesięczny",
    "pl",
    (
        Heading(1, "Raport miesięczny"),
        Paragraph("Pracę podjęło **co najmniej 106** osób."),
        Bullets(("pierwszy", "**drugi**")),
        Heading(2, "Wskaźniki: produkty/rezultaty"),
        Grid(HEADER, ROWS),
        Heading(2, "Wskaźniki produkty rezultaty"),
        Grid(HEADER, ROWS),
    ),
)


@pytest.fixture(autouse=True)
def polish() -> None:
    set_language("pl")


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(workbook(DOCUMENT)))


def test_every_table_has_a_sheet_of_its_own(book) -> None:
    assert ["Wskaźniki produkty rezultaty", "Wskaźniki produkty rezultat (2)"] == book.sheetnames[1:]


def test_prose_stands_on_the_first_sheet(book) -> None:
    column = [cell.value for cell in book.worksheets[0]["A"] if cell.value]

    assert ["Raport miesięczny", "Pracę podjęło co najmniej 106 osób."] == column[:2]
    assert "•\u00a0pierwszy" in column


def test_numbers_are_numbers_with_formats(book) -> None:
    sheet = book.worksheets[1]

    assert (106, '"co najmniej "#,##0') == (sheet["B3"].value, sheet["B3"].number_format)
    assert (1377975, '#,##0.00\\ "zł"') == (sheet["C3"].value, sheet["C3"].number_format)
    assert (0.105, "0.0%") == (sheet["D3"].value, sheet["D3"].number_format)
    assert (datetime(2016, 3, 12), "dd\\.mm\\.yyyy") == (sheet["C4"].value, sheet["C4"].number_format)  # noqa: DTZ001
    assert (0.25, "#,##0.00") == (sheet["D4"].value, sheet["D4"].number_format)
    assert sheet["B4"].value is None


def test_text_never_becomes_a_formula_or_a_link(book) -> None:
    sheet = book.worksheets[1]

    assert ("s", "=1+1") == (sheet["A3"].data_type, sheet["A3"].value)
    assert sheet["A4"].hyperlink is None


def test_headers_stay_in_sight_and_on_paper(book) -> None:
    sheet = book.worksheets[1]

    assert "A3" == sheet.freeze_panes
    assert "A2:D5" == sheet.auto_filter.ref
    assert {"A1:A2", "B1:C1", "D1:D2", "A5:B5"} == {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["A1"].font.bold
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "$1:$2" == sheet.print_title_rows


def test_the_same_document_gives_the_same_bytes() -> None:
    assert workbook(DOCUMENT) == workbook(DOCUMENT)


@pytest.mark.parametrize("wanted", ["", "'", "History", "[x]:*?/\\", "a" * 99, "Raport"])
def test_names_are_ones_that_excel_accepts(wanted: str) -> None:
    taken = {"raport"}
    first, second = sheet_name(wanted, taken), sheet_name(wanted, taken)

    assert first.casefold() != second.casefold()
    for name in (first, second):
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.casefold() not in {"history", "raport"}
