"""What lies beside a sheet and follows its rows: names, print areas, tables, notes, pictures, charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from aktywna.io.patching.cell_walk import ranges
from aktywna.io.patching.package_parts import Parts
from aktywna.io.patching.references import moved
from aktywna.io.patching.row_moves import RowMoves, mover, shown_ranges
from aktywna.io.patching.spans import Element, Spanned, escaped, plain

_CACHES = ("numCache", "strCache", "multiLvlStrCache")
_SHAPE_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_SHAPE_ANCHOR = re.compile(rb"(<x:Anchor>)([\d\s,]+)(</x:Anchor>)")
_ANCHOR_FIELDS = 8


def follow(parts: Parts, sheets: Mapping[str, str], moves: Mapping[str, RowMoves]) -> None:
    """Move everything beside the sheets (name, part) whose rows moved; formulas are reckoned anew when the file is opened."""
    book = parts.open(parts.book)
    for name in _all(book, book.root, {"definedName"}):
        _formula(book, name, moves, None)
    for sheet, part in sheets.items():
        mine = moves.get(sheet.casefold())
        if mine is not None and not mine.is_still:
            _beside(parts, part, mine)
    for name in parts.package.names:
        if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
            _chart(parts.open(name), moves)
    for chain in parts.targets(parts.book, "calcChain").values():
        parts.remove(chain)


def _beside(parts: Parts, part: str, mine: RowMoves) -> None:
    """Move what a sheet points at."""
    for table in parts.targets(part, "table").values():
        _tables(parts.open(table), mine)
    for notes in (*parts.targets(part, "comments").values(), *parts.targets(part, "threadedComment").values()):
        _notes(parts.open(notes), mine)
    for shapes in parts.targets(part, "vmlDrawing").values():
        _shapes(parts.open(shapes), mine)
    for drawing in parts.targets(part, "drawing").values():
        _drawing(parts.open(drawing), mine)


def _tables(table: Spanned, mine: RowMoves) -> None:
    for one in (table.root, *_all(table, table.root, {"autoFilter", "sortState", "sortCondition"})):
        for found in ranges([one.attributes.get("ref", "")]):
            table.set_attributes(one, {"ref": shown_ranges([mine.range(found)])[0]})


def _notes(notes: Spanned, mine: RowMoves) -> None:
    for one in _all(notes, notes.root, {"comment", "threadedComment"}):
        for top, left, _bottom, _right in ranges([one.attributes.get("ref", "")]):
            row = mine.first(top)
            notes.set_attributes(one, {"ref": shown_ranges([(row, left, row, left)])[0]})


def _shapes(shapes: Spanned, mine: RowMoves) -> None:
    """Move the shapes of notes: their rows are counted from 0."""
    for found in _SHAPE_ROW.finditer(shapes.bare):
        shapes.replace(found.start(2), found.end(2), str(mine.first(int(found[2]) + 1) - 1).encode())
    for found in _SHAPE_ANCHOR.finditer(shapes.bare):
        sides = [int(side) for side in found[2].split(b",")]
        if len(sides) == _ANCHOR_FIELDS:
            push = mine.first(sides[2] + 1) - 1 - sides[2]
            sides[2], sides[6] = sides[2] + push, sides[6] + push
            shapes.replace(found.start(2), found.end(2), ", ".join(map(str, sides)).encode())


def _drawing(drawing: Spanned, mine: RowMoves) -> None:
    """Push pictures and charts down; none of them is stretched."""
    for anchor in drawing.children(drawing.root):
        rows = [row for corner in ("from", "to") if (at := drawing.child(anchor, corner)) and (row := drawing.child(at, "row"))]
        if rows:
            top = int(drawing.inner(rows[0]))
            push = mine.first(top + 1) - 1 - top
            for row in rows:
                drawing.replace(row.opened, row.closing, str(int(drawing.inner(row)) + push).encode())


def _chart(chart: Spanned, moves: Mapping[str, RowMoves]) -> None:
    """Let a chart show all copies of the rows that it shows; the numbers it remembers are no longer those."""
    for one in _all(chart, chart.root, {"f"}):
        _formula(chart, one, moves, None, many=True)
    for cache in _all(chart, chart.root, set(_CACHES)):
        chart.replace(cache.start, cache.end, b"")


def _formula(markup: Spanned, one: Element, moves: Mapping[str, RowMoves], here: str | None, *, many: bool = False) -> None:
    text = plain(markup.inner(one))
    # A chart of one row shows all of its copies.
    new = moved(f"SUM({text})", mover(moves, here))[4:-1] if many else moved(text, mover(moves, here))
    if new != text:
        markup.replace(one.opened, one.closing, escaped(new).encode())


def _all(markup: Spanned, parent: Element, names: set[str]) -> Iterator[Element]:
    """Give the elements of some names, however deep, the inner ones of such an element left out."""
    for one in markup.children(parent):
        if one.name in names:
            yield one
        else:
            yield from _all(markup, one, names)
