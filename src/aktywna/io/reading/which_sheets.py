"""Which sheets of a file hold a register, and which were left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, Notice, notice
from aktywna.domain.promises.project import RegisterFile
from aktywna.domain.registers.layout import Layout
from aktywna.domain.sheets.header_names import Names
from aktywna.domain.sheets.header_rows import find_header
from aktywna.domain.sheets.naming import dated, folded, is_group, is_month, is_usual, latest
from aktywna.domain.sheets.refusals import NO_SHEET, WHICH_SHEET, refused
from aktywna.domain.sheets.sheet import Sheet

SHEETS = notice(
    "R014",
    NOTE,
    title=N_("Some sheets of a workbook were not read."),
    says=N_("Of the workbook {file:quote} these sheets were read: {read:list}; these were not: {left:list}."),
    do=N_('Nothing, if they hold no register; otherwise call a sheet by the register\'s name, or name it in project.toml: sheet = "...".'),
    basis="count",
    about=N_(
        "A sheet is read when it is called as the register; in the register's own file also a month, a group, or the only one that fits."
    ),
)
SEVERAL = notice(
    "R017",
    NOTE,
    title=N_("A register was read from several sheets."),
    says=N_("The register {register:register} was read from the sheets {read:list} of the workbook {file:quote}."),
    do=N_('Nothing, if all of them belong to it; otherwise name the right one in project.toml: sheet = "...".'),
    basis="count",
)


def choose_sheets(
    layout: Layout, declared: RegisterFile | None, read: Sequence[Sheet], as_of: date, groups: Collection[str] = ()
) -> list[Sheet]:
    """
    Choose the sheets of a file that hold the register: the declared ones, those of a usual name, or the only one.

    When the file itself is the register's (by its name or by the definition), sheets called after months and groups are
    taken too (`groups` are names that the project gives to its parts), or the only one that has its headers. Of several a
    register that is read whole takes all and a cumulative one the latest. Raise `InputRefused` when nothing says which.
    """
    file = read[0].file
    if declared is not None and declared.sheet is not None and read[0].name is not None:
        wanted = folded(declared.sheet.strip())
        named = [sheet for sheet in read if fnmatchcase(folded(_name(sheet).strip()), wanted)]
        named = named or [sheet for sheet in read if folded(_name(sheet).strip()) == wanted]
        if not named:
            raise refused(NO_SHEET, file, register=layout.id, sheet=declared.sheet, sheets=_names(read))
        return named
    if len(read) == 1:
        return list(read)
    found = _by_name(layout, declared, read, groups)
    if not found and _is_its_own(layout, declared, file):
        fitting = [sheet for sheet in read if _fits(layout, declared, sheet)]
        found = fitting if len(fitting) == 1 else []
    elif len(found) > 1 and _is_cumulative(layout, declared):
        found, _ = latest(found, _name, as_of)
    if not found or (len(found) > 1 and _is_cumulative(layout, declared)):
        raise refused(WHICH_SHEET, file, register=layout.id, sheets=_names(read), usual=layout.files[0].capitalize())
    return found


def said_of_sheets(file: str, whole: Sequence[Sheet], chosen: Sequence[tuple[str, Sequence[Sheet]]]) -> list[Finding]:
    """Say which sheets of a file were read and which were not; `chosen` are registers and their sheets."""
    found = [
        _finding(SEVERAL, Place(file, register=register), register=register, read=_names(sheets), file=file)
        for register, sheets in chosen
        if len(sheets) > 1
    ]
    used = {id(sheet) for _, sheets in chosen for sheet in sheets}
    left = [sheet for sheet in whole if id(sheet) not in used]
    if left and used:
        taken = [sheet for sheet in whole if id(sheet) in used]
        found.append(_finding(SHEETS, Place(file), file=file, read=_names(taken), left=_names(left)))
    return found


def _by_name(layout: Layout, declared: RegisterFile | None, read: Sequence[Sheet], groups: Collection[str]) -> list[Sheet]:
    usual = [sheet for sheet in read if is_usual(layout, _name(sheet))]
    if not _is_its_own(layout, declared, read[0].file):
        return usual
    if _is_cumulative(layout, declared):
        return usual or [sheet for sheet in read if is_month(_name(sheet)) and dated(_name(sheet)) is not None]
    return [sheet for sheet in read if sheet in usual or is_month(_name(sheet)) or is_group(_name(sheet), groups)]


def _is_its_own(layout: Layout, declared: RegisterFile | None, file: str) -> bool:
    """Whether a file is the register's own: called so, or named by the definition."""
    named = declared is not None and bool(declared.file or declared.files)
    return named or is_usual(layout, PurePosixPath(file).stem)


def _is_cumulative(layout: Layout, declared: RegisterFile | None) -> bool:
    return ((declared.read if declared is not None else None) or layout.read) == "latest"


def _fits(layout: Layout, declared: RegisterFile | None, sheet: Sheet) -> bool:
    return find_header(Names(layout, declared.headers if declared is not None else {}), sheet) is not None


def _finding(said: Notice, place: Place, **facts: Fact) -> Finding:
    return Finding(said.code, said.severity, place, facts)


def _name(sheet: Sheet) -> str:
    return sheet.name or ""


def _names(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    return tuple(map(_name, sheets))
