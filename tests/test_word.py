"""A document as a Word file: what python-docx reads in it, the same each time, and every figure of the examples in it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx as reader
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.grid import Bullets, Cell, Document, Grid, Heading, Link, Narrative, Paragraph, Picture, Verbatim
from aktywna.io.writing.markdown import shown
from aktywna.io.writing.narrative_back import rest_of, texts_in
from aktywna.io.writing.paper import placed
from aktywna.io.writing.word import docx
from aktywna.steps.report import speaking
from aktywna.words.wording import set_language
from packages import parts_of
from published import FIVE, LANGUAGES, example

HEADER = ((Cell("Kod"), Cell("Osiągnięto", span=2), Cell("%")), (Cell(), Cell("ogółem"), Cell("kwota"), Cell()))
ROWS = (
    (Cell("P1"), Cell(106, "count", prefix="co najmniej"), Cell(Decimal("1377975.00"), "money"), Cell(Decimal("10.5"), "percent")),
    (Cell("P2"), Cell(None, "count"), Cell(date(2016, 3, 12), "day"), Cell(True, "yes_no")),
    (Cell("razem", style="strong", span=2), Cell(Decimal("1.00"), "money", style="bad"), Cell()),
)
GRID = Grid(HEADER, ROWS, note="O – **ogółem**")
BARS = Grid(((Cell("Wiek"), Cell("Osoby")),), ((Cell("18-29"), Cell(5, "count")), (Cell("30-49"), Cell(7, "count"))))
PICTURE = Picture("bars", BARS, "Wiek osób", "wiek", "Najwięcej osób ma 30-49 lat.")
OFFICE, PAGES = shutil.which("soffice") or shutil.which("libreoffice"), shutil.which("pdftotext")


@pytest.fixture(autouse=True)
def _polish() -> None:
    set_language("pl")


def read(*parts: Any, title: str = "Raport", language: Any = "pl") -> Any:
    return reader.Document(BytesIO(docx(Document(title, language, parts))))


def texts(table: Any) -> list[list[str]]:
    """The cells of each row, one that stretches over several columns once."""
    return [["\n".join(p.text for p in reader.table._Cell(cell, table).paragraphs) for cell in row._tr.tc_lst] for row in table.rows]


def tables(grid: Grid) -> list[list[str]]:
    return [[shown(cell) for cell in cells] for cells in grid.rows]


def test_headings_paragraphs_and_lists_are_such() -> None:
    found = read(Heading(1, "Raport"), Heading(2, "Osoby"), Paragraph("Tekst."), Bullets(("raz", "dwa")), Verbatim("a\n b"))

    assert [(p.style.name, p.text) for p in found.paragraphs] == [
        ("Heading 1", "Raport"), ("Heading 2", "Osoby"), ("Normal", "Tekst."), ("List Bullet", "raz"), ("List Bullet", "dwa"),
        ("HTML Preformatted", "a\n b"),
    ]  # fmt: skip


def test_strong_words_are_strong() -> None:
    (paragraph,) = read(Paragraph("Pracę podjęło **co najmniej 106** osób.")).paragraphs

    assert [("Pracę podjęło ", False), ("co najmniej 106", True), (" osób.", False)] == [
        (run.text, run.style.name == "Strong") for run in paragraph.runs
    ]


def test_values_are_written_as_everywhere() -> None:
    (table,) = read(GRID).tables

    assert texts(table)[2:] == tables(GRID)


def test_numbers_stand_to_the_right_and_texts_do_not() -> None:
    (table,) = read(GRID).tables
    row = table.rows[2].cells

    assert [None, "RIGHT", "RIGHT", "RIGHT"] == [cell.paragraphs[0].alignment and cell.paragraphs[0].alignment.name for cell in row]


def test_the_header_stands_on_every_page_and_no_row_is_in_two_pieces() -> None:
    (table,) = read(GRID).tables

    assert [True, True, False, False, False] == [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_header_with_nothing_under_it_reaches_down() -> None:
    (table,) = read(GRID).tables

    assert ("Kod", "Kod", "%") == (table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 3).text)


def test_widths_are_those_of_the_grid_and_fit_on_the_page() -> None:
    found = read(GRID)
    (table,) = found.tables
    page = found.sections[0]
    widths = [column.width for column in table.columns]

    assert widths[2] > widths[0]
    assert sum(widths) <= page.page_width - page.left_margin - page.right_margin


def test_a_broad_table_lies_with_its_chapter_and_what_follows_stands() -> None:
    broad = Grid(
        (tuple(Cell(f"Bardzo długi nagłówek{at}") for at in range(12)),), (tuple(Cell(Decimal(10**9), "money") for _at in range(12)),)
    )
    after = Bullets(("x",) * 45)
    found = read(Heading(1, "R"), Heading(2, "Szeroka"), broad, Heading(2, "Dalej"), after)

    assert [False, True, False] == [section.page_width > section.page_height for section in found.sections]
    assert "Szeroka" in [p.text for p in found.paragraphs]
    assert [True] == [section.page_width > section.page_height for section in read(Heading(1, "R"), broad, Paragraph("x")).sections]


def test_pages_are_a4_and_numbered() -> None:
    found = read(Paragraph("x"))
    section = found.sections[0]

    assert (210, 297) == (round(section.page_width.mm), round(section.page_height.mm))
    assert ["PAGE", "NUMPAGES"] == [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]


@pytest.mark.parametrize(("language", "expected"), [("pl", "pl-PL"), ("en", "en-GB")])
def test_the_language_and_the_title_are_said(language: str, expected: str) -> None:
    found = read(Paragraph("x"), title="Raport & reszta", language=language)
    default = found.styles.element.find(qn("w:docDefaults")).find(".//" + qn("w:lang"))

    assert (expected, expected, "Raport & reszta") == (
        default.get(qn("w:val")), found.core_properties.language, found.core_properties.title,
    )  # fmt: skip


def test_a_note_stands_once_under_its_tables() -> None:
    found = read(Heading(2, "a"), GRID, Heading(2, "b"), GRID)

    assert ["O – ogółem"] == [p.text for p in found.paragraphs if p.style.name == "Table Note"]


def test_a_table_that_no_heading_names_has_a_caption() -> None:
    found = read(Heading(2, "Ścieżki"), Paragraph("Oraz:"), Grid(HEADER, ROWS, name="Grupy"))

    assert ["Grupy"] == [p.text for p in found.paragraphs if p.style.name == "Caption"]


def test_a_link_leads_to_the_cell_of_the_file() -> None:
    link = Link("../dane tu/Zajęcia.xlsx", "Mój arkusz", "H17")
    found = read(Grid(((Cell("Gdzie"),),), ((Cell("H17", link=link),),)))
    (mark,) = found.element.body.iter(qn("w:hyperlink"))

    assert "'Mój arkusz'!H17" == mark.get(qn("w:anchor"))
    assert "../dane%20tu/Zaj%C4%99cia.xlsx" == found.part.rels[mark.get(qn("r:id"))].target_ref


def test_a_picture_says_what_it_shows_and_its_numbers_stand_under_it() -> None:
    found = read(PICTURE)
    (shape,) = found.inline_shapes

    assert (PICTURE.alt, PICTURE.title) == (shape._inline.docPr.get("descr"), shape._inline.docPr.get("name"))
    assert [["18-29", "5"], ["30-49", "7"]] == texts(found.tables[0])[1:]
    assert shape.width <= found.sections[0].page_width - found.sections[0].left_margin - found.sections[0].right_margin


def test_the_same_document_gives_the_same_bytes_without_a_day_of_today() -> None:
    document = Document("R", "pl", (Heading(1, "R"), GRID, PICTURE, Narrative("plan", "Tekst.")))

    assert docx(document) == docx(document)
    assert 2000 == reader.Document(BytesIO(docx(document))).core_properties.created.year


@given(st.text(), st.text())
def test_any_text_makes_a_file_that_can_be_read(title: str, text: str) -> None:
    found = read(Paragraph(text), Grid(((Cell("k"),),), ((Cell(text),),)), title=title)

    assert 1 == len(found.tables)


def test_what_a_register_holds_is_never_a_part_of_the_file() -> None:
    found = read(Grid(((Cell("<w:p/>"),),), ((Cell("</w:t>&"),),)))

    assert [["<w:p/>"], ["</w:t>&"]] == texts(found.tables[0])


class TestPlaces:
    def test_a_text_is_read_back_with_its_paragraphs_and_lines(self) -> None:
        text = "Pierwszy akapit\nw dwóch wierszach.\n\nDrugi."
        content = docx(Document("R", "pl", (Heading(1, "R"), Narrative("plan", text), Narrative("task-kis", "", "Napisz."))))

        assert {"plan": text, "task-kis": "[Napisz.]"} == texts_in("r.docx", content)

    def test_what_stands_besides_the_places_is_known_by_itself(self) -> None:
        def content(text: str, besides: str) -> bytes:
            return docx(Document("R", "pl", (Paragraph(besides), Narrative("plan", text))))

        assert rest_of("r.docx", content("a", "x")) == rest_of("r.docx", content("b\n\nc", "x"))
        assert rest_of("r.docx", content("a", "x")) != rest_of("r.docx", content("a", "y"))


class TestExamples:
    @pytest.fixture(autouse=True)
    def _undrawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Pictures take long, and have tests of their own."""
        drawn = docx_png()
        monkeypatch.setattr("aktywna.io.writing.drawing.png", lambda _picture: drawn)

    @pytest.mark.parametrize("tongue", LANGUAGES)
    @pytest.mark.parametrize("name", FIVE)
    def test_every_figure_of_every_table_is_in_the_file(self, name: str, tongue: Any) -> None:
        document = example(name).document(tongue)
        with speaking(tongue):
            found = reader.Document(BytesIO(docx(document)))
            grids = [grid for part in document.parts for grid in grids_of(part)]
            expected = [tables(grid) for grid in grids]

        assert expected == [texts(table)[len(grid.header) :] for table, grid in zip(found.tables, grids, strict=True)]
        assert any(row for rows in expected for row in rows)


