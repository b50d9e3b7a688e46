"""A document as an Excel workbook: its prose on the first sheet, every table on a sheet of its own, numbers as numbers."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from aktywna.domain.grid import Bullets, Cell, Document, Funding, Grid, Heading, Link, Narrative, Paragraph, Picture, Style
from aktywna.io.writing.logos import HIGH, shown_size, width
from aktywna.io.writing.narrative import range_name
from aktywna.io.writing.narrative import shown as written
from aktywna.io.writing.native_charts import Cells, place
from aktywna.io.writing.number_formats import number_format
from aktywna.io.writing.paper import FONT, PAGE, PORTRAIT, SIZE, columns, height, lines, placed
from aktywna.io.writing.sheet_names import elsewhere, inside, sheet_name, shortened
from aktywna.words.wording import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day every workbook claims to be made, so that the same inputs give the same bytes."""

SMALL = 8
LINE, LINK, GREY = "#BFBFBF", "#1F3864", "#595959"
STYLES: dict[Style, dict[str, Any]] = {
    "plain": {},
    "strong": {"bold": True},
    "muted": {"font_color": GREY},
    "bad": {"bg_color": "#F8CBAD", "bold": True},
    "warning": {"bg_color": "#FFE699"},
}
HEADER = {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1, "border_color": LINE}
HEADINGS = {1: 16, 2: 13, 3: 11}
TOGETHER = 70
"""Points that a heading needs under it: it never stands last on a page."""
ABOVE = 2
"""Rows of a table's sheet before its header: the way back and the heading."""

LONGEST_TEXT, LONGEST_TIP = 32_767, 255
MOST_LINKS = 65_000
"""Links in a sheet: Excel holds no more than 65,530, the way back among them."""
LONGEST_HEADER = {"portrait": 135, "landscape": 200}
"""Characters in small print that fit across a page."""
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def workbook(document: Document) -> bytes:
    """Give `document` as the content of an XLSX file; the same document gives the same bytes."""
    stream = BytesIO()
    # Everything is set in one font, also what has no format of its own.
    options = {"default_format_properties": {"font_name": FONT, "font_size": SIZE}}
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, **options}) as book:
        book.set_properties({"title": document.title[:255], "created": ALWAYS})
        _Pages(book, document).write()
    return stream.getvalue()


