"""A4, staff: the people employed in the project, and whether they were there when they ran classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.presence.classes import cancelled, employment, staff_named, times, unsure_employment
from aktywna.domain.presence.overlap import Spans, days, meets
from aktywna.domain.sheets.keys import NONE, Keys, shared_keys
from aktywna.rules.schedule import at_other_hours, days_of_forms, without_attendance
from aktywna.rules.sessions import misplaced
from aktywna.rules.timesheets import outside_employment

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A436",
    WARNING,
    on="sessions",
    says=N_("The trainer of the class on {day:day} was not employed on that day according to the register of staff."),
    do=N_("Correct the trainer or the day of the class, or the dates of employment."),
    basis="registers.md 4.6: S39, V",
)
def trainer_not_employed(books: Books) -> Hits:
    """
    A class is run by somebody who was not employed on that day.

    Trainers are found in the register of staff by name. Whom the register does not have may come from a contractor and is
    not judged; nor is a name that two people share. A class outside the project's term is A419; of a day on which the
    timesheet has work of the trainer A432 tells.

    Example:
        staff:
        no | first_name | last_name | start_date | end_date
        P1 | Jan        | Testowy   | 2009-01-02 | 2009-06-30
        P2 | Ewa        | Zmyślona  |            |
        sessions:
        date       | trainer      | state
        2009-06-30 | Jan Testowy  | held
        2009-07-01 | Testowy Jan  | held        <- A436
        2009-07-01 | Jan Testowy  | cancelled
        2009-07-01 | Ewa Zmyślona | held
        2009-07-01 | Firma Próbna | held
    """
    classes, staff = books.sessions, books.staff
    trainer, ours = staff_named(books, classes.get("trainer"))
    known = classes["date"].notna() & ~np.isin(trainer, ours[unsure_employment(staff)])
    asked = np.where(known & ~cancelled(classes) & ~misplaced(books) & ~_told_by_timesheet(books, trainer, ours), trainer, NONE)
    day = days(classes["date"], blank=0)
    there = meets(Spans(asked, day, day + 1), employment(staff, ours))
    return classes.hits((asked >= 0) & ~there, at="trainer", day=classes["date"])


@rule(
    "A437",
    WARNING,
    on="sessions",
    says=N_("The class was held on {day:day}, and its trainer's timesheet of that month shows no work at those hours."),
    do=N_("Check the timesheet, the trainer and the hours of the class."),
    basis="rules.md 8.2 W25: I",
)
def trainer_not_at_work(books: Books) -> Hits:
    """
    A class is run by somebody who did not work then according to the timesheet.

    Asked only where the trainer has a timesheet of that month. With hours on both sides they must share time; where either
    side has none, the day decides. A class that the diary has on another day or at other hours is A412 or A415.

    Example:
        staff:
        no | first_name | last_name | start_date
        P1 | Jan        | Testowy   | 2009-01-02
        P2 | Ewa        | Zmyślona  | 2009-01-02
        timesheets:
        staff_no | date       | time_from | time_to | hours
        P1       | 2009-03-02 | 08:00     | 12:00   | 4
        P1       | 2009-03-04 |           |         | 4
        sessions:
        date       | trainer      | time_from | time_to | state
        2009-03-02 | Jan Testowy  | 09:00     | 12:00   | held
        2009-03-02 | Jan Testowy  | 12:00     | 14:00   | held        <- A437
        2009-03-03 | Jan Testowy  |           |         | held        <- A437
        2009-03-03 | Jan Testowy  |           |         | planned
        2009-03-04 | Jan Testowy  | 09:00     | 12:00   | held
        2009-04-01 | Jan Testowy  | 09:00     | 12:00   | held
        2009-03-03 | Ewa Zmyślona | 09:00     | 12:00   | held
    """
    classes, sheets = books.sessions, books.timesheets
    trainer, codes = staff_named(books, classes.get("trainer"))
    worker = _workers(books, codes)
    run = pd.Series(np.where((classes["state"] == "held").to_numpy(dtype=bool), trainer, NONE))
    run, worker = run.where(run >= 0), worker.where(worker >= 0)
    in_month, months = shared_keys([run, _month(classes["date"])], [worker, _month(sheets["date"])])
    on_day, worked = shared_keys([run, classes["date"]], [worker, sheets["date"]])
    told, begins, ends = times(classes)
    known, start, end = times(sheets)
    # A day's work without hours may have been at any hour.
    missed = told & ~np.isin(on_day, worked[~known]) & ~meets(Spans(on_day, begins, ends), Spans(worked, start, end))
    # Work without a day, on a day that cannot be right, or of nobody, may be that of the class.
    elsewhere = books.once(outside_employment) | (sheets["date"] > pd.Timestamp(books.as_of)).to_numpy()
    undated = worker[sheets["date"].isna() | elsewhere].dropna().unique()
    loose = sheets["date"][sheets["staff_no"].isna()].dropna().unique()
    asked = ~(run.isin(undated) | classes["date"].isin(loose)).to_numpy() & ~misplaced(books) & ~_told_by_diary(books)
    wrong = asked & (on_day >= 0) & np.isin(in_month, months) & (~np.isin(on_day, worked) | missed)
    return classes.hits(wrong, at="trainer", day=classes["date"])


@rule(
    "A439",
    WARNING,
    on="staff",
    says=N_("Employment ended on {end:day}, before it began on {start:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def employment_ended_before_start(books: Books) -> Hits:
    """
    Employment ends before it begins.

    Example:
        staff:
        no | start_date | end_date
        P1 | 2009-01-02 | 2009-01-02
        P2 | 2009-03-02 | 2009-02-03   <- A439
        P3 | 2009-03-02 |
    """
    staff = books.staff
    start, end = staff["start_date"], staff["end_date"]
    return staff.hits(end < start, at="end_date", start=start, end=end)


def _workers(books: Books, codes: Keys) -> pd.Series[Any]:
    """Give for each row of the timesheets the number of its member of staff, `NONE` where the register has none."""
    numbers = pd.Series(codes, index=books.staff["no"]).groupby(level=0).first()
    return books.timesheets["staff_no"].map(numbers).fillna(NONE).astype("int64")


def _told_by_timesheet(books: Books, trainer: Keys, codes: Keys) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which classes are on a day on which the trainer's timesheet has work outside employment (A432)."""
    classes, sheets = books.sessions, books.get("timesheets")
    if sheets is None or not {"staff_no", "date"} <= set(sheets.columns) or "no" not in books.staff:
        return np.zeros(len(classes), dtype=np.bool_)
    on_day, worked = shared_keys([pd.Series(trainer), classes["date"]], [_workers(books, codes), sheets["date"]])
    found: np.ndarray[Any, np.dtype[np.bool_]] = (trainer >= 0) & np.isin(on_day, worked[books.once(outside_employment)])
    return found


def _told_by_diary(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which classes the diary has on another day (A412) or at other hours (A415): their own day or hours may be wrong."""
    classes, diary = books.sessions, books.get("attendance")
    if diary is None or "participants" not in books.registers or not {"form", "date", "participant_no"} <= set(diary.columns):
        return np.zeros(len(classes), dtype=np.bool_)
    if "form" not in classes:
        return np.zeros(len(classes), dtype=np.bool_)
    there, key = books.once(days_of_forms)
    found: np.ndarray[Any, np.dtype[np.bool_]] = np.isin(key, there[books.once(at_other_hours)]) & (key >= 0)
    return found | books.once(without_attendance)[1]


def _month(day: pd.Series[Any]) -> pd.Series[Any]:
    month: pd.Series[Any] = day.dt.year * 100 + day.dt.month
    return month
