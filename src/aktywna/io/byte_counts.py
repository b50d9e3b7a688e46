"""The bytes of a text file in an older encoding counted where they stand, and what each encoding makes of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from aktywna.domain.mojibake import POLISH

HIGH = 128
"""The first byte that is not ASCII."""

_PIECE = 1 << 22
# What may be known of a byte's neighbours: a letter beside it, letters on both sides, a small letter before, a capital behind.
_BESIDE, _BETWEEN, _SMALL_BEFORE, _CAPITAL_BEHIND = 1, 2, 4, 8
_PLACES = 16
_IMPOSSIBLE, _STRANGE, _FOREIGN, _EXPECTED = 1000, 4, 1, -4
_JOINING = "’'–-·´"
_LEADS = np.array([0xC3, 0xC4, 0xC5], dtype=np.uint8)


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each byte from 128 on stands in which place: `table` has shape (128, 16)."""

    table: np.ndarray[Any, Any]
    utf8: int
    """Bytes that make Polish letters of UTF-8."""

    @property
    def others(self) -> int:
        """Bytes that make none."""
        return int(self.table.sum()) - self.utf8

    @property
    def present(self) -> np.ndarray[Any, Any]:
        """The bytes that there are, counted from 128."""
        return np.flatnonzero(self.table.sum(axis=1))


@dataclass(frozen=True, eq=False)
class Costs:
    """What an encoding makes of each byte in each place: the lower `cost`, the likelier in Polish; shape (128, 16)."""

    cost: np.ndarray[Any, Any]
    impossible: np.ndarray[Any, Any]
    """Bytes that mean nothing; shape (128,)."""

    @property
    def strange(self) -> np.ndarray[Any, Any]:
        return self.cost >= _STRANGE


def counted(path: Path) -> Counts:
    """Count the bytes of a whole file."""
    table = np.zeros(HIGH * _PLACES, dtype=np.int64)
    utf8 = 0
    letter, small, capital = _ascii_tables()
    carried = b"\n"
    with path.open("rb", buffering=0) as opened:
        while True:
            piece = opened.read(_PIECE)
            # The last byte waits for the one behind it.
            bytes_ = np.frombuffer(carried + (piece or b"\n"), dtype=np.uint8)
            at = np.flatnonzero(bytes_[1:-1] >= HIGH) + 1
            before, here, behind = bytes_[at - 1], bytes_[at], bytes_[at + 1]
            beside = letter[before] | letter[behind]
            between = letter[before] & letter[behind]
            place = beside * _BESIDE + between * _BETWEEN + small[before] * _SMALL_BEFORE + capital[behind] * _CAPITAL_BEHIND
            table += np.bincount((here - np.uint8(HIGH)).astype(np.intp) * _PLACES + place, minlength=len(table))
            utf8 += 2 * int(np.count_nonzero(np.isin(here, _LEADS) & (behind >= HIGH) & (behind < 0xC0)))  # noqa: PLR2004
            if not piece:
                return Counts(table.reshape(HIGH, _PLACES), utf8)
            carried = bytes_[-2:].tobytes()


@cache
def costs_of(encoding: str) -> Costs:
    """Weigh each byte in each place as a Polish text in `encoding` would hold it."""
    letters = [_read(byte, encoding) for byte in range(HIGH, 256)]
    cost = np.array([[_cost(letter, place) for place in range(_PLACES)] for letter in letters])
    return Costs(cost, np.array([letter is None for letter in letters]))


def _read(byte: int, encoding: str) -> str | None:
    try:
        letter = bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if unicodedata.category(letter) == "Cc" else letter


def _cost(letter: str | None, place: int) -> int:
    if letter is None:
        return _IMPOSSIBLE
    if not letter.isalpha():
        is_box = unicodedata.category(letter) == "So" and letter not in "§°©®"
        return _STRANGE if is_box or (place & _BETWEEN and letter not in _JOINING) else 0
    in_wrong_case = (letter.isupper() and place & _SMALL_BEFORE) or (letter.islower() and place & _CAPITAL_BEHIND)
    if not place & _BESIDE or in_wrong_case:
        return _STRANGE
    return _EXPECTED if letter in POLISH else _FOREIGN


def _ascii_tables() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Which bytes are a letter (every one from 128 on may be), a small one, a capital one."""
    small, capital = np.zeros(256, dtype=np.intp), np.zeros(256, dtype=np.intp)
    small[ord("a") : ord("z") + 1] = 1
    capital[ord("A") : ord("Z") + 1] = 1
    letter = small | capital
    letter[HIGH:] = 1
    return letter, small, capital
