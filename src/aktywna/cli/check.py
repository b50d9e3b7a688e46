"""`aktywna check`: what to correct, and where."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aktywna import __version__
from aktywna.cli import screen
from aktywna.cli.copying import ANNOTATE, REPAIR, copied, wanted
from aktywna.cli.options import ProjectFolder, Shared, folder_for, shares
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language, ngettext

if TYPE_CHECKING:
    from aktywna.steps.judging import Judged
    from aktywna.steps.open import Opened

NAME = "check"
HELP = N_("Check the registers of a project and say what to correct, and where.")


class Shape(StrEnum):
    """How findings are shown."""

    full = "full"
    line = "line"
    json = "json"
    xlsx = "xlsx"
    html = "html"


SHAPES = N_(
    "full: sentences and advice; line: a line each; json: a document; xlsx, html: a file to work through, in the folder of reports."
)


@shares
def run(
    project: ProjectFolder = Path(),
    shape: Annotated[Shape, typer.Option("--as", help=SHAPES)] = Shape.full,
    only: Annotated[
        str | None, typer.Option("--only", metavar="CODES", help=N_("Only these codes, separated by commas; A2 means all of its chapter."))
    ] = None,
    annotate: Annotated[bool, typer.Option("--annotate", help=ANNOTATE)] = False,
    repair: Annotated[bool, typer.Option("--repair", help=REPAIR)] = False,
    *,
    shared: Shared,
) -> None:
    """Read everything that can be read, show every finding, and leave with the code of the worst."""
    from aktywna.cli.opening import opened  # noqa: PLC0415
    from aktywna.steps.judging import judged  # noqa: PLC0415
    from aktywna.steps.wanted import codes_of  # noqa: PLC0415

    codes = codes_of(only)
    wanted(repair=repair, shared=shared)
    if annotate or repair or shape in {Shape.xlsx, Shape.html}:
        folder_for(shared, project)
    with screen.progress(2, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        step(HELP)
        told = judged(found, codes)
    files = _written(found, told, shape, codes, shared) if shape in {Shape.xlsx, Shape.html} else []
    if annotate or repair:
        files += copied(found, told.findings, annotate=annotate, repair=repair, only=codes, shared=shared)
    if shared.as_json or shape is Shape.json:
        screen.document(_document(found, told, files, shared))
    elif shape is Shape.line:
        screen.lines(told.findings, lambda finding: _said(finding, shared))
    else:
        if shape is Shape.full:
            _show(told.findings, shared)
        _sum_up(found, told, files, shared)
    if found.refused:
        raise typer.Exit(3)
    if any(finding.severity == Severity.ERROR for finding in told.findings):
        raise typer.Exit(1)


def _said(finding: Finding, shared: Shared) -> str:
    from aktywna.steps.telling import message  # noqa: PLC0415

    return message(finding, show_personal=shared.show_personal)


def _show(findings: Sequence[Finding], shared: Shared) -> None:
    from aktywna.steps.telling import about_whom, advice  # noqa: PLC0415

    screen.findings(
        findings,
        lambda finding: _said(finding, shared),
        advise=lambda finding: advice(finding, show_personal=shared.show_personal),
        whom=lambda finding: about_whom(finding, show_personal=shared.show_personal),
    )


def _sum_up(found: Opened, told: Judged, files: Sequence[Path], shared: Shared) -> None:
    """Say how many findings there are, what was explained or weighed otherwise, which files were written and which read."""
    from aktywna.cli.opening import said_of_files  # noqa: PLC0415
    from aktywna.steps.changing import said_of_change  # noqa: PLC0415
    from aktywna.steps.findings_summary import totals  # noqa: PLC0415

    screen.out(totals(told, found.books))
    if told.silenced:
        n = len(told.silenced)
        text = ngettext("{n} finding has been explained and is not shown.", "{n} findings have been explained and are not shown.", n)
        screen.out(text.format(n=n))
    for one in told.changed:
        screen.out(_("Changed by the project: {what}.").format(what=said_of_change(one, found.books, language())))
    for file in files:
        screen.out(str(file))
    said_of_files(found, shared)


def _written(found: Opened, told: Judged, shape: Shape, codes: tuple[str, ...], shared: Shared) -> list[Path]:
    """Write the findings into a file and give its path."""
    from aktywna.steps.findings_report import write_findings  # noqa: PLC0415

    file = write_findings(
        found, told, ending=shape.value, language=language(), folder=folder_for(shared, found.folder / "raporty"),
        only=codes, show_personal=shared.show_personal, force=shared.force, version=__version__,
    )  # fmt: skip
    if shared.show_personal:
        screen.tell(_("The file holds personal data; only you may read it: {file}").format(file=file.name))
    return [file]


def _document(found: Opened, told: Judged, files: Sequence[Path], shared: Shared) -> dict[str, Any]:
    from aktywna.cli.opening import head, shown  # noqa: PLC0415
    from aktywna.steps.changing import change_as_json  # noqa: PLC0415
    from aktywna.steps.telling import as_json, silenced_as_json  # noqa: PLC0415

    totals = {name: sum(one.severity.name.lower() == name for one in told.findings) for name in ("error", "warning", "note")}
    by_code: dict[str, int] = {}
    for finding in told.findings:
        by_code[finding.code] = by_code.get(finding.code, 0) + 1
    findings = [as_json(finding, show_personal=shared.show_personal) for finding in told.findings]
    written = {"files": [shown(file, found.folder) for file in files]} if files else {}
    counted = {**totals, "by_code": by_code, "rows": told.touched, "silenced": len(told.silenced)}
    quiet = [silenced_as_json(one, show_personal=shared.show_personal) for one in told.silenced]
    changed = [change_as_json(one) for one in told.changed]
    return {**head(found, NAME), "totals": counted, "findings": findings, "silenced": quiet, "changed": changed, **written}
