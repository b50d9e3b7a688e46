"""The records of an XLSB sheet gone over before it is read: where errors and merges are, how far it reaches."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from aktywna.io.reading.errors import Aside
from aktywna.io.reading.outline import targets
from aktywna.io.reading.package import Package

_ROW, _FIRST_CELL, _LAST_CELL, _MERGE = 0, 1, 11, 176
_BLANK, _ERROR, _FORMULA_ERROR = 1, 3, 11
_TAB, _COLUMNS = 156, 60
_ROW_FLAGS, _ROW_UNSEEN, _COLUMN_UNSEEN = 11, 0x10, 0x01
_MORE = 0x80


def sheet_parts(package: Package, book: str) -> dict[str, str]:
    """Give the part of each sheet, by its name."""
    pointed = targets(package, book)
    content = package.read(book)
    found: dict[str, str] = {}
    for kind, start, size in _records(content):
        if kind == _TAB and size > 8:  # noqa: PLR2004 - two numbers stand before the names
            point, rest = _text(content[start + 8 : start + size])
            name, _ = _text(rest)
            if point in pointed:
                found[name] = pointed[point][1]
    return found


def _text(content: bytes) -> tuple[str, bytes]:
    """Read a text with its length before it; give also what stands behind it."""
    (length,) = struct.unpack_from("<I", content)
    end = 4 + 2 * length
    return content[4:end].decode("utf-16-le"), content[end:]


def aside(part: bytes) -> Aside:
    """Give what the records of a sheet say."""
    found = Aside()
    row = 0
    for kind, start, size in _records(part):
        if kind == _ROW and size >= 4:  # noqa: PLR2004
            (row,) = struct.unpack_from("<I", part, start)
            if size > _ROW_FLAGS and part[start + _ROW_FLAGS] & _ROW_UNSEEN:
                found.hides.rows.add(row + 1)
        elif kind == _COLUMNS and size > 16:  # noqa: PLR2004
            if part[start + 16] & _COLUMN_UNSEEN:
                found.hides.columns.append(struct.unpack_from("<II", part, start))
        elif _FIRST_CELL < kind <= _LAST_CELL and size >= 8:  # noqa: PLR2004
            (column,) = struct.unpack_from("<I", part, start)
            is_error = kind in {_ERROR, _FORMULA_ERROR} and size > 8  # noqa: PLR2004
            found.cell(row, column, part[start + 8] if is_error else None)
        elif kind == _MERGE and size >= 16:  # noqa: PLR2004
            first, last, column, end = struct.unpack_from("<IIII", part, start)
            found.merged.append((first + 1, column, last + 1, end))
    return found


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Give the kind of each record, where its body begins and how long it is."""
    place, end = 0, len(part)
    while place + 2 <= end:
        kind = part[place]
        place += 1
        if kind & _MORE:
            kind = (kind & 0x7F) | (part[place] << 7)
            place += 1
        size = shift = 0
        while place < end:
            byte = part[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & _MORE or shift > 21:  # noqa: PLR2004 - a length has at most four bytes
                break
        if place + size > end:
            return
        yield kind, place, size
        place += size
