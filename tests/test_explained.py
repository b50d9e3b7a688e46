"""Explanations: who looked into a warning, when and why; what they silence, what they never silence, what is said of them."""

from __future__ import annotations

import json

import pytest

from aktywna.steps.telling import message, silenced_as_json
from aktywna.words import wording
from desk import typed
from small_office import judged_of, office, said

LATE = """
    participants:
    no | start_date | gender | state
    1  | 2016-03-01 | woman  | active
    2  | 2016-03-01 | man    | active
    support:
    participant_no | start_date
    1              | 2016-03-14
    2              | 2016-03-14
"""
GIVEN = """
[[explained]]
rule = "A504"
register = "participants"
key = "2"
who = "Anna Testowska"
on = 2016-05-04
why = "Pierwszy dzień potwierdza karta doradcy."
"""


def explained(folder, text, tables=LATE, more=""):
    """Write an office with the explanations of `text` and judge it."""
    made = office(folder, tables, more)
    (made / "explained.toml").write_text(text, encoding="utf-8")
    return judged_of(made)


def warned(found):
    return [(one.code, one.place.key) for one in found.findings if one.code not in {"R090", "R002"}]


class TestWhatIsSilenced:
    def test_the_warning_of_that_person(self, tmp_path):
        found = explained(tmp_path, GIVEN)

        assert [("A504", "1")] == warned(found)
        assert [("A504", "2", "Anna Testowska")] == [
            (one.finding.code, one.finding.place.key, one.explanation.who) for one in found.silenced
        ]

    def test_in_whatever_row_the_person_stands_next_month(self, tmp_path):
        moved = LATE.replace(
            "1  | 2016-03-01 | woman  | active", "7  | 2016-03-14 | woman  | active\n    1  | 2016-03-01 | woman  | active"
        )

        assert [("A504", "1")] == warned(explained(tmp_path, GIVEN, moved))

    def test_without_a_register_in_any(self, tmp_path):
        assert [("A504", "1")] == warned(explained(tmp_path, GIVEN.replace('register = "participants"\n', "")))

    def test_a_register_by_its_polish_name(self, tmp_path):
        assert [("A504", "1")] == warned(explained(tmp_path, GIVEN.replace('"participants"', '"Uczestnicy"')))

    def test_a_number_without_quotation_marks(self, tmp_path):
        assert [("A504", "1")] == warned(explained(tmp_path, GIVEN.replace('key = "2"', "key = 2")))

    def test_a_note_about_a_column_by_its_header(self, tmp_path):
        tables = LATE.replace("state", "Uwagi własne biura")
        given = GIVEN.replace("A504", "R002").replace('"2"', '"Uwagi własne biura"')

        assert [("R002", "Uwagi własne biura")] == [
            (one.finding.code, one.finding.facts["header"]) for one in explained(tmp_path, given, tables).silenced
        ]

    def test_a_warning_that_the_project_made_a_note(self, tmp_path):
        found = explained(tmp_path, GIVEN, more='[rules]\nseverity = { A504 = "note" }')

        assert ["2"] == [one.finding.place.key for one in found.silenced]

    def test_only_what_is_asked_for_is_counted(self, tmp_path):
        made = office(tmp_path, LATE)
        (made / "explained.toml").write_text(GIVEN, encoding="utf-8")

        assert () == judged_of(made, ("A2",)).silenced


class TestWhatIsNeverSilenced:
    def test_an_error(self, tmp_path):
        tables = LATE.replace("no | start_date | gender | state", "no | start_date | end_date | state").replace(
            "2016-03-01 | man ", "2016-03-01 | 2016-02-01"
        )
        found = explained(tmp_path, GIVEN.replace("A504", "A203"), tables)

        assert {("A203", "2"), ("R407", "")} <= set(warned(found))

    def test_a_warning_that_the_project_made_an_error(self, tmp_path):
        found = explained(tmp_path, GIVEN, more='[rules]\nseverity = { A504 = "error" }')

        assert [("R407", ""), ("A504", "1"), ("A504", "2")] == warned(found)

    def test_what_happened_after_the_explanation(self, tmp_path):
        diary = (
            LATE.replace("2016-03-14", "2016-03-01")
            + """
            attendance:
            participant_no | date       | time_from | time_to | hours | mark
            1              | 2016-04-04 | 08:00     | 11:00   | 9     | present
            1              | 2016-05-31 | 08:00     | 11:00   | 9     | present
        """
        )
        given = GIVEN.replace("A504", "A408").replace("participants", "attendance").replace('"2"', '"1"')
        found = explained(tmp_path, given, diary)

        assert ["E2"] == [one.finding.place.cell for one in found.silenced]
        assert ["E3"] == [one.place.cell for one in found.findings if one.code == "A408"]


