"""How pictures are laid out: every mark with its number beside, told apart by pattern and line as well as by colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import floor, log10

from aktywna.domain.grid import Cell, Picture
from aktywna.io.writing.letters import broad, folded
from aktywna.io.writing.markdown import shown
from aktywna.io.writing.marks import BLANK, QUIET, RULE, SIZE, SMALL, Box, Fill, Line, Mark, Sheet, Side, Sign, Words
from aktywna.words import figures

WIDTH = 518.0
"""Points across the printed part of an A4 page that stands."""
TALL = 215.0
"""Points from top to bottom of columns and lines."""
LINE, GAP = 11.0, 5.0
"""Points: a line of a label, and what is left free between things."""
CAPITAL = 0.73
"""How high a capital letter is, in sizes of the font."""
NAME, VALUE = 210.0, 140.0
"""Points: how broad the labels of lying bars may be, and what stands at their ends."""
END = 105.0
"""Points: how broad a label at the end of a line may be."""
THICK = 13.0
"""Points: how thick a lying bar is."""
DARK = "#1f3864"
FILLS = (Fill(DARK, edge=DARK), Fill("#c9d6ec", "stripes", DARK), Fill(BLANK, "dots", DARK), Fill("#8fa9d3", "lattice", DARK))
"""Dark, light, white, middle: they also differ on paper without colour."""
DASHES: tuple[tuple[float, ...], ...] = ((), (7.5, 3.0), (1.5, 2.25), (9.0, 3.0, 1.5, 3.0))
SIGNS: tuple[Sign, ...] = ("circle", "square", "triangle", "diamond")
RULES = 5
"""Rules across an axis of values, at most so many beside the one at nothing."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
CROWDED = 40
"""Points of a line from which its signs are smaller."""


@dataclass(frozen=True)
class _Drawn:
    """What of a picture is drawn: labels, names of series, and the values of each."""

    picture: Picture

    @cached_property
    def labels(self) -> list[str]:
        return [shown(row[0]) for row in self.picture.grid.rows]

    @cached_property
    def names(self) -> list[str]:
        return [str(self.picture.grid.header[-1][at].value or "") for at in self.picture.drawn]

    @cached_property
    def values(self) -> list[list[float | None]]:
        """The values of each series: shape (series, labels)."""
        return [[_number(row[at]) for row in self.picture.grid.rows] for at in self.picture.drawn]

    def said(self, series: int, label: int) -> str:
        """What stands beside a mark."""
        return shown(self.picture.grid.rows[label][self.picture.said or self.picture.drawn[series]])

    @cached_property
    def highest(self) -> float:
        """The end of the axis of values, before any room for words."""
        known = [value for series in self.values for value in series if value is not None]
        bounds = [float(one) for one in (self.picture.threshold, self.picture.most) if one is not None]
        return max([*known, *bounds], default=0.0) or 1.0

    @cached_property
    def rules(self) -> list[tuple[float, str]]:
        """Round values of the axis up to the highest, each with its label."""
        whole = all(value == int(value) for series in self.values for value in series if value is not None)
        step = _step(self.highest, whole=whole or self.highest >= RULES)
        sign = "%" if self.picture.grid.rows[0][self.picture.drawn[0]].kind == "percent" else ""
        values = [one * step for one in range(int(self.highest / step + 1e-9) + 1)]
        return [(value, figures.number(_short(value)) + sign) for value in values]


@dataclass(frozen=True)
class _Frame:
    """Where values are drawn on a sheet: points from its upper left corner, and how many values its breadth and height are."""

    left: float
    top: float
    width: float
    height: float
    across: float = 1.0
    high: float = 1.0

    def x(self, value: float) -> float:
        return self.left + value / self.across * self.width

    def y(self, value: float) -> float:
        return self.top + self.height - value / self.high * self.height

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def laid_out(picture: Picture) -> Sheet:
    """Lay a picture out; it is as broad as the printed part of a page."""
    drawn = _Drawn(picture)
    match picture.kind:
        case "bars" | "pairs" | "flow":
            return _lying(drawn)
        case "columns":
            return _standing(drawn)
        case "lines":
            return _lines(drawn)


