"""`aktywna budget`: expenditures against the budget."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aktywna.cli import screen
from aktywna.cli.options import Editions, Partners, Paths, PeriodText, ProjectFolder, Shared, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language

if TYPE_CHECKING:
    from aktywna.steps.budget_told import Budgeted

NAME = "budget"
HELP = N_("Compare expenditures with the budget by task and category; grant, own contribution and their declared shares.")


@shares
def run(
    project: ProjectFolder = Path(),
    period: PeriodText = None,
    edition: Editions = None,
    partner: Partners = None,
    path: Paths = None,
    *,
    shared: Shared,
) -> None:
    """Show the money against the plan and what needs attention; -o FILE.xlsx, .md, .html or .docx writes everything."""
    from aktywna.cli.opening import asked_books, asked_span, checked_whole, head, opened, said_of_files, shown  # noqa: PLC0415
    from aktywna.steps.budget import Spending, needs_attention  # noqa: PLC0415
    from aktywna.steps.budget_json import as_json  # noqa: PLC0415
    from aktywna.steps.budget_told import Budgeted  # noqa: PLC0415
    from aktywna.steps.tables.written import ending_of  # noqa: PLC0415

    if shared.output is not None:
        ending_of(shared.output)
    with screen.progress(3, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        books, span = asked_books(found, edition, partner, path), asked_span(found, "month", period)
        told = checked_whole(found, shared, step)
        step(_("Counting"))
        spending = Spending(books, replace(span, known=books.as_of))
        own, said = needs_attention(found, spending, told, strict=shared.strict)
        result = Budgeted(spending, own, said, told, language(), shared.show_personal)
        document = as_json(result) if shared.as_json else {}
    file = None if shared.output is None else result.write(shared.output, found.folder, force=shared.force)
    if shared.as_json:
        files = {} if file is None else {"files": [shown(file, found.folder)]}
        screen.document({**head(found, NAME), **document, **files})
    else:
        _show(result)
        if file is not None:
            screen.out(str(file))
    if file is not None and shared.show_personal:
        screen.tell(_("The file holds personal data; only you may read it: {file}").format(file=file.name))
    screen.warn_of_errors(told.findings, found.folder)
    for line in result.lines():
        screen.tell(line)
    said_of_files(found, shared)


def _show(result: Budgeted) -> None:
    """Show the tables under their headings, then what only the budget finds."""
    from aktywna.steps.on_screen import drawing  # noqa: PLC0415
    from aktywna.steps.telling import about_whom, advice, message  # noqa: PLC0415

    for line in result.heading:
        screen.out(line)
    for heading, table in result.tables.items():
        screen.out("\n" + heading)
        screen.table(drawing(table))
        if table.note:
            screen.out(table.note)
    if nothing := result.nothing():
        screen.out("\n" + nothing)
    if result.to_look_into:
        screen.out("\n" + _("Needs attention") + "\n")
        personal = result.show_personal
        screen.findings(
            result.to_look_into,
            lambda finding: message(finding, show_personal=personal),
            lambda finding: advice(finding, show_personal=personal),
            lambda finding: about_whom(finding, show_personal=personal),
            _("All of them: -o FILE.xlsx."),
        )
