"""Where spending will be at the end of the project at the pace so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from aktywna.domain.counting.pace import Term
from aktywna.domain.spending.lines import HUNDREDTH, percent_of


@dataclass(frozen=True)
class Forecast:
    """What will have been spent by the end at the pace so far, beside the plan."""

    end: date
    at_end: Decimal
    planned: Decimal | None
    gone: Decimal
    """Percent of the term that has gone."""

    @property
    def left(self) -> Decimal | None:
        """PLN of the plan that will not be spent; below zero where it will not suffice."""
        return None if self.planned is None else self.planned - self.at_end

    @property
    def percent(self) -> Decimal | None:
        """The forecast in percent of the plan."""
        return percent_of(self.at_end, self.planned)


def forecast(spent: Decimal, planned: Decimal | None, term: Term | None) -> Forecast | None:
    """
    Give what will have been spent at the end of the term, the days so far being worth as much as those to come.

    Nothing when nothing was spent, when the term's end is not set, and when it has not begun or is over.
    """
    if term is None or not spent or not term.start <= term.today < term.end:
        return None
    at_end = (spent * term.whole / term.gone).quantize(HUNDREDTH, ROUND_HALF_UP)
    return Forecast(term.end, at_end, planned, (Decimal(100 * term.gone) / term.whole).quantize(HUNDREDTH, ROUND_HALF_UP))
