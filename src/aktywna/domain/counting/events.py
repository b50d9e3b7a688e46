"""Events and the participation each belongs to: an event finds its person once, and a join never multiplies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.people.first_days import misplaced_starts
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.people.persons import persons_of
from aktywna.domain.people.shared_pesels import of_others
from aktywna.domain.registers.derived import DERIVED
from aktywna.domain.sheets.keys import Keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

DAY_OF = {
    "support": "start_date",
    "attendance": "date",
    "stays": "start_date",
    "contracts": "date",
    "certificates": "date",
    "outcomes": "date",
    "assessments": "date",
}
"""Registers of what happened to persons, and the column that says when."""
PRESENT = ("present", "late")
JOBS = ("employment", "self_employment")
"""Outcomes that are work taken up."""
NOBODY = -1


def owner(books: Books, register: str) -> pd.Series[Any]:
    """The row of the participation each event belongs to; `NOBODY` where no participant has its number."""
    events = books.registers[register]
    found = rows_of_people(books.participants, events["participant_no"], events.get(DAY_OF[register]))
    return pd.Series(found, dtype="int64", name="owner", copy=False)


DERIVED.update({(register, "owner"): partial(owner, register=register) for register in DAY_OF})


def owned(books: Books, register: str) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give the row of the participation of each event; raise `Absent` without either register."""
    getattr(books, register)
    return books.column(register, "owner").to_numpy()


def from_person(books: Books, register: str, column: str) -> pd.Series[Any]:
    """Give a column of the participants beside each event; blank where the person is not known."""
    rows = owned(books, register)
    values = books.column("participants", column)
    return pd.Series(pd.api.extensions.take(values.array, rows, allow_fill=True), dtype=values.dtype, name=column, copy=False)


def first_days(books: Books, register: str) -> pd.Series[Any]:
    """
    Give the first day of participation beside each event; blank where it is not known or is a fault of its own.

    So it is where it lies outside the project (A204, A207), after the last one (A203), or where the diary denies it (A402):
    that is said once.
    """
    start, unsure = from_person(books, register, "start_date"), books.once(misplaced_starts) | _reversed(books)
    if register != "attendance":
        unsure = unsure | books.once(denied_days)[0]
    return start.mask(np.append(unsure, [False])[owned(books, register)]) if unsure.any() else start


def of_owners(column: Callable[[str], pd.Series[Any]], owner: np.ndarray[Any, Any]) -> Callable[[str], pd.Series[Any]]:
    """Give a function that looks a column of the owner's row up for each event; unknown where there is no owner."""

    def beside(name: str) -> pd.Series[Any]:
        values = column(name)
        taken = values.iloc[np.where(owner >= 0, owner, 0)].reset_index(drop=True) if len(values) else values.reindex(range(len(owner)))
        return taken.mask(owner < 0)

    return beside


def last_days(books: Books, register: str) -> pd.Series[Any]:
    """
    Give the last day of participation beside each event; blank where the person is not known.

    A last day before the first one says nothing of what came after it: it is a fault of its own (A203). Nor does one that
    the diary denies (A403).
    """
    end, unsure = from_person(books, register, "end_date"), _reversed(books)
    if register != "attendance":
        unsure = unsure | books.once(denied_days)[1]
    return end.mask(np.append(unsure, [False])[owned(books, register)]) if unsure.any() else end


def _reversed(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which participations end before they begin (A203): shape (rows,)."""
    people = books.participants
    return people.days("end_date") < people.days("start_date")


def denied_days(books: Books) -> tuple[np.ndarray[Any, np.dtype[np.bool_]], np.ndarray[Any, np.dtype[np.bool_]]]:
    """
    Say whose first day, and whose last, lies after or before several days on which they came: shapes (rows,).

    One such entry is rather wrong itself. To be asked by `books.once`.
    """
    people, diary = books.participants, books.get("attendance")
    if diary is None or not {"participant_no", "date"} <= set(diary.columns):
        return np.zeros(len(people), dtype=np.bool_), np.zeros(len(people), dtype=np.bool_)
    whose, day, there = owned(books, "attendance"), diary.days("date"), came(diary).to_numpy(dtype=bool)
    nat = np.datetime64("NaT", "s")
    first, last = (np.append(people.days(column), nat)[whose] for column in ("start_date", "end_date"))
    early, late = (np.bincount(whose[there & outside], minlength=len(people)) > 1 for outside in (day < first, day > last))
    return early, late


def left_before_end(books: Books, register: str) -> pd.Series[Any]:
    """Say which support or stays ended after their person's participation did, though they began before."""
    events, last = books.registers[register], last_days(books, register)
    return (events.get("end_date") > last) & (events["start_date"] <= last)


def persons(books: Books, register: str) -> pd.Series[Any]:
    """Give the person each event is of as a number, the same in every register; NA where nobody has the event's number."""
    codes = person_codes(books, register)
    return pd.Series(codes, dtype="Int64").where(codes != NOBODY)


def person_codes(books: Books, register: str) -> Keys:
    """Give what `persons` gives as an array of shape (events,), `NOBODY` where nobody has the event's number."""
    codes: Keys = np.append(persons_of(books).codes, NOBODY)[owned(books, register)]
    return codes


def people_apart(books: Books, register: str) -> Keys:
    """Give the person of each event as `person_codes` does; people who share one PESEL under two first names (A113) stay two."""
    codes, disputed = person_codes(books, register), books.once(of_others)
    if not disputed.any():
        return codes
    whose = owned(books, register)
    return np.where(np.append(disputed, [False])[whose], len(disputed) + whose, codes)


def strangers(books: Books, register: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which events name a participant whom the participants' register does not have."""
    events: Register = getattr(books, register)
    # Without the participants' numbers, or what stands for them, everybody would be a stranger.
    books.participants.need_key()
    found: np.ndarray[Any, np.dtype[np.bool_]] = (owned(books, register) == NOBODY) & events["participant_no"].notna().to_numpy()
    return found


def came(attendance: Register) -> pd.Series[Any]:
    """
    Say at which entries of a diary the person was there: marked so, or with hours where nothing is marked.

    A mark that cannot be read is no presence, whatever hours stand beside it: nobody knows what it says.
    """
    unmarked = ~attendance.known("mark") & ~attendance.known("mark_raw") & (attendance.get("hours") > 0).to_numpy()
    return pd.Series(attendance.among("mark", *PRESENT) | unmarked, copy=False)


def marked(attendance: Register) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """
    Say which entries of a diary mark presence or an absence, or hold hours: shape (rows,).

    What was read from an empty cell, as the project declares it, may be a row prepared in advance.
    """
    found: np.ndarray[Any, np.dtype[np.bool_]] = came(attendance).to_numpy(dtype=bool)
    return found | (attendance.among("mark", "absent", "excused") & attendance.known("mark_raw"))
