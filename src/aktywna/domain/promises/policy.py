"""What a project changed of the usual: the weight of a finding, a value of the programme period; and what it may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import N_, Notice
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.project import Project

Weights = Mapping[str, Severity]
"""The severities that a project gives, by code."""

NOT_READ = N_("a file that was not read cannot be weighed: nothing is known of what it holds")
COUNTED_WRONG = N_("while this stands, what is counted is wrong, so it stays an error")
_REFUSALS = "R3"
_WEIGHABLE = ("A", "M", "R")
"""What `check` finds, and what `pay` and `budget` find; faults of a definition, of an output or of a template stop a command instead."""


@dataclass(frozen=True)
class Change:
    """One thing that a project weighs or measures otherwise than usual."""

    kind: Literal["severity", "parameter"]
    name: str
    """The code of a finding, or the id of a value of the programme period."""
    before: object
    """A `Severity`, or the value; nothing where the programme period has none."""
    after: object
    unit: str = ""
    """Of a parameter: `day`, `hour`, `percent` ...; empty for a severity."""


def weighable(notices: Mapping[str, Notice]) -> tuple[str, ...]:
    """Give the codes whose severity a project may name."""
    return tuple(sorted(code for code in notices if code.startswith(_WEIGHABLE)))


def unbending(notice: Notice, weight: Severity) -> str:
    """
    Say why a finding cannot be given this weight; an empty text when it can.

    A refusal stays what it is. An error that makes the count itself wrong is never less than an error: a report that
    was counted over it would look right. Every other severity is the project's to raise or to lower.
    """
    if notice.code.startswith(_REFUSALS):
        return NOT_READ
    lowered = notice.severity is Severity.ERROR and weight is not Severity.ERROR
    return COUNTED_WRONG if lowered and notice.basis == "count" else ""


def weights(project: Project) -> Weights:
    """Give the severities that a project changes."""
    return {code: Severity[word.upper()] for code, word in project.rules.severity.items()}


def weighed(findings: Iterable[Finding], project: Project) -> list[Finding]:
    """Give each finding as heavy as the project makes it."""
    changed = weights(project)
    if not changed:
        return list(findings)
    return [replace(finding, severity=changed.get(finding.code, finding.severity)) for finding in findings]


def changes(project: Project, era: Era, notices: Mapping[str, Notice]) -> tuple[Change, ...]:
    """
    Give everything that a project weighs or measures otherwise than usual, severities first.

    `era` is the programme period as it comes, without the project's own values. What the project writes as it already
    is, is no change.
    """
    found = [
        Change("severity", code, notices[code].severity, weight)
        for code, weight in sorted(weights(project).items())
        if notices[code].severity is not weight
    ]
    for name, own in sorted(project.parameters.items()):
        usual = era.values.get(name)
        if usual is None or usual.value != own:
            found.append(Change("parameter", name, usual and usual.value, own, usual.unit if usual else ""))
    return tuple(found)
