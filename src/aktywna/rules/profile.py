"""A3: who the people were on the first day. Age, and the data that every participant must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.cells.each_day import whole_years
from aktywna.domain.cells.identifiers import births
from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.first_days import misplaced_starts, sure_starts
from aktywna.domain.people.participants import NOT_YET, born
from aktywna.domain.people.pesels import numbers_of, valid
from aktywna.domain.people.same_person import first_rows
from aktywna.domain.people.shared_pesels import of_others

if TYPE_CHECKING:
    import pandas as pd

    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits
    from aktywna.domain.sheets.keys import Rows

WRITTEN_IN = {"sex": ("gender", "pesel"), "birth": ("birth_date", "pesel"), "age": ("birth_date", "pesel", "age_at_start")}
"""The columns that a derived column is computed from: with any of them it can be known."""
OLDEST = 120
"""Years; people do not live longer, so the date of birth or the age entered is wrong."""


@rule(
    "A301",
    WARNING,
    on="participants",
    says=N_("The age entered is {written:n}; on the first day, {start:day}, the person was {counted:count year|years} old."),
    do=N_("Enter the age in whole years on the first day of participation, or correct the date of birth."),
    basis="rules.md 8.2 W4: S22, V",
)
def age_differs(books: Books) -> Hits:
    """
    The age entered is not the age on the first day.

    Age is counted in whole years on the day participation begins. It may also be the age on the day of the declaration, and
    of a person who came back the age on the first day of all: entry data are kept. An age that nobody reaches is A332.

    Example:
        no | birth_date | start_date | end_date   | declaration_date | age_at_start
        1  | 1984-05-14 | 2009-05-14 |            |                  | 25
        2  | 1984-05-14 | 2009-05-13 |            |                  | 25             <- A301
        3  | 1984-05-14 | 2009-05-14 |            | 2009-05-13       | 24
        4  |            | 2009-05-14 |            |                  | 24
        5  | 1984-05-14 |            |            |                  | 24
        6  | 1984-05-14 | 2008-05-12 | 2008-10-31 |                  | 23
        6  | 1984-05-14 | 2009-05-14 |            |                  | 23
    """
    people = books.participants
    born, start, written = books.column("participants", "birth"), people["start_date"], people.get("age_at_start")
    # Where nobody can count it, the age is the one entered.
    counted = books.column("participants", "age")
    differs = ((written != counted) & (counted >= 0)).to_numpy(dtype=bool, na_value=False)
    rows = np.flatnonzero(differs & ~books.once(misplaced_starts) & ~books.once(_too_old))
    if len(rows):
        # Of a number that stands under two first names nobody knows whose age it says: A113.
        rows = rows[~books.once(of_others)[rows] | people.known("birth_date")[rows]]
    differs = np.zeros(len(people), dtype=np.bool_)
    if len(rows):
        entered = books.once(first_rows)[rows]
        differs[rows] = ~(_is_age(written, rows, born, people.get("declaration_date")) | _is_age(written, rows, born, start, entered))
    return people.hits(differs, at="age_at_start", written=written, counted=counted, start=start)


@rule(
    "A302",
    ERROR,
    on="participants",
    eras=("efs-2014",),
    says=N_("Data that every participant must have are missing: {columns:columns}."),
    do=N_("Complete them; until then the person may not be shown as a participant, nor in any indicator."),
    basis="rules.md 5 L2: S12, V",
)
def record_incomplete(books: Books) -> Several:
    """
    A participant's record is not complete.

    A person whose required data cannot be collected may not be shown as a participant, nor may the results tied to them.

    Example:
        era: efs-2014
        no | start_date | gender | birth_date | education | labour_status
        1  | 2016-03-01 | woman  | 1984-05-14 | isced3    | inactive
        2  | 2016-03-01 | woman  | 1984-05-14 |           |               <- A302
        3  |            | woman  | 1984-05-14 |           |
    """
    return _incomplete(books)


@rule(
    "A303",
    WARNING,
    on="participants",
    eras=("efsplus-2021",),
    says=N_("Data that every participant must have are missing: {columns:columns}."),
    do=N_("Complete them; until then the person counts only in the total, and in no breakdown."),
    basis="rules.md 8.2 W30: S06, V",
)
def record_incomplete_in_total(books: Books) -> Several:
    """
    A participant's record is not complete, and counts only in the total.

    The total of participants includes people with incomplete data, the breakdowns do not.

    Example:
        era: efsplus-2021
        no | start_date | gender | birth_date | education | labour_status
        1  | 2024-03-01 | woman  | 1984-05-14 | isced3    | inactive
        2  | 2024-03-01 | woman  | 1984-05-14 |           | inactive       <- A303
    """
    return _incomplete(books)


@rule(
    "A308",
    WARNING,
    on="participants",
    eras=("pokl-2007",),
    says=N_("Data that the participant's form asks for are missing: {columns:columns}."),
    do=N_("Complete them, or write down why they are missing; without an explanation the person's cost is not eligible."),
    basis="registers.md 12: POZ, V",
)
def form_incomplete(books: Books) -> Several:
    """
    A participant's form is not complete.

    In PO KL such a person still counts, but a gap that nobody explained makes the cost of the person ineligible.

    Example:
        era: pokl-2007
        no | start_date | gender | age_at_start | education | labour_status
        1  | 2009-03-02 | woman  | 24           | isced3    | inactive
        2  | 2009-03-02 | woman  | 24           |           |               <- A308
        3  |            | woman  | 24           |           |
    """
    return _incomplete(books)


@rule(
    "A320",
    ERROR,
    on="participants",
    says=N_("Participation began on {start:day}, before the person was born."),
    do=N_("Compare the date of birth, or the PESEL number, and the first day with the documents."),
    basis="count",  # the person falls into no age band
)
def began_before_birth(books: Books) -> Hits:
    """
    Participation began before the person was born.

    One of the two dates is wrong; the person has no age, and is missing from every breakdown by age.

    Example:
        no | birth_date | start_date
        1  | 1984-05-14 | 2016-03-01
        2  | 2084-05-14 | 2016-03-01   <- A320
        3  |            |
        4  | 2084-05-14 |
    """
    people = books.participants
    born, start = books.column("participants", "birth"), people["start_date"]
    # A first day outside the project's term is A204.
    return people.hits(born.to_numpy() > sure_starts(books), at=_written(books, "birth")[0], start=start)


@rule(
    "A332",
    WARNING,
    on="participants",
    says=N_("On the first day the person would have been {age:count year|years} old."),
    do=N_("Compare the date of birth, or the age, with the documents; most often the century is wrong."),
    basis="count",  # the person falls into a wrong age band
)
def impossibly_old(books: Books) -> Several:
    """
    A person older than people live, or younger than nothing.

    By the date of birth, or by the age entered where there is neither a date of birth nor a PESEL number. An age above 120
    years is a slip, most often in the century. A person not born yet is A320, a date of birth that a PESEL number denies
    is A103.

    Example:
        no | birth_date | age_at_start | start_date
        1  | 1915-05-14 |              | 2016-03-01
        2  | 1815-05-14 |              | 2016-03-01   <- A332
        3  |            | 320          | 2016-03-01   <- A332
        4  |            | -3           | 2016-03-01   <- A332
        5  |            | 32           | 2016-03-01
        6  | 1815-05-14 |              |
    """
    people = books.participants
    written, age = people.get("age_at_start"), books.column("participants", "age")
    entered = ((written > OLDEST) | (written < 0)).to_numpy(dtype=bool, na_value=False) & books.once(born).isna().to_numpy()
    at = next((column for column in ("birth_date", "pesel") if column in people), "age_at_start")
    return Several([people.hits(books.once(_too_old), at=at, age=age), people.hits(entered, at="age_at_start", age=written)])


def _too_old(books: Books) -> Bools:
    """Say whose date of birth is longer ago than people live: shape (rows,); to be asked by `books.once`."""
    people, birth = books.participants, books.once(born)
    oldest = (books.column("participants", "age") > OLDEST).to_numpy(dtype=bool, na_value=False)
    if oldest.any():
        oldest &= birth.notna().to_numpy() & people.known("start_date")
        denied = people.known("birth_date") & valid(books) & (births(numbers_of(books)) != birth.to_numpy())
        oldest &= ~denied & ~books.once(misplaced_starts)
    return oldest


def _is_age(written: pd.Series[Any], rows: Rows, born: pd.Series[Any], day: pd.Series[Any], of: Rows | None = None) -> Bools:
    """Say in which `rows` the age written is that on the day, by the birth and the day of the same rows or of others (`of`)."""
    others = rows if of is None else of
    counted = whole_years(born.iloc[others], day.iloc[others]).set_axis(rows)
    same: Bools = (written.iloc[rows].set_axis(rows) == counted).to_numpy(dtype=bool, na_value=False)
    return same


def _incomplete(books: Books) -> Several:
    """Name the columns that the era asks for and a participant lacks; one finding a person, at the first of them."""
    people = books.participants
    asked = [column for column in books.value("complete_columns") if _kept(books, column)]
    blank = {column: ~books.known("participants", column) for column in asked}
    people.need("start_date")
    here = people.known("start_date") & ~people.among("state", *NOT_YET)
    wrong = here & np.logical_or.reduce([np.zeros(len(people), bool), *blank.values()])

    def missing(rows: Rows) -> np.ndarray[Any, Any]:
        found = np.empty(len(rows), dtype=object)
        for at, row in enumerate(rows.tolist()):
            found[at] = tuple(column for column in asked if blank[column][row])
        return found

    parts: list[Hits] = []
    for column in asked:
        first = wrong & blank[column]
        wrong &= ~first
        parts.append(people.hits(first, at=_written(books, column)[0], columns=missing))
    return Several(parts)


def _written(books: Books, column: str) -> list[str]:
    """Give the columns of the files that a column is read or computed from."""
    return [written for written in WRITTEN_IN.get(column, (column,)) if written in books.participants]


def _kept(books: Books, column: str) -> bool:
    """A column that the register lacks is one finding about the register, not one for everybody in it."""
    return bool(_written(books, column))
