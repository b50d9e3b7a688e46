"""A4, limits: hours of socially useful work, and hours that no day has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import came, person_codes
from aktywna.domain.findings.rule import ERROR, N_, rule
from aktywna.domain.presence.classes import LESSON, UNITS
from aktywna.domain.presence.overlap import days
from aktywna.domain.sheets.keys import NONE, Keys, keys, last_over

if TYPE_CHECKING:
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

    All the person's classes of a day together. One finding for a person's day, at its last row.

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
    hours = diary["hours"]
    there = came(diary).to_numpy(dtype=bool) & (hours > 0).to_numpy(dtype=bool)
    person = np.where(there, keys([_person(books), diary["date"]]), NONE)
    over, total = last_over(person, np.arange(len(diary)), hours.to_numpy(), HOURS_OF_DAY)
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
    day = books.attendance["date"].to_numpy().astype("datetime64[D]")
    # 1 January 1970 was a Thursday: three days after a Monday.
    monday = day - ((day.astype("int64") + 3) % 7).astype("timedelta64[D]")
    return _over(books, monday, monday + np.timedelta64(6, "D"), float(books.number("public_work_week_hours")))


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
    day = books.attendance["date"].to_numpy().astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    last = (month + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    return _over(books, month.astype("datetime64[D]"), last, float(books.number("public_work_month_hours")))


def _over(books: Books, first: np.ndarray[Any, Any], last: np.ndarray[Any, Any], limit: float) -> Hits:
    """Sum socially useful work by person and span, and point at the last row of each sum over the limit."""
    diary = books.attendance
    # Hours are in the unit of their form; the limit is in hours of 60 minutes.
    clock = {form.id: UNITS[form.unit] / UNITS["h60"] for form in books.project.forms if form.kind == "public_work" and form.unit in UNITS}
    if not clock:
        return diary.no_hits()
    hours = diary["hours"] * diary["form"].map(clock).astype("float64")
    worked = (came(diary) & (hours > 0) & diary["date"].notna()).to_numpy(dtype=bool)
    person = np.where(worked, keys([_person(books), pd.Series(first)]), NONE)
    over, total = last_over(person, days(diary["date"], blank=0), hours.to_numpy(), limit)
    return diary.hits(over, at="hours", hours=total, limit=limit, first=first, last=last)


def _person(books: Books) -> pd.Series[Any] | Keys:
    """Give who each attendance is of: one key for a person with several numbers; the number where there is no register of people."""
    diary, people = books.attendance, books.get("participants")
    number = diary["participant_no"]
    if people is None or "no" not in people:
        return number
    return person_codes(books, "attendance")
