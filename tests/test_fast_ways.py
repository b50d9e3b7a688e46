"""What is done the fast way, over different texts or in pieces, says what the slow way says."""

from __future__ import annotations

import gc
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aktywna.domain.abreast import ahead
from aktywna.domain.cells import each_day, identifiers, kinds
from aktywna.domain.cells.clock import minute
from aktywna.domain.cells.column import ERRORS, cleaned
from aktywna.domain.cells.each_day import whole_years
from aktywna.domain.cells.identifiers import births, pesel_valid, valid_pesels
from aktywna.domain.cells.texts import narrow
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.root_causes import touched
from aktywna.domain.findings.rule import ERROR
from aktywna.domain.people import near_numbers
from aktywna.domain.people.near_numbers import swapped
from aktywna.domain.registers import layout
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.other_numbers import renumbered
from aktywna.domain.registers.register import Absent, Hits, Origin, Register
from aktywna.domain.sheets.lattice import texts as worded
from aktywna.domain.uncollected import uncollected
from aktywna.io import shipped
from clean_books import pesel
from columns import GENDER, PATHS, YES_NO, read, troubles, values
from tables import books_of, table

WORDS = st.lists(
    st.none()
    | st.sampled_from(["tak", "Nie", "nie wiem", " tak", "kobieta", "K", "M", "Klub Integracji Społecznej", "kis;pal", "Brak", "-", "#N/A"])
    | st.sampled_from(["8:30", "08:30", "24:00", "25:10", "9", "0.5", "od 8 do 10", "", " "])
    | st.text(max_size=6),
    max_size=8,
)
VALUES = {"choice": GENDER, "choices": PATHS, "yes_no": YES_NO, "time": None}
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def texts(words: list[str | None]) -> pd.Series[Any]:
    return pd.Series(words, dtype="str")


def register(name: str, **columns: pd.Series[Any]) -> Register:
    return Register(shipped.layouts()[name], Columns.of(pd.DataFrame(columns)))


@pytest.mark.parametrize("kind", VALUES)
@settings(deadline=None)
@given(words=WORDS)
def test_different_texts_are_read_as_the_cells_are(kind: str, words: list[str | None]) -> None:
    fast = read(kind, *words, values=VALUES[kind])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "clean_words", lambda *_column: None)
        slow = read(kind, *words, values=VALUES[kind])

    assert values(slow) == values(fast)
    assert troubles(slow) == troubles(fast)
    pd.testing.assert_series_equal(slow.typed, fast.typed)


LETTERS = st.text(st.sampled_from("abĄęŁłóż ()*12¹²–—-.✓\u00ad\u0301\u00a0\n") | st.characters(), max_size=14)


@given(LETTERS)
def test_words_are_compared_without_what_is_no_letter_of_theirs(text: str) -> None:
    """Letter by letter, as it was done before most texts were found to be plain."""
    folded = layout._RAISED.sub("", layout._UNSEEN.sub("", text)) if not text.isascii() else text
    folded = unicodedata.normalize("NFKD", folded.strip().casefold().replace("ł", "l"))
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = layout._FOOTNOTE.sub(r"\1", folded.replace("–", "-").replace("—", "-"))

    assert (layout._APART.sub(" ", folded).strip() or layout._sign(text)) == layout.normal(text)


@settings(deadline=None)
@given(words=st.lists(st.none() | st.sampled_from(["8:30", "08:30", "23:59", "7.15", "0:00"]), max_size=6))
def test_an_hour_is_that_of_its_text(words: list[str | None]) -> None:
    assert [None if word is None else minute(word) for word in words] == values(read("time", *words))


@pytest.mark.parametrize("kind", ["choice", "choices", "yes_no"])
@settings(deadline=None)
@given(words=WORDS, empty=st.none() | st.just("woman"))
def test_what_reading_tells_apart_is_what_the_register_would(kind: str, words: list[str | None], empty: str | None) -> None:
    reading = read(kind, *words, values=VALUES[kind], empty=empty)
    codes, different = register("participants", gender=reading.typed).codes("gender")

    assert reading.coded is None or (codes.tolist(), different) == (reading.coded[0].tolist(), reading.coded[1])
    assert reading.coded is not None or empty is not None


