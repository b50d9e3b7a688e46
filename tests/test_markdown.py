"""A document as Markdown that can be read as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from aktywna.domain.grid import Bullets, Cell, Document, Grid, Heading, Paragraph
from aktywna.io.writing.markdown import markdown, table


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_numbers_stand_to_the_right_under_a_header_put_together() -> None:
    grid = Grid(
        ((Cell("Kod"), Cell("Osiągnięto", span=2)), (Cell(), Cell("K"), Cell("M"))),
        ((Cell("P1"), Cell(1234, "count"), Cell(None, "count")), (Cell("P2"), Cell(7, "count"), Cell(0, "count"))),
    )

    assert plain(table(grid)).splitlines() == [
        "| Kod | Osiągnięto K | Osiągnięto M |",
        "| --- | -----------: | -----------: |",
        "| P1  |        1 234 |              |",
        "| P2  |            7 |            0 |",
    ]


def test_a_header_over_words_is_followed_by_a_colon() -> None:
    grid = Grid(((Cell("Osoby", span=2),), (Cell("w okresie"), Cell("narastająco"))), ((Cell(1, "count"), Cell(2, "count")),))

    assert "| Osoby: w okresie | Osoby: narastająco |" == table(grid).splitlines()[0]


def test_what_explains_several_tables_is_said_once() -> None:
    grid = Grid(((Cell("O"),),), ((Cell(1, "count"),),), note="O – ogółem *")
    text = markdown(Document("R", "pl", (grid, grid)))

    assert text == f"{table(grid)}\n\nO – ogółem \\*\n\n{table(grid)}\n"


def test_a_span_is_followed_by_empty_cells() -> None:
    grid = Grid(((Cell("a"), Cell("b"), Cell("c")),), ((Cell("razem", style="strong", span=2), Cell("x")),))

    assert "| **razem** |     | x   |" == table(grid).splitlines()[-1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(106, "count", prefix="co najmniej"), "co najmniej 106"),
        (Cell(Decimal(1377975), "money"), "1 377 975,00 zł"),
        (Cell(Decimal("10.5"), "percent"), "10,5%"),
        (Cell(Decimal("80.00"), "percent"), "80,00%"),
        (Cell(Decimal("0.25"), "number"), "0,25"),
        (Cell(date(2009, 2, 27), "day"), "27.02.2009"),
        (Cell(None), ""),
        (Cell("a|b\nc *d* <e>"), "a\\|b c \\*d\\* \\<e>"),
    ],
)
def test_cells_are_written_as_their_kind_asks(cell: Cell, text: str) -> None:
    assert text == plain(table(Grid(((Cell("x"),),), ((cell,),))).splitlines()[-1]).strip("| ")


def test_a_document_keeps_its_order_and_only_strong_words_mean_anything() -> None:
    document = Document(
        "R",
        "pl",
        (Heading(1, "R #1"), Paragraph("# **nie** nagłówek *ani* `kod`"), Bullets(("raz", "dwa <b>"))),
    )

    assert markdown(document) == "# R #1\n\n\\# **nie** nagłówek \\*ani\\* \\`kod\\`\n\n- raz\n- dwa \\<b>\n"
