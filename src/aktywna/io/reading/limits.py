"""How much a file may ask of the machine before it is opened: a register is far below, a trap far above."""

from __future__ import annotations

from dataclasses import dataclass

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.rule import N_
from aktywna.domain.sheets.refusals import OVER_LIMIT, refused

FILE, ENTRIES, UNPACKED, EXPANSION = N_("bytes of the file"), N_("parts of the file"), N_("bytes when unpacked"), N_("times when unpacked")
CELLS, CELL_LENGTH, MERGES, SHEETS = N_("cells of a sheet"), N_("letters of a cell"), N_("merged cells of a sheet"), N_("sheets")


@dataclass(frozen=True)
class Limits:
    """The most that a workbook may hold; one that holds more is refused before it is read."""

    file: int = 500_000_000
    """Bytes on the disk."""
    entries: int = 10_000
    """Parts of the package."""
    unpacked: int = 1_500_000_000
    """Bytes of all parts when unpacked, as declared; a part never gives more than it declares."""
    expansion: int = 250
    """Times that a part may grow when unpacked; sheets grow 10 to 30 times."""
    grown: int = 20_000_000
    """Bytes that a part may have whatever its expansion."""
    sheets: int = 2_000
    """Sheets of a workbook."""
    cells: int = 40_000_000
    """Cells between A1 and the last cell that holds anything."""
    cell_length: int = 1_000_000
    """Letters of one cell; Excel itself allows 32,767."""
    merges: int = 200_000
    """Merged ranges of a sheet."""


DEFAULT = Limits()


def over(file: str, what: str, found: int, limit: int) -> InputRefused:
    """Refuse a file that holds more than it may, to be raised; `what` is one of the words above."""
    return refused(OVER_LIMIT, file, what=what, found=found, limit=limit)


def within(file: str, what: str, found: int, limit: int) -> None:
    """Raise `InputRefused` when `found` is more than the limit."""
    if found > limit:
        raise over(file, what, found, limit)
