"""`aktywna report`: the report that people send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna import __version__
from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, PeriodText, ProjectFolder, Shared, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language

NAME = "report"
HELP = N_("Write a report of a project in Markdown, Excel, HTML and Word, and show its main figures.")


@shares
def run(
    project: ProjectFolder = Path(),
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=N_("month, period, year, final, claim, findings, visits, staff or summary."))
    ] = "month",
    period: PeriodText = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help=N_("md, xlsx, html and docx, separated by commas."))
    ] = "md,xlsx",
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar="FILE", help=N_("The office's own template: .md.j2, .docx, .xlsx or .xlsm."), show_default=False
        ),
    ] = None,
    edition: Editions = None,
    partner: Partners = None,
    path: Paths = None,
    *,
    shared: Shared,
) -> None:
    """Count, write the report's files, show the main figures and name the files."""
    from aktywna.cli.opening import asked_books, asked_span, checked_whole, opened, said_of_files  # noqa: PLC0415
    from aktywna.steps import corrections  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415
    from aktywna.steps.findings_summary import of_part, totals  # noqa: PLC0415
    from aktywna.steps.on_screen import drawing, figures_on_screen  # noqa: PLC0415
    from aktywna.steps.report import main_counts, report  # noqa: PLC0415
    from aktywna.steps.wanted_report import formats_of, kind_of, template_of  # noqa: PLC0415

    kind, template = kind_of(kind, language(), project), template_of(template, language())
    wanted = formats_of(formats, template)
    with screen.progress(4, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        books = asked_books(found, edition, partner, path)
        span = asked_span(found, kind, period)
        told = checked_whole(found, shared, step)
        step(_("Counting"))
        tally = count(books, span)
        step(_("Writing"))
        folder = shared.output or found.folder / corrections.FOLDER
        reported = corrections.compared(books, tally, folder, kind=kind, force=shared.force)
        tally = reported.tally if reported is not None else tally
        made = report(
            books, tally, told.findings, kind=kind, language=language(), formats=wanted, folder=folder,
            force=shared.force, project=found.folder, version=__version__, judged=of_part(told, found.books, books), reported=reported,
            template=template, show_personal=shared.show_personal,
        )  # fmt: skip
    if shared.show_personal:
        names = ", ".join(file.name for file in made.files)
        screen.complain(_("These files hold personal data; only you may read them: {files}").format(files=names))
    if shared.as_json:
        from aktywna.cli.opening import head, shown  # noqa: PLC0415
        from aktywna.steps.tables.written import tables_as_json  # noqa: PLC0415
        from aktywna.steps.tally_json import as_json  # noqa: PLC0415

        written = [shown(file, found.folder) for file in made.files]
        told_of = {"files": written, "said": list(made.said), "tables": tables_as_json(made.document)}
        # Beside a page for the public nothing is said that the page withholds.
        figures = {} if kind == "summary" else as_json(books, tally, ())
        screen.document({**head(found, NAME), "kind": kind, **figures, **told_of})
        return
    if kind == "findings":
        screen.out(totals(of_part(told, found.books, books), books))
    elif kind in corrections.WITHOUT_FIGURES:
        for grid in made.tables[:1]:
            screen.table(drawing(grid))
    else:
        screen.table(drawing(figures_on_screen(books, main_counts(tally), language())))
    for line in corrections.lines(books, tally):
        screen.out(line)
    for file in made.files:
        screen.out(str(file))
    # What a person wrote and is not in the report is said even where nothing else is.
    for line in made.said:
        screen.complain(line)
    screen.warn_of_errors(told.findings, found.folder)
    said_of_files(found, shared)
