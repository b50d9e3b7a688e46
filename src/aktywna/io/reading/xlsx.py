"""Workbooks of Excel 2007 and later (XLSX, XLSM, Strict Open XML), every cell with its text and how it was stored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.parsers.expat import ExpatError

import pyarrow as pa

from aktywna.domain.findings.finding import Finding
from aktywna.domain.sheets.carried import hidden
from aktywna.domain.sheets.refusals import DAMAGED, refused
from aktywna.domain.sheets.sheet import Sheet
from aktywna.io.patching.cell_scan import Scan
from aktywna.io.patching.cell_walk import Range, Walk, merged_in
from aktywna.io.patching.raw_cells import Raw
from aktywna.io.patching.shared_texts import shared_texts
from aktywna.io.patching.tags import NotPlain
from aktywna.io.reading.cell_text import Writing
from aktywna.io.reading.hides import Hides
from aktywna.io.reading.limits import CELLS, within
from aktywna.io.reading.outline import Outline, Tab, looks, outline
from aktywna.io.reading.package import Package
from aktywna.io.reading.table_of_cells import laid_out

_BROKEN = (ExpatError, UnicodeDecodeError, pa.ArrowInvalid, ValueError, OverflowError, LookupError)
"""What reading raises when a part is not what its package says."""


def read_xlsx(package: Package) -> list[Sheet]:
    """Read the visible sheets that hold anything; raise `InputRefused`."""
    try:
        book = outline(package)
        writing = Writing(_shared(package, book), looks(package, book.styles), book.from_1904)
        notes = hidden(package.file, [tab.name for tab in book.tabs if tab.hidden])
        sheets = (_sheet(package, tab, writing, notes) for tab in book.tabs if not tab.hidden)
        return [sheet for sheet in sheets if sheet is not None]
    except _BROKEN as error:
        raise refused(DAMAGED, package.file) from error


def names_in_xlsx(package: Package) -> tuple[str, ...]:
    """Give the names of the visible sheets; raise `InputRefused`."""
    try:
        return tuple(tab.name for tab in outline(package).tabs if not tab.hidden)
    except _BROKEN as error:
        raise refused(DAMAGED, package.file) from error


def _shared(package: Package, book: Outline) -> pa.Array:
    if book.shared is None:
        return pa.array([], type=pa.large_string())
    return shared_texts(partial(package.pieces, book.shared), package.file)


def _sheet(package: Package, tab: Tab, writing: Writing, notes: tuple[Finding, ...]) -> Sheet | None:
    raw, merged, hides = _raw(package, tab.part)
    if not len(raw):
        return None
    cells = raw.row, raw.column, writing.texts(raw)
    return laid_out(package.file, tab.name, cells, package.limits, merged=tuple(merged), notes=notes, hides=hides)


def _raw(package: Package, part: str) -> tuple[Raw, list[Range], Hides]:
    """Give the cells of a sheet, what it merges and what it hides: by the fast way, or by the one that reads everything."""
    scan = Scan()
    try:
        raw = Raw.joined(list(_bounded(scan.cells(package.pieces(part)), package)))
        return raw, merged_in(scan.tail, package.file, package.limits), scan.hides
    except NotPlain:
        walk = Walk(package.file, package.limits)
        return Raw.joined(list(_bounded(walk.cells(package.pieces(part)), package))), walk.merged, walk.hides


def _bounded(parts: Iterator[Raw], package: Package) -> Iterator[Raw]:
    """Stop at the limit of cells, before all of them are in memory."""
    count = 0
    for part in parts:
        count += len(part)
        within(package.file, CELLS, count, package.limits.cells)
        yield part
