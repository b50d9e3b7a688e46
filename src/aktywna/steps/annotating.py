"""Annotate: copies of the office's own workbooks with the cells of findings filled, noted and listed on a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.registers.books import Books
from aktywna.domain.sheets.own_sheet import NAME
from aktywna.domain.sheets.sheet import column_number
from aktywna.io.patching.added_sheet import Added, Line
from aktywna.io.patching.office_copy import OfficeCopy, office_copy
from aktywna.io.patching.package_patch import Mark, patched
from aktywna.steps.copies import WOULD_LIE_OPEN, Copies, encoding_of, names_of, said_of_file, said_of_values, sources_of, write_private
from aktywna.steps.explain.page import WEIGHTS
from aktywna.steps.open import Opened
from aktywna.steps.telling import advice, key_of, message
from aktywna.words import figures
from aktywna.words.wording import _

AFTER = "_uwagi"
"""What stands behind the name of a file that was annotated, in every language: scripts look for it."""
_CELL, _COLUMN = re.compile(r"([A-Z]{1,3})([0-9]+)"), re.compile(r"[A-Z]{1,3}")
_WIDTHS = (13, 8, 18, 9, 14, 60, 60)


def annotate(found: Opened, findings: Sequence[Finding], folder: Path, *, force: bool = False) -> Copies:
    """
    Write into `folder` a copy of each file of which something is to be said, and give their paths.

    A finding marks its cells; one about a whole column its header; one about a whole file stands on the added sheet only.
    Copies hold personal data as the registers do, and only their owner may read them. Of a file that is not a workbook of
    Excel 2007 or later the copy holds the values; of one that is protected with a password none is made. Raise
    `InputRefused` with O codes, or when a file changed meanwhile so that it cannot be read.
    """
    sources = sources_of(found.books)
    told: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (one.severity, one.order)):
        for file in dict.fromkeys(place.file for place in finding.places):
            if file in sources:
                told.setdefault(file, []).append(finding)
    said: list[Finding] = []
    copies: dict[str, OfficeCopy] = {}
    for file in sorted(told):
        copy = office_copy(found.folder / file, file, encoding=encoding_of(found.books, sources[file]))
        if copy is None:
            said.append(said_of_file(WOULD_LIE_OPEN.code, file))
            continue
        copies[file] = copy
    said += said_of_values(file for file, copy in copies.items() if copy.is_values)
    names = names_of({file: copy.suffix for file, copy in copies.items()}, AFTER)
    made = {names[file]: _annotated(found.books, file, copy, told[file]) for file, copy in copies.items()}
    if not made:
        return Copies(said=tuple(said))
    inputs = [found.folder / file for file in sources]
    return Copies(write_private(folder, made, inputs, force=force), tuple(said))


def _annotated(books: Books, file: str, copy: OfficeCopy, findings: Sequence[Finding]) -> bytes:
    marks: list[Mark] = []
    lines: list[Line] = []
    for finding in findings:
        note = _note(finding)
        for place in finding.places:
            if place.file != file:
                continue
            spot = _spot(books, place)
            sheet = copy.sheet(place.sheet)
            if spot is not None:
                marks.append(Mark(sheet, *spot, finding.severity, note))
            lines.append(_line(finding, place, sheet, spot))
    title = _("What aktywna found in the file {file} on {day}").format(file=file, day=figures.day(books.as_of))
    header = (_("Weight"), _("Code"), _("Sheet"), _("Cell"), _("Whom or what"), _("What is not right"), _("What to do"))
    added = Added(_(NAME), title, header, tuple(lines), _WIDTHS, linked=3, marked=0)
    return patched(copy.content, file, marks=marks, added=added).content


def _note(finding: Finding) -> str:
    """Say a finding beside its cell, personal data and all: the register around it holds them anyway."""
    weight = _(WEIGHTS[finding.severity])
    do = _("What to do: {advice}").format(advice=advice(finding, show_personal=True))
    return f"{weight} {finding.code}: {message(finding, show_personal=True)}\n{do}"


def _line(finding: Finding, place: Place, sheet: str, spot: tuple[int, int] | None) -> Line:
    cell = place.cell or (str(place.row) if place.row else "")
    link = None
    if spot is not None:
        link = (sheet, place.cell if _CELL.fullmatch(place.cell) else f"{place.cell or 'A'}{spot[0]}")
    key = key_of(Finding(finding.code, finding.severity, place), show_personal=True)
    texts = (
        *(_(WEIGHTS[finding.severity]), finding.code, sheet if place.sheet else "", cell, key),
        *(message(finding, show_personal=True), advice(finding, show_personal=True)),
    )
    return Line(texts, finding.severity, link)


def _spot(books: Books, place: Place) -> tuple[int, int] | None:
    """Give the cell to mark (row as shown, column from 0): of a column its header, of a row without a cell its first."""
    if named := _CELL.fullmatch(place.cell):
        return int(named[2]), column_number(named[1])
    if _COLUMN.fullmatch(place.cell):
        at = column_number(place.cell)
        row = next((header for header, columns in _tables(books, place) if at in columns), 0)
        return (row, at) if row else None
    if place.row:
        columns = next((columns for _header, columns in _tables(books, place) if columns), [0])
        return place.row, min(columns)
    return None


def _tables(books: Books, place: Place) -> Iterator[tuple[int, list[int]]]:
    """Give the tables of a sheet: the row of their headers, and where their columns stand."""
    for register in books.registers.values():
        for origin in register.origins:
            if (origin.file, origin.sheet) == (place.file, place.sheet) and place.register in {"", register.id}:
                yield origin.header, list(origin.columns.values())
