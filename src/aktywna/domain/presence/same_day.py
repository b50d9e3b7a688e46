"""Who is at what on one day: entries of a diary that are not the only one of their person on their day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aktywna.domain.counting.events import people_apart
from aktywna.domain.sheets.keys import Keys, Rows, keys, rows_not_alone

if TYPE_CHECKING:
    import pandas as pd

    from aktywna.domain.registers.books import Books


def attenders(books: Books) -> pd.Series[Any] | Keys:
    """Give who each attendance is of: one key for a person with several numbers; the number where there is no register of people."""
    diary, people = books.attendance, books.get("participants")
    number = diary["participant_no"]
    if people is None or "no" not in people:
        return number
    return people_apart(books, "attendance")


def of_several_a_day(books: Books) -> Rows:
    """
    Give the rows of attendances whose person has another one on that day, in order; to be asked by `books.once`.

    What is asked of a person's day need be asked of no other row: most people come to one class a day.
    """
    return rows_not_alone(keys([attenders(books), books.attendance["date"]]))
