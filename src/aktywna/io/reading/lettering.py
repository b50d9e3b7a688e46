"""The letters of a text file looked over once it is read: spoilt ones, lost ones, and those that may be others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.abreast import abreast
from aktywna.domain.cells.mojibake import LOST, LOST_AT_END, MISREADINGS, QUESTIONS, Misreading
from aktywna.domain.cells.texts import Bytes, bytes_of
from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import Notice
from aktywna.domain.sheets.sheet import letters
from aktywna.domain.sheets.text_files import LOST_LETTERS, OTHER_ENCODING, PUT_RIGHT, SPOILT, TWO_READINGS
from aktywna.io.reading.encodings import Written, shown
from aktywna.io.reading.text_scan import RARE

_HIGH, _QUESTION = 0x80, b"?"
_ADDRESS = re.compile(r"://|www\.|@")


@dataclass(frozen=True)
class Suspicion:
    """What the bytes of a column may hold."""

    spoilt: bool = False
    lost: bool = False
    high: bool = False
    """Any letter that is not ASCII."""
    broken: bool = False
    """Bytes that are no UTF-8."""

    def or_so(self, other: Suspicion) -> Suspicion:
        """Give what either suspects."""
        return Suspicion(self.spoilt or other.spoilt, self.lost or other.lost, self.high or other.high, self.broken or other.broken)


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells of a table that were found: how many, and the first of them."""

    number: int = 0
    row: int = 0
    """From 1."""
    column: int = 0
    value: str = ""


def suspicions(table: pa.Table, rare: Collection[bytes] = RARE) -> list[Suspicion]:
    """Say of each column what is worth a closer look; of the bytes `RARE` only those of `rare` are looked for."""

    def of_column(column: pa.ChunkedArray) -> Suspicion:
        return reduce(Suspicion.or_so, (_suspicion(chunk, rare) for chunk in column.chunks), Suspicion())

    return abreast(of_column, table.columns, table.num_rows)


def put_right(table: pa.Table, misreading: Misreading, found: Sequence[Suspicion]) -> tuple[pa.Table, int]:
    """Put right the spoilt letters of a table, of whose columns `found` is; give it with the number of cells that were changed."""
    changed = 0
    for position, suspicion in enumerate(found):
        if not suspicion.high:
            continue
        coded = table.column(position).combine_chunks().dictionary_encode()
        words = coded.dictionary.to_pylist()
        right = [misreading.repaired(word) for word in words]
        spoilt = np.array([one != other for one, other in zip(words, right, strict=True)], dtype=np.bool_)
        if spoilt.any():
            codes = coded.indices.drop_null().to_numpy()
            changed += int(spoilt[codes].sum())
            repaired = pa.array(right, type=pa.large_string()).take(coded.indices)
            table = table.set_column(position, table.field(position), repaired)
    return table, changed


def notes_of(table: pa.Table, file: str, written: Written, found: Sequence[Suspicion], *, is_declared: bool) -> Iterator[Finding]:
    """Say what there is to say of a file's encoding and letters; `table` holds its cells, row 1 first, and `found` is of its columns."""
    if written.rival is not None:
        yield _two_readings(table, file, written)
    elif written.why and not is_declared:
        yield _said(OTHER_ENCODING, Place(file), file=file, encoding=shown(written.encoding), why=written.why)
    yield from _spoilt(table, file, written, [position for position, one in enumerate(found) if one.spoilt], is_declared=is_declared)
    lost = [position for position, one in enumerate(found) if one.lost]
    cells = _matching(table, lost, LOST, _is_lost)
    if not cells.number and not any(one.high for one in found):
        cells = _matching(table, lost, LOST_AT_END, lambda value: value.partition("?")[0].casefold() not in QUESTIONS)
    if cells.number:
        yield _said(LOST_LETTERS, _place(file, cells), n=cells.number, value=cells.value)


def repairs_of(file: str, misreading: Misreading, changed: int) -> Iterator[Finding]:
    """Say that letters were put right, if they were."""
    if changed:
        yield _said(PUT_RIGHT, Place(file), n=changed, encoding=misreading.name)


