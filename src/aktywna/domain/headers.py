"""Which column stands where: headers recognised by name or synonym, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from aktywna.domain.finding import Fact, Finding, Place
from aktywna.domain.layout import Column, Layout, normal
from aktywna.domain.rule import ERROR, N_, NOTE, WARNING, Notice, notice
from aktywna.domain.sheet import Sheet, letters
from aktywna.domain.vocabulary import nearest

MISSING = notice(
    "R001",
    ERROR,
    title=N_("A column that the register cannot do without is missing."),
    says=N_("The column “{column:name}” is missing."),
    do=N_("Add the column, or say under which header you keep it: in project.toml, in the register's headers."),
    basis="count",
    about=N_("What would be read from the column is not known of anybody, so results that depend on it cannot be counted."),
)
UNKNOWN = notice(
    "R002",
    NOTE,
    title=N_("A header is not known, so its column is not read."),
    says=N_("The header {header:quote} is not known; its column is not read.{near:meant}"),
    do=N_("Nothing, if the column is the office's own; otherwise add the header to the register's headers in project.toml."),
    basis="registers.md 5.2",
)
DOUBLED = notice(
    "R003",
    WARNING,
    title=N_("Two headers name the same column."),
    says=N_("The header {header:quote} names the column “{column:name}”, which already stands in column {first}; only that one is read."),
    do=N_("Leave one of the two columns, or give the other one a different header."),
    basis="count",
    about=N_("Headers are compared without case, diacritics and punctuation, so that synonyms of one column meet."),
)
NO_HEADER = notice(
    "R004",
    WARNING,
    title=N_("A column has cells but no header."),
    says=N_("Column {letter} has no header although {cells:count cell|cells} in it {cells:word is|are} filled; it is not read."),
    do=N_("Write a header over the column; if texts have slipped to the right, put the text with a separator in quotation marks."),
    basis="count",
)
NO_TABLE = notice(
    "R005",
    ERROR,
    title=N_("No row of headers was found."),
    says=N_("The first {rows:count row|rows} do not hold the headers of this register."),
    do=N_("Put the headers in one row over the table; at least one must be such as “{example:name}”."),
    basis="count",
    about=N_("A row is taken for headers when at least half of its cells are known headers of the register."),
)

SEARCHED = 20
"""In how many first rows the headers may stand."""
_SURE = 3
_NOWHERE = Place()


@dataclass(frozen=True)
class Headings:
    """Which column of the layout stands where in a sheet (positions from 0), and what is said of its headers."""

    columns: Mapping[str, int]
    findings: tuple[Finding, ...]


def recognise(layout: Layout, header: Sequence[str | None], own: Mapping[str, str], place: Place = _NOWHERE) -> Headings:
    """
    Recognise a row of headers; `own` are the office's own headers (header = column), `place` the row's address.

    The project's own headers go before the layout's; a column named twice is read where it stands first.
    """
    known = layout.headers | {normal(written): column for written, column in own.items()}
    columns: dict[str, int] = {}
    findings: list[Finding] = []
    for position, written in enumerate(header):
        if written is None or not normal(written):
            continue
        column = known.get(normal(written))
        if column is None:
            findings.append(_unknown(layout, written, known, _at(place, position)))
        elif column in columns:
            facts = {"header": _line(written), "column": layout.columns[column].name, "first": letters(columns[column])}
            findings.append(_finding(DOUBLED, _at(place, position, column), facts))
        else:
            columns[column] = position
    missing = [column for column in layout.column if is_needed(layout, column) and column.id not in columns]
    findings += [_finding(MISSING, _at(place, None, column.id), {"column": column.name}) for column in missing]
    return Headings(columns, tuple(findings))


def is_needed(layout: Layout, column: Column) -> bool:
    """Whether a register cannot do without the column: always filled in, the key, or the day that puts a row into a period."""
    return column.need.always or column.id in {layout.key, layout.dated}


def header_row(layout: Layout, text: pd.DataFrame, own: Mapping[str, str]) -> int | None:
    """
    Give the position of the row of headers among the first rows of a sheet; nothing when there is none.

    It is the first row where at least half of the cells are known headers, one of them a needed column's; failing that
    (an office with many columns of its own) the first one with three known headers.
    """
    known = layout.headers | {normal(written): column for written, column in own.items()}
    needed = {column.id for column in layout.column if is_needed(layout, column)} or {column.id for column in layout.column}
    fallback: int | None = None
    for position, cells in enumerate(text.head(SEARCHED).itertuples(index=False, name=None)):
        written = [normal(cell) for cell in cells if isinstance(cell, str) and cell.strip()]
        found = {known[word] for word in written if word in known}
        # A needed column may be the one that is missing; then several others must tell.
        if not found & needed and len(found) < _SURE:
            continue
        if 2 * sum(word in known for word in written) >= len(written):
            return position
        if fallback is None and len(found) >= _SURE:
            fallback = position
    return fallback


def no_table(layout: Layout, sheet: Sheet) -> Finding:
    """Say that a sheet has no row of headers."""
    example = layout.columns.get(layout.key, layout.column[0]).name
    facts = {"rows": min(SEARCHED, len(sheet.text)), "example": example}
    return _finding(NO_TABLE, Place(sheet.file, sheet.name or "", register=layout.id), facts)


def without_header(header: Sequence[str | None], body: pd.DataFrame, place: Place) -> list[Finding]:
    """Say which columns hold something under an empty header."""
    bare = [position for position, written in enumerate(header) if written is None or not written.strip()]
    filled = {position: int(body.iloc[:, position].notna().sum()) for position in bare}
    return [
        _finding(NO_HEADER, _at(place, position), {"letter": letters(position), "cells": cells})
        for position, cells in filled.items()
        if cells
    ]


def _unknown(layout: Layout, written: str, known: Mapping[str, str], place: Place) -> Finding:
    like = nearest(written, known)
    return _finding(UNKNOWN, place, {"header": _line(written), "near": layout.columns[like].name.pl if like is not None else None})


def _line(written: str) -> str:
    """A header as one line, whatever breaks it had."""
    return " ".join(written.split())


def _at(place: Place, position: int | None, column: str = "") -> Place:
    cell = f"{letters(position)}{place.row}" if position is not None else ""
    return Place(place.file, place.sheet, place.row, cell, place.register, column)


def _finding(said: Notice, place: Place, facts: Mapping[str, Fact] | Mapping[str, Any]) -> Finding:
    return Finding(said.code, said.severity, place, facts)
