"""What cannot be read is never left out of a list to pay in silence: whose it is, how much, and in which cells."""

from __future__ import annotations

import openpyxl
import pytest

from desk import copied, edit, typed
from paying import INTERNSHIP, ONE, TRAINING, amounts, codes, days, diary, paid, registers
from small_office import office
from test_pay_command import PAY, TABLES

ALLOWANCE = '[{ id = "s", kind = "allowance", forms = ["k"] }]'
TRAVEL = '[{{ id = "d", kind = "travel", forms = ["k"], fares = [{{ day = {} }}] }}]'
TWO = registers("participants:\nno | start_date\n1 | 2017-01-02\n2 | 2017-01-02")


def whose(found, code):
    """Give number, how many entries and the rows of each finding."""
    return [(one.place.key, one.facts["n"], [place.row for place in one.places]) for one in found.findings if one.code == code]


class TestMarks:
    ROWS = registers(TWO, diary(days(6, 8), days(3, 8, no=2, mark="??")))

    def test_whose_entries_do_not_count(self):
        assert [("2", 3, [8, 9, 10])] == whose(paid(TRAINING, self.ROWS), "M116")

    def test_at_the_marks(self):
        (found,) = [one for one in paid(TRAINING, self.ROWS).findings if one.code == "M116"]

        assert {"mark"} == {place.column for place in found.places}

    def test_each_entry_once_with_every_list(self):
        both = TRAINING[:-1] + ", " + TRAVEL.format("8.40")[1:]
        (found,) = [one for one in paid(both, self.ROWS).findings if one.code == "M116"]

        assert ("2", 3, ("Stypendium szkoleniowe", "Zwrot kosztów dojazdu")) == (found.place.key, found.facts["n"], found.facts["lists"])

    def test_nothing_is_lost_where_nothing_would_be_due(self):
        assert [] == codes(paid(TRAVEL.format("0.00"), self.ROWS))

    def test_of_another_month_nothing_is_said(self):
        assert [] == codes(paid(TRAINING, registers(ONE, diary(days(6, 8), days(3, 8, mark="??", month="2017-04")))))

    def test_an_entry_of_the_same_class_that_can_be_read_goes_before(self):
        rows = registers(ONE, diary(days(6, 8), days(1, 8, mark="??")))

        assert ([("1", "319.17")], []) == (amounts(TRAINING, rows), codes(paid(TRAINING, rows)))

    @pytest.mark.parametrize("lists", [INTERNSHIP, ALLOWANCE], ids=["internship", "allowance"])
    def test_where_every_day_is_due_the_amount_is_not_known(self, lists):
        """Whoever does not know whether the person was there does not know what the day is worth."""
        rows = registers(ONE, diary(days(6, 8), days(2, 8, first=22, mark="??")))

        assert ([("1", None)], ["M118"]) == (amounts(lists, rows), codes(paid(lists, rows)))

    def test_nor_of_somebody_of_whom_nothing_can_be_read(self):
        rows = registers(ONE, diary(days(3, 8, mark="??")))

        assert ([("1", None)], ["M118"]) == (amounts(INTERNSHIP, rows), codes(paid(INTERNSHIP, rows)))


def test_hours_that_cannot_be_read_where_nothing_is_marked():
    rows = registers(ONE, diary(days(6, 8), "1 | k | 2017-05-22 | osiem |\n"))
    (found,) = paid(TRAINING, rows, spoilt=True).findings

    assert ("M116", 1, "hours") == (found.code, found.facts["n"], found.place.column)


class TestDays:
    ROWS = registers(ONE, diary(days(6, 8), "1 | k | ósmego maja | 8 | present\n"))

    def test_a_day_that_cannot_be_read_is_of_no_month(self):
        assert [("1", 1, [8])] == whose(paid(TRAINING, self.ROWS, spoilt=True), "M117")

    def test_and_not_of_a_month_before_the_person_came(self):
        assert [] == codes(paid(TRAINING, self.ROWS, "2016-05", spoilt=True))


