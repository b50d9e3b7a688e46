"""A tally as the JSON document of COMMANDS.md."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aktywna.domain.counting.tally import Count, Figures, Tally
from aktywna.domain.promises.indicator import Target
from aktywna.domain.registers.books import Books
from aktywna.steps import behind, corrections, pace
from aktywna.steps.assumptions import assumptions
from aktywna.steps.part_words import part_as_json
from aktywna.steps.split import Split, broken_down
from aktywna.steps.tables import soft as soft_tables
from aktywna.steps.tables.figures import unit_of
from aktywna.words.wording import language


def as_json(books: Books, tally: Tally, splits: Sequence[Split], who: str | None = None, *, show_personal: bool = False) -> dict[str, Any]:
    """Give period, assumptions and indicators; people behind one number too, by the participants' numbers."""
    chosen = tally.counts if who is None else (tally[who],)
    known = pace.paces(books, tally)
    content: dict[str, Any] = {
        "part": part_as_json(books),
        "period": {"from": tally.span.start.isoformat(), "to": tally.span.end.isoformat()},
        "complete": tally.complete,
        "assumptions": [{"value": one.value, "name": one.name, "source": one.source, "seen": one.seen} for one in assumptions(books)],
        "indicators": [_count(books, tally, count, splits) | {"pace": pace.pace_json(known.get(count.indicator.id))} for count in chosen],
        "corrections": corrections.as_json(tally),
    }
    if books.project.recruitment_plan:
        content["recruitment"] = pace.recruitment_json(books, tally)
    if who is not None:
        content["who"] = behind.as_json(*behind.sides(books, tally, chosen[0], show_personal=show_personal))
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
        "at_least": count.cumulative.unknown > 0,
        "percent": _number(count.percent),
        "numerator": _number(count.numerator),
        "denominator": _number(count.denominator),
        "denominator_unknown": count.denominator_unknown if indicator.ratio is not None else None,
        "between": [_number(bound) for bound in count.between] if count.between else None,
        "measured": count.change.measured if count.change else None,
        "improved": count.change.improved if count.change else None,
        "mean_change": _number(count.change.mean_change) if count.change else None,
        **soft_tables.as_json(books, count),
    }
    if splits:
        broken = {split.name: broken_down(books, count, split, tally.span) for split in splits}
        for key, from_start in (("by", True), ("by_period", False)):
            numbers = {name: one.coded(from_start=from_start) for name, one in broken.items()}
            found[key] = {name: {value: _number(number) for value, number in parts.items()} for name, parts in numbers.items()}
        found["overlapping"] = [name for name, one in broken.items() if one.overlapping]
        found["not_broken_down"] = [name for name, one in broken.items() if not one.has_meaning]
        found["not_kept"] = [name for name, one in broken.items() if one.not_kept]
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
