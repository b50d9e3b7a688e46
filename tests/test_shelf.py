"""What the tests share: a project that was opened is not read again, unless something of it is another."""

from __future__ import annotations

from datetime import date

from aktywna.cli import opening
from aktywna.steps import open as opened_by
from aktywna.steps.open import open_books
from desk import EXAMPLES, copied, edit
from shelf import read_anew


def test_commands_and_tests_share_it():
    assert opening.open_books is opened_by.open_books is open_books


def test_the_same_files_are_the_same_books_wherever_they_lie(tmp_path):
    one, other = (open_books(copied("do-poprawy", tmp_path / name)) for name in ("a", "b"))

    assert one.books is other.books
    assert [tmp_path / name / "do-poprawy" for name in ("a", "b")] == [one.folder, other.folder]


def test_another_file_or_another_day_are_other_books(tmp_path):
    project = copied("do-poprawy", tmp_path)
    first = open_books(project).books
    edit(project / "obecnosc.csv", "06.05.2019", "07.05.2019")

    assert first is not open_books(project).books
    assert open_books(project).books is not open_books(project, as_of=date(2019, 8, 10)).books


def test_what_is_read_anew_are_other_books():
    first = open_books(EXAMPLES / "do-poprawy").books
    read_anew()

    assert first is not open_books(EXAMPLES / "do-poprawy").books
