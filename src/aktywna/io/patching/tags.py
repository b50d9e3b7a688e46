"""The tags of a large XML document, found with arithmetic on bytes a million at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from aktywna.io.patching.raw_cells import Marks

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]

_OTHER_ENCODING = re.compile(rb"""^(\xef\xbb\xbf)?<\?xml[^>]*?encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_LONGEST_HEAD = 4_000_000
_AFTER = 64


class NotPlain(Exception):  # noqa: N818 - an answer, not a failure
    """A document is written in another way than spreadsheet programs write it."""


class Body:
    """
    What a document's one large element holds, in parts that end where an element inside it ends.

    `opening` is its tag, `name` its name, `inner` the name of the elements inside. `head` and `tail` are what
    stands before and behind it, once all parts were taken. Raise `NotPlain` where the document declares anything or is not in UTF-8.
    """

    def __init__(self, pieces: Iterable[bytes], opening: re.Pattern[bytes], name: bytes, inner: bytes) -> None:
        self.head = self.tail = b""
        self._pieces = iter(pieces)
        self._opening, self._end, self._cut = opening, b"</" + name, b"</" + inner + b">"

    def __iter__(self) -> Iterator[bytes]:
        rest = self._after_head()
        while True:
            end = rest.find(self._end)
            if end >= 0:
                yield rest[:end]
                self.tail = rest[end:] + b"".join(self._pieces)
                return
            cut = rest.rfind(self._cut)
            if cut >= 0:
                cut += len(self._cut)
                yield rest[:cut]
                rest = rest[cut:]
            more = next(self._pieces, None)
            if more is None:
                raise NotPlain
            rest += more

    def _after_head(self) -> bytes:
        head = b""
        for piece in self._pieces:
            head += piece
            opened = self._opening.search(head)
            before = head[: opened.start()] if opened else head
            if _OTHER_ENCODING.match(before) or b"<!" in before or len(before) > _LONGEST_HEAD:
                raise NotPlain
            if opened:
                self.head = before
                return self._end + head[opened.end() :] if opened[0].endswith(b"/>") else head[opened.end() :]
        raise NotPlain


class Tags:
    """The tags of a piece of XML: where they open and close, and the two letters after `<`."""

    def __init__(self, content: bytes) -> None:
        # The letters behind the last tag are looked at, so there must be some.
        self.text: Bytes = np.frombuffer(content + bytes(_AFTER), dtype=np.uint8)
        self.opens: Places = np.flatnonzero(self.text == ord("<"))
        self.closes: Places = np.flatnonzero(self.text == ord(">"))
        if len(self.opens) != len(self.closes) or (self.opens > self.closes).any() or (self.closes[:-1] > self.opens[1:]).any():
            raise NotPlain
        self.first: Bytes = self.text[self.opens + 1]
        self.second: Bytes = self.text[self.opens + 2]
        if (self.first == ord("!")).any() or (self.first == ord("?")).any():
            raise NotPlain

    def __len__(self) -> int:
        return len(self.opens)

    def named(self, letter: str, at: Places | None = None) -> Marks:
        """Whether tags open an element whose name is one letter; those at `at`, else all."""
        first, second = (self.first, self.second) if at is None else (self.first[at], self.second[at])
        named: Marks = (first == ord(letter)) & ((second == ord(" ")) | (second == ord(">")) | (second == ord("/")))
        return named

    def empty(self, at: Places) -> Marks:
        """Whether tags close themselves."""
        empty: Marks = self.text[self.closes[at] - 1] == ord("/")
        return empty


def slices(content: bytes, starts: Places, ends: Places) -> pa.Array:
    """Give the texts between pairs of places as one array, shape (texts,)."""
    offsets = np.empty(2 * len(starts) + 1, dtype=np.int64)
    offsets[0:-1:2], offsets[1::2] = starts, ends
    offsets[-1] = ends[-1] if len(ends) else 0
    every = pa.Array.from_buffers(pa.large_binary(), 2 * len(starts), [None, pa.py_buffer(offsets), pa.py_buffer(content)])
    return every.take(pa.array(np.arange(0, 2 * len(starts), 2)))