class TestOnTheList:
    @pytest.fixture
    def spoilt(self, tmp_path):
        """A course whose marks nobody can read, in an example."""
        folder = copied("wyplaty", tmp_path)
        diary_ = folder / "Obecnosc_kurs.csv"
        diary_.write_text(diary_.read_text(encoding="utf-8").replace(";obecny", ";??"), encoding="utf-8")
        return folder

    def test_what_reading_said_is_shown_with_the_lists(self, capsys, spoilt):
        said = typed(capsys, "pay", spoilt, "--month", "2017-06").out

        assert "Znak „??” jest nieznany" in said
        assert "Nie można odczytać 5 wpisów z czerwca 2017, więc nie wliczono ich do wypłaty" in said

    def test_in_json_and_in_the_file_too(self, capsys, spoilt):
        found = typed(capsys, "pay", spoilt, "--month", "2017-06", "--json", "-o", spoilt / "l.xlsx").document
        sheets = openpyxl.load_workbook(spoilt / "l.xlsx")
        written = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]

        assert ["M116", "M116", "M116", "R051"] == sorted(one["code"] for one in found["findings"])
        assert {"M116", "R051", "Obecnosc_kurs.csv · G2, G3, G4, G5, G6"} <= set(written)

    def test_a_list_on_which_nobody_is_owed_anything_is_shown(self, capsys, spoilt):
        said = typed(capsys, "pay", spoilt, "--month", "2017-06").out

        assert "Stypendium szkoleniowe, czerwiec 2017: nikomu nic się nie należy. Nie można odczytać wpisów 3 osób.\n" in said

    def test_what_lies_after_the_month_is_not_said(self, capsys, tmp_path):
        tables = TABLES.replace("48   ", "8    ").replace("96   ", "8    ") + "    7              | k    | 2017-06-08 | 8     | ??\n"
        desk = office(tmp_path / "b", tables, PAY)

        assert [] == typed(capsys, "pay", desk, "--month", "2017-05", "--json").document["findings"]
        assert ["M116", "R051"] == sorted(one["code"] for one in typed(capsys, "pay", desk, "--json").document["findings"])

    def test_what_the_project_weighs_otherwise_weighs_so(self, capsys, spoilt):
        edit(spoilt / "project.toml", "[about]", '[rules.severity]\nM116 = "error"\n\n[about]')

        assert 1 == typed(capsys, "pay", spoilt, "--month", "2017-06", "--strict").code


class TestWhatIsNotWritten:
    def test_an_entry_without_a_day_is_of_no_month(self):
        assert [("1", 1, [8])] == whose(paid(TRAINING, registers(ONE, diary(days(6, 8), "1 | k |  | 8 | present\n"))), "M117")

    def test_but_a_row_that_says_nothing_is_nobodys_loss(self):
        assert [] == codes(paid(TRAINING, registers(ONE, diary(days(6, 8), "1 | k |  |  | \n"))))

    def test_an_entry_of_nobody_is_told(self):
        (found,) = paid(TRAINING, registers(ONE, diary(days(6, 8), days(2, 8, no="")))).findings

        assert ("M119", 2, "participant_no") == (found.code, found.facts["n"], found.place.column)

    def test_an_absence_of_no_form_is_told_as_presence_is(self):
        assert ["M115"] == codes(paid(ALLOWANCE, registers(ONE, diary(days(6, 8), days(1, 8, first=22, form="", mark="absent")))))

    def test_days_without_a_mark_are_no_absence_and_said_once_for_the_list(self):
        found = paid(ALLOWANCE, registers(TWO, diary(days(6, 8), *(days(2, "", no=no, first=22, mark="") for no in (1, 2)))))

        assert (["831.10", "831.10"], ["M120"]) == ([str(one.amount) for one in found.lists[0].people], codes(found))
        assert (4, 2) == (found.findings[0].facts["n"], found.findings[0].facts["people"])

    @pytest.mark.parametrize("hours", ["0", "-8"])
    def test_presence_of_no_length_cannot_be_paid_by_the_hour(self, hours):
        rows = registers(ONE, diary(days(6, 8), days(1, hours, first=22)))

        assert ([("1", None)], ["M107"]) == (amounts(TRAINING, rows), codes(paid(TRAINING, rows)))


def test_who_has_no_path_is_told_where_the_list_is_of_some():
    rows = registers('project: paths = [{ id = "kis" }]', "participants:\nno | start_date | path\n1 | 2017-01-02 | kis\n2 | 2017-01-02 |",
                     diary(days(6, 8), days(6, 8, no=2)))  # fmt: skip
    (found,) = paid(TRAINING.replace(" }]", ', paths = ["kis"] }]'), rows).findings

    assert ("M121", "2", "path") == (found.code, found.place.key, found.place.column)


class TestWhoIsMissing:
    SUPPORT = "support:\nparticipant_no | form | start_date | end_date\n1 | k | 2017-05-02 | {0}\n2 | k | 2017-05-02 | {0}"

    def test_of_an_allowance(self):
        rows = registers(TWO, self.SUPPORT.format(""), diary(days(6, 8)))

        assert [("M112", "2")] == [(one.code, one.place.key) for one in paid(ALLOWANCE, rows).findings]

    def test_of_a_course_that_others_attended(self):
        rows = registers(TWO, self.SUPPORT.format("2017-05-31"), diary(days(6, 8)))

        assert [("M112", "2")] == [(one.code, one.place.key) for one in paid(TRAINING, rows).findings]

    def test_a_course_whose_end_nobody_knows_may_be_over(self):
        assert [] == codes(paid(TRAINING, registers(TWO, self.SUPPORT.format(""), diary(days(6, 8)))))

    def test_a_list_without_an_entry_in_the_month_says_so(self, capsys, tmp_path):
        desk = office(tmp_path / "b", TABLES, PAY + '[[pay.lists]]\nid = "p"\nkind = "meals"\nforms = ["m"]\n'
            '[[forms]]\nid = "m"\nname = "Posiłki zmyślone"\n')  # fmt: skip

        said = typed(capsys, "pay", desk, "--month", "2017-05").out
        assert "Posiłki, maj 2017: nikomu nic się nie należy. W dzienniku nie ma dla niej wpisów z tego miesiąca." in said
