"""Efficiency of a project: the rules it is measured by, the measures of its groups, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from aktywna.domain.counting.tally import Span
from aktywna.domain.efficiency.efficient import Efficient
from aktywna.domain.efficiency.measuring import measured
from aktywna.domain.efficiency.terms import Assumed, Settled, settled
from aktywna.domain.findings.rule import N_
from aktywna.domain.registers.books import Books
from aktywna.io import shipped
from aktywna.steps.count import incomplete
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language

MONTHS, YEARS = N_("{n:count month|months}"), N_("{n:count year|years}")
DICTIONARIES = {"forms": "job_form", "forms_doubtful": "job_form", "spheres": "instrument", "social_outcomes": "outcome"}
"""Dictionaries of the rules that are lists of codes."""
OVERLAP = {"disjoint": N_("disjoint"), "overlapping": N_("overlapping")}
KINDS = {"combined": N_("one combined indicator"), "split": N_("two separate indicators")}


@dataclass(frozen=True, eq=False)
class Efficiencies:
    """What was measured, and by which rules."""

    rules: Settled
    found: tuple[Efficient, ...]
    last: date
    """The last day whose events count."""

    def __getitem__(self, code: str) -> Efficient:
        return next(one for one in self.found if one.code == code)


def rules_of(books: Books) -> Settled | None:
    """Give the rules of efficiency that hold for the project; nothing when it did not promise any."""
    own, known = books.project.efficiency, shipped.efficiency(books.project.era)
    return settled(own, known, books.project.call_announced) if own is not None and known is not None else None


def codes(books: Books) -> tuple[str, ...]:
    """Give what the measures of the project are called: `social-A`, `employment-A` ..."""
    rules = rules_of(books)
    return tuple(f"{measure}-{group.id}" for group in rules.groups for measure in rules.measures) if rules is not None else ()


def measure_of(books: Books, written: str) -> str | None:
    """Give a measure's code as the program writes it, in either case; nothing when the project has none such."""
    return next((code for code in codes(books) if code.casefold() == written.casefold()), None)


def efficiency(books: Books, span: Span) -> Efficiencies | None:
    """
    Measure what a project promised, from its start up to the last day of `span` that is known.

    Nothing when it promised no efficiency. A threshold in people is of the whole project, so a part of it has none.
    """
    rules = rules_of(books)
    if rules is None:
        return None
    last = replace(span, known=books.as_of).last
    found = measured(books, rules, last, incomplete(books)[0])
    if books.part is not None:
        found = tuple(replace(one, threshold=None) if one.threshold and one.threshold.people is not None else one for one in found)
    return Efficiencies(rules, found, last)


def assumed(books: Books) -> list[tuple[str, str, str]]:
    """Give every unconfirmed rule that the measures rest on: its key, what it says, its source."""
    rules = rules_of(books)
    return [] if rules is None else [(one.key, said(one), one.source) for one in rules.assumed]


def said(one: Assumed) -> str:
    """Say an assumption with its value."""
    name = one.name.say(language())
    return name if one.value is True else _("{name}: {value}").format(name=name, value=_value(one))


def _value(one: Assumed) -> str:
    key = one.key.rpartition(".")[2]
    if isinstance(one.value, tuple):
        return figures.listing([name_of(DICTIONARIES[key], code) for code in one.value])
    if isinstance(one.value, str):
        return _((OVERLAP | KINDS)[one.value])
    units: Mapping[str, Callable[[Any], str]] = {
        "month": lambda n: sentence(MONTHS, {"n": n}),
        "year": lambda n: sentence(YEARS, {"n": n}),
    }
    return units.get(one.unit, figures.number)(one.value)


def measures_json(measures: Efficiencies) -> dict[str, Any]:
    """Give what was measured for a script; shares and thresholds in percent are text, null over an empty denominator."""
    rules = measures.rules
    return {
        "kind": rules.kind,
        "groups_are": "disjoint" if rules.disjoint else "overlapping",
        "window_months": rules.window_months,
        "measures": [_measure(one) for one in measures.found],
    }


def _measure(one: Efficient) -> dict[str, Any]:
    threshold = one.threshold
    return {
        "code": one.code,
        "group": one.group,
        "measure": one.measure,
        "met": one.many["met"],
        "unmet": one.many["unmet"],
        "unknown": one.unknown,
        "unknown_effect": one.many["open"],
        "unknown_denominator": one.many["doubtful"],
        "population": one.population,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "share": None if one.share is None else str(one.share),
        "threshold": None if threshold is None or threshold.percent is None else str(threshold.percent),
        "threshold_people": None if threshold is None else threshold.people,
        "threshold_of": None if threshold is None else threshold.of,
        "needed": one.needed,
        "missing": one.missing,
        "left_out": one.many["left_out"],
        "reasons": {standing: dict(one.reasons(standing)) for standing in ("left_out", "doubtful", "open", "unmet") if one.many[standing]},
    }
