"""Pace, the recruitment plan, targets of periods, and editions in which nobody is counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.pace import Pace, Term, pace_of
from aktywna.domain.counting.tally import Count, Figures, Span
from aktywna.domain.promises.indicator import Indicator, Target
from aktywna.io.definitions.project import load_project
from aktywna.steps import pace, period_targets
from aktywna.steps.count import count
from aktywna.steps.open import open_books
from aktywna.steps.tables.editions import entries, participations
from aktywna.steps.tables.people import People
from desk import typed
from sample_books import JULY, sample
from small_office import office

YEAR = Term(date(2017, 1, 1), date(2017, 12, 31), date(2017, 6, 30))
"""A year of which half has gone: 181 days of 365."""


def counted(target: Target | None, so_far: Figures, **more: object) -> Count:
    indicator = Indicator.model_validate({"id": "X", "name": "X", **more})
    return Count(indicator, target, so_far, so_far, population=0)


def target(total: int, women: int | None = None, men: int | None = None) -> Target:
    return Target.model_validate({"total": total, "women": women, "men": men})


def said(target: Target, so_far: Figures, term: Term = YEAR) -> str:
    found = counted(target, so_far)
    known = pace_of(found, term)
    assert known is not None
    return pace.said(sample(), found, known)


def test_the_forecast_is_the_average_of_all_days_since_the_start():
    """36 in 181 of 365 days are 72.6 at the end: 72, and 18 short over six months is 3 a month more."""
    found = pace_of(counted(target(90), Figures(36)), YEAR)

    assert Pace(date(2017, 12, 31), (72, None, None), (9, None, None), (3, None, None)) == found


@pytest.mark.parametrize(
    ("promised", "so_far", "sentence"),
    [
        (target(90, 50, 40), Figures(35, 15, 20), "w tym tempie 70 z 90 do końca projektu; brakuje 4 kobiet miesięcznie"),
        (target(90, 31, 59), Figures(35, 15, 20), "w tym tempie 70 z 90 do końca projektu; brakuje 1 kobiety i 4 mężczyzn miesięcznie"),
        (target(90), Figures(44), "w tym tempie 88 z 90 do końca projektu; brakuje 1 osoby miesięcznie"),
        (target(90), Figures(35), "w tym tempie 70 z 90 do końca projektu; brakuje 4 osób miesięcznie"),
        (target(90), Figures(50), "w tym tempie 100 z 90 do końca projektu"),
        (target(90), Figures(35, unknown=2), "w tym tempie co najmniej 70 z 90 do końca projektu; brakuje najwyżej 4 osób miesięcznie"),
    ],
)
def test_it_is_said(promised, so_far, sentence):
    assert sentence == said(promised, so_far)


@pytest.mark.parametrize(
    ("promised", "so_far", "term", "more"),
    [
        (None, Figures(5), YEAR, {}),
        (target(0), Figures(5), YEAR, {}),
        (target(90), Figures(0), YEAR, {}),
        (target(90), Figures(None), YEAR, {}),
        (target(90), Figures(5), replace(YEAR, today=date(2017, 12, 31)), {}),
        (target(90), Figures(5), replace(YEAR, today=date(2016, 12, 31)), {}),
        (target(90), Figures(Decimal(5)), YEAR, {"kind": "ratio", "ratio": {"of": "A", "to": "B"}}),
        (target(90), Figures(Decimal(5)), YEAR, {"unit": "percent"}),
    ],
    ids=["no target", "a target of nobody", "nothing yet", "not known", "over", "not begun", "a share", "in percent"],
)
def test_there_is_no_pace(promised, so_far, term, more):
    assert None is pace_of(counted(promised, so_far, **more), term)


def test_what_is_missing_on_the_last_days_is_missing_in_the_month_that_is_left():
    found = pace_of(counted(target(90), Figures(87)), replace(YEAR, today=date(2017, 12, 30)))

    assert (3, 3) == (found.needed[0], found.missing[0])


def test_money_goes_to_the_grosz():
    found = pace_of(counted(target(1000), Figures(Decimal("181.00"))), YEAR)

    assert Decimal("365.00") == found.forecast[0]
    assert Decimal("105.05") == found.missing[0]


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 364))
def test_what_is_needed_reaches_the_target(promised, done, gone):
    """Whatever the figures: so many more a month suffice, nothing is missing exactly when the forecast reaches the target."""
    term = replace(YEAR, today=date.fromordinal(YEAR.start.toordinal() + gone - 1))
    found = pace_of(counted(target(promised), Figures(done)), term)
    needed, missing = found.needed[0], found.missing[0]

    assert done + needed * term.months_left >= promised
    assert (missing == 0) == (found.forecast[0] >= promised)
    assert 0 <= missing <= needed


PLAN = """
    recruitment_plan = [
        { until = 2016-06-30, total = 2, women = 1, men = 1 },
        { until = 2016-12-31, total = 6, women = 4, men = 2 },
        { until = 2017-06-30, total = 9 },
        { until = 2016-12-31, total = 3, edition = "2016" },
    ]
    parameters = { incomplete = "counted" }
    [[editions]]
    id = "2015"
    name = "edycja 2015"
    start = 2015-01-01
    end = 2015-12-31
    [[editions]]
    id = "2016"
    name = "edycja 2016"
    start = 2016-01-01
    end = 2016-12-31
    [[indicators]]
    id = "X"
    name = "Uczestnicy"
    target = 9
    targets = [
        { total = 3, period = "2015" },
        { total = 3, women = 2, men = 1, period = "2016" },
        { total = 5, period = "2016", cumulative = true },
        { total = 4, period = "2018" },
        { total = 2, edition = "2016" },
        { total = 1, edition = "2016", period = "2016-H1" },
    ]
