"""What a project weighs or measures otherwise than usual, as sentences for its reports and as facts for scripts."""

from __future__ import annotations

from typing import Any

from aktywna.domain.findings.finding import Severity
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.policy import Change, changes
from aktywna.domain.registers.books import Books
from aktywna.io import shipped
from aktywna.steps.assumptions import value_text
from aktywna.steps.explain.page import WEIGHTS, declared_notices
from aktywna.steps.telling import plain, title
from aktywna.words.wording import _


def changed(books: Books) -> tuple[Change, ...]:
    """Give every severity and every value of the programme period that the project changed."""
    # To import everything that can be found takes time, so it is done where a project weighs something.
    notices = declared_notices() if books.project.rules.severity else NOTICES
    return changes(books.project, shipped.era(books.project.era), notices)


def said_of_change(change: Change, books: Books, language: Language) -> str:
    """Say one change: what it was, what it is in this project."""
    if change.kind == "severity":
        name = f"{change.name} ({title(change.name).rstrip('.')})"
        before, after = (_(WEIGHTS[weight]) if isinstance(weight, Severity) else "" for weight in (change.before, change.after))
    else:
        known = books.era.values.get(change.name)
        name = known.name.say(language) if known is not None else change.name
        before, after = (value_text(value, change.unit) for value in (change.before, change.after))
    return _("{name}: usually {before}, in this project {after}").format(name=name, before=before, after=after)


def change_as_json(change: Change) -> dict[str, Any]:
    """Give one change in plain JSON values."""
    before, after = (value.name.lower() if isinstance(value, Severity) else plain(value) for value in (change.before, change.after))
    return {"kind": change.kind, "name": change.name, "before": before, "after": after, "unit": change.unit or None}
