"""Numbers beside and under a wide diary that somebody added up: checked against the cells, never taken."""

from __future__ import annotations

from typing import Any

import numpy as np

from aktywna.domain.cells.amounts import number
from aktywna.domain.diaries.matrix import Block, People
from aktywna.domain.diaries.turned import Total
from aktywna.domain.sheets.lattice import Codes, Lattice

_PRESENT = ("liczba obec", "ilosc obec", "obecn", "liczba osob", "razem obec", "suma obec")


def totals_of(block: Block, people: People, days: Codes) -> list[Total]:
    """Give the totals of a table; rows count its cells person by person, `days` are the columns that hold marks."""
    lattice, register = block.lattice, block.layout.id
    count, width = len(people.rows), len(days)
    made: list[Total] = []
    for position, header in block.totals.items():
        of = "hours" if "godz" in header else "present" if header.startswith(("liczba", "ilosc", "obecn", "l ")) else "either"
        if any(sign in header for sign in ("%", "frekw", "procent", "nieob")):
            continue  # what counts as attended is the office's own matter
        for person, row in enumerate(people.rows.tolist()):
            made += _total(lattice, register, row, position, np.arange(person * width, (person + 1) * width), of)
    for row in people.foot.tolist():
        label = next((lattice.fold(row, position) for position in lattice.filled(row)), "")
        if label.startswith(_PRESENT):
            for day, position in enumerate(days.tolist()):
                made += _total(lattice, register, row, position, np.arange(day, count * width, width), "present")
    return made


def _total(lattice: Lattice, register: str, row: int, position: int, rows: Codes, of: Any) -> list[Total]:  # noqa: PLR0913 - a cell, and what it adds up
    written = number(lattice.text(row, position) or "")
    return [] if written is None else [Total(rows, of, written, lattice.place(row, position, register, "hours"))]
