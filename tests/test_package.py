"""What a file is, its content says: names that lie, parts with odd names, parts that are missing."""

from __future__ import annotations

import pytest
import xlwt

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.refusals import OTHER_KIND, OTHER_XML, PDF, PICTURE, RICH_TEXT, SPREADSHEET_XML, WEB_PAGE
from aktywna.io.reading.files import read_file
from aktywna.io.reading.sheets import read_workbook
from packages import ods, packed, parts_of, xlsx

ROW = '<row r="1"><c r="A1" t="str"><v>Nr</v></c></row>'
TEXT = b"Nr;PESEL\r\n1;02070803628\r\n"
PAGE = b"<html><body><table><tr><td>Nr</td></tr></table></body></html>"


@pytest.fixture
def write(tmp_path):
    def writing(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return writing


def code(path):
    with pytest.raises(InputRefused) as refusal:
        read_file(path, path.name)
    return refusal.value.finding.code


@pytest.mark.parametrize("name", ["rejestr.xls", "rejestr.xlsb", "rejestr.ods", "rejestr.xlsm"])
def test_an_xlsx_of_another_name_is_read(write, name):
    (sheet,) = read_file(write(name, xlsx(ROW)), name)

    assert "Nr" == sheet.text.loc[1, 0]


def test_an_ods_called_xlsx_is_read(write):
    cell = '<table:table-cell office:value-type="string"><text:p>Nr</text:p></table:table-cell>'
    (sheet,) = read_file(write("rejestr.xlsx", ods(f"<table:table-row>{cell}</table:table-row>")), "rejestr.xlsx")

    assert "Nr" == sheet.text.loc[1, 0]


def test_an_xls_called_xlsx_is_read(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("Uczestnicy").write(0, 0, "Nr")
    book.save(str(tmp_path / "rejestr.xlsx"))
    (sheet,) = read_file(tmp_path / "rejestr.xlsx", "rejestr.xlsx")

    assert "Nr" == sheet.text.loc[1, 0]


@pytest.mark.parametrize("name", ["rejestr.xlsx", "rejestr.xls"])
@pytest.mark.parametrize("content", [TEXT, b"\xef\xbb\xbf" + TEXT, TEXT.replace(b";", b"\t")])
def test_a_text_called_workbook_is_read_and_it_is_said(write, name, content):
    (sheet,) = read_file(write(name, content), name)

    assert ("02070803628", "R082") == (sheet.text.iloc[1, 1], sheet.notes[-1].code)


def test_a_workbook_called_csv_is_read_and_it_is_said(write):
    (sheet,) = read_file(write("rejestr.csv", xlsx(ROW)), "rejestr.csv")

    assert ("Nr", "R082") == (sheet.text.loc[1, 0], sheet.notes[-1].code)


@pytest.mark.parametrize("content", [PAGE, b"\xef\xbb\xbf\r\n" + PAGE, b"%PDF-1.4;", b"\0\1\2;\3", b"slowo"])
def test_what_is_neither_workbook_nor_table_is_refused(write, content):
    assert "R304" == code(write("rejestr.xls", content))


def test_an_empty_file_is_refused(write):
    assert "R307" == code(write("rejestr.xlsx", b""))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert "R313" == code(tmp_path / "rejestr.xlsx")


def test_parts_may_be_named_with_backslashes_and_capitals(write):
    parts = {name.replace("xl/worksheets/sheet1.xml", "XL\\Worksheets\\Sheet1.xml"): part for name, part in parts_of(xlsx(ROW)).items()}
    (sheet,) = read_workbook(write("rejestr.xlsx", packed(parts)), "rejestr.xlsx")

    assert "Nr" == sheet.text.loc[1, 0]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_part_that_is_missing_is_refused(write, part):
    parts = {name: content for name, content in parts_of(xlsx(ROW)).items() if name != part}

    assert code(write("rejestr.xlsx", packed(parts))) in {"R304", "R306"}


def test_a_document_of_another_kind_is_refused(write):
    parts = {name.replace("xl/", "word/"): part.replace(b"xl/", b"word/") for name, part in parts_of(xlsx(ROW)).items()}

    assert "R304" == code(write("rejestr.xlsx", packed(parts)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_not_copied_whole_is_refused(write, share):
    whole = xlsx(ROW * 200)

    assert "R306" == code(write("rejestr.xlsx", whole[: int(len(whole) * share)]))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html><body><table><tr><td>Nr</td></tr></table></body></html>", WEB_PAGE),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html>", WEB_PAGE),
        (b'<html xmlns:x="urn:schemas-microsoft-com:office:spreadsheet"><body></body></html>', WEB_PAGE),
        ("<table><tr><td>Nr</td></tr></table>".encode("utf-16"), WEB_PAGE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', SPREADSHEET_XML),
        (b'<?xml version="1.0"?><faktura/>', OTHER_XML),
        (b"%PDF-1.7", PDF),
        (b"{\\rtf1 Nr}", RICH_TEXT),
        (b"\xff\xd8\xff\xe0", PICTURE),
        (bytes(40), OTHER_KIND),
    ],
)
def test_what_is_called_a_workbook_and_is_none_is_named(write, content, kind):
    with pytest.raises(InputRefused) as refusal:
        read_file(write("rejestr.xls", content), "rejestr.xls")

    assert ("R304", kind) == (refusal.value.finding.code, refusal.value.finding.facts["kind"])
