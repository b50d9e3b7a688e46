"""How PESEL, NIP and REGON are read: as text, without separators, with a lost zero put back where the check digit agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from aktywna.domain.cells.column import Reading, Stores, Trouble, Unique, Written, is_blank
from aktywna.domain.cells.identifiers import (
    LONG_REGON_DIGITS,
    NIP_DIGITS,
    PESEL_DIGITS,
    REGON_DIGITS,
    is_digits,
    nip_valid,
    pesel_valid,
    regon_valid,
)
from aktywna.domain.cells.repaired import LETTER_O, LOST_FIRM_ZERO, LOST_ZERO
from aktywna.domain.cells.texts import Bools, Numbers, arrow, series, taken
from aktywna.domain.findings.rule import Notice
from aktywna.domain.sheets.sheet import Stored

# Spaces, dashes and points of all kinds, an apostrophe that once meant "text", and marks that nobody sees.
_APART = r"[\s\p{Z}\p{Pd}\p{Cf}'\x{2019}.\x{2212}]+()"
_COUNTRY = "^(?i:pl)([0-9Oo])"
# A number from a program that took it for one with decimals.
_DECIMALS = "^([0-9]{6,})[.,]0+$"
# Anything shorter is something else (registers.md 5.1).
_LOST_AT_MOST = 3

Valid = Callable[["pd.Series[Any]"], "pd.Series[Any]"]


@dataclass(frozen=True)
class Number:
    """What sets one number apart from another: its lengths, its check, and what is said where its zeros were lost."""

    lengths: tuple[int, ...]
    valid: Valid
    lost: Notice
    fact: str
    only_numbers: bool = False
    """Whether zeros are put back only in cells stored as numbers: a text as short may be a number of another kind."""


PESEL = Number((PESEL_DIGITS,), pesel_valid, LOST_ZERO, "pesel")
NIP = Number((NIP_DIGITS,), nip_valid, LOST_FIRM_ZERO, "number", only_numbers=True)
REGON = Number((REGON_DIGITS, LONG_REGON_DIGITS), regon_valid, LOST_FIRM_ZERO, "number")


def reader_of(number: Number) -> Callable[[Written], Reading]:
    """Give the reader of columns of a number."""

    def read(written: Written) -> Reading:
        return _read(written.cells, written.stored, number)

    return read


def _read(cells: pd.Series[Any], stored: Stores, number: Number) -> Reading:
    exact = _of_digits(cells, number.lengths)
    rest = np.flatnonzero(~exact & cells.notna().to_numpy())
    if not len(rest):
        return Reading(cells)
    words = taken(cells, rest)
    bare = _bare(words)
    padded, zeroed = _padded(bare, number.lengths), bare.where(~_of_digits(bare, number.lengths)).str.replace("[Oo]", "0", regex=True)
    paddable = stored[rest] == Stored.NUMBER if number.only_numbers else np.ones(len(rest), np.bool_)
    is_padded = _holds(padded, number.valid) & paddable
    is_zeroed = _holds(zeroed, number.valid) & ~is_padded
    # What is no such number keeps its text: a rule says what is wrong with it.
    values = bare.where(_of_digits(bare, number.lengths), words.where(~_blank(words)))
    values = values.mask(is_padded, padded).mask(is_zeroed, zeroed)
    read = cells.copy()
    read.iloc[rest] = values.array
    troubles = (
        Trouble(number.lost, _placed(is_padded, rest, len(cells)), {number.fact: read, "before": cells, "after": read}),
        Trouble(LETTER_O, _placed(is_zeroed, rest, len(cells)), {"number": read, "before": cells, "after": read}),
    )
    return Reading(read, tuple(trouble for trouble in troubles if trouble.mask.any()))


def _bare(words: pd.Series[Any]) -> pd.Series[Any]:
    """Take off decimals, separators, and the country before a NIP."""
    bare = arrow(words)
    for pattern in (_DECIMALS, _APART, _COUNTRY):
        bare = pc.replace_substring_regex(bare, pattern, r"\1")
    return series(bare, words)


def _padded(bare: pd.Series[Any], lengths: tuple[int, ...]) -> pd.Series[Any]:
    """Put zeros before numbers that are a few digits short of a length; the others are left out."""
    padded = bare.where(np.zeros(len(bare), dtype=np.bool_))
    for length in lengths:
        short = _of_digits(bare, range(length - _LOST_AT_MOST, length))
        padded = padded.mask(short, bare.str.zfill(length))
    return padded


def _of_digits(texts: pd.Series[Any], lengths: Iterable[int]) -> Bools:
    found = np.zeros(len(texts), dtype=np.bool_)
    for length in lengths:
        found |= is_digits(texts, length)
    return found


def _blank(words: pd.Series[Any]) -> Bools:
    """Whether a text says that there is no number; such a one has no digit."""
    unique = Unique.of(words.where(~words.str.contains("[0-9]", regex=True).to_numpy(dtype=bool)))
    return unique.where([is_blank(word) for word in unique.words])


def _holds(numbers: pd.Series[Any], valid: Valid) -> Bools:
    return valid(numbers).to_numpy(dtype=bool, na_value=False)


def _placed(marks: Bools, at: Numbers, rows: int) -> Bools:
    placed = np.zeros(rows, dtype=np.bool_)
    placed[at] = marks
    return placed
