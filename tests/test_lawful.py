"""Lawful registers that once were accused, and single faults that once made several findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clean_books import Book, clean, found_in

LAWFUL: dict[str, Callable[[Book], object]] = {
    "a planned last day still to come": lambda book: (
        book.define("as_of = 2015-12-31", "as_of = 2015-11-30"),
        book.put("participants", 3, end_date="2015-12-15"),
    ),
    "a form broken off, begun again and finished": lambda book: (
        book.put("support", 1, end_date="2015-05-30", finished="no"),
        book.add("support", 1, start_date="2015-06-01", end_date="2015-06-30", finished="yes"),
    ),
    "an invoice paid in two equal instalments": lambda book: book.add("expenditures", 2, payment_date="2015-05-18"),
    "an invoice divided between two limits": lambda book: book.add("expenditures", 1, limit_category=""),
    "one block of the diary, two classes of the schedule": lambda book: (
        book.put("sessions", 1, time_to="10:00", hours="1"),
        book.add("sessions", 1, time_from="10:00", time_to="11:00", topic="ciąg dalszy"),
    ),
    "hours rounded to two places": lambda book: book.put("attendance", 1, hours="2,67"),
}
SINGLE: dict[str, tuple[str, Callable[[Book], object]]] = {
    "a last day before the first": ("A203", lambda book: book.put("participants", 1, end_date="2014-06-30")),
    "attendance in a year to come": ("A404", lambda book: book.put("attendance", 1, date="2016-03-02")),
    "a stay in a year to come": ("A427", lambda book: book.put("stays", 1, start_date="2016-05-04")),
    "an outcome in a year to come": ("A526", lambda book: book.put("outcomes", 1, date="2016-05-29")),
    "a certificate of a year to come": ("A520", lambda book: book.put("certificates", 1, date="2016-05-29")),
    "more eligible than the whole cost": ("A604", lambda book: book.put("expenditures", 1, eligible="124,00")),
    "dropped out as planned": ("A209", lambda book: book.put("participants", 2, completed_as_planned="yes")),
}


@pytest.mark.parametrize("what", LAWFUL)
def test_nothing_is_said_of(what: str) -> None:
    book = clean("efs-2014")
    LAWFUL[what](book)

    assert [] == found_in(book)


@pytest.mark.parametrize("what", SINGLE)
def test_one_finding_tells_of(what: str) -> None:
    code, plant = SINGLE[what]
    book = clean("efs-2014")
    plant(book)

    assert [code] == [found[0] for found in found_in(book)]


def test_the_first_day_of_an_earlier_edition_is_kept() -> None:
    book = clean("efs-2014")
    book.define("[period]\nstart = 2015-01-01", "[period]\nstart = 2014-01-01")
    book.put("participants", 3, start_date="2014-03-03", declaration_date="2014-03-03", age_at_start="")

    assert [] == found_in(book)
