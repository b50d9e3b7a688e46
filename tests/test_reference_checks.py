"""Every check W1-W30 of the reference is covered by findings, each shown by a fault of its own; and so is every item of the list."""

from __future__ import annotations

import pytest

from aktywna.domain.findings.rule import NOTICES
from clean_books import clean, found_in
from planting import FAULTS, RULES
from promised_rules import PROMISED
from reference_checks import CHECKS, Fault

import faults_of_classes  # noqa: F401  # isort: skip
import faults_of_money  # noqa: F401  # isort: skip
import faults_of_people  # noqa: F401  # isort: skip
import faults_of_support  # noqa: F401  # isort: skip

EVERY = [pytest.param(fault, id=f"{number}-{fault.code}-{at}") for number, check in CHECKS.items() for at, fault in enumerate(check.faults)]


@pytest.mark.parametrize("fault", EVERY)
def test_a_fault_of_a_check_gives_its_code_at_its_cell_and_nothing_else(fault: Fault) -> None:
    book = clean(fault.era)
    spot = fault.plant(book)
    place = (spot[0], book.cell(spot), spot[2]) if spot else ("project.toml", "", "")

    assert [(fault.code, *place)] == found_in(book)


def test_every_check_of_the_reference_is_there() -> None:
    assert [f"W{number}" for number in range(1, 31)] == list(CHECKS)


@pytest.mark.parametrize("number", CHECKS)
def test_the_codes_of_a_check_exist_and_its_faults_are_among_them(number: str) -> None:
    codes = set(CHECKS[number].codes.split())

    assert codes <= set(NOTICES)
    assert {fault.code for fault in CHECKS[number].faults} <= codes


def test_a_target_of_nothing_is_lawful() -> None:
    book = clean("efs-2014")
    book.define('name = "Mężczyźni"\ntarget = 1', 'name = "Mężczyźni"\ntarget = 0')
    book.define('[[sums]]\nname = "podział według płci"\ntotal = "all"\nparts = ["women", "men"]\n', "")

    assert [] == found_in(book)


@pytest.mark.parametrize("item", PROMISED)
def test_every_item_of_the_list_is_a_rule_with_a_fault_of_its_own(item: str) -> None:
    codes = PROMISED[item].split()

    assert codes
    assert set(codes) <= set(NOTICES)
    assert {code for code in codes if code in RULES} <= set(FAULTS)
