"""A register read from its sheets: tables found, rows kept with their addresses, columns typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.abreast import abreast
from aktywna.domain.cells.column import Reading, Stores, Trouble
from aktywna.domain.cells.hours import unit_named
from aktywna.domain.cells.kinds import read_column
from aktywna.domain.cells.lost import lost
from aktywna.domain.cells.ranges import PAIRS, parted
from aktywna.domain.cells.texts import Bools
from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.counting.splitting import NOT_PARTED, taken_apart
from aktywna.domain.diaries.turned import Turned
from aktywna.domain.diaries.wide import settled, unpivoted
from aktywna.domain.findings.cells_beside import judged
from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.domain.findings.moved_rows import moved_rows, without
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.layout import Choice, Column, Layout
from aktywna.domain.registers.register import Hits, Origin, Register
from aktywna.domain.sheets.left_out import Positions, rows_of
from aktywna.domain.sheets.merges import Filled, filled, said_of
from aktywna.domain.sheets.rows import Rows, column_of, joined, unit_of
from aktywna.domain.sheets.sheet import Sheet, Stored, letters
from aktywna.domain.sheets.tables import Table, tables

_UNIT = "unit"


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
    least one table has it, and is unknown in rows of the others.
    """
    own = own_headers or {}
    # What a workbook says of itself, each of its sheets says.
    findings = list(dict.fromkeys(note for sheet in sheets for note in sheet.notes))
    read: list[Rows | Turned] = []
    for sheet in sheets:
        turned = unpivoted(layout, choices, project, sheet, own)
        if turned is not None:
            read += turned
            continue
        found, said = tables(layout, sheet, own)
        findings += said
        read += [_rows(layout, table) for table in found]
    rows, said_of_marks = settled(layout, choices, project, read, sheets)
    findings += [finding for table in rows for finding in table.findings]
    register, said = typed_rows(layout, choices, project, rows)
    return register, [*findings, *said_of_marks, *said]


def _rows(layout: Layout, table: Table) -> Rows:
    """Take the rows of data out of a table, column by column."""
    merged = filled(table)
    positions, findings = rows_of(table, merged)
    which = _run(positions)
    if merged.cells:
        positions = np.asarray(positions)
        merged = merged.within(positions)
        findings += said_of(layout, table, merged)
    stored = table.sheet.stored
    text: dict[str, pd.Series[Any]] = {}
    stores: dict[str, Stores] = {}
    for column, at in table.headings.columns.items():
        cells = table.sheet.text.iloc[:, at]
        text[column] = (merged.apply(cells, at) if at in merged else cells).iloc[which]
        stores[column] = _stored_filled(stored.iloc[:, at].to_numpy(), merged, at)[which]
    findings += _take_apart(layout, table, positions, text, stores)
    origin = Origin(table.place.file, table.place.sheet, table.headings.columns, _anchors(table, merged), table.place.row)
    numbers = _shown(table.sheet.text.index, which)
    repeated = {column: np.isin(positions, merged.cells[at][0]) for column, at in table.headings.columns.items() if at in merged}
    beyond = _beyond(table, which)
    return Rows(origin, text, stores, numbers, repeated=repeated, findings=tuple(findings), units=_units(layout, table), beyond=beyond)


def _beyond(table: Table, which: slice | Positions) -> pd.Series[Any] | None:
    at = max(table.headings.columns.values(), default=table.right) + 1
    return table.sheet.text.iloc[:, at].iloc[which] if at <= table.right and table.header[at] is None else None


