"""
What the tool says of an example: the files of its `expected/`, as bytes by name.

They are made by the commands themselves, in this process, and leave out the program's version. A workbook is kept as
text, a line a cell, so that a changed number shows in a comparison of texts.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from aktywna.cli.app import run
from aktywna.domain.promises.model import Language
from aktywna.steps.count import count
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books, span_of
from aktywna.steps.report import report
from aktywna.words import wording

LANGUAGES: tuple[Language, ...] = ("pl", "en")
REPORTS = (("month", "pl", ("md", "xlsx")), ("month", "en", ("md",)), ("final", "pl", ("md",)), ("final", "en", ("md",)))
"""Kind, language and formats of the reports that are kept."""
OTHER_KINDS = {
    "katowice": ("summary",),
    "radom": ("claim",),
    "starachowice": ("claim", "visits", "staff", "summary"),
    "wodzislaw": ("summary",),
}
"""Further kinds, in Polish, of examples whose registers have something to say in them."""
FINDINGS_OR_NONE = (0, 1)
"""The exit codes of a command that did its work."""


def expected_of(folder: Path) -> dict[str, bytes]:
    """Give what is expected of the project in `folder`: file name, bytes. The reader's language is left as it was."""
    before = wording.language()
    try:
        made = {f"check.{tongue}.txt": _said("check", folder, tongue) for tongue in LANGUAGES}
        counted = json.loads(_said("count", folder, "pl", "--json"))
        del counted["aktywna"]
        if open_books(folder).books.project.pay is not None:
            made |= {f"pay.{tongue}.txt": _said("pay", folder, tongue) for tongue in LANGUAGES}
        made["count.json"] = (json.dumps(counted, ensure_ascii=False, indent=2) + "\n").encode()
        return made | dict(_reports(folder))
    finally:
        wording.set_language(before)


def _said(command: str, folder: Path, tongue: Language, *options: str) -> bytes:
    """Give what a command prints as its result; what it says about its work is left out. Raises when the command fails."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(told):
        code = run([command, str(folder), "--lang", tongue, *options])
    if code not in FINDINGS_OR_NONE:
        raise RuntimeError(f"aktywna {command} {folder.name}: exit code {code}")
    out.flush()
    said: bytes = out.buffer.getvalue()  # type: ignore[attr-defined]
    return said


def _reports(folder: Path) -> Iterator[tuple[str, bytes]]:
    opened = open_books(folder)
    findings = judged(opened).findings
    reports = (*REPORTS, *((kind, "pl", ("md",)) for kind in OTHER_KINDS.get(folder.name, ())))
    tallies = {kind: count(opened.books, span_of(opened.books, kind, None)) for kind, _tongue, _formats in reports}
    for kind, tongue, formats in reports:
        wording.set_language(tongue)
        with TemporaryDirectory() as where:
            files = report(
                opened.books, tallies[kind], findings,
                kind=kind, language=tongue, formats=formats, folder=Path(where), project=opened.folder,
            ).files  # fmt: skip
            for file in (one for one in files if one.suffix != ".svg"):
                # Pictures stand with the reports, in one folder.
                beside = sorted(file.with_suffix(".pictures").glob("*.svg")) if file.suffix == ".md" else []
                yield from ((f"{file.stem}.{tongue}.{one.name}", one.read_bytes()) for one in beside)
                if file.suffix == ".xlsx":
                    yield f"{file.stem}.{tongue}.xlsx.txt", cells_of(file)
                else:
                    named = file.read_bytes().replace(f"({file.stem}.pictures/".encode(), f"({file.stem}.{tongue}.".encode())
                    yield f"{file.stem}.{tongue}{file.suffix}", named


def cells_of(workbook: Path) -> bytes:
    """Write a workbook a line a cell: sheet!cell, how the value is kept, the number format of a number or day, the value."""
    lines = []
    for sheet in load_workbook(workbook).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    kind = "text" if isinstance(cell.value, str) else f"{type(cell.value).__name__} [{cell.number_format}]"
                    lines.append(f"{sheet.title}!{cell.coordinate}\t{kind}\t{str(cell.value).replace(chr(10), '⏎')}\n")
    return "".join(lines).encode()
