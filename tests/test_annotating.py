"""Copies of an office's workbooks with what was found in them: cells filled and noted, and a sheet that lists all of it."""

from __future__ import annotations

import shutil
import stat
from dataclasses import replace

import openpyxl
import pytest

from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.steps.annotating import annotate
from aktywna.steps.copies import names_of
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books
from desk import copied, typed
from offices import HEADERS, office, text_office
from packages import parts_of
from shelf import read_anew
from small_office import office as small_office

ERROR, WARNING, NOTE = ("FFF8CBAD", "FFFFE699", "FFDDEBF7")


@pytest.fixture
def example(tmp_path):
    return copied("do-poprawy", tmp_path)


def annotated(project, findings=None, **what):
    """Annotate a project beside itself; give the copies by name."""
    found = open_books(project)
    done = annotate(found, judged(found).findings if findings is None else findings, project.parent / "raporty", **what)
    return done, {path.name: path for path in done.files}


def told(project, file):
    """What is said of a file: code and cell of each finding."""
    return sorted((one.code, place.cell) for one in judged(open_books(project)).findings for place in one.places if place.file == file)


def test_cells_are_filled_by_severity_and_noted(capsys, example):
    typed(capsys, "check", example, "--annotate", "--lang", "en")
    page = openpyxl.load_workbook(example / "raporty" / "Rejestry_uwagi.xlsx")["Uczestnicy"]

    assert (ERROR, NOTE) == (page["E10"].fill.fgColor.rgb, page["D7"].fill.fgColor.rgb)
    assert page["U13"].comment.text == (
        "error A203: Participation ended on 12 Feb 2019, before it began on 4 Mar 2019.\n"
        "What to do: Compare both dates with the participation declaration; day and month are often swapped."
    )


def test_every_finding_of_the_file_stands_on_the_sheet_with_its_link(example):
    _done, files = annotated(example)
    page = openpyxl.load_workbook(files["Rejestry_uwagi.xlsx"]).worksheets[-1]
    rows = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=4)]
    linked = {row: page.cell(row, 4).hyperlink.location for row in range(4, page.max_row + 1) if page.cell(row, 4).hyperlink}

    assert told(example, "Rejestry.xlsx") == sorted((row[1], row[3]) for row in rows)
    assert {at: f"'{row[2]}'!{row[3]}" for at, row in enumerate(rows, 4) if row[3][-1:].isdigit()}.items() <= linked.items()


def test_the_copy_reads_to_the_same_findings(example, tmp_path):
    _done, files = annotated(example)
    copy = copied("do-poprawy", tmp_path / "b")
    shutil.copyfile(files["Rejestry_uwagi.xlsx"], copy / "Rejestry.xlsx")

    assert told(example, "Rejestry.xlsx") == told(copy, "Rejestry.xlsx")
    assert told(example, "obecnosc.csv") == told(copy, "obecnosc.csv")


def test_sheets_without_findings_stay_byte_for_byte(example):
    _done, files = annotated(example)
    before, after = parts_of((example / "Rejestry.xlsx").read_bytes()), parts_of(files["Rejestry_uwagi.xlsx"].read_bytes())
    changed = {name for name in before if before[name] != after[name]}

    assert "xl/sharedStrings.xml" not in changed
    assert {"xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"} <= changed


def test_of_a_text_file_the_values_are_written_and_said(example):
    done, files = annotated(example)
    page = openpyxl.load_workbook(files["obecnosc_uwagi.xlsx"]).worksheets[0]

    assert ["O021"] == [one.code for one in done.said]
    assert (ERROR, "obecnosc") == (page["A47"].fill.fgColor.rgb, page.title)


def test_of_several_text_files_it_is_said_once(tmp_path):
    project = office(tmp_path / "p")
    for name in ("oceny.csv", "wizytacje.csv"):
        (project / name).write_text("Nr;Data\n1;31.02.2016\n", encoding="utf-8")
    found = open_books(project)
    done = annotate(found, found.findings, tmp_path / "uwagi")

    assert [("O021", ("oceny.csv", "wizytacje.csv"))] == [(one.code, one.facts["files"]) for one in done.said]


def test_a_class_without_a_day_that_can_be_read_is_marked_too(tmp_path):
    small_office(tmp_path / "biuro", "sessions:\ndate | state\n2016-03-07 | held\n07-marzec | held")
    _done, files = annotated(tmp_path / "biuro")
    page = openpyxl.load_workbook(files["zajecia_uwagi.xlsx"]).worksheets[0]

    assert page["A3"].comment.text.startswith("błąd R101: ")


