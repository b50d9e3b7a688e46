"""By which rules and rates a list is paid in a month: the project's own words first, then the table's, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.counting.tally import Span
from aktywna.domain.efficiency.terms import Assumed
from aktywna.domain.findings.rule import N_
from aktywna.domain.pay.money import rounded
from aktywna.domain.pay.terms import Contribution, Deduction, Pay, PayList, Per, Rounding
from aktywna.domain.promises.era import Value

Table = Mapping[str, Mapping[str, Value]]
"""What the references know of each kind of list, by kind and name; the benefit stands under `benefit`."""
OWN_RATE, BENEFIT = N_("the rate agreed in the project"), N_("the unemployment benefit")
HUNDRED = Decimal(100)


class NoRate(Exception):  # noqa: N818 - what is missing
    """A rate that nobody gives for a month, though somebody is to be paid by it."""

    def __init__(self, what: str, month: date, paid: PayList) -> None:
        super().__init__(what, month, paid.id)
        self.what = what
        """What is missing: an English text marked for translation, or the name of a value."""
        self.month = month
        self.paid = paid


class NoRates(Exception):  # noqa: N818 - likewise
    """All the rates that are missing for a month."""

    def __init__(self, *missing: NoRate) -> None:
        super().__init__(*(one.what for one in missing))
        self.missing = missing


@dataclass(frozen=True)
class Full:
    """The whole amount of a month, a day or an hour, and how it follows."""

    amount: Decimal
    per: Per
    benefit: Decimal | None = None
    """The benefit that it is a share of; nothing where the project agreed a rate."""
    share: Decimal | None = None
    exact: Decimal | None = None
    """What it was before it was rounded."""
    how: Rounding | None = None


@dataclass(eq=False)
class Terms:
    """What holds for one list in one month; `assumed` collects what was used although nobody confirmed it."""

    paid: PayList
    pay: Pay
    table: Table
    month: Span
    assumed: dict[str, Assumed] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """Give a rule of the list; nothing where neither the project nor a source states it."""
        own = getattr(self.paid, name, None)
        if own is not None:
            return own
        return self._known(self.paid.kind, name)

    def number(self, name: str) -> Decimal:
        """Give a rule that is a number; raise `NoRate` where nobody states it."""
        found = self.value(name)
        if found is None:
            known = self.table.get(self.paid.kind, {}).get(name)
            raise NoRate(known.name if known is not None else name, self.month.start, self.paid)  # type: ignore[arg-type]
        return Decimal(found)

    def benefit(self) -> Decimal:
        """Give the unemployment benefit of the month; raise `NoRate` where nobody states it."""
        own = next((one for one in self.pay.benefit if one.holds(self.month.start)), None)
        if own is not None:
            return own.amount
        found = self._known("benefit", "amount")
        if found is None:
            raise NoRate(BENEFIT, self.month.start, self.paid)
        return Decimal(found)

    def full(self, share: str = "share") -> Full:
        """Give the whole amount: as the project agreed, else the share of the benefit; raise `NoRate`."""
        if self.paid.rates:
            rate = next((one for one in self.paid.rates if one.holds(self.month.start)), None)
            if rate is None:
                raise NoRate(OWN_RATE, self.month.start, self.paid)
            return Full(rate.amount, rate.per)
        if "amount" not in self.table.get("benefit", {}) or share not in self.table.get(self.paid.kind, {}):
            raise NoRate(OWN_RATE, self.month.start, self.paid)
        benefit, percent = self.benefit(), self.number(share)
        exact = benefit * percent / HUNDRED
        how = self.rounding()
        return Full(rounded(exact, how) if how else rounded(exact), "month", benefit, percent, exact, how)

    def rounding(self) -> Rounding | None:
        """Give how a full amount is rounded."""
        if self.paid.round is not None:
            return self.paid.round
        step = self._known(self.paid.kind, "step")
        return None if step is None else Rounding(step=step, direction="up")

    def deduction(self, name: str, otherwise: str = "") -> Deduction | None:
        """Give what a day of a kind takes away; of a kind that is not stated, what the other one does."""
        own = getattr(self.paid.deduct, name, None)
        if own is not None:
            return own  # type: ignore[no-any-return]
        part = self._known(self.paid.kind, name)
        if part is None:
            return self.deduction(otherwise) if otherwise else None
        return Deduction(part=int(part))

    def contributions(self) -> tuple[Contribution, ...]:
        """Give the contributions of the month."""
        return tuple(one for one in self.pay.contributions if one.holds(self.month.start))

    def _known(self, kind: str, name: str) -> Any:
        value = self.table.get(kind, {}).get(name)
        valid = value.on(self.month.start) if value is not None else None
        if value is None or valid is None or valid.value is None:
            return None
        if valid.seen is False:
            key = f"rates.{kind}.{name}"
            self.assumed[key] = Assumed(key, value.name, valid.value, value.unit, valid.source)
        return valid.value
