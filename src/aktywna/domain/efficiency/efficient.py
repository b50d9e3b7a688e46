"""One measure of efficiency: who is in the denominator, who reached the effect, and how many more must, in people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

import numpy as np

from aktywna.domain.efficiency.leaving import Ints
from aktywna.domain.efficiency.terms import Measure, Threshold
from aktywna.domain.presence.working_days import Days
from aktywna.domain.promises.model import Name

MET, UNMET, OPEN, DOUBTFUL, LEFT_OUT = "met", "unmet", "open", "doubtful", "left_out"
"""How a person stands: in the denominator with the effect, without it, or not known yet; perhaps in it; not in it."""


@dataclass(frozen=True, eq=False)
class Efficient:
    """
    One measure of one group: its people, one entry each, and what follows from them.

    `met`, `unmet` and `unknown` (`open` and `doubtful` together) add up to the population; who is left out is not in it.
    """

    group: str
    group_name: Name
    measure: Measure
    threshold: Threshold | None
    rows: Ints
    """The participants' row that stands for each person."""
    standing: np.ndarray[Any, Any]
    why: np.ndarray[Any, Any]
    """The reason of each standing, as a code; empty for who reached the effect."""
    day: Days
    """The day of the effect; of who may still reach it the last day on which it would count."""

    @property
    def code(self) -> str:
        """What `count --who` calls it: `employment-A`."""
        return f"{self.measure}-{self.group}"

    @cached_property
    def many(self) -> Mapping[str, int]:
        """How many people stand in each way."""
        return {one: int((self.standing == one).sum()) for one in (MET, UNMET, OPEN, DOUBTFUL, LEFT_OUT)}

    @property
    def numerator(self) -> int:
        return self.many[MET]

    @property
    def denominator(self) -> int:
        """Who is known to have ended and is not excluded, whether or not their effect is known."""
        return self.many[MET] + self.many[UNMET] + self.many[OPEN]

    @property
    def unknown(self) -> int:
        return self.many[OPEN] + self.many[DOUBTFUL]

    @property
    def population(self) -> int:
        return self.denominator + self.many[DOUBTFUL]

    @property
    def share(self) -> Decimal | None:
        """The ratio in percent with two decimals; nothing over an empty denominator (rules.md 4.2), never 0 % or 100 %."""
        if not self.denominator:
            return None
        return (Decimal(100 * self.numerator) / self.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def needed(self) -> int | None:
        """How many people reach the threshold with this denominator; nothing without a threshold or a denominator."""
        if self.threshold is None:
            return None
        if self.threshold.people is not None:
            return self.threshold.people
        assert self.threshold.percent is not None
        return people_needed(self.threshold.percent, self.denominator) if self.denominator else None

    @property
    def missing(self) -> int | None:
        """How many more must reach the effect; 0 when the threshold is reached."""
        return None if self.needed is None else max(self.needed - self.numerator, 0)

    def reasons(self, standing: str) -> Mapping[str, int]:
        """Say why people stand so, and how many for each reason, the commonest first."""
        found, many = np.unique(self.why[self.standing == standing].astype(str), return_counts=True)
        return dict(sorted(zip(found.tolist(), many.tolist(), strict=True), key=lambda one: (-one[1], one[0])))


def people_needed(percent: Decimal, of: int) -> int:
    """
    Give the least number of people that is at least `percent` of `of`, in whole numbers, so that a boundary is exact.

    >>> people_needed(Decimal(34), 50), people_needed(Decimal(34), 51), people_needed(Decimal("33.3"), 1000)
    (17, 18, 333)
    """
    part, whole = percent.as_integer_ratio()
    return -(-part * of // (whole * 100))
