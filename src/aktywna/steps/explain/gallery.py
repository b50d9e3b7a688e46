"""
The gallery: for each finding that no rule finds, the smallest input that provokes it, and what is found in it.

A finding that nothing provokes is a defect; a test holds the gallery to everything that can be found.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
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
from aktywna.io.shipped import gallery
from aktywna.io.specimens import Described, specimen, workbook_of
from aktywna.io.writing.office_templates import Asked, filled_office
from aktywna.io.writing.templates import render
from aktywna.steps.explain.deeds_of_files import FILES
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
            found = {**FILES, **MONEY}.get(code, _converted if "convert" in entry else _opened)(folder, entry)
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
