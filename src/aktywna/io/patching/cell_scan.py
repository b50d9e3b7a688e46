"""
The XML of a sheet scanned whole, a million bytes at a time: as fast as it unpacks.

Spreadsheet programs write a sheet in one plain way, and that is read here with arithmetic on bytes. What is written in
any other way (prefixes, comments, texts in several fonts, attributes in another order) is not guessed: `NotPlain` is
raised, and the sheet is walked tag by tag instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from aktywna.io.patching.raw_cells import Ints, Raw, Type
from aktywna.io.patching.tags import Body, Bytes, NotPlain, Places, Tags, slices
from aktywna.io.reading.hides import Hides

_OPENING = re.compile(rb"<sheetData\s*/?>")
_MOST_LETTERS, _MOST_DIGITS = 3, 7


class Scan:
    """A sheet's XML, scanned once; `tail` is what stands behind its cells, `hides` the rows and columns nobody sees."""

    def __init__(self) -> None:
        self.tail = b""
        self.hides = Hides()

    def cells(self, pieces: Iterable[bytes]) -> Iterator[Raw]:
        """Give the cells of the sheet, part by part; raise `NotPlain`."""
        body = Body(pieces, _OPENING, b"sheetData", b"row")
        for rows in body:
            if rows:
                self.hides.take_rows(rows)
                yield _scanned(rows)
        self.hides.take_columns(body.head)
        self.tail = body.tail


def _scanned(rows: bytes) -> Raw:
    tags = Tags(rows)
    # Two more tags than there are, so that what stands behind the last one can be asked for.
    cells = np.flatnonzero(tags.named("c"))
    cells = cells[~tags.empty(cells)]
    if not len(cells):
        return Raw.none()
    if cells[-1] + 1 >= len(tags):
        raise NotPlain
    last = len(tags) - 1
    at = cells + 1
    has_formula = tags.named("f", at)
    at = np.minimum(at + np.where(has_formula, np.where(tags.empty(at), 1, 2), 0), last)
    plain = tags.named("v", at)
    inline = (tags.first[at] == ord("i")) & (tags.second[at] == ord("s"))
    done = (tags.first[at] == ord("/")) & (tags.second[at] == ord("c"))
    if not (plain | inline | done).all():
        raise NotPlain
    at = np.where(inline, np.minimum(at + 1, last), at)
    _only_text(tags, at[inline], last)
    empty = done | (plain & tags.empty(at))
    starts = tags.closes[at] + 1
    ends = np.where(empty, starts, tags.opens[np.minimum(at + 1, last)])
    row, column, style, of = _attributes(tags, cells)
    of[(starts == ends) & has_formula & (of == Type.NUMBER)] = Type.FORMULA
    kept = (starts < ends) | (of == Type.FORMULA)
    return Raw(row[kept], column[kept], of[kept], style[kept], slices(rows, starts[kept], ends[kept]))


def _only_text(tags: Tags, at: Places, last: int) -> None:
    """Raise unless each text written into its cell is one text in one font."""
    after = np.minimum(at + 2, last)
    if not (tags.named("t", at).all() and (tags.first[after] == ord("/")).all() and (tags.second[after] == ord("i")).all()):
        raise NotPlain


def _attributes(tags: Tags, cells: Places) -> tuple[Ints, Ints, Ints, Bytes]:
    """Read `r="B7" s="3" t="s"` of cells; raise `NotPlain` when anything else is there."""
    text = tags.text
    here = tags.opens[cells] + 2
    _expect(text, here, b' r="')
    here, column = here + 4, np.zeros(len(cells), dtype=np.int32)
    for _ in range(_MOST_LETTERS):
        letter = text[here]
        is_letter = (letter >= ord("A")) & (letter <= ord("Z"))
        if not is_letter.any():
            break
        column = np.where(is_letter, column * 26 + letter - 64, column)
        here = here + is_letter
    here, row = _digits(text, here)
    if not (column.all() and row.all()):
        raise NotPlain
    style = np.zeros(len(cells), dtype=np.int32)
    of = np.full(len(cells), Type.NUMBER, dtype=np.uint8)
    for _ in range(2):
        _expect(text, here, b'"')
        more = np.flatnonzero(text[here + 1] == ord(" "))
        if not len(more):
            break
        name = text[here[more] + 2]
        styled, typed = more[name == ord("s")], more[name == ord("t")]
        if len(styled) + len(typed) != len(more):
            raise NotPlain
        _expect(text, here[styled] + 3, b'="')
        here[styled], style[styled] = _digits(text, here[styled] + 5)
        _expect(text, here[typed] + 3, b'="')
        length, of[typed] = _types(text, here[typed] + 5)
        here[typed] += 5 + length
    _expect(text, here, b'"')
    if not (here + 1 == tags.closes[cells]).all():
        raise NotPlain
    return row, column - 1, style, of


_TYPES: dict[bytes, tuple[int, Type]] = {
    b's"': (1, Type.SHARED),
    b"st": (3, Type.TEXT),
    b"in": (9, Type.TEXT),
    b'n"': (1, Type.NUMBER),
    b'b"': (1, Type.YES_NO),
    b'e"': (1, Type.ERROR),
    b'd"': (1, Type.DAY),
}


def _types(text: Bytes, here: Places) -> tuple[Places, Bytes]:
    first, second = text[here], text[here + 1]
    length, of = np.zeros(len(here), dtype=np.int64), np.full(len(here), Type.NUMBER, dtype=np.uint8)
    for start, (letters, named) in _TYPES.items():
        such = (first == start[0]) & (second == start[1])
        length[such], of[such] = letters, named
    if not length.all():
        raise NotPlain
    return length, of


def _digits(text: Bytes, here: Places) -> tuple[Places, Ints]:
    number = np.zeros(len(here), dtype=np.int32)
    for _ in range(_MOST_DIGITS):
        digit = text[here] - np.uint8(ord("0"))
        is_digit = digit < 10  # noqa: PLR2004 - below "0" an unsigned letter wraps round to above 9
        if not is_digit.any():
            break
        number = np.where(is_digit, number * 10 + digit, number)
        here = here + is_digit
    return here, number


def _expect(text: Bytes, here: Places, letters: bytes) -> None:
    for offset, letter in enumerate(letters):
        if not (text[here + offset] == letter).all():
            raise NotPlain
