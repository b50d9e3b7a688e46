"""A3: who the people were on the first day. Data a participant must have, labour status, age."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.finding import Elsewhere, Several
from aktywna.domain.people import NOT_YET
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits

UNEMPLOYED = ("unemployed", "unemployed_registered", "unemployed_unregistered")
WRITTEN_IN = {"sex": ("gender", "pesel"), "birth": ("birth_date", "pesel"), "age": ("birth_date", "pesel", "age_at_start")}
"""The columns that a derived column is computed from: with any of them it can be known."""
OF_UNEMPLOYED = ("long_term",)
OF_INACTIVE = ("learning", "not_learning")
OF_ANYBODY = ("other",)


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

    Age is counted in whole years on the day participation begins. In PO KL it may also be the age on the day of the
    declaration.

    Example:
        no | birth_date | start_date | declaration_date | age_at_start
        1  | 1984-05-14 | 2009-05-14 |                  | 25
        2  | 1984-05-14 | 2009-05-13 |                  | 25             <- A301
        3  | 1984-05-14 | 2009-05-14 | 2009-05-13       | 24
        4  |            | 2009-05-14 |                  | 24
        5  | 1984-05-14 |            |                  | 24
    """
    people = books.participants
    born, start, written = books.column("participants", "birth"), people["start_date"], people.get("age_at_start")
    counted = _years(born, start)
    declared = _years(born, people.get("declaration_date"))
    differs = (written != counted) & ~(written == declared).fillna(value=False)
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
    "A304",
    WARNING,
    on="participants",
    says=N_("{labour_detail:choice} does not belong to the status {labour_status:choice}."),
    do=N_("Correct the status or its detail."),
    basis="rules.md 8.2 W10: M",
)
def detail_of_another_status(books: Books) -> Hits:
    """
    The detail of the labour status belongs to another status.

    Long-term unemployment belongs to the unemployed, learning or not learning to the inactive, the kinds of employers to
    the employed; “other” fits everybody.

    Example:
        no | labour_status         | labour_detail
        1  | unemployed_registered | long_term
        2  | inactive              | long_term       <- A304
        3  | inactive              | learning
        4  | employed              | not_learning    <- A304
        5  | unemployed            | other
        6  |                       | learning
        7  | employed              |
    """
    people = books.participants
    status, detail = people["labour_status"], people["labour_detail"]
    belongs = (
        detail.isin(OF_ANYBODY)
        | detail.isin(OF_UNEMPLOYED) & status.isin(UNEMPLOYED)
        | detail.isin(OF_INACTIVE) & (status == "inactive")
        | ~detail.isin([*OF_UNEMPLOYED, *OF_INACTIVE]) & (status == "employed")
    )
    wrong = status.notna() & detail.notna() & ~belongs
    return people.hits(wrong, at="labour_detail", labour_detail=detail, labour_status=status)


@rule(
    "A305",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("Marked as long-term unemployed, and on the first day ({start:day}) unemployed only since {since:day}."),
    do=N_("Check since when; the person must have been unemployed for more than {months:count month|months}."),
    basis="rules.md 0: S20, V",
)
def not_long_term_yet(books: Books) -> Hits:
    """
    A person is marked as long-term unemployed too early.

    Judged on the first day of participation. From 2014 to 2020 the time is more than 6 months for people under 25 and
    more than 12 for others; later it is 12 months for everybody. The boundary day itself is not judged.

    Example:
        era: efs-2014
        no | birth_date | start_date | labour_status | labour_detail | unemployed_since
        1  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-02-01
        2  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-04-01   <- A305
        3  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-03-01
        4  | 1994-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-04-01
        5  | 1994-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-12-01   <- A305
        6  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-12-01
        7  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     |
    """
    people = books.participants
    since, start = people.get("unemployed_since"), people["start_date"]
    limit, months = _long_term_from(books)
    wrong = (people["labour_detail"] == "long_term") & (since > limit) & (since <= start)
    return people.hits(wrong, at="labour_detail", start=start, since=since, months=months)


@rule(
    "A306",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("On {start:day} unemployed since {since:day}, for more than {months:count month|months}, and not marked as long-term."),
    do=N_("Check since when; if the date is right, mark the person as long-term unemployed."),
    basis="rules.md 0: S20, V",
)
def long_term_not_marked(books: Books) -> Hits:
    """
    A long-term unemployed person is not marked so.

    The person is missing from the indicator of the long-term unemployed. The boundary day itself is not judged.

    Example:
        era: efs-2014
        no | birth_date | start_date | labour_status | labour_detail | unemployed_since
        1  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-02-01
        2  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-02-01   <- A306
        3  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-03-01
        4  | 1994-05-14 | 2016-03-01 | unemployed    | other         | 2015-04-01   <- A306
        5  | 1984-05-14 | 2016-03-01 | unemployed    | other         |
        6  | 1984-05-14 | 2016-03-01 | inactive      | other         | 2015-02-01
        7  | 1984-05-14 | 2016-03-01 | unemployed    |               | 2015-02-01
    """
    people = books.participants
    since, start, detail = people.get("unemployed_since"), people["start_date"], people["labour_detail"]
    limit, months = _long_term_from(books)
    unmarked = detail.notna() & (detail != "long_term") & people["labour_status"].isin(UNEMPLOYED)
    return people.hits(unmarked & (since < limit), at="labour_detail", start=start, since=since, months=months)


@rule(
    "A307",
    ERROR,
    on="participants",
    eras=("efs-2014",),
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
    kept = {column: int(people.get(column).notna().sum()) for column in books.value("household_columns")}
    return Elsewhere([(people.header(column)[0], {"n": n, "day": until}) for column, n in kept.items() if n])


def _incomplete(books: Books) -> Several:
    """Name the columns that the era asks for and a participant lacks; one finding a person, at the first of them."""
    people = books.participants
    asked = [column for column in books.value("complete_columns") if _kept(books, column)]
    blank = {column: books.column("participants", column).isna().to_numpy() for column in asked}
    here = (people["start_date"].notna() & ~people.get("state").isin(NOT_YET)).to_numpy()
    wrong = here & np.logical_or.reduce([np.zeros(len(people), bool), *blank.values()])
    missing = np.full(len(people), None, dtype=object)
    for row in np.flatnonzero(wrong):
        missing[row] = tuple(column for column in asked if blank[column][row])
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


def _long_term_from(books: Books) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Give the latest first day of unemployment that is long-term at the start, and the months it takes."""
    people = books.participants
    start, age = people["start_date"], books.column("participants", "age")
    young_below = books.value_or("young_age", 0)
    grown, young = int(books.number("long_term_months")), int(books.value_or("long_term_months_young", 0))
    is_young = (age < int(young_below)).fillna(value=False).astype(bool)
    months = pd.Series(np.where(is_young & (young > 0), young, grown), dtype="int64")
    limit = pd.Series(pd.NaT, index=people.data.index, dtype="datetime64[s]")
    for each in {grown, young} - {0}:
        limit = limit.where(months != each, start - pd.DateOffset(months=each))
    return (limit.where(age.notna()) if young else limit), months


def _years(born: pd.Series[Any], day: pd.Series[Any]) -> pd.Series[Any]:
    """Give whole years from birth to a day."""
    years = day.dt.year - born.dt.year
    not_yet = (day.dt.month * 100 + day.dt.day) < (born.dt.month * 100 + born.dt.day)
    whole: pd.Series[Any] = (years - not_yet.astype("int64")).astype("Int64")
    return whole