class _Pages:
    """The sheets of one workbook while they are being written."""

    def __init__(self, book: Workbook, document: Document) -> None:
        self.book = book
        self.document = document
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.names: set[str] = set()
        self.home = sheet_name(_("Report"), self.names)
        self.prose = book.add_worksheet(self.home)
        self.row = 0
        self.used = 0.0
        """Points down the page that is being filled."""
        self.breaks: list[int] = []
        self.links = 0
        """Links to other files in the sheet that is being written."""

    def write(self) -> None:
        self.prose.set_column_pixels(0, 0, PORTRAIT)
        self._print(self.prose, PORTRAIT)
        heading = ""
        for part in self.document.parts:
            match part:
                case Heading(level, text):
                    heading = text
                    size = HEADINGS.get(level, SIZE)
                    at = self._next(text, size=size, strong=True, gap=level > 1)
                    self.prose.write_string(at, 0, _cut(text), self._format(bold=True, font_size=size, text_wrap=True))
                case Paragraph(text, small):
                    self._say(text, size=SMALL if small else SIZE)
                case Bullets(items):
                    for item in items:
                        self._say(f"•\u00a0{item}", indent=1)
                case Narrative():
                    self._place(part)
                case Funding():
                    self._funding(part)
                case Grid():
                    self._table(part, heading)
                case Picture():
                    self._say(f"{part.title}: {part.alt}")
                    self._table(part.grid, part.title, part)
        # Excel heeds breaks of pages only where nothing is fitted to pages.
        self.prose.set_print_scale(95)
        self.prose.set_h_pagebreaks(self.breaks)

    def _next(self, text: str, *, size: float = SIZE, strong: bool = False, gap: bool = False, indent: int = 0) -> int:
        """Give the next row of the prose, high enough for `text`."""
        # An indented text has less room; words in bold have a little more.
        high = height(lines(text, PORTRAIT, size=size, strong=strong, padding=8 + 14 * indent), size=size) + 2
        if self.used + high + (TOGETHER if gap else 0) > PAGE:
            self.breaks.append(self.row)
            self.used = 0
        elif gap:
            self.prose.set_row(self.row, SIZE)
            self.row, self.used = self.row + 1, self.used + SIZE
        self.prose.set_row(self.row, high)
        self.row, self.used = self.row + 1, self.used + high
        return self.row - 1

    def _funding(self, part: Funding) -> None:
        """Write the logos in a row of their own, and who pays under them."""
        at = 0
        if part.logos:
            row = self._next("")
            self.prose.set_row_pixels(row, HIGH + 8)
        for one in part.logos:
            broad, high = shown_size(one)
            options = {"image_data": BytesIO(one.content), "description": one.alt, "object_position": 1, "x_offset": at, "y_offset": 4}
            self.prose.insert_image(row, 0, one.file, options | {"x_scale": width(one) / broad, "y_scale": HIGH / high})
            at += width(one) + 24
        if part.line:
            self._say(part.line)

    def _place(self, place: Narrative) -> None:
        """Write what a person wrote, a row a paragraph, under a name that moves with the cells."""
        frame = {"text_wrap": True, "valign": "top", "left": 2, "left_color": LINK, "indent": 1}
        format_ = self._format(**frame) if place.text else self._format(**frame, italic=True, font_color=GREY)
        rows = []
        for paragraph in written(place).split("\n\n"):
            rows.append(self._next(paragraph, indent=1))
            self.prose.write_string(rows[-1], 0, _cut(paragraph), format_)
        sheet = self.home.replace("'", "''")
        self.book.define_name(range_name(place), f"='{sheet}'!$A${rows[0] + 1}:$A${rows[-1] + 1}")

    def _say(self, text: str, indent: int = 0, size: float = SIZE) -> None:
        looks: dict[str, Any] = {} if size == SIZE else {"font_size": size}
        shown = self._format(text_wrap=True, valign="top", indent=indent, **looks)
        plain, *rest = _STRONG.split(_cut(text))
        row = self._next("".join([plain, *rest]), size=size, strong=len(rest) == 2 and not rest[-1] and not plain, indent=indent)  # noqa: PLR2004
        if not rest:
            self.prose.write_string(row, 0, plain, shown)
            return
        # Odd pieces of the split are the strong ones; Excel wants no empty piece and at least two.
        pieces = [(piece, position % 2) for position, piece in enumerate([plain, *rest]) if piece]
        if len(pieces) == 1:
            self.prose.write_string(row, 0, pieces[0][0], self._format(text_wrap=True, valign="top", indent=indent, bold=True, **looks))
            return
        fragments = [
            one for piece, strong in pieces for one in (self._format(bold=True, **looks) if strong else self._format(**looks), piece)
        ]
        self.prose.write_rich_string(row, 0, *fragments, shown)

    def _table(self, grid: Grid, heading: str, picture: Picture | None = None) -> None:
        self.links = 0
        name = sheet_name(grid.name or heading, self.names)
        label = (_("Picture: sheet “{name}”") if picture else _("Table: sheet “{name}”")).format(name=name)
        self.prose.write_url(self._next(label), 0, inside(name), self._format(font_color=LINK, underline=1), label)
        sheet = self.book.add_worksheet(name)
        widths = columns(grid)
        for column, wide in enumerate(widths):
            sheet.set_column_pixels(column, column, wide)
        back = self._format(font_color=LINK, underline=1, font_size=SMALL)
        sheet.write_url(0, 0, inside(self.home), back, "\u2039 " + self.home)
        self._across(sheet, 1, heading or name, widths, bold=True, font_size=HEADINGS[2], valign="vcenter")
        depth, last = len(grid.header), max(len(widths) - 1, 0)
        self._header(sheet, grid, widths)
        first = ABOVE + depth
        end = first + len(grid.rows) - 1
        for row, cells in enumerate(grid.rows, start=first):
            high = height(max([_lines(cell, widths[at : at + cell.span]) for at, cell in placed(cells)], default=1))
            sheet.set_row(row, max(high, grid.tall))
            for column, cell in placed(cells):
                self._cell(sheet, row, column, cell, first if grid.adds_up and row == end else None)
        if depth and widths:
            sheet.freeze_panes(first, 0)
            sheet.repeat_rows(ABOVE, first - 1)
            if grid.rows:
                sheet.autofilter(first - 1, 0, end, last)
        if grid.note:
            end += 1
            self._across(sheet, end, grid.note, widths, font_size=SMALL, font_color=GREY, valign="top", text_wrap=True)
        broad = sum(widths)
        if picture is not None:
            named = grid.rows[0][0]
            days = number_format(named, self.document.language) if named.kind == "day" else ""
            end, last, broad = place(self.book, sheet, picture, Cells(name, first - 1, first, days), end, widths)
        # The way back is of no use on paper.
        sheet.print_area(1, 0, end, last)
        self._print(sheet, broad, self.document.title, whole=picture is not None and last <= len(widths))

    def _across(self, sheet: Worksheet, row: int, text: str, widths: list[int], **wanted: Any) -> None:
        """Write a line over the whole width of a table."""
        size, strong = wanted["font_size"], wanted.get("bold", False)
        shown = self._format(text_wrap=True, **{name: value for name, value in wanted.items() if name != "text_wrap"})
        sheet.set_row(row, height(lines(text, sum(widths), size=size, strong=strong), size=size) + 2)
        if len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, _cut(text), shown)
        else:
            sheet.write_string(row, 0, _cut(text), shown)

    def _header(self, sheet: Worksheet, grid: Grid, widths: list[int]) -> None:
        shown = self._format(**HEADER)
        rows = [dict(placed(cells)) for cells in grid.header]
        # What reaches over several rows needs no more than all of them together.
        needed = [1] * len(rows)
        for row, cells in enumerate(rows):
            for column, cell in cells.items():
                text = _cut(str(cell.value or ""))
                last = row
                # A header with nothing under it reaches down to the last header row.
                while text and cell.span == 1 and last + 1 < len(rows) and (under := rows[last + 1].get(column)) and not under.value:
                    last += 1
                if last > row or cell.span > 1:
                    sheet.merge_range(ABOVE + row, column, ABOVE + last, column + cell.span - 1, text, shown)
                elif text or row == 0:
                    sheet.write_string(ABOVE + row, column, text, shown)
                set_in = lines(text, sum(widths[column : column + cell.span]), strong=True)
                needed[row] = max(needed[row], set_in - (last - row))
        for row, many in enumerate(needed):
            sheet.set_row(ABOVE + row, height(many) + 3)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, summed: int | None = None) -> None:
        """Write a cell; of a number that adds up the rows since `summed` the sum and its value."""
        style = STYLES[cell.style] | {"valign": "top", "border": 1, "border_color": LINE}
        value = cell.value
        if isinstance(value, str):
            style |= {"text_wrap": True, "align": "left", "indent": 1}
        elif isinstance(value, bool | date):
            style["align"] = "center"
        if cell.span > 1:
            sheet.merge_range(row, column, row, column + cell.span - 1, "", self._format(**style))
        if value is None:
            sheet.write_blank(row, column, None, self._format(**style))
        elif isinstance(value, bool):
            sheet.write_string(row, column, _("yes") if value else _("no"), self._format(**style))
        elif isinstance(value, str) and (address := self._address(cell.link)):
            linked = self._format(**style | {"font_color": LINK, "underline": 1})
            sheet.write_url(row, column, address, linked, _cut(value), tip=shortened(cell.link.file if cell.link else "", LONGEST_TIP))
        elif isinstance(value, str):
            sheet.write_string(row, column, _cut(value), self._format(**style))
        else:
            shown = self._format(**style, num_format=number_format(cell, self.document.language))
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, shown)
            elif summed is not None and row > summed:
                above = f"{xl_rowcol_to_cell(summed, column)}:{xl_rowcol_to_cell(row - 1, column)}"
                sheet.write_formula(row, column, f"=SUM({above})", shown, float(value))
            else:
                sheet.write_number(row, column, float(value / 100 if cell.kind == "percent" else value), shown)

    def _address(self, link: Link | None) -> str:
        """The address of a cell of another file; nothing when there is none, or more of them than a sheet holds."""
        address = elsewhere(link) if link is not None and self.links < MOST_LINKS else ""
        self.links += bool(address)
        return address

    def _print(self, sheet: Worksheet, width: int, title: str = "", *, whole: bool = False) -> None:
        """Set the paper up for a sheet of so many pixels across; a `whole` one is never broken into pages."""
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.fit_to_pages(1, int(whole))
        sheet.hide_gridlines(2)
        lies = width > PORTRAIT + 60
        if lies:
            sheet.set_landscape()
        small = f'&"{FONT}"&{SMALL}'
        # A header of Excel is never set in several lines, and one longer than 255 characters is refused.
        shown = shortened(title, LONGEST_HEADER["landscape" if lies else "portrait"]).replace("&", "&&")
        sheet.set_header(f"&L{small}&K{GREY[1:]}{shown}" if title else "")
        sheet.set_footer(f"&R{small}&P / &N")

    def _format(self, **wanted: Any) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(wanted)
        return self.formats[key]


def _lines(cell: Cell, widths: list[int]) -> int:
    return lines(cell.value, sum(widths), strong=cell.style == "strong") if isinstance(cell.value, str) else 1


def _cut(text: str) -> str:
    """A cell of a workbook holds no more than 32,767 characters; a longer text ends with an ellipsis."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
