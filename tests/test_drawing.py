"""A picture in each format: the same numbers, the same bytes each time, readable without colour and without eyes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from aktywna.domain.grid import Cell, Document, Grid, Heading, Paragraph, Picture
from aktywna.io.writing import drawing
from aktywna.io.writing.html import html
from aktywna.io.writing.markdown import markdown, pictures
from aktywna.io.writing.plain import plain
from aktywna.io.writing.templates import render
from aktywna.io.writing.workbook import workbook
from aktywna.words.wording import set_language

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Osoby zagrożone ubóstwem lub wykluczeniem społecznym, które po opuszczeniu programu łącznie poszukują pracy"


def grid(*rows: tuple[str, object, object], kind: str = "count") -> Grid:
    header = (Cell("Etap"), Cell("Kobiety"), Cell("Mężczyźni"))
    return Grid((header,), tuple((Cell(label), Cell(one, kind), Cell(other, kind)) for label, one, other in rows))


AGES = Picture(
    "columns", grid(("poniżej 25 lat", 11111, 53), ("25–54 lata", 272, 219)), "Kobiety & mężczyźni", "ages", "Kobiety: <1383>.", "osoby"
)
SCORES = Picture("pairs", grid((LONG, Decimal("2.10"), Decimal("3.45")), kind="number"), "Oceny", "soft", "Wzrosły.", most=Decimal(5))
TARGETS = Picture(
    "bars", Grid(((Cell("Wskaźnik"), Cell("%"), Cell("Opis")),), ((Cell(LONG), Cell(Decimal("88.20"), "percent"), Cell("45 z 51")),)),
    "Wartości docelowe", "targets", "Osiągnięto mniej.", series=(1,), said=2, threshold=Decimal(100), threshold_name="cel", numbers=False,
)  # fmt: skip
LINES = Picture("lines", grid(("sty", 1, 2), ("lut", None, 5), ("mar", 7, None)), "Rekrutacja", "recruitment", "Przystąpiło 7.")
FLOW = Picture("flow", grid(("rozpoczęli", 839, 0), ("ukończyli", 670, 0)), "Droga", "pathway", "Ukończyło 670.", series=(1,))
ALL = (AGES, SCORES, TARGETS, LINES, FLOW)


@pytest.fixture(autouse=True)
def _polish() -> None:
    set_language("pl")


def words(picture: Picture) -> str:
    """What is written in a picture, folded lines put together."""
    return " ".join(text for element in ET.fromstring(drawing.svg(picture)).iter(f"{SVG}text") for text in element.itertext())


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.kind)
class TestEveryPicture:
    def test_the_same_picture_gives_the_same_bytes(self, picture: Picture) -> None:
        assert drawing.svg(picture) == drawing.svg(replace(picture))
        assert drawing.png(picture, 60) == drawing.png(picture, 60)

    def test_it_says_its_title_and_its_main_fact(self, picture: Picture) -> None:
        drawn = ET.fromstring(drawing.svg(picture))

        assert "img" == drawn.get("role")
        assert [picture.title, picture.alt] == [drawn.find(f"{SVG}{name}").text for name in ("title", "desc")]
        assert f"{picture.name}-title {picture.name}-desc" == drawn.get("aria-labelledby")

    def test_a_page_that_forbids_styles_shows_it_all_the_same(self, picture: Picture) -> None:
        drawn = drawing.inline(picture)

        assert not re.search(r"<style| style=", drawn)
        assert "<script" not in drawn

    def test_its_ids_are_its_own(self, picture: Picture) -> None:
        ids = re.findall(r'\bid="([^"]+)"', drawing.inline(picture))

        assert len(set(ids)) == len(ids)
        assert all(one.startswith(f"{picture.name}-") for one in ids)

    def test_labels_are_written_whole(self, picture: Picture) -> None:
        said = words(picture)

        assert all(word in said for row in picture.grid.rows for word in str(row[0].value).split())

    def test_nothing_is_cut_off(self, picture: Picture) -> None:
        drawn = ET.fromstring(drawing.svg(picture))
        _left, _top, width, height = map(float, drawn.get("viewBox").split())

        assert all(
            0 <= float(one.get("x")) <= width and 0 <= float(one.get("y")) <= height for one in drawn.iter(f"{SVG}text") if one.get("x")
        )

    def test_a_png_is_as_broad_as_asked(self, picture: Picture) -> None:
        assert 518 == int.from_bytes(drawing.png(picture, 72)[16:20], "big")


def test_numbers_stand_beside_their_marks() -> None:
    assert {"11\u00a0111", "53", "272", "219"} <= set(words(AGES).split(" "))


def test_what_is_said_stands_instead_of_the_value() -> None:
    assert "45 z 51" in words(TARGETS)
    assert "cel" in words(TARGETS)


def test_series_differ_without_colour() -> None:
    assert 'fill="url(#ages-' in drawing.inline(AGES)
    assert "stroke-dasharray" in drawing.inline(LINES)


def test_numbers_are_written_in_the_language_of_the_report() -> None:
    polish = words(SCORES)
    set_language("en")

    assert ("3,45" in polish, "3.45" in words(SCORES)) == (True, True)


def test_a_page_shows_it_with_its_title_and_numbers() -> None:
    page = html(Document("R", "pl", (Heading(1, "R"), AGES, TARGETS)))
    tree = ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))
    named = "{http://www.w3.org/1999/xhtml}"

    assert ["Kobiety & mężczyźni", "Wartości docelowe"] == [one.text for one in tree.iter(f"{named}figcaption")]
    assert 2 == len(list(tree.iter(f"{SVG}svg")))
    assert 1 == len(list(tree.iter(f"{named}table")))


def test_markdown_refers_to_a_file_beside_it() -> None:
    document = Document("R", "pl", (replace(AGES, alt="Kobiety [K]: 1."), TARGETS), name="month_2012-05")

    assert "![Kobiety \\[K\\]: 1.](month_2012-05.pictures/ages.svg)" in markdown(document)
    assert {f"month_2012-05.pictures/{one}.svg" for one in ("ages", "targets")} == set(pictures(document))
    assert "11\u00a0111 |" in markdown(document)


def test_markdown_that_lies_nowhere_says_the_main_fact() -> None:
    assert "**Droga**\n\nUkończyło 670.\n\n| Etap" in markdown(Document("R", "pl", (FLOW,)))


def test_plain_text_says_the_main_fact_and_the_numbers() -> None:
    assert re.search(r"Droga: Ukończyło 670\..*rozpoczęli +839", plain(Document("R", "pl", (FLOW,))), re.DOTALL)


def charts(*drawn: Picture) -> list[str]:
    with ZipFile(BytesIO(workbook(Document("R", "pl", (Heading(1, "R"), *drawn))))) as package:
        return [package.read(f"xl/charts/chart{number}.xml").decode() for number in range(1, len(drawn) + 1)]


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.kind)
def test_a_chart_of_excel_refers_to_its_cells(picture: Picture) -> None:
    content = workbook(Document("R", "pl", (Heading(1, "R"), picture)))
    book, drawn = load_workbook(BytesIO(content)), charts(picture)[0]
    sheet = book.worksheets[1]
    labels, *values = re.findall(r"<c:(?:cat|val)>.*?<c:f>'?([^'!]+)'?!([^<]+)</c:f>", drawn, re.DOTALL)
    read = [
        [cell.value for (cell,) in sheet[area.replace("$", "")]] if ":" in area else [sheet[area.replace("$", "")].value]
        for _name, area in (labels, values[0])
    ]
    share = 100 if picture.grid.rows[0][picture.drawn[0]].kind == "percent" else 1

    assert {sheet.title} == {unescape(name) for name, _area in (labels, *values)}
    assert [row[0].value for row in picture.grid.rows] == read[0]
    assert [None if (value := row[picture.drawn[0]].value) is None else float(value) / share for row in picture.grid.rows] == read[1]


def test_a_chart_says_its_main_fact() -> None:
    with ZipFile(BytesIO(workbook(Document("R", "pl", (Heading(1, "R"), AGES))))) as package:
        drawn = package.read("xl/drawings/drawing1.xml").decode()

    assert 'descr="Kobiety: &lt;1383&gt;."' in drawn


def test_what_stands_beside_bars_is_taken_from_cells() -> None:
    assert re.search(r"<c:dLbl>.*?<c:f>'?[^!]+!\$C\$4</c:f>", charts(TARGETS)[0], re.DOTALL)


def test_bars_of_excel_differ_without_colour() -> None:
    assert "<a:pattFill" in charts(AGES)[0]


def test_a_template_places_a_picture_and_leaves_no_trace_of_none(tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text(
        "# R\n\n{{ picture(one) }}\n\n## Nic\n\n{{ picture(none) }}\n\n{{ picture(empty) }}\n", encoding="utf-8"
    )
    known = {"one": AGES, "none": None, "empty": replace(AGES, grid=grid())}
    document = render("own", known, language="pl", template=tmp_path / "own.md.j2")

    assert (Heading(1, "R"), AGES) == document.parts


def test_a_report_without_pictures_does_not_import_the_library() -> None:
    asked = (
        "import sys\nfrom aktywna.domain.grid import *\n"
        "from aktywna.io.writing.html import html\nfrom aktywna.io.writing.workbook import workbook\n"
        "d = Document('R', 'pl', (Heading(1, 'R'), Paragraph('x')))\nhtml(d), workbook(d)\nprint('matplotlib' in sys.modules)"
    )

    assert "False" == subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()


def test_the_renderer_is_told_what_the_library_itself_tells_it() -> None:
    """A newer one may ask for more; pixels of every kind of line and filling are the same either way."""
    from matplotlib.backends.backend_agg import RendererAgg  # noqa: PLC0415 - seldom needed, and slow to import
    from matplotlib.colors import to_rgb  # noqa: PLC0415
    from matplotlib.path import Path as Outline  # noqa: PLC0415
    from matplotlib.transforms import Affine2D  # noqa: PLC0415

    from aktywna.io.writing import raster  # noqa: PLC0415
    from aktywna.io.writing.marks import Box, Fill, Line, Sheet  # noqa: PLC0415

    box, line = Box(10, 10, 60, 40, Fill("#c0d0e0", "lattice", "#102030")), Line(((5, 80), (50, 60), (95, 90)), "#405060", 1.5, (4, 2))
    own = raster._Shapes(Sheet(100, 100, ()), 200)
    own.box(box)
    own.line(line)
    theirs = raster._Shapes(Sheet(100, 100, ()), 200)
    library = RendererAgg(*theirs.image().size, 200)
    placed = Affine2D().scale(200 / 72, -200 / 72).translate(0, library.height)
    for points, width, edge, fill, dashes, hatch in (
        ([(0, 0), (100, 0), (100, 100), (0, 100)], 0.0, "#ffffff", "#ffffff", (), None),
        ([(10, 10), (70, 10), (70, 50), (10, 50), (10, 10)], 0.9, "#102030", "#c0d0e0", (), "xx"),
        (line.points, 1.5, "#405060", None, (4, 2), None),
    ):
        looks = library.new_gc()
        looks.set_linewidth(width)
        looks.set_foreground(edge)
        looks.set_joinstyle("round")
        if dashes:
            looks.set_dashes(0, dashes)
        if hatch:
            looks.set_hatch(hatch)
            looks.set_hatch_color(to_rgb(edge))
            looks.set_hatch_linewidth(0.9)
        library.draw_path(looks, Outline(points, closed=hatch is not None), placed, to_rgb(fill) if fill else None)

    assert bytes(library.buffer_rgba()) == bytes(memoryview(own.renderer))


def test_the_library_says_nothing_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A home that is a file: no folder of settings can be made in it."""
    home = tmp_path / "home"
    home.write_text("")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL"))} | {"HOME": str(home)}
    asked = (
        "from aktywna.domain.grid import *\nfrom aktywna.io.writing.drawing import svg\n"
        "p = Picture('flow', Grid(((Cell('a'), Cell('b')),), ((Cell('x'), Cell(1, 'count')),)), 't', 'n', 'a')\nprint(len(svg(p)) > 0)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=environment)

    assert ("True", "") == (told.stdout.strip(), told.stderr)


def test_prose_and_pictures_stand_in_their_order() -> None:
    document = Document("R", "pl", (Heading(1, "R"), Paragraph("przed"), FLOW, Paragraph("po")))

    assert re.search("przed.*Droga.*po", markdown(document), re.DOTALL)


def test_a_long_list_is_shortened_on_paper_and_whole_in_the_workbook() -> None:
    rows = tuple((Cell(f"u{at}"),) for at in range(30))
    long = Grid(((Cell("Numer"),),), rows, short=10, whole="Tu wymieniono 10 pierwszych z 30.")
    document = Document("R", "pl", (Heading(1, "R"), long))
    book = load_workbook(BytesIO(workbook(document)))

    assert (True, False) == ("u9" in markdown(document), "u10" in markdown(document))
    assert (10, "Tu wymieniono 10 pierwszych z 30.") == (len(long.on_paper.rows), long.on_paper.note)
    assert all("Tu wymieniono 10 pierwszych z 30." in said for said in (markdown(document), html(document)))
    assert {f"u{at}" for at in range(30)} <= {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
