"""An office file while it is changed: its parts, what they point at, and what kind each of them is."""

from __future__ import annotations

import posixpath
import re
from io import BytesIO

from aktywna.io.patching.spans import Element, Spanned, escaped
from aktywna.io.patching.zip_parts import repacked
from aktywna.io.reading.limits import DEFAULT
from aktywna.io.reading.markup import elements, resolved
from aktywna.io.reading.outline import main_part, targets
from aktywna.io.reading.package import Package

_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LISTED = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_NUMBERED = re.compile(r"\d+$")


class Parts:
    """
    The parts of a workbook; `content` gives it with its changes, every part that nobody changed byte for byte.

    Raise `InputRefused` when the package is damaged, over a limit or no workbook.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self.package = Package(BytesIO(content), file, DEFAULT)
        self.book = main_part(self.package)
        self._content = content
        self._exact = {_compared(name): name for name in self.package.names}
        self._open: dict[str, Spanned] = {}
        self._added: dict[str, bytes] = {}
        self._links: dict[str, list[tuple[str, str, str]]] = {}
        self._kinds: list[tuple[str, str]] = []
        self._endings: dict[str, str] = {}
        self._removed: set[str] = set()
        self.blocks: set[int] = set()
        """Blocks of numbers that new shapes have taken."""

    def open(self, part: str) -> Spanned:
        """Give a part to be read and changed: the same one each time."""
        if part not in self._open:
            self._open[part] = Spanned(self.package.read(part))
        return self._open[part]

    def add(self, part: str, content: bytes, kind: str = "") -> None:
        """Put a new part into the package; `kind` is its content type, where its ending does not say it."""
        self._added[part] = _HEAD + content
        if kind:
            self._kinds.append((part, kind))

    def remove(self, part: str) -> None:
        """Take a part out of the package, with what the workbook says of it."""
        self._removed.add(self._exact[_compared(part)])
        listed = self.open(_rels(self.book))
        for pointer in listed.children(listed.root):
            if resolved(self.book, pointer.attributes.get("Target", "")) == part:
                listed.replace(pointer.start, pointer.end, b"")
        kinds = self.open(_TYPES)
        for kind in kinds.children(kinds.root):
            if _compared(kind.attributes.get("PartName", "")) == _compared(part):
                kinds.replace(kind.start, kind.end, b"")

    def ending(self, ending: str, kind: str) -> None:
        """Say of what content type parts with an ending are."""
        self._endings[ending] = kind

    def free(self, pattern: str) -> str:
        """Give a name for a new part: `pattern` with the first number that no part has."""
        number = 1
        while pattern.format(number) in self._added or pattern.format(number) in self.package:
            number += 1
        return pattern.format(number)

    def targets(self, part: str, kind: str) -> dict[str, str]:
        """Give the parts of a kind that a part points at, by id."""
        return {name: target for name, (of, target) in targets(self.package, part).items() if of == kind and target in self.package}

    def link(self, part: str, kind: str, target: str) -> str:
        """Make a part point at another; give the id of the pointer. `kind` is a word, or the whole name of a kind."""
        mine = self._links.setdefault(part, [])
        taken = {*targets(self.package, part), *self._ids(part), *(name for name, _kind, _target in mine)}
        numbers = [int(found[0]) for name in taken if (found := _NUMBERED.search(name)) and len(found[0]) < 9]  # noqa: PLR2004
        name = f"rId{max(numbers, default=0) + 1}"
        where = posixpath.relpath(target, posixpath.dirname(part) or ".")
        mine.append((name, kind if "/" in kind else f"{self.links}/{kind}", where))
        return name

    def pointing(self, root: Element, name: str) -> str:
        """Give the attribute that points at `name`, in the way that the part of `root` writes such attributes."""
        bound = (key[6:] for key, value in root.attributes.items() if key.startswith("xmlns:") and value == self.links)
        prefix = next(bound, "")
        return f'{prefix}:id="{name}"' if prefix else f'xmlns:r="{self.links}" r:id="{name}"'

    @property
    def links(self) -> str:
        """What the names of kinds of pointers begin with: Strict Open XML has its own."""
        for _name, attributes in elements(self.package.read(_rels(self.book)), self.file):
            kind = attributes.get("Type", "")
            if kind.endswith("/worksheet"):
                return kind.rpartition("/")[0]
        return _LINKS

    def content(self) -> bytes:
        """Give the package with its changes."""
        for part, links in self._links.items():
            self._write_links(part, links)
        if self._kinds or self._endings:
            self._write_kinds()
        changed = {self._exact[_compared(part)]: markup.content() for part, markup in self._open.items() if markup.is_changed}
        if not changed and not self._added and not self._removed:
            return self._content
        return repacked(self._content, self.file, changed, self._added, self._removed)

    def _ids(self, part: str) -> set[str]:
        """The ids of all pointers of a part, those out of the package among them."""
        listed = _rels(part)
        if listed not in self.package:
            return set()
        return {attributes.get("Id", "") for _name, attributes in elements(self.package.read(listed), self.file)}

    def _write_links(self, part: str, links: list[tuple[str, str, str]]) -> None:
        listed = _rels(part)
        pointers = [f'Relationship Id="{name}" Type="{kind}" Target="{escaped(target, quoted=True)}"' for name, kind, target in links]
        if listed in self.package:
            markup = self.open(listed)
            root = markup.root
            markup.append(root, b"".join(b"<" + root.prefix + one.encode() + b"/>" for one in pointers))
        else:
            whole = "".join(f"<{one}/>" for one in pointers)
            self._added[listed] = _HEAD + f'<Relationships xmlns="{_LISTED}">{whole}</Relationships>'.encode()

    def _write_kinds(self) -> None:
        markup = self.open(_TYPES)
        root = markup.root
        known = {one.attributes.get("Extension", "").lower() for one in markup.children(root)}
        new = [f'Default Extension="{ending}" ContentType="{kind}"' for ending, kind in self._endings.items() if ending not in known]
        new += [f'Override PartName="/{escaped(part, quoted=True)}" ContentType="{kind}"' for part, kind in self._kinds]
        markup.append(root, b"".join(b"<" + root.prefix + one.encode() + b"/>" for one in new))


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _compared(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
