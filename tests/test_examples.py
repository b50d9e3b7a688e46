"""The five projects: the figures they published, and that each follows from the registers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Count
from aktywna.domain.findings.finding import Severity
from aktywna.domain.registers.books import Books, Part
from changed_rows import changed, count_one, with_cell, without_row
from published import EVERY, EXAMPLES, FIVE, Figure, documents, example, figures, indicator, named, table


def counted(name: str, code: str) -> Count:
    return example(name).tally[code]


@pytest.mark.parametrize("name", FIVE)
def test_the_five_load_clean(name: str) -> None:
    said = [(one.code, one.severity) for one in example(name).findings]

    assert said == ([("A312", Severity.NOTE)] * 2 if name == "katowice" else [])


@pytest.mark.parametrize("name", FIVE)
def test_every_indicator_has_its_figure(name: str) -> None:
    assert [figure.code for figure in figures(name)] == [one.id for one in example(name).books.indicators]


@pytest.mark.parametrize("pair", EVERY, ids=named)
class TestEveryFigure:
    def test_it_is_counted_and_planned_as_it_should_be(self, pair: tuple[str, Figure]) -> None:
        name, figure = pair
        (said,) = [one for one in documents(name)["indicators"] if one["code"] == figure.code]

        assert (figure.total, figure.unknown) == (said["cumulative"]["total"], said["cumulative"]["unknown"])
        assert figure.target == (said["target"]["total"] if said["target"] else None) or Decimal(figure.target) == Decimal(
            said["target"]["total"]
        )
        assert said["at_least"] == (figure.unknown > 0)

    def test_it_moves_when_a_row_does(self, pair: tuple[str, Figure]) -> None:
        name, figure = pair
        before = count_one(example(name).books, indicator(name, figure.code))
        books, expected = changed(example(name).books, before, figure.moved_by)

        assert expected != before.cumulative.total
        assert expected == count_one(books, before.indicator).cumulative.total


def numbers_in(value: Any, key: str = "") -> Iterator[tuple[str, Decimal]]:
    """Every number of a definition, with its key."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from numbers_in(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from numbers_in(part, key)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield key, Decimal(str(value))


def test_katowice_only_counts_what_it_published() -> None:
    """No target, no plan and no other number of its definition is one of the five, nor does any text name them."""
    text = (EXAMPLES / "katowice" / "project.toml").read_text(encoding="utf-8")
    published = {figure.total for figure in figures("katowice") if figure.published == "achieved"}
    written = "\n".join(line.partition("#")[0] for line in text.splitlines())

    assert published == {839, 670, 106, 75, 26}
    assert [number for _key, number in numbers_in(tomllib.loads(text)) if number in published] == []
    assert [number for number in published if f" {number} " in written or f'"{number}' in written] == []


def test_swiebodzice_only_counts_what_it_published() -> None:
    """Its definition promises nothing: no target, no planned number of a group, a path, a form or a post."""
    definition = tomllib.loads((EXAMPLES / "swiebodzice" / "project.toml").read_text(encoding="utf-8"))
    promised = {"target", "total", "women", "men", "planned", "places", "count", "targets"}

    assert [(key, number) for key, number in numbers_in(definition) if key in promised or number in {18, 2, 3}] == []


def test_only_employment_is_a_lower_bound_in_katowice() -> None:
    published = [figure.code for figure in figures("katowice") if figure.published == "achieved"]

    assert ["K03"] == [code for code in published if counted("katowice", code).cumulative.at_least]


@pytest.mark.parametrize("name", ["radom", "starachowice"])
def test_the_breakdowns_add_up_in_the_plan_and_in_the_registers(name: str) -> None:
    tally = example(name).tally
    sums = example(name).books.project.sums
    parts = {one.parts: one.total for one in sums}

    assert parts
    for codes, total in parts.items():
        assert tally[total].target.total == sum(tally[code].target.total for code in codes)
        assert tally[total].cumulative.total == sum(tally[code].cumulative.total for code in codes)


