"""A3, recruitment: who does not fit the project's own criteria on the day they joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule
from aktywna.domain.people.first_days import misplaced_starts, sure_starts
from aktywna.domain.people.participants import NOT_YET
from aktywna.domain.registers.layout import normal

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.promises.plan import Criterion
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register


@rule(
    "A311",
    WARNING,
    on="participants",
    says=N_("On the first day the person was {age:count year|years} old; the criterion {criterion:name} says otherwise."),
    do=N_("Check the date of birth and the path; if both are right, the person does not belong to the group."),
    basis="rules.md 8.2 W24: S25, V",
)
def age_outside_criterion(books: Books) -> Several:
    """
    The person's age does not meet a criterion.

    Age is judged in whole years on the day participation begins, for the people of the criterion's path or group.

    Example:
        project: paths = [{ id = "bobas" }]
        project: criteria = [{ id = "age", path = "bobas", min_age = 15, max_age = 25 }]
        no | path  | birth_date | start_date
        1  | bobas | 1990-05-14 | 2016-03-01
        2  | bobas | 1990-03-01 | 2016-03-01   <- A311
        3  | bobas | 2001-03-02 | 2016-03-01   <- A311
        4  | bobas | 1960-03-01 |
        5  |       | 1960-03-01 | 2016-03-01
    """
    people, found = books.participants, []
    if not any(criterion.min_age is not None or criterion.max_age is not None for criterion in books.project.criteria):
        return Several(())
    age = books.column("participants", "age")
    for criterion in books.project.criteria:
        outside = pd.Series(data=False, index=people.index, dtype="boolean")
        if criterion.min_age is not None:
            outside |= age < criterion.min_age
        if criterion.max_age is not None:
            outside |= age > criterion.max_age if criterion.inclusive else age >= criterion.max_age
        outside &= (age >= 0) & _asked(books, criterion) & ~books.once(misplaced_starts)
        found.append(people.hits(outside, at=_age_column(people), age=age, criterion=criterion.name))
    return Several(found)


@rule(
    "A312",
    NOTE,
    on="participants",
    says=N_("On the first day the person was {age:count year|years} old: the boundary of the criterion {criterion:name}."),
    do=N_("Nothing, if the assumption in project.toml is right; the project counts these people in."),
    basis="rules.md 6.1: Seed2, V1",
)
def age_on_boundary(books: Books) -> Several:
    """
    The person's age is the boundary of a criterion.

    “Up to 25 years of age” may or may not include people who are 25. Where the project's document does not settle it,
    its definition states an assumption, and these are the people it concerns.

    Example:
        project: criteria = [{ id = "age", name = "do 25 lat", max_age = 25, assumption = "25 lat to jeszcze młodzież" }]
        no | birth_date | start_date
        1  | 1991-03-02 | 2016-03-01
        2  | 1990-03-02 | 2016-03-01   <- A312
    """
    people, age = books.participants, books.column("participants", "age")
    sure = ~books.once(misplaced_starts)
    return Several(
        [
            people.hits(
                (age == criterion.max_age) & sure & _asked(books, criterion), at=_age_column(people), age=age, criterion=criterion.name
            )
            for criterion in books.project.criteria
            if criterion.max_age is not None and criterion.inclusive and criterion.assumption is not None
        ]
    )


@rule(
    "A313",
    WARNING,
    on="participants",
    says=N_("The person lives in {commune:quote}; the criterion {criterion:name} says otherwise."),
    do=N_("Check the commune of residence (not the town); if it is right, the person does not meet the criterion."),
    basis="rules.md 8.2 W24: V1",
)
def lives_elsewhere(books: Books) -> Several:
    """
    The person lives outside the project's area.

    The commune is compared without regard to capitals and diacritics.

    Example:
        project: criteria = [{ id = "area", residence = ["Zmyślin"] }]
        no | commune
        1  | Zmyślin
        2  | ZMYSLIN
        3  | Inna Gmina   <- A313
        4  |
    """
    people, found = books.participants, []
    for criterion in books.project.criteria:
        if criterion.residence:
            commune = people["commune"]
            wanted = {normal(name) for name in criterion.residence}
            lawful = (name for name in people.codes("commune")[1] if normal(name) in wanted)
            elsewhere = people.known("commune") & ~people.among("commune", *lawful)
            found.append(people.hits(elsewhere & _asked(books, criterion), at="commune", commune=commune, criterion=criterion.name))
    return Several(found)


@rule(
    "A314",
    WARNING,
    on="participants",
    says=N_("On the first day the person was {labour_status:choice}; the criterion {criterion:name} says otherwise."),
    do=N_("Check the labour status on the first day; if it is right, the person does not meet the criterion."),
    basis="rules.md 8.2 W24: V1",
)
def status_outside_criterion(books: Books) -> Several:
    """
    The person's labour status does not meet a criterion.

    Judged by the status on the day participation begins, not later.

    Example:
        project: paths = [{ id = "jobless" }]
        project: criteria = [{ id = "idle", not_employed = true }, { id = "work", path = "jobless", labour_status = ["unemployed"] }]
        no | path    | labour_status
        1  | jobless | unemployed_registered
        2  | jobless | inactive                <- A314
        3  |         | inactive
        4  |         | employed                <- A314
        5  |         |
    """
    people, found = books.participants, []
    for criterion in books.project.criteria:
        if not (criterion.not_employed or criterion.labour_status):
            continue
        status = people["labour_status"]
        wrong = people.among("labour_status", *(["employed"] if criterion.not_employed else []))
        if criterion.labour_status:
            lawful = people.among("labour_status", *books.narrowed("labour_status", *criterion.labour_status))
            wrong = wrong | (people.known("labour_status") & ~lawful)
        found.append(people.hits(wrong & _asked(books, criterion), at="labour_status", labour_status=status, criterion=criterion.name))
    return Several(found)


@rule(
    "A315",
    WARNING,
    on="participants",
    says=N_("The child was due on {due:day}, before the person joined on {start:day}; the criterion {criterion:name} says otherwise."),
    do=N_("Check both dates; a person whose child is already born does not meet the criterion."),
    basis="rules.md 6.1: Seed2, V1",
)
def child_already_born(books: Books) -> Several:
    """
    The person was not expecting a child when joining.

    Only a date of birth before the first day is judged; a blank one is not known.

    Example:
        project: criteria = [{ id = "child", expects_child = true }]
        no | start_date | expected_birth_date
        1  | 2016-03-01 | 2016-07-01
        2  | 2016-03-01 | 2016-01-15            <- A315
        3  | 2016-03-01 |
    """
    people, found = books.participants, []
    for criterion in books.project.criteria:
        if criterion.expects_child:
            due, start = people["expected_birth_date"], people["start_date"]
            born = (people.days("expected_birth_date") < sure_starts(books)) & _asked(books, criterion)
            found.append(people.hits(born, at="expected_birth_date", due=due, start=start, criterion=criterion.name))
    return Several(found)


@rule(
    "A330",
    WARNING,
    on="participants",
    says=N_("On the first day the person was not long-term unemployed; the criterion {criterion:name} says otherwise."),
    do=N_("Check the status and its detail on the first day; if they are right, the person does not meet the criterion."),
    basis="rules.md 8.2 W24: V1",
)
def short_of_long_term(books: Books) -> Several:
    """
    The person was not long-term unemployed when joining.

    Judged by the status and its detail on the first day. An unemployed person without the detail is not judged.

    Example:
        project: criteria = [{ id = "long", long_term = true }]
        no | labour_status | labour_detail
        1  | unemployed    | long_term
        2  | unemployed    | other           <- A330
        3  | inactive      |                 <- A330
        4  | unemployed    |
        5  |               |
    """
    people, found = books.participants, []
    for criterion in books.project.criteria:
        if criterion.long_term:
            people.need("labour_status", "labour_detail")
            jobless = people.among("labour_status", *books.narrowed("labour_status", "unemployed"))
            is_short = people.known("labour_detail") & ~people.among("labour_detail", "long_term")
            short = (people.known("labour_status") & ~jobless) | (jobless & is_short)
            found.append(people.hits(short & _asked(books, criterion), at="labour_detail", criterion=criterion.name))
    return Several(found)


@rule(
    "A331",
    WARNING,
    on="participants",
    says=N_("The person is not a client of social assistance; the criterion {criterion:name} says otherwise."),
    do=N_("Check it with the social worker; if it is right, the person does not meet the criterion."),
    basis="rules.md 3.2: Seed3, V",
)
def stranger_to_assistance(books: Books) -> Several:
    """
    The person does not use social assistance.

    Example:
        project: criteria = [{ id = "clients", assistance_client = true }]
        no | assistance_client
        1  | yes
        2  | no                  <- A331
        3  |
    """
    people, found = books.participants, []
    for criterion in books.project.criteria:
        if criterion.assistance_client:
            people.need("assistance_client")
            outside = people.among("assistance_client", "no")
            found.append(people.hits(outside & _asked(books, criterion), at="assistance_client", criterion=criterion.name))
    return Several(found)


def _age_column(people: Register) -> str:
    """Give the column that says how old people are."""
    return next((column for column in ("birth_date", "pesel", "age_at_start") if column in people), "birth_date")


def _asked(books: Books, criterion: Criterion) -> Bools:
    """Say of whom a criterion is asked: those of its path (or of a path within it) and of its group, who have joined."""
    people = books.participants
    asked = ~people.among("state", *NOT_YET)
    if criterion.path is not None:
        asked &= _holds(people, "path", _within(books, criterion.path))
    if criterion.group is not None:
        asked &= _holds(people, "target_group", {criterion.group})
    return asked


def _holds(people: Register, column: str, ids: set[str]) -> Bools:
    """Say which lists of codes (`|pal|kis|`) hold one of `ids`; each different list is looked at once."""
    return people.among(column, *(listed for listed in people.codes(column)[1] if ids & set(listed.split("|"))))


def _within(books: Books, path: str) -> set[str]:
    """Give a path and the paths within it."""
    found, size = {path}, 0
    while len(found) > size:
        size = len(found)
        found |= {one.id for one in books.project.paths if one.within in found}
    return found
