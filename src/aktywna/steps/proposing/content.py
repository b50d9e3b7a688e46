"""What a column under an unknown header seems to hold, told by its cells: PESELs, e-mail addresses, postal codes, women and men."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from aktywna.domain.cells.identifiers import pesel_valid
from aktywna.domain.registers.layout import Layout, normal
from aktywna.domain.sheets.tables import Table
from aktywna.io import shipped

_SAMPLE = 200
_FEWEST = 3
_MOST_OF_THEM = 0.8
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTAL = re.compile(r"\d{2}-\d{3}")


def told_by_content(layout: Layout, table: Table, unknown: Mapping[str, int], taken: set[str]) -> dict[str, str]:
    """Propose a column for each unknown header (with its position) whose cells can hardly be anything else; `taken` are read already."""
    found: dict[str, str] = {}
    for header, position in unknown.items():
        cells = [cell.strip() for cell in table.sheet.text.iloc[table.first : table.stop, position].dropna().head(_SAMPLE) if cell.strip()]
        for kind, holds in _KINDS.items():
            columns = [
                column.id for column in layout.column if kind in {column.kind, column.of} and column.id not in {*taken, *found.values()}
            ]
            if len(columns) == 1 and len(cells) >= _FEWEST and holds(cells):
                found[header] = columns[0]
                break
    return found


def _pesels(cells: list[str]) -> bool:
    return float(pesel_valid(pd.Series(cells, dtype="str")).fillna(value=False).mean()) >= _MOST_OF_THEM


def _sexes(cells: list[str]) -> bool:
    codes = [shipped.choices()["gender"].codes.get(normal(cell)) for cell in cells]
    return {"woman", "man"} <= set(codes) and sum(code is not None for code in codes) >= _MOST_OF_THEM * len(cells)


def _match(pattern: re.Pattern[str]) -> Callable[[list[str]], bool]:
    return lambda cells: sum(pattern.fullmatch(cell) is not None for cell in cells) >= _MOST_OF_THEM * len(cells)


_KINDS: Mapping[str, Callable[[list[str]], bool]] = {
    "pesel": _pesels,
    "email": _match(_EMAIL),
    "postal_code": _match(_POSTAL),
    "gender": _sexes,
}
