"""What parts the cells of a text file, and how many of them most rows have."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from aktywna.io.reading.records import Records

SEPARATORS = (";", "\t", ",", "|")
_HEAD_LINES = 60
_NAMED = re.compile(r"^sep=(.)$", re.IGNORECASE)
_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Shape:
    """How a file is parted into cells."""

    separator: str
    width: int
    """How many cells most of its first rows have."""
    skipped: int = 0
    """Lines before the first row: `sep=;`, which spreadsheets obey and do not show."""


_LONG = 4
"""How many cells a row has of which one more or one less still makes the same table."""


def shape_of(head: str) -> Shape:
    """
    Give the shape of a file from its beginning.

    The header may stand below a title, so the separator is the one that parts the largest share of the first rows into
    equally many cells; of two such, the one that parts some line into more words (a header is made of words, an amount is not).
    """
    lines = _ENDS.split(head)
    if (named := _NAMED.match(lines[0])) and named[1] in SEPARATORS:
        return Shape(named[1], _width(lines[1:_HEAD_LINES], named[1])[0], skipped=1)
    scores = {separator: _width(lines[:_HEAD_LINES], separator) for separator in SEPARATORS}
    separator = max(SEPARATORS, key=lambda separator: scores[separator][1:])
    return Shape(separator, scores[separator][0])


def _width(lines: list[str], separator: str) -> tuple[int, float, int]:
    """Give the usual length of rows, the share of the first that have it, and the most words in one."""
    # No length is known yet: a mark that is not closed is a letter.
    rows = [row for row in Records(lines, separator, 1, "") if row != [""]]
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    usual, times = max(lengths.items(), key=lambda found: (found[1], found[0]), default=(1, 0))
    if usual >= _LONG:
        # A separator too many, or too few, in some rows is their own fault and no sign of another separator.
        times += lengths[usual + 1] + lengths[usual - 1]
    words = max((sum(cell.lstrip('"')[:1].isalpha() for cell in row) for row in rows), default=0)
    return usual, times / max(len(rows), 1), words
