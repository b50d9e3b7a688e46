"""OpenDocument spreadsheets, written part by part: texts, days, numbers and amounts, each as its own kind of cell."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from aktywna.domain.exchange.table import Table
from aktywna.io.exchange.workbook_file import cells_of

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<manifest:manifest xmlns:manifest="{_OFFICE}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<office:document-content xmlns:office="{_OFFICE}office:1.0" xmlns:table="{_OFFICE}table:1.0" xmlns:text="{_OFFICE}text:1.0" '
    f'xmlns:style="{_OFFICE}style:1.0" xmlns:number="{_OFFICE}datastyle:1.0" xmlns:fo="{_OFFICE}xsl-fo-compatible:1.0" '
    'office:version="1.3">'
    "<office:automatic-styles>"
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>'
    '<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>'
    '<number:text-style style:name="N3"><number:text-content/></number:text-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="money" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="N3"/>'
    '<style:style style:name="head" style:family="table-cell" style:data-style-name="N3">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_FOOT = "</office:spreadsheet></office:body></office:document-content>"
# Signs that XML does not know.
_UNLAWFUL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def ods_file(tables: Sequence[Table]) -> bytes:
    """Give a spreadsheet with a sheet for each table; the same tables give the same bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        # The kind of file stands first and unpacked, so that it is seen without unpacking.
        package.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIME)
        with package.open(_entry("content.xml", zipfile.ZIP_DEFLATED), "w") as part:
            part.write(_HEAD.encode())
            for table in tables:
                for piece in _sheet(table):
                    part.write(piece.encode("utf-8", "replace"))
            part.write(_FOOT.encode())
        package.writestr(_entry("META-INF/manifest.xml", zipfile.ZIP_DEFLATED), _MANIFEST)
    return stream.getvalue()


def _entry(name: str, how: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type, entry.create_system, entry.external_attr = how, 0, 0
    return entry


def _sheet(table: Table) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(table.name)}><table:table-column table:number-columns-repeated='{len(table.columns)}'/>"
    heads = "".join(_cell(one.header, "head") for one in table.columns)
    yield f"<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
    for row in zip(*(cells_of(one) for one in table.columns), strict=True):
        yield f"<table:table-row>{''.join(_cells(row))}</table:table-row>"
    yield "</table:table>"


def _cells(row: Sequence[Any]) -> Iterator[str]:
    for is_empty, run in groupby(row, lambda cell: cell is None):
        if is_empty:
            yield f'<table:table-cell table:number-columns-repeated="{len(list(run))}"/>'
        else:
            yield from map(_cell, run)


def _cell(value: Any, style: str = "text") -> str:
    if isinstance(value, str):
        lines = "".join(f"<text:p>{_text(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'
    if isinstance(value, date):
        day = value.isoformat()
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{day}"'
        return f"<table:table-cell {kind}><text:p>{day}</text:p></table:table-cell>"
    look = ' table:style-name="money"' if isinstance(value, Decimal) else ""
    number = format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
    return f'<table:table-cell{look} office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>'


def _text(line: str) -> str:
    """Write a line; a run of spaces needs its own sign, or all but one are lost."""
    found = escape(line.translate(_UNLAWFUL)).replace("\t", "<text:tab/>")
    while "  " in found:
        before, _two, after = found.partition("  ")
        bare = after.lstrip(" ")
        found = f'{before} <text:s text:c="{len(after) - len(bare) + 1}"/>{bare}'
    return f"<text:s/>{found[1:]}" if found.startswith(" ") else found
