"""Workbooks as offices keep them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.sheet import Stored
from aktywna.io.reading.sheets import read_workbook, sheet_names


@pytest.fixture
def book(tmp_path):
    def make(**sheets):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            page = workbook.create_sheet(name)
            for row in rows:
                page.append(row)
        path = tmp_path / "rejestry.xlsx"
        workbook.save(path)
        return path

    return make


@pytest.fixture
def code(tmp_path):
    def refuse(content, name="rejestry.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InputRefused) as refusal:
            read_workbook(path, name)
        return refusal.value.finding.code

    return refuse


@pytest.mark.parametrize(
    ("value", "text", "stored"),
    [
        ("02070803628", "02070803628", Stored.TEXT),
        ("  Anna ", "  Anna ", Stored.TEXT),
        (2070803628, "2070803628", Stored.NUMBER),
        (12, "12", Stored.NUMBER),
        (12.5, "12.5", Stored.NUMBER),
        (319.17, "319.17", Stored.NUMBER),
        (0.00001, "0.00001", Stored.NUMBER),
        (1e16, "10000000000000000", Stored.NUMBER),
        (-3, "-3", Stored.NUMBER),
        (True, "TRUE", Stored.YES_NO),
        (date(2016, 3, 12), "2016-03-12", Stored.DATE),
        (datetime(2016, 3, 12), "2016-03-12", Stored.DATE),  # noqa: DTZ001
        (datetime(2016, 3, 12, 8, 30), "2016-03-12 08:30:00", Stored.DATE),  # noqa: DTZ001
        (time(8, 30), "08:30:00", Stored.DATE),
        (timedelta(hours=30), "30:00:00", Stored.DATE),
        (None, None, Stored.EMPTY),
    ],
)
def test_a_cell_is_read_as_it_is_stored(book, value, text, stored):
    (sheet,) = read_workbook(book(Uczestnicy=[["Nr", "x"], [1, value]]), "rejestry.xlsx")

    assert (text, stored) == (sheet.text.iloc[1, 1] if text else None, sheet.stored.iloc[1, 1])


def test_a_column_of_texts_and_numbers_stays_as_it_is(book):
    (sheet,) = read_workbook(book(Uczestnicy=[["PESEL"], ["02070803628"], [2070803628], [None]]), "rejestry.xlsx")

    assert ["PESEL", "02070803628", "2070803628"] == sheet.text[0].dropna().tolist()


def test_blank_rows_and_columns_in_front_keep_the_addresses(book):
    (sheet,) = read_workbook(book(Uczestnicy=[[], [], [None, "Nr"]]), "rejestry.xlsx")

    assert "Nr" == sheet.text.loc[3, 1]


def test_every_column_is_text(book):
    (sheet,) = read_workbook(book(Uczestnicy=[["Nr", None], [1, None]]), "rejestry.xlsx")

    assert {"str"} == {str(dtype) for dtype in sheet.text.dtypes}


def test_sheets_come_with_their_names_and_empty_ones_do_not(book):
    path = book(Uczestnicy=[["Nr"]], Arkusz2=[], Wsparcie=[["Nr"]])

    assert ["Uczestnicy", "Wsparcie"] == [sheet.name for sheet in read_workbook(path, "rejestry.xlsx")]


def test_hidden_sheets_hold_lists_and_no_registers(book):
    path = book(Uczestnicy=[["Nr"]], Listy=[["tak"]])
    workbook = openpyxl.load_workbook(path)
    workbook["Listy"].sheet_state = "hidden"
    workbook.save(path)

    assert ("Uczestnicy",) == sheet_names(path, "rejestry.xlsx")


def test_an_empty_workbook_is_refused(book):
    with pytest.raises(InputRefused) as refusal:
        read_workbook(book(Arkusz1=[]), "rejestry.xlsx")

    assert "R307" == refusal.value.finding.code


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputRefused) as refusal:
        read_workbook(tmp_path / "brak.xlsx", "brak.xlsx")

    assert "R313" == refusal.value.finding.code


def test_an_empty_file_is_refused(code):
    assert "R307" == code(b"")


def test_a_text_called_xlsx_is_refused(code):
    assert "R304" == code(b"Nr;PESEL\n")


def test_half_a_workbook_is_refused(code, book):
    assert "R306" == code(book(Uczestnicy=[["Nr"]]).read_bytes()[:2000])


def test_a_broken_sheet_is_refused(code, book):
    broken = BytesIO()
    with zipfile.ZipFile(book(Uczestnicy=[["Nr"]] * 50)) as whole, zipfile.ZipFile(broken, "w") as copy:
        for name in whole.namelist():
            part = whole.read(name)
            copy.writestr(name, part[: len(part) // 2] + b"</x>" if "sheet1" in name else part)

    assert "R306" == code(broken.getvalue())


def test_another_zip_called_xlsx_is_refused(code):
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as copy:
        copy.writestr("word/document.xml", "<x/>")

    assert "R304" == code(other.getvalue())


def test_an_encrypted_workbook_is_refused_by_its_cause(code):
    assert "R305" == code(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "EncryptedPackage".encode("utf-16-le"))


def test_a_refusal_names_the_file(code, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"?")
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, "rejestry/x.xlsx")

    assert "rejestry/x.xlsx" == refusal.value.finding.place.file
