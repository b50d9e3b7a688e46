"""Cells that held something which reading could not take in: they are unknown, and yet not empty."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.column import Reading, Unique, is_blank
from aktywna.domain.cells.texts import taken
from aktywna.domain.cells.unreadable import MADE_A_DATE, NO_VALUE

Rows = np.ndarray[Any, np.dtype[np.intp]]

_NOT_WHAT_WAS_WRITTEN = (NO_VALUE, MADE_A_DATE)
"""A formula without its value leaves no text; a number made a date leaves one that nobody wrote."""


def lost(text: pd.Series[Any], reading: Reading) -> Rows:
    """
    Give the rows whose cell held something that could not be read, in order.

    `text` (rows,) is what the cells hold. A column about which nothing was said costs nothing; of any other only the
    cells without a value are looked at, each different text once.
    """
    if not reading.troubles:
        return np.empty(0, dtype=np.intp)
    rows = np.flatnonzero(reading.typed.isna().to_numpy() & text.notna().to_numpy())
    unique = Unique.of(taken(text, rows))
    rows = rows[unique.where([bool(word.strip()) and not is_blank(word) for word in unique.words])] if len(rows) else rows
    said = [np.flatnonzero(trouble.mask) for trouble in reading.troubles if trouble.notice in _NOT_WHAT_WAS_WRITTEN]
    return np.unique(np.concatenate([rows, *said])).astype(np.intp)
