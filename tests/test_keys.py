"""Rows that say the same, and sums over a limit, against the plain comparison."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.sheets.keys import NONE, earlier_twin, how_many, keys, last_over, shared_keys

ROWS = st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["x", "y", None])), max_size=10)
SUMS = st.lists(st.tuples(st.sampled_from([0, 1, NONE]), st.integers(0, 3), st.integers(0, 9)), max_size=12)


def _columns(rows):
    return [pd.Series([row[position] for row in rows], dtype="str") for position in (0, 1)]


@given(ROWS)
def test_rows_share_a_number_when_all_columns_agree(rows):
    found = keys(_columns(rows)).tolist()

    assert [[None not in one and one == other for other in rows] for one in rows] == [
        [one >= 0 and one == other for other in found] for one in found
    ]


@given(ROWS)
def test_blanks_may_agree_too(rows):
    found = keys(_columns(rows), blanks=True).tolist()

    assert [[one == other for other in rows] for one in rows] == [[one == other for other in found] for one in found]


@given(ROWS, ROWS)
def test_two_registers_share_their_numbers(rows, others):
    ours, theirs = shared_keys(_columns(rows), _columns(others))

    assert [[None not in one and one == other for other in others] for one in rows] == [
        [one >= 0 and one == other for other in theirs.tolist()] for one in ours.tolist()
    ]


@given(ROWS)
def test_the_first_of_the_same_has_no_earlier_twin(rows):
    first = [rows.index(row) if None not in row and rows.index(row) < position else NONE for position, row in enumerate(rows)]

    assert first == earlier_twin(keys(_columns(rows))).tolist()


def test_rows_are_counted_by_number():
    assert [2, 0, 1, 0] == how_many(np.array([3, 7, 5, NONE]), np.array([3, 5, 3, NONE])).tolist()


@given(SUMS)
def test_the_last_row_of_a_sum_over_the_limit_is_marked(rows):
    numbers, when, amounts = (np.array([row[position] for row in rows], dtype="int64") for position in (0, 1, 2))
    last = {
        number: max((at, place) for place, (whose, at, _) in enumerate(rows) if whose == number)[1]
        for number in {0, 1} & set(numbers.tolist())
    }
    totals = {number: sum(row[2] for row in rows if row[0] == number) for number in last}
    over, total = last_over(numbers, when, amounts, 10)

    assert {last[number]: totals[number] for number in last if totals[number] > 10} == {
        place: total[place] for place in np.flatnonzero(over).tolist()
    }


def test_tenths_that_make_the_limit_are_not_over_it():
    over, _ = last_over(np.zeros(3, dtype="int64"), np.arange(3), np.array([3.3, 3.3, 3.4]), 10)

    assert not over.any()


def test_the_columns_stay_as_they_were():
    own, masked = np.array([5, -1, 9]), pd.Series([7, None, 9], dtype="Int64")
    days = pd.Series(pd.to_datetime(["2020-01-02", None, "2020-01-01"])).astype("datetime64[s]")
    keys([own, masked, days], blanks=True)
    keys([days, own])

    assert [5, -1, 9] == own.tolist()
    assert [7, None, 9] == [None if value is pd.NA else value for value in masked.tolist()]
    assert [2, 1] == days.dt.day.dropna().tolist()