"""
PEOPLE = """
    participants:
    Lp. | Inny identyfikator | Płeć | Edycja | Data rozpoczęcia udziału w projekcie
    1 | A1 | K | 2015 | 2015-03-01
    2 | B2 | M | 2015 | 2015-03-01
    3 | A1 | K | 2016 | 2016-03-01
    4 | C3 | K | 2016 | 2016-05-01
    5 | D4 | M | 2016 | 2016-11-01
"""
DECEMBER = Span(date(2016, 12, 1), date(2016, 12, 31), "2016-12")


@pytest.fixture
def project(tmp_path) -> Path:
    return office(tmp_path, PEOPLE, PLAN)


@pytest.fixture
def books(project):
    return open_books(project, as_of=date(2016, 12, 31)).books


def test_the_last_step_that_is_due_and_the_next_one(books):
    steps = pace.recruitment(books, count(books, DECEMBER))

    assert [
        (date(2016, 12, 31), None, True, (4, 2, 2), (2, 2, 0)),
        (date(2017, 6, 30), None, False, (4, 2, 2), (5, None, None)),
        (date(2016, 12, 31), "2016", True, (3, 2, 1), (0, None, None)),
    ] == [(one.plan.until, one.plan.edition, one.due, one.achieved, one.missing) for one in steps]


def test_a_step_counts_who_had_begun_by_its_day(books):
    """Who began in November does not make up for June."""
    october = Span(date(2016, 10, 1), date(2016, 10, 31), "2016-10")

    assert (3, 2, 1) == pace.recruitment(books, count(books, october))[0].achieved


def test_count_shows_the_plan_and_the_pace(capsys, project):
    words = ["count", project, "--as-of", "2016-12-31"]
    found = typed(capsys, *words, "--json").document

    assert {"total": 2, "women": 2, "men": 0} == found["recruitment"][0]["missing"]
    assert {"total": 5, "women": 2, "men": 2} == found["indicators"][0]["pace"]["forecast"]
    assert "X: w tym tempie 5 z 9 do końca projektu; brakuje 1 osoby miesięcznie" in typed(capsys, *words).out


@pytest.mark.parametrize(("tongue", "headings"), [("pl", ("Tempo", "Plan rekrutacji")), ("en", ("Pace", "Recruitment plan"))])
def test_the_month_report_has_both(capsys, project, tongue, headings):
    typed(capsys, "report", project, "--as-of", "2016-12-31", "--format", "md", "--lang", tongue)
    text = (project / "raporty" / "month_2016-12.md").read_text(encoding="utf-8")

    assert all(f"\n## {heading}" in text for heading in headings)


def test_targets_of_periods_are_incremental_or_cumulative(books):
    """In 2016 two persons began for the first time, of three; since the start it is four, of five. 2018 has not begun."""
    found = [
        (one.target.period, one.target.cumulative, one.target.total, one.achieved.total)
        for one in period_targets.promises(books, count(books, DECEMBER))
    ]

    assert [("2015", False, 3, 2), ("2016", False, 3, 2), ("2016", True, 5, 4)] == found


def test_an_edition_has_the_targets_of_its_periods(books):
    from aktywna.domain.counting.part import narrowed  # noqa: PLC0415
    from aktywna.domain.registers.books import Part  # noqa: PLC0415

    edition = narrowed(books, Part(editions=("2016",)))
    tally = count(edition, DECEMBER)

    assert [("2016-H1", 1, 2)] == [
        (one.target.period, one.target.total, one.achieved.total) for one in period_targets.promises(edition, tally)
    ]
    assert 2 == tally["X"].target.total


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('period = "2018"', 'period = "rok 2018"', "D013"),
        ("until = 2017-06-30, total = 9", "until = 2017-06-30, total = 5", "D016"),
        ('total = 3, edition = "2016"', 'total = 3, edition = "2019"', "D005"),
    ],
)
def test_what_a_definition_promises_in_time_must_make_sense(project, old, new, code):
    from aktywna.domain.faults import DefinitionError  # noqa: PLC0415

    file = project / "project.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_project(file)

    assert [code] == [one.code for one in caught.value.findings]


def test_the_sum_of_editions_less_the_repeats_is_everybody_once(books):
    people = People(books, Span(DECEMBER.start, DECEMBER.end, known=DECEMBER.end))
    table = entries(people, "pl")
    numbers = [[cell.value for cell in row] for row in table.rows]

    assert [
        ["edycja 2015", 2, 1, 1, 0, 0, 0, 2, 1, 1],
        ["edycja 2016", 2, 1, 1, 1, 1, 0, 3, 2, 1],
        ["Suma edycji", None, None, None, None, None, None, 5, 3, 2],
        ["Razem, każda osoba raz", None, None, None, None, None, None, 4, 2, 2],
    ] == numbers
    assert "Suma edycji (5)" in table.note
    assert "(1), daje razem 4" in table.note
    assert count(books, DECEMBER)["X"].cumulative.total == numbers[-1][7]


def test_a_person_is_once_in_an_edition_however_many_rows():
    people = People(sample(), replace(JULY, known=JULY.end))
    rows = participations(people)

    assert not rows.duplicated(["person", "edition"]).any()
    assert 4 == len(rows)
    assert 3 == rows["person"].nunique()
