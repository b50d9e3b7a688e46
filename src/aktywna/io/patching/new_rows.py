"""The rows of a sheet written anew where some are repeated, left out or pushed: what is not changed in a cell keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aktywna.domain.sheets.sheet import letters
from aktywna.io.patching.cell_walk import Range, ranges
from aktywna.io.patching.old_rows import OldCell, OldRow, Piece
from aktywna.io.patching.references import Move, moved
from aktywna.io.patching.row_moves import Placed, RowMoves, mover, shown_ranges
from aktywna.io.patching.spans import Element, Spanned, escaped, plain, with_attributes, without_attribute

_RANGED = ("hyperlink", "dimension", "autoFilter", "sortState", "sortCondition", "protectedRange", "ignoredError")
_FORMULAS = ("formula", "formula1", "formula2", "f")


@dataclass(frozen=True)
class Filled:
    """What a cell holds now: a number, yes or no, or a text in pieces (nothing empties the cell), in a style."""

    style: int
    value: float | bool | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class NewRow:
    """A row of the new sheet, and what was filled in, by column."""

    placed: Placed
    filled: Mapping[int, Filled] = field(default_factory=dict)


def write_rows(markup: Spanned, old: Sequence[OldRow], new: Sequence[NewRow], moves: Mapping[str, RowMoves], here: str) -> None:
    """Put the new rows of the sheet `here` into its XML; rows below those are the old ones, pushed."""
    data = markup.child(markup.root, "sheetData")
    if data is None or data.is_empty:
        return
    mine = moves[here.casefold()]
    known = {row.number: row for row in old}
    pieces = []
    for at, row in enumerate(new, 1):
        source = known.get(row.placed.source)
        if source is not None:
            pieces.append(_row(markup, source, at, row.filled, mover(moves, here, row.placed.own)))
    still = mover(moves, here)
    pieces += [_row(markup, row, row.number + mine.push, {}, still) for row in old if row.number > mine.until]
    markup.replace(data.opened, data.closing, b"".join(pieces))


def _row(markup: Spanned, row: OldRow, at: int, filled: Mapping[int, Filled], move: Move) -> bytes:
    if at == row.number and not filled and not any(cell.formula is not None for cell in row.cells):
        return markup.whole(row.element)
    inside, end = [], row.element.opened
    for cell in row.cells:
        # What stands between cells stays between them.
        inside += [markup.text[end : cell.element.start], _cell(markup, cell, at, filled.get(cell.column), move)]
        end = cell.element.end
    tag = with_attributes(row.element.tag, {"r": str(at)})
    if row.element.is_empty:
        return tag
    return b"".join((tag, *inside, markup.text[end : row.element.end]))


def _cell(markup: Spanned, cell: OldCell, at: int, filled: Filled | None, move: Move) -> bytes:
    tag = with_attributes(cell.element.tag, {"r": f"{letters(cell.column)}{at}"})
    p = cell.element.prefix.decode()
    opening = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
    if filled is not None:
        return _filled(with_attributes(without_attribute(opening, "t"), {"s": str(filled.style)}), filled, p)
    if cell.formula is not None and cell.kind in {"", "alone"}:
        # A value that was saved with a formula no longer holds; programs reckon it when they open the file.
        written = escaped(moved(cell.formula, move))
        alone = f' t="array" ref="{letters(cell.column)}{at}"' if cell.kind else ""
        return without_attribute(opening, "t") + f"<{p}f{alone}>{written}</{p}f></{p}c>".encode()
    if cell.element.is_empty:
        return tag
    return tag + markup.text[cell.element.opened : cell.element.end]


def _filled(tag: bytes, filled: Filled, p: str) -> bytes:
    if filled.value is not None:
        value = filled.value
        kind, shown = (' t="b"', str(int(value))) if isinstance(value, bool) else ("", repr(value))
        return tag[:-1].rstrip() + f"{kind}><{p}v>{shown}</{p}v></{p}c>".encode()
    if not any(piece.text for piece in filled.pieces):
        return tag[:-1].rstrip() + b"/>"
    texts = [f'<{p}t xml:space="preserve">{escaped(piece.text)}</{p}t>'.encode() for piece in filled.pieces]
    if any(piece.looks for piece in filled.pieces):
        run = f"<{p}r>".encode(), f"</{p}r>".encode()
        texts = [run[0] + piece.looks + text + run[1] for piece, text in zip(filled.pieces, texts, strict=True)]
    inner = b"".join(texts)
    return tag[:-1].rstrip() + f' t="inlineStr"><{p}is>'.encode() + inner + f"</{p}is></{p}c>".encode()


def move_the_rest(markup: Spanned, moves: Mapping[str, RowMoves], here: str) -> None:
    """Move what a sheet says besides its cells: merged cells, conditional formats, validation, filters, breaks of pages."""
    mine = moves.get(here.casefold())
    for part in markup.children(markup.root):
        if part.name != "sheetData":
            _move(markup, part, moves, here, mine, 0)


def _move(markup: Spanned, one: Element, moves: Mapping[str, RowMoves], here: str, mine: RowMoves | None, top: int) -> None:  # noqa: PLR0913 - what moves, and where it stands
    facts = one.attributes
    if one.name in _FORMULAS:
        text = plain(markup.inner(one))
        new = moved(text, mover(moves, here, mine.own(top) if mine is not None and top else {}))
        if new != text:
            markup.replace(one.opened, one.closing, escaped(new).encode())
        return
    if mine is not None and "sqref" in facts and one.name != "selection":
        found = ranges(facts["sqref"].split())
        top = min((each[0] for each in found), default=0)
        markup.set_attributes(one, {"sqref": _everywhere(mine, found)})
    elif mine is not None and one.name == "sqref":
        markup.replace(one.opened, one.closing, _everywhere(mine, ranges(plain(markup.inner(one)).split())).encode())
        return
    elif mine is not None and one.name == "mergeCells":
        _merges(markup, one, mine)
        return
    elif mine is not None and one.name == "brk":
        markup.set_attributes(one, {"id": str(mine.last(int(facts["id"])))})
    elif mine is not None and one.name in _RANGED and (found := ranges([facts.get("ref", "")])):
        markup.set_attributes(one, {"ref": shown_ranges([mine.range(found[0])])[0]})
    for sub in markup.children(one):
        _move(markup, sub, moves, here, mine, top)


def _merges(markup: Spanned, one: Element, mine: RowMoves) -> None:
    """Merge the cells of each turn of a loop as they are merged in the template."""
    copies = [new for sub in markup.children(one) for each in ranges([sub.attributes.get("ref", "")]) for new in mine.each(each)]
    p = one.prefix.decode()
    inner = "".join(f'<{p}mergeCell ref="{ref}"/>' for ref in shown_ranges(copies))
    markup.replace(one.start, one.closing, with_attributes(one.tag, {"count": str(len(copies))}) + inner.encode())


def _everywhere(mine: RowMoves, found: Sequence[Range]) -> str:
    return " ".join(shown_ranges(new for each in found for new in mine.ranges(each)))
