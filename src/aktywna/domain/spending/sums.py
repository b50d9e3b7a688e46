"""Exact sums of entries: in a period, since the start, and what is neither in nor out because nobody wrote down a day or an amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.counting.tally import Span
from aktywna.domain.spending.documents import Amounts, Days, Documents, Ints

ZERO = Decimal("0.00")
_SAFE = 2**62
"""Sums up to here cannot leave 64 bits."""


@dataclass(frozen=True)
class Spent:
    """
    What some entries cost, in PLN: exact, and complete as far as days and amounts are known.

    `cumulative`, `later` and `undated` exclude one another and make `whole`; `before` and `period` make `cumulative`.
    """

    before: Decimal = ZERO
    """Up to the day before the period."""
    period: Decimal = ZERO
    """In the period."""
    later: Decimal = ZERO
    """After the last day that counts."""
    undated: Decimal = ZERO
    """Of entries without a day: in no period."""
    entries: int = 0
    """How many entries the cumulative sum is made of."""
    later_entries: int = 0
    undated_entries: int = 0
    without_amount: int = 0
    """How many entries have no amount: in no sum."""

    @property
    def cumulative(self) -> Decimal:
        """Since the start, up to the end of the period."""
        return self.before + self.period

    @property
    def whole(self) -> Decimal:
        """Everything that has an amount, whatever its day."""
        return self.cumulative + self.later + self.undated

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out because a day or an amount is not known."""
        return not self.undated_entries and not self.without_amount

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.before + other.before,
            self.period + other.period,
            self.later + other.later,
            self.undated + other.undated,
            self.entries + other.entries,
            self.later_entries + other.later_entries,
            self.undated_entries + other.undated_entries,
            self.without_amount + other.without_amount,
        )


def together(parts: list[Spent]) -> Spent:
    """Add up sums of entries that have none in common."""
    return reduce(add, parts, Spent())


def spent(documents: Documents, span: Span, among: Bools | None = None, amounts: Amounts | None = None) -> Spent:
    """
    Add up the entries `among` (all of them when nobody says), what they cost or other `amounts` of theirs.

    Days after `span.last` have not come for this report; an entry without a day is in no period, one without an amount in no sum.
    """
    amounts = documents.cost if amounts is None else amounts
    here = np.ones(len(documents), dtype=np.bool_) if among is None else among
    known = here & amounts.known
    before, inside, later, undated = parted(documents.day, span)
    return Spent(
        pln(amounts.grosze[known & before]),
        pln(amounts.grosze[known & inside]),
        pln(amounts.grosze[known & later]),
        pln(amounts.grosze[known & undated]),
        int((known & (before | inside)).sum()),
        int((known & later).sum()),
        int((known & undated).sum()),
        int((here & ~amounts.known).sum()),
    )


def parted(day: Days, span: Span) -> tuple[Bools, Bools, Bools, Bools]:
    """Say which days lie before a period, in it, after it, and which are not known: shape (entries,) each, one of them true."""
    start, last = np.datetime64(span.start, "D"), np.datetime64(span.last, "D")
    undated, later = np.isnat(day), day > last
    dated = ~undated & ~later
    return dated & (day < start), dated & (day >= start), later, undated


def pln(grosze: Ints) -> Decimal:
    """
    Add up grosze exactly and give PLN.

    >>> pln(np.array([10, 20, -5])), pln(np.array([], dtype="int64"))
    (Decimal('0.25'), Decimal('0.00'))
    """
    most = max(int(grosze.max()), -int(grosze.min())) if len(grosze) else 0
    # Numbers of Python know no bounds: they are slower, and nobody has so much money.
    total = int(grosze.sum()) if most * len(grosze) < _SAFE else sum(grosze.tolist())
    return Decimal(total).scaleb(-2)
