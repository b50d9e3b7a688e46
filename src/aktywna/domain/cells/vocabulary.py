"""The values that a column may have: a dictionary that comes with the program, or names from the project's definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz, process

from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, ChoiceValue, Column, normal

_PROJECT = "project:"
_YES_NO = "yes_no"
# Below this likeness (0-100) a suggestion would mislead.
_CLOSE = 78.0


def vocabulary(column: Column, choices: Mapping[str, Choice], project: Project) -> Choice | None:
    """Give the values of `column` (of a code, those of its part); nothing when it has none, or when any text will do."""
    if column.kind == "yes_no":
        return choices[column.of or _YES_NO]
    if column.kind not in {"choice", "choices", "teryt"} or column.of is None:
        return None
    if column.of.startswith(_PROJECT):
        return _named_by_project(column, project)
    return choices[column.of]


def nearest(written: str, words: Mapping[str, str]) -> str | None:
    """Give what the word of `words` most like `written` stands for; nothing when none is close. Keys are normalised."""
    found = process.extractOne(normal(written), words.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return words[found[0]] if found else None


def _named_by_project(column: Column, project: Project) -> Choice | None:
    named: Any = project
    for part in (column.of or "").removeprefix(_PROJECT).split("."):
        named = getattr(named, part, None)
    if not named:
        return None
    return Choice(id=column.id, name=column.name, value=tuple(ChoiceValue(id=item.id, name=item.name) for item in named))