def test_a_narrower_register_forgets_what_reading_told_apart() -> None:
    whole = register("participants", gender=texts(["woman", "man", "man"])).told_apart({"gender": (np.array([0, 1, 1]), ["woman", "man"])})

    assert ([0, 0], ["man"]) == tuple(map(list, whole.taken(np.array([False, True, True])).codes("gender")))


@settings(deadline=None)
@given(words=st.lists(st.none() | st.sampled_from(["woman", "man", ""]), max_size=6), chosen=st.sets(st.integers(0, 5)))
def test_some_rows_of_a_column_say_what_all_of_it_does(words: list[str | None], chosen: set[int]) -> None:
    rows = np.array(sorted(row for row in chosen if row < len(words)), dtype=np.intp)
    whole = register("participants", gender=texts(words), age_at_start=pd.Series(range(len(words)), dtype="Int64"))
    expected = whole.frame.iloc[rows].reset_index(drop=True)

    for _time in ("before its codes are known", "afterwards"):
        found = pd.DataFrame({column: whole.some(column, rows) for column in whole.columns})
        pd.testing.assert_frame_equal(expected, found)
        whole.codes("gender")


def test_a_column_is_made_when_it_is_asked_for_and_once() -> None:
    asked = []
    late = Columns({"no": texts(["1", "2"]), "gender": lambda: asked.append("gender") or texts(["man", "man"])}, 2)
    before = (list(late), len(asked))

    made = [column.tolist() for column in (late["gender"], late["gender"], late.frame()["gender"])]

    assert [["man", "man"]] * 3 == made
    assert ((["no", "gender"], 0), ["gender"]) == (before, asked)


def test_a_fact_of_a_column_that_is_not_there_is_absent() -> None:
    with pytest.raises(Absent):
        register("participants", no=texts(["1"])).said("gender")


@given(st.integers(0, 40_000))
def test_the_smallest_numbers_tell_all_words_apart(words: int) -> None:
    assert np.iinfo(narrow(words)).max >= words - 1
    assert np.iinfo(narrow(words)).min <= -1


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", " ", "\u00a0"]), st.sampled_from([*ERRORS, "Err:503", "Err:5022", "Ewa", "Erykami", "E"]), st.just("")
        ),
        min_size=1,
        max_size=8,
    )
)
def test_only_an_error_is_an_error(parts: list[tuple[str, str, str]]) -> None:
    words = texts([space + word + space for space, word, _ in parts])
    cells, said = cleaned(words, np.ones(len(words), dtype=np.uint8))

    assert [word in ERRORS for _, word, _ in parts] == (said[0].mask.tolist() if said else [False] * len(parts))
    assert [None if word in ERRORS else word for _, word, _ in parts] == [None if pd.isna(cell) else cell for cell in cells]


