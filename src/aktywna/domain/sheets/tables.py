"""The tables of a register inside a sheet: below titles, beside one another, and one below another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.texts import Texts, pieces
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, notice
from aktywna.domain.registers.layout import Layout, normal
from aktywna.domain.sheets.header_names import Header, Names
from aktywna.domain.sheets.header_rows import SEARCHED, HeaderRows, find_header, header_at, is_numbering
from aktywna.domain.sheets.headers import Headings, recognise
from aktywna.domain.sheets.hint_rows import is_hints
from aktywna.domain.sheets.hints import is_strong_hint
from aktywna.domain.sheets.near_headers import near_header
from aktywna.domain.sheets.sheet import Sheet, letters

NO_TABLE = notice(
    "R005",
    ERROR,
    title=N_("No row of headers was found."),
    says=N_("The first {rows:count row|rows} do not hold the headers of this register."),
    do=N_("Put the headers in one row over the table; at least one must be such as “{example:name}”."),
    basis="count",
    about=N_("A row is taken for headers when at least half of its cells are known headers of the register."),
)
CAPTION = notice(
    "R008",
    NOTE,
    title=N_("A title inside a table was left out."),
    says=N_("The row that holds nothing but a title over several columns or over headers was left out of the table."),
    do=N_("Nothing, if it is a title; a person or an event needs a row of its own with more than one cell."),
    basis="registers.md 5.2",
    about=N_("A title is a row of one text that is merged over several columns or stands over headers that are repeated."),
)
BESIDE = notice(
    "R015",
    NOTE,
    title=N_("Tables that stand side by side were read one below another."),
    says=N_("The headers are repeated in column {letter}: {tables:count table|tables} side by side were read as one register."),
    do=N_("Nothing; one table below another is easier to sort and to check."),
    basis="registers.md 5.2",
)
OTHER = notice(
    "R016",
    WARNING,
    title=N_("Another table stands below the register."),
    says=N_("From row {row} on the sheet holds a table under other headers; it is not read as this register."),
    do=N_("Put each register into a sheet of its own, or the same headers over both tables."),
    basis="count",
    about=N_("A second table is read as the same register only if its headers name mostly the same columns."),
)

HINTS = notice(
    "R018",
    NOTE,
    title=N_("A row under the headers that says what belongs in the cells was left out."),
    says=N_("The row under the headers holds hints such as {hint:quote} and nobody's data; it was left out."),
    do=N_("Nothing; a person or an event needs a row of its own."),
    basis="registers.md 5.2",
    about=N_("A row is left out so only right under the headers, when it names nobody and its days and answers are hints."),
)

_PAIR = 2
_NO_DATA_AT_MOST = 4
"""How many rows under the headers may number columns, hold hints, or be empty."""
_TITLES_AT_MOST = 4


@dataclass(frozen=True, eq=False)
class Table:
    """One table in a sheet: its headers, and the rows (positions) below them; columns of other tables have no header."""

    sheet: Sheet
    place: Place
    """Its lowest row of headers."""
    header: tuple[Header | None, ...]
    headings: Headings
    first: int
    stop: int
    left: int
    right: int
    """Its columns, both ends included."""
    key: int | None
    """The column that tells a row of the register from one that only looks so; nothing when none is known."""

    def shown(self, position: int) -> int:
        """Give the number of a row as the spreadsheet shows it."""
        return int(self.sheet.text.index[position])


@dataclass(frozen=True)
class _Stretch:
    """Rows below one row of headers, up to the next."""

    rows: HeaderRows
    first: int
    stop: int


def tables(layout: Layout, sheet: Sheet, own: Mapping[str, str]) -> tuple[list[Table], list[Finding]]:
    """
    Find the tables of a register in a sheet, in the order in which they are read, and say what is to be said of their headers.

    `own` are the office's own headers. Headers that are repeated further down or to the right begin another table.
    """
    names = Names(layout, own)
    rows = find_header(names, sheet) or near_header(names, sheet)
    if rows is None:
        return [], [_no_table(layout, sheet)]
    stretches, said = _stretches(names, sheet, rows)
    findings: list[Finding] = []
    found: list[Table] = []
    width = sheet.text.shape[1]
    for number, stretch in enumerate(stretches):
        repeated = bool(number) and _words(stretch.rows.header) == _words(rows.header)
        whole = (*stretch.rows.header, *[None] * (width - len(stretch.rows.header)))
        beside = _side_by_side(names, whole)
        for block, (left, right) in enumerate(beside):
            header = tuple(one if left <= at <= right else None for at, one in enumerate(whole))
            place = Place(sheet.file, sheet.name or "", int(sheet.text.index[stretch.rows.last]), register=layout.id)
            headings = recognise(layout, header, own, place)
            if not repeated and not block:
                findings += headings.findings
            key = _key_position(layout, headings)
            found.append(Table(sheet, place, header, headings, stretch.first, stretch.stop, left, right, key))
        if len(beside) > 1 and not repeated:
            findings.append(_beside(found[-1].place, beside))
    return found, [*findings, *said]


def _key_position(layout: Layout, headings: Headings) -> int | None:
    stand_in = (column for column in headings.columns if layout.columns[column].stands_for == layout.key)
    for column in (layout.key, *stand_in, *headings.columns):
        if column in headings.columns:
            return headings.columns[column]
    return None


def _stretches(names: Names, sheet: Sheet, rows: HeaderRows) -> tuple[list[_Stretch], list[Finding]]:
    """Part the rows below the headers where headers are repeated, and say which titles stand over those."""
    register = names.layout.id
    found: list[_Stretch] = []
    current = rows
    first, said = _below(names, sheet, rows)
    for position in _maybe_headers(names, sheet, rows, first):
        if position < first:
            continue
        next_rows = _repeated(names, sheet, current, position, first)
        if next_rows is None:
            continue
        over = _titles_over(sheet, next_rows.first, first)
        said += [caption(sheet, register, int(sheet.text.index[row]), column) for row, column in over]
        found.append(_Stretch(current, first, min([next_rows.first, *(row for row, _ in over)])))
        if not _alike(names, rows, next_rows):
            return found, [*said, _other(sheet, register, next_rows.last)]
        current = next_rows
        first, more = _below(names, sheet, next_rows)
        said += more
    found.append(_Stretch(current, first, len(sheet.text)))
    return found, said


def _alike(names: Names, one: HeaderRows, other: HeaderRows) -> bool:
    """Whether two rows of headers name mostly the same columns."""
    these, those = ({meant[1] for meant in names.meanings(rows.header) if meant is not None} for rows in (one, other))
    return 3 * len(these & those) >= 2 * max(len(these), len(those))


def _below(names: Names, sheet: Sheet, rows: HeaderRows) -> tuple[int, list[Finding]]:
    """Give the position of the first row below the headers, and below rows that number the columns or say what belongs there."""
    first, said = rows.last + 1, []
    for position in range(first, first + _NO_DATA_AT_MOST):
        cells = _cells(sheet, position)
        if not any(cells):
            continue
        if is_hints(names, rows, cells):
            said.append(_hints(sheet, names.layout.id, position, cells))
        elif not is_numbering(names, rows, cells):
            break
        first = position + 1
    return first, said


def _maybe_headers(names: Names, sheet: Sheet, rows: HeaderRows, first: int) -> Sequence[int]:
    """Find the rows below that hold a text of the headers where the register has its key."""
    key = _key_position(names.layout, recognise(names.layout, rows.header, {}))
    if key is None:
        return ()
    above = sheet.text.iloc[rows.first : rows.last + 1].to_numpy(dtype=object).ravel().tolist()
    words = pa.array(sorted({text for text in above if isinstance(text, str) and text}), type=pa.large_string())
    sought, positions = Texts.of(words), []
    begins = np.bincount(sought.first(np.arange(len(sought))), minlength=256) > 0
    for piece, below in pieces(sheet.text.iloc[first:, key]):
        # Only a text that begins as one of them and is as long may be one of them.
        likely = below.rows_where(begins.take(below.first(below.filled)))
        likely = likely[np.isin(below.lengths[likely], sought.lengths)]
        same = pc.is_in(below.array.take(pa.array(likely)), value_set=words).to_numpy(zero_copy_only=False)
        positions += (likely[same] + piece.start + first).tolist()
    return positions


def _repeated(names: Names, sheet: Sheet, rows: HeaderRows, position: int, after: int) -> HeaderRows | None:
    """Give the headers that a row begins or belongs to: the same ones once more, or ones in another order."""
    height = rows.last - rows.first + 1
    originals = [_normal_cells(sheet, row) for row in range(rows.first, rows.last + 1)]
    for line in range(height):
        start = position - line
        if start >= after and [_normal_cells(sheet, row) for row in range(start, start + height)] == originals:
            return HeaderRows(start, start + height - 1, rows.header)
    return header_at(names, sheet, position)


def _titles_over(sheet: Sheet, position: int, after: int) -> list[tuple[int, int]]:
    """Find the rows of one text right above repeated headers: where each is, the text's column, and blank rows between."""
    found: list[tuple[int, int]] = []
    for row in range(position - 1, max(after, position - _TITLES_AT_MOST) - 1, -1):
        filled = [column for column, cell in enumerate(_cells(sheet, row)) if cell]
        if len(filled) > 1:
            break
        found += [(row, column) for column in filled]
    return found


