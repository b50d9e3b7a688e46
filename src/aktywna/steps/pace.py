"""Pace and the recruitment plan: whether what was promised will be reached, and who is still missing, by sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from aktywna.domain.counting.pace import Pace, Term, pace_of
from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Count, Tally
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.plan import Recruited
from aktywna.domain.registers.books import Books, Part
from aktywna.steps.tables.cells import Cells, by_sex, day, grid, measured, text, whole
from aktywna.steps.tables.figures import name_of, unit_of
from aktywna.steps.tables.people import People
from aktywna.steps.tables.plan import promised
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

SEXES = ("total", "women", "men")
Whole = tuple[int | None, int | None, int | None]
"""Persons, women and men."""


@dataclass(frozen=True)
class Step:
    """A step of the recruitment plan beside what was achieved up to its day, or so far where the day is still to come."""

    plan: Recruited
    due: bool
    """Whether its day has come."""
    achieved: Whole

    @property
    def planned(self) -> Whole:
        """How many persons were planned, with women and men where the plan says."""
        return promised(self.plan)

    @property
    def missing(self) -> Whole:
        """How many are missing; 0 where as many as planned or more have begun."""
        total, women, men = (
            None if wanted is None or found is None else max(wanted - found, 0)
            for wanted, found in zip(self.planned, self.achieved, strict=True)
        )
        return total, women, men


def term_of(books: Books, tally: Tally) -> Term | None:
    """
    Give the term that the pace is about: the project's, or that of the editions and partners that the books are of.

    Nothing while its end is not set. A partner who came later has not been late since the project began.
    """
    named = books.part.named if books.part is not None else {}
    start, end = books.project.period.start, books.project.period.end
    editions = [one for one in books.project.editions if one.id in named.get("edition", ())]
    if editions:
        start, end = min(one.start for one in editions), max(one.end for one in editions)
    partners = [one for one in books.project.partners if one.id in named.get("partner", ())]
    if partners:
        start = max(start, min(one.since or start for one in partners))
        end = end if any(one.until is None for one in partners) else min(end or date.max, max(one.until or start for one in partners))
    return None if end is None else Term(start, end, tally.span.last)


def paces(books: Books, tally: Tally) -> dict[str, Pace]:
    """Give the pace of each indicator that has one, by code."""
    term = term_of(books, tally)
    if term is None:
        return {}
    found = {one.indicator.id: pace_of(one, term) for one in tally.counts if unit_of(books, one) != "percent"}
    return {code: pace for code, pace in found.items() if pace is not None}


def table(books: Books, tally: Tally, language: Language) -> Grid | None:
    """Targets, where each is at the end at this pace, what is needed and missing a month, and the same in a sentence."""
    known = paces(books, tally)
    rows: list[Cells] = []
    for count in tally.counts:
        pace = known.get(count.indicator.id)
        if pace is None or count.target is None:
            continue
        unit, target = unit_of(books, count), count.target
        forecast = (measured(pace.forecast[0], unit, at_least=pace.at_least), *(measured(one, unit) for one in pace.forecast[1:]))
        rows.append(
            (
                text(count.indicator.id),
                text(name_of(count.indicator, language)),
                *(measured(one, unit) for one in (target.total, target.women, target.men)),
                *forecast,
                *(measured(one, unit) for one in pace.needed),
                *(measured(one, unit) for one in pace.missing),
                text(said(books, count, pace)),
            )
        )
    columns = [
        _("Code"), _("Indicator"), by_sex(_("Target")), by_sex(_("Forecast at the end")), by_sex(_("Needed a month")),
        by_sex(_("Missing a month")), _("In words"),
    ]  # fmt: skip
    note = _(
        "T – total, W – women, M – men. The forecast takes the average of all days since the start of the project (of a part:"
        " since the part's start)."
        " Needed a month: to reach the target from now on. Missing a month: over the pace so far."
    )
    return grid(columns, rows, note)


def lines(books: Books, tally: Tally) -> tuple[str, ...]:
    """Say the pace of each indicator that has one, its code before it."""
    return tuple(f"{code}: {said(books, tally[code], pace)}" for code, pace in paces(books, tally).items())


def said(books: Books, count: Count, pace: Pace) -> str:
    """Say the pace: `w tym tempie 71 z 90 do końca projektu; brakuje 3 kobiet miesięcznie`."""
    unit = unit_of(books, count)
    target = count.target.total if count.target is not None else None
    reached = _in_unit(pace.forecast[0], unit)
    facts = {"reached": figures.at_least(reached) if pace.at_least else reached, "target": _in_unit(target, unit)}
    ends = N_("at this pace {reached} of {target} by the end of the project")
    if books.part is not None and pace.end != books.project.period.end:
        facts["day"] = pace.end
        ends = N_("at this pace {reached} of {target} by {day:day}")
    told = sentence(ends, facts)
    missing = _missing(pace, unit)
    if not missing:
        return told
    short = _("; missing at most {missing} a month") if pace.at_least else _("; missing {missing} a month")
    return told + short.format(missing=missing)


def recruitment(books: Books, tally: Tally) -> tuple[Step, ...]:
    """
    Give, of each plan of recruitment, the last step that is due and the next one.

    The plan of the whole and those of editions and partners are apart; books of a part have only the plan of just this part.
    """
    found: list[Step] = []
    for part, steps in _plans(books):
        people = People(part, tally.span, frozenset(key for key, _missing in tally.excluded))
        past = [one for one in steps if one.until <= tally.span.last]
        found += [Step(one, due=True, achieved=_begun(people, one.until)) for one in past[-1:]]
        coming = steps[len(past) : len(past) + 1]
        found += [Step(one, due=False, achieved=_begun(people, tally.span.last)) for one in coming]
    return tuple(found)


def recruitment_table(books: Books, tally: Tally, language: Language) -> Grid | None:
    """The recruitment plan: who was to begin by when, who has, and who is missing."""
    names: Mapping[str, str] = {
        one.id: one.name.say(language) for listed in (books.project.editions, books.project.partners) for one in listed
    }
    rows = [
        (
            text(", ".join(names.get(about, about) for about in (one.plan.edition, one.plan.partner) if about) or None),
            day(one.plan.until),
            text(_("the day has come") if one.due else _("the day is to come")),
            *(whole(number) for number in one.planned),
            *(whole(number) for number in one.achieved),
            *(Cell(number, "count", "bad" if number and one.due else "plain") for number in one.missing),
        )
        for one in recruitment(books, tally)
    ]
    columns = [
        _("Part of the project"), _("By the day"), _("State of the plan"), by_sex(_("Planned")), by_sex(_("Began participation")),
        by_sex(_("Still missing")),
    ]  # fmt: skip
    note = _("T – total, W – women, M – men. Of a day that is still to come the table says who has begun so far.")
    return grid(columns, rows, note)


def pace_json(pace: Pace | None) -> dict[str, Any] | None:
    """Give a pace as the JSON of `count` has it."""
    if pace is None:
        return None
    found: dict[str, Any] = {"by": pace.end.isoformat()}
    for name, numbers in (("forecast", pace.forecast), ("needed_a_month", pace.needed), ("missing_a_month", pace.missing)):
        found[name] = {sex: str(one) if isinstance(one, Decimal) else one for sex, one in zip(SEXES, numbers, strict=True)}
    return found | {"at_least": pace.at_least}


def recruitment_json(books: Books, tally: Tally) -> list[dict[str, Any]]:
    """Give the recruitment plan as the JSON of `count` has it."""
    return [
        {
            "until": one.plan.until.isoformat(),
            "edition": one.plan.edition,
            "partner": one.plan.partner,
            "due": one.due,
            **{
                name: dict(zip(SEXES, numbers, strict=True))
                for name, numbers in (("planned", one.planned), ("achieved", one.achieved), ("missing", one.missing))
            },
        }
        for one in recruitment(books, tally)
    ]


def _plans(books: Books) -> Iterator[tuple[Books, list[Recruited]]]:
    """Give each part that has a plan, with the steps of the plan in order of their days."""
    plans: dict[tuple[str | None, str | None], list[Recruited]] = {}
    for one in sorted(books.project.recruitment_plan, key=lambda one: one.until):
        plans.setdefault((one.edition, one.partner), []).append(one)
    for (edition, partner), steps in plans.items():
        part = Part(editions=(edition,) if edition else (), partners=(partner,) if partner else ())
        if books.part is None:
            yield narrowed(books, part), steps
        elif books.part == part:
            yield books, steps


def _begun(people: People, until: date) -> Whole:
    """How many persons had begun participation by a day."""
    if people.books.get("participants") is None:
        return None, None, None
    rows = people.rows
    here = (rows["start"] <= np.datetime64(until, "ns")).to_numpy()
    return people.counted(here)[1]


def _missing(pace: Pace, unit: str) -> str:
    """Say who is missing a month: by sex where the target is by sex; an empty text when nobody is."""
    total, women, men = pace.missing
    if unit != "person":
        return _in_unit(total, unit) if total else ""
    by_sex_missing = [
        sentence(N_("{n:count woman|women}"), {"n": women}) if women else "",
        sentence(N_("{n:count man|men}"), {"n": men}) if men else "",
    ]
    listed = [one for one in by_sex_missing if one]
    if listed:
        return figures.listing(listed)
    return sentence(N_("{n:count more person|more persons}"), {"n": total}) if total else ""


def _in_unit(value: int | Decimal | None, unit: str) -> str:
    if value is None:
        return figures.UNKNOWN
    if unit == "PLN":
        return figures.amount(Decimal(value))
    return figures.hours(value) if unit == "hour" else figures.number(value)
