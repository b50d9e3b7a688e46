"""The cells of a text file as an Arrow table: quickly where its rows are regular, row by row where its marks need a look."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow

from aktywna.domain.findings.rule import N_
from aktywna.io.reading.encodings import PIECE, Written, in_utf8
from aktywna.io.reading.lettering import Suspicion, suspicions
from aktywna.io.reading.limits import CELL_LENGTH, CELLS, DEFAULT, over, within
from aktywna.io.reading.records import Records, Stray, cells_of
from aktywna.io.reading.separators import Shape
from aktywna.io.reading.text_scan import RARE, Scan

COLUMNS = N_("columns of a sheet")

_TEXT = pa.large_string()
_WIDEST = 16_384
_BATCH = 20_000
_AT_ONCE = 8 * PIECE
"""How many bytes are parsed at once: the columns of a register come in pieces of so many bytes of the file."""
_LONGEST_LINE = 32_000_000
_FEW = 100


@dataclass(frozen=True, eq=False)
class Read:
    """A table of texts, row 1 first, empty cells null; and what was found on the way."""

    table: pa.Table
    usual: int
    strays: Sequence[Stray] = ()
    longer: Sequence[tuple[int, int]] = ()
    """Rows (from 1) that hold something beyond the usual width, and how many cells they have."""
    letters: Sequence[Suspicion] | None = None
    """What is to be looked at in each column; nothing where nobody has looked."""


def quick_table(  # noqa: PLR0913 - what a file is, how it is written, and what is known of its marks
    path: Path, written: Written, shape: Shape, look: Callable[[], Scan], file: str, *, begun: bool
) -> Read | None:
    """
    Read a file at the speed of the disk; nothing when its marks or its lengths need a second look.

    `look` gives what looking the file over finds; `begun` says to read it before that is known, as if it held no marks. Rows of
    another length than the others are put back in their places. Raise UnicodeDecodeError when the file is not in its
    encoding, `InputRefused` when it is too wide.
    """
    within(file, COLUMNS, shape.width, _WIDEST)
    table = _regular(path, written, shape, Scan()) if begun else None
    scan = look()
    if not scan.plain:
        return None
    if not begun or scan.zeros or scan.breaks:
        table = _regular(path, written, shape, scan)
    irregular: list[tuple[int, str]] = []
    if table is None:
        _look_at_letters(path, written, file)
        try:
            # One thread knows the numbers of the rows that are of another length.
            table = _arrow(path, written, shape, scan, irregular)
        except pa.ArrowInvalid:
            return None
    # Signs that are not ASCII lie in the file as in the table only where it is in UTF-8.
    letters = suspicions(table, scan.rare if written.encoding == "utf-8" else RARE)
    if any(column.broken for column in letters):
        _look_at_letters(path, written, file)
    if scan.breaks:
        if any("\n" in text or "\r" in text for _number, text in irregular) or _holds_rows(table, shape.separator):
            return None
        table = _one_kind_of_break(table)
    rows = [(number - 1 - shape.skipped, cells_of(text, shape.separator)) for number, text in irregular]
    longest = max((len(cells) for _at, cells in rows), default=0)
    _check_size(path, file, max(longest, shape.width), table.num_rows + len(rows))
    return Read(_put_back(table, rows), shape.width, longer=_longer(rows, shape.width), letters=None if rows else letters)


def _regular(path: Path, written: Written, shape: Shape, scan: Scan) -> pa.Table | None:
    """Read a file whose rows are all of the usual length; nothing where one is not."""
    try:
        return _arrow(path, written, shape, scan)
    except pa.ArrowInvalid:
        return None


def row_by_row(path: Path, written: Written, shape: Shape, file: str) -> Read:
    """Read a file row by row; raise UnicodeDecodeError, and `InputRefused` for a mark that swallows rows or too many cells."""
    lines = _lines(path, written, file)
    for _skipped in range(shape.skipped):
        next(lines, None)
    records = Records(lines, shape.separator, shape.width, file)
    batches: list[pa.Table] = []
    irregular: list[tuple[int, list[str]]] = []
    rows, widest = 0, 0
    coming = iter(records)
    while batch := list(islice(coming, _BATCH)):
        irregular += [(rows + at, cells) for at, cells in enumerate(batch) if len(cells) > shape.width]
        rows += len(batch)
        widest = max(widest, *map(len, batch))
        _check_size(path, file, widest, rows)
        columns = [pa.array([cell or None for cell in column], type=_TEXT) for column in zip_longest(*batch)]
        batches.append(pa.table(columns, names=_names(len(columns))))
    table = pa.concat_tables([_widened(batch, widest) for batch in batches]) if batches else pa.table({})
    strays = [replace(stray, line=stray.line + shape.skipped) for stray in records.strays]
    return Read(table, shape.width, strays, _longer(irregular, shape.width))


class _Stream(io.RawIOBase):
    """A file's text in UTF-8, without zero bytes, as a reader of files wants it."""

    def __init__(self, path: Path, written: Written, scan: Scan) -> None:
        self._pieces = in_utf8(path, written)
        self._zeros = scan.zeros

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Give as many whole pieces as `size` holds; the reader asks for one at least."""
        found, length = [], 0
        for piece in self._pieces:
            found.append(piece.replace(b"\0", b"") if self._zeros else piece)
            length += len(found[-1])
            if length > size - PIECE:
                break
        return b"".join(found)


def _arrow(path: Path, written: Written, shape: Shape, scan: Scan, irregular: list[tuple[int, str]] | None = None) -> pa.Table:
    """Read the rows of the usual length; the others go into `irregular`, without it they raise pa.ArrowInvalid."""

    def other(row: Any) -> str:
        assert irregular is not None
        irregular.append((row.number, row.text))
        return "skip"

    names = _names(shape.width)
    is_bare = written.encoding == "utf-8" and not scan.zeros
    return arrow.read_csv(
        pa.OSFile(str(path)) if is_bare else pa.PythonFile(_Stream(path, written, scan), mode="r"),
        read_options=arrow.ReadOptions(column_names=names, skip_rows=shape.skipped, use_threads=irregular is None, block_size=_AT_ONCE),
        parse_options=arrow.ParseOptions(
            delimiter=shape.separator,
            ignore_empty_lines=False,
            newlines_in_values=scan.breaks,
            invalid_row_handler=None if irregular is None else other,
        ),
        convert_options=arrow.ConvertOptions(
            column_types=dict.fromkeys(names, _TEXT),
            null_values=[""],
            strings_can_be_null=True,
            check_utf8=False,  # whole columns are asked sooner than cells: `suspicions`
        ),
    )


def _put_back(table: pa.Table, rows: Sequence[tuple[int, list[str]]]) -> pa.Table:
    """Put rows back in their places (from 0) among the regular ones."""
    if not rows:
        return table
    width = max(table.num_columns, *(len(cells) for _at, cells in rows))
    columns = [pa.array([cell or None for cell in column], type=_TEXT) for column in zip_longest(*(cells for _at, cells in rows))]
    others = _widened(pa.table(columns, names=_names(len(columns))), width)
    whole = pa.concat_tables([_widened(table, width), others])
    if len(rows) <= _FEW:
        parts, begun = [], 0
        for number, (at, _cells) in enumerate(rows):
            parts += [whole.slice(begun - number, at - begun), others.slice(number, 1)]
            begun = at + 1
        parts.append(whole.slice(begun - len(rows), table.num_rows - (begun - len(rows))))
        return pa.concat_tables(parts)
    order = np.empty(len(whole), dtype=np.int64)
    is_other = np.zeros(len(whole), dtype=np.bool_)
    is_other[[at for at, _cells in rows]] = True
    order[is_other] = table.num_rows + np.arange(len(rows))
    order[~is_other] = np.arange(table.num_rows)
    return whole.take(pa.array(order))


def _widened(table: pa.Table, width: int) -> pa.Table:
    missing = [pa.nulls(table.num_rows, _TEXT)] * (width - table.num_columns)
    return pa.table([*table.columns, *missing], names=_names(width)) if missing else table


def _names(width: int) -> list[str]:
    return [str(number) for number in range(width)]


def _longer(rows: Sequence[tuple[int, list[str]]], width: int) -> list[tuple[int, int]]:
    """Give the rows (from 1) that hold something beyond the header, or beyond the usual width; `rows` those of another length."""
    filled = [(at, max((position for position, cell in enumerate(cells, start=1) if cell), default=0)) for at, cells in rows]
    firsts = [cells for at, (number, cells) in enumerate(filled) if number == at]  # what stands before the first usual row
    usual = max([width, *firsts])
    return [(at + 1, cells) for at, cells in filled if cells > usual]


def _holds_rows(table: pa.Table, separator: str) -> bool:
    """Whether a cell of several lines holds separators: it may be rows that a mark has swallowed."""
    return any(
        pc.any(pc.match_substring_regex(column, f"[\n\r][^\x00]*[{separator}]|[{separator}][^\x00]*[\n\r]")).as_py()
        for column in table.columns
    )


def _one_kind_of_break(table: pa.Table) -> pa.Table:
    for position, column in enumerate(table.columns):
        if pc.any(pc.match_substring(column, "\r")).as_py():
            breaks = pc.replace_substring(pc.replace_substring(column, "\r\n", "\n"), "\r", "\n")
            table = table.set_column(position, table.field(position), breaks)
    return table


def _lines(path: Path, written: Written, file: str) -> Iterator[str]:
    """Give the lines of a file without their ends, whichever of the three they have."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest = ""
    for piece in in_utf8(path, written):
        text = rest + decoder.decode(piece.replace(b"\0", b""))
        if len(text) > _LONGEST_LINE:
            raise over(file, CELL_LENGTH, len(text), DEFAULT.cell_length)
        # A return at the end of a piece may be the first half of an end.
        held = "\r" if text.endswith("\r") else ""
        *lines, rest = text.removesuffix("\r").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rest += held
        yield from lines
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest.removesuffix("\r")


def _look_at_letters(path: Path, written: Written, file: str) -> None:
    """Raise UnicodeDecodeError when a file is not in its encoding."""
    for _line in _lines(path, written, file):
        pass


def _check_size(path: Path, file: str, width: int, rows: int) -> None:
    """Refuse a table far larger than its file: one long row among millions of short ones."""
    within(file, COLUMNS, width, _WIDEST)
    within(file, CELLS, width * rows, max(DEFAULT.cells, path.stat().st_size))
