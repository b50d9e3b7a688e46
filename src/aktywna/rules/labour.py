"""A3: the labour status on the first day, and what belongs to it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule
from aktywna.domain.people.first_days import misplaced_starts
from aktywna.domain.people.participants import joined

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A304",
    WARNING,
    on="participants",
    says=N_("{labour_detail:choice} does not belong to the status {labour_status:choice}."),
    do=N_("Correct the status or its detail."),
    basis="rules.md 8.2 W10: M",
)
def detail_of_another_status(books: Books) -> Hits:
    """
    The detail of the labour status belongs to another status.

    Long-term unemployment belongs to the unemployed, learning or not learning to the inactive, the kinds of employers to
    the employed; “other” fits everybody.

    Example:
        no | labour_status         | labour_detail
        1  | unemployed_registered | long_term
        2  | inactive              | long_term       <- A304
        3  | inactive              | learning
        4  | employed              | not_learning    <- A304
        5  | unemployed            | other
        6  |                       | learning
        7  | employed              |
    """
    people = books.participants
    status, detail = people.said("labour_status"), people.said("labour_detail")
    wrong = books.once(misplaced_details)
    return people.hits(wrong, at="labour_detail", labour_detail=detail, labour_status=status)


@rule(
    "A316",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The labour status is {labour_status:choice}, and its detail (“of which”) is not entered."),
    do=N_("Enter the detail; “other” is a detail too."),
    basis="registers.md 6.2: P",
)
def status_without_detail(books: Books) -> Hits:
    """
    The detail of the labour status is missing.

    Without it nobody knows whether an unemployed person is long-term unemployed, or an inactive one learns; the person is
    missing from those indicators.

    Example:
        era: efs-2014
        no | start_date | birth_date | gender | education | labour_status | labour_detail
        1  | 2016-03-01 | 1984-05-14 | woman  | isced3    | inactive      | not_learning
        2  | 2016-03-01 | 1984-05-14 | woman  | isced3    | unemployed    |                <- A316
        3  | 2016-03-01 | 1984-05-14 | woman  | isced3    | unemployed    | other
        4  |            | 1984-05-14 | woman  | isced3    | unemployed    |
    """
    people = books.participants
    status = people["labour_status"]
    people.need("labour_detail")
    without = joined(people) & people.known("labour_status") & ~people.known("labour_detail")
    return people.hits(without, at="labour_detail", labour_status=status)


@rule(
    "A317",
    NOTE,
    on="participants",
    eras=("efs-2014",),
    says=N_("{what:column} is entered, and the person was {labour_status:choice} on the first day."),
    do=N_("Leave the cell empty, or correct the status; the form asks this of the employed only."),
    basis="rules.md 8.2 W11: M",
)
def employer_of_jobless(books: Books) -> Several:
    """
    An occupation or an employer is entered for a person who did not work.

    SL2014 asks for the occupation pursued and the place of work of the employed. The condition is from memory, so it is a
    note.

    Example:
        era: efs-2014
        no | labour_status | occupation | employer
        1  | employed      | other      | Zakład zmyślony
        2  | inactive      | other      |                   <- A317
        3  | unemployed    |            | Zakład zmyślony   <- A317
        4  | unemployed    |            |
        5  |               | other      |
    """
    people = books.participants
    status = people["labour_status"]
    idle = people.known("labour_status") & ~people.among("labour_status", "employed")
    occupied = people.known("occupation")
    return Several(
        [
            people.hits(idle & occupied, at="occupation", what="occupation", labour_status=status),
            people.hits(idle & ~occupied & people.known("employer"), at="employer", what="employer", labour_status=status),
        ]
    )


@rule(
    "A318",
    WARNING,
    on="participants",
    eras=("efs-2014",),
    says=N_("The person was employed on the first day; missing: {columns:columns}."),
    do=N_("Enter what the person did and where."),
    basis="rules.md 8.2 W11: M",
)
def employed_without_employer(books: Books) -> Several:
    """
    The occupation or the employer of an employed person is missing.

    SL2014 asks both of the employed. A column that the office does not keep is not missed.

    Example:
        era: efs-2014
        no | start_date | birth_date | gender | education | labour_status | labour_detail | occupation | employer
        1  | 2016-03-01 | 1984-05-14 | woman  | isced3    | employed      | sme           | other      | Zakład zmyślony
        2  | 2016-03-01 | 1984-05-14 | woman  | isced3    | employed      | sme           | other      |                   <- A318
        3  | 2016-03-01 | 1984-05-14 | woman  | isced3    | employed      | sme           |            |                   <- A318
        4  | 2016-03-01 | 1984-05-14 | woman  | isced3    | inactive      | not_learning  |            |
        5  |            | 1984-05-14 | woman  | isced3    | employed      | sme           |            |
    """
    people = books.participants
    people.need("labour_status")
    works = joined(people) & people.among("labour_status", "employed")
    nobody = np.zeros(len(people), dtype=np.bool_)
    unnamed, unplaced = (~people.known(column) if column in people else nobody for column in ("occupation", "employer"))
    return Several(
        [
            people.hits(works & unnamed & unplaced, at="occupation", columns=("occupation", "employer")),
            people.hits(works & unnamed & ~unplaced, at="occupation", columns=("occupation",)),
            people.hits(works & ~unnamed & unplaced, at="employer", columns=("employer",)),
        ]
    )


@rule(
    "A319",
    WARNING,
    on="participants",
    says=N_("On the first day the person was {age:count year|years} old and is entered as employed; that begins at the age of {least:n}."),
    do=N_("Check the date of birth and the labour status on the first day."),
    basis="rules.md 2: S20, V",
)
def employed_child(books: Books) -> Hits:
    """
    A child is entered as employed.

    Employed means: aged 15 or more and working for pay, profit or family gain. Only in the eras whose definition names the
    age.

    Example:
        era: efs-2014
        no | birth_date | start_date | labour_status
        1  | 2001-03-01 | 2016-03-01 | employed
        2  | 2001-03-02 | 2016-03-01 | employed        <- A319
        3  | 2001-03-02 | 2016-03-01 | inactive
        4  |            |            | employed
    """
    people, least = books.participants, books.value_or("employed_age_min", None)
    if least is None:
        return people.no_hits()
    age = books.column("participants", "age")
    people.need("labour_status")
    child = people.among("labour_status", "employed") & (age < int(least)) & (age >= 0) & ~books.once(misplaced_starts)
    return people.hits(child, at="labour_status", age=age, least=least)


def misplaced_details(books: Books) -> Bools:
    """Say whose detail of the labour status belongs to another status: shape (rows,); to be asked by `books.once`."""
    people = books.participants
    wrong = np.zeros(len(people), dtype=np.bool_)
    for under, values in groupby(books.choices["labour_detail"].value, lambda value: value.under):
        if under is not None:
            of_status = people.among("labour_status", *books.narrowed("labour_status", under))
            wrong |= people.among("labour_detail", *(value.id for value in values)) & people.known("labour_status") & ~of_status
    return wrong