def test_a_finding_of_a_column_marks_its_header(tmp_path):
    project = office(tmp_path / "p")
    place = Place("uczestnicy.xlsx", "Uczestnicy", 0, "C", "participants", "last_name")
    _done, files = annotated(project, [Finding("R090", Severity.NOTE, place, {"missing": "column", "name": "x", "rules": ()})])

    assert NOTE == openpyxl.load_workbook(files["uczestnicy_uwagi.xlsx"])["Uczestnicy"]["C1"].fill.fgColor.rgb


def test_a_finding_of_the_file_stands_on_the_sheet_only(tmp_path):
    project = office(tmp_path / "p")
    place = Place("uczestnicy.xlsx", register="participants")
    _done, files = annotated(project, [Finding("R090", Severity.NOTE, place, {"missing": "column", "name": "x", "rules": ()})])
    book = openpyxl.load_workbook(files["uczestnicy_uwagi.xlsx"])

    assert "R090" == book.worksheets[-1]["B4"].value
    assert not [cell for row in book["Uczestnicy"].iter_rows() for cell in row if cell.comment]


def test_every_cell_of_a_fault_is_marked(tmp_path):
    project = office(tmp_path / "p")
    at = Place("uczestnicy.xlsx", "Uczestnicy", 2, "B2", "participants", "pesel", "1")
    finding = Finding("R201", Severity.NOTE, at, {"pesel": "02470803620"}, also=(replace(at, row=3, cell="B3"),))
    _done, files = annotated(project, [finding])
    page = openpyxl.load_workbook(files["uczestnicy_uwagi.xlsx"])["Uczestnicy"]

    assert [NOTE, NOTE] == [page[cell].fill.fgColor.rgb for cell in ("B2", "B3")]


def test_a_macro_workbook_stays_one(tmp_path):
    project = office(tmp_path / "p", name="uczestnicy.xlsm")

    assert ["uczestnicy_uwagi.xlsm"] == [*annotated(project)[1]]


def test_copies_of_one_name_are_told_apart():
    assert {"a.xls": "a_xls_u.xlsx", "a.csv": "a_csv_u.xlsx"} == names_of({"a.xls": ".xlsx", "a.csv": ".xlsx"}, "_u")


class TestTheCommand:
    def test_findings_still_decide_and_the_copies_are_named(self, capsys, example):
        said = typed(capsys, "check", example, "--annotate", "--lang", "en")

        assert 1 == said.code
        assert [str(example / "raporty" / f"{name}_uwagi.xlsx") for name in ("Rejestry", "obecnosc")] == said.out.splitlines()[-2:]
        assert "These files hold personal data" in said.err

    def test_json_names_the_files(self, capsys, example):
        said = typed(capsys, "check", example, "--annotate", "--json")

        assert ["raporty/Rejestry_uwagi.xlsx", "raporty/obecnosc_uwagi.xlsx"] == said.document["files"]

    def test_only_the_owner_may_read_them(self, capsys, example):
        typed(capsys, "check", example, "--annotate", "-o", example / "dla mnie")

        assert 0o600 == stat.S_IMODE((example / "dla mnie" / "Rejestry_uwagi.xlsx").stat().st_mode)

    def test_a_copy_that_somebody_changed_is_not_replaced(self, capsys, example):
        copy = example / "raporty" / "Rejestry_uwagi.xlsx"
        typed(capsys, "check", example, "--annotate")
        copy.write_bytes(b"moje")

        assert 2 == typed(capsys, "check", example, "--annotate").code
        assert 1 == typed(capsys, "check", example, "--annotate", "--force").code
        assert b"moje" == copy.with_name("Rejestry_uwagi.xlsx.bak").read_bytes()

    def test_twice_gives_the_same_bytes(self, capsys, example):
        copy = example / "raporty" / "obecnosc_uwagi.xlsx"
        typed(capsys, "check", example, "--annotate")
        before = copy.read_bytes()
        read_anew()
        typed(capsys, "check", example, "--annotate")

        assert before == copy.read_bytes()

    def test_copies_are_no_registers(self, capsys, example):
        typed(capsys, "check", example, "--annotate", "-o", example)

        assert {"Rejestry.xlsx", "obecnosc.csv"} == {source.file for source in open_books(example).books.sources}

    def test_in_polish(self, capsys, example):
        typed(capsys, "check", example, "--annotate", "--lang", "pl")
        book = openpyxl.load_workbook(example / "raporty" / "Rejestry_uwagi.xlsx")

        assert "Uwagi aktywna" == book.sheetnames[-1]
        assert book["Uczestnicy"]["U13"].comment.text.startswith("błąd A203: Udział zakończony 12.02.2019")

    def test_nothing_to_mark_writes_nothing(self, capsys, tmp_path):
        header = ";".join(HEADERS[:1])
        project = text_office(tmp_path / "p", f"{header}\n1\n".encode())
        said = typed(capsys, "check", project, "--annotate", "--only", "A101", "--lang", "en")

        assert "Nothing to mark" in said.err
        assert not (project / "raporty").exists()
