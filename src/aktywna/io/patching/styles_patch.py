"""The styles of a workbook with a few more: each new one is an old one with another fill, or another format of its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aktywna.domain.findings.finding import Severity
from aktywna.io.patching.spans import Element, Spanned, escaped, with_attributes

FILLS = {Severity.ERROR: "FFF8CBAD", Severity.WARNING: "FFFFE699", Severity.NOTE: "FFDDEBF7"}
"""What marked cells are filled with, by the weight of what is said of them."""
HEADER_FILL, LINK, GREY = "FFD9E1F2", "FF1F3864", "FF595959"
DAY_FORMAT, TEXT_FORMAT = 14, 49
"""The day as the reader's country writes it, and text (ECMA-376 part 1, 18.8.30)."""

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
BLANK = (
    '<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The styles of a workbook that has none."""

_FORMAT = re.compile(rb'\bnumFmtId="([0-9]+)"')
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_FIRST = {
    "numFmts": (),
    "fonts": ('<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',),
    "fills": tuple(f'<{{p}}fill><{{p}}patternFill patternType="{kind}"/></{{p}}fill>' for kind in ("none", "gray125")),
    "borders": ("<{p}border/>",),
    "cellXfs": ("<{p}xf/>",),
}
"""What a list begins with where the part has none: programs take the first entries for granted."""


@dataclass
class _List:
    """A list of fonts, fills or styles: what it holds, and what is put behind it."""

    old: list[bytes]
    new: list[bytes] = field(default_factory=list)

    def add(self, written: bytes) -> int:
        """Put an entry into the list, once; give its number."""
        if written not in self.new:
            self.new.append(written)
        return len(self.old) + self.new.index(written)


class Styles:
    """
    The styles of a workbook; `write` puts the new ones into its part behind the others, which keep their numbers.

    A style is asked for by the number of the old one that it is made of.
    """

    def __init__(self, markup: Spanned) -> None:
        self._markup = markup
        self._root = markup.root
        self._prefix = self._root.prefix.decode()
        self._found = {one.name: one for one in markup.children(self._root)}
        self._lists = {name: _List(self._entries(name)) for name in ("numFmts", "fonts", "fills", "cellXfs")}
        self._known: dict[tuple[int, str, int], int] = {}
        self._codes: dict[str, int] = {}

    def filled(self, style: int, severity: Severity) -> int:
        """Give a style filled by severity, everything else as it was."""
        key = (style, "fill", int(severity))
        if key not in self._known:
            self._known[key] = self._made(style, {"fillId": str(self._fill(FILLS[severity])), "applyFill": "1"})
        return self._known[key]

    def formatted(self, style: int, number_format: int) -> int:
        """Give a style with another format of its number."""
        key = (style, "format", number_format)
        if key not in self._known:
            self._known[key] = self._made(style, {"numFmtId": str(number_format), "applyNumberFormat": "1"})
        return self._known[key]

    def written_as(self, style: int, code: str) -> int:
        """Give a style that writes its number as `code` says; formats of a workbook's own are numbered from 164."""
        formats = self._lists["numFmts"]
        if code not in self._codes:
            taken = [int(found[1]) for one in (*formats.old, *formats.new) if (found := _FORMAT.search(one))]
            self._codes[code] = max((163, *taken)) + 1
            named = f'<{self._prefix}numFmt numFmtId="{self._codes[code]}" formatCode="{escaped(code, quoted=True)}"/>'
            formats.add(named.encode())
        return self.formatted(style, self._codes[code])

    def format_of(self, style: int) -> int:
        """Give the number of a style's format of numbers; 0 is the one that says nothing."""
        styles = self._lists["cellXfs"]
        found = _FORMAT.search(styles.old[style]) if 0 <= style < len(styles.old) else None
        return int(found[1]) if found else 0

    def own(self, *, bold: bool = False, link: bool = False, fill: str = "", wrap: bool = True) -> int:
        """Give a style of ours: texts in lines, at the top of their cells."""
        p = self._prefix
        marks = f"<{p}b/>" * bold + f"<{p}u/>" * link
        colour = f'<{p}color rgb="{LINK}"/>' if link else ""
        written = f'<{p}font>{marks}<{p}sz val="10"/>{colour}<{p}name val="Arial"/><{p}family val="2"/></{p}font>'
        font = self._lists["fonts"].add(written.encode())
        filled = self._fill(fill) if fill else 0
        wrapped = ' wrapText="1"' * wrap
        facts = f'numFmtId="0" fontId="{font}" fillId="{filled}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"'
        return self._lists["cellXfs"].add(f'<{p}xf {facts}><{p}alignment vertical="top"{wrapped}/></{p}xf>'.encode())

    def write(self) -> None:
        """Put the new entries into the part."""
        for name, found in self._lists.items():
            if not found.new:
                continue
            element = self._found.get(name)
            if element is not None:
                self._extend(element, found)
                continue
            if name == "cellXfs" and "borders" not in self._found:
                self._put("borders", b"".join(self._first("borders")), 1)
            self._put(name, b"".join([*found.old, *found.new]), len(found.old) + len(found.new))

    def _extend(self, element: Element, found: _List) -> None:
        count = str(len(found.old) + len(found.new))
        tag = with_attributes(element.tag, {"count": count}) if b"count" in element.tag else element.tag
        new = b"".join(found.new)
        if element.is_empty:
            name = element.prefix + element.name.encode()
            first = b"".join(found.old)
            self._markup.replace(element.start, element.end, tag[:-2].rstrip() + b">" + first + new + b"</" + name + b">")
            return
        self._markup.replace(element.start, element.opened, tag)
        self._markup.insert(element.closing, new)

    def _put(self, name: str, entries: bytes, count: int) -> None:
        """Make a list that the part does not have, in its place among the others (ECMA-376 part 1, 18.8.39)."""
        behind = _ORDER[_ORDER.index(name) + 1 :]
        followers = [one.start for one in self._found.values() if one.name in behind]
        at = min(followers, default=self._root.closing)
        written = f'<{self._prefix}{name} count="{count}">'.encode() + entries + f"</{self._prefix}{name}>".encode()
        if self._root.is_empty:
            raise ValueError(name)
        self._markup.insert(at, written)

    def _made(self, style: int, values: dict[str, str]) -> int:
        styles = self._lists["cellXfs"]
        every = [*styles.old, *styles.new]
        base = every[style] if 0 <= style < len(every) else every[0]
        tag = base[: _tag_end(base)]
        return styles.add(with_attributes(tag, values) + base[len(tag) :])

    def _fill(self, colour: str) -> int:
        p = self._prefix
        inner = f'<{p}patternFill patternType="solid"><{p}fgColor rgb="{colour}"/><{p}bgColor indexed="64"/></{p}patternFill>'
        return self._lists["fills"].add(f"<{p}fill>{inner}</{p}fill>".encode())

    def _entries(self, name: str) -> list[bytes]:
        element = self._found.get(name)
        found = [self._markup.whole(one) for one in self._markup.children(element)] if element else []
        return found or self._first(name)

    def _first(self, name: str) -> list[bytes]:
        return [one.format(p=self._prefix).encode() for one in _FIRST[name]]


def _tag_end(element: bytes) -> int:
    """Where the first tag of an element ends."""
    quote = 0
    for at, sign in enumerate(element):
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in b"\"'":
            quote = sign
        elif sign == ord(">"):
            return at + 1
    raise ValueError(element)
