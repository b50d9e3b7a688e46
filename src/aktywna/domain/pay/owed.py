"""What is owed to one person on one list, step by step, and what a whole list comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from aktywna.domain.counting.tally import Span
from aktywna.domain.efficiency.terms import Assumed
from aktywna.domain.findings.finding import Finding
from aktywna.domain.pay.money import NOTHING, shared
from aktywna.domain.pay.terms import PayList


@dataclass(frozen=True)
class Step:
    """One step of the reckoning: a sentence with places for its facts."""

    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Owed:
    """What one participation is owed on one list."""

    row: int
    """The row of the participants' register."""
    hours: Decimal | None
    days: int
    rate: Decimal | None
    """The rate of the month, the day or the hour."""
    amount: Decimal | None
    """In PLN, to the grosz; nothing where it cannot be known, and a finding says why."""
    steps: tuple[Step, ...] = ()
    source: tuple[int, ...] = ()
    """Rows of the diary, by position."""
    by_form: Mapping[str, Decimal] = field(default_factory=dict)
    """Hours (days where there are none) of each form, by which the amount is shared out."""
    base: Decimal = NOTHING
    """What contributions are reckoned from."""
    contributions: tuple[Decimal, ...] = ()
    """The amount of each contribution of the month."""

    @property
    def cost(self) -> Decimal:
        """What the project pays on top."""
        return sum(self.contributions, NOTHING)

    def shares(self) -> dict[str, Decimal]:
        """Give the amount of each form; they add up to the whole."""
        if self.amount is None:
            return {}
        return dict(zip(self.by_form, shared(self.amount, list(self.by_form.values())), strict=True))


@dataclass(frozen=True, eq=False)
class Listed:
    """A list of one month."""

    paid: PayList
    month: Span
    people: tuple[Owed, ...]
    findings: tuple[Finding, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    names: tuple[Any, ...] = ()
    """The names of the contributions, in the order of each person's."""
    insured: bool = False
    uncounted: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Rows of the diary that do not count because they cannot be read, by participation."""
    undated: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Rows without a day that can be read, likewise."""
    entries: int = 0
    """How many entries of the month the diary has in its forms of support, of whomever it may concern."""

    @property
    def amount(self) -> Decimal:
        """What the whole list comes to, without what cannot be known."""
        return sum((one.amount for one in self.people if one.amount is not None), NOTHING)

    @property
    def base(self) -> Decimal:
        return sum((one.base for one in self.people), NOTHING)

    @property
    def cost(self) -> Decimal:
        return sum((one.cost for one in self.people), NOTHING)

    @property
    def hours(self) -> Decimal:
        return sum((one.hours for one in self.people if one.hours is not None), Decimal(0))

    @property
    def days(self) -> int:
        return sum(one.days for one in self.people)

    @property
    def unknown(self) -> int:
        """How many people are owed something that nobody can reckon."""
        return sum(one.amount is None for one in self.people)

    def by_form(self) -> dict[str, Decimal]:
        """Give the amount of each form of support; they add up to the whole."""
        found: dict[str, Decimal] = {}
        for one in self.people:
            for form, part in one.shares().items():
                found[form] = found.get(form, NOTHING) + part
        return found
