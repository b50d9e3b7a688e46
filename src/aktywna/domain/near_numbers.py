"""PESEL numbers a slip of the hand apart: one digit wrong, or two neighbouring digits swapped. Looked up, never compared in pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.derived import derived
from aktywna.domain.identifiers import PESEL_DIGITS, pesel_numbers
from aktywna.domain.people import folded
from aktywna.domain.texts import Bools, Numbers

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Register

NONE = -1
_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)
_POWERS = tuple(10**place for place in range(PESEL_DIGITS - 1, -1, -1))
_INVERSE = {1: 1, 3: 7, 7: 3, 9: 9}
"""What a weight is multiplied by to give one, in arithmetic modulo ten: so one digit at each place mends the check digit."""
_KEEPS_THE_SUM = 5
"""Neighbours that differ by this much may be swapped, and the check digit does not notice."""


@derived("participants", "slip")
def slip(books: Books) -> pd.Series[Any]:
    """
    The row whose valid PESEL differs from the row's own number, which is not valid, in one digit or by a swap.

    `NONE` where there is no such row, or where the first names tell two people apart. Shape (rows,), dtype int64.
    """
    people = books.participants
    rows, numbers, valid = pesel_numbers(people.get("pesel"))
    found = np.full(len(people), NONE, dtype=np.int64)
    wrong = np.flatnonzero(~valid)
    if len(wrong) and valid.any():
        known, holders = np.unique(numbers[valid], return_index=True)
        holders = rows[valid][holders]
        for candidates in _mended(numbers[wrong]):
            others = _looked_up(candidates, known, holders)
            hit = (found[rows[wrong]] == NONE) & (others != NONE)
            hit[hit] = ~told_apart(people, rows[wrong][hit], others[hit])
            found[rows[wrong][hit]] = others[hit]
    return pd.Series(found, name="slip")


def swapped(people: Register) -> tuple[Numbers, Numbers]:
    """
    Give the pairs of rows with valid PESEL numbers that differ by two neighbouring digits swapped: rows, other rows.

    Only numbers whose neighbours differ by five can be valid both ways. Each pair once.
    """
    rows, numbers, valid = pesel_numbers(people.get("pesel"))
    known, holders = np.unique(numbers[valid], return_index=True)
    holders = rows[valid][holders]
    pairs = [np.empty((2, 0), dtype=np.int64)]
    digits = [known // power % 10 for power in _POWERS]
    for place in range(PESEL_DIGITS - 1):
        here = np.flatnonzero(digits[place + 1] - digits[place] == _KEEPS_THE_SUM)
        others = _looked_up(known[here] + _KEEPS_THE_SUM * (_POWERS[place] - _POWERS[place + 1]), known, holders)
        pairs.append(np.stack([holders[here], others])[:, others != NONE])
    first, second = np.concatenate(pairs, axis=1)
    return np.maximum(first, second), np.minimum(first, second)


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


def _looked_up(wanted: Numbers, known: Numbers, holders: Numbers) -> Numbers:
    """Give the rows that hold the wanted numbers; `known` is sorted."""
    at = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    if not len(known):
        return np.full(len(wanted), NONE, dtype=np.int64)
    return np.where(known[at] == wanted, holders[at], NONE)


def told_apart(people: Register, rows: Numbers, others: Numbers) -> Bools:
    """Say which pairs have different first names: twins and strangers. Of several names the first is compared."""
    names = people.get("first_name")
    one, other = (folded(names.iloc[at]).str.extract(r"^(\S+)", expand=False).to_numpy(dtype=object) for at in (rows, others))
    apart: Bools = ~pd.isna(one) & ~pd.isna(other) & (one != other)
    return apart
