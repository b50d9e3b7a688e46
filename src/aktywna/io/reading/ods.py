"""Workbooks of OpenDocument (ODS), walked tag by tag: what is repeated is counted before it is written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from xml.parsers.expat import ExpatError

import numpy as np
import pyarrow as pa

from aktywna.domain.findings.finding import Finding
from aktywna.domain.sheets.carried import hidden
from aktywna.domain.sheets.refusals import DAMAGED, LOCKED_ODS, refused
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io.reading.cell_text import Texts, number
from aktywna.io.reading.hides import Hides
from aktywna.io.reading.limits import CELLS, MERGES, SHEETS, Limits, within
from aktywna.io.reading.markup import Markup
from aktywna.io.reading.package import Package
from aktywna.io.reading.table_of_cells import laid_out

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_LENGTH = re.compile(r"^P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.,]+)S)?$")
_BROKEN = (ExpatError, UnicodeError, ValueError, OverflowError, ArithmeticError, LookupError, pa.ArrowInvalid)
_HIGHEST, _WIDEST = 1_048_576, 16_384
_DAY_SECONDS = 86_400
_UNSEEN = frozenset({"collapse", "filter"})
_ASIDE = frozenset({"annotation", "frame", "custom-shape"})
# A cell written out one by one takes ten times the memory of one read at once.
_SHARE = 10


def read_ods(package: Package) -> list[Sheet]:
    """Read the visible sheets that hold anything; raise `InputRefused`."""
    book = _walked(package)
    notes = hidden(package.file, [tab.name for tab in book.tabs if tab.hidden])
    found = [tab.sheet(package, notes) for tab in book.tabs if not tab.hidden]
    return [sheet for sheet in found if sheet is not None]


def names_in_ods(package: Package) -> tuple[str, ...]:
    """Give the names of the visible sheets; raise `InputRefused`."""
    return tuple(tab.name for tab in _walked(package).tabs if not tab.hidden)


def _walked(package: Package) -> _Walk:
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise refused(LOCKED_ODS, package.file)
    walk = _Walk(package.file, package.limits)
    reader = Markup(package.file, walk.start, walk.end, walk.text)
    try:
        for piece in package.pieces(_CONTENT):
            reader.feed(piece)
        reader.close()
    except _BROKEN as error:
        raise refused(DAMAGED, package.file) from error
    return walk


@dataclass
class _Tab:
    """A sheet being gathered; rows from 1, columns from 0."""

    name: str
    hidden: bool
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)
    text: list[str | None] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hides: Hides = field(default_factory=Hides)
    width: int = 0
    """How many columns were declared so far."""

    def sheet(self, package: Package, notes: tuple[Finding, ...]) -> Sheet | None:
        pool = pa.array(self.text, type=pa.large_string())
        at = np.where(np.asarray(pool.is_null()), -1, np.arange(len(pool)))
        texts = Texts(pool, at, np.array(self.stored, dtype=np.uint8))
        cells = np.array(self.row, dtype=np.int32), np.array(self.column, dtype=np.int32), texts
        return laid_out(package.file, self.name, cells, package.limits, merged=tuple(self.merged), notes=notes, hides=self.hides)


@dataclass
class _Cell:
    """A cell being read."""

    attributes: Mapping[str, str]
    paragraphs: list[str] = field(default_factory=list)

    def written(self) -> tuple[str | None, Stored]:
        """Give its text and how it was stored."""
        given = self.attributes
        text = "\n".join(self.paragraphs)
        kind = given.get("value-type", "")
        if "error" in {kind, given.get("calcext:value-type")}:
            return text or "#N/A", Stored.ERROR
        if kind in _VALUES:
            attribute, write, stored = _VALUES[kind]
            return write(given[attribute]), stored
        text = given.get("string-value") or text
        if text:
            return text, Stored.TEXT
        return None, Stored.EMPTY if kind or "formula" not in given else Stored.FORMULA


class _Walk:
    """A document walked once."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.tabs: list[_Tab] = []
        self._file, self._limits = file, limits
        self._hides: set[str] = set()
        self._style = ""
        self._row = self._column = 0
        self._rows = 1
        self._row_hidden = False
        self._cells: list[tuple[int, int, str | None, Stored]] = []
        self._cell: _Cell | None = None
        self._depth: list[str] = []

    def start(self, name: str, given: Mapping[str, str]) -> None:
        self._depth.append(name)
        if name == "style":
            self._style = given.get("name", "")
        elif name == "table-properties" and given.get("display") == "false":
            self._hides.add(self._style)
        elif name == "table" and self._depth.count("table") == 1:
            self.tabs.append(_Tab(given.get("name", ""), given.get("style-name", "") in self._hides))
            self._row = 0
            within(self._file, SHEETS, len(self.tabs), self._limits.sheets)
        elif name == "table-row":
            self._rows, self._column, self._cells = _times(given, "number-rows-repeated", _HIGHEST), 0, []
            self._row_hidden = given.get("visibility") in _UNSEEN
        elif name == "table-column" and self.tabs:
            tab, times = self.tabs[-1], _times(given, "number-columns-repeated", _WIDEST)
            if given.get("visibility") in _UNSEEN:
                tab.hides.columns.append((tab.width, tab.width + times - 1))
            tab.width += times
        elif name in {"table-cell", "covered-table-cell"}:
            self._cell = _Cell(given)
        elif self._cell is not None and not _ASIDE.intersection(self._depth):
            self._inside(name, given)

    def _inside(self, name: str, given: Mapping[str, str]) -> None:
        paragraphs = self._cell.paragraphs if self._cell is not None else []
        if name == "p":
            paragraphs.append("")
        elif paragraphs and name == "s":
            paragraphs[-1] += " " * _times(given, "c", self._limits.cell_length)
        elif paragraphs and name in {"tab", "line-break"}:
            paragraphs[-1] += "\t" if name == "tab" else "\n"

    def text(self, text: str) -> None:
        if self._cell is not None and self._cell.paragraphs and not _ASIDE.intersection(self._depth):
            self._cell.paragraphs[-1] += text.replace("\n", " ")

    def end(self, name: str) -> None:
        self._depth.pop()
        if name == "table-row" and self.tabs:
            self._end_row(self.tabs[-1])
        elif name in {"table-cell", "covered-table-cell"} and self._cell is not None and self.tabs:
            self._end_cell(self._cell, self.tabs[-1], covered=name != "table-cell")
            self._cell = None

    def _end_cell(self, cell: _Cell, tab: _Tab, *, covered: bool) -> None:
        times = _times(cell.attributes, "number-columns-repeated", _WIDEST)
        text, stored = cell.written()
        if stored != Stored.EMPTY:
            self._cells.append((self._column, times, text, stored))
        wide, high = (_times(cell.attributes, f"number-{what}-spanned", _HIGHEST) for what in ("columns", "rows"))
        if (wide > 1 or high > 1) and not covered:
            tab.merged.append((self._row + 1, self._column, self._row + high, self._column + wide - 1))
            within(self._file, MERGES, len(tab.merged), self._limits.merges)
        self._column += times

    def _end_row(self, tab: _Tab) -> None:
        """Write the row out as often as it is repeated, once it is known how many cells that makes."""
        if self._cells:
            more = self._rows * sum(times for _, times, _, _ in self._cells)
            within(self._file, CELLS, len(tab.row) + more, self._limits.cells // _SHARE)
            if self._row_hidden:
                tab.hides.rows.update(range(self._row + 1, self._row + self._rows + 1))
            for row in range(self._row + 1, self._row + self._rows + 1):
                for first, times, text, stored in self._cells:
                    tab.row += [row] * times
                    tab.column += range(first, first + times)
                    tab.text += [text] * times
                    tab.stored += [stored] * times
        self._row += self._rows


def _day(text: str) -> str:
    """Write a date without parts of seconds and without midnight."""
    return text.replace("T", " ").partition(".")[0].removesuffix(" 00:00:00")


def _times(given: Mapping[str, str], key: str, most: int) -> int:
    """Give how often something is repeated, never more often than a sheet is long."""
    text = given.get(key, "1")
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 10 else most  # noqa: PLR2004


def _length(text: str) -> str:
    """
    Write a time of day or a length of time.

    >>> _length("PT08H30M00S"), _length("P1DT6H")
    ('08:30:00', '30:00:00')
    """
    read = _LENGTH.match(text)
    if read is None:
        return text
    days, hours, minutes, seconds = (Decimal((part or "0").replace(",", ".")) for part in read.groups())
    total = round(days * _DAY_SECONDS + hours * 3600 + minutes * 60 + seconds)
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


def _number(text: str) -> str:
    return number(float(text))


_VALUES: Mapping[str, tuple[str, Callable[[str], str], Stored]] = MappingProxyType(
    {
        "date": ("date-value", _day, Stored.DATE),
        "time": ("time-value", _length, Stored.DATE),
        "boolean": ("boolean-value", str.upper, Stored.YES_NO),
        "float": ("value", _number, Stored.NUMBER),
        "currency": ("value", _number, Stored.NUMBER),
        "percentage": ("value", _number, Stored.NUMBER),
    }
)
"""Where a value of each type stands, how it is written, and how it was stored."""
