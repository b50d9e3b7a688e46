"""A4, timesheets: who of the staff worked, on which day, how long, and whether it can be so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import rows_told
from aktywna.domain.presence.classes import employment, times, unsure_employment
from aktywna.domain.presence.overlap import Spans, days, earlier_overlap, meets
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys, shared_keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A431",
    ERROR,
    on="timesheets",
    says=N_("There is no member of staff number {number}."),
    do=N_("Correct the number, or add the person to the register of staff."),
    basis="count",
    same="number",
)
def timesheet_of_stranger(books: Books) -> Hits:
    """
    A timesheet names somebody whom the register of staff does not have.

    The hours belong to nobody and count nowhere.

    Example:
        staff:
        no | start_date
        P1 | 2009-01-02
        timesheets:
        staff_no | date       | hours
        P1       | 2009-01-02 | 5
        P9       | 2009-01-02 | 5       <- A431
                 | 2009-01-02 |
    """
    sheets = books.timesheets
    number = sheets["staff_no"]
    return sheets.hits(number.notna() & ~number.isin(books.staff["no"].dropna().unique()), at="staff_no", number=number)


@rule(
    "A432",
    WARNING,
    on="timesheets",
    says=N_("Work on {day:day}, on which the person was not employed according to the register of staff."),
    do=N_("Correct the day, or the dates of employment."),
    basis="registers.md 4.6: S39, V",
    same="key",
)
def worked_outside_employment(books: Books) -> Hits:
    """
    Work on a day outside the person's employment.

    A person may be employed several times; any of the spans will do. Not judged when the first day of one of them is not
    known.

    Example:
        staff:
        no | post   | start_date | end_date
        P1 | worker | 2009-01-02 | 2009-06-30
        P1 | worker | 2009-09-01 |
        P2 | worker |            | 2009-06-30
        project: staff = [{ id = "worker", count = 9 }]
        timesheets:
        staff_no | date       | hours
        P1       | 2009-06-30 | 5
        P1       | 2009-07-01 | 5       <- A432
        P1       | 2009-09-01 | 5
        P2       | 2009-07-01 | 5
        P1       |            | 5
    """
    sheets = books.timesheets
    # A day that has not come yet is A441.
    later = (sheets["date"] > pd.Timestamp(books.as_of)).to_numpy()
    return sheets.hits(books.once(outside_employment) & ~later, at="date", day=sheets["date"])


@rule(
    "A433",
    WARNING,
    on="timesheets",
    says=N_("On {day:day} the person worked elsewhere at the same hours (row {row})."),
    do=N_("Check the hours in both rows; a person can be in one place at a time."),
    basis="rules.md 8.2 W25: I",
)
def staff_in_two_places(books: Books) -> Hits:
    """
    One member of staff worked twice at the same hours.

    Work that begins when other work ends does not overlap it. The same entry written twice is A442.

    Example:
        staff:
        no | start_date
        P1 | 2009-01-02
        P2 | 2009-01-02
        timesheets:
        staff_no | date       | time_from | time_to | hours | task
        P1       | 2009-01-02 | 08:00     | 12:00   | 4     | opinie
        P1       | 2009-01-02 | 11:00     | 13:00   | 2     | wywiady   <- A433
        P1       | 2009-01-02 | 13:00     | 14:00   | 1     | opinie
        P2       | 2009-01-02 | 08:00     | 12:00   | 4     | opinie
        P1       | 2009-01-05 | 11:00     |         | 2     | opinie
    """
    sheets = books.timesheets
    told, begins, ends = times(sheets)
    owner = np.where(told & ~books.once(repeated), keys([sheets["staff_no"], sheets["date"]]), NONE)
    earlier = earlier_overlap(pd.Series(owner).where(owner >= 0), begins, ends)
    return sheets.hits(earlier >= 0, at="time_from", day=sheets["date"], row=rows_told(sheets, earlier))


@rule(
    "A441",
    ERROR,
    on="timesheets",
    says=N_("Work on {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the day; nobody has worked yet."),
    basis="count",
)
def worked_in_future(books: Books) -> Hits:
    """
    Work on a day that has not come yet.

    Example:
        as of: 2009-06-30
        staff:
        no | start_date
        P1 | 2009-01-02
        timesheets:
        staff_no | date       | hours
        P1       | 2009-06-30 | 5
        P1       | 2009-07-01 | 5       <- A441
        P1       | 2009-07-02 |
    """
    sheets = books.timesheets
    day = sheets["date"]
    return sheets.hits((sheets["hours"] > 0) & (day > pd.Timestamp(books.as_of)), at="date", day=day, as_of=books.as_of)


@rule(
    "A442",
    WARNING,
    on="timesheets",
    says=N_("The same work on {day:day} is already in row {row}."),
    do=N_("Leave one entry; otherwise the hours are counted twice."),
    basis="count",
    same="block",
)
def timesheet_repeated(books: Books) -> Hits:
    """
    The same work is entered twice.

    Person, day, times, hours, task and form of support all agree with an earlier row.

    Example:
        staff:
        no | start_date
        P1 | 2009-01-02
        timesheets:
        staff_no | date       | time_from | time_to | hours | task
        P1       | 2009-01-02 | 08:00     | 12:00   | 4     | opinie
        P1       | 2009-01-02 | 08:00     | 12:00   | 4     | opinie    <- A442
        P1       | 2009-01-02 | 13:00     | 14:00   | 1     | opinie
        P1       | 2009-01-05 | 08:00     | 12:00   | 4     | opinie
    """
    sheets = books.timesheets
    earlier = books.once(_twin)
    return sheets.hits(earlier >= 0, at="date", day=sheets["date"], row=rows_told(sheets, earlier))


def _twin(books: Books) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give for each row the first one that says the same, else -1."""
    sheets = books.timesheets
    also = [sheets[column] for column in ("time_from", "time_to", "hours", "task", "form") if column in sheets]
    same = keys([sheets["staff_no"], sheets["date"], *also], blanks=True)
    return earlier_twin(np.where(sheets["staff_no"].notna() & sheets["date"].notna(), same, NONE))


def repeated(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which rows say again what an earlier one said: shape (rows,); to be asked by `books.once`."""
    found: np.ndarray[Any, np.dtype[np.bool_]] = books.once(_twin) >= 0
    return found


def outside_employment(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which work was on a day on which the person was not employed: shape (rows,); to be asked by `books.once`."""
    sheets, staff = books.timesheets, books.staff
    theirs, ours = shared_keys([sheets["staff_no"]], [staff["no"]])
    unsure = unsure_employment(staff)
    asked = np.where(sheets["date"].notna() & np.isin(theirs, ours[~unsure]) & ~np.isin(theirs, ours[unsure]), theirs, NONE)
    day = days(sheets["date"], blank=0)
    found: np.ndarray[Any, np.dtype[np.bool_]] = (asked >= 0) & ~meets(Spans(asked, day, day + 1), employment(staff, ours))
    return found
