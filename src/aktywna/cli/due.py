"""`aktywna due`: what has to be done by when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, ProjectFolder, Shared, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language

NAME = "due"
HELP = N_("Show what has to be done by when: results after leaving, follow-ups, evidence, low attendance, unfinished paths.")


@shares
def run(
    project: ProjectFolder = Path(),
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, max=36_500, help=N_("How many days ahead to look."))] = 30,
    edition: Editions = None,
    partner: Partners = None,
    path: Paths = None,
    *,
    shared: Shared,
) -> None:
    """Show what is overdue and what is due, or write it as FILE.xlsx (a sheet for each social worker) or FILE.ics."""
    from aktywna.cli.opening import asked_books, checked_whole, head, opened, said_of_files, shown  # noqa: PLC0415
    from aktywna.steps.due import as_json, duties  # noqa: PLC0415
    from aktywna.steps.on_screen import drawing  # noqa: PLC0415
    from aktywna.steps.part_words import part_said  # noqa: PLC0415
    from aktywna.steps.tables.due import earlier, ending_of, file_of, nothing_due, on_screen  # noqa: PLC0415

    if shared.output is not None:
        ending_of(shared.output)
    with screen.progress(3, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        books = asked_books(found, edition, partner, path)
        findings = checked_whole(found, shared, step).findings
        step(_("Counting"))
        due = duties(books, within)
    file = None
    if shared.output is not None:
        file = file_of(due, shared.output, show_personal=shared.show_personal, force=shared.force)
        screen.complain(_("The file holds personal data; only you may read it: {file}").format(file=file.name))
    if shared.as_json:
        written = {"files": [shown(file, found.folder)]} if file is not None else {}
        screen.document({**head(found, NAME), **as_json(due, show_personal=shared.show_personal), **written})
        return
    if part := part_said(books, language()):
        screen.out(part + "\n")
    for number, (heading, table) in enumerate(on_screen(due, show_personal=shared.show_personal)):
        screen.out(("\n" if number else "") + heading)
        screen.table(drawing(table))
    if not due.found:
        screen.out(nothing_due(due))
    if file is not None:
        screen.out(str(file))
    for said in filter(None, [earlier(due), *(_("Assumption: {said}.").format(said=one.name) for one in due.assumptions)]):
        screen.tell(said)
    screen.warn_of_errors(findings, found.folder)
    said_of_files(found, shared)
