"""Loops of rows in a workbook's template: which rows a `{% for %}` repeats, and what each of them is filled with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from jinja2 import TemplateSyntaxError

from aktywna.domain.findings.rule import N_
from aktywna.io.patching.old_rows import OldCell, OldRow, Piece
from aktywna.io.patching.row_moves import Placed

_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENS, _CLOSES, _TURNS = {"for", "if"}, {"endfor": "for", "endif": "if"}, {"else", "elif"}


class Asks(Protocol):
    """What is asked while loops run; a fault of the template is told with the cell."""

    def turns(self, body: str, scope: Mapping[str, Any], cell: OldCell, row: int) -> list[dict[str, Any]]:
        """Give what each turn of `{% for body %}` knows."""
        ...

    def holds(self, body: str, scope: Mapping[str, Any], cell: OldCell, row: int) -> bool:
        """Tell whether `{% if body %}` holds."""
        ...

    def wrong(self, error: Exception, cell: OldCell, row: int) -> Exception:
        """Give the refusal for what is wrong in a cell."""
        ...


@dataclass(frozen=True)
class Line:
    """A row with its cells that have placeholders: what is left of their texts without the statements that open and close loops."""

    number: int
    cells: Mapping[int, tuple[Piece, ...]] = field(default_factory=dict)


@dataclass
class Block:
    """Rows between `for` or `if` and its end; `word` is empty for the sheet as a whole, whose `row` is the last one read."""

    word: str = ""
    body: str = ""
    cell: OldCell | None = None
    row: int = 0
    items: list[Line | Block] = field(default_factory=list)


@dataclass
class Turned:
    """A row of the new sheet: its line, what is known in it (nothing when it stays empty), and the turns of loops it is in."""

    line: Line
    scope: Mapping[str, Any] | None
    turns: tuple[dict[int, int], ...]


def blocks_of(rows: Sequence[OldRow], asks: Asks) -> Block:
    """Read the rows of a sheet down to the last one with a placeholder; raise what `asks.wrong` gives where a loop is not closed."""
    asking = [row.number for row in rows if any("{" in cell.text and _PLACEHOLDER.search(cell.text) for cell in row.cells)]
    known = {row.number: row for row in rows}
    stack = [Block(row=max(asking, default=0))]
    for number in range(1, max(asking, default=0) + 1):
        row = known.get(number)
        if row is None or number not in asking:
            stack[-1].items.append(Line(number))
        else:
            _read(row, stack, asks)
    if len(stack) > 1:
        last = stack[-1]
        assert last.cell is not None
        raise asks.wrong(TemplateSyntaxError(N_("a `for` or an `if` has no end"), 1), last.cell, last.row)
    return stack[0]


def turned(block: Block, asks: Asks) -> list[Turned]:
    """Run the loops: give the rows of the new sheet in their order."""
    return list(_run(block.items, {}, (), asks))


def placed(rows: Sequence[Turned]) -> list[Placed]:
    """Give each row with where the rows of its turn stand."""
    for at, row in enumerate(rows, 1):
        for turn in row.turns:
            turn.setdefault(row.line.number, at)
    joined: dict[tuple[int, ...], dict[int, int]] = {}
    found = []
    for row in rows:
        key = tuple(map(id, row.turns))
        if key not in joined:
            joined[key] = {number: at for turn in row.turns for number, at in turn.items()}
        found.append(Placed(row.line.number, joined[key]))
    return found


def _run(items: Sequence[Line | Block], scope: Mapping[str, Any], turns: tuple[dict[int, int], ...], asks: Asks) -> Iterator[Turned]:
    for item in items:
        if isinstance(item, Line):
            yield Turned(item, scope, turns)
            continue
        assert item.cell is not None
        if item.word == "if":
            if asks.holds(item.body, scope, item.cell, item.row):
                yield from _run(item.items, scope, turns, asks)
            continue
        found = asks.turns(item.body, scope, item.cell, item.row)
        for one in found:
            yield from _run(item.items, {**scope, **one}, (*turns, {}), asks)
        if not found and len(item.items) == 1 and isinstance(item.items[0], Line):
            # A row of nothing stays, empty, so that a sum under it still has something to add up.
            yield Turned(item.items[0], None, turns)


def _read(row: OldRow, stack: list[Block], asks: Asks) -> None:
    """Put a row into the innermost block that is open; one that only opens or closes blocks is left out."""
    loose = [(cell, found) for cell in row.cells for found in _loose(cell.text)]
    line = Line(row.number, {cell.column: _left(cell) for cell in row.cells if _PLACEHOLDER.search(cell.text)})
    others = [cell for cell in row.cells if cell.column not in line.cells]
    bare = not any(piece.text.strip() for pieces in line.cells.values() for piece in pieces)
    is_placed = bool(loose) and bare and not any(cell.text or cell.formula or not cell.element.is_empty for cell in others)
    for cell, found in loose:
        word = found[1]
        if word in _OPENS:
            stack.append(Block(word, found[2].strip(), cell, row.number))
            continue
        if not is_placed:
            stack[-1].items.append(line)
            is_placed = True
        if word in _TURNS or len(stack) == 1 or stack[-1].word != _CLOSES[word]:
            raise asks.wrong(TemplateSyntaxError(N_("an `else` or an end has no beginning"), 1), cell, row.number)
        closed = stack.pop()
        stack[-1].items.append(closed)
    if not is_placed:
        stack[-1].items.append(line)


def _loose(text: str) -> list[re.Match[str]]:
    """Give the statements of a cell that it does not close itself: they are about rows."""
    open_, loose = [], []
    for found in _STATEMENT.finditer(text):
        word = found[1]
        if word in _OPENS:
            open_.append(found)
        elif word in _CLOSES:
            if open_ and open_[-1][1] == _CLOSES[word]:
                open_.pop()
            else:
                loose.append(found)
        elif word in _TURNS and not open_:
            loose.append(found)
    return sorted([*loose, *open_], key=lambda found: found.start())


def _left(cell: OldCell) -> tuple[Piece, ...]:
    """Give what is left of a cell's text; a placeholder in several fonts takes those of the text's beginning."""
    pieces: Sequence[Piece] = cell.pieces
    ends, at = set(), 0
    for piece in pieces:
        at += len(piece.text)
        ends.add(at)
    if any(found.start() < end < found.end() for found in _PLACEHOLDER.finditer(cell.text) for end in ends):
        pieces = (Piece(cell.text, pieces[0].looks),)
    loose = [found.span() for found in _loose(cell.text)]
    left, at = [], 0
    for piece in pieces:
        kept = "".join(sign for here, sign in enumerate(piece.text, at) if not any(start <= here < end for start, end in loose))
        at += len(piece.text)
        left.append(Piece(kept, piece.looks))
    return tuple(left)
