"""Raw cells written as text: numbers as shortest decimals, dates in ISO form, each with how it was stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.sheets.sheet import Stored
from aktywna.io.patching.raw_cells import Marks, Raw, Stores, Type
from aktywna.io.patching.shared_texts import written

_EXACT = 2**53
_SECOND = 1 / 86_400
_PLAIN = r"^(0|-?[1-9][0-9]{0,14})$"
_FRACTION = r"^-?(0|[1-9][0-9]{0,8})\.[0-9]{0,4}[1-9]$"
_NO_SUCH_DAY, _LAST_DAY, _YEARS_1904 = 60, 2_958_466, 1_462
_YES_NO: Mapping[str, str] = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


class Look(IntEnum):
    """What a cell's format makes of its number."""

    NUMBER = 0
    MOMENT = 1
    """A date, a time of day or both."""
    LENGTH = 2
    """A length of time: hours may be more than 24."""


@dataclass(frozen=True, eq=False)
class Texts:
    """
    The texts of cells: `pool` holds different texts, `of` says which of them each cell has (-1: none).

    `of` and `stored` have shape (cells,).
    """

    pool: pa.Array
    of: np.ndarray[Any, np.dtype[np.int64]]
    stored: Stores


@dataclass(frozen=True, eq=False)
class Writing:
    """What is needed to write a workbook's cells as text."""

    shared: pa.Array
    looks: Stores
    """The look of each style."""
    from_1904: bool = False

    def texts(self, raw: Raw) -> Texts:
        """Write cells as text."""
        at = np.full(len(raw), -1, dtype=np.int64)
        stored = _STORES[raw.type]
        pool = [self.shared]
        size = len(self.shared)

        def put(mask: Marks, write: Callable[[pa.Array], pa.Array]) -> None:
            """Write the cells of the mask and put their texts into the pool."""
            nonlocal size
            if mask.any():
                texts = write(raw.value.filter(pa.array(mask)))
                at[mask] = np.arange(size, size + len(texts))
                pool.append(texts)
                size += len(texts)

        shared = raw.type == Type.SHARED
        if shared.any():
            places = raw.value.filter(pa.array(shared)).cast(pa.large_string()).cast(pa.int64()).to_numpy(zero_copy_only=False)
            if (places < 0).any() or (places >= len(self.shared)).any():
                raise ValueError(len(self.shared))
            at[shared] = places
        look = np.where(raw.type == Type.NUMBER, self.looks[np.minimum(raw.style, len(self.looks) - 1)], Look.NUMBER)
        for kind in (Look.MOMENT, Look.LENGTH):
            dated = look == kind
            if dated.any():
                coded = raw.value.filter(pa.array(dated)).cast(pa.large_string()).dictionary_encode()
                days = [self._day(float(value), kind) for value in coded.dictionary.to_pylist()]
                codes = coded.indices.to_numpy()
                # A number that is no day stays a number.
                stored[dated] = np.array([stores for _, stores in days], dtype=np.uint8)[codes]
                at[dated] = codes + size
                pool.append(pa.array([text for text, _ in days], type=pa.large_string()))
                size += len(days)
        put((raw.type == Type.NUMBER) & (look == Look.NUMBER), numbers)
        put(raw.type == Type.TEXT, written)
        put(raw.type == Type.ERROR, written)
        put(raw.type == Type.YES_NO, lambda values: _each(values, lambda value: _YES_NO.get(value.strip(), value)))
        put(raw.type == Type.DAY, lambda values: _each(values, _iso))
        whole = pa.concat_arrays(pool)
        # A text of no letters is an empty cell.
        length = pc.binary_length(whole).to_numpy(zero_copy_only=False)
        if len(length) and not length.all():
            nothing = (at >= 0) & (length[at] == 0)
            at[nothing], stored[nothing] = -1, Stored.EMPTY
        return Texts(whole, at, stored)

    def _day(self, serial: float, kind: Look) -> tuple[str, Stored]:
        """Write a number that looks like a day, a time or a length of time; the 1900 system knows a day that never was."""
        first, last = (_NO_SUCH_DAY, _LAST_DAY) if not self.from_1904 else (_LAST_DAY, _LAST_DAY - _YEARS_1904)
        if not 0 <= serial < last - _SECOND or (kind is Look.MOMENT and first <= serial < first + 1):
            return number(serial), Stored.NUMBER
        return length(serial) if kind is Look.LENGTH else moment(serial, from_1904=self.from_1904), Stored.DATE


_STORES = np.zeros(len(Type), dtype=np.uint8)
_STORES[[Type.NUMBER, Type.SHARED, Type.TEXT, Type.YES_NO]] = [Stored.NUMBER, Stored.TEXT, Stored.TEXT, Stored.YES_NO]
_STORES[[Type.ERROR, Type.DAY, Type.FORMULA]] = [Stored.ERROR, Stored.DATE, Stored.FORMULA]


def numbers(values: pa.Array) -> pa.Array:
    """Write numbers, given as a file spells them, as shortest decimals."""
    texts = values.cast(pa.large_string())
    plain = pc.or_(pc.match_substring_regex(texts, _PLAIN), pc.match_substring_regex(texts, _FRACTION))
    if pc.all(plain).as_py():
        return texts
    other = pc.invert(plain)
    found = [number(float(value)) for value in texts.filter(other).to_pylist()]
    return pc.replace_with_mask(texts, other, pa.array(found, type=pa.large_string()))


def number(value: float) -> str:
    """
    Write a number as its shortest decimal, without exponent and without `.0`.

    >>> number(12.0), number(319.17000000000002), number(1e-5), number(1e16)
    ('12', '319.17', '0.00001', '10000000000000000')
    """
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = repr(value)
    return format(Decimal(text), "f").removesuffix(".0") if "e" in text else text.removesuffix(".0")


def moment(serial: float, *, from_1904: bool = False) -> str:
    """
    Write the day and time of a serial number: whole seconds, no midnight, no time zone.

    >>> moment(42441.0), moment(42441.354166666664), moment(0.354166666666), moment(1.0), moment(40979.0, from_1904=True)
    ('2016-03-12', '2016-03-12 08:30:00', '08:30:00', '1900-01-01', '2016-03-12')
    """
    seconds = round(serial * 86400)
    if 0 <= serial < 1:
        return f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    # The 1900 system has a 29 February 1900, which never was.
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 + (serial < _NO_SUCH_DAY))  # noqa: DTZ001
    return (first + timedelta(seconds=seconds)).isoformat(sep=" ").removesuffix(" 00:00:00")


def length(serial: float) -> str:
    """
    Write a length of time.

    >>> length(1.25)
    '30:00:00'
    """
    seconds = round(serial * 86400)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _iso(value: str) -> str:
    """Write a date that is stored as text: whole seconds, no midnight."""
    try:
        read = datetime.fromisoformat(value.strip().removesuffix("Z"))
    except ValueError:
        return value
    return (read.replace(tzinfo=None, microsecond=0)).isoformat(sep=" ").removesuffix(" 00:00:00")


def _each(values: pa.Array, write: Callable[[str], str]) -> pa.Array:
    """Write each different value once."""
    coded = values.cast(pa.large_string()).dictionary_encode()
    texts = pa.array([write(value) for value in coded.dictionary.to_pylist()], type=pa.large_string())
    return texts.take(coded.indices)
