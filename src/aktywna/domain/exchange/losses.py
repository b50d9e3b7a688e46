"""What a conversion loses, and what there is to say of it: each kind once for a column and a value, with all of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import Notice
from aktywna.domain.registers.register import Origin, Register

Rows = np.ndarray[Any, np.dtype[np.intp]]
_SHOWN = 8
"""So many runs of rows stand in a sentence; how many rows they are all, it says."""


@dataclass(frozen=True, eq=False)
class Loss:
    """One thing to say of some rows of a register: shape (rows,), their positions in order; `column` may be no column of its."""

    notice: Notice
    register: Register
    column: str
    rows: Rows
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def findings(self) -> Iterable[Finding]:
        """Give one finding for each sheet, at the first of the cells, with the numbers of all rows (`rows_lost`, and `at` the first)."""
        register, rows = self.register, self.rows
        origins = register.origins or (Origin("", "", {}),)
        sheets = register.origin[rows] if register.origins and len(register.origin) else np.zeros(len(rows), dtype=np.intp)
        numbers = register.numbers(rows)
        for at, origin in enumerate(origins):
            here = np.flatnonzero(sheets == at)
            if not len(here):
                continue
            mine = numbers[here]
            first = rows[here[:1]]
            if self.column in register.layout.columns:
                place = register.places(first, self.column)[0]
            else:
                place = Place(origin.file, origin.sheet, int(mine[0]), "", register.id)
            every = RowNumbers(mine)
            facts = {**self.facts, "rows": len(mine), "at": every.shortly(), "rows_lost": every}
            yield Finding(self.notice.code, self.notice.severity, place, facts)


@dataclass(frozen=True, eq=False)
class RowNumbers:
    """
    Numbers of rows, written shortly when somebody reads them: of a large register few do.

    >>> str(RowNumbers(np.array([2, 3, 4, 9, 11, 12])))
    '2-4, 9, 11-12'
    """

    numbers: np.ndarray[Any, Any]

    def __str__(self) -> str:
        return ", ".join(self._runs())

    def shortly(self) -> str:
        """Give the first of them."""
        runs = self._runs(_SHOWN + 1)
        return ", ".join(runs) if len(runs) <= _SHOWN else ", ".join([*runs[:_SHOWN], "…"])

    def _runs(self, most: int | None = None) -> list[str]:
        ordered = self.numbers
        steps = np.diff(ordered)
        if (steps <= 0).any():
            # Several things in one row, or rows of several tables.
            ordered = np.sort(ordered)
            ordered = ordered[np.concatenate([[True], np.diff(ordered) > 0])]
            steps = np.diff(ordered)
        breaks = np.flatnonzero(steps > 1)
        firsts = ordered[np.concatenate([[0], breaks + 1])[:most]].tolist()
        lasts = ordered[np.concatenate([breaks, [len(ordered) - 1]])[:most]].tolist()
        return [str(first) if first == last else f"{first}-{last}" for first, last in zip(firsts, lasts, strict=True)]
