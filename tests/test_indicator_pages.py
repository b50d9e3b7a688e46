"""The page of every indicator and of every value: what it counts in words, on what ground, with its cases."""

from __future__ import annotations

import pytest

from aktywna.domain.promises.indicator import Listed
from aktywna.io import shipped
from aktywna.io.cases import cases
from aktywna.steps.explain.indicator_page import indicator_page
from aktywna.steps.explain.page import explain
from aktywna.words.wording import set_language

LISTED = [(era, one) for era in map(shipped.era, shipped.eras()) for one in shipped.catalogue(era.catalogue or "").values()]
each = pytest.mark.parametrize(("era", "listed"), LISTED, ids=lambda given: given.id)


def _flat(text: str) -> str:
    return " ".join(text.split())


@each
class TestEveryIndicator:
    def test_its_page_has_both_names(self, era, listed: Listed) -> None:
        set_language("pl")
        told = _said(indicator_page(era, listed))

        assert listed.name.pl in told
        assert listed.name.en in told

    def test_its_page_has_its_cases(self, era, listed: Listed) -> None:
        set_language("pl")
        told = _said(indicator_page(era, listed))

        assert [case.says.pl for case in cases(era.catalogue)[0] if case.indicator == listed.id and case.says.pl not in told] == []

    def test_its_page_says_whom_it_counts_or_that_nobody_knows(self, era, listed: Listed) -> None:
        set_language("en")
        told = _said(indicator_page(era, listed))

        assert ("It is not counted until the project says how" in told) is listed.unknown
        assert ("Who counts:" in told) is not listed.unknown


def test_a_limit_of_the_era_is_told_with_its_unit() -> None:
    set_language("pl")

    assert "„wiek w pierwszym dniu udziału, w latach”: co najmniej 18 lat" in _flat(explain("at_risk_employment"))


def test_a_window_is_told_in_days() -> None:
    set_language("pl")

    assert "nie później niż: „Data zakończenia udziału w projekcie” i jeszcze 28 dni" in _flat(explain("EECR04"))


def test_a_value_names_the_indicators_that_use_it() -> None:
    set_language("pl")

    assert "Wskaźniki, które z niej korzystają: at_risk_job_search, at_risk_employment, EECR04" in _flat(explain("result_age_min"))


def test_a_value_with_dates_shows_them() -> None:
    set_language("pl")

    assert "do 01.08.2018" in explain("household_columns")


def _said(parts) -> str:
    told = []
    for part in parts:
        told += [getattr(part, "text", "") or "", *getattr(part, "items", ())]
    return "\n".join(told)
