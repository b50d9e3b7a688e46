"""How telephone numbers and e-mail addresses are read: as text, told apart from what is neither."""

from __future__ import annotations

import re

import numpy as np

from aktywna.domain.cells.column import Reading, Written
from aktywna.domain.cells.mending import Mended, read_mended
from aktywna.domain.cells.repaired import PHONE_MENDED
from aktywna.domain.cells.texts import Bools, Bytes, Numbers, Texts, marked

_DECIMALS = re.compile(r"([0-9]{7,})[.,]0+")
_EXPONENT = re.compile(r"[0-9][.,][0-9]+e\+?[0-9]{1,2}", re.IGNORECASE)
_FEWEST_DIGITS = 7
_ADDRESS = re.compile(r"[^@\s,;|<>()\"]+@[^@\s,;|<>()\".]+(?:\.[^@\s,;|<>()\".]+)+")
_APART = re.compile(r"[\s,;|/]+")

_AT, _DOT = b"@."
_FORBIDDEN = np.zeros(256, dtype=np.bool_)
_FORBIDDEN[[*range(ord(" ") + 1), *b',;|<>()"/', 0xC2, 0xE1, 0xE2, 0xE3]] = True
"""Bytes that do not occur in one address; the last ones begin spaces of several bytes."""
_NEAR = ((0, 0x2C), (0x2F, 0x2F), (0x3B, 0x3E), (0x7C, 0xFF))
"""Ranges that hold all of those and few others."""
_SHORTEST = 6
_ENDINGS = (3, 4, 5, 8)
"""Where the last point stands from the end: `.pl`, `.com`, `.info`, `.example`."""
_DIGIT, _BETWEEN, _OTHER = 1, 2, 0
_PHONE_BYTES = np.zeros(256, dtype=np.uint8)
_PHONE_BYTES[[*b" +()/-"]] = _BETWEEN
_PHONE_BYTES[48:58] = _DIGIT


def read_phones(written: Written) -> Reading:
    """Read a column of telephone numbers, kept as they were written; what a number added is taken off, and said. Str."""
    return read_mended(written, marked(written.cells, _plain_phones), _phone, PHONE_MENDED)


def read_emails(written: Written) -> Reading:
    """Read a column of e-mail addresses, one or several in a cell, kept as they were written; str."""
    return read_mended(written, marked(written.cells, _plain_addresses), _email, PHONE_MENDED)


def phone(text: str) -> str | None:
    """
    Give a telephone number as text; nothing when it is not one.

    >>> phone("48784535133.0"), phone("+48 000 000 000"), phone("4,88E+10"), phone("nie ma")
    ('48784535133', '+48 000 000 000', None, None)
    """
    if found := _DECIMALS.fullmatch(text):
        return found[1]
    if _EXPONENT.fullmatch(text):
        return None
    return text if sum(letter in "0123456789" for letter in text) >= _FEWEST_DIGITS else None


def is_email(text: str) -> bool:
    """
    Whether a text has the shape of an e-mail address, or of several.

    >>> is_email("a.b@poczta.example"), is_email("a@x.example; b@x.example"), is_email("a@poczta"), is_email("a b@x.example")
    (True, True, False, False)
    """
    parts = [part for part in _APART.split(text) if part]
    return bool(parts) and all(_ADDRESS.fullmatch(part) for part in parts)


def _phone(word: str, _is_number: bool) -> Mended | None:  # noqa: FBT001 - how the cell was stored
    number = phone(word)
    return Mended(number, number != word) if number is not None else None


def _email(word: str, _is_number: bool) -> Mended | None:  # noqa: FBT001 - how the cell was stored
    return Mended(word) if is_email(word) else None


def _plain_phones(texts: Texts) -> Bools:
    """Whether each cell is a number at first sight: enough digits, and nothing but what stands between them."""
    if texts.all_digits:
        enough: Bools = texts.lengths >= _FEWEST_DIGITS
        return enough
    kinds = _PHONE_BYTES[texts.used]
    plain: Bools = (_counted(texts, kinds == _DIGIT) >= _FEWEST_DIGITS) & (_counted(texts, kinds == _OTHER) == 0)
    return plain


def _counted(texts: Texts, marks: Bools) -> Numbers:
    """Count the marked bytes of each cell; `marks` are about `texts.used`."""
    before: Numbers = np.zeros(len(marks) + 1, dtype=np.int32)
    np.cumsum(marks, out=before[1:])
    first = texts.starts[0] if len(texts) else 0
    counts: Numbers = before[texts.ends - first] - before[texts.starts - first]
    return counts


def _plain_addresses(texts: Texts) -> Bools:
    """Whether each cell is one address at first sight: one `@`, a point near the end, and nothing that parts words."""
    plain = np.zeros(len(texts), dtype=np.bool_)
    rows, ats = _with_one_at(texts)
    if not len(ats):
        return plain
    ends, data, used = texts.ends[rows], texts.data, texts.used
    to_end = ends - ats
    # A point before the last letters, and a letter at least between it and the `@`.
    dotted = np.zeros(len(ats), dtype=np.bool_)
    for back in _ENDINGS:
        dotted |= (data[ends - back] == _DOT) & (to_end > back + 1)
    plain[rows] = dotted & (data[ats - 1] != _DOT) & (data[ats + 1] != _DOT)
    two_dots = (used[1:] == _DOT) & (used[:-1] == _DOT)
    for found in (two_dots, _FORBIDDEN.take(used) if _may_hold_forbidden(used) else two_dots[:0]):
        if found.any():
            plain[_cells_at(texts, np.flatnonzero(found) + texts.starts[0])] = False
    return plain


def _with_one_at(texts: Texts) -> tuple[Numbers | slice, Numbers]:
    """Give the cells that hold one `@`, not at their ends, and where it is in `texts.data`."""
    if not len(texts.used):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    ats = np.flatnonzero(texts.used == _AT) + texts.starts[0]
    longer = texts.lengths >= _SHORTEST
    rows = slice(None) if longer.all() else np.flatnonzero(longer)
    starts, ends = texts.starts[rows], texts.ends[rows]
    if len(ats) == len(starts) and ((starts < ats) & (ats + 1 < ends)).all():
        return rows, ats
    cells = _cells_at(texts, ats)
    once = np.bincount(cells, minlength=len(texts) + 1) == 1
    once[-1] = False
    ats, cells = ats[once[cells]], cells[once[cells]]
    inside = (texts.starts[cells] < ats) & (ats + 1 < texts.ends[cells]) & longer[cells]
    return cells[inside], ats[inside]


def _cells_at(texts: Texts, places: Numbers) -> Numbers:
    """Give the cell of each place in `texts.data`, or one behind the last."""
    return np.searchsorted(texts.ends, places, side="right")


def _may_hold_forbidden(used: Bytes) -> bool:
    """Whether any byte is near a forbidden one: four ranges instead of many signs; what is below one wraps round."""
    return any(bool((used - np.uint8(low) <= high - low).any()) for low, high in _NEAR)
