"""Small projects in a folder: a definition, and registers made for one test."""

from __future__ import annotations

import xlsxwriter

DEFINITION = """
title = "Projekt zmyślony"
era = "pokl-2007"
as_of = 2012-12-31
[beneficiary]
name = "Ośrodek zmyślony"
[programme]
name = "PO KL"
[period]
start = 2010-01-01
end = 2012-12-31
"""
HEADERS = ("Nr uczestnika", "PESEL", "Nazwisko", "Płeć", "Data rozpoczęcia udziału w projekcie", "Kod pocztowy", "Kod TERYT")
PEOPLE = (
    (1, "02470803620", "Testowska", "kobieta", "01.03.2010", "00-001", "0224014"),
    (2, 2470803620, "Przykładowicz ", "mężczyzna", "2010-03-02", "00001", "022401 4"),
    (3, "O2470803620", "Zmyślony", "m", "3 marca 2010 r.", "00-001", "0224014"),
    (4, "00481200010", " Próbny", "kobieta", "04/03/2010", "00-001", "224014"),
)
"""Numbers of people born in the 2100s; the second lost its zero, the third has a letter in place of one."""


def office(folder, *, rows=PEOPLE, headers=HEADERS, name="uczestnicy.xlsx", fill=None):
    """Make a project with one workbook of participants; `fill` puts more into its sheet."""
    folder.mkdir(exist_ok=True)
    (folder / "project.toml").write_text(DEFINITION, encoding="utf-8")
    with xlsxwriter.Workbook(folder / name) as book:
        page = book.add_worksheet("Uczestnicy")
        page.write_row(0, 0, headers)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                (page.write_string if isinstance(value, str) else page.write_number)(at, column, value)
        if fill is not None:
            fill(book, page)
    return folder


def text_office(folder, content, name="uczestnicy.csv"):
    """Make a project with one text file of participants, of these bytes."""
    folder.mkdir(exist_ok=True)
    (folder / "project.toml").write_text(DEFINITION, encoding="utf-8")
    (folder / name).write_bytes(content)
    return folder
