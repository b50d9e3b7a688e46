"""Months and days off over whole columns: what lies months later, and which day is the next one of work."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

Days = np.ndarray[Any, np.dtype[np.datetime64]]
FAR = np.datetime64("2199-12-31", "D")
"""A day later than any in a register."""


def months_later(days: Days, months: int) -> Days:
    """
    Give the same day of the month `months` later, or the last one of a shorter month; unknown days stay unknown.

    >>> months_later(np.array(["2017-11-30", "2018-03-15"], dtype="datetime64[D]"), 3).astype(str).tolist()
    ['2018-02-28', '2018-06-15']
    """
    days = days.astype("datetime64[D]")
    month = days.astype("datetime64[M]")
    later = month + np.timedelta64(months, "M")
    last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    found: Days = np.minimum(later.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last)
    return found


def next_working(days: Days) -> Days:
    """
    Give the first day of work after each day: neither a Sunday nor a public holiday; days must be known.

    >>> next_working(np.array(["2017-04-14", "2017-04-15"], dtype="datetime64[D]")).astype(str).tolist()
    ['2017-04-15', '2017-04-18']
    """
    if not len(days):
        return days
    years = days.astype("datetime64[Y]").astype(int) + 1970
    off = [day for year in range(int(years.min()), int(years.max()) + 2) for day in holidays(year)]
    after = days.astype("datetime64[D]") + np.timedelta64(1, "D")
    found: Days = np.busday_offset(after, 0, roll="forward", weekmask="1111110", holidays=np.array(off, dtype="datetime64[D]"))
    return found


@lru_cache(maxsize=256)
def holidays(year: int) -> tuple[date, ...]:
    """
    Give the public holidays of a year besides Sundays: Dz.U. 2015 poz. 90, art. 1, as it stood from 2011; Christmas Eve from 2025.

    >>> len(holidays(2018)), date(2018, 5, 31) in holidays(2018)
    (13, True)
    """
    easter = _easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]
    fixed += [(12, 24)] if year >= 2025 else []  # noqa: PLR2004 - Dz.U. 2025 poz. 296
    moving = [easter + timedelta(days) for days in (0, 1, 49, 60)]
    return (*(date(year, month, day) for month, day in fixed), *moving)


def _easter(year: int) -> date:
    """Give Easter Sunday by the Gregorian reckoning of Meeus."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leap, rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)
