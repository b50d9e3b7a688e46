"""What people wrote in the places of a finished report, read back from it; and whether they changed anything else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path

from aktywna.domain.faults import InputRefused
from aktywna.domain.sheets.sheet import Sheet, Stored, letters
from aktywna.io.reading.limits import DEFAULT
from aktywna.io.reading.package import Package
from aktywna.io.reading.xlsx import read_xlsx
from aktywna.io.writing.narrative import NAME, RANGE, place_name, plain
from aktywna.io.writing.word_places import rest_of_word, texts_in_word

FILE = "narrative.md"
"""A file in the project's folder with texts for reports, a section a place."""

_MARKDOWN = re.compile(r"(<!-- narrative (\S+) -->)(.*?)(<!-- /narrative \2 -->)", re.DOTALL)
_HTML = re.compile(r'(<section class="narrative" data-narrative="([^"]+)"[^>]*>)(.*?)(</section>)', re.DOTALL)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BREAK, _TAG = re.compile(r"<br\s*/?>"), re.compile(r"<[^>]+>")
_RANGE = re.compile(r'<definedName\b[^>]*\bname="([^"]+)"[^>]*>([^<]+)</definedName>')
_CELLS = re.compile(r"\$?'?(.+?)'?[!.]\$([A-Z]+)\$(\d+)(?::.*?\$(\d+))?")
_SECTION = re.compile(r"(#{1,2})\s+(.*?)\s*#*\s*")
_FAULTS = (OSError, KeyError, ValueError, InputRefused)


def texts_in(file: str, content: bytes) -> dict[str, str]:
    """Give what stands in the places of a finished report: name, text. Nothing of a file that cannot be read."""
    try:
        return {name: plain(text) for name, text in TEXTS[file.rpartition(".")[2]](content)}
    except _FAULTS:
        return {}


def rest_of(file: str, content: bytes) -> str:
    """Give what everything besides the texts in a finished report is known by; an empty text where that cannot be said."""
    try:
        return RESTS[file.rpartition(".")[2]](content)
    except _FAULTS:
        return ""


def sections(file: Path, report: str, kind: str) -> dict[str, str]:
    """
    Read the texts that `narrative.md` holds for a report: the sections (`## progress`) by name.

    Sections under a heading `# claim_2015-Q2` are for that report alone, under `# claim` for the kind, under any other
    title or none for all reports; the nearest one holds. None where there is no such file.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[str, dict[str, list[str]]] = {"": {}, kind: {}, report: {}}
    about: dict[str, list[str]] = found[""]
    lines: list[str] = []
    for line in text.splitlines():
        heading = _SECTION.fullmatch(line)
        if heading is None:
            lines.append(line)
        elif len(heading[1]) == 1:
            # What is for another report is nothing for this one; a title of several words is for all.
            about, lines = found.get(heading[2], {} if NAME.fullmatch(heading[2]) or ".." in heading[2] else found[""]), []
        else:
            lines = about.setdefault(heading[2], [])
    read = {name: plain("\n".join(said)) for layer in found.values() for name, said in layer.items()}
    return {name: said for name, said in read.items() if said}


def _in_markdown(content: bytes) -> Iterator[tuple[str, str]]:
    for found in _MARKDOWN.finditer(_text(content)):
        yield found[2], found[3]


def _in_html(content: bytes) -> Iterator[tuple[str, str]]:
    for found in _HTML.finditer(_text(content)):
        paragraphs = (_TAG.sub("", _BREAK.sub("\n", part)) for part in _PARAGRAPH.findall(found[3]) or [found[3]])
        yield found[2], unescape("\n\n".join(paragraphs))


def _in_workbook(content: bytes) -> Iterator[tuple[str, str]]:
    sheets, places = _book(content)
    for name, (sheet, rows, column) in places.items():
        # A cell that nobody filled is in no sheet.
        yield name, "\n\n".join(filter(None, (_at(sheets[sheet], row, column) for row in rows))) if sheet in sheets else ""


def _rest_of_workbook(content: bytes) -> str:
    sheets, places = _book(content)
    texts = hashlib.sha256()
    taken = {(sheet, row, column) for sheet, rows, column in places.values() for row in rows}
    for name, sheet in sheets.items():
        rows = sheet.text.index.tolist()
        for column in sheet.text.columns:
            cells = zip(rows, sheet.text[column].tolist(), sheet.stored[column].tolist(), strict=True)
            # Rows move when a person writes more paragraphs: what stands in them is compared, in order.
            held = [
                (name, column, _same(text, stored == Stored.NUMBER))
                for row, text, stored in cells
                if isinstance(text, str) and (name, row, column) not in taken
            ]
            texts.update(repr(held).encode())
    return texts.hexdigest()


def _book(content: bytes) -> tuple[dict[str, Sheet], dict[str, tuple[str, range, int]]]:
    """Give the sheets of a workbook by name, and its cells that are places: sheet, rows as shown, column from 0."""
    package = Package(BytesIO(content), "xlsx", DEFAULT)
    book = package.read("xl/workbook.xml").decode("utf-8")
    places = {}
    for name, target in _RANGE.findall(book):
        at = _CELLS.fullmatch(unescape(target))
        if name.startswith(RANGE) and at:
            places[place_name(name)] = (
                at[1].replace("''", "'"),
                range(int(at[3]), int(at[4] or at[3]) + 1),
                _number(at[2]),
            )
    return {sheet.name or "": sheet for sheet in read_xlsx(package)}, places


def _same(text: str, is_number: bool) -> str:  # noqa: FBT001 - the number is what it is about
    """Give a cell as programs save it alike: each keeps other last digits of a number."""
    return f"{float(text):.12g}" if is_number else text


def _at(sheet: Sheet, row: int, column: int) -> str:
    if row not in sheet.text.index or column not in sheet.text.columns:
        return ""
    value = sheet.text.loc[row, column]
    return value if isinstance(value, str) else ""


@cache
def _number(column: str) -> int:
    return next(at for at in range(16_384) if letters(at) == column)


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def _besides(pattern: re.Pattern[str]) -> Callable[[bytes], str]:
    return lambda content: hashlib.sha256(pattern.sub(r"\1\4", _text(content)).encode()).hexdigest()


TEXTS: Mapping[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
    "md": _in_markdown,
    "html": _in_html,
    "xlsx": _in_workbook,
    "docx": texts_in_word,
}
"""What reads the texts of each format back."""
RESTS: Mapping[str, Callable[[bytes], str]] = {
    "md": _besides(_MARKDOWN),
    "html": _besides(_HTML),
    "xlsx": _rest_of_workbook,
    "docx": rest_of_word,
}
"""What knows each format's files without their texts."""
