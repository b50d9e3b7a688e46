"""A coordinator's desk in tests: a copy of an example on it, and a command line typed there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from aktywna.cli.app import run

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
"""LibreOffice, where it is on this machine."""
NAMES = ("do-poprawy", "katowice", "radom", "starachowice", "swiebodzice", "wodzislaw")


@dataclass(frozen=True)
class Said:
    """What a command said, and the code it ended with."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document that stands on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


def typed(capsys: Any, *words: object) -> Said:
    """Type a command line in this process."""
    capsys.readouterr()
    code = run([str(word) for word in words])
    return Said(code, *capsys.readouterr())


def started(*words: object, stdin: str | None = None, environment: Mapping[str, str] | None = None) -> Said:
    """Type a command line in a process of its own, where the process matters."""
    done = subprocess.run(
        [sys.executable, "-m", "aktywna", *map(str, words)], capture_output=True, check=False, input=stdin, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **(environment or {})},
        encoding=(environment or {}).get("PYTHONIOENCODING", "utf-8"), errors="replace",
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


def copied(name: str, folder: Path) -> Path:
    """Copy an example's definition and registers, without what was made of them."""
    target = folder / name
    shutil.copytree(EXAMPLES / name, target, ignore=shutil.ignore_patterns("expected", "raporty", ".aktywna"))
    return target


def edit(file: Path, old: str, new: str) -> None:
    """Change the first `old` in a text file, which must have one."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows(project: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Give every row of a project's files as texts: the file's name, and the cells by their headers."""
    for file in sorted(project.glob("*.csv")):
        lines = [line.split(";") for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        for line in lines[1:]:
            yield file.name, dict(zip(lines[0], line, strict=False))
    for file in sorted(project.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(file).worksheets:
            table = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            for line in table[1:]:
                yield file.name, dict(zip(table[0], line, strict=False))
