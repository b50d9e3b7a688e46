"""A4, schedule: hours of attendance against those of the classes that were planned and held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import came
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.presence.classes import LESSON, ROUNDED, cancelled, lengths, longer_than
from aktywna.domain.sheets.keys import NONE, shared_keys
from aktywna.rules.limits import HOURS_OF_DAY
from aktywna.rules.schedule import at_class_not_held, at_other_hours, days_of_forms

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A409",
    WARNING,
    on="attendance",
    says=N_("{hours:hours} on {day:day}, and by the schedule the class lasted {minutes:count minute|minutes}: less even in lesson hours."),
    do=N_("Correct the hours in the diary, or the time of the class in the schedule."),
    basis="rules.md 8.2 W25: I",
    same="day",
)
def longer_than_scheduled(books: Books) -> Hits:
    """
    More hours than the class of the schedule lasted.

    The class that began at the same hour is meant; where the diary names no hour, or an end later than that of the class,
    all the classes of that form on that day together. Counted in lesson hours of 45 minutes, the shortest in use, so
    that no unit is accused. Hours longer than the row's own times are A408, than the day A410; attendance at other hours than
    those of the class is A415. Told once for a day: when the schedule is wrong, everybody's hours are too long.

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
    there, held = books.once(days_of_forms)
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
    longer &= (hours <= HOURS_OF_DAY) & ~books.once(at_other_hours)
    return diary.hits(longer, at="hours", hours=hours, day=diary["date"], minutes=lasted)


@rule(
    "A415",
    WARNING,
    on="attendance",
    says=N_("Attendance on {day:day} from {start:time} to {end:time}, and by the schedule this class was held at other hours."),
    do=N_("Correct the hours in the diary, or those of the class in the schedule."),
    basis="rules.md 8.2 W25: I",
    same="day",
)
def outside_class_hours(books: Books) -> Hits:
    """
    Attendance at hours at which there was no class.

    The schedule has this form on that day, and none of its classes shares even a minute with the attendance. Not judged
    where the schedule leaves the hours of one of those classes open. A class of those hours that was not held is A411. Told
    once for a day.

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
    diary = books.attendance
    # A class that the schedule has at those very hours, and that was not held, is A411.
    wrong = books.once(at_other_hours) & ~books.once(at_class_not_held)
    return diary.hits(wrong, at="time_from", day=diary["date"], start=diary.get("time_from"), end=diary.get("time_to"))
