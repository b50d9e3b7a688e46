"""Numbers that name people and firms: whether a PESEL, a NIP or a REGON is one, and what a PESEL says of its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.plain_days import days_of
from aktywna.domain.cells.texts import Bools, Numbers, Texts, marked, pieces, series

PESEL_DIGITS = 11
NIP_DIGITS = 10
REGON_DIGITS, LONG_REGON_DIGITS = 9, 14
NO_NUMBER = -1
"""Stands for a number that is not there, among numbers that are."""

_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_REGON_WEIGHTS = (8, 9, 2, 3, 4, 5, 6, 7)
_LONG_REGON_WEIGHTS = (2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)

# A month of 81-92 means the 1800s, 1-12 the 1900s, 21-32 the 2000s, 41-52 the 2100s, 61-72 the 2200s.
_CENTURY = np.array([1900, 2000, 2100, 2200, 1800], dtype=np.int32)
_SEXES = pa.array(["woman", "man", None], type=pa.large_string())
# The last day of each month as a PESEL writes it; 29 for every February, which is looked at again.
_LAST_DAY = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, *[0] * 7] * 5, dtype=np.uint8)
_FEBRUARY, _LEAP_DAY = 2, 29
# The sums of digits by the weights 1, 3, 7, 9 that end in zero: all within a byte, with 7 and 9 taken as -3 and -1.
_ROUND = np.arange(256) % 10 == 0
_NO_LESS = np.uint8(80)
_HALF = 6
_SECONDS = 24 * 60 * 60
_PIECE = 40_000


@dataclass(frozen=True, eq=False)
class _Digits:
    """Cells made of exactly so many digits: their positions, and their digits with shape (digits, cells)."""

    rows: Numbers
    digits: Numbers

    def weighted(self, weights: tuple[int, ...]) -> Numbers:
        """Sum the first digits by their weights; every sum of ours stays below 2**16."""
        total = np.zeros(len(self.rows), dtype=np.uint16)
        for digit, weight in zip(self.digits, weights, strict=False):
            total += digit * np.uint16(weight)
        return total


def is_digits(text: pd.Series[Any], length: int) -> Bools:
    """Whether a cell is made of exactly `length` digits; False where it is empty."""

    def look(texts: Texts) -> Bools:
        return texts.lengths == length if texts.all_digits else _marked(len(texts), _digits_of(texts, length).rows)

    return marked(text, look)


def pesel_valid(text: pd.Series[Any]) -> pd.Series[Any]:
    """
    Whether each PESEL has eleven digits, a day that exists and the right check digit; NA where there is none.

    Shape (rows,), dtype boolean. Source: registers.md 5.4.
    """

    def look(texts: Texts) -> Bools:
        found = _digits_of(texts, PESEL_DIGITS)
        return _marked(len(texts), found.rows[_pesel_holds(found)])

    return pd.Series(pd.arrays.BooleanArray(marked(text, look), text.isna().to_numpy(dtype=bool)), index=text.index)


def is_pesel(text: str) -> bool:
    """
    Whether one text is a valid PESEL.

    >>> is_pesel("44051401458"), is_pesel("44051401459"), is_pesel("12")
    (True, False, False)
    """
    return bool(pesel_valid(pd.Series([text.strip()], dtype="str")).fillna(value=False).iloc[0])


def pesel_birth(text: pd.Series[Any]) -> pd.Series[Any]:
    """Give the day of birth that each valid PESEL says; shape (rows,), dtype datetime64[s], NaT where none is valid."""
    found = _digits(text, PESEL_DIGITS)
    holds = _pesel_holds(found)
    days, _exists = days_of(*_born(found))
    born = np.full(len(text), np.datetime64("NaT", "s"), dtype="datetime64[s]")
    born[found.rows[holds]] = days[holds].astype("datetime64[D]")
    return pd.Series(born, index=text.index)


def valid_pesels(text: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give each valid PESEL as a whole number, `NO_NUMBER` where there is none: shape (rows,)."""
    numbers = np.empty(len(text), dtype=np.int64)
    for piece, texts in pieces(text):
        found = _digits_of(texts, PESEL_DIGITS)
        holds = _pesel_holds(found)
        whole = _whole(found.digits)
        if len(holds) == len(texts) and holds.all():
            numbers[piece] = whole
        else:
            numbers[piece] = NO_NUMBER
            numbers[found.rows[holds] + piece.start] = whole[holds]
    return numbers


def first_digits(days: np.ndarray[Any, np.dtype[np.datetime64]]) -> Numbers:
    """Give the number that the first six digits of a PESEL are for people born on each of `days`; -1 where none can say it."""
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    year = years.astype(np.int64) + 1970
    century = year // 100 * 100
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    written = sum(((century == one) * (20 * place + month) for place, one in enumerate(_CENTURY.tolist())), np.zeros_like(year))
    number = year % 100 * 10_000 + written * 100 + (days - months).astype(np.int64) + 1
    return np.where(np.isin(century, _CENTURY), number, -1)


