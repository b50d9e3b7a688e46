"""Numbers and amounts: a comma or a point, spaces of every kind, thousands never taken for decimals in silence."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.amounts import number
from aktywna.domain.cells.plain_numbers import plain_numbers
from aktywna.domain.sheets.sheet import Stored
from columns import facts, read, troubles, values


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), ("12,5", 12.5), ("12.5", 12.5), ("1 234,56", 1234.56), ("1\u00a0234", 1234), ("1\u202f234,5", 1234.5),
     ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1.234.567", 1234567), ("-3", -3), ("\u22123", -3), ("1.234", 1.234)],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(written, number):
    assert [number] == values(read("number", written))


@pytest.mark.parametrize("written", ["12 34", "1,2,3", "8 godz.", "x", "1e5", "1.23.456"])
def test_what_is_no_number_is_said(written):
    assert {"R102": [0]} == troubles(read("number", written))


def test_a_count_is_whole():
    reading = read("count", "12", "12,0", "12,5", "67 lat")

    assert ([12, 12, None, None], {"R103": [2, 3]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "grosze"),
    [("319,17", 31917), ("319.17 zł", 31917), ("1 234,5 PLN", 123450), ("1.234,56", 123456), ("5 zł.", 500), ("-12,50", -1250),
     ("319.17000000000002", 31917), ("0,1", 10), ("12 345 678,90", 1234567890),
     ("1 234,56\u00a0zł", 123456), ("1\u202f234,56 zł", 123456), ("1,234.56", 123456),
     ("PLN 12,50", 1250), ("100,-", 10000), ("(1 234,56)", -123456), ("1.539.637 zł", 153963700), ("2\u00a0137\u00a0117,00", 213711700)],
)  # fmt: skip
def test_an_amount_is_grosze(written, grosze):
    assert [grosze] == values(read("money", written))


@pytest.mark.parametrize("written", ["0,125", "12 €", "dużo", "1.23.456", "(12", "12 34 zł", "319,1789"])
def test_what_is_no_amount_is_said(written):
    assert {"R104": [0]} == troubles(read("money", written))


@pytest.mark.parametrize(
    ("written", "grosze"), [("161,662", 16166200), ("161,662 zł.", 16166200), ("30.400 zł.", 3040000), ("-1.250", -125000)]
)
def test_three_digits_after_the_only_separator_are_thousands_and_said(written, grosze):
    reading = read("money", written)

    assert ([grosze], {"R119": [0]}, {"value": written, "read": grosze}) == (values(reading), troubles(reading), facts(reading, "R119"))


def test_a_number_of_three_decimals_is_no_amount():
    reading = read("money", "161.662", stored=Stored.NUMBER)

    assert ([None], {"R104": [0]}) == (values(reading), troubles(reading))


def test_a_comma_and_a_point_in_one_column_are_said_once():
    reading = read("money", "1 234,56", "12,50", "1234.56", "1.234,56 zł", "5")

    assert ([123456, 1250, 123456, 123456, 500], {"R120": [2]}) == (values(reading), troubles(reading))


def test_how_many_are_written_each_way_is_said():
    assert {"value": "1234.56", "commas": 2, "points": 1} == facts(read("money", "12,50", "12,51", "1234.56"), "R120")


def test_a_comma_in_one_sheet_and_a_point_in_another_are_no_mixture():
    assert {} == troubles(read("money", "12,50", "12.50", origin=[0, 1]))


def test_a_number_stored_as_a_number_is_not_written_with_a_point():
    assert {} == troubles(read("money", "12,50", "12.5", stored=[Stored.TEXT, Stored.NUMBER]))


GROUPS = ("", " ", "\u00a0", "\u202f", ".")
UNITS = ("", " zł", "zł", " PLN", "\u00a0zł.", " zł.")


@given(st.lists(st.tuples(st.integers(-(10**11), 10**11), st.sampled_from(GROUPS), st.sampled_from(UNITS)), min_size=1, max_size=20))
def test_an_amount_reads_the_same_in_every_form(amounts):
    reading = read("money", *(written(*one) for one in amounts))

    assert ([grosze for grosze, _group, _unit in amounts], {}) == (values(reading), troubles(reading))


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(",."))
def test_a_number_reads_back(number, point):
    assert [float(number)] == values(read("number", f"{number:f}".replace(".", point)))


@given(st.lists(st.from_regex(r"-?[0-9]{0,3}[ ,.]?[0-9]{0,3}[ ,.]?[0-9]{1,3}", fullmatch=True), max_size=40))
def test_numbers_read_at_once_are_those_read_one_by_one(texts):
    plain = plain_numbers(pd.Series(texts, dtype="str"))
    at_once = [Decimal(int(digits)).scaleb(-int(decimals)) for digits, decimals in zip(plain.digits, plain.decimals, strict=True)]

    expected = [number(text) for text in texts]

    assert [one for one, known in zip(expected, plain.read, strict=True) if known] == [
        one for one, known in zip(at_once, plain.read, strict=True) if known
    ]


def written(grosze, group, unit):
    whole, part = divmod(abs(grosze), 100)
    return f"{'-' if grosze < 0 else ''}{whole:,}".replace(",", group) + f",{part:02}{unit}"
