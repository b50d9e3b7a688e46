"""A text file looked over before it is read: zero bytes, whether its quotation marks are plain, and bytes that are rare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aktywna.io.reading.encodings import Written, in_ascii

RARE = (b"?", b"\xb9", b"\xc2", b"\xc3", b"\xef")
"""Bytes that lost and spoilt letters hold; what a whole file lacks, nobody looks for in its columns."""

_QUOTE, _NEWLINE, _RETURN = b'"\n\r'


@dataclass
class Scan:
    """What the bytes of a file hold that decides how it is read."""

    zeros: int = 0
    zero_at: int = 0
    """Where in the text the first zero byte is."""
    marks: bool = False
    plain: bool = True
    """Whether every quotation mark opens or closes a whole cell: then the quick reader reads them as we do."""
    breaks: bool = False
    """Whether a line break stands between marks."""
    rare: frozenset[bytes] = frozenset()
    """Which of the bytes `RARE` there are."""


def scan_of(pieces: Iterable[bytes], separator: str) -> Scan:
    """Look over a whole file for zero bytes, quotation marks and bytes that hardly any file holds."""
    scan, read = Scan(), 0
    marks = _Marks(scan, separator)
    absent = list(RARE)
    for piece in pieces:
        absent = [one for one in absent if one not in piece]
        kept = piece
        if b"\0" in piece:
            scan.zero_at = scan.zero_at if scan.zeros else read + piece.index(b"\0")
            scan.zeros += piece.count(b"\0")
            kept = piece.replace(b"\0", b"")  # it is read as if they were not there
        marks.look(kept)
        read += len(piece)
    marks.look(b"\n")
    scan.rare = frozenset(RARE).difference(absent)
    scan.plain = scan.plain and not marks.is_open
    return scan


def line_at(path: Path, written: Written, at: int) -> int:
    """Give the line (from 1) of a place in the text of a file, as `in_ascii` gives it."""
    line = 1
    for piece in in_ascii(path, written):
        before = piece[:at]
        line += before.count(b"\n") or before.count(b"\r")
        at -= len(before)
    return line


class _Marks:
    """The quotation marks of a file, looked at piece by piece."""

    def __init__(self, scan: Scan, separator: str) -> None:
        self.is_open = False
        self._scan = scan
        self._held = b"\n"
        self._beside = np.zeros(256, dtype=np.bool_)
        self._beside[[_QUOTE, _NEWLINE, _RETURN, ord(separator)]] = True

    def look(self, piece: bytes) -> None:
        """Look at a piece; its last byte waits for the one behind it."""
        if not self._scan.plain or not piece:
            return
        if b'"' not in piece and b'"' not in self._held and not self.is_open:
            self._held = piece[-1:]
            return
        around = np.frombuffer(self._held + piece, dtype=np.uint8)
        inner = around[1:-1]
        marks = np.flatnonzero(inner == _QUOTE)
        opening, closing = (marks[self.is_open :: 2], marks[1 - self.is_open :: 2])
        # Positions in `inner` are one less than in `around`.
        if not (self._beside[around[opening]].all() and self._beside[around[closing + 2]].all()):
            self._scan.plain = False
        breaks = np.flatnonzero((inner == _NEWLINE) | (inner == _RETURN))
        if ((np.searchsorted(marks, breaks) + self.is_open) % 2).any():
            self._scan.breaks = True
        self.is_open = bool((len(marks) + self.is_open) % 2)
        self._held = around[-2:].tobytes()
