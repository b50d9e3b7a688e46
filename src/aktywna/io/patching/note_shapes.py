"""The shapes in which Excel draws the notes of a sheet: VML, which is not always well-formed and is never parsed whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aktywna.io.patching.cell_patch import Spot
from aktywna.io.patching.package_parts import Parts
from aktywna.io.patching.spans import Spanned

_NAMES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_MAP = re.compile(rb"<(?:\w+:)?idmap\b[^>]*?\bdata=[\"']([0-9, ]*)[\"']")
_NUMBER = re.compile(rb"_x0000_s([0-9]+)")
_ROOT = re.compile(rb"<(?![?!])[^>]*>")
_BLOCK = 1024
"""Numbers of shapes come in blocks; each sheet has its own."""
_WIDE, _HIGH, _LAST_COLUMN = 4, 7, 16_383
"""Columns and rows that a note covers when it is shown; the last column of a sheet, from 0."""


_LAST_ROWS = 1_048_500


class Shapes:
    """Shapes of the notes of one sheet, in blocks of numbers that no shape of the workbook has."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._block = max(_taken(parts) | parts.blocks, default=0) + 1

    def whole(self, spots: list[Spot]) -> bytes:
        """Give a part of shapes for the notes of `spots`."""
        names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
        shapes = "".join(self._shapes(spots))
        layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{self._blocks(spots)}"/></o:shapelayout>'
        return f"<xml {names}>{layout}{_TYPE}{shapes}</xml>".encode()

    def extend(self, markup: Spanned, spots: list[Spot]) -> None:
        """Put shapes behind those of a part."""
        text = markup.text
        end = text.rfind(b"</")
        root = _ROOT.search(text)
        bound = {prefix for prefix, name in _NAMES.items() if root and f'xmlns:{prefix}="{name}"'.encode() in root[0]}
        own = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items() if prefix not in bound)
        shapes = [*([] if b'"_x0000_t202"' in text else [_TYPE]), *self._shapes(spots)]
        markup.insert(end, "".join(shape.replace(" ", f"{own} ", 1) for shape in shapes).encode())
        known, more = _MAP.search(text), self._blocks(spots)
        if known:
            markup.replace(known.start(1), known.end(1), f"{known[1].decode().strip(' ,')},{more}".lstrip(",").encode())

    def _blocks(self, spots: list[Spot]) -> str:
        """Take the blocks of numbers that these shapes need."""
        mine = range(self._block, self._block + len(spots) // (_BLOCK - 1) + 1)
        self._parts.blocks |= set(mine)
        return ",".join(map(str, mine))

    def _shapes(self, spots: list[Spot]) -> Iterable[str]:
        for number, (row, column) in enumerate(spots):
            block, place = divmod(number, _BLOCK - 1)
            at = (self._block + block) * _BLOCK + place + 1
            above = max(row - 2 - (row > _LAST_ROWS) * _HIGH, 0)
            beside = min(column + 1, _LAST_COLUMN - _WIDE)
            anchor = f"{beside}, 15, {above}, 4, {beside + _WIDE}, 15, {above + _HIGH}, 4"
            yield (
                f'<v:shape id="_x0000_s{at}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1"'
                ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
                '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
                f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
                f"<x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
            )


def _taken(parts: Parts) -> set[int]:
    """Give the blocks of numbers that a workbook's shapes have."""
    found: set[int] = set()
    for name in parts.package.names:
        if name.lower().endswith(".vml"):
            content = parts.open(name).text
            found |= {int(one) for data in _MAP.findall(content) for one in data.split(b",") if one.strip().isdigit()}
            found |= {int(one) // _BLOCK for one in _NUMBER.findall(content)}
    return found
