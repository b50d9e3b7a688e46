"""A4, schedule: days of attendance against those of the classes that were planned and held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.counting.events import came, owned
from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule
from aktywna.domain.people.first_days import moment, sure_starts
from aktywna.domain.presence.classes import Answers, cancelled, day_spans, several_days, times
from aktywna.domain.presence.overlap import Spans, meets
from aktywna.domain.sheets.keys import NONE, Keys, earlier_twin, how_many, shared_keys
from aktywna.rules.sessions import misplaced

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A411",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day}, and that day's class was not held according to the schedule."),
    do=N_("Correct the state of the class in the schedule, or the attendance."),
    basis="rules.md 8.2 W25: I",
    same="day",
)
def class_not_held(books: Books) -> Hits:
    """
    Attendance at a class that was not held.

    All the classes of that form on that day, or those at the same hours, are marked as cancelled or only planned. Days of a
    class that lasts several are not judged, nor are days outside participation, which are A402 and A403. Told once for a day.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | state     | time_from | time_to
        2009-03-02 | kis  | held      |           |
        2009-03-03 | kis  | cancelled |           |
        2009-03-04 | kis  | cancelled |           |
        2009-03-04 | kis  | held      |           |
        2009-03-05 | kis  |           |           |
        2009-03-06 | kis  | cancelled | 08:00     | 10:00
        2009-03-06 | kis  | held      | 12:00     | 14:00
        attendance:
        participant_no | form | date       | mark    | time_from | time_to
        1              | kis  | 2009-03-02 | present |           |
        1              | kis  | 2009-03-03 | present |           |           <- A411
        1              | kis  | 2009-03-04 | present |           |
        1              | kis  | 2009-03-05 | present |           |
        1              | kis  | 2009-03-03 | absent  |           |
        1              | kis  | 2009-03-06 | present | 08:00     | 10:00     <- A411
        1              | kis  | 2009-03-06 | present | 12:00     | 14:00
    """
    diary, classes = books.attendance, books.sessions
    there, key = books.once(days_of_forms)
    classes.need("state")
    wrong = came(diary) & (there >= 0) & np.isin(there, key) & ~np.isin(there, key[~_not_held(classes)]) & settled(diary, classes)
    return diary.hits((wrong | books.once(at_class_not_held)) & taking_part(books), at="date", day=diary["date"])


@rule(
    "A412",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day}, and the schedule has no such class on that day."),
    do=N_("Correct the day, or add the class to the schedule."),
    basis="rules.md 8.2 W25: I",
    same="day",
)
def no_class_that_day(books: Books) -> Hits:
    """
    Attendance on a day without a class.

    Asked only of forms that the schedule knows at all, on days on which it leaves no class without a form. A class over
    several days has them all. Days outside participation are A402 and A403; a class on an impossible day (A419, A428) may be
    the one that is missing. Told once for a day.

    Example:
        project: forms = [{ id = "kis" }, { id = "psy" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | state | date_to
        2009-03-02 | kis  | held  |
        2009-03-05 |      | held  |
        2009-03-09 | kis  | held  | 2009-03-11
        attendance:
        participant_no | form | date       | mark
        1              | kis  | 2009-03-02 | present
        1              | kis  | 2009-03-03 | present   <- A412
        1              | kis  | 2009-03-04 | absent
        1              | psy  | 2009-03-03 | present
        1              | kis  | 2009-03-05 | present
        1              | kis  | 2009-03-11 | present
        1              | kis  | 2009-03-12 | present   <- A412
    """
    diary, classes = books.attendance, books.sessions
    there, key = books.once(days_of_forms)
    scheduled = diary["form"].isin(classes["form"].dropna().unique())
    wrong = came(diary) & scheduled & (there >= 0) & ~np.isin(there, key) & settled(diary, classes) & taking_part(books)
    lost = np.where(misplaced(books), key, NONE)
    return diary.hits(wrong & _outnumber(diary, np.where(wrong, there, NONE), classes, lost), at="date", day=diary["date"])


@rule(
    "A443",
    NOTE,
    on="sessions",
    says=N_("The class was held on {day:day}, and no diary has anybody's attendance at it."),
    do=N_("Enter the attendance, or correct the day or the state of the class."),
    basis="rules.md 11",
)
def class_without_attendance(books: Books) -> Hits:
    """
    A class was held and nobody's attendance is entered.

    Asked only of forms that the diary knows at all, and that have a day in all its rows. Where the diary has as many days
    without a class, or another form without one on that day, one entry is wrong and not two: that is A412. A class on an
    impossible day is A419.

    Example:
        project: forms = [{ id = "kis" }, { id = "psy" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | state
        2009-03-02 | kis  | held
        2009-03-03 | kis  | held      <- A443
        2009-03-04 | kis  | planned
        2009-03-03 | psy  | held
        attendance:
        participant_no | form | date       | mark
        1              | kis  | 2009-03-02 | absent
    """
    lone, elsewhere = books.once(without_attendance)
    return books.sessions.hits(lone & ~elsewhere, at="date", day=books.sessions["date"])


def without_attendance(books: Books) -> tuple[Answers, Answers]:
    """
    Say which classes were held with nobody's attendance in the diary, and which of them it may have elsewhere: shapes (rows,).

    It may where it has as many days of that form without a class, or on that very day attendance at another form without
    one: then one entry is wrong and not two. To be asked by `books.once`.
    """
    diary, classes = books.attendance, books.sessions
    there, key = books.once(days_of_forms)
    held = (classes["state"] == "held") & classes["form"].isin(diary["form"].dropna().unique())
    lone = held.to_numpy(dtype=bool) & settled(classes, diary) & ~misplaced(books) & (key >= 0) & ~np.isin(key, there)
    # Attendance at hours at which nothing was held is as much elsewhere as on another day.
    loose = np.where(np.isin(there, key) & ~books.once(at_other_hours), NONE, there)
    elsewhere = ~_outnumber(classes, np.where(lone, key, NONE), diary, loose)
    scheduled = diary["form"].isin(classes["form"].dropna().unique()).to_numpy()
    of_other_forms = diary["date"][came(diary).to_numpy(dtype=bool) & scheduled & (loose >= 0)]
    return lone, lone & (elsewhere | classes["date"].isin(of_other_forms.dropna().unique()).to_numpy())


def at_other_hours(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which attendances share no minute with a class of their form on their day; to be asked by `books.once`."""
    diary, classes = books.attendance, books.sessions
    there, key = books.once(days_of_forms)
    key = np.where(cancelled(classes), NONE, key)
    timed, begins, ends = times(diary)
    told, start, end = times(classes)
    asked = came(diary).to_numpy(dtype=bool) & timed & np.isin(there, key[key >= 0]) & ~np.isin(there, key[~told])
    asked &= settled(diary, classes)
    return asked & ~meets(Spans(there, begins, ends), Spans(key, start, end))


def at_class_not_held(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which attendances share time with a class of their form not held, and with none that was; to be asked by `books.once`."""
    diary, classes = books.attendance, books.sessions
    lone, off = books.once(at_other_hours), _not_held(classes)
    if not lone.any() or not off.any():
        return np.zeros(len(diary), dtype=np.bool_)
    there, key = books.once(days_of_forms)
    _timed, begins, ends = times(diary)
    _told, start, end = times(classes)
    return lone & meets(Spans(there, begins, ends), Spans(np.where(off, key, NONE), start, end))


def _not_held(classes: Register) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which classes are called off or only planned: shape (rows,)."""
    return classes.among("state", "cancelled", "planned")


def taking_part(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which entries of the diary are of days on which the person may have taken part; the others are A402-A404."""
    start, end = sure_starts(books), books.participants.days("end_date")
    end = np.where(end < start, np.datetime64("NaT", "s"), end)
    day, whose = books.attendance.days("date"), owned(books, "attendance")
    first, last = (np.append(days, np.datetime64("NaT", "s"))[whose] for days in (start, end))
    found: np.ndarray[Any, np.dtype[np.bool_]] = ~((day < first) | (day > last) | (day > moment(books.as_of)))
    return found


def _outnumber(events: Register, days: Keys, others: Register, their_days: Keys) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say of which form the events have more days than the others have: as many may be the same days, one of them mistaken."""
    mine, theirs = shared_keys([events["form"]], [others["form"]])
    first, their_first = (np.where((one >= 0) & (earlier_twin(one) < 0), form, NONE) for one, form in ((days, mine), (their_days, theirs)))
    found: np.ndarray[Any, np.dtype[np.bool_]] = how_many(mine, first) > how_many(mine, their_first)
    return found


def settled(events: Register, others: Register) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which events could not have a counterpart among the others' rows that leave the day or the form open, or last for days."""
    undated = others["form"][others["date"].isna()].dropna().unique()
    formless = others["date"][others["form"].isna()].dropna().unique()
    found: np.ndarray[Any, np.dtype[np.bool_]] = ~(events["form"].isin(undated) | events["date"].isin(formless)).to_numpy()
    return found & ~_over_days(events, others)


def _over_days(events: Register, others: Register) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which events meet one of the others of their form, or of none, where one of the two lasts several days."""
    lasting, theirs_lasting = several_days(events), several_days(others)
    if not lasting.any() and not theirs_lasting.any():
        return lasting
    mine, theirs = shared_keys([events["form"]], [others["form"]])
    whole, spans = day_spans(events), day_spans(others)
    anybody = np.where(others["form"].isna() & theirs_lasting, 0, NONE)
    found = meets(Spans(mine, *whole), Spans(np.where(theirs_lasting, theirs, NONE), *spans))
    found |= lasting & meets(Spans(mine, *whole), Spans(theirs, *spans))
    return found | meets(Spans(np.zeros(len(events), dtype="int64"), *whole), Spans(anybody, *spans))


def days_of_forms(books: Books) -> tuple[Keys, Keys]:
    """Give the diary and the schedule a number for each form and day; to be asked by `books.once`, and never changed."""
    diary, classes = books.attendance, books.sessions
    return shared_keys([diary["form"], diary["date"]], [classes["form"], classes["date"]])
