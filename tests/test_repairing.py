"""Corrected copies: only cells of which exactly one other content is right, and every other byte as it was."""

from __future__ import annotations

import shutil
import stat
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from aktywna.steps.open import open_books
from aktywna.steps.repairing import repair
from desk import copied, typed
from effort import effort
from offices import HEADERS, PEOPLE, office, text_office
from packages import parts_of

CSV = (
    "Nr uczestnika;PESEL;Nazwisko;Płeć;Data rozpoczęcia udziału w projekcie;Kod TERYT\r\n"
    '1;2470803620;"Testowska; ""Ala""";kobieta;01.03.2010;0224014\r\n'
    '2;"O2470803620"; Próbny;kobieta;2010-03-02;022401 4\n'
    "3;00481200010;Zmyślony;mężczyzna;3 marca 2010;0224014\r\n"
    "4;00481200010;Łącki;m;4.03.2010;0224014\r\n"
)


def repaired(project, **what):
    """Repair a project beside itself; give what was done, and the copies and the log by name."""
    folder = project.parent / f"{project.name}_naprawione"
    done = repair(open_books(project), folder, **what)
    return done, {path.name: path for path in done.files}


def logged(path):
    """The log as tuples: cell, before, after, rule."""
    page = openpyxl.load_workbook(path).worksheets[-1]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
    return [tuple(value.date() if isinstance(value, datetime) else value or "" for value in row[2:6]) for row in rows if row[2]]


def anew(project, copies, folder):
    """Put the copies in place of the registers of a project."""
    shutil.copytree(project, folder)
    for name, path in copies.items():
        if name != "repairs.xlsx":
            for old in folder.glob(f"{path.stem}.*"):
                old.unlink()
            shutil.copyfile(path, folder / name)
    return folder


def same(one, other):
    """Whether two projects read to the same typed tables."""
    first, second = open_books(one).books.registers, open_books(other).books.registers
    assert first.keys() == second.keys()
    for name, register in first.items():
        pd.testing.assert_frame_equal(register.frame, second[name].frame)
    return True


def test_each_repair_stands_in_the_log(tmp_path):
    _done, files = repaired(office(tmp_path / "p"))

    assert [
        ("B3", "2470803620", "02470803620", "R201"),
        ("C3", "Przykładowicz ", "Przykładowicz", ""),
        ("E3", "2010-03-02", date(2010, 3, 2), ""),
        ("F3", "00001", "00-001", "R205"),
        ("G3", "022401 4", "0224014", "R204"),
        ("B4", "O2470803620", "02470803620", "R202"),
        ("D4", "m", "mężczyzna", ""),
        ("E4", "3 marca 2010 r.", date(2010, 3, 3), ""),
        ("C5", " Próbny", "Próbny", ""),
    ] == sorted((row for row in logged(files["repairs.xlsx"]) if row[0] != "E2"), key=lambda row: (row[0][1:], row[0]))


def test_the_copy_reads_to_the_same_table_without_a_repair(tmp_path):
    project = office(tmp_path / "p")
    _done, files = repaired(project)
    copy = anew(project, files, tmp_path / "q")

    assert same(project, copy)
    assert [] == [one.code for one in open_books(copy).findings if one.code.startswith("R2")]


def test_a_second_repair_changes_nothing(tmp_path):
    project = office(tmp_path / "p")
    _done, files = repaired(project)
    done, files = repaired(anew(project, files, tmp_path / "q"))

    assert ((), {}) == (done.files, files)


def test_a_day_that_may_be_another_is_left(tmp_path):
    _done, files = repaired(office(tmp_path / "p"))

    assert "04/03/2010" == openpyxl.load_workbook(files["uczestnicy.xlsx"])["Uczestnicy"]["E5"].value


def test_a_formula_is_never_written_over(tmp_path):
    def fill(_book, page):
        page.write_formula("B3", "=2470803600+20", None, 2470803620)
        page.write_formula("C5", '=" Próbny"', None, " Próbny")

    done, files = repaired(office(tmp_path / "p", fill=fill))
    page = openpyxl.load_workbook(files["uczestnicy.xlsx"])["Uczestnicy"]

    assert ("=2470803600+20", '=" Próbny"') == (page["B3"].value, page["C5"].value)
    assert [("O023", ("Uczestnicy!B3", "Uczestnicy!C5"))] == [(one.code, one.facts["cells"]) for one in done.said]
    assert not {"B3", "C5"} & {row[0] for row in logged(files["repairs.xlsx"])}


def test_a_column_with_words_of_its_own_keeps_them(tmp_path):
    rows = [(*row[:3], {"kobieta": "k", "mężczyzna": "kobieta", "m": "m"}[row[3]], *row[4:]) for row in PEOPLE]
    _done, files = repaired(office(tmp_path / "p", rows=rows))

    assert not [row for row in logged(files["repairs.xlsx"]) if row[0].startswith("D")]


