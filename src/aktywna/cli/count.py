"""`aktywna count`: the indicators, and the people behind each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, PeriodText, ProjectFolder, Shared, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language

if TYPE_CHECKING:
    from aktywna.domain.grid import Grid

NAME = "count"
HELP = N_("Count the indicators: target, achieved in the period and since the start, women and men, unknown.")


@shares
def run(
    project: ProjectFolder = Path(),
    period: PeriodText = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="SPLITS",
            help=N_(
                "Break down by gender, age, education, labour_status, path, group, partner, edition, commune, area, form, sphere,"
                " entry or task, or by the Polish words (płeć, wiek, wykształcenie, status, ścieżka, grupa, partner, edycja, gmina,"
                " obszar, forma, sfera, przystąpienie, zadanie); gender:age crosses two."
            ),
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            "--who",
            metavar="CODE",
            help=N_(
                "List the people behind the number of one indicator: who counts, who does not and why, from which cells, and who"
                " missed it by one condition."
            ),
        ),
    ] = None,
    edition: Editions = None,
    partner: Partners = None,
    path: Paths = None,
    *,
    shared: Shared,
) -> None:
    """Count and show; errors in the registers are said, not hidden."""
    from aktywna.cli.opening import asked_books, asked_span, checked_whole, head, opened, said_of_files, shown  # noqa: PLC0415
    from aktywna.steps.counted import asked_for, counted  # noqa: PLC0415

    with screen.progress(3, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        part, span = asked_books(found, edition, partner, path), asked_span(found, "month", period)
        asked = asked_for(part, span, who=who, by=by, output=shared.output)
        told = checked_whole(found, shared, step)
        step(_("Counting"))
        result = counted(asked, found.folder, show_personal=shared.show_personal)
    file = None if shared.output is None else result.write(shared.output, language(), force=shared.force)
    if shared.as_json:
        files = {} if file is None else {"files": [shown(file, found.folder)]}
        screen.document({**head(found, NAME), **result.as_json(told.changed), **files})
    elif file is not None:
        screen.out(str(file))
    else:
        for line in result.heading(language()):
            screen.out(line)
        _show(result.tables(language()), named=asked.names_one)
        for line in result.lines():
            screen.out(line)
    for complaint in result.complaints():
        screen.complain(complaint)
    if file is not None and shared.show_personal:
        screen.tell(_("The file holds personal data; only you may read it: {file}").format(file=file.name))
    screen.warn_of_errors(told.findings, found.folder)
    for remark in result.remarks():
        screen.tell(remark)
    said_of_files(found, shared)


def _show(tables: Mapping[str, Grid], *, named: bool) -> None:
    """Show tables one under another; under their headings where one is `named` and they are of several kinds."""
    from aktywna.steps.on_screen import drawing  # noqa: PLC0415

    for position, (heading, table) in enumerate(tables.items()):
        if position:
            screen.out("")
        if named and len(tables) > 1:
            screen.out(heading)
        screen.table(drawing(table))
        if table.note:
            screen.out(table.note)
