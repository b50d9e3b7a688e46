"""Specimens: files made to provoke a finding, as `data/gallery.toml` describes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

Described = str | Mapping[str, Any]
"""A text as a file, or a table: `text` with `encoding`, `hex`, the `parts` of a package, or the `sheets` of a workbook."""


def specimen(described: Described) -> bytes:
    """Give the content of a file that is described: a text, bytes, or a workbook (and what is hidden, merged, locked in it)."""
    if isinstance(described, str):
        return described.lstrip("\n").encode("utf-8-sig" if described else "utf-8")
    if "hex" in described:
        return bytes.fromhex(described["hex"])
    if "text" in described:
        text = described["text"] + described.get("repeated", "") * described.get("times", 1)
        return bytes(text.encode(described.get("encoding", "utf-8")))
    if "parts" in described:
        return _package(described["parts"])
    content = _workbook(described)
    if "declares" in described:
        content = _declaring(content, described["declares"])
    return _locked(content, described["password"]) if "password" in described else content


def _workbook(described: Mapping[str, Any]) -> bytes:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, rows in described["sheets"].items():
            sheet = book.add_worksheet(name)
            _fill(sheet, rows, day)
            for place in described.get("merged", ()):
                sheet.merge_range(place, None)
                row, column = int(place.partition(":")[0][1:]) - 1, ord(place[0]) - ord("A")
                sheet.write(row, column, rows[row][column])
            if name in described.get("hidden", ()):
                sheet.hide()
            for number in described.get("hidden_rows", ()):
                sheet.set_row(number - 1, None, None, {"hidden": True})
            for letter in described.get("hidden_columns", ()):
                sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    return content.getvalue()


def _fill(sheet: Any, rows: list[list[Any]], day: Any) -> None:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, Mapping):
                sheet.write_formula(row, column, f"={cell['formula']}", None, cell["value"])
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
            elif cell != "":
                sheet.write(row, column, cell)


def _package(parts: Mapping[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return made.getvalue()


def _declaring(content: bytes, declaration: str) -> bytes:
    """Put a document type into the first sheet of a workbook."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"?>", b"?>" + declaration.encode(), 1)
            new.writestr(name, part)
    return made.getvalue()


def _locked(content: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - only a specimen of a locked file needs it

    made = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, made)
    return made.getvalue()


def workbook_of(cells: Mapping[str, str]) -> bytes:
    """Give a workbook of one sheet with texts in cells; one between `{=` and `}` is the formula of a range."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a workbook knows no zones
        sheet = book.add_worksheet()
        for at, text in cells.items():
            if text.startswith("{="):
                sheet.write_array_formula(at, text)
            else:
                sheet.write_string(at, text)
    return stream.getvalue()
