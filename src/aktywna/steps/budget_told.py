"""The budget as people and scripts get it: tables for a screen, a document with everything, JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Document, Grid, Heading, Paragraph, Part
from aktywna.domain.promises.model import Language
from aktywna.domain.spending.documents import COSTS
from aktywna.io.writing.formats import WRITERS
from aktywna.io.writing.safe import write
from aktywna.steps.budget import Spending, judged_of
from aktywna.steps.judging import Judged
from aktywna.steps.part_words import part_said, period_said
from aktywna.steps.tables import budget as budget_tables
from aktywna.steps.tables import documents as document_tables
from aktywna.steps.tables import spending as spending_tables
from aktywna.steps.tables.findings import Told, links_from
from aktywna.steps.tables.written import ending_of
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _, ngettext, speaking


@dataclass(frozen=True, eq=False)
class Budgeted:
    """What came out, for whoever asked."""

    spending: Spending
    own: tuple[Finding, ...]
    """What only the budget finds."""
    said: tuple[Finding, ...]
    """What `check` says of the same money."""
    judged: Judged
    language: Language
    show_personal: bool = False

    @cached_property
    def heading(self) -> tuple[str, ...]:
        """The part of the project, where it is one, the period, and the column of the amounts, where it is not the usual: a line each."""
        return tuple(filter(None, (part_said(self.spending.books, self.language), period_said(self.spending.span), self._amounts())))

    def _amounts(self) -> str:
        documents = self.spending.documents
        if documents is None or documents.costs == COSTS[0]:
            return ""
        names = {"column": documents.costs, "usual": COSTS[0]}
        said = N_("Amounts are those of the column {column:column}, because the register has no column {usual:column}.")
        return sentence(said, names, choices=name_of)

    @cached_property
    def to_look_into(self) -> tuple[Finding, ...]:
        """What only the budget finds, and what reading says of cells that are in no sum, the heaviest first."""
        return tuple(sorted((*self.own, *filter(_is_of_reading, self.said)), key=lambda one: one.severity))

    @cached_property
    def tables(self) -> Mapping[str, Grid]:
        """The tables under their headings, without those that have nothing to say."""
        return _drawn(
            {
                _("Tasks"): budget_tables.tasks(self.spending, self.language),
                _("Categories of costs"): budget_tables.categories(self.spending, self.language),
                _("Sources of money"): budget_tables.sources(self.spending, self.language),
                _("Amounts set aside"): budget_tables.set_aside(self.spending, self.language),
                _("Limits"): spending_tables.limits(self.spending, self.language),
                _("Flat rates"): spending_tables.flat_rates(self.spending, self.language),
                _("Posts"): spending_tables.posts(self.spending, self.language),
                _("Cost of a participant and of a result"): spending_tables.unit_costs(self.spending, self.language),
                _("Forecast"): spending_tables.forecasts(self.spending, self.language),
                _("Beside the sums"): spending_tables.outside_sums(self.spending, self.language),
            }
        )

    @cached_property
    def lists(self) -> Mapping[str, Grid]:
        """Further tables of a document, which may be long: hours of people, corrections."""
        hours = spending_tables.staff_hours(self.spending, self.language, show_personal=self.show_personal)
        return _drawn(
            {
                _("Working time of the staff"): hours,
                _("Documents of the period"): document_tables.table(self.spending, self.language, show_personal=self.show_personal),
                _("Corrections of documents"): spending_tables.corrections(self.spending, self.language),
            }
        )

    def nothing(self) -> str:
        """Say why there is nothing to show; an empty text when there is something."""
        if self.spending.documents is not None:
            return "" if len(self.spending.documents) else _("The register of expenditures has no entries.")
        if self.spending.books.part is not None:
            return _("The register of expenditures does not say what belongs to this part of the project.")
        return _("The project keeps no register of expenditures, so that nothing is known of what was spent.")

    def lines(self) -> list[str]:
        """Say what `check` has to say of the same money, and where it is told."""
        rest = [one for one in self.said if not _is_of_reading(one)]
        n = len(rest)
        if not n:
            return []
        codes = figures.listing(sorted({one.code for one in rest}))
        text = ngettext(
            "“aktywna check” has {n} more finding about money ({codes}); the file of -o lists it too.",
            "“aktywna check” has {n} more findings about money ({codes}); the file of -o lists them too.",
            n,
        )
        return [text.format(n=figures.count(n), codes=codes)]

    def write(self, file: Path, folder: Path, *, force: bool) -> Path:
        """
        Write everything into `file`, whose ending says the format, and give its path; with personal data only its owner may read it.

        `folder` is the project's, whose registers the findings lead to. Raise `UnknownWord` for an ending that nothing writes,
        and `InputRefused` with O codes.
        """
        ending = ending_of(file)
        with speaking(self.language):
            content = WRITERS[ending](self.document(file.parent, folder))
        (path,) = write(file.parent, {file.name: content}, force=force, private=self.show_personal)
        return path

    def document(self, beside: Path, folder: Path) -> Document:
        """Give everything as a document that lies in the folder `beside`: the tables, then what needs attention with its cells."""
        title = _("Budget: {project}").format(project=self.spending.books.project.title.say(self.language))
        parts: list[Part] = [Heading(1, title), *map(Paragraph, self.heading)]
        parts += [Paragraph(said) for said in (self.nothing(),) if said]
        for heading, table in (self.tables | self.lists).items():
            parts += [Heading(2, heading), table]
        told = Told(
            self.spending.books, judged_of([*self.own, *self.said], self.judged), self.language, links_from(beside, folder),
            show_personal=self.show_personal,
        )  # fmt: skip
        for group in told.registers:
            for table in group.tables:
                heading = _("Needs attention: {register}").format(register=group.name)
                parts += [Heading(2, heading), replace(table, name=_("Attention – {register}").format(register=group.name))]
        return Document(title, self.language, tuple(parts))


def _is_of_reading(finding: Finding) -> bool:
    """Whether reading, and no rule, says it, as an error or a warning."""
    return finding.code.startswith("R") and finding.severity is not Severity.NOTE


def _drawn(tables: Mapping[str, Grid | None]) -> dict[str, Grid]:
    return {heading: table for heading, table in tables.items() if table is not None}
