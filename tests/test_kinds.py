"""How each kind of column reads what people write."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aktywna.domain.kinds import read_column
from aktywna.domain.layout import Choice, Column
from aktywna.domain.register import DTYPES
from aktywna.domain.sheet import Stored

YES_NO = Choice.model_validate(
    {
        "id": "yes_no",
        "name": "tak / nie",
        "value": [
            {"id": "yes", "name": {"pl": "Tak", "en": "Yes"}, "also": ["T", "x", "1"]},
            {"id": "no", "name": {"pl": "Nie", "en": "No"}, "also": ["N", "0"]},
            {"id": "refused", "name": {"pl": "Odmowa podania informacji", "en": "Refused"}},
        ],
    }
)
PATHS = Choice.model_validate(
    {
        "id": "paths",
        "name": "ścieżki",
        "value": [
            {"id": "kis", "name": {"pl": "Klub Integracji Społecznej", "en": "Social Integration Club"}},
            {"id": "pal", "name": {"pl": "Program aktywności lokalnej, rodziny", "en": "Local activity programme"}},
            {"id": "none", "name": {"pl": "Brak", "en": "None"}},
        ],
    }
)


def read(kind, *texts, stored=None, values=None, private=False):
    column = Column.model_validate({"id": "x", "kind": kind, "name": "x", "private": private})
    cells = pd.Series(texts, dtype="str")
    stores = np.full(len(texts), stored if stored is not None else Stored.TEXT, dtype=np.uint8)
    return read_column(column, cells, stores, values)


def values(reading):
    found = reading.typed.astype(object).where(reading.typed.notna(), None).tolist()
    return [f"{value:%Y-%m-%d}" if hasattr(value, "year") else value for value in found]


def troubles(reading):
    return {trouble.notice.code: np.flatnonzero(trouble.mask).tolist() for trouble in reading.troubles}


@pytest.mark.parametrize(
    "written",
    [
        "12.03.2016", "12.03.2016 r.", "12.03.2016r", "12.3.2016", "12. 03. 2016", "12.03.16", "12-03-2016", "12/03/2016",
        "2016-03-12", "2016.03.12", "2016-03-12 00:00:00", "2016-03-12T00:00:00", "12 marca 2016 r.", " 12.03.2016\u00a0",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    reading = read("date", written)

    assert (["2016-03-12"], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written", ["31.02.2016", "00.03.2016", "2016", "12.03", "03/25/2016", "0216-03-12", "wczoraj", "42441", "12.03-2016"]
)
def test_what_is_no_day_is_not_known_and_said(written):
    reading = read("date", written)

    assert ([None], {"R101": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(("serial", "day"), [("42441", "2016-03-12"), ("46211", "2026-07-08"), ("42441.5", "2016-03-12"), ("2016", None)])
def test_a_day_stored_as_a_number_is_read(serial, day):
    assert [day] == values(read("date", serial, stored=Stored.NUMBER))


def test_numbers_and_texts_in_one_column_of_days_are_read_each_in_its_way():
    column = Column.model_validate({"id": "x", "kind": "date", "name": "x"})
    cells = pd.Series(["42441", "42441", "13.03.2016", None], dtype="str")
    stored = np.array([Stored.NUMBER, Stored.TEXT, Stored.TEXT, Stored.EMPTY], dtype=np.uint8)
    reading = read_column(column, cells, stored)

    assert (["2016-03-12", None, "2016-03-13", None], {"R101": [1]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("written", ["-", "–", "brak", "nie dotyczy", "n/d", "b/d", "   ", ""])
def test_a_word_for_nothing_is_an_empty_cell(written):
    reading = read("date", written)

    assert ([None], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("8:30", 510),
        ("08:30", 510),
        ("08:30:00", 510),
        ("8.30", 510),
        ("8", 480),
        ("24:00", 1440),
        ("0:00", 0),
        ("1899-12-31 15:00:00", 900),
    ],
)
def test_an_hour_is_minutes_since_midnight(written, minutes):
    assert [minutes] == values(read("time", written))


@pytest.mark.parametrize("written", ["8:75", "25:00", "24:30", "8-10", "rano"])
def test_what_is_no_hour_is_said(written):
    assert {"R107": [0]} == troubles(read("time", written))


def test_an_hour_stored_as_a_part_of_a_day_is_read():
    assert [510, 480] == values(read("time", "0.3541666666666667", "8", stored=Stored.NUMBER))


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
     ("319.17000000000002", 31917), ("0,1", 10), ("12 345 678,90", 1234567890)],
)  # fmt: skip
def test_an_amount_is_grosze(written, grosze):
    assert [grosze] == values(read("money", written))


@pytest.mark.parametrize("written", ["161,662", "12,345 zł", "dużo", "12 €"])
def test_what_is_no_amount_is_said(written):
    assert {"R104": [0]} == troubles(read("money", written))


@pytest.mark.parametrize("kind", ["date", "time", "number", "count", "money"])
def test_a_column_has_the_dtype_of_its_kind(kind):
    assert DTYPES[kind] == str(read(kind, None, "x").typed.dtype)


@pytest.mark.parametrize("kind", ["text", "code", "pesel", "choice", "yes_no"])
def test_the_other_columns_are_text(kind):
    assert "str" == str(read(kind, None, "x", values=YES_NO).typed.dtype)


def test_a_text_loses_only_the_spaces_around_it():
    assert ["Anna  Maria", None, "007"] == values(read("text", " Anna  Maria\u00a0", "  ", "007"))


def test_yes_and_no_are_read_by_their_dictionary():
    assert ["yes", "yes", "no", "refused", None] == values(
        read("yes_no", "TAK", "x", "nie", "odmowa podania informacji", "-", values=YES_NO)
    )


def test_yes_stored_as_true_is_yes():
    assert ["yes", "no"] == values(read("yes_no", "TRUE", "FALSE", values=YES_NO, stored=Stored.YES_NO))


def test_maybe_is_neither_yes_nor_no():
    assert {"R106": [0]} == troubles(read("yes_no", "może", values=YES_NO))


@pytest.mark.parametrize("written", ["kis", "KIS", "klub integracji spolecznej", "Social Integration Club"])
def test_a_choice_is_read_by_its_id_and_its_names(written):
    assert ["kis"] == values(read("choice", written, values=PATHS))


def test_a_word_for_nothing_that_a_dictionary_knows_is_its_value():
    assert ["none"] == values(read("choice", "brak", values=PATHS))


def test_a_misspelt_choice_is_not_known_and_the_nearest_is_named():
    reading = read("choice", "kis", "Klub Integracjii Spolecznej", values=PATHS)
    (trouble,) = reading.troubles

    assert ("R105", "Klub Integracji Społecznej") == (trouble.notice.code, trouble.facts["near"].iloc[1])


def test_a_choice_like_nothing_is_not_known_and_said():
    reading = read("choice", "kosmonauta", values=PATHS)

    assert ([None], {"R105": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize(
    "written", ["kis|pal", "KIS; PAL", "kis, pal", "Klub Integracji Społecznej\nProgram aktywności lokalnej, rodziny", "kis i pal"]
)
def test_several_choices_stand_between_bars(written):
    assert ["|kis|pal|"] == values(read("choices", written, values=PATHS))


def test_a_comma_within_a_name_parts_nothing():
    assert ["|pal|"] == values(read("choices", "Program aktywności lokalnej, rodziny", values=PATHS))


def test_of_several_choices_one_unknown_makes_the_cell_unknown():
    reading = read("choices", "kis, kosmonauta", values=PATHS)

    assert ([None], {"R105": [0]}) == (values(reading), troubles(reading))


def test_a_personal_choice_is_not_told_by_what_it_is_like():
    (trouble,) = read("choice", "kiss", private=True, values=PATHS).troubles

    assert {"value"} == set(trouble.facts)


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


@pytest.mark.parametrize("written", ["440514 01359", "44051401359 ", "'44051401359", "440514-01359"])
def test_separators_in_a_pesel_go_without_a_word(written):
    reading = read("pesel", written)

    assert (["44051401359"], {}) == (values(reading), troubles(reading))


def test_a_wrong_pesel_keeps_its_text():
    assert ["44051401358", "800716106AA", None] == values(read("pesel", "44051401358", "800716106AA", "brak"))


@pytest.mark.parametrize("written", ["8567346215", "PL 8567346215", "PL8567346215", "856-734-62-15"])
def test_a_nip_is_ten_digits(written):
    assert ["8567346215"] == values(read("nip", written))


def test_a_regon_kept_as_a_number_gets_its_zeros_back():
    reading = read("regon", "144992", stored=Stored.NUMBER)

    assert (["000144992"], {"R203": [0]}) == (values(reading), troubles(reading))


def test_a_regon_kept_as_text_does_not():
    assert ["144992"] == values(read("regon", "144992"))
