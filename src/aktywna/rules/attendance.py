"""A4: diaries. Who was there, on which day, and whether it can be so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, came, first_days, last_days, marked, owned, strangers
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import rows_told
from aktywna.domain.presence.classes import times
from aktywna.domain.presence.overlap import earlier_overlap
from aktywna.domain.presence.same_day import of_several_a_day
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A401",
    ERROR,
    on="attendance",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
)
def attendance_of_stranger(books: Books) -> Hits:
    """
    The diary names a participant whom the register does not have.

    The hours belong to nobody and count nowhere.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | mark
        1              | 2009-03-02 | present
        9              | 2009-03-02 | present   <- A401
                       | 2009-03-02 |
    """
    diary = books.attendance
    return diary.hits(strangers(books, "attendance"), at="participant_no", number=diary["participant_no"])


@rule(
    "A402",
    ERROR,
    on="attendance",
    says=N_("Attendance on {day:day}, before the person's participation began on {start:day}."),
    do=N_("Correct the day in the diary, or the first day of participation."),
    basis="count",
    same="key",
)
def attended_before_start(books: Books) -> Hits:
    """
    Attendance before participation began.

    Either the day is wrong, or the person began earlier and the first day is wrong; then age, status and period of
    everything counted at the start are wrong too.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        2  |
        attendance:
        participant_no | date       | mark
        1              | 2009-03-02 | present
        1              | 2009-02-27 | present   <- A402
        1              | 2009-02-26 | absent
        2              | 2009-02-27 | present
    """
    diary = books.attendance
    day, start = diary["date"], first_days(books, "attendance")
    return diary.hits(came(diary) & (day < start), at="date", day=day, start=start)


@rule(
    "A403",
    ERROR,
    on="attendance",
    says=N_("Attendance on {day:day}, after the person's participation ended on {end:day}."),
    do=N_("Correct the day in the diary, or the last day of participation."),
    basis="count",
    same="key",
)
def attended_after_end(books: Books) -> Hits:
    """
    Attendance after participation ended.

    Either the day is wrong, or the person left later; then results are dated wrongly. A day that has not come yet is A404.

    Example:
        as of: 2009-12-31
        participants:
        no | start_date | end_date
        1  | 2009-03-02 | 2009-06-30
        2  | 2009-03-02 |
        3  | 2009-03-02 | 2009-06-30
        3  | 2009-09-01 |
        attendance:
        participant_no | date       | mark
        1              | 2009-06-30 | present
        1              | 2009-07-01 | present   <- A403
        1              | 2009-07-02 | excused
        1              |            | not_scheduled
        2              | 2009-07-01 | present
        3              | 2009-09-01 | present
        3              | 2009-08-03 | present   <- A403
    """
    diary = books.attendance
    day, end = diary["date"], last_days(books, "attendance")
    return diary.hits(came(diary) & (day > end) & (day <= pd.Timestamp(books.as_of)), at="date", day=day, end=end)


@rule(
    "A404",
    ERROR,
    on="attendance",
    says=N_("Attendance on {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the day; nobody has attended yet."),
    basis="count",
)
def attended_in_future(books: Books) -> Hits:
    """
    Attendance on a day that has not come yet.

    Example:
        as of: 2009-06-30
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | mark
        1              | 2009-06-30 | present
        1              | 2009-07-01 | present   <- A404
        1              | 2009-07-01 | not_scheduled
    """
    diary = books.attendance
    day = diary["date"]
    return diary.hits(came(diary) & (day > pd.Timestamp(books.as_of)), at="date", day=day, as_of=books.as_of)


@rule(
    "A405",
    WARNING,
    on="attendance",
    says=N_("On {day:day} the person was elsewhere at the same hours (row {row})."),
    do=N_("Check the hours in both diaries; a person can be in one place at a time."),
    basis="rules.md 8.2 W25: I",
)
def in_two_places(books: Books) -> Hits:
    """
    One person in two classes at the same hours.

    A class that begins when another ends does not overlap it. The same entry written twice is A406.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        attendance:
        participant_no | date       | form | time_from | time_to | mark
        1              | 2009-03-02 | kis  | 08:00     | 10:00   | present
        1              | 2009-03-02 | psy  | 09:30     | 11:00   | present   <- A405
        1              | 2009-03-02 | kis  | 11:00     | 12:00   | present
        2              | 2009-03-02 | psy  | 09:30     | 11:00   | present
        1              | 2009-03-03 | kis  | 08:00     | 10:00   | present
        1              | 2009-03-03 | psy  | 09:00     | 11:00   | absent
        project: forms = [{ id = "kis" }, { id = "psy" }]
    """
    diary, rows = books.attendance, owned(books, "attendance")
    diary.need("date")
    some = books.once(of_several_a_day)
    if not len(some):
        return diary.no_hits()
    day = diary["date"]
    told, begins, ends = times(diary)
    there = told & came(diary).to_numpy(dtype=bool) & ~books.once(repeated) & (rows != NOBODY)
    some = some[there[some]]
    found = earlier_overlap(keys([rows[some], day.iloc[some]]), begins[some], ends[some])
    earlier = np.full(len(diary), NONE)
    earlier[some] = np.where(found >= 0, some[found], NONE)
    return diary.hits(earlier >= 0, at="time_from", day=day, row=lambda rows: rows_told(diary, earlier[rows]))


@rule(
    "A406",
    WARNING,
    on="attendance",
    says=N_("The same attendance on {day:day} is entered more than once."),
    do=N_("Leave one entry; otherwise the hours are counted twice."),
    basis="count",
    same="day",
)
def attendance_repeated(books: Books) -> Hits:
    """
    The same attendance is entered twice.

    Person, form, day, hours and topic all agree with an earlier row.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | time_from | time_to | hours | mark
        1              | 2009-03-02 | 08:00     | 10:00   | 2     | present
        1              | 2009-03-02 | 08:00     | 10:00   | 2     | present   <- A406
        1              | 2009-03-02 | 10:00     | 12:00   | 2     | present
        1              | 2009-03-03 | 08:00     | 10:00   | 2     | absent
        1              | 2009-03-03 | 08:00     | 10:00   | 2     | absent
    """
    diary = books.attendance
    return diary.hits(books.once(repeated), at="date", day=diary["date"])


@rule(
    "A447",
    WARNING,
    on="attendance",
    says=N_("Attendance or an absence is marked, and no day is entered."),
    do=N_("Enter the day of the class; without it the entry counts nowhere."),
    basis="count",
)
def attendance_without_day(books: Books) -> Hits:
    """
    An entry of the diary has no day.

    Nobody knows to which class, month or participation it belongs. Of a day in a header that cannot be read its header tells.
    A row that holds neither a mark nor hours may have been prepared in advance.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | hours | mark
        1              | 2009-03-02 | 2     | present
        1              |            | 2     | present         <- A447
        1              |            | 2     |                 <- A447
        1              |            |       | absent          <- A447
        1              |            |       | not_scheduled
        1              |            |       |
    """
    diary = books.attendance
    diary.need("date")
    undated = marked(diary) & ~diary.known("date")
    if (headers := diary.at.get("date")) is not None:
        undated &= headers < 0
    return diary.hits(undated, at="date")


def repeated(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which attendances say again what an earlier row said: shape (rows,); to be asked by `books.once`."""
    diary, rows = books.attendance, owned(books, "attendance")
    here = came(diary).to_numpy(dtype=bool) & diary["date"].notna().to_numpy() & (rows != NOBODY)
    # What is said of the classes is asked only of people with two entries on one day.
    some = books.once(of_several_a_day)
    some = some[here[some]]
    also = [diary.some(column, some) for column in ("form", "time_from", "time_to", "hours", "activity", "topic") if column in diary]
    found = np.zeros(len(diary), dtype=np.bool_)
    found[some] = earlier_twin(keys([rows[some], diary["date"].iloc[some], *also], blanks=True)) != NONE
    return found
