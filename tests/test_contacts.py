"""Telephone numbers and e-mail addresses: kept as text, told apart from what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.contacts import is_email, phone
from columns import read, troubles, values


@pytest.mark.parametrize("written", ["000000000", "+48 000 000 000", "(00) 000-00-00", "000 000 000 wew. 12", "000000000, 000000001"])
def test_a_telephone_number_stays_as_it_was_written(written):
    reading = read("phone", written)

    assert ([written], {}) == (values(reading), troubles(reading))


def test_a_telephone_number_with_decimals_loses_them_and_that_is_said():
    reading = read("phone", "000000000", "48000000000.0")

    assert (["000000000", "48000000000"], {"R206": [1]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["nie posiada", "12", "4,88E+10"])
def test_what_is_no_telephone_number_is_said(written):
    reading = read("phone", "000000000", written)

    assert (["000000000", None], {"R114": [1]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written", ["a@poczta.example", "anna.testowska+1@poczta.urzad.example", "łucja@poczta.example", "a@x.example; b@y.example"]
)
def test_an_address_is_kept(written):
    reading = read("email", written)

    assert ([written], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written",
    ["a@poczta", "poczta.example", "a b@poczta.example", "a@@poczta.example", "@poczta.example", "a@.example", "a@poczta..example"],
)
def test_what_is_no_address_is_said(written):
    reading = read("email", "a@poczta.example", written)

    assert (["a@poczta.example", None], {"R115": [1]}) == (values(reading), troubles(reading))


@given(st.lists(st.one_of(st.none(), st.text("ab.@ ", max_size=14), st.emails()), max_size=20))
def test_addresses_read_at_once_are_those_read_one_by_one(texts):
    trimmed = [text.strip() if text else None for text in texts]

    assert [text if text and is_email(text) else None for text in trimmed] == values(read("email", *texts))


@given(st.lists(st.one_of(st.none(), st.text("0123456789 +-a", max_size=14)), max_size=20))
def test_telephone_numbers_read_at_once_are_those_read_one_by_one(texts):
    trimmed = [text.strip() if text else None for text in texts]

    assert [phone(text) if text else None for text in trimmed] == values(read("phone", *texts))
