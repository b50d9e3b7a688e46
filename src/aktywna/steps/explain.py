"""The page of a code: what is wrong, why it matters, what to do, where the rule comes from, and an example."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import aktywna.rules
from aktywna.domain.era import Era
from aktywna.domain.faults import UnknownWord
from aktywna.domain.indicator import Indicator
from aktywna.domain.rule import N_, NOTICES, Notice, Rule, Severity
from aktywna.io import shipped
from aktywna.steps.assumptions import value_text
from aktywna.words.wording import _, language

WEIGHTS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
SPEAKERS = ("aktywna.io", "aktywna.domain", "aktywna.steps")
"""Rooms whose modules declare findings beside the rules."""


def explain(code: str) -> str:
    """Give the page of `code` as text: of a finding, of an era with its values, or of an indicator of its catalogue."""
    for name in shipped.eras():
        era = shipped.era(name)
        if code.casefold() == name.casefold():
            return "\n".join(_era(era))
        indicator = next((one for one in _indicators(era) if one.id.casefold() == code.casefold()), None)
        if indicator is not None:
            return "\n".join(_indicator(era, indicator))
    return "\n".join(_page(_notice(code)))


def page(code: str) -> dict[str, Any]:
    """Give the same for a script."""
    found = _notice(code)
    one = found if isinstance(found, Rule) else None
    return {
        "code": found.code,
        "severity": found.severity.name.lower(),
        "title": _(found.title),
        "about": _(found.about) or None,
        "advice": _open(_(found.do)),
        "basis": found.basis,
        "register": found.on or None,
        "eras": list(one.eras) if one else [],
        "example": (one.example if one else "") or None,
    }


def _notice(code: str) -> Notice:
    declare_all()
    found = NOTICES.get(code.upper())
    if found is None:
        raise UnknownWord(N_("code"), code, tuple(sorted(NOTICES)))
    return found


def declare_all() -> None:
    """Import everything that declares findings."""
    for room in (aktywna.rules.__name__, *SPEAKERS):
        package = importlib.import_module(room)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{room}.{module.name}")


def _indicators(era: Era) -> tuple[Indicator, ...]:
    return tuple(shipped.catalogue(era.catalogue).values()) if era.catalogue else ()


def _era(era: Era) -> list[str]:
    tongue = language()
    values = [
        f"  {key} · {value.name.say(tongue)}: {value_text(value.value, value.unit)} · {value.source}" for key, value in era.values.items()
    ]
    named = [f"  {one.id} · {one.name.say(tongue) if one.name else one.id}" for one in _indicators(era)]
    return [f"{era.id} · {era.name.say(tongue)}", "", _("Values:"), *values, "", _("Indicators:"), *named]


def _indicator(era: Era, indicator: Indicator) -> list[str]:
    lines = [f"{indicator.id} · {indicator.name.say(language()) if indicator.name else indicator.id}", "", era.name.say(language())]
    lines += [_("Basis: {basis}").format(basis=indicator.source)]
    return lines if indicator.seen is not False else [*lines, _("An assumption: nobody has seen this definition in the official text.")]


def _open(sentence: str) -> str:
    """Give a sentence with its facts left open, as a page shows it."""
    return re.sub(r"\{\w+(?::[^{}]*)?\}", "…", sentence)


def _page(found: Notice) -> list[str]:
    lines = [f"{found.code} · {_(WEIGHTS[found.severity])} · {_(found.title)}", ""]
    if found.about:
        lines += [_(found.about), ""]
    lines += [_("What to do: {advice}").format(advice=_open(_(found.do))), ""]
    if found.basis != "count":
        lines += [_("Basis: {basis}").format(basis=found.basis)]
    elif found.severity is not Severity.NOTE and found.code[0] in "AR":
        lines += [_("Basis: {basis}").format(basis=_("the count itself would be wrong"))]
    if isinstance(found, Rule):
        if found.eras:
            lines += [_("Holds for: {eras}").format(eras=", ".join(found.eras))]
        if found.example:
            lines += ["", _("Example:"), *(f"    {line}" for line in found.example.splitlines())]
    return lines