def _spoilt(table: pa.Table, file: str, written: Written, columns: Sequence[int], *, is_declared: bool) -> Iterator[Finding]:
    ways = {name: _matching(table, columns, misreading.sure) for name, misreading in MISREADINGS.items()} if columns else {}
    name = max(ways, key=lambda name: ways[name].number, default="")
    if name and ways[name].number:
        cells, misreading = ways[name], MISREADINGS[name]
        # Read as the definition wrongly says, UTF-8 looks just as if it had been spoilt before.
        encoding = "utf-8" if is_declared and written.encoding == misreading.taken else name
        right = misreading.repaired(cells.value)
        yield _said(SPOILT, _place(file, cells), n=cells.number, value=cells.value, right=right, encoding=encoding)


def _two_readings(table: pa.Table, file: str, written: Written) -> Finding:
    encoding, rival = written.encoding, written.rival or ""
    letter = bytes([written.doubtful[0]]).decode(encoding)
    cells = _matching(table, range(table.num_columns), re.escape(letter))
    word = next((word for word in cells.value.split() if letter in word), letter)
    return _said(
        TWO_READINGS,
        _place(file, cells),
        file=file,
        encoding=shown(encoding).lower(),
        other=shown(rival).lower(),
        letter=letter,
        other_letter=bytes([written.doubtful[0]]).decode(rival),
        one=word,
        two=word.encode(encoding).decode(rival, errors="replace"),
        n=written.doubts,
    )


def _is_lost(value: str) -> bool:
    # The question mark of a web address stands between letters too.
    return _ADDRESS.search(value) is None or "\ufffd" in value


def _matching(table: pa.Table, columns: Sequence[int], expression: str, test: Callable[[str], bool] | None = None) -> Cells:
    number, first = 0, (table.num_rows, 0)
    for column in columns:
        rows = np.flatnonzero(pc.fill_null(pc.match_substring_regex(table.column(column), expression), fill_value=False).to_numpy())
        if test is not None:
            rows = rows[[test(value) for value in table.column(column).take(rows).to_pylist()]] if len(rows) else rows
        number += len(rows)
        if len(rows) and (int(rows[0]), column) < first:
            first = int(rows[0]), column
    if not number:
        return Cells()
    return Cells(number, first[0] + 1, first[1], table.column(first[1])[first[0]].as_py())


def _suspicion(chunk: pa.Array, rare: Collection[bytes]) -> Suspicion:
    """Look over the texts of a piece of a column, one behind another; most columns are ASCII, and nothing is looked for there."""
    whole = bytes_of(chunk)
    if whole.max(initial=0) < _HIGH:
        return Suspicion(lost=_QUESTION in rare and _QUESTION in whole.tobytes())
    try:
        chunk.validate(full=True)
    except pa.ArrowInvalid:
        return Suspicion(high=True, broken=True)
    text = whole.tobytes()
    held = {byte for byte in rare if byte in text}
    lost = _QUESTION in held or (b"\xef" in held and b"\xef\xbf\xbd" in text)
    # First bytes of signs such as ¹ and of Ĺ; no Polish letter but Ź holds either.
    spoilt = b"\xc2" in held or (b"\xb9" in held and _holds(whole, "Ĺ")) or _holds(whole, "Ă")
    return Suspicion(spoilt or (b"\xc3" in held and _may_be_spoilt(whole)), lost, high=True)


def _holds(whole: Bytes, letter: str) -> bool:
    """Whether a letter of two bytes is there: numbers are compared in a tenth of the time that such a text is looked for."""
    sought = np.frombuffer(letter.encode(), dtype=np.uint16)[0]
    pairs = (np.frombuffer(whole, dtype=np.uint16, count=(len(whole) - first) // 2, offset=first) for first in (0, 1))
    return any(bool((some == sought).any()) for some in pairs)


def _may_be_spoilt(block: Bytes) -> bool:
    """Whether there are letters from `À` to `Ï`; `Ă` is found sooner as it is written."""
    return bool(((block[:-1] == 0xC3) & (block[1:] < 0x90)).any())  # noqa: PLR2004


def _place(file: str, cells: Cells) -> Place:
    return Place(file, row=cells.row, cell=f"{letters(cells.column)}{cells.row}") if cells.row else Place(file)


def _said(notice: Notice, place: Place, **facts: Fact) -> Finding:
    return Finding(notice.code, notice.severity, place, facts)
