"""`aktywna report`: the report that people send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna import __version__
from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, PeriodText, ProjectFolder, Shared, shares
from aktywna.domain.rule import N_
from aktywna.words.wording import _, language

NAME = "report"
HELP = N_("Write a report of a project in Markdown and Excel, and show its main figures.")


@shares
def run(
    project: ProjectFolder = Path(),
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help=N_("month, period, year or final."))] = "month",
    period: PeriodText = None,
    formats: Annotated[str, typer.Option("--format", metavar="FORMATS", help=N_("md and xlsx, separated by commas."))] = "md,xlsx",
    edition: Editions = None,
    partner: Partners = None,
    path: Paths = None,
    *,
    shared: Shared,
) -> None:
    """Count, write the report's files, show the main figures and name the files."""
    from aktywna.cli.opening import asked_books, asked_span, checked_whole, opened, said_of_files  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415
    from aktywna.steps.report import main_counts, report  # noqa: PLC0415
    from aktywna.steps.wanted import drawing, figures_on_screen, formats_of, kind_of  # noqa: PLC0415

    kind, wanted = kind_of(kind, language(), project), formats_of(formats)
    with screen.progress(4, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        books = asked_books(found, edition, partner, path)
        span = asked_span(found, kind, period)
        findings = checked_whole(found, shared, step)
        step(_("Counting"))
        tally = count(books, span)
        step(_("Writing"))
        folder = shared.output or found.folder / "raporty"
        files = report(
            books, tally, findings, kind=kind, language=language(), formats=wanted, folder=folder,
            force=shared.force, project=found.folder, version=__version__,
        )  # fmt: skip
    if shared.as_json:
        from aktywna.cli.opening import head, shown  # noqa: PLC0415
        from aktywna.steps.tally_json import as_json  # noqa: PLC0415

        written = [shown(file, found.folder) for file in files]
        screen.document({**head(found, NAME), **as_json(books, tally, ()), "files": written})
        return
    screen.table(drawing(figures_on_screen(books, main_counts(tally), language())))
    for file in files:
        screen.out(str(file))
    screen.warn_of_errors(findings)
    said_of_files(found, shared)
