"""Rows of headers: where they stand in a sheet, and how several of them make one header for each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from aktywna.domain.registers.layout import Split, normal
from aktywna.domain.sheets.header_names import Header, Names
from aktywna.domain.sheets.headers import is_needed
from aktywna.domain.sheets.sheet import Sheet, Stored

SEARCHED = 20
"""In how many first rows the headers may stand."""
HIGHEST = 3
"""Of how many rows headers may be made."""
_SURE = 3
_NUMBERING_AT_LEAST = 3
# Under headers columns are numbered `1`, `2.`, `(3)`, `4=2+3`.
_NUMBER = re.compile(r"\(?(\d{1,2})[.)]?\s*(?:[=(].*)?")
# Kinds whose cells may be plain small numbers.
_MAY_BE_SMALL = frozenset({"text", "code", "count", "number", "money", "choice", "choices", "yes_no"})
_LONG_NUMBERING = 6


@dataclass(frozen=True)
class HeaderRows:
    """The rows of headers of one table (positions in the sheet, both ends included), and the header of each column."""

    first: int
    last: int
    header: tuple[Header | None, ...]


class _Part(NamedTuple):
    text: str
    row: int
    spread: bool
    """Whether it stands over this column only because it stands over several."""


class _Window(NamedTuple):
    rows: HeaderRows
    found: int
    """How many columns of the layout its headers name."""
    whole: bool
    """Whether every header names one."""
    half: bool


def find_header(names: Names, sheet: Sheet) -> HeaderRows | None:
    """
    Find the rows of headers among the first rows of a sheet; nothing when there are none.

    They begin in the first row where at least half of the headers are known, one of them a needed column's; failing that
    (an office with many columns of its own) in the first one with three known headers. Of the ways to take two or three
    rows together the one that names most columns is right, and of equals the lowest one.
    """
    grid = _grid(sheet, 0, SEARCHED)
    lenient: HeaderRows | None = None
    for first in range(grid.rows):
        start = next((window for height in range(1, HIGHEST + 1) if (window := _window(names, grid, first, height))), None)
        if start is None:
            continue
        if start.half:
            return _reaching(grid, _best(names, grid, start))
        lenient = lenient or _reaching(grid, _best(names, grid, start))
    return lenient


def header_at(names: Names, sheet: Sheet, first: int) -> HeaderRows | None:
    """Give the rows of headers that begin exactly at a position; nothing when none do."""
    grid = _grid(sheet, first, first + HIGHEST)
    start = _window(names, grid, first, 1)
    return _reaching(grid, _best(names, grid, start)) if start is not None else None


def is_numbering(names: Names, rows: HeaderRows, cells: Sequence[str | None]) -> bool:
    """Whether a row under the headers only numbers the columns: `1 2 3 ...`, the first cell perhaps empty."""
    written = [(position, cell.strip()) for position, cell in enumerate(cells) if cell is not None and cell.strip()]
    headed = [position for position, header in enumerate(rows.header) if header is not None]
    numbers = [int(found[1]) if (found := _NUMBER.fullmatch(cell)) else -1 for _, cell in written]
    if len(numbers) < min(_NUMBERING_AT_LEAST, len(headed)) or len(numbers) < len(headed) - 1 or numbers[0] not in {0, 1, 2}:
        return False
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return False
    meanings = names.meanings(rows.header)
    kinds = {names.layout.columns[meant[1]].kind for meant in meanings if meant is not None and isinstance(meant[1], str)}
    return len(numbers) >= _LONG_NUMBERING or bool(kinds - _MAY_BE_SMALL)


class _Grid:
    """Some rows of a sheet as a person sees them: texts, and the merged cells among them."""

    def __init__(self, sheet: Sheet, first: int, stop: int) -> None:
        part = sheet.text.iloc[first:stop]
        filled = part.notna().to_numpy()
        self.width = int(np.flatnonzero(filled.any(axis=0)).max()) + 1 if filled.any() else 0
        self.first, self.rows = first, first + len(part)
        cells = part.iloc[:, : self.width].to_numpy(dtype=object)
        self._text = [[cell if isinstance(cell, str) and cell.strip() else None for cell in row] for row in cells]
        stored = sheet.stored.iloc[first:stop, : self.width].to_numpy()
        self.shown = [int(row) for row in part.index]
        shift = int(sheet.text.index[0]) if len(sheet.text) else 1
        self.merged = [
            (top - shift, left, bottom - shift, right)
            for top, left, bottom, right in sheet.merged
            if first <= top - shift < self.rows and left < self.width
        ]
        self._wide = {(top, left): right for top, left, _, right in self.merged if right > left}
        self._in_merged = {(top, column) for top, left, _, right in self.merged for column in range(left, right + 1)}
        self._with_values = np.atleast_1d(np.isin(stored, (Stored.NUMBER, Stored.DATE)).any(axis=1)).tolist()
        self.joined: dict[tuple[int, int], HeaderRows] = {}
        """What was made of some of the rows, for whoever asks again with other names."""

    def text(self, row: int, column: int) -> str | None:
        return self._text[row - self.first][column]

    def holds_values(self, row: int) -> bool:
        """Whether a row holds a number or a date, which no second row of headers does."""
        return bool(self._with_values[row - self.first])

    def under_wide(self, row: int) -> bool:
        """Whether everything in a row stands under cells of the row above that are merged over several columns."""
        under = {column for (top, left), right in self._wide.items() if top == row - 1 for column in range(left, right + 1)}
        filled = {column for column in range(self.width) if self.text(row, column) is not None}
        return bool(filled) and filled <= under and not self.holds_values(row)

    def over(self, row: int, last: int) -> list[str | None]:
        """Give what stands in a row over each column: its own text, or that of a cell that stands over several."""
        found = list(self._text[row - self.first])
        for (top, left), right in self._wide.items():
            if top == row:
                found[left : right + 1] = [found[left]] * (min(right + 1, self.width) - left)
        for column in range(1, self.width):
            beside = (row, column) not in self._in_merged and (row, column - 1) not in self._in_merged
            # An empty cell beside a title, both with headers of their own below: the title stands over both.
            if found[column] is None and beside and self._below(row, last, column) and self._below(row, last, column - 1):
                found[column] = found[column - 1]
        return found

    def _below(self, row: int, last: int, column: int) -> bool:
        return any(self.text(below, column) is not None for below in range(row + 1, last + 1))


_GRIDS: WeakKeyDictionary[Sheet, dict[tuple[int, int], _Grid]] = WeakKeyDictionary()
"""A sheet is looked at for each register that it may hold; what a person sees in it does not change with that."""


def _grid(sheet: Sheet, first: int, stop: int) -> _Grid:
    known = _GRIDS.setdefault(sheet, {})
    if (first, stop) not in known:
        known[first, stop] = _Grid(sheet, first, stop)
    return known[first, stop]


def _joined(grid: _Grid, first: int, last: int) -> HeaderRows:
    """Make one header for each column of several rows."""
    if (first, last) not in grid.joined:
        grid.joined[first, last] = _join(grid, first, last)
    return grid.joined[first, last]


def _join(grid: _Grid, first: int, last: int) -> HeaderRows:
    over = {row: grid.over(row, last) for row in range(first, last)}
    header: list[Header | None] = []
    for column in range(grid.width):
        parts: list[_Part] = []
        for row in range(first, last + 1):
            own = grid.text(row, column)
            written = own if row == last else over[row][column]
            spread = own is None or (row < last and _spreads(grid, over[row], row, column))
            if written is not None and (not parts or parts[-1].text != written):
                parts.append(_Part(written, grid.shown[row - grid.first], spread))
        if len(parts) == 1 and parts[0].spread and not any(grid.text(row, column) for row in range(first, last + 1)):
            parts = []  # nothing but the shadow of a wide title
        header.append(_header_of(parts))
    return HeaderRows(first, last, tuple(header))


def _spreads(grid: _Grid, over: Sequence[str | None], row: int, column: int) -> bool:
    """Whether a cell stands over the next column too."""
    beside = column + 1
    return beside < grid.width and grid.text(row, beside) is None and over[beside] == grid.text(row, column)


def _header_of(parts: Sequence[_Part]) -> Header | None:
    if not parts:
        return None
    texts = [part.text for part in parts]
    own = next((number for number, part in enumerate(parts) if part.spread), len(parts))
    tails = [" ".join(texts[number:]) for number in range(1, len(parts))]
    heads = [" ".join(texts[:number]) for number in range(min(own, len(parts) - 1), 0, -1)]
    return Header(" ".join(texts), tuple(dict.fromkeys([*tails, *heads])), parts[-1].row)


def _window(names: Names, grid: _Grid, first: int, height: int) -> _Window | None:
    """Look at some rows as headers; nothing when they are none."""
    last = first + height - 1
    if last >= grid.rows or any(grid.holds_values(row) for row in range(first + 1, last + 1)):
        return None
    rows = _joined(grid, first, last)
    if height > 1 and not _adds(names, grid, rows, last):
        return None
    meanings = names.meanings(rows.header)
    found = {column for meant in meanings if meant is not None for column in _columns(meant[1])}
    layout = names.layout
    needed = {column.id for column in layout.column if is_needed(layout, column)} or set(layout.columns)
    needed |= {column.id for column in layout.column if column.stands_for in needed}
    written, known = sum(header is not None for header in rows.header), sum(meant is not None for meant in meanings)
    half = 2 * known >= written
    if not found & needed or not (half or len(found) >= _SURE):
        return None
    return _Window(rows, len(found), known == written, half)


def _adds(names: Names, grid: _Grid, rows: HeaderRows, row: int) -> bool:
    """Whether the last row belongs to the headers: at least half of its cells make headers that are known with them."""
    own = [column for column in range(grid.width) if grid.text(row, column) is not None]
    known = 0
    for column in own:
        header = rows.header[column]
        text = grid.text(row, column)
        assert header is not None
        assert text is not None
        with_it = tuple(part for part in header.alone if normal(text) in normal(part))
        known += names.meaning(Header(header.text, with_it), None) is not None
    return 2 * known >= len(own) > 0


def _best(names: Names, grid: _Grid, start: _Window) -> HeaderRows:
    if start.whole and start.rows.first == start.rows.last:
        return start.rows
    first, last = start.rows.first, start.rows.last
    windows = [
        window
        for top in range(first, last + 1)
        for height in range(1, HIGHEST + 1)
        if (window := _window(names, grid, top, height)) is not None
    ]
    return max(windows, key=lambda one: (one.found, one.rows.first - one.rows.last, -one.rows.first)).rows


def _reaching(grid: _Grid, rows: HeaderRows) -> HeaderRows:
    """Take in the rows that a merged header reaches down to, and those that stand under a wide one."""
    reach = [bottom for top, _, bottom, _ in grid.merged if rows.first <= top <= rows.last < bottom < rows.first + HIGHEST + 1]
    last = max([rows.last, *(bottom for bottom in reach if bottom < grid.rows)])
    if last + 1 < grid.rows and last < rows.first + HIGHEST and grid.under_wide(last + 1):
        last += 1
    return _joined(grid, rows.first, last) if last > rows.last else rows


def _columns(meant: str | Split) -> tuple[str, ...]:
    return meant.into if isinstance(meant, Split) else (meant,)
