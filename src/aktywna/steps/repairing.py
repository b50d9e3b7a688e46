"""Repair: copies of the office's own files, corrected where exactly one correction is right, and a log of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from aktywna.domain.cells.corrections import Correction, of_cells, of_findings, settled
from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, NOTICES, notice
from aktywna.domain.grid import Cell, Document, Grid, Heading, Paragraph
from aktywna.domain.sheets.sheet import Sheet, column_number
from aktywna.io.patching.csv_patch import NewText, patched_text
from aktywna.io.patching.office_copy import OfficeCopy, office_copy
from aktywna.io.patching.package_patch import NewValue, patched
from aktywna.io.reading.files import read_file
from aktywna.io.reading.sheets import is_workbook
from aktywna.io.shipped import choices
from aktywna.io.writing.workbook import workbook
from aktywna.steps.copies import WOULD_LIE_OPEN, Copies, encoding_of, names_of, said_of_file, said_of_values, sources_of, write_private
from aktywna.steps.open import Opened
from aktywna.words.wording import _, language

LOG = "repairs.xlsx"
"""The log beside the copies."""
LEFT_ALONE = notice(
    "O023",
    NOTE,
    title=N_("Some cells that could be corrected were left alone."),
    says=N_("In the file {file:quote} {n:count cell was|cells were} left as they are: {cells:list}."),
    do=N_("Correct them by hand: a formula, a text in several fonts and a cell hidden in a merged one are never written over."),
    basis="count",
)
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_MOST_NAMED = 20
_WIDTHS = (24, 18, 9, 26, 26, 8, 44)


@dataclass(frozen=True)
class _Corrected:
    """A copy with its corrections; `left` are the cells (sheet, cell) that could not be corrected."""

    suffix: str
    content: bytes
    left: frozenset[tuple[str, str]] = frozenset()
    is_values: bool = False


def repair(found: Opened, folder: Path, *, only: Sequence[str] = (), force: bool = False) -> Copies:
    """
    Write corrected copies and the log of their cells into `folder`, and give their paths; nothing when nothing is to correct.

    `only` names codes or their beginnings. Everything else in a copy stays: in XLSX and XLSM every other part and cell, in a
    text file every other byte; of other files the copy holds the values. Only the owner may read what is written. Raise
    `InputRefused` with O codes, or when a file changed meanwhile so that it cannot be read.
    """
    sources = sources_of(found.books)
    said: list[Finding] = []
    made: dict[str, _Corrected] = {}
    done: list[Correction] = []
    for file, source in sorted(sources.items()):
        path = found.folder / file
        encoding = encoding_of(found.books, source)
        copy = office_copy(path, file, encoding=encoding) if is_workbook(path, file) else None
        if copy is None and is_workbook(path, file):
            said.append(said_of_file(WOULD_LIE_OPEN.code, file))
            continue
        wanted = [
            one for one in _corrections(found, read_file(path, file, encoding=encoding)) if not only or one.why.startswith(tuple(only))
        ]
        if not wanted:
            continue
        corrected, kept = _whole(path, file, copy, wanted, encoding)
        if corrected.left:
            said.append(_left_alone(file, corrected.left))
        if kept:
            made[file] = corrected
            done += kept
    if not made:
        return Copies(said=tuple(said))
    said += said_of_values(file for file, one in made.items() if one.is_values)
    names = names_of({file: one.suffix for file, one in made.items()})
    files = {names[file]: one.content for file, one in made.items()}
    files[LOG] = workbook(_log(done))
    return Copies(write_private(folder, files, [found.folder / file for file in sources], force=force), tuple(said), len(done))


def _corrections(found: Opened, sheets: Sequence[Sheet]) -> list[Correction]:
    """Give what is to be corrected in the sheets of a file."""
    named = {(sheet.file, sheet.name or ""): sheet for sheet in sheets}
    registers = found.books.registers
    every = of_findings(found.findings, named, registers)
    for register in registers.values():
        layout = register.layout
        found_values = {column.id: vocabulary(column, choices(), found.books.project) for column in layout.column}
        every += of_cells(register, named, {name: values for name, values in found_values.items() if values is not None})
    return sorted(settled(every), key=lambda one: (one.place.sheet, one.place.row, one.place.cell))


def _whole(
    path: Path, file: str, copy: OfficeCopy | None, wanted: list[Correction], encoding: EncodingName | None
) -> tuple[_Corrected, list[Correction]]:
    """Correct a file; of cells that belong together none where one cannot be. Give also what was corrected."""
    corrected = _corrected(path, file, copy, wanted, encoding)
    left = {one.together for one in wanted if (one.place.sheet, one.place.cell) in corrected.left and one.together}
    kept = [one for one in wanted if (one.place.sheet, one.place.cell) not in corrected.left and one.together not in left]
    if left and kept:
        corrected = replace(_corrected(path, file, copy, kept, encoding), left=corrected.left)
    return corrected, kept


def _corrected(path: Path, file: str, copy: OfficeCopy | None, wanted: list[Correction], encoding: EncodingName | None) -> _Corrected:
    spots = {_spot(one.place): one for one in wanted}
    if copy is None:
        texts = {spot: NewText(one.before, str(one.after)) for spot, one in spots.items()}
        text = patched_text(path, file, texts, encoding)
        return _Corrected(path.suffix, text.content, frozenset(("", spots[spot].place.cell) for spot in text.left))
    names = {copy.sheet(one.place.sheet): one.place.sheet for one in wanted}
    values = [NewValue(copy.sheet(one.place.sheet), *_spot(one.place), one.after) for one in wanted]
    done = patched(copy.content, file, values=values)
    left = frozenset((names[sheet], cell) for sheet, cell in done.left)
    return _Corrected(copy.suffix, done.content, left, is_values=copy.is_values)


def _spot(place: Place) -> tuple[int, int]:
    named = _CELL.fullmatch(place.cell)
    assert named is not None
    return int(named[2]), column_number(named[1])


def _left_alone(file: str, left: Iterable[tuple[str, str]]) -> Finding:
    cells = [f"{sheet}!{cell}" if sheet else cell for sheet, cell in sorted(left)]
    shown = (*cells[:_MOST_NAMED], "…") if len(cells) > _MOST_NAMED else tuple(cells)
    return Finding(LEFT_ALONE.code, LEFT_ALONE.severity, Place(file), {"file": file, "n": len(cells), "cells": shown})


def _log(done: Sequence[Correction]) -> Document:
    """Give the log: what every cell held, what it holds now, and by which rule."""
    header = tuple(Cell(name) for name in (_("File"), _("Sheet"), _("Cell"), _("Before"), _("After"), _("Rule"), _("What was corrected")))
    name = _("Repairs")
    grid = Grid((header,), tuple(_line(one) for one in done), name=name, widths=_WIDTHS)
    note = _("Every cell that was corrected, with what it held before. Nothing else was changed in the copies.")
    return Document(name, language(), (Heading(1, name), Paragraph(note), grid))


def _line(one: Correction) -> tuple[Cell, ...]:
    is_code = one.why in NOTICES
    after = Cell(one.after, "day") if isinstance(one.after, date) else Cell(one.after)
    why = _(NOTICES[one.why].title) if is_code else _(one.why)
    rule = one.why if is_code else ""
    return (*(Cell(text) for text in (one.place.file, one.place.sheet, one.place.cell, one.before)), after, Cell(rule), Cell(why))
