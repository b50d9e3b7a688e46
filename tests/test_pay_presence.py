"""What is paid for being there: travel by days and tickets, meals, and hours of socially useful work within their limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paying import ONE, amounts, codes, days, diary, paid, registers

TRAVEL = '[{{ id = "d", kind = "travel", forms = ["k"], {} }}]'
WORK = '[{ id = "p", kind = "public-work", forms = ["k"], rates = [{ amount = 8.10, per = "hour" }] }]'
WORKS = 'project: forms = [{ id = "k", kind = "public_work", unit = "h60" }]'


class TestTravel:
    @pytest.mark.parametrize(
        ("terms", "amount"),
        [
            ("fares = [{ day = 8.40 }]", "50.40"),
            ("fares = [{ day = 8.40 }], cap_day = 6.00", "36.00"),
            ("fares = [{ day = 8.40 }], cap_month = 45.00", "45.00"),
            ("fares = [{ month = 120.00 }]", "23.23"),
            ("fares = [{ month = 120.00 }], cap_day = 3.00", "18.00"),
            ('fares = [{ communes = ["Zmyślin"], day = 3.00 }, { day = 8.40 }]', "18.00"),
            ('fares = [{ participants = ["1"], day = 2.00 }, { communes = ["Zmyślin"], day = 3.00 }]', "12.00"),
        ],
        ids=["days x ticket", "a day's cap", "a month's cap", "120 / 31 x 6", "ticket and cap", "by commune", "by person"],
    )
    def test_by_days_of_presence(self, terms, amount):
        rows = registers("participants:\nno | start_date | commune\n1 | 2017-01-02 | ZMYŚLIN", diary(days(6, 8)))

        assert [("1", amount)] == amounts(TRAVEL.format(terms), rows)

    def test_two_classes_of_a_day_are_one_day(self):
        rows = registers(ONE, diary(days(2, 4), "1 | k | 2017-05-01 | 2 | present\n"))

        assert [("1", "16.80")] == amounts(TRAVEL.format("fares = [{ day = 8.40 }]"), rows)

    def test_a_mark_that_cannot_be_read_is_no_presence(self):
        rows = registers(ONE, diary(days(2, 8), days(1, 8, first=10, mark="??")))

        assert [("1", "16.80")] == amounts(TRAVEL.format("fares = [{ day = 8.40 }]"), rows)

    def test_nothing_without_presence(self):
        assert [] == amounts(TRAVEL.format("fares = [{ day = 8.40 }]"), registers(ONE, diary(days(3, 8, mark="absent"))))

    def test_a_commune_without_a_fare_is_told(self):
        rows = registers("participants:\nno | start_date | commune\n1 | 2017-01-02 | Inna", diary(days(6, 8)))
        lists = TRAVEL.format('fares = [{ communes = ["Zmyślin"], day = 3.00 }]')

        assert ([("1", None)], ["M108"]) == (amounts(lists, rows), codes(paid(lists, rows)))


class TestMeals:
    def test_one_for_each_day_of_presence(self):
        lists = '[{ id = "m", kind = "meals", forms = ["k"], rates = [{ amount = 15.50, per = "day" }] }]'

        assert [("1", "93.00")] == amounts(lists, registers(ONE, diary(days(6, 8), days(2, 8, first=10, mark="excused"))))

    def test_without_a_price_they_are_only_counted(self):
        found = paid('[{ id = "m", kind = "meals", forms = ["k"] }]', registers(ONE, diary(days(6, 8))))

        assert (6, Decimal("0.00")) == (found.lists[0].days, found.lists[0].amount)


class TestSociallyUsefulWork:
    def test_hours_times_the_rate(self):
        rows = registers(ONE, diary(days(1, 8, first=2), days(1, 2, first=3)))

        assert [("1", "81.00")] == amounts(WORK, f"{WORKS}\n{rows}")

    def test_beyond_ten_hours_a_week_nothing_is_paid(self):
        """2017-05-01 is a Monday."""
        rows = f"{WORKS}\n" + registers(ONE, diary(days(2, 8)))

        assert [("1", "81.00")] == amounts(WORK, rows)
        (found,) = paid(WORK, rows).findings
        assert ("M102", Decimal(6), Decimal(10), 3) == (found.code, found.facts["over"], found.facts["limit"], found.place.row)

    def test_beyond_forty_hours_a_month_nothing_is_paid(self):
        rows = f"{WORKS}\n" + registers(ONE, diary(*[days(1, 10, first=day) for day in (1, 8, 15, 22, 29)]))

        assert [("1", "324.00")] == amounts(WORK, rows)

    def test_a_week_begins_in_the_month_before(self):
        """Of ten hours in the week from 29 May eight were in May: two are left in June."""
        rows = f"{WORKS}\n" + registers(ONE, diary(days(1, 8, first=30), days(1, 8, month="2017-06")))

        assert [("1", "16.20")] == amounts(WORK, rows, "2017-06")
