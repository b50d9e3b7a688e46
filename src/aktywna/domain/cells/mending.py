"""Texts kept as they were written, or mended: the way of reading that codes, telephone numbers and addresses share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from aktywna.domain.cells.column import Reading, Trouble, Unique, Written, is_blank
from aktywna.domain.cells.texts import Bools, taken
from aktywna.domain.cells.unreadable import UNREADABLE
from aktywna.domain.findings.rule import Notice
from aktywna.domain.sheets.sheet import Stored


class Mended(NamedTuple):
    """A text as it should be written, and whether that needs saying."""

    text: str
    said: bool = False


Mender = Callable[[str, bool], Mended | None]
"""Reads one text, given whether it was stored as a number; nothing when it cannot be read."""


def read_mended(written: Written, plain: Bools, mender: Mender, notice: Notice) -> Reading:
    """Keep the cells that are `plain`, read each other text once; `notice` says what was mended, with the fact `read`."""
    cells = written.cells
    rest = np.flatnonzero(~plain & cells.notna().to_numpy())
    if not len(rest):
        return Reading(cells)
    read = cells.copy()
    said, unread = np.zeros(len(cells), dtype=np.bool_), np.zeros(len(cells), dtype=np.bool_)
    numeric = written.stored[rest] == Stored.NUMBER
    for is_number in np.unique(numeric).tolist():
        rows = rest[numeric == is_number]
        unique = Unique.of(taken(cells, rows))
        found = [mender(word, is_number) for word in unique.words]
        read.iloc[rows] = unique.each([one.text if one else None for one in found], "str").array
        said[rows] = unique.where([one is not None and one.said for one in found])
        unread[rows] = unique.where([one is None and not is_blank(word) for one, word in zip(found, unique.words, strict=True)])
    troubles = (
        Trouble(notice, said, {"value": cells, "read": read, "before": cells, "after": read}),
        Trouble(UNREADABLE[written.column.kind], unread, {"value": cells}),
    )
    return Reading(read, tuple(trouble for trouble in troubles if trouble.mask.any()))
