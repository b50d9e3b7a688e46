"""Which file is which register: named by the definition, or called by a usual name, or a sheet of another workbook."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding
from aktywna.domain.promises.project import RegisterFile, Registers
from aktywna.domain.registers.layout import Layout
from aktywna.domain.sheets.carried import TEXT, WORKBOOK, misnamed
from aktywna.domain.sheets.naming import folded, is_usual, latest
from aktywna.domain.sheets.refusals import ALL_LATER, MISSING, WHICH_FILE, refusal
from aktywna.domain.sheets.sheet import Sheet
from aktywna.io.reading import csvs, sheets
from aktywna.io.writing.safe import is_made

_OUTPUTS = ("raporty", ".aktywna")
_HIDDEN = ("~$", ".")


@dataclass(frozen=True)
class RegisterSource:
    """A file that a register is read from."""

    register: str
    path: Path
    file: str
    """Path relative to the project's folder, with `/`."""


@dataclass(frozen=True)
class Found:
    """What a folder holds of a project's registers."""

    sources: Mapping[str, tuple[RegisterSource, ...]]
    """The files of each register that has any, in the order of their names."""
    left_out: tuple[str, ...] = ()
    """Files that look like registers and are not read."""
    refused: tuple[Finding, ...] = ()
    """Registers whose files are missing, or may be several."""

    @property
    def files(self) -> tuple[RegisterSource, ...]:
        """Each file once, whatever number of registers it serves."""
        once = {source.file: source for found in self.sources.values() for source in found}
        return tuple(once[file] for file in sorted(once))


@dataclass
class _Search:
    """A folder being searched."""

    folder: Path
    layouts: Mapping[str, Layout]
    declared: Registers
    as_of: date
    shown_from: Path
    passwords: tuple[str, ...] = field(default=(), repr=False)
    refused: list[Finding] = field(default_factory=list)

    def file(self, path: Path) -> str:
        """Give a path as it is shown: relative to the project."""
        return Path(os.path.relpath(path, self.shown_from)).as_posix()


def find_registers(  # noqa: PLR0913 - where to look, what for, and what to look with
    folder: Path,
    layouts: Mapping[str, Layout],
    declared: Registers,
    as_of: date,
    *,
    shown_from: Path | None = None,
    passwords: Sequence[str] = (),
) -> Found:
    """
    Find the files of each register in `folder`.

    `declared` is what the definition says (`project.registers`); paths are shown relative to `shown_from`, the project's
    folder, where the registers lie elsewhere; `passwords` open encrypted workbooks to look at their sheets. Nothing is
    raised: what is missing or ambiguous is in `refused`.
    """
    search = _Search(folder, layouts, declared, as_of, shown_from or folder, tuple(passwords))
    matches: dict[str, list[Path]] = {}
    for name, layout in layouts.items():
        matches[name] = _declared_files(search, name) if _is_named(declared.of(name)) else _usual_files(search, layout)
    chosen = {name: _chosen(search, layouts[name], paths) for name, paths in matches.items()}
    for name, paths in _in_sheets(search, chosen, {path for found in matches.values() for path in found}).items():
        chosen[name] = _chosen(search, layouts[name], paths)
        matches[name] = paths
    read = {path for found in chosen.values() for path in found}
    candidates = {path for found in matches.values() for path in found} | set(_candidates(folder))
    sources = {name: tuple(RegisterSource(name, path, search.file(path)) for path in paths) for name, paths in chosen.items() if paths}
    return Found(sources, tuple(sorted(search.file(path) for path in candidates - read)), tuple(search.refused))


def read_file(path: Path, file: str, passwords: Sequence[str] = (), *, encoding: EncodingName | None = None) -> list[Sheet]:
    """
    Read a register's file, whatever it is; `file` is the name to call it by. Raise `InputRefused`.

    What it is, its content says: a text called XLSX is read as a text, a workbook called CSV as a workbook, and so it is
    said. `passwords` are tried on an encrypted workbook; `encoding` is what the definition says of a text.
    """
    is_text = path.suffix.lower() in csvs.SUFFIXES
    if is_text is not sheets.is_workbook(path, file):
        return [csvs.read_csv(path, file, encoding=encoding)] if is_text else sheets.read_workbook(path, file, passwords)
    if is_text:
        return [_misnamed(sheet, WORKBOOK) for sheet in sheets.read_workbook(path, file, passwords)]
    if sheets.may_be_text(path):
        return [_misnamed(csvs.read_csv(path, file, encoding=encoding), TEXT)]
    return sheets.read_workbook(path, file, passwords)


