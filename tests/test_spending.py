"""What was spent of the money that was promised: exact sums, sources, limits, flat rates, staff, corrections."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from inspect import cleandoc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aktywna.domain.spending
from aktywna.domain.counting.pace import Term
from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.budget import Source
from aktywna.domain.registers.books import Part
from aktywna.domain.spending.attention import attention
from aktywna.domain.spending.corrected import corrections_of
from aktywna.domain.spending.documents import documents_of
from aktywna.domain.spending.forecast import forecast
from aktywna.domain.spending.limits import flat_lines, limit_lines
from aktywna.domain.spending.lines import category_lines, task_lines
from aktywna.domain.spending.sources import payers, set_aside, share_of, tolerance, within
from aktywna.domain.spending.staff import person_lines, post_lines
from aktywna.domain.spending.sums import spent
from aktywna.domain.spending.unit_costs import unit_costs
from aktywna.steps.budget import Spending
from aktywna.steps.count import count
from aktywna.steps.open import part_of
from effort import effort
from tables import Rows, books_of, read_books, table

Q2 = Span(date(2009, 4, 1), date(2009, 6, 30))
TASKS = """
    project: budget = { total = 1000, tasks = [{ id = "t1", amount = 600 }, { id = "t2", amount = 400 }, { id = "t3" }] }
"""
SOURCES = """
    project: budget.total = 1000
    project: budget.sources = [{ id = "ue", amount = 850, share = 85 }, { id = "own", kind = "own", amount = 150, share = 15 }]
