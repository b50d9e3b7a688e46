"""A table as a person wrote it: every cell's text, how it was stored, and its address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import pandas as pd

from aktywna.domain.findings.finding import Finding


class Stored(IntEnum):
    """How a cell was stored in its file."""

    EMPTY = 0
    TEXT = 1
    NUMBER = 2
    DATE = 3
    YES_NO = 4
    ERROR = 5
    FORMULA = 6
    """A formula whose value was not saved."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """
    One sheet of a workbook, or one CSV file, cell for cell.

    `text` has shape (rows, columns), dtype `str`, NA where a cell is empty; its index holds the row numbers as the
    spreadsheet shows them (1, 2, ...), its column labels are 0, 1, ... from column A. A number is its shortest decimal
    without exponent and without `.0`, a date ISO (`2016-03-12`, with time `2016-03-12 08:30:00`), a time `08:30:00`,
    yes/no `TRUE`/`FALSE`, an error its code (`#N/A`). `stored` has the same shape, dtype uint8, values of `Stored`.
    """

    file: str
    """Path relative to the project's folder, with `/`."""
    name: str | None
    """The sheet's name; a CSV file has none."""
    text: pd.DataFrame
    stored: pd.DataFrame
    notes: tuple[Finding, ...] = ()
    """What there is to say of how the file holds it: an encoding, sheets that were left out."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges: first row, first column, last row, last column; rows as shown, columns from 0."""


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """
    Name a column, counted from 0, as a spreadsheet does.

    >>> letters(0), letters(25), letters(26), letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def letters_of(cell: str) -> str:
    """
    Give the letters of a cell.

    >>> letters_of("AB12")
    'AB'
    """
    return cell.rstrip("0123456789")


def column_number(name: str) -> int:
    """
    Give the number of a column, from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
