"""A document as an Excel workbook: its prose on the first sheet, every table on a sheet of its own, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from aktywna.domain.grid import Bullets, Cell, Document, Grid, Heading, Paragraph, Style
from aktywna.words.wording import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day every workbook claims to be made, so that the same inputs give the same bytes."""

PROSE_WIDTH = 110
NARROWEST, WIDEST = 6, 60
PORTRAIT = 95
"""How many characters across still fit a page that stands upright."""

STYLES: dict[Style, dict[str, Any]] = {
    "plain": {},
    "strong": {"bold": True},
    "muted": {"font_color": "#595959"},
    "bad": {"bg_color": "#F8CBAD"},
    "warning": {"bg_color": "#FFE699"},
}
HEADER = {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
HEADINGS = {1: 16, 2: 13, 3: 11}

LONGEST_NAME, LONGEST_TEXT = 31, 32_767
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def workbook(document: Document) -> bytes:
    """Give `document` as the content of an XLSX file; the same document gives the same bytes."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": document.title, "created": ALWAYS})
        _Pages(book, document).write()
    return stream.getvalue()


def number_format(cell: Cell, language: str) -> str:
    """
    Give the Excel format of a number, in the notation of its files, where separators are always English.

    >>> number_format(Cell(106, "count", prefix="co najmniej"), "pl")
    '"co najmniej "#,##0'
    >>> number_format(Cell(Decimal("10.5"), "percent"), "pl")
    '0.0%'
    """
    places = -int(exponent) if isinstance(cell.value, Decimal) and (exponent := cell.value.as_tuple().exponent) < 0 else 0  # type: ignore[operator]
    decimals = f".{'0' * places}" if places else ""
    match cell.kind:
        case "money":
            shown = '#,##0.00\\ "zł"' if language == "pl" else '"PLN"\\ #,##0.00'
        case "percent":
            shown = f"0{decimals}%"
        case "day":
            shown = "dd\\.mm\\.yyyy" if language == "pl" else "d\\ mmm\\ yyyy"
        case "count" | "number":
            shown = f"#,##0{decimals}"
        case _:
            shown = "@"
    prefix = cell.prefix.replace('"', "")
    return f'"{prefix} "{shown}' if prefix else shown


def sheet_name(wanted: str, taken: set[str]) -> str:
    r"""
    Give a name that Excel accepts (31 characters, none of `[]:*?/\`) and that no other sheet has, and take it.

    >>> sheet_name("Budżet: źródła/zadania", {"raport"})
    'Budżet źródła zadania'
    >>> sheet_name("Raport", {"raport"})
    'Raport (2)'
    """
    clean = " ".join(_ILLEGAL.sub(" ", wanted).split()).strip("'") or "1"
    name = clean[:LONGEST_NAME].rstrip()
    number = 1
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        ending = f" ({number})"
        name = clean[: LONGEST_NAME - len(ending)].rstrip() + ending
    taken.add(name.casefold())
    return name


class _Pages:
    """The sheets of one workbook while they are being written."""

    def __init__(self, book: Workbook, document: Document) -> None:
        self.book = book
        self.document = document
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.names: set[str] = set()
        self.prose = book.add_worksheet(sheet_name(_("Report"), self.names))
        self.row = 0

    def write(self) -> None:
        self.prose.set_column(0, 0, PROSE_WIDTH)
        self._print(self.prose, PROSE_WIDTH)
        heading = ""
        for part in self.document.parts:
            match part:
                case Heading(level, text):
                    heading = text
                    size = HEADINGS.get(level, 11)
                    shown = self._format(bold=True, font_size=size, text_wrap=True)
                    self.prose.write_string(self._next(gap=level > 1), 0, _cut(text), shown)
                case Paragraph(text):
                    self._say(text)
                case Bullets(items):
                    for item in items:
                        self._say(f"•\u00a0{item}", indent=1)
                case Grid():
                    self._table(part, part.name or heading)

    def _next(self, *, gap: bool = False) -> int:
        row = self.row + (1 if gap else 0)
        self.row = row + 1
        return row

    def _say(self, text: str, indent: int = 0) -> None:
        shown = self._format(text_wrap=True, valign="top", indent=indent)
        plain, *rest = _STRONG.split(_cut(text))
        row = self._next()
        if not rest:
            self.prose.write_string(row, 0, plain, shown)
            return
        # Odd pieces of the split are the strong ones; Excel wants no empty piece and at least two.
        pieces = [(piece, position % 2) for position, piece in enumerate([plain, *rest]) if piece]
        if len(pieces) == 1:
            self.prose.write_string(row, 0, pieces[0][0], self._format(text_wrap=True, valign="top", indent=indent, bold=True))
            return
        fragments: list[Any] = []
        for piece, strong in pieces:
            fragments += [self._format(bold=True), piece] if strong else [piece]
        self.prose.write_rich_string(row, 0, *fragments, shown)

    def _table(self, grid: Grid, wanted: str) -> None:
        name = sheet_name(wanted, self.names)
        inside = name.replace("'", "''")
        label = _("Table: sheet “{name}”").format(name=name)
        self.prose.write_url(self._next(), 0, f"internal:'{inside}'!A1", self._format(font_color="#1F3864", underline=1), label)
        sheet = self.book.add_worksheet(name)
        self._header(sheet, grid)
        for row, cells in enumerate(grid.rows, start=len(grid.header)):
            for column, cell in _placed(cells):
                self._cell(sheet, row, column, cell)
        widths = _widths(grid)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        depth = len(grid.header)
        if depth and widths:
            sheet.freeze_panes(depth, 0)
            sheet.repeat_rows(0, depth - 1)
            if grid.rows:
                sheet.autofilter(depth - 1, 0, depth + len(grid.rows) - 1, len(widths) - 1)
        self._print(sheet, sum(widths), wanted)

    def _header(self, sheet: Worksheet, grid: Grid) -> None:
        shown = self._format(**HEADER)
        rows = [dict(_placed(cells)) for cells in grid.header]
        for row, cells in enumerate(rows):
            for column, cell in cells.items():
                text = _cut(str(cell.value or ""))
                last = row
                # A header with nothing under it reaches down to the last header row.
                while text and cell.span == 1 and last + 1 < len(rows) and (under := rows[last + 1].get(column)) and not under.value:
                    last += 1
                if last > row or cell.span > 1:
                    sheet.merge_range(row, column, last, column + cell.span - 1, text, shown)
                elif text or row == 0:
                    sheet.write_string(row, column, text, shown)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        style = STYLES[cell.style] | {"valign": "top"}
        if cell.span > 1:
            sheet.merge_range(row, column, row, column + cell.span - 1, "", self._format(**style))
        value = cell.value
        if value is None:
            sheet.write_blank(row, column, None, self._format(**style))
        elif isinstance(value, bool):
            sheet.write_string(row, column, _("yes") if value else _("no"), self._format(**style))
        elif isinstance(value, str):
            sheet.write_string(row, column, _cut(value), self._format(**style, text_wrap=True))
        else:
            shown = self._format(**style, num_format=number_format(cell, self.document.language))
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, shown)
            else:
                sheet.write_number(row, column, float(value / 100 if cell.kind == "percent" else value), shown)

    def _print(self, sheet: Worksheet, width: float, title: str = "") -> None:
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        if width > PORTRAIT + 20:
            sheet.set_landscape()
        sheet.set_header(f"&L{title.replace('&', '&&')[:200]}" if title else "")
        sheet.set_footer("&R&P / &N")

    def _format(self, **wanted: Any) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]


def _placed(cells: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in cells:
        yield column, cell
        column += cell.span


def _widths(grid: Grid) -> list[int]:
    """Widths in characters: of the longest word or number, and of texts until they would better be wrapped."""
    if grid.widths:
        return list(grid.widths)
    rows = [*grid.header[-1:], *grid.header[:-1], *grid.rows]
    columns = max((sum(cell.span for cell in cells) for cells in rows), default=0)
    widest = [NARROWEST] * columns
    for number, cells in enumerate(rows):
        for column, cell in _placed(cells):
            if cell.span == 1:
                widest[column] = max(widest[column], _breadth(cell, header=number < len(grid.header)))
    return widest


def _breadth(cell: Cell, *, header: bool) -> int:
    text = str(cell.value) if cell.value is not None else ""
    if header:
        # A header is wrapped between words and leaves room for the filter's arrow.
        return min(WIDEST, max((len(word) for word in text.split()), default=0) + 4)
    extra = {"money": 8, "percent": 3, "day": 3}.get(cell.kind, 2) + (len(cell.prefix) + 1 if cell.prefix else 0)
    return min(WIDEST, len(text) + extra)


def _cut(text: str) -> str:
    """A cell of a workbook holds no more than 32,767 characters; a longer text ends with an ellipsis."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
