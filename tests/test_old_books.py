"""Workbooks of the nineties (XLS) and binary ones (XLSB)."""

from __future__ import annotations

import struct
from datetime import date, time

import pytest
import xlwt

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.sheet import Stored
from aktywna.io.reading.limits import Limits
from aktywna.io.reading.sheets import read_workbook, sheet_names
from packages import links, packed, record, text

NOT_AVAILABLE = 42


@pytest.fixture
def xls(tmp_path):
    def make(fill):
        book = xlwt.Workbook()
        fill(book)
        path = tmp_path / "rejestr.xls"
        book.save(str(path))
        return path

    return make


def one_sheet(*cells):
    def fill(book):
        page = book.add_sheet("Uczestnicy")
        for row, column, value, *look in cells:
            page.write(row, column, value, *(xlwt.easyxf(num_format_str=code) for code in look))

    return fill


@pytest.mark.parametrize(
    ("value", "look", "text", "stored"),
    [
        ("02070803628", "@", "02070803628", Stored.TEXT),
        (2070803628, "0", "2070803628", Stored.NUMBER),
        (12.5, "0.00", "12.5", Stored.NUMBER),
        (date(2016, 3, 12), "yyyy-mm-dd", "2016-03-12", Stored.DATE),
        (time(8, 30), "hh:mm", "08:30:00", Stored.DATE),
        (True, "General", "TRUE", Stored.YES_NO),
    ],
)
def test_a_cell_of_an_xls_is_read_as_it_is_stored(xls, value, look, text, stored):
    (sheet,) = read_workbook(xls(one_sheet((4, 2, value, look))), "rejestr.xls")

    assert (text, stored) == (sheet.text.loc[5, 2], sheet.stored.loc[5, 2])


def test_error_values_of_an_xls_keep_their_codes(xls):
    def fill(book):
        page = book.add_sheet("Uczestnicy")
        page.write(0, 0, "Nr")
        page.row(2).set_cell_error(1, NOT_AVAILABLE)

    (sheet,) = read_workbook(xls(fill), "rejestr.xls")

    assert ("#N/A", Stored.ERROR) == (sheet.text.loc[3, 1], sheet.stored.loc[3, 1])


def test_merged_ranges_of_an_xls_are_told(xls):
    (sheet,) = read_workbook(xls(lambda book: book.add_sheet("Uczestnicy").write_merge(1, 2, 0, 3, "tytuł")), "rejestr.xls")

    assert ((2, 0, 3, 3),) == sheet.merged


def test_hidden_rows_and_columns_of_an_xls_are_said(xls):
    def fill(book):
        page = book.add_sheet("Uczestnicy")
        for at in range(3):
            page.write(at, at, "x")
        page.row(1).hidden = True
        page.col(2).hidden = True

    (sheet,) = read_workbook(xls(fill), "rejestr.xls")

    assert [("R083", {"rows": 1, "first": 2}), ("R084", {"columns": ("C",)})] == [(note.code, dict(note.facts)) for note in sheet.notes]


def test_hidden_sheets_of_an_xls_are_named(xls):
    def fill(book):
        book.add_sheet("Uczestnicy").write(0, 0, "Nr")
        for name, visibility in (("Listy", 1), ("Słowniki", 2)):
            page = book.add_sheet(name)
            page.write(0, 0, "x")
            page.visibility = visibility

    (sheet,) = read_workbook(xls(fill), "rejestr.xls")

    assert ("Listy", "Słowniki") == sheet.notes[0].facts["sheets"]


def test_dates_of_the_1904_system_of_an_xls(xls):
    def fill(book):
        book.dates_1904 = True
        book.add_sheet("Uczestnicy").write(0, 0, 40979, xlwt.easyxf(num_format_str="yyyy-mm-dd"))

    (sheet,) = read_workbook(xls(fill), "rejestr.xls")

    assert "2016-03-12" == sheet.text.loc[1, 0]


def test_a_value_far_below_in_an_xls_keeps_its_row_number(xls):
    (sheet,) = read_workbook(xls(one_sheet((0, 0, "Nr"), (65_535, 100, 1))), "rejestr.xls")

    assert ([1, 65_536], "1") == (sheet.text.index.tolist(), sheet.text.loc[65_536, 100])


def test_an_xls_over_the_limit_of_cells_is_refused_before_it_is_read(xls):
    path = xls(one_sheet((0, 0, "Nr"), (65_535, 255, 1)))
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name, limits=Limits(cells=3_000_000))

    assert ("R331", 16_777_216) == (refusal.value.finding.code, refusal.value.finding.facts["found"])


