"""A4, timesheets: how many hours the staff worked, against the day and the limit of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import ERROR, N_, rule
from aktywna.domain.presence.classes import HOUR, longer_than, times
from aktywna.domain.presence.overlap import days
from aktywna.domain.sheets.keys import keys, last_over
from aktywna.rules.timesheets import repeated

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

DAY_HOURS = 24


@rule(
    "A435",
    ERROR,
    on="timesheets",
    says=N_("{hours:hours} of work from {first:day} to {last:day}; the limit of a month is {limit:hours}."),
    do=N_("Check the days and hours of that month; work over the limit cannot be settled."),
    basis="registers.md 15: BZP, V",
)
def too_many_staff_hours(books: Books) -> Hits:
    """
    A member of staff worked more hours in a month than one may.

    The limit holds for all of a person's work, in projects and outside them, so that hours of this project alone are
    certainly too many. In 2014-2020 it is 276 hours; in other periods the project states its own in `parameters`
    (`staff_hours_limit`), and without it nothing is judged. One finding for a person's month, at its last row.

    Example:
        era: efs-2014
        staff:
        no | start_date
        P1 | 2016-01-02
        timesheets:
        staff_no | date       | hours
        P1       | 2016-01-31 | 24
        P1       | 2016-02-01 | 24
        P1       | 2016-02-02 | 24
        P1       | 2016-02-03 | 24
        P1       | 2016-02-04 | 24
        P1       | 2016-02-05 | 24
        P1       | 2016-02-06 | 24
        P1       | 2016-02-07 | 24
        P1       | 2016-02-08 | 24
        P1       | 2016-02-09 | 24
        P1       | 2016-02-10 | 24
        P1       | 2016-02-11 | 24
        P1       | 2016-02-29 | 13      <- A435
    """
    sheets = books.timesheets
    limit = float(books.value_or("staff_hours_limit", 0))
    if not limit:
        return sheets.no_hits()
    day = sheets["date"].to_numpy().astype("datetime64[D]")
    month = day.astype("datetime64[M]").astype("datetime64[D]")
    last = (day.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    owner = keys([sheets["staff_no"], pd.Series(month)])
    over, total = last_over(owner, days(sheets["date"], blank=0), books.once(_worked), limit)
    return sheets.hits(over, at="hours", hours=total, limit=limit, first=month, last=last)


@rule(
    "A440",
    ERROR,
    on="timesheets",
    says=N_("On {day:day} the person's hours make {hours:hours}, more than a day has."),
    do=N_("Correct the hours; perhaps those of several days stand in one row."),
    basis="count",
)
def timesheet_longer_than_day(books: Books) -> Hits:
    """
    A member of staff worked more hours on a day than the day has.

    Of work that is said to be longer than its own times (A434) those count, and of work entered twice (A442) one row.

    Example:
        staff:
        no | start_date
        P1 | 2009-01-02
        timesheets:
        staff_no | date       | hours | task
        P1       | 2009-01-02 | 24    |
        P1       | 2009-01-05 | 16    | opinie
        P1       | 2009-01-05 | 9     | wywiady   <- A440
    """
    sheets = books.timesheets
    owner = keys([sheets["staff_no"], sheets["date"]])
    over, total = last_over(owner, np.arange(len(sheets)), books.once(_worked), DAY_HOURS)
    return sheets.hits(over, at="hours", day=sheets["date"], hours=total)


def _worked(books: Books) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Give the hours of each row as far as they can be so: of a shift longer than its times (A434) those, of a repeated row none."""
    sheets = books.timesheets
    hours = sheets["hours"].to_numpy(dtype="float64", na_value=np.nan)
    _told, begins, ends = times(sheets)
    longer = longer_than(sheets, HOUR).to_numpy(dtype=bool, na_value=False)
    return np.where(books.once(repeated), np.nan, np.where(longer, (ends - begins) / HOUR, hours))
