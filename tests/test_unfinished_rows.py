"""Rows of a diary that lack what makes them an entry: said at the empty cell, and never of what may still be waiting."""

from __future__ import annotations

from pathlib import Path

from aktywna.steps.telling import message
from aktywna.words import wording
from small_office import judged_of, office, said

PEOPLE = """
    participants:
    no | start_date | end_date
    1  | 2016-03-01 |
    2  | 2016-03-01 |
"""
KIS = 'forms = [{ id = "kis", name = "KIS", sphere = "social" }]\n'
CODES = ("A117", "A447", "A452", "A416", "A453")


def found(folder: Path, tables: str, more: str = "") -> list[tuple[str, str]]:
    """Say code and cell of what is found of rows of the diary."""
    return said(judged_of(office(folder, f"{PEOPLE}\n{tables}", KIS + more), CODES))


LONG = """
    attendance:
    participant_no | date       | hours | mark
    1              | 2016-03-07 | 2     | ob
    {row}
"""


def test_a_row_without_a_mark_is_said_at_the_mark(tmp_path):
    assert [("A452", "D3")] == found(tmp_path, LONG.format(row="2 | 2016-03-07 | |"))


def test_a_diary_without_a_column_of_marks_is_said_at_the_hours(tmp_path):
    tables = """
    attendance:
    participant_no | date       | hours
    1              | 2016-03-07 | 2
    2              | 2016-03-07 |
    """

    assert [("A452", "C3")] == found(tmp_path, tables)


def test_a_diary_that_has_neither_column_is_no_fault_of_its_rows(tmp_path):
    tables = """
    attendance:
    participant_no | date       | topic
    1              | 2016-03-07 | rynek pracy
    """

    assert [] == found(tmp_path, tables)


def test_a_mark_that_cannot_be_read_is_not_missing(tmp_path):
    assert [] == found(tmp_path, LONG.format(row="2 | 2016-03-07 | | qqq"))


def test_hours_that_cannot_be_read_are_not_missing(tmp_path):
    assert [] == found(tmp_path, LONG.format(row="2 | 2016-03-07 | qqq |"))


def test_each_person_of_a_class_without_marks_is_named(tmp_path):
    office(tmp_path, f"{PEOPLE}\n{LONG.format(row='1 | 2016-03-08 | |')}    2 | 2016-03-08 | |", KIS)
    one = judged_of(tmp_path, CODES).findings

    assert [("D3", "1"), ("D4", "2")] == [(finding.place.cell, finding.place.key) for finding in one]


def test_the_day_that_closes_the_registers_may_not_be_over(tmp_path):
    assert [] == found(tmp_path, LONG.format(row="2 | 2017-06-30 | |"))


def test_an_empty_cell_of_a_list_with_a_column_a_day_may_be_waiting(tmp_path):
    tables = """
    attendance:
    participant_no | 2016-03-07 | 2016-03-14
    1              | ob         |
    2              |            | ob
    """

    assert [] == found(tmp_path, tables)


def test_an_empty_mark_that_the_project_explains_is_not_missing(tmp_path):
    more = 'registers = { attendance = { marks = { "" = "absent" } } }\n'

    assert [] == found(tmp_path, LONG.format(row="2 | 2016-03-07 | |"), more)


def test_an_absence_of_nobody_and_on_no_day(tmp_path):
    assert [("A117", "A3")] == found(tmp_path / "a", LONG.format(row=" | 2016-03-07 | | nn"))
    assert [("A447", "B3")] == found(tmp_path / "b", LONG.format(row="2 | | | nn"))


def test_an_empty_cell_that_means_absence_is_a_row_prepared_in_advance(tmp_path):
    tables = """
    attendance:
    participant_no | 2016-03-07 | 2016-03-14
    1              | ob         | ob
                   |            |
    """

    assert [] == found(tmp_path, tables, 'registers = { attendance = { marks = { "" = "absent" } } }\n')


TRAINERS = """
    sessions:
    date       | form | time_from | time_to | trainer | state
    2016-03-07 | kis  | 08:00     | 10:00   | {first} | held
    2016-03-07 | kis  | 10:00     | 12:00   | {second} | {state}
    2016-03-14 | kis  | 10:00     | 12:00   | Jan Testowy | held
    attendance:
    participant_no | form | date       | time_from | time_to | trainer | mark
    1              | kis  | 2016-03-07 |           |         | Adam Wzorcowy | ob
    2              | kis  | 2016-03-07 |           |         | Adam Wzorcowy | ob
    1              | kis  | 2016-03-14 | 10:00     | 12:00   | Jan Testowy | ob
"""


def trained(folder: Path, first: str, second: str, *, state: str = "held", more: str = "") -> list[tuple[str, str]]:
    """Say what is found of a class that Adam Wzorcowy ran by the diary, and others by the schedule."""
    office(folder, f"{PEOPLE}\n{TRAINERS.format(first=first, second=second, state=state)}{more}", KIS)
    return said(judged_of(folder, ("A453",)))


class TestTheTrainer:
    STAFF = """
    staff:
    no | first_name | last_name
    1  | Adam       | Wzorcowy
    """

    def found(self, folder: Path, first: str, second: str, state: str = "held") -> list[tuple[str, str]]:
        """Say what is found of a class that Adam Wzorcowy ran by the diary, and others by the schedule; he is of the staff."""
        return trained(folder, first, second, state=state, more=self.STAFF)

    def test_without_hours_every_class_of_the_day_is_another_one_s(self, tmp_path):
        assert [("A453", "F2")] == self.found(tmp_path, "Jan Testowy", "Jan Testowy")

    def test_without_hours_one_class_of_the_day_is_enough(self, tmp_path):
        assert [] == self.found(tmp_path, "Jan Testowy", "WZORCOWY Adam")

    def test_a_class_without_a_trainer_may_be_the_one(self, tmp_path):
        assert [] == self.found(tmp_path, "Jan Testowy", "")

    def test_a_class_called_off_is_not_the_one(self, tmp_path):
        assert [("A453", "F2")] == self.found(tmp_path, "Jan Testowy", "Adam Wzorcowy", "cancelled")

    def test_somebody_whom_neither_schedule_nor_staff_knows_may_stand_in(self, tmp_path):
        assert [] == trained(tmp_path, "Jan Testowy", "Jan Testowy")

    def test_a_firm_that_the_diary_never_names_says_nothing(self, tmp_path):
        assert [] == self.found(tmp_path, "Firma Zmyślona", "Firma Zmyślona")

    def test_names_are_not_shown_unasked(self, tmp_path):
        self.found(tmp_path, "Jan Testowy", "Jan Testowy")
        with wording.speaking("pl"):
            text = message(judged_of(tmp_path, ("A453",)).findings[0])

        assert "W dzienniku zajęcia w dniu 07.03.2016 prowadzi •••, a w harmonogramie (wiersz 2) – •••." == text
