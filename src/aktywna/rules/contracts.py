"""A5, contracts: social contracts of participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import strangers
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import NOT_YET, rows_told
from aktywna.domain.sheets.keys import NONE, earlier_twin, how_many, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

PERSONAL = ("B", "I_B", "II_B")
"""Parts of a contract concluded with one person (registers.md 15: LEX)."""
NEW_FORMS = pd.Timestamp("2011-07-01")
"""The first day on which only the forms of Dz.U. 2010 nr 218 poz. 1439 may be used (registers.md 15: LEX)."""


@rule(
    "A507",
    WARNING,
    on="participants",
    says=N_("The person's path needs a social contract, and there is none."),
    do=N_("Enter the contract, or correct the path."),
    basis="rules.md 6.1: Seed3, V1",
)
def without_contract(books: Books) -> Hits:
    """
    A participant has no social contract.

    The project's definition says with the people of which paths a contract is concluded. It may stand in the register of
    contracts or in the participant's own row.

    Example:
        project: paths = [{ id = "contract", contract = true }, { id = "pal" }]
        participants:
        no | path     | start_date | contract_no
        1  | contract | 2016-03-01 | 7/2016
        2  | contract | 2016-03-01 |
        3  | contract | 2016-03-01 |               <- A507
        4  | pal      | 2016-03-01 |
        5  | contract |            |
        contracts:
        contract_no | participant_no
        8/2016      | 2
    """
    people = books.participants
    paths = [path.id for path in books.project.paths if path.contract]
    if not paths:
        return people.no_hits()
    contracts = books.get("contracts")
    if contracts is None and "contract_no" not in people and "contract_date" not in people:
        # Nowhere is it written who has one.
        return books.contracts.no_hits()
    path = people["path"]
    lawful = [codes for codes in path.dropna().unique() if set(paths) & set(codes.split("|"))]
    has = people.get("contract_no").notna() | people.get("contract_date").notna()
    if contracts is not None:
        people.need_key()
        has |= people.key.isin(contracts["participant_no"].dropna().unique())
    here = people.get("start_date").notna() & ~people.get("state").isin(NOT_YET)
    return people.hits(path.isin(lawful) & here & ~has, at="path", blank=("contract_no", "contract_date"))


@rule(
    "A508",
    ERROR,
    on="contracts",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
)
def contract_of_stranger(books: Books) -> Hits:
    """
    A contract names a participant whom the register does not have.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        contracts:
        contract_no | participant_no
        7/2016      | 1
        8/2016      | 9                <- A508
    """
    return books.contracts.hits(strangers(books, "contracts"), at="participant_no", number=books.contracts["participant_no"])


@rule(
    "A551",
    WARNING,
    on="contracts",
    says=N_("The contract ends on {end:day}, before it begins on {start:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def contract_ended_before_start(books: Books) -> Hits:
    """
    A contract ends before it begins.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        contracts:
        contract_no | participant_no | start_date | end_date
        7/2016      | 1              | 2016-03-01 | 2016-12-31
        8/2016      | 1              | 2016-03-01 | 2015-12-31   <- A551
        9/2016      | 1              | 2016-03-01 |
    """
    contracts = books.contracts
    start, end = contracts["start_date"], contracts["end_date"]
    return contracts.hits(end < start, at="end_date", start=start, end=end)


@rule(
    "A552",
    WARNING,
    on="contracts",
    says=N_("The contract was terminated on {day:day}, before it was concluded on {start:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def contract_terminated_before_concluded(books: Books) -> Hits:
    """
    A contract is terminated before it was concluded.

    A contract of a day that has not come yet is A556.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        contracts:
        contract_no | participant_no | date       | ended_on
        7/2016      | 1              | 2016-03-01 | 2016-06-30
        8/2016      | 1              | 2016-03-01 | 2016-02-29   <- A552
        9/2016      | 1              |            | 2016-02-29
    """
    return _before_concluded(books, "ended_on")


@rule(
    "A553",
    WARNING,
    on="contracts",
    says=N_("The contract was assessed on {day:day}, before it was concluded on {start:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def contract_assessed_before_concluded(books: Books) -> Hits:
    """
    A contract is assessed before it was concluded.

    How often a contract must be assessed is not in the references, so an assessment is never said to be overdue. A contract of
    a day that has not come yet is A556.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        contracts:
        contract_no | participant_no | date       | assessment_date
        7/2016      | 1              | 2016-03-01 | 2016-06-30
        8/2016      | 1              | 2016-03-01 | 2016-02-29        <- A553
        9/2016      | 1              |            | 2016-02-29
    """
    return _before_concluded(books, "assessment_date")


@rule(
    "A554",
    WARNING,
    on="contracts",
    says=N_("The same contract with the same person is already in row {row}."),
    do=N_("Leave one row, or correct the number of the contract or of the participant."),
    basis="count",
    same="block",
)
def contract_twice(books: Books) -> Hits:
    """
    One contract with one person is entered twice.

    A contract with a family has a row for each participant, and its parts A and B may be two rows.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        contracts:
        contract_no | participant_no | part | date
        7/2016      | 1              | A    | 2016-03-01
        7/2016      | 2              | A    | 2016-03-01
        7/2016      | 1              | B    | 2016-03-01
        7/2016      | 1              | A    | 2016-03-01   <- A554
                    | 1              | A    | 2016-03-01
    """
    contracts = books.contracts
    number, person = contracts["contract_no"], contracts["participant_no"]
    same = keys([number, person, contracts.get("part"), contracts.get("date")], blanks=True)
    earlier = earlier_twin(np.where(number.notna() & person.notna(), same, NONE))
    return contracts.hits(earlier >= 0, at="contract_no", row=rows_told(contracts, earlier))


@rule(
    "A555",
    WARNING,
    on="contracts",
    says=N_("Contract {number} is of part B, concluded with one person, and it names {people:count participant|participants}."),
    do=N_("Correct the part of the contract, or give each person's contract its own number."),
    basis="registers.md 15: LEX, V",
)
def personal_contract_of_several(books: Books) -> Hits:
    """
    A contract of part B names several people.

    Parts I A and II A are concluded with a person or a family, parts I B and II B with a person. Judged from 1 July 2011:
    until then the forms of an older regulation could be used. Told once for a contract.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        contracts:
        contract_no | participant_no | part | date
        7/2016      | 1              | A    | 2016-03-01
        7/2016      | 2              | A    | 2016-03-01
        8/2016      | 1              | I_B  | 2016-03-01   <- A555
        8/2016      | 2              | I_B  | 2016-03-01
        9/2011      | 1              | B    | 2011-06-30
        9/2011      | 2              | B    | 2011-06-30
    """
    contracts = books.contracts
    number, person = contracts["contract_no"], contracts["participant_no"]
    new = contracts["part"].isin(PERSONAL) & (contracts["date"] >= NEW_FORMS) & person.notna()
    one = np.where(new, keys([number]), NONE)
    pair = np.where(new, keys([number, person]), NONE)
    people = how_many(one, np.where(earlier_twin(pair) >= 0, NONE, one))
    return contracts.hits((people > 1) & (earlier_twin(one) < 0), at="part", number=number, people=people)


@rule(
    "A556",
    WARNING,
    on="contracts",
    says=N_("The contract is dated {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def contract_in_future(books: Books) -> Hits:
    """
    A contract was concluded on a day that has not come yet.

    Example:
        as of: 2016-06-30
        participants:
        no | start_date
        1  | 2016-03-01
        contracts:
        contract_no | participant_no | date
        7/2016      | 1              | 2016-06-30
        8/2016      | 1              | 2016-07-01   <- A556
    """
    contracts = books.contracts
    later = contracts["date"] > pd.Timestamp(books.as_of)
    return contracts.hits(later, at="date", day=contracts["date"], as_of=books.as_of)


def _before_concluded(books: Books, column: str) -> Hits:
    """Point at days of a contract that lie before the day it was concluded, where that one is not a fault of its own."""
    contracts = books.contracts
    start, day = contracts["date"], contracts.get(column)
    return contracts.hits((day < start) & (start <= pd.Timestamp(books.as_of)), at=column, start=start, day=day)
