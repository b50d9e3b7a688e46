"""Numbers of hours as people write them, and the unit that they name: an hour of 60 minutes or of 45."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import pandas as pd

from aktywna.domain.cells.amounts import number
from aktywna.domain.cells.column import Reading, Trouble, Unique, Written, is_blank
from aktywna.domain.cells.plain_numbers import TENS, plain_numbers
from aktywna.domain.cells.texts import Bools, Numbers, taken
from aktywna.domain.cells.unreadable import HOURS, MIXED_UNITS, OTHER_UNIT, UNSAID_UNIT
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.sheet import Stored

Unit = Literal["h45", "h60"]
MINUTES: dict[str, int] = {"h45": 45, "h60": 60}
"""How many minutes each unit of hours has."""

_TEACHING = re.compile(r"\b(?:dydakt\w*|lekc\w*|szkoleniow\w*|dyd|lek)\b|\b45 ?min\w*")
_CLOCK = re.compile(r"\b(?:zegar\w*|zeg)\b|\b60 ?min\w*")
_NUMBER = r"(?P<n>[0-9][0-9 .,\u00a0\u202f]*?)"
_WORD = r"(?:h|g|godz\.?|godzin[aęy]?|godziny?)"
_KIND = r"(?:dydakt\w*|lekc\w*|szkoleniow\w*|zegar\w*|dyd\.?|lek\.?|zeg\.?)"
_PLAIN = re.compile(rf"{_NUMBER} ?(?:{_WORD})?(?: ?{_KIND})?\.?(?: ?\(?(?:a|po|x|\*|×)? ?(?:45|60) ?min\w*\.?\)?)?")
_TIMES = re.compile(r"(?P<n>[0-9]+) ?[x*×] ?(?P<minutes>45|60) ?(?:min\w*\.?|['′])")
_MINUTES_TOO = re.compile(rf"(?P<h>[0-9]{{1,3}}) ?{_WORD} ?(?:i )?(?P<m>[0-9]{{1,2}}) ?(?:min\w*\.?|m|['′])?")
_MINUTES_ONLY = re.compile(r"(?P<m>[0-9]{1,4}) ?(?:min\w*\.?|['′])")
_LENGTH = re.compile(r"(?:1899-12-30 )?(?P<h>[0-9]{1,4}):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?")
_HOUR = 60
_LONGEST = 60


@dataclass(frozen=True)
class Hours:
    """A number of hours, and the unit that its cell names, if it names one."""

    number: Decimal
    unit: Unit | None = None


def hours(text: str) -> Hours | None:
    """
    Read a number of hours; nothing when it is not one. Minutes beside hours are those of a clock.

    >>> hours("4 godz."), hours("2 godz. 30 min"), hours("4 godz. dydaktyczne")
    (Hours(number=Decimal('4'), unit=None), Hours(number=Decimal('2.5'), unit='h60'), Hours(number=Decimal('4'), unit='h45'))
    """
    written = " ".join(text.casefold().split())
    if len(written) > _LONGEST:
        return None
    if found := _TIMES.fullmatch(written):
        return Hours(Decimal(found["n"]), "h45" if found["minutes"] == "45" else "h60")
    if (found := _PLAIN.fullmatch(written)) and (value := number(found["n"])) is not None:
        rest = written[found.end("n") :]
        if not _MINUTES_ONLY.fullmatch(written):
            return Hours(value.normalize() if value % 1 else value.to_integral_value(), unit_named(rest))
    if (found := _MINUTES_TOO.fullmatch(written) or _LENGTH.fullmatch(written)) and int(found["m"]) < _HOUR:
        seconds = int(found.groupdict().get("s") or 0)
        return Hours(Decimal(found["h"]) + (Decimal(found["m"]) + Decimal(seconds) / _HOUR) / _HOUR, "h60")
    if found := _MINUTES_ONLY.fullmatch(written):
        return Hours(Decimal(found["m"]) / _HOUR, "h60")
    return None


def unit_named(text: str) -> Unit | None:
    """
    Give the unit of hours that a header or a cell names; nothing when it names none, or both.

    >>> unit_named("Liczba godzin dydaktycznych (45 min)"), unit_named("Godz. zegarowe"), unit_named("Liczba godzin")
    ('h45', 'h60', None)
    """
    words = normal(text)
    teaching, clock = _TEACHING.search(words) is not None, _CLOCK.search(words) is not None
    return None if teaching == clock else "h45" if teaching else "h60"


def read_hours(written: Written) -> Reading:
    """
    Read a column of hours; float64.

    Hours of 45 and of 60 minutes are never mixed: a cell that names another unit than its column, or than other cells
    of a column whose unit nothing says, is not known. Where all of them name one unit the numbers stand, and it is said.
    """
    plain = plain_numbers(written.cells)
    values = plain.digits / TENS[plain.decimals] if plain.decimals.any() else plain.digits.astype(np.float64)
    values[~plain.read] = np.nan
    rows = np.flatnonzero(~plain.read & written.cells.notna().to_numpy())
    if not len(rows):
        return Reading(pd.Series(values, index=written.cells.index, copy=False))
    unique = Unique.of(taken(written.cells, rows))
    found = list(map(hours, unique.words))
    values[rows] = np.array([*(np.nan if one is None else float(one.number) for one in found), np.nan])[unique.codes]
    named = _minutes([one.unit if one else None for one in found])[unique.codes]
    wrong = [one is None and not is_blank(word) for one, word in zip(found, unique.words, strict=True)]
    unread = _spread(rows, unique.where(wrong), values)
    troubles = [*_units(written, rows, named, values), Trouble(HOURS, unread, {"value": written.cells})]
    for trouble in troubles:
        if trouble.notice in {OTHER_UNIT, MIXED_UNITS}:
            values[trouble.mask] = np.nan
    return Reading(pd.Series(values, index=written.cells.index, copy=False), tuple(trouble for trouble in troubles if trouble.mask.any()))


def _units(written: Written, rows: Numbers, named: Numbers, values: Numbers) -> Iterator[Trouble]:
    """Say which cells name another unit than their column, and where only cells name one. `named` is about `rows`."""
    said = np.zeros(len(values), dtype=np.int64)
    said[rows] = named
    kept = np.zeros(len(values), dtype=np.int64)
    unit = written.unit if written.unit is not None else written.column.unit
    kept[:] = _minutes(unit.tolist())[:-1] if isinstance(unit, pd.Series) else MINUTES.get(unit or "", 0)
    for sheet in written.sheets():
        unsaid = sheet & (kept == 0) & (said > 0)
        units = np.unique(said[unsaid])
        if len(units) > 1:
            others = _column(np.where(unsaid, units.sum() - said, 0), written)
            yield Trouble(MIXED_UNITS, unsaid, {"value": written.cells, "named": _column(said, written), "others": others})
        # A cell formatted as a time holds the length of the work: nobody named a unit.
        elif (by_hand := unsaid & (written.stored != Stored.DATE)).any():
            first = np.zeros(len(values), dtype=np.bool_)
            first[np.argmax(by_hand)] = True
            n = pd.Series(int(by_hand.sum()), index=written.cells.index)
            yield Trouble(UNSAID_UNIT, first, {"value": written.cells, "named": _column(said, written), "n": n})
    other: Bools = (said > 0) & (kept > 0) & (said != kept)
    yield Trouble(OTHER_UNIT, other, {"value": written.cells, "named": _column(said, written), "kept": _column(kept, written)})


def _minutes(units: list[Any]) -> Numbers:
    """Give the minutes of each unit, 0 where there is none, and one 0 more for an empty cell."""
    return np.array([*(MINUTES.get(unit, 0) if isinstance(unit, str) else 0 for unit in units), 0], dtype=np.int64)


def _column(numbers: Numbers, written: Written) -> pd.Series[Any]:
    return pd.Series(numbers, index=written.cells.index)


def _spread(rows: Numbers, marks: Bools, values: Numbers) -> Bools:
    spread = np.zeros(len(values), dtype=np.bool_)
    spread[rows] = marks
    return spread
