"""Entries of a diary that cannot be paid because nobody can read them, and whose they are: nothing is left out unsaid."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.counting.events import NOBODY, owned
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import Notice
from aktywna.domain.pay.attended import attendances, number
from aktywna.domain.pay.notices import NO_FORM, NO_NUMBER, UNREAD, UNREAD_DATE
from aktywna.domain.presence.diary_entries import terms
from aktywna.domain.presence.overlap import days
from aktywna.domain.whole_numbers import Bools, Ints

if TYPE_CHECKING:
    from aktywna.domain.counting.tally import Span
    from aktywna.domain.pay.owed import Listed
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

Places = Mapping[int, tuple[int, ...]]
"""Rows of the diary by participation."""


def unread_presence(books: Books) -> Bools:
    """
    Say at which entries of the diary nobody can tell whether the person was there: shape (rows,); to be asked by `books.once`.

    Their mark cannot be read, or nothing is marked and the hours, which would say it, cannot be read.
    """
    diary = books.attendance
    marked = diary.known("mark_raw") | diary.unreadable("mark")
    found: Bools = ~diary.known("mark") & (marked | diary.unreadable("hours"))
    return found


def says_something(diary: Register) -> Bools:
    """Say which entries hold a mark or hours, whether they can be read or not: shape (rows,)."""
    found = np.zeros(len(diary), dtype=np.bool_)
    for column in ("mark", "mark_raw", "hours"):
        found |= diary.known(column) | diary.unreadable(column)
    return found


def undated(books: Books, forms: Collection[str], on_path: Bools, month: Span) -> Places:
    """Give the entries of whoever takes part in the month that have no day to be read, in some forms of support and paths."""
    diary, whose = books.attendance, owned(books, "attendance")
    lost = ~diary.known("date") & says_something(diary)
    if not lost.any():
        return {}
    first, last = terms(books)
    takes_part = on_path & (first <= number(month.end)) & (last >= number(month.start))
    lost &= (whose != NOBODY) & diary.among("form", *forms) & np.append(takes_part, False)[whose]
    return by_person(whose, np.flatnonzero(lost))


def by_person(whose: Ints, rows: Ints) -> Places:
    """Give rows of the diary by the participation that each belongs to; `whose` has shape (rows of the diary,)."""
    order = rows[np.argsort(whose[rows], kind="stable")]
    people, begins = np.unique(whose[order], return_index=True)
    parts = np.split(order, begins[1:]) if len(people) else []
    return {int(person): tuple(part.tolist()) for person, part in zip(people, parts, strict=True)}


def of_lists(books: Books, lists: Sequence[Listed], month: Span) -> Iterator[Finding]:
    """
    Find the entries that no list counts, person by person: their mark or hours (M116) or their day (M117) cannot be read.

    Before them those that name no form of support (M115) or nobody (M119), one finding for all.
    """
    if lists:
        yield from _of_no_form(books, month)
        yield from _of_nobody(books, {form for listed in lists for form in listed.paid.forms}, month)
    yield from _told(UNREAD, books, month, [(listed.paid.id, listed.uncounted) for listed in lists])
    yield from _told(UNREAD_DATE, books, month, [(listed.paid.id, listed.undated) for listed in lists])


def _of_no_form(books: Books, month: Span) -> Iterator[Finding]:
    diary = books.attendance
    there = books.once(attendances).during(month).of_forms([""])
    rows = np.sort(there.place[says_something(diary)[there.place]])
    if len(rows):
        places = diary.places(rows, "form")
        facts = {"n": len(rows), "people": len(np.unique(owned(books, "attendance")[rows]))}
        yield Finding(NO_FORM.code, NO_FORM.severity, places[0], facts, tuple(places[1:]))


def _of_nobody(books: Books, forms: Collection[str], month: Span) -> Iterator[Finding]:
    diary = books.attendance
    day = days(diary["date"], blank=-1)
    here = (day >= number(month.start)) & (day <= number(month.end)) & diary.among("form", *forms)
    rows = np.flatnonzero(here & ~diary.known("participant_no") & says_something(diary))
    if len(rows):
        places = diary.places(rows, "participant_no")
        yield Finding(NO_NUMBER.code, NO_NUMBER.severity, places[0], {"n": len(rows)}, tuple(places[1:]))


def _told(notice: Notice, books: Books, month: Span, of_each: Sequence[tuple[str, Places]]) -> Iterator[Finding]:
    people = sorted({person for _id, places in of_each for person in places})
    for person in people:
        rows = sorted({row for _id, places in of_each for row in places.get(person, ())})
        places = _places(books, rows, dated=notice is UNREAD)
        names = tuple(id_ for id_, places_ in of_each if person in places_)
        facts: dict[str, Any] = {"n": len(rows), "month": month.start, "lists": names}
        yield Finding(notice.code, notice.severity, places[0], facts, tuple(places[1:]))


def _places(books: Books, rows: Sequence[int], *, dated: bool) -> list[Place]:
    """Give the cells that cannot be read: the days, else the marks, and the hours of entries without a mark."""
    diary, held = books.attendance, np.asarray(rows, dtype=np.intp)
    if not dated:
        return diary.places(held, "date")
    marks, hours = diary.places(held, "mark"), diary.places(held, "hours")
    by_hours = (diary.unreadable("hours") & ~diary.known("mark_raw") & ~diary.unreadable("mark"))[held].tolist()
    return [hour if by_hour else mark for mark, hour, by_hour in zip(marks, hours, by_hours, strict=True)]
