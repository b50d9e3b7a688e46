"""A1: people entered twice, told from those who came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.identifiers import pesel_valid
from aktywna.domain.near_numbers import NONE
from aktywna.domain.overlap import days, earlier_overlap
from aktywna.domain.people import folded, other_name_before, rows_told
from aktywna.domain.rule import ERROR, N_, NOTE, WARNING, rule
from aktywna.domain.texts import Bools, Numbers

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits, Register


@rule(
    "A108",
    ERROR,
    on="participants",
    says=N_("PESEL {pesel:private} is already in row {row}, and the two participations overlap."),
    do=N_("Leave one row. A return to the project begins only after the previous participation ended."),
    basis="rules.md 8.2 W6: S05, V",
)
def person_twice(books: Books) -> Hits:
    """
    One person takes part twice at the same time.

    A return is lawful: in another edition, or after the previous participation ended. Two participations at once are
    one person entered twice.

    Example:
        no | pesel       | edition | start_date | end_date
        1  | 44051401458 | first   | 2009-03-02 | 2009-06-30
        2  | 44051401458 | first   | 2009-05-04 |              <- A108
        3  | 44051401458 | second  | 2009-05-04 |
        4  | 02070803628 | first   | 2009-03-02 | 2009-03-31
        5  | 02070803628 | first   | 2009-03-31 |
        6  | 02122401358 | first   |            |
        7  | 02122401358 | first   |            |
        project: editions = [{ id = "first" }, { id = "second" }]
    """
    people = books.participants
    earlier = _overlapping(people, _good(people["pesel"]))
    twice = earlier >= 0
    if twice.any():
        twice &= other_name_before(people) == NONE
    return people.hits(twice, at="pesel", pesel=people["pesel"], row=rows_told(people, earlier))


@rule(
    "A109",
    WARNING,
    on="participants",
    says=N_("The same name and date of birth are already in row {row}, and the two participations overlap."),
    do=N_("Check whether this is one person; then leave one row and correct the PESEL number."),
    basis="rules.md 8.2 W7: I",
)
def namesake_twice(books: Books) -> Hits:
    """
    Two people have the same name and date of birth.

    Probably one person, entered once without a PESEL number or with a wrong one. Rows with the same PESEL are A108; with
    two valid numbers they are two people who share a name and a birthday.

    Example:
        era: pokl-2007
        no | first_name | last_name     | birth_date | pesel       | other_id  | gender | start_date
        1  | Anna       | Testowska     | 1902-07-08 | 02070803628 |           |        | 2009-03-02
        2  | Anna       | TESTOWSKA     | 1902-07-08 |             | ZZ0000000 | woman  | 2009-03-02   <- A109
        3  | Anna       | Testowska     | 1902-07-09 |             | ZZ0000001 | woman  | 2009-03-02
        4  | Ewa        | Przykładowicz | 1902-07-08 |             | ZZ0000002 | woman  | 2009-03-02
        5  | Anna       | Testowska     | 1902-07-08 |             | ZZ0000003 |        |
        6  | Jan        | Testowski     | 1944-05-14 | 44051401458 |           |        | 2009-03-02
        7  | Jan        | Testowski     | 1944-05-14 | 44051401359 |           |        | 2009-03-02
    """
    people = books.participants
    names = (people["last_name"], people["first_name"])
    asked = _shares_birthday(books)
    if not asked.any():
        return people.no_hits()
    named = folded(names[0].where(asked)) + " " + folded(names[1].where(asked)) + " " + _birthday(books, asked)
    earlier = _overlapping(people, named)
    return people.hits(_maybe_one(books, earlier), at="last_name", row=rows_told(people, earlier))


@rule(
    "A112",
    NOTE,
    on="participants",
    says=N_("A woman of the same first name and date of birth, under another surname, is in row {row}; the two participations overlap."),
    do=N_("Check whether this is one person who changed her surname; then leave one row, with the PESEL number."),
    basis="rules.md 8.2 W7: I",
)
def surname_changed(books: Books) -> Hits:
    """
    Two women share a first name and a date of birth, and one of them has no PESEL.

    Perhaps one person under her maiden name and her married one. With two valid PESEL numbers, in two communes or with two
    identifiers they are two people; twins have other first names.

    Example:
        no | first_name | last_name     | birth_date | pesel       | other_id  | gender | commune | start_date
        1  | Anna       | Testowska     | 1902-07-08 | 02070803628 |           | woman  | Zmyślin | 2009-03-02
        2  | Anna       | Przykładowicz | 1902-07-08 |             | ZZ0000000 | woman  |         | 2009-03-02   <- A112
        3  | Ewa        | Testowska     | 1902-07-08 |             | ZZ0000001 | woman  | Zmyślin | 2009-03-02
        4  | Maria      | Testowska     | 1903-07-08 |             | ZZ0000002 | woman  | Zmyślin | 2009-03-02
        5  | Maria      | Przykładowicz | 1903-07-08 |             | ZZ0000003 | woman  |         | 2009-03-02
        6  | Anna       | Wzorcowicz    | 1902-07-08 |             |           | woman  | Niebyła |
    """
    people = books.participants
    asked = _shares_birthday(books)
    if not asked.any():
        return people.no_hits()
    asked &= books.column("participants", "sex") == "woman"
    first, last = folded(people["first_name"].where(asked)), folded(people["last_name"].where(asked))
    key = (first + " " + _birthday(books, asked)).where(last.notna())
    earlier = _overlapping(people, key, within_edition=False)
    other = np.maximum(earlier, 0)
    commune, identifier = folded(people.get("commune")), people.get("other_id")
    apart = _differ(commune, other) | _differ(identifier, other) | ~_differ(last, other)
    return people.hits(_maybe_one(books, earlier) & ~apart, at="last_name", row=rows_told(people, earlier))


@rule(
    "A114",
    WARNING,
    on="participants",
    says=N_("The identifier {other_id:private} is already in row {row}, and the two participations overlap."),
    do=N_("Leave one row, or correct the identifier if these are two people."),
    basis="count",
)
def identifier_twice(books: Books) -> Hits:
    """
    One identifier, other than a PESEL, stands in two participations at the same time.

    The two rows count as one person. A return is lawful: in another edition, or after the previous participation ended.

    Example:
        no | other_id  | start_date | end_date
        1  | ZZ0000000 | 2009-03-02 | 2009-06-30
        2  | ZZ0000000 | 2009-05-04 |              <- A114
        3  | ZZ0000001 | 2009-03-02 | 2009-03-31
        4  | ZZ0000001 | 2009-03-31 |
        5  |           | 2009-03-02 |
    """
    people = books.participants
    other_id = people.get("other_id")
    earlier = _overlapping(people, other_id.where(_good(people.get("pesel")).isna()))
    return people.hits(earlier >= 0, at="other_id", other_id=other_id, row=rows_told(people, earlier))


@rule(
    "A115",
    WARNING,
    on="participants",
    says=N_("Participant number {number} is already in row {row}, and the two participations overlap."),
    do=N_("Leave one row, or give the person of this row a number of their own."),
    basis="registers.md 6.2: P",
)
def number_twice(books: Books) -> Hits:
    """
    One participant number stands in two participations at the same time, and nothing says that they are two people.

    What happened to the person cannot be told between the rows. When the PESEL, another identifier or the name with the
    date of birth is repeated too, A108, A114 or A109 tells it; when they differ, A107 does.

    Example:
        era: pokl-2007
        no | pesel       | gender | age_at_start | start_date | end_date
        1  | 02470805042 |        |              | 2130-03-02 | 2130-06-30
        1  |             | woman  | 27           | 2130-05-04 |              <- A115
        2  | 02470805240 |        |              | 2130-03-02 | 2130-03-31
        2  |             | woman  | 27           | 2130-03-31 |
    """
    people = books.participants
    earlier = _overlapping(people, people["no"])
    if not (earlier >= 0).any():
        return people.no_hits()
    other = np.maximum(earlier, 0)
    one = books.column("participants", "person")
    asked = pd.Series(earlier >= 0)
    asked[other] = True
    named = folded(people.get("last_name").where(asked)) + " " + _birthday(books, asked)
    known = (_good(people.get("pesel")), people.get("other_id"), named)
    told = np.logical_or.reduce([_agree(values, other) for values in known])
    same = ~told & (one.to_numpy() == one.to_numpy()[other])
    return people.hits((earlier >= 0) & same, at="no", number=people["no"], row=rows_told(people, earlier))


def _overlapping(people: Register, key: pd.Series[Any], *, within_edition: bool = True) -> Numbers:
    """Give for each row an earlier row of the same key (and edition) whose participation overlaps, else -1."""
    start, found = people["start_date"], np.full(len(people), -1, dtype=np.intp)
    rows = np.flatnonzero(key.duplicated(keep=False) & key.notna() & start.notna())
    if len(rows):
        owner = key.iloc[rows]
        if within_edition and "edition" in people:
            owner = people["edition"].iloc[rows].fillna("") + "\n" + owner
        earlier = earlier_overlap(owner, days(start.iloc[rows], blank=0), days(people.get("end_date").iloc[rows]))
        found[rows] = np.where(earlier >= 0, rows[earlier], -1)
    return found


def _maybe_one(books: Books, earlier: Numbers) -> Bools:
    """Say which rows may be the same person as the earlier one: not when both have valid numbers, nor when A110 says so."""
    maybe: Bools = earlier >= 0
    if maybe.any():
        good = _good(books.participants.get("pesel")).notna().to_numpy()
        maybe = maybe & ~(good & good[np.maximum(earlier, 0)]) & (books.column("participants", "slip") == NONE).to_numpy()
    return maybe


def _good(pesel: pd.Series[Any]) -> pd.Series[Any]:
    """Give the valid numbers only."""
    return pesel.where(pesel_valid(pesel).fillna(value=False).astype(bool))


def _shares_birthday(books: Books) -> pd.Series[Any]:
    """Say who was born on the same day as somebody without a valid PESEL: only among them can one person be two rows."""
    without = _good(books.participants.get("pesel")).isna()
    born = books.column("participants", "birth") if without.any() else pd.Series(pd.NaT, index=without.index)
    return born.isin(born[without].dropna())


def _birthday(books: Books, asked: pd.Series[Any]) -> pd.Series[Any]:
    told = pd.Series(None, index=asked.index, dtype="str")
    told[asked] = books.column("participants", "birth")[asked].dt.strftime("%Y%m%d").astype("str")
    return told


def _agree(values: pd.Series[Any], other: Numbers) -> Bools:
    """Say which rows have the same known value as the other row."""
    theirs = values.iloc[other].set_axis(values.index)
    same: Bools = (values == theirs).fillna(value=False).to_numpy(dtype=bool)
    return same


def _differ(values: pd.Series[Any], other: Numbers) -> Bools:
    """Say which rows have another known value than the other row."""
    theirs = values.iloc[other].set_axis(values.index)
    differ: Bools = (values.notna() & theirs.notna() & (values != theirs)).fillna(value=False).to_numpy(dtype=bool)
    return differ
