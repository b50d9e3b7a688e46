"""A3: traits that are asked with care. What may not be kept, what does not fit together, what the agreement does not ask for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from aktywna.domain.findings.finding import Elsewhere, Several
from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

OF_OFFICE = ("case_worker", "notes", "technical_id", "target_group", "withdrawal_reason")
"""Private columns that are the office's own, not of the form."""


@rule(
    "A307",
    ERROR,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The column holds household data of {n:count person|people}; they lost their legal basis on {day:day}."),
    do=N_("Erase the column (blacken it on paper); the data may not be kept."),
    basis="registers.md 2.1: S15, V",
)
def household_data_kept(books: Books) -> Elsewhere:
    """
    Household data are still kept.

    Until 2 August 2018 the household's situation was part of a participant's record. Then its legal basis was repealed
    and what had been collected had to be erased.

    Example:
        era: efs-2014
        as of: 2018-12-31
        no | household_jobless | household_single_adult   <- A307
        1  | yes               |
        2  | no                |
        3  |                   |
    """
    people = books.participants
    until = date.fromisoformat(str(books.value("household_until")))
    if books.as_of < until:
        return Elsewhere(())
    asked = books.value("household_columns", on=until - timedelta(days=1))
    kept = {column: int(people.known(column).sum()) for column in asked}
    return Elsewhere([(people.header(column)[0], {"n": n, "day": until}) for column, n in kept.items() if n])


@rule(
    "A326",
    WARNING,
    on="participants",
    eras=("efsplus-2021",),
    says=N_("{what:column} says “refused”, and the form offers only yes and no here."),
    do=N_("Ask again; a refusal is offered for minorities and disability only."),
    basis="registers.md 9: SCP, V",
)
def refusal_not_offered(books: Books) -> Several:
    """
    A refusal is entered where the form does not offer one.

    Belonging to a minority and disability may be refused; foreign background, third-country citizenship and homelessness
    are answered with yes or no. In 2014-2020 some forms offered a refusal there too, so only ESF+ is judged.

    Example:
        era: efsplus-2021
        no | minority | disability | homeless | foreign_origin
        1  | refused  | refused    | no       | yes
        2  | no       | no         | refused  | no               <- A326
        3  | no       | no         | no       | refused          <- A326
        4  |          |            |          |
    """
    people = books.participants
    asked = [column for column in books.value("no_refusal_columns") if column in people]
    return Several([people.hits(people.among(column, "refused"), at=column, what=column) for column in asked])


@rule(
    "A327",
    WARNING,
    on="participants",
    says=N_("Third-country national: {third_country:choice yes_no}; citizenship: {citizenship:private choice}."),
    do=N_("Correct one of them: a third-country national is not a citizen of any EU country."),
    basis="rules.md 15: 14.2.1, V",
)
def citizenship_denied(books: Books) -> Hits:
    """
    The citizenship and the mark of a third-country national deny one another.

    Third-country nationals are those without the citizenship of an EU country. Foreign background is another question and
    is not compared.

    Example:
        era: efsplus-2021
        no | citizenship   | third_country | foreign_origin
        1  | third_country | yes           | no
        2  | third_country | no            | no               <- A327
        3  | eu            | yes           | yes              <- A327
        4  | polish        | no            | yes
        5  |               | yes           |
        6  | polish        |               |
    """
    people = books.participants
    if "third_country" not in people or "citizenship" not in people:
        return people.no_hits()
    citizenship, third = people["citizenship"], people["third_country"]
    outside = people.among("citizenship", "third_country")
    denied = (outside & people.among("third_country", "no")) | (~outside & people.among("third_country", "yes"))
    denied &= people.known("citizenship")
    return people.hits(denied, at="third_country", third_country=third, citizenship=citizenship)


@rule(
    "A328",
    WARNING,
    on="participants",
    says=N_("The person is entered as having no disability, and a degree of disability is entered."),
    do=N_("Correct one of them; a degree means a certificate of disability."),
    basis="count",
)
def degree_without_disability(books: Books) -> Hits:
    """
    A degree of disability is entered for a person without disabilities.

    The person is missing from the indicator of people with disabilities, or the degree is wrong.

    Example:
        no | disability | disability_degree
        1  | yes        | moderate
        2  | no         | moderate            <- A328
        3  | no         |
        4  |            | moderate
        5  | refused    |
    """
    people = books.participants
    return people.hits(people.among("disability", "no") & people.known("disability_degree"), at="disability")


@rule(
    "A329",
    NOTE,
    on="participants",
    says=N_("The column holds data of {n:count person|people} that the annex to the grant agreement does not ask for."),
    do=N_("Check whether the project needs these data; collect no more than the annex lists, or add the column to data_scope."),
    basis="rules.md 8.2 W29: S23, V",
)
def more_than_annex_asks(books: Books) -> Elsewhere:
    """
    The register holds more of people than the annex asks for.

    Asked only when the project lists the annex's columns in `data_scope`. The columns that the office needs for its own
    work (numbers, dates, states, notes) are not personal data of the form and are not judged.

    Example:
        project: data_scope = ["pesel", "education"]
        no | pesel       | education | dependent_care | homeless   <- A329
        1  | 44051401458 | isced3    |                | no
        2  | 02070803628 | isced3    |                |
    """
    people, scope = books.participants, books.project.data_scope
    if not scope:
        return Elsewhere(())
    personal = [one.id for one in people.layout.column if (one.private or one.at_entry) and one.id in people and one.id not in scope]
    kept = {column: int(people.known(column).sum()) for column in personal if column not in OF_OFFICE}
    return Elsewhere([(people.header(column)[0], {"n": n}) for column, n in kept.items() if n])
