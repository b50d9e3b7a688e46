"""A column being read: its texts trimmed, its different texts read once each, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.texts import Bools, Coded, Numbers, Texts, arrow, in_pieces, looked_up, narrow, pieces, series, written_out
from aktywna.domain.cells.unreadable import ERROR_VALUE, NO_VALUE
from aktywna.domain.findings.rule import Notice
from aktywna.domain.registers.columns import DTYPES
from aktywna.domain.registers.layout import Choice, Column, normal
from aktywna.domain.sheets.sheet import Stored

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
_ERRORS = pa.array(ERRORS, type=pa.large_string())
# The bytes that errors begin with, and those that begin the spaces of Unicode, which have two bytes or three.
_HASH, _LETTER_E, _LETTER_R, _SPACE, _ASCII = ord("#"), ord("E"), ord("r"), ord(" "), 128
_OF_TWO, _OF_THREE = 0xC2, np.uint8(0xE1)
_LENGTH_OF_ERR = len("Err:502")
# What stands before the last byte of such a space.
_BEFORE_LAST = np.zeros(256, dtype=np.bool_)
_BEFORE_LAST[[_OF_TWO, 0x80, 0x81, 0x9A, 0xA0]] = True


@dataclass(frozen=True, eq=False)
class Trouble:
    """One kind of finding in a column: where it is (shape (rows,)), and facts of the rows (each of shape (rows,))."""

    notice: Notice
    mask: Bools
    facts: Mapping[str, pd.Series[Any]]

    def without(self, rows: Numbers) -> Trouble:
        """Give the same without some rows."""
        mask = self.mask.copy()
        mask[rows] = False
        return replace(self, mask=mask)


@dataclass(frozen=True, eq=False)
class Reading:
    """
    A column as read: values of its kind's dtype, unknown where a cell was empty or could not be read.

    `values` is nothing where they are texts that `coded` says as well: they are written out when somebody asks (`typed`).
    """

    values: pd.Series[Any] | None
    troubles: tuple[Trouble, ...] = ()
    coded: Coded | None = None
    """Which of its different values each row has, where reading found it out by the way (as `Register.codes` gives it)."""

    @cached_property
    def typed(self) -> pd.Series[Any]:
        """Give the values: shape (rows,)."""
        if self.values is not None:
            return self.values
        assert self.coded is not None
        return written_out(self.coded)

    def column(self, name: str) -> pd.Series[Any] | Callable[[], pd.Series[Any]]:
        """Give the values under the name of their column, or what writes them out."""
        return (lambda: self.typed.rename(name)) if self.values is None else self.values.rename(name)

    def without(self, rows: Numbers) -> Reading:
        """Give the same with the values of some rows not known."""
        coded = self.coded
        if coded is not None:
            codes = coded[0].copy()
            codes[rows] = -1
            coded = codes, coded[1]
        if self.values is None:
            return replace(self, coded=coded)
        gone = np.zeros(len(self.values), dtype=np.bool_)
        gone[rows] = True
        return replace(self, values=self.values.mask(gone), coded=coded)


@dataclass(frozen=True, eq=False)
class Written:
    """
    A column as it was written: what a reader of its kind is given.

    `cells` (rows,), trimmed, dtype str; `stored` (rows,); `values` are those of a dictionary. `origin` (rows,) says
    which sheet each row came from: how a column is written is a habit of one sheet. `unit` is the unit that the header
    names, or a unit for each row. `different` are the texts of `cells` where they were told apart already.
    """

    column: Column
    cells: pd.Series[Any]
    stored: Stores
    values: Choice | None = None
    origin: Numbers | None = None
    unit: str | pd.Series[Any] | None = None
    different: Unique | None = None

    def sheets(self) -> Sequence[Bools]:
        """Give the rows of each sheet."""
        if self.origin is None:
            return (np.ones(len(self.cells), dtype=np.bool_),)
        return tuple(self.origin == one for one in np.unique(self.origin))

    def unique(self) -> Unique:
        """Give the different texts of the column."""
        return self.different or Unique.of(self.cells)


Reader = Callable[[Written], Reading]


@dataclass(frozen=True, eq=False)
class Unique:
    """The different texts of a column, and which of them each row has, piece by piece as the column lies."""

    words: list[str]
    indices: tuple[pa.Array, ...]
    """Whole numbers, null where the cell is empty."""
    index: pd.Index[Any] = field(repr=False)

    @classmethod
    def told(cls, words: list[str], codes: Numbers) -> Unique:
        """Make a column of different texts and which of them each row has, -1 where there is none: shape (rows,)."""
        indices = (pa.array(here, mask=empty if (empty := here < 0).any() else None) for here in in_pieces(codes))
        return cls(words, tuple(indices), pd.RangeIndex(len(codes)))

    @classmethod
    def of(cls, text: pd.Series[Any]) -> Unique:
        found = pc.dictionary_encode(arrow(text))
        # The pieces of a column share a dictionary.
        chunks = found.chunks if isinstance(found, pa.ChunkedArray) else [found]
        words = chunks[0].dictionary.to_pylist() if chunks else []
        return cls(words, tuple(chunk.indices for chunk in chunks), text.index)

    @cached_property
    def codes(self) -> np.ndarray[Any, np.dtype[np.int32]]:
        """Which of the texts each row has, -1 where the cell is empty."""
        return np.concatenate([np.zeros(0, dtype=np.int32), *self._pieces()])

    def each(self, values: list[Any], dtype: str) -> pd.Series[Any]:
        """Give every row the value that was read from its text; None is unknown."""
        if dtype.startswith("datetime64"):
            days = np.array([*values, None], dtype=dtype)
            return pd.Series(self.looked_up(days), index=self.index, copy=False)
        if dtype == "float64":
            numbers = np.array([*(np.nan if value is None else float(value) for value in values), np.nan])
            return pd.Series(self.looked_up(numbers), index=self.index, copy=False)
        if dtype == "Int64":
            whole = np.array([*(0 if value is None else value for value in values), 0], dtype=np.int64)
            none = self.where([value is None for value in values], empty=True)
            return pd.Series(pd.arrays.IntegerArray(self.looked_up(whole), none), index=self.index, copy=False)
        if dtype == "str":
            words = pa.array(values, type=pa.large_string())
            # Piece by piece: to take all at once needs numbers of eight bytes, and so much new memory.
            found = pa.chunked_array([words.take(some) for some in self.indices], type=pa.large_string())
            return pd.Series(found.to_pandas().array, index=self.index, dtype="str")
        taken = pd.Series(values, dtype=dtype).array.take(self.codes, allow_fill=True)
        return pd.Series(taken, index=self.index, copy=False)

    def coded(self, values: Sequence[str | None]) -> Coded:
        """Give which of the different values that were read from the texts each row has, -1 where there is none, and those values."""
        words = list(dict.fromkeys(value for value in values if value is not None))
        place = {word: at for at, word in enumerate(words)}
        # So few different values fit into a byte, which takes an eighth of the time to look through.
        table = np.array([*(-1 if value is None else place[value] for value in values), -1], dtype=narrow(len(words)))
        return self.looked_up(table), words

    def looked_up(self, table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Give what `table` says of each row's text, its last item where the cell is empty: shape (rows,)."""
        return looked_up(table, self._pieces(), len(self.index))

    def _pieces(self) -> Iterator[np.ndarray[Any, np.dtype[np.int32]]]:
        return ((pc.fill_null(some, -1) if some.null_count else some).to_numpy() for some in self.indices)

    def where(self, marks: list[bool], *, empty: bool = False) -> Bools:
        """Give the rows whose text is marked, and those that are empty where they are to be marked too."""
        if not any(marks) and not (empty and any(some.null_count for some in self.indices)):
            return np.zeros(len(self.index), dtype=np.bool_)
        return self.looked_up(np.array([*marks, empty]))

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
    return _bare(text)[0]


