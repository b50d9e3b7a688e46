"""A table that still knows its numbers are numbers: what every writer draws and no writer decides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

CellKind = Literal["text", "number", "count", "money", "percent", "day", "yes_no"]
Style = Literal["plain", "strong", "muted", "bad", "warning"]


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


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Verbatim:
    """Lines that stand as they were written: a file, a definition, what a command printed."""

    text: str


Part = Heading | Paragraph | Bullets | Verbatim | Grid


@dataclass(frozen=True)
class Document:
    """What a template made: headings, paragraphs, lists and tables, in order."""

    title: str
    language: Literal["pl", "en"]
    parts: tuple[Part, ...]
