"""`aktywna explain`: the page of a finding, a register, a column, a programme period, a value or an indicator."""

from __future__ import annotations

from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Shared, no_project, shares
from aktywna.domain.findings.rule import N_

NAME = "explain"
HELP = N_("Explain a code: what is wrong, why it matters, what to do, and where the rule comes from.")


@shares
def run(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help=N_("A code such as A203; or a register, a column (participants.gender), a programme period, its value or indicator."),
            show_default=False,
        ),
    ],
    *,
    shared: Shared,
) -> None:
    """Show the page."""
    from aktywna.steps.explain.page import explain, page  # noqa: PLC0415

    if shared.as_json:
        screen.document({**no_project(NAME), **page(code)})
    else:
        screen.out(explain(code))
