"""How PESEL, NIP and REGON are read: as text, without separators, with a lost zero put back where the check digit agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells import Reading, Stores, Trouble, Unique, is_blank
from aktywna.domain.identifiers import (
    LONG_REGON_DIGITS,
    NIP_DIGITS,
    PESEL_DIGITS,
    REGON_DIGITS,
    Bools,
    is_digits,
    nip_valid,
    pesel_valid,
    regon_valid,
)
from aktywna.domain.rule import Notice
from aktywna.domain.sheet import Stored
from aktywna.domain.unreadable import LETTER_O, LOST_FIRM_ZERO, LOST_ZERO

_APART = re.compile(r"[\s\u00a0\u202f\u2009'\u2019.-]+")
_COUNTRY = re.compile(r"(?i:pl)(?=\d)")
_ZEROS = str.maketrans("Oo", "00")
# Anything shorter is something else (registers.md 5.1).
_LOST_AT_MOST = 3

Valid = Callable[["pd.Series[Any]"], "pd.Series[Any]"]


def _read_pesel(cells: pd.Series[Any], stored: Stores) -> Reading:
    return _read(cells, stored, (PESEL_DIGITS,), pesel_valid, LOST_ZERO, "pesel")


def _read_nip(cells: pd.Series[Any], stored: Stores) -> Reading:
    return _read(cells, stored, (NIP_DIGITS,), nip_valid, LOST_FIRM_ZERO, "number")


def _read_regon(cells: pd.Series[Any], stored: Stores) -> Reading:
    return _read(cells, stored, (REGON_DIGITS, LONG_REGON_DIGITS), regon_valid, LOST_FIRM_ZERO, "number")


NUMBERED: Mapping[str, Callable[[pd.Series[Any], Stores], Reading]] = MappingProxyType(
    {
        "pesel": _read_pesel,
        "nip": _read_nip,
        "regon": _read_regon,
    }
)
"""The kinds of numbers that name somebody."""


def _read(  # noqa: PLR0913 - what sets one number apart from another
    cells: pd.Series[Any], stored: Stores, lengths: tuple[int, ...], valid: Valid, lost: Notice, fact: str
) -> Reading:
    exact = np.zeros(len(cells), dtype=np.bool_)
    for length in lengths:
        exact |= is_digits(cells, length)
    rest = np.flatnonzero(~exact & cells.notna().to_numpy())
    if not len(rest):
        return Reading(cells)
    unique = Unique.of(cells.iloc[rest])
    bare = [_bare(word) for word in unique.words]
    padded = _if_valid([_padded(word, lengths) for word in bare], valid)
    zeroed = _if_valid([_zeroed(word, lengths) for word in bare], valid)
    as_they_are = [_kept(word, digits, lengths) for word, digits in zip(unique.words, bare, strict=True)]

    # A PESEL says by its day and check digit that the zero was there; a firm's number only where it was kept as a number.
    paddable = np.ones(len(rest), np.bool_) if fact == "pesel" else stored[rest] == Stored.NUMBER
    is_padded = unique.where([word is not None for word in padded]) & paddable
    is_zeroed = unique.where([word is not None for word in zeroed]) & ~is_padded
    values = unique.each(as_they_are, "str")
    values = values.mask(is_padded, unique.each(padded, "str")).mask(is_zeroed, unique.each(zeroed, "str"))
    read = cells.copy()
    read.iloc[rest] = values.array
    troubles = (
        Trouble(lost, _placed(is_padded, rest, len(cells)), {fact: read}),
        Trouble(LETTER_O, _placed(is_zeroed, rest, len(cells)), {"number": read}),
    )
    return Reading(read, tuple(trouble for trouble in troubles if trouble.mask.any()))


def _bare(word: str) -> str:
    """Take off separators, an apostrophe that once meant "text", and the country before a NIP."""
    return _COUNTRY.sub("", _APART.sub("", word))


def _kept(word: str, bare: str, lengths: tuple[int, ...]) -> str | None:
    if is_blank(word):
        return None
    return bare if bare.isdecimal() and len(bare) in lengths else word


def _padded(bare: str, lengths: tuple[int, ...]) -> str | None:
    fits = (length for length in lengths if length - _LOST_AT_MOST <= len(bare) < length)
    length = next(fits, None)
    return bare.zfill(length) if length is not None and bare.isdecimal() else None


def _zeroed(bare: str, lengths: tuple[int, ...]) -> str | None:
    digits = bare.translate(_ZEROS)
    return digits if digits != bare and digits.isdecimal() and len(digits) in lengths else None


def _if_valid(numbers: list[str | None], valid: Valid) -> list[str | None]:
    holds = valid(pd.Series(numbers, dtype="str")).fillna(value=False)
    return [number if held else None for number, held in zip(numbers, holds, strict=True)]


def _placed(marks: Bools, at: np.ndarray[Any, np.dtype[np.intp]], rows: int) -> Bools:
    placed = np.zeros(rows, dtype=np.bool_)
    placed[at] = marks
    return placed
