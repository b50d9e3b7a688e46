"""CSV files read cell for cell, with the row numbers that a spreadsheet would show."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.sheets.refusals import CLOSED, EMPTY, NOT_THERE, refused
from aktywna.domain.sheets.sheet import Sheet, Stored, letters
from aktywna.domain.sheets.text_files import LONGER_ROW, STRAY_QUOTE, ZERO_BYTES
from aktywna.io.reading import lettering
from aktywna.io.reading.encodings import Written, encoding_of, in_ascii, in_utf8, older_encoding_of, wrong_encoding
from aktywna.io.reading.limits import DEFAULT, FILE, within
from aktywna.io.reading.separators import Shape, shape_of
from aktywna.io.reading.text_scan import Scan, line_at, scan_of
from aktywna.io.reading.text_tables import Read, quick_table, row_by_row

SUFFIXES = (".csv", ".tsv", ".txt")
"""Endings of the names of text files with separators."""

_HEAD = 64_000


def read_csv(path: Path, file: str, *, encoding: EncodingName | None = None) -> Sheet:
    """
    Read a CSV file as one sheet without a name; `file` is the name to call it by, `encoding` what the definition says.

    UTF-8, UTF-16 or an older Polish encoding; `;`, tabulator, `,` or `|` between cells; quotation marks, and line breaks
    between them. Blank lines keep their numbers; short rows are filled with empty cells. What was decided on the way is in
    the sheet's `notes`. Raise `InputRefused` when the file is missing, closed to us, empty, no text, over a limit, in an
    encoding that cannot be read, or when a quotation mark swallows rows.
    """
    try:
        within(file, FILE, path.stat().st_size, DEFAULT.unpacked)
        return _sheet(path, file, encoding)
    except FileNotFoundError as error:
        raise refused(NOT_THERE, file) from error
    except OSError as error:
        raise refused(CLOSED, file) from error


def _sheet(path: Path, file: str, declared: EncodingName | None) -> Sheet:
    written = encoding_of(path, file, declared)
    try:
        scan, read = _read(path, file, written)
    except UnicodeDecodeError as error:
        if written.is_certain:
            raise wrong_encoding(path, file, written) from error
        written = older_encoding_of(path, file, written)
        scan, read = _read(path, file, written)
    table, notes = _trimmed(read.table), list(_notes(path, file, written, scan, read))
    if not table.num_rows:
        raise refused(EMPTY, file)
    found = lettering.suspicions(table) if read.letters is None else read.letters
    if written.misreading is not None:
        table, changed = lettering.put_right(table, written.misreading, found)
        notes += lettering.repairs_of(file, written.misreading, changed)
        found = lettering.suspicions(table) if changed else found
    notes += lettering.notes_of(table, file, written, found, is_declared=declared is not None)
    index = pd.RangeIndex(1, table.num_rows + 1)
    text = table.rename_columns([str(number) for number in range(table.num_columns)]).to_pandas()
    text.columns, text.index = pd.RangeIndex(table.num_columns), index
    return Sheet(file, None, text.astype("str"), _stored(table, index), tuple(notes))


def _read(path: Path, file: str, written: Written) -> tuple[Scan, Read]:
    """Read the cells in the encoding that was chosen; raise UnicodeDecodeError when the file is not in it."""
    head = _head(path, written)
    shape = shape_of(head)
    with ThreadPoolExecutor(1) as beside:
        scan = beside.submit(scan_of, in_ascii(path, written), shape.separator)
        # A file without quotation marks is read while it is looked over for them; any other waits.
        quick = quick_table(path, written, shape, scan.result, file, begun='"' not in head)
    return scan.result(), quick or row_by_row(path, written, shape, file)


def shape_in(path: Path, written: Written) -> Shape:
    """Give how a file is parted into cells."""
    return shape_of(_head(path, written))


def _head(path: Path, written: Written) -> str:
    """The first lines of a file; a line that is cut is left out where there are others."""
    found = b""
    for piece in in_utf8(path, written):
        found += piece
        if len(found) >= _HEAD:
            break
    head = found[:_HEAD].replace(b"\0", b"").decode(errors="replace")
    whole, end, _cut = head.rpartition("\n" if "\n" in head else "\r") if len(found) > _HEAD else (head, "", "")
    return whole if end else head


def _notes(path: Path, file: str, written: Written, scan: Scan, read: Read) -> Iterator[Finding]:
    if scan.zeros:
        facts = {"file": file, "n": scan.zeros, "line": line_at(path, written, scan.zero_at)}
        yield Finding(ZERO_BYTES.code, ZERO_BYTES.severity, Place(file), facts)
    for stray in read.strays:
        place = Place(file, row=stray.row, cell=f"{letters(stray.column)}{stray.row}")
        yield Finding(STRAY_QUOTE.code, STRAY_QUOTE.severity, place, {"line": stray.line})
    for row, cells in read.longer:
        place = Place(file, row=row, cell=f"{letters(cells - 1)}{row}")
        yield Finding(LONGER_ROW.code, LONGER_ROW.severity, place, {"n": cells, "usual": read.usual})


def _trimmed(table: pa.Table) -> pa.Table:
    """Leave out blank rows at the end, and the sign with which old programs end a file."""
    rows = table.num_rows
    while rows:
        last = [cell for column in table.columns if (cell := column[rows - 1].as_py()) is not None]
        if last and last != ["\x1a"]:
            break
        rows -= 1
    return table.slice(0, rows)


def _stored(table: pa.Table, index: pd.Index[Any]) -> pd.DataFrame:
    """Say which cells are texts and which are empty; columns that are full share one array."""
    full = np.full(table.num_rows, Stored.TEXT, dtype=np.uint8)
    full.flags.writeable = False
    stored = {
        position: column.is_valid().to_numpy() * np.uint8(Stored.TEXT) if column.null_count else full
        for position, column in enumerate(table.columns)
    }
    return pd.DataFrame(stored, index=index, copy=False)
