"""Events and the participation each belongs to: an event finds its person once, and a join never multiplies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.derived import DERIVED
from aktywna.domain.people import rows_of_people

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Register

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


def strangers(books: Books, register: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which events name a participant whom the participants' register does not have."""
    events: Register = getattr(books, register)
    # Without the participants' numbers everybody would be a stranger.
    books.participants["no"]
    found: np.ndarray[Any, np.dtype[np.bool_]] = (owned(books, register) == NOBODY) & events["participant_no"].notna().to_numpy()
    return found


def came(attendance: Register) -> pd.Series[Any]:
    """Say at which entries of a diary the person was there: marked so, or with hours where nothing is marked."""
    mark = attendance.get("mark")
    return mark.isin(PRESENT) | (mark.isna() & (attendance.get("hours") > 0))
