"""The project whose own names a reader means: the one they name, else that of the folder they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aktywna.domain.faults import DefinitionError
from aktywna.domain.promises.project import Project
from aktywna.io.definitions.project import FILE, load_project
from aktywna.steps.explain.page import declared_notices


@dataclass(frozen=True)
class Own:
    """A project whose own names have pages too."""

    project: Project
    day: date | None = None
    """The day whose values are in force; that of the definition, if it says one."""


def own_of(named: Path | None, day: date | None) -> Own | None:
    """
    Give the project that is `named` (its folder or its file), else that of the current folder; nothing where there is none.

    Raise `DefinitionError` for one that is named and wrong. A fault in a definition that nobody named stands in nobody's
    way: its codes are what people ask about.
    """
    if named is None and not Path(FILE).is_file():
        return None
    try:
        return Own(load_project(named or Path(), declared_notices), day)
    except DefinitionError:
        if named is not None:
            raise
        return None
