"""Full names: told apart only where they are certainly two people's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.people.full_names import are_two_people

FIRST = ("Jan", "Adam", "Ewa", "Anna Maria", "Olga")
LAST = ("Testowy", "Przykładowicz", "Zmyślona", "Wzorcowska-Szablonowa")
people = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))


@given(people, people)
def test_it_does_not_matter_which_register_says_which_name(one: str, other: str) -> None:
    assert are_two_people(one, other) is are_two_people(other, one)


@given(people, st.sampled_from(("{}", "mgr {}", "Pani {}", "{}, Iga Wymyślona")), st.sampled_from((str.upper, str.lower, str.title)))
def test_nobody_is_somebody_else_for_a_title_a_second_person_or_letters(name: str, around: str, written) -> None:
    assert not are_two_people(name, written(around.format(" ".join(reversed(name.split())))))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan Testowy", "Adam Przykładowicz"), ("Jan Testowy", "Jan Wzorcowy"), ("mgr Jan Testowy", "mgr Ewa Zmyślona")],
)
def test_two_people_are_told_apart(one: str, other: str) -> None:
    assert are_two_people(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ewa Testowska", "Ewa Zmyślona"),
        ("Jan Testowy", "Testowy"),
        ("Jan Testowy", "psycholog"),
        ("Jan Testowy", "J. T."),
        ("Jan Testowy", "Jan Testovy"),
        ("Jan Testowy, Ewa Zmyślona", "Ewa Zmyślona, Adam Wzorcowy"),
        ("Jan Testowy", "N.N."),
        ("Jan Testowy", ""),
    ],
)
def test_in_doubt_they_are_one(one: str, other: str) -> None:
    assert not are_two_people(one, other)
