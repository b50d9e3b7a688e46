"""The pages of what a project calls by its own names: its indicators, measures of efficiency, groups, paths, forms, criteria, tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from aktywna.domain.efficiency.terms import settled
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Bullets, Heading, Paragraph, Part
from aktywna.domain.promises.indicator import Indicator, Target
from aktywna.domain.promises.plan import Criterion, Form
from aktywna.domain.promises.project import Project
from aktywna.io import shipped
from aktywna.io.definitions.project import era_of, indicators
from aktywna.steps.assumptions import source_text, value_text
from aktywna.steps.efficiency import said as assumption_said
from aktywna.steps.explain.condition_words import column_name, declared_name
from aktywna.steps.explain.indicator_page import KINDS, UNITS, counted, title
from aktywna.steps.explain.rule_page import seen_text
from aktywna.steps.explain.value_page import value_table
from aktywna.steps.tables.efficiency import MEASURES
from aktywna.steps.tables.figures import unit_name
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.wording import _, language, quote

TABLES = {
    "groups": N_("Target group"),
    "paths": N_("Path"),
    "forms": N_("Form of support"),
    "criteria": N_("Criterion of recruitment"),
    "editions": N_("Edition"),
    "partners": N_("Partner"),
    "staff": N_("Post"),
    "soft.areas": N_("Area of soft results"),
    "budget.tasks": N_("Task of the budget"),
    "budget.categories": N_("Category of costs"),
    "budget.sources": N_("Source of money"),
}
"""Tables of a definition whose entries have a page, in the order in which a word is looked for."""


def project_words(project: Project) -> list[str]:
    """Give everything of a project that has a page."""
    parts = [one.id for table in TABLES for one in _declared(project, table)]
    return [*(one.id for one in project.indicators), *_measures(project), *parts]


def project_page(project: Project, word: str, day: date | None) -> list[Part] | None:
    """Give the page of what a project calls so: an indicator, a measure, a part of it, or a value in force on `day`; else nothing."""
    asked = word.casefold()
    own = next((one for one in indicators(project) if one.id.casefold() == asked), None)
    if own is not None:
        return indicator_page(project, own)
    measure = next((one for one in _measures(project) if one.casefold() == asked), None)
    if measure is not None:
        return _measure_page(project, measure)
    for table, kind in TABLES.items():
        for one in _declared(project, table):
            if one.id.casefold() == asked:
                return _part_page(project, table, _(kind), one)
    return _value_in_force(project, asked, day)


def indicator_page(project: Project, indicator: Indicator) -> list[Part]:
    """Give the page of an indicator of a project: what was promised, whom it counts and when, on what ground."""
    era = era_of(project)
    page: list[Part] = [Heading(1, title(indicator)), Bullets(tuple(_facts(project, indicator)))]
    names = {one.id: title(one) for one in indicators(project)}
    if indicator.ratio is not None:
        of, to = names[indicator.ratio.of], names[indicator.ratio.to]
        return [*page, Bullets((_("Numerator: {what}").format(what=of), _("Denominator: {what}").format(what=to)))]
    if indicator.soft is not None:
        areas = ", ".join(declared_name(project, "soft.areas", one) for one in indicator.soft.areas)
        text = _(
            "Counts who improved by at least {points} in at least {n} of the areas, between the first and the last assessment: {areas}."
        )
        page.append(Paragraph(text.format(points=figures.number(indicator.soft.improved_by), n=indicator.soft.at_least, areas=areas)))
    if indicator.sum_ is not None:
        page.append(Paragraph(_("Adds up the column: {column}.").format(column=quote(column_name(indicator.counts, indicator.sum_)))))
    if indicator.distinct is not None:
        text = _("Counts the different values of the column: {column}.")
        page.append(Paragraph(text.format(column=quote(column_name(indicator.counts, indicator.distinct)))))
    return [*page, *counted(era, indicator, project)]


def _facts(project: Project, indicator: Indicator) -> Iterator[str]:
    yield _("Project: {title}").format(title=project.title.say(language()))
    unit = _(UNITS["person"]) if indicator.unit is None and indicator.counts == "participants" else unit_name(indicator.unit or "")
    kind = _("Kind: {kind}; unit: {unit}") if unit else _("Kind: {kind}")
    yield kind.format(kind=_(KINDS[indicator.kind]), unit=unit)
    if indicator.counts != "participants":
        yield _("Register: {name}").format(name=name_of("register", indicator.counts))
    if indicator.target is not None:
        yield _("Target: {target}").format(target=_target(indicator.target))
    for one in indicator.targets:
        parts = [declared_name(project, table, of) for table, of in (("editions", one.edition), ("partners", one.partner),
                                                                    ("paths", one.path)) if of is not None]  # fmt: skip
        where = ", ".join([*parts, *([one.period] if one.period else [])])
        yield _("Target of a part ({part}): {target}").format(part=where, target=_target(one))
    promised = next(one for one in project.indicators if one.id == indicator.id)
    if promised.use is not None:
        yield _("Taken from the catalogue of the programme period: {code}").format(code=promised.use)
    if indicator.source:
        said = source_text(indicator.source)
        yield _("Basis: {basis}").format(basis=indicator.source if said == indicator.source else f"{indicator.source} – {said}")
    if indicator.seen is False:
        yield _("An assumption: nobody has seen this definition in the official text.")
    elif promised.use is not None:
        yield _("Seen written: {seen}").format(seen=seen_text(indicator.seen))


def _target(target: Target) -> str:
    sexes = [_("women: {n}").format(n=figures.number(target.women))] if target.women is not None else []
    sexes += [_("men: {n}").format(n=figures.number(target.men))] if target.men is not None else []
    return f"{figures.number(target.total)} ({', '.join(sexes)})" if sexes else figures.number(target.total)


def _measures(project: Project) -> list[str]:
    known = shipped.efficiency(project.era)
    if project.efficiency is None or known is None:
        return []
    rules = settled(project.efficiency, known, project.call_announced)
    return [f"{measure}-{group.id}" for group in rules.groups for measure in rules.measures]


def _measure_page(project: Project, code: str) -> list[Part]:
    """Give the page of a measure of efficiency: its threshold, and the rules that it is measured by."""
    known = shipped.efficiency(project.era)
    assert project.efficiency is not None and known is not None  # noqa: PT018 - it has the code from them
    rules = settled(project.efficiency, known, project.call_announced)
    measure, _dash, group_id = code.partition("-")
    group = next(one for one in rules.groups if one.id == group_id)
    threshold = group.thresholds.get(measure)  # type: ignore[call-overload]
    facts = [_("Group: {name}").format(name=group.name.say(language()))]
    if project.call_announced is not None:
        facts.append(_("The call was announced on {day}; the rules of that day hold.").format(day=figures.day(project.call_announced)))
    if threshold is not None and threshold.percent is not None:
        facts.append(_("Threshold: {percent}").format(percent=figures.percent(threshold.percent)))
    elif threshold is not None:
        facts.append(_("Threshold: {people} of {of} people").format(people=threshold.people, of=threshold.of))
    page: list[Part] = [Heading(1, f"{code} · {_(MEASURES[measure])}"), Bullets(tuple(facts))]
    assumed = tuple(assumption_said(one) for one in rules.assumed)
    return [*page, Paragraph(_("Assumptions that it rests on:")), Bullets(assumed)] if assumed else page


def _part_page(project: Project, table: str, kind: str, one: Any) -> list[Part]:
    name = one.name.say(language())
    page: list[Part] = [Heading(1, f"{one.id} · {name}"), Bullets((f"{kind}: {name}", *_of_part(project, one)))]
    asking = [own.id for own in indicators(project) if table != "criteria" and one.id in _named(own)]
    return [*page, Paragraph(_("Indicators that ask for it: {codes}").format(codes=", ".join(asking)))] if asking else page


def _of_part(project: Project, one: Any) -> Iterator[str]:
    """Say what a definition states of one of its parts, each in a line; what it does not state is left out."""
    tongue = language()
    for key in ("about", "does", "result", "assumption"):
        if getattr(one, key, None) is not None:
            yield getattr(one, key).say(tongue)
    for key, table in (("within", "paths"), ("path", "paths"), ("group", "groups"), ("task", "budget.tasks")):
        if isinstance(getattr(one, key, None), str):
            yield _("Belongs to: {name}").format(name=declared_name(project, table, getattr(one, key)))
    first, last = (getattr(one, a, None) or getattr(one, b, None) for a, b in (("start", "since"), ("end", "until")))
    if isinstance(first, date):
        yield _("from {day}").format(day=figures.day(first))
    if isinstance(last, date):
        yield _("until {day}").format(day=figures.day(last))
    yield from _of_plan(one)
    if isinstance(one, Form):
        yield from _of_form(project, one)
    elif getattr(one, "paths", ()):
        yield _("Paths: {names}").format(names=", ".join(declared_name(project, "paths", of) for of in one.paths))
    if isinstance(one, Criterion):
        yield from _of_criterion(one)


def _of_plan(one: Any) -> Iterator[str]:
    if getattr(one, "amount", None) is not None:
        yield _("Planned amount: {amount}").format(amount=figures.amount(one.amount))
    if getattr(one, "share", None) is not None:
        yield _("Declared share: {percent}").format(percent=figures.percent(one.share))
    planned = getattr(one, "planned", None)
    if isinstance(planned, Target):
        yield _("Planned: {target}").format(target=_target(planned))


def _of_form(project: Project, form: Form) -> Iterator[str]:
    if form.sphere is not None:
        yield _("Sphere: {name}").format(name=name_of("instrument", form.sphere))
    if form.paths:
        yield _("Paths: {names}").format(names=", ".join(declared_name(project, "paths", one) for one in form.paths))
    if form.planned is not None:
        yield _("Planned for a person: {amount}").format(amount=f"{figures.number(form.planned)} {name_of('hour_unit', form.unit)}")
    if form.places is not None:
        yield _("Planned places: {n}").format(n=form.places)


def _of_criterion(one: Criterion) -> Iterator[str]:
    if one.min_age is not None:
        yield _("Age: at least {n}").format(n=one.min_age)
    if one.max_age is not None:
        yield (_("Age: at most {n}") if one.inclusive else _("Age: below {n}")).format(n=one.max_age)
    if one.residence:
        yield _("Residence: {names}").format(names=", ".join(one.residence))
    if one.labour_status:
        yield _("Labour status: {names}").format(names=", ".join(name_of("labour_status", status) for status in one.labour_status))
    asked = {
        "not_employed": N_("Does not work on joining"),
        "long_term": N_("Unemployed for long"),
        "assistance_client": N_("A client of social assistance"),
        "expects_child": N_("Expects a child"),
    }
    yield from (_(said) for key, said in asked.items() if getattr(one, key))


def _named(indicator: Indicator) -> set[str]:
    """Give every value that an indicator's conditions name, and its areas."""
    found = set(indicator.soft.areas) if indicator.soft is not None else set()
    left = [*indicator.among, *indicator.when]
    while left:
        one = left.pop()
        found |= {str(value) for value in (one.is_, *(one.is_in or ())) if value is not None}
        left += [*one.where, *(one.any_ or ()), *(one.all_ or ()), *(one.none_ or ())]
    return found


def _value_in_force(project: Project, asked: str, day: date | None) -> list[Part] | None:
    """Give the page of a value of the programme period as it holds in the project, and where it may be changed."""
    usual, era = shipped.era(project.era), era_of(project)
    name = asked.removeprefix("values.").removeprefix(f"{project.era}.")
    if name not in era.values:
        return None
    when = day or project.as_of
    value = era.values[name]
    valid = value.on(when) if when is not None else value.validities[-1]
    said = value_text(valid.value, value.unit) if valid is not None and valid.value is not None else _("not known")
    changed = name in project.parameters
    text = _("In this project: {value} (changed in project.toml).") if changed else _("In this project: {value}.")
    return [
        Heading(1, f"{name} · {value.name.say(language())}"),
        Paragraph(_("Project: {title}").format(title=project.title.say(language())) + "."),
        Paragraph(text.format(value=said)),
        Paragraph(_("Usually:")),
        value_table(name, (usual,)),
        *([] if changed else [Paragraph(_("A project may change it in project.toml, under parameters."))]),
    ]


def _declared(project: Project, table: str) -> tuple[Any, ...]:
    found: Any = project
    for part in table.split("."):
        found = getattr(found, part, None) or ()
    return tuple(found)
