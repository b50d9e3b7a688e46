"""How the cells of a column are read: each kind turns texts as written into values, and says which it could not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.amounts import grosze, number, whole
from aktywna.domain.cells import Reading, Stores, Trouble, Unique, is_blank, trimmed
from aktywna.domain.dates import day, minute, serial_day, serial_minute
from aktywna.domain.identifiers import Bools
from aktywna.domain.layout import Choice, Column, normal
from aktywna.domain.numbered import NUMBERED
from aktywna.domain.sheet import Stored
from aktywna.domain.unreadable import CHOICE, UNREADABLE
from aktywna.domain.vocabulary import nearest

_TRUE = MappingProxyType({"TRUE": "yes", "FALSE": "no"})
_APART = re.compile(r"[|;\n]")
_APART_TOO = re.compile(r"[,/]| i | oraz ")


def read_column(column: Column, text: pd.Series[Any], stored: Stores, values: Choice | None = None) -> Reading:
    """
    Read a whole column by its kind.

    `text` (rows,), dtype str, and `stored` (rows,) are what the cells hold; `values` are those that a `choice` may have
    (without them any text will do). Gives values of the dtype of `domain.register.DTYPES`, or str.
    """
    cells = trimmed(text)
    if column.kind in NUMBERED:
        return NUMBERED[column.kind](cells, stored)
    if column.kind in _WRITTEN:
        return _read_values(column, cells, stored)
    if values is None:
        return Reading(cells)
    return _read_words(column, cells, values)


Reader = Callable[[str], Any]
_WRITTEN: Mapping[str, tuple[Reader, Reader]] = MappingProxyType(
    {
        "date": (day, serial_day),
        "time": (minute, serial_minute),
        "number": (number, number),
        "count": (whole, whole),
        "money": (grosze, grosze),
    }
)
"""How each kind reads a text, and how a cell that was stored as a number."""

_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "number": r"^-?\d{1,12}([.,]\d{1,6})?$",
        "count": r"^-?\d{1,12}$",
        "money": r"^-?\d{1,12}([.,]\d{1,2})?$",
    }
)
"""What numbers most often look like; a float holds such a one exactly enough."""


def _read_values(column: Column, cells: pd.Series[Any], stored: Stores) -> Reading:
    as_text, as_number = _WRITTEN[column.kind]
    if column.kind in _PLAIN:
        values, unread = _read_amounts(column.kind, cells)
        return Reading(values, _unreadable(column, unread, cells))
    numeric = stored == Stored.NUMBER
    values, unread = Unique.of(cells.mask(numeric)).read(as_text, column.kind)
    if numeric.any():
        numbers, unread_numbers = Unique.of(cells.where(numeric)).read(as_number, column.kind)
        values, unread = values.where(~numeric, numbers), unread | unread_numbers
    return Reading(values, _unreadable(column, unread, cells))


def _read_amounts(kind: str, cells: pd.Series[Any]) -> tuple[pd.Series[Any], Bools]:
    """Read plainly written numbers all at once, and the others one by one: amounts seldom repeat."""
    texts = pa.array(cells, type=pa.large_string())
    plain = pc.fill_null(pc.match_substring_regex(texts, _PLAIN[kind]), fill_value=False)
    is_plain: Bools = plain.to_numpy(zero_copy_only=False)
    values, unread = Unique.of(cells.mask(is_plain)).read(_WRITTEN[kind][0], kind)
    numbers = pc.cast(pc.replace_substring(pc.filter(texts, plain), ",", "."), pa.float64()).to_numpy()
    if kind == "money":
        numbers = np.round(numbers * 100)
    values[is_plain] = numbers.astype(np.float64 if kind == "number" else np.int64)
    return values, unread


def _read_words(column: Column, cells: pd.Series[Any], values: Choice) -> Reading:
    codes = values.codes
    unique = Unique.of(cells)
    reader = _several(codes) if column.kind == "choices" else _one(codes, yes_no=column.kind == "yes_no")
    found, unread = unique.read(reader, "text")
    # What a personal value is like would tell what it is.
    if column.private or column.kind == "yes_no" or not unread.any():
        return Reading(found, _unreadable(column, unread, cells))
    names = {value.id: value.name.pl for value in values.value}
    like = [None if reader(word) is not None else nearest(word, codes) for word in unique.words]
    near = unique.each([names.get(code or "") for code in like], "str")
    return Reading(found, (Trouble(CHOICE, unread, {"value": cells, "near": near}),))


def _one(codes: Mapping[str, str], *, yes_no: bool) -> Reader:
    def read(word: str) -> str | None:
        return codes.get(normal(word)) or (_TRUE.get(word) if yes_no else None)

    return read


def _several(codes: Mapping[str, str]) -> Reader:
    """Read several values of one cell as `|a|b|`, in the order written; all of them or none."""

    def read(cell: str) -> str | None:
        whole_cell = codes.get(normal(cell))
        if whole_cell is not None:
            return f"|{whole_cell}|"
        found: list[str] = []
        for part in _APART.split(cell):
            known = codes.get(normal(part))
            # A name may itself hold a comma: it parts values only where the whole is no value.
            for word in [part] if known is not None else _APART_TOO.split(part):
                if not word.strip() or is_blank(word):
                    continue
                code = codes.get(normal(word))
                if code is None:
                    return None
                found.append(code)
        return f"|{'|'.join(dict.fromkeys(found))}|" if found else None

    return read


def _unreadable(column: Column, unread: Bools, cells: pd.Series[Any]) -> tuple[Trouble, ...]:
    if not unread.any():
        return ()
    return (Trouble(UNREADABLE[column.kind], unread, {"value": cells}),)
