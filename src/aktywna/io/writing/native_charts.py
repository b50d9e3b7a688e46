"""Charts of Excel's own beside the tables they are of: they refer to cells, so whoever changes a number changes the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aktywna.domain.grid import Picture
from aktywna.io.writing.paper import FONT

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

BROAD = 660
"""Pixels: how broad a chart is."""
HIGH, ROW, AROUND = 340, 34, 110
"""Pixels: how high columns and lines are; a lying bar; and what stands above and below bars."""
LOW, OTHERS, MARGIN = 17, 64, 24
"""Pixels: the lowest row and the breadth of columns without a width of their own, and what is free between a table and its chart."""
TOGETHER = 1170
"""Pixels: how broad a table and its chart may be to stand side by side."""
DARK, LIGHT, INK, RULE = "#1F3864", "#C9D6EC", "#1B1B1B", "#BFBFBF"
FILLS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": DARK}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": DARK, "bg_color": LIGHT}},
    {"pattern": {"pattern": "small_grid", "fg_color": DARK, "bg_color": "#FFFFFF"}},
    {"pattern": {"pattern": "large_confetti", "fg_color": DARK, "bg_color": LIGHT}},
)
"""Patterns that differ on paper without colour."""
DASHES, MARKS = ("solid", "dash", "round_dot", "dash_dot"), ("circle", "square", "triangle", "diamond")
KINDS = {"bars": "bar", "pairs": "bar", "flow": "bar", "columns": "column", "lines": "line"}


@dataclass(frozen=True)
class Cells:
    """Where the numbers of a picture stand: a sheet, the last row of the header and the first one below it, both from 0."""

    sheet: str
    header: int
    first: int
    labels: str = ""
    """The number format of the labels, where they are days."""


def chart(book: Workbook, picture: Picture, at: Cells) -> Chart:
    """Make the chart of a picture whose grid stands `at`."""
    lies = KINDS[picture.kind] == "bar"
    made: Chart = book.add_chart({"type": KINDS[picture.kind]})
    for number, column in enumerate(picture.drawn):
        made.add_series(_series(picture, at, number, column))
    percent = picture.grid.rows[0][picture.drawn[0]].kind == "percent"
    small = {"name": FONT, "size": 9, "color": INK}
    made.set_title({"name": picture.title, "name_font": {**small, "size": 11, "bold": True}, "overlay": False})
    labels: dict[str, Any] = {"num_font": small, "line": {"color": INK}, "major_tick_mark": "none", "label_position": "low"}
    # The first label of lying bars stands at the top, and the numbers below all of them. A day is a label as well.
    labels |= {"num_format": at.labels} if at.labels else {}
    labels |= {"reverse": True, "crossing": "max"} if lies else {"text_axis": True}
    values: dict[str, Any] = {"num_font": small, "min": 0, "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.75}}}
    values |= {"name": picture.unit, "name_font": {**small, "bold": False}} if picture.unit else {}
    values |= {"num_format": "0%"} if percent else {"num_format": "#,##0"}
    of_whole = 100 if percent else 1
    values |= {"max": float(picture.most) / of_whole} if picture.most is not None else {}
    # A line through a bar chart is a rule at the value that bars are held against.
    values |= {"major_unit": float(picture.threshold) / of_whole} if picture.threshold is not None else {}
    values |= {"line": {"none": True}}
    # XlsxWriter calls the upright axis of lying bars, where their labels are, the y axis.
    made.set_x_axis(values if lies else labels)
    made.set_y_axis(labels if lies else values)
    made.set_legend({"position": "top", "font": small} if len(picture.drawn) > 1 else {"none": True})
    made.set_chartarea({"border": {"color": RULE}})
    made.show_blanks_as("span")
    made.set_size({"width": BROAD, "height": height(picture)})
    return made


def place(book: Workbook, sheet: Worksheet, picture: Picture, at: Cells, end: int, widths: list[int]) -> tuple[int, int, int]:  # noqa: PLR0913 - where it stands
    """
    Put a chart beside its table, whose last row is `end`, or under a broad one.

    Give the last row and column that are to be printed, and how many pixels they are across.
    """
    beside = sum(widths) + MARGIN + BROAD < TOGETHER
    # Rows of the header stand on every page, and so would what begins beside them.
    row, column = (at.first, len(widths) + 1) if beside else (end + 2, 0)
    sheet.set_column_pixels(len(widths), len(widths), MARGIN)
    sheet.insert_chart(row, column, chart(book, picture, at), {"description": picture.alt, "object_position": 3})
    end = max(end, row + height(picture) // LOW + 1)
    if beside:
        return end, column + BROAD // OTHERS, sum(widths) + MARGIN + BROAD
    reached, last = 0, -1
    while reached < max(BROAD, sum(widths)):
        last += 1
        reached += widths[last] if last < len(widths) else MARGIN if last == len(widths) else OTHERS
    return end, last, reached


def height(picture: Picture) -> int:
    """Give how high the chart of a picture is, in pixels."""
    return AROUND + ROW * len(picture.grid.rows) * len(picture.drawn) if KINDS[picture.kind] == "bar" else HIGH


def _series(picture: Picture, at: Cells, number: int, column: int) -> dict[str, Any]:
    last = at.first + len(picture.grid.rows) - 1
    found: dict[str, Any] = {
        "name": [at.sheet, at.header, column],
        "categories": [at.sheet, at.first, 0, last, 0],
        "values": [at.sheet, at.first, column, last, column],
    }
    if picture.kind == "lines":
        filled = {"color": DARK if number == 0 else "#FFFFFF"}
        steady = len({row[column].value for row in picture.grid.rows}) == 1
        marker = {"type": "none" if steady else MARKS[number], "size": 5, "fill": filled, "border": {"color": DARK}}
        return found | {"line": {"color": DARK, "width": 1.75, "dash_type": DASHES[number]}, "marker": marker}
    labels: dict[str, Any] = {"value": True, "position": "outside_end", "font": {"name": FONT, "size": 9, "color": INK}}
    if picture.said:
        said = _column(picture.said)
        quoted = at.sheet.replace("'", "''")
        labels["custom"] = [{"value": f"='{quoted}'!${said}${row + 1}"} for row in range(at.first, last + 1)]
    return found | FILLS[number] | {"border": {"color": DARK}, "gap": 60, "overlap": 0, "data_labels": labels}


def _column(at: int) -> str:
    return chr(ord("A") + at)
