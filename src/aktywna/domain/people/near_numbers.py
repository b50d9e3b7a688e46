"""PESEL numbers a slip of the hand apart: one digit wrong, or two neighbouring digits swapped. Looked up, never compared in pairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.identifiers import NO_NUMBER, PESEL_DIGITS, pesel_numbers
from aktywna.domain.cells.texts import Bools, Numbers, taken
from aktywna.domain.people.participants import folded
from aktywna.domain.people.pesels import are_among, holders, known_numbers, valid
from aktywna.domain.registers.derived import derived

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

NONE = NO_NUMBER
_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_PIECE = 40_000
_POWERS = tuple(10**place for place in range(PESEL_DIGITS - 1, -1, -1))
_INVERSE = {1: 1, 3: 7, 7: 3, 9: 9}
"""What a weight is multiplied by to give one, in arithmetic modulo ten: so one digit at each place mends the check digit."""
_KEEPS_THE_SUM = 5
"""Neighbours that differ by this much may be swapped, and the check digit does not notice."""
_KEEP_THE_SUM = np.array([tens + _KEEPS_THE_SUM == ones for tens in range(10) for ones in range(10)])
"""Whether two neighbouring digits, read as a number, are such."""


@derived("participants", "slip")
def slip(books: Books) -> pd.Series[Any]:
    """
    The row whose valid PESEL differs from the row's own number, which is not valid, in one digit or by a swap.

    `NONE` where there is no such row, or where the first names tell two people apart. Shape (rows,), dtype int64.
    """
    people = books.participants
    found = np.full(len(people), NONE, dtype=np.int64)
    suspects = np.flatnonzero(people.known("pesel") & ~valid(books))
    if len(suspects):
        wrong, numbers, _ = pesel_numbers(taken(people.get("pesel"), suspects))
        rows = suspects[wrong]
        others = holders(books, np.stack(_mended(numbers)))
        way, which = np.nonzero(others != NONE)
        one = ~told_apart(people, rows[which], others[way, which])
        # Of several ways to mend a number the first that leads to somebody counts.
        mended, first = np.unique(which[one], return_index=True)
        found[rows[mended]] = others[way[one][first], mended]
    return pd.Series(found, name="slip", copy=False)


def swapped(books: Books) -> tuple[Numbers, Numbers]:
    """
    Give the pairs of rows with valid PESEL numbers that differ by two neighbouring digits swapped: rows, other rows.

    Only numbers whose neighbours differ by five can be valid both ways. Each pair once.
    """
    known = known_numbers(books)
    pairs = [np.stack(pair) for powers in pairwise(_POWERS) for pair in _swapped_at(known, *powers)]
    if not pairs:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    first, second = holders(books, np.concatenate(pairs, axis=1))
    return np.maximum(first, second), np.minimum(first, second)


def _swapped_at(known: Numbers, power: int, next_power: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Give those of the known numbers, which are sorted, that are another one with two neighbours swapped, and that one; in pieces."""
    for low in range(0, len(known), _PIECE):
        some = known[low : low + _PIECE]
        one = some[_KEEP_THE_SUM[some // next_power % 100]]
        other = one + _KEEPS_THE_SUM * (power - next_power)
        held = are_among(other, known)
        if held.any():
            yield one[held], other[held]


def differs_in_one(text: pd.Series[Any], other: pd.Series[Any]) -> Bools:
    """Say which numbers of eleven digits differ from the others in one digit (if not, two are swapped); shape (rows,)."""
    one, another = text.to_numpy(dtype=np.int64), other.to_numpy(dtype=np.int64)
    apart = sum((one // power % 10 != another // power % 10).astype(np.int64) for power in _POWERS)
    single: Bools = np.asarray(apart) == 1
    return single


def _mended(numbers: Numbers) -> list[Numbers]:
    """Give the numbers with the right check digit that each may have been meant to be: eleven by a digit, ten by a swap."""
    digits = [numbers // power % 10 for power in _POWERS]
    short = -sum((digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)), np.zeros_like(numbers)) % 10
    found = []
    for digit, weight, power in zip(digits, _WEIGHTS, _POWERS, strict=True):
        right = (digit + short * _INVERSE[weight]) % 10
        found.append(numbers + (right - digit) * power)
    swaps = ((digits[place + 1] - digits[place]) * (_POWERS[place] - _POWERS[place + 1]) for place in range(PESEL_DIGITS - 1))
    return [*found, *(numbers + swap for swap in swaps)]


def told_apart(people: Register, rows: Numbers, others: Numbers) -> Bools:
    """Say which pairs have different first names: twins and strangers. Of several names the first is compared."""
    codes, names = pd.factorize(people.get("first_name").iloc[np.concatenate([rows, others])])
    words = folded(pd.Series(names, dtype="str")).str.split(" ").str[0]
    same = np.append(pd.factorize(words)[0], NONE)[codes]
    one, other = same[: len(rows)], same[len(rows) :]
    apart: Bools = (one != NONE) & (other != NONE) & (one != other)
    return apart
