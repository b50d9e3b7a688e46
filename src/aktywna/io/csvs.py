"""CSV files read cell for cell, with the row numbers that a spreadsheet would show."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow

from aktywna.domain.refusals import CLOSED, EMPTY, NOT_THERE, NOT_UTF8, OPEN_QUOTE, refused
from aktywna.domain.sheet import Sheet, Stored

SUFFIXES = (".csv", ".tsv", ".txt")
"""Endings of the names of text files with separators."""

_BOM = b"\xef\xbb\xbf"
_SEPARATORS = (";", "\t", ",")
_HEAD_LINES = 20
_HEAD_BYTES = 64_000
_QUOTE, _NEWLINE, _RETURN = b'"\n\r'
# A note of a whole page fits into a cell; what the csv module allows by default does not always.
_LONGEST_CELL = 10_000_000


def read_csv(path: Path, file: str) -> Sheet:
    """
    Read a CSV file as one sheet without a name; `file` is the name to call it by.

    UTF-8 with or without BOM; `;`, tabulator or `,` between cells; quotation marks, and line breaks between them. Blank
    lines keep their numbers; short rows are filled with empty cells. Raise `InputRefused` when the file is missing,
    closed to us, empty, not in UTF-8, or when a quotation mark swallows rows.
    """
    content = _content(path, file)
    separator = _separator(content)
    table = _fast(content, separator) if _quotes_are_plain(content, separator) else None
    if table is None:
        table = _slow(_decoded(content, file), separator, file)
    text = table.to_pandas()
    text.columns = pd.RangeIndex(text.shape[1])
    text.index = pd.RangeIndex(1, len(text) + 1)
    text = text.astype("str")
    stored = np.where(text.notna().to_numpy(), np.uint8(Stored.TEXT), np.uint8(Stored.EMPTY))
    return Sheet(file, None, text, pd.DataFrame(stored, index=text.index))


def _content(path: Path, file: str) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise refused(NOT_THERE, file) from error
    except OSError as error:
        raise refused(CLOSED, file) from error
    content = content.removeprefix(_BOM)
    # A copy of a large file costs as much as reading it, and a large one holds something.
    if len(content) < _HEAD_BYTES and not content.strip(b"\r\n \t;,"):
        raise refused(EMPTY, file)
    if b"\0" in content[:_HEAD_BYTES]:
        raise refused(NOT_UTF8, file, line=1)
    return content


def _separator(content: bytes) -> str:
    """
    Give the separator that the header line was written with.

    The header may stand below a title, so the separator is the one that parts most of the first lines into equally many
    cells; of two such, the one that parts some line into more words (a header is made of words, an amount is not).
    """
    head = content[:_HEAD_BYTES].decode("utf-8", errors="replace").splitlines()[: _HEAD_LINES * 2]
    scores = {}
    for separator in _SEPARATORS:
        rows = [row for row in csv.reader(head, delimiter=separator) if row][:_HEAD_LINES]
        lengths = [len(row) for row in rows if len(row) > 1]
        usual = max(set(lengths), key=lengths.count, default=0)
        words = max((sum(cell[:1].isalpha() for cell in row) for row in rows), default=0)
        scores[separator] = (lengths.count(usual), words)
    return max(_SEPARATORS, key=lambda separator: scores[separator])


def _quotes_are_plain(content: bytes, separator: str) -> bool:
    """Whether every quotation mark opens or closes a whole cell within one line: then a fast reader reads them alike."""
    if b'"' not in content:
        return True
    letters = np.frombuffer(content, dtype=np.uint8)
    marks = np.flatnonzero(letters == _QUOTE)
    if len(marks) % 2:
        return False
    around = np.zeros(256, dtype=np.bool_)
    around[[_QUOTE, _NEWLINE, _RETURN, ord(separator)]] = True
    opening, closing = marks[::2], marks[1::2]
    opens = around[letters[opening - 1]] | (opening == 0)
    closes = around[letters[(closing + 1) % len(letters)]] | (closing == len(letters) - 1)
    if not (opens.all() and closes.all()):
        return False
    breaks = np.flatnonzero(letters == _NEWLINE)
    return not (np.searchsorted(marks, breaks) % 2).any()


def _fast(content: bytes, separator: str) -> pa.Table | None:
    """Read at the speed of the disk; nothing when rows are of different lengths or the text is not UTF-8."""
    line = BytesIO(content).readline().decode("utf-8", errors="replace").rstrip("\r\n")
    first = next(csv.reader([line], delimiter=separator), [])
    try:
        return arrow.read_csv(
            BytesIO(content.rstrip(b"\r\n") if content.endswith((b"\n\n", b"\n\r\n")) else content),
            read_options=arrow.ReadOptions(autogenerate_column_names=True),
            parse_options=arrow.ParseOptions(delimiter=separator, ignore_empty_lines=False),
            convert_options=arrow.ConvertOptions(
                column_types={f"f{number}": pa.large_string() for number in range(len(first))},
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refused(NOT_UTF8, file, line=content.count(b"\n", 0, error.start) + 1) from error


def _slow(text: str, separator: str, file: str) -> pa.Table:
    """Read row by row: rows of any length, line breaks in cells, marks that need a second look."""
    rows = list(_records(text, separator, file))
    width = max(map(len, rows), default=0)
    columns = zip(*(row + [""] * (width - len(row)) for row in rows), strict=True)
    cells = [pa.array([cell or None for cell in column], type=pa.large_string()) for column in columns]
    return pa.table(cells, names=[str(number) for number in range(width)])


def _records(text: str, separator: str, file: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = StringIO(text.rstrip("\r\n"), newline="")
    kept = _Kept(lines)
    reader = csv.reader(kept, delimiter=separator)
    usual = 0
    begins = 1
    for row in reader:
        usual = usual or (len(row) if len(row) > 1 else 0)
        if len(kept.lines) > 1 and _swallows(kept.lines, row, separator, usual):
            raise refused(OPEN_QUOTE, file, line=begins)
        kept.lines.clear()
        begins = reader.line_num + 1
        yield row


class _Kept:
    """The lines that a reader has taken for one row."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.lines: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.lines.append(line)
        return line


def _swallows(lines: list[str], row: list[str], separator: str, usual: int) -> bool:
    """
    Whether a cell of several lines holds rows that were never meant to be in it.

    It does when its mark is never closed or is closed in the middle of a text, when the row is then of another length
    than the header while separators stand inside the cell, or when a line of the cell is by itself a row.
    """
    try:
        list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return True
    broken = [cell for cell in row if "\n" in cell]
    inside = sum(cell.count(separator) for cell in broken)
    if len(row) != usual:
        return inside > 0
    within = [line for cell in broken for line in cell.split("\n")[1:-1]]
    return usual > 2 and any(line.count(separator) == usual - 1 for line in within)  # noqa: PLR2004
