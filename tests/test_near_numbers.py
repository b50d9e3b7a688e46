"""PESEL numbers a slip of the hand apart are found by looking up, whatever the slip."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.identifiers import pesel_valid
from aktywna.domain.people.near_numbers import NONE, differs_in_one, swapped
from clean_books import pesel
from effort import effort
from tables import books_of, table

NUMBERS = st.builds(
    pesel, st.dates(date(2100, 1, 1), date(2199, 12, 31)), st.integers(min_value=0, max_value=999), st.integers(min_value=0, max_value=9)
)


def slips(*numbers: str, names: tuple[str, ...] = ()) -> list[int]:
    """Give for each number the row (from 0) that it is a slip away from."""
    rows = [f"{row} | {number} | {name}" for row, (number, name) in enumerate(zip(numbers, names or ("",) * len(numbers), strict=True))]
    return books_of(table("\n".join(["no | pesel | first_name", *rows]))[0]).column("participants", "slip").tolist()


@effort(1 / 2)
@given(NUMBERS, st.integers(min_value=0, max_value=10), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_found_at_every_place(number: str, place: int, more: int) -> None:
    wrong = f"{number[:place]}{(int(number[place]) + more) % 10}{number[place + 1 :]}"

    assert [NONE, 0] == slips(number, wrong)
    assert [True] == differs_in_one(pd.Series([number]), pd.Series([wrong])).tolist()


@effort(1 / 2)
@given(NUMBERS, st.integers(min_value=0, max_value=9))
def test_two_swapped_neighbours_are_found_unless_the_number_stays_valid(number: str, place: int) -> None:
    wrong = f"{number[:place]}{number[place + 1]}{number[place]}{number[place + 2 :]}"
    is_valid = bool(pesel_valid(pd.Series([wrong], dtype="str"))[0])

    assert [NONE, NONE if is_valid else 0] == slips(number, wrong)


@effort(1 / 2)
@given(NUMBERS, st.integers(min_value=0, max_value=9))
def test_two_valid_numbers_with_swapped_neighbours_are_a_pair_once(number: str, place: int) -> None:
    other = f"{number[:place]}{number[place + 1]}{number[place]}{number[place + 2 :]}"
    both = pd.Series([number, other], dtype="str")
    expected = [(1, 0)] if number != other and pesel_valid(both).all() else []

    rows, others = swapped(books_of(table(f"no | pesel\n1 | {number}\n2 | {other}")[0]))

    assert expected == list(zip(rows.tolist(), others.tolist(), strict=True))


def test_a_twin_is_not_accused() -> None:
    assert [NONE, NONE] == slips("02470805042", "02470805043", names=("Anna", "Ewa"))


def test_a_second_name_is_the_same_name() -> None:
    assert [NONE, 0] == slips("02470805042", "02470805043", names=("Anna", "Anna Barbara"))


def test_two_wrong_digits_are_nobodys_slip() -> None:
    assert [NONE, NONE] == slips("02470805042", "02470805153")
