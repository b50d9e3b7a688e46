"""
The notation of examples: registers as small tables in text, and the books made of them.

    as of: 2009-06-30
    project: end = 2009-12-31
    participants:
    no | start_date | end_date
    1  | 2009-03-02 | 2009-02-27   <- A203

A table without a name is the register the reader asks for. A `project:` line is a line of project.toml; a key written
again begins another project, with the registers above it. What is not given is a valid default.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from inspect import cleandoc
from typing import Any, Literal

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Finding
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.layout import Layout
from aktywna.domain.registers.reading import read_register
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io import shipped
from aktywna.io.definitions.project import indicators

MARK = re.compile(r"\s*<-\s*(?P<codes>[A-Z]\d{3}(?:\s*,\s*[A-Z]\d{3})*)\s*$")
NAMED = re.compile(r"(?P<register>[a-z]+):")
LINE = re.compile(r"(?P<key>project|as of|era):\s*(?P<value>.+)")
DEFINITION = "project.toml"
NAMELESS = ("editions", "partners", "groups", "criteria", "paths", "forms", "indicators", "sums", "staff")
DEFAULTS: dict[str, Any] = {
    "title": "Projekt zmyślony",
    "beneficiary": {"name": "Ośrodek zmyślony"},
    "programme": {"name": "Program zmyślony"},
    "period": {"start": date(2000, 1, 1), "end": date(2199, 12, 31)},
}

Expected = Counter[tuple[str, int, str]]
"""How often a code is expected: register (or project.toml), row as the spreadsheet counts (0: a whole column), code."""


@dataclass(frozen=True)
class Line:
    """One line of an example, and the codes it is marked with."""

    kind: Literal["project", "as of", "era", "register", "row"]
    text: str
    """What stands after the key; a register's id; a row as it is written."""
    codes: tuple[str, ...] = ()

    @property
    def cells(self) -> list[str]:
        """The cells of a row."""
        return [cell.strip() for cell in self.text.split("|")] if "|" in self.text else [self.text]


@dataclass(frozen=True)
class Rows:
    """The tables of one example, cells as text."""

    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    definition: dict[str, Any] = field(default_factory=dict)
    as_of: date = date(2199, 12, 31)
    era: str = ""

    def __bool__(self) -> bool:
        return bool(self.tables or self.definition)


def table(text: str, on: str = "participants") -> tuple[Rows, Expected]:
    """Read an example; of several projects in it, the first. `on` is the register of a table without a name."""
    return next(iter(tables(text, on)))


def tables(text: str, on: str = "participants") -> list[tuple[Rows, Expected]]:
    """Read an example that may hold several projects, one after another."""
    found: list[tuple[Rows, Expected]] = [(Rows(), Counter())]
    register = on
    for line in lines(text):
        rows, expected = found[-1]
        if line.kind == "register":
            register = line.text
            rows.tables[register] = []
        elif line.kind == "row":
            cells = rows.tables.setdefault(register, [])
            cells.append(line.cells)
            expected.update((register, len(cells) if len(cells) > 1 else 0, code) for code in line.codes)
        else:
            if line.kind == "project":
                new = _line(line.text)
                if _again(rows.definition, new):
                    rows = replace(rows)
                    expected = Counter({key: n for key, n in expected.items() if key[0] != DEFINITION})
                    found.append((rows, expected))
                rows = replace(rows, definition=_merged(rows.definition, new))
            else:
                rows = replace(rows, era=line.text) if line.kind == "era" else replace(rows, as_of=date.fromisoformat(line.text))
            found[-1] = (rows, expected)
            expected.update((DEFINITION, 0, code) for code in line.codes)
    return found


def lines(text: str) -> Iterator[Line]:
    """Read the lines of an example, empty ones left out."""
    for line in cleandoc(text).splitlines():
        bare = MARK.sub("", line).strip()
        marked = MARK.search(line)
        codes = tuple(re.findall(r"[A-Z]\d{3}", marked["codes"])) if marked else ()
        if named := NAMED.fullmatch(bare):
            yield Line("register", named["register"], codes)
        elif given := LINE.fullmatch(bare):
            yield Line(given["key"], given["value"], codes)  # type: ignore[arg-type]
        elif bare:
            yield Line("row", bare, codes)


