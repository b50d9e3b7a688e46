"""How hours attended and scheduled are counted: for a person and a form, with excused absences both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.tally import Span
from aktywna.domain.faults import DefinitionError
from aktywna.domain.presence.attendance import attended, gated
from aktywna.steps.explain.examples import Rows
from aktywna.steps.open import open_books
from aktywna.steps.tables.attendance import Attendance
from aktywna.words.wording import set_language
from effort import effort
from small_office import office
from tables import books_of, table

FORMS = 'project: forms = [{ id = "kis", kind = "class" }, { id = "psy", kind = "individual" }]'
CLASSES = """
    sessions:
    date       | form | class_group | time_from | time_to | hours | unit | state
    2016-03-01 | kis  | A           | 09:00     | 13:00   | 4     | h60  | held
    2016-03-02 | kis  | B           | 09:00     | 13:00   | 4     | h60  | held
    2016-03-08 | kis  | A           | 09:00     | 13:00   | 4     | h60  | held
    2016-03-15 | kis  | A           | 09:00     | 13:00   | 4     | h60  | held
    2016-03-22 | kis  | A           | 09:00     | 13:00   | 4     | h60  | cancelled
    2016-03-29 | kis  | A           | 09:00     | 13:00   | 4     | h60  | held
"""


def cells(text, **more):
    """Give row, form, hours scheduled, attended and excused of each participation and form."""
    found = attended(books_of(table(FORMS + text if "forms" not in text else text)[0], **more)).cells
    columns = [known(found[column]) for column in ("row", "form", "scheduled", "came", "excused")]
    return list(zip(*columns, strict=True))


def known(values):
    """Give values as a list, None where they are not known."""
    return values.astype(object).where(values.notna(), None).tolist()


def people(text, column):
    books = books_of(table(FORMS + text)[0])
    return known(books.column("participants", column).round(2))


class TestTheSchedule:
    def test_of_a_class_over_several_days_the_diary_tells_the_hours(self):
        """Its 12 hours are those of three days: whoever came on two was there for two thirds, not for 8 of 20 hours."""
        assert [(0, "kis", 12.0, 8.0, 0.0)] == cells("""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            sessions:
            date       | date_to    | form | hours | state
            2016-03-01 | 2016-03-03 | kis  | 12    | held
            attendance:
            participant_no | form | date       | hours | mark
            1              | kis  | 2016-03-01 | 4     | present
            1              | kis  | 2016-03-02 | 4     | present
            1              | kis  | 2016-03-03 | 4     | absent
        """)

    def test_hours_of_the_persons_group(self):
        """Classes of group B, and those called off, are not theirs; who is not entered was absent."""
        assert [(0, "kis", 16.0, 12.0, 4.0), (1, "kis", 16.0, 4.0, 0.0), (2, "kis", 4.0, 4.0, 0.0)] == cells(f"""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            3  | 2016-03-01
            {CLASSES}
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | present
            1              | kis  | 2016-03-08 | 09:00     | 4     | late
            1              | kis  | 2016-03-15 | 09:00     | 0     | excused
            1              | kis  | 2016-03-29 | 09:00     | 4     | present
            2              | kis  | 2016-03-01 | 09:00     | 4     | present
            2              | kis  | 2016-03-22 | 09:00     | 0     | absent
            3              | kis  | 2016-03-02 | 09:00     | 4     | present
        """)

    @pytest.mark.parametrize(
        ("term", "as_of", "expected"),
        [
            ("2016-03-02 |           ", "2016-03-31", (0, "kis", 12.0, 8.0, 0.0)),
            ("2016-03-01 | 2016-03-15", "2016-03-31", (0, "kis", 12.0, 12.0, 0.0)),
            ("2016-03-01 |           ", "2016-03-14", (0, "kis", 8.0, 8.0, 0.0)),
            ("2016-03-01 | 2016-03-14", "2016-03-31", (0, "kis", 8.0, 8.0, 0.0)),
        ],
        ids=["from the start", "to the end, the day itself included", "to the as-of day", "not beyond the end"],
    )
    def test_from_the_start_to_the_end_or_today(self, term, as_of, expected):
        assert (
            expected
            == cells(f"""
            as of: {as_of}
            participants:
            no | start_date | end_date
            1  | {term}
            2  | 2016-03-01 |
            {CLASSES}
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | present
            1              | kis  | 2016-03-08 | 09:00     | 4     | present
            1              | kis  | 2016-03-15 | 09:00     | 4     | present
            2              | kis  | 2016-03-29 | 09:00     | 4     | present
        """)[0]
        )

    def test_the_support_says_when_it_began(self):
        assert [(0, "kis", 8.0, 8.0, 0.0)] == cells(f"""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-02-01
            {CLASSES}
            support:
            participant_no | form | start_date
            1              | kis  | 2016-03-10
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-15 | 09:00     | 4     | present
            1              | kis  | 2016-03-29 | 09:00     | 4     | present
        """)

    def test_a_class_that_nobody_entered_says_nothing(self):
        """Nobody knows whether it took place; that it is so is counted."""
        rows = table(f"""
            {FORMS}
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            {CLASSES}
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | present
        """)[0]
        found = attended(books_of(rows))

        assert ([4.0], 4) == (found.cells["scheduled"].tolist(), found.unmarked)

    def test_not_scheduled_for_this_person(self):
        assert [(0, "kis", 4.0, 4.0, 0.0), (1, "kis", 8.0, 8.0, 0.0)] == cells(f"""
            as of: 2016-03-10
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            {CLASSES}
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | present
            1              | kis  | 2016-03-08 | 09:00     |       | not_scheduled
            2              | kis  | 2016-03-01 | 09:00     | 4     | present
            2              | kis  | 2016-03-08 | 09:00     | 4     | present
        """)

    def test_who_was_in_two_groups_is_judged_by_the_diary(self):
        """Of the classes of a former or a later group nobody may say that they were missed."""
        assert [(0, "kis", 8.0, 8.0, 0.0)] == cells(f"""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            {CLASSES}
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | present
            1              | kis  | 2016-03-02 | 09:00     | 4     | present
            2              | kis  | 2016-03-08 | 09:00     | 4     | present
        """)[:1]

    def test_parallel_groups_are_told_by_their_trainers(self):
        """Two groups at the same hour: the one whose trainer the diary names is meant; without a name the diary decides."""
        assert [(0, "kis", 8.0, 4.0, 0.0), (1, "kis", 4.0, 4.0, 0.0), (2, "kis", 4.0, 4.0, 0.0)] == cells("""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            3  | 2016-03-01
            sessions:
            date       | form | class_group | time_from | hours | trainer
            2016-03-01 | kis  | A           | 09:00     | 4     | Jan Testowy
            2016-03-01 | kis  | B           | 09:00     | 4     | Ewa Zmyślona
            2016-03-02 | kis  | A           | 09:00     | 4     | Jan Testowy
            2016-03-02 | kis  | B           | 09:00     | 4     | Ewa Zmyślona
            attendance:
            participant_no | form | date       | time_from | hours | trainer      | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | JAN TESTOWY  | present
            2              | kis  | 2016-03-01 | 09:00     | 4     | Ewa Zmyślona | present
            3              | kis  | 2016-03-02 | 09:00     | 4     |              | present
            1              | kis  | 2016-03-02 | 09:00     |       | Jan Testowy  | absent
        """)

    def test_two_trainers_are_one_class(self):
        assert [(0, "kis", 4.0, 4.0, 0.0)] == cells("""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            sessions:
            date       | form | class_group | time_from | time_to | hours | trainer       | state
            2016-03-01 | kis  | A           | 09:00     | 13:00   | 4     | Jan Testowy   | held
            2016-03-01 | kis  | A           | 09:00     | 13:00   | 4     | Ewa Zmyślona  | held
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:00     | 4     | present
        """)

    def test_individual_support_is_nobody_elses(self):
        """A schedule without groups is everybody's in classes, and nobody's in individual support."""
        assert [(0, "kis", 8.0, 4.0, 0.0), (0, "psy", 1.0, 1.0, 0.0), (1, "kis", 8.0, 4.0, 0.0), (1, "psy", 1.0, 1.0, 0.0)] == cells("""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            sessions:
            date       | form | hours | state
            2016-03-01 | psy  | 1     | held
            2016-03-02 | psy  | 1     | held
            2016-03-01 | kis  | 4     | held
            2016-03-02 | kis  | 4     | held
            attendance:
            participant_no | form | date       | hours | mark
            1              | psy  | 2016-03-01 | 1     | present
            2              | psy  | 2016-03-02 | 1     | present
            1              | kis  | 2016-03-01 | 4     | present
            2              | kis  | 2016-03-02 | 4     | present
        """)

    def test_an_hour_written_otherwise_is_no_absence(self):
        """Where the diary's hours are not those of the schedule, the day decides."""
        assert [(0, "kis", 4.0, 4.0, 0.0)] == cells("""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            sessions:
            date       | form | class_group | time_from | time_to | hours | state
            2016-03-01 | kis  | A           | 09:00     | 13:00   | 4     | held
            attendance:
            participant_no | form | date       | time_from | hours | mark
            1              | kis  | 2016-03-01 | 09:15     | 4     | present
        """)

    def test_who_never_came(self):
        """The support has them in the form, its only group met, and the diary does not know them."""
        assert [(0, "kis", 4.0, 4.0, 0.0), (1, "kis", 4.0, 0.0, 0.0)] == cells("""
            as of: 2016-03-31
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            3  | 2016-03-01
            sessions:
            date       | form | class_group | hours | state
            2016-03-01 | kis  | A           | 4     | held
            support:
            participant_no | form | start_date
            1              | kis  | 2016-03-01
            2              | kis  | 2016-03-01
            attendance:
            participant_no | form | date       | hours | mark
            1              | kis  | 2016-03-01 | 4     | present
        """)