def test_every_other_part_stays(tmp_path):
    project = office(tmp_path / "p", fill=lambda book, page: (page.insert_textbox("J2", "Kształt"), book.add_worksheet("Inne")))
    _done, files = repaired(project)
    before, after = parts_of((project / "uczestnicy.xlsx").read_bytes()), parts_of(files["uczestnicy.xlsx"].read_bytes())

    assert {"xl/worksheets/sheet1.xml", "xl/styles.xml"} == {name for name in after if before.get(name) != after[name]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16", "iso-8859-2"])
def test_a_text_file_keeps_its_encoding_marks_and_line_ends(tmp_path, encoding):
    _done, files = repaired(text_office(tmp_path / "p", CSV.encode(encoding)))
    expected = (
        CSV.replace(";2470803620;", ";02470803620;").replace('"O247', '"0247').replace("; Próbny", ";Próbny")
        .replace("022401 4", "0224014").replace(";m;", ";mężczyzna;")
    )  # fmt: skip

    assert expected.encode(encoding) == files["uczestnicy.csv"].read_bytes()


def test_a_repaired_text_file_reads_to_the_same_table(tmp_path):
    project = text_office(tmp_path / "p", CSV.encode())
    _done, files = repaired(project)
    copy = anew(project, files, tmp_path / "q")

    assert same(project, copy)
    assert () == repaired(copy)[0].files


def test_of_an_old_workbook_the_values_are_written(tmp_path):
    project = office(tmp_path / "p")
    (project / "uczestnicy.xlsx").unlink()
    book = xlwt.Workbook()
    page = book.add_sheet("Uczestnicy")
    for row, line in enumerate((HEADERS, *PEOPLE)):
        for column, value in enumerate(line):
            page.write(row, column, value)
    book.save(str(project / "uczestnicy.xls"))
    done, files = repaired(project)
    copy = anew(project, files, tmp_path / "q")

    assert (["O021"], True) == ([one.code for one in done.said], same(project, copy))


def test_a_beginning_is_parted_from_its_end(tmp_path):
    headers = (*HEADERS[:5], "Data zakończenia udziału w projekcie")
    rows = [(1, "02470803620", "Testowska", "kobieta", "od 01.06.2010 do 31.08.2010"), (2, "00481200010", "Próbna", "kobieta", "1.06.2010")]
    project = office(tmp_path / "p", rows=rows, headers=headers)
    _done, files = repaired(project)

    assert [("E2", "R207", date(2010, 6, 1)), ("F2", "R207", date(2010, 8, 31))] == [
        (cell, rule, after) for cell, _before, after, rule in logged(files["repairs.xlsx"]) if rule
    ]
    assert same(project, anew(project, files, tmp_path / "q"))


def test_a_protected_workbook_is_not_copied(tmp_path):
    project = office(tmp_path / "p")
    plain, locked = BytesIO((project / "uczestnicy.xlsx").read_bytes()), BytesIO()
    OOXMLFile(plain).encrypt("Tajne 1", locked)
    (project / "uczestnicy.xlsx").write_bytes(locked.getvalue())
    done = repair(open_books(project, passwords=("Tajne 1",)), tmp_path / "out")

    assert (("O020",), ()) == (tuple(one.code for one in done.said), done.files)


class TestTheCommand:
    def test_it_says_where_and_how_many(self, capsys, tmp_path):
        project = office(tmp_path / "p")
        said = typed(capsys, "check", project, "--repair", "-o", tmp_path / "out", "--lang", "en")

        assert [str(tmp_path / "out" / name) for name in ("uczestnicy.xlsx", "repairs.xlsx")] == said.out.splitlines()[-2:]
        assert "10 cells were corrected." in said.err
        assert "hold personal data" in said.err
        assert 0o600 == stat.S_IMODE((tmp_path / "out" / "uczestnicy.xlsx").stat().st_mode)

    def test_without_a_folder_it_is_wrong_use(self, capsys, tmp_path):
        assert 2 == typed(capsys, "check", office(tmp_path / "p"), "--repair").code

    def test_a_register_is_never_replaced(self, capsys, tmp_path):
        project = office(tmp_path / "p")
        before = (project / "uczestnicy.xlsx").read_bytes()

        assert 2 == typed(capsys, "check", project, "--repair", "-o", project, "--force").code
        assert before == (project / "uczestnicy.xlsx").read_bytes()

    def test_nothing_to_repair_writes_nothing(self, capsys, tmp_path):
        project = office(tmp_path / "p", rows=PEOPLE[:1], headers=HEADERS[:4])
        said = typed(capsys, "check", project, "--repair", "-o", tmp_path / "out", "--lang", "en")

        assert "Nothing to repair" in said.err
        assert not (tmp_path / "out").exists()

    def test_only_some_codes(self, tmp_path):
        _done, files = repaired(office(tmp_path / "p"), only=("R201",))

        assert ["B3"] == [row[0] for row in logged(files["repairs.xlsx"])]

    @pytest.mark.parametrize("example", ["do-poprawy", "radom"])
    def test_an_example_reads_the_same(self, tmp_path, example):
        project = copied(example, tmp_path)
        done, files = repaired(project)

        if done.files:
            assert same(project, anew(project, files, tmp_path / "q"))


WORDS = st.sampled_from([
    "", " ", "kobieta", "k", "M ", "01.03.2010", "1.03.10", "2010-03-02", "3/4/2010", "25/03/2010", "03/25/2010", " 4 marca 2010 r.",
    "2470803620", "O2470803620", "00481200010", "00001", "00-001", "022401 4", "224014", "brak", "Testowska\u00a0", "x;y", 'a "b"',
])  # fmt: skip


@effort(1 / 4)
@given(rows=st.lists(st.tuples(*[WORDS] * 6), min_size=1, max_size=8), text=st.booleans())
def test_whatever_stands_there_reads_the_same_afterwards(tmp_path_factory, rows, text):
    folder = tmp_path_factory.mktemp("p")
    numbered = [(str(number), *row) for number, row in enumerate(rows, 1)]
    if text:
        lines = "\r\n".join(";".join(map(marked, row)) for row in (HEADERS, *numbered))
        project = text_office(folder / "p", lines.encode())
    else:
        project = office(folder / "p", rows=numbered)
    done, files = repaired(project)
    if done.files:
        copy = anew(project, files, folder / "q")
        assert same(project, copy)
        assert () == repaired(copy)[0].files


def marked(word):
    """A cell of a text file, between quotation marks where it needs them."""
    return '"' + word.replace('"', '""') + '"' if set(word) & set(';"') else word
