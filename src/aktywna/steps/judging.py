"""Judging: what reading and the rules found, brought together: one fault said once, weighed as the project weighs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aktywna.domain.findings.explained import Silenced, silenced
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.root_causes import one_fault, touched
from aktywna.domain.promises.policy import Change, weighed
from aktywna.domain.uncollected import uncollected
from aktywna.steps.changing import changed
from aktywna.steps.check import check
from aktywna.steps.explaining import explanations
from aktywna.steps.open import Opened


@dataclass(frozen=True)
class Judged:
    """Everything that is to be said of a project's registers."""

    findings: tuple[Finding, ...]
    """What is said, in the order of files and cells: one finding for one fault, each as heavy as the project makes it."""
    silenced: tuple[Silenced, ...] = ()
    """What is not said because somebody has explained it, each with its explanation."""
    changed: tuple[Change, ...] = ()
    """Severities and parameters that the project changed."""
    touched: int = 0
    """How many rows of the registers the findings are in."""


@uncollected()
def judged(found: Opened, only: Iterable[str] = ()) -> Judged:
    """
    Give what is to be said of the project that was opened: the only way from its registers to its findings.

    First each finding is weighed as the project weighs it, then explanations silence what they may, and what is left is
    put together by its cause. `only` names codes or their beginnings (`A2` is a chapter); files that were refused are
    told in any case. Raises `RuleBroken` when a rule itself fails.
    """
    books, wanted = found.books, tuple(only)
    everything = weighed([*found.findings, *check(books)], books.project)
    given, said = explanations(found.folder, books)
    kept, quiet, said_of_given = silenced(everything, given, books)
    told = one_fault([*kept, *said, *said_of_given], books)
    findings = tuple(finding for finding in told if not wanted or is_of(finding, wanted) or finding in found.refused)
    hidden = tuple(one for one in quiet if not wanted or one.finding.code.startswith(wanted))
    return Judged(findings, hidden, changed(books), touched(findings, books))


def is_of(finding: Finding, wanted: tuple[str, ...]) -> bool:
    """Whether a finding has one of the codes, or stands for findings of several rules (A449) one of which has."""
    codes = finding.facts.get("codes")
    return any(code.startswith(wanted) for code in (finding.code, *(codes if isinstance(codes, tuple) else ())))