def clean_words(text: pd.Series[Any], stored: Stores) -> Unique | None:
    """
    Give the different texts of a column of which `cleaned` would change nothing; nothing where it would.

    Where few texts are written in many rows, they are looked at and not the rows.
    """
    if text.dtype != "str" or (len(stored) and stored.max() >= Stored.ERROR):
        return None
    unique = Unique.of(text)
    words = pd.Series(unique.words, dtype="str")
    bare, errors = _bare(words)
    return unique if bare is words and not len(errors) else None


def cleaned(text: pd.Series[Any], stored: Stores) -> tuple[pd.Series[Any], tuple[Trouble, ...]]:
    """
    Take off the spaces around each text, and take away what is no value of anybody's; say where that was.

    No values are the error of a formula, and a formula whose value was not saved. In a CSV file an error is a text.
    """
    cells, errors = _bare(text)
    troubles = []
    failed = stored == Stored.ERROR if (is_odd := bool(len(stored) and stored.max() >= Stored.ERROR)) else None
    if len(errors):
        failed = np.zeros(len(cells), dtype=np.bool_) if failed is None else failed
        failed[errors] = True
    if failed is not None and failed.any():
        troubles.append(Trouble(ERROR_VALUE, failed, {"error": cells}))
    if is_odd and (unsaved := stored == Stored.FORMULA).any():
        troubles.append(Trouble(NO_VALUE, unsaved, {}))
    for trouble in troubles:
        cells = cells.mask(trouble.mask)
    return cells, tuple(troubles)