def _lying(drawn: _Drawn) -> Sheet:
    """Bars one under another, their labels on the left."""
    many, threshold = len(drawn.names), drawn.picture.threshold
    labels = [folded(label, NAME) for label in drawn.labels]
    said = [[folded(drawn.said(one, at), VALUE) for at in range(len(labels))] for one in range(many)]
    deep = [max(text.count("\n") for text in [label, *(values[at] for values in said)]) for at, label in enumerate(labels)]
    rows = [max(LINE * (1 + more), THICK * many) + 2 * GAP for more in deep]
    left = max(map(broad, labels)) + 2 * GAP
    right = max(broad(text) for values in said for text in values) + 2 * GAP
    above = (LINE + GAP if many > 1 else 0) + (LINE if threshold is not None else 0) + GAP
    frame = _Frame(left, above, WIDTH - left - right, sum(rows), across=drawn.highest)
    marks: list[Mark] = [*_rules(drawn, frame, upright=False)]
    if threshold is not None:
        at = frame.x(float(threshold))
        marks.append(Line(((at, frame.top), (at, frame.bottom)), width=1.1, dashes=(5.5, 2.2)))
        side: Side = "end" if float(threshold) > drawn.highest / 2 else "start"
        marks.append(Words(at, frame.top - 3, drawn.picture.threshold_name, side, SMALL))
    thick = (min(rows) - 2 * GAP) / many if many > 1 else THICK
    top = frame.top
    for at, row in enumerate(rows):
        marks += _centred(labels[at], frame.left - GAP, top + row / 2, "end")
        for one in range(many):
            middle = top + row / 2 + (one - (many - 1) / 2) * thick
            value = drawn.values[one][at] or 0.0
            if drawn.values[one][at] is not None:
                marks.append(Box(frame.left, middle - (thick - 1) / 2, frame.x(value) - frame.left, thick - 1, FILLS[one]))
            lines = 1 + said[one][at].count("\n")
            marks.append(Box(frame.x(value) + 3, middle - lines * LINE / 2, broad(said[one][at]) + 2, lines * LINE, Fill(BLANK)))
            marks += _centred(said[one][at], frame.x(value) + 4, middle, "start")
        top += row
    marks.append(Line(((frame.left, frame.top), (frame.left, frame.bottom))))
    if many > 1:
        marks += _legend(frame.left, drawn.names)
    return Sheet(WIDTH, frame.bottom + (2 * LINE if drawn.picture.unit else LINE) + 2 * GAP, tuple(marks))


def _standing(drawn: _Drawn) -> Sheet:
    """Columns of several series beside one another, their labels below."""
    many, places = len(drawn.names), len(drawn.labels)
    left = _beside_rules(drawn)
    frame = _Frame(left, 2 * LINE + GAP, WIDTH - left - GAP, TALL, across=places, high=drawn.highest * 1.08)
    room = frame.width / places
    labels = [folded(label, room - GAP) for label in drawn.labels]
    thick = min(0.8 * room / many, 46)
    marks: list[Mark] = [*_rules(drawn, frame, upright=True)]
    for one in range(many):
        for at, value in enumerate(drawn.values[one]):
            middle = frame.x(at + 0.5) + (one - (many - 1) / 2) * thick
            top = frame.y(value or 0.0)
            if value is not None:
                marks.append(Box(middle - thick * 0.47, top, thick * 0.94, frame.bottom - top, FILLS[one]))
            marks.append(Words(middle, top - 3, drawn.said(one, at), "middle"))
    marks.append(Line(((frame.left, frame.bottom), (frame.right, frame.bottom))))
    for at, label in enumerate(labels):
        marks += _below(label, frame.x(at + 0.5), frame.bottom)
    marks += _legend(frame.left, drawn.names)
    return Sheet(WIDTH, frame.bottom + LINE * (1 + max(label.count("\n") for label in labels)) + GAP, tuple(marks))


