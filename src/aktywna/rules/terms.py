"""A2: when people take part, against the terms of editions and of partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.first_days import moment, sure_starts
from aktywna.domain.people.participants import LEFT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from aktywna.domain.promises.plan import Edition, Partner
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


@rule(
    "A206",
    WARNING,
    on="participants",
    says=N_("Participation ({start:edge}–{end:edge}) does not fit into the edition {edition:name} ({first:edge}–{last:edge})."),
    do=N_("Correct the dates or the edition."),
    basis="rules.md 8.2 W8: M",
)
def outside_edition(books: Books) -> Hits:
    """
    Participation lies outside its edition.

    An edition reports its own people in its own year. Dates outside the whole project are A204 and A205. Who continues from
    an earlier edition may keep the day of the first entry.

    Example:
        project: start = 2008-01-01
        project: end = 2009-12-31
        project: editions = [{ id = "2008", start = 2008-01-01, end = 2008-12-31 }, { id = "2009", start = 2009-01-01, end = 2009-12-31 }]
        no | edition | entry      | start_date | end_date
        1  | 2008    | new        | 2008-03-03 | 2008-12-31
        2  | 2008    | new        | 2009-03-02 |              <- A206
        3  | 2008    | new        | 2008-03-03 | 2009-01-30   <- A206
        4  | 2009    | new        | 2009-03-02 |
        5  |         | new        | 2008-03-03 | 2009-01-30
        6  | 2009    | continuing | 2008-03-03 | 2009-06-30
        7  | 2009    | new        | 2008-03-03 | 2009-06-30   <- A206
    """
    people, term = books.participants, books.project.period
    if not books.project.editions or "edition" not in people:
        return people.no_hits()
    people.need("start_date")
    editions, start, end = books.project.editions, sure_starts(books), people.days("end_date")
    first = _each_day(people, "edition", {one.id: one.start for one in editions})
    last = _each_day(people, "edition", {one.id: one.end for one in editions})
    # The first start is kept when a person comes back (rules.md 5 L8: S05, S07).
    early = (start < first) & ~people.among("entry", "continuing")
    late = (end > last) & ~(end > moment(term.end))
    # A last day before the first is A203, one that has not come yet A207.
    late &= ~((end > moment(books.as_of)) & people.among("state", *LEFT)) & ~(end < people.days("start_date"))
    return people.hits(
        early | (start > last) | late,
        at="edition",
        start=people["start_date"],
        end=people.get("end_date"),
        edition=_names(people["edition"], editions),
        first=pd.Series(first),
        last=pd.Series(last),
    )


@rule(
    "A216",
    WARNING,
    on="participants",
    says=N_("Participation began on {start:day}, outside the term of the partner {partner:name} ({first:edge}–{last:edge})."),
    do=N_("Correct the date or the partner."),
    basis="rules.md 8.2 W8: M",
)
def started_outside_partnership(books: Books) -> Hits:
    """
    Participation begins when the partner did not take part in the project.

    Only partners whose first or last day the definition names. Dates outside the whole project are A204.

    Example:
        project: start = 2009-01-01
        project: partners = [{ id = "ngo", since = 2009-03-01, until = 2009-06-30 }, { id = "ops" }]
        no | partner | start_date
        1  | ngo     | 2009-03-01
        2  | ngo     | 2009-02-27   <- A216
        3  | ngo     | 2009-07-01   <- A216
        4  | ops     | 2009-02-27
        5  | ngo     |
    """
    people = books.participants
    dated = [one for one in books.project.partners if one.since or one.until]
    if not dated or "partner" not in people:
        return people.no_hits()
    people.need("start_date")
    start = sure_starts(books)
    first = _each_day(people, "partner", {one.id: one.since for one in dated})
    last = _each_day(people, "partner", {one.id: one.until for one in dated})
    return people.hits(
        (start < first) | (start > last),
        at="partner",
        start=people["start_date"],
        partner=_names(people["partner"], dated),
        first=pd.Series(first),
        last=pd.Series(last),
    )


def _each_day(people: Register, column: str, told: Mapping[str, date | None]) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Give the day that is told of each row's value in a column, NaT where none is: shape (rows,)."""
    codes, words = people.codes(column)
    days: np.ndarray[Any, np.dtype[np.datetime64]] = np.array([*(told.get(word) for word in words), None], dtype="datetime64[s]")[codes]
    return days


def _names(values: pd.Series[Any], named: Iterable[Edition | Partner]) -> Callable[[Any], pd.Series[Any]]:
    """Give the names of what stands in some rows."""
    return lambda rows: values.iloc[rows].map({one.id: one.name for one in named})
