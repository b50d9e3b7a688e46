"""One PESEL number under two first names: forms and misspellings of one name told from two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from aktywna.domain.people.participants import folded
from aktywna.domain.people.pesels import numbers_of, rows_that_share

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def other_name_before(books: Books) -> np.ndarray[Any, np.dtype[np.int64]]:
    """
    Give the first row with the same valid PESEL and quite another first name, else -1: shape (rows,).

    Forms and misspellings of one name (`Kasia`, `Hanna` for `Anna`, a second name) are one name; a surname may change.
    To be asked by `books.once`.
    """
    people = books.participants
    found = np.full(len(people), -1, dtype=np.int64)
    rows = books.once(rows_that_share)
    if len(rows) and "first_name" in people:
        _, heads, back = np.unique(numbers_of(books)[rows], return_index=True, return_inverse=True)
        names = folded(people["first_name"].iloc[rows]).to_numpy(dtype=object)
        mine, theirs = names, names[heads][back]
        for place in np.flatnonzero(~pd.isna(mine) & ~pd.isna(theirs) & (mine != theirs)):
            if _quite_other(mine[place], theirs[place]):
                found[rows[place]] = rows[heads[back[place]]]
    return found


_LIKE = 60.0
"""Names less like one another (0-100) are two names."""


def _quite_other(name: str, other: str) -> bool:
    return not set(name.split()) & set(other.split()) and name[0] != other[0] and fuzz.ratio(name, other) < _LIKE
