"""Limits of socially useful work and of staff hours where weeks, months, years, numbers and units meet."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from aktywna.steps.check import check
from tables import books_of, codes_by_row, table

WORK = """
    project: forms = [{ id = "psu", kind = "public_work" }]
    participants:
    no | start_date
    1  | 2009-03-02
    2  | 2009-03-02
    attendance:
    participant_no | form | date | hours | mark
"""


def found(text: str, *codes: str, era: str = "efs-2014", **parameters: Decimal) -> dict[int, str]:
    """The row and the code of each finding."""
    rows, _ = table(text)
    books = books_of(rows, era=era)
    books = replace(books, era=books.era.changed(parameters))
    return {row: code for _, row, code in codes_by_row(check(books, only=codes))}


def work(*rows: str) -> dict[int, str]:
    return found(WORK + "\n".join(f"    1 | psu | {row} | present" for row in rows), "A413", "A414")


def test_a_week_is_from_monday_to_sunday():
    """Sunday 8 March closes the week that Monday 2 March opened; Monday the 9th opens another."""
    assert {3: "A413"} == work("2009-03-02 | 6", "2009-03-08 | 5", "2009-03-09 | 6")


def test_a_week_runs_over_the_turn_of_a_year():
    assert {3: "A413"} == work("2009-12-28 | 6", "2010-01-03 | 5")


def test_a_week_runs_over_the_turn_of_a_month():
    assert {3: "A413"} == work("2009-03-31 | 6", "2009-04-01 | 5")


def test_exactly_the_limit_is_lawful():
    assert {} == work("2009-03-02 | 3,3", "2009-03-03 | 3,3", "2009-03-04 | 3,4")


def test_a_month_ends_with_its_last_day():
    """40 hours in June and 9 in July, though its first days belong to a week of June."""
    june = [f"2009-06-{day:02} | 10" for day in (1, 8, 15, 22)]

    assert {} == work(*june, "2009-07-01 | 9")
    assert {6: "A414"} == work(*june, "2009-06-30 | 1", "2009-07-01 | 9")


def test_february_of_a_leap_year_has_29_days():
    assert {6: "A414"} == work(*(f"2016-02-{day:02} | 10" for day in (1, 8, 15, 22)), "2016-02-29 | 1", "2016-03-01 | 9")


def test_the_sum_stands_at_the_last_day_whatever_the_order_of_rows():
    assert {2: "A413"} == work("2009-03-06 | 6", "2009-03-02 | 5")


def test_people_are_not_added_together():
    rows = WORK + "    1 | psu | 2009-03-02 | 6 | present\n    2 | psu | 2009-03-03 | 6 | present"

    assert {} == found(rows, "A413")


def test_a_person_with_two_numbers_is_one_person():
    text = """
        project: forms = [{ id = "psu", kind = "public_work" }]
        participants:
        no | pesel       | start_date
        1  | 00410179932 | 2009-03-02
        2  | 00410179932 | 2009-03-02
        attendance:
        participant_no | form | date       | hours | mark
        1              | psu  | 2009-03-02 | 6     | present
        2              | psu  | 2009-03-03 | 6     | present
    """

    assert {3: "A413"} == found(text, "A413")


def test_hours_of_45_minutes_are_less_than_those_of_the_limit():
    """13 lesson hours are 9.75 hours of a clock, 14 are 10.5."""
    text = WORK.replace('kind = "public_work"', 'kind = "public_work", unit = "h45"')

    assert {} == found(text + "    1 | psu | 2009-03-02 | 13 | present", "A413")
    assert {2: "A413"} == found(text + "    1 | psu | 2009-03-02 | 14 | present", "A413")


STAFF = """
    staff:
    no | start_date
    P1 | 2009-01-02
    timesheets:
    staff_no | date       | hours
    P1       | 2009-03-02 | 20
    P1       | 2009-03-31 | 21
    P1       | 2009-04-01 | 20
"""


@pytest.mark.parametrize("era", ["pokl-2007", "efsplus-2021"])
def test_staff_hours_are_judged_outside_2014_2020_only_by_the_projects_own_limit(era):
    assert {} == found(STAFF, "A435", era=era)
    assert {3: "A435"} == found(STAFF, "A435", era=era, staff_hours_limit=Decimal(40))
    assert {} == found(STAFF, "A435", era=era, staff_hours_limit=Decimal(41))


def test_276_hours_are_lawful_in_2014_2020_and_more_are_not():
    days = "".join(f"    P1 | 2016-03-{day:02} | 12\n" for day in range(1, 24))
    text = "    staff:\n    no | start_date\n    P1 | 2016-01-02\n    timesheets:\n    staff_no | date | hours\n" + days

    assert {} == found(text, "A435")
    assert {25: "A435"} == found(text + "    P1 | 2016-03-31 | 0,5\n", "A435")
