"""Days written plainly (`2016-03-12`, `12.03.2016`), read a whole column at a time from the bytes of its cells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.texts import Bools, Bytes, Numbers, pieces

EARLIEST, LATEST = 1800, 2299
"""Years that a register can speak of; anything else is a slip of the keyboard."""

_PLAIN = 10
_MONTHS = 12
_SEPARATORS = np.frombuffer(b"-./", dtype=np.uint8)
"""Three bytes one after another: a byte before them wraps round to far above three."""

_ALL_MONTHS = np.arange((EARLIEST - 1970) * _MONTHS, (LATEST + 1 - 1970) * _MONTHS + 1)
_FIRST_DAYS = _ALL_MONTHS.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)
"""The first day of every month, counted from 1970, and of the month after the last one."""
_LENGTHS = np.diff(_FIRST_DAYS).astype(np.uint8)
_SECONDS = 24 * 60 * 60
_NOT_A_DAY = np.iinfo(np.int64).min


def plain_days(cells: pd.Series[Any]) -> tuple[Numbers, Bools]:
    """
    Give the days of a column, shape (rows,), dtype datetime64[s], and whether each cell was such a day.

    A day has ten letters with the same separator (`.`, `-` or `/`) twice; the day stands before the month.
    """
    days = np.empty(len(cells), dtype=np.int64)
    read = np.zeros(len(cells), dtype=np.bool_)
    for piece, texts in pieces(cells):
        rows = texts.of_length(_PLAIN)
        if len(rows) < len(texts):
            days[piece] = _NOT_A_DAY
        found, exists = _block(texts.turned(rows, _PLAIN))
        seconds = np.multiply(found, _SECONDS, dtype=np.int64)
        if not exists.all():
            seconds[~exists] = _NOT_A_DAY
        some = rows + piece.start if len(rows) < len(texts) else piece
        days[some], read[some] = seconds, exists
    return days.view("datetime64[s]"), read


def days_of(year: Numbers, month: Numbers, day: Numbers) -> tuple[Numbers, Bools]:
    """Give days counted from 1970, and whether each of them exists; whole numbers of one shape, 16 bits or more."""
    exists = (month >= 1) & (month <= _MONTHS) & (year >= EARLIEST) & (year <= LATEST) & (day >= 1)
    place = (year - EARLIEST) * _MONTHS + month - 1
    exists &= day <= _LENGTHS.take(place, mode="clip")
    return _FIRST_DAYS.take(place, mode="clip") + day - 1, exists


def _block(letters: Bytes) -> tuple[Numbers, Bools]:
    year_first = _separated(letters, 4, 7)
    if year_first.all():
        return _days(letters, (0, 1, 2, 3), (5, 6), (8, 9))
    day_first = _separated(letters, 2, 5)
    days, exists = _days(letters, (6, 7, 8, 9), (3, 4), (0, 1))
    exists &= day_first
    if year_first.any():
        others, exist = _days(letters, (0, 1, 2, 3), (5, 6), (8, 9))
        exist &= year_first
        days, exists = np.where(exist, others, days), exists | exist
    return days, exists


def _separated(letters: Bytes, one: int, other: int) -> Bools:
    separated: Bools = (letters[one] == letters[other]) & (letters[one] - _SEPARATORS[0] < len(_SEPARATORS))
    return separated


def _days(letters: Bytes, year: tuple[int, ...], month: tuple[int, ...], day: tuple[int, ...]) -> tuple[Numbers, Bools]:
    digits = {place: letters[place] - np.uint8(48) for place in (*year, *month, *day)}
    clean = np.ones(letters.shape[1], dtype=np.bool_)
    for digit in digits.values():
        clean &= digit <= 9  # noqa: PLR2004 - a byte below "0" wraps round to far above nine
    days, exists = days_of(*(_number([digits[place] for place in places]) for places in (year, month, day)))
    return days, exists & clean


def _number(digits: list[Bytes]) -> np.ndarray[Any, np.dtype[np.int16]]:
    number = digits[-2] * np.uint8(10) + digits[-1]
    # What is no digit may go beyond a byte; it is left out in any case.
    wide = number.astype(np.int16)
    if len(digits) > 2:  # noqa: PLR2004
        wide += digits[0] * np.int16(1000) + digits[1] * np.int16(100)
    return wide
