"""What is said of how a file holds its tables, although all of it could be read."""

from __future__ import annotations

from collections.abc import Sequence

from aktywna.domain.finding import Finding, Place
from aktywna.domain.rule import N_, NOTE, notice

HIDDEN = notice(
    "R081",
    NOTE,
    title=N_("Hidden sheets were not read."),
    says=N_("Hidden sheets of the workbook were not read: {sheets:list}."),
    do=N_("Nothing, if they hold lists for drop-downs; unhide a sheet that belongs to the register."),
    basis="count",
    about=N_(
        "What nobody sees nobody corrects. Templates keep their dictionaries in hidden sheets; an old register may stand there as well."
    ),
)
MISNAMED = notice(
    "R082",
    NOTE,
    title=N_("A file is of another kind than its name says."),
    says=N_("The file {file:quote} was read as {kind:said}, although its name says otherwise."),
    do=N_("Nothing; other programs may need the right ending of its name."),
    basis="count",
)
OUR_LISTS = ("słowniki", "lists")
"""What a blank register calls its sheet of values for drop-downs, in either language."""
TEXT, WORKBOOK = N_("a text with separators"), N_("a workbook")


def hidden(file: str, names: Sequence[str]) -> tuple[Finding, ...]:
    """Say which sheets of a workbook are hidden and were therefore not read; our own blank registers hide their lists."""
    others = tuple(name for name in names if name not in OUR_LISTS)
    if not others:
        return ()
    return (Finding(HIDDEN.code, HIDDEN.severity, Place(file=file), {"sheets": others}),)


def misnamed(file: str, kind: str) -> Finding:
    """Say that a file is not of the kind that its name says but could be read; `kind` is `TEXT` or `WORKBOOK`."""
    return Finding(MISNAMED.code, MISNAMED.severity, Place(file=file), {"file": file, "kind": kind})
