"""How columns of numbers, whole numbers and amounts are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.amounts import grosze, number, point_decimal, thousands, whole
from aktywna.domain.cells.column import Reading, Trouble, Unique, Written, is_blank
from aktywna.domain.cells.plain_numbers import TENS, Plain, plain_numbers
from aktywna.domain.cells.texts import Bools, Numbers, taken
from aktywna.domain.cells.unreadable import MIXED, THOUSANDS, UNREADABLE
from aktywna.domain.sheets.sheet import Stored

_GROSZE = 2
"""Decimals of an amount."""
_COMMA, _POINT = b",."
_TO_GROSZE = np.array([100, 10, *[1] * 254], dtype=np.int64)


def read_numbers(written: Written) -> Reading:
    """Read a column of numbers; float64."""
    plain = plain_numbers(written.cells)
    values = plain.digits / TENS[plain.decimals]
    values[~plain.read] = np.nan
    unread = _rest(written, plain.read, number, values)
    return Reading(pd.Series(values, index=written.cells.index, copy=False), _unreadable(written, unread))


def read_counts(written: Written) -> Reading:
    """Read a column of whole numbers; Int64."""
    plain = plain_numbers(written.cells)
    read = plain.read & (plain.decimals == 0)
    values = plain.digits
    unread = _rest(written, read, whole, values)
    return Reading(_whole(written, values, read), _unreadable(written, unread))


def read_amounts(written: Written) -> Reading:
    """
    Read a column of amounts as grosze; Int64.

    Three digits after the only separator of a text are thousands, and said; amounts of one sheet that are written in
    two ways are said once.
    """
    plain = plain_numbers(written.cells, currency=True)
    read = plain.read & (plain.decimals <= _GROSZE)
    values = plain.digits * _TO_GROSZE[plain.decimals]
    slow = np.flatnonzero(~read & written.cells.notna().to_numpy())
    unread = _rest(written, read, grosze, values)
    troubles = []
    texts = np.flatnonzero(unread & (written.stored != Stored.NUMBER))
    if len(texts):
        unique = Unique.of(taken(written.cells, texts))
        found = list(map(thousands, unique.words))
        known = unique.where([one is not None for one in found])
        grouped = np.zeros(len(read), dtype=np.bool_)
        grouped[texts] = known
        if grouped.any():
            values[texts[known]] = np.array([*(one or 0 for one in found), 0], dtype=np.int64)[unique.codes][known]
            read |= grouped
            unread &= ~grouped
            amounts = pd.Series(values, index=written.cells.index)
            troubles.append(Trouble(THOUSANDS, grouped, {"value": written.cells, "read": amounts}))
    troubles += _mixed(written, plain, slow)
    return Reading(_whole(written, values, read), (*troubles, *_unreadable(written, unread)))


def _rest(written: Written, read: Bools, reader: Callable[[str], Any], values: Numbers) -> Bools:
    """Read one by one what was not read at first sight into `values` and `read`; give what could not be read."""
    unread = np.zeros(len(read), dtype=np.bool_)
    rows = np.flatnonzero(~read & written.cells.notna().to_numpy())
    if len(rows):
        unique = Unique.of(taken(written.cells, rows))
        found = list(map(reader, unique.words))
        known = unique.where([one is not None for one in found])
        filled = np.array([*(0 if one is None else one for one in found), 0]).astype(values.dtype)
        values[rows[known]] = filled[unique.codes][known]
        read[rows] = known
        unread[rows] = unique.where([one is None and not is_blank(word) for one, word in zip(found, unique.words, strict=True)])
    return unread


def _mixed(written: Written, plain: Plain, slow: Numbers) -> list[Trouble]:
    """Say, once for a sheet, that its amounts are written with a comma and with a point."""
    by_hand = written.stored != Stored.NUMBER
    commas = (plain.separator == _COMMA) & plain.read & (plain.decimals <= _GROSZE)
    points = (plain.separator == _POINT) & plain.read & (plain.decimals <= _GROSZE) & by_hand
    if len(slow):
        unique = Unique.of(taken(written.cells, slow))
        ways = list(map(point_decimal, unique.words))
        commas[slow] = unique.where([way is False for way in ways])
        points[slow] = unique.where([way is True for way in ways]) & by_hand[slow]
    if not (commas.any() and points.any()):
        return []
    troubles = []
    for rows in written.sheets():
        n_commas, n_points = int((commas & rows).sum()), int((points & rows).sum())
        if n_commas and n_points:
            rarer = (points if n_points <= n_commas else commas) & rows
            first = np.zeros(len(rarer), dtype=np.bool_)
            first[np.argmax(rarer)] = True
            counts = {name: pd.Series(n, index=written.cells.index) for name, n in (("commas", n_commas), ("points", n_points))}
            troubles.append(Trouble(MIXED, first, {"value": written.cells, **counts}))
    return troubles


def _whole(written: Written, values: Numbers, read: Bools) -> pd.Series[Any]:
    # What is not known holds nothing, so that equal columns are equal in memory too.
    unread = ~read
    if unread.any():
        values[unread] = 0
    return pd.Series(pd.arrays.IntegerArray(values, unread), index=written.cells.index, copy=False)


def _unreadable(written: Written, unread: Bools) -> tuple[Trouble, ...]:
    if not unread.any():
        return ()
    return (Trouble(UNREADABLE[written.column.kind], unread, {"value": written.cells}),)
