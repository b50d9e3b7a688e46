"""The entries of a diary that say something of a person's attendance: each class of a person once, as it was marked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.counting.events import NOBODY, came, owned
from aktywna.domain.presence.overlap import OPEN, days
from aktywna.domain.presence.scheduled import Ints, Lengths, clock_length, form_codes, form_units, moment, moments, written_length
from aktywna.domain.sheets.keys import keys
from aktywna.domain.whole_numbers import agreed, distinct, places, repeated

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


class Said(IntEnum):
    """What an entry says, the best for the person first."""

    CAME = 0
    EXCUSED = 1
    MISSED = 2
    NOTHING = 3
    """Not scheduled for the person, or an empty square: it tells neither way."""


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries of participants during their participation, up to the as-of day: shapes (entries,)."""

    row: Ints
    """The row of the participation."""
    form: Ints
    day: Ints
    begins: Ints
    """Minutes since midnight; -1 where it is not told."""
    said: Ints
    length: Lengths
    forms: tuple[str, ...]
    place: Ints
    """The row of the diary."""

    def __len__(self) -> int:
        return len(self.row)


def terms(books: Books) -> tuple[Ints, Ints]:
    """Give the first and the last day on which each participation may have classes, in days since 1970; first -1: not known."""
    people = books.participants
    as_of = int(np.datetime64(books.as_of, "D").astype("int64"))
    return days(people.get("start_date"), blank=-1), np.minimum(days(people.get("end_date"), blank=OPEN), as_of)


def entries(books: Books) -> Entries:
    """
    Give the entries of the diary; raise `Absent` without a diary or without participants.

    Left out are those of strangers, without a day, outside participation and after the as-of day. An entry that stands
    twice is one; of two about the same class the better for the person holds.
    """
    diary = books.attendance
    owner = owned(books, "attendance")
    day, begins = days(diary["date"], blank=-1), moments(diary)
    first, last = terms(books)
    inside = (owner != NOBODY) & (day >= 0)
    inside &= (day >= np.append(first, 0)[owner]) & (day <= np.append(last, 0)[owner])
    forms = form_names(books)
    form = form_codes(diary, forms)
    said = _said(books)
    rows = np.flatnonzero(inside)
    best = _first_of_each(books, rows, owner[rows], moment(form, day, begins)[rows], begins[rows], said[rows])
    if len(best) < len(rows):
        rows = rows[best]
    form, day, begins, said = form[rows], day[rows], begins[rows], said[rows]
    length = _lengths(books, rows, (form, day, begins), said, form_units(books, forms)[form])
    return Entries(owner[rows].astype("int64", copy=False), form, day, begins, said, length, forms, rows)


def form_names(books: Books) -> tuple[str, ...]:
    """Give the forms that diary, schedule and support name, in order; an empty one for rows that name none."""
    found: set[str] = {""}
    for register in ("attendance", "sessions", "support"):
        kept = books.get(register)
        if kept is not None and "form" in kept:
            found |= set(kept["form"].dropna().unique())
    return tuple(sorted(found))


def _said(books: Books) -> Ints:
    diary = books.attendance
    found = np.full(len(diary), int(Said.NOTHING), dtype="int64")
    found[diary.among("mark", "absent")] = Said.MISSED
    found[diary.among("mark", "excused")] = Said.EXCUSED
    found[came(diary).to_numpy(dtype=bool, na_value=False)] = Said.CAME
    return found


def _first_of_each(books: Books, rows: Ints, owner: Any, moments_: Ints, begins: Ints, said: Ints) -> Ints:  # noqa: PLR0913
    """Give the positions in `rows` of the best entry of each person and class."""
    largest = int(moments_.max(initial=0)) + 1
    # Of a million people and a thousand forms these numbers are still far below the greatest that there is.
    one = owner.astype("int64") * largest + moments_
    twins = repeated(one)
    untimed = twins[begins[twins] < 0]
    if len(untimed):
        # Without an hour two classes of a day differ at most in what they were about and how long they were.
        diary = books.attendance
        about = [diary.get(column).iloc[rows[untimed]].reset_index(drop=True) for column in ("hours", "topic")]
        one[untimed] = keys([places(one[untimed], distinct(one[untimed])), *about], blanks=True) + int(one.max(initial=0)) + 1
        twins = twins[repeated(one[twins])]
    if not len(twins):
        return np.arange(len(rows))
    hours = books.attendance.get("hours").to_numpy(dtype="float64", na_value=-1.0)[rows[twins]]
    again = twins[np.lexsort((-hours, said[twins], one[twins]))]
    kept = np.ones(len(rows), dtype=np.bool_)
    kept[again] = False
    kept[again[np.flatnonzero(np.diff(one[again], prepend=-1))]] = True
    return np.flatnonzero(kept)


def _lengths(books: Books, rows: Ints, when: tuple[Ints, Ints, Ints], said: Ints, units: Ints) -> Lengths:
    """
    Give how long the class of each entry was; `when` are form, day and hour.

    As the entry writes it, else (where nobody was there offices write 0) as those who came to it write, when they agree,
    else by its own times.
    """
    diary = books.attendance
    written = written_length(diary, np.zeros(len(diary), dtype="int64")).take(rows)
    hours = np.where((said != Said.CAME) & (written.hours <= 0), np.nan, written.hours)
    lost = np.isnan(hours)
    if lost.any():
        at = keys(when, blanks=True)
        of_class = agreed(at, np.where(said == Said.CAME, hours, np.nan), int(at.max(initial=0)) + 1)
        hours = np.where(lost, of_class[at], hours)
    own = Lengths(np.where(units > 0, hours * units / 60, hours), units)
    return own.otherwise(clock_length(diary).take(rows)) if np.isnan(hours).any() else own
