"""The PESEL numbers of the participants, read once: as whole numbers, and which of them stand in several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.each_day import of_each_day
from aktywna.domain.cells.identifiers import NO_NUMBER, PESEL_DIGITS, first_digits, valid_pesels
from aktywna.domain.registers.derived import derived

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books

Pesels = np.ndarray[Any, np.dtype[np.int64]]
"""Valid PESEL numbers as whole numbers."""
Rows = np.ndarray[Any, np.dtype[np.intp]]


@derived("participants", "pesel_number")
def pesel_number(books: Books) -> pd.Series[Any]:
    """The valid PESEL of each row as a whole number, int64; `NO_NUMBER` where there is none."""
    return pd.Series(valid_pesels(books.participants.get("pesel")), name="pesel_number", copy=False)


def numbers_of(books: Books) -> Pesels:
    """Give the valid PESEL of each row as a whole number, `NO_NUMBER` where there is none: shape (rows,)."""
    return books.column("participants", "pesel_number").to_numpy()


def valid(books: Books) -> Bools:
    """Say which rows have a valid PESEL: shape (rows,)."""
    found: Bools = numbers_of(books) != NO_NUMBER
    return found


def says_woman(numbers: Pesels) -> Bools:
    """Say in which numbers the tenth digit is even: those of women (rules.md L11)."""
    woman: Bools = (numbers // 10) & 1 == 0
    return woman


def says_birth(numbers: Pesels, birth: pd.Series[Any]) -> Bools:
    """Say which numbers are of people born on the given days; shape (rows,), not where there is no day."""
    said: Bools = numbers // 10 ** (PESEL_DIGITS - 6) == of_each_day(birth, first_digits, -1)
    return said & birth.notna().to_numpy()


def known_numbers(books: Books) -> Pesels:
    """Give the different valid PESEL numbers, the smallest first."""
    return books.once(_known_and_doubled)[0]


def rows_that_share(books: Books) -> Rows:
    """Give the rows whose valid PESEL stands in another row too; to be asked by `books.once`."""
    return _rows_with(books, books.once(_known_and_doubled)[1])


def holders(books: Books, wanted: Pesels) -> Rows:
    """Give the first row with each of the wanted numbers, `NO_NUMBER` where nobody has it: the shape of `wanted`."""
    numbers, found = known_numbers(books), np.full(wanted.shape, NO_NUMBER, dtype=np.intp)
    held = are_among(wanted, numbers)
    rows = _rows_with(books, wanted[held])
    known, first = np.unique(numbers_of(books)[rows], return_index=True)
    found[held] = rows[first][np.searchsorted(known, wanted[held])]
    return found


def are_among(wanted: Pesels, numbers: Pesels) -> Bools:
    """Say which of the wanted numbers are among `numbers`, which are sorted: the shape of `wanted`."""
    if not len(numbers):
        return np.zeros(wanted.shape, dtype=np.bool_)
    found: Bools = numbers[np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)] == wanted
    return found


def _known_and_doubled(books: Books) -> tuple[Pesels, Pesels]:
    numbers = np.sort(numbers_of(books))
    numbers = numbers[np.searchsorted(numbers, 0) :]
    again = np.flatnonzero(numbers[1:] == numbers[:-1]) + 1
    return (np.delete(numbers, again) if len(again) else numbers), numbers[again]


def _rows_with(books: Books, wanted: Pesels) -> Rows:
    if not len(wanted):
        return np.empty(0, dtype=np.intp)
    return np.flatnonzero(pd.Series(numbers_of(books), copy=False).isin(wanted))


def rounded(books: Books) -> Bools:
    """Say which numbers a spreadsheet rounded (`7,20516E+10`): shape (rows,); to be asked by `books.once`."""
    people = books.participants
    found = people.known("pesel") & ~valid(books)
    rows = np.flatnonzero(found)
    found[rows] = people["pesel"].iloc[rows].str.fullmatch(_EXPONENT).to_numpy(dtype=bool, na_value=False)
    return found


_EXPONENT = r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}"
