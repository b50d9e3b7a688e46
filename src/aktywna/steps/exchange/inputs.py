"""What is to be converted: a file, or a whole project, read into registers with the sheets they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pyarrow.compute as pc

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.cells.texts import arrow, series
from aktywna.domain.faults import InputRefused, UnknownWord
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.promises.project import Beneficiary, Period, Programme, Project
from aktywna.domain.registers.books import Books, SourceFile
from aktywna.domain.registers.layout import Layout
from aktywna.domain.registers.naming_people import numbered
from aktywna.domain.registers.other_numbers import renumbered
from aktywna.domain.registers.packed_support import unpacked
from aktywna.domain.registers.reading import read_register
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.naming import is_usual
from aktywna.domain.sheets.sheet import Sheet
from aktywna.domain.sheets.tables import NO_TABLE
from aktywna.io import shipped
from aktywna.io.definitions.project import FILE as DEFINITION
from aktywna.io.definitions.project import era_of
from aktywna.io.exchange.json_lines import SUFFIX as JSON_LINES
from aktywna.io.exchange.json_lines import read_json_lines
from aktywna.io.exchange.parquet_file import SUFFIX as PARQUET
from aktywna.io.exchange.parquet_file import read_parquet
from aktywna.io.exchange.text_file import without_apostrophe
from aktywna.io.reading import csvs
from aktywna.io.reading.digest import digest
from aktywna.io.reading.files import read_file
from aktywna.steps.open import open_books
from aktywna.steps.proposing.fit import best_fit

NOT_RECOGNISED = notice(
    "O030",
    ERROR,
    title=N_("It is not known which register a file holds."),
    says=N_("The headers of the file {file:quote} are those of no register that the program knows."),
    do=N_("Say which register it is: --register participants; aktywna explain participants lists the headers of one."),
    basis="count",
)
Sheets = Mapping[tuple[str, str], Sheet]


@dataclass(frozen=True, eq=False)
class Input:
    """What was read: the books, the sheets of their registers by file and name, and what reading said."""

    books: Books
    folder: Path
    findings: tuple[Finding, ...] = ()
    sheets: Sheets = field(default_factory=dict)
    is_project: bool = False
    refused: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """How the input is to be read."""

    register: str | None = None
    era: str | None = None
    as_of: date | None = None
    encoding: EncodingName | None = None
    passwords: tuple[str, ...] = field(default=(), repr=False)
    registers: Path | None = None
    unpack: bool = False
    """Whether support that is packed into participants becomes rows of its own, as an official form needs it."""


def read_input(path: Path, wanted: Wanted) -> Input:
    """Read a project (its folder, or project.toml) or a file; raise `InputRefused`, `DefinitionError` or `UnknownWord`."""
    if path.is_dir() or path.name == DEFINITION:
        return _project(path, wanted)
    return _file(path, wanted)


def _project(path: Path, wanted: Wanted) -> Input:
    opened = open_books(path, as_of=wanted.as_of, registers=wanted.registers, passwords=wanted.passwords)
    if opened.refused:
        raise InputRefused(*opened.refused)
    if unread := [one for one in opened.findings if one.code == NO_TABLE.code]:
        raise InputRefused(*unread)
    if wanted.register is not None and wanted.register not in opened.books.registers:
        raise UnknownWord(N_("register"), wanted.register, tuple(opened.books.registers))
    spoilt = {one.place.file for one in opened.findings if one.code in SECOND_LOOK}
    spoilt |= {origin.file for one in opened.books.registers.values() if one.unread for origin in one.origins}
    sheets: dict[tuple[str, str], Sheet] = {}
    for file in sorted(spoilt & {source.file for source in opened.books.sources}):
        # Reading keeps no cells, so what it could not take in is looked up again.
        declared = [opened.books.project.registers.of(one.register) for one in opened.books.sources if one.file == file]
        encoding = next((one.encoding for one in declared if one is not None), None)
        for sheet in read_file(opened.folder / file, file, wanted.passwords, encoding=encoding):
            sheets[sheet.file, sheet.name or ""] = sheet
    return Input(opened.books, opened.folder, opened.findings, sheets, is_project=True)


SECOND_LOOK = frozenset({"R002", "R003"})
"""Findings of headers whose columns the register does not hold."""


def _file(path: Path, wanted: Wanted) -> Input:
    project = stand_in(path.stem, wanted.era or shipped.eras()[-1])
    sum_of = digest(path, path.name)
    sheets = read_sheets(path, path.name, wanted.passwords, encoding=wanted.encoding)
    chosen: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        layout = _register_of(sheet, wanted.register, project, alone=len(sheets) == 1)
        if layout is not None:
            chosen.setdefault(layout.id, []).append(sheet)
    if not chosen:
        raise InputRefused(Finding(NOT_RECOGNISED.code, NOT_RECOGNISED.severity, Place(path.name), {"file": path.name}))
    findings: list[Finding] = []
    registers: dict[str, Register] = {}
    for name, mine in chosen.items():
        registers[name], said = read_register(shipped.layouts()[name], shipped.choices(), project, mine)
        findings += said
    if unread := [one for one in findings if one.code == NO_TABLE.code]:
        raise InputRefused(*unread)
    rows = {name: len(register) for name, register in registers.items()}
    if wanted.unpack:
        findings += _linked(registers, project)
    books = Books(
        project=project,
        era=era_of(project),
        as_of=wanted.as_of or date.today(),  # noqa: DTZ011 - the office's day is the local one
        registers=registers,
        layouts=shipped.layouts(),
        choices=shipped.choices(),
        sources=tuple(SourceFile(path.name, sum_of, name, number) for name, number in rows.items()),
    )
    return Input(books, path.parent, tuple(dict.fromkeys(findings)), {(one.file, one.name or ""): one for one in sheets})


def read_sheets(path: Path, file: str, passwords: Sequence[str] = (), *, encoding: EncodingName | None = None) -> list[Sheet]:
    """Read any file that can be converted, cell for cell; raise `InputRefused`."""
    ending = path.suffix.lower()
    if ending == JSON_LINES:
        return [read_json_lines(path, file)]
    if ending == PARQUET:
        return [read_parquet(path, file)]
    sheets = read_file(path, file, passwords, encoding=encoding)
    return [_bare(sheet) for sheet in sheets] if ending in csvs.SUFFIXES else sheets


def stand_in(title: str, era: str) -> Project:
    """Give a definition for a file that belongs to no project: nothing of it is ever shown."""
    beneficiary, programme = Beneficiary.model_validate({"name": title}), Programme.model_validate({"name": title})
    return Project.model_validate(
        {"title": title, "era": era, "beneficiary": beneficiary, "programme": programme, "period": Period(start=date.min)}
    )


def _register_of(sheet: Sheet, named: str | None, project: Project, *, alone: bool) -> Layout | None:
    layouts = shipped.layouts()
    if named is not None:
        if named not in layouts:
            raise UnknownWord(N_("register"), named, tuple(layouts))
        usual = is_usual(layouts[named], sheet.name or "")
        return layouts[named] if alone or usual or _fits(sheet, project) in {named, None} else None
    for word in filter(None, (sheet.name, Path(sheet.file).stem if alone else None)):
        usual_ones = [layout for layout in layouts.values() if is_usual(layout, word)]
        if len(usual_ones) == 1:
            return usual_ones[0]
    fits = _fits(sheet, project)
    return layouts[fits] if fits is not None else None


def _fits(sheet: Sheet, project: Project) -> str | None:
    fit = best_fit(project, sheet)
    return fit.layout.id if fit is not None else None


def _bare(sheet: Sheet) -> Sheet:
    """Take away the apostrophes that were put before formulas when a text file was written."""
    text = sheet.text
    for at in sheet.text.columns:
        cells = arrow(sheet.text[at])
        if pc.any(pc.starts_with(cells, "'")).as_py():
            text = text.copy(deep=False) if text is sheet.text else text
            text[at] = series(without_apostrophe(cells), sheet.text[at])
    return sheet if text is sheet.text else replace(sheet, text=text)


def _linked(registers: dict[str, Register], project: Project) -> list[Finding]:
    """Make support of what participants hold of it, and let every register call people by their numbers; say what was done."""
    if "participants" not in registers:
        return []
    layout = shipped.layouts()["support"]
    people, support, findings = unpacked(registers["participants"], layout, shipped.choices(), project, kept_apart="support" in registers)
    registers["participants"] = people
    if support is not None and len(support):
        registers["support"] = support
    for name, register in registers.items():
        registers[name], said = numbered(renumbered(register, people), people)
        findings += said
    return findings
