"""PESEL, NIP and REGON: separators go, lost zeros come back where the check digit agrees, each repair is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.sheets.sheet import Stored
from columns import read, troubles, values


@pytest.mark.parametrize(("written", "whole"), [("2070803628", "02070803628"), ("291600815", "00291600815"), ("9222509560", "09222509560")])
def test_a_lost_zero_comes_back_and_is_said(written, whole):
    reading = read("pesel", written, stored=Stored.NUMBER)

    assert ([whole], {"R201": [0]}) == (values(reading), troubles(reading))


def test_a_short_pesel_that_does_not_check_stays_as_it_is():
    reading = read("pesel", "2070803629")

    assert (["2070803629"], {}) == (values(reading), troubles(reading))


def test_a_very_short_pesel_is_never_filled():
    assert ["800716"] == values(read("pesel", "800716"))


def test_a_letter_o_in_a_pesel_is_a_zero_where_the_check_digit_agrees():
    reading = read("pesel", "O2O7O8O3628", "O2O7O8O3629")

    assert (["02070803628", "O2O7O8O3629"], {"R202": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written", ["440514 01359", "44051401359.0", "44051401359 ", "'44051401359", "440514-01359", "440514\u00a001359", "\u200b44051401359"]
)
def test_separators_in_a_pesel_go_without_a_word(written):
    reading = read("pesel", written)

    assert (["44051401359"], {}) == (values(reading), troubles(reading))


def test_a_wrong_pesel_keeps_its_text():
    assert ["44051401358", "800716106AA", None] == values(read("pesel", "44051401358", "800716106AA", "brak"))


@pytest.mark.parametrize("written", ["8567346215", "PL 8567346215", "PL8567346215", "856-734-62-15", "856 734 62 15", "pl856–734–62–15"])
def test_a_nip_is_ten_digits(written):
    assert ["8567346215"] == values(read("nip", written))


def test_a_regon_kept_as_a_number_gets_its_zeros_back():
    reading = read("regon", "144992", stored=Stored.NUMBER)

    assert (["000144992"], {"R203": [0]}) == (values(reading), troubles(reading))


def test_a_regon_that_lost_its_zeros_before_it_became_a_text_too():
    reading = read("regon", "144992")

    assert (["000144992"], {"R203": [0]}) == (values(reading), troubles(reading))


def test_a_text_one_digit_short_is_not_made_a_nip():
    reading = read("nip", "144992009")

    assert (["144992009"], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["99923135889", "44051401359", "02211307589", "00410179932", "00610179938"])
def test_every_century_is_read(written):
    reading = read("pesel", written)

    assert ([written], {}) == (values(reading), troubles(reading))


def test_a_pesel_stored_as_a_number_is_a_text():
    assert ["44051401359"] == values(read("pesel", "44051401359", stored=Stored.NUMBER))


def test_digits_of_another_script_are_left_as_they_are():
    assert ["٤٤٠٥١٤٠١٣٥٩"] == values(read("pesel", "٤٤٠٥١٤٠١٣٥٩"))


PESELS = ("02070803628", "02211307589", "00291600815", "44051401359", "99923135889", "00410179932", "13081661718")
WAYS = (
    lambda number: number,
    lambda number: f"{number[:6]} {number[6:]}",
    lambda number: f" '{number[:6]}-{number[6:]}",
    lambda number: number.lstrip("0"),
    lambda number: number.replace("0", "O"),
    lambda number: f"{number}.0",
)


@given(st.lists(st.tuples(st.sampled_from(PESELS), st.sampled_from(WAYS)), max_size=12))
def test_a_pesel_reads_the_same_in_every_form(numbers):
    assert [number for number, _way in numbers] == values(read("pesel", *(way(number) for number, way in numbers)))