class TestWhatIsSaidOfAnExplanation:
    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ('key = "2"', 'key = "3"', "R406"),
            ("A504", "A205", "R406"),
            ("A504", "A5O4", "R401"),
            ("A504", "D001", "R401"),
            ('"participants"', '"uczestniki"', "R402"),
            ('who = "Anna Testowska"\n', "", "R403"),
            ("on = 2016-05-04\n", "", "R403"),
            ('why = "Pierwszy dzień potwierdza karta doradcy."', 'why = " "', "R403"),
            ("who =", "kto =", "R404"),
            ("[[explained]]", "[[explaind]]", "R404"),
            ("[[explained]]", "[[explained]", "R405"),
        ],
    )
    def test_that_silences_nothing(self, tmp_path, old, new, code):
        found = explained(tmp_path, GIVEN.replace(old, new))

        assert () == found.silenced
        assert [(code, "explained.toml")] == [(one.code, one.place.file) for one in found.findings if one.code.startswith("R4")]

    def test_the_line_is_told(self, tmp_path):
        found = explained(tmp_path, GIVEN + GIVEN.replace("A504", "A5O4"))

        assert [("R401", 10, "A504")] == [
            (one.code, one.place.row, one.facts["near"]) for one in found.findings if one.code.startswith("R4")
        ]

    def test_what_is_missing_is_named(self, tmp_path):
        wording.set_language("pl")
        found = explained(tmp_path, GIVEN.replace("on = 2016-05-04\n", "").replace('who = "Anna Testowska"\n', ""))

        assert "W wyjaśnieniu uwagi A504 brakuje: „Kto wyjaśnił” i „Kiedy”." == message(found.findings[0])

    def test_a_register_that_was_not_read_makes_no_explanation_idle(self, tmp_path):
        found = explained(tmp_path, GIVEN, LATE.partition("support:")[0], 'registers = { support = { file = "brak.csv" } }')

        assert [] == [code for code, _ in warned(found) if code == "R406"]


SHEET = """
    explained:
    Kod  | Rejestr    | Numer | Kto wyjaśnił   | Kiedy      | Dlaczego
    A504 | Uczestnicy | 2     | Anna Testowska | 04.05.2016 | Karta doradcy
"""


class TestASheetOfExplanations:
    def test_says_the_same(self, tmp_path):
        found = judged_of(office(tmp_path, LATE + SHEET))

        assert [("A504", "1")] == warned(found)
        assert ["2016-05-04"] == [one.explanation.on.isoformat() for one in found.silenced]

    def test_a_row_without_a_name_is_told_at_its_cell(self, tmp_path):
        found = judged_of(office(tmp_path, LATE + SHEET.replace("Anna Testowska", "")))

        assert [("R403", "wyjasnienia.csv", "A2")] == [
            (one.code, one.place.file, one.place.cell) for one in found.findings if one.code.startswith("R4")
        ]

    def test_a_day_that_cannot_be_read_is_said_once(self, tmp_path):
        found = judged_of(office(tmp_path, LATE + SHEET.replace("04.05.2016", "w maju")))

        assert [("R101", "E2")] == [each for each in said(found) if each[0].startswith(("R1", "R4"))]


class TestWhatIsShown:
    def test_how_many_are_silenced(self, tmp_path, capsys):
        explained(tmp_path, GIVEN)

        assert "1 uwagę wyjaśniono, więc jej tu nie pokazano." in typed(capsys, "check", tmp_path).out

    def test_scripts_get_each_with_its_explanation(self, tmp_path, capsys):
        explained(tmp_path, GIVEN)
        document = json.loads(typed(capsys, "check", tmp_path, "--json").out)

        assert 1 == document["totals"]["silenced"]
        assert [("A504", "2", "2016-05-04", "explained.toml", 2)] == [
            (one["code"], one["key"], one["explanation"]["on"], one["explanation"]["file"], one["explanation"]["row"])
            for one in document["silenced"]
        ]

    def test_names_and_words_are_masked(self, tmp_path, capsys):
        explained(tmp_path, GIVEN)
        shown = typed(capsys, "check", tmp_path, "--json").out

        assert "Testowska" not in shown
        assert "karta doradcy" not in shown

    def test_names_and_words_are_given_when_asked_for(self, tmp_path):
        found = explained(tmp_path, GIVEN)

        assert ("Anna Testowska", "Pierwszy dzień potwierdza karta doradcy.") == tuple(
            silenced_as_json(found.silenced[0], show_personal=True)["explanation"][name] for name in ("who", "why")
        )

    def test_a_pesel_in_place_of_a_number_is_refused_and_not_shown(self, tmp_path):
        found = explained(tmp_path, GIVEN.replace('key = "2"', 'key = "44051401458"'))

        assert [("R408", False)] == [(one.code, "44051401458" in message(one)) for one in found.findings if one.code in {"R406", "R408"}]

    def test_what_the_project_changed(self, tmp_path, capsys):
        folder = office(tmp_path, LATE, '[rules]\nseverity = { A504 = "note" }\n[parameters]\nresult_window = 30')

        assert [("severity", "A504", "warning", "note"), ("parameter", "result_window", "28", "30")] == [
            (one["kind"], one["name"], one["before"], one["after"])
            for one in json.loads(typed(capsys, "check", folder, "--json").out)["changed"]
        ]