def grids_of(part: Any) -> Iterator[Grid]:
    if isinstance(part, Grid):
        yield part.on_paper
    elif isinstance(part, Picture) and part.numbers:
        yield part.grid


def docx_png() -> bytes:
    (content,) = (part for name, part in parts_of(docx(Document("R", "pl", (PICTURE,)))).items() if name.endswith(".png"))
    return content


def test_a_table_knows_how_many_columns_each_row_has() -> None:
    assert [4, 4, 3] == [len(row) for row in texts(read(GRID).tables[0])[2:]]
    assert [[0, 1, 2, 3], [0, 1, 2, 3], [0, 2, 3]] == [[at for at, _cell in placed(cells)] for cells in ROWS]


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None or PAGES is None, reason="LibreOffice and pdftotext are not on this machine")
def test_a_word_processor_prints_it_with_its_pages_numbered(tmp_path: Any) -> None:
    content = docx(Document("Raport", "pl", (Heading(1, "Raport"), GRID, PICTURE, Heading(2, "Dalej"), Narrative("plan", "Tekst."))))
    (tmp_path / "r.docx").write_bytes(content)
    office = [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", tmp_path, tmp_path / "r.docx"], check=True, capture_output=True, timeout=180)
    subprocess.run([str(PAGES), "-layout", tmp_path / "r.pdf", tmp_path / "r.txt"], check=True, timeout=60)
    printed = (tmp_path / "r.txt").read_text(encoding="utf-8")

    assert {"Raport", "106", "Tekst.", "Dalej", "Strona"} <= set(printed.split())
    assert "1 377 975,00 zł" in printed.replace("\u00a0", " ")
