"""Typed columns written as texts: days, amounts and numbers as an office writes them, each different value once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from aktywna.domain.cells.texts import arrow
from aktywna.domain.exchange.format import DateForm
from aktywna.domain.registers.layout import KindName

Texts = Any
"""A `pa.LargeStringArray`, null where a cell is empty; pyarrow tells no types."""
_DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Style:
    """How days and decimals are written."""

    dates: DateForm = "rrrr-mm-dd"
    decimal: str = ","


DAYS: MappingProxyType[DateForm, Callable[[date], str]] = MappingProxyType(
    {
        "rrrr-mm-dd": lambda day: day.isoformat(),
        "dd.mm.rrrr": lambda day: f"{day.day:02}.{day.month:02}.{day.year:04}",
        "dd-mm-rrrr": lambda day: f"{day.day:02}-{day.month:02}-{day.year:04}",
        "dd/mm/rrrr": lambda day: f"{day.day:02}/{day.month:02}/{day.year:04}",
        "m/d/rrrr": lambda day: f"{day.month}/{day.day}/{day.year}",
    }
)
"""Each form of a day."""


def texts_of(kind: KindName, values: pd.Series[Any], style: Style) -> Texts:
    """Write a typed column of a register (rows,) as texts, null where nothing is known."""
    match kind:
        case "date":
            return _by_number(values.to_numpy().astype("datetime64[D]"), lambda day: DAYS[style.dates](day.astype(date)))
        case "money":
            return _by_number(_whole(values), lambda grosze: _amount(int(grosze), style))
        case "time":
            return _by_number(_whole(values), lambda minutes: f"{int(minutes) // 60:02}:{int(minutes) % 60:02}")
        case "count":
            return _by_number(_whole(values), lambda number: str(int(number)))
        case "number" | "hours":
            return _by_number(values.to_numpy(dtype=np.float64, na_value=np.nan), lambda number: _decimal(float(number), style))
        case _:
            return whole(arrow(values))


def whole(array: Any) -> Texts:
    """Give a column in one piece."""
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
        if isinstance(array, pa.ChunkedArray):  # a column without rows has no pieces
            array = pa.array([], type=pa.large_string())
    return array.cast(pa.large_string())


def by_code(codes: np.ndarray[Any, Any], words: list[str | None]) -> Texts:
    """Give the word of each row, by its number (-1: none): shape (rows,)."""
    return pa.array([*words, None], type=pa.large_string()).take(pa.array(np.where(codes < 0, len(words), codes).astype(np.int64)))


def _by_number(values: np.ndarray[Any, Any], write: Callable[[Any], str]) -> Texts:
    codes, different = pd.factorize(values)
    return by_code(np.asarray(codes), [write(one) for one in different])


def _whole(values: pd.Series[Any]) -> np.ndarray[Any, Any]:
    return values.to_numpy(dtype=np.float64, na_value=np.nan)


def _amount(grosze: int, style: Style) -> str:
    sign = "-" if grosze < 0 else ""
    return f"{sign}{abs(grosze) // 100}{style.decimal}{abs(grosze) % 100:02}"


def _decimal(number: float, style: Style) -> str:
    text = np.format_float_positional(number, trim="-")
    return text.replace(".", style.decimal)
