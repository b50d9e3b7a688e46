"""A register read from its sheets: headers recognised, rows kept with their addresses, columns typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.amounts import grosze, number
from aktywna.domain.finding import Finding, Place
from aktywna.domain.headers import Headings, header_row, no_table, recognise, without_header
from aktywna.domain.identifiers import Bools
from aktywna.domain.kinds import read_column
from aktywna.domain.layout import Choice, Layout
from aktywna.domain.project import Project
from aktywna.domain.register import Origin, Register
from aktywna.domain.rule import N_, NOTE, notice
from aktywna.domain.sheet import Sheet, letters
from aktywna.domain.vocabulary import vocabulary

TOTALS = notice(
    "R006",
    NOTE,
    title=N_("A row of totals was left out."),
    says=N_("The row that begins {label:quote} holds totals and was left out."),
    do=N_("Nothing, if it is a sum; otherwise fill the key of the row."),
    basis="registers.md 5.2",
    about=N_("A row is taken for totals when it has no key, begins with Razem, Ogółem, Suma or Łącznie, and holds nothing but numbers."),
)

_TOTALS = r"^(?i:\s*(razem|ogółem|ogolem|suma|łącznie|lacznie))([\s:.]|$)"


@dataclass(frozen=True, eq=False)
class _Table:
    """The rows of one sheet under its headers."""

    sheet: Sheet
    headings: Headings
    text: pd.DataFrame
    stored: np.ndarray[Any, np.dtype[np.uint8]]


def read_register(
    layout: Layout,
    choices: Mapping[str, Choice],
    project: Project,
    sheets: Sequence[Sheet],
    own_headers: Mapping[str, str] | None = None,
) -> tuple[Register, list[Finding]]:
    """
    Read the sheets of one register, one below another; give the register and what is to be said of its cells.

    `own_headers` are the office's own (header = column). Rows keep their numbers and sheets; a column is there when at
    least one sheet has it, and is unknown in rows of the others.
    """
    findings: list[Finding] = []
    tables: list[_Table] = []
    for sheet in sheets:
        table, said = _table(layout, sheet, own_headers or {})
        findings += said
        if table is not None:
            tables.append(table)
    register, said = _typed(layout, choices, project, tables)
    return register, [*findings, *said]


def _table(layout: Layout, sheet: Sheet, own: Mapping[str, str]) -> tuple[_Table | None, list[Finding]]:
    at = header_row(layout, sheet.text, own)
    if at is None:
        return None, [no_table(layout, sheet)]
    header = [cell if isinstance(cell, str) else None for cell in sheet.text.iloc[at]]
    place = Place(sheet.file, sheet.name or "", int(sheet.text.index[at]), register=layout.id)
    headings = recognise(layout, header, own, place)
    body, stored = sheet.text.iloc[at + 1 :], sheet.stored.to_numpy()[at + 1 :]
    blank, totals = _blank(body), _totals(layout, body, headings.columns)
    kept = ~blank & ~totals
    said = [*headings.findings, *without_header(header, body, place), *_left_out(sheet, place, body, totals)]
    if not kept.all():
        body, stored = body[kept], stored[kept]
    return _Table(sheet, headings, body, stored), said


def _typed(layout: Layout, choices: Mapping[str, Choice], project: Project, tables: Sequence[_Table]) -> tuple[Register, list[Finding]]:
    present = [column for column in layout.column if any(column.id in table.headings.columns for table in tables)]
    readings = {column.id: read_column(column, *_cells(tables, column.id), vocabulary(column, choices, project)) for column in present}
    rows = sum(len(table.text) for table in tables)
    data = pd.DataFrame({name: reading.typed for name, reading in readings.items()}, index=pd.RangeIndex(rows), copy=False)
    register = Register(
        layout,
        data,
        tuple(Origin(table.sheet.file, table.sheet.name or "", table.headings.columns) for table in tables),
        np.repeat(np.arange(len(tables)), [len(table.text) for table in tables]),
        np.concatenate([table.text.index.to_numpy() for table in tables]) if tables else np.empty(0, dtype=np.intp),
    )
    findings: list[Finding] = []
    for name, reading in readings.items():
        for trouble in reading.troubles:
            hits = register.hits(trouble.mask, at=name, **trouble.facts)
            findings += hits.findings(trouble.notice.code, trouble.notice.severity)
    return register, findings


def _cells(tables: Sequence[_Table], column: str) -> tuple[pd.Series[Any], np.ndarray[Any, np.dtype[np.uint8]]]:
    """Give a column's texts and stores from all tables, one below another."""
    texts: list[pd.Series[Any]] = []
    stores: list[np.ndarray[Any, np.dtype[np.uint8]]] = []
    for table in tables:
        at = table.headings.columns.get(column)
        rows = len(table.text)
        texts.append(pd.Series([None] * rows, dtype="str") if at is None else table.text.iloc[:, at])
        stores.append(np.zeros(rows, dtype=np.uint8) if at is None else table.stored[:, at])
    text = texts[0].reset_index(drop=True) if len(texts) == 1 else pd.concat(texts, ignore_index=True)
    return text, np.concatenate(stores)


