"""Report: counted figures become a document, and the document files that people send."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aktywna.domain.counting.reported import Reported
from aktywna.domain.counting.tally import Count, Span, Tally
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.grid import Document, Grid
from aktywna.domain.promises.calendar import name_of as period_name
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books, Part
from aktywna.domain.spending.sources import agrees
from aktywna.io.shipped import catalogue_sha256
from aktywna.io.writing.formats import WRITERS
from aktywna.io.writing.markdown import pictures
from aktywna.io.writing.safe import write
from aktywna.io.writing.templates import NO_TEXTS, is_ours, render
from aktywna.io.writing.templates import kinds as template_kinds
from aktywna.steps import corrections, narrative
from aktywna.steps.corrections import Compared, compared
from aktywna.steps.funding import with_funding
from aktywna.steps.judging import Judged
from aktywna.steps.office_report import is_office, office_report
from aktywna.steps.part_words import part_name
from aktywna.steps.people_rows import PeopleRows
from aktywna.steps.pictures.all_pictures import Pictures
from aktywna.steps.showing import filters, said_name
from aktywna.steps.tables import figures as figure_tables
from aktywna.steps.tables import record as record_tables
from aktywna.steps.tables.all_tables import Tables
from aktywna.steps.tables.findings import Links, Told, links_from, no_links
from aktywna.words.wording import speaking

USED: Mapping[str, Sequence[str]] = {
    "month": ("result_window", "efficiency_months", "follow_up_months", "attendance_threshold", "attendance_gate"),
    "summary": ("small_cell",),
}
"""Values of the era that a kind of report uses besides those that counting does."""
SHOWN: Mapping[str, Callable[[Sequence[Count]], Sequence[Count]]] = {
    "visits": lambda _counts: (),
    "staff": lambda _counts: (),
    "summary": figure_tables.main_counts,
}
"""Which figures a kind of report shows that does not show all of them."""


@dataclass(frozen=True, eq=False)
class Made:
    """A report that was written."""

    files: list[Path]
    """A file for each format, then the pictures that lie beside the one in Markdown."""
    document: Document
    said: tuple[str, ...] = ()
    """Sentences about texts of a person's that are not in it."""

    @property
    def tables(self) -> list[Grid]:
        """The tables of the report, in order."""
        return [part.filled for part in self.document.parts if isinstance(part, Grid)]


def report(  # noqa: PLR0913 - what a report is made of and where it goes
    books: Books,
    tally: Tally,
    findings: Sequence[Finding],
    *,
    kind: str,
    language: Language,
    formats: Sequence[str],
    folder: Path,
    force: bool = False,
    template: Path | None = None,
    project: Path | None = None,
    version: str | None = None,
    judged: Judged | None = None,
    reported: Compared | None = None,
    show_personal: bool = False,
) -> Made:
    """
    Write a report of `kind` into `folder`, a file for each format.

    What the reports of that folder gave is kept there, and what changed since is said (`reported`, or found out here);
    what people wrote in its places is carried over.

    `project` is the project's folder, whose own templates come first. Without `version` the report does not name the
    program's. Raise `InputRefused` (T for the template, O for the files), and KeyError for a format nobody writes.
    """
    reported = reported or compared(books, tally, folder, kind=kind, force=force)
    tally = reported.tally if reported is not None else tally
    name = file_name(kind, tally.span, books.part)
    before = narrative.before(folder, name, kind, project)
    archive = reported.archive if reported is not None else ()
    if template is not None and is_office(template):
        with speaking(language):
            links = links_from(folder, project) if project is not None else no_links
            known = context(
                books, tally, findings, language=language, version=version, kind=kind, judged=judged, links=links, archive=archive,
                show_personal=show_personal,
            )  # fmt: skip
            document, content = office_report(
                template, known, filters(books, language), language=language, texts=before.texts,
                title=said_name(books.project.title, language),
            )  # fmt: skip
        files, beside = {f"{name}{template.suffix.lower()}": content}, {}
    else:
        document = drafted(
            books, tally, findings, kind=kind, language=language, template=template, project=project, folder=folder, version=version,
            judged=judged, archive=archive, texts=before.texts, show_personal=show_personal,
        )  # fmt: skip
        document = replace(document, name=name)
        with speaking(language):
            files = {f"{name}.{ending}": WRITERS[ending](document) for ending in formats}
            beside = pictures(document) if "md" in formats else {}
    own = reported.kept(books, name, version) if reported is not None else {}
    written = write(
        folder, files | beside, force=force, private=show_personal, own=own | before.own(document, files),
        settled=before.settled(), kept=before.aside(document, files),
    )  # fmt: skip
    return Made(written, document, before.said(document, files))


