"""Where the rows of a sheet have gone: some are repeated, some left out, those below pushed down or up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from aktywna.io.patching.cell_walk import Range
from aktywna.io.patching.references import Corner, Move, Reference

NOWHERE: Mapping[int, int] = {}


@dataclass(frozen=True)
class Placed:
    """A row of the new sheet: which old one it is a copy of, and where the rows of the same turn of its loops stand."""

    source: int
    own: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class RowMoves:
    """The new rows from the first one on, down to the last that is not simply pushed; rows are numbered from 1."""

    rows: Sequence[Placed]
    until: int
    """The last old row among them."""

    @cached_property
    def copies(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, row in enumerate(self.rows, 1):
            found.setdefault(row.source, []).append(at)
        return found

    @property
    def push(self) -> int:
        """How far the rows below are pushed."""
        return len(self.rows) - self.until

    @property
    def is_still(self) -> bool:
        """Whether every row is where it was."""
        return all(row.source == at for at, row in enumerate(self.rows, 1)) and not self.push

    @cached_property
    def turns(self) -> list[Mapping[int, int]]:
        """Where the rows of each turn of each loop stand."""
        return list({id(row.own): row.own for row in self.rows if row.own}.values())

    def first(self, row: int) -> int:
        """Give the first copy of a row; of one that was left out, the first of the next that was not."""
        if row > self.until:
            return row + self.push
        return next((self.copies[at][0] for at in range(row, self.until + 1) if at in self.copies), len(self.rows) + 1)

    def last(self, row: int) -> int:
        """Give the last copy of a row; of one that was left out, the last of the one before."""
        if row > self.until:
            return row + self.push
        return next((self.copies[at][-1] for at in range(row, 0, -1) if at in self.copies), 1)

    def range(self, found: Range) -> Range:
        """Give a range with all copies of its rows."""
        top, left, bottom, right = found
        first = self.first(top)
        return (first, left, max(first, self.last(bottom)), right)

    def ranges(self, found: Range) -> list[Range]:
        """Give a range, in a loop once for each turn; ranges that follow one another are one."""
        joined: list[Range] = []
        for top, left, bottom, right in self.each(found):
            if joined and joined[-1][2] + 1 == top:
                joined[-1] = (joined[-1][0], left, bottom, right)
            else:
                joined.append((top, left, bottom, right))
        return joined

    def each(self, found: Range) -> list[Range]:
        """Give a range once for each turn of the loop that holds all of it, else with all copies of its rows."""
        top, left, bottom, right = found
        turns = {(own[top], own[bottom]) for own in self.turns if top in own and bottom in own}
        return [(first, left, last, right) for first, last in sorted(turns)] or [self.range(found)]

    def own(self, row: int) -> Mapping[int, int]:
        """Give where the rows of the first turn of a row's loop stand."""
        at = self.copies.get(row)
        return self.rows[at[0] - 1].own if at else NOWHERE


def mover(moves: Mapping[str, RowMoves], here: str | None, own: Mapping[int, int] = NOWHERE) -> Move:
    """
    Give what moves the references of a formula of the sheet `here` that stands in a turn of loops, `own`.

    In a turn a row of the same turn is meant; from elsewhere a range means all copies, and so does a single cell where a
    function takes many. `moves` are those of the workbook's sheets, by the name of the sheet without case.
    """

    def move(found: Reference) -> Reference:
        sheet = found.sheet if found.sheet is not None else here
        rows = moves.get((sheet or "").casefold())
        if rows is None:
            return found
        mine = own if here is not None and sheet is not None and sheet.casefold() == here.casefold() else NOWHERE

        def end(corner: Corner, *, is_last: bool) -> Corner:
            if not corner.row:
                return corner
            if corner.row in mine and not corner.fixed_row:
                return replace(corner, row=mine[corner.row])
            return replace(corner, row=rows.last(corner.row) if is_last else rows.first(corner.row))

        first = end(found.first, is_last=False)
        if found.last is not None:
            last = end(found.last, is_last=True)
            return replace(found, first=first, last=last if last.row >= first.row else replace(last, row=first.row))
        if found.is_of_many and first.row and found.first.row not in mine and rows.last(found.first.row) > first.row:
            return replace(found, first=first, last=replace(first, row=rows.last(found.first.row)))
        return replace(found, first=first)

    return move


def shown_ranges(found: Iterable[Range]) -> list[str]:
    """
    Write ranges as sheets name them.

    >>> shown_ranges([(5, 0, 7, 2), (9, 1, 9, 1)])
    ['A5:C7', 'B9']
    """
    return [
        f"{Corner(top, left)}" if (top, left) == (bottom, right) else f"{Corner(top, left)}:{Corner(bottom, right)}"
        for top, left, bottom, right in found
    ]
