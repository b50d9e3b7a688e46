"""One fault, one finding: many cells that are wrong for one reason are said once, with every one of their addresses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from aktywna.domain.cells.unreadable import RANGE, UNREADABLE
from aktywna.domain.findings.after_moving import without_consequences
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.pasted_blocks import BLOCK, pasted_blocks
from aktywna.domain.findings.rule import ERROR, N_, NOTICES, notice
from aktywna.domain.findings.whole_columns import moved_numbers
from aktywna.domain.findings.wrong_days import wrong_days
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.headers import MISSING, UNKNOWN
from aktywna.domain.sheets.left_out import NO_HEADER
from aktywna.domain.sheets.sheet import letters, letters_of
from aktywna.domain.sheets.text_files import LONGER_ROW

LOST = notice(
    "R130",
    ERROR,
    title=N_("Hardly any cell of a column can be read."),
    says=N_(
        "{columns:columns}: {n:n} of {filled:count filled cell|filled cells} cannot be read ({cells:list}); the first says {value:quote}."
    ),
    do=N_("Check that the header stands over its own column and that no cells were shifted; then write the values as the column asks."),
    basis="count",
    about=N_(
        "When nine cells in ten cannot be read, it is not that so many people were written down wrongly: the header stands over "
        "another column, cells were shifted, or the office writes the values in a way of its own. It is one fault, so it is said "
        "once; neighbouring columns that were lost together are said together."
    ),
)
WAITING = "R090"

_UNREAD = frozenset({kind.code for kind in UNREADABLE.values()} | {RANGE.code})
_SELF_CHECKING = ("pesel", "nip", "regon")
"""Kinds whose cells stay as they are written, and rules say that they cannot be right."""
_AT_LEAST = 5
"""Below so many cells each is said: a person corrects them faster than they look for a cause."""
_SHARE = 0.9
"""Nearly every cell: a column of another meaning still has a cell here and there that happens to be readable."""
_SHOWN = 3

_Column = tuple[str, str, str, str]
"""Register, file, sheet, column."""


@dataclass(frozen=True)
class _Lost:
    """A column of a sheet that could not be read, and where it stands (from 0)."""

    column: str
    at: int
    findings: tuple[Finding, ...]
    filled: int


def one_fault(findings: Iterable[Finding], books: Books) -> list[Finding]:
    """
    Give the findings with each fault said once, in the order of files and cells.

    A column that cannot be read is one fault, and so are neighbours that were lost together; a missing column and the
    unknown header that is its own; one wrong number or one unknown word in many rows; numbers that moved beside other people;
    whatever follows from the cells of a row that moved.
    Nothing gets lost: a finding of several cells has all their places (`Finding.also`) and how many rows they are (`rows`
    among its facts).
    """
    found = _lost_columns(without_consequences(_slipped(list(findings))), books)
    found = _lost_headers(found, books)
    found = moved_numbers(wrong_days(found, books), books)
    return sorted(_repeated(found), key=lambda finding: finding.order)


def touched(findings: Iterable[Finding], books: Books) -> int:
    """Count the rows of data that the findings are in; headers, whole columns and the definition are none."""
    rows: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for finding in findings:
        for place in finding.places:
            if place.row:
                rows[place.file, place.sheet].add(place.row)
    return sum(_of_data(np.array(sorted(numbers)), books, *sheet) for sheet, numbers in rows.items())


def _of_data(numbers: np.ndarray[Any, Any], books: Books, file: str, sheet: str) -> int:
    """Count the numbers that are those of rows of data, of any register, in a sheet; each stands once among them."""
    is_data = np.zeros(len(numbers), dtype=np.bool_)
    for register in books.registers.values():
        for at, origin in enumerate(register.origins):
            if (origin.file, origin.sheet) == (file, sheet):
                here = register.row if len(register.origins) == 1 else register.row[register.origin == at]
                is_data |= np.isin(numbers, here)
    return int(np.count_nonzero(is_data))


def _slipped(findings: list[Finding]) -> list[Finding]:
    """Leave out that a column has no header where all its cells are those that slipped to the right of their rows."""
    longer = Counter(
        (place.file, place.sheet, letters_of(place.cell)) for place in (one.place for one in findings if one.code == LONGER_ROW.code)
    )
    if not longer:
        return findings
    return [
        one for one in findings
        if one.code != NO_HEADER.code or longer[one.place.file, one.place.sheet, letters_of(one.place.cell)] < int(str(one.facts["cells"]))
    ]  # fmt: skip


def _lost_columns(findings: list[Finding], books: Books) -> list[Finding]:
    """Say once of a column, and of its lost neighbours, that it cannot be read."""
    groups: dict[_Column, list[Finding]] = {}
    # What is said of one row of a column is of a kind with what is said of the others.
    about: dict[tuple[str, str, str], bool] = {}
    for finding in findings:
        place = finding.place
        asked = (finding.code, place.register, place.column)
        if place.row and (about[asked] if asked in about else about.setdefault(asked, _is_about_cells(finding, books))):
            groups.setdefault(_column_of(finding), []).append(finding)
    by_sheet: dict[tuple[str, str, str], list[_Lost]] = {}
    for (register, file, sheet, column), group in groups.items():
        lost = _lost(books.registers[register], file, sheet, column, group)
        if lost is not None:
            by_sheet.setdefault((register, file, sheet), []).append(lost)
    told = {finding for listed in by_sheet.values() for lost in listed for finding in lost.findings}
    kept = [finding for finding in findings if finding not in told] if told else findings
    for (register, file, sheet), listed in by_sheet.items():
        for neighbours in _neighbours(books.registers[register], file, sheet, listed):
            kept.append(_said_of(register, neighbours))
    return kept


def _is_about_cells(finding: Finding, books: Books) -> bool:
    """Whether it says that a cell cannot be what its column holds: reading says so, and of identifiers a rule."""
    place = finding.place
    register = books.get(place.register)
    if register is None or place.column not in register:
        return False
    kind = register.layout.columns[place.column].kind
    return finding.code in _UNREAD or (kind in _SELF_CHECKING and bool(NOTICES[finding.code].same))


def _column_of(finding: Finding) -> _Column:
    return (finding.place.register, finding.place.file, finding.place.sheet, finding.place.column)


def _lost(register: Register, file: str, sheet: str, column: str, group: list[Finding]) -> _Lost | None:
    """Give a column that was lost; nothing when enough of it was read."""
    at = next((at for at, origin in enumerate(register.origins) if (origin.file, origin.sheet) == (file, sheet)), None)
    if at is None or len(group) < _AT_LEAST:
        return None
    here = register.origin == at
    filled = int(np.count_nonzero((register[column].notna().to_numpy() | register.unreadable(column)) & here))
    if len(group) < _SHARE * filled:
        return None
    stands = register.origins[at].columns.get(column, -1)
    return _Lost(column, stands, tuple(sorted(group, key=lambda finding: finding.order)), max(filled, len(group)))


def _neighbours(register: Register, file: str, sheet: str, listed: Sequence[_Lost]) -> list[list[_Lost]]:
    """Put together columns that were lost side by side: between them stands none that was read."""
    origin = next(origin for origin in register.origins if (origin.file, origin.sheet) == (file, sheet))
    lost = {one.column for one in listed}
    read = sorted(
        at for column, at in origin.columns.items() if column not in lost and column in register and register[column].notna().any()
    )
    found: list[list[_Lost]] = []
    for one in sorted(listed, key=lambda one: one.at):
        before = found[-1][-1] if found else None
        apart = before is None or any(before.at < at < one.at for at in read)
        if apart:
            found.append([one])
        else:
            found[-1].append(one)
    return found


def _said_of(register: str, neighbours: Sequence[_Lost]) -> Finding:
    first = neighbours[0]
    findings = [finding for lost in neighbours for finding in lost.findings]
    begins = first.findings[0]
    place = Place(begins.place.file, begins.place.sheet, 0, letters(first.at) if first.at >= 0 else "", register, first.column)
    cells = [finding.place.cell for finding in first.findings[:_SHOWN]]
    facts = {
        "columns": tuple(f"{register}.{lost.column}" for lost in neighbours),
        "n": len(findings),
        "filled": sum(lost.filled for lost in neighbours),
        "cells": (*cells, "…") if len(findings) > len(cells) else tuple(cells),
        "value": begins.facts.get("value", begins.facts.get("error")),
    }
    severity = min(finding.severity for finding in findings)
    return Finding(LOST.code, severity, place, facts, tuple(finding.place for finding in findings))


def _lost_headers(findings: list[Finding], books: Books) -> list[Finding]:
    """Put a missing column and the unknown header that must be its own into one finding, at the header."""
    headers: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        near = finding.facts.get("near")
        if finding.code == UNKNOWN.code and near:
            headers.setdefault((finding.place.register, finding.place.file, finding.place.sheet, near), finding)
    if not headers:
        return findings
    found: list[Finding] = []
    told: set[int] = set()
    for finding in findings:
        place = finding.place
        header = headers.get((place.register, place.file, place.sheet, _name(place, books)))
        if header is not None and finding.code in {MISSING.code, WAITING}:
            at = replace(place, row=header.place.row, cell=header.place.cell)
            finding = replace(finding, place=at, facts={**finding.facts, "header": header.facts["header"]})  # noqa: PLW2901
            told.add(id(header))
        found.append(finding)
    return [finding for finding in found if id(finding) not in told]


def _name(place: Place, books: Books) -> str:
    layout = books.layouts.get(place.register)
    column = layout.columns.get(place.column) if layout is not None else None
    return column.name.pl if column is not None else ""


def _repeated(findings: list[Finding]) -> list[Finding]:
    """Put the rows together that are wrong by the same value, wherever in the register it stands, or that were pasted together."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    found: list[Finding] = []
    blocks = pasted_blocks(findings)
    for finding in findings:
        same = NOTICES[finding.code].same
        if not same or not finding.place.row or finding.also:
            found.append(finding)
            continue
        place = finding.place
        cause = blocks.get(id(finding)) if same == BLOCK else place.key if same == "key" else finding.facts.get(same)
        key = (finding.code, finding.severity, place.register, place.column, cause)
        groups.setdefault(key, []).append(finding)
    for group in groups.values():
        first, *others = sorted(group, key=lambda finding: finding.order)
        if others:
            facts = {**first.facts, "rows": len(group)}
            first = replace(first, facts=facts, also=tuple(other.place for other in others))
        found.append(first)
    return found
