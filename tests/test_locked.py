"""Workbooks that a password protects."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import msoffcrypto.format.ooxml as office
import pytest
import xlsxwriter

from aktywna.domain.faults import InputRefused
from aktywna.io.reading.files import read_file
from aktywna.io.reading.locked import passwords_in
from aktywna.io.reading.sheets import read_workbook, sheet_names
from aktywna.steps.open import passwords_of
from packages import xlsx


def plain():
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("Uczestnicy").write(0, 0, "Nr")
    return content


@pytest.fixture
def locked(tmp_path):
    def lock(password):
        path, encrypted = tmp_path / "rejestr.xlsx", BytesIO()
        office.OOXMLFile(plain()).encrypt(password, encrypted)
        path.write_bytes(encrypted.getvalue())
        return path

    return lock


def code(path, passwords=()):
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name, passwords)
    return refusal.value.finding.code


def test_a_password_opens_a_workbook(locked):
    (sheet,) = read_workbook(locked("Tajne 1"), "rejestr.xlsx", ("Tajne 1",))

    assert "Nr" == sheet.text.loc[1, 0]


def test_each_password_is_tried(locked):
    (sheet,) = read_file(locked("drugie"), "rejestr.xlsx", ("pierwsze", "drugie"))

    assert "Nr" == sheet.text.loc[1, 0]


def test_names_of_sheets_are_read_with_the_password(locked):
    assert ("Uczestnicy",) == sheet_names(locked("Tajne 1"), "rejestr.xlsx", ("Tajne 1",))


def test_the_password_of_excel_is_not_asked_for(locked):
    (sheet,) = read_workbook(locked("VelvetSweatshop"), "rejestr.xlsx")

    assert "Nr" == sheet.text.loc[1, 0]


def test_without_a_password_the_file_is_said_to_be_encrypted(locked):
    assert "R305" == code(locked("Tajne 1"))


def test_a_wrong_password_is_said_to_be_wrong(locked):
    assert "R330" == code(locked("Tajne 1"), ("Tajne 2",))


def test_a_password_is_told_nowhere(locked):
    path = locked("Tajne 1")
    with pytest.raises(InputRefused) as refusal:
        read_workbook(path, path.name, ("Tajne 2",))

    assert "Tajne 2" not in repr(refusal.value.finding)


def test_protection_of_a_sheet_asks_for_nothing(tmp_path):
    path = tmp_path / "rejestr.xlsx"
    path.write_bytes(xlsx('<row r="1"><c r="A1" t="str"><v>Nr</v></c></row>', after='<sheetProtection password="CC1A" sheet="1"/>'))
    (sheet,) = read_workbook(path, path.name)

    assert "Nr" == sheet.text.loc[1, 0]


@pytest.mark.parametrize(
    ("written", "passwords"),
    [(b"Tajne 1\n", ("Tajne 1",)), ("\ufeffżółć\r\ndrugie\r\n\r\n".encode(), ("żółć", "drugie")), (b" a ", (" a ",)), (b"", ())],
)
def test_passwords_stand_one_in_a_line(tmp_path, written, passwords):
    (tmp_path / "hasla.txt").write_bytes(written)

    assert passwords == passwords_in(tmp_path / "hasla.txt")


def test_a_file_of_passwords_goes_before_the_variable(tmp_path):
    (tmp_path / "hasla.txt").write_text("z pliku", encoding="utf-8")

    assert ("z pliku",) == passwords_of(tmp_path / "hasla.txt", "ze zmiennej")


def test_the_variable_holds_one_password():
    assert ("ze zmiennej",) == passwords_of(None, "ze zmiennej")


def test_no_password_is_no_password():
    assert () == passwords_of(None, None)


def test_a_password_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputRefused) as refusal:
        passwords_in(tmp_path / "hasla.txt")

    assert "R313" == refusal.value.finding.code


def test_an_encrypted_file_that_is_cut_is_refused(locked):
    path = locked("Tajne 1")
    path.write_bytes(path.read_bytes()[:3000])

    assert "R330" == code(path, ("Tajne 1",))


OLD = Path(__file__).parent / "files" / "haslo-Tajne-1.xls"
"""Made by LibreOffice 7 as „MS Excel 97” with the password of its name: two headers and one invented person."""


def test_a_password_opens_an_old_workbook():
    (sheet,) = read_workbook(OLD, OLD.name, ("inne", "Tajne 1"))

    assert [["Nr uczestnika", "Nazwisko"], ["1", "Testowska"]] == sheet.text.to_numpy().tolist()


@pytest.mark.parametrize(("passwords", "said"), [((), "R305"), (("inne",), "R330")])
def test_an_old_workbook_without_its_password_is_refused_by_its_cause(passwords, said):
    assert said == code(OLD, passwords)


def test_names_of_sheets_of_an_old_workbook_are_read_with_the_password():
    assert ("Uczestnicy",) == sheet_names(OLD, OLD.name, ("Tajne 1",))
