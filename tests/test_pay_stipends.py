"""Stipends of training and internship: hours, floors, part months, absences, jobs, contributions."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from paying import INTERNSHIP, MARKS, ONE, TRAINING, amounts, codes, days, diary, paid, registers


def owed(*args, **more):
    """Give what the first person of the first list is owed."""
    return paid(*args, **more).lists[0].people[0]


class TestTraining:
    @pytest.mark.parametrize(
        ("hours", "amount"),
        [("48", "319.17"), ("96", "638.34"), ("150", "997.40"), ("168", "997.40"), ("149", "990.75"), ("24", "166.22"), ("25", "166.23")],
        ids=["a sourced course", "twice as many", "all", "more than all", "one less", "the floor", "above the floor"],
    )
    def test_by_the_hours_attended(self, hours, amount):
        """rules.md 6.3: 997.40 x 48 / 150 = 319.17; 20 % of 831.10 is the least."""
        assert [("1", amount)] == amounts(TRAINING, registers(ONE, diary(f"1 | k | 2017-05-04 | {hours} | present\n")))

    def test_each_person_has_its_source_rows(self):
        found = paid(TRAINING, registers(ONE, diary(days(6, 8))))

        (one,) = found.lists[0].people
        assert [{"file": "attendance", "sheet": None, "rows": [2, 3, 4, 5, 6, 7]}] == [
            {**part, "file": "attendance"} for part in found.source(one)
        ]  # fmt: skip
        assert (Decimal(48), 6, Decimal("997.40")) == (one.hours, one.days, one.rate)

    def test_lesson_hours_are_told_from_clock_hours(self):
        lists = '[{ id = "s", kind = "training", forms = ["k"], unit = "h60" }]'
        rows = registers(ONE, diary(days(8, 8)))
        lessons = 'project: forms = [{ id = "k", kind = "course", unit = "h45" }]'

        assert [("1", "319.17")] == amounts(lists, f"{lessons}\n{rows}")

    def test_absence_takes_the_hours_away(self):
        rows = registers(ONE, diary(days(6, 8), days(2, 8, first=10, mark="absent")))

        assert [("1", "319.17")] == amounts(TRAINING, rows)

    def test_or_the_days_where_the_list_says_so(self):
        """997.40 x 64 / 150 = 425.56; two days of absence leave 28 thirtieths."""
        lists = '[{ id = "s", kind = "training", forms = ["k"], absence = "days" }]'
        rows = registers(ONE, diary(days(6, 8), days(2, 8, first=10, mark="absent")))

        assert [("1", "397.19")] == amounts(lists, rows)

    def test_the_least_of_somebody_who_was_absent_is_a_part_of_it(self):
        """Of 16 hours 8 were attended: half of 166.22."""
        rows = registers(ONE, diary(days(1, 8), days(1, 8, first=10, mark="absent")))

        assert [("1", "83.11")] == amounts(TRAINING, rows)

    def test_a_summons_to_court_is_paid_where_the_list_says_so(self):
        lists = '[{ id = "s", kind = "training", forms = ["k"], marks = { summons = ["WS"] }, paid = ["summons"] }]'
        rows = registers(MARKS, ONE, diary(days(5, 8), days(1, 8, first=20, mark="WS")))

        assert [("1", "319.17")] == amounts(lists, rows)

    def test_somebody_who_took_up_work_gets_a_fifth_until_the_end(self):
        """48 h before the job, and 20 % of 831.10 for 22 of 30 days; no contributions on that part (rules.md 6.3: S64)."""
        rows = registers(
            ONE,
            "support:\nparticipant_no | form | start_date | end_date\n1 | k | 2017-05-02 | 2017-06-15",
            "outcomes:\nparticipant_no | outcome | date\n1 | employment | 2017-05-10",
            diary(days(6, 8, first=3), days(3, 8, first=15)),
        )
        more = 'contributions = [{ name = "razem", percent = 29.19 }]'

        one = owed(TRAINING, rows, more=more)
        assert ("441.06", "319.17", "93.17") == (str(one.amount), str(one.base), str(one.cost))
        assert ["M106"] == codes(paid(TRAINING, rows))

    def test_a_whole_month_with_a_job(self):
        rows = registers(
            ONE,
            "support:\nparticipant_no | form | start_date | end_date\n1 | k | 2017-04-02 | 2017-06-15",
            "outcomes:\nparticipant_no | outcome | date\n1 | employment | 2017-04-10",
            diary(days(6, 8, first=3)),
        )

        assert [("1", "166.22")] == amounts(TRAINING, rows)

    def test_the_agreed_rate_is_what_is_paid(self):
        """rules.md 20, 8.7."""
        lists = '[{ id = "s", kind = "training", forms = ["k"], rates = [{ amount = 13.29, per = "hour" }] }]'

        assert [("1", "637.92")] == amounts(lists, registers(ONE, diary(days(6, 8))))

    def test_an_hour_may_be_cut_down_to_the_grosz(self):
        """rules.md 20, 8.6: 1994.40 / 150 = 13.296, cut down to 13.29."""
        lists = """[{ id = "s", kind = "training", forms = ["k"], hour_round = { step = 0.01, direction = "down" }, floor = 0,
            rates = [{ amount = 1994.40, per = "month" }] }]""".replace("\n", " ")

        assert [("1", "637.92")] == amounts(lists, registers(ONE, diary(days(6, 8))))

    def test_presence_without_hours_cannot_be_paid(self):
        rows = registers(ONE, diary("1 | k | 2017-05-04 |  | present\n1 | k | 2017-05-05 | 8 | present\n"))

        assert [("1", None)] == amounts(TRAINING, rows)
        assert ["M107"] == codes(paid(TRAINING, rows))

    def test_presence_outside_participation_is_not_paid(self):
        rows = registers("participants:\nno | start_date | end_date\n1 | 2017-05-03 | 2017-05-20", diary(days(8, 8)))

        assert [("1", "319.17")] == amounts(TRAINING, rows)
        (found,) = paid(TRAINING, rows).findings
        assert ("M103", [2, 3]) == (found.code, [place.row for place in found.places])

    def test_the_same_classes_on_two_lists_are_told(self):
        lists = '[{ id = "s", kind = "training", forms = ["k"] }, { id = "t", kind = "training", forms = ["k"] }]'

        assert ["M104"] == codes(paid(lists, registers(ONE, diary(days(6, 8)))))

    def test_a_month_that_is_not_over_says_so(self):
        assert ["M109"] == codes(paid(TRAINING, registers("as of: 2017-05-15", ONE, diary(days(6, 8)))))

    def test_presence_of_no_named_form_is_on_no_list_and_told(self):
        found = paid(TRAINING, registers(ONE, diary("1 |  | 2017-05-04 | 8 | present\n")))

        assert ([], ["M115"]) == ([*found.lists[0].people], codes(found))

    def test_only_people_of_the_path(self):
        lists = '[{ id = "s", kind = "training", forms = ["k"], paths = ["kis"] }]'
        rows = registers(
            'project: paths = [{ id = "kis" }, { id = "pal" }]',
            "participants:\nno | start_date | path\n1 | 2017-01-02 | kis\n2 | 2017-01-02 | pal",
            diary(days(6, 8), days(6, 8, no=2)),
        )

        assert [("1", "319.17")] == amounts(lists, rows)


class TestInternship:
    SINCE = "support:\nparticipant_no | form | start_date | end_date\n1 | k | {} | {}"

    @pytest.mark.parametrize(
        ("since", "until", "amount"),
        [("2017-03-01", "2017-06-30", "997.40"), ("2017-05-17", "2017-06-30", "498.70"), ("2017-03-01", "2017-05-10", "332.47")],
        ids=["a whole month", "from the middle", "until the tenth"],
    )
    def test_part_months_are_thirtieths(self, since, until, amount):
        """rules.md 6.3: S64; 15 and 10 calendar days."""
        assert [("1", amount)] == amounts(
            INTERNSHIP, registers(ONE, self.SINCE.format(since, until), diary(days(3, 8, first=3), days(2, 8, first=22)))
        )

    def test_who_joined_late_gets_the_days_since(self):
        rows = registers("participants:\nno | start_date\n1 | 2017-05-22", diary(days(3, 8, first=23)))

        assert [("1", "332.47")] == amounts(INTERNSHIP, rows)

    def test_days_that_have_not_come_yet_are_not_paid(self):
        """On the 10th ten thirtieths are due, and the list says that the month is not over."""
        found = paid(INTERNSHIP, registers("as of: 2017-05-10", ONE, diary(days(3, 8))))

        assert (["332.47"], ["M109"]) == ([str(one.amount) for one in found.lists[0].people], codes(found))

    def test_of_somebody_without_a_first_day_nothing_is_guessed(self):
        rows = registers("participants:\nno | start_date\n1 |", diary(days(3, 8)))

        assert ([("1", None)], ["M114"]) == (amounts(INTERNSHIP, rows), codes(paid(INTERNSHIP, rows)))

    def test_the_change_of_2025(self):
        """rules.md 6.3: 120 % until May 2025, 160 % of 1721.90 since June = 2755.10 (sourced)."""
        rows = registers("participants:\nno | start_date\n1 | 2025-05-01", diary(days(3, 8, month="2025-05"), days(3, 8, month="2025-06")))

        assert [("1", "1994.40")] == amounts(INTERNSHIP, rows, "2025-05", era="efsplus-2021")
        assert [("1", "2755.10")] == amounts(INTERNSHIP, rows, "2025-06", era="efsplus-2021")

    def test_a_day_of_unexcused_absence_takes_a_thirtieth_away(self):
        rows = registers(ONE, diary(days(8, 8), days(1, 8, first=20, mark="absent"), days(1, 8, first=21, mark="excused")))

        assert [("1", "964.15")] == amounts(INTERNSHIP, rows)

    def test_a_smaller_agreed_number_of_hours(self):
        lists = '[{ id = "s", kind = "internship", forms = ["k"], agreed_hours = 140 }]'

        assert [("1", "872.73")] == amounts(lists, registers(ONE, diary(days(8, 7))))

    def test_by_hours_where_the_list_says_so(self):
        lists = '[{ id = "s", kind = "internship", forms = ["k"], absence = "hours" }]'

        assert [("1", "299.22")] == amounts(lists, registers(ONE, diary(days(6, 8))))

    def test_a_job_is_told(self):
        rows = registers(ONE, "outcomes:\nparticipant_no | outcome | date\n1 | employment | 2017-05-03", diary(days(6, 8)))

        assert ["M106"] == codes(paid(INTERNSHIP, rows))

    def test_somebody_of_whom_the_diary_says_nothing_is_told(self):
        rows = registers(ONE, self.SINCE.format("2017-05-02", ""), diary(days(2, 8, month="2017-04")))

        assert ["M112"] == codes(paid(INTERNSHIP, rows))


class TestContributions:
    MORE = (
        'contributions = [{ name = "emerytalna", percent = 19.52 }, { name = "rentowa", percent = 8 },'
        ' { name = "wypadkowa", percent = 1.67 }]'
    )

    def test_are_paid_on_top_each_rounded_on_its_own(self):
        """rules.md 20, 8.6: 582.17 of 1994.40."""
        lists = '[{ id = "s", kind = "internship", forms = ["k"], rates = [{ amount = 1994.40, per = "month" }] }]'
        one = owed(lists, registers(ONE, diary(days(6, 8))), more=self.MORE)

        assert (["389.31", "159.55", "33.31"], "582.17") == ([str(part) for part in one.contributions], str(one.cost))

    def test_not_for_who_has_another_title(self):
        one = owed(TRAINING, registers(ONE, diary(days(6, 8))), more=self.MORE + ', uninsured = ["1"]')

        assert ("319.17", "0.00") == (str(one.base), str(one.cost))

    def test_are_never_guessed(self):
        found = paid(TRAINING, registers(ONE, diary(days(6, 8))))

        assert ((), True) == (found.lists[0].names, found.lists[0].insured)


class TestWhole:
    FORMS = 'project: forms = [{ id = "k", kind = "course", unit = "h60", task = "a" }, { id = "w", kind = "class", unit = "h60" }]'
    LISTS = '[{ id = "s", kind = "training", forms = ["k", "w"] }]'

    @effort(0.25)
    @given(
        st.lists(st.tuples(st.sampled_from("123"), st.sampled_from("kw"), st.integers(1, 28), st.integers(1, 9)), min_size=1), st.randoms()
    )
    def test_parts_add_up_and_order_changes_nothing(self, held, chance):
        """Totals are the sums of people, and of forms; rows in another order give the same; nothing is a float."""
        people = "participants:\nno | start_date\n" + "".join(f"{no} | 2017-01-02\n" for no in "123")
        rows = [f"{no} | {form} | 2017-05-{day:02} | {hours} | present\n" for no, form, day, hours in held]
        mixed = random.Random(chance.random()).sample(rows, len(rows))

        found, again = (paid(self.LISTS, f"{self.FORMS}\n{people}{diary(*some)}").lists[0] for some in (rows, mixed))

        assert found.amount == sum(one.amount for one in found.people) == sum(found.by_form().values())
        assert [(one.row, one.amount, one.by_form) for one in found.people] == [(one.row, one.amount, one.by_form) for one in again.people]
        assert {Decimal} == {type(one.amount) for one in found.people} | {type(part) for part in found.by_form().values()}
