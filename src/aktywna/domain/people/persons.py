"""The persons behind the participants' rows, as numbers: worked out once for all that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.people.same_person import first_rows

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Ints = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class Persons:
    """Who the rows of the participants are about: arrays of shape (rows,)."""

    codes: Ints
    """The number of the row's person; persons are numbered from 0 without gaps."""
    heads: Ints
    """The row of the person's first participation, which says what the person was on joining (rules.md L8)."""

    @property
    def alone(self) -> bool:
        """Whether every person has one row only."""
        return len(self.codes) == 0 or int(self.codes.max()) + 1 == len(self.codes)


def persons_of(books: Books) -> Persons:
    """Give the persons of the participants' register; `Absent` without it."""
    return books.once(_persons)


def _persons(books: Books) -> Persons:
    codes, known = pd.factorize(books.column("participants", "person"))
    heads = np.arange(len(codes)) if len(known) == len(codes) else first_rows(books)
    return Persons(codes, heads)
