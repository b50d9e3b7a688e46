"""What is said of a project in the end: one fault once, each as heavy as the project makes it, totals that are true."""

from __future__ import annotations

import pytest

from aktywna.domain.faults import DefinitionError
from aktywna.domain.findings.finding import Severity
from aktywna.domain.findings.rule import NOTICES, rules
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books
from aktywna.steps.telling import as_json, message
from aktywna.words import wording
from small_office import judged_of, office, said

PEOPLE = """
    participants:
    no | start_date | end_date   | gender | completed_as_planned | state
    1  | 2016-03-01 | 2016-06-30 | woman  | yes                  | finished
    2  | 2016-03-01 | 2016-06-30 | man    | yes                  | finished
"""


def people(column: str, values: list[str], *, more: str = "") -> str:
    """Give participants 1, 2, 3 ... of whom only one column says anything else."""
    rows = [f"{no} | 2016-03-01 | woman | active | {value}" for no, value in enumerate(values, 1)]
    return "\n".join(["participants:", f"no | start_date | gender | state | {column}", *rows, more])


class TestAColumnThatWasLost:
    def test_is_one_finding_at_the_column(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", [f"{n} maja" for n in range(1, 7)])), ("R1",))

        assert [("R130", "E", 6, 6)] == [(one.code, one.place.cell, one.facts["n"], one.facts["filled"]) for one in found.findings]

    def test_keeps_every_cell(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", [f"{n} maja" for n in range(1, 7)])), ("R1",))

        assert [f"E{row}" for row in range(2, 8)] == [place.cell for place in found.findings[0].also]

    def test_names_the_first_cells(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", [f"{n} maja" for n in range(1, 7)])), ("R1",))

        assert ("E2", "E3", "E4", "…") == found.findings[0].facts["cells"]

    def test_nine_in_ten_are_enough(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", ["1990-01-01", *["?"] * 9])), ("R1",))

        assert [("R130", "E")] == said(found)

    def test_eight_in_ten_are_not(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", ["1990-01-01", "1990-01-02", *["maj"] * 8])), ("R1",))

        assert {"R101"} == {code for code, _ in said(found)}

    def test_four_cells_are_said_one_by_one(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", ["a1", "b2", "c3", "d4"])), ("R1",))

        assert [("R101", f"E{row}") for row in range(2, 6)] == said(found)

    def test_empty_cells_do_not_count(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", ["x1", "x2", "x3", "x4", "x5", "", "", "", "brak"])), ("R1",))

        assert [5] == [one.facts["filled"] for one in found.findings]

    def test_its_neighbours_are_lost_with_it(self, tmp_path):
        shifted = """
            participants:
            no | start_date | birth_date | end_date | state
            1  | Jan        | x1         | y1       | active
            2  | Ewa        | x2         | y2       | active
            3  | Ala        | x3         | y3       | active
            4  | Iza        | x4         | y4       | active
            5  | Ola        | x5         | y5       | active
        """
        found = judged_of(office(tmp_path, shifted))
        columns = ("participants.start_date", "participants.birth_date", "participants.end_date")

        assert [("R130", "B")] == said(found)
        assert [(columns, 15)] == [(one.facts["columns"], one.facts["n"]) for one in found.findings if one.code == "R130"]

    def test_a_readable_column_between_makes_two_faults(self, tmp_path):
        rows = "\n".join(f"{n} | x{n} | woman | y{n} | active" for n in range(1, 7))
        found = judged_of(office(tmp_path, f"participants:\nno | start_date | gender | end_date | state\n{rows}"))

        assert [("R130", "B"), ("R130", "D")] == said(found)

    def test_is_as_heavy_as_its_cells(self, tmp_path):
        found = judged_of(office(tmp_path, people("disability", [f"słowo {n}" for n in range(6)])), ("R1",))

        assert [("R130", Severity.WARNING)] == [(one.code, one.severity) for one in found.findings]

    def test_identifiers_that_cannot_be_right_are_a_lost_column_too(self, tmp_path):
        found = judged_of(office(tmp_path, people("pesel", [f"0000000000{n}" for n in range(1, 8)])), ("A1", "R1"))

        assert [("R130", "E")] == said(found)

    def test_a_private_value_is_not_shown(self, tmp_path):
        found = judged_of(office(tmp_path, people("birth_date", [f"{n} maja" for n in range(1, 7)])), ("R1",))

        assert "maja" not in message(found.findings[0])

    def test_its_sentence_in_polish(self, tmp_path):
        found = judged_of(office(tmp_path, people("end_date", [f"{n} maja" for n in range(1, 7)])), ("R1",))
        wording.set_language("pl")

        expected = (
            "„Data zakończenia udziału w projekcie”: nie da się odczytać 6 z 6 wypełnionych komórek (E2, E3, E4 i …);"
            " w pierwszej wpisano „1 maja”."
        )
        assert expected == message(found.findings[0])


class TestAHeaderThatWasLost:
    def test_is_one_finding_at_the_header(self, tmp_path):
        found = judged_of(office(tmp_path, PEOPLE.replace("start_date", "Data rozpoczęcia udziału w projekccie")))

        assert [("R001", "B1")] == said(found)

    def test_says_which_header_it_may_be(self, tmp_path):
        found = judged_of(office(tmp_path, PEOPLE.replace("start_date", "Data rozpoczęcia udziału w projekccie")))

        assert {"R001": "Data rozpoczęcia udziału w projekccie"} == {
            one.code: one.facts["header"] for one in found.findings if one.code == "R001"
        }

    def test_of_an_optional_column_is_one_too(self, tmp_path):
        found = judged_of(office(tmp_path, PEOPLE.replace("completed_as_planned", "Zakończenie udziału zgodne ze ścieżkąą")))
        about = [one.code for one in found.findings if one.place.column == "completed_as_planned" or one.code == "R002"]

        assert ["R090"] == about


class TestOneWrongValue:
    DIARY = (
        PEOPLE
        + """
        attendance:2016-04
        participant_no | date       | mark
        1              | 2016-04-04 | present
        9              | 2016-04-04 | present
        9              | 2016-04-05 | present
        attendance:2016-05
        participant_no | date       | mark
        8              | 2016-05-04 | present
        9              | 2016-05-04 | present
    """
    )

    def test_in_many_rows_is_one_finding(self, tmp_path):
        found = judged_of(office(tmp_path, self.DIARY), ("A401",))

        assert [("9", "A3", 3), ("8", "A2", None)] == [
            (one.facts["number"], one.place.cell, one.facts.get("rows")) for one in found.findings
        ]

    def test_keeps_the_places_in_every_file(self, tmp_path):
        found = judged_of(office(tmp_path, self.DIARY), ("A401",))

        assert [("obecnosc_2016-04.csv", "A4"), ("obecnosc_2016-05.csv", "A3")] == [
            (place.file, place.cell) for place in found.findings[0].also
        ]

    def test_says_how_many_rows(self, tmp_path):
        wording.set_language("pl")
        found = judged_of(office(tmp_path, self.DIARY), ("A401",))

        assert message(found.findings[0]).endswith("To samo dotyczy łącznie 3 wierszy, z których ten jest pierwszy.")

    def test_scripts_get_every_place(self, tmp_path):
        found = judged_of(office(tmp_path, self.DIARY), ("A401",))

        assert ["A4", "A3"] == [one["cell"] for one in as_json(found.findings[0])["also"]]

    def test_an_unknown_word_is_one_fault(self, tmp_path):
        found = judged_of(office(tmp_path, people("disability", ["może", "tak", "może", "nie", "nie", "nie"])), ("R1",))

        assert [("E2", 2)] == [(one.place.cell, one.facts["rows"]) for one in found.findings]

    def test_every_rule_about_strangers_says_so(self):
        wrong = [
            rule.code for rule in rules().values() if rule.says == "There is no participant number {number}." and rule.same != "number"
        ]

        assert [] == wrong

    def test_a_fault_of_many_rows_is_told_by_one_of_its_facts(self):
        assert {notice.same for notice in NOTICES.values()} <= {"", "number", "value", "pesel", "nip", "key", "day", "category", "block"}


class TestUnreadableIsNotMissing:
    @pytest.mark.parametrize(
        ("column", "value", "code"),
        [
            ("start_date", "w marcu", "R101"),
            ("end_date", "w czerwcu", "R101"),
            ("completed_as_planned", "chyba", "R106"),
            ("gender", "inna", "R105"),
        ],
    )
    def test_a_cell_is_said_once(self, tmp_path, column, value, code):
        lines = PEOPLE.strip().splitlines()
        header, row = ([cell.strip() for cell in lines[at].split("|")] for at in (1, 2))
        row[header.index(column)] = value
        found = judged_of(office(tmp_path, "\n".join([lines[0], lines[1], " | ".join(row), lines[3]])))

        assert [(code, f"{'ABCDEF'[header.index(column)]}2")] == said(found)

    def test_what_a_rule_calls_missing_at_another_cell_is_said_once_too(self, tmp_path):
        results = "outcomes:\nparticipant_no | outcome | date | evidence\n1 | employment | 2016-07-04 | kwitek"
        found = judged_of(office(tmp_path, PEOPLE + results), ("A524", "R105"))

        assert [("R105", "D2")] == said(found)

    def test_an_empty_cell_is_still_missing(self, tmp_path):
        found = judged_of(office(tmp_path, PEOPLE.replace("2016-06-30 | woman", "           | woman")))

        assert ("A202", "C2") in said(found)

    def test_a_register_knows_its_unreadable_cells(self, tmp_path):
        opened = open_books(office(tmp_path, people("birth_date", ["1990-01-01", "maj", "brak", ""])))

        assert [False, True, False, False] == opened.books.participants.unreadable("birth_date").tolist()

    def test_a_column_that_was_read_costs_nothing(self, tmp_path):
        opened = open_books(office(tmp_path, PEOPLE))

        assert {} == opened.books.participants.unread


class TestWhatAProjectChanges:
    LATE = (
        PEOPLE
        + """
        support:
        participant_no | start_date
        1              | 2016-03-14
    """
    )

    def test_a_weight(self, tmp_path):
        found = judged_of(office(tmp_path, self.LATE, '[rules]\nseverity = { A504 = "note" }'), ("A504",))

        assert [Severity.NOTE] == [one.severity for one in found.findings]

    def test_a_weight_raised(self, tmp_path):
        found = judged_of(office(tmp_path, self.LATE, '[rules]\nseverity = { A504 = "error" }'), ("A504",))

        assert [Severity.ERROR] == [one.severity for one in found.findings]

    def test_is_listed(self, tmp_path):
        more = '[rules]\nseverity = { A504 = "note", A502 = "warning" }\n[parameters]\nresult_window = 30\nlong_term_months = 12'
        found = judged_of(office(tmp_path, self.LATE, more))

        assert [("A504", Severity.WARNING, Severity.NOTE), ("result_window", 28, 30)] == [
            (one.name, one.before, one.after) for one in found.changed
        ]

    def test_an_error_of_the_count_is_not_lowered(self, tmp_path):
        folder = office(tmp_path, self.LATE, '[rules]\nseverity = { A203 = "warning" }')

        with pytest.raises(DefinitionError) as caught:
            open_books(folder)

        assert [("D018", "rules.severity.A203")] == [(one.code, one.facts["key"]) for one in caught.value.findings]

    def test_an_unknown_code_is_told_with_the_nearest(self, tmp_path):
        folder = office(tmp_path, self.LATE, '[rules]\nseverity = { A5O4 = "note" }')

        with pytest.raises(DefinitionError) as caught:
            open_books(folder)

        assert [("D017", "A504")] == [(one.code, one.facts["nearest"]) for one in caught.value.findings]

    def test_an_unknown_parameter_is_told_with_the_nearest(self, tmp_path):
        folder = office(tmp_path, self.LATE, "[parameters]\nattendance_treshold = 75")

        with pytest.raises(DefinitionError) as caught:
            open_books(folder)

        assert [("D011", "attendance_threshold")] == [(one.code, one.facts["nearest"]) for one in caught.value.findings]


class TestTotals:
    def test_count_rows_of_data(self, tmp_path):
        found = judged_of(office(tmp_path, TestOneWrongValue.DIARY), ("A401",))

        assert 4 == found.touched

    def test_do_not_count_headers(self, tmp_path):
        found = judged_of(office(tmp_path, PEOPLE.replace("start_date", "Coś zupełnie innego")), ("R0",))

        assert {1} == {one.place.row for one in found.findings if one.code == "R002"}
        assert 0 == found.touched

    def test_refused_files_are_told_whatever_is_asked(self, tmp_path):
        folder = office(tmp_path, PEOPLE, 'registers = { support = { file = "brak.csv" } }')

        assert ["R301"] == [one.code for one in judged(open_books(folder), ("A2",)).findings]
