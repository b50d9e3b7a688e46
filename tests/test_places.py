"""TERYT and postal codes: lost zeros come back where there is one way to, and that is said."""

from __future__ import annotations

import pytest

from aktywna.domain.sheets.sheet import Stored
from aktywna.io import shipped
from columns import read, troubles, values


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0401011", "0401011"),
        ("401011", "0401011"),
        ("020101", "020101"),
        ("20101", "020101"),
        ("022401 4", "0224014"),
        ("146501", "146501"),
    ],
)
def test_a_teryt_code_gets_its_zero_back_and_loses_its_space(written, code):
    reading = read("teryt", written, values=shipped.choices()["voivodeship"])

    assert ([code], {"R204": [0]} if written != code else {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["241201", "201014", "12", "02-0101-Testowo", "12345678"])
def test_a_teryt_code_that_may_be_two_is_not_known(written):
    reading = read("teryt", written, values=shipped.choices()["voivodeship"])

    assert ([None], {"R112": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["00-950", " 00-950 "])
def test_a_postal_code_is_kept(written):
    reading = read("postal_code", written)

    assert (["00-950"], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "stored"),
    [("00950", Stored.TEXT), ("950", Stored.NUMBER), ("00 950", Stored.TEXT), ("00–950", Stored.TEXT), ("00 - 950", Stored.TEXT)],
)
def test_a_postal_code_is_mended_and_said(written, stored):
    reading = read("postal_code", written, stored=stored)

    assert (["00-950"], {"R205": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["0950", "000-950", "Testowo", "00-950 Testowo"])
def test_what_is_no_postal_code_is_said(written):
    reading = read("postal_code", written)

    assert ([None], {"R113": [0]}) == (values(reading), troubles(reading))
