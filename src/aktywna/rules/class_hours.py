"""A4, hours: from when to when classes and work lasted, and how long they are said to have lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.presence.classes import HOUR, LESSON, longer_than, several_days, times_swapped

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A407",
    ERROR,
    on="attendance",
    says=N_("The number of hours is negative: {hours:hours}."),
    do=N_("Enter the hours attended; a correction is made in the row it corrects."),
    basis="count",
)
def negative_hours(books: Books) -> Hits:
    """
    Negative hours.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | hours
        1              | 2009-03-02 | 2
        1              | 2009-03-03 | -2      <- A407
        1              | 2009-03-04 | 0
    """
    diary = books.attendance
    hours = diary["hours"]
    return diary.hits(hours < 0, at="hours", hours=hours)


@rule(
    "A408",
    WARNING,
    on="attendance",
    says=N_("{hours:hours} is entered, more than the class lasted ({start:time}–{end:time}), even in lesson hours of 45 minutes."),
    do=N_("Correct the hours, or the time at which the class began or ended."),
    basis="rules.md 8.2 W25: I",
)
def longer_than_class(books: Books) -> Hits:
    """
    More hours than the class lasted.

    Counted in lesson hours of 45 minutes, the shortest in use, so that no unit is accused; nor are hours rounded to a tenth.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | time_from | time_to | hours
        1              | 2009-03-02 | 08:00     | 11:00   | 4
        1              | 2009-03-03 | 08:00     | 11:00   | 5       <- A408
        1              | 2009-03-04 | 08:00     |         | 5
        1              | 2009-03-05 | 08:00     | 10:00   | 2,67
        1              | 2009-03-06 | 08:00     | 10:00   | 2,8     <- A408
    """
    diary = books.attendance
    longer = longer_than(diary, LESSON)
    return diary.hits(longer, at="hours", hours=diary["hours"], start=diary.get("time_from"), end=diary.get("time_to"))


@rule(
    "A434",
    WARNING,
    on="timesheets",
    says=N_("{hours:hours} is entered, and the work lasted from {start:time} to {end:time}."),
    do=N_("Correct the hours, or the time at which the work began or ended."),
    basis="rules.md 8.2 W25: I",
)
def longer_than_shift(books: Books) -> Hits:
    """
    More hours of work than lie between its beginning and its end.

    Fewer hours are lawful: there may have been a break. So are hours rounded to a tenth.

    Example:
        staff:
        no | start_date
        P1 | 2009-01-02
        timesheets:
        staff_no | date       | time_from | time_to | hours
        P1       | 2009-01-02 | 08:00     | 12:00   | 4
        P1       | 2009-01-05 | 08:00     | 12:00   | 5       <- A434
        P1       | 2009-01-06 | 08:00     | 12:00   | 3,5
        P1       | 2009-01-08 | 08:00     | 10:40   | 2,7
        P1       | 2009-01-07 | 08:00     |         | 5
    """
    sheets = books.timesheets
    longer = longer_than(sheets, HOUR)
    return sheets.hits(longer, at="hours", hours=sheets["hours"], start=sheets.get("time_from"), end=sheets.get("time_to"))


@rule(
    "A444",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day} from {start:time} to {end:time}: its end is not after its beginning."),
    do=N_("Correct the two times; perhaps they are swapped."),
    basis="rules.md 8.2 W25: I",
)
def attendance_times_swapped(books: Books) -> Hits:
    """
    Attendance ends at an earlier hour than it begins.

    Such hours can be compared with nothing. What lasts over midnight is lawful; the hours entered tell the two apart, and
    where none are entered, the shorter of the two spans.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | time_from | time_to | hours | mark
        1              | 2009-03-02 | 08:00     | 12:00   | 4     | present
        1              | 2009-03-03 | 12:00     | 08:00   | 4     | present   <- A444
        1              | 2009-03-04 | 12:00     | 08:00   |       | present   <- A444
        1              | 2009-03-05 | 22:00     | 06:00   |       | present
        1              | 2009-03-07 | 20:00     | 06:00   | 10    | present
        1              | 2009-03-10 | 08:00     | 08:00   | 2     | present   <- A444
    """
    return _swapped(books.attendance)


@rule(
    "A445",
    WARNING,
    on="sessions",
    says=N_("The class on {day:day} is from {start:time} to {end:time}: its end is not after its beginning."),
    do=N_("Correct the two times; perhaps they are swapped."),
    basis="rules.md 8.2 W25: I",
)
def class_times_swapped(books: Books) -> Hits:
    """
    A class ends at an earlier hour than it begins.

    Such hours can be compared with nothing. What lasts over midnight is lawful, and so is a class of several days.

    Example:
        sessions:
        date       | date_to    | time_from | time_to | hours | state
        2009-03-02 |            | 08:00     | 12:00   | 4     | held
        2009-03-03 |            | 12:00     | 08:00   | 4     | held    <- A445
        2009-03-04 |            | 22:00     | 06:00   | 8     | held
        2009-03-06 | 2009-03-08 | 16:00     | 12:00   | 20    | held
    """
    return _swapped(books.sessions)


@rule(
    "A448",
    WARNING,
    on="sessions",
    says=N_("{hours:hours} is entered, more than the class lasted ({start:time}–{end:time}), even in lesson hours of 45 minutes."),
    do=N_("Correct the hours, or the time at which the class began or ended."),
    basis="rules.md 8.2 W25: I",
)
def class_longer_than_times(books: Books) -> Hits:
    """
    The schedule gives a class more hours than it lasted.

    Counted in lesson hours of 45 minutes, the shortest in use, so that no unit is accused; nor are hours rounded to a tenth.
    A class of several days is not judged.

    Example:
        sessions:
        date       | date_to    | time_from | time_to | hours | state
        2009-03-02 |            | 08:00     | 11:00   | 4     | held
        2009-03-03 |            | 08:00     | 11:00   | 5     | held    <- A448
        2009-03-04 |            | 08:00     |         | 5     | held
        2009-03-05 | 2009-03-06 | 08:00     | 11:00   | 8     | held
    """
    classes = books.sessions
    longer = longer_than(classes, LESSON).mask(several_days(classes))
    return classes.hits(longer, at="hours", hours=classes["hours"], start=classes.get("time_from"), end=classes.get("time_to"))


@rule(
    "A446",
    WARNING,
    on="timesheets",
    says=N_("Work on {day:day} from {start:time} to {end:time}: its end is not after its beginning."),
    do=N_("Correct the two times; perhaps they are swapped."),
    basis="rules.md 8.2 W25: I",
)
def shift_times_swapped(books: Books) -> Hits:
    """
    Work ends at an earlier hour than it begins.

    Such hours can be compared with nothing. Work over midnight is lawful.

    Example:
        staff:
        no | start_date
        P1 | 2009-01-02
        timesheets:
        staff_no | date       | time_from | time_to | hours
        P1       | 2009-01-02 | 08:00     | 12:00   | 4
        P1       | 2009-01-05 | 12:00     | 08:00   | 4       <- A446
        P1       | 2009-01-06 | 22:00     | 06:00   | 8
    """
    return _swapped(books.timesheets)


def _swapped(events: Register) -> Hits:
    """Point at rows whose times are swapped."""
    return events.hits(times_swapped(events), at="time_to", day=events["date"], start=events["time_from"], end=events["time_to"])
