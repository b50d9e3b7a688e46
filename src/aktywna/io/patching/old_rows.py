"""The rows of a sheet as they stand in its XML: each cell with its text, its formula and where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aktywna.domain.sheets.sheet import column_number
from aktywna.io.patching.references import shifted
from aktywna.io.patching.spans import Element, Spanned, plain

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Piece:
    """A piece of a text in one font; `looks` is its XML, empty for the font of the cell."""

    text: str
    looks: bytes = b""


@dataclass(frozen=True)
class OldCell:
    """A cell: its column from 0, its text piece by piece (none of a number), its formula."""

    column: int
    element: Element
    style: int
    pieces: tuple[Piece, ...] = ()
    formula: str | None = None
    kind: str = ""
    """How its formula reaches over cells: `array`, `dataTable`, `alone` (an array of this one cell), or nothing."""

    @property
    def text(self) -> str:
        """Its text, whatever its fonts."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class OldRow:
    """A row, numbered from 1."""

    number: int
    element: Element
    cells: tuple[OldCell, ...]


def texts_of(shared: Spanned | None) -> list[tuple[Piece, ...]]:
    """Give the texts that a workbook keeps once for all cells."""
    if shared is None:
        return []
    return [_pieces(shared, one) for one in shared.children(shared.root) if one.name == "si"]


def rows_of(markup: Spanned, texts: Sequence[tuple[Piece, ...]]) -> list[OldRow]:
    """Give the rows of a sheet; formulas that are written once for several cells stand in each of them."""
    data = markup.child(markup.root, "sheetData")
    if data is None:
        return []
    rows, number = [], 0
    once: dict[str, tuple[str, int, int]] = {}
    for row in markup.children(data):
        if row.name != "row":
            continue
        number = int(row.attributes.get("r") or number + 1)
        cells = tuple(_shared_out(cell, once, number, markup) for cell in _cells(markup, row, texts))
        rows.append(OldRow(number, row, cells))
    return rows


def _cells(markup: Spanned, row: Element, texts: Sequence[tuple[Piece, ...]]) -> Iterator[OldCell]:
    column = -1
    for cell in markup.children(row):
        if cell.name != "c":
            continue
        facts = cell.attributes
        named = _ADDRESS.fullmatch(facts.get("r", ""))
        column = column_number(named[1]) if named else column + 1
        inside = {one.name: one for one in markup.children(cell)}
        pieces: tuple[Piece, ...] = ()
        if facts.get("t") == "s" and "v" in inside:
            pieces = texts[int(markup.inner(inside["v"]))]
        elif "is" in inside:
            pieces = _pieces(markup, inside["is"])
        formula = inside.get("f")
        style = int(facts["s"]) if facts.get("s", "").isdecimal() else 0
        if formula is None:
            yield OldCell(column, cell, style, pieces)
        else:
            kind = formula.attributes.get("t", "")
            kind = "alone" if kind == "array" and ":" not in formula.attributes.get("ref", "") else "" if kind == "normal" else kind
            yield OldCell(column, cell, style, (), plain(markup.inner(formula)), kind)


def _shared_out(cell: OldCell, once: dict[str, tuple[str, int, int]], row: int, markup: Spanned) -> OldCell:
    """Give a cell its own copy of a formula that several cells share."""
    if cell.kind != "shared":
        return cell
    formula = next(one for one in markup.children(cell.element) if one.name == "f")
    number = formula.attributes.get("si", "")
    if cell.formula:
        once[number] = (cell.formula, row, cell.column)
        return replace(cell, kind="")
    text, top, left = once[number]
    return replace(cell, formula=shifted(text, row - top, cell.column - left), kind="")


def _pieces(markup: Spanned, element: Element) -> tuple[Piece, ...]:
    found = []
    for one in markup.children(element):
        if one.name == "t":
            found.append(Piece(_read(markup, one)))
        elif one.name == "r":
            inside = {part.name: part for part in markup.children(one)}
            looks = markup.whole(inside["rPr"]) if "rPr" in inside else b""
            if "t" in inside:
                found.append(Piece(_read(markup, inside["t"]), looks))
    return tuple(found)


def _read(markup: Spanned, text: Element) -> str:
    return _CODED.sub(lambda found: chr(int(found[1], 16)), plain(markup.inner(text)))
