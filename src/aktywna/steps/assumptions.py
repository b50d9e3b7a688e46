"""Założenia: what a result rests on although nobody has confirmed it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aktywna.domain.findings.rule import N_
from aktywna.domain.people.unemployment import DEFINED_BY
from aktywna.domain.promises.condition import Condition, EraValue
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.registers.books import Books
from aktywna.io.shipped import cited
from aktywna.steps import efficiency
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ALWAYS_USED = ("incomplete", "complete_columns")
"""Values of the era that every count uses."""
UNITS = {
    "day": N_("{n:count day|days}"),
    "hour": N_("{n:count hour|hours}"),
    "month": N_("{n:count month|months}"),
    "year": N_("{n:count year|years}"),
    "percent": N_("{n:percent}"),
}
IN_WORDS = {
    "counted": N_("all of them"),
    "total_only": N_("only the total number of participants"),
    "excluded": N_("none"),
    "first_support": N_("the first form of support"),
    "declaration": N_("signing the participation declaration"),
    "present": N_("attendance alone"),
    "with_excused": N_("attendance together with excused absences"),
}
"""What the codes that are values of an era mean."""
MEMORY = N_("from memory of the text, not seen: an assumption")
DESCRIBED = (
    N_("the statement was read in the source"),
    N_("read in a source that is one project's or one region's practice"),
    N_("inferred or computed from verified facts"),
    MEMORY,
    N_("read in the text of a public document"),
    N_("a proposal of the reference"),
    N_("indicator table of the project FEDS.07.05-IP.02-0172/24"),
    N_("forms of a centre for social integration, FELB.06.11-IZ.00-0001/26"),
)
"""Sources that have no title of their own, as the list of sources describes them."""


@dataclass(frozen=True)
class Assumption:
    """One thing that is taken for granted."""

    value: str
    """The era value's id, an indicator's code, a criterion's id, or nothing."""
    name: str
    source: str
    seen: bool = False


def assumptions(books: Books, also: Sequence[str] = (), shown: Collection[str] | None = None) -> tuple[Assumption, ...]:
    """
    Give every unconfirmed value and definition that the project's count used, and what the project itself assumed.

    `also` names further values of the era that a report uses; `shown` the indicators that it shows where it does not show
    all of them: it rests on nothing that the others rest on, nor on what decides who may take part.
    """
    tongue = language()
    found: list[Assumption] = []
    indicators = books.indicators if shown is None else tuple(_needed(books.indicators, shown))
    always = ALWAYS_USED if shown is None or shown else ()
    for name in dict.fromkeys([*always, *_used(indicators), *also]):
        value = books.era.values.get(name)
        valid = value.on(books.as_of) if value is not None else None
        if value is not None and valid is not None and valid.value is not None and valid.seen is False:
            said = _("{name}: {value}").format(name=value.name.say(tongue), value=value_text(valid.value, value.unit))
            found.append(Assumption(name, said, valid.source))
    found += [
        Assumption(indicator.id, indicator.name.say(tongue) if indicator.name else indicator.id, indicator.source)
        for indicator in indicators
        if indicator.seen is False
    ]
    if shown is None:
        found += [Assumption(key, said, source) for key, said, source in efficiency.assumed(books)]
        found += [
            Assumption(criterion.id, criterion.assumption.say(tongue), "project.toml")
            for criterion in books.project.criteria
            if criterion.assumption is not None
        ]
    found += [Assumption("", one.say(tongue), "project.toml") for one in books.project.assumptions]
    return tuple(found)


def value_text(value: object, unit: str = "") -> str:
    """A value of an era in words, with its unit; a dash for one that only projects give."""
    if value is None:
        return figures.UNKNOWN
    if isinstance(value, bool):
        return figures.yes_no(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return figures.day(date.fromisoformat(value))
    if isinstance(value, tuple):
        names = [name_of("column", code) for code in value]
        # Names of columns begin with a capital letter; inside a sentence only abbreviations do.
        return ", ".join(name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names)
    if not isinstance(value, int | Decimal):
        return _(IN_WORDS.get(str(value), str(value)))
    return sentence(UNITS[unit], {"n": value}) if unit in UNITS else figures.number(value)


def source_text(source: str) -> str:
    """The titles of the sources that are named; one that is not ours as it is written."""
    titles = list(dict.fromkeys(cited(source)))
    if MEMORY in titles and len(titles) > 1:
        titles.remove(MEMORY)
        titles.append(N_("the rest from memory"))
    return "; ".join(_(title) for title in titles) or source


def _needed(indicators: Iterable[Indicator], shown: Collection[str]) -> Iterator[Indicator]:
    """Give the indicators that are shown, and those that shares among them are made of."""
    indicators = tuple(indicators)
    parts = {code for one in indicators if one.id in shown and one.ratio for code in (one.ratio.of, one.ratio.to)}
    return (one for one in indicators if one.id in shown or one.id in parts)


def _used(indicators: tuple[Indicator, ...]) -> Iterator[str]:
    for indicator in indicators:
        for condition in (*indicator.among, *indicator.when):
            yield from _of(condition)


def _of(condition: Condition) -> Iterator[str]:
    yield from (bound.era for bound in (condition.plus_days, condition.at_least, condition.at_most) if isinstance(bound, EraValue))
    if condition.column == "long_term":
        yield from DEFINED_BY
    for parts in (condition.where, condition.any_, condition.all_, condition.none_):
        for part in parts or ():
            yield from _of(part)