def _bare(text: pd.Series[Any]) -> tuple[pd.Series[Any], Numbers]:
    """Give the texts without spaces around them, and the rows that hold an error."""
    bare: list[pa.LargeStringArray] = []
    errors: list[Numbers] = []
    is_changed = text.dtype != "str"
    for rows, texts in pieces(text):
        suspects = _suspects(texts)
        array = _trimmed(texts, suspects)
        is_changed = is_changed or array is not texts.array
        bare.append(array)
        if len(suspects):
            failed = pc.is_in(array.take(pa.array(suspects)), value_set=_ERRORS).to_numpy(zero_copy_only=False)
            errors.append(suspects[failed] + rows.start)
    cells = series(pa.chunked_array(bare, type=pa.large_string()), text) if is_changed else text
    return cells, np.concatenate([np.zeros(0, dtype=np.intp), *errors])


def _suspects(texts: Texts) -> Numbers:
    """Give the cells that may begin or end with a space, or be an error, by their first and last bytes."""
    first, last = texts.first(texts.filled), texts.last(texts.filled)
    # Comparing bytes with a few others is faster than looking them up; one below 0xE1 wraps round to far above two.
    marked = (first <= _HASH) | (first == _OF_TWO) | (first - _OF_THREE <= 2)  # noqa: PLR2004
    marked |= last <= _SPACE
    letter_e = first == _LETTER_E
    if letter_e.any():
        # Names begin so too; an error goes on otherwise and has its length.
        letter_e &= texts.lengths[texts.filled] == _LENGTH_OF_ERR
        rows = texts.rows_where(letter_e)
        marked[letter_e] |= texts.data[texts.starts[rows] + 1] == _LETTER_R
    if last.max(initial=0) >= _ASCII:
        others = last >= _ASCII
        marked[others] |= _BEFORE_LAST.take(texts.last(texts.rows_where(others), back=2))
    return texts.rows_where(marked)


def _trimmed(texts: Texts, suspects: Numbers) -> pa.LargeStringArray:
    array, lengths = texts.array, texts.lengths
    if len(suspects):
        some = pc.take(array, pa.array(suspects))
        bare = pc.utf8_trim_whitespace(some)
        is_spaced = pc.not_equal(some, bare)
        spaced = suspects[is_spaced.to_numpy(zero_copy_only=False)]
        if len(spaced):
            mask = np.zeros(len(texts), dtype=np.bool_)
            mask[spaced] = True
            array = pc.replace_with_mask(array, pa.array(mask), pc.filter(bare, is_spaced))
            lengths = Texts.of(array).lengths
    if len(array) - array.null_count > np.count_nonzero(lengths):
        array = pc.if_else(pc.equal(pc.binary_length(array), 0), pa.scalar(None, pa.large_string()), array)
    return array
