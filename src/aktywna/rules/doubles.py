"""A1: people entered twice, told from those who came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.texts import Bools, Numbers
from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, rule
from aktywna.domain.people.participants import folded, rows_of_one_number, rows_told
from aktywna.domain.people.pesels import numbers_of, rows_that_share, valid
from aktywna.domain.people.same_person import namesakes
from aktywna.domain.people.shared_pesels import other_name_before
from aktywna.domain.presence.overlap import days, earlier_overlap
from aktywna.domain.sheets.keys import NONE, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register


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
    people.need("pesel")
    rows = books.once(rows_that_share)
    earlier = _overlapping(people, rows, numbers_of(books)[rows])
    twice = (earlier != NONE) & (books.once(other_name_before) == NONE)
    return people.hits(twice, at="pesel", pesel=people["pesel"], row=lambda rows: rows_told(people, earlier[rows]))


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
    two valid numbers, or two other identifiers, they are two people who share a name and a birthday.

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
        8  | Olga       | Przykładowicz | 1991-07-08 |             | ZZ0000004 | woman  | 2009-03-02
        9  | Olga       | Przykładowicz | 1991-07-08 |             | ZZ0000005 | woman  | 2009-03-02
    """
    people = books.participants
    people.need("last_name", "first_name")
    if not valid(books).all():
        # Without days of birth nobody can be told from a namesake.
        books.column("participants", "birth")
    alike = books.once(namesakes)
    earlier = _overlapping(people, alike.rows, alike.named)
    maybe = _maybe_one(books, earlier)
    found = np.flatnonzero(maybe)
    maybe[found] = ~_differ(people.get("other_id"), found, earlier[found])
    return people.hits(maybe, at="last_name", row=lambda rows: rows_told(people, earlier[rows]))


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
    without = ~valid(books)
    if not without.any() or not books.column("participants", "birth")[without].notna().any():
        return people.no_hits()
    sex, alike = books.column("participants", "sex"), books.once(namesakes)
    people.need("first_name", "last_name")
    women = (sex.iloc[alike.rows] == "woman").to_numpy(dtype=bool, na_value=False)
    key = np.where(women & (alike.named != NONE), alike.first_name_and_birthday, NONE)
    earlier = _overlapping(people, alike.rows, key, within_edition=False)
    found = np.flatnonzero(_maybe_one(books, earlier))
    others = earlier[found]
    commune, identifier, last = people.get("commune"), people.get("other_id"), people["last_name"]
    apart = _differ(commune, found, others, folded) | _differ(identifier, found, others) | ~_differ(last, found, others, folded)
    is_one = np.zeros(len(people), dtype=np.bool_)
    is_one[found[~apart]] = True
    return people.hits(is_one, at="last_name", row=lambda rows: rows_told(people, earlier[rows]))


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
    rows = np.flatnonzero(people.known("other_id") & ~valid(books))
    earlier = _overlapping(people, rows, other_id.iloc[rows])
    return people.hits(earlier != NONE, at="other_id", other_id=other_id, row=lambda rows: rows_told(people, earlier[rows]))


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
    people.need("no")
    rows = books.once(rows_of_one_number)
    earlier = _overlapping(people, rows, people["no"].iloc[rows])
    found = np.flatnonzero(earlier != NONE)
    if not len(found):
        return people.no_hits()
    others = earlier[found]
    one = books.column("participants", "person").to_numpy()
    named = keys([folded(people.get("last_name").iloc[rows]), books.column("participants", "birth").iloc[rows]])
    name_of = np.full(len(people), NONE, dtype=np.int64)
    name_of[rows] = named
    told = _same(numbers_of(books), found, others) | _agree(people.get("other_id"), found, others) | _same(name_of, found, others)
    twice = np.zeros(len(people), dtype=np.bool_)
    twice[found[~told & (one[found] == one[others])]] = True
    return people.hits(twice, at="no", number=people["no"], row=lambda rows: rows_told(people, earlier[rows]))


def _overlapping(people: Register, rows: Numbers, key: Any, *, within_edition: bool = True) -> Numbers:
    """
    Give for each row an earlier row of the same key (and edition) whose participation overlaps, else `NONE`.

    Only `rows` can have one; `key` has a value for each of them, nobody's where it is unknown or `NONE`.
    """
    start, found = people["start_date"], np.full(len(people), NONE, dtype=np.intp)
    owner = keys([people.get("edition").iloc[rows].fillna(""), pd.Series(key)] if within_edition else [pd.Series(key)])
    here = (owner != NONE) & (pd.Series(key) != NONE).to_numpy(dtype=bool) & people.known("start_date")[rows]
    rows, owner = rows[here], owner[here]
    if len(rows):
        earlier = earlier_overlap(owner, days(start.iloc[rows], blank=0), days(people.get("end_date").iloc[rows]))
        found[rows] = np.where(earlier >= 0, rows[earlier], NONE)
    return found


def _maybe_one(books: Books, earlier: Numbers) -> Bools:
    """Say which rows may be the same person as the earlier one: not when both have valid numbers, nor when A110 says so."""
    maybe: Bools = earlier != NONE
    if maybe.any():
        good = valid(books)
        maybe &= ~(good & good[earlier]) & (books.column("participants", "slip") == NONE).to_numpy()
    return maybe


def _same(numbers: Numbers, rows: Numbers, others: Numbers) -> Bools:
    """Say in which pairs of rows the same number stands."""
    same: Bools = (numbers[rows] == numbers[others]) & (numbers[rows] != NONE)
    return same


def _agree(values: pd.Series[Any], rows: Numbers, others: Numbers) -> Bools:
    """Say in which pairs of rows the same known value stands."""
    one, other = values.iloc[rows].reset_index(drop=True), values.iloc[others].reset_index(drop=True)
    same: Bools = (one.notna() & other.notna() & (one == other)).fillna(value=False).to_numpy(dtype=bool)
    return same


def _differ(values: pd.Series[Any], rows: Numbers, others: Numbers, compared: Any = lambda values: values) -> Bools:
    """Say in which pairs of rows two known values stand that are not the same as they are `compared`."""
    one, other = (compared(values.iloc[some]).reset_index(drop=True) for some in (rows, others))
    differ: Bools = (one.notna() & other.notna() & (one != other)).fillna(value=False).to_numpy(dtype=bool)
    return differ