class TestTheDiaryAlone:
    def test_its_marks_are_the_schedule(self):
        """An absence lasts as long as the class of those who came."""
        assert [(0, "kis", 6.0, 2.0, 2.0), (1, "kis", 4.0, 4.0, 0.0)] == cells("""
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            attendance:
            participant_no | form | date       | hours | mark
            1              | kis  | 2016-03-01 | 0     | excused
            1              | kis  | 2016-03-02 |       | absent
            1              | kis  | 2016-03-03 | 2     | late
            1              | kis  | 2016-03-04 |       | not_scheduled
            2              | kis  | 2016-03-01 | 2     | present
            2              | kis  | 2016-03-02 | 2     | present
        """)

    def test_an_absence_of_unknown_length_is_not_nothing(self):
        text = """
            participants:
            no | start_date
            1  | 2016-03-01
            attendance:
            participant_no | form | date       | hours | mark
            1              | kis  | 2016-03-01 | 2     | present
            1              | kis  | 2016-03-02 |       | absent
            1              | psy  | 2016-03-02 | 2     | present
        """

        assert ([(0, "kis", None, 2.0, 0.0), (0, "psy", 2.0, 2.0, 0.0)], [None]) == (cells(text), people(text, "attendance_share"))

    def test_without_any_hours_classes_are_counted(self):
        """“On at least 80 % of classes” can be asked of a diary of marks alone; hours cannot."""
        text = """
            participants:
            no | start_date
            1  | 2016-03-01
            2  | 2016-03-01
            attendance:
            participant_no | form | date       | mark
            1              | kis  | 2016-03-01 | present
            1              | kis  | 2016-03-02 | absent
            1              | kis  | 2016-03-03 | present
            1              | kis  | 2016-03-04 | excused
        """

        asked = ("hours_attended", "attendance_share", "attendance_share_excused")
        assert ([None, None], [50.0, None], [75.0, None]) == tuple(people(text, column) for column in asked)

    def test_nothing_entered_is_not_known(self):
        text = "participants:\n no | start_date\n 1 | 2016-03-01"

        assert [None] == people("\n" + text, "attendance_share")


