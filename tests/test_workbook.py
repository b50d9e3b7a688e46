"""A document as a workbook: prose on the first sheet, tables on their own, numbers as numbers, the same bytes each time."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from aktywna.domain.grid import Bullets, Cell, Document, Grid, Heading, Paragraph
from aktywna.io.writing.sheet_names import sheet_name
from aktywna.io.writing.workbook import workbook

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
        Grid(HEADER, ROWS, note="O – ogółem"),
        Heading(2, "Wskaźniki produkty rezultaty"),
        Grid(HEADER, ROWS),
    ),
)


@pytest.fixture(scope="module")
def book():
    return load_workbook(BytesIO(workbook(DOCUMENT)))


def test_every_table_has_a_sheet_of_its_own(book) -> None:
    assert ["Wskaźniki produkty rezultaty", "Wskaźniki produkty… (2)"] == book.sheetnames[1:]


def test_prose_stands_on_the_first_sheet(book) -> None:
    column = [cell.value for cell in book.worksheets[0]["A"] if cell.value]

    assert ["Raport miesięczny", "Pracę podjęło co najmniej 106 osób."] == column[:2]
    assert "•\u00a0pierwszy" in column


def test_numbers_are_numbers_with_formats(book) -> None:
    sheet = book.worksheets[1]

    assert (106, '"co najmniej "#,##0') == (sheet["B5"].value, sheet["B5"].number_format)
    assert (1377975, '#,##0.00\\ "zł"') == (sheet["C5"].value, sheet["C5"].number_format)
    assert (0.105, "0.0%") == (sheet["D5"].value, sheet["D5"].number_format)
    assert (datetime(2016, 3, 12), "dd\\.mm\\.yyyy") == (sheet["C6"].value, sheet["C6"].number_format)  # noqa: DTZ001
    assert (0.25, "#,##0.00") == (sheet["D6"].value, sheet["D6"].number_format)
    assert sheet["B6"].value is None


def test_text_never_becomes_a_formula_or_a_link(book) -> None:
    sheet = book.worksheets[1]

    assert ("s", "=1+1") == (sheet["A5"].data_type, sheet["A5"].value)
    assert sheet["A6"].hyperlink is None


def test_headers_stay_in_sight_and_on_paper(book) -> None:
    sheet = book.worksheets[1]

    assert "A5" == sheet.freeze_panes
    assert "A4:D7" == sheet.auto_filter.ref
    assert {"A2:D2", "A3:A4", "B3:C3", "D3:D4", "A7:B7", "A8:D8"} == {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["A3"].font.bold
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "$3:$4" == sheet.print_title_rows


def test_a_sheet_says_what_it_is_and_leads_back(book) -> None:
    sheet = book.worksheets[1]

    assert ("‹ Raport", "'Raport'!A1") == (sheet["A1"].value, sheet["A1"].hyperlink.location)
    assert "Wskaźniki: produkty/rezultaty" == sheet["A2"].value
    assert "O – ogółem" == sheet["A8"].value
    assert "Raport miesięczny" in sheet.oddHeader.left.text
    # The way back stays on the screen.
    assert "$A$2:$D$8" in sheet.print_area


def test_rows_are_as_high_as_their_texts() -> None:
    long = "Osoby, które zakończyły udział w projekcie zgodnie z zaplanowaną ścieżką, a potem podjęły zatrudnienie " * 3
    row, short = (Cell(long), Cell("x")), (Cell("x"), Cell("x"))
    document = Document("R", "pl", (Paragraph(long), Grid((row,), (row, short))))
    book = load_workbook(BytesIO(workbook(document)))

    prose, table = book.worksheets
    assert prose.row_dimensions[1].height > 35
    assert table.row_dimensions[3].height > 60
    assert table.row_dimensions[4].height > 60
    assert table.row_dimensions[5].height < 20


def test_a_wide_table_lies_and_keeps_its_numbers_whole() -> None:
    amounts = tuple(Cell(Decimal("12345678.90"), "money") for _at in range(9))
    document = Document("R", "pl", (Grid((tuple(Cell("Kwota") for _cell in amounts),), (amounts,)),))
    sheet = load_workbook(BytesIO(workbook(document))).worksheets[1]

    assert "landscape" == sheet.page_setup.orientation
    assert all(dimension.width > len("12 345 678,90 zł") for dimension in sheet.column_dimensions.values())


def test_a_heading_never_stands_last_on_a_page() -> None:
    parts = [part for number in range(60) for part in (Heading(2, f"Rozdział {number}"), Paragraph("Zdanie."))]
    sheet = load_workbook(BytesIO(workbook(Document("R", "pl", tuple(parts))))).worksheets[0]
    last = [sheet.cell(row=at.id, column=1).value for at in sheet.row_breaks.brk]

    assert last
    assert set(last) == {"Zdanie."}


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
