"""What a workbook's parts say of its sheets: their names, which are hidden, the looks of numbers, the first year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from aktywna.domain.sheets.refusals import NOT_A_WORKBOOK, PACKED, refused
from aktywna.io.reading.cell_text import Look
from aktywna.io.reading.limits import SHEETS, within
from aktywna.io.reading.markup import elements, resolved
from aktywna.io.reading.package import Package

_MOMENTS = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_LENGTHS = frozenset({46})
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_COUNTING = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATED = re.compile(r"[dmyhs]", re.IGNORECASE)


@dataclass(frozen=True)
class Tab:
    """A sheet as its workbook names it."""

    name: str
    part: str
    hidden: bool = False


@dataclass(frozen=True, eq=False)
class Outline:
    """The sheets of a workbook and what they share."""

    tabs: tuple[Tab, ...]
    shared: str | None
    styles: str | None
    from_1904: bool = False


def outline(package: Package) -> Outline:
    """Read which sheets a workbook has; raise `InputRefused` when the package is no workbook."""
    book = main_part(package)
    pointed = targets(package, book)
    tabs: list[Tab] = []
    from_1904 = False
    for name, attributes in elements(package.read(book), package.file):
        if name == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}
        elif name == "sheet":
            kind, part = pointed.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet":
                tabs.append(Tab(attributes.get("name", ""), part, attributes.get("state", "visible") != "visible"))
    within(package.file, SHEETS, len(tabs), package.limits.sheets)
    named = {kind: part for kind, part in pointed.values() if part in package}
    return Outline(tuple(tabs), named.get("sharedStrings"), named.get("styles"), from_1904)


def main_part(package: Package) -> str:
    """Give the name of the part that lists the sheets; raise `InputRefused` when there is none."""
    named = next((target for kind, target in targets(package, "").values() if kind == "officeDocument"), "xl/workbook.xml")
    if named not in package or not named.lower().startswith("xl/"):
        raise refused(NOT_A_WORKBOOK, package.file, kind=PACKED)
    return named


def looks(package: Package, styles: str | None) -> np.ndarray:
    """Give the look of each style of cells, shape (styles,), at least one."""
    formats: dict[int, str] = {}
    found: list[int] = []
    inside = ""
    for name, attributes in elements(package.read(styles), package.file) if styles else ():
        if name in {"cellXfs", "cellStyleXfs", "dxfs"}:
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "xf" and inside == "cellXfs":
            found.append(_whole(attributes.get("numFmtId")))
    return np.array([_look(one, formats) for one in found] or [Look.NUMBER], dtype=np.uint8)


def format_look(code: str) -> Look:
    r"""
    Say what a format makes of a number.

    >>> format_look('yyyy\\-mm\\-dd;@').name, format_look('[h]:mm').name, format_look('#,##0.00 "zł"').name
    ('MOMENT', 'LENGTH', 'NUMBER')
    """
    first = code.split(";", maxsplit=1)[0]
    bare = _ASIDE.sub("", first)
    if _COUNTING.search(bare):
        return Look.LENGTH
    if bare.strip().lower() in {"general", "standard", "@"}:
        return Look.NUMBER
    return Look.MOMENT if _DATED.search(bare) else Look.NUMBER


def _look(known: int, formats: Mapping[int, str]) -> Look:
    if known in formats:
        return format_look(formats[known])
    return Look.LENGTH if known in _LENGTHS else Look.MOMENT if known in _MOMENTS else Look.NUMBER


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0


def targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Give what a part points at: the last word of its kind, and its name, by id."""
    folder, _, name = part.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")
    if listed not in package:
        return {}
    return {
        attributes.get("Id", ""): (attributes.get("Type", "").rpartition("/")[2], resolved(part, attributes.get("Target", "")))
        for name, attributes in elements(package.read(listed), package.file)
        if name == "Relationship" and attributes.get("TargetMode") != "External"
    }
