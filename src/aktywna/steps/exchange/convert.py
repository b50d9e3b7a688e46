"""Convert: registers put into another file or an official form, every loss said, and nothing written until it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from aktywna.domain.exchange.asked import refused_rows
from aktywna.domain.exchange.canonical import canonical
from aktywna.domain.exchange.format import PARTICIPANTS, DateForm, Format
from aktywna.domain.exchange.losses import Loss
from aktywna.domain.exchange.notices import ASSUMED, NO_ROOM, NOT_PART, OTHER_FORM
from aktywna.domain.exchange.official import official
from aktywna.domain.exchange.table import Made, Table
from aktywna.domain.exchange.texts_out import Style
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.root_causes import one_fault
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.registers.register import Register
from aktywna.io.exchange.carriers import FOR_SCRIPTS, WORKBOOKS, carried
from aktywna.io.exchange.text_file import Dialect
from aktywna.steps.copies import write_private
from aktywna.steps.exchange.beside import extras_of, unread_of
from aktywna.steps.exchange.inputs import Input

SEVERAL = notice(
    "O031",
    ERROR,
    title=N_("Several registers cannot stand in one file of this kind."),
    says=N_("The file {file:quote} can hold one register, and there are {registers:list}."),
    do=N_("Name one of them with --register, or write a workbook (.xlsx, .ods) or into a folder."),
    basis="count",
)
NO_PARTICIPANTS = notice(
    "O032",
    ERROR,
    title=N_("An official form is asked for, and there are no participants."),
    says=N_("The form “{form:name}” holds participants, and {file:quote} has no register of them."),
    do=N_("Name the file or the project with the register of participants."),
    basis="count",
)
NOT_A_CARRIER = notice(
    "O033",
    ERROR,
    title=N_("An official form cannot be written into a file of this kind."),
    says=N_("The form “{form:name}” repeats headers, which the file {file:quote} cannot."),
    do=N_("Write it into .csv, .xlsx or .ods."),
    basis="registers.md 2.2: S18",
)


@dataclass(frozen=True)
class Asked:
    """What is to be written, and how; what is not said is the form's, else the office's usual way."""

    output: Path
    ending: str | None = None
    """The ending of files in a folder."""
    form: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: str = ","
    dates: DateForm | None = None
    accept: frozenset[str] = frozenset()
    only: str | None = None
    force: bool = False
    strict: bool = False


@dataclass(frozen=True, eq=False)
class Converted:
    """What was written, and everything there is to say of it; nothing was written where `stands` holds any loss."""

    rows: int
    files: tuple[Path, ...] = ()
    losses: tuple[Finding, ...] = ()
    stands: tuple[Finding, ...] = ()
    """Losses that nobody accepted."""
    rejected: tuple[Finding, ...] = ()
    """What the system would refuse."""
    said: tuple[Finding, ...] = ()
    registers: Mapping[str, int] = field(default_factory=dict)
    """How many rows of each register were written."""


def convert(read: Input, asked: Asked, *, judged_by: Sequence[Finding] | None = None) -> Converted:
    """
    Convert what was read into `asked.output`, a file or a folder; raise `InputRefused`.

    `judged_by` is what the rules say of a project; of a file they are asked here. Nothing is written while a loss stands
    that was not accepted or, with `strict`, while the system would refuse a row.
    """
    whole = _made(read, asked)
    rejected = _rejected(read, asked, whole, judged_by)
    contents: dict[str, bytes] = {}
    losses = [loss for one in whole for loss in one.losses]
    said = [loss for one in whole for loss in one.said]
    for name, tables in _files(read, asked, whole).items():
        content, lost, told = carried(tables, Path(name).suffix.lower(), _dialect(asked, Path(name).suffix.lower()))
        contents[name] = content
        losses += lost
        said += told
    lost_ones = _findings(losses)
    stands = tuple(one for one in lost_ones if one.code not in asked.accept and "all" not in asked.accept)
    notes = (*_findings(said), *_of_form(read, asked))
    counts = {one.table.register.id: one.table.rows for one in whole}
    done = Converted(sum(counts.values()), (), lost_ones, stands, rejected, notes, counts)
    if stands or (asked.strict and rejected):
        return done
    folder = asked.output if _is_folder(asked) else asked.output.parent
    inputs = {read.folder / source.file for source in read.books.sources}
    files = write_private(folder, contents, inputs, force=asked.force)
    return Converted(done.rows, files, lost_ones, (), rejected, notes, counts)


def _made(read: Input, asked: Asked) -> list[Made]:
    """Give the tables that are written, each with what it loses."""
    books = read.books
    if asked.form is not None:
        if PARTICIPANTS not in books.registers:
            file = next((source.file for source in books.sources), read.folder.name)
            raise _refusal(NO_PARTICIPANTS.code, file, form=asked.form.name)
        style = Style(asked.dates or _as_date_form(asked.form), asked.decimal)
        made = official(books, asked.form, style)
        unknown = [
            Loss(
                NO_ROOM,
                people,
                "",
                np.flatnonzero(extra.text.is_valid().to_numpy(zero_copy_only=False)),
                {"what": extra.header, "form": asked.form.name},
            )
            for people in [books.registers[PARTICIPANTS]]
            for extra in extras_of(read, people)
        ]
        return [Made(made.table, [*made.losses, *unknown], made.said)]
    style = Style(asked.dates or "rrrr-mm-dd", asked.decimal)
    ending = _ending(asked)
    named = {name: one for name, one in books.registers.items() if asked.only in {None, name}}
    return [_whole(read, register, style, ending) for register in named.values()]


def _whole(read: Input, register: Register, style: Style, ending: str) -> Made:
    scripts = ending in FOR_SCRIPTS
    return canonical(
        register, read.books.choices, read.books.project, Style(style.dates, ".") if scripts else style,
        unread=unread_of(read, register), extras=extras_of(read, register), typed_only=ending == ".parquet", codes=scripts,
    )  # fmt: skip


def _files(read: Input, asked: Asked, whole: Sequence[Made]) -> dict[str, list[Table]]:
    """Say which tables stand in which file."""
    ending = _ending(asked)
    if asked.form is not None and ending in FOR_SCRIPTS:
        raise _refusal(NOT_A_CARRIER.code, asked.output.name, form=asked.form.name)
    tables = [one.table for one in whole]
    if not _is_folder(asked):
        if len(tables) > 1 and ending not in WORKBOOKS:
            names = tuple(table.register.layout.name.pl for table in tables)
            raise _refusal(SEVERAL.code, asked.output.name, registers=names)
        return {asked.output.name: tables}
    if asked.form is not None:
        stem = Path(asked.form.carrier.file.is_.format(day=read.books.as_of.isoformat())).stem
        return {f"{stem}{ending}": tables}
    return {f"{table.register.layout.files[0]}{ending}": [table] for table in tables}


def _is_folder(asked: Asked) -> bool:
    return asked.output.is_dir() or not asked.output.suffix


def _ending(asked: Asked) -> str:
    if not _is_folder(asked):
        return asked.output.suffix.lower()
    if asked.ending is not None:
        return asked.ending
    return asked.form.carrier.ending.is_ if asked.form is not None else ".csv"


def _dialect(asked: Asked, ending: str) -> Dialect:
    carrier = asked.form.carrier if asked.form is not None else None
    usual = Dialect(delimiter="\t" if ending == ".tsv" else ";")
    encoding = asked.encoding or (carrier.encoding.is_ if carrier else usual.encoding)
    delimiter = asked.delimiter or (carrier.delimiter.is_ if carrier else usual.delimiter)
    return Dialect(encoding, delimiter, carrier.line_end.is_ if carrier else usual.line_end)


def _as_date_form(form: Format) -> DateForm:
    found: DateForm = form.carrier.dates.is_  # type: ignore[assignment]
    return found


def _rejected(read: Input, asked: Asked, whole: Sequence[Made], judged_by: Sequence[Finding] | None) -> tuple[Finding, ...]:
    """Give what the system would refuse: by the rules that it shares with the program, and by what its form asks."""
    form = asked.form
    if form is None:
        return ()
    if judged_by is None:
        from aktywna.steps.check import check  # noqa: PLC0415 - the rules are imported when they are asked

        judged_by = one_fault(check(read.books, tuple(form.rules)), read.books)
    by_rules = [one for one in judged_by if one.code in form.rules]
    by_form = [finding for loss in refused_rows(whole[0], form) for finding in loss.findings()]
    return tuple(sorted([*by_rules, *by_form], key=lambda one: one.order))


def _of_form(read: Input, asked: Asked) -> list[Finding]:
    """Say which facts of the form are assumptions, and which registers are no part of it."""
    form = asked.form
    if form is None:
        return []
    facts = [*form.field, *form.carrier.facts.values()]
    assumed = sum(not one.is_verified for one in facts)
    said = []
    if assumed:
        told = {"form": form.name, "facts": assumed, "all": len(facts), "id": form.id}
        said.append(Finding(ASSUMED.code, ASSUMED.severity, Place(), told))
    for name, register in read.books.registers.items():
        if name not in form.registers and read.is_project:
            facts = {"form": form.name, "register": name, "rows": len(register)}
            said.append(Finding(NOT_PART.code, NOT_PART.severity, Place(register=name), facts))
    return said


def lacking(read: Input, form: Format) -> tuple[Finding, ...]:
    """Say which columns of a form the file, said to be of that form, does not have."""
    people = read.books.get(PARTICIPANTS)
    if people is None:
        return ()
    support = read.books.get("support")
    gives = {column.gives: column.id for column in people.layout.column if column.gives}
    lost = []
    for one in form.field:
        if not one.columns:
            continue
        packed = gives.get(one.column)
        there = any(column in people for column in one.columns) or (packed is not None and packed in people)
        if not there and not (support is not None and one.register == support.id and one.columns[0] in support):
            lost.append(one.header)
    if not lost:
        return ()
    file = people.origins[0].file if people.origins else ""
    return (Finding(OTHER_FORM.code, OTHER_FORM.severity, Place(file, register=PARTICIPANTS), {"columns": tuple(lost), "form": form.name}),)


def _findings(losses: Iterable[Loss]) -> tuple[Finding, ...]:
    return tuple(finding for loss in losses for finding in loss.findings())


def _refusal(code: str, name: str, **facts: object) -> InputRefused:
    return InputRefused(Finding(code, ERROR, Place(name), {**facts, "file": name}))
