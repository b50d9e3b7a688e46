"""Findings summed up: how many of each weight, in how many rows, and those of a part of the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.domain.findings.root_causes import touched
from aktywna.domain.registers.books import Books
from aktywna.steps.judging import Judged
from aktywna.words import figures
from aktywna.words.wording import _, ngettext


def by_weight(found: Iterable[Finding]) -> str:
    """Count findings by their weight: `2 błędy i 1 ostrzeżenie`; an empty text when there are none."""
    counted = Counter(finding.severity for finding in found)
    words = {
        Severity.ERROR: ngettext("{n} error", "{n} errors", counted[Severity.ERROR]),
        Severity.WARNING: ngettext("{n} warning", "{n} warnings", counted[Severity.WARNING]),
        Severity.NOTE: ngettext("{n} note", "{n} notes", counted[Severity.NOTE]),
    }
    return figures.listing(words[severity].format(n=figures.count(counted[severity])) for severity in Severity if counted[severity])


def totals(judged: Judged, books: Books) -> str:
    """Say how many findings there are, and in how many of all rows."""
    rows = sum(source.rows for source in books.sources)
    if not rows and not judged.findings:
        return _("The registers have no rows yet: there is nothing to check.")
    if not judged.findings:
        return ngettext("Nothing to correct in {n} row.", "Nothing to correct in {n} rows.", rows).format(n=rows)
    if not judged.touched:
        # Whole files and columns: no row is at fault.
        return f"{by_weight(judged.findings)}."
    where = ngettext("in {touched} of {n} row", "in {touched} of {n} rows", rows).format(touched=judged.touched, n=rows)
    return f"{by_weight(judged.findings)} {where}."


def of_part(told: Judged, whole: Books, part: Books) -> Judged:
    """Leave out what is about rows of other parts of the project; what is about whole files and columns stays."""
    if part.part is None:
        return told
    others = _rows(whole) - _rows(part)
    findings = tuple(filter(None, (_within(one, others) for one in told.findings)))
    silenced = tuple(one for one in told.silenced if _row(one.finding.place) not in others)
    return replace(told, findings=findings, silenced=silenced, touched=touched(findings, whole))


def _within(finding: Finding, others: set[tuple[str, str, str, int]]) -> Finding | None:
    """Give a finding with the places that are no rows of `others`; nothing where it has no such place."""
    places = tuple(place for place in finding.places if _row(place) not in others)
    if len(places) == len(finding.places):
        return finding
    if not places:
        return None
    facts = {**finding.facts, "rows": len(places)} if "rows" in finding.facts else finding.facts
    return replace(finding, place=places[0], also=places[1:], facts=facts)


def _rows(books: Books) -> set[tuple[str, str, str, int]]:
    return {
        (name, register.origins[origin].file, register.origins[origin].sheet, row)
        for name, register in books.registers.items()
        if register.origins
        for origin, row in zip(register.origin.tolist(), register.row.tolist(), strict=True)
    }


def _row(place: Place) -> tuple[str, str, str, int]:
    return place.register, place.file, place.sheet, place.row
