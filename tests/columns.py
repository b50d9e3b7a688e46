"""Columns of one kind, read as a register reads them: what tests of kinds share."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from aktywna.domain.cells.kinds import read_column
from aktywna.domain.registers.layout import Choice, Column
from aktywna.domain.sheets.sheet import Stored
from aktywna.io import shipped

YES_NO = shipped.choices()["yes_no"]
GENDER = shipped.choices()["gender"]
PATHS = Choice.model_validate(
    {
        "id": "paths",
        "name": "ścieżki",
        "value": [
            {"id": "kis", "name": {"pl": "Klub Integracji Społecznej", "en": "Social Integration Club"}},
            {"id": "pal", "name": {"pl": "Program aktywności lokalnej, rodziny", "en": "Local activity programme"}},
            {"id": "none", "name": {"pl": "Brak", "en": "None"}},
        ],
    }
)

GENITIVE = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)
"""The months, as a day of one is written."""

ANY_TEXT = st.one_of(
    st.text(max_size=24),
    st.text(alphabet="0123456789 .,-/:()\u00a0\u202f–złPLNrodIVX☒☐#", max_size=24),
    st.sampled_from(
        ["#N/A", "#ARG!", "12.03.2016", "1 234,56 zł", "8:30", "od 01.06.10 do 31.08.10", "2 godz. 30 min", "\u2028", "١٢.٠٣.٢٠١٦"]
    ),
)


def read(kind, *texts, stored=None, values=None, unit=None, origin=None, **column):
    """Read one column; `stored` is how all cells are stored, or a list."""
    described = Column.model_validate({"id": "x", "kind": kind, "name": "x", **column})
    cells = pd.Series(texts, dtype="str")
    stores = np.full(len(texts), Stored.TEXT, dtype=np.uint8)
    stores[:] = Stored.TEXT if stored is None else stored
    return read_column(described, cells, stores, values, unit=unit, origin=None if origin is None else np.array(origin))


def values(reading):
    """Give the values, a day as ISO, None where not known."""
    found = reading.typed.astype(object).where(reading.typed.notna(), None).tolist()
    return [f"{value:%Y-%m-%d}" if hasattr(value, "year") else value for value in found]


def troubles(reading):
    """Give the rows of each code."""
    return {trouble.notice.code: np.flatnonzero(trouble.mask).tolist() for trouble in reading.troubles}


def facts(reading, code):
    """Give the facts of the first row of a code."""
    trouble = next(trouble for trouble in reading.troubles if trouble.notice.code == code)
    row = int(np.flatnonzero(trouble.mask)[0])
    return {name: column.iloc[row] for name, column in trouble.facts.items()}
