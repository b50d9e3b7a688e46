"""Cells and grids as the tables of a report need them: every value with its kind, empty columns left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from aktywna.domain.counting.tally import Figures
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

EMPTY = Cell()
Cells = tuple[Cell, ...]
Header = str | tuple[str, Sequence[str]]
"""A column's header, or a header over several columns with theirs."""


def text(value: str | None) -> Cell:
    """A text, or nothing."""
    return Cell(value or None)


def whole(value: int | None) -> Cell:
    """A whole number."""
    return Cell(value, "count")


def pln(value: Decimal | None) -> Cell:
    """An amount in PLN."""
    return Cell(value, "money")


def share(value: Decimal | None) -> Cell:
    """A percentage, already multiplied by 100."""
    return Cell(value, "percent")


def day(value: date | None) -> Cell:
    """A day."""
    return Cell(value, "day")


def answer(value: bool | None) -> Cell:  # noqa: FBT001 - the value is what it is about
    """Yes, no or nothing; a no stands out."""
    return Cell(value, "yes_no", "bad" if value is False else "plain")


def measured(value: int | Decimal | None, unit: str | None = None, *, at_least: bool = False) -> Cell:
    """A number in a unit of an indicator; a lower bound says so."""
    prefix = _("at least {figure}").format(figure="").strip() if at_least else ""
    if value is None:
        return EMPTY
    if unit == "PLN":
        return Cell(Decimal(value), "money", prefix=prefix)
    if unit == "percent":
        return Cell(Decimal(value), "percent", prefix=prefix)
    if value == int(value):
        return Cell(int(value), "count", prefix=prefix)
    return Cell(Decimal(value), "number", prefix=prefix)


def strong(*cells: Cell) -> tuple[Cell, ...]:
    """The same cells, in bold."""
    return tuple(Cell(cell.value, cell.kind, "strong", cell.prefix, cell.span) for cell in cells)


def figures(found: Figures | None, unit: str | None = None, *, of_nobody: bool = False) -> tuple[Cell, Cell, Cell]:
    """A number with its women and men; where nothing is known it says so, and so it does of a share of nobody."""
    if found is None or found.total is None:
        return Cell(_("not applicable") if of_nobody else _("not known"), style="muted"), EMPTY, EMPTY
    return measured(found.total, unit, at_least=found.at_least), measured(found.women, unit), measured(found.men, unit)


def grid(columns: Sequence[Header], rows: Sequence[Sequence[Cell]], note: str = "", *, every: bool = False) -> Grid | None:
    """
    Make a grid under one or two rows of headers, leaving out columns that are empty in every row; nothing without rows.

    A header is a text, or a text over several columns with theirs. `note` stands under the table. With `every` empty columns
    stay: the table is a form that somebody else drew.
    """
    if not rows:
        return None
    flat = [("", column) if isinstance(column, str) else (column[0], under) for column in columns for under in _under(column)]
    used = [at for at in range(len(flat)) if every or any(row[at].value is not None for row in rows)]
    body = tuple(tuple(row[at] for at in used) for row in rows)
    kept = [flat[at] for at in used]
    if not any(over for over, _column in kept):
        return Grid((tuple(Cell(column) for _over, column in kept),), body, note=note)
    upper: list[Cell] = []
    for position, (over, column) in enumerate(kept):
        if over and position and kept[position - 1][0] == over:
            upper[-1] = Cell(over, span=upper[-1].span + 1)
        else:
            upper.append(Cell(over or column))
    lower = tuple(Cell(column) if over else EMPTY for over, column in kept)
    return Grid((tuple(upper), lower), body, note=note)


def listed(made: Grid | None, short: int, where: str) -> Grid | None:
    """
    Let a list of people or matters stand on paper with its first rows alone: how many it has is said, and `where` they all are.

    A list that is little longer stands as it is.
    """
    if made is None or len(made.rows) <= short * 5 // 4:
        return made
    facts = {"shown": short, "all": len(made.rows), "where": where}
    said = sentence(N_("Listed here: the first {shown:n} of {all:n}. The whole list: {where}."), facts)
    return replace(made, short=short, whole=said)


def numbered(rows: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """The rows with their numbers in front."""
    return [(whole(number), *row) for number, row in enumerate(rows, 1)]


def by_sex(title: str) -> Header:
    """A header over a number with its women and men, named in letters that `legend` explains."""
    return title, (_("T"), _("W"), _("M"))


def legend() -> str:
    """What the letters over the columns of women and men mean, and what the figures are of."""
    return _(
        "T – total, W – women, M – men. In the period: in the reporting period. Cumulative: from the start of the project"
        " to the end of the reporting period."
    )


def _under(column: Header) -> Sequence[str]:
    return (column,) if isinstance(column, str) else column[1]