def test_an_xls_that_claims_to_reach_further_than_any_is_refused(xls):
    path = xls(one_sheet((0, 0, "Nr")))
    content = bytearray(path.read_bytes())
    at = content.rfind(struct.pack("<HH", 0x0200, 14))
    struct.pack_into("<IIHH", content, at + 4, 0, 0xFFFFFFFF, 0, 0xFFFF)
    path.write_bytes(content)
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name)

    assert "R306" == refusal.value.finding.code


def test_an_xls_that_claims_so_in_the_way_of_older_files_is_refused_too(xls):
    path = xls(one_sheet((0, 0, "Nr")))
    content = bytearray(path.read_bytes())
    at = content.rfind(struct.pack("<HH", 0x0200, 14))
    struct.pack_into("<HHHHHHHH", content, at, 0x0200, 10, 0, 0xFFFF, 0, 0xFFFF, 0, 0)
    path.write_bytes(content)
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name)

    assert "R306" == refusal.value.finding.code


def test_an_xls_whose_tab_begins_where_no_sheet_does_is_refused(xls):
    """Its reader would take whatever stands there for cells, wherever they claim to be."""
    path = xls(one_sheet((0, 0, "Nr")))
    content = bytearray(path.read_bytes())
    at = content.find(struct.pack("<H", 0x0085), 512)
    (place,) = struct.unpack_from("<I", content, at + 4)
    struct.pack_into("<I", content, at + 4, place + 6)
    path.write_bytes(content)
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name)

    assert "R306" == refusal.value.finding.code


def xlsb(*cells, state=0, merged=b"", columns=b"", row_flags=0):
    """An XLSB file of one sheet: `cells` are records of row 3."""
    book = (
        record(131) + record(143) + record(156, struct.pack("<II", state, 1) + text("r1") + text("Uczestnicy")) + record(144) + record(132)
    )
    row = record(0, struct.pack("<IIHBBBI", 2, 0, 300, 0, row_flags, 0, 0))
    sheet = (
        record(129)
        + record(148, struct.pack("<IIII", 2, 2, 0, 5))
        + columns
        + record(145)
        + row
        + b"".join(cells)
        + record(146)
        + merged
        + record(130)
    )
    return packed(
        {
            "_rels/.rels": links(officeDocument="xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links(worksheet="worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def address(column):
    return struct.pack("<II", column, 0)


@pytest.fixture
def binary(tmp_path):
    def make(content):
        path = tmp_path / "rejestr.xlsb"
        path.write_bytes(content)
        return path

    return make


def test_an_xlsb_is_read_with_its_addresses(binary):
    path = binary(xlsb(record(6, address(1) + text("02070803628")), record(5, address(2) + struct.pack("<d", 12.5))))
    (sheet,) = read_workbook(path, path.name)

    assert ("02070803628", "12.5") == (sheet.text.loc[3, 1], sheet.text.loc[3, 2])


def test_error_values_of_an_xlsb_keep_their_codes(binary):
    path = binary(xlsb(record(6, address(0) + text("Nr")), record(3, address(1) + bytes([NOT_AVAILABLE]))))
    (sheet,) = read_workbook(path, path.name)

    assert ("#N/A", Stored.ERROR) == (sheet.text.loc[3, 1], sheet.stored.loc[3, 1])


def test_merged_ranges_of_an_xlsb_are_told(binary):
    path = binary(
        xlsb(
            record(6, address(0) + text("Nr")),
            merged=record(177, b"\1\0\0\0") + record(176, struct.pack("<IIII", 2, 3, 0, 1)) + record(178),
        )
    )
    (sheet,) = read_workbook(path, path.name)

    assert ((3, 0, 4, 1),) == sheet.merged


def test_hidden_rows_and_columns_of_an_xlsb_are_said(binary):
    columns = record(390) + record(60, struct.pack("<IIIIH", 1, 2, 2340, 0, 1)) + record(391)
    path = binary(xlsb(record(6, address(0) + text("Nr")), record(6, address(1) + text("Imię")), columns=columns, row_flags=0x10))
    (sheet,) = read_workbook(path, path.name)

    assert [("R083", {"rows": 1, "first": 3}), ("R084", {"columns": ("B",)})] == [(note.code, dict(note.facts)) for note in sheet.notes]


def test_names_of_sheets_of_an_xlsb(binary):
    path = binary(xlsb(record(6, address(0) + text("Nr"))))

    assert ("Uczestnicy",) == sheet_names(path, path.name)


def test_an_xlsb_over_the_limit_of_cells_is_refused(binary):
    path = binary(xlsb(record(6, address(16_383) + text("Nr"))))
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name, limits=Limits(cells=30_000))

    assert "R331" == refusal.value.finding.code
