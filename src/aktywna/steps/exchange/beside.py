"""What stands in a file beside what its register holds: columns that are not known, and cells that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from aktywna.domain.exchange.canonical import Extra
from aktywna.domain.findings.finding import Finding
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.sheet import Sheet, column_number
from aktywna.steps.exchange.inputs import SECOND_LOOK, Input, Sheets

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_ASIDE = "R010"


def extras_of(read: Input, register: Register) -> list[Extra]:
    """Give the columns of a register's sheets that it does not hold, beside its rows; those without any content are left out."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file, sheet, position, header in _headers(read.findings, register, (*SECOND_LOOK, _ASIDE), read.sheets):
        for at, origin in enumerate(register.origins):
            if (origin.file, origin.sheet) == (file, sheet) and (file, sheet) in read.sheets and position not in origin.columns.values():
                found.setdefault(header, []).append((at, str(position)))
    extras = []
    for header, stands in found.items():
        text = _cells(register, read.sheets, [(at, int(position)) for at, position in stands])
        if text.null_count < len(text):
            extras.append(Extra(header, text))
    return extras


def _headers(findings: Iterable[Finding], register: Register, codes: Sequence[str], sheets: Sheets) -> Iterator[tuple[str, str, int, str]]:
    """Give the headers that were not taken: file, sheet, position and words; of columns of something else, each of them."""
    for one in findings:
        place = one.place
        if one.code not in codes or place.register not in {register.id, ""}:
            continue
        if one.code != _ASIDE:
            named = _CELL.fullmatch(place.cell)
            if named is not None:
                yield place.file, place.sheet, column_number(named[1]), str(one.facts["header"])
            continue
        sheet = sheets.get((place.file, place.sheet))
        for position in range(column_number(str(one.facts["first"])), column_number(str(one.facts["last"])) + 1):
            written = sheet.text.iloc[:, position].get(place.row) if sheet is not None else None
            if isinstance(written, str):
                yield place.file, place.sheet, position, written


def _cells(register: Register, sheets: Sheets, stands: Sequence[tuple[int, int]]) -> pa.LargeStringArray:
    """Give the cells beside each row of a register, in the columns (origin, position) of its sheets."""
    numbers = register.numbers(np.arange(len(register)))
    text = np.full(len(register), None, dtype=object)
    for at, position in stands:
        origin = register.origins[at]
        here = np.flatnonzero(register.origin == at)
        column = sheets[origin.file, origin.sheet].text.iloc[:, position]
        found = column.reindex(numbers[here])
        text[here] = found.where(found.notna(), None).to_numpy(dtype=object)
    return pa.array(text, type=pa.large_string(), from_pandas=True)


def unread_of(read: Input, register: Register) -> dict[str, dict[int, str]]:
    """Give the cells of a register that could not be read, as they were written: column, row, text."""
    found: dict[str, dict[int, str]] = {}
    for column, rows in register.unread.items():
        places = register.places(rows, column)
        for row, place in zip(rows.tolist(), places, strict=True):
            sheet: Sheet | None = read.sheets.get((place.file, place.sheet))
            named = _CELL.fullmatch(place.cell)
            if sheet is None or named is None:
                continue
            position = column_number(named[1])
            written = sheet.text.iloc[:, position].get(int(named[2])) if position < sheet.text.shape[1] else None
            if isinstance(written, str) and not pd.isna(written):
                found.setdefault(column, {})[row] = written
    return found
