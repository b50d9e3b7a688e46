"""Workbooks read cell for cell: XLSX, XLSM, XLS, XLSB and ODS, with every cell's text and how it was stored."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from aktywna.domain.sheets.own_sheet import is_own
from aktywna.domain.sheets.refusals import CLOSED, EMPTY, NOT_A_WORKBOOK, NOT_THERE, OTHER_KIND, refused
from aktywna.domain.sheets.sheet import Sheet
from aktywna.io.reading.kinds_of_files import bare_head, kind_of
from aktywna.io.reading.limits import DEFAULT, FILE, Limits, within
from aktywna.io.reading.locked import unlocked
from aktywna.io.reading.ods import names_in_ods, read_ods
from aktywna.io.reading.outline import main_part
from aktywna.io.reading.package import Package
from aktywna.io.reading.xlsx import names_in_xlsx, read_xlsx

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
"""Endings of the names of workbooks."""

OLE, ZIP = bytes.fromhex("d0cf11e0a1b11ae1"), b"PK\3\4"
"""What the two kinds of packed files begin with."""

_ODS = "content.xml"
_SEPARATORS = (b";", b"\t", b",", b"|")


def read_workbook(path: Path, file: str, passwords: Sequence[str] = (), limits: Limits = DEFAULT) -> list[Sheet]:
    """
    Read the visible sheets of a workbook that hold anything, in their order; `file` is the name to call it by.

    What the file is, its content says and not its name. Row numbers and columns are those of the spreadsheet, blank ones
    included. `passwords` are tried on an encrypted workbook. Raise `InputRefused` when the file is missing, closed to us,
    empty, encrypted, damaged, over a limit or no workbook.
    """
    content = _content(path, file, passwords, limits)
    if content.startswith(OLE):
        sheets = _xls(content, file, limits)
    else:
        package = Package(BytesIO(content), file, limits)
        sheets = read_ods(package) if _ODS in package else _xlsb(package) if _is_xlsb(package) else read_xlsx(package)
    # What we said of a register is no part of it.
    sheets = [sheet for sheet in sheets if not is_own(sheet.name)]
    if not sheets:
        raise refused(EMPTY, file)
    return sheets


def sheet_names(path: Path, file: str, passwords: Sequence[str] = (), limits: Limits = DEFAULT) -> tuple[str, ...]:
    """Give the names of a workbook's visible sheets without reading their cells; raise like `read_workbook`."""
    content = _content(path, file, passwords, limits)
    if content.startswith(OLE):
        from aktywna.io.reading.old_books import OldBook  # noqa: PLC0415 - few workbooks are as old

        return OldBook.of_xls(content, file, limits).names
    package = Package(BytesIO(content), file, limits)
    if _ODS in package:
        return names_in_ods(package)
    if _is_xlsb(package):
        from aktywna.io.reading.old_books import OldBook  # noqa: PLC0415 - likewise

        return OldBook.of_xlsb(package).names
    return tuple(name for name in names_in_xlsx(package) if not is_own(name))


def is_workbook(path: Path, file: str) -> bool:
    """Whether a file is packed as workbooks are, whatever its name; raise `InputRefused` when it cannot be opened."""
    return _head(path, file).startswith((ZIP, OLE))


def may_be_text(path: Path) -> bool:
    """Whether a file that is no workbook looks like a text with separators: pages of the web and pictures do not."""
    head = bare_head(path)
    return b"\0" not in head and kind_of(path) == OTHER_KIND and any(mark in head for mark in _SEPARATORS)


def _xls(content: bytes, file: str, limits: Limits) -> list[Sheet]:
    from aktywna.io.reading.old_books import OldBook  # noqa: PLC0415 - few workbooks are as old

    return OldBook.of_xls(content, file, limits).sheets()


def _xlsb(package: Package) -> list[Sheet]:
    from aktywna.io.reading.old_books import OldBook  # noqa: PLC0415 - few workbooks are binary

    return OldBook.of_xlsb(package).sheets()


def _is_xlsb(package: Package) -> bool:
    return main_part(package).lower().endswith(".bin")


def _content(path: Path, file: str, passwords: Sequence[str], limits: Limits) -> bytes:
    """Give a workbook's content, decrypted; raise `InputRefused` when it is none."""
    head = _head(path, file)
    if not head:
        raise refused(EMPTY, file)
    if not head.startswith((ZIP, OLE)):
        raise refused(NOT_A_WORKBOOK, file, kind=kind_of(path))
    within(file, FILE, path.stat().st_size, limits.file)
    content = path.read_bytes()
    if head.startswith(OLE):
        content = unlocked(content, file, passwords)
    return content


def _head(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(len(OLE))
    except FileNotFoundError as error:
        raise refused(NOT_THERE, file) from error
    except OSError as error:
        raise refused(CLOSED, file) from error
