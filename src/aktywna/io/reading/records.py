"""Rows of a text file read one by one: quotation marks that close, and those that would swallow the rows below."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from aktywna.domain.sheets.refusals import OPEN_QUOTE, refused
from aktywna.io.reading.limits import CELL_LENGTH, DEFAULT, over

_AHEAD = 1_000
"""How many lines a cell may have."""
_TABLE = 2
"""From how many cells on the length of a row says anything."""
# From inside a cell to the mark that closes it; doubled marks are letters.
_CLOSING = re.compile(r'(?:[^"]++|"")*+"')


@dataclass(frozen=True)
class Stray:
    """A mark that opens a cell and is not closed: its row and line (from 1), and its column (from 0)."""

    row: int
    line: int
    column: int


@dataclass
class Records:
    """
    The rows of a file, as lists of cells.

    `lines` come without their ends, `width` is the length of most rows. A cell goes over several lines between quotation
    marks; a mark that is not closed is a letter where its line is a whole row by itself (then it is in `strays`), and
    raises `InputRefused` where it is not.
    """

    lines: Iterable[str]
    separator: str
    width: int
    file: str
    strays: list[Stray] = field(default_factory=list)

    def __iter__(self) -> Iterator[list[str]]:
        self._waiting: deque[str] = deque()
        self._coming = iter(self.lines)
        self._begun = False
        line, row = 1, 0
        while (first := self._next()) is not None:
            row += 1
            if len(first) > DEFAULT.cell_length:
                _check_length(first.split(self.separator), self.file)
            cells, taken = (first.split(self.separator), 1) if '"' not in first else self._marked(first, row, line)
            self._begun = self._begun or len(cells) == self.width
            yield cells
            line += taken

    @property
    def held(self) -> int:
        """How many of the lines that were taken are not read yet."""
        return len(self._waiting)

    def _next(self) -> str | None:
        return self._waiting.popleft() if self._waiting else next(self._coming, None)

    def _marked(self, first: str, row: int, line: int) -> tuple[list[str], int]:
        """Give the cells of a row that holds quotation marks, and how many lines it takes."""
        if not first.startswith('"') and f'{self.separator}"' not in first:
            return first.split(self.separator), 1
        alone = cells_of(first, self.separator)
        opened = _opened(first, self.separator)
        if opened is None:
            # Half of a text whose inner marks are not doubled; a title above the table may begin with a mark.
            if _TABLE <= self.width != len(alone) and self._begun and _begins_marked(first, self.separator):
                raise refused(OPEN_QUOTE, self.file, line=line)
            return alone, 1
        taken, is_closed = self._taken(first)
        if is_closed:
            cells = cells_of("\n".join(taken), self.separator)
            if not self._swallows(taken, cells):
                _check_length(cells, self.file)
                return cells, len(taken)
        is_row = len(alone) == self.width if self.width >= _TABLE else True
        if not is_row or (is_closed and not self._are_rows(taken)):
            raise refused(OPEN_QUOTE, self.file, line=line)
        self._waiting.extendleft(reversed(taken[1:]))
        self.strays.append(Stray(row, line, opened))
        return alone, 1

    def _taken(self, first: str) -> tuple[list[str], bool]:
        """Take lines until every mark is closed; say whether it was closed, and at the end of a cell."""
        taken = [first]
        while len(taken) < _AHEAD and (following := self._next()) is not None:
            taken.append(following)
            if (closing := _CLOSING.match(following)) is None:
                continue
            rest = following[closing.end() :]
            if rest and not rest.startswith(self.separator):
                return taken, False
            if _opened(rest, self.separator) is None:
                return taken, True
        return taken, False

    def _swallows(self, taken: list[str], cells: list[str]) -> bool:
        """Whether a cell of several lines holds rows that were never meant to be in it."""
        if self.width < _TABLE:
            return False
        if self._are_rows(taken):
            return True
        if len(cells) != self.width:
            return any("\n" in cell and self.separator in cell for cell in cells)
        inner = (line for cell in cells for line in cell.split("\n")[1:-1])
        return self.width > _TABLE and any(line.count(self.separator) == self.width - 1 for line in inner)

    def _are_rows(self, taken: list[str]) -> bool:
        return all(len(cells_of(line, self.separator)) == self.width for line in taken)


def cells_of(line: str, separator: str) -> list[str]:
    """
    Give the cells of a row; quotation marks that do not enclose a whole cell are letters.

    >>> cells_of('1;"Przykład; oddział";"Fundacja ""Próba"" 2";ul. "Zmyślona" 3', ";")
    ['1', 'Przykład; oddział', 'Fundacja "Próba" 2', 'ul. "Zmyślona" 3']
    """
    if '"' not in line:
        return line.split(separator)
    return [
        found[2] if found[1] is None else found[1].replace('""', '"')
        for found in _cell(separator).finditer(line)
    ]  # fmt: skip


def places_of(line: str, separator: str) -> list[tuple[int, int, bool]]:
    """
    Give where the cells of a row stand, and whether quotation marks (not counted in) enclose them.

    >>> places_of('1;"Próba"', ";")
    [(0, 1, False), (3, 8, True)]
    """
    found = _cell(separator).finditer(line)
    return [(*one.span(2), False) if one[1] is None else (*one.span(1), True) for one in found]


def _opened(line: str, separator: str) -> int | None:
    """Give the position of the cell that is still open at the end of `line`."""
    for position, found in enumerate(_cell(separator).finditer(line)):
        if found[1] is None and found[2].startswith('"') and _CLOSING.match(line, found.start(2) + 1) is None:
            return position
    return None


def _begins_marked(line: str, separator: str) -> bool:
    """Whether a cell begins with a mark that does not enclose it."""
    return any(found[1] is None and found[2].startswith('"') for found in _cell(separator).finditer(line))


def _cell(separator: str) -> re.Pattern[str]:
    apart = re.escape(separator)
    # re keeps compiled patterns; there are four separators.
    return re.compile(rf'(?:\A|{apart})(?:"((?:[^"]++|"")*+)"(?={apart}|\Z)|([^{apart}]*))')


def _check_length(cells: Iterable[str], file: str) -> None:
    longest = max(map(len, cells), default=0)
    if longest > DEFAULT.cell_length:
        raise over(file, CELL_LENGTH, longest, DEFAULT.cell_length)
