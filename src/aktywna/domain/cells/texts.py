"""The texts of a column as they lie in memory: bytes and where each cell begins, so that a million cells are read at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Bools = np.ndarray[Any, np.dtype[np.bool_]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Numbers = np.ndarray[Any, Any]
Coded = tuple[np.ndarray[Any, np.dtype[np.signedinteger[Any]]], list[str]]
"""Which of the different texts of a column each row has (-1: none), shape (rows,), and those texts."""

_ZERO, _NINE = b"09"
_ONE = np.uint8(_ZERO + 1)
PIECE = 40_000
"""So many cells at a time, and what is made of them on the way, stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Texts:
    """
    The texts of a column: cell `i` is `data[starts[i]:ends[i]]` in UTF-8, and nothing where the cell is empty.

    `starts` and `ends` have shape (rows,), int64; `array` is the same column as Arrow keeps it.
    """

    array: pa.LargeStringArray
    starts: Numbers
    ends: Numbers
    data: Bytes

    @classmethod
    def of(cls, text: pd.Series[Any] | pa.Array) -> Texts:
        """Look at a whole column; one that lies in pieces is copied together, which `pieces` does not do."""
        array = arrow(text) if isinstance(text, pd.Series) else text
        if isinstance(array, pa.ChunkedArray):
            array = array.combine_chunks()
        _, offsets, letters = array.buffers()
        if not len(array):
            none = np.zeros(0, dtype=np.int64)
            return cls(array, none, none, np.zeros(0, dtype=np.uint8))
        places = np.frombuffer(offsets, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
        data = np.frombuffer(letters, dtype=np.uint8) if letters is not None and letters.size else np.zeros(0, dtype=np.uint8)
        starts, ends = places[:-1], places[1:]
        if array.null_count:
            # An empty cell may lie over bytes that mean nothing.
            ends = np.where(array.is_valid().to_numpy(zero_copy_only=False), ends, starts)
        return cls(array, starts, ends, data)

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def lengths(self) -> Numbers:
        """How many bytes each cell has."""
        return self.ends - self.starts

    @cached_property
    def filled(self) -> Numbers | slice:
        """The positions of the cells that are not empty; where none is empty a slice, which costs nothing to apply."""
        return slice(None) if len(self) and self.lengths.min() > 0 else np.flatnonzero(self.lengths > 0)

    def rows_where(self, marks: Bools) -> Numbers:
        """Give the positions of marked cells; `marks` are about the cells that are not empty."""
        rows = np.flatnonzero(marks)
        return rows if isinstance(self.filled, slice) else self.filled[rows]

    @cached_property
    def all_digits(self) -> bool:
        """Whether the whole column is made of digits."""
        used = self.used
        return len(used) > 0 and bool(used.min() >= _ZERO and used.max() <= _NINE)

    @property
    def used(self) -> Bytes:
        """The bytes of all cells, one after another."""
        return self.data[self.starts[0] : self.ends[-1]] if len(self) else self.data[:0]

    @cached_property
    def content(self) -> bytes:
        """The same as `used`, to search in."""
        return self.used.tobytes()

    def turned(self, rows: Numbers, length: int) -> Bytes:
        """Give the bytes of cells of exactly `length` bytes with shape (length, cells): a row for each place."""
        turned = np.empty((length, len(rows)), dtype=np.uint8)
        if not len(rows):
            return turned
        if len(rows) == len(self) and len(self.used) == length * len(rows):
            np.copyto(turned, self.used.reshape(-1, length).T)
            return turned
        # Every place where so many bytes begin, as one item: picking items is a copy of each, not of each byte.
        windows: Numbers = np.ndarray((len(self.data) - length + 1,), dtype=f"V{length}", buffer=self.data, strides=(1,))
        for low in range(0, len(rows), PIECE):
            some = rows[low : low + PIECE]
            turned[:, low : low + PIECE] = windows[self.starts[some]].view(np.uint8).reshape(-1, length).T
        return turned

    def of_length(self, length: int) -> Numbers:
        """Give the positions of the cells of exactly `length` bytes."""
        return np.flatnonzero(self.lengths == length)

    def first(self, rows: Numbers | slice) -> Bytes:
        """Give the first byte of cells that are not empty."""
        return self.data[self.starts[rows]]

    def last(self, rows: Numbers | slice, back: int = 1) -> Bytes:
        """Give the last byte (or the `back`-th from the end) of cells that have so many."""
        last: Bytes = self.data[self.ends[rows] - back]
        return last


def arrow(text: pd.Series[Any]) -> pa.LargeStringArray | pa.ChunkedArray:
    """Give a column as Arrow keeps it, without copying it."""
    return pa.array(text if text.dtype == "str" else text.astype("str"), type=pa.large_string())


def bytes_of(chunk: pa.LargeStringArray) -> Bytes:
    """Give the bytes of texts, one behind another."""
    offsets, letters = chunk.buffers()[1:]
    if letters is None or not letters.size or not len(chunk):
        return np.zeros(0, dtype=np.uint8)
    ends = np.frombuffer(offsets, dtype=np.int64, count=chunk.offset + len(chunk) + 1)
    return np.frombuffer(letters, dtype=np.uint8)[ends[chunk.offset] : ends[-1]]


def narrow(words: int) -> np.dtype[np.signedinteger[Any]]:
    """Give the smallest dtype that tells so many texts apart, and none of them."""
    return np.min_scalar_type(-max(words, 1))


def told_apart(text: pd.Series[Any]) -> Coded:
    """Give which of the different texts of a column each row has (-1: none), shape (rows,), and those texts."""
    if not text.notna().any():
        return np.full(len(text), -1, dtype=narrow(0)), []
    found = pc.dictionary_encode(arrow(text))
    # The pieces of a column share a dictionary.
    chunks = found.chunks if isinstance(found, pa.ChunkedArray) else [found]
    words: list[str] = chunks[0].dictionary.to_pylist()
    codes = (pc.fill_null(chunk.indices, -1).to_numpy().astype(narrow(len(words)), copy=False) for chunk in chunks)
    return np.concatenate(list(codes)), words


def looked_up(table: Numbers, codes: Iterable[Numbers], rows: int) -> Numbers:
    """
    Give what `table` says of each code, its last item of -1: shape (rows,).

    The codes come piece by piece: of all at once numpy would first make numbers of eight bytes, in new memory.
    """
    found, row = np.empty(rows, dtype=table.dtype), 0
    for some in codes:
        np.take(table, some, out=found[row : row + len(some)], mode="wrap")
        row += len(some)
    return found


def in_pieces(column: Numbers) -> Iterator[Numbers]:
    """Give a column in pieces that stay in the processor's cache."""
    return (column[low : low + PIECE] for low in range(0, len(column), PIECE))


def written_out(coded: Coded) -> pd.Series[Any]:
    """Give the texts of a column that was told apart: dtype str, shape (rows,)."""
    codes, words = coded
    texts = pa.array(words, type=pa.large_string())
    # Piece by piece: to take all at once needs numbers of eight bytes, and so much new memory.
    found = [texts.take(pa.array(here, mask=none if (none := here < 0).any() else None)) for here in in_pieces(codes)]
    return pd.Series(pa.chunked_array(found, type=pa.large_string()).to_pandas().array, dtype="str")


def pieces(text: pd.Series[Any]) -> Iterator[tuple[slice, Texts]]:
    """
    Look at a column piece by piece, without copying it: the rows of a piece, and their texts.

    A file is read in pieces. To put them together, or to compute anything as long as the column, takes new memory, which
    costs more than most of what is done with it.
    """
    array = arrow(text)
    row = 0
    for chunk in array.chunks if isinstance(array, pa.ChunkedArray) else [array]:
        size = -(-len(chunk) // -(-len(chunk) // PIECE)) if len(chunk) else 1
        for low in range(0, len(chunk), size):
            texts = Texts.of(chunk.slice(low, size))
            yield slice(row, row + len(texts)), texts
            row += len(texts)


def marked(text: pd.Series[Any], look: Callable[[Texts], Bools]) -> Bools:
    """Give what `look` says of each piece of a column as one array of shape (rows,)."""
    marks = np.empty(len(text), dtype=np.bool_)
    for rows, texts in pieces(text):
        marks[rows] = look(texts)
    return marks


def taken(text: pd.Series[Any], rows: Numbers) -> pd.Series[Any]:
    """Give some rows (ascending positions) of a column; Arrow would put the pieces of all of it together for that."""
    array = arrow(text)
    if not isinstance(array, pa.ChunkedArray):
        return text.iloc[rows]
    starts = np.cumsum([0, *map(len, array.chunks)])
    cuts = np.searchsorted(rows, starts)
    some = [
        chunk.take(pa.array(rows[low:high] - start))
        for chunk, start, low, high in zip(array.chunks, starts[:-1].tolist(), cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)
        if high > low
    ]
    found = pa.chunked_array(some, type=pa.large_string()).to_pandas().array
    return pd.Series(found, index=text.index[rows], name=text.name, dtype="str")


def _are_different_numbers(text: pd.Series[Any]) -> bool:
    """Whether all texts are whole numbers, and no two the same number; `7` and `07` are."""
    try:
        numbers = pc.drop_null(pc.cast(arrow(text), pa.int64())).to_numpy()
    except pa.ArrowInvalid:
        return False
    return bool((np.diff(numbers) > 0).all() or (np.diff(np.sort(numbers)) > 0).all())


def running_numbers(text: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.int64]] | None:
    """Give texts as whole numbers, -1 where there is none; nothing where one is no such number, or has a zero before it."""
    for _piece, texts in pieces(text):
        if (texts.first(texts.filled) - _ONE > _NINE - _ONE).any():
            return None
    try:
        numbers = pc.cast(arrow(text), pa.int64())
    except pa.ArrowInvalid:
        return None
    found: np.ndarray[Any, np.dtype[np.int64]] = np.asarray(pc.fill_null(numbers, -1) if numbers.null_count else numbers)
    return found


def rows_of_one_text(text: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """
    Give the rows whose text stands in another row too.

    Running numbers are told apart as numbers, which takes a tenth of the time that their texts take.
    """
    if _are_different_numbers(text):
        return np.empty(0, dtype=np.intp)
    return np.flatnonzero((text.duplicated(keep=False) & text.notna()).to_numpy())


def series(array: pa.Array, like: pd.Series[Any]) -> pd.Series[Any]:
    """Make a column of texts of what Arrow computed, without copying it."""
    return pd.Series(array.to_pandas().array, index=like.index, name=like.name, dtype="str")
