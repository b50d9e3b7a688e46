"""Rows that say the same: a number for each, shared by the rows whose columns agree, within a register or across two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

Keys = np.ndarray[Any, np.dtype[np.int64]]
"""A number for each row; `NONE` where there is none."""
Rows = np.ndarray[Any, np.dtype[np.intp]]
NONE = -1
_ROOM = 2**62
"""As many combinations of values as a number can tell apart."""
_AS_FEW = 4
"""Numbers up to so many times the rows need not be made smaller: a table of them is still small."""
_DAYS = 500 * 366
_SECONDS = 24 * 60 * 60
_NO_DAY = np.iinfo(np.int64).min


def keys(columns: Iterable[pd.Series[Any] | Keys], *, blanks: bool = False) -> Keys:
    """
    Give each row a number that exactly those rows share whose columns all agree: shape (rows,), not much above the rows.

    A row with a blank column has none, unless `blanks` agree with one another like any other value. Of a column that is
    numbers of this kind already, those below zero are blank.
    """
    codes: Any = None
    blank: Any = None
    room = 1
    for column in columns:
        values, size = _numbered(column)
        if values.min(initial=0) < 0:
            here = values < 0
            blank = here if blank is None else blank | here
        if room * (size + 1) >= _ROOM and codes is not None:
            codes, seen = pd.factorize(codes)
            room = len(seen) + 1
        room *= size + 1
        if codes is None:
            codes = values + 1
        else:
            # In its own place: new memory costs more than the sums.
            codes *= size + 1
            codes += values
            codes += 1
    if codes is None:
        raise ValueError("no column")
    found: Keys = codes if room <= _AS_FEW * len(codes) else pd.factorize(codes)[0].astype("int64")
    if blank is not None and not blanks:
        found[blank] = NONE
    return found


def _numbered(column: pd.Series[Any] | Keys) -> tuple[Keys, int]:
    """Give the values of a column as numbers from zero, below zero where it is blank, and a number above them all."""
    if isinstance(column, np.ndarray):
        values = column.astype("int64", copy=False)
        unknown = values < 0 if values.min(initial=0) < 0 else None
    elif column.dtype.kind == "M":
        seconds = column.to_numpy().astype("datetime64[s]", copy=False).view("int64")
        values, unknown = seconds // _SECONDS, seconds == _NO_DAY if seconds.min(initial=0) == _NO_DAY else None
    elif column.dtype == "Int64":
        values, unknown = column.to_numpy(dtype="int64", na_value=0), column.isna().to_numpy()
    else:
        codes, words = pd.factorize(column)
        return codes.astype("int64", copy=False), len(words)
    some = values if unknown is None else values[~unknown]
    least, most = (int(some.min()), int(some.max())) if len(some) else (0, 0)
    if most - least > _AS_FEW * len(values) + _DAYS:
        codes, different = pd.factorize(values if unknown is None else np.where(unknown, least - 1, values))
        codes = codes.astype("int64", copy=False)
        if unknown is not None:
            codes[unknown] = NONE
        return codes, len(different)
    if column.dtype.kind != "M" and (least or unknown is not None):
        values = values.copy()  # the column's own; those of days were made here
    if least:
        values -= least
    if unknown is not None:
        values[unknown] = NONE
    return values, most - least + 1


def shared_keys(ours: Sequence[pd.Series[Any]], theirs: Sequence[pd.Series[Any]]) -> tuple[Keys, Keys]:
    """Give the rows of two registers numbers that agree where their columns do, column by column in the given order."""
    both = keys(pd.concat([one, other], ignore_index=True) for one, other in zip(ours, theirs, strict=True))
    return both[: len(ours[0])], both[len(ours[0]) :]


def earlier_twin(numbers: Keys) -> Rows:
    """Give for each row the position of the first row with the same number, else `NONE`."""
    found = np.full(len(numbers), NONE, dtype=np.intp)
    rows = rows_not_alone(numbers)
    if len(rows):
        _, heads, back = np.unique(numbers[rows], return_index=True, return_inverse=True)
        first = rows[heads[back]]
        found[rows] = np.where(first == rows, NONE, first)
    return found


def rows_not_alone(numbers: Keys) -> Rows:
    """Give the rows whose number another row has too."""
    if int(numbers.max(initial=0)) > _AS_FEW * len(numbers) + _DAYS:
        return np.flatnonzero(pd.Series(numbers).duplicated(keep=False).to_numpy() & (numbers >= 0))
    if numbers.min(initial=0) >= 0:
        times = np.bincount(numbers, minlength=1)
        return np.flatnonzero((times > 1)[numbers]) if times.max() > 1 else np.empty(0, dtype=np.intp)
    # Those that have none are counted together, as the first.
    times = np.bincount(np.maximum(numbers, NONE) + 1, minlength=1)
    times[0] = 0
    return np.flatnonzero((times > 1)[np.maximum(numbers, NONE) + 1]) if times.max() > 1 else np.empty(0, dtype=np.intp)


def how_many(numbers: Keys, among: Keys) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give for each of `numbers` how often it stands in `among`; 0 for `NONE`."""
    counted = np.bincount(among[among >= 0], minlength=int(numbers.max(initial=NONE)) + 1)
    return np.where(numbers >= 0, counted[np.maximum(numbers, 0)] if len(counted) else 0, 0)


def last_over(
    numbers: Keys, when: np.ndarray[Any, Any], amounts: np.ndarray[Any, Any], limit: Any
) -> tuple[np.ndarray[Any, np.dtype[np.bool_]], np.ndarray[Any, np.dtype[np.float64]]]:
    """
    Sum `amounts` by number, and mark the last row of each sum that is over the limit; also give that sum at the row.

    The last is the one with the greatest `when`, of those of one moment the last in the register. `limit` is a number or
    one for each row. Rows without a number or an amount are left out. Sums are compared to a millionth: 3.3 + 3.3 + 3.4
    is not over 10.
    """
    amounts = np.asarray(amounts, dtype="float64")
    marked, total = np.zeros(len(numbers), dtype=bool), np.zeros(len(numbers))
    rows = np.flatnonzero((numbers >= 0) & ~np.isnan(amounts))
    if len(rows) and int(numbers.max()) <= _AS_FEW * len(numbers) + _DAYS:
        # Only the sums that are near a limit or over one are worked out exactly, and in order.
        sums = np.bincount(numbers[rows], weights=amounts[rows])
        near = sums > (np.inf if np.isnan(limit).all() else float(np.nanmin(limit)) - 1)
        rows = rows[near[numbers[rows]]] if near.any() else rows[:0]
    if not len(rows):
        return marked, total
    order = rows[np.lexsort((rows, when[rows], numbers[rows]))]
    heads = np.flatnonzero(np.diff(numbers[order], prepend=NONE))
    last = order[np.append(heads[1:], len(order)) - 1]
    total[last] = np.round(np.add.reduceat(amounts[order], heads), 6)
    marked[last] = total[last] > np.broadcast_to(np.asarray(limit, dtype="float64"), len(numbers))[last]
    return marked, total
