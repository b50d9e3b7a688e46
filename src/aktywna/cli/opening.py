"""What every command about a project begins with: opening it, and saying what was read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aktywna import __version__
from aktywna.cli import screen
from aktywna.cli.options import Shared
from aktywna.domain.counting.tally import Span
from aktywna.domain.faults import ErrorsStand, InputRefused
from aktywna.domain.findings.finding import Severity
from aktywna.domain.registers.books import Books, Part
from aktywna.steps.open import Opened, open_books, part_of, passwords_of, span_of
from aktywna.words.wording import _, language

if TYPE_CHECKING:
    from aktywna.steps.judging import Judged


def opened(project: Path, shared: Shared, step: Callable[[str], None]) -> Opened:
    """Open the project as the shared options say."""
    step(_("Reading the registers"))
    passwords = passwords_of(shared.password_file, os.environ.get("AKTYWNA_PASSWORD"))
    return open_books(project, as_of=shared.as_of, registers=shared.registers, passwords=passwords)


def checked_whole(found: Opened, shared: Shared, step: Callable[[str], None]) -> Judged:
    """
    Give what `check` would say of a project that is to be counted; raise `InputRefused` when a declared file was not read.

    With `--strict`, errors in the registers end the command before anything is counted or written (`ErrorsStand`). It is
    asked after everything else on the command line was understood: wrong words go before files, and files before errors.
    """
    from aktywna.steps.judging import judged  # noqa: PLC0415 - the rules are imported when they are run

    if found.refused:
        raise InputRefused(*found.refused)
    step(_("Checking"))
    told = judged(found)
    errors = sum(finding.severity is Severity.ERROR for finding in told.findings)
    if errors and shared.strict:
        raise ErrorsStand(errors, found.folder)
    return told


def asked_books(found: Opened, editions: list[str] | None, partners: list[str] | None, paths: list[str] | None) -> Books:
    """Give the books of the part that is asked for; the whole when nothing is."""
    return part_of(found.books, Part(tuple(editions or ()), tuple(partners or ()), tuple(paths or ())))


def asked_span(found: Opened, kind: str, period: str | None) -> Span:
    """Give the reporting period that is asked for, or the one that is meant when nobody says."""
    return span_of(found.books, kind, period)


def head(found: Opened, command: str) -> dict[str, Any]:
    """Give what every JSON document begins with."""
    books = found.books
    return {
        "aktywna": __version__,
        "command": command,
        "project": books.project.title.say(language()),
        "as_of": books.as_of.isoformat(),
        "sources": [
            {"file": source.file, "sha256": source.sha256, "register": source.register, "rows": source.rows} for source in books.sources
        ],
    }


def shown(file: Path, folder: Path) -> str:
    """Give a path as JSON has it: relative to the project's folder, with `/`; whole where it lies on another drive."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:
        return file.as_posix()


def said_of_files(found: Opened, shared: Shared) -> None:
    """Say which files were read and which were left out."""
    read = ", ".join(dict.fromkeys(source.file for source in found.books.sources))
    screen.tell(_("Read: {files}").format(files=read or "—"))
    if found.books.left_out:
        screen.tell(_("Left out: {files}").format(files=", ".join(found.books.left_out)))
    if shared.verbose:
        for source in found.books.sources:
            screen.tell(f"  {source.register}: {source.file} · {source.rows} · {source.sha256}")
