"""The findings of a project as a document shows them: totals, a table a register, what was explained and changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.grid import Cell, Grid, Link, Style
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.domain.sheets.naming import folded
from aktywna.io.shipped import cited
from aktywna.steps.assumptions import source_text
from aktywna.steps.changing import said_of_change
from aktywna.steps.explain.page import WEIGHTS
from aktywna.steps.findings_summary import by_weight, totals
from aktywna.steps.judging import Judged
from aktywna.steps.tables.cells import day, text
from aktywna.steps.telling import advice, is_name, key_said, message, title
from aktywna.words import figures
from aktywna.words.sentences import MASKED
from aktywna.words.wording import _, ngettext

DEFINITION = "project.toml"
MOST_ROWS = 1_000_000
"""Rows of a table: a sheet of a workbook holds little more; what is longer goes on in another."""
MOST_CELLS = 20
"""Cells that are named when one fault has many."""
STYLES: dict[Severity, Style] = {Severity.ERROR: "bad", Severity.WARNING: "warning", Severity.NOTE: "muted"}
TO_FILL = 3
"""Columns that the office fills in: who looked into a finding, when, and how it is explained."""

NAMES, WIDEST_NAME = 17, 26
"""Characters: columns so narrow hold names and numbers and grow with them, so far; wider ones hold sentences."""
READ = "rules.md 0: V; registers.md 0: V"
"""The marks of what was read in its source."""

Links = Callable[[Place], Link | None]


@dataclass(frozen=True)
class Group:
    """What is wrong in one register."""

    name: str
    said: str
    files: tuple[str, ...]
    """How many findings each file has, as sentences."""
    tables: tuple[Grid, ...]


@dataclass(frozen=True, eq=False)
class Told:
    """What was found in a project's registers, by the names a template calls it."""

    books: Books
    judged: Judged
    language: Language
    links: Links
    show_personal: bool = False

    @cached_property
    def total(self) -> str:
        """How many errors, warnings and notes there are, in how many rows."""
        return totals(self.judged, self.books)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """A sentence for each code: its weight, its title, how many there are; the heaviest first."""
        counted = Counter((one.severity, one.code) for one in self.judged.findings)
        return tuple(
            _("{code} ({weight}): {title} – {n}").format(
                code=code, weight=_(WEIGHTS[severity]), title=title(code).rstrip("."), n=figures.count(many)
            )
            for (severity, code), many in sorted(counted.items())
        )

    @cached_property
    def registers(self) -> tuple[Group, ...]:
        """The findings of each register, participants first and then by name; what is about no register comes last."""
        apart: dict[str, list[Finding]] = {}
        for finding in sorted(self.judged.findings, key=lambda finding: finding.order):
            known = finding.place.register if finding.place.register in self.books.layouts else ""
            apart.setdefault(known, []).append(finding)
        ordered = sorted(apart, key=lambda register: (register == "", register != "participants", folded(self._name(register))))
        return tuple(self._group(register, apart[register]) for register in ordered)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The files that were read, each with its registers, rows and SHA-256."""
        apart: dict[tuple[str, str], list[str]] = {}
        for source in sorted(self.books.sources, key=lambda source: (source.file, source.register)):
            rows = ngettext("{n} row", "{n} rows", source.rows).format(n=figures.count(source.rows))
            held = _("{register}: {rows}").format(register=self._name(source.register), rows=rows)
            apart.setdefault((source.file, source.sha256), []).append(held)
        return tuple(f"{file} – {figures.listing(held)}; SHA-256: {sha}" for (file, sha), held in apart.items())

    @property
    def silenced(self) -> int:
        """How many findings are not said again because the office has explained them."""
        return len(self.judged.silenced)

    @cached_property
    def explained(self) -> Grid | None:
        """What the office has looked into: the findings that are not said again, each with its explanation."""
        rows = []
        for one in sorted(self.judged.silenced, key=lambda one: one.finding.order):
            finding, answer = one.finding, one.explanation
            named = (is_name(answer.who) or is_name(answer.why)) and not self.show_personal
            rows.append(
                (
                    text(finding.code),
                    text(self._name(finding.place.register)),
                    text(key_said(finding, show_personal=self.show_personal)),
                    text(message(finding, show_personal=self.show_personal)),
                    text(MASKED if is_name(answer.who) and not self.show_personal else answer.who),
                    day(answer.on),
                    # Free text of an office may name people.
                    text(MASKED if named and answer.why else answer.why),
                )
            )
        key, *answers = self._answers()
        headers = (_("Code"), _("Register"), key, _("What is not right"), *answers)
        return _grid(headers, rows, (8, 20, 14, 42, 14, 12, 36), name=_("Explained")) if rows else None

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """What the project weighs or measures otherwise than usual, as sentences."""
        return tuple(said_of_change(one, self.books, self.language) for one in self.judged.changed)

    def _group(self, register: str, found: Sequence[Finding]) -> Group:
        name = self._name(register)
        apart: dict[str, list[Finding]] = {}
        for finding in found:
            apart.setdefault(finding.place.file or DEFINITION, []).append(finding)
        files = tuple(f"{file}: {by_weight(those)}" for file, those in apart.items())
        tables = tuple(self._table(register, name, found[first : first + MOST_ROWS]) for first in range(0, len(found), MOST_ROWS))
        return Group(name, f"{by_weight(found)}.", files if len(files) > 1 else (), tables)

    def _table(self, register: str, name: str, found: Sequence[Finding]) -> Grid:
        key, *answers = self._answers(register)
        headers = (
            *(_("Weight"), _("Code"), _("File"), _("Sheet"), _("Cell"), key, _("What is not right"), _("What to do"), _("Basis")),
            *answers,
        )
        return _grid(headers, [self._row(finding) for finding in found], (13, 8, 17, 13, 10, 14, 40, 38, 26, 14, 11, 26), name, TO_FILL)

    def _answers(self, register: str = "") -> tuple[str, ...]:
        """Headers of the key and of what the office fills in, as a register of explanations has them: rows are copied there."""
        asked = self.books.layouts["explained"].columns
        layout = self.books.layouts.get(register)
        keyed = layout.columns[layout.key].name.say(self.language) if layout and layout.key in layout.columns else ""
        known = keyed in {asked["key"].name.say(self.language), *asked["key"].also}
        return (
            keyed if known else asked["key"].name.say(self.language),
            *(asked[name].name.say(self.language) for name in ("who", "on", "why")),
        )

    def _row(self, finding: Finding) -> tuple[Cell, ...]:
        place = finding.place
        cell = _cells(finding)
        file, link = place.file or DEFINITION, self.links(place)
        return (
            Cell(_(WEIGHTS[finding.severity]), style=STYLES[finding.severity]),
            text(finding.code),
            # Where there is no cell to go to, the file itself is.
            Cell(file, link=None if cell else link),
            text(place.sheet),
            Cell(cell or None, link=link if cell else None),
            text(key_said(finding, show_personal=self.show_personal)),
            text(message(finding, show_personal=self.show_personal)),
            text(advice(finding, show_personal=self.show_personal)),
            text(basis(finding)),
            *(Cell(),) * TO_FILL,
        )

    def _name(self, register: str) -> str:
        layout = self.books.layouts.get(register)
        return layout.name.say(self.language) if layout else _("Files and definition")


def basis(finding: Finding) -> str:
    """Say what a finding rests on: the count itself, or the titles of its sources."""
    written = NOTICES[finding.code].basis
    if written != "count":
        # That a source was read goes without saying; that it was not, or that it tells of one project, does not.
        titles = [_(title) for title in dict.fromkeys(cited(written)) if title not in cited(READ)]
        return "; ".join(titles) or source_text(written)
    return _("the count itself would be wrong") if finding.severity is not Severity.NOTE and finding.code[0] in "AR" else ""


def _cells(finding: Finding) -> str:
    """The cells of a finding, those of other sheets with their sheets; beyond `MOST_CELLS` only how many more."""
    said = []
    for place in finding.places[:MOST_CELLS]:
        cell = place.cell or (str(place.row) if place.row else "")
        away = (place.file, place.sheet) != (finding.place.file, finding.place.sheet)
        said += [f"{place.sheet or place.file}!{cell}" if away else cell] if cell else []
    more = len(finding.places) - MOST_CELLS
    return ", ".join(said) + (f" (+{figures.count(more)})" if more > 0 else "")


def links_from(folder: Path, project: Path) -> Links:
    """Give what finds the way from a document in `folder` to the cells of the registers of `project`, a folder too."""

    def link(place: Place) -> Link | None:
        try:
            file = Path(os.path.relpath(project / (place.file or DEFINITION), folder)).as_posix()
        except ValueError:  # on another drive
            return None
        cell = place.cell or (f"A{place.row}" if place.row else "")
        return Link(file, place.sheet, f"{cell}1" if cell.isalpha() else cell)

    return link


def no_links(_place: Place) -> Link | None:
    """Lead nowhere: of a document that lies in no folder."""
    return None


def _grid(headers: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: Sequence[int], name: str, to_fill: int = 0) -> Grid:
    """Make a table of sentences; a column that is empty in every row is left out, unless it is to be filled."""
    last = len(headers) - to_fill
    wide = [
        max(width, *(len(str(row[at].value or "")) + 2 for row in rows)) if width <= NAMES else width for at, width in enumerate(widths)
    ]
    used = [at for at in range(len(headers)) if at >= last or any(row[at].value is not None for row in rows)]
    body = tuple(tuple(row[at] for at in used) for row in rows)
    header = (tuple(Cell(headers[at]) for at in used),)
    return Grid(header, body, name, tuple(min(wide[at], max(WIDEST_NAME, widths[at])) for at in used), to_fill=to_fill, told=True)
