"""A tally as the JSON document of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aktywna.domain.books import Books
from aktywna.domain.indicator import Target
from aktywna.domain.tally import Count, Figures, Tally
from aktywna.steps import behind
from aktywna.steps.assumptions import assumptions
from aktywna.steps.figure_tables import unit_of
from aktywna.steps.split import Split, broken_down
from aktywna.words.wording import language


def as_json(books: Books, tally: Tally, splits: Sequence[Split], who: str | None = None) -> dict[str, Any]:
    """Give period, assumptions and indicators; people behind one number too, by the participants' numbers."""
    chosen = tally.counts if who is None else (tally[who],)
    content: dict[str, Any] = {
        "period": {"from": tally.span.start.isoformat(), "to": tally.span.end.isoformat()},
        "complete": tally.complete,
        "assumptions": [{"value": one.value, "name": one.name, "source": one.source, "seen": one.seen} for one in assumptions(books)],
        "indicators": [_count(books, tally, count, splits) for count in chosen],
    }
    if who is not None:
        content["who"] = behind.as_json(books, tally, chosen[0])
    return content


def _count(books: Books, tally: Tally, count: Count, splits: Sequence[Split]) -> dict[str, Any]:
    indicator = count.indicator
    found: dict[str, Any] = {
        "code": indicator.id,
        "name": indicator.name.say(language()) if indicator.name else indicator.id,
        "unit": unit_of(books, count),
        "kind": indicator.kind,
        "target": _target(count.target),
        "period": _figures(count.period),
        "cumulative": _figures(count.cumulative),
        "population": count.population,
        "excluded": count.excluded,
        "at_least": count.cumulative.at_least,
        "percent": _number(count.percent),
        "numerator": _number(count.numerator),
        "denominator": _number(count.denominator),
        "measured": count.change.measured if count.change else None,
        "improved": count.change.improved if count.change else None,
        "mean_change": _number(count.change.mean_change) if count.change else None,
    }
    if splits:
        found["by"] = {split.name: broken_down(books, count, split, tally.span, from_start=True) for split in splits}
        found["by_period"] = {split.name: broken_down(books, count, split, tally.span, from_start=False) for split in splits}
    return found


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "total": _number(figures.total),
        "women": _number(figures.women),
        "men": _number(figures.men),
        "sex_unknown": _number(figures.sex_unknown),
        "unknown": figures.unknown,
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {name: _whole(getattr(target, name)) for name in ("total", "women", "men")}


def _whole(value: Decimal | None) -> int | str | None:
    """Give a promised number: a number of people is a number, an amount or a share is text."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else str(value)


def _number(value: int | Decimal | None) -> int | str | None:
    """Give a number as JSON has it: people are numbers, money and ratios are text."""
    return str(value) if isinstance(value, Decimal) else value