def _misnamed(sheet: Sheet, kind: str) -> Sheet:
    return replace(sheet, notes=(*sheet.notes, misnamed(sheet.file, kind)))


def _is_named(declared: RegisterFile | None) -> bool:
    return declared is not None and bool(_patterns(declared))


def _patterns(declared: RegisterFile) -> tuple[str, ...]:
    return (*([declared.file] if declared.file else []), *declared.files)


def _mode(layout: Layout, declared: RegisterFile | None) -> str:
    return (declared.read if declared is not None else None) or layout.read


def _declared_files(search: _Search, register: str) -> list[Path]:
    declared = search.declared.of(register)
    found: list[Path] = []
    for pattern in _patterns(declared) if declared is not None else ():
        matching = _matching(search.folder, pattern)
        if not matching:
            said = refusal(MISSING, pattern, register=register, folder=search.folder.resolve().name)
            search.refused.append(said)
        found += [path for path in matching if path not in found]
    return sorted(found, key=lambda path: path.as_posix())


def _matching(folder: Path, pattern: str) -> list[Path]:
    """Give the files that a declared name or pattern means; case and the composition of letters do not matter."""
    if not folder.is_dir():
        return []
    exact = folder / pattern
    if exact.is_file():
        return [exact]
    wanted = folded(PurePosixPath(pattern).name)
    parents = PurePosixPath(pattern).parent
    folders = [folder / parents] if (folder / parents).is_dir() else sorted(folder.glob(str(parents)))
    return [path for inside in folders for path in _candidates(inside) if fnmatchcase(folded(path.name), wanted)]


def _usual_files(search: _Search, layout: Layout) -> list[Path]:
    return [path for path in _candidates(search.folder) if is_usual(layout, path.stem)]


def _in_sheets(search: _Search, chosen: Mapping[str, list[Path]], matched: Iterable[Path]) -> dict[str, list[Path]]:
    """Find registers that have no file of their own among the sheets of workbooks: read ones, and ones of another name."""
    kept = {name: layout for name, layout in search.layouts.items() if name not in search.declared.not_kept}
    wanted = [layout for name, layout in kept.items() if not chosen[name] and not _is_named(search.declared.of(name))]
    if not wanted:
        return {}
    read = {path for paths in chosen.values() for path in paths}
    others = [path for path in _candidates(search.folder) if path in read or path not in set(matched)]
    found: dict[str, list[Path]] = {}
    for path in others:
        for name in _sheet_names(path, search):
            for layout in wanted:
                if is_usual(layout, name) and path not in found.setdefault(layout.id, []):
                    found[layout.id].append(path)
    return {name: paths for name, paths in found.items() if paths}


def _sheet_names(path: Path, search: _Search) -> tuple[str, ...]:
    if path.suffix.lower() not in sheets.SUFFIXES:
        return ()
    try:
        return sheets.sheet_names(path, search.file(path), search.passwords)
    except InputRefused:  # it is refused when it is read as a register, if it is one
        return ()


def _chosen(search: _Search, layout: Layout, paths: list[Path]) -> list[Path]:
    if len(paths) < 1 or _mode(layout, search.declared.of(layout.id)) == "all":
        return paths
    if len(paths) == 1 and _is_literal(search.declared.of(layout.id)):
        return paths
    found, later = latest(paths, lambda path: path.stem, search.as_of)
    if len(found) == 1:
        return found
    if found:
        said = refusal(WHICH_FILE, search.file(found[0]), register=layout.id, files=_names(search, found))
    else:
        said = refusal(ALL_LATER, search.file(later[0]), register=layout.id, files=_names(search, later), as_of=search.as_of)
    search.refused.append(said)
    return []


def _is_literal(declared: RegisterFile | None) -> bool:
    """Whether the definition names one file and no pattern: then its name need not say its day."""
    return declared is not None and not any(set("*?[") & set(pattern) for pattern in _patterns(declared)) and _is_named(declared)


def _names(search: _Search, paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(search.file(path) for path in paths)


def _candidates(folder: Path) -> Iterator[Path]:
    """Give the files of a folder that may be registers, in the order of their names."""
    if folder.name in _OUTPUTS or not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        readable = path.suffix.lower() in (*csvs.SUFFIXES, *sheets.SUFFIXES)
        if readable and not path.name.startswith(_HIDDEN) and path.is_file() and not is_made(path):
            yield path
