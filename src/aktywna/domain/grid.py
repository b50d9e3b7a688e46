"""A table that still knows its numbers are numbers: what every writer draws and no writer decides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

CellKind = Literal["text", "number", "count", "money", "percent", "day", "yes_no"]
Style = Literal["plain", "strong", "muted", "bad", "warning"]
PictureKind = Literal["bars", "columns", "lines", "pairs", "flow"]


@dataclass(frozen=True)
class Link:
    """A cell of a file that a value is about."""

    file: str
    """Path from the folder of the document, with `/`."""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Cell:
    """
    One cell: a value and how it is to be shown.

    `money` is a Decimal in PLN, `percent` a Decimal already multiplied by 100, `count` an int, `number` a Decimal,
    `day` a date. None is shown as an empty cell. `prefix` is a word before the number (`co najmniej`): a writer that
    keeps numbers as numbers puts it into the number's format.
    """

    value: str | int | Decimal | date | bool | None = None
    kind: CellKind = "text"
    style: Style = "plain"
    prefix: str = ""
    span: int = 1
    """Over how many columns the cell stretches."""
    link: Link | None = None
    """Where the value leads; a writer that has no links shows the value alone."""


@dataclass(frozen=True)
class Grid:
    """A table with one or more header rows; every row has as many columns as the header, spans counted."""

    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    """Short name: the sheet's name in a workbook; writers fall back on the heading above."""
    widths: tuple[int, ...] = field(default=())
    """Widths in characters, where the maker knows better than the writer."""
    note: str = ""
    """What the reader of the table must know: what its abbreviations mean. Stands under it."""
    to_fill: int = 0
    """How many of the last columns are empty and for people to fill in; only a workbook has a use for them."""
    told: bool = False
    """Whether its texts are sentences: where lines cannot be folded (Markdown) rows are told one by one."""

    tall: float = 0
    """Points that each row has at least: room for a signature."""
    adds_up: bool = False
    """Whether the last row adds up the rows above it: a workbook keeps its numbers as sums."""

    short: int = 0
    """How many rows stand where a page is read, with `whole` under them; 0 for all. A workbook and JSON have them all."""
    whole: str = ""
    """How many rows there are, and where they all stand, in a sentence."""

    @property
    def on_paper(self) -> Grid:
        """The table as a page has it: no columns to fill in, and no more rows than `short`."""
        grid = self.filled
        if not self.short or len(grid.rows) <= self.short:
            return grid
        note = " ".join(filter(None, (self.note, self.whole)))
        return replace(grid, rows=grid.rows[: self.short], note=note, short=0, whole="")

    @property
    def filled(self) -> Grid:
        """The table without the columns that people are to fill in."""
        if not self.to_fill:
            return self
        header, rows = (tuple(cells[: -self.to_fill] for cells in part) for part in (self.header, self.rows))
        return replace(self, header=header, rows=rows, widths=self.widths[: -self.to_fill], to_fill=0)


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text with `**strong**` words, as a template writes it."""

    text: str
    small: bool = False
    """Whether it is set in small print, as a template asks for with `<small>` around it."""


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Verbatim:
    """Lines that stand as they were written: a file, a definition, what a command printed."""

    text: str


@dataclass(frozen=True)
class Picture:
    """
    Numbers that people would rather look at: how a grid is drawn, and what a picture says to who does not see it.

    The first column of the grid holds labels, its one header row names the series. `bars` lie, one for each label;
    `pairs` lie too, two for each label; `columns` stand, one of each series for each label; `lines` run through the
    labels in their order; `flow` are bars that show stage by stage what a number becomes.
    """

    kind: PictureKind
    grid: Grid
    """The numbers, which stand beside the picture."""
    title: str
    name: str
    """Short and ASCII: a part of a file's name."""
    alt: str
    """The main fact, in a sentence."""
    unit: str = ""
    """What the numbers are numbers of; stands by their axis."""
    series: tuple[int, ...] = ()
    """Columns of the grid that are drawn; all but the first, when none is named."""
    said: int = 0
    """Column of the grid that is written beside each mark instead of its value; 0 for the value itself."""
    threshold: Decimal | None = None
    """A value that lying bars are held against, in the unit of the series: a line stands there."""
    threshold_name: str = ""
    most: Decimal | None = None
    """Where the axis of values ends, when that is known: the top of a scale."""
    numbers: bool = True
    """Whether the grid stands under the picture; not where a table of the same numbers already does."""

    @property
    def drawn(self) -> tuple[int, ...]:
        """The columns that are drawn."""
        return self.series or tuple(range(1, len(self.grid.header[-1])))


@dataclass(frozen=True)
class Narrative:
    """A place where a person writes: their text, or as long as it is empty a hint of what to write."""

    name: str
    """What the place is called in `narrative.md` and between the markers: letters, digits, `-`, `_` and `.`."""
    text: str = ""
    """Lines as the person wrote them; an empty line is between paragraphs."""
    hint: str = ""


@dataclass(frozen=True)
class Logo:
    """A picture of a programme or a beneficiary."""

    file: str
    """Path from the project's folder, with `/`."""
    alt: str
    """What it says to who does not see it."""
    content: bytes
    """A PNG file."""
    beside: str = ""
    """Path from the folder of the document, with `/`, where that is known."""


@dataclass(frozen=True)
class Funding:
    """Who pays, as programmes ask for it at the head of a document: logos and a line of text."""

    line: str = ""
    logos: tuple[Logo, ...] = ()


Part = Heading | Paragraph | Bullets | Verbatim | Grid | Picture | Narrative | Funding


@dataclass(frozen=True)
class Document:
    """What a template made: headings, paragraphs, lists, tables and pictures, in order."""

    title: str
    language: Literal["pl", "en"]
    parts: tuple[Part, ...]
    name: str = ""
    """Name of its files without an ending; a document without one has no files beside it."""
