"""Założenia: what a result rests on although nobody has confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from aktywna.domain.books import Books
from aktywna.domain.condition import Condition, EraValue
from aktywna.domain.era import Value
from aktywna.domain.indicator import Indicator
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.wording import language

ALWAYS_USED = ("incomplete", "complete_columns")
"""Values of the era that every count uses."""


@dataclass(frozen=True)
class Assumption:
    """One thing that is taken for granted."""

    value: str
    """The era value's id, an indicator's code, a criterion's id, or nothing."""
    name: str
    source: str
    seen: bool = False


def assumptions(books: Books) -> tuple[Assumption, ...]:
    """Give every unconfirmed value and definition that the project's count used, and what the project itself assumed."""
    tongue = language()
    found: list[Assumption] = []
    for name in dict.fromkeys([*ALWAYS_USED, *_used(books.indicators)]):
        value = books.era.values.get(name)
        if value is not None and value.seen is False:
            found.append(Assumption(name, value.name.say(tongue) + _shown(value), value.source))
    found += [
        Assumption(indicator.id, indicator.name.say(tongue) if indicator.name else indicator.id, indicator.source)
        for indicator in books.indicators
        if indicator.seen is False
    ]
    for criterion in books.project.criteria:
        if criterion.assumption is not None:
            found.append(Assumption(criterion.id, criterion.assumption.say(tongue), "project.toml"))
    found += [Assumption("", one.say(tongue), "project.toml") for one in books.project.assumptions]
    return tuple(found)


def _shown(value: Value) -> str:
    """Say a value after its name, in the reader's words; a code or a yes is already said by the name."""
    if isinstance(value.value, Decimal):
        return f": {figures.number(value.value)}"
    return f": {', '.join(name_of('column', one) for one in value.value)}" if isinstance(value.value, tuple) else ""


def _used(indicators: tuple[Indicator, ...]) -> Iterator[str]:
    for indicator in indicators:
        for condition in (*indicator.among, *indicator.when):
            yield from _of(condition)


def _of(condition: Condition) -> Iterator[str]:
    if isinstance(condition.plus_days, EraValue):
        yield condition.plus_days.era
    for parts in (condition.where, condition.any_, condition.all_, condition.none_):
        for part in parts or ():
            yield from _of(part)
