"""
The gallery: for each finding that no rule finds, the smallest input that provokes it, and what is found in it.

A finding that nothing provokes is a defect; a test holds the gallery to everything that can be found.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aktywna.domain.faults import DefinitionError, InputRefused
from aktywna.domain.findings.finding import Finding
from aktywna.domain.grid import Cell, Grid, Paragraph, Part, Verbatim
from aktywna.domain.promises.model import Language
from aktywna.domain.sheets.sheet import letters
from aktywna.io.archive import ARCHIVE, read_archive
from aktywna.io.reading.digest import digest
from aktywna.io.reading.files import read_file
from aktywna.io.reading.locked import passwords_in
from aktywna.io.shipped import gallery
from aktywna.io.specimens import Described, specimen, workbook_of
from aktywna.io.writing.office_templates import Asked, filled_office
from aktywna.io.writing.safe import write
from aktywna.io.writing.templates import render
from aktywna.steps.explain.deeds_of_money import MONEY
from aktywna.words import figures
from aktywna.words.wording import _, language

DEFINITION = "project.toml"
BASE = "base"
OF_RULES = ("A", "R09")
"""Codes that say what rules find and which of them wait: a few lines of a file lack most of what they look at."""
_KEY = re.compile(r"^(\w+) = ")


def codes() -> tuple[str, ...]:
    """Give the codes that have an input."""
    return tuple(sorted(set(gallery()) - {BASE}))


def shown(code: str) -> list[Part]:
    """Give the input of a finding in parts of a page; nothing for one that has none."""
    entry = gallery().get(code, {})
    tongue: Language = language()
    parts: list[Part] = []
    if "about" in entry:
        parts.append(Paragraph(entry["about"][tongue]))
    if entry.get("without"):
        parts.append(Paragraph(_("Not there: {what}.").format(what=figures.listing(entry["without"]))))
    if "project" in entry:
        parts += [Paragraph(_("In project.toml:")), Verbatim(entry["project"].strip())]
    if "template" in entry:
        parts += [Paragraph(_("A template:")), Verbatim(entry["template"].strip())]
    if "cells" in entry:
        cells = tuple((Cell(at), Cell(text)) for at, text in entry["cells"].items())
        parts += [Paragraph(_("A template in Excel:")), Grid(((Cell(_("Cell")), Cell(_("Holds"))),), cells)]
    for name, described in entry.get("files", {}).items():
        parts += _file(name, described)
    return parts


def provoked(code: str) -> list[Finding]:
    """Give what is found in the input of a finding, and is this finding."""
    return [one for one in everything(code) if one.code == code]


@cache
def everything(code: str) -> tuple[Finding, ...]:
    """Give everything that is found in the input of a finding, what the rules find left out; nothing for one that has none."""
    entry = gallery().get(code)
    if entry is None:
        return ()
    with TemporaryDirectory(prefix="aktywna-") as made:
        folder = Path(made) / "projekt"
        folder.mkdir()
        if DEFINITION not in entry.get("without", ()):
            (folder / DEFINITION).write_text(definition(entry), encoding="utf-8", newline="\n")
        for name, described in entry.get("files", {}).items():
            (folder / name).write_bytes(specimen(described))
        try:
            found = _DEEDS.get(code, _converted if "convert" in entry else _opened)(folder, entry)
        except (InputRefused, DefinitionError) as refusal:
            found = list(refusal.findings)
        return tuple(_anywhere(one, folder) for one in found if one.code == code or not one.code.startswith(OF_RULES))


def _anywhere(finding: Finding, folder: Path) -> Finding:
    """Give a finding as it would be of a project in any folder: where this one happened to be made is nobody's business."""
    made = (f"{folder.as_posix()}/", f"{folder}{os.sep}", folder.as_posix(), str(folder))

    def bare(value: object) -> object:
        for path in made:
            value = value.replace(path, "" if path[-1] in "/\\" else folder.name) if isinstance(value, str) else value
        return value

    place = replace(finding.place, file=str(bare(finding.place.file)))
    return replace(finding, place=place, facts={name: bare(fact) for name, fact in finding.facts.items()})


