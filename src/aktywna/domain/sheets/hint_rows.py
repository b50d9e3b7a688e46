"""Rows right under the headers that say what belongs in the cells, as forms print them, and hold nobody's data."""

from __future__ import annotations

from collections.abc import Sequence

from aktywna.domain.registers.layout import Column, Layout, Split
from aktywna.domain.sheets.header_names import Names
from aktywna.domain.sheets.header_rows import HeaderRows
from aktywna.domain.sheets.hints import is_hint, is_strong_hint

_FREE = frozenset({"text"})
"""Kinds whose cells may hold any words, so that these say nothing of what a row is."""
_PERSONS = frozenset({"first_name", "last_name", "full_name", "pesel", "other_id", "technical_id"})


def is_hints(names: Names, rows: HeaderRows, cells: Sequence[str | None]) -> bool:
    """
    Whether a row under the headers holds hints and nobody's data.

    One of its cells can only be a hint, nothing in it names a person or fills the key, and every other cell is a hint or
    stands in a column of free texts.
    """
    written = [(at, cell.strip()) for at, cell in enumerate(cells) if cell is not None and cell.strip()]
    if not any(is_strong_hint(cell) for _, cell in written):
        return False
    meanings = names.meanings(rows.header)
    layout = names.layout
    for at, cell in written:
        meant = meanings[at][1] if at < len(meanings) and meanings[at] is not None else None  # type: ignore[index]
        if not is_hint(cell) and not _may_hold_words(layout, meant):
            return False
    return True


def _may_hold_words(layout: Layout, meant: str | Split | None) -> bool:
    if isinstance(meant, Split):
        return False
    return meant is None or _is_free(layout, layout.columns[meant])


def _is_free(layout: Layout, column: Column) -> bool:
    return column.kind in _FREE and column.id not in {layout.key, *_PERSONS} and column.stands_for is None
