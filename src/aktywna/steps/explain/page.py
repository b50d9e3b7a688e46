"""The page of a word: of a finding, a programme period or one of its values, an official form, an indicator, a register or a column."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import aktywna.rules
from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_, NOTICES, Notice, Rule, Severity
from aktywna.words.wording import _, language

if TYPE_CHECKING:
    from aktywna.domain.grid import Part
    from aktywna.steps.explain.own import Own

WEIGHTS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
SPEAKERS = ("aktywna.io", "aktywna.domain", "aktywna.steps")
"""Rooms whose modules declare findings beside the rules."""

TEMPLATES = ("template", "templates", "szablon", "szablony")
"""Words whose page says what a template may use."""

RATES = ("rates", "stawki")
"""Words whose page lists the rates that lists to pay are reckoned by."""

# What pages are made of is imported when a page is asked for: others only ask here what can be found.


def explain(word: str, own: Own | None = None) -> str:
    """Give the page of `word` as text; raise `UnknownWord` when nothing has this name, in the program or in the project."""
    from aktywna.domain.grid import Document  # noqa: PLC0415
    from aktywna.io.writing.plain import plain  # noqa: PLC0415

    declare_all()
    return plain(Document(word, language(), tuple(_parts(word, own))))


def page(word: str, own: Own | None = None) -> dict[str, Any]:
    """Give the same for a script: a finding with its facts, anything else as its tables."""
    declare_all()
    found = NOTICES.get(word.upper())
    return _of_finding(found) if found is not None else {"code": word, "page": _plain_parts(_parts(word, own))}


def declare_all() -> None:
    """Import everything that declares findings."""
    for room in (aktywna.rules.__name__, *SPEAKERS):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)


def declared_notices() -> Mapping[str, Notice]:
    """Give everything that can be found, by code."""
    declare_all()
    return NOTICES


Made = Callable[[], "list[Part]"]


def _parts(word: str, own: Own | None = None) -> list[Part]:
    """Give the page of the first thing that has this name, in the order in which they are told apart: the project's before others."""
    for find in (_finding, _templates, _rates, _of_project(own), _era, _format, _indicator, _value, _register, _column):
        made = find(word)
        if made is not None:
            return made()
    raise UnknownWord(N_("code"), word, tuple(sorted({*NOTICES, *_words(), *_words_of(own)})))


def _of_project(own: Own | None) -> Callable[[str], Made | None]:
    from aktywna.steps.explain.project_page import project_page  # noqa: PLC0415

    def find(word: str) -> Made | None:
        made = None if own is None else project_page(own.project, word, own.day)
        return None if made is None else lambda: made

    return find


def _words_of(own: Own | None) -> list[str]:
    from aktywna.steps.explain.project_page import project_words  # noqa: PLC0415

    return [] if own is None else project_words(own.project)


def _finding(word: str) -> Made | None:
    from aktywna.steps.explain.rule_page import parts  # noqa: PLC0415

    found = NOTICES.get(word.upper())
    return None if found is None else lambda: parts(found)


def _templates(word: str) -> Made | None:
    from aktywna.steps.explain.template_page import template_page  # noqa: PLC0415

    return template_page if word.casefold() in TEMPLATES else None


def _rates(word: str) -> Made | None:
    from aktywna.steps.explain.rates_page import rates_page  # noqa: PLC0415

    return rates_page if word.casefold() in RATES else None


def _era(word: str) -> Made | None:
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.steps.explain.data_pages import era_page  # noqa: PLC0415

    name = next((name for name in shipped.eras() if name.casefold() == word.casefold()), None)
    return None if name is None else lambda: era_page(shipped.era(name))


def _format(word: str) -> Made | None:
    from aktywna.steps.explain.format_page import CANONICAL, canonical_page, format_of, format_page  # noqa: PLC0415

    if word.casefold() == CANONICAL:
        return canonical_page
    form = format_of(word)
    return None if form is None else lambda: format_page(form)


def _indicator(word: str) -> Made | None:
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.steps.explain.data_pages import indicators  # noqa: PLC0415
    from aktywna.steps.explain.indicator_page import indicator_page  # noqa: PLC0415

    for era in map(shipped.era, shipped.eras()):
        for one in indicators(era):
            if one.id.casefold() == word.casefold():
                return lambda era=era, one=one: indicator_page(era, one)  # type: ignore[misc]
    return None


