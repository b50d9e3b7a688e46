"""What holds of every kind of column: nothing raises, nothing is lost in silence, errors are no values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.column import ERRORS, is_blank
from aktywna.domain.cells.kinds import READERS, read_column
from aktywna.domain.cells.unreadable import MONTH_FIRST
from aktywna.domain.registers.columns import DTYPES
from aktywna.domain.registers.layout import Column
from aktywna.domain.sheets.sheet import Stored
from columns import ANY_TEXT, YES_NO, read, troubles, values
from effort import effort


@pytest.mark.parametrize("written", ["-", "–", "brak", "nie dotyczy", "n/d", "b/d", "   ", ""])
def test_a_word_for_nothing_is_an_empty_cell(written):
    reading = read("date", written)

    assert ([None], {}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("kind", ["date", "time", "number", "count", "money", "hours"])
def test_a_column_has_the_dtype_of_its_kind(kind):
    assert DTYPES[kind] == str(read(kind, None, "x").typed.dtype)


@pytest.mark.parametrize("kind", ["text", "code", "pesel", "choice", "yes_no", "teryt", "postal_code", "phone", "email"])
def test_the_other_columns_are_text(kind):
    assert "str" == str(read(kind, None, "x", values=YES_NO).typed.dtype)


def test_a_text_loses_only_the_spaces_around_it():
    assert ["Anna  Maria", None, "007"] == values(read("text", " Anna  Maria\u00a0", "  ", "007"))


@pytest.mark.parametrize("name", ["Null", "NA", "None", "nan", "NULL", "N/A", "True", "Inf"])
@pytest.mark.parametrize("kind", ["text", "name", "code"])
def test_names_stay_names(kind, name):
    reading = read(kind, name)

    assert ([name], {}) == (values(reading), troubles(reading))


KINDS = sorted(READERS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_in_a_cell_is_not_known_and_said(kind):
    reading = read(kind, "#N/A", None, stored=[Stored.ERROR, Stored.EMPTY], values=YES_NO)

    assert ([None, None], {"R110": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("error", ["#N/A", "#ARG!", "#DZIEL/0!", "#REF!", " #ADR! ", "Err:502"])
def test_an_error_that_became_a_text_is_an_error(error):
    reading = read("name", error, "#1 Testowska", "Ewa", stored=Stored.TEXT)

    assert ([None, "#1 Testowska", "Ewa"], {"R110": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("kind", KINDS)
def test_a_formula_without_its_value_is_not_known_and_said(kind):
    reading = read(kind, None, None, stored=[Stored.FORMULA, Stored.EMPTY], values=YES_NO)

    assert ([None, None], {"R111": [0]}) == (values(reading), troubles(reading))


def test_a_number_that_became_a_date_is_said():
    reading = read("code", "2016-01-01", "2/2016", stored=[Stored.DATE, Stored.TEXT])

    assert (["2016-01-01", "2/2016"], {"R121": [0]}) == (values(reading), troubles(reading))


@pytest.mark.parametrize("kind", KINDS)
@effort(1 / 2)
@given(texts=st.lists(st.one_of(st.none(), ANY_TEXT), max_size=12), stored=st.sampled_from(Stored))
def test_no_text_raises_and_what_is_not_known_is_said(kind, texts, stored):
    stores = [Stored.EMPTY if text is None else stored for text in texts]
    reading = read(kind, *texts, stored=stores, values=YES_NO)
    said = np.zeros(len(texts), dtype=bool)
    for trouble in reading.troubles:
        said |= trouble.mask
    lost = [
        text
        for text, known, told in zip(texts, reading.typed.notna(), said, strict=True)
        if text is not None and text.strip() and not known and not told and not is_blank(text) and "☐" not in text
    ]
    if any(trouble.notice == MONTH_FIRST for trouble in reading.troubles):
        lost = []

    assert (len(texts), []) == (len(reading.typed), lost)


@given(st.lists(st.one_of(st.none(), st.text(max_size=8), st.text(" \t\n\u00a0\u2003ąłŻa", max_size=5)), max_size=20))
def test_only_the_spaces_around_a_text_are_taken_off(texts):
    expected = [text.strip() or None if text else None for text in texts]

    assert [None if text in ERRORS else text for text in expected] == values(read("text", *texts))


@pytest.mark.parametrize("kind", KINDS)
def test_a_slice_of_a_column_is_read_as_it_stands(kind):
    column = Column.model_validate({"id": "x", "kind": kind, "name": "x"})
    text = pd.Series(["#N/A", "2016-03-12", None, "  ", "1", "a@b.example"], dtype="str").iloc[1:5]
    reading = read_column(column, text, np.ones(4, dtype=np.uint8))

    assert [1, 2, 3, 4] == reading.typed.index.tolist()
