"""An example as its reader keeps registers: tables under the headers of an office, with its own words for codes and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.grid import Cell, Grid, Paragraph, Part, Verbatim
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Column, Layout, normal
from aktywna.io.shipped import choices, era, layouts
from aktywna.steps.explain.examples import Line, defined, lines, tables
from aktywna.words import figures
from aktywna.words.wording import _, language

MARK = "←"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+[.,]\d+")
_SAID = frozenset({"yes_no", "choice", "choices"})


def example_parts(text: str, on: str, otherwise: str = "") -> list[Part]:
    """
    Give an example in parts of a page: its day, its lines of project.toml, its tables; marked rows end with their codes.

    `on` is the register of a table without a name, `otherwise` the programme period of an example that names none.
    """
    project = defined(tables(text, on)[0][0], otherwise)
    parts: list[Part] = []
    definition: list[str] = []
    rows: list[Line] = []
    register = on
    for line in [*lines(text), Line("register", "")]:
        if line.kind != "project" and definition:
            parts += [Paragraph(_("In project.toml:")), Verbatim("\n".join(definition))]
            definition = []
        if line.kind != "row" and rows:
            parts += [Paragraph(_register_named(register, rows)), _table(project, layouts()[register], rows)]
            rows = []
        if line.kind == "project":
            definition.append(f"{line.text}   # {MARK} {', '.join(line.codes)}" if line.codes else line.text)
        elif line.kind == "as of":
            parts.append(Paragraph(_("The registers are closed on {day}.").format(day=figures.day(date.fromisoformat(line.text)))))
        elif line.kind == "era":
            parts.append(Paragraph(_("Programme period: {era}.").format(era=era(line.text).name.say(language()))))
        elif line.kind == "register":
            register = line.text
        else:
            rows.append(line)
    return parts


def _register_named(register: str, rows: list[Line]) -> str:
    named = f"{layouts()[register].name.say(language())} ({layouts()[register].files[0]}.csv):"
    codes = ", ".join(rows[0].codes)
    return f"{named} {MARK} {codes}" if codes else named


def _table(project: Project, layout: Layout, rows: list[Line]) -> Grid:
    columns = [layout.columns.get(layout.headers.get(normal(header), "")) for header in rows[0].cells]
    marked = any(row.codes for row in rows[1:])
    names = [column.name.say(language()) if column else header for column, header in zip(columns, rows[0].cells, strict=True)]
    header = [_("Row"), *names, *([""] if marked else [])]
    body = []
    for number, row in enumerate(rows[1:], 2):
        cells = [*row.cells, *[""] * (len(columns) - len(row.cells))]
        said = [_said(project, column, cell) for column, cell in zip(columns, cells, strict=False)]
        body.append([str(number), *said, *([f"{MARK} {', '.join(row.codes)}" if row.codes else ""] if marked else [])])
    return Grid((tuple(map(Cell, header)),), tuple(tuple(map(Cell, texts)) for texts in body))


def _said(project: Project, column: Column | None, text: str) -> str:
    """Write a cell as an office of this language writes it."""
    if column is None or not text:
        return text
    if _DAY.fullmatch(text):
        return figures.day(date.fromisoformat(text))
    if _NUMBER.fullmatch(text):
        return text.replace(".", ",") if language() == "pl" else text.replace(",", ".")
    return "; ".join(_named(project, column, text)) if column.kind in _SAID else text


def _named(project: Project, column: Column, text: str) -> Iterator[str]:
    words = vocabulary(column, choices(), project)
    known = {value.id: value.name.say(language()) for value in words.value} if words else {}
    for code in re.split(r"[;|]", text):
        found = words.codes.get(normal(code), code.strip()) if words else code.strip()
        yield known.get(found, found)