"""


def books(text, **more):
    return books_of(table(text, "expenditures")[0], "efs-2014", **more)


def money(text):
    return Decimal(text.replace(",", "."))


def sums(found):
    return str(found.period), str(found.cumulative)


def codes(text, span=Q2):
    return [(one.code, one.place.row) for one in attention(books(text), span)]


class TestPeriods:
    ROWS = """
        doc_no | issue_date | payment_date | gross  | eligible
        1      | 2009-03-02 | 2009-03-31   | 100,00 | 100,00
        2      | 2009-03-02 | 2009-04-01   | 10,00  | 10,00
        3      | 2009-03-02 | 2009-06-30   | 1,00   | 1,00
        4      | 2009-03-02 | 2009-07-01   | 0,10   | 0,10
        5      | 2009-03-02 |              | 0,01   | 0,01
        6      | 2009-03-02 | 2009-05-01   | 7,00   |
    """

    def test_the_day_of_payment_decides(self):
        found = spent(documents_of(books(self.ROWS)), Q2)

        assert ("11.00", "111.00", "0.10") == (str(found.period), str(found.cumulative), str(found.later))

    def test_what_has_no_day_or_no_amount_is_neither_in_nor_out(self):
        found = spent(documents_of(books(self.ROWS)), Q2)

        assert (Decimal("0.01"), 1, 1, False) == (found.undated, found.undated_entries, found.without_amount, found.is_whole)

    def test_the_project_may_choose_the_day_of_issue(self):
        found = spent(documents_of(books(self.ROWS + 'project: budget.dated_by = "issue_date"\nproject: budget.total = 1')), Q2)

        assert ("0.00", "111.11") == sums(found)

    def test_what_happens_after_the_as_of_day_has_not_come(self):
        span = Span(date(2009, 4, 1), date(2009, 6, 30), known=date(2009, 4, 1))
        found = spent(documents_of(books(self.ROWS)), span)

        assert ("10.00", "110.00", "1.10") == (*sums(found), str(found.later))

    @pytest.mark.parametrize(
        ("header", "expected"),
        [("gross  | total_cost | eligible", "eligible"), ("gross  | total_cost | net", "total_cost"), ("gross | net | item", "gross")],
    )
    def test_what_an_entry_costs(self, header, expected):
        assert expected == documents_of(books(f"doc_no | {header}\n1 | 3,00 | 2,00 | 1,00")).costs


class TestLines:
    ROWS = (
        TASKS
        + """
        doc_no | payment_date | gross | eligible | task
        1      | 2009-03-02   | 60,00 | 60,00    | t1
        2      | 2009-04-02   | 40,00 | 40,00    | t1
        3      | 2009-04-02   | 9,00  | 9,00     | t2
        4      | 2009-04-02   | 5,00  | 5,00     |
    """
    )

    def test_tasks(self):
        found = [(line.kind, line.id, *sums(line.spent), line.percent, line.left) for line in task_lines(books(self.ROWS), Q2)]

        assert [
            ("planned", "t1", "40.00", "100.00", Decimal("16.67"), Decimal(500)),
            ("planned", "t2", "9.00", "9.00", Decimal("2.25"), Decimal(391)),
            ("planned", "t3", "0.00", "0.00", None, None),
            ("none", "", "5.00", "5.00", None, None),
        ] == found

    def test_a_register_without_tasks_says_nothing_of_them(self):
        lines = task_lines(books(TASKS + "doc_no | payment_date | gross\n1 | 2009-04-02 | 5,00"), Q2)

        assert [None, None, None] == [line.spent for line in lines[:3]]
        assert ("none", "5.00") == (lines[3].kind, str(lines[3].spent.cumulative))

    def test_categories_are_found_by_any_of_their_spellings(self):
        lines = category_lines(
            books("""
            project: budget.total = 1000
            project: budget.tasks = [{ id = "t1" }, { id = "t2" }]
            project: budget.categories = [{ id = "pay", name = "Wynagrodzenia", also = ["płace"] }, { id = "go", name = "Dojazdy" }]
            doc_no | payment_date | gross | cost_category
            1      | 2009-04-02   | 60,00 | wynagrodzenia
            2      | 2009-04-02   | 30,00 | PŁACE
            3      | 2009-04-02   | 5,00  | Dojazdy
            4      | 2009-04-02   | 4,00  | Materiały
            5      | 2009-04-02   | 3,00  | materiały
            6      | 2009-04-02   | 2,00  |
        """),
            Q2,
        )  # fmt: skip

        assert [
            ("planned", "pay", "90.00"), ("planned", "go", "5.00"), ("unplanned", "Materiały", "7.00"), ("none", "", "2.00"),
        ] == [(one.kind, one.id or one.name, str(one.spent.cumulative)) for one in lines]  # fmt: skip

    def test_a_category_of_a_task_goes_before_one_of_all_tasks(self):
        lines = category_lines(
            books("""
            project: budget.total = 1000
            project: budget.tasks = [{ id = "t1" }, { id = "t2" }]
            project: budget.categories = [{ id = "a", name = "Płace", task = "t1" }, { id = "b", name = "Płace" }]
            doc_no | payment_date | gross | cost_category | task
            1      | 2009-04-02   | 60,00 | Płace         | t1
            2      | 2009-04-02   | 30,00 | Płace         | t2
            3      | 2009-04-02   | 9,00  | Płace         |
        """),
            Q2,
        )

        assert [("a", "60.00"), ("b", "39.00")] == [(one.id, str(one.spent.cumulative)) for one in lines]

    def test_without_categories_there_is_no_table_of_them(self):
        assert () == category_lines(books("doc_no | gross\n1 | 5,00"), Q2)


class TestParts:
    TEXT = """
        project: paths = [{ id = "pal" }, { id = "pal-1", within = "pal" }, { id = "kis" }]
        project: budget.total = 1000
        project: budget.tasks = [{ id = "t1", amount = 600, paths = ["pal"] }, { id = "t2", paths = ["kis"] }, { id = "t3" }]
        participants:
        no | path
        1  | pal
        expenditures:
        doc_no | payment_date | gross | task
        1      | 2009-04-02   | 60,00 | t1
        2      | 2009-04-02   | 30,00 | t2
        3      | 2009-04-02   | 9,00  | t3
        4      | 2009-04-02   | 5,00  |
    """

    def part(self, *paths):
        return part_of(books(self.TEXT), Part(paths=paths))

    def test_a_path_has_the_money_and_the_plan_of_its_tasks(self):
        spending = Spending(self.part("pal"), Q2)

        assert [("t1", Decimal(600), "60.00")] == [(one.id, one.planned, str(one.spent.cumulative)) for one in spending.tasks]
        assert Decimal(600) == spending.planned

    def test_an_entry_without_a_task_may_be_the_parts(self):
        assert 1 == Spending(self.part("pal"), Q2).of_nobody

    def test_of_a_path_within_the_tasks_path_nobody_knows(self):
        assert Spending(self.part("pal-1"), Q2).documents is None

    def test_the_plan_of_the_whole_project_is_not_the_parts(self):
        spending = Spending(self.part("kis"), Q2)

        assert None is spending.planned
        assert [("t2", None)] == [(one.id, one.planned) for one in spending.tasks]


class TestSources:
    def test_published_shares(self):
        """rules.md 3.5: Radom, Wodzisław, Katowice and Świętokrzyskie."""
        published = [("161662", "1539637", "10.5"), ("1886430.53", "2137117", "88.27"), ("250686.47", "2137117", "11.73")]
        published += [("4080000", "4800000", "85.00"), ("92.5", "100", "92.5")]

        assert all(within(100 * Decimal(part) / Decimal(whole), Decimal(share)) for part, whole, share in published)

    @pytest.mark.parametrize(("declared", "allowed"), [("89.5", "0.05"), ("88.27", "0.05"), ("85", "0.5")])
    def test_the_tolerance(self, declared, allowed):
        assert Decimal(allowed) == tolerance(Decimal(declared))

    def test_a_share_is_shown_as_exactly_as_it_was_declared(self):
        source = Source.model_validate({"id": "x", "kind": "grant", "name": "x", "amount": "333.33", "share": "33.333"})
        budget = books("project: budget.total = 1000\ndoc_no | gross\n1 | 1,00").project.budget

        assert "33.333" == str(share_of(source, budget))

    def test_what_each_paid_and_its_share(self):
        found = payers(
            books(SOURCES + """
            doc_no | payment_date | gross  | eligible | funding | own_contribution
            1      | 2009-03-02   | 100,00 | 100,00   | 84,00   | 16,00
            2      | 2009-04-02   | 100,00 | 100,00   | 87,00   | 13,00
        """),
            Q2,
        )  # fmt: skip

        assert [("87.00", "171.00", Decimal("85.50"), True), ("13.00", "29.00", Decimal("14.50"), True)] == [
            (*sums(one.spent), one.spent_share, one.spent_agrees) for one in found.lines
        ]
        assert "200.00" == str(found.spent.cumulative)

    def test_sources_of_one_side_are_told_apart_by_tasks_and_categories(self):
        own = [
            '{ id = "a", kind = "own", amount = 1, form = "allowances", tasks = ["benefits"] }',
            '{ id = "b", kind = "own", amount = 1, form = "in_kind", categories = ["rooms"] }',
            '{ id = "c", kind = "own", amount = 1 }',
        ]
        rows = """
            project: budget.total = 1000
            project: budget.tasks = [{ id = "t1" }, { id = "benefits" }]
            project: budget.categories = [{ id = "rooms", name = "Sale" }]
            doc_no | payment_date | gross | own_contribution | funding | task     | cost_category
            1      | 2009-04-02   | 60,00 | 60,00            | 0,00    | benefits | Sale
            2      | 2009-04-02   | 30,00 | 30,00            | 0,00    | t1       | sale
            3      | 2009-04-02   | 9,00  | 9,00             | 0,00    | t1       |
        """
        found = payers(books(f"project: budget.sources = [{', '.join(own)}]\n{cleandoc(rows)}"), Q2)

        assert {"a": "60.00", "b": "30.00", "c": "9.00"} == {one.source.id: str(one.spent.cumulative) for one in found.lines}

    def test_two_sources_that_nothing_tells_apart(self):
        found = payers(
            books("""
            project: budget.total = 100
            project: budget.sources = [{ id = "eu", amount = 80 }, { id = "state", amount = 20 }]
            doc_no | payment_date | gross | funding
            1      | 2009-04-02   | 60,00 | 60,00
        """),
            Q2,
        )

        assert [None, None] == [one.spent for one in found.lines]
        assert [("grant", "60.00")] == [(side, str(paid.cumulative)) for side, paid in found.unnamed]

    def test_an_amount_set_aside_is_spent_by_its_source_in_its_tasks(self):
        (line,) = set_aside(
            books("""
            project: budget.total = 100
            project: budget.tasks = [{ id = "work" }]
            project: budget.sources = [{ id = "ue", amount = 100 }]
            project: budget.set_aside = [{ within = "ue", amount = 50, tasks = ["work"] }]
            doc_no | payment_date | gross | funding | task
            1      | 2009-04-02   | 60,00 | 40,00   | work
            2      | 2009-04-02   | 60,00 | 60,00   |
        """),
            Q2,
        )

        assert ("40.00", Decimal("80.00"), True) == (str(line.spent.cumulative), line.percent, line.fits)

    def test_an_entry_whose_cost_cannot_be_read_is_in_no_sum_of_a_source(self):
        """Else the sources would have paid more than was spent."""
        text = """
            project: budget.total = 100
            project: budget.tasks = [{ id = "work" }]
            project: budget.sources = [{ id = "ue", amount = 100 }]
            project: budget.set_aside = [{ within = "ue", amount = 50, tasks = ["work"] }]
            doc_no | payment_date | eligible | funding | task
            1      | 2009-04-02   | 60,00    | 40,00   | work
            2      | 2009-04-02   | sto      | 60,00   | work
        """
        found, _said = read_books(table(text, "expenditures")[0], "efs-2014")
        (aside,) = set_aside(found, Q2)

        assert ["40.00"] == [str(line.spent.cumulative) for line in payers(found, Q2).lines]
        assert "40.00" == str(aside.spent.cumulative)


class TestLimits:
    ROWS = """
        doc_no | payment_date | gross  | eligible | limit_category  | cost_category
        1      | 2009-03-02   | 800,00 | 800,00   |                 |
        2      | 2009-04-02   | 100,00 | 100,00   | Cross-financing |
        3      | 2009-04-02   | 40,00  | 40,00    |                 | pośrednie
    """

    @pytest.mark.parametrize(
        ("limit", "allowed", "left"),
        [
            ("share = 10", "100.00", "0.00"),
            ('share = 10, base = "grant"', "85.00", "-15.00"),
            ('share = 10, base = "spent"', "94.00", "-6.00"),
            ("amount = 120", "120.00", "20.00"),
        ],
    )
    def test_what_a_limit_allows(self, limit, allowed, left):
        """registers.md 13: 10 % of the eligible, 10 % of the funding; the agreement says which."""
        definition = SOURCES + f'project: budget.limits = [{{ category = "cross-financing", {limit} }}]'
        (line,) = limit_lines(books(definition + self.ROWS), Q2)

        assert (allowed, left) == (str(line.allowed), str(line.left))

    FLAT = (
        SOURCES
        + """
        project: budget.categories = [{ id = "flat", name = "Pośrednie" }]
    """
    )

    def test_the_flat_rate_of_po_kl_leaves_cross_financing_out(self):
        """registers.md 13, POZ 1033: the agreement's rate times the approved expenditure minus cross-financing."""
        definition = self.FLAT + 'project: budget.flat_rates = [{ name = "x", rate = 4.5, minus = ["cross-financing"], category = "flat" }]'
        (line,) = flat_lines(books(definition + self.ROWS), Q2)

        assert ("800.00", "100.00", "36.00", "0.00", "40.00") == tuple(
            str(one) for one in (line.base.cumulative, line.taken_out.cumulative, line.cumulative, line.period, line.entered.cumulative)
        )

    @effort(1)
    @given(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), st.integers(0, 10**4))
    def test_the_flat_rates_of_periods_make_the_whole(self, grosze, rate):
        """Rounded each by itself they would not."""
        days = ("2009-01-15", "2009-05-15", "2009-08-15")
        rows = [
            ["doc_no", "payment_date", "gross"],
            *([str(n), day, f"{n // 100}.{n % 100:02}"] for n, day in zip(grosze, days, strict=True)),
        ]
        budget = {"total": 1, "sources": [{"id": "ue", "kind": "grant", "name": "ue", "amount": 1}]}
        budget["flat_rates"] = [{"name": "x", "rate": Decimal(rate) / 100}]
        found = books_of(Rows({"expenditures": rows}, {"budget": budget}), "efs-2014")
        quarters = [Span(date(2009, month, 1), date(2009, month + 3, 1) - timedelta(1)) for month in (1, 4, 7)]

        assert flat_lines(found, quarters[-1])[0].cumulative == sum(flat_lines(found, one)[0].period for one in quarters)


