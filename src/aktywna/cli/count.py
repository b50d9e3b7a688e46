"""`aktywna count`: the indicators, and the people behind each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, PeriodText, ProjectFolder, Shared, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language, ngettext

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
    from aktywna.steps import corrections, pace  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415
    from aktywna.steps.efficiency import efficiency  # noqa: PLC0415
    from aktywna.steps.split import splits_of  # noqa: PLC0415
    from aktywna.steps.tables.count import asked_for, tables  # noqa: PLC0415
    from aktywna.steps.tables.efficiency import as_json as efficiency_json  # noqa: PLC0415
    from aktywna.steps.tables.written import ending_of, write_tables  # noqa: PLC0415
    from aktywna.steps.tally_json import as_json  # noqa: PLC0415
    from aktywna.steps.telling import message  # noqa: PLC0415

    with screen.progress(3, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        books = asked_books(found, edition, partner, path)
        span = asked_span(found, "month", period)
        splits, asked = splits_of(by), asked_for(books, who)
        if shared.output is not None:
            ending_of(shared.output)
        findings = checked_whole(found, shared, step).findings
        step(_("Counting"))
        tally, unreliable = corrections.corrected(books, count(books, span), found.folder / corrections.FOLDER)
        measures = efficiency(books, span)
    written: list[Path] = []
    made = {}
    if shared.output is not None or not shared.as_json:
        made = tables(books, tally, measures, asked, splits, language(), show_personal=shared.show_personal)
    if shared.output is not None:
        title = f"{asked.code or asked.measure or _('Indicators')} – {found.books.project.title.say(language())}"
        written = [write_tables(shared.output, title, made, language=language(), show_personal=shared.show_personal, force=shared.force)]
    if shared.as_json:
        files = {"files": [shown(file, found.folder) for file in written]} if written else {}
        told = as_json(books, tally, splits, who=asked.code, show_personal=shared.show_personal)
        screen.document({**head(found, NAME), **told, **efficiency_json(books, measures, asked.measure), **files})
    elif written:
        screen.out(str(written[0]))
    else:
        _show(made, named=who is not None)
        for line in (*pace.lines(books, tally), *corrections.lines(books, tally)) if who is None else ():
            screen.out(line)
    for one in unreliable:
        screen.complain(f"{one.code}  {message(one)}")
    if written and shared.show_personal:
        screen.tell(_("The file holds personal data; only you may read it: {file}").format(file=written[0].name))
    screen.warn_of_errors(findings)
    if tally.excluded:
        n = len(tally.excluded)
        text = ngettext("{n} person with an incomplete record was left out.", "{n} people with incomplete records were left out.", n)
        screen.tell(text.format(n=n))
    said_of_files(found, shared)


def _show(tables: Mapping[str, Grid], *, named: bool) -> None:
    """Show tables one under another, under their headings where `named`."""
    from aktywna.steps.wanted import drawing  # noqa: PLC0415

    for position, (heading, table) in enumerate(tables.items()):
        if position:
            screen.out(f"\n{heading}" if named else "")
        screen.table(drawing(table))
        if table.note:
            screen.out(table.note)
