"""Attendance in wide shapes: a column a day, and one person's card of a month."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.diaries.day_columns import Context, resolved
from aktywna.domain.diaries.months import Hint, said_in_name, said_in_title, spot
from aktywna.domain.sheets.sheet import Stored
from effort import effort
from written import codes, column, project, read, said, sheet

DECLARED = {"registers": {"attendance": {"marks": {"": "not_scheduled", "x": "present"}}}}
TITLE = ["Lista obecności, marzec 2116 r."]


def days(*headers, title=TITLE, name="Obecność", file="rejestr.xlsx", **keys):
    """Read a list of one person with a mark for each header; give its days and findings."""
    rows = ([title] if title else []) + [["Nr uczestnika", *headers], ["1", *["ob"] * len(headers)]]
    register, findings = read(sheet(*rows, name=name, file=file), **keys)
    return column(register, "date"), findings


class TestTheMatrix:
    def test_a_cell_becomes_a_row(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", "01.03", "03.03"], ["1", "ob", "nn"], ["2", "u", "ob"]))

        assert ["1", "1", "2", "2"] == column(register, "participant_no")
        assert ["2116-03-01", "2116-03-03"] * 2 == column(register, "date")
        assert ["present", "absent", "excused", "present"] == column(register, "mark")

    def test_the_mark_as_written_stands_beside_its_reading(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", "01.03", "02.03"], ["1", "OB", " nn "]))

        assert ["OB", "nn"] == column(register, "mark_raw")

    def test_a_long_register_keeps_its_marks_too(self):
        register, _ = read(sheet(["Nr uczestnika", "Data", "Obecność"], ["1", "01.03.2116", "OB"]))

        assert (["present"], ["OB"]) == (column(register, "mark"), column(register, "mark_raw"))

    def test_a_row_points_at_the_cell_of_its_mark(self):
        register, _ = read(sheet(TITLE, ["Lp.", "Nr uczestnika", "01.03", "03.03"], [1, "1", "ob", "nn"], [2, "2", "u", "ob"]))

        assert ["C3", "D3", "C4", "D4"] == [place.cell for place in register.places(np.arange(4), "date")]

    def test_the_number_keeps_its_own_cell(self):
        register, _ = read(sheet(TITLE, ["Lp.", "Nr uczestnika", "01.03"], [1, "7", "ob"]))

        assert ["B3"] == [place.cell for place in register.places(np.arange(1), "participant_no")]

    def test_two_lists_side_by_side_are_two_lists(self):
        register, findings = read(
            sheet(TITLE, ["Nr uczestnika", "01.03", "02.03", "Nr uczestnika", "01.03", "02.03"], ["1", "ob", "nn", "3", "u", "ob"])
        )

        assert ["1", "1", "3", "3"] == column(register, "participant_no")
        assert ["present", "absent", "excused", "present"] == column(register, "mark")
        assert [("R015", "D2")] == said(findings)

    def test_of_lists_side_by_side_each_has_its_own_month(self):
        rows = (["Marzec 2116", None, None, None, "Kwiecień 2116"], ["Nr uczestnika", 1, 2, 3] * 2, ["1", *["ob"] * 3] * 2)
        register, _ = read(sheet(*rows))

        assert ["2116-03-01", "2116-03-02", "2116-03-03", "2116-04-01", "2116-04-02", "2116-04-03"] == column(register, "date")

    def test_a_title_over_lists_side_by_side_is_all_of_theirs(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", 1, 2, 3, None] * 2, ["1", *["ob"] * 3, None, "2", *["ob"] * 3]))

        assert ["2116-03-01", "2116-03-02", "2116-03-03"] * 2 == column(register, "date")

    def test_a_repeated_header_without_days_begins_no_list(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", "01.03", "02.03", "Nr uczestnika"], ["1", "ob", "nn", "1"]))

        assert ["1", "1"] == column(register, "participant_no")

    @pytest.mark.parametrize(
        ("header", "begins", "ends", "hours"),
        [
            ("01.03 8:00-12:00", 480, 720, None),
            ("01.03.2116 8.00 - 10.30", 480, 630, None),
            ("pn 01.03\n8-12", 480, 720, None),
            ("01.03 (8-12)", 480, 720, None),
            ("01.03 godz. 8", 480, None, None),
            ("2116-03-01 08:30:00", 510, None, None),
            ("2116-03-01 00:00:00", None, None, None),
            ("01.03 (4h)", None, None, 4.0),
            ("1 marca (4 godz.)", None, None, 4.0),
            ("01.03", None, None, None),
        ],
    )
    def test_hours_beside_a_day_are_those_of_its_class(self, header, begins, ends, hours):
        register, findings = read(sheet(TITLE, ["Nr uczestnika", header], ["1", "ob"]))
        asked = ("date", "time_from", "time_to", "hours")

        assert (["2116-03-01", begins, ends, hours], []) == ([column(register, name)[0] for name in asked], codes(findings))

    def test_two_classes_of_one_day_stay_two(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", "01.03 8:00-10:00", "01.03 12:00-14:00"], ["1", "ob", "nn"]))

        assert (["2116-03-01"] * 2, [480, 720]) == (column(register, "date"), column(register, "time_from"))

    def test_hours_in_cells_are_presence(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", "01.03", "02.03", "03.03"], ["1", 4, "4,5", "nn"]))

        assert (["present", "present", "absent"], [4.0, 4.5, None]) == (column(register, "mark"), column(register, "hours"))

    def test_columns_of_people_go_with_them(self):
        register, _ = read(sheet(TITLE, ["Nr uczestnika", "Forma wsparcia", "01.03", "02.03"], ["1", "KIS", "ob", "ob"]))

        assert ["KIS", "KIS"] == column(register, "form")

    def test_what_is_wrong_with_a_cell_of_a_person_is_said_once(self):
        _, findings = read(sheet(TITLE, ["PESEL", "01.03", "02.03"], ["2070803628", "ob", "ob"]))

        assert [("R201", "A3")] == said(findings)

    def test_days_stand_in_a_row_under_the_header_of_people(self):
        register, _ = read(sheet(TITLE, ["Lp.", "Nr uczestnika", "Data zajęć", None], [None, None, "01.03", "03.03"], [1, "7", "ob", "nn"]))

        assert ["2116-03-01", "2116-03-03"] == column(register, "date")

    def test_tables_one_below_another_have_their_own_days(self):
        register, _ = read(
            sheet(
                TITLE,
                ["Nr uczestnika", "01.03", "02.03"],
                ["1", "ob", "nn"],
                [None],
                ["Nr uczestnika", "08.03", "09.03"],
                ["1", "nn", "ob"],
            )
        )

        assert ["2116-03-01", "2116-03-02", "2116-03-08", "2116-03-09"] == column(register, "date")

    def test_sheets_are_months(self):
        march = sheet(["Nr uczestnika", 1, 2, 3], ["1", "ob", "ob", "nn"], name="marzec 2116")
        april = sheet(["Nr uczestnika", 1, 2, 3], ["1", "ob", "nn", "nn"], name="kwiecień 2116")
        register, _ = read(march, april)

        assert ["2116-03-01", "2116-03-02", "2116-03-03", "2116-04-01", "2116-04-02", "2116-04-03"] == column(register, "date")

    def test_a_long_register_is_not_taken_for_a_matrix(self):
        register, _ = read(sheet(["Nr uczestnika", "Data", "Obecność"], [1, 2, 3], ["1", "01.03.2116", "ob"]))

        assert ["2116-03-01"] == column(register, "date")

    def test_an_unknown_column_is_said(self):
        _, findings = read(sheet(TITLE, ["Nr uczestnika", "Ulubiony kolor", "01.03"], ["1", "zielony", "ob"]))

        assert [("R002", "B2")] == said(findings)

    def test_a_list_without_people_lacks_their_number_once(self):
        _, findings = read(sheet(["Obecność"], ["Data", "Obecność"], ["01.03.2116", "ob"]))

        assert ["R001"] == codes(findings)


class TestRowsThatAreNobody:
    def rows(self, *foot):
        return sheet(TITLE, ["Lp.", "Nazwisko i imię", "01.03", "03.03", "Razem godz."], [1, "Testowa Anna", "ob", "ob", None], *foot)

    def test_a_foot_is_left_out_and_said(self):
        register, findings = read(self.rows([None, "Liczba obecnych", 1, 1]))

        assert (2, [("R043", "B4")]) == (len(register), said(findings))

    def test_what_is_said_of_a_foot_names_nobody(self):
        _, (finding,) = read(self.rows([None, "Podpis prowadzącego: Anna Próbna", "AP", "AP"]))

        assert "Podpis prowadzącego" == finding.facts["value"]

    def test_a_signature_is_left_out(self):
        register, _ = read(self.rows([None, "Podpis prowadzącego", "AZ", "AZ"]))

        assert 2 == len(register)

    def test_marks_in_a_row_without_a_name_are_said(self):
        register, findings = read(self.rows([2, None, "ob", "nn"]))

        assert (2, [("R044", 2)]) == (len(register), [(finding.code, finding.facts["marks"]) for finding in findings])

    def test_a_person_whose_row_is_empty_stays(self):
        register, _ = read(self.rows([2, "Przykładowy Jan", None, None]))

        assert 4 == len(register)

    def test_a_surname_that_is_a_word_of_totals_stays_where_rows_are_numbered(self):
        register, _ = read(self.rows([2, "Suma Jan", "ob", "nn"]))

        assert 4 == len(register)

    def test_a_title_between_people_is_left_out_and_said(self):
        register, findings = read(self.rows([None, "Grupa II", None, None], [2, "Przykładowy Jan", "ob", "ob"]))

        assert (4, ["R043"]) == (len(register), codes(findings))

    def test_days_without_marks_are_no_classes(self):
        register, findings = read(sheet(TITLE, ["Nr uczestnika", 1, 2, 3, 4], ["1", "ob", None, "nn", None], ["2", "nn", None, "ob", None]))

        assert (4, [("R045", 2)]) == (len(register), [(finding.code, finding.facts["days"]) for finding in findings])


class TestTotals:
    def test_a_total_of_hours_that_agrees_says_nothing(self):
        _, findings = read(sheet(TITLE, ["Nr uczestnika", "01.03", "03.03", "Razem godz."], ["1", 4, 2, 6]))

        assert [] == findings

    def test_a_total_of_hours_that_differs_is_said_at_its_cell(self):
        _, (finding,) = read(sheet(TITLE, ["Nr uczestnika", "01.03", "03.03", "Razem godz."], ["1", 4, 2, 7]))

        assert ("R046", "D3", 7.0, 6.0) == (finding.code, finding.place.cell, finding.facts["written"], finding.facts["counted"])

    def test_the_number_of_those_present_is_checked(self):
        foot = [None, "Liczba obecnych", 2, 2]
        _, findings = read(sheet(TITLE, ["Lp.", "Nr uczestnika", "01.03", "03.03"], [1, "1", "ob", "ob"], [2, "2", "ob", "nn"], foot))

        assert [("R043", "B5"), ("R046", "D5")] == said(findings)

    def test_a_total_over_an_unknown_mark_is_not_judged(self):
        _, findings = read(sheet(TITLE, ["Nr uczestnika", "01.03", "03.03", "Razem"], ["1", 4, "x", 9]))

        assert ["R050"] == codes(findings)

    def test_a_percentage_is_not_judged(self):
        _, findings = read(sheet(TITLE, ["Nr uczestnika", "01.03", "03.03", "%"], ["1", "ob", "nn", "80%"]))

        assert [] == findings


class TestDays:
    @pytest.mark.parametrize(
        "header", ["01.03", "1.03", "01.03.", "1.3", "1/03", "1 III", "1 marca", "pn 01.03", "01.03\n4 h", "1.03.2116 r.", "2116-03-01"]
    )
    def test_are_read_in_every_way_of_writing(self, header):
        assert ["2116-03-01"] == days(header)[0]

    def test_real_dates_are_days(self):
        assert ["2116-03-01", "2116-03-02"] == days(date(2116, 3, 1), date(2116, 3, 2), title=None)[0]

    @pytest.mark.parametrize(
        "title",
        [
            "marzec 2116 r.",
            "Miesiąc: marzec 2116",
            "2116-03",
            "03.2116",
            "III 2116",
            "Dziennik zajęć za marzec 2116",
            "Miesiąc i rok: 03/2116",
        ],
    )
    def test_numbers_of_days_take_the_month_of_the_title(self, title):
        assert ["2116-03-01", "2116-03-02", "2116-03-15"] == days(1, 2, 15, title=[title])[0]

    def test_a_cell_that_holds_the_first_of_a_month_is_a_month(self):
        assert ["2116-03-01", "2116-03-02", "2116-03-15"] == days(1, 2, 15, title=["Miesiąc", date(2116, 3, 1)])[0]

    @pytest.mark.parametrize(
        ("sheet_name", "file"),
        [("marzec 2116 r.", "r.xlsx"), ("2116-03", "r.xlsx"), ("03", "obecnosc_2116.xlsx"), ("A", "obecnosc_2116-03.xlsx")],
    )
    def test_numbers_of_days_take_the_month_of_the_name(self, sheet_name, file):
        assert ["2116-03-01", "2116-03-02", "2116-03-15"] == days(1, 2, 15, title=None, name=sheet_name, file=file)[0]

    def test_a_month_over_its_days_is_theirs(self):
        over = [None, "marzec 2116", None, "kwiecień 2116", None]
        register, _ = read(sheet(over, ["Nr uczestnika", 30, 31, 1, 2], ["1", "ob", "ob", "ob", "ob"]))

        assert ["2116-03-30", "2116-03-31", "2116-04-01", "2116-04-02"] == column(register, "date")

    def test_without_a_month_the_days_are_not_known_and_it_is_said(self):
        found, findings = days(1, 2, 15, title=None)

        assert ([None] * 3, ["R040"]) == (found, codes(findings))

    def test_a_title_that_contradicts_the_sheet_is_not_believed(self):
        found, findings = days(1, 2, 15, name="kwiecień 2116")

        assert ([None] * 3, [("R041", ("03.2116", "04.2116"))]) == (found, [(one.code, one.facts["said"]) for one in findings])

    def test_two_months_in_a_title_do_not_say_which(self):
        assert [None] * 3 == days(1, 2, 15, title=["Obecność marzec-kwiecień 2116"])[0]

    def test_the_only_year_of_the_project_is_taken_and_said(self):
        found, findings = days("01.03", title=None, period={"start": "2116-01-01", "end": "2116-12-31"})

        assert (["2116-03-01"], ["R042"]) == (found, codes(findings))

    def test_of_two_years_of_a_project_none_is_taken(self):
        found, findings = days("01.03", title=None, period={"start": "2115-01-01", "end": "2116-12-31"})

        assert ([None], ["R040"]) == (found, codes(findings))

    def test_a_new_year_begins_within_a_list(self):
        assert ["2115-12-28", "2116-01-04"] == days("28.12", "04.01", title=["grudzień 2115"])[0]

    def test_a_day_that_does_not_exist_is_said_at_its_header(self):
        found, findings = days("31.04", "01.04", title=["rok 2116"])

        assert ([None, "2116-04-01"], [("R101", "B2")]) == (found, said(findings))

    def test_a_number_that_lost_a_zero_may_be_two_months(self):
        assert [None, "2116-10-02"] == days(1.1, "02.10", title=["rok 2116"])[0]

    def test_the_month_in_the_title_says_which_of_two(self):
        assert ["2116-10-01"] == days(1.1, title=["październik 2116"])[0]

    def test_numbers_of_contracts_and_surnames_are_no_months(self):
        titles = ("Umowa nr 3/2116", "Prowadzący: Anna Maj", "ul. 3 Maja 5", "PO KL 2107-2113", "Projekt POKL.07.01.01-24-001/08")

        assert [[]] * 5 == [said_in_title(title) for title in titles]

    def test_a_group_is_no_month(self):
        assert [[], []] == [said_in_name("grupa 3"), said_in_name("gr. II")]

    @given(st.text(max_size=20), st.sampled_from([Stored.TEXT, Stored.NUMBER]))
    def test_no_header_breaks_the_reading(self, text, stored):
        found = spot(text, stored)

        assert resolved([found], [Hint()], Context(title=(Hint(2116, 3),)), project()) if found else True


class TestTitles:
    def one(self, *titles, headers=("01.03",), **keys):
        rows = [*[[title] if isinstance(title, str) else title for title in titles], TITLE]
        return read(sheet(*rows, ["Nr uczestnika", *headers], ["1", *["ob"] * len(headers)]), **keys)

    def test_the_trainer_and_the_form_are_of_every_class(self):
        register, _ = self.one("Nazwa zajęć: KIS   Prowadzący: Anna Próbna", forms=[{"id": "kis", "name": "KIS", "sphere": "social"}])

        assert (["kis"], ["Anna Próbna"]) == (column(register, "form"), column(register, "trainer"))

    def test_a_label_and_its_value_may_have_a_cell_each(self):
        register, _ = self.one(["Prowadzący:", None, "Anna Próbna"])

        assert ["Anna Próbna"] == column(register, "trainer")

    def test_an_unknown_form_is_said_once_at_its_cell(self):
        register, findings = self.one(
            "Nazwa zajęć: Balet", headers=("01.03", "02.03"), forms=[{"id": "kis", "name": "KIS", "sphere": "social"}]
        )

        assert ([None, None], [("R105", "A1")]) == (column(register, "form"), said(findings))

    def test_dots_for_a_pen_say_nothing(self):
        register, _ = self.one("Prowadzący: ..........")

        assert "trainer" not in register

    def test_hours_of_one_class_are_of_those_present(self):
        register, _ = read(sheet(TITLE, ["Liczba godzin: 4"], ["Nr uczestnika", "01.03"], ["1", "ob"], ["2", "nn"]))

        assert [4.0, None] == column(register, "hours")

    def test_hours_that_may_be_of_all_classes_are_not_taken(self):
        register, findings = self.one("Liczba godzin: 8", headers=("01.03", "02.03"))

        assert ("hours" not in register, ["R047"]) == (True, codes(findings))

    def test_hours_in_a_row_over_the_days_are_of_each(self):
        register, _ = read(sheet(TITLE, [None, "Liczba godzin", 4, 6], ["Lp.", "Nr uczestnika", "01.03", "02.03"], [1, "1", "ob", "ob"]))

        assert [4.0, 6.0] == column(register, "hours")

    def test_hours_from_and_to_are_times(self):
        register, _ = self.one("Godziny od-do: 8:00-12:00")

        assert ([480], [720]) == (column(register, "time_from"), column(register, "time_to"))

    def test_forms_over_their_days_are_theirs(self):
        forms = [{"id": "kis", "name": "KIS", "sphere": "social"}, {"id": "kurs", "name": "Kurs", "sphere": "vocational"}]
        over = [None, "KIS", None, "Kurs"]
        register, _ = read(sheet(TITLE, over, ["Nr uczestnika", "01.03", "02.03", "03.03"], ["1", "ob", "ob", "ob"]), forms=forms)

        assert ["kis", "kis", "kurs"] == column(register, "form")


class TestTheCard:
    def card(self, *rows, head=("Imię i nazwisko:", "Testowa Anna"), month="Miesiąc/rok: 03.2116"):
        return sheet(["Karta obecności"], list(head), [month], ["Data", "Obecność (O / N / U*)", "Liczba godzin"], *rows)

    def test_is_of_the_person_in_its_title(self):
        register, _ = read(self.card([1, "O", 4], [2, "N", None], [3, "U", None]))

        assert ["Testowa Anna"] * 3 == column(register, "full_name")
        assert ["2116-03-01", "2116-03-02", "2116-03-03"] == column(register, "date")
        assert ["present", "absent", "excused"] == column(register, "mark")

    def test_may_name_the_person_by_number(self):
        register, _ = read(self.card(["01.03.2116", "O", 4], head=("Nr uczestnika: 12",)))

        assert (["12"], ["2116-03-01"]) == (column(register, "participant_no"), column(register, "date"))

    def test_keeps_the_address_of_each_cell(self):
        register, _ = read(self.card([1, "O", 4], [2, "N", None]))

        assert ["B5", "B6"] == [place.cell for place in register.places(np.arange(2), "mark")]

    def test_leaves_out_days_without_marks_and_its_foot(self):
        register, findings = read(
            self.card([1, "O", 4], [2, None, None], [3, "N", None], ["Liczba dni obecności", 1], ["Razem godzin", None, 5])
        )

        assert (2, {"R045", "R046"}) == (len(register), {one.code for one in findings} - {"R054"})


def matrix(entries, written, titles, order):
    """Write a long register as a list of people and days."""
    people, dates = order
    rows = [[title] for title in titles]
    rows.append(["Lp.", "Nr uczestnika", *(day.strftime("%d.%m.%Y") for day in dates)])
    rows += [[at, person, *(written[entries[person, day]] for day in dates)] for at, person in enumerate(people, start=1)]
    return sheet(*rows)


MARKS = ("present", "absent", "excused", "late", "not_scheduled")


@st.composite
def registers(draw):
    people = draw(st.lists(st.sampled_from([f"U/{number}" for number in range(9)]), min_size=1, max_size=5, unique=True))
    dates = draw(st.lists(st.dates(date(2100, 1, 1), date(2119, 12, 31)), min_size=1, max_size=6, unique=True))
    entries = {(person, day): draw(st.sampled_from(MARKS)) for person in people for day in dates}
    signs = draw(
        st.lists(st.sampled_from(["x", "nb", "nu", "O", "N", "/", "-", "1", "#", "zw", "b", "ż"]), min_size=5, max_size=5, unique=True)
    )
    titles = draw(st.lists(st.sampled_from(["Lista obecności", "Prowadzący: Anna Próbna", "rok 2116", "x – obecny"]), max_size=3))
    order = (draw(st.permutations(people)), draw(st.permutations(dates)))
    return entries, dict(zip(MARKS, signs, strict=True)), titles, order


@given(registers())
@effort(1 / 2)
def test_a_register_written_as_a_matrix_reads_back(given_register):
    entries, written, titles, order = given_register
    declared = {"registers": {"attendance": {"marks": {sign: mark for mark, sign in written.items()}}}}
    long = sheet(["Nr uczestnika", "Data", "Obecność"], *([person, day.isoformat(), mark] for (person, day), mark in entries.items()))
    columns = ["participant_no", "date", "mark"]

    expected = read(long)[0].frame[columns].sort_values(columns).reset_index(drop=True)
    wide, findings = read(matrix(entries, written, titles, order), **declared)
    # A day on which nobody has a mark is no class; here every cell has one.
    pd.testing.assert_frame_equal(expected, wide.frame[columns].sort_values(columns).reset_index(drop=True))
    assert [] == findings


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.sampled_from(["Nr uczestnika", "01.03", "1", "x", "Razem", "marzec 2116", "Data", "Obecność"]),
                st.text(max_size=5),
            ),
            min_size=1,
            max_size=6,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_sheet_breaks_the_reading(rows):
    register, _ = read(sheet(*rows))

    assert len(register) >= 0