def _units(layout: Layout, table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, at in table.headings.columns.items():
        header = table.header[at]
        if layout.columns[column].kind == "hours" and header is not None and (unit := unit_named(header.text)):
            found[column] = unit
    return found


def _shown(index: pd.Index[Any], which: slice | Positions) -> np.ndarray[Any, Any]:
    """Give the numbers of rows as the spreadsheet shows them; a text file numbers them without a gap."""
    if isinstance(which, slice) and isinstance(index, pd.RangeIndex) and index.step == 1:
        return np.arange(which.start + index.start, which.stop + index.start, dtype=np.int32)
    return index.to_numpy()[which]


def _run(positions: Positions | range) -> slice | Positions:
    """Rows without a gap are a slice, which copies nothing."""
    if isinstance(positions, range):
        return slice(positions.start, positions.stop)
    if len(positions) and positions[-1] - positions[0] + 1 == len(positions):
        return slice(int(positions[0]), int(positions[-1]) + 1)
    return positions


def _stored_filled(stored: Stores, merged: Filled, at: int) -> Stores:
    if at not in merged:
        return stored
    targets, sources = merged.cells[at]
    stored = stored.copy()
    stored[targets] = stored[sources]
    return stored


def _anchors(table: Table, merged: Filled) -> dict[tuple[int, int], int]:
    if not merged.cells:
        return {}
    shown = table.sheet.text.index.to_numpy()
    return {
        (row, at): top
        for at, (targets, sources) in merged.cells.items()
        for row, top in zip(shown[targets].tolist(), shown[sources].tolist(), strict=True)
    }


def _take_apart(
    layout: Layout, table: Table, positions: Positions | range, text: dict[str, pd.Series[Any]], stores: dict[str, Stores]
) -> list[Finding]:
    """Replace cells of several columns by what each of them holds; say where that is not sure."""
    findings: list[Finding] = []
    for at, split in table.headings.splits.items():
        mine = [column for column in split.into if table.headings.columns[column] == at]
        whole = text[mine[0]]
        taken = taken_apart(split, whole)
        for column in mine:
            changed = taken.text[column].ne(whole).fillna(value=True).to_numpy(dtype=bool)
            text[column] = taken.text[column]
            stores[column] = np.where(changed & taken.text[column].notna().to_numpy(), np.uint8(Stored.TEXT), stores[column])
        for row in np.flatnonzero(taken.unsure).tolist():
            shown = table.shown(int(positions[row]))
            key = text[layout.key].iloc[row] if layout.key in text else None
            cell = f"{letters(at)}{shown}"
            place = Place(table.place.file, table.place.sheet, shown, cell, layout.id, mine[0], key if isinstance(key, str) else "")
            findings.append(Finding(NOT_PARTED.code, NOT_PARTED.severity, place))
    return findings


def typed_rows(layout: Layout, choices: Mapping[str, Choice], project: Project, read: Sequence[Rows]) -> tuple[Register, list[Finding]]:
    """Read the cells of rows by the kinds of their columns; give the register, and what is to be said of its cells."""
    present = [column for column in layout.column if any(column.id in rows.text for rows in read)]
    cells = {column.id: column_of(read, column.id) for column in present}
    troubles = _part_ranges(layout, cells)
    lengths = [len(rows) for rows in read]
    # Zeros take no memory until somebody looks at them.
    origin = np.repeat(np.arange(len(read)), lengths) if len(read) > 1 else np.zeros(sum(lengths), dtype=np.intp)
    readings: dict[str, Reading] = {}
    unread: dict[str, Positions] = {}

    def reading_of(column: Column) -> tuple[Reading, Positions]:
        each = readings[_UNIT].typed if _UNIT in readings else None
        unit = unit_of(read, column.id, each) if column.kind == "hours" else None
        told = read[0].different.get(column.id) if len(read) == 1 else None
        words = vocabulary(column, choices, project)
        reading = read_column(column, *cells[column.id], words, origin=origin, unit=unit, different=told)
        return reading, lost(cells[column.id][0], reading)

    there = [column for column in layout.column if column.id in cells]
    # A row's own unit is read before its hours.
    for some in ([column for column in there if column.id == _UNIT], [column for column in there if column.id != _UNIT]):
        for column, (reading, gone) in zip(some, abreast(reading_of, some, len(origin)), strict=True):
            readings[column.id] = reading
            troubles.setdefault(column.id, []).extend(reading.troubles)
            if len(gone):
                unread[column.id] = gone

    def judge(name: str, text: pd.Series[Any], stored: Stores) -> tuple[Bools, Bools]:
        column = layout.columns[name]
        words = vocabulary(column, choices, project)
        takes_any = words is None and column.kind in {"choice", "choices"}
        return judged(column, text, stored, None if takes_any else read_column(column, text, stored, words))

    weights: list[Severity] = []
    if moved := moved_rows(layout, read, cells, unread, judge):
        readings, troubles, unread, weights = without(moved, readings, troubles, unread)
    register = Register(
        layout,
        Columns({name: readings[name].column(name) for name in layout.columns if name in readings}, sum(lengths)),
        tuple(_with_ends(rows.origin, readings) for rows in read),
        origin,
        joined([rows.row for rows in read]),
        _turned(read),
    )
    findings = [one.said(register, weight) for one, weight in zip(moved, weights, strict=True)]
    for name, found in troubles.items():
        if not found:
            continue
        once = np.concatenate([~rows.repeated.get(name, np.zeros(len(rows), dtype=np.bool_)) for rows in read])
        for trouble in found:
            hits = Hits(register, np.flatnonzero(trouble.mask & once), name, trouble.facts)
            findings += hits.findings(trouble.notice.code, trouble.notice.severity)
    # Only now: what was just said is not to be passed over as said already.
    return replace(register, unread=unread).told_apart(
        {name: one.coded for name, one in readings.items() if one.coded is not None}
    ), findings


def _part_ranges(layout: Layout, cells: dict[str, tuple[pd.Series[Any], Stores]]) -> dict[str, list[Trouble]]:
    """Part the cells of a beginning that hold the end too, where the register has a column for it."""
    troubles: dict[str, list[Trouble]] = {}
    for begins, ends in PAIRS:
        if begins not in cells or ends not in layout.columns:
            continue
        kind = layout.columns[begins].kind
        text, stored = cells[begins]
        both = parted(kind, text, cells[ends][0] if ends in cells else None)
        if both.trouble.mask.any():
            others = cells[ends][1] if ends in cells else np.zeros(len(text), dtype=np.uint8)
            cells[begins] = (both.begins, np.where(both.trouble.mask, np.uint8(Stored.TEXT), stored))
            cells[ends] = (both.ends, np.where(both.trouble.mask, np.uint8(Stored.TEXT), others))
            troubles[begins] = [both.trouble]
    return troubles


def _with_ends(origin: Origin, typed: Mapping[str, Any]) -> Origin:
    """An end without a column of its own stands in the cell of its beginning."""
    ends = {end: origin.columns[begin] for begin, end in PAIRS if begin in origin.columns and end in typed and end not in origin.columns}
    return replace(origin, columns={**origin.columns, **ends}) if ends else origin


def _turned(read: Sequence[Rows]) -> dict[str, np.ndarray[Any, Any]]:
    """Give the columns of cells of tables that were turned; -1 where a table stands as it is read."""
    names = dict.fromkeys(name for rows in read for name in rows.at)
    return {name: np.concatenate([rows.at.get(name, np.full(len(rows), -1)) for rows in read]) for name in names}
