"""A2: how participation ended, and whether the register says it of people who have left only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import LEFT

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register

NOT_SAID = ("monitoring", "not_applicable", "other")
"""Situations that may stand in a form before anybody has left."""

BROKE_OFF = ("illness", "resignation", "removed", "death", "moved")
"""Causes of leaving with which the path was not finished (rules.md 5 L15)."""


@rule(
    "A208",
    WARNING,
    on="participants",
    says=N_("Participation ended on {end:day}, and it is not written whether it ended as planned."),
    do=N_("Enter yes or no: did the person finish all the forms of support planned for them?"),
    basis="rules.md 8.2 W19: S13, V",
)
def end_not_described(books: Books) -> Hits:
    """
    The end is not described.

    With the last day belongs the answer whether participation ended according to the planned path. A planned last day
    still to come is not judged.

    Example:
        as of: 2009-07-31
        no | start_date | end_date   | completed_as_planned
        1  | 2009-03-02 | 2009-06-30 | yes
        2  | 2009-03-02 | 2009-06-30 | no
        3  | 2009-03-02 | 2009-06-30 |                        <- A208
        4  | 2009-03-02 |            |
        5  | 2009-03-02 | 2009-10-30 |
    """
    people = books.participants
    end = people["end_date"]
    people.need("completed_as_planned")
    over = people.days("end_date") <= np.datetime64(books.as_of, "s")
    return people.hits(over & ~people.known("completed_as_planned"), at="completed_as_planned", end=end)


@rule(
    "A209",
    ERROR,
    on="participants",
    says=N_("The person dropped out, and the end is marked as planned."),
    do=N_("Correct the state or the answer: whoever broke off did not end as planned."),
    basis="count",  # rules.md S13: they would count among those who finished
)
def dropped_out_as_planned(books: Books) -> Hits:
    """
    A person who dropped out ended “as planned”.

    As planned means: finished in all forms of support planned for the person. Who broke off cannot be counted so, be it by
    the state or by the cause of leaving.

    Example:
        no | state       | start_date | end_date   | end_reason  | completed_as_planned
        1  | finished    | 2009-03-02 | 2009-06-30 | path        | yes
        2  | dropped_out | 2009-03-02 | 2009-06-30 | resignation | no
        3  | dropped_out | 2009-03-02 | 2009-06-30 |             | yes                    <- A209
        4  | finished    | 2009-03-02 | 2009-06-30 | resignation | yes                    <- A209
        5  | finished    | 2009-03-02 | 2009-06-30 | job         | yes
    """
    people = books.participants
    people.need("completed_as_planned")
    return people.hits(broke_off(people) & people.among("completed_as_planned", "yes"), at="completed_as_planned")


@rule(
    "A218",
    WARNING,
    on="participants",
    says=N_("The state says that the person takes part, and participation ended on {end:day}."),
    do=N_("Correct the state, or the last day of participation."),
    basis="count",
)
def active_after_end(books: Books) -> Hits:
    """
    A person who has left is entered as taking part.

    A last day still to come is a plan. One before the first day is A203.

    Example:
        as of: 2009-07-31
        no | state    | start_date | end_date
        1  | active   | 2009-03-02 | 2009-06-30   <- A218
        2  | active   | 2009-03-02 | 2009-09-30
        3  | active   | 2009-03-02 | 2009-07-31
        4  | finished | 2009-03-02 | 2009-06-30
    """
    people = books.participants
    people.need("state", "end_date")
    end, today = people.days("end_date"), np.datetime64(books.as_of, "s")
    gone = people.among("state", "active") & (end < today) & ~(end < people.days("start_date"))
    return people.hits(gone, at="state", end=people["end_date"])


@rule(
    "A213",
    WARNING,
    on="participants",
    says=N_("{what:column} is entered, and there is no last day of participation."),
    do=N_("Enter the last day; as long as the person takes part, leave the cell empty."),
    basis="rules.md 8.2 W19: S13, V",
)
def end_described_too_early(books: Books) -> Several:
    """
    The end is described, and there is no last day.

    How participation ended is known when it has. A state that says so without a day is A202.

    Example:
        no | state    | start_date | end_date   | completed_as_planned | situation_1
        1  | active   | 2009-03-02 |            |                      |
        2  |          | 2009-03-02 |            | yes                  |              <- A213
        3  | active   | 2009-03-02 |            |                      | employment   <- A213
        4  | active   | 2009-03-02 |            |                      | other
        5  | finished | 2009-03-02 | 2009-06-30 | yes                  | employment
    """
    people = books.participants
    people.need("end_date", "start_date")
    here = ~people.known("end_date") & ~people.among("state", *LEFT) & people.known("start_date")
    said = people.among("completed_as_planned", "yes", "no")
    known = people.known("situation_1") & ~people.among("situation_1", *NOT_SAID) & ~said
    return Several(
        [
            people.hits(here & said, at="completed_as_planned", what="completed_as_planned"),
            people.hits(here & known, at="situation_1", what="situation_1"),
        ]
    )


@rule(
    "A214",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("Participation ended on {end:day}, and the person's situation on leaving is not entered."),
    do=N_("Enter the situation, also when nothing changed: people were told to give these data for four weeks after leaving."),
    basis="rules.md 8.2 W19: S13, V",
)
def situation_not_described(books: Books) -> Hits:
    """
    The situation on leaving is not entered, although the time to find it out has passed.

    Asked only where the office keeps the column, and not before the four weeks after the last day are over.

    Example:
        era: efs-2014
        as of: 2016-07-28
        no | state    | start_date | end_date   | completed_as_planned | situation_1
        1  | finished | 2016-03-01 | 2016-06-29 | yes                  | not_applicable
        2  | finished | 2016-03-01 | 2016-06-29 | yes                  |                  <- A214
        3  | finished | 2016-03-01 | 2016-06-30 | yes                  |
        4  | active   | 2016-03-01 |            |                      |
    """
    people = books.participants
    if "situation_1" not in people:
        return people.no_hits()
    end = people["end_date"]
    over = people.days("end_date") < np.datetime64(books.as_of - timedelta(days=int(books.number("result_window"))), "s")
    return people.hits(over & ~people.known("situation_1"), at="situation_1", end=end)


def broke_off(people: Register) -> Bools:
    """Say who dropped out, by the state or by the cause of leaving."""
    found: Bools = people.among("state", "dropped_out") | people.among("end_reason", *BROKE_OFF)
    return found
