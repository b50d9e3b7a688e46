"""Lists of people that stand side by side in one sheet: the headers over people are repeated, each over days of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from aktywna.domain.sheets.lattice import Lattice


def spans(lattice: Lattice, known: Mapping[str, str], persons: Sequence[int], anchor: int) -> list[tuple[int, int]]:
    """
    Give the columns (both ends included) of each list whose headers over people stand in row `anchor`.

    `persons` are the positions of these headers. A list begins as far before its person as the first one does: with the
    numbers of its rows, or with the person.
    """
    last = lattice.codes.shape[1] - 1
    if not persons:
        return [(0, last)]
    first = known.get(lattice.fold(anchor, persons[0]))
    keys = [position for position in persons if known.get(lattice.fold(anchor, position)) == first]
    before = keys[0] - lattice.filled(anchor)[0]
    starts = [0, *(key - before for key in keys[1:])]
    if any(start <= key for start, key in zip(starts[1:], keys, strict=False)):
        return [(0, last)]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True))


def part(lattice: Lattice, left: int, right: int) -> Lattice:
    """Give a sheet in which nothing stands but some of its columns, each at its own address."""
    if (left, right) == (0, lattice.codes.shape[1] - 1):
        return lattice
    codes = np.full_like(lattice.codes, -1)
    codes[:, left : right + 1] = lattice.codes[:, left : right + 1]
    return replace(lattice, codes=codes)