class TestStaff:
    TEXT = """
        project: budget.total = 1000
        project: budget.tasks = [{ id = "t1" }]
        project: staff = [{ id = "a", amount = 500, task = "t1" }, { id = "b" }]
        staff:
        no | post
        P1 | a
        P2 | a
        P2 | b
        P3 | b
        timesheets:
        staff_no | date       | hours
        P1       | 2009-03-02 | 8,5
        P1       | 2009-04-02 | 8
        P1       | 2009-04-03 | 8
        P2       | 2009-04-02 | 4
        P3       | 2009-07-02 | 4
        expenditures:
        doc_no | payment_date | gross  | task
        1      | 2009-04-02   | 490,00 | t1
        2      | 2009-04-02   | 100,00 |
    """

    def test_a_post_costs_what_its_task_does_and_has_the_hours_of_those_who_hold_it_alone(self):
        one, other = post_lines(books(self.TEXT), Q2)

        assert ("490.00", Decimal("98.00"), (Decimal("16.00"), Decimal("24.50")), "20.00") == (
            str(one.spent.cumulative), one.percent, one.hours, str(one.of_an_hour),
        )  # fmt: skip
        assert (None, (Decimal(0), Decimal(0))) == (other.spent, other.hours)

    def test_the_month_with_most_hours_against_the_limit_of_the_era(self):
        people = person_lines(books(self.TEXT), Q2)

        assert [("16.00", date(2009, 4, 1), Decimal(276), ("a",)), ("4.00", date(2009, 4, 1), Decimal(276), ("a", "b"))] == [
            (str(one.most), one.month, one.limit, one.posts) for one in people
        ]

    @pytest.mark.parametrize(("era", "limit"), [("efs-2014", Decimal(276)), ("pokl-2007", None), ("efsplus-2021", None)])
    def test_only_one_era_has_a_limit_of_its_own(self, era, limit):
        assert limit == person_lines(books_of(table(self.TEXT)[0], era), Q2)[0].limit

    def test_a_project_may_state_the_limit(self):
        found = books_of(table(self.TEXT)[0], "pokl-2007")
        stated = replace(found, era=found.era.changed({"staff_hours_limit": Decimal(240)}), _derived={})

        assert Decimal(240) == person_lines(stated, Q2)[0].limit


