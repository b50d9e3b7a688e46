"""What stands above a table with a label: `Prowadzący: ...`, `Liczba godzin: 4`, `Numer uczestnika | 12`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aktywna.domain.cells.column import is_blank
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.lattice import Lattice

# Two labels in one cell stand apart by a wide space or a new line.
APART = re.compile(r"\s{2,}|[\n\t;|]|_{3,}")
_DOTS = re.compile(r"[._…\s]+")
_TOO_LONG = 60


@dataclass(frozen=True)
class Titled:
    """A value with a label, and the cell where it stands (row and column from 0)."""

    text: str
    row: int
    column: int


def labelled(lattice: Lattice, rows: Iterable[int], known: Mapping[str, str]) -> dict[str, Titled]:
    """
    Give what the labels in `rows` say: for each column named by `known` (label, normalised = column) its first value.

    The value stands behind a colon in the same cell, or in the next filled cell of the row when the label fills its own.
    """
    said: dict[str, Titled] = {}
    for row in rows:
        positions = lattice.filled(row)
        for order, position in enumerate(positions):
            following = positions[order + 1] if order + 1 < len(positions) else None
            _cell(lattice, row, position, following, known, said)
    return said


def _cell(  # noqa: PLR0913 - a cell, its neighbour, and what is asked
    lattice: Lattice, row: int, position: int, following: int | None, known: Mapping[str, str], said: dict[str, Titled]
) -> None:
    text = lattice.text(row, position) or ""
    for part in APART.split(text):
        label, colon, value = part.partition(":")
        column = known.get(normal(label)) if len(label) < _TOO_LONG else None
        if column is None or column in said:
            continue
        if _says(value):
            said[column] = Titled(value.strip(), row, position)
        elif following is not None and (colon or part == text):
            beside = lattice.text(row, following) or ""
            # The next label is not this one's value.
            if _says(beside) and normal(beside.partition(":")[0]) not in known:
                said[column] = Titled(beside, row, following)


def _says(value: str) -> bool:
    """Whether there is something behind a label: dots that wait for a pen are nothing."""
    return bool(_DOTS.sub("", value)) and not is_blank(value)
