"""The definition of a project on its way in: `project.toml` as a `Project`, or everything that is wrong with it at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from aktywna.domain.faults import DefinitionError
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_
from aktywna.domain.promises.adoption import adopted
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.project import Project
from aktywna.io import shipped
from aktywna.io.definitions.faults import Fault
from aktywna.io.definitions.questions import unanswerable
from aktywna.io.definitions.sense import Notices, catalogue_of, senseless
from aktywna.io.definitions.shape import Reference, Table, survey
from aktywna.io.definitions.toml_faults import not_toml
from aktywna.io.definitions.toml_lines import KeyPath, lines_of

FILE = "project.toml"

_WHERE = re.compile(r"line (\d+), column (\d+)")
_AT_ODDS = {
    "one_question": N_("a condition asks exactly one question: column, register, any, all or none"),
    "column_without_test": N_("a question about a column needs a test: known, is, is_in, at_least, at_most, from or until"),
    "indicator_without_name": N_("an indicator needs a name, or the code of the catalogue that it takes over (use)"),
    "one_threshold": N_("a threshold is a percentage, or a number of people with the number they are counted of (people and of)"),
    "whole_months": N_("a rate holds for whole months: from the first day of a month until the last day of a month"),
    "one_price": N_("a fare is the cost of a day (day) or the price of a monthly ticket (month), not both"),
    "one_deduction": N_("a deduction is a part of the allowance (part) or an amount (amount), not both"),
    "two_ways_to_count": N_("an indicator is counted in one way: sum, ratio or soft"),
}
_LIMITS = {"greater_than_equal": ("ge", "≥"), "greater_than": ("gt", ">"), "less_than_equal": ("le", "≤"), "less_than": ("lt", "<")}
_MANNERS = {
    "string_pattern_mismatch": N_("Latin letters without diacritics, digits, “-”, “_” and “.”, without spaces"),
    "decimal_max_places": N_("an amount with at most two decimals"),
    "finite_number": N_("a number that is written in digits"),
    "too_short": N_("at least one entry"),
}


def load_project(path: Path, notices: Notices | None = None) -> Project:
    """
    Give the project that `path` (its folder, or the file itself) defines.

    `notices` gives everything that can be found, by code, when the definition weighs a code: the rules declare themselves
    in a room that this one does not know. Raises `DefinitionError` with everything that is wrong, in the order of the file.
    """
    file = path / FILE if path.is_dir() else path
    return understand(_read(path, file), file.name, notices)


def understand(text: str, file: str, notices: Notices | None = None) -> Project:
    """Give the project that the text of a definition means; raise `DefinitionError` with everything wrong in `file`."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ArithmeticError) as error:
        raise DefinitionError(_not_toml(file, text, str(error))) from None
    project, faults = _understood(raw, notices)
    if faults or project is None:
        lines = lines_of(text)
        found = sorted((fault.finding(file, lines) for fault in faults), key=lambda one: (one.place.row, one.code))
        raise DefinitionError(*found)
    return project


def era_of(project: Project) -> Era:
    """Give the project's programme period with the values that the project changes."""
    return shipped.era(project.era).changed(project.parameters)


def indicators(project: Project) -> tuple[Indicator, ...]:
    """Give the project's indicators fully defined, those of the catalogue merged with what was promised."""
    return adopted(project.indicators, catalogue_of(shipped.era(project.era)))


def _read(path: Path, file: Path) -> str:
    try:
        content = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        folder = (path if path.is_dir() or path.name != FILE else path.parent).as_posix()
        raise DefinitionError(Finding("D009", ERROR, Place(file=FILE), {"key": "", "folder": folder})) from None
    try:
        # Notepad begins UTF-8 files with a mark that TOML does not know.
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise DefinitionError(not_toml(file.name, "", line, column)) from None


def _not_toml(file: str, text: str, message: str) -> Finding:
    where = _WHERE.search(message)
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    line, column = (int(where[1]), int(where[2])) if where else (text.rstrip("\n").count("\n") + 1, len(last) + 1)
    return not_toml(file, text, line, column)


def _understood(raw: dict[str, Any], notices: Notices | None) -> tuple[Project | None, list[Fault]]:
    """Give the project, and all faults: of shape, of value, of sense; one fault is told once."""
    seen = list(survey(Project, raw))
    tables = [one for one in seen if isinstance(one, Table)]
    references = [one for one in seen if isinstance(one, Reference)]
    faults = [one for one in seen if isinstance(one, Fault)]
    faults += senseless(raw, tables, references, notices)
    faults += unanswerable(raw, tables)
    project: Project | None = None
    try:
        project = Project.model_validate(raw)
    except ValidationError as error:
        told = {fault.path for fault in faults}
        refused = list(_refused(error, raw))
        # What the survey has told in better words is not repeated; were it ever blind, the models' word stands.
        for fault in [one for one in refused if one.code in ("D013", "D015")] or ([] if faults else refused):
            if not any(fault.path[: len(path)] == path for path in told):
                faults.append(fault)
                told.add(fault.path)
    return project, faults


def _refused(error: ValidationError, raw: dict[str, Any]) -> Iterator[Fault]:
    """Give what the models refuse beyond shape: ranges, patterns, combinations."""
    for found in error.errors(include_url=False):
        kind, path, value = found["type"], _path(found["loc"], raw), found["input"]
        context = found.get("ctx", {})
        shown = "" if isinstance(value, dict | list) else str(value)
        if kind == "value_error":
            yield Fault("D013", path, {"what": _AT_ODDS[str(context["error"])], "nearest": ""})
        elif kind == "too_short" and value:
            # Its entries are wrong, and that has been said of each.
            continue
        elif kind in _LIMITS:
            name, sign = _LIMITS[kind]
            yield Fault("D015", path, {"value": shown, "expected": f"{sign} {context[name]}"})
        else:
            yield Fault("D015" if kind in _MANNERS else "D003", path, {"value": shown, "expected": _MANNERS.get(kind, kind)})


def _path(location: tuple[str | int, ...], raw: Any) -> KeyPath:
    """Follow `location` through the definition as written; what is not written there names a model's own inside."""
    path: KeyPath = ()
    for part in location:
        here = part in raw if isinstance(raw, dict) else isinstance(raw, list) and isinstance(part, int) and part < len(raw)
        if not here:
            continue
        raw = raw[part]
        path = (*path, part)
    return path
