"""The page of an indicator: its names, whom it counts and when, on what ground, and its cases as examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aktywna.domain.counting.adding_up import has_event
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Bullets, Cell, Grid, Heading, Paragraph, Part, Verbatim
from aktywna.domain.people.unemployment import DEFINED_BY
from aktywna.domain.promises.condition import Condition, EraValue
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.indicator import EVENT, Indicator, Listed
from aktywna.domain.promises.project import Project
from aktywna.io import shipped
from aktywna.io.cases import Case, cases
from aktywna.steps.assumptions import IN_WORDS, source_text
from aktywna.steps.explain.condition_words import column_name, in_words, value_name
from aktywna.steps.explain.rule_page import seen_text
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.wording import _, language

KINDS = {
    "output": N_("output"),
    "result": N_("result"),
    "ratio": N_("share"),
    "soft": N_("soft result"),
}
UNITS = {
    "person": N_("a person, counted once"),
    "entity": N_("an entity"),
}
COUNTED = {
    "yes": N_("counts"),
    "no": N_("does not count"),
    "unknown": N_("not known"),
    "outside": N_("is not asked"),
    "excluded": N_("left out: an incomplete record"),
    "same": N_("the same person or entity as above"),
}
"""What comes out of a row of a case."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def indicator_page(era: Era, indicator: Listed, level: int = 1) -> list[Part]:
    """Give the page of an indicator of a programme period's catalogue; headings begin at `level`."""
    page: list[Part] = [Heading(level, title(indicator)), Bullets(tuple(_facts(era, indicator)))]
    if indicator.unknown:
        page += _undefined(indicator)
    else:
        page += counted(era, indicator)
    of_this = [case for case in cases(era.catalogue or "")[0] if case.indicator == indicator.id]
    if of_this:
        page.append(Paragraph(_("Examples, as they are tested:")))
    for case in of_this:
        page += _case(case)
    given = cases(era.catalogue or "")[1]
    if any(case.on == "participants" for case in of_this):
        rest = [f"{column_name('participants', column)} – {_cell('participants', column, value)}" for column, value in given.items()]
        page.append(Paragraph(_("What a table does not say: {rest}.").format(rest=", ".join(rest))))
    return page


def title(indicator: Indicator) -> str:
    """Give the code and the name in the reader's language."""
    return f"{indicator.id} · {indicator.name.say(language()) if indicator.name else indicator.id}"


def values_of(indicator: Indicator) -> tuple[str, ...]:
    """Give the values of the programme period that an indicator's conditions use."""
    return tuple(sorted(set(_values((*indicator.among, *indicator.when)))))


def _facts(era: Era, indicator: Listed) -> Iterator[str]:
    assert indicator.name is not None
    yield _("Programme period: {era}").format(era=era.name.say(language()))
    other = _("Name in English: {name}") if language() == "pl" else _("Name in Polish: {name}")
    yield other.format(name=indicator.name.en if language() == "pl" else indicator.name.pl)
    yield _("Kind: {kind}; unit: {unit}").format(kind=_(KINDS[indicator.kind]), unit=_(UNITS.get(indicator.unit or "person", "")))
    if indicator.by:
        named = ", ".join(column_name("participants", column) for column in indicator.by)
        yield _("Always broken down by: {columns}").format(columns=named)
    yield _("Basis: {basis}").format(basis=f"{indicator.source} – {source_text(indicator.source)}")
    if indicator.seen is False:
        yield _("An assumption: nobody has seen this definition in the official text.")
    else:
        yield _("Seen written: {seen}").format(seen=seen_text(indicator.seen))


