"""A table that was turned: its rows as they are typed, and what the sheet says beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import pandas as pd

from aktywna.domain.cells.kinds import read_column
from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_, WARNING, notice
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout
from aktywna.domain.sheets.lattice import Codes, Lattice
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Stored
from aktywna.domain.sheets.titles import Titled

SUM_DIFFERS = notice(
    "R046",
    WARNING,
    title=N_("A total in a list is not the sum of its cells."),
    says=N_("Under or beside the table stands {written:number}, while its cells make {counted:number}."),
    do=N_("Correct the cells or the total; the program counts from the cells and never takes a total from the file."),
    basis="registers.md 6.6",
)

Said = Mapping[str, frozenset[str]]
"""What a legend says: a mark as written, and everything it is said to mean."""


@dataclass(frozen=True)
class Total:
    """A number that somebody added up: over which rows, of what, and where it stands."""

    rows: Codes
    of: Literal["hours", "present", "either"]
    written: Decimal
    place: Place


@dataclass(frozen=True, eq=False)
class Turned:
    """Rows of a diary before its marks are read; `mark` holds them as written."""

    rows: Rows
    legend: Said = field(default_factory=dict)
    totals: Sequence[Total] = ()
    is_matrix: bool = False
    """Whether every row is a cell, so that an empty one is a mark too; hours in it belong to those who were there."""


def constant(
    layout: Layout, choices: Mapping[str, Choice], project: Project, lattice: Lattice, titled: Mapping[str, Titled]
) -> tuple[dict[str, str], list[Finding]]:
    """
    Give the texts that hold for every row of a table, each read once; what cannot be read is said of its own cell.

    A text that its column cannot read is not handed on: it would be said again for every row.
    """
    good: dict[str, str] = {}
    findings: list[Finding] = []
    for name, value in titled.items():
        column = layout.columns[name]
        stored = np.array([lattice.stored[value.row, value.column]], dtype=np.uint8)
        if value.text != lattice.text(value.row, value.column):
            stored[:] = Stored.TEXT
        reading = read_column(column, pd.Series([value.text], dtype="str"), stored, vocabulary(column, choices, project))
        place = lattice.place(value.row, value.column, layout.id, name)
        for trouble in reading.troubles:
            facts = {fact: series.iloc[0] if isinstance(series, pd.Series) else series for fact, series in trouble.facts.items()}
            facts = {fact: None if pd.isna(known) else known for fact, known in facts.items()}
            findings.append(Finding(trouble.notice.code, trouble.notice.severity, place, facts))
        if reading.typed.notna().all():
            good[name] = value.text
    return good, findings


def same(text: str, rows: int) -> pd.Series[Any]:
    """Give a column that says the same in every row."""
    return pd.Series(pd.array([text], dtype="str").take(np.zeros(rows, dtype=np.intp)))
