"""Days beside rows: of events, the first on which they were enough, the earliest and the latest of several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.registers.register import Absent

if TYPE_CHECKING:
    from aktywna.domain.registers.register import Register

Days = np.ndarray[Any, np.dtype[np.datetime64]]
"""A day for each row, NaT where there is none: shape (rows,)."""


def days_of(events: Register) -> Days:
    """Give the day of each event."""
    dated = events.layout.dated
    days: Days = events.get(dated).to_numpy().astype("datetime64[s]") if dated else no_days(len(events))
    return days


def day_reached(  # noqa: PLR0913 - the columns of an event
    owner: np.ndarray[Any, Any], days: Days, weight: np.ndarray[Any, Any], counted: np.ndarray[Any, Any], needed: float, rows: int, /
) -> Days:
    """Give for each row the day on which its events first reached `needed`; NaT where they never did."""
    dated = np.flatnonzero(counted & ~np.isnat(days))
    day = days[dated].astype("datetime64[D]").astype("int64")
    if not len(day):
        return no_days(rows)
    first = int(day.min())
    # Days as small numbers sort in time that is linear in the rows; diaries are longer than anything else.
    day = (day - first).astype("uint16") if int(day.max()) - first < _SMALL else day - first
    if needed <= 1 and (weight[dated] == 1).all():
        enough = np.arange(len(dated))
    else:
        if (day[1:] < day[:-1]).any():
            order = np.argsort(day, kind="stable")
            dated, day = dated[order], day[order]
        # Owners are numbers of rows already, and need not be numbered again.
        of_whom = pd.CategoricalIndex(pd.Categorical.from_codes(owner[dated], categories=pd.RangeIndex(rows), validate=False))
        running = pd.Series(weight[dated]).groupby(of_whom, sort=False, observed=False).cumsum().to_numpy()
        enough = np.flatnonzero(running >= needed - 1e-9)
    reached = np.full(rows, _NEVER, dtype="int64")
    np.minimum.at(reached, owner[dated[enough]], day[enough].astype("int64"))
    found: Days = (reached + first).astype("datetime64[D]").astype("datetime64[s]")
    found[reached == _NEVER] = np.datetime64("NaT")
    return found


_SMALL, _NEVER = 1 << 16, 1 << 40
"""How many days fit a small number; more days than there are."""


def no_days(rows: int) -> Days:
    """Give rows without a day."""
    return np.full(rows, np.datetime64("NaT", "s"), dtype="datetime64[s]")


def latest(one: Days, other: Days) -> Days:
    """Give the later day of each row; of one alone, that one."""
    return np.fmax(one, other)


def earliest(one: Days, other: Days) -> Days:
    """Give the earlier day of each row; of one alone, that one."""
    return np.fmin(one, other)


def bound_days(bound: str | date, column: Callable[[str], pd.Series[Any]], rows: int) -> Days:
    """Give the day of a bound for each row: the same for all, or that of a column, which `column` gives; NaT where there is none."""
    if isinstance(bound, date):
        return np.full(rows, np.datetime64(bound, "s"), dtype="datetime64[s]")
    try:
        days: Days = column(bound).to_numpy().astype("datetime64[s]")
    except Absent:
        return no_days(rows)
    return days
