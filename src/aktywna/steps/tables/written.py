"""Tables of a command written into the file that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Document, Grid, Heading, Paragraph, Part
from aktywna.domain.promises.model import Language
from aktywna.io.writing.formats import WRITERS
from aktywna.io.writing.safe import write
from aktywna.words.wording import speaking


def ending_of(file: Path) -> str:
    """Give the format that a file's ending asks for; raise `UnknownWord` for one that nothing writes."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        raise UnknownWord(N_("format"), ending, tuple(WRITERS))
    return ending


def write_tables(  # noqa: PLR0913 - what the file is made of
    file: Path, title: str, tables: Mapping[str, Grid | None], *, language: Language, about: Sequence[str] = (),
    show_personal: bool = False, force: bool = False,
) -> Path:  # fmt: skip
    """
    Write tables under their headings into `file`, whose ending says the format; with personal data only its owner may read it.

    What the tables are `about`, such as their period, stands under the title.

    Raise `UnknownWord` for an ending that nothing writes, and `InputRefused` with O codes.
    """
    ending = ending_of(file)
    parts: list[Part] = [Heading(1, title), *map(Paragraph, about)]
    for heading, table in tables.items():
        if table is not None:
            parts += [Heading(2, heading), table]
    with speaking(language):
        content = WRITERS[ending](Document(title, language, tuple(parts)))
    (path,) = write(file.parent, {file.name: content}, force=force, private=show_personal)
    return path


def tables_as_json(document: Document) -> list[dict[str, Any]]:
    """
    Give the tables of a document as JSON: the heading over each, its columns and rows.

    Money and shares are texts, days ISO; a header over several columns is said with each of them.
    """
    found, heading = [], ""
    for part in document.parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Grid):
            grid = part.filled
            columns = [[text for cell in cells for text in (str(cell.value or ""),) * cell.span] for cells in grid.header]
            found.append(
                {
                    "heading": heading,
                    "columns": [": ".join(filter(None, words)) for words in zip(*columns, strict=True)],
                    "rows": [[_value(cell) for cell in cells for _column in range(cell.span)] for cells in grid.rows],
                }
            )
    return found


def _value(cell: Cell) -> Any:
    value = cell.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
