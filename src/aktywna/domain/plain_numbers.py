"""Numbers written plainly (`12`, `-1,5`, `1 234,56 zł`), read a whole column at a time from the bytes of its cells."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.texts import Bools, Bytes, Numbers, Texts

# Spaces of more than one byte that stand between thousands: no-break, narrow no-break, thin, figure.
_LONG_SPACES = ("\u00a0", "\u202f", "\u2009", "\u2007")
_LONG = (b"\xc2", b"\xe2")
_CURRENCIES = tuple(word.encode() for word in ("zł.", "zł", "PLN", "pln", "zl"))
_SPACE, _MINUS, _COMMA, _POINT, _ZERO, _NINE = b" -,.09"
_GROUP = 3
# What is longer is read one by one, as is what a float cannot hold exactly.
_LONGEST = 16
_EXACT = 2**53
_BLOCK = 1 << 15


class Plain(NamedTuple):
    """
    The numbers of a column, each array of shape (rows,): the value is `digits` / 10 ** `decimals` where `read`.

    `separator` is the byte that stands before the decimals, 0 where there are none.
    """

    digits: Numbers
    decimals: Bytes
    separator: Bytes
    read: Bools


def plain_numbers(texts: Texts, *, currency: bool = False) -> Plain:
    """Read what is a number at first sight: digits in groups of three or in one, a comma or a point before decimals."""
    found = _read(texts, currency=currency)
    if not any(byte in texts.content for byte in _LONG):
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
    cells = len(texts)
    found = Plain(np.zeros(cells, np.int64), np.zeros(cells, np.uint8), np.zeros(cells, np.uint8), np.zeros(cells, np.bool_))
    rows = np.flatnonzero((lengths > 0) & (lengths <= _LONGEST))
    if not len(rows):
        return found
    width = int(lengths[rows].max())
    first = int(texts.starts[0])
    padded = np.concatenate([texts.used, np.zeros(width, dtype=np.uint8)])
    windows = np.ndarray((len(padded) - width + 1,), dtype=f"V{width}", buffer=padded, strides=(1,))
    spaced = _SPACE in texts.content
    for low in range(0, len(rows), _BLOCK):
        some = rows[low : low + _BLOCK]
        letters = np.ascontiguousarray(windows[texts.starts[some] - first].view(np.uint8).reshape(-1, width).T)
        block = _Scan(letters, lengths[some].astype(np.uint8)).run(spaced=spaced)
        to = some if len(rows) < len(texts) else slice(low, low + len(some))
        for whole, part in zip(found, block, strict=True):
            whole[to] = part
    return found


class _Scan:
    """One pass over the places of a block of cells, all cells at once."""

    def __init__(self, letters: Bytes, lengths: Bytes) -> None:
        cells = letters.shape[1]
        self.letters, self.lengths = letters, lengths
        self.digits = np.zeros(cells, dtype=np.int64)
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
        self.wrong |= (self.digits > _EXACT) | (negative & (self.lengths == 1))
        if negative.any():
            self.digits[negative] *= -1
        return self.digits, self.decimals, self.separator, ~self.wrong

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
