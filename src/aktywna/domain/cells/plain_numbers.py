"""Numbers written plainly (`12`, `-1,5`, `1 234,56 zł`), read a whole column at a time from the bytes of its cells."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.texts import Bools, Bytes, Numbers, Texts, pieces

# Spaces of more than one byte that stand between thousands: no-break, narrow no-break, thin, figure.
_LONG_SPACES = ("\u00a0", "\u202f", "\u2009", "\u2007")
_CURRENCIES = tuple(word.encode() for word in ("zł.", "zł", "PLN", "pln", "zl"))
_SPACE, _MINUS, _COMMA, _POINT, _ZERO, _NINE = b" -,.09"
_ASCII = 128
_GROUP = 3
# What is longer is read one by one, as is what a float cannot hold exactly.
_LONGEST = 16
_EXACT = 2**53
_NARROW = 9


TENS = 10.0 ** np.arange(256)
"""What the digits are divided by, for each number of decimals."""


class Plain(NamedTuple):
    """
    The numbers of a column, each array of shape (rows,): the value is `digits` / 10 ** `decimals` where `read`.

    `separator` is the byte that stands before the decimals, 0 where there are none.
    """

    digits: Numbers
    decimals: Bytes
    separator: Bytes
    read: Bools


def plain_numbers(cells: pd.Series[Any], *, currency: bool = False) -> Plain:
    """Read what is a number at first sight: digits in groups of three or in one, a comma or a point before decimals."""
    found = _nothing(len(cells))
    for rows, texts in pieces(cells):
        for whole, part in zip(found, _piece(texts, currency=currency), strict=True):
            whole[rows] = part
    return found


def _nothing(cells: int) -> Plain:
    return Plain(np.zeros(cells, np.int64), np.zeros(cells, np.uint8), np.zeros(cells, np.uint8), np.zeros(cells, np.bool_))


def _piece(texts: Texts, *, currency: bool) -> Plain:
    found = _read(texts, currency=currency)
    if not len(texts.used) or texts.used.max() < _ASCII:
        return found
    rows = np.flatnonzero(~found.read & (texts.lengths > 0))
    array = pc.take(texts.array, pa.array(rows))
    for space in _LONG_SPACES:
        array = pc.replace_substring(array, space, " ")
    for whole, part in zip(found, _read(Texts.of(array), currency=currency), strict=True):
        whole[rows] = part
    return found


def _read(texts: Texts, *, currency: bool) -> Plain:
    lengths = _without_currency(texts) if currency else texts.lengths
    found = _nothing(len(texts))
    likely = (lengths > 0) & (lengths <= _LONGEST)
    rows = slice(None) if likely.all() else np.flatnonzero(likely)
    lengths, starts = lengths[rows], texts.starts[rows]
    if not len(lengths):
        return found
    width = int(lengths.max())
    spaced = bool((texts.used == _SPACE).any())
    if width * len(texts) == len(texts.used) and int(lengths.min()) == width and len(lengths) == len(texts):
        # Cells of one length lie one behind another.
        letters = np.ascontiguousarray(texts.used.reshape(-1, width).T)
    else:
        padded = np.concatenate([texts.used, np.zeros(width, dtype=np.uint8)])
        windows = np.ndarray((len(padded) - width + 1,), dtype=f"V{width}", buffer=padded, strides=(1,))
        letters = np.ascontiguousarray(windows[starts - texts.starts[0]].view(np.uint8).reshape(-1, width).T)
    read = _Scan(letters, lengths.astype(np.uint8)).run(spaced=spaced)
    if isinstance(rows, slice):
        return Plain(*read)
    for whole, part in zip(found, read, strict=True):
        whole[rows] = part
    return found


class _Scan:
    """One pass over the places of a block of cells, all cells at once."""

    def __init__(self, letters: Bytes, lengths: Bytes) -> None:
        cells = letters.shape[1]
        self.letters, self.lengths = letters, lengths
        # Half as wide is twice as fast, and nine digits fit.
        self.digits: Numbers = np.zeros(cells, dtype=np.int32 if len(letters) <= _NARROW else np.int64)
        self.decimals, self.separator, self.group = (np.zeros(cells, dtype=np.uint8) for _ in range(3))
        self.wrong, self.parted, self.grouped = (np.zeros(cells, dtype=np.bool_) for _ in range(3))

    def run(self, *, spaced: bool) -> tuple[Numbers, Bytes, Bytes, Bools]:
        """Give digits, decimals, separators, and whether the cells were read."""
        negative = self.letters[0] == _MINUS
        shortest = int(self.lengths.min())
        for place, letter in enumerate(self.letters):
            inside = self.lengths > place if place >= shortest else None
            self._place(place, letter, inside, negative, spaced=spaced)
        if spaced:
            self.wrong |= self.grouped & ~self.parted & (self.group != _GROUP)
        self.wrong |= self.parted & (self.decimals == 0)
        if len(self.letters) > _NARROW:
            self.wrong |= self.digits > _EXACT
        if negative.any():
            self.wrong |= negative & (self.lengths == 1)
            self.digits[negative] *= -1
        return self.digits.astype(np.int64, copy=False), self.decimals, self.separator, ~self.wrong

    def _place(self, place: int, letter: Bytes, inside: Bools | None, negative: Bools, *, spaced: bool) -> None:
        digit = letter - np.uint8(_ZERO)
        is_digit = digit <= _NINE - _ZERO
        if inside is not None:
            is_digit &= inside
        other = ~is_digit if inside is None else inside & ~is_digit
        if not other.any():
            self._digits(digit, is_digit, everywhere=inside is None)
            return
        self._digits(digit, is_digit, everywhere=False)
        parts = other & ((letter == _COMMA) | (letter == _POINT))
        self.wrong |= parts & (self.parted if place else other)
        if place == 1:
            self.wrong |= parts & negative
        other &= ~parts
        if spaced:
            spaces = other & (letter == _SPACE)
            self.wrong |= spaces & (self.parted | (self.group == 0) | (self.group > _GROUP) | (self.grouped & (self.group != _GROUP)))
            self.wrong |= parts & self.grouped & (self.group != _GROUP)
            self.grouped |= spaces
            self.group[spaces] = 0
            other &= ~spaces
        self.wrong |= other if place else other & ~negative
        self.parted |= parts
        np.copyto(self.separator, letter, where=parts)

    def _digits(self, digit: Bytes, is_digit: Bools, *, everywhere: bool) -> None:
        if everywhere:
            self.digits *= 10
            self.digits += digit
        else:
            # Multiplying all by ten or by one is many times faster than multiplying some.
            marks = is_digit.view(np.uint8)
            self.digits *= marks * np.uint8(9) + np.uint8(1)
            self.digits += digit * marks
        self.decimals += is_digit & self.parted
        self.group += is_digit


def _without_currency(texts: Texts) -> Numbers:
    """Give the length of each cell without `zł` or `PLN` behind it."""
    filled = np.flatnonzero(texts.lengths)
    last = texts.last(filled)
    rows = filled[(last < _ZERO) | (last > _NINE)]
    if not len(rows):
        return texts.lengths
    lengths = texts.lengths.copy()
    for word in _CURRENCIES:
        rows = rows[lengths[rows] == texts.lengths[rows]]
        longer = rows[lengths[rows] > len(word)]
        named = np.ones(len(longer), dtype=np.bool_)
        for back, byte in enumerate(reversed(word), start=1):
            named &= texts.last(longer, back) == byte
        found = longer[named]
        lengths[found] -= len(word)
        lengths[found] -= texts.data[texts.starts[found] + lengths[found] - 1] == _SPACE
    return lengths