def _value(word: str) -> Made | None:
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.steps.explain.data_pages import value_page  # noqa: PLC0415

    name = word.casefold().rpartition(".")[2]
    before = word.casefold().rpartition(".")[0]
    known = any(name in shipped.era(era).values for era in shipped.eras() if before in {"", era, "values"})
    return (lambda: value_page(name)) if known else None


def _register(word: str) -> Made | None:
    from aktywna.steps.explain.data_pages import layout_of, register_page  # noqa: PLC0415

    layout = layout_of(word)
    return None if layout is None else lambda: register_page(layout)


def _column(word: str) -> Made | None:
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.steps.explain.data_pages import column_of, column_page, layout_of  # noqa: PLC0415

    register, dot, name = word.partition(".")
    named = layout_of(register) if dot else None
    # Most people ask about the participants.
    layouts = [named] if named is not None else sorted(shipped.layouts().values(), key=lambda one: one.id != "participants")
    for layout in layouts:
        column = column_of(layout, name if named is not None else word)
        if column is not None:
            return lambda layout=layout, column=column: column_page(layout, column)  # type: ignore[misc]
    return None


def _words() -> Iterator[str]:
    """Everything besides findings that has a page."""
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.steps.explain.data_pages import indicators  # noqa: PLC0415

    yield from (TEMPLATES[0], RATES[0])
    for era in map(shipped.era, shipped.eras()):
        yield era.id
        yield from era.values
        yield from (one.id for one in indicators(era))
    yield from ("canonical", *shipped.formats())
    for layout in shipped.layouts().values():
        yield layout.id
        yield from layout.files
        yield from (f"{layout.id}.{column}" for column in layout.columns)


def _of_finding(found: Notice) -> dict[str, Any]:
    from aktywna.steps.explain.rule_page import eras_of, example, grounds, open_facts, policy, provoked  # noqa: PLC0415
    from aktywna.steps.needs import needs  # noqa: PLC0415
    from aktywna.steps.telling import as_json  # noqa: PLC0415

    one = found if isinstance(found, Rule) else None
    asked = needs(one) if one else None
    return {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "title": _(found.title),
        "about": _(found.about) or None,
        "advice": open_facts(_(found.do)),
        "policy": policy(found),
        "basis": found.basis,
        "grounds": list(grounds(found)),
        "register": found.on or None,
        "eras": list(one.eras) if one else [],
        "parameters": [] if asked is None else [entry for name in asked.values for entry in _parameter(name, eras_of(found))],
        "columns": [] if asked is None else [{"register": on, "column": id_, "needed": must} for (on, id_), must in asked.columns.items()],
        "example": (one.example if one else "") or None,
        "page": _plain_parts(example(found)),
        "findings": [as_json(each) for each in provoked(found)],
    }


def _parameter(name: str, eras: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from aktywna.io import shipped  # noqa: PLC0415
    from aktywna.steps.telling import plain  # noqa: PLC0415

    for era in map(shipped.era, eras):
        value = era.values.get(name)
        for one in value.validities if value is not None else ():
            dates = {key: plain(day) for key, day in (("from", one.from_), ("until", one.until)) if day is not None}
            yield {"value": name, "era": era.id, "is": plain(one.value), "unit": (value.unit if value else "") or None,
                   "source": one.source, "seen": plain(one.seen), **dates}  # fmt: skip


def _plain_parts(parts: list[Part]) -> list[Any]:
    """Give parts of a page as JSON holds them: texts, lists, and tables with their header."""
    from aktywna.domain.grid import Bullets, Grid  # noqa: PLC0415
    from aktywna.io.writing.markdown import shown  # noqa: PLC0415

    found: list[Any] = []
    for part in parts:
        if isinstance(part, Grid):
            found.append(
                {"header": [shown(cell) for cell in part.header[-1]], "rows": [[shown(cell) for cell in row] for row in part.rows]}
            )
        else:
            found.append(list(part.items) if isinstance(part, Bullets) else part.text)
    return found
