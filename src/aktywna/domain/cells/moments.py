"""How columns of days and of hours are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from aktywna.domain.cells.clock import minute, serial_minute
from aktywna.domain.cells.column import Reading, Trouble, Unique, Written, is_blank
from aktywna.domain.cells.dates import Ways, day, serial_day, ways
from aktywna.domain.cells.plain_days import plain_days
from aktywna.domain.cells.ranges import holds_range
from aktywna.domain.cells.repaired import DAY_COUNTED
from aktywna.domain.cells.texts import Bools, Numbers, arrow, series, taken
from aktywna.domain.cells.unreadable import MONTH_FIRST, RANGE, UNREADABLE
from aktywna.domain.registers.columns import DTYPES
from aktywna.domain.sheets.sheet import Stored

# What most often stands around a day in numbers: the letter of the year, an hour.
_AROUND = r"^(\S{10})(?: ?r\.?| roku|[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)$"
# A day that a spreadsheet counted and a text file kept so: from 1927 on it has five digits, as nothing else in a column of days.
_SERIAL = re.compile(r"[1-9][0-9]{4}")
# Nobody writes a month before a day with points between them: there it is a slip of the keyboard.
_AMERICAN = ("/", "-")


def read_days(written: Written) -> Reading:
    """
    Read a column of days: plainly written ones all at once, each other text once.

    A day stored as a number is Excel's. Where the days of a sheet can only be read with the month first, none of those
    that could be read so is taken.
    """
    cells = written.cells
    found, read = plain_days(cells)
    rows = np.flatnonzero(~read & cells.notna().to_numpy())
    if len(rows):
        others = taken(cells, rows)
        bare = pc.replace_substring_regex(arrow(others), _AROUND, r"\1")
        found[rows], read[rows] = plain_days(series(bare, others))
        rows = rows[~read[rows]]
    if not len(rows):
        return Reading(pd.Series(found, index=cells.index, copy=False))
    unique = Unique.of(taken(cells, rows))
    written_days = list(map(day, unique.words))
    days = _days(written_days)[unique.codes]
    numeric = written.stored[rows] == Stored.NUMBER
    if numeric.any():
        days = np.where(numeric, _days(list(map(serial_day, unique.words)))[unique.codes], days)
    counted = _days([serial_day(word) if _SERIAL.fullmatch(word) else None for word in unique.words])[unique.codes]
    mended = ~numeric & ~np.isnat(counted)
    days = np.where(mended, counted, days)
    found[rows] = days
    unread = np.zeros(len(cells), dtype=np.bool_)
    wrong = [one is None and not is_blank(word) for one, word in zip(written_days, unique.words, strict=True)]
    unread[rows] = unique.where(wrong) & np.isnat(days)
    troubles: list[Trouble] = []
    if mended.any():
        at = np.zeros(len(cells), dtype=np.bool_)
        at[rows[mended]] = True
        troubles.append(Trouble(DAY_COUNTED, at, {"value": cells, "read": pd.Series(found, index=cells.index)}))
    for trouble, turned in _month_first(written, unread):
        troubles.append(trouble)
        found[turned] = np.datetime64("NaT")
        unread &= ~turned
    return Reading(pd.Series(found, index=cells.index), (*troubles, *_not_read(written, unread)))


def read_hours_of_day(written: Written) -> Reading:
    """Read a column of hours as minutes since midnight; a number is a part of a day, or a whole hour."""
    numeric = written.stored == Stored.NUMBER
    dtype = DTYPES["time"]
    unique = written.unique()
    minutes = list(map(minute, unique.words))
    values = unique.each(minutes, dtype)
    if numeric.any():
        values = values.where(~numeric, unique.each(list(map(serial_minute, unique.words)), dtype))
    wrong = [one is None and not is_blank(word) for one, word in zip(minutes, unique.words, strict=True)]
    unread: Bools = (unique.where(wrong) | numeric) & values.isna().to_numpy(dtype=bool) & written.cells.notna().to_numpy()
    return Reading(values, _not_read(written, unread))


def _days(days: list[date | None]) -> Numbers:
    """Give days as the column holds them, and one more that is none for an empty cell."""
    return np.array([*days, None], dtype="datetime64[s]")


def _not_read(written: Written, unread: Bools) -> tuple[Trouble, ...]:
    """Say what could not be read, and apart from that what is a beginning and an end."""
    if not unread.any():
        return ()
    kind = written.column.kind
    rows = np.flatnonzero(unread)
    unique = Unique.of(taken(written.cells, rows))
    ranges = np.zeros(len(unread), dtype=np.bool_)
    ranges[rows] = unique.where(holds_range(kind, unique.words))
    facts = {"value": written.cells}
    troubles = (Trouble(RANGE, ranges, facts), Trouble(UNREADABLE[kind], unread & ~ranges, facts))
    return tuple(trouble for trouble in troubles if trouble.mask.any())


def _month_first(written: Written, unread: Bools) -> Iterator[tuple[Trouble, Bools]]:
    """Give what is said, and the days to be taken as not known, of each sheet whose days have the month first."""
    if not unread.any():
        return
    for rows in written.sheets():
        suspects = list(map(ways, Unique.of(written.cells[unread & rows]).words))
        for separator in _AMERICAN:
            if any(_turned(one, separator) for one in suspects):
                yield from _turned_days(written, rows & (written.stored != Stored.NUMBER), separator)


def _turned_days(written: Written, rows: Bools, separator: str) -> Iterator[tuple[Trouble, Bools]]:
    unique = Unique.of(written.cells.where(rows))
    found = [one if one is not None and one.separator == separator else None for one in map(ways, unique.words)]
    if any(one is not None and one.day_first is not None and one.month_first is None for one in found):
        return
    certain = np.flatnonzero(unique.where([_turned(one, separator) for one in found]))
    turned = unique.where([one is not None and one.month_first is not None for one in found])
    first = np.zeros(len(rows), dtype=np.bool_)
    first[certain[0]] = True
    n = pd.Series(int(turned.sum()), index=written.cells.index)
    yield Trouble(MONTH_FIRST, first, {"value": written.cells, "n": n}), turned


def _turned(one: Ways | None, separator: str) -> bool:
    """Whether a day must have been written with its month first."""
    return one is not None and one.separator == separator and one.day_first is None and one.month_first is not None
