"""What is said of how a file holds its tables, although all of it could be read."""

from __future__ import annotations

from collections.abc import Sequence

from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, notice
from aktywna.domain.sheets.sheet import letters

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
HIDDEN_ROWS = notice(
    "R083",
    NOTE,
    title=N_("Hidden rows of a sheet were read."),
    says=N_("{rows:count hidden row|hidden rows} of the sheet {rows:word was|were} read like the others, the first of them row {first}."),
    do=N_("Nothing, if they belong to the register: what a filter hides is still there. Rows that do not belong have to be deleted."),
    basis="count",
    about=N_("A filter hides rows and takes nobody out of the register. Who counts on paper only what is seen gets another number."),
)
HIDDEN_COLUMNS = notice(
    "R084",
    NOTE,
    title=N_("Hidden columns of a sheet were read."),
    says=N_("Hidden columns of the sheet were read like the others: {columns:list}."),
    do=N_("Nothing, if their content is right; unhide them to see what was read."),
    basis="count",
    about=N_("What nobody sees nobody corrects, and a hidden column is read as any other."),
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


def hidden_lines(file: str, sheet: str, rows: Sequence[int], columns: Sequence[int]) -> tuple[Finding, ...]:
    """Say which rows (as shown) and columns (from 0) of a sheet hold something and are hidden."""
    found: list[Finding] = []
    if rows:
        place = Place(file, sheet, row=min(rows))
        found.append(Finding(HIDDEN_ROWS.code, HIDDEN_ROWS.severity, place, {"rows": len(rows), "first": min(rows)}))
    if columns:
        found.append(Finding(HIDDEN_COLUMNS.code, HIDDEN_COLUMNS.severity, Place(file, sheet), {"columns": _runs(columns)}))
    return tuple(found)


def _runs(columns: Sequence[int]) -> tuple[str, ...]:
    """Name columns, those that follow one another by the first and the last."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and runs[-1][1] == column - 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    return tuple(letters(first) if first == last else f"{letters(first)}-{letters(last)}" for first, last in runs)


def misnamed(file: str, kind: str) -> Finding:
    """Say that a file is not of the kind that its name says but could be read; `kind` is `TEXT` or `WORKBOOK`."""
    return Finding(MISNAMED.code, MISNAMED.severity, Place(file=file), {"file": file, "kind": kind})
