"""The office's own templates in Word and Excel: what they share with the others, and where in them something went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, Notice, notice
from aktywna.domain.grid import Cell, Grid, Narrative
from aktywna.io.writing.markdown import shown
from aktywna.io.writing.paper import placed
from aktywna.io.writing.template_words import said
from aktywna.io.writing.templates import NO_TEXTS, nearest, sandbox
from aktywna.words import figures
from aktywna.words.wording import _

ENDINGS = (".docx", ".xlsx", ".xlsm")

UNREADABLE_AT = notice(
    "T005",
    ERROR,
    title=N_("A placeholder in the office's own template is not written as they are."),
    says=N_("The template {file:quote} cannot be read, {where:said} {at}: {problem:said}"),
    do=N_("Compare the place with templates/README.md; every `if` and every `for` needs its end."),
    basis="count",
)
UNKNOWN_AT = notice(
    "T006",
    ERROR,
    title=N_("The office's own template asks for something that does not exist."),
    says=N_("The template {file:quote}, {where:said} {at}, asks for {name:quote}, which does not exist."),
    do=N_("The nearest name that exists: {nearest:quote}. `aktywna explain template` lists all of them."),
    basis="count",
)
FAILED_AT = notice(
    "T007",
    ERROR,
    title=N_("The office's own template asks for something that cannot be done."),
    says=N_("The template {file:quote} cannot be filled, {where:said} {at}: {problem:said}"),
    do=N_("Compare the place with templates/README.md."),
    basis="count",
)
LOST_AT = notice(
    "T008",
    ERROR,
    title=N_("The office's own template cannot be filled without losing something of it."),
    says=N_("The template {file:quote} cannot be filled without loss, {where:said} {at}: {what:said}"),
    do=N_("Move what is named to another sheet, or take it out of the template."),
    basis="count",
)

_NAME = re.compile(r"'([^']*)'")


@dataclass(frozen=True)
class Asked:
    """What a template is filled with: its file, what it may use by name, filters, and texts for its places."""

    file: Path
    context: Mapping[str, Any]
    filters: Mapping[str, Callable[..., Any]]
    texts: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    places: list[Narrative] = field(default_factory=list)
    """The places where people write that the template asked for."""

    def environment(self, **more: Any) -> ImmutableSandboxedEnvironment:
        """Give what the template runs in; it also knows how to take a table apart into rows."""
        return sandbox({**self.filters, "rows": rows_of}, finalize=written, **more)

    def narrative(self, name: str, hint: str = "") -> Narrative:
        """Give a place where a person writes."""
        said, text = " ".join(hint.split()) or _("Text to be written here."), self.texts.get(name, "")
        self.places.append(Narrative(name, "" if text == f"[{said}]" else text, said))
        return self.places[-1]

    def fault(self, error: Exception, where: str, at: str, place: Place | None = None) -> InputRefused:
        """Say what is wrong: `where` is a kind of place (a marked sentence), `at` says which one of them."""
        facts: dict[str, Any] = {"file": self.file.name, "where": where, "at": at}
        if isinstance(error, TemplateSyntaxError):
            return self._refused(UNREADABLE_AT, place, {**facts, "problem": said(error)})
        if isinstance(error, UndefinedError) and (names := _NAME.findall(str(error))):
            return self._refused(UNKNOWN_AT, place, {**facts, "name": names[-1], "nearest": nearest(names[-1], self.context)})
        return self._refused(FAILED_AT, place, {**facts, "problem": said(error)})

    def loss(self, what: str, where: str, at: str, place: Place | None = None) -> InputRefused:
        """Say what cannot be kept at a place of the template."""
        return self._refused(LOST_AT, place, {"file": self.file.name, "where": where, "at": at, "what": what})

    def _refused(self, kind: Notice, place: Place | None, facts: dict[str, Any]) -> InputRefused:
        return InputRefused(Finding(kind.code, kind.severity, place or Place(file=self.file.name), facts))


def rows_of(grid: Grid | None) -> list[tuple[Cell, ...]]:
    """Give the rows of a table, each with a cell for every column; none of a table that has nothing to show."""
    found = []
    for cells in grid.rows if grid is not None else ():
        row: list[Cell] = []
        for at, cell in placed(cells):
            row += [Cell()] * (at - len(row)) + [cell]
        width = sum(cell.span for cell in cells)
        found.append(tuple(row + [Cell()] * (width - len(row))))
    return found


def written(value: Any) -> Any:
    """Write what a placeholder gives: a table's cell as tables show it, nothing where nothing is known."""
    if isinstance(value, Cell):
        return shown(value)
    return "" if value is None or figures.unknown(value) else value


def filled_office(asked: Asked) -> bytes:
    """Fill the office's own template, kept as it is in everything but its placeholders; raise `InputRefused` with T005-T008."""
    content = asked.file.read_bytes()
    if asked.file.suffix.lower() == ".docx":
        from aktywna.io.writing.office_templates_word import filled_word  # noqa: PLC0415 - it imports docxtpl

        return filled_word(content, asked)
    from aktywna.io.writing.office_templates_excel import filled_excel  # noqa: PLC0415

    return filled_excel(content, asked)
