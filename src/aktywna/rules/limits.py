"""A4, schedule and limits: classes that were not held, hours of socially useful work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.events import came
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits


@rule(
    "A411",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day}, and that day's class was not held according to the schedule."),
    do=N_("Correct the state of the class in the schedule, or the attendance."),
    basis="rules.md 8.2 W25: I",
)
def class_not_held(books: Books) -> Hits:
    """
    Attendance at a class that was not held.

    All the classes of that form on that day are marked as cancelled or only planned.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | state
        2009-03-02 | kis  | held
        2009-03-03 | kis  | cancelled
        2009-03-04 | kis  | cancelled
        2009-03-04 | kis  | held
        2009-03-05 | kis  |
        attendance:
        participant_no | form | date       | mark
        1              | kis  | 2009-03-02 | present
        1              | kis  | 2009-03-03 | present   <- A411
        1              | kis  | 2009-03-04 | present
        1              | kis  | 2009-03-05 | present
        1              | kis  | 2009-03-03 | absent
    """
    diary, classes = books.attendance, books.sessions
    key = _form_day(classes["form"], classes["date"])
    held = ~classes["state"].isin(["cancelled", "planned"])
    there = _form_day(diary["form"], diary["date"])
    wrong = came(diary) & there.isin(key.dropna().unique()) & ~there.isin(key[held].dropna().unique())
    return diary.hits(wrong, at="date", day=diary["date"])


@rule(
    "A412",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day}, and the schedule has no such class on that day."),
    do=N_("Correct the day, or add the class to the schedule."),
    basis="rules.md 8.2 W25: I",
)
def no_class_that_day(books: Books) -> Hits:
    """
    Attendance on a day without a class.

    Asked only of forms that the schedule knows at all.

    Example:
        project: forms = [{ id = "kis" }, { id = "psy" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | state
        2009-03-02 | kis  | held
        attendance:
        participant_no | form | date       | mark
        1              | kis  | 2009-03-02 | present
        1              | kis  | 2009-03-03 | present   <- A412
        1              | kis  | 2009-03-04 | absent
        1              | psy  | 2009-03-03 | present
    """
    diary, classes = books.attendance, books.sessions
    key, there = _form_day(classes["form"], classes["date"]), _form_day(diary["form"], diary["date"])
    scheduled = diary["form"].isin(classes["form"].dropna().unique())
    wrong = came(diary) & scheduled & there.notna() & ~there.isin(key.dropna().unique())
    return diary.hits(wrong, at="date", day=diary["date"])


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
    works = [form.id for form in books.project.forms if form.kind == "public_work"]
    hours = diary["hours"]
    counted = (came(diary) & diary["form"].isin(works) & (hours > 0) & diary["date"].notna()).to_numpy(dtype=bool)
    rows = np.flatnonzero(counted)
    if not len(rows):
        return diary.no_hits()
    frame = pd.DataFrame({
        "person": diary["participant_no"].iloc[rows].to_numpy(),
        "span": first[rows],
        "day": diary["date"].iloc[rows].to_numpy(),
        "row": rows,
        "hours": hours.iloc[rows].to_numpy(),
    })  # fmt: skip
    frame = frame.sort_values(["day", "row"])
    sums = frame.groupby(["person", "span"], sort=False).agg(hours=("hours", "sum"), row=("row", "last"))
    over = sums[sums["hours"] > limit]
    mask, total = np.zeros(len(diary), bool), np.zeros(len(diary))
    mask[over["row"]] = True
    total[over["row"]] = over["hours"]
    return diary.hits(mask, at="hours", hours=total, limit=limit, first=first, last=last)


def _form_day(form: pd.Series[Any], day: pd.Series[Any]) -> pd.Series[Any]:
    """Give a key of a form and a day, blank where either is."""
    key: pd.Series[Any] = form + "\n" + day.dt.strftime("%Y%m%d").astype("str")
    return key