def _side_by_side(names: Names, header: Sequence[Header | None]) -> list[tuple[int, int]]:
    """Give the columns (both ends included) of each of the tables that stand side by side under the same headers."""
    last = len(header) - 1
    found = names.meanings(header)
    meanings = [meant[1] if meant is not None and isinstance(meant[1], str) else None for meant in found]
    sure = {position: meant[0] for position, meant in enumerate(found) if meant is not None and meant[1] == names.layout.key}
    keys = [position for position, rank in sure.items() if rank == min(sure.values())]
    headed = [position for position, one in enumerate(header) if one is not None]
    if len(keys) < _PAIR:
        return [(0, last)]
    before_key = keys[0] - headed[0]
    starts = [headed[0], *(key - before_key for key in keys[1:])]
    ends = [*(start - 1 for start in starts[1:]), last]
    named = [[column for column in meanings[start : end + 1] if column] for start, end in zip(starts, ends, strict=True)]
    apart = all(before < start for before, start in zip(keys, starts[1:], strict=False))
    alike = all(len(block) >= min(_PAIR, len(named[0])) and set(block) <= set(named[0]) for block in named)
    return list(zip(starts, ends, strict=True)) if apart and alike else [(0, last)]


def _cells(sheet: Sheet, position: int) -> list[str | None]:
    if position >= len(sheet.text):
        return []
    return [cell.strip() or None if isinstance(cell, str) else None for cell in sheet.text.iloc[position]]