def test_radoms_money_and_shares_agree() -> None:
    budget = example("radom").books.project.budget
    amounts = {source.id: source.amount for source in budget.sources}

    assert (budget.total, amounts) == (Decimal(1539637), {"grant": Decimal(1377975), "own": Decimal(161662)})
    assert {"grant": Decimal("89.5"), "own": Decimal("10.5")} == {source.id: source.share for source in budget.sources}
    assert [(one.within, one.amount) for one in budget.set_aside] == [("grant", Decimal(30400))]


def test_starachowice_achieves_more_here_and_less_there() -> None:
    hard = [counted("starachowice", f"S1{number}") for number in range(1, 9)]

    assert [80, 80, 40, 90, 80, 20, 10, 10] == [one.target.total for one in hard]
    assert {-1, 0, 1} == {(one.cumulative.total > one.target.total) - (one.cumulative.total < one.target.total) for one in hard}


def test_starachowice_has_its_soft_results_and_its_reserve_list() -> None:
    soft = [one for one in example("starachowice").tally.counts if one.indicator.kind == "soft"]
    reserve = example("starachowice").books.participants["state"] == "reserve"

    assert all(one.change.measured and one.change.improved and one.change.mean_change for one in soft)
    assert {one.indicator.id for one in soft} == {"S21", "S22", "S24"}
    assert reserve.any()


def test_swiebodzice_supports_in_three_spheres() -> None:
    """Each of the three spheres that were published has people in it."""
    assert {"social", "vocational", "health"} == set(example("swiebodzice").books.support["instrument"])


class TestWodzislaw:
    @pytest.mark.parametrize("edition", table("wodzislaw")["editions"])
    def test_each_edition_alone_and_by_partner(self, edition: str) -> None:
        expected = dict(table("wodzislaw")["editions"][edition])
        total = expected.pop("total")

        assert total == self.people(editions=(edition,))
        assert expected == {partner: self.people(editions=(edition,), partners=(partner,)) for partner in expected}

    def test_nobody_is_counted_twice_in_the_total(self) -> None:
        editions = [said["total"] for said in table("wodzislaw")["editions"].values()]

        assert (399, 373) == (sum(editions), self.people())
        assert sum(editions) - self.people() == counted("wodzislaw", "continuing").cumulative.total
        assert self.people(partners=("mops",)) + self.people(partners=("cris",)) > self.people()

    def test_a_second_participation_of_one_person_changes_only_its_edition(self) -> None:
        books = example("wodzislaw").books
        row = int(books.column("participants", "person").duplicated().idxmax())
        edition = books.participants["edition"][row]
        without = without_row(books, "participants", row)

        assert self.people() == self.people(books=without)
        assert self.people(editions=(edition,)) - 1 == self.people(books=without, editions=(edition,))

    def test_the_partner_joined_in_2012(self) -> None:
        editions = table("wodzislaw")["editions"]

        assert ["2012", "2013", "2014", "2015"] == [edition for edition, said in editions.items() if said["cris"]]

    def people(self, *, books: Books | None = None, **part: tuple[str, ...]) -> int:
        books = narrowed(books or example("wodzislaw").books, Part(**part))
        return count_one(books, next(one for one in books.indicators if one.id == "persons")).cumulative.total


def test_who_is_not_asked_is_unknown_and_who_is_asked_is_not() -> None:
    """One row about one of the 41 people of Katowice who have not been asked: 40 are left, and still at least 106 work."""
    books, before = example("katowice").books, counted("katowice", "K03")
    nobody = books.participants.key[before.units.rows[before.units.unknown][0]]
    row = int((books.outcomes["outcome"] == "none").idxmax())
    asked = count_one(with_cell(books, "outcomes", row, "participant_no", nobody), before.indicator)
    # The person to whom that row belonged has now not been asked.
    freed = count_one(without_row(books, "outcomes", row), before.indicator)

    assert (106, 42) == (freed.cumulative.total, freed.cumulative.unknown)
    assert (106, 41) == (asked.cumulative.total, asked.cumulative.unknown)
