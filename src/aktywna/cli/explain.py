"""`aktywna explain`: the page of a finding, a register, a column, a programme period, a value, an indicator or a part of a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Shared, no_project, shares
from aktywna.domain.findings.rule import N_
from aktywna.words.wording import language

NAME = "explain"
HELP = N_("Explain a code: what is wrong, why it matters, what to do, and where the rule comes from.")


@shares
def run(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help=N_(
                "A code such as A203; a register, a column (participants.gender), a programme period, its value or indicator; or what the"
                " project calls by its own name: an indicator, a group, a path, a form of support, a criterion."
            ),
            show_default=False,
        ),
    ],
    project: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PROJECT]",
            help=N_("Folder with project.toml whose own names are meant; the current folder, if it has one."),
            show_default=False,
        ),
    ] = None,
    project_too: Annotated[Path | None, typer.Option("--project", metavar="PROJECT", help=N_("The same, as an option."))] = None,
    *,
    shared: Shared,
) -> None:
    """Show the page."""
    from aktywna.steps.explain.own import own_of  # noqa: PLC0415
    from aktywna.steps.explain.page import explain, page  # noqa: PLC0415

    own = own_of(project or project_too, shared.as_of)
    if shared.as_json:
        named = {} if own is None else {"project": own.project.title.say(language())}
        screen.document({**no_project(NAME), **named, **page(code, own)})
    else:
        screen.out(explain(code, own))
