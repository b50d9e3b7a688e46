"""A workbook with everything in it that programs lose when they save it anew: the parts are put together by hand."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import xlsxwriter

from packages import LINKS, MAIN, packed, parts_of

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
DROP_DOWN = (
    f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations count="1" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1>'
    "<xm:f>Listy!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>E2:E9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)
THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="B3" '
    'personId="{00000000-0000-0000-0000-000000000001}" id="{00000000-0000-0000-0000-000000000002}"><text>Do sprawdzenia</text>'
    "</threadedComment></ThreadedComments>"
)


def shaped(*, macros=False):  # noqa: PLR0915 - one thing after another is put into it
    """Give a workbook: shapes, a button, a chart, sparklines, conditional formats, rich text, a table, names, notes, a thread."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page, lists = book.add_worksheet("Uczestnicy"), book.add_worksheet("Listy")
        bold = book.add_format({"bold": True, "border": 1})
        day, money = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "#,##0.00", "italic": True})
        page.set_column(3, 3, 14, money)
        page.write_row(0, 0, ["Nr", "PESEL", "Start", "Kwota", "Ścieżka", "Uwagi"], bold)
        for row in range(1, 6):
            page.write_row(row, 0, [row, 2070803628 + row])
            page.write_datetime(row, 2, date(2016, 3, row), day)
            page.write_number(row, 3, 10 * row, money)
            page.write_string(row, 4, f"ścieżka {row}")
        page.write_rich_string(5, 5, "zwykły", bold, "pogrubiony")
        page.write_formula(6, 3, "=SUM(D2:D6)", money, 150)
        page.write_array_formula("H2:H4", "{=A2:A4*2}", None, 2)
        page.write_comment("B2", "Sprawdzić numer", {"author": "Testowska"})
        page.write_comment(
            "B3", "[Threaded comment]\n\nComment:\n    Do sprawdzenia", {"author": "tc={00000000-0000-0000-0000-000000000002}"}
        )
        page.merge_range("J2:K4", "scalone")
        page.insert_textbox("M2", "Kształt")
        page.insert_button("M9", {"caption": "Drukuj", "macro": "Drukuj"})
        page.conditional_format("A2:A6", {"type": "data_bar", "data_bar_2010": True})
        page.add_sparkline("L2", {"range": "D2:D6"})
        page.data_validation("A2:A6", {"validate": "integer", "criteria": ">", "value": 0})
        page.protect("", {"objects": True})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Uczestnicy!$D$2:$D$6"})
        page.insert_chart("M15", chart)
        page.print_area("A1:K20")
        lists.write_column(0, 0, ["PAL", "KIS"])
        lists.add_table("C1:D3", {"columns": [{"header": "Kod"}, {"header": "Nazwa"}], "name": "Slownik"})
        book.define_name("Stawka", "=Listy!$A$1")
    parts = parts_of(content.getvalue())
    name = "xl/worksheets/sheet1.xml"
    sheet = parts[name].decode()
    parts[name] = sheet.replace("</extLst>", DROP_DOWN + "</extLst>").encode()
    assert DROP_DOWN.encode() in parts[name]
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    pointer = f'<Relationship Id="rId99" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", pointer.encode())
    parts["xl/threadedComments/threadedComment1.xml"] = THREAD.encode()
    if macros:
        parts["xl/vbaProject.bin"] = bytes(range(256)) * 8
        types = parts["[Content_Types].xml"].decode()
        types = types.replace("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml")
        types = types.replace("openxmlformats-officedocument.ms-excel", "ms-excel")
        vba = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        parts["[Content_Types].xml"] = types.replace("</Types>", vba).encode()
        book_rels = "xl/_rels/workbook.xml.rels"
        pointer = (
            '<Relationship Id="rId98" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
        )
        parts[book_rels] = parts[book_rels].replace(b"</Relationships>", pointer.encode() + b"</Relationships>")
    return packed(parts)


def prefixed():
    """A sheet whose elements all have a prefix, without any of what a sheet may leave out, and with a comment inside."""
    sheet = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><!-- <x:sheetData><x:row r="1"/> --><x:sheetData>'
        "<x:row><x:c><x:v>1</x:v></x:c><x:c t='inlineStr'><x:is><x:t>a &gt; b</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    book = (
        f'<x:workbook xmlns:x="{MAIN}" xmlns:links="{LINKS}"><x:sheets><x:sheet name="Uczestnicy" sheetId="1" links:id="r1"/></x:sheets>'
        "</x:workbook>"
    )
    return sheet, book