def definition(entry: dict[str, Any]) -> str:
    """Give the definition of an input: the base, but for what it is without, and its own lines."""
    lines = str(gallery()[BASE]["definition"]).strip().splitlines()
    kept = [line for line in lines if not ((key := _KEY.match(line)) and key[1] in entry.get("without", ()))]
    return "\n".join([*kept, entry.get("project", "")]) + "\n"


def _opened(folder: Path, entry: dict[str, Any]) -> list[Finding]:
    """Do what `check` does; of rules, only what is said of them."""
    from aktywna.steps.judging import judged  # noqa: PLC0415 - judging asks `explain` what can be found
    from aktywna.steps.open import open_books  # noqa: PLC0415

    if "template" in entry:
        template = folder / "szablon.md.j2"
        template.write_text(entry["template"], encoding="utf-8")
        render("szablon", {"project": None}, language=language(), project=folder, template=template)
    if "cells" in entry:
        own = folder / "szablon.xlsx"
        own.write_bytes(workbook_of(entry["cells"]))
        filled_office(Asked(own, {"project": None}, {}))
    return list(judged(open_books(folder, passwords=tuple(entry.get("passwords", ())))).findings)


def _converted(folder: Path, entry: dict[str, Any]) -> list[Finding]:
    """Do what `convert` does; what is accepted is not told."""
    from aktywna.steps.exchange.convert import Asked, convert, lacking  # noqa: PLC0415
    from aktywna.steps.exchange.forms import accepted, ending_of, form_of  # noqa: PLC0415
    from aktywna.steps.exchange.inputs import Wanted, read_input  # noqa: PLC0415

    told = entry["convert"]
    sample = str(told.get("to", "")).replace("sample:", f"sample:{folder.as_posix()}/")
    form, of_input = form_of(sample or None), form_of(told.get("from"))
    asked = Asked(folder / told["output"], form=form, encoding=told.get("encoding"), accept=accepted("all"))
    ending_of(asked)
    read = read_input(folder / told["input"], Wanted(unpack=form is not None, register="participants" if of_input else None))
    done = convert(read, asked)
    also = lacking(read, of_input) if of_input is not None else ()
    return [one for one in (*done.losses, *done.rejected, *done.said, *also) if one.code not in told.get("besides", ())]