class TestUnits:
    CAME = """
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        attendance:
        participant_no | form | date       | hours | mark
        1              | a    | 2016-03-01 | 4     | present
        1              | b    | 2016-03-02 | 3     | present
        2              | a    | 2016-03-01 | 4     | present
    """

    @pytest.mark.parametrize(
        ("a", "b", "expected"),
        [
            ("h60", "h60", ("h60", [7.0, 4.0])),
            ("h45", "h45", ("h45", [7.0, 4.0])),
            ("h45", "h60", ("h60", [6.0, 3.0])),
            ("", "", (None, [7.0, 4.0])),
            ("h45", "", ("h45", [None, 4.0])),
            ("h60", "day", ("h60", [None, 4.0])),
        ],
        ids=["clock hours", "lessons", "both, in clock hours", "as written", "one unknown", "days are no hours"],
    )
    def test_never_mixed_in_silence(self, a, b, expected):
        forms = [{"id": name, "kind": "class"} | ({"unit": unit} if unit else {}) for name, unit in (("a", a), ("b", b))]
        books = books_of(table(self.CAME)[0], forms=forms)

        assert expected == (attended(books).unit, known(books.column("participants", "hours_attended")))

    def test_the_schedule_says_the_unit(self):
        found = attended(books_of(table("""
            project: forms = [{ id = "kis", kind = "class", unit = "h60" }]
            participants:
            no | start_date
            1  | 2016-03-01
            sessions:
            date       | form | class_group | hours | unit
            2016-03-01 | kis  | A           | 5     | h45
            attendance:
            participant_no | form | date       | hours | mark
            1              | kis  | 2016-03-01 | 5     | present
        """)[0]))  # fmt: skip

        assert ("h45", [5.0], [5.0]) == (found.unit, found.cells["scheduled"].tolist(), found.cells["came"].tolist())


