"""A5, jobs: work that was taken up, how long it lasted, and people who left for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import JOBS, person_codes
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.participants import rows_told
from aktywna.domain.people.persons import persons_of
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A546",
    WARNING,
    on="outcomes",
    says=N_("The job ended on {end:day}, before it began on {day:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",  # how long it lasted decides whether it counts
)
def job_ended_before_start(books: Books) -> Hits:
    """
    A job ends before it begins.

    A job of a day that has not come yet is A526.

    Example:
        as of: 2016-12-31
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence  | job_until
        1              | employment | 2016-06-01 | statement | 2016-09-30
        1              | employment | 2016-07-01 | statement | 2016-06-30   <- A546
        1              | employment | 2016-08-01 | statement |
    """
    outcomes = books.outcomes
    return outcomes.hits(_before_outcome(books, "job_until"), at="job_until", day=outcomes["date"], end=outcomes.get("job_until"))


@rule(
    "A547",
    WARNING,
    on="outcomes",
    says=N_("The outcome {outcome:choice} of {day:day} was measured on {measured:day}, before it happened."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def measured_before_outcome(books: Books) -> Hits:
    """
    An outcome was measured before it happened.

    What is known only afterwards cannot have been written down before. An outcome of a day that has not come yet is A526.

    Example:
        as of: 2016-12-31
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence  | measured_on
        1              | employment | 2016-06-01 | statement | 2016-06-01
        1              | job_search | 2016-07-01 | statement | 2016-06-30   <- A547
        1              | employment | 2016-08-01 | statement |
    """
    outcomes = books.outcomes
    early, measured = _before_outcome(books, "measured_on"), outcomes.get("measured_on")
    return outcomes.hits(early, at="measured_on", outcome=outcomes.get("outcome"), day=outcomes["date"], measured=measured)


@rule(
    "A548",
    WARNING,
    on="outcomes",
    says=N_("The same outcome of the same person is already in row {row}."),
    do=N_("Leave one row; otherwise the outcome is counted twice where events are counted."),
    basis="count",
    same="block",
)
def outcome_twice(books: Books) -> Hits:
    """
    One outcome of one person is entered twice.

    Everything that the two rows say agrees.

    Example:
        as of: 2016-12-31
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence  | evidence_no
        1              | employment | 2016-06-01 | statement | 1
        1              | employment | 2016-06-01 | statement | 1             <- A548
        1              | employment | 2016-06-01 | statement | 2
    """
    outcomes = books.outcomes
    named = outcomes["participant_no"].notna() & outcomes["outcome"].notna() & outcomes["date"].notna()
    same = keys([outcomes.get(column.id) for column in outcomes.layout.column if column.id in outcomes], blanks=True)
    earlier = earlier_twin(np.where(named, same, NONE))
    return outcomes.hits(earlier >= 0, at="outcome", row=rows_told(outcomes, earlier))


@rule(
    "A549",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The person left on {end:day} to take up a job, and no job is among the outcomes."),
    do=N_("Enter the job with its evidence, or correct the reason for the end of participation."),
    basis="rules.md 5 L7: S13, V",
)
def left_for_a_job_without_one(books: Books) -> Hits:
    """
    A person left to take up a job, and the outcomes have none.

    Leaving for a job counts as ended for employment efficiency, so the job has to be there. Asked when the time to establish
    results has passed.

    Example:
        era: efs-2014
        as of: 2016-12-31
        participants:
        no | start_date | end_date   | end_reason  | completed_as_planned
        1  | 2016-03-01 | 2016-06-30 | job         | no
        2  | 2016-03-01 | 2016-06-30 | job         | no                     <- A549
        3  | 2016-03-01 | 2016-06-30 | resignation | no
        4  | 2016-03-01 | 2016-12-15 | job         | no
        outcomes:
        participant_no | outcome    | date       | evidence
        1              | employment | 2016-07-01 | statement
    """
    people, outcomes = books.participants, books.outcomes
    end = people["end_date"]
    passed = end + pd.Timedelta(days=int(books.number("result_window"))) < pd.Timestamp(books.as_of)
    working = person_codes(books, "outcomes")[outcomes["outcome"].isin(JOBS).to_numpy()]
    wrong = people.among("end_reason", "job") & passed.to_numpy() & ~np.isin(persons_of(books).codes, working)
    return people.hits(wrong, at="end_reason", end=end)


def _before_outcome(books: Books, column: str) -> pd.Series[Any]:
    """Say of which outcomes a day in `column` is earlier than their own, which is not to come (that is A526): shape (rows,)."""
    outcomes = books.outcomes
    day = outcomes["date"]
    return (outcomes.get(column) < day) & (day <= pd.Timestamp(books.as_of))
