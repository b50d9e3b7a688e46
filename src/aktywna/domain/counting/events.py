"""Events and the participation each belongs to: an event finds its person once, and a join never multiplies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.people.persons import persons_of
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
    return pd.Series(found, dtype="int64", name="owner")


DERIVED.update({(register, "owner"): partial(owner, register=register) for register in DAY_OF})


def owned(books: Books, register: str) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give the row of the participation of each event; raise `Absent` without either register."""
    getattr(books, register)
    return books.column(register, "owner").to_numpy()


def from_person(books: Books, register: str, column: str) -> pd.Series[Any]:
    """Give a column of the participants beside each event; blank where the person is not known."""
    rows = owned(books, register)
    values = books.column("participants", column)
    return pd.Series(pd.api.extensions.take(values.array, rows, allow_fill=True), dtype=values.dtype, name=column)


def last_days(books: Books, register: str) -> pd.Series[Any]:
    """
    Give the last day of participation beside each event; blank where the person is not known.

    A last day before the first one says nothing of what came after it: it is a fault of its own (A203).
    """
    people, end = books.participants, from_person(books, register, "end_date")
    is_reversed = (people.get("end_date") < people.get("start_date")).to_numpy(dtype=bool, na_value=False)
    return end.mask(np.append(is_reversed, [False])[owned(books, register)]) if is_reversed.any() else end


def persons(books: Books, register: str) -> pd.Series[Any]:
    """Give the person each event is of as a number, the same in every register; NA where nobody has the event's number."""
    codes = person_codes(books, register)
    return pd.Series(codes, dtype="Int64").where(codes != NOBODY)


def person_codes(books: Books, register: str) -> Keys:
    """Give what `persons` gives as an array of shape (events,), `NOBODY` where nobody has the event's number."""
    codes: Keys = np.append(persons_of(books).codes, NOBODY)[owned(books, register)]
    return codes


def strangers(books: Books, register: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which events name a participant whom the participants' register does not have."""
    events: Register = getattr(books, register)
    # Without the participants' numbers, or what stands for them, everybody would be a stranger.
    books.participants.need_key()
    found: np.ndarray[Any, np.dtype[np.bool_]] = (owned(books, register) == NOBODY) & events["participant_no"].notna().to_numpy()
    return found


def came(attendance: Register) -> pd.Series[Any]:
    """Say at which entries of a diary the person was there: marked so, or with hours where nothing is marked."""
    unmarked = ~attendance.known("mark") & (attendance.get("hours") > 0).to_numpy()
    return pd.Series(attendance.among("mark", *PRESENT) | unmarked)
