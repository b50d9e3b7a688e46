"""How a template shows what it asks for: names, days, numbers with their units, reporting periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from aktywna.domain.counting.tally import Count, Span
from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.calendar import name_of as period_name
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.tables import figures as figure_tables
from aktywna.words import figures, sentences
from aktywna.words.wording import _

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


def filters(books: Books, language: Language) -> dict[str, Callable[..., str]]:
    """Give the filters of a report in a language: `FILTERS`, and those that need to know the project."""
    return {
        **FILTERS,
        "name": lambda named: said_name(named, language),
        "achieved": lambda count: _achieved(books, count),
        "planned": lambda count: _planned(books, count),
        "realised": _realised,
    }


def period_text(span: Span) -> str:
    """Say a reporting period: its month, its year, or both its days after its name in the reporting calendar."""
    name = period_name(replace(span, name=""))
    if _YEAR.fullmatch(name):
        return name
    if _MONTH.fullmatch(name):
        return figures.month(span.start)
    days = f"{figures.day(span.start)} – {figures.day(span.end)}"
    return days if span.name in {"", name} else f"{span.name} ({days})"


def said_name(named: Any, language: Language) -> str:
    """The name of anything that has one: a name itself, an indicator, a count, a path ..."""
    if isinstance(named, Count):
        named = named.indicator
    if isinstance(named, Indicator):
        return figure_tables.name_of(named, language)
    name = named if hasattr(named, "say") else named.name
    return " ".join(name.say(language).split())


def _achieved(books: Books, count: Count) -> str:
    """What was achieved since the start, with its unit: `co najmniej 106 osób`."""
    total = count.cumulative.total
    if total is None:
        return _("not known")
    said = _in_unit(total, figure_tables.unit_of(books, count))
    return figures.at_least(said) if count.cumulative.at_least else said


def _planned(books: Books, count: Count) -> str:
    """What was promised, with its unit; an empty text without a target."""
    return "" if count.target is None else _in_unit(count.target.total, figure_tables.unit_of(books, count))


def _realised(count: Count) -> str:
    """How much of the target was achieved; an empty text without a target and for a share, which is itself in percent."""
    done = figure_tables.realised(count)
    return "" if done is None else figures.percent(done, 2)


def _in_unit(value: int | Decimal, unit: str) -> str:
    match unit:
        case "PLN":
            return figures.amount(Decimal(value))
        case "percent":
            return figures.percent(value, 2)
        case "hour":
            return figures.hours(value)
        case "person":
            return sentences.sentence(N_("{n:count person|persons}"), {"n": value})
    return figures.number(value)


def _counted(value: Any, forms: str) -> str:
    """A number with its noun: `{{ errors | counted("błąd|błędy|błędów") }}`."""
    return sentences.filled(f"{{n:count {forms}}}", {"n": value})


FILTERS: Mapping[str, Callable[..., str]] = {
    "day": figures.day,
    "number": figures.number,
    "money": figures.amount,
    "percent": figures.percent,
    "counted": _counted,
    "list": figures.listing,
    "period": period_text,
    "text": lambda value: " ".join(str(value).split()),
}
"""How a template may show a value; with `name` (in the report's language), `achieved`, `planned` and `realised` (of a count)."""
