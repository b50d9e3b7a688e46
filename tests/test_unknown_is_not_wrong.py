"""Unknown is never wrong: a cell that is empty or cannot be read is said to be so, and accuses nobody of anything else."""

from __future__ import annotations

import pytest

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.io import shipped
from aktywna.steps.judging import judged
from clean_books import REGISTERS, Book, Spot, clean, opened

ERA = "efs-2014"
NONSENSE = {
    "date": "32 maja", "number": "xx", "count": "xx", "hours": "xx", "money": "xx", "time": "xx", "yes_no": "chyba",
    "choice": "qqqq", "choices": "qqqq", "teryt": "xx", "postal_code": "xx", "phone": "xx", "email": "xx",
}  # fmt: skip
"""What nobody can read, by kind."""
SAY_MISSING = {
    "A104": "neither a PESEL nor another identifier: said at the PESEL",
    "A620": "a box that is not ticked says no: the document is not marked as a correction",
}
"""Rules that say that something is missing, and say it at another cell."""

Cell = tuple[str, str]
"""A register and the name of a cell in it."""
Turn = list[Spot]
"""Cells that are unknown at a time, of each row at most one: what is unknown of one row hides little of another."""
AT_A_TIME = 3
"""So many cells of a register are unknown at a time."""


def optional(register: str) -> list[str]:
    """Give the columns of a register without which its rows still say whom and what they are about."""
    layout = shipped.layouts()[register]
    kept = clean(ERA).registers[register]
    return [
        name for name in kept if not layout.columns[name].need.always and name not in {layout.key, "participant_no"} and any(kept[name])
    ]


def turns(*, readable: bool) -> list[Turn]:
    """Give cells of every optional column, and of a register with few columns each of them in several rows, in few turns."""
    made: list[Turn] = []
    for register in REGISTERS:
        layout, kept = shipped.layouts()[register], clean(ERA).registers[register]
        columns = [name for name in optional(register) if readable or layout.columns[name].kind in NONSENSE]
        cells: dict[Spot, None] = {}
        for at in range(MOST if columns else 0):
            column = columns[at % len(columns)]
            filled = [row for row, text in enumerate(kept[column], 1) if text]
            cells[register, filled[(at + at // len(columns)) % len(filled)], column] = None
        for cell in cells:
            turn = next((turn for turn in made if _has_room(turn, cell)), None)
            if turn is None:
                made.append(turn := [])
            turn.append(cell)
    return made


def _has_room(turn: Turn, cell: Spot) -> bool:
    rows = [other[:2] for other in turn if other[0] == cell[0]]
    return len(rows) < AT_A_TIME and cell[:2] not in rows


def emptied(book: Book, turn: Turn, *, readable: bool) -> list[Cell]:
    """Make cells unknown: empty, or written as nobody can read them; give their names."""
    kinds = {cell: shipped.layouts()[cell[0]].columns[cell[2]].kind for cell in turn}
    spots = [book.put(cell[0], cell[1], **{cell[2]: "" if readable else NONSENSE[kinds[cell]]}) for cell in turn]
    return [(spot[0], book.cell(spot)) for spot in spots]


def others(book: Book, cells: list[Cell]) -> list[tuple[str, str, str]]:
    """Give what is said as an error or a warning of anything but the cells; a rule that says so of something missing is lawful."""
    found: tuple[Finding, ...] = judged(opened(book)).findings
    return [
        (one.code, one.place.register, one.place.cell)
        for one in found
        if one.severity is not Severity.NOTE and (one.place.register, one.place.cell) not in cells and one.code not in SAY_MISSING
    ]


MOST = max(len(optional(register)) for register in REGISTERS)
"""Of each register so many cells are tried."""


@pytest.mark.parametrize("turn", turns(readable=True), ids=len)
def test_an_empty_cell_accuses_nobody(turn: Turn) -> None:
    book = clean(ERA)
    cells = emptied(book, turn, readable=True)

    assert [] == others(book, cells)


@pytest.mark.parametrize("turn", turns(readable=False), ids=len)
def test_a_cell_that_cannot_be_read_is_said_once(turn: Turn) -> None:
    book = clean(ERA)
    cells = emptied(book, turn, readable=False)

    assert [] == others(book, cells)
