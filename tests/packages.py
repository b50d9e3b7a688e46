"""Workbooks written part by part, as no spreadsheet program would be asked to write them."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main", LINKS: "http://purl.oclc.org/ooxml/officeDocument/relationships"}


def xlsx(rows="", *, after="", shared=None, styles=None, book="", sheet=None, **more):
    """Give an XLSX file of one sheet: `rows` is what stands in its sheetData, `after` behind it, `more` other parts."""
    parts = {
        "_rels/.rels": links(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{book}<sheets>'
        '<sheet name="Uczestnicy" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml", styles="styles.xml"),
        "xl/worksheets/sheet1.xml": sheet
        or f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>',
    }
    if shared is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    if styles is not None:
        formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(styles))
        looks = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(styles)))
        parts["xl/styles.xml"] = (
            f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{looks}</cellXfs></styleSheet>'
        )
    return packed({**parts, **more})


def links(**targets):
    """Give a part that points at others by their kinds: r1, r2 ..."""
    pointed = "".join(
        f'<Relationship Id="r{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{pointed}</Relationships>'


def packed(parts):
    """Give a zip of parts by their names."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def parts_of(content):
    """Give the parts of a zip by their names."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def ods(rows, *, styles="", tables=""):
    """Give an ODS file of one sheet: `rows` is what stands in its table."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'<office:document-content {names} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Uczestnicy">{rows}</table:table>{tables}</office:spreadsheet></office:body></office:document-content>'
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def record(kind, body=b""):
    """A record of an XLSB part."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
    return head + size + body


def text(words):
    """A text of an XLSB record, with its length before it."""
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def xlsb(rows):
    """Give an XLSB file of one sheet: `rows` are lists of texts, numbers and empty cells."""
    cells = b""
    for at, row in enumerate(rows):
        cells += record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, 0, 0, 0))
        for column, cell in enumerate(row):
            where = struct.pack("<II", column, 0)
            if isinstance(cell, str):
                cells += record(6, where + text(cell))
            elif cell is not None:
                cells += record(5, where + struct.pack("<d", cell))
    last = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, max(map(len, rows), default=1))
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + text("r1") + text("Uczestnicy")) + record(144) + record(132)
    return packed(
        {
            "_rels/.rels": links(officeDocument="xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links(worksheet="worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": record(129) + record(148, last) + record(145) + cells + record(146) + record(130),
        }
    )


def strict(content):
    """Give an XLSX file as Strict Open XML."""
    changed = {}
    for name, part in parts_of(content).items():
        plain = part.decode()
        for loose, tight in STRICT.items():
            plain = plain.replace(loose, tight)
        changed[name] = plain
    return packed(changed)
