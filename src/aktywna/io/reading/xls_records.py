"""The records of an XLS file gone over before it is read: is it encrypted, where are errors and merges, how far it reaches."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from aktywna.io.reading.errors import Aside

_BEGIN, _PASSWORD, _SHEET, _MERGES = 0x0809, 0x002F, 0x0085, 0x00E5
_TEXT, _SHARED_TEXT, _RK, _NUMBER, _YES_NO, _FORMULA, _RK_ROW = 0x0204, 0x00FD, 0x027E, 0x0203, 0x0205, 0x0006, 0x00BD
_REACH, _ROW, _COLUMNS = 0x0200, 0x0208, 0x007D
_CELLS = frozenset({_TEXT, _SHARED_TEXT, _RK, _NUMBER, _YES_NO, _FORMULA})
_WORTH = frozenset({*_CELLS, _RK_ROW, _REACH, _ROW, _COLUMNS, _MERGES, _BEGIN, _SHEET, _PASSWORD})
_ERROR_RESULT, _NOT_A_NUMBER = 2, 0xFFFF
_WORKSHEET = 0x0010
_ROW_UNSEEN, _COLUMN_UNSEEN = 0x0020, 0x0001
_FIRST_RECORDS = 64
_FAR = 2**31


def records_locked(content: bytes, file: str) -> bool:  # noqa: ARG001
    """Whether the records of an XLS file are encrypted."""
    stream = _stream(content)
    return any(kind == _PASSWORD for _, (_, kind, _) in zip(range(_FIRST_RECORDS), _records(stream), strict=False))


def asides(content: bytes) -> list[Aside]:
    """
    Give what the records say of each sheet, in the order of the workbook's tabs, then of any part that is no tab's.

    A tab that begins where no sheet does reaches beyond every sheet: its reader would take anything for cells.
    """
    stream = _stream(content)
    order: list[int] = []
    by_place: dict[int, Aside] = {}
    current = Aside()
    for place, kind, body in _records(stream):
        if kind == _BEGIN:
            current = by_place.setdefault(place, Aside())
        elif kind == _SHEET:
            order.append(struct.unpack_from("<I", body)[0])
        elif kind == _RK_ROW:
            row, first = struct.unpack_from("<HH", body)
            current.cell(row, first)
            # The reader goes by the length of the record, whatever column it says it ends in.
            current.cell(row, max(first + len(body) // 6, struct.unpack_from("<H", body, len(body) - 2)[0]))
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", body)
            current.cell(row, column, _error(kind, body))
        else:
            _beside(current, kind, body)
    told = [by_place.get(place) or _nowhere() for place in order]
    return told + [aside for place, aside in by_place.items() if place not in order]


def _nowhere() -> Aside:
    aside = Aside()
    aside.reach(_FAR, 0)
    return aside


def _beside(sheet: Aside, kind: int, body: bytes) -> None:
    """Take note of what is no cell: how far the sheet reaches, what it merges, which rows and columns it hides."""
    if kind == _MERGES:
        sheet.merged += _merges(body)
    elif kind == _REACH and len(body) >= 12:  # noqa: PLR2004
        sheet.reach(*struct.unpack_from("<4xI2xH", body))
    elif kind == _REACH and len(body) >= 8:  # noqa: PLR2004 - as older files write it, and as the reader takes it of any file
        sheet.reach(*struct.unpack_from("<2xH2xH", body))
    elif kind == _ROW and len(body) >= 14 and struct.unpack_from("<H", body, 12)[0] & _ROW_UNSEEN:  # noqa: PLR2004
        sheet.hides.rows.add(struct.unpack_from("<H", body)[0] + 1)
    elif kind == _COLUMNS and len(body) >= 10 and struct.unpack_from("<H", body, 8)[0] & _COLUMN_UNSEEN:  # noqa: PLR2004
        sheet.hides.columns.append(struct.unpack_from("<HH", body))


def _error(kind: int, body: bytes) -> int | None:
    if kind == _YES_NO and len(body) >= 8 and body[7]:  # noqa: PLR2004 - value and kind stand behind the address
        return body[6]
    is_formula = kind == _FORMULA and len(body) >= 14  # noqa: PLR2004
    if is_formula and struct.unpack_from("<H", body, 12)[0] == _NOT_A_NUMBER and body[6] == _ERROR_RESULT:
        return body[8]
    return None


def _merges(body: bytes) -> Iterator[tuple[int, int, int, int]]:
    (count,) = struct.unpack_from("<H", body)
    for row, last, column, end in struct.iter_unpack("<HHHH", body[2 : 2 + 8 * count]):
        yield row + 1, column, last + 1, end


def _stream(content: bytes) -> bytes:
    """Give the stream of records; nothing when there is none or the file is damaged."""
    import olefile  # noqa: PLC0415 - for old workbooks alone

    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    found: bytes = ole.openstream(name).read()
                    return found
    except Exception:  # noqa: BLE001 - it raises whatever a damaged file makes of it
        return b""
    return b""


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Give the records that matter: where each stands, its kind and its body."""
    place, end = 0, len(stream) - 4
    while place <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind in _WORTH:
            body = stream[place + 4 : place + 4 + size]
            # What is shorter than an address is no cell.
            if len(body) >= 4:  # noqa: PLR2004
                yield place, kind, body
        place += 4 + size
