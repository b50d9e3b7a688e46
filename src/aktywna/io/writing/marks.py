"""What a picture is made of once it is laid out: boxes, lines and words on a sheet, in points from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["start", "middle", "end"]
Pattern = Literal["", "stripes", "dots", "lattice"]
Sign = Literal["", "circle", "square", "triangle", "diamond"]

INK, QUIET, RULE, BLANK = "#1b1b1b", "#595959", "#bfbfbf", "#ffffff"
SIZE, SMALL = 8.5, 7.5
"""Points of letters: as they are, and of what only explains."""


@dataclass(frozen=True)
class Fill:
    """How a box is filled; a pattern is drawn in the colour of the edge."""

    colour: str
    pattern: Pattern = ""
    edge: str = ""
    """Colour of the line around; none without one."""


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True)
class Line:
    """A line through points, with a sign at each."""

    points: tuple[tuple[float, float], ...]
    colour: str = INK
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    """Points drawn and left out by turns; an unbroken line when empty."""
    sign: Sign = ""
    sign_size: float = 4.5
    sign_colour: str = BLANK
    """What signs are filled with; their edges are of the line's colour."""


@dataclass(frozen=True)
class Words:
    """A line of text that begins, has its middle or ends at a point of its baseline; upwards when turned."""

    x: float
    y: float
    text: str
    side: Side = "start"
    size: float = SIZE
    colour: str = INK
    turned: bool = False


Mark = Box | Line | Words


@dataclass(frozen=True)
class Sheet:
    """A picture that is laid out: its size, and its marks in the order in which they cover one another."""

    width: float
    height: float
    marks: tuple[Mark, ...]
