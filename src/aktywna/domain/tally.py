"""What was counted: met, unmet, unknown, and the people behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

import numpy as np

from aktywna.domain.indicator import Indicator, Target

Bools = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Span:
    """A reporting period, both days included."""

    start: date
    end: date
    name: str = ""
    """How the reader calls it: `2018-11`, `2018-Q4`, a name from the reporting calendar."""


@dataclass(frozen=True)
class Figures:
    """One number with its breakdown by sex; `unknown` is how many of whom it is not known whether they count."""

    total: int | Decimal | None
    women: int | Decimal | None = None
    men: int | Decimal | None = None
    sex_unknown: int | Decimal | None = None
    unknown: int = 0

    @property
    def at_least(self) -> bool:
        """Whether the number is a lower bound."""
        return self.unknown > 0


@dataclass(frozen=True)
class Change:
    """What pairs of assessments say: how many were measured, how many improved, by how much on the average."""

    measured: int
    improved: int
    mean_change: Decimal | None


@dataclass(frozen=True, eq=False)
class Units:
    """
    The units an indicator is about, one entry each (persons, not rows): shapes (units,).

    `met`, `unmet` and `unknown` exclude one another and add up to the population; `day` is when a unit met it.
    """

    keys: tuple[str, ...]
    """What tells the units apart; for persons a key that may hold a PESEL, so it is never shown."""
    rows: np.ndarray[Any, np.dtype[np.intp]]
    """The row of the register that stands for each unit."""
    met: Bools
    unmet: Bools
    unknown: Bools
    day: np.ndarray[Any, np.dtype[np.datetime64]]
    sex: np.ndarray[Any, Any] | None
    """`woman`, `man` or empty; nothing where units have no sex (documents, forms of support)."""
    weight: np.ndarray[Any, Any] | None = None
    """What is added up, where the indicator is a sum: grosze when `money`, else the number itself."""
    money: bool = False

    @cached_property
    def population(self) -> int:
        return int(self.met.sum() + self.unmet.sum() + self.unknown.sum())


@dataclass(frozen=True, eq=False)
class Count:
    """One indicator, counted."""

    indicator: Indicator
    target: Target | None
    period: Figures
    cumulative: Figures
    population: int
    excluded: int = 0
    """How many were left out because their record is incomplete."""
    units: Units | None = None
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    change: Change | None = None

    @property
    def percent(self) -> Decimal | None:
        """Cumulative against the target, in percent with two decimals; nothing without a target."""
        if self.target is None or not self.target.total or self.cumulative.total is None:
            return None
        return (Decimal(100) * Decimal(self.cumulative.total) / self.target.total).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, eq=False)
class Tally:
    """Everything counted for one period of one project (or of one part of it)."""

    span: Span
    counts: tuple[Count, ...]
    complete: bool
    excluded: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Participants left out as incomplete: key and the missing columns."""

    def __getitem__(self, code: str) -> Count:
        for count in self.counts:
            if count.indicator.id == code:
                return count
        raise KeyError(code)