class TestUnitCosts:
    def test_money_over_the_persons_that_count_gives(self):
        found = books("""
            project: budget.total = 1000
            project: budget.sources = [{ id = "ue", amount = 1000 }]
            project: indicators = [{ id = "all", target = 4 }, { id = "pln", counts = "expenditures", sum = "gross" }]
            participants:
            no | start_date | state
            1  | 2009-02-02 | active
            1  | 2009-05-02 | active
            2  | 2009-05-02 | active
            3  | 2009-08-02 | active
            expenditures:
            doc_no | payment_date | gross
            1      | 2009-04-02   | 100,01
        """)
        spending = Spending(found, Q2)

        assert [("all", Decimal("250.00"), Decimal("50.01"))] == [
            (one.count.indicator.id, one.planned, one.actual) for one in unit_costs(count(found, Q2).counts, Decimal(1000), spending.whole)
        ]

    def test_a_part_of_the_participants_has_no_cost_of_its_own(self):
        """A status is no result: the whole was not spent for it. Results have a cost."""
        found = books("""
            project: indicators = [{ id = "all", target = 4 }, { id = "active", target = 2, when = [{ column = "state", is = "active" }] }, { id = "done", kind = "result", target = 2, when = [{ column = "state", is = "active" }] }]
            participants:
            no | start_date | state
            1  | 2009-02-02 | active
            expenditures:
            doc_no | payment_date | gross
            1      | 2009-04-02   | 100,00
        """)  # noqa: E501 - a definition

        costs = unit_costs(count(found, Q2).counts, Decimal(1000), Spending(found, Q2).whole)
        assert ["all", "done"] == [one.count.indicator.id for one in costs]


