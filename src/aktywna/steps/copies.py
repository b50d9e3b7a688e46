"""Copies of an office's own files that a command changes: what they are called, how they are written, what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, NOTE, NOTICES, WARNING, notice
from aktywna.domain.registers.books import Books, SourceFile
from aktywna.io.writing.safe import write

WOULD_LIE_OPEN = notice(
    "O020",
    WARNING,
    title=N_("No copy was made of a file that is protected with a password."),
    says=N_("No copy of the file {file:quote} was written: it is protected with a password, and the copy would not be."),
    do=N_("Save the file without its password where nobody else can open it, and run the command there."),
    basis="count",
    about=N_("Who put a password on a register meant that nobody else should read it; a copy that lies open would undo it in silence."),
)
VALUES_ONLY = notice(
    "O021",
    NOTE,
    title=N_("A copy holds the values of a file only."),
    says=N_("New workbooks, which hold the values only, were made of {n:count file|files}: {files:list}."),
    do=N_("Correct the file itself with the copy beside you, or save it as an Excel workbook (.xlsx) and run the command again."),
    basis="count",
    about=N_(
        "Only workbooks of Excel 2007 and later are changed in places; of others the copy has no formulas, looks or drawings. "
        "It is said once, of all the files."
    ),
)
OVER_AN_INPUT = notice(
    "O022",
    ERROR,
    title=N_("A file would be written over the register that it is made of."),
    says=N_("The file {file:quote} would be written over the register that it is made of."),
    do=N_("Name another place for it; when you have looked it over, put it in place of the register yourself."),
    basis="count",
    about=N_("An input is never overwritten, not even with --force."),
)


@dataclass(frozen=True)
class Copies:
    """Files that were written, and what there is to say of them."""

    files: tuple[Path, ...] = ()
    said: tuple[Finding, ...] = ()
    changes: int = 0
    """How many cells were corrected."""


def said_of_file(code: str, file: str) -> Finding:
    """Say something of a file."""
    return Finding(code, NOTICES[code].severity, Place(file), {"file": file})


def said_of_values(files: Iterable[str]) -> list[Finding]:
    """Say once of which files the copies hold the values only; nothing when of none."""
    places = [Place(file) for file in sorted(files)]
    if not places:
        return []
    facts = {"n": len(places), "files": tuple(place.file for place in places)}
    return [Finding(VALUES_ONLY.code, VALUES_ONLY.severity, places[0], facts, tuple(places[1:]))]


def sources_of(books: Books) -> dict[str, SourceFile]:
    """Give the files that were read, each once, by name."""
    return {source.file: source for source in reversed(books.sources)}


def encoding_of(books: Books, source: SourceFile) -> EncodingName | None:
    """Give what the definition says of the encoding of a file."""
    declared = books.project.registers.of(source.register)
    return declared.encoding if declared is not None else None


def names_of(files: Mapping[str, str], after: str = "") -> dict[str, str]:
    """
    Name the copies of files, given with the endings of their copies; `after` stands behind each name.

    >>> names_of({"uczestnicy.xlsx": ".xlsx", "wsparcie.csv": ".xlsx"}, "_uwagi")
    {'uczestnicy.xlsx': 'uczestnicy_uwagi.xlsx', 'wsparcie.csv': 'wsparcie_uwagi.xlsx'}
    >>> names_of({"a/dane.xlsx": ".xlsx", "b/dane.xlsx": ".xlsx", "dane.csv": ".csv"})
    {'a/dane.xlsx': 'a_dane.xlsx', 'b/dane.xlsx': 'b_dane.xlsx', 'dane.csv': 'dane.csv'}
    """
    paths = {file: PurePosixPath(file) for file in files}
    ways = (
        {file: path.stem for file, path in paths.items()},
        {file: f"{path.stem}_{path.suffix[1:]}" for file, path in paths.items()},
        {file: "_".join(part for part in path.with_suffix("").parts if part != "..") for file, path in paths.items()},
        {file: f"{path.stem}_{number}" for number, (file, path) in enumerate(paths.items(), 1)},
    )
    named: dict[str, str] = {}
    for way in ways:
        new = {file: f"{stem}{after}{files[file]}" for file, stem in way.items() if file not in named}
        taken = Counter(name.casefold() for name in (*named.values(), *new.values()))
        named |= {file: name for file, name in new.items() if taken[name.casefold()] == 1}
    return {file: named[file] for file in files}


def write_private(folder: Path, files: Mapping[str, bytes], inputs: Iterable[Path], *, force: bool) -> tuple[Path, ...]:
    """Write files that only their owner may read; raise `InputRefused` (O), also for one that would replace an input."""
    standing = {path.resolve() for path in inputs}
    for name in files:
        if (folder / name).resolve() in standing:
            raise InputRefused(said_of_file(OVER_AN_INPUT.code, name))
    return tuple(write(folder, files, force=force, private=True))
