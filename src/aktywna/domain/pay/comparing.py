"""A list beside that of the month before: whose amount is another one, and by how much because of what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from aktywna.domain.pay.money import NOTHING
from aktywna.domain.pay.owed import Listed, Owed

Reason = Literal["new", "gone", "attendance", "rate", "other"]
REASONS: tuple[Reason, ...] = ("new", "gone", "attendance", "rate", "other")


@dataclass(frozen=True)
class Change:
    """One person whose amount differs."""

    owed: Owed
    """What the person is owed now, or was owed before when they are not on the list any more."""
    before: Decimal | None
    now: Decimal | None
    reason: Reason

    @property
    def difference(self) -> Decimal:
        """How much more it is now; what cannot be known counts as nothing."""
        return (self.now or NOTHING) - (self.before or NOTHING)


@dataclass(frozen=True)
class Compared:
    """A list of two months."""

    now: Listed
    before: Listed
    changes: tuple[Change, ...]

    def because(self) -> dict[Reason, Decimal]:
        """Give what each reason comes to; together they are the difference of both lists."""
        return {
            reason: sum((one.difference for one in self.changes if one.reason == reason), NOTHING)
            for reason in REASONS
            if any(one.reason == reason for one in self.changes)
        }


def compared(now: Listed, before: Listed) -> Compared:
    """
    Compare a list with that of the month before, both reckoned from the same registers, participation by participation.

    A difference that neither attendance nor the rate explains is `other`: somebody has to look at it.
    """
    ours, theirs = {one.row: one for one in now.people}, {one.row: one for one in before.people}
    found = []
    for person in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(person), theirs.get(person)
        if one is None:
            assert other is not None
            found.append(Change(other, other.amount, None, "gone"))
        elif other is None:
            found.append(Change(one, None, one.amount, "new"))
        elif one.amount != other.amount:
            found.append(Change(one, other.amount, one.amount, _why(one, other)))
    return Compared(now, before, tuple(found))


def _why(one: Owed, other: Owed) -> Reason:
    if one.rate != other.rate:
        return "rate"
    return "attendance" if (one.hours, one.days) != (other.hours, other.days) else "other"
