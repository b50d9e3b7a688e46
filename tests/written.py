"""Small sheets as offices write them, and registers read from them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from aktywna.domain.promises.project import Project
from aktywna.domain.registers.reading import read_register
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io import shipped

PROJECT = {
    "title": "Projekt zmyślony", "era": "pokl-2007", "beneficiary": {"name": "Ośrodek zmyślony"}, "programme": {"name": "PO KL"},
    "period": {"start": "2100-01-01", "end": "2119-12-31"},
}  # fmt: skip


def sheet(*rows, name="Obecność", file="rejestr.xlsx", merged=()):
    """Make a sheet of rows: a text is stored as text, a number as a number, a date as a date; None is an empty cell."""
    width = max(map(len, rows), default=0)
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    numbers = pd.RangeIndex(1, len(rows) + 1)
    text = pd.DataFrame([[None if cell is None else str(cell) for cell in row] for row in cells], dtype="str", index=numbers)
    stored = pd.DataFrame([[_stored(cell) for cell in row] for row in cells], dtype="uint8", index=numbers)
    return Sheet(file, name, text, stored, merged=merged)


def project(**keys):
    """A definition with what a test is about."""
    return Project.model_validate(PROJECT | keys)


def read(*sheets, register="attendance", **keys):
    """Read sheets as a register of a project with `keys`; give the register and the findings."""
    return read_register(shipped.layouts()[register], shipped.choices(), project(**keys), sheets)


def said(findings):
    """Each finding as its code and cell."""
    return [(finding.code, finding.place.cell) for finding in findings]


def codes(findings):
    return [finding.code for finding in findings]


def column(register, name):
    """A column as Python values, None where it is not known; days as ISO texts."""
    values = register.get(name)
    if str(values.dtype).startswith("datetime"):
        values = values.dt.strftime("%Y-%m-%d")
    return [None if pd.isna(value) else value for value in values.tolist()]


def _stored(cell):
    if cell is None:
        return Stored.EMPTY
    if isinstance(cell, date):
        return Stored.DATE
    return Stored.NUMBER if isinstance(cell, int | float) else Stored.TEXT