def counted(era: Era, indicator: Indicator, project: Project | None = None) -> Iterator[Part]:
    """Say whom an indicator counts, when, and which values of the programme period it uses; parts of a `project` by their names."""
    who = in_words(indicator.among, era, indicator.counts, project)
    yield Paragraph(_("Who can count:"))
    everybody = _("everybody who takes part") if indicator.counts == "participants" else _("every row")
    yield Bullets(tuple(who) or (everybody,))
    yield Paragraph(_("Who counts:"))
    everybody = _("everybody who can count") if indicator.counts == "participants" else _("every one of them")
    yield Bullets(tuple(in_words(indicator.when, era, indicator.counts, project)) or (everybody,))
    yield Paragraph(_("The day that puts a person into a period: {days}.").format(days=_days(indicator)))
    used = values_of(indicator)
    if used:
        named = [f"{name} – {era.values[name].name.say(language())}" for name in used if name in era.values]
        yield Paragraph(_("Values of the programme period that it uses: {values}.").format(values="; ".join(named)))
    incomplete = era.values.get("incomplete")
    if incomplete is not None and indicator.counts == "participants":
        how = _(IN_WORDS.get(str(incomplete.value), str(incomplete.value)))
        yield Paragraph(_("Indicators in which a person with an incomplete record counts: {how}.").format(how=how))


def _undefined(indicator: Listed) -> Iterator[Part]:
    assert indicator.reason is not None
    yield Paragraph(
        _("It is not counted until the project says how: {reason}. The project writes beside it whom it counts, for example:").format(
            reason=indicator.reason.say(language())
        )
    )
    yield Verbatim(f'[[indicators]]\nid     = "{indicator.id}"\nuse    = "{indicator.id}"\nwhen   = [ {{ ... }} ]\nsource = "..."')


def _days(indicator: Indicator) -> str:
    dated = indicator.dated
    if dated is None:
        return _day_of(indicator)
    columns = dated.latest or dated.earliest
    names = [_("the day of the event") if column == EVENT else column_name(indicator.counts, column) for column in columns]
    if len(names) == 1:
        return names[0]
    how = N_("the later of: {names}") if dated.latest else N_("the earlier of: {names}")
    return _(how).format(names=", ".join(names))


def _day_of(indicator: Indicator) -> str:
    """Say which day an indicator without one of its own counts from: of an event, else of the row."""
    if has_event(indicator):
        return _("the day of the event")
    layout = shipped.layouts()[indicator.counts]
    if indicator.counts == "participants" or layout.dated is None:
        return _("the day of joining")
    return column_name(indicator.counts, layout.dated)


def _values(conditions: tuple[Condition, ...]) -> Iterator[str]:
    for one in conditions:
        yield from (bound.era for bound in (one.plus_days, one.at_least, one.at_most) if isinstance(bound, EraValue))
        if one.column == "long_term":
            yield from DEFINED_BY
        for parts in (one.where, one.any_, one.all_, one.none_):
            yield from _values(parts or ())


def _case(case: Case) -> Iterator[Part]:
    yield Paragraph(case.says.say(language()))
    if case.refused:
        yield Paragraph(_("When a project defines it so:"))
        yield Verbatim("\n".join(f"{key} = {_toml(value)}" for key, value in case.defined.items()))
    places = [column.partition(".") for column in case.header]
    named = [(before, after) if dot else (case.on, before) for before, dot, after in places]
    header = [f"{name_of('register', on)}: {column_name(on, id_)}" if on != case.on else column_name(on, id_) for on, id_ in named]
    rows = [
        (*(_cell(on, id_, text) for (on, id_), text in zip(named, row, strict=True)), _(COUNTED[out]))
        for row, out in zip(case.rows, case.expected, strict=True)
    ]
    yield Grid((tuple(map(Cell, (*header, _("What comes out")))),), tuple(tuple(map(Cell, row)) for row in rows))


def _cell(register: str, column: str, text: str) -> str:
    if _DAY.fullmatch(text):
        return figures.day(date.fromisoformat(text))
    layout = shipped.layouts()[register]
    described = layout.columns.get(column)
    return value_name(register, column, text) if text and described is not None and described.kind in {"choice", "yes_no"} else text


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
