"""How pictures are laid out: every mark with its number beside, told apart by pattern and line as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from aktywna.domain.grid import Cell, Picture
from aktywna.io.writing.markdown import shown
from aktywna.words import figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# matplotlib is imported where something is drawn: the modules of this room are also imported to ask what they can find.

WIDTH = 518.0
"""Points across the printed part of an A4 page that stands."""
TALL = 215.0
"""Points from top to bottom of columns and lines."""
SMALL, LINE, GAP = 7.5, 11.0, 5.0
"""Points: small print, a line of a label, and what is left free between things."""
NAME, VALUE = 210.0, 140.0
"""Points: how broad the labels of lying bars may be, and what stands at their ends."""
INK, QUIET, RULE = "#1b1b1b", "#595959", "#bfbfbf"
FILLS = ("#1f3864", "#c9d6ec", "#ffffff", "#8fa9d3")
"""Dark, light, white, middle: they also differ on paper without colour."""
HATCHES = ("", "////", "....", "xx")
LINES = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))
MARKS = ("o", "s", "^", "D")
RULES = 5
"""Rules across an axis of values, at most about so many."""
CROWDED = 40
"""Points of a line from which its marks are smaller."""


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


def figure(picture: Picture) -> Figure:
    """Lay a picture out; its size is that of the printed part of a page, in points of 1/72 inch."""
    drawn = _Drawn(picture)
    match picture.kind:
        case "bars" | "pairs" | "flow":
            return _lying(drawn)
        case "columns":
            return _standing(drawn)
        case "lines":
            return _lines(drawn)


def _lying(drawn: _Drawn) -> Figure:
    """Bars one under another, their labels on the left."""
    many = len(drawn.names)
    labels = [_folded(label, NAME) for label in drawn.labels]
    said = [[_folded(drawn.said(one, at), VALUE) for at in range(len(labels))] for one in range(many)]
    deep = [max(text.count("\n") for text in [label, *(values[at] for values in said)]) for at, label in enumerate(labels)]
    rows = [max(LINE * (1 + more), 13.0 * many) + 2 * GAP for more in deep]
    left = max(map(_broad, labels)) + 2 * GAP
    right = max(_broad(text) for values in said for text in values) + 2 * GAP
    above = (LINE + GAP if many > 1 else 0) + (LINE if drawn.picture.threshold is not None else 0) + GAP
    below = 2 * LINE + 2 * GAP if drawn.picture.unit else LINE + 2 * GAP
    made, axes = _sheet(left, right, above, below, sum(rows))
    axes.set_xlim(0, drawn.highest)
    axes.set_ylim(sum(rows), 0)
    tops = [sum(rows[:at]) for at in range(len(rows))]
    for one in range(many):
        thick = (min(rows) - 2 * GAP) / many if many > 1 else 13.0
        for at, value in enumerate(drawn.values[one]):
            middle = tops[at] + rows[at] / 2 + (one - (many - 1) / 2) * thick
            if value is not None:
                axes.barh(middle, value, thick - 1, **_fill(one))
            axes.annotate(
                said[one][at], (value or 0, middle), xytext=(4, 0), textcoords="offset points", va="center", ha="left",
                color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6}, zorder=4,
            )  # fmt: skip
    axes.set_yticks([top + row / 2 for top, row in zip(tops, rows, strict=True)], labels)
    axes.tick_params(axis="y", length=0, colors=INK)
    _values(axes, drawn, upright=False)
    _threshold(axes, drawn)
    if many > 1:
        _legend(made, axes, drawn.names)
    return made


def _standing(drawn: _Drawn) -> Figure:
    """Columns of several series beside one another, their labels below."""
    many, places = len(drawn.names), len(drawn.labels)
    left = _broad(figures.number(Decimal(round(drawn.highest)))) + LINE + 4 * GAP
    room = (WIDTH - left - GAP) / places
    labels = [_folded(label, room - GAP) for label in drawn.labels]
    below = LINE * (1 + max(label.count("\n") for label in labels)) + 2 * GAP
    made, axes = _sheet(left, GAP, 2 * LINE + GAP, below, TALL)
    axes.set_ylim(0, drawn.highest * 1.08)
    axes.set_xlim(-0.5, places - 0.5)
    thick = min(0.8 / many, 46 / room)
    for one in range(many):
        for at, value in enumerate(drawn.values[one]):
            middle = at + (one - (many - 1) / 2) * thick
            if value is not None:
                axes.bar(middle, value, thick * 0.94, **_fill(one))
            axes.annotate(
                drawn.said(one, at), (middle, value or 0), xytext=(0, 2), textcoords="offset points", va="bottom", ha="center", color=INK
            )
    axes.set_xticks(range(places), labels)
    axes.tick_params(axis="x", length=0, colors=INK)
    _values(axes, drawn, upright=True)
    _legend(made, axes, drawn.names)
    return made


def _lines(drawn: _Drawn) -> Figure:
    """Lines from label to label, each with its name and last value at its end."""
    places = len(drawn.labels)
    known = [[(at, value) for at, value in enumerate(series) if value is not None] for series in drawn.values]
    # A single line needs no name; its last value does.
    names = drawn.names if len(known) > 1 else [drawn.labels[some[-1][0]] if some else "" for some in known]
    ends = [(f"{name}: {drawn.said(one, some[-1][0])}", some) for one, (name, some) in enumerate(zip(names, known, strict=True)) if some]
    folded = [_folded(said, 105) for said, _some in ends]
    right = max(map(_broad, folded)) + 3 * GAP
    left = _broad(figures.number(Decimal(round(drawn.highest)))) + LINE + 4 * GAP
    room = (WIDTH - left - right) / max(places - 1, 1)
    every = max(1, -(-int(max(map(_broad, drawn.labels)) + 2 * GAP) // max(int(room), 1)))
    made, axes = _sheet(left, right, 2 * GAP, LINE + 2 * GAP, TALL)
    high = drawn.highest * (1.0 if drawn.picture.most is not None else 1.06)
    axes.set_ylim(0, high)
    axes.set_xlim(-0.3, max(places - 1, 1) if places > 1 else 0.5)
    for one, some in enumerate(known):
        axes.plot(
            [at for at, _value in some], [value for _at, value in some], linestyle=LINES[one], color=FILLS[0], linewidth=1.5,
            # What never changes is a line to hold others against, and has no points of its own.
            marker=MARKS[one] if len({value for _at, value in some}) > 1 else "", markersize=4.5 if places <= CROWDED else 2.5,
            markerfacecolor=FILLS[0] if one == 0 else "white", clip_on=False, zorder=4 - one / 10,
        )  # fmt: skip
    heights = [some[-1][1] / high * TALL for _said, some in ends]
    for said, (_said, some), height, middle in zip(folded, ends, heights, _apart(heights, folded), strict=True):
        axes.annotate(
            said,
            (some[-1][0], some[-1][1]),
            xytext=(7, middle - height),
            textcoords="offset points",
            va="center",
            ha="left",
            color=INK,
            annotation_clip=False,
        )
    axes.set_xticks(range(0, places, every), drawn.labels[::every])
    axes.tick_params(axis="x", length=3, colors=INK)
    _values(axes, drawn, upright=True)
    return made


def _apart(heights: Sequence[float], texts: Sequence[str]) -> list[float]:
    """Give where texts stand that belong at these heights, none over another and none above the sheet: points."""
    found, free = list(heights), TALL + GAP
    for one in sorted(range(len(texts)), key=lambda one: -heights[one]):
        half = LINE * (1 + texts[one].count("\n")) / 2
        found[one] = min(heights[one], free - half)
        free = found[one] - half
    return found


def _sheet(left: float, right: float, above: float, below: float, tall: float) -> tuple[Figure, Axes]:
    """Give an empty sheet with axes of a height, so much of it left free on each side, in points."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    high = above + tall + below
    made = Figure(figsize=(WIDTH / 72, high / 72), facecolor="white")
    axes = made.add_axes((left / WIDTH, below / high, (WIDTH - left - right) / WIDTH, tall / high))
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_axisbelow(True)
    return made, axes


