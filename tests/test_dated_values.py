"""Values of programme periods with dates: what holds on which day, and what is not known outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from aktywna.domain.promises.era import Value
from aktywna.domain.registers.register import Absent
from aktywna.io import shipped
from tables import Rows, books_of

RATES = Value.model_validate(
    {
        "name": "Próg",
        "unit": "percent",
        "dated": [
            {"from": date(2015, 1, 1), "until": date(2015, 12, 31), "value": Decimal(56), "source": "rules.md 4.1: S40", "seen": True},
            {"from": date(2016, 1, 1), "value": Decimal(34), "source": "rules.md 4.1: S43", "seen": False},
        ],
    }
)
BOUNDARIES = [(date(2015, 1, 1), 56), (date(2015, 12, 31), 56), (date(2016, 1, 1), 34), (date(2030, 1, 1), 34)]


def books(as_of: date = date(2016, 6, 30)):
    made = books_of(Rows({"participants": [["no"], ["1"]]}, as_of=as_of), "efs-2014")
    return replace(made, era=made.era.model_copy(update={"values": made.era.values | {"gate": RATES}}))


@pytest.mark.parametrize(("day", "expected"), BOUNDARIES)
def test_the_value_of_a_day(day: date, expected: int) -> None:
    assert expected == books().number("gate", day)


def test_without_a_day_the_as_of_day_decides() -> None:
    assert (56, 34) == (books(date(2015, 12, 31)).value("gate"), books(date(2016, 1, 1)).value("gate"))


def test_outside_its_dates_a_value_is_absent_and_never_nothing() -> None:
    with pytest.raises(Absent):
        books().value("gate", date(2014, 12, 31))


def test_outside_its_dates_only_who_asks_for_another_gets_it() -> None:
    assert "none" == books().value_or("gate", "none", date(2014, 12, 31))


def test_a_value_without_dates_is_the_same_on_every_day() -> None:
    assert (28, 28) == (books().number("result_window"), books().number("result_window", date(1999, 1, 1)))


def test_a_project_s_own_number_has_no_dates() -> None:
    era = books().era.changed({"gate": Decimal(40)})

    assert [40, 40] == [era.values["gate"].on(day).value for day in (date(2014, 1, 1), date(2016, 1, 1))]


def test_household_data_were_asked_for_until_the_day_their_ground_was_lost() -> None:
    value = shipped.era("efs-2014").values["household_columns"]

    assert [True, False] == [value.on(day) is not None for day in (date(2018, 8, 1), date(2018, 8, 2))]


@pytest.mark.parametrize(
    "given",
    [
        {"name": "x", "value": Decimal(1)},
        {"name": "x", "value": Decimal(1), "source": "a", "seen": True, "dated": [{"value": Decimal(2), "source": "a", "seen": True}]},
    ],
    ids=["without a source", "dated and not"],
)
def test_a_value_is_sourced_once(given: dict) -> None:
    with pytest.raises(ValidationError):
        Value.model_validate(given)
