"""How words and tables fit on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aktywna.domain.grid import Cell, Grid
from aktywna.io.writing.paper import BROAD, LANDSCAPE, breadth, columns, lines


def test_a_letter_with_a_mark_is_as_broad_as_without() -> None:
    assert breadth("ąćęńóśźż") == breadth("acenoszz")
    assert breadth("ll") < breadth("nn") < breadth("mm")
    assert breadth("Lp.", strong=True) > breadth("Lp.")


@pytest.mark.parametrize(
    ("text", "width", "found"), [("", 100, 1), ("jedno", 200, 1), ("raz\ndwa", 200, 2), ("aaaa bbbb cccc", 60, 3), ("a" * 30, 60, 6)]
)
def test_a_text_is_broken_between_words_and_a_long_word_anywhere(text: str, width: int, found: int) -> None:
    assert lines(text, width) == found


def test_a_text_is_never_set_narrower_than_its_longest_word() -> None:
    digest = "a" * 64
    (width,) = columns(Grid(((Cell("SHA-256"),),), ((Cell(digest),),)))

    assert lines(digest, width) == 1


def test_texts_give_way_to_numbers_in_a_table_too_wide() -> None:
    amounts = (Cell(Decimal("1234567.89"), "money"),) * 4
    row = (Cell("słowo " * 40), Cell("słowo " * 40), *amounts)
    widths = columns(Grid((tuple(Cell("x") for _cell in row),), (row,)))

    assert sum(widths) == LANDSCAPE
    assert min(widths[:2]) >= 230
    assert min(widths[2:]) > breadth("1 234 567,89 zł")


def test_a_small_table_is_broad_enough_for_its_heading() -> None:
    assert sum(columns(Grid(((Cell("a"), Cell("b")),), ((Cell(1, "count"), Cell(2, "count")),)))) == BROAD


def test_widths_of_the_maker_are_kept() -> None:
    assert columns(Grid(((Cell("a"),),), ((Cell("x"),),), widths=(20,))) == [145]
