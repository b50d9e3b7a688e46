"""`aktywna explain`: the page of a rule or of another finding."""

from __future__ import annotations

from typing import Annotated

import typer

from aktywna.cli import screen
from aktywna.cli.options import Shared, shares
from aktywna.domain.rule import N_

NAME = "explain"
HELP = N_("Explain a code: what is wrong, why it matters, what to do, and where the rule comes from.")


@shares
def run(
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("A code such as A203."), show_default=False)],
    *,
    shared: Shared,  # noqa: ARG001 - the options read the same everywhere
) -> None:
    """Show the page."""
    from aktywna.steps.explain import explain  # noqa: PLC0415

    screen.out(explain(code))
