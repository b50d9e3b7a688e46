"""Cells with their addresses laid out as a sheet, whatever is blank around them left out of memory."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.findings.finding import Finding
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io.patching.raw_cells import Ints, Marks, Stores
from aktywna.io.reading.cell_text import Texts
from aktywna.io.reading.hides import Hides
from aktywna.io.reading.limits import CELL_LENGTH, CELLS, Limits, within

_WIDEST, _HIGHEST = 16_384, 1_048_576
_SPARSE = 1_000_000
_DENSE = 8


def laid_out(  # noqa: PLR0913 - what a sheet is made of
    file: str,
    name: str,
    cells: tuple[Ints, Ints, Texts],
    limits: Limits,
    *,
    merged: tuple[tuple[int, int, int, int], ...] = (),
    notes: tuple[Finding, ...] = (),
    hides: Hides | None = None,
) -> Sheet | None:
    """
    Lay out cells (their rows from 1, columns from 0, texts) as a sheet; nothing when no cell holds anything.

    The sheet begins with row 1 and column A. Where it is large and almost blank, as when a space was typed far below,
    cells of nothing but spaces do not stretch it and rows without a cell are left out; the others keep their numbers.
    Raise `InputRefused` over a limit.
    """
    row, column, texts = cells
    longest = pc.max(pc.binary_length(texts.pool)).as_py() or 0
    if longest > limits.cell_length:
        within(file, CELL_LENGTH, pc.max(pc.utf8_length(texts.pool)).as_py(), limits.cell_length)
    # A damaged file can call a cell whatever it likes.
    held = (texts.stored != Stored.EMPTY) & (row >= 1) & (row <= _HIGHEST) & (column >= 0) & (column < _WIDEST)
    if _box(row, column, held) > max(_SPARSE, _DENSE * len(row)):
        held &= ~_spaces(texts)
    if not held.any():
        return None
    if not held.all():
        row, column = row[held], column[held]
        texts = Texts(texts.pool, texts.of[held], texts.stored[held])
    at: np.ndarray[Any, np.dtype[np.int64]]
    index: pd.Index[Any]
    height, width = int(row.max()), int(column.max()) + 1
    if height * width > max(_SPARSE, _DENSE * len(row)):
        numbers = np.unique(row)
        at = np.searchsorted(numbers, row).astype(np.int64)
        index = pd.Index(numbers.astype(np.int64))
    else:
        at, index = (row - 1).astype(np.int64), pd.Index(pd.RangeIndex(1, height + 1))
    within(file, CELLS, len(index) * width, limits.cells)
    if hides is not None:
        notes = (*notes, *hides.said(file, name, row, column))
    text, stored = _columns(at, column, texts, (len(index), width))
    return Sheet(file, name, pd.DataFrame(text, index=index, copy=False), pd.DataFrame(stored, index=index), notes, merged)


def _box(row: Ints, column: Ints, held: Marks) -> int:
    if not held.any():
        return 0
    return int(row[held].max()) * (int(column[held].max()) + 1)


def _spaces(texts: Texts) -> Marks:
    """Cells of nothing but spaces."""
    blank = pc.equal(pc.binary_length(pc.utf8_trim_whitespace(texts.pool)), 0).to_numpy(zero_copy_only=False)
    return (texts.of >= 0) & blank[texts.of] if len(blank) else np.zeros(len(texts.of), dtype=np.bool_)


def _columns(row: Any, column: Ints, texts: Texts, shape: tuple[int, int]) -> tuple[dict[int, Any], Stores]:
    """Give the text of each column, and how all cells were stored."""
    height, width = shape
    stored = np.zeros((height, width), dtype=np.uint8, order="F")
    stored[row, column] = texts.stored
    order = np.argsort(column.astype(np.uint16), kind="stable")
    bounds = np.searchsorted(column[order], np.arange(width + 1))
    found: dict[int, Any] = {}
    blank: Any = None
    for number in range(width):
        of = order[bounds[number] : bounds[number + 1]]
        if not len(of):
            blank = pd.array(pa.nulls(height, pa.large_string()), dtype="str") if blank is None else blank
            found[number] = blank
            continue
        at = np.full(height, -1, dtype=np.int64)
        at[row[of]] = texts.of[of]
        missing = at < 0
        taken = texts.pool.take(pa.array(at, mask=missing) if missing.any() else pa.array(at))
        found[number] = pd.array(taken, dtype="str")
    return found, stored