def _in_the_way(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    (folder / "month_2016-12.md").write_text("Notatki", encoding="utf-8")
    write(folder, {"month_2016-12.md": b"Raport"})
    return []


def _unwritable(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    (folder / "raporty").write_text("Notatki", encoding="utf-8")
    write(folder / "raporty", {"month_2016-12.md": b"Raport"})
    return []


def _not_empty(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.start import start  # noqa: PLC0415

    (folder / DEFINITION).unlink()
    (folder / "notatki.txt").write_text("Notatki", encoding="utf-8")
    start(folder, language=language())
    return []


def _no_example(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.start import start  # noqa: PLC0415

    start(folder / "nowy", example="katowic", language=language())
    return []


def _not_recognised(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.proposing.proposal import propose  # noqa: PLC0415

    propose([folder / "notatki.csv"], folder / "nowy")
    return []


def _damaged_list(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    (folder / ARCHIVE).parent.mkdir(parents=True, exist_ok=True)
    (folder / ARCHIVE).write_text("{", encoding="utf-8")
    read_archive(folder)
    return []


def _copies(folder: Path, entry: dict[str, Any]) -> list[Finding]:
    from aktywna.steps.open import open_books  # noqa: PLC0415
    from aktywna.steps.repairing import repair  # noqa: PLC0415

    return list(repair(open_books(folder, passwords=tuple(entry.get("passwords", ()))), folder / "poprawione").said)


def _copies_of_values(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.annotating import annotate  # noqa: PLC0415
    from aktywna.steps.open import open_books  # noqa: PLC0415

    found = open_books(folder)
    return list(annotate(found, found.findings, folder / "uwagi").said)


def _copies_over_inputs(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.open import open_books  # noqa: PLC0415
    from aktywna.steps.repairing import repair  # noqa: PLC0415

    return list(repair(open_books(folder), folder).said)


def _no_logo(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.io.writing.logos import logo  # noqa: PLC0415

    logo(folder, "znak.png", "Fundusze Europejskie")
    return []


def _closed(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    # A folder under the name of a file cannot be opened by anybody, whatever their rights.
    (folder / "wizytacje.csv").mkdir()
    read_file(folder / "wizytacje.csv", "wizytacje.csv")
    return []


def _no_passwords(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    passwords_in(folder / "hasla.txt")
    return []


def _no_folder(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.open import open_books  # noqa: PLC0415

    return list(open_books(folder, registers=folder / "eksport-marzec").findings)


def _changed(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    register = folder / "uczestnicy.csv"
    asked = digest(register, register.name)
    register.write_text("Nr uczestnika\n1\n2\n", encoding="utf-8")
    asked()
    return []


_DEEDS: dict[str, Callable[[Path, dict[str, Any]], list[Finding]]] = {
    **MONEY,
    "O001": _in_the_way,
    "O002": _unwritable,
    "O003": _not_empty,
    "O004": _no_example,
    "O005": _not_recognised,
    "O006": _damaged_list,
    "O007": _no_logo,
    "O020": _copies,
    "O021": _copies_of_values,
    "O022": _copies_over_inputs,
    "O023": _copies,
    "R311": _closed,
    "R313": _no_passwords,
    "R314": _no_folder,
    "R315": _changed,
}
"""What has to be done for a finding that is not about reading a project."""


def _file(name: str, described: Described) -> list[Part]:
    if isinstance(described, str):
        return [Paragraph(f"{name}:"), Verbatim(described.strip("\n") or _("(empty)"))]
    if "hex" in described:
        content = bytes.fromhex(described["hex"])
        return [Paragraph(_("{file}, its bytes:").format(file=name)), Verbatim(content.hex(" "))]
    if "text" in described:
        encoding = described.get("encoding")
        said = _("{file}, written in {encoding}:").format(file=name, encoding=encoding) if encoding else f"{name}:"
        times = f"{described['repeated']} × {described['times']}" if "times" in described else ""
        return [Paragraph(said), Verbatim("\n".join(filter(None, [described["text"].strip().replace("\0", "␀"), times])))]
    if "parts" in described:
        parts = [line for part, text in described["parts"].items() for line in (f"{part}:", f"    {text}")]
        return [Paragraph(_("{file}, a package of parts:").format(file=name)), Verbatim("\n".join(parts))]
    return [part for sheet, rows in described["sheets"].items() for part in _sheet(name, described, sheet, rows)]


def _sheet(name: str, described: Mapping[str, Any], sheet: str, rows: list[list[Any]]) -> list[Part]:
    said = [_("{file}, sheet {sheet}").format(file=name, sheet=sheet)]
    if sheet in described.get("hidden", ()):
        said.append(_("hidden"))
    if "hidden_rows" in described:
        said.append(_("hidden rows: {rows}").format(rows=", ".join(map(str, described["hidden_rows"]))))
    if "hidden_columns" in described:
        said.append(_("hidden columns: {columns}").format(columns=", ".join(described["hidden_columns"])))
    if "password" in described:
        said.append(_("protected with a password"))
    if "merged" in described:
        said.append(_("merged: {cells}").format(cells=", ".join(described["merged"])))
    if "declares" in described:
        said.append(_("declaring {declaration}").format(declaration=described["declares"]))
    width = max(map(len, rows))
    header = tuple(Cell(text) for text in ("", *map(letters, range(width))))
    whole = [[*cells, *[""] * (width - len(cells))] for cells in rows]
    body = tuple((Cell(str(number)), *(Cell(_written(cell)) for cell in cells)) for number, cells in enumerate(whole, 1))
    return [Paragraph(f"{', '.join(said)}:"), Grid((header,), body)]


def _written(cell: Any) -> str:
    if isinstance(cell, dict):
        return f"={cell['formula']}" + (f" → {cell['value']}" if cell["value"] else "")
    return figures.day(cell) if hasattr(cell, "year") else str(cell)
