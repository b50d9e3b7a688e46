"""What an office's own files say of a project: which register each of them holds, and a definition to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.promises.project import Project, RegisterFile, Registers
from aktywna.domain.registers.reading import read_register
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.naming import latest
from aktywna.domain.sheets.sheet import Sheet
from aktywna.domain.sheets.text_files import TWO_READINGS
from aktywna.io import shipped
from aktywna.io.reading import csvs, sheets
from aktywna.io.reading.files import read_file
from aktywna.io.reading.which_sheets import choose_sheets
from aktywna.io.writing.safe import is_made
from aktywna.steps.proposing.data import NEWEST, Days, Item, crowded, days_of, items_of
from aktywna.steps.proposing.fit import Fit, best_fit, place_of

NOT_RECOGNISED = notice(
    "O005",
    ERROR,
    title=N_("A file is to begin a project, and no register was recognised in it."),
    says=N_("No register was recognised in {file:quote}: none of its first rows holds headers that are known."),
    do=N_("Name another file, or begin without --from and copy the rows into the blank registers."),
    basis="count",
)


@dataclass(frozen=True, eq=False)
class Proposal:
    """A project as its files speak of it; everything in it is to be confirmed."""

    copies: Mapping[str, Path]
    """The files to copy, by the names they get."""
    fits: tuple[Fit, ...]
    registers: Mapping[str, RegisterFile]
    left: tuple[tuple[str, str], ...]
    """Files and sheets that were not taken for a register."""
    era: str
    days: Days
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """By the lists of a definition: `paths`, `forms` ..."""
    crowded: Mapping[str, int] = field(default_factory=dict)
    """Lists that were not proposed, with the number of different texts that would have to be in them."""

    @property
    def left_out(self) -> list[str]:
        """Give what was not taken for a register, by file and sheet."""
        return [place_of(file, sheet) for file, sheet in self.left]


def propose(
    given: Sequence[Path], folder: Path, *, era: str | None = None, today: date | None = None, passwords: Sequence[str] = ()
) -> Proposal:
    """
    Propose a project for the files in `given` (or in folders among them), to be copied into `folder`.

    `passwords` are tried on encrypted workbooks.
    Raises `InputRefused`: a file cannot be read, or (O005) a file that was named holds no register.
    """
    day = today or date.today()  # noqa: DTZ011 - the office's day is the local one
    project = _nameless(day)
    copies: dict[str, Path] = {}
    whole: dict[str, list[Sheet]] = {}
    fits: list[Fit] = []
    left: list[tuple[str, str]] = []
    for path, named in _files(given):
        name = _free(path, copies, folder)
        read = read_file(path, name, passwords)
        found = [best_fit(project, sheet) for sheet in read]
        mine = [fit for fit in found if fit is not None]
        if named and not mine:
            raise _not_recognised(path)
        left += [(name, sheet.name or "") for sheet, fit in zip(read, found, strict=True) if fit is None and sheet.text.size]
        if mine:
            copies[name], whole[name] = path, read
            fits += mine
    if not fits:
        raise _not_recognised(given[0])
    kept: list[Fit] = []
    registers: dict[str, RegisterFile] = {}
    for register in Registers.model_fields:
        mine = [fit for fit in fits if fit.layout.id == register]
        if mine:
            taken, registers[register] = _declared(mine, whole, day)
            left += [(fit.sheet.file, fit.sheet.name or "") for fit in mine if fit not in taken]
            kept += taken
    read_in = [_read(project, fit, registers[fit.layout.id]) for fit in kept]
    days = days_of(read_in, day)
    counted = tuple(replace(fit, rows=len(register)) for fit, register in zip(kept, read_in, strict=True))
    used = {fit.sheet.file for fit in kept}
    copies = {name: path for name, path in copies.items() if name in used}
    return Proposal(copies, counted, registers, tuple(left), era or days.era, days, items_of(read_in, days), crowded(read_in))


def _not_recognised(path: Path) -> InputRefused:
    return InputRefused(Finding(NOT_RECOGNISED.code, ERROR, Place(file=path.as_posix()), {"file": path.name or path.as_posix()}))


def _files(given: Sequence[Path]) -> Iterator[tuple[Path, bool]]:
    """Give each file once, and whether it was named itself."""
    seen: set[Path] = set()
    for path in given:
        inside = [one for one in sorted(path.iterdir(), key=lambda one: one.name) if _may_be_read(one)] if path.is_dir() else [path]
        for one in inside:
            if one.resolve() not in seen:
                seen.add(one.resolve())
                yield one, one == path


def _may_be_read(path: Path) -> bool:
    readable = path.suffix.lower() in (*csvs.SUFFIXES, *sheets.SUFFIXES)
    return readable and path.is_file() and not path.name.startswith(("~$", ".")) and not is_made(path)


def _free(path: Path, copies: Mapping[str, Path], folder: Path) -> str:
    """Give the name of a copy: the file's own, unless another file has it."""
    taken = {name.casefold() for name in copies}

    def is_taken(name: str) -> bool:
        other = folder / name
        return name.casefold() in taken or (other.exists() and not (path.exists() and other.samefile(path)))

    number, name = 1, path.name
    while is_taken(name):
        number += 1
        name = f"{path.stem}_{number}{path.suffix}"
    return name


