"""Starting a project: a commented definition and blank registers in an empty folder, or a copy of an example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from string import Template

import aktywna
from aktywna.domain.faults import DefinitionError, InputRefused
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.project import Registers
from aktywna.domain.registers.layout import Layout
from aktywna.domain.sheets.naming import is_usual
from aktywna.io import schema, shipped
from aktywna.io.definitions.faults import proposals
from aktywna.io.definitions.project import FILE, understand
from aktywna.io.writing.blanks import blank_register
from aktywna.io.writing.safe import unwritable
from aktywna.steps.proposing.data import NEWEST
from aktywna.steps.proposing.proposal import Proposal
from aktywna.steps.proposing.text import proposed
from aktywna.words import wording

_PACKAGE = Path(aktywna.__file__).parent
_EXAMPLES = (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples")
"""Where the examples lie in a wheel and in a checkout."""
_MADE = {"expected", "raporty", "reports", ".aktywna"}
"""Folders of an example that hold what aktywna made of it."""
_YEAR: Mapping[str, int] = {"pokl-2007": 2009, "efs-2014": 2016}
"""A year to begin with in the definition, until somebody writes the right one."""

NOT_EMPTY = notice(
    "O003",
    ERROR,
    title=N_("A project is to be started in a folder that is not empty."),
    says=N_("The folder {folder:quote} is not empty ({file:quote}), so nothing was written into it."),
    do=N_("Choose an empty folder, or add --force: then only the files that are missing are written."),
    basis="count",
)
NO_EXAMPLE = notice(
    "O004",
    ERROR,
    title=N_("There is no example of that name."),
    says=N_("There is no example {value:quote}.{nearest:meant}"),
    do=N_("Use one of: {allowed:list}."),
    basis="count",
)


def start(  # noqa: PLR0913 - what a person says of the new project
    folder: Path,
    *,
    era: str | None = None,
    title: str | None = None,
    begins: date | None = None,
    ends: date | None = None,
    example: str | None = None,
    proposal: Proposal | None = None,
    language: Language | None = None,
    force: bool = False,
) -> list[Path]:
    """
    Write a project into `folder`, which must be empty, and give the paths of the files written.

    With `example` a shipped example is copied, without what was made of it; with `proposal` the office's own files are
    copied, and the definition says what they say. Nothing that is there is ever replaced; with
    `force` the missing files are added. Raises `InputRefused` (O002, O003, O004) and, for an unknown era, `DefinitionError`.
    """
    before = wording.language()
    wording.set_language(language or before)
    try:
        contents = _example(example) if example else _blank(era, title, wording.language(), proposal, (begins, ends))
    finally:
        wording.set_language(before)
    standing = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []
    if standing and not force:
        facts = {"folder": folder.as_posix(), "file": standing[0]}
        raise InputRefused(Finding(NOT_EMPTY.code, ERROR, Place(file=folder.as_posix()), facts))
    return [folder / name for name, content in contents.items() if _written(folder / name, content)]


def examples() -> dict[str, Path]:
    """Give the folders of the shipped examples, by name."""
    folder = next((one for one in _EXAMPLES if one.is_dir()), None)
    found = sorted(folder.iterdir()) if folder else []
    return {path.name: path for path in found if (path / FILE).is_file()}


def eras(language: Language) -> dict[str, str]:
    """Give the names of the programme periods, by id."""
    return {name: shipped.era(name).name.say(language) for name in shipped.eras()}


def usual_term(era: str) -> tuple[date, date]:
    """Give two days inside a programme period to begin with, until somebody writes the right ones."""
    year = _YEAR.get(era, 2024)
    return date(year, 1, 1), date(year + 1, 12, 31)


def definition(era: str, title: str | None, language: Language, term: tuple[date | None, date | None] = (None, None)) -> str:
    """Give the text of a commented definition for `era`, which loads as it is and with its examples uncommented."""
    found = shipped.era(era)
    usual = usual_term(era)
    start, end = term[0] or usual[0], term[1] or usual[1]
    catalogue = shipped.catalogue(found.catalogue) if found.catalogue else {}
    layouts = _layouts()
    width = max(map(len, layouts))
    number = next(((name, value.value) for name, value in found.values.items() if type(value.value) is Decimal), ("", Decimal(0)))
    words = {
        "title": json.dumps(title or {"pl": "(wpisz tytuł projektu)", "en": "(title of the project)"}[language], ensure_ascii=False),
        "era": era,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "due": (end + timedelta(days=10)).isoformat(),
        "code": next(iter(catalogue), ""),
        "efficiency": _efficiency(era, language),
        "parameter": f"{number[0]} = {number[1]}",
        "registers": "\n".join(f"{name:{width}} = {{}}   # {layout.name.say(language)}" for name, layout in layouts.items()),
    }
    text = (files("aktywna") / "data" / "start" / f"project.{language}.toml").read_text(encoding="utf-8")
    return Template(text).substitute(words)


def _efficiency(era: str, language: Language) -> str:
    """Give the example of measuring efficiency; nothing in a programme period that has no rules of it."""
    if shipped.efficiency(era) is None:
        return ""
    return (files("aktywna") / "data" / "start" / f"efficiency.{language}.toml").read_text(encoding="utf-8")


def _blank(
    era: str | None, title: str | None, language: Language, proposal: Proposal | None, term: tuple[date | None, date | None]
) -> dict[str, bytes]:
    era = era or (proposal.era if proposal else NEWEST)
    if era not in shipped.eras():
        raise DefinitionError(Finding("D010", ERROR, Place(), {"key": "era", "value": era, **proposals(era, shipped.eras())}))
    text = definition(era, title, language, term)
    files_of, named = _blank_files(proposal)
    if proposal is not None:
        text = proposed(text, proposal, named, language)
    project = understand(text, FILE)
    contents = {FILE: text.encode(), schema.NAME: schema.text().encode()}
    for name, path in proposal.copies.items() if proposal is not None else ():
        contents[name] = path.read_bytes()
    for register, file in files_of.items():
        contents[file] = blank_register(shipped.layouts()[register], shipped.choices(), language, project)
    return contents


def _blank_files(proposal: Proposal | None) -> tuple[dict[str, str], dict[str, str]]:
    """Give the files of the blank registers that are missing, and those of them that a definition must name."""
    copies = {name.casefold() for name in proposal.copies} if proposal is not None else set()
    found: dict[str, str] = {}
    named: dict[str, str] = {}
    for register, layout in _layouts().items():
        if proposal is not None and register in proposal.registers:
            continue
        stem = layout.files[0].replace(" ", "_")
        found[register] = file = f"{stem}.xlsx" if f"{stem}.xlsx" not in copies else f"{stem}_{aktywna.__name__}.xlsx"
        # A copied file of another register may be called as this one.
        if any(is_usual(layout, Path(name).stem) for name in copies):
            named[register] = file
    return found, named


def _layouts() -> dict[str, Layout]:
    """Give the layouts in the order in which the definition speaks of registers."""
    known = shipped.layouts()
    return {name: known[name] for name in Registers.model_fields if name in known}


def _example(name: str) -> dict[str, bytes]:
    known = examples()
    if name not in known:
        raise InputRefused(Finding(NO_EXAMPLE.code, ERROR, Place(), {"value": name, **proposals(name, known)}))
    contents = {path.relative_to(known[name]).as_posix(): path.read_bytes() for path in _kept(known[name])}
    return {**contents, schema.NAME: schema.text().encode()}


def _kept(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in _MADE:
            yield from _kept(path)
        elif path.is_file() and not path.name.startswith((".", "~$")):
            yield path


def _written(path: Path, content: bytes) -> bool:
    """Write a file that is not there yet; say whether it was written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    except OSError as error:
        raise InputRefused(unwritable(path, error)) from error
    return True
