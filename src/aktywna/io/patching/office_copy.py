"""What a changed copy of an office's file begins with: the workbook itself, or a workbook of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from aktywna.domain.cells.mojibake import EncodingName
from aktywna.domain.faults import InputRefused
from aktywna.io.patching.values_book import values_book
from aktywna.io.reading.files import read_file
from aktywna.io.reading.limits import DEFAULT, FILE, within
from aktywna.io.reading.locked import unlocked
from aktywna.io.reading.outline import main_part
from aktywna.io.reading.package import Package
from aktywna.io.reading.sheets import OLE, ZIP, is_workbook

_OWN = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class OfficeCopy:
    """An XLSX or XLSM workbook that may be changed."""

    content: bytes
    suffix: str
    is_values: bool = False
    """Whether it holds the values of the file only, because a file of its kind cannot be changed in places."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the file's sheets are called in it, where it is made of values."""

    def sheet(self, name: str) -> str:
        """Give the name that a sheet of the file has in the copy."""
        return self.names.get(name, name)


def office_copy(path: Path, file: str, *, encoding: EncodingName | None = None) -> OfficeCopy | None:
    """
    Give the copy of a register's file that is to be changed; nothing of a file that is protected with a password.

    A copy of such a file would lie open. One that every spreadsheet program opens without asking is no secret. Raise
    `InputRefused` like `read_file`.
    """
    within(file, FILE, path.stat().st_size, DEFAULT.unpacked)
    if is_workbook(path, file):
        content = path.read_bytes()
        if content.startswith(OLE):
            try:
                content = unlocked(content, file, ())
            except InputRefused:
                return None
        if content.startswith(ZIP) and _is_xlsx(content, file):
            return OfficeCopy(content, path.suffix.lower() if path.suffix.lower() in _OWN else ".xlsx")
    values = values_book(read_file(path, file, encoding=encoding))
    return OfficeCopy(values.content, ".xlsx", is_values=True, names=values.names)


def _is_xlsx(content: bytes, file: str) -> bool:
    package = Package(BytesIO(content), file, DEFAULT)
    return "content.xml" not in package and not main_part(package).lower().endswith(".bin")
