"""Pictures as SVG, for pages, and as PNG, for Word: drawn from the same marks, each the same every time."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from aktywna.domain.grid import Picture
from aktywna.io.writing.letters import FONTS
from aktywna.io.writing.marks import SIZE, Box, Line, Mark, Pattern, Sheet, Words
from aktywna.io.writing.signs import TILE, outline, tile
from aktywna.words.wording import language

DPI = 200
SEVERAL = 16
"""Pictures that are remembered: more than a report has."""


def svg(picture: Picture) -> bytes:
    """Give a picture as an SVG file; the same picture gives the same bytes."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n{inline(picture)}\n'.encode()


def inline(picture: Picture) -> str:
    """
    Give a picture as an SVG element that may stand in a page.

    It has a title and says its alt text; its looks are attributes, because a page of ours lets nothing else decide on
    looks; its ids begin with the picture's name.
    """
    return _element(picture, language())


def png(picture: Picture, dpi: int = DPI) -> bytes:
    """Give a picture as PNG; the same picture gives the same bytes with the same matplotlib and Pillow."""
    # Where it may not write into the user's folders matplotlib takes a temporary one, and would say so.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from aktywna.io.writing.raster import drawn  # noqa: PLC0415 - it imports matplotlib

    return drawn(_sheet(picture, language()), dpi)


@lru_cache(maxsize=SEVERAL)
def _sheet(picture: Picture, _language: str) -> Sheet:
    """Lay a picture out once for all formats of a report; its numbers are written in a language."""
    from aktywna.io.writing.plots import laid_out  # noqa: PLC0415 - it shows cells as Markdown does, which shows pictures

    return laid_out(picture)


@lru_cache(maxsize=SEVERAL)
def _element(picture: Picture, tongue: str) -> str:
    sheet, name = _sheet(picture, tongue), picture.name
    fonts = ", ".join(f"'{one}'" if " " in one else one for one in FONTS)
    patterns = dict.fromkeys(mark.fill.pattern for mark in sheet.marks if isinstance(mark, Box) and mark.fill.pattern)
    width, height = _n(sheet.width), _n(sheet.height)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' viewBox="0 0 {width} {height}" width="{width}pt" height="{height}pt"'
        f' font-family="{fonts}" font-size="{_n(SIZE)}" stroke-linejoin="round">'
    )
    return "\n".join(
        [
            opening,
            f'<title id="{name}-title">{escape(picture.title)}</title>',
            f'<desc id="{name}-desc">{escape(picture.alt)}</desc>',
            *(["<defs>", *(_pattern(one, sheet, name) for one in patterns), "</defs>"] if patterns else []),
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *(line for mark in sheet.marks for line in _mark(mark, name)),
            "</svg>",
        ]
    )


def _pattern(pattern: Pattern, sheet: Sheet, name: str) -> str:
    """Define a pattern once; what of a tile reaches over its edge comes back on the other side."""
    fill = next(mark.fill for mark in sheet.marks if isinstance(mark, Box) and mark.fill.pattern == pattern)
    lines, dots = tile(pattern)
    drawn = "".join(f"M{_n(x1)},{_n(y1)}L{_n(x2)},{_n(y2)}" for (x1, y1), (x2, y2) in lines)
    path = f'<path d="{drawn}" stroke="{fill.edge}" stroke-width="0.9"/>' if drawn else ""
    round_ = "".join(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill.edge}"/>' for x, y, radius in dots)
    sides = f'width="{_n(TILE)}" height="{_n(TILE)}"'
    ground = f'<rect {sides} fill="{fill.colour}"/>'
    return f'<pattern id="{name}-{pattern}" {sides} patternUnits="userSpaceOnUse">{ground}{path}{round_}</pattern>'


def _mark(mark: Mark, name: str) -> Iterator[str]:
    match mark:
        case Box(x, y, width, height, fill):
            inside = f"url(#{name}-{fill.pattern})" if fill.pattern else fill.colour
            edge = f' stroke="{fill.edge}" stroke-width="0.9"' if fill.edge else ""
            yield f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{inside}"{edge}/>'
        case Line():
            yield from _line(mark)
        case Words(x, y, text, side, size, colour, turned):
            anchor = f' text-anchor="{side}"' if side != "start" else ""
            size_ = f' font-size="{_n(size)}"' if size != SIZE else ""
            turn = f' transform="rotate(-90 {_n(x)} {_n(y)})"' if turned else ""
            yield f'<text x="{_n(x)}" y="{_n(y)}"{anchor}{size_} fill="{colour}"{turn}>{escape(text)}</text>'


def _line(line: Line) -> Iterator[str]:
    dashes = f' stroke-dasharray="{" ".join(map(_n, line.dashes))}"' if line.dashes else ""
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in line.points)
    yield f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="{_n(line.width)}"{dashes}/>'
    if line.sign:
        looks = f'fill="{line.sign_colour}" stroke="{line.colour}" stroke-width="1"'
        for x, y in line.points:
            corners = outline(line.sign, x, y, line.sign_size)
            if corners:
                yield f'<polygon points="{" ".join(f"{_n(at)},{_n(down)}" for at, down in corners)}" {looks}/>'
            else:
                yield f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(line.sign_size / 2)}" {looks}/>'


def _n(value: float) -> str:
    """A number of points as short as hundredths let it be."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
