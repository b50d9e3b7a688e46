"""Months and days off over whole columns: what lies months later, and which day is the next one of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Self

import numpy as np
from dateutil.easter import easter
from pydantic import Field, model_validator

from aktywna.domain.promises.model import Model

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


class Holiday(Model):
    """A day off work that comes every year: on a day of a month, or so many days after Easter Sunday."""

    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    after_easter: int | None = None
    since: date | None = None
    """The first day on which it was one; without it, always."""
    source: str

    @model_validator(mode="after")
    def _falls_once(self) -> Self:
        if (self.month is None) != (self.day is None) or (self.day is None) == (self.after_easter is None):
            raise ValueError("a holiday has either a month and a day, or a number of days after Easter")
        return self

    def falls(self, year: int) -> date | None:
        """Give its day in a year; nothing when it was none yet."""
        found = date(year, self.month, self.day) if self.month and self.day else easter(year) + timedelta(self.after_easter or 0)
        return found if self.since is None or found >= self.since else None


def next_working(days: Days, off: Sequence[Holiday]) -> Days:
    """
    Give the first day of work after each day: neither a Sunday nor one of the days `off`; days must be known.

    >>> monday = Holiday(after_easter=1, source="")
    >>> next_working(np.array(["2017-04-14", "2017-04-15"], dtype="datetime64[D]"), [monday]).astype(str).tolist()
    ['2017-04-15', '2017-04-18']
    """
    if not len(days):
        return days
    years = days.astype("datetime64[Y]").astype(int) + 1970
    found = [day for year in range(int(years.min()), int(years.max()) + 2) for one in off if (day := one.falls(year)) is not None]
    after = days.astype("datetime64[D]") + np.timedelta64(1, "D")
    working: Days = np.busday_offset(after, 0, roll="forward", weekmask="1111110", holidays=np.array(found, dtype="datetime64[D]"))
    return working
