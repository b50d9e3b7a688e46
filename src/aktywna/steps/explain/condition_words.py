"""The questions of a definition in words: what a row must be for an indicator to count it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.condition import Condition, EraValue
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Column
from aktywna.io import shipped
from aktywna.steps.assumptions import value_text
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, language, quote

COMPUTED = {
    "age": N_("age on the first day, in years"),
    "sex": N_("sex"),
    "birth": N_("date of birth"),
    "asked": N_("whether the person was asked about results"),
    "long_term": N_("unemployed for long on the first day"),
    "first_job_date": N_("first day of work after joining"),
    "participating": N_("takes part"),
    "person": N_("person"),
    "hours_scheduled": N_("hours scheduled for the person"),
    "hours_attended": N_("hours attended"),
    "hours_excused": N_("hours excused"),
    "attendance_share": N_("attendance in percent of the hours scheduled"),
    "attendance_share_excused": N_("attendance in percent, excused hours counted as attended"),
}
"""Columns that no register has and the program computes."""
BLANKS = {"no": N_("not written means no"), "if_asked": N_("not written means no where the person was asked, else not known")}


@dataclass(frozen=True)
class Terms:
    """What conditions speak of: the values of a programme period, and the names that a project gave to its parts."""

    era: Era
    project: Project | None = None


def in_words(conditions: Sequence[Condition], era: Era, register: str = "participants", project: Project | None = None) -> list[str]:
    """Say each of `conditions`, which a row of `register` must meet together."""
    return _each(conditions, Terms(era, project), register)


def _each(conditions: Sequence[Condition], terms: Terms, register: str) -> list[str]:
    return [_one(condition, terms, register) for condition in conditions]


def column_name(register: str, column: str) -> str:
    """Name a column of a register, or one that is computed."""
    layout = shipped.layouts().get(register)
    described = layout.columns.get(column) if layout is not None else None
    return described.name.say(language()) if described is not None else _(COMPUTED.get(column, column))


def value_name(register: str, column: str, value: object, project: Project | None = None) -> str:
    """Name a value of a column as an office of this language writes it; a part of a `project` by the project's name of it."""
    described = _described(register, column)
    if isinstance(value, bool):
        return figures.yes_no(value)
    if isinstance(value, date):
        return figures.day(value)
    if isinstance(value, Decimal):
        return figures.number(value)
    of = "yes_no" if described is None or (described.kind == "yes_no" and not described.of) else described.of or ""
    if of.startswith("project:") and project is not None:
        return declared_name(project, of.removeprefix("project:"), str(value))
    return name_of(of, value) if of else str(value)


def declared_name(project: Project, table: str, id_: str) -> str:
    """Name a part of a project that its definition declares in `table` (`paths`, `soft.areas`); what it does not stays itself."""
    declared: Any = project
    for part in table.split("."):
        declared = getattr(declared, part, None) or ()
    return next((one.name.say(language()) for one in declared if one.id == id_), id_)


def _one(condition: Condition, terms: Terms, register: str) -> str:
    for parts, join in (
        (condition.any_, N_("one of the following: {parts}")),
        (condition.all_, N_("all of the following: {parts}")),
        (condition.none_, N_("none of the following: {parts}")),
    ):
        if parts is not None:
            said = "; ".join(f"({each})" for each in _each(parts, terms, register))
            return _(join).format(parts=said)
    if condition.register_ is not None:
        return _events(condition, terms, register)
    tests = ", ".join([*_tests(condition, terms, register), *_limits(condition, terms, register)])
    return f"{quote(column_name(register, condition.column or ''))}: {tests}{_blank(condition)}"


def _events(condition: Condition, terms: Terms, register: str) -> str:
    events = condition.register_ or ""
    told = _("a row in the register {name}").format(name=quote(name_of("register", events)))
    inside = [*_each(condition.where, terms, events), *_limits(condition, terms, register)]
    if condition.sum_ is not None:
        inside.append(_("together: {column}").format(column=quote(column_name(events, condition.sum_))))
    if condition.at_least is not None:
        inside.append(_("at least {bound}").format(bound=_bound(condition.at_least, terms, events, "")))
    return (f"{told}: {'; '.join(inside)}" if inside else told) + _blank(condition)


def _tests(condition: Condition, terms: Terms, register: str) -> Iterator[str]:
    column = condition.column or ""
    if condition.known is not None:
        yield _("written") if condition.known else _("not written")
    if condition.is_ is not None:
        yield value_name(register, column, condition.is_, terms.project)
    if condition.is_in is not None:
        yield _(" or ").join(value_name(register, column, value, terms.project) for value in condition.is_in)
    if condition.at_least is not None:
        yield _("at least {bound}").format(bound=_bound(condition.at_least, terms, register, column))
    if condition.at_most is not None:
        yield _("at most {bound}").format(bound=_bound(condition.at_most, terms, register, column))


def _limits(condition: Condition, terms: Terms, register: str) -> Iterator[str]:
    if condition.from_ is not None:
        yield _("not before: {day}").format(day=_day(condition.from_, register))
    if condition.until is not None:
        shift = condition.plus_days
        more = _bound(shift, terms, register, "") if isinstance(shift, EraValue) else sentence(N_("{n:count day|days}"), {"n": shift})
        until = _day(condition.until, register)
        yield _("not after: {day}").format(day=until) if shift == 0 else _("not after: {day}, and {more} more").format(day=until, more=more)


def _blank(condition: Condition) -> str:
    return f" ({_(BLANKS[condition.blank])})" if condition.blank in BLANKS else ""


def _bound(bound: object, terms: Terms, register: str, column: str) -> str:
    if isinstance(bound, EraValue):
        known = terms.era.values.get(bound.era)
        valid = known.validities[-1] if known is not None else None
        return value_text(valid.value if valid else None, known.unit if known else "")
    return value_name(register, column, bound, terms.project)


def _day(day: str | date, register: str) -> str:
    return figures.day(day) if isinstance(day, date) else quote(column_name(register, day))


def _described(register: str, column: str) -> Column | None:
    layout = shipped.layouts().get(register)
    return layout.columns.get(column) if layout is not None else None
