"""`aktywna init`: a new project, with its definition and blank registers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Shared, no_project, shares
from aktywna.domain.rule import N_
from aktywna.words.wording import _, language

NAME = "init"
HELP = N_("Start a project: a commented project.toml and blank registers, or a copy of an example.")


@shares
def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("The folder to make."), show_default=False)],
    era: Annotated[str | None, typer.Option("--era", metavar="ERA", help=N_("pokl-2007, efs-2014 or efsplus-2021 (the default)."))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TITLE", help=N_("The project's title."))] = None,
    example: Annotated[str | None, typer.Option("--example", metavar="NAME", help=N_("Copy this example instead."))] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help=N_("Ask nothing (nothing is asked yet)."))] = False,  # noqa: ARG001
    *,
    shared: Shared,
) -> None:
    """Write the files and name them."""
    from aktywna.steps.start import start  # noqa: PLC0415

    files = start(folder, era=era, title=title, example=example, language=language(), force=shared.force)
    if shared.as_json:
        screen.document({**no_project(NAME), "files": [file.as_posix() for file in files]})
        return
    for file in files:
        screen.out(str(file))
    screen.tell(_("Next: open project.toml, fill in the registers and run: aktywna check {folder}").format(folder=folder))
