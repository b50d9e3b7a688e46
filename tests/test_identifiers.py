"""PESEL, NIP and REGON against the documented vectors and against python-stdnum."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.exceptions import ValidationError
from stdnum.pl import nip, pesel, regon

from aktywna.domain.cells.identifiers import is_digits, nip_valid, pesel_birth, pesel_sex, pesel_valid, regon_valid

GOOD_PESELS = [
    "44051401359",
    "44051401458",
    "02070803628",
    "02122401358",
    "02211307589",
    "80071610614",
    "09222509560",
    "00291600815",
    "00210179936",
    "00410179932",
    "00610179938",
    "99923135889",
    "99123135885",
    "07241349161",
    "13081661718",
]
BAD_PESELS = [
    "44051401358",
    "02070803629",
    "12345678901",
    "99212229019",
    "02381307589",
    "98765432121",
    "00000000000",
    "80",
    "800716106AA",
    "77334586883",
    "54007481320",
    "06566860643",
    "77552478861",
]
GOOD_NIPS = ["8567346215", "6462414124", "1464791822", "5260250274", "1234563218", "5252866457"]
BAD_NIPS = ["8567346216", "6462414123", "1464791824", "1234567890", "0000002000", "0000000000", "646241412"]
GOOD_REGONS = [
    "123456785",
    "192598184",
    "590096454",
    "391023200",
    "632188483",
    "000144992",
    "12345678512347",
    "00102110000342",
    "00202110146340",
]
BAD_REGONS = ["192598183", "123456784", "111111111", "12345678612342", "12345678512348", "000000000", "00000000000000", "1234567850"]


def cells(*texts):
    return pd.Series(texts, dtype="str")


def held(check, numbers):
    return check(cells(*numbers)).tolist()


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [(pesel_valid, GOOD_PESELS, BAD_PESELS), (nip_valid, GOOD_NIPS, BAD_NIPS), (regon_valid, GOOD_REGONS, BAD_REGONS)],
)
class TestVectors:
    def test_good_numbers_hold(self, check, good, bad):
        assert [True] * len(good) == held(check, good)

    def test_bad_numbers_do_not(self, check, good, bad):
        assert [False] * len(bad) == held(check, bad)

    def test_an_empty_cell_is_not_wrong(self, check, good, bad):
        assert [pd.NA] == held(check, [None])

    def test_an_empty_column_has_no_answers(self, check, good, bad):
        assert [] == held(check, [])


def test_the_century_is_in_the_month():
    born = pesel_birth(cells("99923135889", "44051401359", "00210179936", "00410179932", "00610179938", "44051401358", None))

    assert ["1899-12-31", "1944-05-14", "2000-01-01", "2100-01-01", "2200-01-01", None, None] == [
        None if day is pd.NaT else f"{day:%Y-%m-%d}" for day in born
    ]


def test_the_29th_of_february_needs_a_leap_year():
    assert [True, False, False] == held(pesel_valid, [with_check(f"{born}0000") for born in ("002229", "012229", "004229")])


def test_sex_is_in_the_tenth_digit():
    assert ["woman", "man", None] == pesel_sex(cells("02070803628", "44051401359", "44051401358")).astype(object).where(
        lambda word: word.notna(), None
    ).tolist()


def test_answers_keep_the_rows_of_a_slice():
    column = cells("x", "44051401359", "44051401358", "44051401359").iloc[1:3]

    assert {1: True, 2: False} == pesel_valid(column).to_dict()


def test_digits_of_other_scripts_are_no_digits():
    assert [False, True] == is_digits(cells("４４０５１４０１３５９", "44051401359"), 11).tolist()


def with_check(ten):
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return f"{ten}{-sum(int(digit) * weight for digit, weight in zip(ten, weights, strict=True)) % 10}"


def by_stdnum(module, number):
    try:
        module.validate(number)
    except ValidationError:
        return False
    return True


@given(st.lists(st.from_regex(r"[0-9]{2}[0-9][0-9][0-3][0-9]{5}", fullmatch=True).map(with_check), max_size=30))
def test_pesel_agrees_with_stdnum(numbers):
    # stdnum holds every month code against every century, as we do.
    assert [by_stdnum(pesel, number) for number in numbers] == held(pesel_valid, numbers)


@given(st.lists(st.from_regex(r"[0-9]{10}", fullmatch=True).filter(lambda number: number.strip("0")), max_size=30))
def test_nip_agrees_with_stdnum(numbers):
    assert [by_stdnum(nip, number) for number in numbers] == held(nip_valid, numbers)


@given(st.lists(st.from_regex(r"([0-9]{9}|[0-9]{14})", fullmatch=True).filter(lambda number: number[:9].strip("0")), max_size=30))
def test_regon_agrees_with_stdnum(numbers):
    assert [by_stdnum(regon, number) for number in numbers] == held(regon_valid, numbers)
