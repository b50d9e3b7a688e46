"""The XML of a sheet walked tag by tag: any way of writing it that the standard allows, ten times slower than a scan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from aktywna.domain.sheets.sheet import column_number
from aktywna.io.patching.raw_cells import NAMES, Found, Raw, Type
from aktywna.io.reading.hides import Hides
from aktywna.io.reading.limits import MERGES, Limits, within
from aktywna.io.reading.markup import Markup

_REFERENCE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z0-9:$]+)["']""")

Range = tuple[int, int, int, int]


class Walk:
    """A sheet's XML, walked once; `merged` are the ranges it merges, `hides` the rows and columns nobody sees."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.merged: list[Range] = []
        self.hides = Hides()
        self._found = Found()
        self._row = self._column = 0
        self._style = ""
        self._type = Type.NUMBER
        self._value: list[str] = []
        self._depth: list[str] = []
        self._has_formula = False

    def cells(self, pieces: Iterable[bytes]) -> Iterator[Raw]:
        """Give the cells of the sheet, part by part."""
        reader = Markup(self.file, self._start, self._end, self._text)
        for piece in pieces:
            reader.feed(piece)
            found, self._found = self._found, Found()
            yield found.raw()
        reader.close()

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth.append(name)
        if name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = -1
            self.hides.take_element(name, attributes, self._row)
        elif name == "col":
            self.hides.take_element(name, attributes, 0)
        elif name == "c":
            named = _REFERENCE.match(attributes.get("r", ""))
            self._column = column_number(named[1]) if named else self._column + 1
            self._row = int(named[2]) if named else self._row
            self._style, self._type = attributes.get("s", "0"), NAMES.get(attributes.get("t", ""), Type.TEXT)
            self._value, self._has_formula = [], False
        elif name == "f":
            self._has_formula = True
        elif name == "mergeCell":
            self.merged += ranges([attributes.get("ref", "")])
            within(self.file, MERGES, len(self.merged), self.limits.merges)

    def _text(self, text: str) -> None:
        inside = self._depth[-1]
        if inside == "v" or (inside == "t" and "is" in self._depth and "rPh" not in self._depth):
            self._value.append(text)

    def _end(self, name: str) -> None:
        self._depth.pop()
        if name != "c":
            return
        value = "".join(self._value)
        of = self._type
        if not value:
            if not self._has_formula or of is not Type.NUMBER:
                return
            of = Type.FORMULA
        style = int(self._style) if self._style.isdecimal() else 0
        # Everyone who takes values resolves their entities.
        self._found.add(self._row, self._column, of, style, escape(value, quote=False))


def ranges(references: Iterable[str]) -> list[Range]:
    """Give the rows and columns of references like `A1:C3`; what is no reference is left out."""
    found: list[Range] = []
    for reference in references:
        read = _RANGE.match(reference)
        if read:
            first, row, last, end = read[1], read[2], read[3] or read[1], read[4] or read[2]
            found.append((int(row), column_number(first), int(end), column_number(last)))
    return found


def merged_in(tail: bytes, file: str, limits: Limits) -> list[Range]:
    """Give the ranges that a sheet merges, from what stands after its cells."""
    references = _MERGED.findall(tail)
    within(file, MERGES, len(references), limits.merges)
    return ranges(reference.decode() for reference in references)
