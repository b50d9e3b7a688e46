"""Workbooks of OpenDocument."""

from __future__ import annotations

import pytest
from odf import table as odf_table
from odf.opendocument import OpenDocumentSpreadsheet
from odf.text import P

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.sheet import Stored
from aktywna.io.reading.sheets import read_workbook, sheet_names
from packages import ods, packed, parts_of


@pytest.fixture
def write(tmp_path):
    def writing(rows, **more):
        path = tmp_path / "rejestr.ods"
        path.write_bytes(rows if isinstance(rows, bytes) else ods(rows, **more))
        return path

    return writing


@pytest.fixture
def read(write):
    def reading(rows, **more):
        (sheet,) = read_workbook(write(rows, **more), "rejestr.ods")
        return sheet

    return reading


def row(*cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text="", times=1, **given):
    named = {"value_type": "office:value-type", "error": "calcext:value-type", "formula": "table:formula"}
    attributes = "".join(f' {named.get(key, "office:" + key.replace("_", "-"))}="{value}"' for key, value in given.items())
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{times}"{attributes}>{paragraph}</table:table-cell>'


@pytest.mark.parametrize(
    ("written", "text", "stored"),
    [
        (cell("02070803628", value_type="string"), "02070803628", Stored.TEXT),
        (cell("2 070 803 628,00", value_type="float", value="2070803628"), "2070803628", Stored.NUMBER),
        (cell("12,50 zł", value_type="currency", value="12.5"), "12.5", Stored.NUMBER),
        (cell("12.03.16", value_type="date", date_value="2016-03-12"), "2016-03-12", Stored.DATE),
        (cell("12.03.16", value_type="date", date_value="2016-03-12T08:30:00.000"), "2016-03-12 08:30:00", Stored.DATE),
        (cell("8:30", value_type="time", time_value="PT08H30M00S"), "08:30:00", Stored.DATE),
        (cell("30:00", value_type="time", time_value="PT30H00M00S"), "30:00:00", Stored.DATE),
        (cell("PRAWDA", value_type="boolean", boolean_value="true"), "TRUE", Stored.YES_NO),
        (cell("#N/D!", value_type="string", string_value="", error="error", formula="of:=NA()"), "#N/D!", Stored.ERROR),
        (cell(formula="of:=[.B1]"), None, Stored.FORMULA),
        (cell("a<text:s text:c='2'/>b<text:tab/>c", value_type="string"), "a  b\tc", Stored.TEXT),
        (cell("a</text:p><text:p>b", value_type="string"), "a\nb", Stored.TEXT),
        (cell("<office:annotation><text:p>uwaga</text:p></office:annotation>a", value_type="string"), "a", Stored.TEXT),
    ],
)
def test_a_cell_is_read_as_it_is_stored(read, written, text, stored):
    sheet = read(row(written, cell("x", value_type="string")))
    found = sheet.text.iloc[0, 0]

    assert (text, stored) == (found if isinstance(found, str) else None, sheet.stored.iloc[0, 0])


def test_repeated_cells_and_rows_keep_the_addresses(read):
    sheet = read(row(cell(times=16_384), times=3) + row(cell(times=2), cell("Nr", value_type="string", times=2)))

    assert ("Nr", (4, 4)) == (sheet.text.loc[4, 2], sheet.text.shape)


def test_repeated_blanks_to_the_end_cost_nothing(read):
    sheet = read(row(cell("Nr", value_type="string"), cell(times=16_383)) + row(cell(times=16_384), times=1_048_575))

    assert (1, 1) == sheet.text.shape


def test_a_repeated_value_is_written_out_only_within_the_limit(write):
    path = write(row(cell("a", value_type="string", times=16_384), times=1_048_576))
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name)

    assert ("R331", 17_179_869_184) == (refusal.value.finding.code, refusal.value.finding.facts["found"])


def test_merged_cells_are_told(read):
    spans = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    merged = f'<table:table-cell office:value-type="string" {spans}><text:p>a</text:p></table:table-cell>'

    assert ((1, 0, 3, 1),) == read(row(merged, "<table:covered-table-cell/>")).merged


def test_hidden_sheets_are_named(read):
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    hidden = f'<table:table table:name="Listy" table:style-name="ta2">{row(cell("x", value_type="string"))}</table:table>'

    assert ("Listy",) == read(row(cell("Nr", value_type="string")), styles=style, tables=hidden).notes[0].facts["sheets"]


def test_names_of_sheets(write):
    assert ("Uczestnicy",) == sheet_names(write(row(cell("Nr", value_type="string"))), "rejestr.ods")


def test_a_document_of_another_program_is_read(write, tmp_path):
    document = OpenDocumentSpreadsheet()
    page = odf_table.Table(name="Uczestnicy")
    line = odf_table.TableRow()
    written = odf_table.TableCell(valuetype="string")
    written.addElement(P(text="02070803628"))
    line.addElement(written)
    page.addElement(line)
    document.spreadsheet.addElement(page)
    document.save(str(tmp_path / "rejestr.ods"))
    (sheet,) = read_workbook(tmp_path / "rejestr.ods", "rejestr.ods")

    assert "02070803628" == sheet.text.loc[1, 0]


def test_an_encrypted_document_is_said_to_be_one(write):
    parts = parts_of(ods(row(cell("Nr", value_type="string"))))
    parts["META-INF/manifest.xml"] = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    path = write(packed(parts))
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name, ("tajne",))

    assert "R333" == refusal.value.finding.code


def test_hidden_rows_and_columns_are_read_and_said(read):
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    one, two = cell("Nr", value_type="string"), cell("Imię", value_type="string")
    filtered = f'<table:table-row table:visibility="filter">{one}</table:table-row>'
    sheet = read(f"{columns}{row(one, two)}{filtered}")

    assert [("R083", {"rows": 1, "first": 2}), ("R084", {"columns": ("B",)})] == [(note.code, dict(note.facts)) for note in sheet.notes]