def _normal_cells(sheet: Sheet, position: int) -> list[str]:
    return [normal(cell) if cell else "" for cell in _cells(sheet, position)]


def _words(header: Sequence[Header | None]) -> list[str]:
    return [normal(one.text) if one is not None else "" for one in header]


def _hints(sheet: Sheet, register: str, position: int, cells: Sequence[str | None]) -> Finding:
    at, hint = next((at, cell) for at, cell in enumerate(cells) if cell and is_strong_hint(cell))
    row = int(sheet.text.index[position])
    place = Place(sheet.file, sheet.name or "", row, f"{letters(at)}{row}", register)
    return Finding(HINTS.code, HINTS.severity, place, {"hint": hint})


def _no_table(layout: Layout, sheet: Sheet) -> Finding:
    example = layout.columns.get(layout.key, layout.column[0]).name
    facts = {"rows": min(SEARCHED, len(sheet.text)), "example": example}
    return Finding(NO_TABLE.code, NO_TABLE.severity, Place(sheet.file, sheet.name or "", register=layout.id), facts)


def _beside(place: Place, blocks: Sequence[tuple[int, int]]) -> Finding:
    second = letters(blocks[1][0])
    where = Place(place.file, place.sheet, place.row, f"{second}{place.row}", place.register)
    return Finding(BESIDE.code, BESIDE.severity, where, {"letter": second, "tables": len(blocks)})


def _other(sheet: Sheet, register: str, position: int) -> Finding:
    row = int(sheet.text.index[position])
    return Finding(OTHER.code, OTHER.severity, Place(sheet.file, sheet.name or "", row, register=register), {"row": row})


def caption(sheet: Sheet, register: str, row: int, column: int) -> Finding:
    """Say that a title inside a table was left out; `row` as shown."""
    place = Place(sheet.file, sheet.name or "", row, f"{letters(column)}{row}", register)
    return Finding(CAPTION.code, CAPTION.severity, place)