class TestTheGate:
    ROWS = """
        participants:
        no | start_date
        1  | 2016-03-01
        attendance:
        participant_no | form | date       | hours | mark
        1              | kis  | 2016-03-01 | 3     | present
        1              | kis  | 2016-03-02 | 1     | excused
    """

    def test_presence_decides_unless_the_project_says_otherwise(self):
        books = books_of(table(FORMS + self.ROWS)[0])
        changed = replace(books, era=books.era.changed({"attendance_gate": "with_excused"}), _derived={})

        assert [0.75] == gated(books)[0].tolist()
        assert [1.0] == gated(changed)[0].tolist()

    def test_another_word_is_refused(self, tmp_path):
        """A word that nothing knows would silently mean attendance alone."""
        folder = office(tmp_path, "participants:\nNr uczestnika", 'parameters = { attendance_gate = "obecny" }')
        with pytest.raises(DefinitionError) as caught:
            open_books(folder)

        assert [("D003", "obecny")] == [(one.code, one.facts["value"]) for one in caught.value.findings]

    def test_indicators_may_ask(self, ask_own):
        assert (1, 0) == ask_own(self.ROWS, {"column": "attendance_share", "at_least": Decimal(75)})
        assert (0, 0) == ask_own(self.ROWS, {"column": "hours_attended", "at_least": Decimal("3.5")})


@pytest.fixture
def ask_own():
    from aktywna.domain.counting.tally import Span  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415

    def asked(text, condition):
        own = [{"id": "own", "name": "x", "kind": "result", "counts": "participants", "when": [condition]}]
        books = books_of(table(FORMS + text)[0], "pokl-2007", indicators=own)
        found = count(books, Span(books.project.period.start, books.as_of))["own"]
        return found.cumulative.total, found.cumulative.unknown

    return asked


MARKS = st.sampled_from(["present", "absent", "excused", "late", "not_scheduled"])
ENTRY = st.tuples(st.integers(1, 3), st.sampled_from(["kis", "psy"]), st.integers(1, 9), MARKS)


