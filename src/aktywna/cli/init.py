"""`aktywna init`: a new project, with its definition and blank registers."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aktywna.cli import asking, screen
from aktywna.cli.options import Shared, WrongUse, day, no_project, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import _, language, ngettext

if TYPE_CHECKING:
    from aktywna.steps.proposing.proposal import Proposal

NAME = "init"
HELP = N_("Start a project: a commented project.toml and blank registers, or a copy of an example.")


@shares
def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("The folder to make."), show_default=False)],
    era: Annotated[str | None, typer.Option("--era", metavar="ERA", help=N_("pokl-2007, efs-2014 or efsplus-2021 (the default)."))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TITLE", help=N_("The project's title."))] = None,
    begins: Annotated[date | None, typer.Option("--start", metavar="DATE", parser=day, help=N_("The project's first day."))] = None,
    ends: Annotated[date | None, typer.Option("--end", metavar="DATE", parser=day, help=N_("The project's last day."))] = None,
    example: Annotated[str | None, typer.Option("--example", metavar="NAME", help=N_("Copy this example instead."))] = None,
    source: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help=N_("Propose the definition from this register or folder of registers (repeatable).")),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help=N_("Ask nothing; what is not said is left to be written."))] = False,
    *,
    shared: Shared,
) -> None:
    """Write the files and name them."""
    from aktywna.steps.open import passwords_of  # noqa: PLC0415
    from aktywna.steps.proposing.proposal import propose  # noqa: PLC0415
    from aktywna.steps.start import start  # noqa: PLC0415

    if source and example:
        raise WrongUse(_("Take either --from or --example: a project begins with its own files, or with those of an example."))
    if not (source or example or no_input or shared.as_json) and asking.person_there():
        title, era, begins, ends = _asked(title, era, begins, ends)
    passwords = passwords_of(shared.password_file, os.environ.get("AKTYWNA_PASSWORD")) if source else ()
    proposal = propose(source, folder, era=era, passwords=passwords) if source else None
    files = start(
        folder, era=era, title=title, begins=begins, ends=ends, example=example, proposal=proposal, language=language(), force=shared.force
    )
    if shared.as_json:
        said = (
            {"registers": [fit.as_json() for fit in proposal.fits], "left_out": proposal.left_out, "crowded": dict(proposal.crowded)}
            if proposal
            else {}
        )
        screen.document({**no_project(NAME), "files": [file.as_posix() for file in files], **said})
        return
    for file in files:
        screen.out(str(file))
    if proposal:
        _tell(proposal)
    screen.tell(_("Next: open project.toml, fill in the registers and run: aktywna check {folder}").format(folder=folder))


def _asked(title: str | None, era: str | None, begins: date | None, ends: date | None) -> tuple[str | None, str, date, date]:
    """Ask for what was not said of the project; every question has an answer to take over."""
    from aktywna.steps.start import NEWEST, eras, usual_term  # noqa: PLC0415

    unnamed = _("(write it later)")
    title = title or asking.text(_("Title of the project"), unnamed)
    era = era or asking.one_of(_("Programme period"), eras(language()), NEWEST)
    first, last = usual_term(era)
    begins = begins or asking.day(_("First day of the project"), first)
    ends = ends or asking.day(_("Last day of the project"), max(last, begins))
    return None if title == unnamed else title, era, begins, ends


def _tell(proposal: Proposal) -> None:
    """Say which file was taken for which register, and what was left unrecognised."""
    for fit in proposal.fits:
        name = fit.layout.name.say(language())
        rows = ngettext("{n} row", "{n} rows", fit.rows).format(n=fit.rows)
        screen.tell(_("{file}: taken for the register “{register}”, {rows}.").format(file=fit.where, register=name, rows=rows))
        for header, column in fit.headers.items():
            known = fit.layout.columns[column].name.say(language())
            screen.tell("    " + _("to be confirmed: the header “{header}” as the column “{column}”").format(header=header, column=known))
        if fit.unknown:
            screen.tell("    " + _("headers that were not recognised: {headers}").format(headers=", ".join(fit.unknown)))
    for name, texts in proposal.crowded.items():
        told = _("nothing is proposed for {name}: the registers name {n} different texts, too many for a list.")
        screen.tell(told.format(name=name, n=texts))
    for where in proposal.left_out:
        screen.tell(_("{file}: not taken for a register.").format(file=where))
