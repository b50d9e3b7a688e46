"""A column being read: its texts trimmed, its different texts read once each, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.identifiers import Bools
from aktywna.domain.layout import normal
from aktywna.domain.register import DTYPES
from aktywna.domain.rule import Notice

Stores = np.ndarray[Any, np.dtype[np.uint8]]

# What people write instead of leaving a cell empty; a dictionary that knows such a word goes first.
_BLANKS = frozenset(
    {"-", "--", "---", "\u2013", "\u2014", ".", "nd", "n d", "n/d", "nie dotyczy", "bd", "b d", "b/d", "brak", "brak danych"}
)


@dataclass(frozen=True, eq=False)
class Trouble:
    """One kind of finding in a column: where it is (shape (rows,)), and facts of the rows (each of shape (rows,))."""

    notice: Notice
    mask: Bools
    facts: Mapping[str, pd.Series[Any]]


@dataclass(frozen=True, eq=False)
class Reading:
    """A column as read: values of its kind's dtype, unknown where a cell was empty or could not be read."""

    typed: pd.Series[Any]
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, eq=False)
class Unique:
    """The different texts of a column, and which of them each row has (-1 where the cell is empty)."""

    words: list[str]
    codes: np.ndarray[Any, np.dtype[np.intp]]
    index: pd.Index[Any] = field(repr=False)

    @classmethod
    def of(cls, text: pd.Series[Any]) -> Unique:
        codes, words = pd.factorize(text)
        return cls(words.tolist(), codes, text.index)

    def each(self, values: list[Any], dtype: str) -> pd.Series[Any]:
        """Give every row the value that was read from its text; None is unknown."""
        if dtype.startswith("datetime64"):
            days = np.array([*values, None], dtype=dtype)
            return pd.Series(days[self.codes], index=self.index)
        if dtype == "float64":
            numbers = np.array([*(np.nan if value is None else float(value) for value in values), np.nan])
            return pd.Series(numbers[self.codes], index=self.index)
        found = pd.Series(values, dtype=dtype).array.take(self.codes, allow_fill=True)
        return pd.Series(found, index=self.index)

    def where(self, marks: list[bool]) -> Bools:
        """Give the rows whose text is marked."""
        marked: Bools = np.array([*marks, False])[self.codes]
        return marked

    def read(self, reader: Callable[[str], Any], kind: str) -> tuple[pd.Series[Any], Bools]:
        """Read each text once; give the values, and the rows that hold something that cannot be read."""
        values = [reader(word) for word in self.words]
        unread = [value is None and not is_blank(word) for word, value in zip(self.words, values, strict=True)]
        return self.each(values, DTYPES.get(kind, "str")), self.where(unread)


def is_blank(text: str) -> bool:
    """Whether a text says that there is nothing to write: a dash, `nie dotyczy`, `brak danych`."""
    return normal(text) in _BLANKS


def trimmed(text: pd.Series[Any]) -> pd.Series[Any]:
    """Take off the spaces around each text; what is nothing but spaces is empty."""
    cells = pc.utf8_trim_whitespace(pa.array(text, type=pa.large_string()))
    blank = pc.equal(pc.binary_length(cells), 0)
    if pc.any(blank).as_py():
        cells = pc.if_else(blank, pa.scalar(None, pa.large_string()), cells)
    return pd.Series(cells.to_pandas().array, index=text.index, name=text.name, dtype="str")
