"""Lists that were given out before, and whose amounts are other ones today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aktywna.domain.pay.money import NOTHING
from aktywna.domain.pay.owed import Listed, Owed


@dataclass(frozen=True)
class Given:
    """A list as it was given out last."""

    month: str
    id: str
    """The list's id in the definition."""
    as_of: date
    """The day on which the registers were closed."""
    file: str
    """The file it was written into."""
    amount: Decimal
    people: Mapping[str, Decimal | None]
    """What each person was owed, by number; nobody where numbers are personal data."""


@dataclass(frozen=True)
class Since:
    """An amount that is another one than on the list that was given out."""

    given: Given
    key: str
    """The person's number; empty for the whole list."""
    before: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.now or NOTHING) - (self.before or NOTHING)


def changed_since(given: Iterable[Given], lists: Iterable[Listed], key: Callable[[Owed], str]) -> Iterator[Since]:
    """
    Give every amount that differs from the list that was given out for the same month; `key` gives a person's number or nothing.

    Of lists without numbers of people, the whole.
    """
    known = {(one.month, one.id): one for one in given}
    for listed in lists:
        before = known.get((listed.month.name, listed.paid.id))
        if before is None:
            continue
        now = by_number(listed.people, key)
        if not before.people or "" in now:
            if before.amount != listed.amount:
                yield Since(before, "", before.amount, listed.amount)
            continue
        for person in dict.fromkeys([*before.people, *now]):
            was, is_ = before.people.get(person), now.get(person)
            if was != is_ or (person in before.people) != (person in now):
                yield Since(before, person, was, is_)


def by_number(people: Iterable[Owed], key: Callable[[Owed], str]) -> dict[str, Decimal | None]:
    """Give what people are owed by their numbers: of two participations together, nothing where one of them is not known."""
    found: dict[str, Decimal | None] = {}
    for one in people:
        number = key(one)
        before = found.get(number, NOTHING)
        found[number] = None if before is None or one.amount is None else before + one.amount
    return found


def with_these(given: Iterable[Given], lists: Iterable[Given]) -> tuple[Given, ...]:
    """Give the lists that were given out, these in place of earlier ones of the same month, in order."""
    known = {(one.month, one.id): one for one in given} | {(one.month, one.id): one for one in lists}
    return tuple(known[at] for at in sorted(known))
