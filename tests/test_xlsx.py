"""Workbooks of Excel 2007 and later: every way of writing a cell that the standard allows."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.sheet import Stored
from aktywna.io.patching.cell_scan import Scan
from aktywna.io.patching.cell_walk import Walk
from aktywna.io.patching.tags import NotPlain
from aktywna.io.reading.errors import Aside
from aktywna.io.reading.limits import DEFAULT
from aktywna.io.reading.old_books import cells
from aktywna.io.reading.sheets import read_workbook, sheet_names
from aktywna.io.reading.table_of_cells import laid_out
from packages import LINKS, MAIN, STRICT, packed, parts_of, xlsx


@pytest.fixture
def read(tmp_path):
    def reading(content, **more):
        path = tmp_path / "rejestr.xlsx"
        path.write_bytes(content if isinstance(content, bytes) else xlsx(content, **more))
        (sheet,) = read_workbook(path, path.name)
        return sheet

    return reading


@pytest.fixture
def cell(read):
    """The text and the store of A1 of a sheet with these rows."""

    def one(row, **more):
        sheet = read(row, **more)
        text = sheet.text.iloc[0, 0]
        return (text if isinstance(text, str) else None, Stored(sheet.stored.iloc[0, 0]))

    return one


@pytest.mark.parametrize(
    ("written", "text", "stored"),
    [
        ('<c r="A1"><v>12</v></c>', "12", Stored.NUMBER),
        ('<c r="A1"><v>12.0</v></c>', "12", Stored.NUMBER),
        ('<c r="A1"><v>319.17000000000002</v></c>', "319.17", Stored.NUMBER),
        ('<c r="A1"><v>1E-5</v></c>', "0.00001", Stored.NUMBER),
        ('<c r="A1"><v>-0</v></c>', "0", Stored.NUMBER),
        ('<c r="A1" t="n"><v>2070803628</v></c>', "2070803628", Stored.NUMBER),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", Stored.YES_NO),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", Stored.ERROR),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", Stored.ERROR),
        ('<c r="A1"><f>B1+1</f><v>7</v></c>', "7", Stored.NUMBER),
        ('<c r="A1" t="str"><f>B1</f><v>Anna</v></c>', "Anna", Stored.TEXT),
        ('<c r="A1" t="inlineStr"><is><t>Anna</t></is></c>', "Anna", Stored.TEXT),
        ('<c r="A1" t="inlineStr"><is><r><t>An</t></r><r><t>na</t></r></is></c>', "Anna", Stored.TEXT),
        ('<c r="A1" t="str"><v>A &amp; B &lt;&#8211;&gt;</v></c>', "A & B <–>", Stored.TEXT),
        ('<c r="A1" t="str"><v>a_x000D_\nb</v></c>', "a\n\nb", Stored.TEXT),
        ('<c t="n" r="A1"><v>5</v></c>', "5", Stored.NUMBER),
        ('<c r="A1" t="n" s="0"><v>5</v></c>', "5", Stored.NUMBER),
        ('<c r="A1" vm="1"><v>5</v></c>', "5", Stored.NUMBER),
        ("<c><v>5</v></c>", "5", Stored.NUMBER),
        ('<c r="A1" t="d"><v>2016-03-12T00:00:00</v></c>', "2016-03-12", Stored.DATE),
        ('<c r="A1" t="s"><v>0</v></c>', "wspólny", Stored.TEXT),
        ('<c r="A1"><!-- uwaga --><v>5</v></c>', "5", Stored.NUMBER),
    ],
)
def test_a_cell_is_read_however_it_is_written(cell, written, text, stored):
    assert (text, stored) == cell(f'<row r="1">{written}</row>', shared="<si><t>wspólny</t></si>")


@pytest.mark.parametrize(
    "written", ['<c r="A1"><f>B1+1</f></c>', '<c r="A1"><f>B1+1</f><v></v></c>', '<c r="A1"><f t="shared" si="0"/><v/></c>']
)
def test_a_formula_without_a_saved_value_is_told_apart(cell, written):
    assert (None, Stored.FORMULA) == cell(f'<row r="1">{written}<c r="B1"><v>1</v></c></row>')


def test_a_formula_that_gives_an_empty_text_is_empty(read):
    sheet = read('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>')

    assert Stored.EMPTY == sheet.stored.iloc[0, 0]


@pytest.mark.parametrize(
    ("style", "serial", "text", "stored"),
    [
        ("yyyy\\-mm\\-dd;@", "42441", "2016-03-12", Stored.DATE),
        ("rrrr-mm-dd;@", "42441", "2016-03-12", Stored.DATE),
        ("[$-415]d mmmm yyyy", "42441.5", "2016-03-12 12:00:00", Stored.DATE),
        ("g:mm;@", "0.35416666666666669", "08:30:00", Stored.DATE),
        ("[h]:mm", "1.25", "30:00:00", Stored.DATE),
        ("dd.mm.yyyy", "1", "1900-01-01", Stored.DATE),
        ("dd.mm.yyyy", "61", "1900-03-01", Stored.DATE),
        ("dd.mm.yyyy", "60", "60", Stored.NUMBER),
        ("dd.mm.yyyy", "-5", "-5", Stored.NUMBER),
        ("dd.mm.yyyy", "9999999", "9999999", Stored.NUMBER),
        ("#,##0.00\\ &quot;zł&quot;", "12.5", "12.5", Stored.NUMBER),
        ("0&quot; godz.&quot;", "12", "12", Stored.NUMBER),
        ("General", "12", "12", Stored.NUMBER),
        ("[Red]0", "12", "12", Stored.NUMBER),
    ],
)
def test_a_number_is_a_date_when_its_format_says_so(cell, style, serial, text, stored):
    assert (text, stored) == cell(f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>', styles=[style])


@pytest.mark.parametrize(("serial", "text"), [("40979", "2016-03-12"), ("60", "1904-03-01"), ("2957003", "9999-12-31")])
def test_dates_of_the_1904_system_are_counted_from_1904(cell, serial, text):
    row = f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'

    assert (text, Stored.DATE) == cell(row, styles=["yyyy-mm-dd"], book='<workbookPr date1904="1"/>')


def test_shared_texts_in_several_fonts_are_one_text(cell):
    shared = '<si><r><t>An</t></r><r><rPr><b/></rPr><t>na</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'

    assert ("Anna", Stored.TEXT) == cell('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=shared)


def test_a_shared_text_of_spaces_is_kept(cell):
    shared = '<si><t xml:space="preserve"> Anna </t></si>'

    assert (" Anna ", Stored.TEXT) == cell('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=shared)


def test_a_sheet_that_begins_at_c5_keeps_its_addresses(read):
    sheet = read('<row r="5"><c r="C5"><v>7</v></c></row>')

    assert ("7", [1, 2, 3, 4, 5]) == (sheet.text.loc[5, 2], sheet.text.index.tolist())


def test_columns_after_z_keep_their_addresses(read):
    assert "7" == read('<row r="1"><c r="AB1"><v>7</v></c></row>').text.loc[1, 27]


def test_merged_ranges_are_told_with_rows_as_shown(read):
    sheet = read('<row r="2"><c r="A2"><v>1</v></c></row>', after='<mergeCells count="1"><mergeCell ref="A2:C3"/></mergeCells>')

    assert ((2, 0, 3, 2),) == sheet.merged


def test_merged_ranges_are_told_when_the_sheet_is_walked(read):
    row = '<row r="2"><!-- --><c r="A2"><v>1</v></c></row>'
    sheet = read(row, after='<mergeCells count="1"><mergeCell ref="A2:C3"/></mergeCells>')

    assert ((2, 0, 3, 2),) == sheet.merged


def test_prefixes_of_names_do_not_matter(read):
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'

    assert "7" == read(xlsx(sheet=sheet)).text.iloc[0, 0]


def test_a_sheet_in_utf_16_is_read(read):
    row = '<row><c t="str"><v>żółć</v></c></row>'
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'

    assert "żółć" == read(xlsx(sheet=sheet.encode("utf-16"))).text.iloc[0, 0]


def test_strict_open_xml_is_read(read):
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet("Uczestnicy")
        page.write_row(0, 0, ["PESEL", "02070803628"])
        page.write_datetime(0, 2, datetime(2016, 3, 12), book.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001
    parts = parts_of(written.getvalue())
    for name, part in parts.items():
        for usual, strict in STRICT.items():
            parts[name] = parts[name].replace(usual.encode(), strict.encode())
        assert part is not None
    sheet = read(packed(parts))

    assert ["PESEL", "02070803628", "2016-03-12"] == sheet.text.iloc[0].tolist()


def test_hidden_sheets_are_named_and_not_read(tmp_path):
    path = tmp_path / "rejestr.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Uczestnicy", "Listy", "Słowniki"):
            book.add_worksheet(name).write(0, 0, name)
        book.get_worksheet_by_name("Listy").hide()
        book.get_worksheet_by_name("Słowniki").very_hidden()
    (sheet,) = read_workbook(path, "rejestr.xlsx")

    assert ("Uczestnicy", ("Listy", "Słowniki")) == (sheet.name, sheet.notes[0].facts["sheets"])


def test_formatting_down_to_the_last_row_costs_nothing(read):
    phantom = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="XFD{row}" s="1"/></row>' for row in range(2, 1_048_577, 700))
    sheet = read(f'<row r="1"><c r="A1"><v>7</v></c></row>{phantom}')

    assert (1, 1) == sheet.text.shape


def test_a_space_far_below_does_not_stretch_the_sheet(read):
    sheet = read('<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v> </v></c></row>')

    assert (1, 1) == sheet.text.shape


def test_a_value_far_below_keeps_its_row_number(read):
    sheet = read('<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="B1048576"><v>8</v></c></row>')

    assert ([1, 1_048_576], "8") == (sheet.text.index.tolist(), sheet.text.loc[1_048_576, 1])


def test_names_of_sheets_are_read_without_their_cells(tmp_path):
    path = tmp_path / "rejestr.xlsx"
    path.write_bytes(xlsx(sheet="to nie jest XML"))

    assert ("Uczestnicy",) == sheet_names(path, path.name)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1"><v>dwa</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&nieznana;</v></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row><!-- -->',
        "<row",
    ],
)
def test_a_sheet_that_contradicts_itself_is_refused(tmp_path, row):
    path = tmp_path / "rejestr.xlsx"
    path.write_bytes(xlsx(row, shared="<si><t>a</t></si>"))
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name)

    assert "R306" == refusal.value.finding.code


VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), max_size=8),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2199, 12, 31)),
)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5))
def test_cells_are_those_that_another_reader_reads(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rejestry") / "rejestr.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page, day = book.add_worksheet("Uczestnicy"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_string(0, 0, "Nr")
        for number, row in enumerate(rows, 1):
            for position, value in enumerate(row):
                page.write_datetime(number, position, value, day) if isinstance(value, date) else page.write(number, position, value)
    (sheet,) = read_workbook(path, path.name)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    theirs = laid_out(path.name, "Uczestnicy", cells(rows, Aside()), DEFAULT)

    assert plain(theirs) == plain(sheet)


def plain(sheet):
    return sheet.text.fillna("").to_numpy().tolist(), sheet.stored.to_numpy().tolist()


CELLS = st.lists(
    st.tuples(
        st.sampled_from(['t="str"', 't="n"', "", 's="3" t="e"', 't="b" s="1"']),
        st.sampled_from(["<v>1</v>", "<v/>", "<f>A1</f><v>2</v>", "<f/>", ""]),
    ),
    max_size=6,
)


@given(CELLS)
def test_a_sheet_is_scanned_as_it_is_walked(written):
    row = "".join(
        f'<c r="{chr(65 + at)}1"{" " + attributes if attributes else ""}>{body}</c>' for at, (attributes, body) in enumerate(written)
    )
    content = f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}"><sheetData><row r="1">{row}</row></sheetData></worksheet>'.encode()
    scanned = [part for part in Scan().cells([content]) if len(part)]
    walked = [part for part in Walk("x", DEFAULT).cells([content]) if len(part)]

    def lists(parts):
        return [(p.row.tolist(), p.column.tolist(), p.type.tolist(), p.style.tolist(), p.value.to_pylist()) for p in parts]

    assert lists(walked) == lists(scanned)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_make_the_scan_fail(junk, at):
    content = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" s="1" t="str"><v>1</v></c></row></sheetData></worksheet>'.encode()
    at = min(at, len(content))
    with suppress(NotPlain):
        list(Scan().cells([content[:at] + junk + content[at:]]))


ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    '<row r="2" hidden="1"><c r="A2"><v>4</v></c></row><row r="3" spans="1:3" hidden="1"/>'
)
COLUMNS = '<cols><col min="2" max="3" width="9" hidden="1" customWidth="1"/><col min="9" max="16384" hidden="1"/></cols>'


@pytest.mark.parametrize("inside", ["", "<!-- taka uwaga każe iść znacznik po znaczniku -->"])
def test_hidden_rows_and_columns_are_read_and_said_once(read, inside):
    sheet = read(f"{ROWS}{inside}", sheet=f'<worksheet xmlns="{MAIN}">{COLUMNS}<sheetData>{ROWS}{inside}</sheetData></worksheet>')

    assert ["1", "4"] == sheet.text[0].tolist()
    assert [("R083", {"rows": 1, "first": 2}), ("R084", {"columns": ("B-C",)})] == [(note.code, dict(note.facts)) for note in sheet.notes]


def test_a_text_that_speaks_of_hiding_hides_nothing(read):
    assert () == read('<row r="1"><c r="A1" t="str"><v>hidden="1"</v></c></row>').notes
