"""A5, results: outcomes of people who cannot have them, and outcomes that have no day or come before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import JOBS, from_person, last_days, owned
from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule
from aktywna.domain.people.first_days import moment
from aktywna.domain.people.participants import LEFT, NOT_YET
from aktywna.rules.outcomes import NO_RESULT
from aktywna.rules.planned_support import where_supported

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A529",
    NOTE,
    on="outcomes",
    eras=("efsplus-2021",),
    says=N_("Job search is entered as an outcome of a person who was not inactive when joining ({status:choice labour_status})."),
    do=N_("Nothing if the status is right: the indicator of job search does not count this person."),
    basis="rules.md 8.2 W22: G1, V1",
)
def job_search_of_active(books: Books) -> Hits:
    """
    Job search as the outcome of a person who was not inactive.

    The indicator EECR01 counts only people who neither worked nor looked for work when joining. Who looked for work already
    may truly be looking for it still, so this is no more than a note.

    Example:
        era: efsplus-2021
        participants:
        no | start_date | labour_status
        1  | 2024-03-01 | inactive
        2  | 2024-03-01 | unemployed
        outcomes:
        participant_no | outcome    | date       | evidence
        1              | job_search | 2024-06-30 | statement
        2              | job_search | 2024-06-30 | statement   <- A529
                       |            | 2024-06-30 | statement
    """
    return _of_others(books, "job_search", "inactive")


@rule(
    "A530",
    WARNING,
    on="outcomes",
    says=N_("“Continues employment” is entered for a person who was not employed when joining ({status:choice labour_status})."),
    do=N_("Enter the employment as taken up, with its day, or correct the person's status on the first day."),
    basis="rules.md 8.2 W22: I",
)
def job_continued_by_jobless(books: Books) -> Hits:
    """
    Somebody who had no job continues it.

    Only who worked when joining can continue to work; a job taken up since then is a result of its own.

    Example:
        participants:
        no | start_date | labour_status
        1  | 2016-03-01 | employed
        2  | 2016-03-01 | inactive
        outcomes:
        participant_no | outcome              | date       | evidence
        1              | continues_employment | 2016-06-30 | statement
        2              | continues_employment | 2016-06-30 | statement   <- A530
                       |                      | 2016-06-30 | statement
    """
    return _of_others(books, "continues_employment", "employed")


@rule(
    "A541",
    WARNING,
    on="outcomes",
    says=N_("The outcome {outcome:choice} has no date."),
    do=N_("Enter the day on which it happened."),
    basis="count",
)
def outcome_without_day(books: Books) -> Hits:
    """
    An outcome has no day.

    Without it nobody knows in which period it counts, nor whether it came in time.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        outcomes:
        participant_no | outcome    | date       | evidence
        1              | employment | 2016-06-30 | statement
        1              | job_search |            | statement   <- A541
        1              | none       |            |
    """
    outcomes = books.outcomes
    outcome = outcomes["outcome"]
    return outcomes.hits(outcome.notna() & ~outcome.isin(NO_RESULT) & outcomes["date"].isna(), at="date", outcome=outcome)


@rule(
    "A542",
    WARNING,
    on="outcomes",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The outcome was measured on {day:day}, more than {window:count day|days} after participation ended on {end:day}."),
    do=N_("Check the date; an immediate result is established within four weeks after the last day."),
    basis="registers.md 6.5: P",
)
def measured_too_late(books: Books) -> Hits:
    """
    An outcome was measured too late.

    An outcome that itself came too late is A523.

    Example:
        era: efs-2014
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        outcomes:
        participant_no | outcome    | date       | measured_on | evidence
        1              | employment | 2016-07-28 | 2016-07-28  | statement
        1              | job_search | 2016-07-28 | 2016-07-29  | statement   <- A542
    """
    outcomes, end = books.outcomes, last_days(books, "outcomes")
    window = int(books.number("result_window"))
    last = end + pd.Timedelta(days=window)
    day = outcomes.get("measured_on")
    # A day that has not come yet is A526.
    late = (day > last) & ~(outcomes["date"] > last) & (day <= pd.Timestamp(books.as_of))
    return outcomes.hits(late, at="measured_on", day=day, end=end, window=window)


@rule(
    "A543",
    NOTE,
    on="outcomes",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("Employment since {day:day} is entered, and the person's participation has not ended."),
    do=N_("If the person left for the job, enter the last day; until then the job is no result."),
    basis="rules.md 5 L7: S13, V",
)
def job_without_end(books: Books) -> Hits:
    """
    A job is entered and participation has not ended.

    Results are counted of people who left. Who leaves early for a job gets a last day and is counted; who works and stays
    in the project is counted once it ends. A person whose state says that participation is over is A202.

    Example:
        era: efs-2014
        participants:
        no | start_date | end_date   | state
        1  | 2016-03-01 | 2016-06-30 | finished
        2  | 2016-03-01 |            | active
        outcomes:
        participant_no | outcome       | date       | evidence
        1              | employment    | 2016-06-30 | statement
        2              | employment    | 2016-06-30 | statement   <- A543
        2              | qualification | 2016-06-30 | certificate
    """
    outcomes, day = books.outcomes, books.outcomes["date"]
    here = from_person(books, "outcomes", "start_date").notna() & from_person(books, "outcomes", "end_date").isna()
    # A last day that could not be read is a last day.
    here &= ~np.append(books.participants.unreadable("end_date"), [False])[owned(books, "outcomes")]
    if "state" in books.participants:
        here &= ~from_person(books, "outcomes", "state").isin(LEFT)
    return outcomes.hits(outcomes["outcome"].isin(JOBS) & day.notna() & here, at="date", day=day)


@rule(
    "A544",
    NOTE,
    on="outcomes",
    eras=("efs-2014",),
    says=N_("The outcome {outcome:choice} is entered for a person who was {age:count year|years} old when joining."),
    do=N_("Nothing if the age is right: persons under {least:n} on the first day are not counted in employment and job search."),
    basis="rules.md 2: S19, V",
)
def job_of_minor(books: Books) -> Hits:
    """
    A job or job search as the outcome of a minor.

    In the indicators of employment and job search of persons at risk of poverty or exclusion, persons below an age
    (`result_age_min`) when joining are not counted; in qualifications they are.

    Example:
        era: efs-2014
        participants:
        no | start_date | birth_date | end_date
        1  | 2016-03-01 | 1998-03-01 | 2016-06-30
        2  | 2016-03-01 | 1998-03-02 | 2016-06-30
        outcomes:
        participant_no | outcome       | date       | evidence
        1              | employment    | 2016-06-30 | statement
        2              | employment    | 2016-06-30 | statement   <- A544
        2              | qualification | 2016-06-30 | certificate
    """
    outcomes, age = books.outcomes, from_person(books, "outcomes", "age")
    outcome = outcomes["outcome"]
    least = int(books.number("result_age_min"))
    return outcomes.hits(outcome.isin([*JOBS, "job_search"]) & (age < least), at="outcome", outcome=outcome, age=age, least=least)


@rule(
    "A545",
    WARNING,
    on="outcomes",
    says=N_("The outcome {outcome:choice} is entered for a person who is on the reserve list or a candidate."),
    do=N_("Change the state if the person joined the project; if not, correct the number in this register."),
    basis="count",
    same="key",
)
def outcome_of_candidate(books: Books) -> Hits:
    """
    An outcome of a person who never joined.

    Whoever is on the reserve list or a candidate counts nowhere, and neither do their outcomes. Of a candidate with a first
    day that has passed A217 tells, of one who was given support A505.

    Example:
        participants:
        no | state    | start_date
        1  | active   | 2016-03-01
        2  | reserve  |
        outcomes:
        participant_no | outcome       | date       | evidence
        1              | qualification | 2016-06-30 | certificate
        2              | qualification | 2016-06-30 | certificate   <- A545
        2              | none          |            |
    """
    outcomes, people = books.outcomes, books.participants
    outcome = outcomes["outcome"]
    people.need("state")
    told = (people.days("start_date") <= moment(books.as_of)) | books.once(where_supported).notna().to_numpy()
    candidate = np.append(people.among("state", *NOT_YET) & ~told, [False])[owned(books, "outcomes")]
    return outcomes.hits(outcome.notna() & ~outcome.isin(NO_RESULT) & candidate, at="outcome", outcome=outcome)


def _of_others(books: Books, outcome: str, status: str) -> Hits:
    """Point at an outcome of people whose labour status on the first day was known, and was another one."""
    outcomes, had = books.outcomes, from_person(books, "outcomes", "labour_status")
    return outcomes.hits(outcomes.among("outcome", outcome) & (had != status) & had.notna(), at="outcome", status=had)
