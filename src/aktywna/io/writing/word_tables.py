"""Tables of a Word file: as wide as the page lets them be, their header on every page, no row in two pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from aktywna.domain.grid import Cell, Grid, Link, Style
from aktywna.io.writing.markdown import NUMBERS, shown
from aktywna.io.writing.paper import LEADING, Paper, columns, lines, placed
from aktywna.io.writing.word_text import paragraph, run, safe

STANDING, LYING = 9_638, 14_570
"""Twips across the printed part of an A4 page that stands or lies: 2 cm are left on either side."""
SIZE, SMALLEST_STANDING, SMALLEST = 9.0, 7.5, 5.5
"""Points of the letters of a table: as they are, at least on a page that stands (else it lies), and at least."""
SHORT = 12
"""Rows of a table that is kept on one page."""
_TWIPS = 13.5
"""Twips of a pixel as widths are reckoned in, for letters of 9 points in place of 10."""
_MARGINS = 176
"""Twips that the margins and the lines of a cell take on both sides, however small its letters are."""
_STANDS = Paper(padding=15, arrow=0, broad=0, fitting=tuple((int(STANDING / _TWIPS), narrow) for narrow in (200, 130, 100)), spreads=True)
"""A page on which columns of texts give way until a table fits."""
_LIES = Paper(
    padding=15, arrow=0, broad=0, spreads=True,
    fitting=((int(LYING / _TWIPS), 200), (int(LYING / _TWIPS * 1.2), 170), (int(LYING / _TWIPS * 1.4), 100)),
)  # fmt: skip
"""One on which letters become a little smaller before a text has a word in a line."""
_FILLS: dict[Style, str] = {"bad": "F8CBAD", "warning": "FFE699"}
_HEADER_FILL = "D9E1F2"
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_DISTANCES = '<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
DEEP = 4
"""Lines of a cell from which a table rather lies."""

Leads = Callable[[Link, str, str], str]
"""Gives a text, in letters of such looks, as one that leads to a place."""


@dataclass(frozen=True)
class Fit:
    """How a table fits on a page: widths of its columns in twips, points of its letters, whether the page lies."""

    widths: tuple[int, ...]
    size: float
    lies: bool


def fit(grid: Grid) -> Fit:
    """Say how a table is to fit: letters a little smaller before the page lies, and smaller still when that is not enough."""
    wanted = columns(grid, _STANDS)
    lies = sum(wanted) * _TWIPS * SMALLEST_STANDING / SIZE > STANDING or _depth(grid, wanted) > DEEP
    wanted = columns(grid, _LIES) if lies else wanted
    return _shrunk(wanted, LYING if lies else STANDING, lies=lies)


def _shrunk(wanted: Sequence[int], room: int, *, lies: bool) -> Fit:
    """Let columns have what they want of a page, or all of them less: letters become smaller, the margins of cells do not."""
    broad, margins = sum(wanted) * _TWIPS, _MARGINS * len(wanted)
    share = 1.0 if broad <= room else max(0.1, (room - margins) / (broad - margins))
    widths = tuple(int((width * _TWIPS - _MARGINS) * share + _MARGINS) for width in wanted)
    return Fit(widths, max(SMALLEST, int(SIZE * share * 2) / 2), lies)


def _depth(grid: Grid, widths: Sequence[int]) -> int:
    """In how many lines the longest text of a table is set; headers of one word in a line are no texts."""
    cells = ((cell.value, sum(widths[at : at + cell.span])) for row in grid.rows for at, cell in placed(row))
    return max((lines(value, width, padding=12) for value, width in cells if isinstance(value, str)), default=1)


def fit_into(grid: Grid, room: int) -> Fit:
    """Say how a table is to fit into `room` twips of a page that somebody else has laid out."""
    wanted = columns(grid, Paper(padding=15, arrow=0, broad=0, fitting=tuple((int(room / _TWIPS), narrow) for narrow in (200, 130, 100))))
    return _shrunk(wanted, room, lies=False)


def table(grid: Grid, fit: Fit, leads: Leads, *, caption: str = "", noted: bool = False) -> str:
    """Draw a grid; `caption` is what who hears the document is told the table is. Its last row stays with a note (`noted`) under it."""
    return "".join(_drawn(grid, fit, leads, caption, noted=noted))


def table_with_lines(grid: Grid, room: int) -> str:
    """Draw a grid into a document that has no style for it: lines, distances and sizes are its own, the font is the document's."""
    fitted = fit_into(grid, room)
    half = round(fitted.size * 2)
    drawn = table(grid, fitted, lambda _link, text, looks: run(text, looks), caption=grid.name)
    drawn = drawn.replace('<w:tblStyle w:val="TableGrid"/>', "").replace(
        "<w:tblLayout", f"<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout", 1
    )
    drawn = re.sub(r'<w:pStyle w:val="TableText"/>(<w:keepNext/>)?', rf"\1{_DISTANCES}", drawn)
    return drawn if fitted.size != SIZE else _sized_runs(drawn, half)


