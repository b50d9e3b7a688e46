"""Lists of those at one class: the day in a title, people one below another, marks or signatures."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from aktywna.domain.diaries.signatures import is_signature
from aktywna.domain.sheets.sheet import letters
from small_office import judged_of, office
from small_office import said as found_in
from written import codes, column, read, said, sheet

HEADERS = ["Lp.", "Imię i nazwisko", "Podpis"]
SIGNED = [[1, "Anna Testowska", "A. Testowska"], [2, "Jan Próbny", "/-/"]]
MARKED = [["Lp.", "Nr uczestnika", "Obecność"], [1, "7", "ob"], [2, "8", "nn"]]
EMPTY_IS_ABSENT = {"registers": {"attendance": {"marks": {"": "absent"}}}}


def titled(register, name, which=0):
    row, at = register.origins[which].titled[name]
    return f"{letters(at)}{row}"


def cells(register, name):
    return [place.cell for place in register.places(np.arange(len(register)), name)]


@pytest.mark.parametrize(
    ("titles", "cell"),
    [
        ([["Lista obecności"], ["Data: 12.03.2115"]], "A2"),
        ([["Lista obecności na zajęciach w dniu 12.03.2115 r."]], "A1"),
        ([["Lista obecności – 12.03.2115"]], "A1"),
        ([["LISTA OBECNOŚCI", "12.03.2115"]], "B1"),
        ([["Lista obecności"], ["Data zajęć", date(2115, 3, 12)]], "B2"),
        ([["Lista obecności"], ["Termin:", "12 marca 2115 r."]], "B2"),
        ([["Lista obecności, marzec 2115"], ["Data: 12.03"]], "A2"),
        ([["Umowa nr 3/2114 z dnia 03.02.2114"], ["Okres realizacji", "01.01.2115 - 31.12.2115"], ["Lista obecności 12.03.2115"]], "A3"),
        ([["Lista obecności"], ["Data", "12.03.2115", "Liczba godzin", 4]], "B2"),
        ([["Lista obecności"], ["Data i godziny: 12.03.2115, 9:00-13:00"]], "A2"),
    ],
)
def test_the_day_in_a_title_is_the_day_of_every_row(titles, cell):
    register, findings = read(sheet(*titles, *MARKED))

    assert ["2115-03-12"] * 2 == column(register, "date")
    assert [] == findings
    assert cell == titled(register, "date")


@pytest.mark.parametrize(
    ("title", "hours"),
    [
        ("Lista obecności 12.03.2115, godz. 9:00–13:00", (540, 780)),
        ("Lista obecności 12.03.2115   godz. 9:00–13:00", (540, 780)),
        ("Lista obecności 12.03.2115   Godziny: 9:00-13:00", (540, 780)),
        ("Lista obecności 12.03.2115   Godz. od: 9:00   Godz. do: 13:00", (540, 780)),
    ],
)
def test_hours_of_the_class_stand_in_a_title(title, hours):
    register, _ = read(sheet([title], *MARKED))

    assert [*hours] == [column(register, end)[0] for end in ("time_from", "time_to")]


def test_the_number_of_hours_is_of_those_who_were_there():
    register, _ = read(sheet(["Lista obecności 12.03.2115"], ["Godziny: 9:00-12:00", None, "Liczba godzin", 4], *MARKED))

    assert [4, None] == column(register, "hours")


def test_topic_trainer_and_form_stand_in_titles():
    forms = {"forms": [{"id": "kis", "name": "Klub", "sphere": "social"}]}
    titles = (["Lista obecności – Klub"], ["Data: 12.03.2115", "Prowadzący: Jan Testowy"], ["Temat:", "Praca"])
    register, _ = read(sheet(*titles, *MARKED), **forms)

    assert [["Jan Testowy"] * 2, ["Praca"] * 2, ["kis"] * 2] == [column(register, name) for name in ("trainer", "topic", "form")]
    assert ["B2", "B3", "A1"] == [titled(register, name) for name in ("trainer", "topic", "form")]


def test_a_mark_keeps_its_cell():
    register, _ = read(sheet(["Lista obecności 12.03.2115"], *MARKED))

    assert (["present", "absent"], ["C3", "C4"]) == (column(register, "mark"), cells(register, "mark"))


def test_a_signature_is_presence_and_no_signature_is_what_the_project_says():
    register, findings = read(sheet(["Lista obecności 12.03.2115"], HEADERS, *SIGNED, [3, "Ewa Zmyślona"]), **EMPTY_IS_ABSENT)

    assert ["present", "present", "absent"] == column(register, "mark")
    assert (["A. Testowska", "/-/", None], ["C3", "C4", "C5"]) == (column(register, "mark_raw"), cells(register, "mark_raw"))
    assert [] == findings


def test_an_empty_signature_is_not_guessed():
    _, findings = read(sheet(["Lista obecności 12.03.2115"], HEADERS, *SIGNED, [3, "Ewa Zmyślona"]))

    assert [("R052", "C5")] == said(findings)


def test_a_word_that_is_no_signature_is_not_one():
    register, findings = read(sheet(["Lista obecności 12.03.2115"], HEADERS, *SIGNED, [3, "Ewa Zmyślona", "chora"]))

    assert (["present", "present", None], [("R051", "C5")]) == (column(register, "mark"), said(findings))


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("Testowska", True),
        ("Anna Testowska", True),
        ("podpis nieczytelny", True),
        ("(-)", True),
        ("nb", False),
        ("Jan Próbny", False),
        ("", False),
    ],
)
def test_what_a_signature_is(written, is_one):
    assert is_one == is_signature(written, "Anna Testowska")


def test_a_list_without_a_day_is_refused_once():
    register, findings = read(sheet(["Lista obecności"], ["Zmyślin, dnia 12.03.2115 r."], *MARKED))

    assert (0, ["R048"]) == (len(register), codes(findings))


def test_a_list_with_two_days_is_refused_at_the_first():
    register, findings = read(sheet(["Lista obecności 12.03.2115"], ["Data: 19.03.2115"], *MARKED))

    assert (0, [("R049", "A1")]) == (len(register), said(findings))
    assert ("12.03.2115", "19.03.2115") == findings[0].facts["days"]


def test_a_list_without_marks_is_refused():
    register, findings = read(sheet(["Lista obecności 12.03.2115"], ["Lp.", "Imię i nazwisko", "Uwagi"], [1, "Anna Testowska"]))

    assert (0, ["R055"]) == (len(register), codes(findings))


def test_a_day_that_is_none_is_said_at_its_cell():
    register, findings = read(sheet(["Lista obecności"], ["Data: 31.02.2115"], *MARKED))

    assert ([None, None], [("R101", "A2")]) == (column(register, "date"), said(findings))


def test_a_blank_list_is_no_class():
    register, findings = read(sheet(["Lista obecności 12.03.2115"], HEADERS, [1, "Anna Testowska"], [2, "Jan Próbny"]))

    assert (0, ["R045"]) == (len(register), codes(findings))


def test_the_foot_is_nobody():
    register, findings = read(
        sheet(["Lista obecności 12.03.2115"], *MARKED, [None, "Liczba obecnych", 1], [None, "Podpis prowadzącego", "J. T."])
    )

    assert ["7", "8"] == column(register, "participant_no")
    assert ["R043", "R043"] == codes(findings)


def test_a_total_under_the_list_is_checked():
    _, findings = read(sheet(["Lista obecności 12.03.2115"], *MARKED, [None, "Liczba obecnych", 2]))

    assert [("R043", "B5"), ("R046", "C5")] == said(findings)


def test_lists_one_below_another_have_their_own_days():
    one, other = (["Lista obecności", f"{day}.03.2115"] for day in ("12", "19"))
    register, _ = read(sheet(one, *MARKED, [], other, *MARKED))

    assert ["2115-03-12"] * 2 + ["2115-03-19"] * 2 == column(register, "date")
    assert ["B1", "B6"] == [titled(register, "date", list_) for list_ in (0, 1)]


def test_headers_of_the_next_page_belong_to_the_same_list():
    register, findings = read(sheet(["Lista obecności 12.03.2115"], *MARKED, MARKED[0], [3, "9", "ob"]))

    assert (["7", "8", "9"], ["2115-03-12"] * 3) == (column(register, "participant_no"), column(register, "date"))
    assert [] == findings


def test_a_sheet_named_after_the_day_is_the_list_of_that_day():
    register, _ = read(sheet(*MARKED, name="12.03.2115", file="obecnosc.xlsx"))

    assert ["2115-03-12"] * 2 == column(register, "date")


def test_a_register_whose_column_of_days_is_missing_still_misses_it():
    _, findings = read(sheet(*MARKED, name="Arkusz1"))

    assert "R001" in codes(findings)


PEOPLE = """
    participants:
    no | start_date
    1  | 2016-03-01
    2  | 2016-03-02
"""


def test_a_wrong_day_is_one_finding_at_the_title(tmp_path):
    table = """
    attendance:
    Lista obecności
    Data: 14.02.2016
    Lp. | Nr uczestnika | Obecność
    1   | 1             | ob
    2   | 2             | ob
    """

    assert [("A449", "A2")] == found_in(judged_of(office(tmp_path, PEOPLE + table), ("A4",)))


def test_one_person_before_the_first_day_is_told_at_their_mark(tmp_path):
    table = """
    attendance:
    Lista obecności
    Data: 01.03.2016
    Lp. | Nr uczestnika | Obecność
    1   | 1             | ob
    2   | 2             | ob
    """

    assert [("A402", "C5")] == found_in(judged_of(office(tmp_path, PEOPLE + table), ("A4",)))