class TestForecast:
    TERM = Term(date(2009, 1, 1), date(2009, 12, 31), date(2009, 6, 30))

    def test_the_days_to_come_are_worth_what_those_so_far_were(self):
        found = forecast(Decimal("181.00"), Decimal("360.00"), self.TERM)

        assert ("365.00", "-5.00", Decimal("49.59")) == (str(found.at_end), str(found.left), found.gone)

    @pytest.mark.parametrize("today", [date(2008, 12, 31), date(2009, 12, 31)], ids=["not begun", "over"])
    def test_there_is_none_before_and_after(self, today):
        assert None is forecast(Decimal(1), None, Term(date(2009, 1, 1), date(2009, 12, 31), today))

    def test_there_is_none_of_nothing(self):
        assert None is forecast(Decimal(0), Decimal(100), self.TERM)


class TestCorrections:
    def corrected(self, rows):
        head = "doc_no | supplier_nip | issue_date | gross | is_correction | notes\n"
        return [(one.row, one.rows, one.could_be) for one in corrections_of(books(head + rows))]

    def test_the_only_document_of_the_supplier(self):
        assert [(1, (0,), 1)] == self.corrected(
            "FV/1 | 1234563218 | 2009-03-02 | 9,00 | no |\nK/1 | 1234563218 | 2009-04-02 | -1,00 | yes |"
        )

    def test_the_document_whose_number_it_names(self):
        rows = "FV/1 | 1234563218 | 2009-03-02 | 9,00 | no |\nFV/11 | 1234563218 | 2009-03-02 | 9,00 | no |\n"

        assert [(2, (1,), 1)] == self.corrected(rows + "K/1 | 1234563218 | 2009-04-02 | -1,00 | yes | korekta do fv / 11")

    def test_one_of_several_is_not_guessed(self):
        rows = "FV/1 | 1234563218 | 2009-03-02 | 9,00 | no |\nFV/2 | 1234563218 | 2009-03-02 | 9,00 | no |\n"

        assert [(2, (), 2)] == self.corrected(rows + "K/1 | 1234563218 | 2009-04-02 | -1,00 | yes |")

    def test_neither_a_later_document_nor_another_supplier(self):
        rows = "FV/1 | 5260250274 | 2009-03-02 | 9,00 | no |\nFV/2 | 1234563218 | 2009-05-02 | 9,00 | no |\n"

        assert [(2, (), 0)] == self.corrected(rows + "K/1 | 1234563218 | 2009-04-02 | -1,00 | yes |")

    def test_without_days_of_issue(self):
        assert [(1, (0,), 1)] == self.corrected("FV/1 | 1234563218 | | 9,00 | no |\nK/1 | 1234563218 | | -1,00 | yes |")

    def test_all_parts_of_a_document_are_corrected(self):
        rows = "FV/1 | 1234563218 | 2009-03-02 | 9,00 | no | a\nFV/1 | 1234563218 | 2009-03-02 | 9,00 | no | b\n"

        assert [(2, (0, 1), 1)] == self.corrected(rows + "K/1 | 1234563218 | 2009-04-02 | -1,00 | yes |")


