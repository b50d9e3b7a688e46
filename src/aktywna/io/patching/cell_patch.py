"""Cells of a sheet's XML marked and changed at their exact places; every other cell keeps its bytes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from aktywna.domain.sheets.sheet import column_number, letters
from aktywna.io.patching.cell_walk import Range, ranges
from aktywna.io.patching.spans import Element, Spanned, escaped, with_attributes, without_attribute

Spot = tuple[int, int]
"""A cell: its row as shown, its column from 0."""

_REST = rb"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([0-9]+)[\"']")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})([0-9]+)[\"']")
_ARRAY = re.compile(rb"<(?:[^\s<>/:=]+:)?f\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_SPANS = re.compile(r"([0-9]+):([0-9]+)")
_EXPLAINED = (b"cm", b"vm")
"""Attributes of cells whose value stands elsewhere: spilt formulas, pictures and records in cells."""


@dataclass(frozen=True)
class Change:
    """What happens to one cell: another style (given the old one), and another value, when there is one."""

    style: Callable[[int], int]
    value: str | float | None = None
    """A text or a number (a day is the number of its workbook's calendar); an empty text empties the cell, None leaves it."""

    @property
    def is_value(self) -> bool:
        """Whether the value is changed at all."""
        return self.value is not None


class Cells:
    """
    The cells of one sheet, to be changed; `patch` gives the cells that were left alone.

    `is_rich` says of a shared text whether it is set in several fonts, which another text would lose.
    """

    def __init__(self, markup: Spanned, is_rich: Callable[[int], bool] = lambda _at: False) -> None:
        self._markup = markup
        self._is_rich = is_rich
        self.parts = {one.name: one for one in reversed(markup.children(markup.root))}
        """The elements right inside the sheet's, the first of each name."""
        self._rows = self.parts["sheetData"]
        self._prefix = self._rows.prefix

    def anchors(self, spots: list[Spot]) -> dict[Spot, Spot]:
        """Give, for each cell that is hidden in a merged one, the cell that is seen."""
        merged = self.parts.get("mergeCells")
        if merged is None:
            return {}
        by_row: dict[int, list[int]] = {}
        for row, column in spots:
            by_row.setdefault(row, []).append(column)
        rows = sorted(by_row)
        found: dict[Spot, Spot] = {}
        for top, left, bottom, right in ranges(one.attributes.get("ref", "") for one in self._markup.children(merged)):
            for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
                found |= {(row, column): (top, left) for column in by_row[row] if left <= column <= right}
        return found

    def patch(self, changes: Mapping[Spot, Change]) -> set[Spot]:
        """Change cells, making those that are not there; give those whose value is a formula's or set in several fonts."""
        by_row: dict[int, dict[int, Change]] = {}
        for (row, column), change in changes.items():
            by_row.setdefault(row, {})[column] = change
        self._arrays = self._array_ranges() if any(change.is_value for change in changes.values()) else []
        self._left: set[Spot] = set()
        waiting = sorted(by_row)
        at = 0
        missing: list[tuple[int, int]] = []
        for number, row in self._numbered(by_row):
            while at < len(waiting) and waiting[at] < number:
                missing.append((waiting[at], row.start))
                at += 1
            if at < len(waiting) and waiting[at] == number:
                self._patch_row(number, row, by_row[number])
                at += 1
        missing += [(number, self._rows.closing) for number in waiting[at:]]
        new = [(place, self._new_row(number, by_row[number])) for number, place in missing]
        if self._rows.is_empty:
            self._markup.append(self._rows, b"".join(row for _place, row in new))
        else:
            for place, row in new:
                self._markup.insert(place, row)
        self._widen(changes)
        return self._left

    def style_of(self, spot: Spot, row_style: str) -> int:
        """Give the style that a cell which is not there has: its row's, else its column's."""
        if row_style:
            return int(row_style)
        for first, last, style in self._column_styles():
            if first <= spot[1] <= last:
                return style
        return 0

    def _numbered(self, wanted: Mapping[int, object]) -> Iterator[tuple[int, Element]]:
        """Give the rows with their numbers; of those that nobody wants, only where they begin."""
        opening = self._opening("row")
        number = 0
        for found in opening.finditer(self._markup.bare, self._rows.opened, self._rows.closing):
            named = _NUMBER.search(found[0])
            number = int(named[1]) if named else number + 1
            if number in wanted:
                yield number, self._markup.element(found)
            else:
                yield number, Element(found.start(), found.end(), found.end(), found.end(), found[1], "row", found[0])

    def _patch_row(self, number: int, row: Element, changes: dict[int, Change]) -> None:
        style = row.attributes.get("s", "") if row.attributes.get("customFormat", "0") in {"1", "true"} else ""
        waiting = sorted(changes)
        at, column = 0, -1
        for found in self._opening("c").finditer(self._markup.bare, row.opened, row.closing):
            named = _REFERENCE.search(found[0])
            column = column_number(named[1].decode()) if named else column + 1
            while at < len(waiting) and waiting[at] < column:
                self._markup.insert(found.start(), self._new_cell((number, waiting[at]), changes[waiting[at]], style))
                at += 1
            if at < len(waiting) and waiting[at] == column:
                self._patch_cell((number, column), self._markup.element(found), changes[column])
                at += 1
        rest = b"".join(self._new_cell((number, column), changes[column], style) for column in waiting[at:])
        opened = self._spanned(row, waiting)
        if row.is_empty:
            closed = b"</" + row.prefix + b"row>"
            self._markup.replace(row.start, row.end, (opened[:-2].rstrip() + b">" + rest + closed) if rest else opened)
            return
        if opened != row.tag:
            self._markup.replace(row.start, row.opened, opened)
        if rest:
            behind = self._markup.bare.rfind(b"<" + row.prefix + b"extLst", row.opened, row.closing)
            self._markup.insert(row.closing if behind < 0 else behind, rest)

    def _opening(self, name: str) -> re.Pattern[bytes]:
        return re.compile(rb"<(" + re.escape(self._prefix) + rb")(" + name.encode() + rb")(?=[\s/>])" + _REST)

    def _spanned(self, row: Element, columns: list[int]) -> bytes:
        """Widen what a row says of its columns."""
        spans = _SPANS.fullmatch(row.attributes.get("spans", ""))
        if not spans:
            return row.tag
        first, last = min(int(spans[1]), columns[0] + 1), max(int(spans[2]), columns[-1] + 1)
        return row.tag if (first, last) == (int(spans[1]), int(spans[2])) else with_attributes(row.tag, {"spans": f"{first}:{last}"})

    def _patch_cell(self, spot: Spot, cell: Element, change: Change) -> None:
        old = cell.attributes
        style = int(old["s"]) if old.get("s", "").isdecimal() else 0
        changes = change.is_value and self._may_change(spot, cell)
        if change.is_value and not changes:
            self._left.add(spot)
        # A value that is left alone leaves its style alone too; a mark has no value.
        new = change.style(style) if changes or not change.is_value else style
        tag = cell.tag
        if new != style:
            tag = self._with_style(tag, new)
        if not changes:
            if tag != cell.tag:
                self._markup.replace(cell.start, cell.opened, tag)
            return
        bare = without_attribute(tag, "t")
        self._markup.replace(cell.start, cell.end, self._valued(bare[:-2].rstrip() + b">" if bare.endswith(b"/>") else bare, change))

    def _with_style(self, tag: bytes, style: int) -> bytes:
        """Give a cell's tag another style, the attribute right behind the address, where fast readers expect it."""
        named = _REFERENCE.search(tag)
        if b" s=" in tag or named is None:
            return with_attributes(tag, {"s": str(style)})
        return tag[: named.end()] + f' s="{style}"'.encode() + tag[named.end() :]

    def _may_change(self, spot: Spot, cell: Element) -> bool:
        inside = self._markup.children(cell)
        if any(one.name not in {"v", "is"} for one in inside) or any(name.decode() in cell.attributes for name in _EXPLAINED):
            return False
        if any(top <= spot[0] <= bottom and left <= spot[1] <= right for top, left, bottom, right in self._arrays):
            return False
        if cell.attributes.get("t") == "s" and inside:
            text = self._markup.inner(inside[0]).strip()
            return text.isdigit() and not self._is_rich(int(text))
        return not any(one.name == "r" for each in inside for one in self._markup.children(each))

    def _array_ranges(self) -> list[Range]:
        """Give the ranges that formulas of several cells fill; only the first cell of each holds the formula."""
        found = (_attributes(tag[0]) for tag in _ARRAY.finditer(self._markup.bare, self._rows.opened, self._rows.closing))
        return ranges(one.get("ref", "") for one in found if one.get("t") in {"array", "dataTable"})

    def _new_row(self, number: int, changes: dict[int, Change]) -> bytes:
        cells = b"".join(self._new_cell((number, column), changes[column], "") for column in sorted(changes))
        return b"<" + self._prefix + f'row r="{number}">'.encode() + cells + b"</" + self._prefix + b"row>"

    def _new_cell(self, spot: Spot, change: Change, row_style: str) -> bytes:
        style = change.style(self.style_of(spot, row_style))
        tag = b"<" + self._prefix + f'c r="{letters(spot[1])}{spot[0]}" s="{style}"'.encode()
        return self._valued(tag + b">", change) if change.is_value and change.value != "" else tag + b"/>"

    def _valued(self, tag: bytes, change: Change) -> bytes:
        """Write a cell with its new value: a text stands in the cell itself, so that shared texts stay as they are."""
        p, value = self._prefix.decode(), change.value
        if value in {None, ""}:
            return tag[:-1].rstrip() + b"/>"
        if isinstance(value, str):
            inner = f'<{p}is><{p}t xml:space="preserve">{escaped(value)}</{p}t></{p}is>'
            tag = tag[:-1].rstrip() + b' t="inlineStr">'
        else:
            inner = f"<{p}v>{value!r}</{p}v>"
        return tag + inner.encode() + f"</{p}c>".encode()

    def _column_styles(self) -> list[tuple[int, int, int]]:
        columns = self.parts.get("cols")
        found = []
        for one in self._markup.children(columns) if columns is not None else ():
            facts = one.attributes
            if facts.get("style", "0") != "0":
                found.append((int(facts.get("min", "1")) - 1, int(facts.get("max", "1")) - 1, int(facts["style"])))
        return found

    def _widen(self, changes: Mapping[Spot, Change]) -> None:
        """Widen what the sheet says of its size, where a new cell lies outside."""
        size = self.parts.get("dimension")
        known = ranges([size.attributes.get("ref", "")]) if size is not None else []
        if size is None or not known or not changes:
            return
        top, left, bottom, right = known[0]
        rows, columns = [row for row, _column in changes], [column for _row, column in changes]
        wide = (min(top, *rows), min(left, *columns), max(bottom, *rows), max(right, *columns))
        if wide != known[0]:
            ref = f"{letters(wide[1])}{wide[0]}:{letters(wide[3])}{wide[2]}"
            self._markup.set_attributes(size, {"ref": ref})


def _attributes(tag: bytes) -> dict[str, str]:
    return Element(0, 0, 0, 0, b"", "f", tag).attributes
