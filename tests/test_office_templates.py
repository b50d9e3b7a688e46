"""The office's own templates in Word and Excel: what is filled, what is kept, and where a fault is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.shared import RGBColor
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding
from aktywna.domain.grid import Cell, Grid, Picture
from aktywna.io.specimens import workbook_of
from aktywna.io.writing.narrative_back import texts_in
from aktywna.io.writing.office_templates import Asked, filled_office
from aktywna.words.wording import set_language
from packages import parts_of

MAIN = Grid(
    ((Cell("Kod"), Cell("Plan"), Cell("Osiągnięto")),),
    (
        (Cell("P<1>"), Cell(100, "count"), Cell(106, "count", prefix="co najmniej")),
        (Cell("P2"), Cell(Decimal("319.17"), "money"), Cell(Decimal("86.67"), "percent")),
        (Cell("razem", span=2), Cell()),
    ),
)
BARS = Grid(((Cell("Wiek"), Cell("Osoby")),), ((Cell("18-29"), Cell(5, "count")),))


class Known:
    main = MAIN
    none = None
    ages = Picture("bars", BARS, "Wiek osób", "wiek", "Wszyscy mają 18-29 lat.")


CONTEXT = {
    "project": "OPS & <reszta>",
    "day": date(2018, 11, 30),
    "tables": Known,
    "pictures": Known,
    "people": [{"n": 1}, {"n": 2}],
    "nobody": [],
}


@pytest.fixture(autouse=True)
def _polish() -> None:
    set_language("pl")


@pytest.fixture
def fill(tmp_path: Path) -> Callable[[Any], bytes]:
    """Fill a template that is given as a document, a workbook or its cells."""

    def filled(template: Any, **texts: str) -> bytes:
        file = tmp_path / ("own.docx" if hasattr(template, "paragraphs") else "own.xlsx")
        if isinstance(template, dict):
            file.write_bytes(workbook_of(template))
        else:
            template.save(file)
        return filled_office(Asked(file, CONTEXT, {"shout": str.upper}, texts))

    return filled


def letter(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> Any:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                table.cell(at, column).text = text
    return made


def word(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def values(content: bytes) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(BytesIO(content)).active.values]


def refused(fill: Callable[[Any], bytes], template: Any) -> Finding:
    with pytest.raises(InputRefused) as caught:
        fill(template)
    return caught.value.finding


class TestWord:
    def test_placeholders_are_filled_where_they_stand(self, fill: Any) -> None:
        assert ["Projekt OPS & <reszta>, OPS", "Dalej"] == [
            one.text for one in word(fill(letter("Projekt {{ project }}, {{ 'ops' | shout }}", "Dalej"))).paragraphs
        ]

    def test_a_placeholder_in_several_runs_is_one(self, fill: Any) -> None:
        made = docx.Document()
        paragraph = made.add_paragraph("{{ pro")
        paragraph.add_run("ject }}").bold = True

        assert "OPS & <reszta>" == word(fill(made)).paragraphs[0].text

    def test_the_looks_of_the_letter_stay(self, fill: Any) -> None:
        made = letter()
        run = made.add_heading("Pismo {{ project }}", 2).runs[0]
        run.font.color.rgb = RGBColor(0x12, 0x34, 0x56)
        made.sections[0].footer.paragraphs[0].text = "Stopka {{ project }}"
        found = word(fill(made))

        assert ("Heading 2", RGBColor(0x12, 0x34, 0x56)) == (found.paragraphs[0].style.name, found.paragraphs[0].runs[0].font.color.rgb)
        assert "Stopka OPS & <reszta>" == found.sections[0].footer.paragraphs[0].text

    def test_the_rows_of_the_offices_table_are_repeated(self, fill: Any) -> None:
        rows = (("Kod", "Wynik"), ("{%tr for row in tables.main | rows %}", ""), ("{{ row[0] }}", "{{ row[2] }}"), ("{%tr endfor %}", ""))
        (table,) = word(fill(letter(rows=rows))).tables

        assert [["Kod", "Wynik"], ["P<1>", "co najmniej 106"], ["P2", "86,67%"], ["razem", ""]] == [
            [cell.text for cell in row.cells] for row in table.rows
        ]

    def test_a_table_of_nothing_repeats_nothing(self, fill: Any) -> None:
        rows = (("Kod",), ("{%tr for row in tables.none | rows %}",), ("{{ row[0] }}",), ("{%tr endfor %}",))

        assert [["Kod"]] == [[cell.text for cell in row.cells] for row in word(fill(letter(rows=rows))).tables[0].rows]

    def test_a_whole_table_a_picture_and_a_place_to_write(self, fill: Any) -> None:
        made = letter("{{ table(tables.main) }}", "{{ picture(pictures.ages) }}", '{{ narrative("plan", "Co dalej?") }}', "Koniec")
        content = fill(made, plan="Dalej\n\npraca.")
        found = word(content)

        assert ["Kod", "Plan", "Osiągnięto"] == [cell.text for cell in found.tables[0].rows[0].cells]
        assert Known.ages.alt == found.inline_shapes[0]._inline.docPr.get("descr")
        assert "Koniec" == found.paragraphs[-1].text
        assert "Dalej" in parts_of(content)["word/document.xml"].decode()

    def test_the_same_inputs_give_the_same_bytes(self, fill: Any) -> None:
        made = letter("{{ project }}", "{{ picture(pictures.ages) }}")

        assert fill(made) == fill(made)

    @pytest.mark.parametrize(
        ("template", "code", "where", "at"),
        [
            (letter("ok", "a {{ projekt }}"), "T006", "paragraph", "2 ({{ projekt }})"),
            (letter("ok", "{{ 1 // 0 }}"), "T007", "paragraph", "2 ({{ 1 // 0 }})"),
            (letter("{% if project %}"), "T005", "paragraph", "1 ({% if project %})"),
            (letter("{{ 1 | nic }}"), "T005", "paragraph", "1 ({{ 1 | nic }})"),
            (letter("x", rows=(("a", "b"), ("c", "{{ tables.mian }}"))), "T006", "table and row", "1/2 ({{ tables.mian }})"),
        ],
    )
    def test_a_fault_is_told_with_its_place(self, fill: Any, template: Any, code: str, where: str, at: str) -> None:
        found = refused(fill, template)

        assert (code, where, at) == (found.code, found.facts["where"], found.facts["at"])

    def test_a_fault_of_the_footer_is_told_too(self, fill: Any) -> None:
        made = letter("x")
        made.sections[0].footer.paragraphs[0].text = "{{ projekt }}"

        assert "page header or footer" == refused(fill, made).facts["where"]

    def test_a_fault_of_the_properties_is_told_too(self, fill: Any) -> None:
        made = letter("x")
        made.core_properties.title = "{{ projekt }}"

        assert "properties of the document" == refused(fill, made).facts["where"]

    def test_nothing_outside_is_reached(self, fill: Any) -> None:
        assert ("T007", "tego w szablonie nie wolno") == (
            (found := refused(fill, letter("{{ ''.__class__.__mro__ }}"))).code, found.facts["problem"],
        )  # fmt: skip

    def test_what_is_no_word_file_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "own.docx"
        file.write_bytes(b"Notatki")

        with pytest.raises(InputRefused):
            filled_office(Asked(file, CONTEXT, {}))


def sheet(*rows: tuple[Any, ...]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "Zestawienie"
    for row in rows:
        book.active.append(row)
    return book


LOOP = ("{% for row in tables.main | rows %}{{ row[0] }}", "{{ row[1] }}", "{{ row[2] }}{% endfor %}")


class TestExcel:
    def test_values_are_numbers_days_and_texts(self, fill: Any) -> None:
        found = openpyxl.load_workbook(
            BytesIO(fill({"A1": "{{ day }}", "B1": "{{ 2 + 2 }}", "C1": "Razem: {{ 4 }}", "D1": "{{ project }}"}))
        )
        cells = found.active["A1:D1"][0]

        assert [date(2018, 11, 30), 4, "Razem: 4", "OPS & <reszta>"] == [cells[0].value.date(), *(cell.value for cell in cells[1:])]
        assert cells[0].is_date

    def test_a_cell_of_a_table_keeps_its_format_and_its_words(self, fill: Any) -> None:
        found = openpyxl.load_workbook(BytesIO(fill(sheet(LOOP)))).active
        shown = [(row[column].value, row[column].number_format) for row in found.iter_rows(max_row=2) for column in (1, 2)]

        assert shown == [(100, "#,##0"), (106, '"co najmniej "#,##0'), (319.17, '#,##0.00\\ "zł"'), (0.8667, "0.00%")]

    def test_the_templates_own_format_stays(self, fill: Any) -> None:
        book = sheet(LOOP)
        book.active["B1"].number_format = "0.000"

        assert "0.000" == openpyxl.load_workbook(BytesIO(fill(book))).active["B2"].number_format

    def test_a_row_is_repeated_and_what_is_below_pushed(self, fill: Any) -> None:
        book = sheet(("Kod", "Plan", "Wynik"), LOOP, ("Razem", "=SUM(B2)", "=SUM(C2:C2)"), ("x", '=IF(B3=0,"B2",B3)', "=C2"))

        assert values(fill(book))[1:] == [
            ["P<1>", 100, 106],
            ["P2", 319.17, 0.8667],
            ["razem", None, None],
            ["Razem", "=SUM(B2:B4)", "=SUM(C2:C4)"],
            ["x", '=IF(B5=0,"B2",B5)', "=C2"],
        ]

    def test_several_rows_are_repeated_together_and_rows_of_statements_go(self, fill: Any) -> None:
        book = sheet(
            ("{% for p in people %}", None), ("osoba", "{{ p.n }}"), ("dwa razy", "=B2*2"), ("{% endfor %}", None), ("koniec", "=B3")
        )

        assert [["osoba", 1], ["dwa razy", "=B1*2"], ["osoba", 2], ["dwa razy", "=B3*2"], ["koniec", "=B2"]] == values(fill(book))

    def test_loops_stand_in_loops_and_rows_that_are_not_wanted_go(self, fill: Any) -> None:
        rows = (
            ("{% for p in people %}", None),
            ("{{ p.n }}", None),
            ("{% for k in ['a', 'b'] %}{{ k }}{{ p.n }}", "{{ loop.index }}{% endfor %}"),
            ("{% if p.n == 2 %}", None),
            ("dwa", None),
            ("{% endif %}", None),
            ("{% endfor %}", None),
        )

        assert [[1, None], ["a1", 1], ["b1", 2], [2, None], ["a2", 1], ["b2", 2], ["dwa", None]] == values(fill(sheet(*rows)))

    def test_with_nothing_to_repeat_the_row_stays_empty(self, fill: Any) -> None:
        book = sheet(("{% for x in nobody %}{{ x }}", "{{ x }}{% endfor %}"), ("Razem", "=SUM(B1)"))

        assert [[None, None], ["Razem", "=SUM(B1)"]] == values(fill(book))

    def test_a_loop_closed_in_its_cell_stays_there(self, fill: Any) -> None:
        assert [["1, 2, "]] == values(fill({"A1": "{% for p in people %}{{ p.n }}, {% endfor %}"}))

    def test_everything_of_the_offices_own_moves_along(self, fill: Any) -> None:
        book = sheet(("Kod", "Plan", "Wynik"), LOOP, ("Razem", "=SUM(B2)", None), (None, None, None), ("Uwagi", None, None))
        page = book.active
        page["A1"].font, page["A2"].fill = Font(bold=True, size=16), PatternFill("solid", fgColor="FFFF00")
        page.merge_cells("A5:C6")
        page.conditional_formatting.add("C2:C2", CellIsRule(operator="greaterThan", formula=["B2"], fill=PatternFill(bgColor="00FF00")))
        choice = DataValidation(type="list", formula1='"a,b"', sqref="B5")
        page.add_data_validation(choice)
        page.print_area, page.print_title_rows, page.freeze_panes = "A1:C6", "1:1", "A2"
        page.column_dimensions["A"].width = 33
        book.defined_names["SUMA"] = DefinedName("SUMA", attr_text="Zestawienie!$B$3")
        book.create_sheet("Inny")["A1"] = "=Zestawienie!B3+SUM(Zestawienie!B2)"
        chart = BarChart()
        chart.add_data(Reference(page, min_col=2, min_row=2))
        page.add_chart(chart, "E8")
        page["A5"].comment = Comment("notatka", "biuro")
        found = openpyxl.load_workbook(BytesIO(fill(book)))
        page = found.active

        assert {"A7:C8"} == {str(one) for one in page.merged_cells.ranges}
        assert [("C2:C4", ["B2"])] == [(str(one.sqref), rules[0].formula) for one, rules in page.conditional_formatting._cf_rules.items()]
        assert "B7" == str(page.data_validations.dataValidation[0].sqref)
        assert ("'Zestawienie'!$A$1:$C$8", "$1:$1", "A2") == (page.print_area, page.print_title_rows, page.freeze_panes)
        assert ("Zestawienie!$B$5", 33) == (found.defined_names["SUMA"].attr_text, page.column_dimensions["A"].width)
        assert "=Zestawienie!B5+SUM(Zestawienie!B2:B4)" == found["Inny"]["A1"].value
        assert ("'Zestawienie'!$B$2:$B$4", 9) == (page._charts[0].ser[0].val.numRef.f, page._charts[0].anchor._from.row)
        assert "notatka" == page["A7"].comment.text
        assert (True, "00FFFF00") == (page["A1"].font.bold, page["A4"].fill.fgColor.rgb)

    def test_a_table_of_excel_takes_in_all_copies(self, fill: Any) -> None:
        book = sheet(("Kod", "Plan", "Wynik"), LOOP)
        book.active.add_table(Table(displayName="Dane", ref="A1:C2"))

        assert "A1:C4" == openpyxl.load_workbook(BytesIO(fill(book))).active.tables["Dane"].ref

    def test_merged_cells_of_a_row_are_merged_in_each_copy(self, fill: Any) -> None:
        book = sheet(("{% for p in people %}{{ p.n }}", None, None, "{% endfor %}"))
        book.active.merge_cells("A1:C1")

        assert {"A1:C1", "A2:C2"} == {str(one) for one in openpyxl.load_workbook(BytesIO(fill(book))).active.merged_cells.ranges}

    def test_parts_that_hold_no_placeholder_stay_byte_for_byte(self, fill: Any) -> None:
        book = sheet(("{{ project }}",))
        other = book.create_sheet("Inny")
        other["A1"] = "bez zmian"
        stream = BytesIO()
        book.save(stream)
        before, after = parts_of(stream.getvalue()), parts_of(fill(book))

        assert {"xl/worksheets/sheet1.xml"} == {name for name, part in before.items() if after.get(name) != part and "core" not in name}

    def test_the_same_inputs_give_the_same_bytes(self, fill: Any) -> None:
        cells = {"A1": "{% for p in people %}{{ p.n }}", "B1": "{% endfor %}"}

        assert fill(cells) == fill(cells)

    def test_what_is_printed_on_every_page_is_filled(self, fill: Any) -> None:
        book = sheet(("x",))
        book.active.oddFooter.left.text = "{{ project }}"

        assert b"&amp;LOPS &amp;&amp; &lt;reszta&gt;" in parts_of(fill(book))["xl/worksheets/sheet1.xml"]

    def test_words_in_several_fonts_keep_them(self, fill: Any, tmp_path: Path) -> None:
        import xlsxwriter  # noqa: PLC0415 - only here

        with xlsxwriter.Workbook(tmp_path / "own.xlsx") as book:
            bold = book.add_format({"bold": True})
            book.add_worksheet().write_rich_string("A1", bold, "Projekt: ", "{{ project }}")
        content = parts_of(filled_office(Asked(tmp_path / "own.xlsx", CONTEXT, {})))["xl/worksheets/sheet1.xml"].decode()

        assert content.index("<b/>") < content.index("Projekt: ") < content.index("OPS &amp; &lt;reszta&gt;")

    def test_what_a_person_writes_is_found_again(self, fill: Any) -> None:
        content = fill(
            {"A1": "Plan", "B2": '{{ narrative("plan", "Co dalej?") }}', "B3": '{{ narrative("task-a", "?") }}'}, plan="Raz.\n\nDwa."
        )

        assert {"plan": "Raz.\n\nDwa.", "task-a": "[?]"} == texts_in("own.xlsx", content)

    def test_formulas_are_reckoned_when_the_file_is_opened(self, fill: Any) -> None:
        parts = parts_of(fill(sheet(("{{ 2 }}", "=A1*2"))))

        assert b'fullCalcOnLoad="1"' in parts["xl/workbook.xml"]
        assert b"<f>A1*2</f></c>" in parts["xl/worksheets/sheet1.xml"]

    @pytest.mark.parametrize(
        ("cells", "code", "at"),
        [
            ({"B2": "{{ projekt }}"}, "T006", "Sheet1!B2"),
            ({"A1": "{{ 1 // 0 }}"}, "T007", "Sheet1!A1"),
            ({"A1": "{{ 1 + }}"}, "T005", "Sheet1!A1"),
            ({"A1": "{% for x in people %}", "A3": "{{ x.n }}"}, "T005", "Sheet1!A1"),
            ({"A1": "x", "C3": "{% endfor %}"}, "T005", "Sheet1!C3"),
            ({"A1": "{% for x in ludzie %}", "A2": "{% endfor %}"}, "T006", "Sheet1!A1"),
            ({"A1": "{% if x %}", "A2": "a", "A3": "{% else %}", "A4": "{% endif %}"}, "T005", "Sheet1!A3"),
            ({"A1": "{{ ''.__class__ }}"}, "T007", "Sheet1!A1"),
            ({"A1": "{{ table(tables.main) }}"}, "T007", "Sheet1!A1"),
            ({"A1": "{% for x in people %}{{ x.n }}", "B1": "{% endfor %}", "A2:A4": "{=B1:B3*2}"}, "T008", "Sheet1!A2"),
        ],
    )
    def test_a_fault_is_told_with_its_cell(self, fill: Any, cells: dict[str, str], code: str, at: str) -> None:
        found = refused(fill, cells)

        assert (code, at, at.partition("!")[2]) == (found.code, found.facts["at"], found.place.cell)

    def test_the_nearest_name_is_offered(self, fill: Any) -> None:
        assert "project" == refused(fill, {"A1": "{{ projekt }}"}).facts["nearest"]

    def test_what_is_no_workbook_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "own.xlsx"
        file.write_bytes(b"Notatki")

        with pytest.raises(InputRefused):
            filled_office(Asked(file, CONTEXT, {}))