class TestAttention:
    def test_a_document_of_another_term_is_said_once(self):
        """Issued outside as well it is A607, after the as-of day A608."""
        assert [("M201", 2), ("M201", 3)] == codes("""
            as of: 2010-06-30
            project: start = 2009-01-01
            project: period = { start = 2009-01-01, end = 2009-12-31 }
            doc_no | issue_date | payment_date | gross
            1      | 2009-01-01 | 2008-12-31   | 1,00
            2      | 2009-12-31 | 2010-01-02   | 1,00
            3      | 2009-12-31 | 2009-12-31   | 1,00
            4      | 2010-01-02 | 2010-01-02   | 1,00
            5      | 2009-12-31 | 2010-08-02   | 1,00
        """.replace("project: start = 2009-01-01\n", ""))  # fmt: skip

    def test_corrections_of_one_document_are_added_up(self):
        assert [("M202", 4)] == codes("""
            doc_no | supplier_nip | issue_date | payment_date | gross  | is_correction
            FV/1   | 1234563218   | 2009-03-02 | 2009-03-02   | 100,00 | no
            K/1    | 1234563218   | 2009-04-02 | 2009-04-02   | -60,00 | yes
            K/2    | 1234563218   | 2009-04-02 | 2009-04-02   | -40,01 | yes
        """)

    def test_what_was_corrected_to_nothing_is_lawful(self):
        assert [] == codes("""
            doc_no | supplier_nip | issue_date | payment_date | gross   | is_correction
            FV/1   | 1234563218   | 2009-03-02 | 2009-03-02   | 100,00  | no
            K/1    | 1234563218   | 2009-04-02 | 2009-04-02   | -100,00 | yes
        """)

    def test_a_plan_that_is_spent_to_the_grosz_is_lawful(self):
        assert [] == codes("""
            project: budget.total = 100
            project: budget.tasks = [{ id = "t1", amount = 100 }]
            project: budget.categories = [{ id = "a", name = "Płace", amount = 100 }]
            project: budget.sources = [{ id = "ue", amount = 100 }]
            project: budget.set_aside = [{ within = "ue", amount = 100, tasks = ["t1"] }]
            project: staff = [{ id = "p", amount = 100, task = "t1" }]
            doc_no | payment_date | gross  | funding | task | cost_category
            1      | 2009-04-02   | 100,00 | 100,00  | t1   | płace
        """)

    def test_what_is_paid_after_the_period_does_not_exceed_a_plan_in_it(self):
        assert [] == codes("""
            project: budget.total = 100
            project: budget.categories = [{ id = "a", name = "Płace", amount = 100 }]
            doc_no | payment_date | gross  | cost_category
            1      | 2009-07-02   | 100,01 | płace
        """)

    def test_a_limit_of_what_was_spent_is_decided_at_the_end(self):
        rows = """
            project: budget.total = 1000
            project: budget.limits = [{ category = "x", share = 10, base = "spent" }]
            doc_no | payment_date | gross | limit_category
            1      | 2009-04-02   | 50,00 | x
        """
        ended = "project: period = { start = 2009-01-01, end = 2009-06-30 }\n"

        assert [[], [("M209", 2)]] == [codes(rows), codes(ended + rows)]

    def test_parts_of_a_document_with_a_part_that_is_not_known(self):
        assert [] == codes("""
            doc_no | supplier_nip | issue_date | payment_date | gross  | eligible
            FV/1   | 1234563218   | 2009-03-02 | 2009-04-02   | 100,00 | 90,00
            FV/1   | 1234563218   | 2009-03-02 | 2009-05-02   | 100,00 | 80,00
            FV/1   | 1234563218   | 2009-03-02 | 2009-06-02   |        | 80,00
        """)

    @pytest.mark.parametrize("column", range(9))
    def test_a_register_without_a_column_is_asked_what_it_can_answer(self, column):
        rows = [
            line.split("|")
            for line in (
                "doc_no|supplier_nip|issue_date|payment_date|gross|eligible|is_correction|task|cost_category",
                "FV/1|1234563218|2009-03-02|2009-04-02|100,00|90,00|no|t1|Płace",
                "FV/1|1234563218|2009-03-02|2009-05-02|100,00|90,00|no|t2|inne",
                "K/1|1234563218|2009-03-02|2009-05-02|-300,00|-300,00|yes||",
            )
        ]
        kept = [[cell for at, cell in enumerate(cells) if at != column] for cells in rows]
        definition = table(TASKS + 'project: budget.categories = [{ id = "a", name = "Płace", amount = 1 }]')[0].definition
        found = books_of(Rows({"expenditures": kept}, definition), "efs-2014")

        assert all(one.place.register == "expenditures" for one in attention(found, Q2))
        assert Spending(found, Q2).whole is not None

    def test_an_unreadable_amount_is_not_missing(self):
        """Reading has said so already (R1xx)."""
        found, _said = read_books(
            table("doc_no | payment_date | gross | eligible\n1 | 2009-04-02 | 100,00 | sto", "expenditures")[0], "efs-2014"
        )

        assert [] == attention(found, Q2)


