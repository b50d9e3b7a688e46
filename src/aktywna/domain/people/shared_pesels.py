"""One PESEL number under two first names: forms and misspellings of one name told from two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from aktywna.domain.people.participants import folded
from aktywna.domain.people.pesels import numbers_of, rows_that_share
from aktywna.domain.sheets.keys import NONE

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books


def other_name_before(books: Books) -> np.ndarray[Any, np.dtype[np.int64]]:
    """
    Give the first row with the same valid PESEL and quite another first name, else -1: shape (rows,).

    Forms and misspellings of one name (`Kasia`, `Hanna` for `Anna`, `Ola` for `Aleksandra`, a second name) are one name; a
    surname may change. To be asked by `books.once`.
    """
    people = books.participants
    found = np.full(len(people), -1, dtype=np.int64)
    rows = books.once(rows_that_share)
    if len(rows) and "first_name" in people:
        _, heads, back = np.unique(numbers_of(books)[rows], return_index=True, return_inverse=True)
        names, surnames = (folded(people.get(column).iloc[rows]).to_numpy(dtype=object) for column in ("first_name", "last_name"))
        mine, theirs = names, names[heads][back]
        their_surnames = surnames[heads][back]
        for place in np.flatnonzero(~pd.isna(mine) & ~pd.isna(theirs) & (mine != theirs)):
            if _quite_other(mine[place], theirs[place], (surnames[place], their_surnames[place])):
                found[rows[place]] = rows[heads[back[place]]]
    return found


def of_others(books: Books) -> Bools:
    """
    Say which rows share their PESEL number with somebody of another first name (A113): one of the two has another's number.

    To be asked by `books.once`.
    """
    people = books.participants
    if "first_name" not in people:
        return np.zeros(len(people), dtype=np.bool_)
    other = books.once(other_name_before)
    found: Bools = other != NONE
    found[other[found]] = True
    return found


_LIKE = 60.0
"""Names less like one another (0-100) are two names."""


_SHORT_FORMS = {
    "antonina": "tosia tola", "antoni": "tolek", "aleksandra": "ola olka olenka", "aleksander": "olek", "andrzej": "jedrek jedrus",
    "anna": "hania", "boleslaw": "lolek", "elzbieta": "bieta", "eugeniusz": "gienek", "eugenia": "gienia", "emilia": "mila",
    "irena": "renia", "jakub": "kuba", "joanna": "asia aska", "kornelia": "nela", "ludmila": "mila", "malgorzata": "gosia goska",
    "magdalena": "lena", "helena": "lena", "stefania": "fania", "wladyslawa": "dziunia", "wiktoria": "tosia", "zdzislaw": "dzidek",
    "zygmunt": "mundek", "edmund": "mundek", "henryk": "rysiek", "jozef": "ziutek", "jozefa": "ziuta", "karolina": "lina",
    "kazimierz": "miecio", "leontyna": "tyna", "oliwia": "liwia", "apolonia": "pola", "ignacy": "nacek", "eleonora": "nora",
}  # fmt: skip
"""Short forms that begin with another letter than the name; others are alike by their beginning."""


def _quite_other(name: str, other: str, surnames: tuple[str, str]) -> bool:
    if set(name.split()) & set(other.split()) or fuzz.ratio(name, other) >= _LIKE or _is_short(name, other) or _is_short(other, name):
        return False
    if name[0] != other[0]:
        return True
    # Short forms begin as the name does; two names that only share a letter need another surname too.
    return name[:2] != other[:2] and not any(pd.isna(one) for one in surnames) and fuzz.ratio(*surnames) < _LIKE


def _is_short(name: str, other: str) -> bool:
    return name in _SHORT_FORMS.get(other.partition(" ")[0], "").split()
