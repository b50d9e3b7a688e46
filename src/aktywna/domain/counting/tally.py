"""What was counted: met, unmet, unknown, and the people behind each number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.promises.indicator import Indicator, Target

if TYPE_CHECKING:
    from aktywna.domain.counting.reported import Correction

Bools = np.ndarray[Any, np.dtype[np.bool_]]
SEXES = ("", "woman", "man")
"""What is known of somebody's sex; empty: nothing."""
NO_DAY = np.datetime64("9999-01-01", "s")
"""The day of a unit that has none."""
_NO_ROWS = (np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp))


@dataclass(frozen=True)
class Span:
    """A reporting period, both days included."""

    start: date
    end: date
    name: str = ""
    """How the reader calls it: `2018-11`, `2018-Q4`, a name from the reporting calendar."""
    known: date | None = None
    """The day on which the registers were closed: what is dated later has not happened, whatever the period."""

    @property
    def last(self) -> date:
        """The last day whose events count."""
        return self.end if self.known is None else min(self.end, self.known)


@dataclass(frozen=True)
class Figures:
    """One number with its breakdown by sex; `unknown` is how many of whom it is not known whether they count."""

    total: int | Decimal | None
    women: int | Decimal | None = None
    men: int | Decimal | None = None
    sex_unknown: int | Decimal | None = None
    unknown: int = 0
    may_fall: bool = False
    """Whether what is not known could also make the number smaller: a share of people of whom not all are known."""

    @property
    def at_least(self) -> bool:
        """Whether the number is a lower bound."""
        return self.unknown > 0 and not self.may_fall


@dataclass(frozen=True)
class AreaChange:
    """What the pairs of assessments of one area say: of how many persons, how many improved, by how much on the average."""

    area: str
    measured: int
    improved: int
    mean_change: Decimal | None
    before: Decimal | None = None
    """The mean score before, and after it, of the same persons."""
    after: Decimal | None = None


@dataclass(frozen=True)
class Unpaired:
    """An assessment that has no other to be compared with."""

    row: int
    """The participant's row."""
    area: str
    missing: str
    """The phase that is missing: `pre` or `post`."""


@dataclass(frozen=True)
class Change:
    """What pairs of assessments say: how many were measured, how many improved, by how much on the average."""

    measured: int
    improved: int
    mean_change: Decimal | None
    areas: tuple[AreaChange, ...] = ()
    """The same of each area, in the order of the indicator."""
    unpaired: tuple[Unpaired, ...] = ()
    """Assessments without the other one, of the people that the indicator is about."""


@dataclass(frozen=True, eq=False)
class Units:
    """
    The units an indicator is about, one entry each (persons, not rows): shapes (units,).

    `met`, `unmet` and `unknown` exclude one another and add up to the population; `day` is when a unit met it.
    """

    codes: np.ndarray[Any, np.dtype[np.intp]]
    """What tells the units apart; persons have the same number in every indicator (`domain.people.persons`)."""
    rows: np.ndarray[Any, np.dtype[np.intp]]
    """The row of the register that stands for each unit."""
    met: Bools
    unmet: Bools
    unknown: Bools
    day: np.ndarray[Any, np.dtype[np.datetime64]]
    sexes: np.ndarray[Any, Any] | None
    """The place of each sex in `SEXES`; nothing where units have no sex (documents, forms of support)."""
    weight: np.ndarray[Any, Any] | None = None
    """What is added up, where the indicator is a sum: grosze when `money`, else the number itself."""
    money: bool = False
    also_met: tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]] = _NO_ROWS
    """Further rows that met it: a person's participations in other editions. Positions of units, and their rows."""

    _within: dict[tuple[date | None, date], Bools] = field(default_factory=dict, repr=False)
    _standing: dict[tuple[date, date], tuple[np.ndarray[Any, np.dtype[np.intp]], Bools]] = field(default_factory=dict, repr=False)

    @cached_property
    def population(self) -> int:
        return int(self.met.sum() + self.unmet.sum() + self.unknown.sum())

    def within(self, span: Span, *, from_start: bool) -> Bools:
        """Say whose day is in the span, or from the start of the project up to its end: shape (units,)."""
        key = (None if from_start else span.start, span.last)
        if key not in self._within:
            inside = self.day <= np.datetime64(span.last, "s")
            self._within[key] = inside | (self.day == NO_DAY) if from_start else inside & (self.day >= np.datetime64(span.start, "s"))
        return self._within[key]

    def standing(self, span: Span) -> tuple[np.ndarray[Any, np.dtype[np.intp]], Bools]:
        """Give the rows of the units that met it from the start up to the end of the span, and which of them met it in the span."""
        key = (span.start, span.last)
        if key not in self._standing:
            met = np.flatnonzero(self.met & self.within(span, from_start=True))
            self._standing[key] = self.rows[met], self.within(span, from_start=False)[met]
        return self._standing[key]


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
    denominator_unknown: int = 0
    """Of a share: of how many it is not known whether they belong to the people it is a share of."""
    between: tuple[Decimal | None, Decimal | None] | None = None
    """Of a share with unknowns: the least and the most it can be; nothing where there is no such bound."""
    divided: tuple[Count, Count] | None = None
    """Of a share: the counts of its numerator and of its denominator."""
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
    excluded: tuple[tuple[int, tuple[str, ...]], ...] = ()
    """Participants left out as incomplete: the position of the row and the missing columns."""
    corrections: tuple[Correction, ...] | None = ()
    """What changed in figures that were already reported (`domain.counting.reported`); nothing where their list cannot be relied on."""

    def __getitem__(self, code: str) -> Count:
        for count in self.counts:
            if count.indicator.id == code:
                return count
        raise KeyError(code)