def births(numbers: Numbers) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Give the day of birth that each valid PESEL says, written as a whole number: dtype datetime64[s], NaT for `NO_NUMBER`."""
    seconds = np.empty(len(numbers), dtype=np.int64)
    # Piece by piece nothing that is made on the way is new memory.
    for low in range(0, len(numbers), _PIECE):
        some = numbers[low : low + _PIECE]
        written = (some // 10 ** (PESEL_DIGITS - _HALF)).astype(np.int32)
        month = written // 100 % 100
        days, _exists = days_of(_CENTURY[month // 20 % len(_CENTURY)] + written // 10_000, month % 20, written % 100)
        seconds[low : low + _PIECE] = np.where(some == NO_NUMBER, np.iinfo(np.int64).min, np.multiply(days, _SECONDS, dtype=np.int64))
    born: np.ndarray[Any, np.dtype[np.datetime64]] = seconds.view("datetime64[s]")
    return born


def pesel_numbers(text: pd.Series[Any]) -> tuple[Numbers, Numbers, Bools]:
    """Give the rows that hold eleven digits, those digits as whole numbers (int64), and whether each is a valid PESEL."""
    found = _digits(text, PESEL_DIGITS)
    return found.rows, _whole(found.digits), _pesel_holds(found)


def pesel_sex(text: pd.Series[Any]) -> pd.Series[Any]:
    """Give `woman` or `man` as each valid PESEL says; shape (rows,), dtype str, NA where none is valid."""
    found = _digits(text, PESEL_DIGITS)
    holds = _pesel_holds(found)
    codes = np.full(len(text), 2, dtype=np.int32)
    codes[found.rows[holds]] = found.digits[9][holds] & 1
    return series(pc.take(_SEXES, pa.array(codes)), text)


def nip_valid(text: pd.Series[Any]) -> pd.Series[Any]:
    """
    Whether each NIP has ten digits and the right check digit; NA where there is none.

    Ten zeros have the right check digit and are nobody's. Separators and `PL` are taken off by the kind that reads NIP.
    """
    found = _digits(text, NIP_DIGITS)
    holds = (found.weighted(_NIP_WEIGHTS) % 11 == found.digits[9]) & found.digits.any(axis=0)
    return _answer(text, found.rows[holds])


def regon_valid(text: pd.Series[Any]) -> pd.Series[Any]:
    """Whether each REGON has nine digits or fourteen, and the right check digits; NA where there is none."""
    short, long = _digits(text, REGON_DIGITS), _digits(text, LONG_REGON_DIGITS)
    holds_long = _regon_holds(long) & (long.weighted(_LONG_REGON_WEIGHTS) % 11 % 10 == long.digits[13])
    return _answer(text, np.concatenate([short.rows[_regon_holds(short)], long.rows[holds_long]]))


def _regon_holds(found: _Digits) -> Bools:
    holds: Bools = (found.weighted(_REGON_WEIGHTS) % 11 % 10 == found.digits[8]) & found.digits[:9].any(axis=0)
    return holds


def _pesel_holds(found: _Digits) -> Bools:
    d = found.digits
    threes = d[1] + d[5] + d[9] - d[2] - d[6]
    total = d[0] + d[4] + d[8] + d[10] - d[3] - d[7] + threes * np.uint8(3) + _NO_LESS
    month, day = d[2] * np.uint8(10) + d[3], d[4] * np.uint8(10) + d[5]
    holds: Bools = _ROUND[total] & (day > 0) & (day <= _LAST_DAY[month])
    leap_days = np.flatnonzero(holds & (day == _LEAP_DAY) & (month % 20 == _FEBRUARY))
    if len(leap_days):
        year = _born(_Digits(found.rows[leap_days], d[:, leap_days]))[0]
        holds[leap_days] = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return holds


def _whole(digits: Numbers) -> Numbers:
    """Give the number that eleven digits say; its halves are put together first, which fit into half the memory."""
    first, last = (np.zeros(digits.shape[1], dtype=np.int32) for _half in range(2))
    for digit in digits[:_HALF]:
        first = first * np.int32(10) + digit
    for digit in digits[_HALF:]:
        last = last * np.int32(10) + digit
    whole: Numbers = first * np.int64(10 ** (PESEL_DIGITS - _HALF)) + last
    return whole


def _born(found: _Digits) -> tuple[Numbers, Numbers, Numbers]:
    digits = found.digits[:6].astype(np.int32)
    written = digits[2] * 10 + digits[3]
    year = _CENTURY[written // 20] + digits[0] * 10 + digits[1]
    return year, written % 20, digits[4] * 10 + digits[5]


def _digits(text: pd.Series[Any], length: int) -> _Digits:
    """Read the bytes of a column as they lie in memory: a hundred times faster than cell by cell."""
    rows, digits = [np.zeros(0, dtype=np.intp)], [np.zeros((length, 0), dtype=np.uint8)]
    for piece, texts in pieces(text):
        found = _digits_of(texts, length)
        rows.append(found.rows + piece.start)
        digits.append(found.digits)
    return _Digits(np.concatenate(rows), np.concatenate(digits, axis=1))


def _digits_of(texts: Texts, length: int) -> _Digits:
    rows = texts.of_length(length)
    digits = texts.turned(rows, length)
    digits -= np.uint8(48)
    clean = digits.max(axis=0, initial=0) <= 9  # noqa: PLR2004 - a byte below "0" wraps round to far above nine
    if clean.all():
        return _Digits(rows, digits)
    return _Digits(rows[clean], digits[:, clean])


def _answer(text: pd.Series[Any], valid: Numbers) -> pd.Series[Any]:
    return pd.Series(pd.arrays.BooleanArray(_marked(len(text), valid), text.isna().to_numpy(dtype=bool)), index=text.index)


def _marked(rows: int, at: Numbers) -> Bools:
    marked = np.zeros(rows, dtype=np.bool_)
    marked[at] = True
    return marked
