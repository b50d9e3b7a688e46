"""A5, surroundings: families and the local community, who are supported and are no participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.first_days import moment
from aktywna.domain.people.participants import rows_of_people

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A574",
    WARNING,
    on="environment",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="rules.md 5: Seed5, V",
    same="number",
)
def surroundings_of_stranger(books: Books) -> Hits:
    """
    A person of the surroundings belongs to a participant whom the register does not have.

    The family of participants is supported, not that of others. People of the local community name no participant.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        environment:
        no | kind      | participant_no
        1  | family    | 1
        2  | family    | 9                <- A574
        3  | community |
    """
    near, people = books.environment, books.participants
    people.need_key()
    number = near.get("participant_no")
    whose = rows_of_people(people, number, near.get("start_date"))
    return near.hits((whose < 0) & number.notna().to_numpy(), at="participant_no", number=number)


@rule(
    "A575",
    WARNING,
    on="environment",
    says=N_("Support of the person began on {day:day}, outside {first:day}–{last:day}: the project's term up to {as_of:day}."),
    do=N_("Correct the date."),
    basis="rules.md 8.2 W8: M",
)
def surroundings_outside_project(books: Books) -> Hits:
    """
    A person of the surroundings is supported from a day outside the project's term, or from one that has not come yet.

    Example:
        as of: 2009-06-30
        project: start = 2009-01-01
        project: end = 2009-12-31
        environment:
        no | kind      | start_date
        1  | community | 2009-03-02
        2  | community | 2008-03-02   <- A575
        3  | community | 2009-09-02   <- A575
        4  | community |
    """
    near, term = books.environment, books.project.period
    day, last = near.get("start_date"), min(term.end or books.as_of, books.as_of)
    wrong = (day < moment(term.start)) | (day > moment(last))
    return near.hits(wrong, at="start_date", day=day, first=term.start, last=last, as_of=books.as_of)
