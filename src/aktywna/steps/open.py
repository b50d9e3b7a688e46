"""Open: a project's definition and registers, read on one day; what could not be read is said, not hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from aktywna.domain.abreast import ahead
from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Span
from aktywna.domain.faults import InputRefused, UnknownWord
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.calendar import last_span, span
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.books import Books, Part, SourceFile
from aktywna.domain.registers.naming_people import numbered
from aktywna.domain.registers.other_numbers import lost_numbers, renumbered
from aktywna.domain.registers.packed_support import unpacked
from aktywna.domain.registers.reading import read_register
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.headers import UNKNOWN, numbers_missing
from aktywna.domain.sheets.refusals import NO_FOLDER, refusal
from aktywna.domain.sheets.sheet import Sheet
from aktywna.domain.uncollected import uncollected
from aktywna.io import shipped
from aktywna.io.definitions.project import FILE as DEFINITION
from aktywna.io.definitions.project import era_of, indicators, load_project
from aktywna.io.reading import csvs
from aktywna.io.reading.digest import digest
from aktywna.io.reading.files import Found, find_registers, read_file
from aktywna.io.reading.locked import passwords_in
from aktywna.io.reading.which_sheets import choose_sheets, said_of_sheets
from aktywna.steps.explain.page import declared_notices


@dataclass(frozen=True, eq=False)
class Opened:
    """A project that was opened."""

    books: Books
    folder: Path
    """The project's folder."""
    findings: tuple[Finding, ...]
    """What reading has to say, the refusals among it."""
    refused: tuple[Finding, ...]
    """Files that the project needs and that could not be read."""


@uncollected()
def open_books(
    project: Path,
    *,
    as_of: date | None = None,
    registers: Path | None = None,
    today: date | None = None,
    passwords: Sequence[str] = (),
) -> Opened:
    """
    Open the project in `project` (its folder, or project.toml), with the registers of its folder or of `registers`.

    The day is `as_of`, else the definition's, else `today`; `passwords` are tried on encrypted workbooks. Raises
    `DefinitionError`, and `InputRefused` when there is no folder `registers`; a register that cannot be read is among
    `refused`, and the others are read all the same.
    """
    definition = load_project(project, declared_notices)
    folder = project if project.is_dir() else project.parent
    if registers is not None and not registers.is_dir():
        raise InputRefused(refusal(NO_FOLDER, registers.as_posix()))
    day = as_of or definition.as_of or today or date.today()  # noqa: DTZ011 - the office's day is the local one
    found = find_registers(registers or folder, shipped.layouts(), definition.registers, day, shown_from=folder, passwords=passwords)
    read, findings, refused = _read(definition, found, day, passwords)
    books = Books(
        project=definition,
        era=era_of(definition),
        as_of=day,
        registers={name: register for name, (register, _sources) in read.items()},
        layouts=shipped.layouts(),
        choices=shipped.choices(),
        indicators=indicators(definition),
        sources=tuple(source for _register, sources in read.values() for source in sources),
        definition=_definition(project),
        left_out=found.left_out,
        unread=frozenset(finding.place.register for finding in (*refused, *findings) if finding in refused or finding.code == "R005"),
        complete=not refused,
    )
    return Opened(books, folder, (*refused, *findings), tuple(refused))


def _definition(project: Path) -> SourceFile:
    file = project / DEFINITION if project.is_dir() else project
    return SourceFile(file.name, digest(file, file.name), "", 0)


def passwords_of(file: Path | None, otherwise: str | None) -> tuple[str, ...]:
    """Give the passwords in `file`, one a line, else the one given `otherwise`; raise `InputRefused` when there is no such file."""
    if file is not None:
        return passwords_in(file)
    return (otherwise,) if otherwise else ()


def part_of(books: Books, part: Part) -> Books:
    """Give the books of a part; raise `UnknownWord` when the project has no such edition, partner or path."""
    project = books.project
    declared = {
        "edition": (N_("edition"), project.editions),
        "partner": (N_("partner"), project.partners),
        "path": (N_("path"), project.paths),
    }
    for column, asked in part.named.items():
        what, known = declared[column]
        allowed = tuple(one.id for one in known)
        for one in asked:
            if one not in allowed:
                raise UnknownWord(what, one, allowed)
    return narrowed(books, part)


def span_of(books: Books, kind: str, written: str | None) -> Span:
    """Give the period that is asked for, or the last one that ended; raise `UnknownWord` for one that is none."""
    if written is None:
        return last_span(kind, books.project, books.as_of)
    found = span(written, books.project)
    if found is None:
        raise UnknownWord(N_("period"), written, tuple(deadline.name for deadline in books.project.calendar))
    return found


