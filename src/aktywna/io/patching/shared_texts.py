"""Texts that a workbook keeps once for all its cells, and what is escaped in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.io.patching.tags import Body, NotPlain, Tags, slices
from aktywna.io.reading.markup import Markup

_OPENING = re.compile(rb"<sst(?=[ />])[^>]*>")
_NAMED = re.compile(r"&([^;]*);?")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITY, _CODE, _RETURN = "&", "_x", "\r"


def shared_texts(pieces: Callable[[], Iterable[bytes]], file: str) -> pa.Array:
    """Give the shared texts in their order, shape (texts,), large_string; `pieces` gives the document from its beginning."""
    try:
        return written(_scanned(pieces()))
    except NotPlain:
        walked = _Walk()
        reader = Markup(file, walked.start, walked.end, walked.text)
        for piece in pieces():
            reader.feed(piece)
        reader.close()
        texts = [_CODED.sub(_letter, text) for text in walked.texts]
        return pa.array(texts, type=pa.large_string())


def written(texts: pa.Array) -> pa.Array:
    """Resolve what is escaped in texts as they stand in XML; they must be UTF-8 (`ArrowInvalid`)."""
    whole = texts.cast(pa.large_string())
    for mark in (_ENTITY, _CODE, _RETURN):
        marked = pc.match_substring(whole, mark)
        if not pc.any(marked).as_py():
            continue
        found = whole.filter(marked).to_pylist()
        whole = pc.replace_with_mask(whole, marked, pa.array([_resolved(text, mark) for text in found], type=pa.large_string()))
    return whole


def _resolved(text: str, mark: str) -> str:
    if mark == _ENTITY:
        return _NAMED.sub(_meant, text)
    if mark == _CODE:
        return _CODED.sub(_letter, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _meant(named: re.Match[str]) -> str:
    """Give the letter that an entity stands for; raise `LookupError` for one that XML does not have."""
    name = named[1]
    if name.startswith("#"):
        digits = name.removeprefix("#")
        return chr(int(f"0{digits}", 16) if digits.startswith("x") else int(digits))
    return _MEANT[name]


def _letter(coded: re.Match[str]) -> str:
    """Give the letter that a workbook had to write by its number, as it must with line breaks; a half of a letter stays."""
    letter = chr(int(coded[1], 16))
    return "\n" if letter == "\r" else coded[0] if letter.encode("utf-8", "ignore") == b"" else letter


def _scanned(content: Iterable[bytes]) -> pa.Array:
    parts = [_plain(part) for part in Body(content, _OPENING, b"sst", b"si") if part]
    return pa.concat_arrays(parts) if parts else pa.array([], type=pa.large_binary())


def _plain(part: bytes) -> pa.Array:
    """Give the texts of a part that holds <si><t>one text</t></si> and nothing else."""
    tags = Tags(part)
    whole, left = divmod(len(tags), 4)
    first, second = tags.first[: whole * 4].reshape(-1, 4), tags.second[: whole * 4].reshape(-1, 4)
    if (
        left
        or not (first == np.frombuffer(b"st//", dtype=np.uint8)).all()
        or not (second[:, 2:] == np.frombuffer(b"ts", dtype=np.uint8)).all()
    ):
        raise NotPlain
    texts = np.arange(1, len(tags), 4)
    if not tags.named("t", texts).all() or tags.empty(texts).any():
        raise NotPlain
    return slices(part, tags.closes[texts] + 1, tags.opens[texts + 1])


class _Walk:
    """Shared texts gathered one by one: texts in several fonts are one text, how it is read aloud is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._depth: list[str] = []

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._depth.append(name)
        if name == "si":
            self._parts = []

    def text(self, text: str) -> None:
        if self._depth[-1] == "t" and "rPh" not in self._depth:
            self._parts.append(text)

    def end(self, name: str) -> None:
        self._depth.pop()
        if name == "si":
            self.texts.append("".join(self._parts))
