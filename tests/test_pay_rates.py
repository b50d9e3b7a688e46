"""Rates and rounding: the dated table of the benefit, to the grosz, and nothing by another month's rate."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aktywna.domain.pay as room
from aktywna.domain.faults import DefinitionError
from aktywna.domain.pay.money import GROSZ, rounded, shared
from aktywna.domain.pay.terms import Rounding
from aktywna.io import shipped
from effort import effort
from paying import ONE, TRAINING, amounts, days, diary, paid, registers

UP = Rounding(step=Decimal("0.10"), direction="up")


class TestTheBenefit:
    @pytest.mark.parametrize(
        ("day", "benefit", "stipend"),
        [
            ("2010-01-01", "717.00", "860.40"),
            ("2014-06-01", "831.10", "997.40"),
            ("2018-05-31", "831.10", "997.40"),
            ("2018-06-01", "847.80", "1017.40"),
            ("2019-06-01", "861.40", "1033.70"),
            ("2021-06-01", "1240.80", "1489.00"),
            ("2022-06-01", "1304.10", "1565.00"),
            ("2023-06-01", "1491.90", "1790.30"),
            ("2024-06-01", "1662.00", "1994.40"),
            ("2025-06-01", "1721.90", "2066.30"),
            ("2026-06-01", "1783.90", "2140.70"),
        ],
    )
    def test_and_what_120_percent_of_it_are(self, day, benefit, stipend):
        """rules.md 6.2: the sourced amounts are the exact products rounded up to 0.10."""
        known = shipped.rates()["benefit"]["amount"].on(date.fromisoformat(day))

        assert (Decimal(benefit), Decimal(stipend)) == (known.value, rounded(known.value * Decimal("1.2"), UP))

    @pytest.mark.parametrize("month", ["2010-06", "2014-05", "2027-06", "2009-12"])
    def test_a_month_that_nobody_read_has_none(self, month):
        assert shipped.rates()["benefit"]["amount"].on(date.fromisoformat(f"{month}-01")) is None

    def test_what_is_from_memory_says_so(self):
        """Only the amounts that the reference marks M (rules.md 6.2)."""
        from_memory = [str(one.from_) for one in shipped.rates()["benefit"]["amount"].dated if one.seen is False]

        assert ["2020-06-01", "2020-09-01", "2024-06-01"] == from_memory


@pytest.mark.parametrize("kind", shipped.rates())
def test_every_rate_has_its_source(kind):
    for value in shipped.rates()[kind].values():
        for one in value.validities:
            assert shipped.cited(one.source)
            # From memory, from one project or one program: an assumption until the project says it itself.
            assert not (one.source.endswith("M") and one.seen)


class TestAMonthWithoutARate:
    ROWS = registers(ONE, diary(days(6, 8, month="2017-05")))

    def test_is_refused_and_named(self):
        with pytest.raises(DefinitionError) as refused:
            paid(TRAINING, registers("participants:\nno | start_date\n1 | 2012-01-02", diary(days(6, 8, month="2012-03"))), "2012-03")

        (found,) = refused.value.findings
        assert ("M101", "pay.lists[1]", "marzec 2012", "the unemployment benefit") == (
            found.code, found.facts["key"], found.facts["month"], found.facts["what"],
        )  # fmt: skip

    def test_the_projects_own_rates_are_never_filled_from_the_table(self):
        lists = '[{ id = "s", kind = "training", forms = ["k"], rates = [{ until = 2017-04-30, amount = 900.00, per = "month" }] }]'

        with pytest.raises(DefinitionError) as refused:
            paid(lists, self.ROWS)

        assert ["the rate agreed in the project"] == [one.facts["what"] for one in refused.value.findings]

    def test_every_missing_rate_is_told_at_once(self):
        lists = """[{ id = "s", kind = "training", forms = ["k"], rates = [{ until = 2017-04-30, amount = 900.00, per = "month" }] },
            { id = "m", kind = "meals", forms = ["k"], rates = [{ from = 2017-06-01, amount = 15.00, per = "day" }] }]"""

        with pytest.raises(DefinitionError) as refused:
            paid(lists.replace("\n", " "), self.ROWS)

        assert ["pay.lists[1]", "pay.lists[2]"] == [one.facts["key"] for one in refused.value.findings]

    def test_nobody_is_asked_for_a_rate_where_nobody_is_owed_anything(self):
        assert [] == amounts(TRAINING, self.ROWS, "2012-03")

    def test_the_project_may_state_the_benefit(self):
        rows = registers("participants:\nno | start_date\n1 | 2012-01-02", diary(days(6, 8, month="2012-03")))
        own = "benefit = [{ from = 2011-06-01, until = 2012-05-31, amount = 760.00 }]"

        assert [("1", "291.84")] == amounts(TRAINING, rows, "2012-03", more=own)


class TestRounding:
    @pytest.mark.parametrize(
        ("exact", "rounding", "expected"),
        [
            ("997.32", UP, "997.40"),
            ("997.40", UP, "997.40"),
            ("13.296", Rounding(step=Decimal("0.01"), direction="down"), "13.29"),
            ("319.168", GROSZ, "319.17"),
            ("0.005", GROSZ, "0.01"),
            ("20.7775", Rounding(step=Decimal("0.0001"), direction="half_up"), "20.7775"),
        ],
    )
    def test_to_a_step(self, exact, rounding, expected):
        assert expected == str(rounded(Decimal(exact), rounding))

    @effort(1)
    @given(st.integers(0, 10**9), st.lists(st.decimals(0, 1000, places=4), min_size=1, max_size=12))
    def test_the_parts_make_the_whole(self, grosze, weights):
        amount = Decimal(grosze).scaleb(-2)

        parts = shared(amount, weights)

        assert amount == sum(parts)
        assert all(part >= 0 and part == part.quantize(Decimal("0.01")) for part in parts)


def test_the_budget_of_a_project_is_reproduced():
    """rules.md 20, 8.6: the rate of an hour is cut down, contributions are 29.19 % of it."""
    hour, month = rounded(Decimal("1994.40") / 150, Rounding(step=Decimal("0.01"), direction="down")), Decimal("1994.40")
    share = Decimal("29.19") / 100

    assert ("13.29", "3.88", "582.17") == tuple(map(str, (hour, rounded(hour * share), rounded(month * share))))
    assert ("116952.00", "34144.00") == (str(8800 * hour), str(8800 * rounded(hour * share)))
    assert ("494611.20", "144378.16") == (str(248 * month), str(248 * rounded(month * share)))


def test_no_money_is_ever_a_float():
    """No number with a binary point is written in the room of money, and nothing is made one."""
    told = []
    for file in sorted(Path(room.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            written = node.value if isinstance(node, ast.Constant) else node.id if isinstance(node, ast.Name) else None
            if isinstance(written, float) or written in {"float", "float64", "Float64"}:
                told.append((file.name, node.lineno))

    assert [] == told


def test_rates_hold_for_whole_months_and_one_at_a_time():
    for kind, values in shipped.rates().items():
        for name, value in values.items():
            edges = [(one.from_ or date.min, one.until or date.max) for one in value.validities]
            begins, ends = zip(*edges, strict=True)

            assert (kind, name, True) == (kind, name, all(before < after for before, after in zip(ends, begins[1:], strict=False)))
            assert {1} == {day.day for day in begins}
            assert {1} == {(day + timedelta(days=1)).day for day in ends if day != date.max} | {1}
