"""Rows whose cells moved by one column: one finding at the first of them, and only where it can be shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktywna.steps.annotating import annotate
from aktywna.steps.open import open_books
from aktywna.steps.repairing import repair
from aktywna.steps.telling import as_json, message
from aktywna.words import wording
from small_office import judged_of, office, said

HEADERS = ("no", "first_name", "last_name", "pesel", "gender", "age_at_start", "postal_code", "declaration_date", "start_date", "end_date")
PEOPLE = (
    ("1", "Jan", "Testowski", "44051401359", "man", "71", "00-000", "2016-02-29", "2016-03-01", "2016-06-30"),
    ("2", "Iga", "Testowska", "02211307589", "woman", "14", "00-000", "2016-02-29", "2016-03-01", "2016-06-30"),
    ("3", "Ewa", "Przykładowicz", "02070803628", "woman", "113", "00-000", "2016-02-29", "2016-03-01", "2016-06-30"),
    ("4", "Olga", "Próbna", "09222509560", "woman", "7", "00-000", "2016-02-29", "2016-03-01", "2016-06-30"),
)
MOVED = {"R131", "R132"}


def register(*people: tuple[str, ...], more: str = "") -> str:
    """Write a register of participants as a table in text."""
    return "\n".join(["participants:", *(" | ".join(row) for row in (HEADERS, *people)), more])


def right(at: int, row: tuple[str, ...] = PEOPLE[2], cell: str = "") -> tuple[str, ...]:
    """Put a cell too many into a row."""
    return (*row[:at], cell, *row[at:])


def left(at: int, row: tuple[str, ...] = PEOPLE[2]) -> tuple[str, ...]:
    """Take a cell out of a row."""
    return (*row[:at], *row[at + 1 :], "")


def of(folder: Path, *people: tuple[str, ...], more: str = "") -> list[tuple[str, str]]:
    """Say code and cell of the errors and warnings of a register with these people."""
    found = judged_of(office(folder, register(*people, more=more)))
    return [(code, cell) for code, cell in said(found) if code[0] == "R" or code in {"A101", "A102", "A103", "A117", "A301", "A401"}]


def test_rows_in_their_places_are_right(tmp_path):
    assert [] == of(tmp_path, *PEOPLE)


@pytest.mark.parametrize("at", range(1, 6))
def test_a_separator_too_many_is_one_finding_at_its_cell(tmp_path, at):
    assert [("R131", f"{'ABCDEFGHIJ'[at]}4")] == of(tmp_path, *PEOPLE[:2], right(at), PEOPLE[3])


@pytest.mark.parametrize(("at", "cell"), [(3, "D4"), (4, "E4"), (5, "F4")])
def test_a_separator_too_few_is_one_finding_where_cells_begin_to_be_others(tmp_path, at, cell):
    assert [("R132", cell)] == of(tmp_path, *PEOPLE[:2], left(at), PEOPLE[3])


@given(at=st.integers(0, 5), is_right=st.booleans(), row=st.integers(0, 3))
@settings(max_examples=20)
def test_wherever_cells_moved_it_is_one_finding_of_that_row(tmp_path_factory, at, is_right, row):
    people = [*PEOPLE]
    people[row] = right(at, people[row]) if is_right else left(max(at, 2), people[row])

    found = of(tmp_path_factory.mktemp("office"), *people)

    assert [("R131" if is_right else "R132", str(row + 2))] == [(code, cell[1:]) for code, cell in found]


def test_a_separator_in_a_text_moves_what_follows(tmp_path):
    assert [("R131", "D4")] == of(tmp_path, *PEOPLE[:2], right(3, cell="z domu Zmyślona"), PEOPLE[3])


def test_rows_one_below_another_are_one_finding(tmp_path):
    moved = [right(3, person) for person in PEOPLE[1:3]]

    assert [("R131", "D3")] == of(tmp_path, PEOPLE[0], *moved, PEOPLE[3])


def test_rows_apart_are_a_finding_each(tmp_path):
    assert [("R131", "D2"), ("R131", "D4")] == of(tmp_path, right(3, PEOPLE[0]), PEOPLE[1], right(3), PEOPLE[3])


def test_every_cell_that_moved_is_listed(tmp_path):
    found = judged_of(office(tmp_path, register(*PEOPLE[:2], right(3), PEOPLE[3])), ("R131",)).findings[0]

    assert [f"{letter}4" for letter in "DEFGHIJK"] == [place.cell for place in found.places]


def test_what_moving_does_not_explain_stays(tmp_path):
    odd = (*PEOPLE[2][:8], "31.02.2016", "2016-06-30")

    assert [("R131", "D4"), ("R101", "J4")] == of(tmp_path, *PEOPLE[:2], right(3, odd), PEOPLE[3])


def test_what_stands_before_the_moved_cells_is_still_judged(tmp_path):
    odd = (*PEOPLE[2][:3], "02070803629", *PEOPLE[2][4:])

    assert {("A101", "D4"), ("R131", "E4")} == set(of(tmp_path, *PEOPLE[:2], right(4, odd), PEOPLE[3]))


def test_two_slips_in_a_row_are_two_findings(tmp_path):
    slips = (*PEOPLE[2][:5], "sto", "00-000", "wczoraj", *PEOPLE[2][8:])

    assert [("R103", "F4"), ("R101", "H4")] == of(tmp_path, *PEOPLE[:2], slips, PEOPLE[3])


def test_two_cells_that_changed_places_did_not_move(tmp_path):
    person = PEOPLE[2]
    changed = (*person[:5], person[6], person[5], *person[7:])

    assert {("R103", "F4"), ("R113", "G4")} == set(of(tmp_path, *PEOPLE[:2], changed, PEOPLE[3]))


def test_a_remark_beside_the_table_did_not_move(tmp_path):
    remarked = (*PEOPLE[2][:5], "sto", *PEOPLE[2][6:], "zadzwonić")

    assert {"R103", "R358"} == {code for code, _cell in of(tmp_path, *PEOPLE[:2], remarked, PEOPLE[3])}


CONTRACTS = """
contracts:
contract_no | participant_no | date | start_date | end_date | case_worker | assessment_date | assessment
K1 | 1 | 2016-03-01 | 2016-03-01 | 2016-06-30 | Ewa Próbna | 2016-06-30 | cel
{row}
K3 | 3 | 2016-03-01 | 2016-03-01 | 2016-06-30 | Ewa Próbna | 2016-06-30 | cel
"""


def test_dates_that_moved_among_dates_are_told_to_have_moved_the_right_way(tmp_path):
    row = "K2 | 2 | 2016-03-01 | 2016-06-30 | Ewa Próbna | 2016-06-30 | cel | "
    listed = "participants:\nno | start_date\n1 | 2016-03-01\n2 | 2016-03-01\n3 | 2016-03-01\n"

    assert [("R132", "E3")] == said(judged_of(office(tmp_path, listed + CONTRACTS.format(row=row))))


def test_empty_cells_did_not_move(tmp_path):
    assert [] == of(tmp_path, *PEOPLE[:2], (*PEOPLE[2][:5], "", "", *PEOPLE[2][7:9], ""), PEOPLE[3])


def test_a_header_over_another_column_is_no_row_that_moved(tmp_path):
    people = [right(5, (str(number), *PEOPLE[number % 4][1:])) for number in range(1, 13)]

    assert MOVED.isdisjoint(code for code, _cell in of(tmp_path, *people))


def test_whose_number_moved_is_no_stranger_elsewhere(tmp_path):
    diary = "attendance:\nparticipant_no | date | hours | mark\n3 | 2016-03-07 | 4 | present\n9 | 2016-03-07 | 4 | present"

    assert [("A401", "A3"), ("R131", "A4")] == of(tmp_path, *PEOPLE[:2], right(0), PEOPLE[3], more=diary)


DIARY = """
participants:
no | start_date
1  | 2016-03-01
2  | 2016-03-01
3  | 2016-03-01
attendance:
participant_no | form | date | time_from | time_to | hours | mark
1 | kis | 2016-03-07 | 09:00 | 13:00 | 4 | present
{row}
3 | kis | 2016-03-07 | 09:00 | 13:00 | 4 | present
"""


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (" | 2 | kis | 2016-03-07 | 09:00 | 13:00 | 4 | present", ("R131", "A3")),
        ("2 |  | kis | 2016-03-07 | 09:00 | 13:00 | 4 | present", ("R131", "B3")),
        ("2 | kis |  | 2016-03-07 | 09:00 | 13:00 | 4 | present", ("R131", "C3")),
        ("2 | 2016-03-07 | 09:00 | 13:00 | 4 | present | ", ("R132", "B3")),
        ("2 | kis | 09:00 | 13:00 | 4 | present | ", ("R132", "C3")),
    ],
)
def test_a_diary_with_a_separator_too_many_or_too_few(tmp_path, row, finding):
    forms = 'forms = [{ id = "kis", name = "Klub", sphere = "social" }]'

    assert [finding] == said(judged_of(office(tmp_path, DIARY.format(row=row), forms)))


def test_its_sentence(tmp_path):
    found = judged_of(office(tmp_path, register(*PEOPLE[:2], right(3), PEOPLE[3])), ("R131",)).findings[0]
    wording.set_language("pl")

    assert (
        "W wierszu 4 komórki są przesunięte o jedną kolumnę w prawo, począwszy od kolumny D („PESEL”). "
        "O jedną kolumnę w lewo da się odczytać 6 z 6 komórek, które nie pasują do tego miejsca."
    ) == message(found)


def test_its_sentence_in_english(tmp_path):
    found = judged_of(office(tmp_path, register(PEOPLE[0], *(left(3, person) for person in PEOPLE[1:3]), PEOPLE[3])), ("R132",)).findings[0]
    wording.set_language("en")

    assert "In rows 3–4 the cells stand one column too far to the left, from column D (“PESEL number”) or an earlier one on;" in message(
        found
    )


def test_nobody_is_named(tmp_path):
    found = judged_of(office(tmp_path, register(*PEOPLE[:2], right(0), PEOPLE[3])), ("R131",)).findings[0]

    assert ["3"] == as_json(found)["facts"]["numbers"]
    assert "Przykładowicz" not in str(as_json(found))


def test_a_number_of_a_person_is_told_to_nobody(tmp_path):
    """Offices write it into the column of numbers; one that is not valid is somebody's too."""
    person = ("02070803629", *PEOPLE[2][1:])
    found = judged_of(office(tmp_path, register(*PEOPLE[:2], right(0, person), PEOPLE[3])), ("R131",)).findings[0]

    assert "02070803629" not in str(as_json(found))


