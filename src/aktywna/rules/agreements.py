"""A5, agreements: the contract in a participant's own row against the register of contracts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.keys import NONE, Keys, how_many, shared_keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

Answers = np.ndarray[Any, np.dtype[np.bool_]]
_PARTS = re.compile(r"[^\W\d_]+|\d+")


@rule(
    "A557",
    WARNING,
    on="participants",
    says=N_("The contract is number {number:quote} here; the register of contracts has {theirs:list} for this person."),
    do=N_("Compare both with the contract itself, and correct the one that is wrong."),
    basis="count",
)
def contract_number_differs(books: Books) -> Hits:
    """
    A participant's own row and the register of contracts give different numbers of the contract.

    Asked of people whose social contracts the register has with their numbers. Who has several is not accused when the number
    is one of them. Case, punctuation and zeros before a number are not compared.

    Example:
        participants:
        no | start_date | contract_kind   | contract_no
        1  | 2016-03-01 | social_contract | 7/2016
        2  | 2016-03-01 |                 | 9/2016        <- A557
        3  | 2016-03-01 |                 | 4/2016
        4  | 2016-03-01 | pal             | PAL/1
        contracts:
        contract_no | participant_no
        7/2016      | 1
        8/2016      | 2
        10/2016     | 4
    """
    people, contracts = books.participants, books.contracts
    number, theirs = people.get("contract_no"), contracts.get("contract_no")
    people.need_key()
    listed = people.key.isin(contracts["participant_no"][theirs.notna()].dropna().unique()).to_numpy()
    wrong = _is_social(books) & listed & number.notna().to_numpy() & ~_same_number(books)
    return people.hits(wrong, at="contract_no", number=number, theirs=lambda rows: _numbers(books, rows))


@rule(
    "A558",
    WARNING,
    on="participants",
    says=N_("The contract is dated {day:day} here, and {theirs:day} in the register of contracts."),
    do=N_("Compare both with the contract itself, and correct the one that is wrong."),
    basis="count",
)
def contract_date_differs(books: Books) -> Several:
    """
    A participant's own row and the register of contracts give different dates of the contract.

    The contract of that number is meant; where the row gives no number, the only one the person has. A number that differs is
    A557; a contract of a day that has not come yet, A556. Parts of a contract may be of different days: one that agrees is enough.

    Example:
        as of: 2016-12-31
        participants:
        no | start_date | contract_no | contract_date
        1  | 2016-03-01 | 7/2016      | 2016-03-01
        2  | 2016-03-01 | 8/2016      | 2016-03-10      <- A558
        3  | 2016-03-01 |             | 2016-03-10
        contracts:
        contract_no | participant_no | date
        7/2016      | 1              | 2016-03-01
        8/2016      | 2              | 2016-03-01
        9/2016      | 3              | 2016-03-01
        10/2016     | 3              | 2016-09-01
    """
    people, contracts = books.participants, books.contracts
    people.need_key()
    number = people.get("contract_no")
    by_number = shared_keys([people.key, _alike(number)], [contracts["participant_no"], _alike(contracts.get("contract_no"))])
    mine, theirs = shared_keys([people.key], [contracts["participant_no"]])
    by_person = np.where(number.isna(), mine, NONE), np.where(how_many(theirs, theirs) == 1, theirs, NONE)
    return Several([_other_day(books, *by_number), _other_day(books, *by_person)])


def _other_day(books: Books, mine: Keys, theirs: Keys) -> Hits:
    """Point at days of people's contracts that none of their contracts in the register has; those are known and have come."""
    people, contracts = books.participants, books.contracts
    day, known = people.get("contract_date"), contracts.get("date")
    unsure = (known.isna() | (known > pd.Timestamp(books.as_of))).to_numpy(dtype=bool)
    asked = _is_social(books) & (mine >= 0) & np.isin(mine, theirs) & ~np.isin(mine, theirs[unsure]) & day.notna().to_numpy()
    pairs, their_pairs = shared_keys([_blank(mine), day], [_blank(theirs), known])
    first = known.groupby(theirs).first().reindex(mine)
    return people.hits(asked & ~np.isin(pairs, their_pairs), at="contract_date", day=day, theirs=first.reset_index(drop=True))


def _alike(numbers: pd.Series[Any]) -> pd.Series[Any]:
    """
    Give numbers of contracts as they are compared: letters without case, digits without zeros before them, nothing else.

    >>> _alike(pd.Series(["KS/07/2016", "ks 7-2016", None], dtype="str")).tolist()[:2]
    ['ks 7 2016', 'ks 7 2016']
    """
    codes, known = pd.factorize(numbers)
    words = [" ".join(part.lstrip("0") or "0" for part in _PARTS.findall(normal(str(number)))) for number in known]
    return pd.Series(pd.array(words, dtype="str").take(codes, allow_fill=True), index=numbers.index, dtype="str")


def _blank(numbers: Keys) -> pd.Series[Any]:
    found: pd.Series[Any] = pd.Series(numbers).where(numbers >= 0)
    return found


def _same_number(books: Books) -> Answers:
    """Say whose number of the contract is one of those that the register of contracts has for them: shape (rows,)."""
    people, contracts = books.participants, books.contracts
    mine, theirs = shared_keys(
        [people.key, _alike(people.get("contract_no"))], [contracts["participant_no"], _alike(contracts.get("contract_no"))]
    )
    return np.isin(mine, theirs[theirs >= 0])


def _is_social(books: Books) -> Answers:
    """Say whose contract, as far as the row says, is a social one: only those stand in the register of contracts."""
    people = books.participants
    found: Answers = ~people.known("contract_kind") | people.among("contract_kind", "social_contract")
    return found


def _numbers(books: Books, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Give the numbers of contracts that the register has for the people in `rows`, which were found wrong already."""
    contracts, asked = books.contracts, books.participants.key.iloc[rows]
    some = (contracts["participant_no"].isin(asked) & contracts.get("contract_no").notna()).to_numpy()
    theirs: dict[str, list[str]] = {}
    for person, number in zip(contracts["participant_no"][some], contracts.get("contract_no")[some], strict=True):
        theirs.setdefault(person, []).append(number)
    found = np.empty(len(rows), dtype=object)
    found[:] = [tuple(dict.fromkeys(theirs[person])) for person in asked]
    return found
