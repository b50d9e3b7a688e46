"""References in formulas: found between names, texts and functions, and written anew where cells have moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from aktywna.domain.sheets.sheet import column_number, letters

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SHEET = r"'(?:[^']|'')+'|[^\W\d][\w.]*"
_TOKENS = re.compile(
    r'(?P<text>"(?:[^"]|"")*")'
    rf"|(?P<far>(?:'[^']*\[[^']*'|\[[^\]]*\][\w.]*|(?:{_SHEET}):(?:{_SHEET}))!(?:{_CELL}(?::{_CELL})?|\$?[0-9]+:\$?[0-9]+)?)"
    rf"|(?:(?P<sheet>{_SHEET})!)?(?<![\w.$])(?P<first>{_CELL})(?::(?P<last>{_CELL}))?(?![\w.(!\[])"
    rf"|(?:(?P<sheet_>{_SHEET})!)?(?<![\w.$:])(?P<top>\$?[0-9]{{1,7}}):(?P<bottom>\$?[0-9]{{1,7}})(?![\w.:])"
    r"|(?P<table>[\w.]*\[(?:[^\[\]]|\[[^\]]*\])*\])"
    r"|(?P<name>[^\W\d][\w.]*)"
)
_PARTS = re.compile(r"(\$?)([A-Z]{0,3})(\$?)([0-9]*)")
_FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\($")
MANY = frozenset({
    "SUM", "AVERAGE", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS", "AVERAGEIF", "AVERAGEIFS", "MIN", "MAX",
    "MEDIAN", "PRODUCT", "SUBTOTAL", "AGGREGATE", "SUMPRODUCT", "STDEV", "VAR", "CONCAT", "TEXTJOIN",
})  # fmt: skip
"""Functions of many cells: who writes one cell that is repeated into them means all of its copies."""


@dataclass(frozen=True)
class Corner:
    """A corner of a range: its row (0 where whole columns are meant), its column from 0 (-1 for whole rows), and which of them stay."""

    row: int
    column: int
    fixed_row: bool = False
    fixed_column: bool = False

    def __str__(self) -> str:
        column = f"{'$' * self.fixed_column}{letters(self.column)}" if self.column >= 0 else ""
        return column + (f"{'$' * self.fixed_row}{self.row}" if self.row else "")


@dataclass(frozen=True)
class Reference:
    """A cell or a range in a formula."""

    sheet: str | None
    """None for the formula's own sheet."""
    first: Corner
    last: Corner | None
    is_of_many: bool = False
    """Whether it stands alone as an argument of a function of many cells."""


Move = Callable[[Reference], Reference]


def moved(formula: str, move: Move) -> str:
    """
    Give a formula with every reference moved; texts, names, functions, tables' columns and other workbooks stay.

    >>> down = lambda found: replace(found, first=replace(found.first, row=found.first.row + 1))
    >>> moved('IF(A1="B2",LOG10(C3),Arkusz1!$D$4)', down)
    'IF(A2="B2",LOG10(C4),Arkusz1!$D$5)'
    """

    def written(found: re.Match[str]) -> str:
        first, last = found["first"] or found["top"], found["last"] or found["bottom"]
        if not first:
            return found[0]
        named = found["sheet"] or found["sheet_"]
        sheet = named.strip("'").replace("''", "'") if named else None
        many = not last and _is_of_many(formula, found.start(), found.end())
        new = move(Reference(sheet, _corner(first), _corner(last) if last else None, many))
        return (f"{named}!" if named else "") + str(new.first) + (f":{new.last}" if new.last else "")

    return _TOKENS.sub(written, formula)


def shifted(formula: str, rows: int, columns: int) -> str:
    """
    Give a formula as it reads so many rows and columns further on: what is not fixed moves along.

    >>> shifted("A1+$B$1+C$1", 2, 1)
    'B3+$B$1+D$1'
    """

    def along(corner: Corner) -> Corner:
        row = corner.row if corner.fixed_row or not corner.row else corner.row + rows
        return replace(corner, row=row, column=corner.column if corner.fixed_column or corner.column < 0 else corner.column + columns)

    return moved(formula, lambda found: replace(found, first=along(found.first), last=found.last and along(found.last)))


def _corner(written: str) -> Corner:
    found = _PARTS.fullmatch(written)
    if found is None:
        raise ValueError(written)
    # Of `$5` alone the sign is the row's.
    fixed_row = bool(found[3]) or (bool(found[1]) and not found[2])
    return Corner(int(found[4] or 0), column_number(found[2]) if found[2] else -1, fixed_row, bool(found[1]) and bool(found[2]))


def _is_of_many(formula: str, start: int, end: int) -> bool:
    if formula[start - 1 : start] not in {"(", ","} or formula[end : end + 1] not in {")", ","}:
        return False
    depth, at = 0, start - 1
    while at >= 0 and depth >= 0:
        depth += {")": 1, "(": -1}.get(formula[at], 0)
        at -= 1
    named = _FUNCTION.search(formula[: at + 2].upper()) if depth < 0 else None
    return named is not None and named[1] in MANY
