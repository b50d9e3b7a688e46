"""A zip package looked into before anything in it is read: how many parts, how large, how honest."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from aktywna.domain.sheets.refusals import DAMAGED, ENCRYPTED, refused
from aktywna.io.reading.limits import ENTRIES, EXPANSION, UNPACKED, Limits, over, within

_PIECE = 1 << 20
_END, _END_SIZE, _COMMENT = b"PK\5\6", 22, 1 << 16
_LOCKED = 0x1
# A name of a part, its sizes and times take up to this many bytes in the list of parts.
_LISTED = 400
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error, KeyError, RuntimeError)
"""What reading a broken package raises."""


class Package:
    """The parts of an office file. Raise `InputRefused` when it is damaged or over a limit."""

    def __init__(self, content: BinaryIO, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        _few_entries(content, file, limits)
        try:
            self._zip = zipfile.ZipFile(content)
            entries = self._zip.infolist()
        except FAULTS as error:
            raise refused(DAMAGED, file) from error
        self._parts = {_name(entry.filename): entry for entry in entries}
        self._names = {_name(entry.filename): entry.filename for entry in entries}
        within(file, ENTRIES, len(entries), limits.entries)
        within(file, UNPACKED, sum(entry.file_size for entry in entries), limits.unpacked)
        for entry in entries:
            grown = entry.file_size // max(entry.compress_size, 1)
            if grown > limits.expansion and entry.file_size > limits.grown:
                raise over(file, EXPANSION, grown, limits.expansion)
            if entry.flag_bits & _LOCKED:
                raise refused(ENCRYPTED, file)

    def __contains__(self, part: str) -> bool:
        return _name(part) in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, as written."""
        return tuple(self._names.values())

    def size(self, part: str) -> int:
        """Give how many bytes a part has when unpacked."""
        return self._parts[_name(part)].file_size

    def read(self, part: str) -> bytes:
        """Give a part whole; raise `InputRefused` when it is missing or damaged."""
        return b"".join(self.pieces(part))

    def pieces(self, part: str) -> Iterator[bytes]:
        """Give a part piece by piece, never more than it declares."""
        entry = self._parts.get(_name(part))
        if entry is None:
            raise refused(DAMAGED, self.file)
        try:
            with self._zip.open(entry) as opened:
                while piece := opened.read(_PIECE):
                    yield piece
        except FAULTS as error:
            raise refused(DAMAGED, self.file) from error

    def honest(self) -> bytes:
        """Give the package packed anew, for readers that trust what a package declares."""
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w") as packed:
            for name, written in self._names.items():
                packed.writestr(written, self.read(name))
        return copy.getvalue()


def _name(part: str) -> str:
    """Give a name of a part as it is compared: some programs write it with a backslash or in capitals."""
    return part.replace("\\", "/").lstrip("/").lower()


def _few_entries(content: BinaryIO, file: str, limits: Limits) -> None:
    """Raise when the list of parts is too long, before it is read."""
    size = content.seek(0, 2)
    content.seek(max(0, size - _END_SIZE - _COMMENT))
    tail = content.read()
    at = tail.rfind(_END)
    content.seek(0)
    if at < 0 or len(tail) < at + _END_SIZE:
        raise refused(DAMAGED, file)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    within(file, ENTRIES, count, limits.entries)
    within(file, ENTRIES, length // _LISTED, limits.entries)
