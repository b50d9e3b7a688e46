"""A column being read: its texts trimmed, its different texts read once each, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.layout import Choice, Column, normal
from aktywna.domain.register import DTYPES
from aktywna.domain.rule import Notice
from aktywna.domain.sheet import Stored
from aktywna.domain.texts import Bools, Numbers, Texts, series
from aktywna.domain.unreadable import ERROR_VALUE, NO_VALUE

Stores = np.ndarray[Any, np.dtype[np.uint8]]

# What people write instead of leaving a cell empty; a dictionary that knows such a word goes first.
_BLANKS = frozenset(
    {"-", "--", "---", "\u2013", "\u2014", ".", "nd", "n d", "n/d", "nie dotyczy", "bd", "b d", "b/d", "brak", "brak danych"}
)
# What a spreadsheet, in English or in Polish, shows for a formula that failed; in a CSV file only the text is left.
ERRORS = (
    "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!",
    "#N/D!", "#N/D", "#ARG!", "#ADR!", "#DZIEL/0!", "#LICZBA!", "#NAZWA?", "#ZERO!", "Err:502", "Err:504", "Err:508", "Err:522",
)  # fmt: skip
# The bytes that errors begin with, and those that begin the spaces of Unicode, which have two bytes or three.
_HASH, _LETTER_E, _SPACE, _ASCII = ord("#"), ord("E"), ord(" "), 128
_OF_TWO, _OF_THREE = 0xC2, (0xE1, 0xE2, 0xE3)


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
class Written:
    """
    A column as it was written: what a reader of its kind is given.

    `cells` (rows,), trimmed, dtype str; `stored` (rows,); `values` are those of a dictionary. `origin` (rows,) says
    which sheet each row came from: how a column is written is a habit of one sheet. `unit` is the unit that the header
    names, or a unit for each row.
    """

    column: Column
    cells: pd.Series[Any]
    stored: Stores
    values: Choice | None = None
    origin: Numbers | None = None
    unit: str | pd.Series[Any] | None = None

    def sheets(self) -> Sequence[Bools]:
        """Give the rows of each sheet."""
        if self.origin is None:
            return (np.ones(len(self.cells), dtype=np.bool_),)
        return tuple(self.origin == one for one in np.unique(self.origin))


Reader = Callable[[Written], Reading]


@dataclass(frozen=True, eq=False)
class Unique:
    """The different texts of a column, and which of them each row has (-1 where the cell is empty)."""

    words: list[str]
    codes: np.ndarray[Any, np.dtype[np.intp]]
    index: pd.Index[Any] = field(repr=False)

    @classmethod
    def of(cls, text: pd.Series[Any]) -> Unique:
        found = pc.dictionary_encode(Texts.of(text).array)
        codes = found.indices if not found.indices.null_count else pc.fill_null(found.indices, -1)
        return cls(found.dictionary.to_pylist(), codes.to_numpy(), text.index)

    def each(self, values: list[Any], dtype: str) -> pd.Series[Any]:
        """Give every row the value that was read from its text; None is unknown."""
        if dtype.startswith("datetime64"):
            days = np.array([*values, None], dtype=dtype)
            return pd.Series(days[self.codes], index=self.index)
        if dtype == "float64":
            numbers = np.array([*(np.nan if value is None else float(value) for value in values), np.nan])
            return pd.Series(numbers[self.codes], index=self.index)
        if dtype == "str":
            words = pa.array([*values, None], type=pa.large_string())
            places = np.where(self.codes < 0, len(values), self.codes)
            return series(pc.take(words, pa.array(places)), pd.Series(index=self.index, dtype="str"))
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
    texts = Texts.of(text)
    return _trimmed(text, texts, _suspects(texts))


def cleaned(text: pd.Series[Any], stored: Stores) -> tuple[pd.Series[Any], tuple[Trouble, ...]]:
    """
    Take off the spaces around each text, and take away what is no value of anybody's; say where that was.

    No values are the error of a formula, and a formula whose value was not saved. In a CSV file an error is a text.
    """
    texts = Texts.of(text)
    suspects = _suspects(texts)
    cells = _trimmed(text, texts, suspects)
    failed = np.zeros(len(cells), dtype=np.bool_)
    if len(suspects):
        # Taking nothing out of a column in pieces would still put its pieces together.
        failed[suspects] = cells.iloc[suspects].isin(ERRORS).to_numpy(dtype=bool)
    if len(stored) and stored.max() >= Stored.ERROR:
        failed |= stored == Stored.ERROR
        unsaved = stored == Stored.FORMULA
    else:
        unsaved = np.zeros(0, dtype=np.bool_)
    troubles = (Trouble(ERROR_VALUE, failed, {"error": cells}), Trouble(NO_VALUE, unsaved, {}))
    found = tuple(trouble for trouble in troubles if trouble.mask.any())
    for trouble in found:
        cells = cells.mask(trouble.mask)
    return cells, found


def _suspects(texts: Texts) -> Numbers:
    """Give the cells that may begin or end with a space, or be an error, by their first and last bytes."""
    lengths = texts.lengths
    filled = slice(None) if len(lengths) and lengths.min() > 0 else np.flatnonzero(lengths)
    first, last = texts.first(filled), texts.last(filled)
    marked = (first <= _HASH) | (first == _LETTER_E) | (first == _OF_TWO) | ((first >= _OF_THREE[0]) & (first <= _OF_THREE[-1]))
    marked |= (last <= _SPACE) | (last >= _ASCII)
    rows = np.flatnonzero(marked)
    return rows if isinstance(filled, slice) else filled[rows]


def _trimmed(text: pd.Series[Any], texts: Texts, suspects: Numbers) -> pd.Series[Any]:
    array = texts.array
    if len(suspects):
        some = pc.take(array, pa.array(suspects))
        bare = pc.utf8_trim_whitespace(some)
        spaced = suspects[pc.not_equal(some, bare).to_numpy(zero_copy_only=False)]
        if len(spaced):
            mask = np.zeros(len(texts), dtype=np.bool_)
            mask[spaced] = True
            array = pc.replace_with_mask(array, pa.array(mask), pc.filter(bare, pc.not_equal(some, bare)))
    lengths = texts.lengths if array is texts.array else Texts.of(array).lengths
    if len(array) - array.null_count > np.count_nonzero(lengths):
        array = pc.if_else(pc.equal(pc.binary_length(array), 0), pa.scalar(None, pa.large_string()), array)
    return text if array is texts.array and text.dtype == "str" else series(array, text)
