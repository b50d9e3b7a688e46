"""What follows from a day, worked out once for each day there is: a register has a million rows, and some thousands of days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Days = np.ndarray[Any, np.dtype[np.datetime64]]
_SECONDS = 24 * 60 * 60
_NO_DAY = np.iinfo(np.int64).min
_PIECE = 40_000
_YEAR, _MONTH = 10_000, 100


def of_each_day(days: pd.Series[Any], follow: Callable[[Days], np.ndarray[Any, Any]], blank: Any) -> np.ndarray[Any, Any]:
    """
    Give what follows from each day of a column, `blank` where there is none: shape (rows,).

    `follow` is given days one after another (datetime64[D]), and gives something of one dtype for each.
    """
    raw = days.to_numpy().astype("datetime64[s]", copy=False).view(np.int64)
    # A day that is not there is the least of all numbers.
    known = raw if len(raw) and raw.min() != _NO_DAY else raw[raw != _NO_DAY]
    if not len(known):
        return np.full(len(days), blank)
    first, last = int(known.min()) // _SECONDS, int(known.max()) // _SECONDS
    told = follow(np.arange(first, last + 1).astype("datetime64[D]"))
    told = np.append(told, np.array([blank], dtype=told.dtype))
    found = np.empty(len(raw), dtype=told.dtype)
    # Piece by piece nothing that is made on the way is new memory.
    for low in range(0, len(raw), _PIECE):
        some = raw[low : low + _PIECE]
        places = some // _SECONDS - first
        places[some == _NO_DAY] = len(told) - 1
        np.take(told, places, out=found[low : low + _PIECE])
    return found


def whole_years(born: pd.Series[Any], day: pd.Series[Any]) -> pd.Series[Any]:
    """Give whole years from birth to a day (rules.md L6), Int64: a birthday counts on its day; unknown where either is."""
    unknown = (born.isna() | day.isna()).to_numpy()
    # With the day written as 20160314, the birthday of a year that is not over takes one from the difference of years.
    years = (of_each_day(day, _as_written, 0) - of_each_day(born, _as_written, 0)) // _YEAR
    return pd.Series(pd.arrays.IntegerArray(years.astype(np.int64, copy=False), unknown), index=born.index, copy=False)


def months_before(days: pd.Series[Any], months: int) -> Days:
    """Give the days so many months before, of a month that is shorter its last day; NaT where there is none: shape (rows,)."""

    def before(each: Days) -> np.ndarray[Any, Any]:
        return (pd.Series(each.astype("datetime64[s]")) - pd.DateOffset(months=months)).to_numpy().astype("datetime64[s]")

    return of_each_day(days, before, np.datetime64("NaT", "s"))


def _as_written(days: Days) -> np.ndarray[Any, Any]:
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64) + 1970 * 12
    written: np.ndarray[Any, Any] = month // 12 * _YEAR + (month % 12 + 1) * _MONTH + (days - months).astype(np.int64) + 1
    return written.astype(np.int32)
