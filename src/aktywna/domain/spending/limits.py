"""Limits on categories of costs, and costs that are settled as a percentage of others (flat rates)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.budget import FlatRate, Limit
from aktywna.domain.registers.layout import normal
from aktywna.domain.spending.documents import Documents, documents_of
from aktywna.domain.spending.lines import HUNDREDTH
from aktywna.domain.spending.sums import Spent, spent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


@dataclass(frozen=True)
class LimitLine:
    """A limit of the agreement and what was spent of it."""

    limit: Limit
    base: Decimal | None
    """PLN that the share is of; nothing where the limit is an amount."""
    allowed: Decimal
    """PLN, to the grosz."""
    spent: Spent

    @property
    def left(self) -> Decimal:
        """PLN that may still be spent; below zero where the limit is exceeded."""
        return self.allowed - self.spent.cumulative

    @property
    def is_moving(self) -> bool:
        """Whether the limit grows with what is spent, so that only the end of the project decides."""
        return self.limit.amount is None and self.limit.base == "spent"


@dataclass(frozen=True)
class FlatLine:
    """
    Costs settled as a percentage of others: what they are of, what they make, and what the register has of them.

    The costs that they are of are those spent so far without the categories that the agreement takes out
    (registers.md 13: POZ 1033: the rate times the approved expenditure minus cross-financing).
    """

    flat: FlatRate
    base: Spent
    """Costs that the percentage is of."""
    taken_out: Spent
    """Costs of the categories that are not among them."""
    entered: Spent | None
    """What the register has as these costs; nothing where the definition names no category for them."""

    @property
    def cumulative(self) -> Decimal:
        """PLN since the start: the rate of the base, rounded to the grosz."""
        return self._of(self.base.cumulative)

    @property
    def period(self) -> Decimal:
        """PLN in the period: what the sum since the start has grown by, so that periods make the whole."""
        return self.cumulative - self._of(self.base.before)

    @property
    def too_much(self) -> Decimal:
        """PLN that the register has beyond what the rate gives; zero or less where it has not."""
        return Decimal(0) if self.entered is None else self.entered.cumulative - self.cumulative

    def _of(self, base: Decimal) -> Decimal:
        return (base * self.flat.rate / 100).quantize(HUNDREDTH, ROUND_HALF_UP)


def limit_lines(books: Books, span: Span) -> tuple[LimitLine, ...]:
    """Give each limit of the budget; nothing where no register says what was spent, or for a part of a project."""
    budget, documents = books.project.budget, books.once(documents_of)
    if budget is None or documents is None or books.part is not None:
        return ()
    bases = {"total": budget.total, "grant": budget.of_kind("grant"), "spent": spent(documents, span).cumulative}
    lines = []
    for limit in budget.limits:
        base = bases[limit.base] if limit.amount is None and limit.share is not None else None
        allowed = limit.allowed(budget.total if base is None else base).quantize(HUNDREDTH, ROUND_HALF_UP)
        lines.append(LimitLine(limit, base, allowed, spent(documents, span, of_limit(documents, limit.category))))
    return tuple(lines)


def flat_lines(books: Books, span: Span) -> tuple[FlatLine, ...]:
    """Give the costs settled by flat rates; nothing where no register says what they are of."""
    budget, documents = books.project.budget, books.once(documents_of)
    if budget is None or documents is None:
        return ()
    themselves = np.logical_or.reduce([np.zeros(len(documents), bool), *(of_flat(documents, one) for one in budget.flat_rates)])
    lines = []
    for one in budget.flat_rates:
        out = np.logical_or.reduce([np.zeros(len(documents), bool), *(of_limit(documents, name) for name in one.minus)]) & ~themselves
        lines.append(
            FlatLine(
                one,
                spent(documents, span, ~themselves & ~out),
                spent(documents, span, out),
                None if one.category is None else spent(documents, span, of_flat(documents, one)),
            )
        )
    return tuple(lines)


def of_limit(documents: Documents, category: str) -> Bools:
    """Say which entries are in a category subject to limits: shape (entries,)."""
    found = documents.limited.get(normal(category))
    return np.zeros(len(documents), dtype=np.bool_) if found is None else found


def of_flat(documents: Documents, flat: FlatRate) -> Bools:
    """Say which entries are flat-rate costs that the register has: shape (entries,)."""
    places = [place for place, one in enumerate(documents.categories) if one.id == flat.category]
    return np.isin(documents.category, places) if places else np.zeros(len(documents), dtype=np.bool_)
