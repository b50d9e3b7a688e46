"""A2: how participation ended, and whether the register says it of people who have left only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aktywna.domain.finding import Several
from aktywna.domain.people import LEFT
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits

NOT_SAID = ("monitoring", "not_applicable", "other")
"""Situations that may stand in a form before anybody has left."""


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

    With the last day belongs the answer whether participation ended according to the planned path.

    Example:
        no | start_date | end_date   | completed_as_planned
        1  | 2009-03-02 | 2009-06-30 | yes
        2  | 2009-03-02 | 2009-06-30 | no
        3  | 2009-03-02 | 2009-06-30 |                        <- A208
        4  | 2009-03-02 |            |
    """
    people = books.participants
    end = people["end_date"]
    return people.hits(end.notna() & people["completed_as_planned"].isna(), at="completed_as_planned", end=end)


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

    As planned means: finished in all forms of support planned for the person. Who broke off cannot be counted so.

    Example:
        no | state       | start_date | end_date   | completed_as_planned
        1  | finished    | 2009-03-02 | 2009-06-30 | yes
        2  | dropped_out | 2009-03-02 | 2009-06-30 | no
        3  | dropped_out | 2009-03-02 | 2009-06-30 | yes   <- A209
    """
    people = books.participants
    both = (people["state"] == "dropped_out") & (people["completed_as_planned"] == "yes")
    return people.hits(both, at="completed_as_planned")


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
    here = people["end_date"].isna() & ~people.get("state").isin(LEFT) & people["start_date"].notna()
    said = people.get("completed_as_planned").isin(["yes", "no"])
    situation = people.get("situation_1")
    known = situation.notna() & ~situation.isin(NOT_SAID) & ~said
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
    over = end + pd.Timedelta(days=int(books.number("result_window"))) < pd.Timestamp(books.as_of)
    return people.hits(over & people["situation_1"].isna(), at="situation_1", end=end)
