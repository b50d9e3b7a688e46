"""Which rows of the participants are one person: by what identifies, else by names and days of birth, else by numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from aktywna.domain.cells.identifiers import NO_NUMBER
from aktywna.domain.cells.texts import Bools
from aktywna.domain.people.participants import born, folded
from aktywna.domain.people.pesels import numbers_of, valid
from aktywna.domain.presence.overlap import days
from aktywna.domain.registers.derived import derived
from aktywna.domain.sheets.keys import Keys, Rows

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


class Namesakes(NamedTuple):
    """Rows that a row without a valid PESEL may be the same person as, that row among them; shapes (those rows,)."""

    rows: Rows
    first_name_and_birthday: Keys
    """A number shared by those who have both in common."""
    named: Keys
    """A number shared by those who have the surname in common as well; `NO_NUMBER` where none is written."""


@derived("participants", "person")
def person(books: Books) -> pd.Series[Any]:
    """
    The person behind each row, as a number; rows of one person share it, so that nobody is counted twice. Int64.

    In order: a valid PESEL, another identifier, name with date of birth, the participant's number with the first name. A
    PESEL that is not valid identifies nobody: placeholders such as 00000000000 are shared by strangers. A row that says
    less joins the only person of whom it can speak: one with the same name and day of birth, else one with the same
    number and first name (or with the same number, where no first name is written). A PESEL decides against names: the
    same number under two names is one person, and A113 tells of it.
    """
    people, found = books.participants, numbers_of(books)
    others = np.flatnonzero((found == NO_NUMBER) & people.known("other_id"))
    if len(others):
        found = found.copy()
        found[others] = _BY_ID + pd.factorize(people["other_id"].iloc[others])[0]
    if (found == NO_NUMBER).any():
        found = _of_the_unsure(books, found)
    return pd.Series(found, name="person", copy=False)


def identified(books: Books) -> Bools:
    """Say which rows are of persons known by a valid PESEL or another identifier, in this row or another: shape (rows,)."""
    known: Bools = books.column("participants", "person").to_numpy() < _BY_NAME
    return known


_BY_ID, _BY_NAME, _BY_NUMBER, _BY_ROW = (step * 10**11 for step in range(1, 5))
"""Where the numbers of persons begin who are known by something else than a PESEL, which has eleven digits."""


def _of_the_unsure(books: Books, found: Keys) -> Keys:
    """Give numbers to the rows that have no identifier: that of the one person they agree with, else one of their own."""
    people, alike = books.participants, books.once(namesakes)
    sure, found, named = found != NO_NUMBER, found.copy(), np.full(len(people), NO_NUMBER, dtype=np.int64)
    named[alike.rows] = alike.named
    unsure = np.flatnonzero(~sure & (named >= 0))
    found[unsure] = _BY_NAME + pd.factorize(named[unsure])[0]
    found = _taken_over(found, named, needy=unsure, from_=sure)
    loose = found == NO_NUMBER
    if loose.any():
        number = people.key
        # Nobody else can be asked who they are than rows of the same numbers.
        rows = np.flatnonzero(loose | number.isin(number[loose].dropna()).to_numpy())
        of_number, is_loose, first = pd.factorize(number.iloc[rows])[0], loose[rows], _folded(people.get("first_name").iloc[rows])
        numbered = np.where(of_number < 0, NO_NUMBER, of_number * (first.max(initial=0) + 2) + first + 1)
        some = np.where(numbered < 0, _BY_ROW + rows, _BY_NUMBER + pd.factorize(numbered)[0])
        some = np.where(is_loose, some, found[rows])
        some = _taken_over(some, numbered, needy=np.flatnonzero(is_loose), from_=~is_loose)
        found[rows] = _taken_over(some, of_number, needy=np.flatnonzero(is_loose & (first < 0)), from_=~is_loose | (first >= 0))
    return found


def _taken_over(found: Keys, by: Keys, *, needy: Rows, from_: Bools) -> Keys:
    """Give the needy rows the person of the rows that agree with them in `by`, where those are all of one person."""
    needy, givers = needy[by[needy] >= 0], from_ & (by >= 0)
    if not len(needy) or not givers.any():
        return found
    pairs = pd.DataFrame({"by": by[givers], "person": found[givers]}).drop_duplicates()
    only = pairs.drop_duplicates("by", keep=False)
    at = pd.Index(only["by"]).get_indexer(by[needy])
    found = found.copy()
    found[needy[at >= 0]] = only["person"].to_numpy()[at[at >= 0]]
    return found


def namesakes(books: Books) -> Namesakes:
    """Give the rows that share first name and birthday with one that has no valid PESEL; to be asked by `books.once`."""
    people = books.participants
    if valid(books).all():
        none = np.empty(0, dtype=np.int64)
        return Namesakes(none, none, none)
    first, birth = _folded(people.get("first_name")), days(books.once(born), blank=_NO_DAY)
    known = (first >= 0) & (birth != _NO_DAY)
    both = (birth - _NO_DAY) * (first.max(initial=0) + 1) + first
    asked = both[known & ~valid(books)]
    rows = np.flatnonzero(known & pd.Series(both).isin(asked).to_numpy()) if len(asked) else np.empty(0, dtype=np.intp)
    both, last = pd.factorize(both[rows])[0], _folded(people.get("last_name").iloc[rows])
    named = np.where(last < 0, NO_NUMBER, both * (last.max(initial=0) + 1) + last)
    return Namesakes(rows, both, named)


_NO_DAY = -1_000_000
"""Before any day, counted from 1970."""


def _folded(names: pd.Series[Any]) -> Keys:
    """Give names a number that names compared as equal share, `NO_NUMBER` where there is none: shape (rows,)."""
    codes, known = pd.factorize(names)
    same = pd.factorize(folded(pd.Series(known, dtype="str")))[0]
    found: Keys = np.append(same, NO_NUMBER)[codes].astype(np.int64)
    return found


def first_rows(books: Books) -> np.ndarray[Any, np.dtype[np.intp]]:
    """
    Give for each row the position of the same person's first participation: shape (rows,).

    Of several that begin on one day what they say decides, not where they stand: the order of rows changes nothing.
    """
    people, persons = books.participants, books.column("participants", "person")
    heads = np.arange(len(people))
    rows = np.flatnonzero(persons.duplicated(keep=False))
    if not len(rows):
        return heads
    codes = pd.factorize(persons.iloc[rows])[0]
    start = people.get("start_date").to_numpy()[rows]
    content: np.ndarray[Any, Any] = rows
    if pd.DataFrame({"person": codes, "start": start}).duplicated().any():
        said = people.frame.drop(columns=people.layout.key, errors="ignore").iloc[rows]
        content = pd.util.hash_pandas_object(said, index=False).to_numpy()
    order = np.lexsort((content, start, codes))
    heads[rows] = rows[order[np.flatnonzero(np.diff(codes[order], prepend=-1))]][codes]
    return heads
