"""A2: when people take part. The first and the last day, inside the project, its editions and its partners' terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.first_days import moment
from aktywna.domain.people.participants import LEFT, NOT_YET, TAKES_PART

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


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
    return people.hits(_is_reversed(people), at="end_date", start=start, end=end)


@rule(
    "A204",
    WARNING,
    on="participants",
    says=N_("Participation began on {start:day}, outside the project's term ({first:edge}–{last:edge})."),
    do=N_("Correct the date, or the term in project.toml if the agreement was extended."),
    basis="rules.md 8.2 W8: M",
)
def started_outside_project(books: Books) -> Hits:
    """
    Participation begins outside the project's term.

    Support is given while the project runs; a year typed wrongly is the usual cause. A first day that has not come yet is
    A207, one after the last day A203.

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
    outside = (day < moment(term.start)) | (day > moment(term.end))
    outside &= ~_begins_later(books) & ~_is_reversed(people)
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
    end, last = people["end_date"], moment(term.end)
    # Who joined after the project cannot have left before its end.
    late = (people.days("end_date") > last) & ~(people.days("start_date") > last) & ~_left_later(books)
    return people.hits(late, at="end_date", end=end, last=term.end)


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
    people = books.participants
    start, end = people["start_date"], people.get("end_date")
    begins = _begins_later(books) & ~_is_reversed(people)
    leaves = _left_later(books) & ~_begins_later(books)
    return Several(
        [
            people.hits(begins, at="start_date", day=start, as_of=books.as_of),
            people.hits(leaves, at="end_date", day=end, as_of=books.as_of),
        ]
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
    has_begun = people.days("start_date") <= moment(books.as_of)
    return people.hits(people.among("state", *NOT_YET) & has_begun, at="state", start=start)


def _is_reversed(people: Register) -> Bools:
    found: Bools = people.days("end_date") < people.days("start_date")
    return found


def _begins_later(books: Books) -> Bools:
    """Say who is said to take part and begins after the registers were closed."""
    people = books.participants
    found: Bools = (people.days("start_date") > moment(books.as_of)) & ~people.among("state", *NOT_YET)
    return found


def _left_later(books: Books) -> Bools:
    """Say who is said to have left, on a day after the registers were closed."""
    people = books.participants
    found: Bools = (people.days("end_date") > moment(books.as_of)) & people.among("state", *LEFT)
    return found
