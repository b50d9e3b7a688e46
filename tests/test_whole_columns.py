"""What is computed of whole columns at once agrees with what is computed row by row."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.each_day import months_before, whole_years
from aktywna.domain.cells.identifiers import NO_NUMBER, births, pesel_birth, pesel_valid, valid_pesels
from aktywna.domain.cells.texts import rows_of_one_text, running_numbers
from aktywna.domain.people.participants import folded, rows_of_people
from aktywna.domain.people.pesels import says_birth, says_woman
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.layout import normal
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.keys import NONE, keys, last_over, rows_not_alone
from aktywna.io import shipped
from clean_books import pesel

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
SOME_DAYS = st.lists(st.one_of(st.none(), DAYS), min_size=1, max_size=12)
TEXTS = st.lists(st.one_of(st.none(), st.sampled_from(["1", "2", "12", "02", "x", "1a", "-1", "+1"])), min_size=1, max_size=8)
NUMBERS = st.lists(st.integers(min_value=-1, max_value=4), min_size=1, max_size=10)


def column(days: list[date | None]) -> pd.Series:
    return pd.Series(days, dtype="datetime64[s]")


def texts(words: list[str | None]) -> pd.Series:
    return pd.Series(words, dtype="str")


def people(**columns: pd.Series) -> Register:
    return Register(shipped.layouts()["participants"], Columns.of(pd.DataFrame(columns)))


@given(st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), min_size=1, max_size=12))
def test_years_are_those_of_the_calendar(pairs: list[tuple[date, date | None]]) -> None:
    expected = [day and day.year - born.year - ((day.month, day.day) < (born.month, born.day)) for born, day in pairs]

    found = whole_years(column([born for born, _day in pairs]), column([day for _born, day in pairs]))

    assert expected == [None if pd.isna(years) else years for years in found]


@given(SOME_DAYS, st.sampled_from([6, 12]))
def test_months_before_are_those_of_the_calendar(days: list[date | None], months: int) -> None:
    expected = [None if day is None else (pd.Timestamp(day) - pd.DateOffset(months=months)).date() for day in days]

    assert expected == [None if np.isnat(day) else day.item().date() for day in months_before(column(days), months)]


@given(
    st.lists(st.tuples(st.dates(date(1800, 1, 1), date(2299, 12, 31)), st.integers(0, 999), st.integers(0, 9)), max_size=6),
    st.integers(0, 9),
)
def test_a_number_says_what_its_text_says(made: list[tuple[date, int, int]], last: int) -> None:
    written = texts([*(pesel(*one) for one in made), f"0247080504{last}", "123", None])
    numbers, born = valid_pesels(written), pesel_birth(written)

    assert [
        int(text) if ok else NO_NUMBER for text, ok in zip(written, pesel_valid(written).fillna(value=False), strict=True)
    ] == numbers.tolist()
    assert born.tolist() == pd.Series(births(numbers)).tolist()
    assert (born.notna() & pesel_valid(written).fillna(value=False)).tolist() == says_birth(numbers, born).tolist()
    assert [int(text[9]) % 2 == 0 for text in written[: len(made)]] == says_woman(numbers[: len(made)]).tolist()


def test_a_number_is_not_of_somebody_born_a_day_later() -> None:
    numbers = valid_pesels(texts(["02470805042"]))

    assert [True] == says_birth(numbers, column([date(2102, 7, 8)])).tolist()
    assert [False] == says_birth(numbers, column([date(2102, 7, 9)])).tolist()


@given(
    st.lists(st.tuples(st.one_of(st.none(), st.sampled_from("ab")), st.one_of(st.none(), DAYS), st.integers(-1, 2)), min_size=1, max_size=9)
)
def test_rows_share_a_number_when_all_columns_agree(rows: list[tuple[str | None, date | None, int]]) -> None:
    known = [None not in row and row[2] >= 0 for row in rows]
    expected = [[ok and other and one == row for row, other in zip(rows, known, strict=True)] for one, ok in zip(rows, known, strict=True)]

    found = keys([texts([row[0] for row in rows]), column([row[1] for row in rows]), np.array([row[2] for row in rows])])

    assert expected == [[bool(one == other != NONE) for other in found] for one in found]


@given(NUMBERS, st.booleans())
def test_rows_are_not_alone_when_another_has_their_number(numbers: list[int], are_large: bool) -> None:
    given_numbers = np.array(numbers) * (10**12 if are_large else 1)
    expected = [row for row, number in enumerate(numbers) if number >= 0 and numbers.count(number) > 1]

    assert expected == rows_not_alone(given_numbers).tolist()


@given(NUMBERS, st.integers(0, 30))
def test_the_last_row_of_a_sum_over_the_limit_is_marked(numbers: list[int], limit: int) -> None:
    amounts = np.arange(len(numbers), dtype="float64")
    sums = {number: sum(amounts[row] for row, one in enumerate(numbers) if one == number) for number in numbers}
    expected = [number >= 0 and number not in numbers[row + 1 :] and sums[number] > limit for row, number in enumerate(numbers)]

    assert expected == last_over(np.array(numbers), np.arange(len(numbers)), amounts, limit)[0].tolist()


@given(TEXTS)
def test_texts_that_stand_twice_are_found_whether_or_not_they_are_numbers(words: list[str | None]) -> None:
    assert [row for row, word in enumerate(words) if word is not None and words.count(word) > 1] == rows_of_one_text(texts(words)).tolist()


@given(TEXTS)
def test_running_numbers_are_told_from_texts(words: list[str | None]) -> None:
    plain = all(word is None or (word.isdecimal() and word[0] != "0") for word in words)
    found = running_numbers(texts(words))

    assert plain == (found is not None)
    assert not plain or [int(word or -1) for word in words] == found.tolist()


@given(st.lists(st.sampled_from(["1", "2", "3", "x"]), unique=True, min_size=1, max_size=4), TEXTS)
def test_an_event_finds_the_row_of_its_number(ours: list[str], theirs: list[str | None]) -> None:
    expected = [ours.index(number) if number in ours else -1 for number in theirs]

    assert expected == rows_of_people(people(no=texts(list(ours))), texts(theirs), column([None] * len(theirs))).tolist()


@given(st.lists(st.one_of(st.none(), st.sampled_from(["active", "finished", "reserve"])), min_size=1, max_size=8))
def test_a_column_says_who_has_which_value(words: list[str | None]) -> None:
    register = people(state=texts(words))

    assert [word is not None for word in words] == register.known("state").tolist()
    assert [word == "active" for word in words] == register.among("state", "active").tolist()
    assert [word in {"active", "reserve"} for word in words] == register.among("state", "active", "reserve").tolist()
    assert [False] * len(words) == register.among("state", "nobody").tolist() == register.among("gender", "woman").tolist()


@given(st.text(alphabet="aąęóŁłŻźß é-'1Zİ", min_size=1, max_size=8))
def test_a_name_is_compared_as_any_text_is(name: str) -> None:
    assert [normal(name) or None] == [None if pd.isna(plain) else plain for plain in folded(texts([name]))]
