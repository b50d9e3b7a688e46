"""How the cells of a column are read: each kind turns texts as written into values, and says which it could not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.choosing import read_choices
from aktywna.domain.cells.column import Reader, Reading, Stores, Trouble, Unique, Written, clean_words, cleaned, is_blank
from aktywna.domain.cells.contacts import read_emails, read_phones
from aktywna.domain.cells.hours import read_hours
from aktywna.domain.cells.moments import read_days, read_hours_of_day
from aktywna.domain.cells.numbered import NIP, PESEL, REGON, reader_of
from aktywna.domain.cells.numeric import read_amounts, read_counts, read_numbers
from aktywna.domain.cells.places import read_postal_codes, read_teryt
from aktywna.domain.cells.texts import Bools, Numbers, Texts, pieces, taken
from aktywna.domain.cells.unreadable import MADE_A_DATE
from aktywna.domain.registers.layout import Choice, Column, KindName
from aktywna.domain.sheets.sheet import Stored

# No word that stands for an empty cell has more bytes; they begin with a dash, a stop, N, B or a long dash.
_LONGEST_BLANK = 16
_BLANK_BEGINS = np.zeros(256, dtype=np.bool_)
_BLANK_BEGINS[[*b"-.nNbB\xe2"]] = True
_OF_FEW_WORDS = frozenset({"choice", "choices", "yes_no", "time"})
"""Kinds whose columns say the same few things again and again, so that their different texts are read and not their cells."""


def read_column(  # noqa: PLR0913 - the last ones are what a sheet knows of a column besides its cells
    column: Column,
    text: pd.Series[Any],
    stored: Stores,
    values: Choice | None = None,
    *,
    origin: Numbers | None = None,
    unit: str | pd.Series[Any] | None = None,
    different: Unique | None = None,
) -> Reading:
    """
    Read a whole column by its kind.

    `text` (rows,), dtype str, and `stored` (rows,) are what the cells hold; `values` are those that a `choice` may have
    (without them any text will do). `origin` (rows,) says which sheet each row came from (without it all came from one);
    `unit`, for hours, is the unit that the header names or a unit for each row (`h45`, `h60`); `different` are the texts of a
    clean column that were told apart already. Gives values of the dtype
    of `domain.registers.columns.DTYPES`, or str. A cell with an error, or with a formula whose value was not saved, is not known.
    """
    if different is None and column.kind in _OF_FEW_WORDS and (values or column.kind == "time"):
        different = clean_words(text, stored)
    cells, troubles = cleaned(text, stored) if different is None else (text, ())
    reading = READERS[column.kind](Written(column, cells, stored, values, origin, unit, different))
    return replace(reading, troubles=(*troubles, *reading.troubles)) if troubles else reading


def _read_texts(written: Written) -> Reading:
    return Reading(written.cells)


def _read_codes(written: Written) -> Reading:
    """Keep numbers and marks as they were written; say where the spreadsheet made a date of one. `brak` is nobody's number."""
    dates = written.stored == Stored.DATE
    troubles = (Trouble(MADE_A_DATE, dates, {"value": written.cells}),) if dates.any() else ()
    blank = _without_number(written.cells)
    return Reading(written.cells.mask(blank) if blank.any() else written.cells, troubles)


def _without_number(cells: pd.Series[Any]) -> Bools:
    """Say which cells hold `brak`, `nie dotyczy` or a dash; shared by strangers, these would make one person of them."""
    blank = np.zeros(len(cells), dtype=np.bool_)
    found = [rows.start + _maybe_blank(texts) for rows, texts in pieces(cells)]
    short = np.concatenate([np.zeros(0, dtype=np.intp), *found])
    if not len(short):
        return blank
    unique = Unique.of(taken(cells, short))
    blank[short] = unique.where([is_blank(word) and not _is_initials(word) for word in unique.words])
    return blank


def _maybe_blank(texts: Texts) -> Numbers:
    rows = texts.rows_where(_BLANK_BEGINS.take(texts.first(texts.filled)))
    return rows[texts.lengths[rows] <= _LONGEST_BLANK]


def _is_initials(word: str) -> bool:
    """Two capital letters are somebody's initials: BD is not `brak danych`."""
    return len(word) == len("BD") and word.isalpha() and word.isupper()


READERS: Mapping[KindName, Reader] = MappingProxyType(
    {
        "text": _read_texts,
        "name": _read_texts,
        "code": _read_codes,
        "number": read_numbers,
        "count": read_counts,
        "hours": read_hours,
        "money": read_amounts,
        "date": read_days,
        "time": read_hours_of_day,
        "yes_no": read_choices,
        "choice": read_choices,
        "choices": read_choices,
        "pesel": reader_of(PESEL),
        "nip": reader_of(NIP),
        "regon": reader_of(REGON),
        "teryt": read_teryt,
        "postal_code": read_postal_codes,
        "phone": read_phones,
        "email": read_emails,
    }
)
"""The reader of each kind."""
