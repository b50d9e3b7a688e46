"""A4, sessions: what is wrong in the schedule of classes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.first_days import moment
from aktywna.domain.people.participants import folded, rows_told
from aktywna.domain.presence.classes import cancelled, times
from aktywna.domain.presence.overlap import Rows, earlier_overlap
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A419",
    WARNING,
    on="sessions",
    says=N_("The class is on {day:day}, outside the project's term ({first:edge}–{last:edge})."),
    do=N_("Correct the day of the class."),
    basis="rules.md 8.2 W8: M",
)
def class_outside_project(books: Books) -> Hits:
    """
    A class outside the project's term.

    Example:
        project: start = 2009-01-01
        project: end = 2009-12-31
        sessions:
        date       | state
        2009-01-01 | held
        2009-12-31 | held
        2008-12-31 | held    <- A419
        2010-01-04 | planned <- A419
    """
    classes, term = books.sessions, books.project.period
    day = classes["date"]
    last = pd.NaT if term.end is None else pd.Timestamp(term.end)
    outside = (day < pd.Timestamp(term.start)) | (day > last)
    # A class that was held on a day that has not come yet is A428.
    outside &= ~((day > pd.Timestamp(books.as_of)) & classes.among("state", "held"))
    return classes.hits(outside, at="date", day=day, first=term.start, last=term.end)


@rule(
    "A420",
    WARNING,
    on="sessions",
    says=N_("On {day:day} group {group} has another class at the same hours (row {row})."),
    do=N_("Check the hours of both classes; a group can be in one place at a time."),
    basis="rules.md 8.2 W25: I",
)
def group_in_two_places(books: Books) -> Hits:
    """
    One group has two classes at the same hours.

    Groups of different forms of support may bear the same letter, so only classes of one form are compared. A class that
    begins when another ends does not overlap it; two rows with the same hours are one class with two trainers.

    Example:
        project: forms = [{ id = "kis" }, { id = "psy" }]
        sessions:
        date       | form | class_group | time_from | time_to | state
        2009-03-02 | kis  | A           | 08:00     | 11:00   | held
        2009-03-02 | kis  | A           | 10:00     | 12:00   | held        <- A420
        2009-03-02 | kis  | A           | 12:00     | 13:00   | held
        2009-03-02 | kis  | B           | 08:00     | 11:00   | held
        2009-03-02 | psy  | A           | 08:00     | 11:00   | held
        2009-03-03 | kis  | A           | 08:00     | 11:00   | held
        2009-03-03 | kis  | A           | 10:00     | 12:00   | cancelled
    """
    classes = books.sessions
    group = classes.get("class_group")
    earlier = _at_the_same_time(classes, [classes["form"], group])
    return classes.hits(earlier >= 0, at="time_from", day=classes["date"], group=group, row=rows_told(classes, earlier))


@rule(
    "A428",
    ERROR,
    on="sessions",
    says=N_("The class is marked as held on {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the day, or the state of the class."),
    basis="count",
)
def held_in_future(books: Books) -> Hits:
    """
    A class was held on a day that has not come yet.

    Example:
        as of: 2009-06-30
        sessions:
        date       | state
        2009-06-30 | held
        2009-07-01 | planned
        2009-07-01 | held      <- A428
        2009-07-01 |
    """
    classes = books.sessions
    day = classes["date"]
    later = (classes["state"] == "held") & (day > pd.Timestamp(books.as_of))
    return classes.hits(later, at="date", day=day, as_of=books.as_of)


@rule(
    "A438",
    WARNING,
    on="sessions",
    says=N_("On {day:day} the same trainer has another class at the same hours (row {row})."),
    do=N_("Check the hours and the trainer of both classes."),
    basis="rules.md 8.2 W25: I",
)
def trainer_in_two_places(books: Books) -> Hits:
    """
    One trainer has two classes at the same hours.

    Two groups together, in one place at the same hours, are one class.

    Example:
        sessions:
        date       | trainer       | time_from | time_to | place | state
        2009-03-02 | Jan Testowy   | 08:00     | 11:00   | sala  | held
        2009-03-02 | Jan Testowy   | 08:00     | 11:00   | sala  | held
        2009-03-02 | JAN  TESTOWY  | 10:00     | 12:00   | sala  | held        <- A438
        2009-03-02 | Ewa Zmyślona  | 10:00     | 12:00   | sala  | held
        2009-03-02 |               | 10:00     | 12:00   | sala  | planned
        2009-03-03 | Jan Testowy   | 08:00     | 11:00   | sala  | held
        2009-03-03 | Jan Testowy   | 10:00     | 12:00   | sala  | cancelled
    """
    classes = books.sessions
    trainer = folded(classes.get("trainer"))
    earlier = _at_the_same_time(classes, [trainer], also=[classes.get("place")])
    return classes.hits(earlier >= 0, at="time_from", day=classes["date"], row=rows_told(classes, earlier))


@rule(
    "A451",
    WARNING,
    on="sessions",
    says=N_("The class ends on {end:day}, before it begins on {day:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def class_ended_before_start(books: Books) -> Hits:
    """
    A class that lasts several days ends before it begins.

    Example:
        sessions:
        date       | date_to    | state
        2009-03-02 | 2009-03-06 | held
        2009-03-02 | 2009-02-06 | held    <- A451
        2009-03-02 |            | held
    """
    classes = books.sessions
    day, end = classes["date"], classes.get("date_to")
    return classes.hits(end < day, at="date_to", day=day, end=end)


def misplaced(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which classes lie outside the project's term, or after the day the registers were closed: shape (rows,)."""
    term, day = books.project.period, books.sessions.days("date")
    found: np.ndarray[Any, np.dtype[np.bool_]] = (day < moment(term.start)) | (day > moment(term.end)) | (day > moment(books.as_of))
    return found


def _at_the_same_time(classes: Register, whose: list[pd.Series[Any]], also: list[pd.Series[Any]] | None = None) -> Rows:
    """
    Give for each class the position of an earlier one of the same owner that shares time with it, else -1.

    Classes that were cancelled, or whose times are not told, are left out. So is one that agrees with an earlier one in
    everything, times and what stands in `also` included.
    """
    told, begins, ends = times(classes)
    owner = np.where(told & ~cancelled(classes), keys([*whose, classes["date"]]), NONE)
    same = keys([pd.Series(owner), classes.get("time_from"), classes.get("time_to"), *(also or [])], blanks=True)
    owner = np.where(earlier_twin(same) >= 0, NONE, owner)
    return earlier_overlap(pd.Series(owner).where(owner >= 0), begins, ends)