def books_of(rows: Rows, era: str = "", **definition: Any) -> Books:
    """Make books of an example through the real layouts and kinds; raise when one of its cells cannot be read."""
    books, findings = read_books(rows, era, **definition)
    unread = [(finding.code, finding.place.cell, dict(finding.facts)) for finding in findings if finding.code.startswith("R1")]
    unknown = [dict(finding.facts) for finding in findings if finding.code in {"R002", "R003", "R005", "R006"}]
    if unread or unknown:
        raise ValueError(unread, unknown)
    return books


def read_books(rows: Rows, era: str = "", **definition: Any) -> tuple[Books, list[Finding]]:
    """Make books of an example, and give what reading its cells had to say."""
    project = defined(rows, era, **definition)
    layouts, choices = shipped.layouts(), shipped.choices()
    registers, findings = {}, []
    for name, cells in rows.tables.items():
        registers[name], said = read_register(layouts[name], choices, project, [sheet_of(layouts[name], cells)])
        findings += said
    return Books(project, shipped.era(project.era), rows.as_of, registers, layouts, choices, indicators(project)), findings


def defined(rows: Rows, era: str = "", **definition: Any) -> Project:
    """Make the project of an example; `era` is that of one that names none."""
    return project_of({**rows.definition, **definition, "era": rows.era or era or "efs-2014"})


def project_of(given: dict[str, Any]) -> Project:
    """Make a project of some of its keys, names and other duties filled in."""
    raw = {key: value for key, value in given.items() if key not in {"start", "end"}}
    raw = DEFAULTS | raw
    raw["period"] = raw["period"] | {key: given[key] for key in ("start", "end") if key in given}
    for key in NAMELESS:
        raw[key] = [_named(one) for one in raw.get(key, ())]
    raw["forms"] = [{"sphere": "social"} | form for form in raw["forms"]]
    raw["editions"] = [DEFAULTS["period"] | edition for edition in raw["editions"]]
    if soft := raw.get("soft"):
        raw["soft"] = soft | {"areas": [_named(area) for area in soft.get("areas", ())]}
    if budget := raw.get("budget"):
        sources = budget.get("sources", [{"id": "grant", "amount": budget.get("total", 0)}])
        lists = {"sources": sources, "tasks": budget.get("tasks", []), "set_aside": budget.get("set_aside", [])}
        raw["budget"] = {"total": 0} | budget | {key: [_named(one) for one in entries] for key, entries in lists.items()}
        raw["budget"]["sources"] = [{"kind": "grant"} | source for source in raw["budget"]["sources"]]
    return Project.model_validate(raw)


def codes_by_row(findings: Iterable[Finding]) -> Expected:
    """Count what was found as `table` says what is expected."""
    return Counter((finding.place.register or finding.place.file, finding.place.row, finding.code) for finding in findings)


def _named(one: dict[str, Any]) -> dict[str, Any]:
    return {"name": str(one.get("id", "zmyślone"))} | one if "use" not in one else dict(one)


def _again(given: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a line says again what was said."""
    return any(key in given and not (isinstance(value, dict) and not _again(given[key], value)) for key, value in new.items())


def _merged(given: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    deeper = {key: _merged(given[key], value) for key, value in new.items() if isinstance(value, dict) and isinstance(given.get(key), dict)}
    return given | new | deeper


def _line(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def sheet_of(layout: Layout, cells: list[list[str]]) -> Sheet:
    """Give the sheet that a file with these cells would be read as, the headers first; an empty text is an empty cell."""
    width = len(cells[0])
    filled = [[cell or None for cell in row[:width]] + [None] * (width - len(row)) for row in cells]
    text = pd.DataFrame(filled, index=range(1, len(cells) + 1), columns=range(width), dtype="str")
    stored = pd.DataFrame(np.where(text.isna(), Stored.EMPTY, Stored.TEXT).astype("uint8"), index=text.index, columns=text.columns)
    return Sheet(f"{layout.id}.csv", None, text, stored)
