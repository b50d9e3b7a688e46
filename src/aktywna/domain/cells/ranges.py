"""A beginning and an end written in one cell: days `od 01.06.10 do 31.08.10`, hours `15:00 19:00`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.clock import minute
from aktywna.domain.cells.column import Trouble, Unique, trimmed
from aktywna.domain.cells.dates import day, made, month, plain
from aktywna.domain.cells.repaired import RANGE_PARTED
from aktywna.domain.cells.texts import Numbers, marked, taken
from aktywna.domain.registers.layout import KindName

PAIRS = (("start_date", "end_date"), ("time_from", "time_to"))
"""Columns of a register of which the first may hold what belongs into both."""

_FROM = re.compile(r"^(?:w okresie |w terminie )?(?:od|godz\.? od|w godz\.?|godz\.) ?(?:dnia |godz\.? )?")
_BETWEEN = re.compile(r" (?:do|az do) (?:dnia |godz\.? )?| ?[-\u2013\u2014\u2026] ?|\.{2,3}")
# `1-3 marca 2016`, `01-30.06.2010`: the end says the month and the year for both.
_WITHIN = re.compile(r"([0-9]{1,2})\.?(?: do | ?- ?)([0-9]{1,2}[./ -].*[0-9])")
_MONTHS = re.compile(r"([a-z]+)(?: ([0-9]{4}))?(?:(?: do | ?- ?)([a-z]+))? ([0-9]{4})")
_DAY, _HOUR = 10, 5
"""How long a day and an hour are as they are most often written."""
_LONGEST = 80


@dataclass(frozen=True, eq=False)
class Parted:
    """Two columns of which the first was parted where it held both; `trouble` says where."""

    begins: pd.Series[Any]
    ends: pd.Series[Any]
    trouble: Trouble


def day_range(text: str) -> tuple[date, date] | None:
    """
    Read the first and the last day of a term; nothing when it is not one. A month stands for all of its days.

    >>> day_range("od 01.06.10 do 31.08.10")
    (datetime.date(2010, 6, 1), datetime.date(2010, 8, 31))
    >>> day_range("1-3 marca 2016 r."), day_range("VI - VII 2026")
    ((datetime.date(2016, 3, 1), datetime.date(2016, 3, 3)), (datetime.date(2026, 6, 1), datetime.date(2026, 7, 31)))
    """
    written = _FROM.sub("", plain(text))
    if len(written) > _LONGEST or day(written) is not None:
        return None
    found = _two_days(written) or _days_within(written) or _months(written)
    return found if found is not None and found[0] <= found[1] else None


def hour_range(text: str) -> tuple[int, int] | None:
    """
    Read the beginning and the end of a class as minutes since midnight; nothing when it is not one.

    >>> hour_range("15:00 19:00"), hour_range("8.30-10.00"), hour_range("od 8 do 12"), hour_range("8:30")
    ((900, 1140), (510, 600), (480, 720), None)
    """
    written = _FROM.sub("", " ".join(text.casefold().split()))
    if len(written) > _LONGEST or minute(written) is not None:
        return None
    for place in (*_BETWEEN.finditer(written), *re.finditer(" ", written)):
        first, last = minute(written[: place.start()]), minute(written[place.end() :])
        if first is not None and last is not None:
            return (first, last) if first <= last else None
    return None


def parted(kind: KindName, begins: pd.Series[Any], ends: pd.Series[Any] | None = None) -> Parted:
    """
    Part the cells of a beginning that hold the end too, where the cell of the end is empty.

    `kind` is `date` or `time`; both columns are texts as written, of one index, and stay texts (`2010-06-01`, `08:30`).
    Without `ends` the end's column is made.
    """
    others = ends if ends is not None else pd.Series(index=begins.index, dtype="str")
    rows, longer = _longer(kind, begins)
    unique, firsts, lasts = _read(kind, longer)
    mask = np.zeros(len(begins), dtype=np.bool_)
    mask[rows] = unique.where([first is not None for first in firsts])
    if mask.any():
        mask &= trimmed(others).isna().to_numpy(dtype=bool)
    if not mask.any():
        return Parted(begins, others, Trouble(RANGE_PARTED, mask, {}))
    both, cells, others = mask[rows], trimmed(begins).copy(), trimmed(others).copy()
    cells.iloc[rows[both]] = unique.each(firsts, "str")[both].array
    others.iloc[rows[both]] = unique.each(lasts, "str")[both].array
    return Parted(cells, others, Trouble(RANGE_PARTED, mask, {"before": trimmed(begins), "after": cells, "after_end": others}))


def _longer(kind: KindName, cells: pd.Series[Any]) -> tuple[Numbers, pd.Series[Any]]:
    """Find the texts longer than one day or hour, without spaces around them; no others can be both."""
    longest = _DAY if kind == "date" else _HOUR
    rows = np.flatnonzero(marked(cells, lambda texts: texts.lengths > longest))
    found = trimmed(taken(cells, rows))
    still = marked(found, lambda texts: texts.lengths > longest)
    return rows[still], found[still]


def holds_range(kind: KindName, words: list[str]) -> list[bool]:
    """Whether each text is a beginning and an end."""
    reader = day_range if kind == "date" else hour_range
    return [reader(word) is not None for word in words]


def _read(kind: KindName, cells: pd.Series[Any]) -> tuple[Unique, list[str | None], list[str | None]]:
    """Read the ranges among the cells."""
    unique = Unique.of(cells)
    firsts: list[str | None] = []
    lasts: list[str | None] = []
    for word in unique.words:
        if kind == "date":
            days = day_range(word)
            firsts.append(days[0].isoformat() if days else None)
            lasts.append(days[1].isoformat() if days else None)
        else:
            hours = hour_range(word)
            firsts.append(f"{hours[0] // 60:02}:{hours[0] % 60:02}" if hours else None)
            lasts.append(f"{hours[1] // 60:02}:{hours[1] % 60:02}" if hours else None)
    return unique, firsts, lasts


def _two_days(written: str) -> tuple[date, date] | None:
    for place in _BETWEEN.finditer(written):
        last = day(written[place.end() :])
        first = day(written[: place.start()]) if last else None
        if first is not None and last is not None:
            return first, last
        # `1.06-31.08.2010`, `1 marca - 3 maja 2016`: the year stands once.
        if last is not None and (first := day(f"{written[: place.start()].rstrip('. ')}{_joint(written)}{last.year}")):
            return first, last
    return None


def _joint(written: str) -> str:
    return " " if any(letter.isalpha() for letter in written) else "."


def _days_within(written: str) -> tuple[date, date] | None:
    found = _WITHIN.fullmatch(written)
    last = day(found[2]) if found else None
    first = made(str(last.year), str(last.month), found[1]) if found and last else None
    return (first, last) if first and last else None


def _months(written: str) -> tuple[date, date] | None:
    found = _MONTHS.fullmatch(written)
    if found is None:
        return None
    begins, ends = month(found[1]), month(found[3] or found[1])
    if begins is None or ends is None or (found[2] and not found[3]):
        return None
    first = made(found[2] or found[4], str(begins), "1")
    last = made(found[4], str(ends), "1")
    return (first, last + timedelta(days=monthrange(last.year, last.month)[1] - 1)) if first and last else None
