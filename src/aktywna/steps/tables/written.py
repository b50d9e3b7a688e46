"""Tables of a command written into the file that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aktywna.domain.faults import UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Document, Grid, Heading, Part
from aktywna.domain.promises.model import Language
from aktywna.io.writing.safe import write
from aktywna.steps.report import WRITERS, speaking


def ending_of(file: Path) -> str:
    """Give the format that a file's ending asks for; raise `UnknownWord` for one that nothing writes."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        raise UnknownWord(N_("format"), ending, tuple(WRITERS))
    return ending


def write_tables(  # noqa: PLR0913 - what the file is made of
    file: Path, title: str, tables: Mapping[str, Grid | None], *, language: Language, show_personal: bool = False, force: bool = False
) -> Path:
    """
    Write tables under their headings into `file`, whose ending says the format; with personal data only its owner may read it.

    Raise `UnknownWord` for an ending that nothing writes, and `InputRefused` with O codes.
    """
    ending = ending_of(file)
    parts: list[Part] = [Heading(1, title)]
    for heading, table in tables.items():
        if table is not None:
            parts += [Heading(2, heading), table]
    with speaking(language):
        content = WRITERS[ending](Document(title, language, tuple(parts)))
    (path,) = write(file.parent, {file.name: content}, force=force, private=show_personal)
    return path
