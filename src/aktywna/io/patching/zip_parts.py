"""A zip package with some of its parts replaced: every other entry is copied as it stands, compressed bytes and all."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from aktywna.domain.sheets.refusals import DAMAGED, refused
from aktywna.io.reading.package import FAULTS

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_LISTED = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_LOCAL_MARK, _LISTED_MARK, _END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_UTF8_NAME, _STORED, _DEFLATED = 0x800, 0, 8
_LARGE = 0xFFFFFFFF
_FIRST_DAY = 0x0021
"""1 January 1980, the first day that a zip knows: what is added has no day of its own."""
_OFFSET_AT = _LISTED.size - 4


@dataclass(frozen=True)
class _Entry:
    """One entry: its record in the list of parts, and all bytes from its header to the next one's."""

    listed: bytes
    name: str
    body: memoryview


def repacked(content: bytes, file: str, changed: Mapping[str, bytes], added: Mapping[str, bytes], removed: Collection[str] = ()) -> bytes:
    """
    Give the package `content` with the parts `changed` (by their exact names) replaced, `removed` ones left out and `added` ones behind.

    The other entries keep their bytes, their order and their compression. Raise `InputRefused` when the package is damaged.
    """
    try:
        every, comment = _entries(content)
    except FAULTS as error:
        raise refused(DAMAGED, file) from error
    entries = [entry for entry in every if entry.name not in removed]
    # Of two entries of one name the last one is read.
    last = {entry.name: entry for entry in entries}
    body, listed = BytesIO(), BytesIO()
    for entry in entries:
        at = body.tell()
        if entry.name in changed and entry is last[entry.name]:
            local, record = _made(entry.listed, changed[entry.name], at)
            body.write(local)
            listed.write(record)
        else:
            body.write(entry.body)
            listed.write(entry.listed[:_OFFSET_AT] + struct.pack("<L", at) + entry.listed[_LISTED.size :])
    for name, part in added.items():
        local, record = _made(_blank(name), part, body.tell())
        body.write(local)
        listed.write(record)
    count, size = len(entries) + len(added), listed.tell()
    end = _END.pack(_END_MARK, 0, 0, count, count, size, body.tell(), len(comment)) + comment
    return b"".join((body.getvalue(), listed.getvalue(), end))


def _entries(content: bytes) -> tuple[list[_Entry], bytes]:
    """Give the entries in the order of the list of parts, and the package's comment."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        infos, start, comment = package.infolist(), package.start_dir, package.comment
    bounds = [*sorted({info.header_offset for info in infos}), start]
    ends = dict(pairwise(bounds))
    view = memoryview(content)
    entries = []
    for info, listed in zip(infos, _records(content, start), strict=False):
        if struct.unpack_from("<L", listed, _OFFSET_AT)[0] == _LARGE:
            raise zipfile.BadZipFile(info.filename)
        entries.append(_Entry(listed, info.filename, view[info.header_offset : ends[info.header_offset]]))
    if len(entries) != len(infos):
        raise zipfile.BadZipFile
    return entries, comment


def _records(content: bytes, start: int) -> Iterator[bytes]:
    at = start
    while content[at : at + 4] == _LISTED_MARK:
        lengths = struct.unpack_from("<HHH", content, at + 28)
        size = _LISTED.size + sum(lengths)
        yield content[at : at + size]
        at += size


def _made(listed: bytes, part: bytes, at: int) -> tuple[bytes, bytes]:
    """Give a new entry of what is known of the old one, and its record in the list of parts."""
    _mark, maker, _needed, flags, method, time, day, _crc, _packed, _size, length, *_rest, inner, outer, _at = _LISTED.unpack_from(listed)
    name = listed[_LISTED.size : _LISTED.size + length]
    flags &= _UTF8_NAME
    method = _STORED if method == _STORED else _DEFLATED
    packed = part
    if method == _DEFLATED:
        squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = squeeze.compress(part) + squeeze.flush()
    facts = (flags, method, time, day, zlib.crc32(part), len(packed), len(part), len(name), 0)
    local = _LOCAL.pack(_LOCAL_MARK, 20, *facts[:-1], 0) + name + packed
    record = _LISTED.pack(_LISTED_MARK, maker, 20, *facts, 0, 0, inner, outer, at) + name
    return local, record


def _blank(name: str) -> bytes:
    """Give the record of a part that was not there."""
    flags = 0 if name.isascii() else _UTF8_NAME
    written = name.encode()
    return _LISTED.pack(_LISTED_MARK, 20, 20, flags, _DEFLATED, 0, _FIRST_DAY, 0, 0, 0, len(written), 0, 0, 0, 0, 0, 0) + written
