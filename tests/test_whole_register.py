"""Faults of many rows: a column that moved is one finding, and what rests on another fault is not said beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aktywna.steps.telling import message
from aktywna.words import wording
from clean_books import pesel
from small_office import judged_of, office, said

PEOPLE = [
    ("44051401359", "man", 71), ("80071610614", "man", 35), ("02211307589", "woman", 14), ("44051401458", "man", 71),
    ("02070803628", "woman", 113), ("09222509560", "woman", 7), ("00291600815", "man", 15), ("02122401358", "man", 113),
]  # fmt: skip
HEADERS = "no | pesel | gender | age_at_start | start_date"


def people(folder: Path, numbers: list[str], *, ages: int = 0) -> list[tuple[str, str]]:
    """Say code and cell of what is found of people with these PESEL numbers in the place of their own."""
    rows = [
        f"{at} | {number} | {sex} | {age + ages} | 2016-03-01"
        for at, (number, (_own, sex, age)) in enumerate(zip(numbers, PEOPLE, strict=True), 1)
    ]
    table = "\n".join(["participants:", HEADERS, *rows])
    return said(judged_of(office(folder, table), ("A1", "A301")))


def own() -> list[str]:
    return [number for number, _sex, _age in PEOPLE]


def test_numbers_beside_their_people_are_right(tmp_path):
    assert [] == [one for one in people(tmp_path, own()) if one[0] in {"A102", "A119", "A301"}]


def test_numbers_that_moved_a_row_down_are_one_finding_at_the_first(tmp_path):
    moved = [own()[0], *own()[-1:], *own()[1:-1]]

    assert [("A119", "B3")] == people(tmp_path, moved)


def test_its_sentence(tmp_path):
    people(tmp_path, [own()[0], *own()[-1:], *own()[1:-1]])
    wording.set_language("pl")
    found = judged_of(tmp_path, ("A119",)).findings[0]

    assert "W wierszach 3–9 numery PESEL nie zgadzają się z płcią, datą urodzenia albo wiekiem 7 z 7 osób (A102 i A301)." == message(found)


def test_two_numbers_that_changed_places_are_said_one_by_one(tmp_path):
    changed = [own()[1], own()[0], *own()[2:]]

    assert {"A301"} == {code for code, _cell in people(tmp_path, changed)}


def test_ages_of_another_day_are_the_ages_and_not_the_numbers(tmp_path):
    assert {"A301"} == {code for code, _cell in people(tmp_path, own(), ages=1)}


def long(people: int, wrong: int) -> str:
    """A diary of so many people on one day, with hours longer than the class for the first `wrong` of them."""
    listed = "\n".join(f"{at} | 2016-03-01" for at in range(1, people + 1))
    rows = "\n".join(f"{at} | 2016-03-07 | 09:00 | 13:00 | {240 if at <= wrong else 4} | present" for at in range(1, people + 1))
    return f"participants:\nno | start_date\n{listed}\nattendance:\nparticipant_no | date | time_from | time_to | hours | mark\n{rows}"


def test_what_is_wrong_in_most_rows_is_said_of_each_person(tmp_path):
    """Who has to be asked is somebody else in each row; a cause that all of them share is for a person to see."""
    found = judged_of(office(tmp_path, long(30, 25)), ("A408",)).findings

    assert [str(number) for number in range(1, 26)] == [one.place.key for one in found]


def test_a_day_pasted_twice_is_one_finding(tmp_path):
    rows = "\n".join(f"{at} | 2016-03-07 | 4 | present" for at in (1, 2, 3, 1, 2, 3))
    listed = "\n".join(f"{at} | 2016-03-01" for at in (1, 2, 3))
    table = f"participants:\nno | start_date\n{listed}\nattendance:\nparticipant_no | date | hours | mark\n{rows}"

    assert [("A406", "B5")] == said(judged_of(office(tmp_path, table), ("A4",)))


SURNAMES = ("Testowska", "Próbowska", "Wzorcowska", "Zmyślińska", "Zmyślona", "Pokazowska", "Laska", "Wymyślicki", "Przykładowski")
"""Of six women and three men."""


def surnames(folder: Path, *names: str) -> list[tuple[str, str]]:
    """Say code and cell of what is found when six women and three men are called so."""
    numbers = [pesel(date(2101, 2, at), at, 2) for at in range(1, 7)]
    numbers += [pesel(date(2101, 2, at), at, 1) for at in range(7, 10)]
    rows = [f"{at} | {name} | {number} | 2016-03-01" for at, (name, number) in enumerate(zip(names, numbers, strict=True), 1)]
    return said(judged_of(office(folder, "\n".join(["participants:", "no | last_name | pesel | start_date", *rows])), ("A121",)))


def test_surnames_beside_their_own_numbers_are_right(tmp_path):
    assert [] == surnames(tmp_path, *SURNAMES)


def test_surnames_sorted_alone_are_one_finding_at_the_first(tmp_path):
    names = ("Laska", "Przykładowski", "Wymyślicki", "Zmyśliński", "Zmyślona", "Testowska", "Pokazowska", "Próbowska", "Wzorcowska")

    assert [("A121", "B3")] == surnames(tmp_path, *names)


def test_women_with_surnames_in_the_form_of_men_are_no_fault(tmp_path):
    """So an office may write all of them, and so some foreigners are called."""
    names = ("Testowski", "Próbowski", "Wzorcowski", "Zmyśliński", "Zmyślony", "Pokazowski", "Laska", "Wymyślicki", "Przykładowski")

    assert [] == surnames(tmp_path, *names)


def test_a_slip_here_and_there_is_no_fault_of_the_column(tmp_path):
    assert [] == surnames(tmp_path, "Testowski", "Próbowski", *SURNAMES[2:7], "Wymyślicka", "Przykładowska")


def test_a_noun_is_a_surname_of_both(tmp_path):
    assert [] == surnames(tmp_path, "Testowski", "Próbowski", *SURNAMES[2:6], "Laska", "Gąska", "Miska")


def timesheets(*days: int) -> str:
    """Timesheets of one member of staff on these days of March, in this order."""
    rows = "\n".join(f"P1 | 2016-03-{day:02} | 08:00 | 12:00 | 4" for day in days)
    return f"staff:\nno | start_date\nP1 | 2016-03-01\ntimesheets:\nstaff_no | date | time_from | time_to | hours\n{rows}"


def test_a_block_pasted_twice_is_one_finding_with_all_its_cells(tmp_path):
    found = judged_of(office(tmp_path, timesheets(1, 2, 3, 4, 7, 2, 3, 4)), ("A442",)).findings

    assert [["B7", "B8", "B9"]] == [[place.cell for place in one.places] for one in found]


def test_a_block_that_was_pasted_and_sorted_is_one_finding(tmp_path):
    found = judged_of(office(tmp_path, timesheets(1, 2, 2, 3, 3, 4, 4, 7)), ("A442",)).findings

    assert [["B4", "B6", "B8"]] == [[place.cell for place in one.places] for one in found]


def test_entries_doubled_here_and_there_are_a_finding_each(tmp_path):
    assert [("A442", "B3"), ("A442", "B6")] == said(judged_of(office(tmp_path, timesheets(1, 1, 2, 3, 3, 4)), ("A4",)))


def test_two_entries_doubled_side_by_side_are_two_slips(tmp_path):
    assert [("A442", "B6"), ("A442", "B7")] == said(judged_of(office(tmp_path, timesheets(1, 2, 3, 4, 1, 2)), ("A4",)))


def test_a_month_like_the_one_before_is_no_block_pasted_twice(tmp_path):
    assert [] == said(judged_of(office(tmp_path, timesheets(1, 2, 3, 8, 9, 10)), ("A4",)))


def test_supports_pasted_twice_are_one_finding(tmp_path):
    rows = "\n".join(f"{at} | kis | 2016-03-01 | 2016-03-31 | 4" for at in (1, 2, 3, 1, 2, 3))
    listed = "\n".join(f"{at} | 2016-03-01" for at in (1, 2, 3))
    head = "support:\nparticipant_no | form | start_date | end_date | hours_done"
    forms = 'forms = [{ id = "kis", name = "Klub", sphere = "social" }]'
    found = judged_of(office(tmp_path, f"participants:\nno | start_date\n{listed}\n{head}\n{rows}", forms), ("A567",)).findings

    assert [3] == [len(one.places) for one in found]


def test_a_number_of_two_people_makes_nobody_work_too_long(tmp_path):
    rows = "\n".join(f"{at} | work | 2016-03-0{day} | 5 | present" for at in (1, 2) for day in (7, 8))
    forms = 'forms = [{ id = "work", name = "Prace", sphere = "vocational", kind = "public_work" }]'
    table = f"""
    participants:
    no | first_name | last_name | pesel       | age_at_start | start_date
    1  | Iga        | Testowska | 80071610614 | 35           | 2016-03-01
    2  | Zenon      | Próbny    | 80071610614 | 50           | 2016-03-01
    attendance:
    participant_no | form | date | hours | mark
    {rows}
    """

    assert [("A113", "D3")] == said(judged_of(office(tmp_path, table, forms), ("A1", "A3", "A4")))


def test_a_class_on_the_wrong_day_of_the_schedule_is_one_finding(tmp_path):
    table = """
    participants:
    no | start_date
    1  | 2016-03-01
    sessions:
    date       | form | time_from | time_to | state
    2016-03-06 | kis  | 09:00     | 11:00   | held
    2016-03-07 | kis  | 12:00     | 14:00   | held
    attendance:
    participant_no | form | date       | time_from | time_to | mark
    1              | kis  | 2016-03-07 | 09:00     | 11:00   | present
    1              | kis  | 2016-03-07 | 12:00     | 14:00   | present
    """
    forms = 'forms = [{ id = "kis", name = "Klub", sphere = "social" }]'

    assert [("A415", "D2")] == said(judged_of(office(tmp_path, table, forms), ("A4",)))


def test_a_number_of_two_people_makes_no_stays_of_one_person(tmp_path):
    table = """
    participants:
    no | first_name | last_name | pesel       | start_date
    1  | Iga        | Testowska | 80071610614 | 2016-03-01
    2  | Zenon      | Próbny    | 80071610614 | 2016-03-01
    stays:
    participant_no | start_date | end_date
    1              | 2016-03-01 | 2016-03-21
    2              | 2016-03-14 | 2016-03-31
    """

    assert [] == said(judged_of(office(tmp_path, table), ("A4",)))


def test_a_mark_that_cannot_be_read_may_be_presence(tmp_path):
    table = """
    participants:
    no | start_date
    1  | 2016-03-01
    2  | 2016-03-01
    support:
    participant_no | form | start_date | end_date   | finished | hours_done
    1              | kis  | 2016-03-01 | 2016-03-31 | yes      | 4
    2              | kis  | 2016-03-01 | 2016-03-31 | yes      | 4
    attendance:
    participant_no | form | date       | hours | mark
    1              | kis  | 2016-03-07 | 4     | present
    2              | kis  | 2016-03-07 | 4     | był?
    """
    forms = 'forms = [{ id = "kis", name = "Klub", sphere = "social" }]'

    assert [] == said(judged_of(office(tmp_path, table, forms), ("A56",)))


def test_days_in_reverse_order_do_not_accuse_the_diary_too(tmp_path):
    table = """
    participants:
    no | start_date | end_date
    1  | 2016-09-01 | 2016-03-31
    attendance:
    participant_no | date       | hours | mark
    1              | 2016-04-07 | 4     | present
    """

    assert [("A203", "C2")] == said(judged_of(office(tmp_path, table), ("A2", "A4")))