def workbook(folder: Path, *people: tuple[str, ...]) -> Path:
    """Write the same register as a workbook, in a project of its own."""
    office(folder, register(*PEOPLE))
    book = openpyxl.Workbook()
    book.active.title = "Uczestnicy"
    for row in (HEADERS, *people):
        book.active.append([cell or None for cell in row])
    book.save(folder / "uczestnicy.xlsx")
    (folder / "uczestnicy.csv").unlink()
    return folder


def test_in_a_workbook_the_cell_beyond_the_table_is_no_fault_of_its_own(tmp_path):
    assert [("R131", "D4")] == [one for one in said(judged_of(workbook(tmp_path, *PEOPLE[:2], right(3), PEOPLE[3]))) if one[0][0] == "R"]


def test_all_its_cells_are_marked_in_the_copy(tmp_path):
    project = workbook(tmp_path / "own", *PEOPLE[:2], right(3), PEOPLE[3])
    found = open_books(project)
    copies = annotate(found, judged_of(project, ("R131",)).findings, tmp_path / "marked")

    sheet = openpyxl.load_workbook(copies.files[0])["Uczestnicy"]

    assert list("DEFGHIJK") == [cell.column_letter for cell in sheet[4] if cell.fill.fill_type]


def test_repair_leaves_the_row_as_it_is(tmp_path):
    people = [(*person[:4], "kobieta" if person[4] == "woman" else "mężczyzna", *person[5:]) for person in PEOPLE]
    project = office(tmp_path / "own", register(*people[:2], right(3, people[2]), people[3]))
    shutil.copytree(project, tmp_path / "same")

    assert () == tuple(repair(open_books(tmp_path / "same"), tmp_path / "mended").files)
