"""`aktywna check`: what to correct, and where."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import ProjectFolder, Shared, shares
from aktywna.domain.finding import Finding, Severity
from aktywna.domain.rule import N_

NAME = "check"
HELP = N_("Check the registers of a project and say what to correct, and where.")


class Shape(StrEnum):
    """How findings are shown."""

    full = "full"
    line = "line"
    json = "json"


@shares
def run(
    project: ProjectFolder = Path(),
    shape: Annotated[Shape, typer.Option("--as", help=N_("full: sentences and advice; line: a line each; json: a document."))] = Shape.full,
    only: Annotated[
        str | None, typer.Option("--only", metavar="CODES", help=N_("Only these codes, separated by commas; A2 means all of its chapter."))
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Read everything that can be read, show every finding, and leave with the code of the worst."""
    from aktywna.cli.opening import head, opened, said_of_files  # noqa: PLC0415
    from aktywna.steps.check import check  # noqa: PLC0415
    from aktywna.steps.telling import advice, as_json, key_of, message  # noqa: PLC0415
    from aktywna.steps.wanted import codes_of  # noqa: PLC0415

    codes = codes_of(only)
    with screen.progress(2, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        step(HELP)
        findings = sorted([*found.findings, *check(found.books)], key=lambda finding: finding.order)
    findings = [finding for finding in findings if not codes or finding.code.startswith(codes) or finding in found.refused]
    rows = sum(source.rows for source in found.books.sources)

    def say(finding: Finding) -> str:
        return message(finding, show_personal=shared.show_personal)

    if shared.as_json or shape is Shape.json:
        totals = {name: sum(one.severity.name.lower() == name for one in findings) for name in ("error", "warning", "note")}
        by_code: dict[str, int] = {}
        for finding in findings:
            by_code[finding.code] = by_code.get(finding.code, 0) + 1
        told = [as_json(finding, show_personal=shared.show_personal) for finding in findings]
        screen.document({**head(found, NAME), "totals": {**totals, "by_code": by_code}, "findings": told})
    elif shape is Shape.line:
        screen.lines(findings, say)
    else:
        screen.findings(
            findings,
            say,
            advise=lambda finding: advice(finding, show_personal=shared.show_personal),
            key=lambda finding: key_of(finding, show_personal=shared.show_personal),
        )
        screen.out(screen.totals(findings, rows))
        said_of_files(found, shared)
    if found.refused:
        raise typer.Exit(3)
    if any(finding.severity == Severity.ERROR for finding in findings):
        raise typer.Exit(1)
