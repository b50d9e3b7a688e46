"""Cases of the catalogues: for each indicator tables of invented people, and whom of them it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest

from aktywna.domain.counting.behind import standing
from aktywna.domain.counting.tally import Span
from aktywna.domain.faults import DefinitionError
from aktywna.domain.promises.indicator import Listed
from aktywna.io import shipped
from aktywna.io.cases import SAME, Case, cases
from aktywna.io.definitions.project import understand
from aktywna.steps.count import count, incomplete
from tables import Rows, books_of

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
CATALOGUES = tuple((era, shipped.era(era).catalogue or "") for era in shipped.eras())
EVERY = [(era, case) for era, catalogue in CATALOGUES for case in cases(catalogue)[0]]
LISTED = [(era, one) for era, catalogue in CATALOGUES for one in shipped.catalogue(catalogue).values()]
DEFINITION = """
title = "Projekt zmyślony"
era = "{era}"
beneficiary = {{ name = "Ośrodek zmyślony" }}
programme = {{ name = "Program zmyślony" }}
period = {{ start = 2009-01-01 }}
indicators = [{{ id = "x", use = "{code}" }}]
"""

each_case = pytest.mark.parametrize(("era", "case"), EVERY, ids=lambda given: getattr(given, "indicator", given))
each_listed = pytest.mark.parametrize(("era", "listed"), LISTED, ids=lambda given: getattr(given, "id", given))


@each_case
def test_a_case_counts_as_it_says(era: str, case: Case) -> None:
    assert case.expected == answered(era, case)


@each_listed
class TestEveryIndicatorHasCases:
    def test_somebody_who_counts(self, era: str, listed: Listed) -> None:
        assert "yes" in _expected(era, listed)

    def test_somebody_who_does_not(self, era: str, listed: Listed) -> None:
        assert {"no", "outside"} & _expected(era, listed)

    def test_somebody_of_whom_it_is_not_known(self, era: str, listed: Listed) -> None:
        # A record that lacks what every record must have is left out; where a missing event means no, nothing is unknown.
        if listed.id not in {"clients_contracts", "digital_skills"}:
            assert {"unknown", "excluded"} & _expected(era, listed)

    def test_a_day_on_the_boundary(self, era: str, listed: Listed) -> None:
        """Two people who differ by one day in one cell, and of whom something else is said."""
        assert any(_apart_by_a_day(case) for case in _of(era, listed))

    def test_its_cases_say_whether_it_refuses(self, era: str, listed: Listed) -> None:
        assert {listed.unknown} == {case.refused for case in _of(era, listed)}

    def test_its_sentences_are_in_both_languages(self, era: str, listed: Listed) -> None:
        assert [case.says for case in _of(era, listed) if not (case.says.pl and case.says.en)] == []


def test_no_case_is_of_an_indicator_that_is_not_there() -> None:
    known = {(era, one.id) for era, one in LISTED}

    assert [(era, case.indicator) for era, case in EVERY if (era, case.indicator) not in known] == []


@pytest.mark.parametrize(("era", "listed"), [given for given in LISTED if given[1].unknown], ids=lambda given: getattr(given, "id", given))
class TestAnIndicatorThatNobodySawDefined:
    def test_it_refuses_to_be_counted(self, era: str, listed: Listed) -> None:
        with pytest.raises(DefinitionError) as refused:
            understand(DEFINITION.format(era=era, code=listed.id), "project.toml")

        assert [("D022", listed.id)] == [(one.code, one.facts["value"]) for one in refused.value.findings]

    def test_the_project_may_define_it(self, era: str, listed: Listed) -> None:
        text = DEFINITION.format(era=era, code=listed.id).replace("}]", ', when = [{ column = "gender", is = "woman" }] }]')

        assert ("x",) == tuple(one.id for one in understand(text, "project.toml").indicators)


def test_an_indicator_that_is_known_takes_no_definition_of_the_project() -> None:
    text = DEFINITION.format(era="efsplus-2021", code="EECO02").replace("}]", ', when = [{ column = "gender", is = "woman" }] }]')

    with pytest.raises(DefinitionError) as refused:
        understand(text, "project.toml")

    assert ["D013"] == [one.code for one in refused.value.findings]


def answered(era: str, case: Case) -> tuple[str, ...]:
    """Count one case, and say of each row what came out."""
    defaults = cases(shipped.era(era).catalogue or "")[1]
    rows = Rows(case.tables(defaults), as_of=date.fromisoformat(case.as_of) if case.as_of else date(2199, 12, 31))
    books = books_of(rows, era, indicators=[{"id": "x", "use": case.indicator} | case.defined])
    tally = count(books, ALWAYS)
    units = tally["x"].units
    assert units is not None
    # What is dated after the day of the case has not happened on it.
    stood = standing(units, tally.span)
    register = books.registers[case.on]
    own = books.indicators[0].distinct
    owner = books.column("participants", "person") if case.on == "participants" else register[own] if own else register.key
    position = {owner.iloc[row]: place for place, row in enumerate(units.rows)}
    hidden = incomplete(books)[0] if case.on == "participants" else np.zeros(len(register), bool)
    found = [
        "excluded" if key not in position and left_out else _said(stood, position.get(key))
        for key, left_out in zip(owner, hidden, strict=True)
    ]
    return tuple(SAME if asked == SAME and found[row] == found[row - 1] else found[row] for row, asked in enumerate(case.expected))


def _said(stood: Mapping[str, np.ndarray], place: int | None) -> str:
    if place is None:
        return "outside"
    return {"met": "yes", "unmet": "no", "unknown": "unknown"}[next(answer for answer, mask in stood.items() if mask[place])]


def _apart_by_a_day(case: Case) -> bool:
    # Documents and what they name are told apart by their own numbers and names.
    named = {"doc_no", case.defined.get("distinct")}
    asked = [at for at, column in enumerate(case.header) if column not in named]
    told = [([row[at] for at in asked], answer) for row, answer in zip(case.rows, case.expected, strict=True) if answer != SAME]
    return any(one[1] != other[1] and _is_a_day_apart(one[0], other[0]) for one, other in combinations(told, 2))


def _is_a_day_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    different = [cells for cells in zip(one, other, strict=True) if cells[0] != cells[1]]
    try:
        ((first, second),) = (map(date.fromisoformat, cells) for cells in different)
    except ValueError:
        return False
    return abs(first - second) == timedelta(days=1)


def _of(era: str, listed: Listed) -> list[Case]:
    return [case for of, case in EVERY if of == era and case.indicator == listed.id]


def _expected(era: str, listed: Listed) -> set[str]:
    return {word for case in _of(era, listed) for word in case.expected}
