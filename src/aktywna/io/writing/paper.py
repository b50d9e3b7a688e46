"""How a table or a text fits on paper: how broad words are, how wide columns, in how many lines a text is set."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from aktywna.domain.grid import Cell, Grid
from aktywna.words import figures

FONT, SIZE = "Arial", 10
"""A font that offices have or have one as broad as (Liberation Sans, Helvetica), so that texts break where we think."""

PORTRAIT, LANDSCAPE = 690, 1020
"""Pixels across the printed part of an A4 page that stands or lies."""
PAGE = 760
"""Points down the printed part of a page that stands, printed at 95%."""
NARROWEST, WIDEST = 44, 330
"""Pixels: the narrowest column, and a text so wide is set in several lines."""
FITTING = ((LANDSCAPE, 230), (LANDSCAPE * 4 // 3, 130))
"""Pixels: how wide a table may be, and how narrow its columns of texts become to that end; a page is then printed smaller."""
BROAD = 420
"""Pixels: how broad a table is at least, so that its heading and its note have room."""
PADDING = 24
ARROW = 12
"""Pixels that the button of a filter covers beyond the padding."""
LEADING = 1.26
"""Height of a line in sizes of the font."""

_BROAD: dict[int, str] = {
    222: "ijlł|'’‘", 278: "ftIJ.,:;!/\\ []\u00a0", 333: 'r-()`„”“"•·', 500: "ckszvxyJ", 584: "+=<>~",
    667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "—…@",
}  # fmt: skip
_THOUSANDTHS = {letter: width for width, letters in _BROAD.items() for letter in letters}
_USUAL = 556


@dataclass(frozen=True)
class Paper:
    """What a writer leaves beside texts, and what its tables have to fit."""

    padding: int = PADDING
    arrow: int = ARROW
    broad: int = BROAD
    fitting: tuple[tuple[int, int], ...] = FITTING
    spreads: bool = False
    """Whether long texts take what the other columns leave of the page."""


SHEET = Paper()
"""A sheet of a workbook."""


@lru_cache(maxsize=1 << 16)
def breadth(text: str, *, size: float = SIZE, strong: bool = False) -> float:
    """Give the breadth of a text on one line, in pixels."""
    bare = text if text.isascii() else "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    thousandths = sum([_THOUSANDTHS.get(letter, _USUAL) for letter in bare])
    return thousandths / 1000 * size * 4 / 3 * (1.08 if strong else 1)


@lru_cache(maxsize=1 << 16)
def lines(text: str, width: int, *, size: float = SIZE, strong: bool = False, padding: int = 18) -> int:
    """Give in how many lines a text stands in a cell `width` pixels wide."""
    room = max(1, width - padding)
    space = breadth(" ", size=size, strong=strong)
    found = 0
    for line in text.split("\n"):
        found, used = found + 1, 0.0
        for word in line.split(" "):
            length = breadth(word, size=size, strong=strong)
            if used and used + space + length > room:
                found, used = found + 1, 0.0
            found += max(0, ceil(length / room) - 1)
            used += length + (space if used else 0)
    return found


def height(count: int, *, size: float = SIZE) -> float:
    """Give the height of a row of so many lines, in points."""
    return round(count * size * LEADING + 3, 2)


def columns(grid: Grid, paper: Paper = SHEET) -> list[int]:
    """
    Give the widths of a table's columns on some `paper`, in pixels.

    A number is never broken. A text is, when it is long or when the table would not fit across a page; a word is not.
    """
    if grid.widths:
        return [7 * width + 5 for width in grid.widths]
    count = max((sum(cell.span for cell in cells) for cells in (*grid.header, *grid.rows)), default=0)
    least, wanted = [NARROWEST] * count, [NARROWEST] * count
    for header, cells in [*((True, cells) for cells in grid.header), *((False, cells) for cells in grid.rows)]:
        for at, cell in placed(cells):
            if cell.span == 1:
                word, text = _needs(cell, paper, header=header)
                least[at], wanted[at] = max(least[at], word), max(wanted[at], text)
    widths = [max(low, min(WIDEST, high)) for low, high in zip(least, wanted, strict=True)]
    for limit, narrow in paper.fitting:
        floor = [max(low, min(narrow, high)) for low, high in zip(least, widths, strict=True)]
        # The widest column gives way first, a pixel at a time, while there is one that can.
        while sum(widths) > limit and (loose := [at for at in range(count) if widths[at] > floor[at]]):
            widths[max(loose, key=lambda at: widths[at])] -= 1
    if widths:
        widths[max(range(count), key=lambda at: widths[at])] += max(0, paper.broad - sum(widths))
    if paper.spreads and paper.fitting:
        # The one that lacks most is given first; what all of them have is no narrower than before.
        for at in sorted(range(count), key=lambda at: widths[at] - wanted[at]):
            widths[at] += max(0, min(wanted[at] - widths[at], paper.fitting[0][0] - sum(widths)))
    return widths


def placed(cells: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    """Give the cells of a row, each with the column it begins in."""
    at = 0
    for cell in cells:
        yield at, cell
        at += cell.span


def _needs(cell: Cell, paper: Paper, *, header: bool) -> tuple[int, int]:
    """Give how wide the longest word of a cell is and how wide all of it; both are the same where nothing may be broken."""
    if cell.value is None:
        return 0, 0
    strong = header or cell.style == "strong"
    if not isinstance(cell.value, str):
        broad = breadth(figures.shown(cell.value, "yes_no" if isinstance(cell.value, bool) else cell.kind, cell.prefix), strong=strong)
        # A share may show zeros after its point.
        broad += paper.padding + (breadth(",00") if cell.kind == "percent" else 0)
        return ceil(broad), ceil(broad)
    word = ceil(max((breadth(word, strong=strong) for word in cell.value.split()), default=0)) + paper.padding
    # A header is set in several lines and leaves room for the filter's button.
    return (word + paper.arrow,) * 2 if header else (word, ceil(breadth(cell.value, strong=strong)) + paper.padding)
