"""The bytes of a text file in an older encoding counted where they stand, and what each encoding makes of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from aktywna.domain.cells.mojibake import POLISH

HIGH = 128
"""The first byte that is not ASCII."""

_PIECE = 1 << 20
# What may be known of a byte's neighbours: a letter beside it, letters on both sides, a small letter before, a capital behind.
_BESIDE, _BETWEEN, _SMALL_BEFORE, _CAPITAL_BEHIND = 1, 2, 4, 8
_PLACES = 16
_IMPOSSIBLE, _STRANGE, _FOREIGN, _EXPECTED = 1000, 4, 1, -4
_JOINING = "’'–-·´"
# Polish letters of UTF-8 begin with one of three bytes; one before those wraps round to far above.
_FIRST_LEAD, _LEADS = np.uint8(0xC3), 3
_LOW = np.uint8(HIGH - 1)


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
    before_of, behind_of = _sides()
    carried = b"\n"
    with path.open("rb", buffering=0) as opened:
        while True:
            piece = opened.read(_PIECE)
            # The last byte waits for the one behind it.
            bytes_ = np.frombuffer(carried + (piece or b"\n"), dtype=np.uint8)
            at = np.flatnonzero(bytes_[1:-1] >= HIGH) + 1
            here, behind = bytes_[at], bytes_[at + 1]
            sides = before_of.take(bytes_[at - 1]) | behind_of.take(behind)
            table += np.bincount((here & _LOW).astype(np.uint16) * np.uint16(_PLACES) + sides, minlength=len(table))
            if len(continued := np.flatnonzero((behind >= HIGH) & (behind < 0xC0))):  # noqa: PLR2004
                utf8 += 2 * int(np.count_nonzero(here[continued] - _FIRST_LEAD < _LEADS))
            if not piece:
                return Counts(_by_place(table.reshape(HIGH, _PLACES)), utf8)
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


def _sides() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Give what each byte says of the one behind it (letter 1, small letter 2), and of the one before it (letter 4, capital 8)."""
    small, capital = np.zeros(256, dtype=np.uint8), np.zeros(256, dtype=np.uint8)
    small[ord("a") : ord("z") + 1] = 1
    capital[ord("A") : ord("Z") + 1] = 1
    letter = small | capital
    letter[HIGH:] = 1  # every one of these may be a letter
    return letter + 2 * small, 4 * letter + 8 * capital


def _by_place(table: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Count by place what was counted by what both neighbours say."""
    counts = np.zeros_like(table)
    for sides in range(_PLACES):
        before, behind = sides & 1, sides >> 2 & 1
        place = (before | behind) * _BESIDE + (before & behind) * _BETWEEN
        place += (sides >> 1 & 1) * _SMALL_BEFORE + (sides >> 3 & 1) * _CAPITAL_BEHIND
        counts[:, place] += table[:, sides]
    return counts
