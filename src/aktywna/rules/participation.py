"""A2: when people take part. The first and the last day, inside the project, its editions and its partners' terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.finding import Several
from aktywna.domain.people import LEFT, NOT_YET, TAKES_PART
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from aktywna.domain.books import Books
    from aktywna.domain.plan import Edition, Partner
    from aktywna.domain.register import Hits, Register


@rule(
    "A201",
    ERROR,
    on="participants",
    says=N_("There is no first day of participation."),
    do=N_("Enter the first day; a candidate or a person on the reserve list gets that state instead."),
    basis="count",
)
def without_start(books: Books) -> Hits:
    """
    A participant has no first day.

    A person who takes part, finished or left must have begun; without the day nobody knows in which period to count.

    Example:
        no | state     | start_date | end_date
        1  | active    | 2009-03-02 |
        2  | active    |            |              <- A201
        3  | finished  |            | 2009-06-30   <- A201
        4  |           |            | 2009-06-30   <- A201
        5  | recruited |            |
        6  | reserve   |            |
    """
    people = books.participants
    people.need("start_date")
    here = people.among("state", *TAKES_PART) | people.known("end_date")
    return people.hits(~people.known("start_date") & here, at="start_date")


@rule(
    "A202",
    ERROR,
    on="participants",
    says=N_("The state says that participation is over, and there is no last day."),
    do=N_("Enter the day on which participation ended, or correct the state."),
    basis="count",
)
def without_end(books: Books) -> Hits:
    """
    A person who finished or left has no last day.

    Results are counted from the last day; without it the person enters none of them.

    Example:
        no | state       | start_date | end_date
        1  | finished    | 2009-03-02 | 2009-06-30
        2  | finished    | 2009-03-02 |              <- A202
        3  | dropped_out | 2009-03-02 |              <- A202
        4  | active      | 2009-03-02 |
    """
    people = books.participants
    people.need("end_date")
    return people.hits(people.among("state", *LEFT) & ~people.known("end_date"), at="end_date")


@rule(
    "A203",
    ERROR,
    on="participants",
    says=N_("Participation ended on {end:day}, before it began on {start:day}."),
    do=N_("Compare both dates with the participation declaration; day and month are often swapped."),
    basis="count",  # no result can be dated
)
def ended_before_start(books: Books) -> Hits:
    """
    Participation ends before it begins.

    It ends at the earliest on the day it began. While the dates are reversed the person enters no result indicator.

    Example:
        no | start_date | end_date
        1  | 2009-03-02 | 2009-02-27   <- A203
        2  | 2009-03-02 | 2009-03-02
        3  | 2009-03-02 |
    """
    people = books.participants
    start, end = people["start_date"], people["end_date"]
    return people.hits(people.days("end_date") < people.days("start_date"), at="end_date", start=start, end=end)


@rule(
    "A204",
    WARNING,
    on="participants",
    says=N_("Participation began on {start:day}, outside the project's term ({first:day}–{last:day})."),
    do=N_("Correct the date, or the term in project.toml if the agreement was extended."),
    basis="rules.md 8.2 W8: M",
)
def started_outside_project(books: Books) -> Hits:
    """
    Participation begins outside the project's term.

    Support is given while the project runs; a year typed wrongly is the usual cause.

    Example:
        project: start = 2009-01-01
        project: end = 2009-12-31
        no | start_date
        1  | 2009-01-01
        2  | 2008-03-02   <- A204
        3  | 2009-12-31
        4  | 2010-01-01   <- A204
        5  |
    """
    people, term = books.participants, books.project.period
    start, day = people["start_date"], people.days("start_date")
    outside = (day < _day(term.start)) | (day > _day(term.end))
    return people.hits(outside, at="start_date", start=start, first=term.start, last=term.end)


@rule(
    "A205",
    WARNING,
    on="participants",
    says=N_("Participation ended on {end:day}, after the project itself ended on {last:day}."),
    do=N_("Correct the date, or the term in project.toml if the agreement was extended."),
    basis="rules.md 8.2 W8: M",
)
def ended_after_project(books: Books) -> Hits:
    """
    Participation ends after the project.

    The last form of support ends at the latest on the project's last day.

    Example:
        project: end = 2009-12-31
        no | start_date | end_date
        1  | 2009-03-02 | 2009-12-31
        2  | 2009-03-02 | 2010-01-04   <- A205
        3  | 2009-03-02 |
    """
    people, term = books.participants, books.project.period
    end = people["end_date"]
    return people.hits(people.days("end_date") > _day(term.end), at="end_date", end=end, last=term.end)


@rule(
    "A206",
    WARNING,
    on="participants",
    says=N_("Participation ({start:day}–{end:day}) does not fit into the edition {edition:name} ({first:day}–{last:day})."),
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
    editions, start, end = books.project.editions, people.days("start_date"), people.days("end_date")
    first = _each_day(people, "edition", {one.id: one.start for one in editions})
    last = _each_day(people, "edition", {one.id: one.end for one in editions})
    # The first start is kept when a person comes back (rules.md 5 L8: S05, S07).
    early = (start < first) & (start >= _day(term.start)) & ~people.among("entry", "continuing")
    outside = early | (start > last) & ~(start > _day(term.end))
    late = (end > last) & ~(end > _day(term.end))
    return people.hits(
        outside | late,
        at="edition",
        start=people["start_date"],
        end=people.get("end_date"),
        edition=_names(people["edition"], editions),
        first=pd.Series(first),
        last=pd.Series(last),
    )


@rule(
    "A207",
    WARNING,
    on="participants",
    says=N_("The day {day:day} lies after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date, or the state if the person has not begun or not left yet."),
    basis="count",
)
def dated_in_future(books: Books) -> Several:
    """
    A day of participation that has not come yet.

    A person who takes part cannot have begun after the day on which the registers were closed, nor have left after it.
    Planned days of candidates are not judged.

    Example:
        as of: 2009-06-30
        no | state     | start_date | end_date
        1  | active    | 2009-06-30 |
        2  | active    | 2009-07-01 |              <- A207
        3  | finished  | 2009-03-02 | 2009-09-30   <- A207
        4  | active    | 2009-03-02 | 2009-09-30
        5  | recruited | 2009-09-01 |
    """
    people, today = books.participants, _day(books.as_of)
    start, end = people["start_date"], people.get("end_date")
    begins = (people.days("start_date") > today) & ~people.among("state", *NOT_YET)
    leaves = (people.days("end_date") > today) & people.among("state", *LEFT) & ~begins
    return Several(
        [
            people.hits(begins, at="start_date", day=start, as_of=books.as_of),
            people.hits(leaves, at="end_date", day=end, as_of=books.as_of),
        ]
    )


@rule(
    "A216",
    WARNING,
    on="participants",
    says=N_("Participation began on {start:day}, outside the term of the partner {partner:name} ({first:day}–{last:day})."),
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
    people, term = books.participants, books.project.period
    dated = [one for one in books.project.partners if one.since or one.until]
    if not dated or "partner" not in people:
        return people.no_hits()
    people.need("start_date")
    start = people.days("start_date")
    first = _each_day(people, "partner", {one.id: one.since for one in dated})
    last = _each_day(people, "partner", {one.id: one.until for one in dated})
    inside = ~(start < _day(term.start)) & ~(start > _day(term.end))
    outside = ((start < first) | (start > last)) & inside
    return people.hits(
        outside,
        at="partner",
        start=people["start_date"],
        partner=_names(people["partner"], dated),
        first=pd.Series(first),
        last=pd.Series(last),
    )


@rule(
    "A217",
    WARNING,
    on="participants",
    says=N_("The person is a candidate or on the reserve list, and participation began on {start:day}."),
    do=N_("Change the state if the person joined the project; if not, remove the date."),
    basis="count",
)
def began_as_candidate(books: Books) -> Hits:
    """
    A candidate, or a person on the reserve list, has a first day that has passed.

    Such a person counts nowhere. A planned first day still to come is not judged.

    Example:
        as of: 2009-06-30
        no | state     | start_date
        1  | recruited | 2009-07-01
        2  | recruited | 2009-06-30   <- A217
        3  | reserve   |
        4  | active    | 2009-03-02
    """
    people = books.participants
    start = people["start_date"]
    people.need("state")
    has_begun = people.days("start_date") <= _day(books.as_of)
    return people.hits(people.among("state", *NOT_YET) & has_begun, at="state", start=start)


def _day(day: date | None) -> Any:
    return np.datetime64("NaT" if day is None else day, "s")


def _each_day(people: Register, column: str, told: Mapping[str, date | None]) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Give the day that is told of each row's value in a column, NaT where none is: shape (rows,)."""
    codes, words = people.codes(column)
    days: np.ndarray[Any, np.dtype[np.datetime64]] = np.array([*(told.get(word) for word in words), None], dtype="datetime64[s]")[codes]
    return days


def _names(values: pd.Series[Any], named: Iterable[Edition | Partner]) -> Callable[[Any], pd.Series[Any]]:
    """Give the names of what stands in some rows."""
    return lambda rows: values.iloc[rows].map({one.id: one.name for one in named})
