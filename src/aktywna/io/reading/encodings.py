"""Which encoding a text file is in, decided from all its bytes; and its text in pieces of UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from aktywna.domain.cells.mojibake import MISREADINGS, EncodingName, Misreading
from aktywna.domain.findings.rule import N_
from aktywna.domain.sheets.refusals import WRONG_ENCODING, refused
from aktywna.domain.sheets.text_files import NOT_TEXT
from aktywna.io.reading.byte_counts import HIGH, Costs, costs_of, counted

PIECE = 1 << 20
"""How many bytes are read at once."""

_HEAD = 1 << 16
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLDER = ("cp1250", "iso-8859-2", "cp852")
_NOT_TEXTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
_CONTROLS = bytes(range(1, 9)) + bytes(range(14, 26)) + bytes(range(27, 32)) + b"\x7f"
_MOST_CONTROLS = 0.05
_NULS_OF_UTF16, _NULS_BETWEEN = 0.3, 0.05
_DOUBTFUL = 0.1

_SAID_BY_MARK = N_("its first bytes say so")
_EVERY_SECOND = N_("every second of its bytes is zero")
_ITS_LETTERS = N_("the bytes of its Polish letters are those of this encoding")
_SAME_LETTERS = N_("it holds only such letters as cp1250 and ISO-8859-2 write alike")


@dataclass(frozen=True)
class Written:
    """How a file is written: the encoding of its bytes, and what is known of it."""

    encoding: str
    """As Python calls it."""
    start: int = 0
    """Where the text begins, behind the byte order mark."""
    is_certain: bool = True
    """Whether the whole file is known to be so; else only its head."""
    why: str = ""
    """Why it is not UTF-8: an English sentence marked for translation."""
    misreading: Misreading | None = None
    """How the definition says that its letters were spoilt."""
    rival: str | None = None
    """Another encoding that it may be in, with a different text."""
    doubtful: tuple[int, ...] = ()
    """The bytes that the rival reads otherwise and as well, the most frequent first."""
    doubts: int = 0
    """How many letters they are."""


def encoding_of(path: Path, file: str, declared: EncodingName | None) -> Written:
    """
    Give the encoding of a file: the declared one, the one of its byte order mark, UTF-8, or the one its bytes fit best.

    UTF-8 is judged by the head alone (`is_certain` is False then): whoever reads it on asks `older_encoding_of` where a byte
    is none. Raise `InputRefused` when the file is no text.
    """
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    misreading = MISREADINGS.get(declared or "")
    for mark, encoding in _BOMS:
        # The mark is certain, whatever the definition says; no text in an older encoding begins so.
        if head.startswith(mark):
            why = "" if encoding == "utf-8" or declared == "utf-16" else _SAID_BY_MARK
            return Written(encoding, len(mark), why=why, misreading=misreading)
    if declared == "utf-16":
        return Written("utf-16-be" if _nuls(head, 0) > _nuls(head, 1) else "utf-16-le")
    if declared is not None and misreading is None:
        return Written(declared)
    if head.startswith(_NOT_TEXTS):
        raise refused(NOT_TEXT, file)
    even, odd = _nuls(head, 0), _nuls(head, 1)
    if max(even, odd) >= _NULS_OF_UTF16 and min(even, odd) <= _NULS_BETWEEN:
        return Written("utf-16-le" if odd > even else "utf-16-be", why=_EVERY_SECOND, misreading=misreading)
    if _is_no_text(head):
        raise refused(NOT_TEXT, file)
    written = Written("utf-8", is_certain=False, misreading=misreading)
    return written if _is_utf8(head) else older_encoding_of(path, file, written)


def older_encoding_of(path: Path, file: str, written: Written) -> Written:
    """
    Give the encoding of a file that is not in UTF-8, as all its bytes say.

    Raise `InputRefused`, with the line, when it is UTF-8 but for a few bytes, or when no encoding fits.
    """
    counts = counted(path)
    if counts.utf8 > counts.others:
        raise wrong_encoding(path, file, replace(written, encoding="utf-8"))
    scored = {encoding: costs_of(encoding) for encoding in _OLDER}
    totals = {encoding: int((costs.cost * counts.table).sum()) for encoding, costs in scored.items()}
    best = min(_OLDER, key=lambda encoding: totals[encoding])
    present = counts.present
    if scored[best].impossible[present].any():
        raise wrong_encoding(path, file, replace(written, encoding=best))
    others = [encoding for encoding in _OLDER if encoding != best and _differ(best, encoding, present)]
    found = replace(written, encoding=best, is_certain=True, why=_ITS_LETTERS if _is_told(best, present) else _SAME_LETTERS)
    for rival in sorted(others, key=lambda encoding: totals[encoding]):
        if totals[rival] - totals[best] > abs(totals[best]) / 2:
            break  # it makes half as many Polish letters of the file, or fewer
        doubtful = _doubtful(scored[best], scored[rival], best, rival, counts.table)
        if doubtful is not None:
            letters = np.argsort(-doubtful, kind="stable")[: np.count_nonzero(doubtful)] + HIGH
            return replace(found, rival=rival, doubtful=tuple(letters.tolist()), doubts=int(doubtful.sum()))
    return found


def wrong_encoding(path: Path, file: str, written: Written) -> BaseException:
    """Refuse a file that is not in the encoding it is read in, with the line of the first such letter; to be raised."""
    decoder = codecs.getincrementaldecoder(written.encoding)()
    line = 1
    with path.open("rb") as opened:
        opened.seek(written.start)
        while True:
            piece = opened.read(PIECE)
            try:
                line += decoder.decode(piece, final=not piece).count("\n")
            except UnicodeDecodeError as error:
                line += error.object[: error.start].decode(written.encoding, errors="ignore").count("\n")
                break
            if not piece:
                break
    return refused(WRONG_ENCODING, file, line=line, encoding=shown(written.encoding))


def in_utf8(path: Path, written: Written) -> Iterator[bytes]:
    """Give the text of a file in UTF-8, in pieces of at most `PIECE` bytes; raise UnicodeDecodeError."""
    # No letter of the older encodings takes more than three bytes, nor one of two bytes in UTF-16.
    size = PIECE if written.encoding == "utf-8" else PIECE // 3
    decoder = None if written.encoding == "utf-8" else codecs.getincrementaldecoder(written.encoding)()
    with path.open("rb", buffering=0) as opened:
        opened.seek(written.start)
        while piece := opened.read(size):
            yield decoder.decode(piece).encode() if decoder else piece
        if decoder:
            yield decoder.decode(b"", final=True).encode()


def in_ascii(path: Path, written: Written) -> Iterator[bytes]:
    """Give the bytes of a file so that every ASCII sign is its own byte: all that separators, marks and line ends are."""
    return in_utf8(path, written if written.encoding.startswith("utf-16") else replace(written, encoding="utf-8"))


def shown(encoding: str) -> str:
    """
    Give the name of an encoding as people write it.

    >>> shown("utf-8"), shown("iso-8859-2"), shown("cp1250"), shown("utf-16-le")
    ('UTF-8', 'ISO-8859-2', 'cp1250', 'UTF-16')
    """
    return encoding if encoding.startswith("cp") else encoding.removesuffix("-le").removesuffix("-be").upper()


def _nuls(head: bytes, offset: int) -> float:
    """The share of zeros among every second byte."""
    half = head[offset::2]
    return half.count(0) / len(half) if half else 0.0


def _is_no_text(head: bytes) -> bool:
    strange = len(head) - len(head.translate(None, _CONTROLS))
    return strange > _MOST_CONTROLS * len(head) or (len(head) > 1 and head.count(0) > len(head) / 2)


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < _HEAD)
    except UnicodeDecodeError:
        return False
    return True


def _differ(one: str, other: str, present: np.ndarray[Any, Any]) -> bool:
    bytes_present = bytes((present + HIGH).tolist())
    return bytes_present.decode(one, "replace") != bytes_present.decode(other, "replace")


def _is_told(best: str, present: np.ndarray[Any, Any]) -> bool:
    return any(_differ(best, other, present) for other in ("cp1250", "iso-8859-2") if other != best)


def _doubtful(
    best: Costs, rival: Costs, encoding: str, other: str, table: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any] | None:  # fmt: skip
    """Count, for each byte, the letters that the rival reads otherwise and no worse; nothing when it is no rival."""
    present = np.flatnonzero(table.sum(axis=1))
    if rival.impossible[present].any():
        return None
    strange = [int(table[costs.strange].sum()) for costs in (best, rival)]
    if strange[1] > strange[0] + _DOUBTFUL * table.sum():
        return None
    high = bytes(range(HIGH, 256))
    differs = np.array([one != two for one, two in zip(high.decode(encoding, "replace"), high.decode(other, "replace"), strict=True)])
    doubts: np.ndarray[Any, Any] = (table * ((rival.cost <= best.cost) & differs[:, None])).sum(axis=1)
    return doubts if doubts.any() else None
