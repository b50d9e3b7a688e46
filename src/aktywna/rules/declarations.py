"""A2: declarations, and people who come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.first_days import misplaced_starts, sure_starts
from aktywna.domain.people.participants import joined, rows_told
from aktywna.domain.people.same_person import first_rows
from aktywna.rules.planned_support import supported_later

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A210",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The declaration was signed on {declared:day}, after participation began on {start:day}."),
    do=N_("Compare both dates with the declaration."),
    basis="registers.md 6.2: P",
)
def declared_after_start(books: Books) -> Hits:
    """
    The declaration is later than the first day.

    The participation declaration is signed before the first form of support or on its day. In PO KL participation begins
    with it: A211. A first day outside the project's term is A204, one that has not come yet A207, one before the first support A504.

    Example:
        project: start = 2009-01-01
        no | declaration_date | start_date
        1  | 2009-03-02       | 2009-03-02
        2  | 2009-02-20       | 2009-03-02
        3  | 2009-03-05       | 2009-03-02   <- A210
        4  |                  | 2009-03-02
    """
    people = books.participants
    declared, start = people.get("declaration_date"), people["start_date"]
    late = people.days("declaration_date") > sure_starts(books)
    if late.any() and books.get("support") is not None:
        # Who began before the first support did not begin on that day: A504.
        late &= ~books.once(supported_later)[0]
    return people.hits(late, at="declaration_date", declared=declared, start=start)


@rule(
    "A211",
    WARNING,
    on="participants",
    eras=("pokl-2007",),
    says=N_("Participation begins with the declaration; it was signed on {declared:day}, and {start:day} is entered as the first day."),
    do=N_("Enter the day on which the declaration was signed as the first day of participation."),
    basis="rules.md 5 L5: S16, V",
)
def started_apart_from_declaration(books: Books) -> Hits:
    """
    The first day is not the day of the declaration.

    In PO KL a person joins by signing it. Judged on the person's first participation; whoever continues from an earlier
    edition signed before.

    Example:
        era: pokl-2007
        no | entry      | pesel       | declaration_date | start_date | end_date
        1  | new        | 44051401458 | 2009-03-02       | 2009-03-02 | 2009-04-30
        2  | new        | 02070803628 | 2009-02-20       | 2009-03-02 | 2009-04-30   <- A211
        3  | continuing | 02122401358 | 2008-02-20       | 2009-03-02 | 2009-04-30
        1  |            | 44051401458 | 2009-03-02       | 2009-09-01 |
    """
    people = books.participants
    declared, start = people.get("declaration_date"), people["start_date"]
    apart = people.known("declaration_date") & people.known("start_date") & (people.days("declaration_date") != people.days("start_date"))
    if apart.any():
        apart &= _enters(books) & ~books.once(misplaced_starts)
    return people.hits(apart, at="start_date", declared=declared, start=start)


@rule(
    "A212",
    WARNING,
    on="participants",
    eras=("pokl-2007",),
    says=N_("There is no day on which the participation declaration was signed."),
    do=N_("Enter the day; participation begins with the declaration."),
    basis="rules.md 5 L5: S16, V",
)
def without_declaration(books: Books) -> Hits:
    """
    A participant has no date of the declaration.

    In PO KL a person joins by signing it, and an inspector asks for it. Judged on the person's first participation.

    Example:
        era: pokl-2007
        no | state   | entry      | declaration_date | start_date
        1  | active  |            | 2009-03-02       | 2009-03-02
        2  | active  |            |                  | 2009-03-02   <- A212
        3  | active  | continuing |                  | 2009-03-02
        4  | reserve |            |                  |
    """
    people = books.participants
    if "declaration_date" not in people:
        return people.no_hits()
    without = ~people.known("declaration_date") & joined(people)
    if without.any():
        without &= _enters(books)
    return people.hits(without, at="declaration_date")


@rule(
    "A215",
    WARNING,
    on="participants",
    says=N_("The participant is entered as new, and had taken part before, since {first:day} (row {row})."),
    do=N_("Enter “continuing”: new and continuing people are planned and reported apart, and the person counts once."),
    basis="rules.md 5 L9: I",
)
def returned_as_new(books: Books) -> Hits:
    """
    A person who came back is entered as new.

    New participants and continuing ones are counted apart. Whoever is entered as continuing without an earlier row is not
    judged: the earlier edition may stand in another register.

    Example:
        no | pesel       | entry      | start_date | end_date
        1  | 44051401458 | new        | 2009-03-02 | 2009-06-30
        1  | 44051401458 | new        | 2009-09-01 |              <- A215
        2  | 02070803628 | new        | 2009-03-02 | 2009-06-30
        2  | 02070803628 | continuing | 2009-09-01 |
        3  | 02122401358 | continuing | 2009-03-02 |
        4  |             | new        |            |
    """
    people = books.participants
    if "entry" not in people:
        return people.no_hits()
    start, heads = people["start_date"], books.once(first_rows)
    again = people.among("entry", "new") & (heads != np.arange(len(people)))
    rows = np.flatnonzero(again)
    began, over, returned = people.days("start_date")[heads[rows]], people.days("end_date")[heads[rows]], people.days("start_date")[rows]
    again[rows] = (began < returned) & (over <= returned)
    return people.hits(again, at="entry", first=lambda rows: start.iloc[heads[rows]], row=lambda rows: rows_told(people, heads[rows]))


def _enters(books: Books) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which rows are a person's first participation, not one continued from an earlier edition."""
    people = books.participants
    first: np.ndarray[tuple[int], np.dtype[np.bool_]] = books.once(first_rows) == np.arange(len(people))
    return first & ~people.among("entry", "continuing")
