"""A4, schedule: attendance against the classes that were planned and held."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import came
from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule
from aktywna.domain.presence.classes import LESSON, ROUNDED, cancelled, day_spans, lengths, longer_than, several_days, times
from aktywna.domain.presence.overlap import Spans, meets
from aktywna.domain.sheets.keys import NONE, Keys, shared_keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A409",
    WARNING,
    on="attendance",
    says=N_("{hours:hours} is entered, and by the schedule the class lasted {minutes:count minute|minutes}: less even in lesson hours."),
    do=N_("Correct the hours in the diary, or the time of the class in the schedule."),
    basis="rules.md 8.2 W25: I",
)
def longer_than_scheduled(books: Books) -> Hits:
    """
    More hours than the class of the schedule lasted.

    The class that began at the same hour is meant; where the diary names no hour, or an end later than that of the class,
    all the classes of that form on that day together. Counted in lesson hours of 45 minutes, the shortest in use, so
    that no unit is accused. Hours longer than the row's own times are A408.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | time_from | time_to | hours | state
        2009-03-02 | kis  | 08:00     | 11:00   |       | held
        2009-03-02 | kis  | 12:00     | 18:00   |       | held
        2009-03-03 | kis  |           |         | 3     | held
        2009-03-04 | kis  |           |         |       | held
        2009-03-05 | kis  | 08:00     | 10:00   |       | held
        2009-03-05 | kis  | 10:00     | 12:00   |       | held
        attendance:
        participant_no | form | date       | time_from | time_to | hours | mark
        1              | kis  | 2009-03-02 | 08:00     |         | 4     | present
        1              | kis  | 2009-03-02 | 12:00     |         | 9     | present   <- A409
        1              | kis  | 2009-03-03 |           |         | 4     | present
        1              | kis  | 2009-03-03 |           |         | 5     | present   <- A409
        1              | kis  | 2009-03-04 |           |         | 9     | present
        1              | kis  | 2009-03-05 | 08:00     | 12:00   | 5     | present
        1              | kis  | 2009-03-05 | 10:00     |         | 5     | present   <- A409
    """
    diary, classes = books.attendance, books.sessions
    minutes = lengths(classes)
    there, held = _days(diary, classes)
    held = np.where(cancelled(classes), NONE, held)
    known = held >= 0
    size = int(max(there.max(initial=NONE), held.max(initial=NONE))) + 1
    # Unknown lengths make the day's sum unknown, as they should.
    lasted = np.full(len(diary), np.nan)
    if size and known.any():
        lasted = np.where(there >= 0, np.bincount(held[known], minutes[known], minlength=size)[there], np.nan)
    columns = ("form", "date", "time_from")
    if "time_from" in diary and "time_from" in classes:
        at, begun = shared_keys([diary[column] for column in columns], [classes[column] for column in columns])
        begun = np.where(cancelled(classes), NONE, begun)
        longest = pd.Series(minutes[begun >= 0]).groupby(begun[begun >= 0]).max()
        exact = longest.reindex(at).to_numpy(dtype="float64")
        # Whoever stayed longer than that class was at the next one too.
        stayed = (diary.get("time_to") - diary["time_from"]).to_numpy(dtype="float64", na_value=np.nan)
        lasted = np.where(np.isnan(exact) | (stayed > exact), lasted, exact)
    lasted = np.where(lasted > 0, lasted, np.nan)
    hours = diary["hours"]
    longer = came(diary) & ((hours - ROUNDED) * LESSON > lasted) & ~longer_than(diary, LESSON).fillna(value=False)
    return diary.hits(longer, at="hours", hours=hours, minutes=lasted)


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

    All the classes of that form on that day are marked as cancelled or only planned. Days of a class that lasts several
    are not judged.

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
    there, key = _days(diary, classes)
    held = ~classes["state"].isin(["cancelled", "planned"]).to_numpy()
    wrong = came(diary) & (there >= 0) & np.isin(there, key) & ~np.isin(there, key[held]) & _settled(diary, classes)
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

    Asked only of forms that the schedule knows at all, on days on which it leaves no class without a form. A class over
    several days has them all.

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
    there, key = _days(diary, classes)
    scheduled = diary["form"].isin(classes["form"].dropna().unique())
    wrong = came(diary) & scheduled & (there >= 0) & ~np.isin(there, key) & _settled(diary, classes)
    # A day that has not come yet is A404.
    wrong &= diary["date"] <= pd.Timestamp(books.as_of)
    return diary.hits(wrong, at="date", day=diary["date"])


@rule(
    "A415",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day} from {start:time} to {end:time}, and by the schedule this class was held at other hours."),
    do=N_("Correct the hours in the diary, or those of the class in the schedule."),
    basis="rules.md 8.2 W25: I",
)
def outside_class_hours(books: Books) -> Hits:
    """
    Attendance at hours at which there was no class.

    The schedule has this form on that day, and none of its classes shares even a minute with the attendance. Not judged
    where the schedule leaves the hours of one of those classes open.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        sessions:
        date       | form | time_from | time_to | state
        2009-03-02 | kis  | 08:00     | 11:00   | held
        2009-03-03 | kis  | 08:00     | 11:00   | held
        2009-03-03 | kis  |           |         | held
        attendance:
        participant_no | form | date       | time_from | time_to | mark
        1              | kis  | 2009-03-02 | 08:30     | 11:00   | present
        1              | kis  | 2009-03-02 | 11:00     | 13:00   | present   <- A415
        1              | kis  | 2009-03-03 | 11:00     | 13:00   | present
        1              | kis  | 2009-03-02 | 14:00     |         | present
    """
    diary, classes = books.attendance, books.sessions
    there, key = _days(diary, classes)
    key = np.where(cancelled(classes), NONE, key)
    timed, begins, ends = times(diary)
    told, start, end = times(classes)
    asked = came(diary).to_numpy(dtype=bool) & timed & np.isin(there, key[key >= 0]) & ~np.isin(there, key[~told])
    asked &= _settled(diary, classes)
    wrong = asked & ~meets(Spans(there, begins, ends), Spans(key, start, end))
    return diary.hits(wrong, at="time_from", day=diary["date"], start=diary.get("time_from"), end=diary.get("time_to"))


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

    Asked only of forms that the diary knows at all, and that have a day in all its rows.

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
    diary, classes = books.attendance, books.sessions
    there, key = _days(diary, classes)
    asked = (classes["state"] == "held") & classes["form"].isin(diary["form"].dropna().unique())
    asked &= (classes["date"] <= pd.Timestamp(books.as_of)) & _settled(classes, diary)
    return classes.hits(asked & (key >= 0) & ~np.isin(key, there), at="date", day=classes["date"])


def _settled(events: Register, others: Register) -> np.ndarray[Any, np.dtype[np.bool_]]:
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


def _days(diary: Register, classes: Register) -> tuple[Keys, Keys]:
    """Give both registers a number for each form and day."""
    return shared_keys([diary["form"], diary["date"]], [classes["form"], classes["date"]])
