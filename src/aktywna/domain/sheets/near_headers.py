"""Headers that are all but right: a row of them is still the row of headers, so that what is misspelt is said header by header."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from aktywna.domain.cells.vocabulary import nearest
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.header_names import Header, Names
from aktywna.domain.sheets.header_rows import SEARCHED, HeaderRows
from aktywna.domain.sheets.sheet import Sheet

_FEWEST = 3


def near_header(names: Names, sheet: Sheet) -> HeaderRows | None:
    """
    Find the row most of whose texts are headers of the register or like them; nothing when there is none.

    It is asked only where no row of headers was found by the names themselves. Nothing is read by a likeness: a header
    that is only like a known one stays unknown, with what it may mean.
    """
    best: tuple[int, int] = (0, 0)
    for row in range(min(SEARCHED, len(sheet.text))):
        cells = [cell for cell in sheet.text.iloc[row] if isinstance(cell, str) and normal(cell)]
        needed = max(_FEWEST, (len(cells) + 1) // 2, best[0] + 1)
        free: Mapping[str, str] = names.every
        meant = 0
        for others, cell in zip(reversed(range(len(cells))), cells, strict=True):
            column = free.get(normal(cell)) or nearest(cell, free)
            if column is not None:
                meant += 1
                free = {word: known for word, known in free.items() if known != column}
            if meant + others < needed:
                break  # not even if all the others were headers
        if meant >= needed:
            best = meant, row
    return _rows(sheet, best[1]) if best[0] else None


def _rows(sheet: Sheet, row: int) -> HeaderRows:
    cells = sheet.text.iloc[row].to_numpy(dtype=object)
    filled = np.array([isinstance(cell, str) and bool(cell.strip()) for cell in cells])
    width = int(np.flatnonzero(filled).max()) + 1
    shown = int(sheet.text.index[row])
    header = tuple(Header(cell, row=shown) if there else None for cell, there in zip(cells[:width], filled[:width], strict=True))
    return HeaderRows(row, row, header)