class TestAJoinNeverMultiplies:
    @effort(1 / 2)
    @given(st.lists(ENTRY, max_size=20), st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 9)), max_size=8), st.randoms())
    def test_rows_said_twice_and_in_any_order(self, entries, classes, chance):
        """Every row of the diary and the schedule twice, and all of them shuffled: the same hours."""

        def found(diary, schedule):
            people = [["no", "start_date"], *([str(n), "2016-03-01"] for n in (1, 2, 3))]
            tables = {"participants": people}
            tables["attendance"] = [["participant_no", "form", "date", "hours", "mark"], *diary]
            tables["sessions"] = [["date", "form", "class_group", "hours", "unit"], *schedule]
            rows = Rows(tables, table(FORMS)[0].definition, date(2016, 3, 31))
            return attended(books_of(rows)).cells

        diary = [[str(who), form, f"2016-03-0{day}", "2", mark] for who, form, day, mark in entries]
        schedule = [[f"2016-03-0{day}", "kis", group, "2", "h60"] for group, day in classes]
        once = found(diary, schedule)
        again_diary, again_schedule = [*diary, *diary], [*schedule, *schedule]
        chance.shuffle(again_diary)
        chance.shuffle(again_schedule)

        assert once.to_dict("list") == found(again_diary, again_schedule).to_dict("list")

    @effort(1 / 2)
    @given(st.lists(ENTRY, max_size=20), st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 9)), max_size=8))
    def test_nobody_attends_more_than_was_scheduled(self, entries, classes):
        tables = {
            "participants": [["no", "start_date"], *([str(n), "2016-03-01"] for n in (1, 2, 3))],
            "attendance": [
                ["participant_no", "form", "date", "hours", "mark"],
                *([str(w), f, f"2016-03-0{d}", "2", m] for w, f, d, m in entries),
            ],
            "sessions": [["date", "form", "class_group", "hours"], *([f"2016-03-0{d}", "kis", g, "2"] for g, d in set(classes))],
        }
        found = attended(books_of(Rows(tables, table(FORMS)[0].definition, date(2016, 3, 31)))).cells

        assert (found["came"] + found["excused"] <= found["scheduled"]).all()
        assert (found["classes_came"] + found["classes_excused"] <= found["classes"]).all()
        assert np.array_equal(found["scheduled"], found["classes"] * 2.0)


class TestTables:
    ROWS = f"""
        project: forms = [{{ id = "kis", kind = "class", planned = 10, places = 4 }}]
        as of: 2016-04-30
        participants:
        no          | start_date | end_date
        1           | 2016-03-01 |
        44051401359 | 2016-03-01 | 2016-03-14
        3           | 2016-03-01 |
        {CLASSES}
        attendance:
        participant_no | form | date       | time_from | hours | mark
        1              | kis  | 2016-03-01 | 09:00     | 4     | present
        1              | kis  | 2016-03-08 | 09:00     | 4     | present
        1              | kis  | 2016-03-15 | 09:00     | 4     | present
        1              | kis  | 2016-03-29 | 09:00     | 4     | present
        44051401359    | kis  | 2016-03-01 | 09:00     | 4     | present
        44051401359    | kis  | 2016-03-08 | 09:00     | 0     | absent
        3              | kis  | 2016-03-02 | 09:00     | 4     | present
    """

    def tables(self, start=date(2016, 3, 1), end=date(2016, 3, 31)):
        return Attendance(books_of(table(self.ROWS)[0]), Span(start, end), "en")

    def values(self, grid):
        return [tuple(cell.value for cell in row) for row in grid.rows]

    def test_forms_against_the_plan(self):
        """Three persons of four places; 24 of the 28 hours of their own groups, 8 of the 10 planned for each."""
        expected = ("kis", 4, 3, Decimal("75.00"), 10, 8, 28, 24, 0, Decimal("85.71"), Decimal("85.71"))

        assert [expected] == self.values(self.tables().forms())

    def test_later_classes_are_not_of_this_report(self):
        """Of group A only the first two classes lie in the period."""
        assert [(20, 16)] == [(row[6], row[7]) for row in self.values(self.tables(end=date(2016, 3, 8)).forms())]

    def test_groups_and_months(self):
        expected = [("kis", "A", "March 2016", 4, 16, 2, Decimal("83.33")), ("kis", "B", "March 2016", 1, 4, 1, Decimal("100.00"))]

        set_language("en")
        try:
            assert expected == self.values(self.tables().groups())
            assert self.tables(date(2016, 4, 1), date(2016, 4, 30)).groups() is None
        finally:
            set_language("pl")

    def test_who_is_below_the_threshold_is_not_named_by_an_identifier(self):
        """What is written in the column of numbers may be a PESEL; then the row stands for it."""
        set_language("en")
        try:
            assert [("row 3", "kis", 2, 1, 0, 8, 4, 0, Decimal("50.00"), Decimal("50.00"))] == self.values(self.tables().below())
        finally:
            set_language("pl")

    def test_without_a_diary_there_is_nothing_to_show(self):
        books = books_of(table("no | start_date\n1 | 2016-03-01")[0])

        assert Attendance(books, Span(date(2016, 1, 1), date(2016, 12, 31)), "pl").forms() is None
