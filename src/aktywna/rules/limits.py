"""A4, limits: hours of socially useful work, and hours that no day has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import came
from aktywna.domain.findings.rule import ERROR, N_, rule
from aktywna.domain.presence.classes import LESSON, UNITS, longer_than
from aktywna.domain.presence.overlap import days
from aktywna.domain.presence.same_day import attenders, of_several_a_day
from aktywna.domain.sheets.keys import NONE, keys, last_over
from aktywna.rules.attendance import repeated

if TYPE_CHECKING:
    from collections.abc import Callable

    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

HOURS_OF_DAY = 24 * 60 / LESSON
"""How many lesson hours a day has: no unit of hours in use is shorter."""


@rule(
    "A410",
    ERROR,
    on="attendance",
    says=N_("On {day:day} the person's hours make {hours:hours}, more than a day has even in lesson hours of 45 minutes."),
    do=N_("Correct the hours; perhaps those of several days stand in one row."),
    basis="count",
)
def more_hours_than_day_has(books: Books) -> Hits:
    """
    More hours on a day than the day has.

    All the person's classes of a day together. One finding for a person's day, at its last row. Hours longer than the row's
    own times are A408, and an entry written twice is A406.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | hours | mark
        1              | 2009-03-02 | 20    | present
        1              | 2009-03-02 | 13    | present   <- A410
        1              | 2009-03-03 | 32    | present
        1              | 2009-03-04 | 40    | absent
    """
    diary = books.attendance
    over, total = books.once(_by_day)
    return diary.hits(over, at="hours", day=diary["date"], hours=total)


@rule(
    "A413",
    ERROR,
    on="attendance",
    says=N_("{hours:hours} of socially useful work in the week from {first:day} to {last:day}; the limit is {limit:hours}."),
    do=N_("Check the days and hours of that week; no more than the limit may be worked."),
    basis="rules.md 8.2 W26: S37, V",
)
def too_much_work_in_week(books: Books) -> Hits:
    """
    Too many hours of socially useful work in a week.

    A person may do at most 10 hours a week, from Monday to Sunday. One finding for a person's week, at its last row.

    Example:
        project: forms = [{ id = "psu", kind = "public_work" }, { id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        attendance:
        participant_no | form | date       | hours | mark
        1              | psu  | 2009-03-02 | 6     | present
        1              | psu  | 2009-03-08 | 6     | present   <- A413
        1              | psu  | 2009-03-09 | 4     | present
        2              | psu  | 2009-03-02 | 10    | present
        2              | kis  | 2009-03-03 | 5     | present
        2              | psu  | 2009-03-04 | 5     | absent
    """
    return _over(books, books.attendance["date"], _week, float(books.number("public_work_week_hours")))


@rule(
    "A414",
    ERROR,
    on="attendance",
    says=N_("{hours:hours} of socially useful work from {first:day} to {last:day}; the limit of a month is {limit:hours}."),
    do=N_("Check the days and hours of that month; no more than the limit may be worked."),
    basis="rules.md 8.2 W26: S37, V",
)
def too_much_work_in_month(books: Books) -> Hits:
    """
    Too many hours of socially useful work in a month.

    A person may do at most 40 hours a calendar month. One finding for a person's month, at its last row.

    Example:
        project: forms = [{ id = "psu", kind = "public_work" }]
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | form | date       | hours | mark
        1              | psu  | 2009-06-01 | 10    | present
        1              | psu  | 2009-06-08 | 10    | present
        1              | psu  | 2009-06-15 | 10    | present
        1              | psu  | 2009-06-22 | 10    | present
        1              | psu  | 2009-06-29 | 1     | present   <- A414
        1              | psu  | 2009-07-01 | 9     | present
    """
    return _over(books, books.attendance["date"], _month, float(books.number("public_work_month_hours")))


Days = np.ndarray[Any, Any]


def _week(day: Days) -> tuple[Days, Days]:
    # 1 January 1970 was a Thursday: three days after a Monday.
    monday = day - ((day.astype("int64") + 3) % 7).astype("timedelta64[D]")
    return monday, monday + np.timedelta64(6, "D")


def _month(day: Days) -> tuple[Days, Days]:
    month = day.astype("datetime64[M]")
    last = (month + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    return month.astype("datetime64[D]"), last


def _over(books: Books, day: pd.Series[Any], span: Callable[[Days], tuple[Days, Days]], limit: float) -> Hits:
    """Sum socially useful work by person and span, and point at the last row of each sum over the limit."""
    diary = books.attendance
    # Hours are in the unit of their form; the limit is in hours of 60 minutes.
    clock = {form.id: UNITS[form.unit] / UNITS["h60"] for form in books.project.forms if form.kind == "public_work" and form.unit in UNITS}
    if not clock:
        return diary.no_hits()
    first, last = span(day.to_numpy().astype("datetime64[D]"))
    hours = books.once(_attended) * diary["form"].map(clock).to_numpy(dtype="float64", na_value=np.nan)
    # More hours than a day has are A410.
    person = np.where((hours > 0) & ~_on_days_over(books), keys([attenders(books), pd.Series(first)]), NONE)
    over, total = last_over(person, days(diary["date"], blank=0), hours, limit)
    return diary.hits(over, at="hours", hours=total, limit=limit, first=first, last=last)


def _attended(books: Books) -> np.ndarray[Any, np.dtype[np.float64]]:
    """
    Give the hours at which people were there, as far as they can be so: shape (rows,); NaN where nobody was, or on no day.

    Nothing is added up of an entry that is longer than its own times (A408), nor of one that is written again (A406).
    """
    diary = books.attendance
    hours = diary["hours"].to_numpy()
    said = longer_than(diary, LESSON).to_numpy(dtype=bool, na_value=False) | books.once(repeated)
    there = came(diary).to_numpy(dtype=bool) & diary.known("date") & (hours > 0) & ~said
    return np.where(there, hours, np.nan)


def _by_day(books: Books) -> tuple[np.ndarray[Any, np.dtype[np.bool_]], np.ndarray[Any, np.dtype[np.float64]]]:
    """Say at which row a person's day is over the hours of a day, and how many they are there."""
    diary, hours, whose = books.attendance, books.once(_attended), pd.Series(attenders(books), copy=False)
    over, total = np.zeros(len(diary), dtype=np.bool_), np.zeros(len(diary))
    asked = hours > HOURS_OF_DAY
    asked[books.once(of_several_a_day)] = True
    rows = np.flatnonzero(asked)
    day = keys([whose.iloc[rows], diary["date"].iloc[rows]])
    over[rows], total[rows] = last_over(day, rows, hours[rows], HOURS_OF_DAY)
    return over, total


def _on_days_over(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which entries are of a person's day that has more hours than days have."""
    over, _total = books.once(_by_day)
    if not over.any():
        return over
    day = keys([attenders(books), books.attendance["date"]])
    found: np.ndarray[Any, np.dtype[np.bool_]] = np.isin(day, day[over])
    return found