def _values(axes: Axes, drawn: _Drawn, *, upright: bool) -> None:
    """Draw the axis of values: round numbers, thin rules, and what they are numbers of."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator  # noqa: PLC0415

    axis = axes.yaxis if upright else axes.xaxis
    whole = all(value == int(value) for series in drawn.values for value in series if value is not None)
    axis.set_major_locator(MaxNLocator(RULES, integer=whole or drawn.highest >= RULES, steps=[1, 2, 2.5, 5, 10]))
    percent = drawn.picture.grid.rows[0][drawn.picture.drawn[0]].kind == "percent"
    axis.set_major_formatter(FuncFormatter(lambda value, _at: figures.number(_short(value)) + ("%" if percent else "")))
    axes.grid(visible=True, axis="y" if upright else "x", color=RULE, linewidth=0.6)
    axes.tick_params(axis="y" if upright else "x", length=0, colors=QUIET, labelsize=SMALL)
    (axes.set_ylabel if upright else axes.set_xlabel)(drawn.picture.unit, color=QUIET, fontsize=SMALL)
    line = axes.axhline if upright else axes.axvline
    line(0, color=INK, linewidth=1.0, zorder=4)


def _threshold(axes: Axes, drawn: _Drawn) -> None:
    """Draw the line that lying bars are held against, with its name above it."""
    if drawn.picture.threshold is None:
        return
    value = float(drawn.picture.threshold)
    axes.axvline(value, color=INK, linewidth=1.1, linestyle=LINES[1], zorder=2.5)
    axes.annotate(
        drawn.picture.threshold_name, (value, 1.0), xycoords=("data", "axes fraction"), xytext=(0, 2), textcoords="offset points",
        ha="right" if value > drawn.highest / 2 else "left", va="bottom", color=INK, fontsize=SMALL,
    )  # fmt: skip


def _legend(made: Figure, axes: Axes, names: Sequence[str]) -> None:
    """Say above the axes which pattern is which series."""
    width, height = made.get_size_inches() * 72
    left, top = axes.get_position().x0 * width, height - LINE
    for one, name in enumerate(names):
        made.patches.append(_swatch(made, left / width, (top - 1) / height, 14 / width, 8 / height, one))
        made.text((left + 18) / width, (top + 3) / height, name, va="center", ha="left", color=INK)
        left += 18 + _broad(name) + 4 * GAP


def _swatch(made: Figure, x: float, y: float, width: float, height: float, one: int):  # noqa: ANN202, PLR0913
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    return Rectangle((x, y), width, height, transform=made.transFigure, **_fill(one))


def _fill(series: int) -> dict[str, object]:
    return {"facecolor": FILLS[series], "edgecolor": FILLS[0], "hatch": HATCHES[series] or None, "linewidth": 0.9, "zorder": 3}


def _broad(text: str) -> float:
    """How many points the broadest line of a text takes."""
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from matplotlib.textpath import TextToPath  # noqa: PLC0415

    measure = TextToPath()
    return max(measure.get_text_width_height_descent(line, FontProperties(size=8.5), ismath=False)[0] for line in text.split("\n"))


def _folded(text: str, room: float) -> str:
    """A text in lines that fit into so many points; a word is never broken."""
    lines: list[str] = []
    # What a hard space holds together stays together.
    for word in text.split(" "):
        if lines and _broad(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def _number(cell: Cell) -> float | None:
    return float(cell.value) if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool) else None


def _short(value: float) -> Decimal:
    """A number of an axis as it is meant: `0.3` and not `0.30000000000000004`."""
    return Decimal(f"{value:.10g}")
