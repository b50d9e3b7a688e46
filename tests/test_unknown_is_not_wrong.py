"""Unknown is never wrong: a cell that is empty or cannot be read is said to be so, and accuses nobody of anything else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.io import shipped
from aktywna.steps.judging import judged
from clean_books import REGISTERS, Book, clean, opened

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


def optional(register: str) -> list[str]:
    """Give the columns of a register without which its rows still say whom and what they are about."""
    layout = shipped.layouts()[register]
    kept = clean(ERA).registers[register]
    return [
        name for name in kept if not layout.columns[name].need.always and name not in {layout.key, "participant_no"} and any(kept[name])
    ]


def unknown(book: Book, turn: int, *, readable: bool) -> Iterator[Cell]:
    """Make one cell of each register unknown, of another column in each turn; give the cells."""
    for register in REGISTERS:
        layout = shipped.layouts()[register]
        columns = [name for name in optional(register) if readable or layout.columns[name].kind in NONSENSE]
        if not columns:
            continue
        column = columns[turn % len(columns)]
        filled = [row for row, text in enumerate(book.registers[register][column], 1) if text]
        row = filled[(turn + turn // len(columns)) % len(filled)]
        spot = book.put(register, row, **{column: "" if readable else NONSENSE[layout.columns[column].kind]})
        yield register, book.cell(spot)


def others(book: Book, cells: list[Cell]) -> list[tuple[str, str, str]]:
    """Give what is said as an error or a warning of anything but the cells; a rule that says so of something missing is lawful."""
    found: tuple[Finding, ...] = judged(opened(book)).findings
    return [
        (one.code, one.place.register, one.place.cell)
        for one in found
        if one.severity is not Severity.NOTE and (one.place.register, one.place.cell) not in cells and one.code not in SAY_MISSING
    ]


TURNS = max(len(optional(register)) for register in REGISTERS)


@pytest.mark.parametrize("turn", range(TURNS))
def test_an_empty_cell_accuses_nobody(turn: int) -> None:
    book = clean(ERA)
    cells = list(unknown(book, turn, readable=True))

    assert [] == others(book, cells)


@pytest.mark.parametrize("turn", range(TURNS))
def test_a_cell_that_cannot_be_read_is_said_once(turn: int) -> None:
    book = clean(ERA)
    cells = list(unknown(book, turn, readable=False))

    assert [] == others(book, cells)
