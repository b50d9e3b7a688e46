"""What would take all memory is refused before it is read; whatever else a file holds ends in one sentence."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from aktywna.domain.faults import InputRefused
from aktywna.io.reading import old_books
from aktywna.io.reading.limits import Limits
from aktywna.io.reading.sheets import read_workbook
from effort import effort
from packages import ods, packed, parts_of, xlsx

CELL = '<row r="1"><c r="A1" t="str"><v>Nr</v></c></row>'


@pytest.fixture
def refusal(tmp_path):
    def refuse(content, limits=None, name="rejestr.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(InputRefused) as refused:
            read_workbook(path, name, limits=limits or Limits())
        found = refused.value.finding
        return found.code, found.facts.get("what")

    return refuse


@pytest.mark.parametrize(
    ("content", "limits", "what"),
    [
        (xlsx(CELL), Limits(file=100), "bytes of the file"),
        (xlsx(CELL), Limits(entries=3), "parts of the file"),
        (xlsx(CELL), Limits(unpacked=500), "bytes when unpacked"),
        (xlsx(CELL + " " * 100_000), Limits(expansion=50, grown=10_000), "times when unpacked"),
        (
            xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' * 1_100 + '<row r="90000"><c r="Z90000"><v>1</v></c></row>'),
            Limits(cells=40),
            "cells of a sheet",
        ),
        (xlsx(CELL.replace("Nr", "Nr" * 60)), Limits(cell_length=100), "letters of a cell"),
        (xlsx(CELL, shared=f"<si><t>{'a' * 120}</t></si>"), Limits(cell_length=100), "letters of a cell"),
        (xlsx(CELL, after='<mergeCell ref="A1:B2"/>' * 4), Limits(merges=3), "merged cells of a sheet"),
        (xlsx(CELL), Limits(sheets=0), "sheets"),
    ],
)
def test_what_is_over_a_limit_is_refused_by_its_name(refusal, content, limits, what):
    assert ("R331", what) == refusal(content, limits)


def test_a_zip_that_lists_too_many_parts_is_refused_before_the_list_is_read(refusal):
    content = bytearray(xlsx(CELL))
    struct.pack_into("<H", content, content.rfind(b"PK\5\6") + 10, 0xFFFF)

    assert ("R331", "parts of the file") == refusal(bytes(content))


def test_a_part_larger_than_it_declares_is_refused(refusal):
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts_of(xlsx(CELL)).items():
            package.writestr(name, part + (b" " * 1_000_000 if "sheet1" in name else b""))
    lying = bytearray(content.getvalue())
    size = struct.pack("<I", len(parts_of(content.getvalue())["xl/worksheets/sheet1.xml"]))
    while (at := lying.find(size)) >= 0:
        struct.pack_into("<I", lying, at, 200)

    assert ("R306", None) == refusal(bytes(lying))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_a_document_type_in_any_part_is_refused(refusal, part):
    parts = parts_of(xlsx(CELL, shared="<si><t>a</t></si>", styles=["0"]))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    xml = parts[part].decode()
    at = xml.find("?>") + 2 if xml.startswith("<?") else 0
    parts[part] = xml[:at].encode() + bomb + xml[at:].encode()

    assert ("R332", None) == refusal(packed(parts))


def test_a_document_type_in_an_ods_is_refused(refusal):
    parts = parts_of(ods(""))
    parts["content.xml"] = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + parts["content.xml"]

    assert ("R332", None) == refusal(packed(parts), name="rejestr.ods")


def test_a_million_formatted_rows_are_read_in_little_memory(tmp_path):
    path = tmp_path / "rejestr.xlsx"
    phantom = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 200_000))
    path.write_bytes(xlsx(CELL + phantom))
    tracemalloc.start()
    (sheet,) = read_workbook(path, path.name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert ((1, 1), True) == (sheet.text.shape, peak < 60_000_000)


def test_a_panic_of_a_reader_is_a_refusal(monkeypatch, refusal):
    class PanicException(BaseException):
        pass

    class Reader:
        @staticmethod
        def from_filelike(_content):
            raise PanicException

    monkeypatch.setattr(old_books, "CalamineWorkbook", Reader)

    assert ("R306", None) == refusal(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), name="rejestr.xls")


def test_what_is_not_about_the_file_is_not_hidden(monkeypatch, tmp_path):
    class Reader:
        @staticmethod
        def from_filelike(_content):
            raise KeyboardInterrupt

    monkeypatch.setattr(old_books, "CalamineWorkbook", Reader)
    path = tmp_path / "rejestr.xls"
    book = xlwt.Workbook()
    book.add_sheet("Uczestnicy").write(0, 0, "Nr")
    book.save(path)

    with pytest.raises(KeyboardInterrupt):
        read_workbook(path, path.name)


def written():
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("Uczestnicy").write_row(0, 0, ["Nr", "PESEL", 12.5, True])
    return content.getvalue()


WHOLE = {"xlsx": written(), "ods": ods("<table:table-row><table:table-cell/></table:table-row>")}


@effort(1, HealthCheck.function_scoped_fixture)
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10_000), st.binary(max_size=40), st.booleans())
def test_no_bytes_make_reading_raise_anything_but_a_refusal(tmp_path, kind, at, junk, cut):
    whole = WHOLE[kind]
    at %= len(whole)
    path = tmp_path / f"rejestr.{kind}"
    path.write_bytes(whole[:at] + junk + (b"" if cut else whole[at + len(junk) :]))
    with suppress(InputRefused):
        read_workbook(path, path.name)


@effort(1, HealthCheck.function_scoped_fixture)
@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"]),
    st.integers(0, 10_000),
    st.binary(max_size=20),
)
def test_no_bytes_in_a_part_make_reading_raise_anything_but_a_refusal(tmp_path, part, at, junk):
    parts = parts_of(WHOLE["xlsx"])
    at %= len(parts[part])
    parts[part] = parts[part][:at] + junk + parts[part][at + len(junk) :]
    path = tmp_path / "rejestr.xlsx"
    path.write_bytes(packed(parts))
    with suppress(InputRefused):
        read_workbook(path, path.name)
