"""The page of a code: what is wrong, why it matters, what to do, where the rule comes from, and an example."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import aktywna.rules
from aktywna.domain.faults import UnknownWord
from aktywna.domain.rule import N_, NOTICES, Notice, Rule, Severity
from aktywna.words.wording import _

WEIGHTS = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}
SPEAKERS = ("aktywna.io", "aktywna.domain", "aktywna.steps")
"""Rooms whose modules declare findings beside the rules."""


def explain(code: str) -> str:
    """Give the page of `code` as text."""
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
        "advice": _(found.do),
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


def _page(found: Notice) -> list[str]:
    lines = [f"{found.code} · {_(WEIGHTS[found.severity])} · {_(found.title)}", ""]
    if found.about:
        lines += [_(found.about), ""]
    lines += [_("What to do: {advice}").format(advice=_(found.do)), ""]
    basis = _("the count itself would be wrong") if found.basis == "count" else found.basis
    lines += [_("Basis: {basis}").format(basis=basis)]
    if isinstance(found, Rule):
        if found.eras:
            lines += [_("Holds for: {eras}").format(eras=", ".join(found.eras))]
        if found.example:
            lines += ["", _("Example:"), *(f"    {line}" for line in found.example.splitlines())]
    return lines
