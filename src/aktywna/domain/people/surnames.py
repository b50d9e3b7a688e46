"""Surnames that a woman and a man bear in two forms, held against the sex that their PESEL numbers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.cells.identifiers import NO_NUMBER
from aktywna.domain.cells.texts import marked, taken
from aktywna.domain.people.pesels import numbers_of, says_woman, valid

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools, Numbers, Texts
    from aktywna.domain.registers.books import Books

_FORM = r"(?i)(?:[wnń]s|[aeioy]c|dz)k(?P<last>[ai])$"
"""Adjectives such as -owska, -ińska, -icka, -udzka; other surnames are alike for both, and so are nouns such as Laska."""
_A, _I = b"ai"
FEWEST, FEWEST_OF_EACH = 5, 2
"""A woman may bear the form of a man and be right (a foreigner); women and men both do not."""
_SHARE = 0.25
"""Even where surnames were shuffled at random hardly half of them meet the other sex."""


def beside_others(books: Books) -> list[tuple[Numbers, int]]:
    """
    Give the runs of rows, one a sheet, in which surnames stand beside the PESEL numbers of others.

    Of each: the rows whose surname has the form of the other sex, and how many surnames between the first and the last of them
    have two forms. To be asked by `books.once`.
    """
    people = books.participants
    # In a register without a fault hardly any woman is left, and that is seen by a single byte.
    women = _of_sex(books, _I, is_woman=True)
    if len(women) < FEWEST_OF_EACH:
        return []
    men = _of_sex(books, _A, is_woman=False)
    asked = np.union1d(women, men)
    denied = asked[_forms(books, asked) != ""]
    if len(denied) < FEWEST:
        return []
    origin = people.origin if len(people.origin) else np.zeros(len(people), dtype=np.intp)
    known, woman = valid(books), says_woman(numbers_of(books))
    found = []
    for sheet in np.unique(origin[denied]).tolist():
        rows = denied[origin[denied] == sheet]
        between = np.arange(rows[0], rows[-1] + 1)
        told = between[known[between] & (origin[between] == sheet)]
        of = int((_forms(books, told) != "").sum())
        both = min(int(woman[rows].sum()), int((~woman[rows]).sum()))
        if len(rows) >= FEWEST and both >= FEWEST_OF_EACH and len(rows) >= _SHARE * of:
            found.append((rows, of))
    return found


def _of_sex(books: Books, byte: int, *, is_woman: bool) -> Numbers:
    """Give the rows of women, or of men, by their PESEL numbers, whose surname ends in a letter."""
    rows = np.flatnonzero(marked(books.participants["last_name"], lambda texts: _ends_in(texts, byte)))
    numbers = numbers_of(books)[rows]
    found: Numbers = rows[(numbers != NO_NUMBER) & (says_woman(numbers) == is_woman)]
    return found


def _ends_in(texts: Texts, byte: int) -> Bools:
    ends = np.zeros(len(texts), dtype=np.bool_)
    rows = texts.rows_where((texts.last(texts.filled) | 0x20) == byte)
    ends[rows] = True
    return ends


def _forms(books: Books, rows: Numbers) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Give the last letter of the surnames that have two forms, nothing of the others: shape (rows,)."""
    found: np.ndarray[tuple[int], np.dtype[np.object_]]
    found = taken(books.participants["last_name"], rows).str.strip().str.extract(_FORM)["last"].fillna("").to_numpy(dtype=object)
    return found
