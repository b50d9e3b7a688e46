"""Tables of a report: what the project planned beside what the registers say, every value with its kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from aktywna.domain.grid import Cell, Grid
from aktywna.steps.count import count
from aktywna.steps.tables.all_tables import Tables, names
from aktywna.steps.tables.cells import grid, text, whole
from aktywna.words.wording import set_language
from sample_books import JULY, PROJECT, sample


@pytest.fixture(autouse=True)
def _english() -> None:
    set_language("en")


def tables(**changes: object) -> Tables:
    books = sample(**changes)
    return Tables(books, count(books, JULY), (), "en")


every = cache(tables)
"""The tables of the small project as it is, made once."""


def column(made: Grid | None, *titles: str) -> list[object]:
    """The values under a header, read from the left; a header over others comes first."""
    assert made is not None
    spread = [[cell.value or "" for cell in cells for _at in range(cell.span)] for cells in made.header]
    at = next(at for at, words in enumerate(zip(*spread, strict=True)) if [word for word in words if word] == list(titles))
    return [row[at].value for row in made.rows]


def test_indicators_stand_with_target_period_and_cumulative() -> None:
    made = tables().outputs

    assert column(made, "Code") == ["P1", "P2", "P3"]
    assert column(made, "Target", "W") == [3, None, None]
    assert column(made, "In the period", "T") == [1, 0, 1]
    assert column(made, "Cumulative", "T") == [3, 2, 2]
    assert column(made, "% realised") == [Decimal("60.00"), Decimal("66.67"), Decimal("100.00")]


def test_a_lower_bound_stays_a_number_with_a_word_before_it() -> None:
    made = tables().main
    assert made is not None

    assert Cell(1, "count", prefix="at least") in made.rows[1]


def test_a_ratio_shows_what_it_divides() -> None:
    made = tables().ratios

    assert (column(made, "Numerator"), column(made, "Denominator")) == ([1], [3])
    assert column(made, "Cumulative") == [Decimal("33.33")]


def test_sums_say_whether_they_agree() -> None:
    made = tables().sums

    assert column(made, "Planned") == [3, 2, 5, 5, True]
    assert column(made, "Cumulative") == [2, 2, 4, 3, False]


def test_nobody_is_counted_twice_who_took_part_in_two_editions() -> None:
    made = tables().editions

    assert column(made, "Cumulative", "T") == [2, 2, 3]
    assert column(made, "In the period", "T") == [0, 1, 1]


def test_a_path_counts_the_people_of_its_parts() -> None:
    made = tables().paths

    assert column(made, "Path") == ["kontrakt socjalny", "PAL", "PAL Centrum", "Together, each person once"]
    assert column(made, "Cumulative", "T") == [2, 2, 1, 3]
    assert column(made, "Part of") == [None, None, "PAL", None]


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"min_age": 15, "max_age": 64}, "wiek: od 15 do 64 lat"),
        ({"min_age": 18}, "wiek: co najmniej 18 lat"),
        ({"max_age": 64}, "wiek: najwyżej 64 lata"),
        ({"max_age": 25, "inclusive": False}, "wiek: poniżej 25 lat"),
        ({"min_age": 1, "max_age": 25, "inclusive": False}, "wiek: co najmniej 1 rok; wiek: poniżej 25 lat"),
    ],
)
def test_years_take_the_form_that_their_number_asks_for(ages: dict[str, object], said: str) -> None:
    set_language("pl")

    assert column(tables(criteria=[{"id": "age", "name": "wiek", **ages}]).criteria, "Co się sprawdza") == [said]


def test_groups_stand_beside_their_plan() -> None:
    made = tables().groups

    assert column(made, "Planned", "T") == [5]
    assert column(made, "Cumulative", "W") == [2]


def test_the_flow_says_who_came_and_went() -> None:
    made = tables().flow

    assert dict(zip(column(made, "Participants"), column(made, "Cumulative", "T"), strict=True)) == {
        "began participation": 3,
        "of them new": 3,
        "of them continuing from an earlier edition": 1,
        "of them persons in both rows above": 1,
        "ended participation": 2,
        "of them as planned": 1,
        "of them broke off": 1,
        "take part at the end of the period": 2,
        "on the reserve list": 1,
    }


def test_letters_over_columns_are_explained_under_the_table() -> None:
    for made in (tables().main, tables().outputs, tables().flow, tables().groups, tables().soft):
        assert made is not None
        assert "T – total, W – women, M – men." in made.note


def test_what_has_no_sex_leaves_women_and_men_empty() -> None:
    """Of documents nobody says that there are no women among them."""
    paid = {"id": "S", "name": "documents", "counts": "expenditures", "dated": "payment_date"}
    made = tables(indicators=[paid, {"id": "P", "name": "people"}]).outputs

    assert column(made, "Cumulative", "T") == [2, 3]
    assert column(made, "Cumulative", "W") == [None, 2]
    assert column(made, "In the period", "M") == [None, 0]


def test_a_share_has_no_percent_of_its_target() -> None:
    ratio = {"id": "W1", "name": "udział", "kind": "ratio", "main": True, "ratio": {"of": "R1", "to": "P1"}, "target": 80}
    made = tables(indicators=[ratio, *(one for one in PROJECT["indicators"] if one["id"] in {"P1", "R1"})]).main

    assert column(made, "Target") == [Decimal(80), 5, 4]
    assert column(made, "% realised") == [None, Decimal("60.00"), Decimal("25.00")]


def test_a_part_that_nobody_belongs_to_is_only_among_the_parts() -> None:
    office = {"id": "pup", "name": "PUP", "role": "partner"}
    made = tables(partners=[*PROJECT["partners"], office])

    assert set(column(made.by_partner, "Partner")) == {"OPS", "CRIS"}
    assert column(made.partners, "Partner")[:3] == ["OPS", "CRIS", "PUP"]


def test_forms_count_persons_who_were_present() -> None:
    made = tables().forms

    assert column(made, "Form of support") == ["Klub Integracji Społecznej", "kurs zawodowy"]
    assert column(made, "Persons who received it", "cumulative") == [2, 0]
    assert column(made, "Hours attended, all persons together")[0] == Decimal("6.5")


def test_the_budget_shows_shares_as_they_were_declared() -> None:
    made = tables().budget

    assert column(made, "Share of the plan", "computed") == [Decimal("89.5"), Decimal("10.5"), None, None]
    assert column(made, "Share of the plan", "agrees?") == [True, True, True, None]
    assert column(made, "Spent in the period") == [Decimal("100.5"), Decimal(0), Decimal("100.5"), None]
    assert column(made, "Spent, cumulative") == [Decimal("500.5"), Decimal(100), Decimal("600.5"), None]


def test_tasks_show_what_was_spent_of_the_plan() -> None:
    assert column(tables().tasks, "% of the plan") == [Decimal("100.08"), Decimal("0.00"), Decimal("60.05")]


def test_what_a_visit_found_is_masked_but_said() -> None:
    made = tables().visits

    assert column(made, "Something found") == [True]
    assert column(made, "Corrected on") == [date(2012, 7, 9)]
    assert not any(cell.value == "Brak podpisów" for row in (made.rows if made else ()) for cell in row)


def test_the_survey_is_summarised_without_rare_answers() -> None:
    made = tables().survey

    assert sum(number for number in column(made, "Persons") if isinstance(number, int)) == 3


def test_soft_results_say_how_many_improved_and_by_how_much() -> None:
    made = tables().soft

    assert column(made, "Assessed before and after") == [1]
    assert column(made, "Mean change of score") == [Decimal("2.00")]


@pytest.mark.parametrize("missing", ["groups", "paths", "editions", "partners", "forms", "criteria", "staff", "calendar", "sums"])
def test_what_the_project_has_not_has_no_table(missing: str) -> None:
    lighter = dict.fromkeys(("groups", "paths", "editions", "partners", "forms", "criteria", "staff", "calendar", "sums"), ())
    made = {"staff": "posts"}.get(missing, missing)

    assert getattr(tables(**{**lighter, "indicators": [{"id": "P1", "name": "P"}]}), made) is None


@pytest.mark.parametrize("name", sorted(names()))
def test_every_row_is_as_wide_as_its_header(name: str) -> None:
    made = getattr(every(), name)

    if made is not None:
        widths = {sum(cell.span for cell in cells) for cells in (*made.header, *made.rows)}
        assert len(widths) == 1


def test_an_empty_column_is_left_out() -> None:
    made = grid(["a", ("b", ("c", "d"))], [[text("x"), text(None), whole(1)]])

    assert made == Grid(((Cell("a"), Cell("b")), (Cell(), Cell("d"))), ((Cell("x"), Cell(1, "count")),))
    assert grid(["a"], []) is None