def _drawn(grid: Grid, fit: Fit, leads: Leads, caption: str, *, noted: bool) -> Iterator[str]:
    said = f'<w:tblCaption w:val="{safe(caption)}"/>' if caption else ""
    said += f'<w:tblDescription w:val="{safe(grid.note)}"/>' if grid.note else ""
    columns_of = "".join(f'<w:gridCol w:w="{width}"/>' for width in fit.widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(fit.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{said}'
        f"</w:tblPr><w:tblGrid>{columns_of}</w:tblGrid>"
    )
    looks = _sized(fit)
    yield from _header(grid, fit, looks)
    last = len(grid.rows) - 1
    for at, cells in enumerate(grid.rows):
        # The first rows stay with the header, and a short table stays whole.
        together = noted if at == last else len(grid.rows) <= SHORT or at < 1
        drawn = (_cell(cell, fit.widths[start : start + cell.span], looks, leads, together=together) for start, cell in placed(cells))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(drawn)}</w:tr>"
    yield "</w:tbl>"


def _header(grid: Grid, fit: Fit, looks: str) -> Iterator[str]:
    """Draw the header rows; one with nothing under it reaches down to the last of them."""
    rows = [dict(placed(cells)) for cells in grid.header]
    high = _header_height(grid, fit)
    for row, cells in enumerate(rows):
        drawn = []
        for column, cell in cells.items():
            under = rows[row + 1].get(column) if row + 1 < len(rows) else None
            above = rows[row - 1].get(column) if row else None
            merged = ""
            if not cell.value and cell.span == 1 and above is not None and above.span == 1:
                merged = "<w:vMerge/>"
            elif cell.value and cell.span == 1 and under is not None and under.span == 1 and not under.value:
                merged = '<w:vMerge w:val="restart"/>'
            width = sum(fit.widths[column : column + cell.span])
            words = paragraph(run(shown(cell), f"<w:b/><w:bCs/>{looks}"), "TableText", more='<w:keepNext/><w:jc w:val="center"/>')
            fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEADER_FILL}"/><w:vAlign w:val="center"/>'
            drawn.append(f"<w:tc><w:tcPr>{_spread(width, cell.span)}{merged}{fill}</w:tcPr>{words}</w:tc>")
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{high}" w:hRule="atLeast"/><w:tblHeader/></w:trPr>{"".join(drawn)}</w:tr>'


def _header_height(grid: Grid, fit: Fit) -> int:
    """Give the least height of each header row, in twips: what reaches over all of them must have room where they are repeated."""
    deep = 1
    for row, cells in enumerate(grid.header):
        for at, cell in placed(cells):
            if isinstance(cell.value, str) and cell.value and cell.span == 1:
                reaches = len(grid.header) - row if row == 0 else 1
                deep = max(deep, ceil(lines(cell.value, fit.widths[at] // 15, size=fit.size, strong=True, padding=11) / reaches))
    return round(deep * fit.size * LEADING * 20) + 60


def _cell(cell: Cell, widths: tuple[int, ...], looks: str, leads: Leads, *, together: bool) -> str:
    bold = "<w:b/><w:bCs/>" if cell.style in {"strong", "bad"} else ""
    grey = '<w:color w:val="595959"/>' if cell.style == "muted" else ""
    text, looks = shown(cell), bold + grey + looks
    words = leads(cell.link, text, looks) if cell.link is not None and text else run(text, looks)
    side = "right" if cell.kind in NUMBERS else "center" if isinstance(cell.value, bool | date) else ""
    more = ("<w:keepNext/>" if together else "") + (f'<w:jc w:val="{side}"/>' if side else "")
    fill = _FILLS.get(cell.style)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:tc><w:tcPr>{_spread(sum(widths), cell.span)}{shade}</w:tcPr>{paragraph(words, 'TableText', more=more)}</w:tc>"


def _sized_runs(drawn: str, half: int) -> str:
    """Give runs the size that the style of tables would give them."""
    size = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    return drawn.replace("<w:r><w:t", f"<w:r><w:rPr>{size}</w:rPr><w:t").replace("<w:bCs/></w:rPr>", f"<w:bCs/>{size}</w:rPr>")


def _spread(width: int, span: int) -> str:
    return f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")


def _sized(fit: Fit) -> str:
    half = round(fit.size * 2)
    return "" if fit.size == SIZE else f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
