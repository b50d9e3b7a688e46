"""A class under a wrong day: one finding at the day, whether it is a header or stands in every row."""

from __future__ import annotations

from pathlib import Path

from aktywna.steps.telling import message
from aktywna.words import wording
from small_office import judged_of, office, said

PEOPLE = """
    participants:
    no | start_date | end_date
    1  | 2016-03-01 | 2016-06-30
    2  | 2016-03-02 | 2016-06-30
    3  | 2016-03-01 | 2016-06-30
    4  | 2016-03-01 | 2016-06-30
    5  | 2016-03-01 | 2016-06-30
"""
KIS = """
forms = [{ id = "kis", name = "KIS", sphere = "social" }]
registers = { attendance = { marks = { "-" = "absent" } } }
"""


def diary(folder: Path, days: str, *marks: str, more: str = PEOPLE) -> list[tuple[str, str]]:
    """Say code and cell of what is found in the attendance of a diary with a column a day; people are numbered from 1."""
    rows = "\n".join(f"    {number} | {row}" for number, row in enumerate(marks, 1))
    return said(judged_of(office(folder, f"{more}\n    attendance:\n    participant_no | {days}\n{rows}", KIS), ("A4",)))


def test_a_wrong_header_is_one_finding_at_the_header(tmp_path):
    assert [("A449", "C1")] == diary(tmp_path, "2016-03-07 | 2016-02-14 | 2016-03-21", *["ob | ob | ob"] * 5)


def test_every_cell_under_it_is_kept(tmp_path):
    diary(tmp_path, "2016-03-07 | 2016-02-14", *["ob | ob"] * 5)
    found = judged_of(tmp_path, ("A4",)).findings[0]

    assert [f"C{row}" for row in range(2, 7)] == [place.cell for place in found.also]
    assert (5, 5, ("A402",)) == (found.facts["n"], found.facts["there"], found.facts["codes"])


def test_who_was_absent_is_not_counted(tmp_path):
    diary(tmp_path, "2016-03-07 | 2016-02-14", "ob | ob", "ob | -", "ob | ob", "ob | -", "ob | -")
    found = judged_of(tmp_path, ("A4",)).findings[0]

    assert (2, 2) == (found.facts["n"], found.facts["there"])


def test_half_of_those_present_are_said_one_by_one(tmp_path):
    people = PEOPLE.replace("4  | 2016-03-01", "4  | 2016-02-01").replace("5  | 2016-03-01", "5  | 2016-02-01")
    marks = ["ob | ob", "ob | ob", "ob | -", "ob | ob", "ob | ob"]

    assert [("A402", "C2"), ("A402", "C3")] == diary(tmp_path, "2016-03-07 | 2016-02-14", *marks, more=people)


def test_one_person_under_a_day_is_that_person(tmp_path):
    assert [("A402", "C3")] == diary(tmp_path, "2016-03-07 | 2016-02-14", "ob | -", "ob | ob", "ob | -", "ob | -", "ob | -")


def test_more_classes_than_people_are_a_wrong_first_day(tmp_path):
    people = PEOPLE.replace("1  | 2016-03-01", "1  | 2016-05-01").replace("2  | 2016-03-02", "2  | 2016-05-01")
    days = "2016-03-07 | 2016-03-14 | 2016-03-21 | 2016-05-09"

    assert [("A402", "B2"), ("A402", "B3")] == diary(tmp_path, days, "ob | ob | ob | ob", "ob | ob | ob | ob", more=people)


def test_a_day_to_come_and_a_day_gone_by_are_two_faults(tmp_path):
    days = "2016-03-07 | 2016-02-14 | 2018-03-14"

    assert [("A449", "C1"), ("A449", "D1")] == diary(tmp_path, days, *["ob | ob | ob"] * 5)


def test_a_diary_of_another_year_is_one_finding(tmp_path):
    assert [("A450", "B1")] == diary(tmp_path, "2015-03-07 | 2015-03-14 | 2015-03-21", *["ob | ob | ob"] * 5)


def test_two_columns_of_one_day_are_one_finding(tmp_path):
    assert [("A406", "C1")] == diary(tmp_path, "2016-03-07 | 2016-03-07", *["ob | ob"] * 5)


def test_it_is_found_by_the_code_of_the_rule_too(tmp_path):
    diary(tmp_path, "2016-03-07 | 2016-02-14", *["ob | ob"] * 5)

    assert [("A449", "C1")] == said(judged_of(tmp_path, ("A402",)))


def long(day: str, people: int) -> str:
    rows = "\n".join(f"    {number} | kis | {day} | 10:00 | 12:00 | present" for number in range(1, people + 1))
    return f"{PEOPLE}\n    attendance:\n    participant_no | form | date | time_from | time_to | mark\n{rows}"


def test_rows_of_one_class_with_one_wrong_day_are_one_finding(tmp_path):
    found = judged_of(office(tmp_path, long("2016-02-14", 5), KIS), ("A4",))

    assert [("A449", "C2")] == said(found)
    assert ["C3", "C4", "C5", "C6"] == [place.cell for place in found.findings[0].also]


def test_rows_of_four_people_are_said_one_by_one(tmp_path):
    found = judged_of(office(tmp_path, long("2016-02-14", 4), KIS), ("A4",))

    assert ["A402"] * 4 == [code for code, _cell in said(found)]


def test_its_sentence(tmp_path):
    diary(tmp_path, "2016-03-07 | 2016-02-14", "ob | ob", "ob | ob", "ob | -", "ob | -", "ob | -")
    found = judged_of(tmp_path, ("A4",)).findings[0]

    wording.set_language("pl")

    assert "Zajęcia zapisano pod datą 14.02.2016, a 2 z 2 osób oznaczonych jako obecne nie mogło na nich być (A402)." == message(found)


def beside(day: str, *people: int) -> str:
    """A class that everybody attended, and one entered on `day` at the same hours for some of them."""
    rows = [(number, "kis", "2016-03-07", "10:00", "12:00") for number in range(1, 6)]
    rows += [(number, "psy", day, "11:00", "13:00") for number in people]
    lines = "\n".join(f"    {' | '.join(map(str, row))} | present" for row in rows)
    return f"{PEOPLE}\n    attendance:\n    participant_no | form | date | time_from | time_to | mark\n{lines}"


TWO_FORMS = KIS.replace("forms = [", 'forms = [{ id = "psy", name = "Psycholog", sphere = "social" }, ')


def test_a_class_under_the_day_of_another_is_one_finding_though_few_were_there(tmp_path):
    found = judged_of(office(tmp_path, beside("2016-03-07", 1, 2, 3), TWO_FORMS), ("A4",))

    assert [("A449", "C7")] == said(found)
    assert (3, 3, ("A405",)) == tuple(found.findings[0].facts[fact] for fact in ("n", "there", "codes"))


def test_one_person_at_two_classes_is_that_person(tmp_path):
    assert [("A405", "D7")] == said(judged_of(office(tmp_path, beside("2016-03-07", 1), TWO_FORMS), ("A4",)))


def test_classes_over_one_another_week_after_week_are_each_said_once(tmp_path):
    weeks = [f"    {number} | {form} | 2016-03-{day} | {time}:00 | 13:00 | present"
             for day in ("07", "14", "21") for form, time in (("kis", 10), ("psy", 11)) for number in (1, 2)]  # fmt: skip
    table = f"{PEOPLE}\n    attendance:\n    participant_no | form | date | time_from | time_to | mark\n" + "\n".join(weeks)

    assert ["A449"] * 3 == [code for code, _cell in said(judged_of(office(tmp_path, table, TWO_FORMS), ("A4",)))]
