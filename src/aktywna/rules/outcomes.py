"""A5, outcomes: what became of people, when, and with what evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aktywna.domain.counting.events import JOBS, first_days, from_person, last_days, strangers
from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.first_days import moment

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

NO_RESULT = ("none", "monitoring")
LASTING = ("continues_employment", *NO_RESULT)
"""What may have begun before the project did."""


@rule(
    "A521",
    ERROR,
    on="outcomes",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
)
def outcome_of_stranger(books: Books) -> Hits:
    """
    An outcome names a participant whom the register does not have.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome | date
        1              | none    | 2016-07-28
        9              | none    | 2016-07-28   <- A521
    """
    return books.outcomes.hits(strangers(books, "outcomes"), at="participant_no", number=books.outcomes["participant_no"])


@rule(
    "A522",
    ERROR,
    on="outcomes",
    says=N_("The outcome {outcome:choice} is dated {day:day}, before the person joined on {start:day}."),
    do=N_("Correct the date; what happened before the project is not its result."),
    basis="count",
    same="key",
)
def outcome_before_start(books: Books) -> Hits:
    """
    An outcome is older than participation.

    A job kept since before is “continues employment” and is not judged.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome              | date       | evidence_no
        1              | employment           | 2016-03-01 | 1
        1              | employment           | 2015-03-01 | 1             <- A522
        1              | continues_employment | 2015-03-01 | 1
    """
    outcomes = books.outcomes
    outcome, day, start = outcomes["outcome"], outcomes["date"], first_days(books, "outcomes")
    early = outcome.notna() & ~outcome.isin(LASTING) & (day < start)
    return outcomes.hits(early, at="date", outcome=outcome, day=day, start=start)


@rule(
    "A523",
    WARNING,
    on="outcomes",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The outcome {outcome:choice} is dated {day:day}, more than {window:count day|days} after participation ended on {end:day}."),
    do=N_("Nothing if the date is right: it does not count as an immediate result."),
    basis="rules.md 8.2 W21: S05, V",
)
def outcome_after_window(books: Books) -> Hits:
    """
    An outcome came too late to count.

    Immediate results are those within four weeks after the last day; the last day is day 0 and day 28 still counts.

    Example:
        era: efs-2014
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        2  | 2016-03-01 |
        outcomes:
        participant_no | outcome    | date       | evidence_no
        1              | employment | 2016-07-28 | 1
        1              | employment | 2016-07-29 | 1             <- A523
        1              | none       | 2016-07-29 |
        2              | education  | 2016-07-29 | 1
    """
    outcomes = books.outcomes
    outcome, day, end = outcomes["outcome"], outcomes["date"], last_days(books, "outcomes")
    window = int(books.number("result_window"))
    late = outcome.notna() & ~outcome.isin(NO_RESULT) & (day > end + pd.Timedelta(days=window))
    # A day that has not come yet is A526.
    late &= day <= pd.Timestamp(books.as_of)
    return outcomes.hits(late, at="date", outcome=outcome, day=day, end=end, window=window)


@rule(
    "A524",
    WARNING,
    on="outcomes",
    says=N_("The outcome {outcome:choice} has no evidence."),
    do=N_("Enter what proves it: a contract, a certificate, an extract, a statement."),
    basis="registers.md 6.5: P",
)
def outcome_without_evidence(books: Books) -> Hits:
    """
    An outcome has no evidence.

    An inspector asks for the document behind each result.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence_no
        1              | employment | 2016-03-15 | 7/2016
        1              | employment | 2016-03-15 |               <- A524
        1              | none       | 2016-03-15 |
    """
    outcomes = books.outcomes
    outcome = outcomes["outcome"]
    bare = outcomes.get("evidence").isna() & outcomes.get("evidence_no").isna()
    bare &= outcome.notna() & ~outcome.isin(NO_RESULT)
    return outcomes.hits(bare, at="outcome", blank=("evidence", "evidence_no"), outcome=outcome)


@rule(
    "A525",
    WARNING,
    on="outcomes",
    says=N_("Employment is entered as an outcome of a person who was employed when joining."),
    do=N_("Enter “continues employment”, or correct the person's status on the first day."),
    basis="rules.md 8.2 W22: M",
)
def job_of_employed(books: Books) -> Hits:
    """
    Employment as the outcome of a person who was employed already.

    The indicator counts only people who did not work when joining.

    Example:
        participants:
        no | start_date | labour_status
        1  | 2016-03-01 | inactive
        2  | 2016-03-01 | employed
        3  |            |
        outcomes:
        participant_no | outcome              | date       | evidence_no
        1              | employment           | 2016-03-15 | 1
        2              | employment           | 2016-03-15 | 1             <- A525
        2              | continues_employment | 2016-03-15 | 1
        3              | self_employment      | 2016-03-15 | 1
    """
    outcomes = books.outcomes
    worked = from_person(books, "outcomes", "labour_status") == "employed"
    return outcomes.hits(outcomes["outcome"].isin(JOBS) & worked, at="outcome")


@rule(
    "A526",
    WARNING,
    on="outcomes",
    says=N_("The outcome {outcome:choice} is dated {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def outcome_in_future(books: Books) -> Several:
    """
    An outcome is dated, or was measured, on a day that has not come yet.

    Example:
        as of: 2016-06-30
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | measured_on | evidence_no
        1              | employment | 2016-06-30 | 2016-06-30  | 1
        1              | employment | 2016-07-01 | 2016-07-01  | 1             <- A526
        1              | employment | 2016-06-30 | 2016-07-01  | 1             <- A526
        1              | monitoring |            | 2016-07-01  |
    """
    outcomes, outcome = books.outcomes, books.outcomes["outcome"]
    today, as_of = moment(books.as_of), books.as_of
    # A row that does not say what happened is prepared in advance, or A576.
    later = (outcomes.days("date") > today) & outcomes.known("outcome")
    # Who is still to be asked has a day of asking that may lie ahead.
    measured = (outcomes.days("measured_on") > today) & outcomes.known("outcome") & ~later & ~outcomes.among("outcome", "monitoring")
    return Several(
        [
            outcomes.hits(later, at="date", outcome=outcome, day=outcomes["date"], as_of=as_of),
            outcomes.hits(measured, at="measured_on", outcome=outcome, day=outcomes.get("measured_on"), as_of=as_of),
        ]
    )


@rule(
    "A576",
    WARNING,
    on="outcomes",
    says=N_("The row is filled in, and does not say what happened."),
    do=N_("Enter the outcome; if the person was asked and nothing followed, enter “no outcome”."),
    basis="count",
)
def outcome_not_named(books: Books) -> Hits:
    """
    A row of outcomes does not say which outcome it is.

    It counts in no indicator, and answers nothing about the person. Asked of rows with a day that has come, a document or a
    form of employment; a row with a number alone, or with a day still to come, may be prepared in advance. A row that names
    nobody either says nothing of anybody.

    Example:
        as of: 2016-12-31
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence_no
        1              | employment | 2016-03-15 | 7/2016
        1              |            | 2016-03-15 |               <- A576
        1              |            |            | 8/2016        <- A576
        1              |            | 2017-03-15 |
        1              |            |            |
                       |            | 2016-03-15 |
    """
    outcomes = books.outcomes
    outcomes.need("outcome")
    told = outcomes.days("date") <= moment(books.as_of)
    for column in ("evidence", "evidence_no", "evidence_issuer", "job_form", "job_value"):
        told |= outcomes.known(column)
    return outcomes.hits(told & ~outcomes.known("outcome") & outcomes.known("participant_no"), at="outcome")