def _nameless(day: date) -> Project:
    """Give the least that a register can be read with."""
    raw = {"title": "-", "era": NEWEST, "beneficiary": {"name": "-"}, "programme": {"name": "-"}, "period": {"start": day}}
    return Project.model_validate(raw)


def _declared(fits: Sequence[Fit], whole: Mapping[str, list[Sheet]], day: date) -> tuple[list[Fit], RegisterFile]:
    """Choose the sheets that make one register, and say so as a definition does."""
    layout = fits[0].layout
    files = list(dict.fromkeys(fit.sheet.file for fit in fits))
    chosen = [_sheets_of(file, [fit for fit in fits if fit.sheet.file == file], whole[file], day) for file in files]
    taken = [fit for mine, _ in chosen for fit in mine]
    asked = {sheet for _, sheet in chosen}
    doubts = [str(note.facts["encoding"]) for fit in taken for note in fit.sheet.notes if note.code == TWO_READINGS.code]
    raw: dict[str, Any] = {"file": files[0]} if len(files) == 1 else {"files": files}
    if len(files) > 1 and layout.read == "latest" and len(latest(files, lambda file: Path(file).stem, day)[0]) != 1:
        raw["read"] = "all"
    if len(asked) == 1 and None not in asked:
        raw["sheet"] = asked.pop()
    if doubts:
        raw["encoding"] = doubts[0]
    return taken, RegisterFile.model_validate({**raw, "headers": _headers(taken)})


def _sheets_of(file: str, fits: list[Fit], whole: Sequence[Sheet], day: date) -> tuple[list[Fit], str | None]:
    """Choose the sheets of one file that are read together, and give what the definition has to say of them."""
    layout = fits[0].layout
    best = max(fits, key=lambda fit: (fit.score, len(fit.sheet.text)))
    mine = fits if layout.read == "all" else [best]
    try:
        unasked = choose_sheets(layout, RegisterFile(file=file, headers=_headers(mine)), whole, day)
    except InputRefused:
        unasked = []
    if {id(sheet) for sheet in unasked} == {id(fit.sheet) for fit in mine}:
        return mine, None
    if 1 < len(mine) == len(whole):
        return mine, "*"
    return [best], best.sheet.name


def _headers(fits: Sequence[Fit]) -> dict[str, str]:
    return {header: column for fit in fits for header, column in fit.headers.items()}


def _read(project: Project, fit: Fit, declared: RegisterFile) -> Register:
    return read_register(fit.layout, shipped.choices(), project, [fit.sheet], declared.headers)[0]
