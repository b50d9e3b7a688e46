"""One fault planted in a clean project gives exactly its code at exactly its cell, and nothing else."""

from __future__ import annotations

import pytest

# Each of these declares its faults.
import faults_of_classes  # noqa: F401
import faults_of_money  # noqa: F401
import faults_of_people  # noqa: F401
import faults_of_support  # noqa: F401
from clean_books import clean, found_in
from planting import ERAS, FAULTS, RULES

IN_DEFINITION = ("project.toml", "", "")


def planted(code: str, era: str) -> tuple[list[tuple[str, str, str, str]], list[tuple[str, str, str, str]]]:
    """Plant a fault in the clean project of an era; give what is expected to be said, and what is."""
    book = clean(era)
    spot = FAULTS[code](book)
    place = (spot[0], book.cell(spot), spot[2]) if spot else IN_DEFINITION
    return [(code, *place)], found_in(book)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_one_fault_is_one_finding(code: str) -> None:
    """Each in one of its eras, all of them in turn: a whole check of every rule in every era takes minutes."""
    era = ERAS[code][int(code[1:]) % len(ERAS[code])]
    expected, found = planted(code, era)

    assert expected == found


@pytest.mark.parametrize("code", ["A203", "A403", "A508", "A601"])
def test_rules_that_look_at_nothing_that_changed_say_what_they_said(code: str) -> None:
    book = clean(ERAS[code][0])
    FAULTS[code](book)

    assert found_in(book, by_all=True) == found_in(book)


def test_every_rule_has_its_fault() -> None:
    assert set(RULES) == set(FAULTS)