def drafted(  # noqa: PLR0913 - what a report is made of
    books: Books,
    tally: Tally,
    findings: Sequence[Finding],
    *,
    kind: str,
    language: Language,
    template: Path | None = None,
    project: Path | None = None,
    folder: Path | None = None,
    version: str | None = None,
    judged: Judged | None = None,
    archive: Sequence[Reported] = (),
    texts: Mapping[str, str] = NO_TEXTS,
    show_personal: bool = False,
) -> Document:
    """Fill the template of a `kind` of report, which will lie in `folder`; raise `InputRefused` with a T code."""
    with speaking(language):
        links = links_from(folder, project) if folder is not None and project is not None else no_links
        known = context(
            books, tally, findings, language=language, version=version, kind=kind, judged=judged, links=links, archive=archive,
            show_personal=show_personal, ours=is_ours(kind, language, project, template),
        )  # fmt: skip
        document = filled(kind, books, known, language=language, project=project, template=template, texts=texts)
        return with_funding(document, books.project, project, folder)


def filled(  # noqa: PLR0913 - what a template needs
    kind: str,
    books: Books,
    known: Mapping[str, Any],
    *,
    language: Language,
    project: Path | None = None,
    template: Path | None = None,
    texts: Mapping[str, str] = NO_TEXTS,
) -> Document:
    """Fill the template of a `kind` with what is `known`, the reader's language being set; raise `InputRefused` with a T code."""
    document = render(kind, known, language=language, filters=filters(books, language), project=project, template=template, texts=texts)
    return replace(document, title=f"{document.title} – {said_name(books.project.title, language)}")


def context(  # noqa: PLR0913 - what a report is made of
    books: Books,
    tally: Tally,
    findings: Sequence[Finding],
    *,
    language: Language,
    version: str | None = None,
    kind: str = "",
    judged: Judged | None = None,
    links: Links = no_links,
    archive: Sequence[Reported] = (),
    show_personal: bool = False,
    ours: bool = False,
) -> dict[str, Any]:
    """
    Give what a template may use, by name; `judged` also says what was explained and changed, and is `findings` otherwise.

    Of `ours` it is known which figures it shows, so that it names no assumption of others.
    """
    project = books.project
    counts = tally.counts
    some = SHOWN.get(kind) if ours else None
    shown = None if some is None else [count.indicator.id for count in some(counts)]
    told = Told(books, judged or Judged(tuple(findings)), language, links)
    return findings_context(told, version=version) | {
        "kind": kind,
        "period": tally.span,
        "counts": {count.indicator.id: count for count in counts},
        "main": figure_tables.main_counts(counts),
        "tables": Tables(books, tally, findings, language, tuple(archive)),
        "pictures": Pictures(books, tally, language),
        "people": PeopleRows(books, show_personal=show_personal),
        "money_agrees": project.budget is None or agrees(project.budget),
        "errors": sum(finding.severity == Severity.ERROR for finding in findings),
        "warnings": sum(finding.severity == Severity.WARNING for finding in findings),
        "excluded": len(tally.excluded),
        "complete": tally.complete,
        "assumptions": record_tables.assumptions(books, USED.get(kind, ()), shown),
        "catalogue_version": catalogue_sha256(books.era.catalogue) if books.era.catalogue else "",
        "changed": record_tables.changed(books, language),
        "corrections": corrections.lines(books, tally),
    }


def findings_context(told: Told, *, only: Sequence[str] = (), version: str | None = None) -> dict[str, Any]:
    """Give what the template of findings may use, by name: nothing of it has to be counted."""
    books = told.books
    return {
        "project": books.project,
        "era": books.era,
        "as_of": books.as_of,
        "part": part_name(books, told.language),
        "complete": books.complete,
        "left_out": books.left_out,
        "found": told,
        "only": only,
        "version": version,
        "definition": books.definition,
    }


def kinds(language: Language = "pl", project: Path | None = None) -> list[str]:
    """Give the kinds of report that can be made."""
    return template_kinds(language, project)


def main_counts(tally: Tally) -> list[Count]:
    """Give the counts of the main indicators; all of them when none is marked."""
    return figure_tables.main_counts(tally.counts)


def file_name(kind: str, span: Span, part: Part | None = None) -> str:
    """
    Name a report's file, without its ending.

    >>> from datetime import date
    >>> file_name("year", Span(date(2012, 1, 1), date(2012, 12, 31)), Part(partners=("cris",)))
    'year_2012_partner-cris'
    """
    named = part.named if part is not None else {}
    return "_".join([kind, period_name(span), *(f"{column}-{'-'.join(ids)}" for column, ids in named.items())])
