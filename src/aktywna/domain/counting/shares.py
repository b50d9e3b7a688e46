"""Shares: the people of one indicator among the people of another, and one sum in another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from aktywna.domain.counting.adding_up import counts_persons
from aktywna.domain.counting.tally import SEXES, Bools, Count, Figures, Span, Units
from aktywna.domain.promises.indicator import Indicator

_WOMAN, _MAN = SEXES.index("woman"), SEXES.index("man")


@dataclass(frozen=True, eq=False)
class Among:
    """The people a share is about: those of the denominator, and which of the numerator's people are among them."""

    above: Units
    below: Units
    numerator: Bools
    """Which of `above` count: met, and among the people of the denominator."""
    denominator: Bools
    """Which of `below` count."""


def count_ratio(indicator: Indicator, of: Count, to: Count, span: Span) -> Count:
    """
    Divide one count by another; an empty denominator gives nothing, never 0 % or 100 %.

    Of persons the numerator are those who are among the denominator's people. Where it is not known of somebody whether
    they belong to the denominator, the share may be smaller too: it is no lower bound, and `between` says what it can be.
    """
    if not (counts_persons(of.indicator) and counts_persons(to.indicator)) or of.units is None or to.units is None:
        return _of_numbers(indicator, of, to)
    period, since = (among(of.units, to.units, span, from_start=from_start) for from_start in (False, True))
    open_below, between = _bounds(of.units, to.units, span)
    return Count(
        indicator,
        indicator.target,
        _shares(period, _open_above(period, span, from_start=False), may_fall=open_below > 0),
        _shares(since, _open_above(since, span, from_start=True), may_fall=open_below > 0),
        population=to.population,
        numerator=int(since.numerator.sum()),
        denominator=int(since.denominator.sum()),
        denominator_unknown=open_below,
        between=between,
        divided=(of, to),
    )


def among(of: Units, to: Units, span: Span, *, from_start: bool) -> Among:
    """Give the people of a share, in the span or from the start of the project up to its end."""
    belongs = np.isin(of.codes, to.codes[to.met & to.within(span, from_start=True)])
    return Among(of, to, of.met & belongs & of.within(span, from_start=from_start), to.met & to.within(span, from_start=from_start))


def share(part: int | Decimal | None, whole: int | Decimal | None, *, percent: bool = True) -> Decimal | None:
    """
    Give a part of a whole, in percent with two decimals (or one divided by the other); nothing of nothing.

    >>> share(390, 450), share(1, 0)
    (Decimal('86.67'), None)
    """
    if part is None or not whole:
        return None
    return ((100 if percent else 1) * Decimal(part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def is_percent(indicator: Indicator) -> bool:
    """Whether a ratio is a share; else it is so much of one for each of the other: PLN per person."""
    return indicator.unit in {None, "percent"}


def _shares(people: Among, unknown: int, *, may_fall: bool) -> Figures:
    above, below = people.above.sexes, people.below.sexes
    assert above is not None
    assert below is not None
    women, men = (
        share(int((people.numerator & (above == sex)).sum()), int((people.denominator & (below == sex)).sum())) for sex in (_WOMAN, _MAN)
    )
    total = share(int(people.numerator.sum()), int(people.denominator.sum()))
    return Figures(total, women, men, unknown=unknown, may_fall=may_fall)


def _open_above(people: Among, span: Span, *, from_start: bool) -> int:
    """Count the denominator's people of whom it is not known whether they belong to the numerator."""
    of, to = people.above, people.below
    belongs = np.isin(of.codes, to.codes[to.met & to.within(span, from_start=True)])
    return int((of.unknown & belongs & of.within(span, from_start=from_start)).sum())


def _bounds(of: Units, to: Units, span: Span) -> tuple[int, tuple[Decimal | None, Decimal | None] | None]:
    """Say of how many it is not known whether they belong to the denominator, and between what the share must be."""
    then_of, then_to = of.within(span, from_start=True), to.within(span, from_start=True)
    inside, doubtful = to.codes[to.met & then_to], to.codes[to.unknown & then_to]
    met, unknown = of.codes[of.met & then_of], of.codes[of.unknown & then_of]
    sure, perhaps = int(np.isin(inside, met).sum()), int(np.isin(inside, unknown).sum())
    would, might = int(np.isin(doubtful, met).sum()), int(np.isin(doubtful, unknown).sum())
    if not len(doubtful) and not perhaps:
        return 0, None
    least = share(sure, len(inside) + len(doubtful) - would)
    most = share(sure + perhaps + would + might, len(inside) + would + might)
    return len(doubtful), (least, most)


def _of_numbers(indicator: Indicator, of: Count, to: Count) -> Count:
    """Divide one number by another where they are not both persons."""
    percent = is_percent(indicator)
    may_fall = to.cumulative.unknown > 0
    return Count(
        indicator,
        indicator.target,
        Figures(share(of.period.total, to.period.total, percent=percent), unknown=of.period.unknown, may_fall=may_fall),
        Figures(share(of.cumulative.total, to.cumulative.total, percent=percent), unknown=of.cumulative.unknown, may_fall=may_fall),
        population=to.population,
        numerator=of.cumulative.total,
        denominator=to.cumulative.total,
        denominator_unknown=to.cumulative.unknown,
        divided=(of, to),
    )
