"""Short texts as whole numbers, found and compared in a fraction of the time: a participant's number stands in every row of a diary."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from aktywna.domain.cells.texts import Texts, arrow, pieces
from aktywna.domain.whole_numbers import Ints

LONGEST = 8
"""As many bytes as a whole number has."""


def as_numbers(text: pd.Series[Any]) -> Ints | None:
    """
    Give texts of at most eight bytes as numbers that agree where the texts do, 0 where there is none: shape (rows,).

    Nothing where one text is longer, or holds a byte of zero.

    >>> one, other, same, none = as_numbers(pd.Series(["U7", "7", "U7", None], dtype="str")).tolist()
    >>> one == same, one == other, none
    (True, False, 0)
    """
    found = np.empty(len(text), dtype="<u8")
    for rows, texts in pieces(text):
        if not len(texts):
            continue
        if int(texts.lengths.max()) > LONGEST or (len(texts.used) and not texts.used.min()):
            return None
        # What stands before the beginning of a cell is shifted out.
        found[rows] = _last_bytes(texts) >> _bits(LONGEST - texts.lengths)
    return found.view("int64")


def numbered_alike(ours: pd.Series[Any], theirs: pd.Series[Any]) -> tuple[Ints, Ints] | None:
    """
    Give the numbers that texts end with, -1 where there is no text, if that alone tells the texts of both columns apart.

    All begin alike, as `U17` and `UCZ/17` do each in its project, and go on with up to eight digits, either without zeros
    before them or all with as many digits. Nothing where one text is otherwise.

    >>> of, to = numbered_alike(pd.Series(["U7", "U12"], dtype="str"), pd.Series(["U12", None], dtype="str"))
    >>> of.tolist(), to.tolist()
    ([7, 12], [12, -1])
    """
    first = next(iter(ours.dropna().iloc[:1]), "")
    beginning = first.rstrip("0123456789")
    read = [_numbered(column, beginning) for column in (ours, theirs)]
    if read[0] is None or read[1] is None or read[0][1] != read[1][1]:
        return None
    return read[0][0], read[1][0]


def _numbered(text: pd.Series[Any], beginning: str) -> tuple[Ints, int] | None:
    """Give the numbers after `beginning`, and how many digits all of them have; 0 where none begins with a zero."""
    if beginning and not pc.all(pc.starts_with(arrow(text), pattern=beginning)).as_py():
        return None
    found = np.empty(len(text), dtype="<u8")
    least, most, zeros = LONGEST, 1, False
    for rows, texts in pieces(text):
        there = texts.filled
        digits = (texts.lengths if isinstance(there, slice) else texts.lengths[there]) - len(beginning.encode())
        if not len(digits):
            found[rows] = _NONE
            continue
        least, most = min(least, int(digits.min())), max(most, int(digits.max()))
        if least < 1 or most > LONGEST:
            return None
        # Digits are the last bytes; where a number is shorter, zeros stand for what is before it.
        others = _bits(LONGEST - digits)
        last = _last_bytes(texts)[there]
        bare = ((last >> others) << others) ^ ((_ZEROS >> others) << others)
        if ((bare | (bare + _SIXES)) & _HIGH).any():
            return None
        zeros = zeros or bool((((bare >> others) & _LOWEST == 0) & (digits > 1)).any())
        found[rows] = _NONE
        found[rows][there] = _worth(bare)
    if zeros and least != most:
        return None
    return found.view("int64"), most if zeros else 0


def _worth(digits: Any) -> Any:
    """Give what eight digits, each in a byte and the first one the lowest, are worth: two, four and eight at a time."""
    pairs = (digits * np.uint64(10) + (digits >> np.uint64(8))) & np.uint64(0x00FF00FF00FF00FF)
    fours = (pairs * np.uint64(100) + (pairs >> np.uint64(16))) & np.uint64(0x0000FFFF0000FFFF)
    return (fours * np.uint64(10_000) + (fours >> np.uint64(32))) & np.uint64(0xFFFFFFFF)


_ZEROS, _SIXES, _HIGH = np.uint64(0x3030303030303030), np.uint64(0x0606060606060606), np.uint64(0xF0F0F0F0F0F0F0F0)
"""Eight times the digit 0; what makes more than fifteen of a byte above nine; what a digit does not have."""
_LOWEST, _NONE = np.uint64(0xFF), np.uint64(2**64 - 1)


def _last_bytes(texts: Texts) -> Any:
    """Give the eight bytes before the end of each cell, the last one as the highest."""
    padded = np.concatenate([np.zeros(LONGEST, dtype=np.uint8), texts.used])
    before = np.ndarray((len(padded) - LONGEST + 1,), dtype="<u8", buffer=padded, strides=(1,))
    return before[texts.ends - int(texts.starts[0])]


def _bits(many: Any) -> Any:
    return (8 * many).astype("<u8")