@settings(deadline=None)
@given(st.lists(st.integers(-1, 2), max_size=8))
def test_words_stand_where_their_codes_say(codes: list[int]) -> None:
    words = ["a", "", "żółć"]

    assert [None if code < 0 else words[code] for code in codes] == [
        None if pd.isna(cell) else cell for cell in worded(words, np.array(codes, dtype=np.intp))
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=9), st.integers(1, 3))
def test_years_in_pieces_are_those_of_the_whole(pairs: list[tuple[date | None, date | None]], size: int) -> None:
    born, day = (pd.Series([pair[side] for pair in pairs], dtype="datetime64[s]") for side in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(each_day, "_PIECE", size)
        found = whole_years(born, day)

    pd.testing.assert_series_equal(whole_years(born, day), found)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.dates(date(1800, 1, 1), date(2299, 12, 31)), st.integers(0, 999), st.integers(0, 9)), max_size=6),
    st.integers(1, 3),
)
def test_births_in_pieces_are_those_of_the_whole(made: list[tuple[date, int, int]], size: int) -> None:
    numbers = valid_pesels(texts([*(pesel(*one) for one in made), "123", None]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identifiers, "_PIECE", size)
        found = births(numbers)

    assert births(numbers).tolist() == found.tolist()


@pytest.mark.parametrize("size", [1, 2, 100])
def test_swapped_digits_are_found_across_pieces(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_numbers, "_PIECE", size)
    numbers = ["02470805042", "44051401458", "02470850042", "02470805141", "02470850141"]
    books = books_of(table("\n".join(["no | pesel", *(f"{no} | {number}" for no, number in enumerate(numbers))]))[0])

    assert [(2, 0), (4, 3)] == sorted(zip(*(rows.tolist() for rows in swapped(books)), strict=True))


PEOPLE = {"1": "44051401458", "2": "02470805042", "3": None}
CALLED = st.none() | st.sampled_from(["1", "2", "3", "17", "44051401458", "2470805042", "02470805042", "99999999", "440514-01458"])


@settings(deadline=None)
@given(st.lists(CALLED, max_size=6))
def test_who_is_called_by_a_pesel_gets_the_number_that_is_theirs(called: list[str | None]) -> None:
    people = register("participants", no=texts(list(PEOPLE)), pesel=texts(list(PEOPLE.values())))
    whose = {number: no for no, number in PEOPLE.items() if number is not None}
    expected = [whose.get(_digits(word), word) if word is not None else None for word in called]

    found = renumbered(register("attendance", participant_no=texts(called)), people)["participant_no"]

    assert expected == [None if pd.isna(word) else word for word in found]


def _digits(word: str) -> str:
    """Give the digits of a number with the zeros that a PESEL lost, where it is one with them."""
    bare = "".join(sign for sign in word if sign.isdecimal())
    padded = bare.zfill(11)
    return padded if len(bare) >= 8 and bool(pesel_valid(texts([padded])).iloc[0]) else word


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["12", "1,", "-1", "1.", "zł", "07", "x1", "1 ", "99"]), min_size=1, max_size=6),
    st.sampled_from(["number", "count", "money", "hours"]),
)
def test_texts_of_one_length_are_read_as_others_are(words: list[str], kind: str) -> None:
    # A longer one beside them takes the way of texts that have several lengths.
    assert values(read(kind, *words)) == values(read(kind, *words, "1234"))[:-1]


@settings(deadline=None)
@given(st.sets(st.integers(0, 9)), st.lists(st.integers(1, 9), unique=True, min_size=1, max_size=6))
def test_rows_touched_are_those_of_data(found: set[int], rows: list[int]) -> None:
    people = replace(
        register("participants", no=texts([str(row) for row in rows])), row=np.array(rows), origin=np.zeros(len(rows), dtype=int)
    )
    people = replace(people, origins=(Origin("a.csv", "", {}),))
    books = replace(books_of(table("no\n1")[0]), registers={"participants": people})

    assert len(found & set(rows)) == touched([Finding("A101", ERROR, Place("a.csv", row=row)) for row in found], books)


def test_several_are_worked_on_ahead_and_raise_where_they_are_asked_for() -> None:
    first, second, third = ahead(lambda number: 1 // number, [1, 0, -1])

    assert 1 == first()
    with pytest.raises(ZeroDivisionError):
        second()
    assert -1 == third()


def test_no_more_are_begun_than_one_ahead() -> None:
    begun = []
    coming = ahead(begun.append, range(9))
    next(coming)()
    next(coming)()

    assert len(begun) <= 3


def test_nothing_is_collected_meanwhile_and_afterwards_as_before() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


@settings(deadline=None)
@given(st.lists(st.tuples(st.none() | st.text(max_size=3), st.none() | DAYS, st.none() | st.integers(0, 9)), min_size=1, max_size=6))
def test_a_fact_that_is_not_known_is_nothing(rows: list[tuple[str | None, date | None, int | None]]) -> None:
    name, day, age = (list(one) for one in zip(*rows, strict=True))
    people = register("participants", last_name=texts(name))
    hits = Hits(
        people,
        np.arange(len(rows)),
        "last_name",
        {"name": people["last_name"], "day": pd.Series(day, dtype="datetime64[s]"), "age": pd.Series(age, dtype="Int64")},
    )

    assert [{"name": one, "day": None if born is None else pd.Timestamp(born), "age": years} for one, born, years in rows] == [
        finding.facts for finding in hits.findings("A101", ERROR)
    ]
