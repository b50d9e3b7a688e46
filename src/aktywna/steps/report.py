"""Report: counted figures become a document, and the document files that people send."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from aktywna.domain.counting.tally import Count, Span, Tally
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Document
from aktywna.domain.promises.calendar import name_of as period_name
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books, Part
from aktywna.io.writing.html import html
from aktywna.io.writing.markdown import markdown
from aktywna.io.writing.safe import write
from aktywna.io.writing.templates import kinds as template_kinds
from aktywna.io.writing.templates import render
from aktywna.io.writing.workbook import workbook
from aktywna.steps import corrections
from aktywna.steps.corrections import Compared, compared
from aktywna.steps.judging import Judged
from aktywna.steps.tables import budget as budget_tables
from aktywna.steps.tables import figures as figure_tables
from aktywna.steps.tables import record as record_tables
from aktywna.steps.tables.all_tables import Tables
from aktywna.steps.tables.findings import Links, Told, links_from, no_links
from aktywna.words import figures, sentences, wording
from aktywna.words.wording import _

WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "md": lambda document: markdown(document).encode(),
    "xlsx": workbook,
    "html": lambda document: html(document).encode(),
}
"""What makes a file of each format."""

_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


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
) -> list[Path]:
    """
    Write a report of `kind` into `folder`, a file for each format, and give their paths.

    What the reports of that folder gave is kept there, and what changed since is said (`reported`, or found out here).

    `project` is the project's folder, whose own templates come first. Without `version` the report does not name the
    program's. Raise `InputRefused` (T for the template, O for the files), and KeyError for a format nobody writes.
    """
    reported = reported or compared(books, tally, folder, kind=kind, force=force)
    tally = reported.tally if reported is not None else tally
    document = drafted(
        books, tally, findings,
        kind=kind, language=language, template=template, project=project, folder=folder, version=version, judged=judged,
    )  # fmt: skip
    with speaking(language):
        name = file_name(kind, tally.span, books.part)
        files = {f"{name}.{ending}": WRITERS[ending](document) for ending in formats}
    own = reported.kept(books, name, version) if reported is not None else {}
    return write(folder, files, force=force, own=own)


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
) -> Document:
    """Fill the template of a `kind` of report, which will lie in `folder`; raise `InputRefused` with a T code."""
    with speaking(language):
        links = links_from(folder, project) if folder is not None and project is not None else no_links
        known = context(books, tally, findings, language=language, version=version, kind=kind, judged=judged, links=links)
        return filled(kind, books, known, language=language, project=project, template=template)


def filled(  # noqa: PLR0913 - what a template needs
    kind: str,
    books: Books,
    known: Mapping[str, Any],
    *,
    language: Language,
    project: Path | None = None,
    template: Path | None = None,
) -> Document:
    """Fill the template of a `kind` with what is `known`, the reader's language being set; raise `InputRefused` with a T code."""
    filters = {
        **FILTERS,
        "name": lambda named: _named(named, language),
        "achieved": lambda count: _achieved(books, count),
        "planned": lambda count: _planned(books, count),
        "realised": _realised,
    }
    document = render(kind, known, language=language, filters=filters, project=project, template=template)
    return replace(document, title=f"{document.title} – {_named(books.project.title, language)}")


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
) -> dict[str, Any]:
    """Give what a template may use, by name; `judged` also says what was explained and changed, and is `findings` otherwise."""
    project = books.project
    counts = tally.counts
    told = Told(books, judged or Judged(tuple(findings)), language, links)
    return findings_context(told, version=version) | {
        "kind": kind,
        "period": tally.span,
        "counts": {count.indicator.id: count for count in counts},
        "main": figure_tables.main_counts(counts),
        "tables": Tables(books, tally, findings, language),
        "money_agrees": project.budget is None or budget_tables.agrees(project.budget),
        "errors": sum(finding.severity == Severity.ERROR for finding in findings),
        "warnings": sum(finding.severity == Severity.WARNING for finding in findings),
        "excluded": len(tally.excluded),
        "complete": tally.complete,
        "assumptions": record_tables.assumptions(books),
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


def part_name(books: Books, language: Language) -> str:
    """Say which part of the project the books are of; an empty text when they are of the whole."""
    if books.part is None:
        return ""
    project = books.project
    labels: dict[str, tuple[str, Sequence[Any]]] = {
        "edition": (_("edition"), project.editions),
        "partner": (_("partner"), project.partners),
        "path": (_("path"), project.paths),
    }
    said = []
    for column, ids in books.part.named.items():
        label, declared = labels[column]
        known = {one.id: one.name.say(language) for one in declared}
        said.append(f"{label}: {', '.join(known.get(one, one) for one in ids)}")
    return "; ".join(said)


def period_text(span: Span) -> str:
    """Say a reporting period: its month, its year, or both its days after its name in the reporting calendar."""
    name = period_name(replace(span, name=""))
    if _YEAR.fullmatch(name):
        return name
    if _MONTH.fullmatch(name):
        return figures.month(span.start)
    days = f"{figures.day(span.start)} – {figures.day(span.end)}"
    return days if span.name in {"", name} else f"{span.name} ({days})"


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a report's language while it is made, and the reader's again afterwards."""
    before = wording.language()
    wording.set_language(language)
    try:
        yield
    finally:
        wording.set_language(before)


def _named(named: Any, language: Language) -> str:
    """The name of anything that has one: a name itself, an indicator, a count, a path ..."""
    if isinstance(named, Count):
        named = named.indicator
    if isinstance(named, Indicator):
        return figure_tables.name_of(named, language)
    name = named if hasattr(named, "say") else named.name
    return " ".join(name.say(language).split())


def _achieved(books: Books, count: Count) -> str:
    """What was achieved since the start, with its unit: `co najmniej 106 osób`."""
    total = count.cumulative.total
    if total is None:
        return _("not known")
    said = _in_unit(total, figure_tables.unit_of(books, count))
    return figures.at_least(said) if count.cumulative.at_least else said


def _planned(books: Books, count: Count) -> str:
    """What was promised, with its unit; an empty text without a target."""
    return "" if count.target is None else _in_unit(count.target.total, figure_tables.unit_of(books, count))


def _realised(count: Count) -> str:
    """How much of the target was achieved; an empty text without a target and for a share, which is itself in percent."""
    done = figure_tables.realised(count)
    return "" if done is None else figures.percent(done, 2)


def _in_unit(value: int | Decimal, unit: str) -> str:
    match unit:
        case "PLN":
            return figures.amount(Decimal(value))
        case "percent":
            return figures.percent(value, 2)
        case "hour":
            return figures.hours(value)
        case "person":
            return sentences.sentence(N_("{n:count person|persons}"), {"n": value})
    return figures.number(value)


def _counted(value: Any, forms: str) -> str:
    """A number with its noun: `{{ errors | counted("błąd|błędy|błędów") }}`."""
    return sentences.filled(f"{{n:count {forms}}}", {"n": value})


FILTERS: Mapping[str, Callable[..., str]] = {
    "day": figures.day,
    "number": figures.number,
    "money": figures.amount,
    "percent": figures.percent,
    "counted": _counted,
    "list": figures.listing,
    "period": period_text,
    "text": lambda value: " ".join(str(value).split()),
}
"""How a template may show a value; with `name` (in the report's language), `achieved`, `planned` and `realised` (of a count)."""
