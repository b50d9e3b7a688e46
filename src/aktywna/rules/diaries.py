"""A4, diaries: classes without a trainer or a topic, entries without a mark, and classes with more people than places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, came, owned
from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.first_days import moment
from aktywna.domain.presence.classes import cancelled
from aktywna.domain.sheets.keys import NONE, earlier_twin, how_many, keys, shared_keys
from aktywna.rules.schedule import taking_part

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A416",
    WARNING,
    on="attendance",
    says=N_("The class on {day:day} has no trainer."),
    do=N_("Enter who ran the class."),
    basis="registers.md 14.2: CIS, V",
)
def class_without_trainer(books: Books) -> Several:
    """
    A class has no trainer.

    The diary of classes says who ran each of them. Looked for in the schedule, in classes that were held, and in the diary,
    once for a class; a diary without such a column has the trainer on its title card and is not judged.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        sessions:
        date       | form | trainer     | state
        2009-03-02 | kis  | Jan Testowy | held
        2009-03-03 | kis  |             | held      <- A416
        2009-03-04 | kis  |             | planned
        attendance:
        participant_no | form | date       | trainer     | mark
        1              | kis  | 2009-03-02 |             | present
        1              | kis  | 2009-03-03 |             | present
        1              |      | 2009-03-04 | Jan Testowy | present
        1              |      | 2009-03-05 |             | present   <- A416
        2              |      | 2009-03-05 |             | present
    """
    return Several(list(_untold(books, "trainer")))


@rule(
    "A417",
    WARNING,
    on="attendance",
    says=N_("The class on {day:day} has no topic."),
    do=N_("Enter what the class was about."),
    basis="registers.md 14.2: CIS, V",
)
def class_without_topic(books: Books) -> Several:
    """
    A class has no topic.

    The diary of classes says what was done at each of them. Looked for in the schedule, in classes that were held, and in
    the diary, once for a class; a diary without such a column is not judged.

    Example:
        project: forms = [{ id = "kis" }]
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | form | date       | topic        | mark
        1              | kis  | 2009-03-02 | rynek pracy  | present
        1              | kis  | 2009-03-03 |              | present   <- A417
        1              | kis  | 2009-03-04 |              | absent
    """
    return Several(list(_untold(books, "topic")))


@rule(
    "A418",
    WARNING,
    on="attendance",
    says=N_("On {day:day} {there:count person|people} came to the class, and the form of support has {places:count place|places}."),
    do=N_("Check the attendance, or the capacity of the form in project.toml."),
    basis="rules.md 6.1: Seed2, V1",
)
def class_over_capacity(books: Books) -> Hits:
    """
    More people at a class than places.

    The definition says how many people may use a form at a time (`capacity`). People of one day, hour, place and trainer are
    one class; where the schedule has several classes then, there are as many times more places. Told once for a class.

    Example:
        project: forms = [{ id = "kis", kind = "class", capacity = 2 }, { id = "psy", kind = "class" }]
        participants:
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        3  | 2009-03-02
        attendance:
        participant_no | form | date       | time_from | mark
        1              | kis  | 2009-03-02 | 08:00     | present   <- A418
        2              | kis  | 2009-03-02 | 08:00     | present
        3              | kis  | 2009-03-02 | 08:00     | present
        3              | kis  | 2009-03-02 | 12:00     | present
        1              | kis  | 2009-03-03 | 08:00     | present
        2              | kis  | 2009-03-03 | 08:00     | present
        3              | kis  | 2009-03-03 | 08:00     | absent
        1              | psy  | 2009-03-04 | 08:00     | present
        2              | psy  | 2009-03-04 | 08:00     | present
        3              | psy  | 2009-03-04 | 08:00     | present
    """
    diary = books.attendance
    capacity = {form.id: form.capacity for form in books.project.forms if form.capacity and form.kind != "stay"}
    if not capacity:
        return diary.no_hits()
    places = diary["form"].map(capacity).astype("float64") * _parallel(books)
    there = came(diary) & diary["date"].notna() & places.notna() & diary["participant_no"].notna()
    one = np.where(there, _class(diary), NONE)
    person = np.where(there, keys([pd.Series(one), diary["participant_no"]]), NONE)
    people = how_many(one, np.where(earlier_twin(person) >= 0, NONE, one))
    first = (one >= 0) & (earlier_twin(one) < 0)
    return diary.hits(first & (people > places), at="date", day=diary["date"], there=people, places=places)


@rule(
    "A452",
    WARNING,
    on="attendance",
    says=N_("Nothing says whether the person was at the class on {day:day}."),
    do=N_("Enter the attendance, the absence or the hours; if the class was not meant for the person, mark it as not scheduled."),
    basis="count",
)
def entry_without_mark(books: Books) -> Several:
    """
    An entry of the diary has neither a mark nor hours.

    It counts nowhere, neither as attendance nor as an absence. Asked of rows that write out their own day, once it is over, while
    the person takes part: an empty cell of a list with a column for each day may be waiting for its class. Nor are classes judged
    that were called off or only planned, nor projects that say in the definition what an empty mark means.

    Example:
        as of: 2009-03-31
        project: forms = [{ id = "kis" }, { id = "psy" }]
        participants:
        no | start_date | end_date
        1  | 2009-03-02 | 2009-03-27
        2  | 2009-03-02 |
        sessions:
        date       | form | state
        2009-03-06 | psy  | cancelled
        attendance:
        participant_no | form | date       | hours | mark
        1              | kis  | 2009-03-02 | 2     | present
        1              | kis  | 2009-03-03 |       |           <- A452
        1              | kis  | 2009-03-04 | 2     |
        1              | kis  | 2009-03-05 |       | absent
        1              | psy  | 2009-03-06 |       |
        1              | kis  | 2009-03-30 |       |
        2              | kis  | 2009-03-30 |       |           <- A452
        2              | kis  | 2009-03-31 |       |
                       | kis  | 2009-03-03 |       |
        2              | kis  |            |       |
    """
    diary = books.attendance
    unsaid = ~(diary.known("mark") | diary.known("mark_raw") | diary.known("hours"))
    declared = books.project.registers.of("attendance")
    if not unsaid.any() or (declared is not None and any(not mark.strip() for mark in declared.marks)):
        return Several([diary.no_hits()])
    unsaid &= (diary.days("date") < moment(books.as_of)) & (owned(books, "attendance") != NOBODY) & taking_part(books)
    classes = books.get("sessions")
    if classes is not None and unsaid.any():
        there, key = shared_keys([diary.get("form"), diary["date"]], [classes.get("form"), classes.get("date")])
        unsaid &= ~np.isin(there, key[classes.among("state", "cancelled", "planned") & (key >= 0)])
    found = []
    for column in ("mark", "hours"):
        here = unsaid & _of_sheets_with(diary, "date", column)
        found.append(diary.hits(here, at=column, blank=("mark", "hours"), day=diary.get("date")))
        unsaid &= ~here
    return Several(found)


def _untold(books: Books, column: str) -> list[Hits]:
    """Point at classes of the schedule and of the diary where `column` is blank, where either register has it."""
    diary, classes = books.get("attendance"), books.get("sessions")
    found: list[Hits] = []
    if classes is not None and column in classes:
        blank = classes[column].isna() & (classes.get("state") == "held")
        found.append(classes.hits(blank, at=column, day=classes.get("date")))
    if diary is None:
        return found if classes is not None else [books.attendance.no_hits()]
    if column in diary:
        there = came(diary).to_numpy(dtype=bool) & diary["date"].notna().to_numpy()
        if not (there & ~diary.known(column)).any():
            return [*found, diary.no_hits()]
        one = np.where(there, _class(diary, without=column), NONE)
        told = np.isin(one, one[diary[column].notna().to_numpy()])
        if classes is not None and column in classes:
            # The schedule has said it, or has been asked for it.
            here, theirs = shared_keys([diary.get("form"), diary["date"]], [classes.get("form"), classes.get("date")])
            told |= np.isin(here, theirs[theirs >= 0])
        found.append(diary.hits(there & ~told & (earlier_twin(one) < 0), at=column, day=diary["date"]))
    return found


def _of_sheets_with(diary: Register, *columns: str) -> Bools:
    """Say which rows come from a sheet that has columns of its own for all of these: shape (rows,)."""
    if not diary.origins:
        return np.full(len(diary), all(column in diary for column in columns))
    has = np.array([all(column in origin.columns for column in columns) for origin in diary.origins])
    found: Bools = has[diary.origin]
    return found


def _class(diary: Register, without: str = "") -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give each attendance the number of the class it was at: one form, day, hour, place and trainer."""
    named = [diary[column] for column in ("form", "time_from", "time_to", "place", "trainer") if column in diary and column != without]
    return keys([diary["date"], *named], blanks=True)


def _parallel(books: Books) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give for each attendance how many classes of its form the schedule has at that hour, or on that day; at least 1."""
    diary, classes = books.attendance, books.get("sessions")
    if classes is None:
        return np.ones(len(diary), dtype="int64")
    found = np.zeros(len(diary), dtype="int64")
    for columns in (("form", "date", "time_from"), ("form", "date")):
        ours, theirs = shared_keys([diary.get(column) for column in columns], [classes.get(column) for column in columns])
        found = np.where(found > 0, found, how_many(ours, np.where(cancelled(classes), NONE, theirs)))
    return np.maximum(found, 1)
