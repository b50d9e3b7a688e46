"""A text file with separators of which single cells are changed: every other byte stays, the encoding and the line ends too."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.io.reading.csvs import shape_in
from aktywna.io.reading.encodings import Written, encoding_of, older_encoding_of
from aktywna.io.reading.records import Records, places_of

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)|[^\r\n]+")
_BREAKS = re.compile(r"\r\n|\r")


@dataclass(frozen=True)
class NewText:
    """What a cell held, as it was read, and what it is to hold."""

    before: str
    after: str


@dataclass(frozen=True)
class PatchedText:
    """A file with its changes, and the cells (row as shown, column from 0) that were left alone."""

    content: bytes
    left: frozenset[tuple[int, int]] = frozenset()


def patched_text(path: Path, file: str, changes: Mapping[tuple[int, int], NewText], encoding: EncodingName | None = None) -> PatchedText:
    """
    Give the text file in `path` with cells changed; `encoding` is what the definition says of it.

    A cell keeps its quotation marks, and gets them where its new text needs them. Left alone is a cell that does not hold
    what was read from it, or whose encoding lacks a letter of the new text. Raise `InputRefused` like `read_csv`.
    """
    written, text = _decoded(path, file, encoding)
    shape = shape_in(path, written)
    wanted: dict[int, dict[int, NewText]] = {}
    for (row, column), change in changes.items():
        wanted.setdefault(row, {})[column] = change
    edits: list[tuple[int, int, str]] = []
    done: set[tuple[int, int]] = set()
    for row, (start, end) in enumerate(_rows(text, file, shape.separator, shape.width, shape.skipped), 1):
        for column, change in wanted.pop(row, {}).items():
            edit = _edit(text, (start, end), column, change, shape.separator, written)
            if edit is not None:
                edits.append(edit)
                done.add((row, column))
        if not wanted:
            break
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    body = "".join((*pieces, text[at:])).encode(written.encoding)
    return PatchedText(path.read_bytes()[: written.start] + body, frozenset(changes.keys() - done))


def _decoded(path: Path, file: str, encoding: EncodingName | None) -> tuple[Written, str]:
    """Give how a file is written, and its text behind the byte order mark."""
    written = encoding_of(path, file, encoding)
    content = path.read_bytes()
    try:
        return written, content[written.start :].decode(written.encoding)
    except UnicodeDecodeError:
        if written.is_certain:
            raise
    written = replace(older_encoding_of(path, file, written), misreading=written.misreading)
    return written, content[written.start :].decode(written.encoding)


def _rows(text: str, file: str, separator: str, width: int, skipped: int) -> Iterator[tuple[int, int]]:
    """Give where each row stands in the text, the end of its last line left out."""
    taken: deque[tuple[int, int]] = deque()

    def lines() -> Iterator[str]:
        for number, found in enumerate(_LINE.finditer(text)):
            if number < skipped:
                continue
            line = found[1] if found[1] is not None else found[0]
            taken.append((found.start(), found.start() + len(line)))
            # Zero bytes are not read; a row that has some is not changed.
            yield line.replace("\0", "")

    records = Records(lines(), separator, width, file)
    for _cells in records:
        mine = [taken.popleft() for _ in range(len(taken) - records.held)]
        yield mine[0][0], mine[-1][1]


def _edit(  # noqa: PLR0913 - a cell, what it is to hold, and how its file is written
    text: str, bounds: tuple[int, int], column: int, change: NewText, separator: str, written: Written
) -> tuple[int, int, str] | None:
    row = text[bounds[0] : bounds[1]]
    places = places_of(row, separator)
    if "\0" in row or column >= len(places):
        return None
    start, end, is_marked = places[column]
    held = row[start:end]
    read = _BREAKS.sub("\n", held.replace('""', '"') if is_marked else held)
    if written.misreading is not None:
        read = written.misreading.repaired(read)
    new = change.after
    if is_marked:
        new = new.replace('"', '""')
    elif new.startswith('"') or any(sign in new for sign in (separator, "\n", "\r")):
        new = '"' + new.replace('"', '""') + '"'
    try:
        new.encode(written.encoding)
    except UnicodeEncodeError:
        return None
    return (bounds[0] + start, bounds[0] + end, new) if read == change.before else None
