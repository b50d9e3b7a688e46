"""JSON Lines: an object a row, keyed by the ids of columns; days ISO, amounts as texts, what is not known left null."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.exchange.table import Table
from aktywna.domain.sheets.refusals import CLOSED, DAMAGED, EMPTY, NOT_THERE, refused
from aktywna.domain.sheets.sheet import Sheet, Stored
from aktywna.io.exchange.workbook_file import cells_of
from aktywna.io.reading.limits import DEFAULT, FILE, within

SUFFIX = ".jsonl"


def json_lines(table: Table) -> bytes:
    """Give the rows of a table, a line each, in UTF-8."""
    ids = [one.id for one in table.columns]
    rows = zip(*(cells_of(one) for one in table.columns), strict=True)
    lines = (json.dumps(dict(zip(ids, map(_plain, row), strict=True)), ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def read_json_lines(path: Path, file: str) -> Sheet:
    """Read a file of JSON Lines as one sheet: the first row holds the keys; raise `InputRefused`."""
    try:
        within(file, FILE, path.stat().st_size, DEFAULT.unpacked)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise refused(NOT_THERE, file) from error
    except OSError as error:
        raise refused(CLOSED, file) from error
    try:
        rows = [json.loads(line, parse_float=Decimal) for line in content.decode("utf-8-sig").splitlines() if line.strip()]
    except ValueError as error:
        raise refused(DAMAGED, file) from error
    if not rows:
        raise refused(EMPTY, file)
    if not all(isinstance(row, dict) for row in rows):
        raise refused(DAMAGED, file)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return sheet_of(file, keys, [[_cell(row.get(key)) for row in rows] for key in keys])


def sheet_of(file: str, headers: list[str], columns: list[list[tuple[str | None, Stored]]]) -> Sheet:
    """Make a sheet of columns under their headers."""
    height = max((len(column) for column in columns), default=0) + 1
    index = pd.RangeIndex(1, height + 1)
    named = list(zip(headers, columns, strict=True))
    text = {at: pd.Series([header, *(cell[0] for cell in column)], index=index, dtype="str") for at, (header, column) in enumerate(named)}
    stored = {at: np.array([Stored.TEXT, *(cell[1] for cell in column)], dtype=np.uint8) for at, column in enumerate(columns)}
    return Sheet(file, None, pd.DataFrame(text, index=index), pd.DataFrame(stored, index=index))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> tuple[str | None, Stored]:
    if value is None or value == "":
        return None, Stored.EMPTY
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), Stored.YES_NO
    if isinstance(value, (int, Decimal)):
        return format(value, "f"), Stored.NUMBER
    if isinstance(value, list):
        return "; ".join(map(str, value)), Stored.TEXT
    return str(value), Stored.TEXT
