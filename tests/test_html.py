"""A document as a page: well-formed, escaped, readable by ear and on paper, the same each time."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.grid import Bullets, Cell, Document, Grid, Heading, Link, Paragraph
from aktywna.io.writing.html import html
from aktywna.io.writing.markdown import markdown
from aktywna.steps.report import speaking
from published import FIVE, LANGUAGES, example

HEADER = (
    (Cell("Kod"), Cell("Osiągnięto", span=2), Cell("%")),
    (Cell(), Cell("ogółem"), Cell("kwota"), Cell()),
)
ROWS = (
    (Cell("<b>P1</b>"), Cell(106, "count", prefix="co najmniej"), Cell(Decimal("1377975.00"), "money"), Cell(Decimal("10.5"), "percent")),
    (Cell("P2"), Cell(None, "count"), Cell(date(2016, 3, 12), "day"), Cell(True, "yes_no")),
    (Cell("razem", style="strong", span=2), Cell(Decimal("1.00"), "money", style="bad"), Cell()),
)
DOCUMENT = Document(
    "Raport & reszta",
    "pl",
    (
        Heading(1, "Raport"),
        Paragraph("Pracę podjęło **co najmniej 106** osób."),
        Bullets(("raz", "**dwa**")),
        Grid(HEADER, ROWS, note="O – x"),
    ),
)
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def tree(text: str) -> ET.Element:
    """Read a page as XML: every mark closed, every sign escaped."""
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


def found(root: ET.Element, name: str) -> list[ET.Element]:
    return list(root.iter(NAMESPACE + name))


def said(element: ET.Element) -> str:
    return "".join(element.itertext())


def page(*parts: object) -> ET.Element:
    return tree(html(Document("R", "pl", parts)))


def table(rows: tuple[tuple[Cell, ...], ...], **more: object) -> ET.Element:
    return found(page(Grid((tuple(Cell(f"k{at}") for at in range(len(rows[0]))),), rows, **more)), "table")[0]


def test_the_page_says_its_language_and_title() -> None:
    root = tree(html(DOCUMENT))

    assert ("pl", "Raport & reszta") == (root.get("lang"), said(found(root, "title")[0]))


def test_what_a_register_holds_is_never_a_part_of_the_page() -> None:
    text = html(Document("<i>", "pl", (Heading(2, "<i>"), Paragraph("<i> & **<i>**"), Bullets(("<i>",)), Grid(HEADER, ROWS, note="<i>"))))

    assert [] == found(tree(text), "i") + found(tree(text), "b")
    assert "&lt;b&gt;P1&lt;/b&gt;" in text


def test_strong_words_are_strong() -> None:
    assert ["co najmniej 106", "dwa", "razem"] == [said(one) for one in found(tree(html(DOCUMENT)), "strong")]


def test_headers_say_what_they_are_headers_of() -> None:
    upper, lower, *_ = found(tree(html(DOCUMENT)), "tr")
    marks = [[(said(cell), cell.get("scope"), cell.get("rowspan"), cell.get("colspan")) for cell in row] for row in (upper, lower)]

    assert marks == [
        [("Kod", "col", "2", None), ("Osiągnięto", "colgroup", None, "2"), ("%", "col", "2", None)],
        [("ogółem", "col", None, None), ("kwota", "col", None, None)],
    ]


def test_the_first_column_of_texts_names_its_row() -> None:
    rows = found(table(((Cell(1, "count"), Cell("P1"), Cell("x")), (Cell(2, "count"), Cell("P2"), Cell("y")))), "tr")[1:]

    assert ["P1", "P2"] == [said(cell) for row in rows for cell in row if cell.get("scope") == "row"]


def test_values_are_written_as_everywhere() -> None:
    rows = [[said(cell) for cell in row] for row in found(tree(html(DOCUMENT)), "tr")[2:]]

    assert rows == [
        ["<b>P1</b>", "co najmniej 106", "1\u00a0377\u00a0975,00\u00a0zł", "10,5%"],
        ["P2", "", "12.03.2016", "tak"],
        ["razem", "1,00\u00a0zł", ""],
    ]


def test_a_caption_repeats_no_heading_aloud_and_in_sight() -> None:
    grid = Grid(HEADER, ROWS)
    quiet, seen = found(page(Heading(2, "Ścieżki"), grid, Paragraph("Oraz:"), Grid(HEADER, ROWS, name="Grupy")), "caption")

    assert [("Ścieżki", "quiet"), ("Grupy", None)] == [(said(one), one.get("class")) for one in (quiet, seen)]


def test_a_long_table_says_how_many_rows_it_has() -> None:
    assert "k: 12 wierszy" == said(found(table(((Cell("x"),),) * 12, name="k"), "caption")[0])


def test_a_link_leads_to_the_file() -> None:
    link = Link("../dane tu/Zajęcia #1.xlsx", "Arkusz", "H17")
    (anchor,) = found(table(((Cell("H17", link=link),),)), "a")

    assert ("../dane%20tu/Zaj%C4%99cia%20%231.xlsx", "H17") == (anchor.get("href"), said(anchor))


def test_a_name_of_a_file_is_never_a_protocol() -> None:
    assert "javascript%3Ax" == found(table(((Cell("x", link=Link("javascript:x")),),)), "a")[0].get("href")


def test_what_is_to_be_filled_in_is_for_workbooks() -> None:
    grid = Grid(((Cell("a"), Cell("b"), Cell("kto")),), ((Cell("x"), Cell("y"), Cell()),), widths=(1, 3, 9), to_fill=1)
    root = page(grid)

    assert ["a", "b"] == [said(cell) for cell in found(root, "th") if cell.get("scope") == "col"]
    assert 2 == len(found(root, "col"))
    assert "#table-1 col:nth-child(2) { width: 75.0%; }" in said(found(root, "style")[0])


def test_chapters_are_listed_when_there_are_many() -> None:
    parts = [part for name in "abcd" for part in (Heading(2, name), Paragraph("x"))]
    anchors = [one for nav in found(page(Heading(1, "R"), *parts), "nav") for one in found(nav, "a")]
    ids = {one.get("id"): said(one) for one in found(page(Heading(1, "R"), *parts), "h2")}

    assert [(one.get("href"), said(one)) for one in anchors] == [(f"#{name}", text) for name, text in ids.items()]


def test_the_first_stop_of_the_keyboard_skips_to_the_content() -> None:
    root = tree(html(DOCUMENT))
    first = found(root, "a")[0]

    assert first.get("href") == f"#{found(root, 'main')[0].get('id')}"


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    text = html(DOCUMENT)
    policy = next(one.get("content", "") for one in found(tree(text), "meta") if one.get("http-equiv"))

    assert policy.startswith("default-src 'none';")
    assert not re.search(r"(src|href)=\"(?!#)", text)
    assert not re.search(r"\sstyle=\"", text)


@given(st.text(), st.text())
def test_any_text_makes_a_well_formed_page(title: str, cell: str) -> None:
    document = Document(title, "pl", (Heading(2, title), Paragraph(cell), Bullets((title,)), Grid(((Cell(title),),), ((Cell(cell),),))))

    cells = found(tree(html(document)), "tbody")

    assert [1] == [len(body) for body in cells]


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("name", FIVE)
class TestTheExamples:
    def test_the_same_report_gives_the_same_page(self, name: str, tongue: str) -> None:
        with speaking(tongue):
            pages = [html(document) for document in (example(name).document(tongue), example(name).drawn(tongue))]

        assert pages[0] == pages[1]

    def test_every_figure_of_the_markdown_is_on_the_page(self, name: str, tongue: str) -> None:
        document = example(name).document(tongue)
        with speaking(tongue):
            root, text = tree(html(document)), markdown(document)
        cells = [
            [cell.strip(" *") for cell in line.strip("|").split("|")]
            for line in text.splitlines()
            if line.startswith("|") and not set(line) <= set("|-: ")
        ]
        expected = [cell for row in cells for cell in row if re.search(r"\d", cell)]
        shown = {said(cell) for cell in (*found(root, "td"), *found(root, "th"))}

        assert len(expected) > 50
        assert [cell for cell in expected if cell.replace("\\", "") not in shown] == []
