"""XML changed at exact places: where its elements stand, to the byte, so that everything between the changes stays."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_REST = rb"(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
# What begins with `?` is no element.
_TAG = re.compile(rb"<((?:[^\s<>/:=?]+:)?)([^\s<>/:=?]+)" + _REST)
_ATTRIBUTE = re.compile(rb"([^\s=<>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']""")
_NAMED = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|[a-z]+);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Element:
    """
    Where an element stands: `start` and `end` of all of it, `opened` where its first tag ends, `closing` where its last begins.

    Of an element that closes itself `opened`, `closing` and `end` are one place. `prefix` holds its colon, `name` does not.
    """

    start: int
    opened: int
    closing: int
    end: int
    prefix: bytes
    name: str
    tag: bytes

    @property
    def is_empty(self) -> bool:
        """Whether it closes itself."""
        return self.tag.endswith(b"/>")

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes as they are written, prefixes and all."""
        return {found[1].decode(): plain(found[2] if found[2] is not None else found[3]) for found in _ATTRIBUTE.finditer(self.tag)}

    def namespace(self) -> str:
        """Give the namespace that it declares for itself, an empty text when it declares none."""
        name = f"xmlns:{self.prefix[:-1].decode()}" if self.prefix else "xmlns"
        return self.attributes.get(name, "")


class Spanned:
    """
    A part's XML, read and changed at places of `text`, which is UTF-8; `content` gives it in its own encoding again.

    `bare` is `text` with comments and marked sections blanked: every `<` in it begins a tag.
    """

    def __init__(self, content: bytes) -> None:
        self._mark, self._encoding = _encoding_of(content)
        body = content[len(self._mark) :]
        self.text = body if self._encoding == "utf-8" else body.decode(self._encoding).encode()
        has_asides = b"<!" in self.text or self.text.count(b"<?") > 1
        self.bare = _ASIDE.sub(lambda found: b" " * len(found[0]), self.text) if has_asides else self.text
        self._edits: list[tuple[int, int, bytes]] = []

    @property
    def root(self) -> Element:
        """The outermost element; raise ValueError when there is none."""
        return next(self.elements(0, len(self.bare)))

    def children(self, parent: Element) -> list[Element]:
        """Give the elements right inside another."""
        return list(self.elements(parent.opened, parent.closing))

    def elements(self, start: int, end: int) -> Iterator[Element]:
        """Give the elements between two places, those inside them left out; raise ValueError where one is not closed."""
        at = start
        while found := _TAG.search(self.bare, at, end):
            element = self.element(found)
            yield element
            at = element.end

    def element(self, found: re.Match[bytes]) -> Element:
        """Give the element that a tag opens; groups 1 and 2 of `found` are its prefix and its name."""
        prefix, name, tag = found[1], found[2].decode(), found[0]
        if tag.endswith(b"/>"):
            return Element(found.start(), found.end(), found.end(), found.end(), prefix, name, tag)
        depth = 1
        # An element that holds none of its own name ends at the first tag that closes it.
        closing = self.bare.find(b"</" + prefix + found[2], found.end())
        whole = _tags_named(prefix + found[2]).match(self.bare, closing) if closing >= 0 else None
        if whole and self.bare.find(b"<" + prefix + found[2], found.end(), closing) < 0:
            return Element(found.start(), found.end(), whole.start(), whole.end(), prefix, name, tag)
        for other in _tags_named(prefix + found[2]).finditer(self.bare, found.end()):
            depth += -1 if other[1] else not other[0].endswith(b"/>")
            if not depth:
                return Element(found.start(), found.end(), other.start(), other.end(), prefix, name, tag)
        raise ValueError(name)

    def child(self, parent: Element, name: str) -> Element | None:
        """Give the first element of a name right inside another."""
        return next((one for one in self.elements(parent.opened, parent.closing) if one.name == name), None)

    def inner(self, element: Element) -> bytes:
        """Give what stands inside an element, as it is written."""
        return self.text[element.opened : element.closing]

    def whole(self, element: Element) -> bytes:
        """Give an element as it is written."""
        return self.text[element.start : element.end]

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put `new` between two places of `text`; changes must not overlap."""
        self._edits.append((start, end, new))

    def insert(self, at: int, new: bytes) -> None:
        """Put `new` at a place of `text`, behind what was put there before."""
        self._edits.append((at, at, new))

    def append(self, parent: Element, new: bytes) -> None:
        """Put `new` last inside an element."""
        if parent.is_empty:
            opened = parent.tag[:-2].rstrip()
            self.replace(parent.start, parent.end, opened + b">" + new + b"</" + parent.prefix + parent.name.encode() + b">")
        else:
            self.insert(parent.closing, new)

    def set_attributes(self, element: Element, values: Mapping[str, str]) -> None:
        """Give an element attributes, new or in place of old ones."""
        self.replace(element.start, element.opened, with_attributes(element.tag, values))

    @property
    def is_changed(self) -> bool:
        """Whether anything was changed."""
        return bool(self._edits)

    def content(self) -> bytes:
        """Give the part with its changes, in its own encoding; a letter that the encoding lacks is written by its number."""
        pieces, at = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            pieces += [self.text[at:start], new]
            at = end
        text = b"".join((*pieces, self.text[at:]))
        return self._mark + (text if self._encoding == "utf-8" else text.decode().encode(self._encoding, "xmlcharrefreplace"))


def with_attributes(tag: bytes, values: Mapping[str, str]) -> bytes:
    """
    Give a tag with attributes, in place of old ones or behind the others.

    >>> with_attributes(b'<c r="A1" s="3"/>', {"s": "7", "t": "n"})
    b'<c r="A1" s="7" t="n"/>'
    """
    for name, value in values.items():
        written = f'{name}="{escaped(value, quoted=True)}"'.encode()
        old = next((found for found in _ATTRIBUTE.finditer(tag) if found[1] == name.encode()), None)
        if old is not None:
            tag = tag[: old.start()] + written + tag[old.end() :]
        else:
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:end].rstrip() + b" " + written + tag[end:]
    return tag


def without_attribute(tag: bytes, name: str) -> bytes:
    """
    Give a tag without an attribute.

    >>> without_attribute(b'<c r="A1" t="s">', "t")
    b'<c r="A1">'
    """
    old = next((found for found in _ATTRIBUTE.finditer(tag) if found[1] == name.encode()), None)
    return tag if old is None else tag[: old.start()].rstrip() + tag[old.end() :]


def escaped(text: str, *, quoted: bool = False) -> str:
    """Give a text as XML of a workbook holds it; signs that XML cannot hold are left out."""
    clean = _CODED.sub("_x005F_", _NEVER.sub("", text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return clean.replace('"', "&quot;").replace("\n", "&#10;") if quoted else clean


def plain(written: bytes) -> str:
    """Give a text of XML with its entities resolved; one that nobody knows stays."""
    return _NAMED.sub(_letter, written.decode()) if b"&" in written else written.decode()


@lru_cache(maxsize=256)
def _tags_named(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(/?)" + re.escape(name) + rb"(?=[\s/>])" + _REST)


def _letter(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#"):
        return chr(int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:]))
    return _MEANT.get(name, found[0])


def _encoding_of(content: bytes) -> tuple[bytes, str]:
    """Give the byte order mark of a part, and its encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    if content[:2] in {b"<\0", b"\0<"}:
        return b"", "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    declared = _DECLARED.match(content.lstrip())
    name = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
    return b"", name