def _lines(drawn: _Drawn) -> Sheet:
    """Lines from label to label, each with its name and last value at its end."""
    places = len(drawn.labels)
    known = [[(at, value) for at, value in enumerate(series) if value is not None] for series in drawn.values]
    # A single line needs no name; its last value does.
    names = drawn.names if len(known) > 1 else [drawn.labels[some[-1][0]] if some else "" for some in known]
    ends = [(f"{name}: {drawn.said(one, some[-1][0])}", some) for one, (name, some) in enumerate(zip(names, known, strict=True)) if some]
    texts = [folded(said, END) for said, _some in ends]
    right = max(map(broad, texts), default=0.0) + 3 * GAP
    left = _beside_rules(drawn)
    high = drawn.highest * (1.0 if drawn.picture.most is not None else 1.06)
    frame = _Frame(left, 2 * GAP, WIDTH - left - right, TALL, across=max(places - 0.7, 0.8), high=high)
    every = max(1, -(-int(max(map(broad, drawn.labels)) + 2 * GAP) // max(int(frame.width / frame.across), 1)))
    marks: list[Mark] = [*_rules(drawn, frame, upright=True)]
    marks.append(Line(((frame.left, frame.bottom), (frame.right, frame.bottom))))
    for one, some in reversed(list(enumerate(known))):
        # What never changes is a line to hold others against, and has no points of its own.
        sign: Sign = SIGNS[one] if len({value for _at, value in some}) > 1 else ""
        points = tuple((frame.x(at + 0.3), frame.y(value)) for at, value in some)
        marks.append(Line(points, DARK, 1.5, DASHES[one], sign, 4.5 if places <= CROWDED else 2.5, DARK if one == 0 else BLANK))
    heights = [some[-1][1] / high * TALL for _said, some in ends]
    for text, (_said, some), height in zip(texts, ends, _apart(heights, texts), strict=True):
        marks += _centred(text, frame.x(some[-1][0] + 0.3) + 7, frame.bottom - height, "start")
    for at in range(0, places, every):
        x = frame.x(at + 0.3)
        marks.append(Line(((x, frame.bottom), (x, frame.bottom + 3))))
        marks += _below(drawn.labels[at], x, frame.bottom + 1)
    return Sheet(WIDTH, frame.bottom + LINE + 2 * GAP, tuple(marks))


def _apart(heights: Sequence[float], texts: Sequence[str]) -> list[float]:
    """Give where texts stand that belong at these heights, none over another and none above the sheet: points."""
    found, free = list(heights), TALL + GAP
    for one in sorted(range(len(texts)), key=lambda one: -heights[one]):
        half = LINE * (1 + texts[one].count("\n")) / 2
        found[one] = min(heights[one], free - half)
        free = found[one] - half
    return found


def _rules(drawn: _Drawn, frame: _Frame, *, upright: bool) -> Iterator[Mark]:
    """Draw the axis of values: round numbers, thin rules, and what they are numbers of."""
    for value, label in drawn.rules:
        x, y = frame.x(value), frame.y(value)
        if upright:
            yield Line(((frame.left, y), (frame.right, y)), RULE, 0.6)
            yield Words(frame.left - 3, y + SMALL * CAPITAL / 2, label, "end", SMALL, QUIET)
        else:
            yield Line(((x, frame.top), (x, frame.bottom)), RULE, 0.6)
            yield Words(x, frame.bottom + 3 + SMALL, label, "middle", SMALL, QUIET)
    if upright:
        yield Words(GAP + SMALL, frame.top + frame.height / 2, drawn.picture.unit, "middle", SMALL, QUIET, turned=True)
    elif drawn.picture.unit:
        yield Words(frame.left + frame.width / 2, frame.bottom + 3 + SMALL + LINE, drawn.picture.unit, "middle", SMALL, QUIET)


def _beside_rules(drawn: _Drawn) -> float:
    """How much room upright rules need on their left: their labels, and what they are numbers of."""
    return max(broad(label, SMALL) for _value, label in drawn.rules) + LINE + 3 * GAP


def _legend(left: float, names: Sequence[str]) -> Iterator[Mark]:
    """Say above the values which pattern is which series."""
    for one, name in enumerate(names):
        yield Box(left, GAP, 14, 8, FILLS[one])
        yield Words(left + 18, GAP + 4 + SIZE * CAPITAL / 2, name)
        left += 18 + broad(name) + 4 * GAP


def _centred(text: str, x: float, middle: float, side: Side) -> Iterator[Words]:
    """Write a text whose lines are together as high above a height as below it."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        yield Words(x, middle + (at - (len(lines) - 1) / 2) * LINE + SIZE * CAPITAL / 2, line, side)


def _below(text: str, x: float, top: float) -> Iterator[Words]:
    """Write a text under a height."""
    for at, line in enumerate(text.split("\n")):
        yield Words(x, top + 3 + SIZE + at * LINE, line, "middle")


def _step(highest: float, *, whole: bool) -> float:
    """
    Give the smallest round step that reaches the highest value in few enough rules.

    >>> [_step(839, whole=True), _step(3, whole=True), _step(0.9, whole=False)]
    [200.0, 1.0, 0.2]
    """
    power = 10.0 ** floor(log10(highest / RULES))
    steps = [one * power for one in STEPS]
    fitting = [one for one in steps if int(highest / one + 1e-9) <= RULES and not (whole and one != int(one))]
    return fitting[0] if fitting else 1.0


def _number(cell: Cell) -> float | None:
    return float(cell.value) if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool) else None


def _short(value: float) -> Decimal:
    """A number of an axis as it is meant: `0.3` and not `0.30000000000000004`."""
    return Decimal(f"{value:.10g}")
