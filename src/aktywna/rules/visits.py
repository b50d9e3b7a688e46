"""A5, visits: monitoring visits, and when what they found was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.first_days import moment

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A571",
    WARNING,
    on="visits",
    says=N_("What the visit found was corrected on {day:day}, before the visit of {visit:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",  # what is still open is counted by both days
)
def corrected_before_visit(books: Books) -> Hits:
    """
    What a visit found was corrected before the visit.

    It can be corrected on the day of the visit itself. A visit on an impossible day is A572.

    Example:
        as of: 2009-12-31
        visits:
        no | date       | found         | corrected_on
        1  | 2009-03-09 | brak podpisu  | 2009-03-09
        2  | 2009-03-09 | brak podpisu  | 2009-03-02   <- A571
        3  | 2009-03-09 | brak podpisu  |
    """
    visits = books.visits
    visit, corrected = visits["date"], visits.get("corrected_on")
    lawful = (visit >= moment(books.project.period.start)) & (visit <= moment(books.as_of))
    return visits.hits((corrected < visit) & lawful, at="corrected_on", day=corrected, visit=visit)


@rule(
    "A572",
    WARNING,
    on="visits",
    says=N_("The day {day:day} lies before the project began on {first:day}, or after {last:day}, when the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def visit_on_impossible_day(books: Books) -> Several:
    """
    A visit, or what it found, is dated before the project or on a day that has not come yet.

    A visit after the end of the project may still be one of its visits, so it is not accused.

    Example:
        as of: 2010-01-31
        project: start = 2009-01-01
        project: end = 2009-12-31
        visits:
        no | date       | corrected_on
        1  | 2009-03-09 | 2009-03-16
        2  | 2008-12-30 |              <- A572
        3  | 2010-03-09 |              <- A572
        4  | 2010-01-11 | 2010-02-01   <- A572
    """
    visits = books.visits
    first, last = books.project.period.start, books.as_of
    visit, corrected = visits["date"], visits.get("corrected_on")
    wrong = ((visit < moment(first)) | (visit > moment(last))).to_numpy()
    later = (corrected > moment(last)).to_numpy() & ~wrong
    return Several(
        [
            visits.hits(wrong, at="date", day=visit, first=first, last=last),
            visits.hits(later, at="corrected_on", day=corrected, first=first, last=last),
        ]
    )


@rule(
    "A573",
    WARNING,
    on="visits",
    says=N_("The visit has no day."),
    do=N_("Enter it; without it no report shows the visit."),
    basis="count",
)
def visit_without_day(books: Books) -> Hits:
    """
    A visit has no day.

    Asked of rows that say where it was, of which form of support, or what was found; a number alone may be prepared in advance.

    Example:
        visits:
        no | date       | place
        1  | 2009-03-09 | sala
        2  |            | sala    <- A573
        3  |            |
    """
    visits = books.visits
    told = np.logical_or.reduce([visits.known(column) for column in ("place", "form", "found", "corrected_on")])
    return visits.hits(told & visits["date"].isna(), at="date")
