"""Numbers of hours: with the words for them, and never of 45 and 60 minutes together."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.hours import unit_named
from aktywna.domain.sheets.sheet import Stored
from columns import read, troubles, values


@pytest.mark.parametrize(
    ("written", "hours"),
    [("4", 4), ("1,5", 1.5), ("4 h", 4), ("4h", 4), ("4 godz.", 4), ("1 godzina", 1), ("3 godziny", 3), ("12,5 godz", 12.5)],
)
def test_a_number_of_hours_is_read_with_its_word(written, hours):
    reading = read("hours", written)

    assert ([hours], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "hours"),
    [("2 godz. 30 min", 2.5), ("2h 30m", 2.5), ("90 min", 1.5), ("1:30", 1.5), ("4 godz. zegarowe", 4), ("2 x 60 min", 2)],
)
def test_hours_of_a_clock_are_read_in_a_column_of_them(written, hours):
    reading = read("hours", written, unit="h60")

    assert ([hours], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "hours"), [("4 godz. dydaktyczne", 4), ("4 godz. lekcyjne", 4), ("4 x 45 min", 4), ("4 h (45 min)", 4), ("4 godz. dyd.", 4)]
)
def test_teaching_hours_are_read_in_a_column_of_them(written, hours):
    reading = read("hours", written, unit="h45")

    assert ([hours], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "unit"), [("4 godz. dydaktyczne", "h60"), ("4 godz. zegarowe", "h45"), ("2 godz. 30 min", "h45"), ("8:00", "h45")]
)
def test_another_unit_than_the_column_has_is_said_and_the_number_not_known(written, unit):
    reading = read("hours", "3", written, unit=unit)

    assert ([3.0, None], {"R117": [1]}) == (values(reading), troubles(reading))


def test_a_unit_of_the_row_is_as_good_as_one_of_the_column():
    reading = read("hours", "4 x 45 min", "4 x 45 min", unit=pd.Series(["h45", "h60"], dtype="str"))

    assert ([4.0, None], {"R117": [1]}) == (values(reading), troubles(reading))


def test_a_unit_that_only_cells_name_is_said_once():
    reading = read("hours", "2", "4 godz. dydaktyczne", "2 godz. dydaktyczne")

    assert ([2.0, 4.0, 2.0], {"R118": [1]}) == (values(reading), troubles(reading))


def test_two_units_in_a_column_without_one_are_not_added_together():
    reading = read("hours", "2", "4 godz. dydaktyczne", "2 godz. zegarowe")

    assert ([2.0, None, None], {"R122": [1, 2]}) == (values(reading), troubles(reading))


def test_of_two_units_each_cell_is_told_the_other():
    """A column of no unit keeps neither: the first cell is not accused for the second, and the second for the first."""
    (trouble,) = read("hours", "4 godz. dydaktyczne", "2 godz. zegarowe", "3 godz. zegarowe").troubles

    assert ([45, 60, 60], [60, 45, 45]) == (trouble.facts["named"].tolist(), trouble.facts["others"].tolist())


def test_a_cell_formatted_as_a_time_is_a_length():
    reading = read("hours", "08:00:00", "26:30:00", stored=Stored.DATE)

    assert ([8.0, 26.5], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["cały dzień", "4 dni", "2 godz. 75 min", "8-16"])
def test_what_is_no_number_of_hours_is_said(written):
    reading = read("hours", written)

    assert ([None], {"R116": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Liczba godzin dydaktycznych (45 min)", "h45"),
        ("Liczba godzin lekcyjnych", "h45"),
        ("Godz. zegarowe", "h60"),
        ("Liczba godzin (60 min.)", "h60"),
        ("Liczba godzin", None),
    ],
)
def test_a_header_names_the_unit(header, unit):
    assert unit == unit_named(header)


@given(st.decimals(0, 500, places=2), st.sampled_from(["{}", "{} h", "{} godz.", "{}godz", "{} godzin"]), st.sampled_from(",."))
def test_hours_read_the_same_in_every_form(number, form, point):
    assert [float(number)] == values(read("hours", form.format(f"{number:f}".replace(".", point))))
