"""A sheet put behind the others of a workbook: a table of texts with links to cells, its lines filled by severity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aktywna.domain.findings.finding import Severity
from aktywna.domain.sheets.sheet import letters
from aktywna.io.patching.package_parts import Parts
from aktywna.io.patching.spans import escaped
from aktywna.io.patching.styles_patch import FILLS, HEADER_FILL, Styles
from aktywna.io.writing.paper import height, lines

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_MOST_LINES = 1_048_000
_DIGIT, _HIGHEST = 7, 409
"""Pixels of a digit, in which widths of columns are counted, and points of the highest row."""


@dataclass(frozen=True)
class Line:
    """One line of the table: its texts, its weight, and the cell that its link leads to (sheet and cell)."""

    texts: tuple[str, ...]
    severity: Severity | None = None
    link: tuple[str, str] | None = None


@dataclass(frozen=True)
class Added:
    """A sheet to be added: its name (made free of others), the header and the lines of its table, and a line over it."""

    name: str
    title: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    widths: tuple[int, ...]
    """Widths of the columns, in digits."""
    linked: int = 0
    """Which column holds the links, from 0."""
    marked: int = 0
    """Which column is filled by severity, from 0."""


def add_sheet(parts: Parts, styles: Styles, sheet: Added) -> str:
    """Put a sheet behind the others of a workbook; give the name that it got."""
    book = parts.open(parts.book)
    root = book.root
    listed = book.child(root, "sheets")
    if listed is None:
        raise ValueError(sheet.name)
    others = [one.attributes for one in book.children(listed)]
    name = free_name(sheet.name, {one.get("name", "").casefold() for one in others})
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.add(part, _content(sheet, styles, root.namespace()).encode(), _SHEET)
    number = max((int(one.get("sheetId", "0")) for one in others), default=0) + 1
    pointer = parts.pointing(root, parts.link(parts.book, "worksheet", part))
    book.append(listed, f'<{root.prefix.decode()}sheet name="{escaped(name, quoted=True)}" sheetId="{number}" {pointer}/>'.encode())
    return name


def free_name(wanted: str, taken: set[str]) -> str:
    """
    Give a name of a sheet that no other has; `taken` are the others, without case.

    >>> free_name("Uwagi aktywna", {"uwagi aktywna"})
    'Uwagi aktywna (2)'
    """
    name, number = wanted[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _LONGEST_NAME - len(f' ({number})')]} ({number})"
    return name


def _content(sheet: Added, styles: Styles, main: str) -> str:
    width, first = len(sheet.header), 3
    last = first + len(sheet.lines[:_MOST_LINES])
    columns = "".join(f'<col min="{at}" max="{at}" width="{wide}" customWidth="1"/>' for at, wide in enumerate(sheet.widths, 1))
    table = f"A{first}:{letters(width - 1)}{last}"
    body = "".join(_lines(sheet, styles, first + 1))
    title = _cell("A1", sheet.title, styles.own(bold=True, wrap=False))
    header = "".join(_cell(f"{letters(at)}{first}", text, styles.own(bold=True, fill=HEADER_FILL)) for at, text in enumerate(sheet.header))
    return (
        f'<worksheet xmlns="{main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{letters(width - 1)}{last}"/>'
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{first}" topLeftCell="A{first + 1}" activePane="bottomLeft"'
        f' state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f'<sheetData><row r="1">{title}</row>{_row(first, sheet.header, sheet, header)}{body}</sheetData>'
        f'<autoFilter ref="{table}"/>{_links(sheet, first + 1)}'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _lines(sheet: Added, styles: Styles, first: int) -> Iterator[str]:
    plain, link = styles.own(), styles.own(link=True)
    filled = {severity: styles.own(fill=fill) for severity, fill in FILLS.items()}
    for row, line in enumerate(sheet.lines[:_MOST_LINES], first):
        cells = []
        for at, text in enumerate(line.texts):
            style = link if line.link and at == sheet.linked else plain
            if line.severity is not None and at == sheet.marked:
                style = filled[line.severity]
            cells.append(_cell(f"{letters(at)}{row}", text, style))
        yield _row(row, line.texts, sheet, "".join(cells))


def _row(row: int, texts: tuple[str, ...], sheet: Added, cells: str) -> str:
    """Write a row as high as its texts need."""
    deep = max((lines(text, wide * _DIGIT) for text, wide in zip(texts, sheet.widths, strict=True)), default=1)
    return f'<row r="{row}" ht="{min(height(deep), _HIGHEST)}" customHeight="1">{cells}</row>'


def _cell(at: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{at}" s="{style}"/>'
    shown = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(shown)}</t></is></c>'


def _links(sheet: Added, first: int) -> str:
    found = []
    for row, line in enumerate(sheet.lines[:_MOST_LINES], first):
        if line.link is not None:
            named = "'" + line.link[0].replace("'", "''") + "'"
            where = escaped(f"{named}!{line.link[1]}", quoted=True)
            found.append(f'<hyperlink ref="{letters(sheet.linked)}{row}" location="{where}"/>')
    # More links than this Excel does not read.
    return f"<hyperlinks>{''.join(found[:65_000])}</hyperlinks>" if found else ""
