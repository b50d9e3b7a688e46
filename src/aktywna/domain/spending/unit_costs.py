"""What one participant and one result cost: money over the numbers of people that `count` gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from aktywna.domain.counting.adding_up import counts_persons
from aktywna.domain.counting.tally import Count
from aktywna.domain.spending.lines import HUNDREDTH
from aktywna.domain.spending.sums import Spent


@dataclass(frozen=True)
class UnitCost:
    """An indicator of persons, and what one of them was to cost and cost."""

    count: Count
    planned: Decimal | None
    """PLN of the project's value for one planned person."""
    actual: Decimal | None
    """PLN spent since the start for one person achieved; nothing of nobody."""

    @property
    def at_most(self) -> bool:
        """Whether one costs no more than that: of some people it is not known whether they count, so there may be more."""
        return self.actual is not None and self.count.cumulative.unknown > 0


def unit_costs(counts: Iterable[Count], value: Decimal | None, spent: Spent | None) -> tuple[UnitCost, ...]:
    """
    Give what one participant and one person of each result cost; indicators of anything but persons are left out.

    So are outputs that are a part of the participants (a status, a form of support): the whole was not spent for that part.
    The whole of the expenditure is divided, whatever it was for. `value` is the project's, nothing for a part of one.
    """
    found = []
    for one in counts:
        is_part = one.indicator.kind == "output" and (one.indicator.when or one.indicator.among)
        if one.indicator.soft is not None or is_part or not counts_persons(one.indicator):
            continue
        target, reached = one.target, one.cumulative.total
        planned = each(value, target.total) if value is not None and target is not None else None
        found.append(UnitCost(one, planned, None if spent is None or reached is None else each(spent.cumulative, reached)))
    return tuple(found)


def each(amount: Decimal, of: int | Decimal) -> Decimal | None:
    """
    Divide an amount by a number of people, to the grosz; nothing for nobody.

    >>> each(Decimal("1524816.00"), 273), each(Decimal(1), 0)
    (Decimal('5585.41'), None)
    """
    return (amount / Decimal(of)).quantize(HUNDREDTH, ROUND_HALF_UP) if of else None