def _read(
    project: Project, found: Found, day: date, passwords: Sequence[str]
) -> tuple[dict[str, tuple[Register, list[SourceFile]]], list[Finding], list[Finding]]:
    """Read every register that was found; give them with their sources, what reading says, and what was refused."""
    read: dict[str, tuple[Register, list[SourceFile]]] = {}
    findings: list[Finding] = []
    refused = list(found.refused)
    # Of two registers in one text each says its own encoding.
    opened: dict[tuple[Path, EncodingName | None], list[Sheet] | None] = {}
    chosen: dict[Path, list[tuple[str, list[Sheet]]]] = {}
    digests = {source.path: digest(source.path, source.file) for source in found.files}
    parts = _names_of_parts(project)
    told: set[Finding] = set()
    encodings = {name: declared.encoding if (declared := project.registers.of(name)) else None for name in found.sources}
    wanted = {_as_read(one.path, encodings[name]): one.file for name, several in found.sources.items() for one in several}
    # While one file becomes a register, the next is read.
    coming = ahead(lambda at: read_file(at[0], wanted[at], passwords, encoding=at[1]), wanted)
    for name, sources in found.sources.items():
        layout, declared = shipped.layouts()[name], project.registers.of(name)
        encoding = encodings[name]
        sheets: list[Sheet] = []
        for source in sources:
            try:
                at = _as_read(source.path, encoding)
                if at not in opened:
                    opened[at] = None
                    opened[at] = next(coming)()
                whole = opened[at]
                if whole is not None:
                    mine = choose_sheets(layout, declared, whole, day, parts)
                    chosen.setdefault(source.path, []).append((name, mine))
                    sheets += mine
            except InputRefused as error:
                refused.append(replace(error.finding, place=replace(error.finding.place, register=name)))
        if not sheets:
            continue
        register, said = read_register(layout, shipped.choices(), project, sheets, declared.headers if declared else None)
        notes = {note for sheet in sheets for note in sheet.notes}
        findings += [finding for finding in said if finding not in notes or finding not in told]
        told |= notes
        rows = np.bincount(register.origin, minlength=len(register.origins))
        held = {source.file: 0 for source in sources}
        for origin, number in zip(register.origins, rows.tolist(), strict=True):
            held[origin.file] += number
        open_ones = [source for source in sources if opened[_as_read(source.path, encoding)]]
        files = [SourceFile(source.file, digests[source.path], name, held[source.file]) for source in open_ones]
        read[name] = (register, files)
    findings = _unknown_to_all(findings, chosen.values())
    findings += _unpack_support(project, read, found)
    findings += _number_people(read)
    if "participants" in read and read["participants"][0].numbers_lost:
        findings = [numbers_missing(finding, shipped.layouts()["participants"]) for finding in findings]
    for path, registers in chosen.items():
        whole = next((sheets for (file, _), sheets in opened.items() if file == path and sheets), [])
        findings += said_of_sheets(whole[0].file, whole, registers)
    return read, findings, refused


def _unknown_to_all(findings: Sequence[Finding], chosen: Iterable[Sequence[tuple[str, Sequence[Sheet]]]]) -> list[Finding]:
    """Leave out headers that one of several registers in the same sheet knows."""
    readers = Counter((sheet.file, sheet.name or "") for registers in chosen for _, sheets in registers for sheet in sheets)
    unknown = Counter((one.place.file, one.place.sheet, one.place.cell) for one in findings if one.code == UNKNOWN.code)

    def is_known(one: Finding) -> bool:
        at = one.place
        return one.code == UNKNOWN.code and unknown[at.file, at.sheet, at.cell] < readers[at.file, at.sheet]

    return [one for one in findings if not is_known(one)]


def _as_read(path: Path, encoding: EncodingName | None) -> tuple[Path, EncodingName | None]:
    """A file is opened once, a text once for each encoding that its registers declare."""
    return path, encoding if path.suffix.lower() in csvs.SUFFIXES else None


def _unpack_support(project: Project, read: dict[str, tuple[Register, list[SourceFile]]], found: Found) -> list[Finding]:
    """Make a register of support of what the participants' one holds of it, where the project keeps none; say what was done."""
    if "participants" not in read:
        return []
    people, files = read["participants"]
    # One that is declared, or that could not be read, is kept as well.
    refused = any(finding.place.register == "support" for finding in found.refused)
    kept_apart = bool(found.sources.get("support")) or refused or project.registers.of("support") is not None
    layout = shipped.layouts()["support"]
    bare, support, findings = unpacked(people, layout, shipped.choices(), project, kept_apart=kept_apart)
    read["participants"] = (bare, files)
    if support is not None and len(support):
        rows = Counter(support.origins[at].file for at in support.origin.tolist())
        read["support"] = (support, [SourceFile(one.file, one.digest, "support", rows[one.file]) for one in files])
    return findings


def _number_people(read: dict[str, tuple[Register, list[SourceFile]]]) -> list[Finding]:
    """Give the rows that name people the numbers of participants, once every register is read; say whom nobody knows."""
    people = read["participants"][0] if "participants" in read else None
    findings: list[Finding] = []
    if people is not None and lost_numbers(people, [register for register, _files in read.values()]):
        people = replace(people, numbers_lost=True)
        read["participants"] = (people, read["participants"][1])
    for name, (as_written, files) in read.items():
        register = renumbered(as_written, people) if people is not None else as_written
        with_numbers, said = numbered(register, people)
        read[name] = (with_numbers, files)
        findings += said
    return findings


def _names_of_parts(project: Project) -> tuple[str, ...]:
    """Names after which an office may call the sheets of a register: of editions, partners, paths and forms of support."""
    parts = (*project.editions, *project.partners, *project.paths, *project.forms)
    return tuple(word for part in parts for word in (part.id, part.name.pl, part.name.en))
