"""`aktywna count`: the indicators, and the people behind each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, PeriodText, ProjectFolder, Shared, shares
from aktywna.domain.rule import N_
from aktywna.words.wording import _, language, ngettext

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
            help=N_("Break down by gender, age, education, labour_status, path, group ...; gender:age crosses two."),
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option("--who", metavar="CODE", help=N_("List the people behind the number of one indicator.")),
    ] = None,
    edition: Editions = None,
    partner: Partners = None,
    path: Paths = None,
    *,
    shared: Shared,
) -> None:
    """Count and show; errors in the registers are said, not hidden."""
    from aktywna.cli.opening import asked_books, asked_span, checked_whole, head, opened, said_of_files  # noqa: PLC0415
    from aktywna.steps.behind import people_behind  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415
    from aktywna.steps.split import breakdown, splits_of  # noqa: PLC0415
    from aktywna.steps.tally_json import as_json  # noqa: PLC0415
    from aktywna.steps.wanted import drawing, figures_on_screen, indicator_of  # noqa: PLC0415

    with screen.progress(3, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        books = asked_books(found, edition, partner, path)
        span = asked_span(found, "month", period)
        splits = splits_of(by)
        code = None if who is None else indicator_of(books, who)
        findings = checked_whole(found, shared, step)
        step(_("Counting"))
        tally = count(books, span)
    if shared.as_json:
        screen.document({**head(found, NAME), **as_json(books, tally, splits, who=code)})
    elif code is not None:
        screen.table(drawing(people_behind(books, tally, tally[code])))
    else:
        screen.table(drawing(figures_on_screen(books, tally.counts, language())))
        for split in splits:
            screen.out("")
            screen.table(drawing(breakdown(books, tally, split, language())))
    screen.warn_of_errors(findings)
    if tally.excluded:
        n = len(tally.excluded)
        text = ngettext("{n} person with an incomplete record was left out.", "{n} people with incomplete records were left out.", n)
        screen.tell(text.format(n=n))
    said_of_files(found, shared)
