"""A small office in a folder: project.toml and a CSV for each register, written as tables in text."""

from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path

from aktywna.io import shipped
from aktywna.steps.judging import Judged, judged
from aktywna.steps.open import open_books

DEFINITION = """
title = "Projekt zmyślony"
era = "efs-2014"
as_of = 2017-06-30
beneficiary = { name = "Ośrodek zmyślony" }
programme = { name = "Program zmyślony" }
period = { start = 2015-01-01, end = 2017-12-31 }
"""
NAMED = re.compile(r"(?P<register>[a-z]+):(?P<own>\S*)")


def office(folder: Path, tables: str, more: str = "") -> Path:
    """
    Write the registers of `tables` and a definition with `more` in it; give the folder.

    A line `attendance:2016-05` begins a register, in a file that ends so; what follows are its rows, headers first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "project.toml").write_text(DEFINITION + cleandoc(more) + "\n", encoding="utf-8")
    written: dict[str, list[str]] = {}
    rows: list[str] = []
    for line in filter(None, map(str.strip, cleandoc(tables).splitlines())):
        if named := NAMED.fullmatch(line):
            usual = shipped.layouts()[named["register"]].files[0]
            rows = written.setdefault(f"{usual}_{named['own']}.csv" if named["own"] else f"{usual}.csv", [])
        else:
            rows.append(";".join(cell.strip() for cell in line.split("|")))
    for name, lines in written.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def judged_of(folder: Path, only: tuple[str, ...] = ()) -> Judged:
    """Open the project in a folder and judge it."""
    return judged(open_books(folder), only)


def said(found: Judged) -> list[tuple[str, str]]:
    """Give code and cell of each finding; which rules wait for a column is left out."""
    return [(one.code, one.place.cell) for one in found.findings if one.code != "R090"]
