"""Workbooks changed in places: what is asked for changes, and nothing else does."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Severity
from aktywna.io.patching.added_sheet import Added, Line
from aktywna.io.patching.package_patch import Mark, NewValue, patched
from aktywna.io.reading.sheets import read_workbook
from desk import OFFICE
from effort import effort
from packages import LINKS, MAIN, STRICT, packed, parts_of
from packages import xlsx as workbook
from shaped import DROP_DOWN, prefixed, shaped

NAME = "Uczestnicy"
SHEET = "xl/worksheets/sheet1.xml"
ORDER = re.findall(
    r"\w+",
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState "
    "dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins "
    "pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst",
)
LIST = Added("Uwagi aktywna", "Uwagi", ("Kod", "Komórka"), (Line(("A101", "B2"), Severity.ERROR, (NAME, "B2")),), (8, 10), 1, 0)


OFFICIAL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICIAL}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICIAL}.worksheet+xml"/></Types>'
)


def xlsx(*rows, **more):
    return workbook(*rows, **{"[Content_Types].xml": TYPES, **more})


def mark(row, column, severity=Severity.ERROR, note="Uwaga"):
    return Mark(NAME, row, column, severity, note)


def done(content, **what):
    return patched(content, "rejestr.xlsx", **what).content


def marked(*rows, **more):
    """The rows of a small sheet after its cell B2 was marked."""
    sheet = parts_of(done(xlsx("".join(rows), **more), marks=[mark(2, 1, note="")]))[SHEET].decode()
    return re.search("<sheetData>(.*)</sheetData>", sheet)[1]


def changed(before, after):
    """Which parts of a package are new, and which are not what they were."""
    old, new = parts_of(before), parts_of(after)
    assert [*old] == [*new][: len(old)]
    return {name for name in old if old[name] != new[name]}, {*new} - {*old}


def loaded(content):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells what it cannot keep
        return openpyxl.load_workbook(BytesIO(content))


@pytest.mark.parametrize("macros", [False, True], ids=["xlsx", "xlsm"])
class TestEverythingElseStays:
    def test_a_mark_changes_the_cells_the_styles_and_the_notes(self, macros):
        before = shaped(macros=macros)

        old, new = changed(before, done(before, marks=[mark(2, 1)]))

        assert {SHEET, "xl/styles.xml", "xl/comments1.xml"} == old
        assert set() == new

    def test_a_note_where_none_was_adds_a_shape_beside_the_button_s(self, macros):
        before = shaped(macros=macros)

        old, new = changed(before, done(before, marks=[mark(4, 1)]))

        assert {SHEET, "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"} == old
        assert set() == new

    def test_a_value_changes_the_sheet_and_the_styles(self, macros):
        before = shaped(macros=macros)

        old, new = changed(before, done(before, values=[NewValue(NAME, 2, 1, "02070803629")]))

        assert {SHEET, "xl/styles.xml"} == old
        assert set() == new

    def test_a_sheet_is_added(self, macros):
        before = shaped(macros=macros)

        old, new = changed(before, done(before, added=LIST))

        assert {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml"} == old
        assert {"xl/worksheets/sheet3.xml"} == new

    def test_the_other_entries_keep_their_packed_bytes(self, macros):
        before = shaped(macros=macros)
        after = done(before, marks=[mark(2, 1)])

        assert packed_bytes(before, "xl/charts/chart1.xml") == packed_bytes(after, "xl/charts/chart1.xml")
        assert None is zipfile.ZipFile(BytesIO(after)).testzip()

    def test_what_stands_around_the_cells_of_the_sheet_stays(self, macros):
        before = shaped(macros=macros)
        after = parts_of(done(before, marks=[mark(4, 1)]))[SHEET].decode()
        old = parts_of(before)[SHEET].decode()

        assert old.partition("</sheetData>")[2] == after.partition("</sheetData>")[2]
        assert DROP_DOWN in after
        assert 1 == sum(one != other for one, other in zip(cells(old), cells(after), strict=True))

    def test_nothing_to_do_gives_the_same_bytes(self, macros):
        before = shaped(macros=macros)

        assert before == done(before)


def packed_bytes(content, name):
    with zipfile.ZipFile(BytesIO(content)) as package:
        info = package.getinfo(name)
        return content[info.header_offset : info.header_offset + 30 + len(name) + info.compress_size]


def cells(sheet):
    return re.findall(r"<c [^>]*?/>|<c .*?</c>", sheet)


class TestMarks:
    def test_a_cell_keeps_its_font_border_and_number_format(self):
        cell = loaded(done(shaped(), marks=[mark(2, 3, Severity.WARNING), mark(1, 0)]))[NAME]

        assert ("FFFFE699", "#,##0.00", True) == (cell["D2"].fill.fgColor.rgb, cell["D2"].number_format, cell["D2"].font.i)
        assert ("FFF8CBAD", True, "thin") == (cell["A1"].fill.fgColor.rgb, cell["A1"].font.b, cell["A1"].border.left.style)

    def test_a_note_that_was_there_keeps_its_text_and_author(self):
        comment = loaded(done(shaped(), marks=[mark(2, 1, note="Błąd A101")]))[NAME]["B2"].comment

        assert ("Sprawdzić numer\n\naktywna:\nBłąd A101", "Testowska") == (comment.text, comment.author)

    def test_a_thread_stays_and_the_note_for_older_programs_is_added_to(self):
        after = done(shaped(), marks=[mark(3, 1, note="Błąd A101")])

        assert parts_of(shaped())["xl/threadedComments/threadedComment1.xml"] == parts_of(after)["xl/threadedComments/threadedComment1.xml"]
        assert loaded(after)[NAME]["B3"].comment.text.endswith("Do sprawdzenia\n\naktywna:\nBłąd A101")

    def test_a_new_note_is_ours(self):
        comment = loaded(done(shaped(), marks=[mark(4, 1, note="a < b & c")]))[NAME]["B4"].comment

        assert ("a < b & c", "aktywna") == (comment.text, comment.author)

    def test_two_marks_of_a_cell_are_one_with_both_notes(self):
        cell = loaded(done(shaped(), marks=[mark(4, 0, Severity.NOTE, "druga"), mark(4, 0, Severity.ERROR, "pierwsza")]))[NAME]["A4"]

        assert ("FFF8CBAD", "druga\n\npierwsza") == (cell.fill.fgColor.rgb, cell.comment.text)

    def test_of_a_merged_cell_the_one_that_is_seen_is_marked(self):
        page = loaded(done(shaped(), marks=[mark(3, 10, note="scalona")]))[NAME]

        assert ("FFF8CBAD", "scalona") == (page["J2"].fill.fgColor.rgb, page["J2"].comment.text)

    def test_a_cell_that_is_not_there_gets_the_style_of_its_column(self):
        cell = loaded(done(shaped(), marks=[mark(30, 3, note="")]))[NAME]["D30"]

        assert ("FFF8CBAD", "#,##0.00", True) == (cell.fill.fgColor.rgb, cell.number_format, cell.font.i)

    def test_shapes_of_notes_have_numbers_of_their_own(self):
        parts = parts_of(done(shaped(), marks=[mark(row, 5) for row in range(10, 2010)]))
        numbers = re.findall(rb'id="_x0000_s(\d+)"', parts["xl/drawings/vmlDrawing1.vml"])

        assert 2003 == len(numbers) == len(set(numbers))


class TestRows:
    def test_a_missing_row_and_cell_stand_in_order(self):
        assert '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2" s="1"/></row><row r="3"/>' == marked(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"/>'
        )

    def test_a_cell_is_made_between_others(self):
        row = '<row r="2" spans="1:3"><c r="A2"><v>1</v></c>{}<c r="C2"><v>3</v></c></row>'

        assert row.format('<c r="B2" s="1"/>') == marked(row.format(""))

    def test_a_row_that_closes_itself_is_opened(self):
        assert '<row r="2" ht="30" spans="1:2"><c r="B2" s="1"/></row>' == marked('<row r="2" ht="30" spans="1:1"/>')

    def test_rows_and_cells_without_addresses_are_counted(self):
        assert '<row><c><v>1</v></c></row><row><c/><c s="1"><v>2</v></c></row>' == marked(
            "<row><c><v>1</v></c></row><row><c/><c><v>2</v></c></row>"
        )

    def test_the_style_of_a_row_goes_to_its_new_cell(self):
        sheet = parts_of(done(xlsx('<row r="2" s="1" customFormat="1"/>', styles=["0.00"]), marks=[mark(2, 1, note="")]))

        assert b'<c r="B2" s="2"/>' in sheet[SHEET]
        assert b'<xf numFmtId="164" fillId="2" applyFill="1"/>' in sheet["xl/styles.xml"]

    def test_an_empty_sheet_takes_a_row(self):
        assert '<row r="2"><c r="B2" s="1"/></row>' == marked(sheet=f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>')

    def test_the_size_of_the_sheet_is_kept_up(self):
        sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData/></worksheet>'

        assert b'<dimension ref="A1:B2"/>' in parts_of(done(xlsx(sheet=sheet), marks=[mark(2, 1)]))[SHEET]


class TestValues:
    def values(self, *values):
        after = patched(shaped(), "rejestr.xlsx", values=[NewValue(NAME, *value) for value in values])
        return loaded(after.content)[NAME], after.left

    def test_digits_become_a_text(self):
        page, _left = self.values((2, 1, "02070803629"))

        assert ("02070803629", "@") == (page["B2"].value, page["B2"].number_format)

    def test_a_day_takes_the_look_of_a_day(self):
        page, _left = self.values((2, 4, date(2016, 3, 12)), (2, 2, date(2016, 3, 13)))

        assert [(date(2016, 3, 12), "mm-dd-yy"), (date(2016, 3, 13), "yyyy-mm-dd")] == [
            (page[cell].value.date(), page[cell].number_format) for cell in ("E2", "C2")
        ]

    def test_a_day_is_counted_from_the_first_of_its_workbook(self):
        content = xlsx('<row r="1"><c r="A1" t="str"><v>12.03.2016</v></c></row>', book='<workbookPr date1904="1"/>')

        assert b"<v>40979</v>" in parts_of(done(content, values=[NewValue(NAME, 1, 0, date(2016, 3, 12))]))[SHEET]

    @pytest.mark.parametrize(("row", "column", "cell"), [(7, 3, "D7"), (3, 7, "H3"), (6, 5, "F6"), (3, 10, "K3")])
    def test_formulas_and_texts_in_several_fonts_are_left_alone(self, row, column, cell):
        before = shaped()
        after = patched(before, "rejestr.xlsx", values=[NewValue(NAME, row, column, "x")])

        assert {(NAME, cell)} == after.left
        assert before == after.content

    def test_an_empty_text_empties_the_cell(self):
        page, _left = self.values((2, 4, ""))

        assert None is page["E2"].value

    @pytest.mark.parametrize("book", ["", '<calcPr calcId="9"/>'])
    def test_a_workbook_with_formulas_is_calculated_anew(self, book):
        content = xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>')
        content = packed(
            parts_of(content)
            | {"xl/workbook.xml": parts_of(content)["xl/workbook.xml"].replace(b"</sheets>", b"</sheets>" + book.encode())}
        )
        after = parts_of(done(content, values=[NewValue(NAME, 1, 0, "a")]))

        assert re.search(rb'</sheets><calcPr [^>]*fullCalcOnLoad="1"/></workbook>', after["xl/workbook.xml"])
        assert b'<c r="B1"><f>A1</f><v>1</v></c>' in after[SHEET]

    def test_without_formulas_nothing_is_calculated_anew(self):
        content = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')

        assert {SHEET} == changed(content, done(content, values=[NewValue(NAME, 1, 0, "a")]))[0]


class TestWaysOfWriting:
    @pytest.mark.parametrize("mark_of_order", [b"", b"\xef\xbb\xbf"])
    def test_a_prefix_and_a_comment(self, mark_of_order):
        sheet, book = prefixed()
        content = xlsx(sheet=mark_of_order + sheet.encode(), **{"xl/workbook.xml": book})
        after = done(content, marks=[mark(1, 0, note="uwaga"), mark(1, 1, note="")], added=LIST)
        written = parts_of(after)[SHEET]

        assert written.startswith(mark_of_order + b'<?xml version="1.0"?>')
        assert b'<x:row><x:c s="1"><x:v>1</x:v></x:c><x:c t=\'inlineStr\' s="1"><x:is><x:t>a &gt; b</x:t></x:is></x:c></x:row>' in written
        assert ([NAME, "Uwagi aktywna"], "uwaga") == (loaded(after).sheetnames, loaded(after)[NAME]["A1"].comment.text)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-2"])
    def test_an_encoding(self, tmp_path, encoding):
        name = "UTF-16" if encoding.startswith("utf-16") else encoding
        rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>żółć</t></is></c></row>'
        sheet = (
            f'<?xml version="1.0" encoding="{name}" standalone="yes"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
        after = done(xlsx(sheet=sheet.encode(encoding)), values=[NewValue(NAME, 1, 1, "Łódź – „x”")])
        (tmp_path / "a.xlsx").write_bytes(after)
        (read,) = read_workbook(tmp_path / "a.xlsx", "a.xlsx")

        assert ["żółć", "Łódź – „x”"] == read.text.iloc[0].tolist()
        assert sheet.encode(encoding)[:80] == parts_of(after)[SHEET][:80]

    def test_strict_open_xml(self):
        parts = {name: part for name, part in parts_of(shaped()).items() if "docProps" not in name and "threaded" not in name}
        for transitional, strict in STRICT.items():
            parts = {name: part.replace(transitional.encode(), strict.encode()) for name, part in parts.items()}
        after = parts_of(done(packed(parts), marks=[mark(2, 1)], added=LIST))

        assert STRICT[MAIN].encode() in after["xl/worksheets/sheet3.xml"]
        assert f'Type="{STRICT[LINKS]}/worksheet" Target="worksheets/sheet3.xml"'.encode() in after["xl/_rels/workbook.xml.rels"]

    def test_a_workbook_without_styles_gets_some(self):
        after = done(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'), marks=[mark(1, 0)])

        assert "FFF8CBAD" == loaded(after)[NAME]["A1"].fill.fgColor.rgb

    def test_notes_stand_before_controls_and_extensions(self):
        controls = (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><controls/></mc:Choice>'
            "</mc:AlternateContent><extLst/>"
        )
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData/><pageMargins/><drawing/>{controls}</worksheet>'
        after = parts_of(done(xlsx(sheet=sheet), marks=[mark(1, 0)]))[SHEET].decode()

        assert re.search(r'<drawing/><legacyDrawing [^>]*r:id="rId2"/><mc:AlternateContent', after)

    def test_a_damaged_package_is_refused(self):
        with pytest.raises(InputRefused):
            done(xlsx(sheet="<worksheet><sheetData><row>"), marks=[mark(1, 0)])


class TestTheAddedSheet:
    def test_its_name_is_free_and_it_stands_last(self):
        once = done(shaped(), added=LIST)

        assert [NAME, "Listy", "Uwagi aktywna", "Uwagi aktywna (2)"] == loaded(done(once, added=LIST)).sheetnames

    def test_its_links_lead_to_cells(self):
        page = loaded(done(shaped(), added=LIST))["Uwagi aktywna"]

        assert ("'Uczestnicy'!B2", "B2") == (page["B4"].hyperlink.location, page["B4"].value)

    def test_elements_stand_in_the_order_of_the_standard(self):
        parts = parts_of(done(shaped(), marks=[mark(2, 1), Mark("Listy", 1, 0, Severity.NOTE, "x")], added=LIST))
        for number in (1, 2, 3):
            top = [one.tag.rpartition("}")[2] for one in ET.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])]

            assert sorted(top, key=ORDER.index) == top

    def test_it_is_never_read_as_a_register(self, tmp_path):
        (tmp_path / "a.xlsx").write_bytes(done(shaped(), added=LIST))

        assert [NAME, "Listy"] == [sheet.name for sheet in read_workbook(tmp_path / "a.xlsx", "a.xlsx")]


SPOTS = st.tuples(st.integers(1, 30), st.integers(0, 12))


@effort(1 / 2)
@given(
    st.dictionaries(
        SPOTS, st.one_of(st.integers(-9, 9), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=5))
    ),
    st.dictionaries(SPOTS, st.sampled_from(Severity), max_size=12),
    st.dictionaries(SPOTS, st.sampled_from(["nowa", "007", "a & <b>"]), max_size=6),
    st.sampled_from(["xlsxwriter", "openpyxl"]),
)
def test_any_workbook_keeps_every_other_cell_and_part(held, marks, values, maker):
    before = made(held, maker)
    after = patched(
        before, "a.xlsx", marks=[mark(*spot, severity) for spot, severity in marks.items()],
        values=[NewValue(NAME, *spot, value) for spot, value in values.items()],
    )  # fmt: skip
    page, old = loaded(after.content)[NAME], loaded(before)[NAME]
    spots = held.keys() | marks.keys() | values.keys()
    expected = {spot: values.get(spot, old.cell(spot[0], spot[1] + 1).value) for spot in spots}

    assert expected == {(row, column): page.cell(row, column + 1).value for row, column in spots}
    assert {*marks} == {spot for spot in spots if page.cell(spot[0], spot[1] + 1).comment}
    assert frozenset() == after.left
    touched = {SHEET, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert changed(before, after.content)[0] <= touched


def made(held, maker):
    stream = BytesIO()
    if maker == "openpyxl":
        book = openpyxl.Workbook()
        page = book.active
        page.title = NAME
        for (row, column), value in held.items():
            cell = page.cell(row, column + 1)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            cell.font = openpyxl.styles.Font(bold=bool(row % 2))
        book.save(stream)
        return stream.getvalue()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet(NAME)
        page.set_column(2, 5, 20, book.add_format({"bold": True}))
        for (row, column), value in held.items():
            (page.write_string if isinstance(value, str) else page.write_number)(row - 1, column, value)
    return stream.getvalue()


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_a_spreadsheet_program_opens_it(tmp_path, converted):
    (tmp_path / "a.xlsx").write_bytes(done(shaped(), marks=[mark(2, 1), mark(40, 2)], values=[NewValue(NAME, 3, 4, "PAL")], added=LIST))
    (tmp_path / "out").mkdir()
    saved = converted(tmp_path / "a.xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    page = loaded(saved.read_bytes())[NAME]

    assert ("FFF8CBAD", "PAL") == (page["B2"].fill.fgColor.rgb, page["E3"].value)
    assert "aktywna:" in page["B2"].comment.text
