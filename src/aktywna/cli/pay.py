"""`aktywna pay`: what is owed to participants for a month."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import ProjectFolder, Shared, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _

NAME = "pay"
HELP = N_("Reckon what participants are owed for a month: stipends, allowances, travel, meals, socially useful work.")


def named(written: str) -> str:
    """Read a month; there is one way to write it."""
    from aktywna.steps.pay import month_named  # noqa: PLC0415

    try:
        month_named(written)
    except ValueError:
        raise typer.BadParameter(_("“{text}” is not a month; write it like 2015-07.").format(text=written)) from None
    return written


@shares
def run(
    project: ProjectFolder = Path(),
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="MONTH", parser=named, help=N_("The month to pay for, like 2015-07; else the last one that ended.")
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=N_("Only lists of this kind: training, internship, allowance, travel, meals, public-work (repeatable)."),
        ),
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Show the lists of a month, person by person, or write them as FILE.xlsx ready to be signed."""
    from aktywna.cli.opening import checked_whole, head, opened, said_of_files, shown  # noqa: PLC0415
    from aktywna.steps.on_screen import drawing  # noqa: PLC0415
    from aktywna.steps.pay import asked, given_before, month_named, payroll  # noqa: PLC0415
    from aktywna.steps.pay_attention import looked_into  # noqa: PLC0415
    from aktywna.steps.pay_json import as_json  # noqa: PLC0415
    from aktywna.steps.tables.pay import ending_of, file_of, nobody_owed, on_screen  # noqa: PLC0415
    from aktywna.steps.tables.pay_grids import unknown_before  # noqa: PLC0415
    from aktywna.steps.telling import about_whom, advice, message  # noqa: PLC0415

    if shared.output is not None:
        ending_of(shared.output)
    with screen.progress(3, quiet=shared.quiet) as step:
        found = opened(project, shared, step)
        asked(found.books, tuple(kind or ()))
        told = checked_whole(found, shared, step)
        step(_("Counting"))
        given = given_before(shared.output.parent if shared.output is not None else found.folder, force=shared.force)
        lists = payroll(found.books, month_named(month) if month else None, tuple(kind or ()), given)
        lists = looked_into(found, lists, told, strict=shared.strict)
    file = None
    if shared.output is not None:
        file = file_of(lists, shared.output, force=shared.force)
        screen.complain(_("These files hold personal data; only you may read them: {files}").format(files=file.name))
    if shared.as_json:
        written = {"files": [shown(file, found.folder)]} if file is not None else {}
        screen.document({**head(found, NAME), **as_json(lists, show_personal=shared.show_personal), **written})
        return
    for number, (heading, table) in enumerate(on_screen(lists, show_personal=shared.show_personal)):
        screen.out(("\n" if number else "") + heading)
        screen.table(drawing(table))
        if table.note:
            screen.out(table.note)
    for number, line in enumerate(nobody_owed(lists)):
        screen.out(("\n" if not number and any(one.people for one in lists.lists) else "") + line)
    if lists.findings or lists.said:
        screen.out("\n" + _("Needs attention") + "\n")
        screen.findings(
            (*lists.findings, *lists.said),
            lambda finding: message(finding, show_personal=shared.show_personal),
            lambda finding: advice(finding, show_personal=shared.show_personal),
            lambda finding: about_whom(finding, show_personal=shared.show_personal),
            _("All of them: -o FILE.xlsx."),
        )
    if file is not None:
        screen.out(str(file))
    for said in filter(None, [unknown_before(lists), *(_("Assumption: {said}.").format(said=one.name) for one in lists.assumptions)]):
        screen.tell(said)
    screen.warn_of_errors(told.findings, found.folder)
    said_of_files(found, shared)