def _blank(body: pd.DataFrame) -> Bools:
    """Rows with nothing but spaces in any cell."""
    blank = np.arange(len(body))
    for position in range(body.shape[1]):
        if not len(blank):
            break
        cells = body.iloc[blank, position]
        blank = blank[(cells.isna() | cells.str.isspace().fillna(value=False)).to_numpy(dtype=bool)]
    return _marked(blank, len(body))


def _totals(layout: Layout, body: pd.DataFrame, columns: Mapping[str, int]) -> Bools:
    """Rows that sum up the others: the key is empty or is itself such a word, and all the rest are numbers."""
    key = columns.get(layout.key)
    if key is None:
        return _marked(np.empty(0, dtype=np.intp), len(body))
    keys = body.iloc[:, key]
    rows = np.flatnonzero((keys.isna() | _names_totals(keys)).to_numpy(dtype=bool))
    named = np.zeros(len(rows), dtype=np.bool_)
    for position in range(body.shape[1]):
        named |= _names_totals(body.iloc[rows, position]).to_numpy(dtype=bool)
    sums = [row for row in rows[named].tolist() if _is_sum([cell for cell in body.iloc[row] if isinstance(cell, str) and cell.strip()])]
    return _marked(np.array(sums, dtype=np.intp), len(body))


def _names_totals(cells: pd.Series[Any]) -> pd.Series[Any]:
    named = pc.match_substring_regex(pa.array(cells, type=pa.large_string()), _TOTALS)
    return pd.Series(pc.fill_null(named, fill_value=False).to_numpy(zero_copy_only=False), index=cells.index)


def _is_sum(cells: Sequence[str]) -> bool:
    return bool(cells) and re.match(_TOTALS, cells[0]) is not None and all(_is_number(cell) for cell in cells[1:])


def _is_number(cell: str) -> bool:
    return number(cell) is not None or grosze(cell) is not None


def _left_out(sheet: Sheet, place: Place, body: pd.DataFrame, totals: Bools) -> list[Finding]:
    found: list[Finding] = []
    for row in np.flatnonzero(totals).tolist():
        cells = body.iloc[row]
        position = int(cells.notna().to_numpy().argmax())
        at = int(body.index[row])
        where = Place(sheet.file, sheet.name or "", at, f"{letters(position)}{at}", place.register)
        found.append(Finding(TOTALS.code, TOTALS.severity, where, {"label": str(cells.iloc[position]).strip()}))
    return found


def _marked(rows: np.ndarray[Any, np.dtype[np.intp]], length: int) -> Bools:
    marked = np.zeros(length, dtype=np.bool_)
    marked[rows] = True
    return marked
