"""The example `efektywnosc`: the worked example of efficiency, its thresholds in people, and the cells that decided about each person."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from aktywna.steps.behind import as_json, sides
from aktywna.steps.behind_efficiency import BehindMeasure, almost, people
from aktywna.steps.efficiency import Efficiencies, efficiency
from desk import EXAMPLES, typed
from published import example

OFFICE = EXAMPLES / "efektywnosc"


@cache
def measured() -> Efficiencies:
    found = efficiency(example("efektywnosc").books, example("efektywnosc").tally.span)
    assert found is not None
    return found


def behind(code: str, *, show_personal: bool = False) -> BehindMeasure:
    return BehindMeasure(example("efektywnosc").books, measured(), code, show_personal=show_personal)


def test_it_loads_clean() -> None:
    assert example("efektywnosc").findings == []


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "share", "threshold", "missing"),
    [
        ("social-A", 390, 450, "86.67", 34, 0),
        ("employment-A", 50, 400, "12.50", 22, 38),
        ("social-B", 15, 24, "62.50", 34, 0),
        ("employment-B", 2, 20, "10.00", 12, 1),
    ],
)
def test_the_worked_example(code: str, numerator: int, denominator: int, share: str, threshold: int, missing: int) -> None:
    one = measured()[code]

    assert (numerator, denominator, Decimal(share), 0) == (one.numerator, one.denominator, one.share, one.unknown)
    assert one.threshold is not None
    assert (threshold, missing) == (one.threshold.percent, one.missing)


def test_the_definition_says_neither_thresholds_nor_results() -> None:
    text = (OFFICE / "project.toml").read_text(encoding="utf-8")
    written = "\n".join(line.partition("#")[0] for line in text.splitlines())

    assert [word for word in ("34", "22", "390", "86", "400") if f" {word} " in written or f"= {word}\n" in written] == []


def columns(one: Any) -> list[str]:
    return [cell.place.column for reason in one.reasons for cell in reason.cells]


def test_who_counts_shows_the_end_the_support_and_the_contract() -> None:
    found = behind("employment-A").people[0]

    assert found.standing == "met"
    assert {"end_date", "completed_as_planned", "form", "instrument", "outcome", "date", "job_form", "job_share"} <= set(columns(found))


def test_who_got_social_support_only_is_shown_by_that_support() -> None:
    left_out = [one for one in behind("employment-A").people if one.standing == "left_out"]

    assert len(left_out) == 50
    assert {("form", "instrument", "start_date")} == {tuple(columns(one)) for one in left_out}


def test_who_has_no_effect_is_shown_by_what_was_asked() -> None:
    nobody = [one for one in behind("social-A").people if one.why == "none"]

    assert len(nobody) > 0
    assert all("outcome" in columns(one) for one in nobody)


def test_whose_work_is_too_little_is_almost_counted() -> None:
    table = almost(behind("employment-A"))

    assert table is not None
    assert len(table.rows) == 6
    assert "minimum" in str(table.rows[0][1].value)


def test_names_are_shown_only_when_they_are_asked_for() -> None:
    register = example("efektywnosc").books.participants
    hidden, shown = (str(people(behind("social-B", show_personal=asked)).rows) for asked in (False, True))
    names = [register["last_name"].iloc[one] for one in measured()["social-B"].rows]

    assert [name for name in names if name in hidden] == []
    assert [name for name in names if name not in shown] == []


class TestCostPerPerson:
    def test_it_is_pln_for_each_of_them(self) -> None:
        tally = example("efektywnosc").tally

        assert (Decimal("4900.00"), Decimal("43822.64")) == tuple(
            tally[code].cumulative.total for code in ("cost-per-person", "cost-per-job")
        )

    def test_both_sums_have_their_rows_and_cells(self) -> None:
        found, tally = example("efektywnosc").books, example("efektywnosc").tally
        who = as_json(*sides(found, tally, tally["cost-per-job"]))

        assert Decimal("2322600.00") == sum(Decimal(one["amount"]) for one in who["details"])
        assert {"eligible"} == {cell["column"] for one in who["details"] for cell in one["cells"]}
        assert len(who["denominator"]["met"]) == tally["at_risk_employment"].cumulative.total

    def test_the_screen_names_both_lists_and_the_sum(self, capsys: Any) -> None:
        said = typed(capsys, "count", OFFICE, "--who", "cost-per-person").out

        assert "Z czego składa się licznik: Wydatki kwalifikowalne" in said
        assert "Razem: 2\u00a0322\u00a0600,00\u00a0zł." in said
        assert "Z czego składa się mianownik: Uczestnicy projektu" in said