AMOUNTS = st.one_of(st.integers(-(10**12), 10**12), st.sampled_from([0, 1, -1, 2**53 + 1, 10**16]), st.none())
DAYS = st.one_of(st.none(), st.dates(date(2008, 12, 1), date(2009, 9, 1)))
ENTRIES = st.lists(
    st.tuples(AMOUNTS, DAYS, st.sampled_from(["t1", "t2", ""]), st.sampled_from(["Płace", "płace", "Sale", "inne", ""])), max_size=12
)


def entries(rows):
    """Books of a register with these entries."""
    cells = [["doc_no", "gross", "payment_date", "task", "cost_category", "funding", "own_contribution"]]
    for at, (amount, day, task, category) in enumerate(rows):
        written = "" if amount is None else str(Decimal(amount).scaleb(-2))
        share = "" if amount is None else str(Decimal(amount // 3).scaleb(-2))
        rest = "" if amount is None else str(Decimal(amount - amount // 3).scaleb(-2))
        cells.append([str(at), written, day.isoformat() if day else "", task, category, share, rest])
    budget = {
        "total": 1,
        "sources": [{"id": "ue", "kind": "grant", "name": "ue", "amount": 1}, {"id": "own", "kind": "own", "name": "own", "amount": 0}],
        "tasks": [{"id": "t1", "name": "t1"}, {"id": "t2", "name": "t2"}],
        "categories": [{"id": "a", "name": "Płace"}, {"id": "b", "name": "Sale", "task": "t2"}],
    }
    return books_of(Rows({"expenditures": cells}, {"budget": budget}), "efs-2014")


class TestSumsOfParts:
    @effort(1)
    @given(ENTRIES)
    def test_every_table_adds_up_to_the_whole_to_the_grosz(self, rows):
        found = entries(rows)
        whole = spent(documents_of(found), Q2)
        split = {name: [getattr(whole, name)] for name in (one.name for one in fields(whole))}
        for parts in ([one.spent for one in task_lines(found, Q2)], [one.spent for one in category_lines(found, Q2)]):
            for name, values in split.items():
                values.append(sum(getattr(part, name) for part in parts))

        assert all(len(set(values)) == 1 for values in split.values())

    @effort(1)
    @given(ENTRIES)
    def test_the_whole_is_what_a_person_adds_up(self, rows):
        known = [(amount, day) for amount, day, _task, _category in rows if amount is not None]
        found = spent(documents_of(entries(rows)), Q2)

        assert found.whole == Decimal(sum(amount for amount, _day in known)).scaleb(-2)
        assert found.period == Decimal(sum(amount for amount, day in known if day and Q2.start <= day <= Q2.end)).scaleb(-2)
        assert found.undated_entries == sum(day is None for _amount, day in known)
        assert found.without_amount == len(rows) - len(known)

    @effort(1)
    @given(ENTRIES)
    def test_the_sources_make_the_whole(self, rows):
        found = entries(rows)

        assert payers(found, Q2).spent.whole == spent(documents_of(found), Q2).whole

    @effort(1)
    @given(ENTRIES, st.dates(date(2009, 4, 1), date(2009, 6, 29)))
    def test_two_periods_make_the_one_that_they_make(self, rows, middle):
        documents = documents_of(entries(rows))
        first, second = Span(Q2.start, middle), Span(middle + timedelta(1), Q2.end)

        assert spent(documents, Q2).period == spent(documents, first).period + spent(documents, second).period


STEPS = Path(aktywna.__file__).parent / "steps"
FILES = (
    *sorted(Path(aktywna.domain.spending.__file__).parent.glob("*.py")),
    *(STEPS / name for name in ("budget.py", "budget_json.py", "budget_told.py", "tables/budget.py", "tables/spending.py")),
)


class TestNoFloat:
    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
    def test_nothing_that_reckons_with_money_names_a_float(self, file):
        every = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
        named = [node.id for node in every if isinstance(node, ast.Name) and "float" in node.id]
        named += [
            node.attr for node in every if isinstance(node, ast.Attribute) and ("float" in node.attr or node.attr in {"mean", "round"})
        ]
        written = [node.value for node in every if isinstance(node, ast.Constant) and isinstance(node.value, float)]
        written += [node.value for node in every if isinstance(node, ast.Constant) and str(node.value).startswith("float")]

        assert [] == [*named, *written]

    def test_amounts_that_a_float_cannot_hold_stay_exact(self):
        """2**53 + 1 grosze, and a sum that would leave 64 bits."""
        found = entries([(2**53 + 1, Q2.start, "t1", "")] + [(10**16 - 1, Q2.start, "t1", "")] * 11)

        assert Decimal(2**53 + 1 + 11 * (10**16 - 1)).scaleb(-2) == spent(documents_of(found), Q2).period

    def test_nothing_that_comes_out_is_a_float(self):
        spending = Spending(books(TestStaff.TEXT + SOURCES.split("\n")[2]), Q2)
        found = [*spending.tasks, *spending.posts, *spending.people, spending.whole, spending.payers]

        assert [] == [value for one in found for value in inside(one) if isinstance(value, float)]


def inside(value):
    """Every number within some dataclasses."""
    if is_dataclass(value):
        for one in fields(value):
            yield from inside(getattr(value, one.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from inside(one)
    else:
        yield value


class TestEntriesOfNothing:
    SOURCES = """
        project: budget.total = 100
        project: budget.sources = [{{ id = "ue", amount = 85 }}, {{ id = "own", kind = "own", amount = 15 }}]
        doc_no | payment_date | eligible | funding | own_contribution
        1      | 2009-04-02   | 100,00   | {}      | {}
    """

    def found(self, text, code):
        read, _said = read_books(table(text, "expenditures")[0], "efs-2014")
        return [(one.place.column, one.facts) for one in attention(read, Q2) if one.code == code]

    @pytest.mark.parametrize(
        ("funding", "own", "at"), [("", "15,00", "funding"), ("85,00", "", "own_contribution"), ("sto", "", "funding")]
    )
    def test_what_no_source_has(self, funding, own, at):
        assert [at] == [column for column, _facts in self.found(self.SOURCES.format(funding, own), "M214")]

    @pytest.mark.parametrize(("funding", "own"), [("100,00", ""), ("85,00", "10,00")], ids=["nought left empty", "both entered"])
    def test_nothing_where_a_blank_leaves_nothing_out(self, funding, own):
        assert [] == self.found(self.SOURCES.format(funding, own), "M214")

    def test_what_no_category_has(self):
        text = """
            project: budget.total = 100
            project: budget.sources = [{ id = "ue", amount = 100 }]
            project: budget.categories = [{ id = "pay", name = "Wynagrodzenia" }]
            doc_no | payment_date | eligible | cost_category
            1      | 2009-04-02   | 60,00    | Wynagrodzenia
            2      | 2009-04-02   | 40,00    |
        """

        assert [("cost_category", {"amount": 4000})] == self.found(text, "M215")
