"""What has to be done for a finding about files: written, copied, missing, closed or changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aktywna.domain.findings.finding import Finding
from aktywna.io.archive import ARCHIVE, read_archive
from aktywna.io.definitions.project import FILE as DEFINITION
from aktywna.io.reading.digest import digest
from aktywna.io.reading.files import read_file
from aktywna.io.reading.locked import passwords_in
from aktywna.io.writing.safe import write
from aktywna.words.wording import language


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


FILES: Mapping[str, Callable[[Path, dict[str, Any]], list[Finding]]] = MappingProxyType(
    {
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
)
