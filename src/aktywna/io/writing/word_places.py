"""Places of a Word file where a person writes: content controls, and what is read back from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zlib import crc32

from aktywna.domain.grid import Narrative
from aktywna.io.reading.limits import DEFAULT
from aktywna.io.reading.markup import Markup
from aktywna.io.reading.package import Package
from aktywna.io.writing.narrative import RANGE, shown
from aktywna.io.writing.word_text import paragraph, run, safe

_MAIN = "word/document.xml"
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_READ = frozenset({"sdt", "tag", "t", "r", "p", *_SIGNS})
"""Elements that a place, a paragraph or its text is read from: a third of a document."""


def in_word(place: Narrative) -> str:
    """Give a place as a content control, which moves with its text and is not deleted by accident; a paragraph for each of the text's."""
    hint = "" if place.text else "<w:showingPlcHdr/>"
    looks = "" if place.text else '<w:rStyle w:val="PlaceholderText"/>'
    paragraphs = "".join(paragraph(run(one, looks)) for one in shown(place).split("\n\n"))
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{safe(place.name)}"/><w:tag w:val="{RANGE}{safe(place.name)}"/>'
        f'<w:id w:val="{crc32(place.name.encode()) >> 1}"/><w:lock w:val="sdtLocked"/>{hint}</w:sdtPr>'
        f"<w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
    )


def texts_in_word(content: bytes) -> Iterator[tuple[str, str]]:
    """Give the texts of a file's places: name, paragraphs with an empty line between them. Raise `InputRefused` for no such file."""
    for name, paragraphs in _read(content).places.items():
        yield name, "\n\n".join(paragraphs)


def rest_of_word(content: bytes) -> str:
    """Give what all texts of a file besides those in its places are known by."""
    return hashlib.sha256(repr(_read(content).rest).encode()).hexdigest()


def _read(content: bytes) -> _Reader:
    package = Package(BytesIO(content), "docx", DEFAULT)
    reader = _Reader()
    markup = Markup("docx", reader.start, reader.end, reader.text, only=_READ)
    for piece in package.pieces(_MAIN):
        markup.feed(piece)
    markup.close()
    return reader


class _Reader:
    """Gathers the paragraphs of a document: those of each place, and the rest."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {}
        self.rest: list[str] = []
        self._controls: list[str] = []
        """The content controls that are open: the names of places, empty texts for others."""
        self._words: list[str] = []
        self._is_text = self._is_run = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sdt":
            self._controls.append("")
        elif name == "tag" and self._controls and attributes.get("val", "").startswith(RANGE):
            self._controls[-1] = attributes["val"].removeprefix(RANGE)
            self.places.setdefault(self._controls[-1], [])
        elif name == "t":
            self._is_text = True
        elif name == "r":
            self._is_run = True
        elif name in _SIGNS and self._is_run:
            # Outside runs `tab` is a place where tabs stop.
            self._words.append(_SIGNS[name])

    def text(self, text: str) -> None:
        if self._is_text:
            self._words.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "r":
            self._is_run = False
        elif name == "sdt":
            self._controls.pop()
        elif name == "p":
            said, self._words = "".join(self._words), []
            place = next(filter(None, reversed(self._controls)), "")
            if place:
                self.places[place].append(said)
            elif said.strip():
                self.rest.append(said)
