"""Long columns of whole numbers: which ones there are, where each stands among others, and which stand there again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
_AS_FEW = 4
"""Numbers that lie within so many times the rows are marked in a table, which is faster than sorting them."""
_ALWAYS = 1 << 17
"""A table of so many places costs next to nothing."""
NOWHERE = -1


def distinct(numbers: Ints) -> Ints:
    """
    Give the different numbers in order.

    >>> distinct(np.array([7, 3, 7])).tolist()
    [3, 7]
    """
    low, high = _ends(numbers)
    if _is_narrow(low, high, len(numbers)):
        marks = np.zeros(high - low + 1, dtype=np.bool_)
        marks[numbers - low] = True
        return np.flatnonzero(marks) + low
    # `np.unique` puts the numbers into a hash table, which takes forty times as long as this for a million of them.
    ordered = np.sort(numbers)
    found: Ints = ordered[np.append(True, ordered[1:] != ordered[:-1])]
    return found


def places(numbers: Ints, known: Ints) -> Ints:
    """
    Give where each number stands in `known`, which are in order and each there once; `NOWHERE` where it does not.

    >>> places(np.array([7, 5, 3]), np.array([3, 7])).tolist()
    [1, -1, 0]
    """
    if not len(known) or not len(numbers):
        return np.full(len(numbers), NOWHERE, dtype="int64")
    low, high = int(known[0]), int(known[-1])
    if not _is_narrow(low, high, len(numbers) + len(known)):
        return pd.Index(known).get_indexer(pd.Index(numbers)).astype("int64", copy=False)
    table = np.full(high - low + 2, NOWHERE, dtype="int64")
    table[known - low] = np.arange(len(known))
    at = numbers - low
    # What lies outside has the place after the last.
    found: Ints = table[np.where((at < 0) | (at > high - low), high - low + 1, at)]
    return found


def repeated(numbers: Ints) -> Ints:
    """
    Give the rows whose number another row has too, in order.

    >>> repeated(np.array([7, 3, 7])).tolist()
    [0, 2]
    """
    low, high = _ends(numbers)
    if _is_narrow(low, high, len(numbers)):
        times = np.bincount(numbers - low, minlength=1)
        return np.flatnonzero((times > 1)[numbers - low]) if times.max() > 1 else np.empty(0, dtype="int64")
    ordered = np.sort(numbers)
    again = distinct(ordered[1:][ordered[1:] == ordered[:-1]])
    return np.flatnonzero(places(numbers, again) != NOWHERE) if len(again) else np.empty(0, dtype="int64")


def agreed(groups: Ints, values: np.ndarray[Any, np.dtype[np.float64]], size: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """
    Give the value that all rows of a group have, NaN where they differ or have none: shape (size,).

    `groups` (rows,) are from 0 to below `size`; a NaN among `values` says nothing, and no row with it is looked at.

    >>> agreed(np.array([0, 0, 1, 1, 1]), np.array([2.0, 3.0, 4.0, np.nan, 4.0]), 3).tolist()
    [nan, 4.0, nan]
    """
    told = ~np.isnan(values)
    if not told.all():
        groups, values = groups[told], values[told]
    found = np.full(size, np.nan)
    found[groups] = values
    found[groups[found[groups] != values]] = np.nan
    return found


def _ends(numbers: Ints) -> tuple[int, int]:
    return (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)


def _is_narrow(low: int, high: int, rows: int) -> bool:
    return high - low <= _AS_FEW * rows + _ALWAYS
