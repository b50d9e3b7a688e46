"""Social and employment efficiency of 2014-2020: denominators, minimums, windows, thresholds, distances in people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Span
from aktywna.domain.efficiency.efficient import Efficient, people_needed
from aktywna.domain.efficiency.terms import Efficiency, settled
from aktywna.domain.registers.books import Part
from aktywna.io import shipped
from aktywna.steps.efficiency import Efficiencies, efficiency
from effort import effort
from tables import books_of, table

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
KNOWN = shipped.efficiency("efs-2014")
ONE_GROUP: dict[str, Any] = {"groups": [{"id": "A"}]}
TARGET = [{"id": "young", "name": "x"}, {"id": "others", "name": "x"}]
FORMS = [{"id": "course", "name": "x", "sphere": "vocational"}, {"id": "training", "name": "x", "sphere": "social"}]


def measured(text: str, announced: date | None = date(2016, 5, 1), span: Span = ALWAYS, **own: Any) -> Efficiencies:
    rows, _ = table(text)
    definition = {"efficiency": ONE_GROUP | own, "call_announced": announced, "forms": FORMS, "groups": TARGET}
    found = efficiency(books_of(rows, "efs-2014", **definition), span)
    assert found is not None
    return found


def one(text: str, code: str = "employment-A", **given: Any) -> Efficient:
    return measured(text, **given)[code]


@dataclass(frozen=True)
class Stood:
    """What a measure says, by the participants' rows."""

    met: tuple[int, ...] = ()
    unmet: tuple[int, ...] = ()
    open: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()


def stood(found: Efficient) -> Stood:
    return Stood(**{way: tuple(sorted((found.rows[found.standing == way] + 1).tolist())) for way in Stood.__dataclass_fields__})


def why(found: Efficient) -> dict[int, str]:
    return dict(sorted(zip((found.rows + 1).tolist(), found.why.tolist(), strict=True)))


def people(rows: str, outcomes: str = "", support: str | None = None) -> str:
    """A register: `no | end_date ...` lines over the columns that a complete record has; everybody got a course."""
    lines = [line.split("|") for line in rows.strip().splitlines()]
    head = [cell.strip() for cell in lines[0]]
    fixed = {
        "gender": "woman",
        "birth_date": "1980-01-01",
        "education": "isced3",
        "labour_status": "unemployed",
        "start_date": "2017-01-02",
    }
    fixed |= {"completed_as_planned": "yes"}
    fixed = {key: value for key, value in fixed.items() if key not in head}
    body = [[cell.strip() for cell in line] for line in lines[1:]]
    text = "as of: 2018-12-31\n" + " | ".join([*head, *fixed]) + "\n"
    text += "\n".join(" | ".join([*cells, *fixed.values()]) for cells in body)
    if support is None:
        support = "participant_no | form\n" + "\n".join(f"{cells[head.index('no')]} | course" for cells in body)
    text += f"\nsupport:\n{support}\n" if support else "\n"
    return text + (f"outcomes:\n{outcomes}" if outcomes else "")


JOB = "participant_no | outcome | date | job_form | job_share | job_until | job_open_ended | job_value | measured_on"


def job(*rows: str) -> str:
    return "\n".join([JOB, *rows])


GOOD = "employment | 2018-02-01 | labour_contract | 1 | | yes | |"


@pytest.fixture(scope="module")
def found() -> Efficiencies:
    """450 people: 400 with social and vocational support, 50 with social only; all finished; 50 found work, 350 + 40 a social effect."""
    rows = "no | end_date\n" + "\n".join(f"{number} | 2018-01-31" for number in range(1, 451))
    given = [f"{number} | training" for number in range(1, 451)] + [f"{number} | course" for number in range(1, 401)]
    worked = [f"{number} | {GOOD}" for number in range(1, 51)]
    better = [*range(1, 351), *range(401, 441)]
    social = [f"{number} | better_situation | 2018-02-01 | | | | | |" for number in better]
    asked = [f"{number} | none | 2018-02-01 | | | | | |" for number in range(1, 451) if number > 50 and number not in better]
    return measured(people(rows, job(*worked, *social, *asked), "participant_no | form\n" + "\n".join(given)))


class TestTheWorkedExample:
    def test_social(self, found: Efficiencies):
        one = found["social-A"]

        assert (390, 450, Decimal("86.67"), 0) == (one.numerator, one.denominator, one.share, one.missing)

    def test_employment_is_measured_without_who_got_social_support_only(self, found: Efficiencies):
        one = found["employment-A"]

        assert (50, 400, Decimal("12.50"), 38) == (one.numerator, one.denominator, one.share, one.missing)

    def test_who_got_social_support_only_is_left_out_with_the_reason(self, found: Efficiencies):
        assert {"other_support": 50} == found["employment-A"].reasons("left_out")

    def test_nobody_is_unknown(self, found: Efficiencies):
        assert [0, 0] == [one.unknown for one in found.found]


class TestWhoHasEnded:
    def test_a_drop_out_ends_only_for_a_job(self):
        found = one(people("""
            no | end_date   | completed_as_planned | end_reason
            1  | 2018-01-31 | yes                  | path
            2  | 2018-01-31 | no                   | job
            3  | 2018-01-31 | no                   | resignation
            4  | 2018-01-31 | no                   | illness
            5  |            |                      |
        """, job(*(f"{number} | {GOOD}" for number in range(1, 6)))))  # fmt: skip

        assert Stood(met=(1, 2), left_out=(3, 4, 5)) == stood(found)
        assert {1: "", 2: "", 3: "broke_off", 4: "broke_off", 5: "taking_part"} == why(found)

    def test_why_somebody_broke_off_is_not_known_unless_something_says_that_it_was_not_a_job(self):
        found = one(people("""
            no | end_date   | completed_as_planned | situation_1
            1  | 2018-01-31 | no                   |
            2  | 2018-01-31 | no                   | employment
            3  | 2018-01-31 | no                   | job_search
            4  | 2018-01-31 | no                   |
        """, job("4 | none | 2018-02-01 | | | | | |")))  # fmt: skip

        assert Stood(doubtful=(1, 2), left_out=(3, 4)) == stood(found)

    def test_a_person_who_takes_part_again_has_not_ended(self):
        found = one(people("""
            no | other_id | start_date | end_date   | completed_as_planned
            1  | X1       | 2017-01-02 | 2017-06-30 | yes
            2  | X1       | 2018-01-02 |            |
        """))  # fmt: skip

        assert Stood(left_out=(2,)) == stood(found)

    def test_the_last_exit_decides(self):
        found = one(people("""
            no | other_id | start_date | end_date   | completed_as_planned | end_reason
            1  | X1       | 2017-01-02 | 2017-06-30 | no                   | illness
            2  | X1       | 2017-09-01 | 2018-01-31 | yes                  |
        """, job(f"2 | {GOOD}")))  # fmt: skip

        assert Stood(met=(2,)) == stood(found)

    def test_what_happened_after_the_period_has_not_happened(self):
        text = people("no | end_date\n1 | 2018-01-31", job(f"1 | {GOOD}"))
        early, later = Span(date(2017, 1, 1), date(2018, 1, 31)), Span(date(2017, 1, 1), date(2018, 2, 1))

        assert [(0, 1), (1, 0)] == [(found.numerator, found.many["open"]) for found in (one(text, span=early), one(text, span=later))]

    def test_an_incomplete_record_is_not_measured(self):
        found = one(people("no | end_date | education\n1 | 2018-01-31 |\n2 | 2018-01-31 | isced3", job(f"1 | {GOOD}", f"2 | {GOOD}")))

        assert Stood(met=(2,)) == stood(found)


class TestWhoIsExcluded:
    def test_from_employment_only(self):
        text = people("no | end_date | birth_date\n1 | 2018-01-31 | 2001-01-01", job("1 | better_situation | 2018-02-01 | | | | | |"))
        found = measured(text)

        assert (Stood(met=(1,)), Stood(left_out=(1,))) == (stood(found["social-A"]), stood(found["employment-A"]))

    def test_who_is_under_age_on_leaving(self):
        """The eighteenth birthday is the first day of age; who came of age during participation may still be at school."""
        found = one(people("""
            no | birth_date | start_date | end_date   | compulsory_schooling
            1  | 2000-02-01 | 2018-02-01 | 2018-03-31 |
            2  | 2000-04-01 | 2018-02-01 | 2018-03-31 |
            3  | 2000-03-31 | 2018-02-01 | 2018-03-31 | no
            4  | 2000-03-31 | 2018-02-01 | 2018-03-31 | yes
            5  | 2000-03-31 | 2018-02-01 | 2018-03-31 |
            6  | 2000-04-01 | 2018-02-01 | 2018-03-31 | no
        """, job(*(f"{number} | employment | 2018-04-01 | labour_contract | 1 | | yes | |" for number in range(1, 7)))))  # fmt: skip

        assert Stood(met=(1, 3), doubtful=(5,), left_out=(2, 4, 6)) == stood(found)
        assert "age_unknown" == why(found)[5]

    def test_who_took_up_education_in_school_forms(self):
        found = one(people("""
            no | end_date
            1  | 2018-01-31
            2  | 2018-01-31
            3  | 2018-01-31
            4  | 2018-01-31
            5  | 2018-01-31
        """, """
            participant_no | outcome    | date       | job_form        | job_share | job_open_ended | school_form
            1              | employment | 2018-02-01 | labour_contract | 1         | yes            |
            1              | education  | 2018-02-15 |                 |           |                | yes
            2              | employment | 2018-02-01 | labour_contract | 1         | yes            |
            2              | education  | 2018-02-15 |                 |           |                | no
            3              | education  | 2018-02-15 |                 |           |                |
            4              | education  | 2018-05-01 |                 |           |                | yes
            5              | education  | 2018-04-30 |                 |           |                | yes
        """))  # fmt: skip

        assert Stood(met=(2,), unmet=(4,), doubtful=(3,), left_out=(1, 5)) == stood(found)

    def test_juveniles_by_the_target_group_that_the_project_names(self):
        text = people(
            "no | end_date | target_group\n1 | 2018-01-31 | young\n2 | 2018-01-31 | others\n3 | 2018-01-31 |",
            job(*(f"{number} | {GOOD}" for number in (1, 2, 3))),
        )

        assert Stood(met=(2,), doubtful=(3,), left_out=(1,)) == stood(one(text, juveniles=["young"]))

    def test_of_support_that_nobody_wrote_down_nothing_is_known(self):
        text = people("no | end_date\n1 | 2018-01-31\n2 | 2018-01-31\n3 | 2018-01-31", "", "participant_no | form\n1 | training\n2 |")

        assert {1: "other_support", 2: "support_unknown", 3: "support_unknown"} == why(one(text))


class TestWork:
    @pytest.mark.parametrize(
        ("row", "way"),
        [
            ("labour_contract | 0.5 | 2018-04-30 | | |", "met"),
            ("labour_contract | 0.49 | 2018-04-30 | | |", "unmet"),
            ("labour_contract | 0.5 | 2018-04-29 | | |", "unmet"),
            ("labour_contract | | 2018-04-30 | | |", "open"),
            ("labour_contract | 0.5 | | | |", "open"),
            ("labour_contract | 0.5 | | yes | |", "met"),
            ("labour_contract | 0.5 | | | | 2018-04-30", "met"),
            ("labour_contract | 0.5 | | | | 2018-04-29", "open"),
            ("civil_contract | | 2018-04-30 | | 6000.00 |", "met"),
            ("civil_contract | | 2018-04-30 | | 5999.99 |", "unmet"),
            ("civil_contract | | 2018-04-29 | | 6000.00 |", "unmet"),
            ("civil_contract | | 2018-04-30 | | |", "open"),
            ("specific_work | | 2018-02-10 | | 6000.00 |", "met"),
            ("specific_work | | 2018-02-10 | | 5999.99 |", "unmet"),
            ("business | | | | | 2018-04-30", "met"),
            ("business | | | | |", "open"),
            ("business | | 2018-04-29 | | |", "unmet"),
            ("other | 1 | 2018-12-31 | | |", "unmet"),
            (" | 1 | | | |", "open"),
        ],
    )
    def test_each_minimum_at_its_boundary(self, row: str, way: str):
        found = one(
            people("no | end_date\n1 | 2018-01-31", job(f"1 | employment | 2018-02-01 | {row}")),
            forms=["labour_contract", "civil_contract", "specific_work", "business"],
            minimum_wage={"2018": 2000},
        )

        assert Stood(**{way: (1,)}) == stood(found)

    @pytest.mark.parametrize(
        ("begun", "way"),
        [("2018-04-30", "met"), ("2018-05-01", "unmet"), ("2018-01-31", "met"), ("2017-06-01", "met"), ("2017-01-01", "unmet")],
    )
    def test_the_last_day_of_the_window_counts_and_so_does_work_that_goes_on_while_leaving(self, begun: str, way: str):
        text = people("no | end_date\n1 | 2018-01-31", job(f"1 | employment | {begun} | labour_contract | 1 | | yes | |"))

        assert Stood(**{way: (1,)}) == stood(one(text))

    def test_work_that_ended_before_leaving_does_not_count(self):
        text = people("no | end_date\n1 | 2018-01-31", job("1 | employment | 2017-06-01 | labour_contract | 1 | 2018-01-30 | | |"))

        assert Stood(unmet=(1,)) == stood(one(text))

    @pytest.mark.parametrize(("left", "last"), [("2017-11-30", "2018-02-28"), ("2018-01-31", "2018-04-30"), ("2018-02-28", "2018-05-28")])
    def test_three_months_end_on_the_day_of_the_same_number_or_the_last_of_the_month(self, left: str, last: str):
        text = people(f"no | end_date\n1 | {left}")

        assert [last] == one(text, span=Span(date(2017, 1, 1), date.fromisoformat(left))).day.astype(str).tolist()

    @pytest.mark.parametrize(
        ("second", "way"),
        [
            ("2018-04-03", "met"),  # Easter: Sunday 1 and Monday 2 April 2018
            ("2018-04-04", "unmet"),  # a day of work between
        ],
    )
    def test_public_holidays_are_not_a_break(self, second: str, way: str):
        text = people("no | end_date\n1 | 2018-01-31", job(
            "1 | employment | 2018-02-01 | labour_contract | 1 | 2018-03-31 | | |",
            f"1 | employment | {second} | labour_contract | 0.5 | 2018-04-30 | | |",
        ))  # fmt: skip

        assert Stood(**{way: (1,)}) == stood(one(text))

    def test_two_short_jobs_at_once_do_not_make_a_long_one(self):
        text = people("no | end_date\n1 | 2018-01-31", job(
            "1 | employment | 2018-02-01 | labour_contract | 1 | 2018-03-31 | | |",
            "1 | employment | 2018-02-01 | labour_contract | 1 | 2018-03-31 | | |",
        ))  # fmt: skip

        assert Stood(unmet=(1,)) == stood(one(text))

    def test_a_person_counts_once_whatever_the_number_of_jobs(self):
        found = one(
            people("no | end_date\n1 | 2018-01-31\n2 | 2018-01-31", job(f"1 | {GOOD}", f"1 | {GOOD}", "2 | none | 2018-02-01 |||||"))
        )

        assert (1, 2, Decimal("50.00")) == (found.numerator, found.denominator, found.share)

    def test_of_whom_nobody_was_asked_it_is_not_known(self):
        found = one(
            people(
                "no | end_date\n1 | 2018-01-31\n2 | 2018-01-31\n3 | 2018-12-01",
                job("1 | none | 2018-02-01 |||||", "3 | none | 2018-12-10 |||||"),
            )
        )

        assert {1: "none", 2: "not_asked", 3: "window_open"} == why(found)

    def test_a_civil_contract_of_a_call_of_2016_is_not_known_until_the_project_says_which_forms_count(self):
        text = people("no | end_date\n1 | 2018-01-31", job("1 | employment | 2018-02-01 | civil_contract | | 2018-12-31 | | 9000 |"))
        wages = {"minimum_wage": {"2018": 2100}}

        assert ["open", "unmet", "met"] == [
            one(text, **wages).standing[0],
            one(text, forms=["labour_contract"], **wages).standing[0],
            one(text, "employment-A", announced=date(2015, 12, 31), **wages).standing[0],
        ]


class TestTheSocialEffect:
    def test_by_outcomes_within_the_window(self):
        found = one(people("no | end_date\n1 | 2018-01-31\n2 | 2018-01-31\n3 | 2018-01-31\n4 | 2018-01-31", job(
            "1 | better_situation | 2018-04-30 | | | | | |",
            "2 | better_situation | 2018-05-01 | | | | | |",
            "3 | education | | | | | | |",
            f"4 | {GOOD}",
        )), "social-A")  # fmt: skip

        assert Stood(met=(1,), unmet=(2, 4), open=(3,)) == stood(found)

    def test_by_assessments_that_improved(self):
        text = people("no | end_date\n1 | 2018-01-31\n2 | 2018-01-31\n3 | 2018-01-31", job(
            "1 | none | 2018-02-01 |||||", "2 | none | 2018-02-01 |||||", "3 | none | 2018-02-01 |||||",
        )) + """
            assessments:
            participant_no | area       | phase | date       | score
            1              | motivation | pre   | 2017-01-10 | 2
            1              | motivation | post  | 2018-01-30 | 3
            2              | motivation | pre   | 2017-01-10 | 2
            2              | motivation | post  | 2018-01-30 | 2
            3              | motivation | pre   | 2017-01-10 | 2
        """  # fmt: skip

        assert Stood(met=(1,), unmet=(2,), open=(3,)) == stood(one(text, "social-A", social_soft={"areas": ["motivation"]}))

    def test_the_combined_rules_take_either_effect_once(self):
        found = measured(people("no | end_date\n1 | 2018-01-31\n2 | 2018-01-31\n3 | 2018-01-31", job(
            f"1 | {GOOD}", "1 | better_situation | 2018-02-01 | | | | | |", "2 | better_situation | 2018-02-01 | | | | | |",
            "3 | none | 2018-02-01 |||||",
        )), announced=date(2015, 6, 1))  # fmt: skip

        assert [("combined-A", 2, 3, 56), ("employment-A", 1, 3, 22)] == [
            (one.code, one.numerator, one.denominator, one.threshold and one.threshold.percent) for one in found.found
        ]


class TestGroups:
    TEXT = people(
        """
            no | end_date   | disability | disability_degree | disability_kind
            1  | 2018-01-31 | no         |                   |
            2  | 2018-01-31 | yes        | severe            |
            3  | 2018-01-31 | yes        | mild              | multiple
            4  | 2018-01-31 | yes        | moderate          | other
            5  | 2018-01-31 | yes        | moderate          |
            6  | 2018-01-31 | refused    |                   |
            7  | 2018-01-31 |            |                   |
        """,
        job(*(f"{number} | {GOOD}" for number in range(1, 8))),
    )

    def test_disjoint_groups_give_a_person_to_the_second(self):
        found = measured(self.TEXT, groups=[])

        assert Stood(met=(1, 4, 6), doubtful=(5, 7)) == stood(found["employment-A"])
        assert Stood(met=(2, 3), doubtful=(5, 7)) == stood(found["employment-B"])

    def test_overlapping_groups_give_a_person_to_both(self):
        found = measured(self.TEXT, groups=[], groups_are="overlapping")

        assert Stood(met=(1, 2, 3, 4, 5, 6, 7)) == stood(found["employment-A"])
        assert Stood(met=(2, 3), doubtful=(5, 7)) == stood(found["employment-B"])

    def test_a_group_of_the_projects_own(self):
        groups = [{"id": "C", "name": "x", "among": [{"column": "disability", "is": True}], "employment": {"people": 24, "of": 120}}]
        one = measured(self.TEXT, announced=None, groups=groups)["employment-C"]

        assert (4, 4, 24, 20) == (one.numerator, one.denominator, one.needed, one.missing)


@pytest.mark.parametrize(
    ("announced", "kind", "thresholds"),
    [
        (date(2014, 12, 31), "split", {}),
        (date(2015, 1, 1), "combined", {"A": {"combined": 56, "employment": 22}, "B": {"combined": 46, "employment": 12}}),
        (date(2015, 12, 31), "combined", {"A": {"combined": 56, "employment": 22}, "B": {"combined": 46, "employment": 12}}),
        (date(2016, 1, 1), "split", {"A": {"social": 34, "employment": 22}, "B": {"social": 34, "employment": 12}}),
        (date(2017, 12, 31), "split", {"A": {"social": 34, "employment": 22}, "B": {"social": 34, "employment": 12}}),
        (date(2018, 1, 1), "split", {}),
        (None, "split", {}),
    ],
)
def test_the_day_of_the_call_chooses_the_version(announced: date | None, kind: str, thresholds: dict[str, dict[str, int]]):
    rules = settled(Efficiency(), KNOWN, announced)

    found = {group.id: {measure: one.percent for measure, one in group.thresholds.items()} for group in rules.groups if group.thresholds}
    assert (kind, thresholds) == (rules.kind, found)


def test_the_start_of_the_project_does_not_choose_it():
    found = measured(people("no | end_date\n1 | 2018-01-31"), announced=date(2015, 12, 31), groups=[])

    assert "combined" == found.rules.kind


class TestThresholds:
    def test_an_empty_denominator_is_not_applicable(self):
        found = one(people("no | end_date\n1 |"))

        assert (0, None, None, None) == (found.denominator, found.share, found.needed, found.missing)

    @pytest.mark.parametrize(
        ("percent", "of", "needed"), [("22", 50, 11), ("22", 51, 12), ("22", 49, 11), ("56", 25, 14), ("0", 10, 0), ("100", 7, 7)]
    )
    def test_the_distance_is_exact_at_the_boundary(self, percent: str, of: int, needed: int):
        assert needed == people_needed(Decimal(percent), of)

    @given(st.decimals(0, 100, places=2), st.integers(1, 10_000))
    def test_the_needed_people_reach_it_and_one_fewer_do_not(self, percent: Decimal, of: int):
        needed = people_needed(percent, of)

        assert needed * 100 >= percent * of
        assert needed == 0 or (needed - 1) * 100 < percent * of


@effort(1 / 2)
@given(st.permutations(range(8)), st.data())
def test_order_of_rows_changes_nothing_and_everybody_stands_once(order: list[int], data: st.DataObject):
    ends = data.draw(st.lists(st.sampled_from(["2018-01-31", "2018-11-30", ""]), min_size=8, max_size=8))
    planned = data.draw(st.lists(st.sampled_from(["yes", "no", ""]), min_size=8, max_size=8))
    rows = [f"{number} | {end} | {said}" for number, (end, said) in enumerate(zip(ends, planned, strict=True), 1)]
    kinds = data.draw(st.lists(st.sampled_from(["labour_contract", "civil_contract", ""]), min_size=8, max_size=8))
    jobs = [f"{number} | employment | 2018-02-01 | {kind} | 1 | 2018-06-30 | | |" for number, kind in enumerate(kinds, 1)]
    head = "no | end_date | completed_as_planned"

    def ways(at: list[int]) -> list[dict[str, int]]:
        text = people("\n".join([head, *(rows[one] for one in at)]), job(*(jobs[one] for one in at)))
        return [dict(found.many) for found in measured(text).found]

    plain = ways(list(range(8)))
    assert plain == ways(order)
    assert [8, 8] == [sum(found.values()) for found in plain]


@pytest.mark.parametrize(
    ("year", "easter"), [(2015, date(2015, 4, 5)), (2016, date(2016, 3, 27)), (2018, date(2018, 4, 1)), (2019, date(2019, 4, 21))]
)
def test_easter_and_what_hangs_on_it(year: int, easter: date):
    assert KNOWN is not None
    days = {one.falls(year) for one in KNOWN.holiday if one.after_easter is not None}

    assert {easter, easter + timedelta(1), easter + timedelta(49), easter + timedelta(60)} == days


@pytest.mark.parametrize(("year", "days"), [(2018, 13), (2024, 13), (2025, 14)])
def test_christmas_eve_is_off_since_2025(year: int, days: int):
    assert KNOWN is not None

    assert days == sum(one.falls(year) is not None for one in KNOWN.holiday)


class TestParts:
    def test_a_threshold_in_people_is_of_the_whole_project(self):
        own = {"groups": [{"id": "A", "social": 34, "employment": {"people": 24, "of": 120}}]}
        rows, _ = table(people("no | end_date | edition\n1 | 2018-01-31 | e1\n2 | 2018-01-31 | e2", job(f"1 | {GOOD}", f"2 | {GOOD}")))
        editions = [{"id": one, "name": one, "start": date(2017, 1, 1), "end": date(2018, 12, 31)} for one in ("e1", "e2")]
        books = books_of(rows, "efs-2014", efficiency=own, forms=FORMS, editions=editions)
        part = efficiency(narrowed(books, Part(editions=("e1",))), ALWAYS)

        assert part is not None
        assert [("social-A", 1, 1), ("employment-A", None, 1)] == [(one.code, one.needed, one.denominator) for one in part.found]

    def test_of_nobody_everything_is_not_applicable(self):
        found = measured("no | start_date | end_date\n1 | 2019-02-01 |", span=Span(date(2017, 1, 1), date(2018, 12, 31)))

        assert [(0, None), (0, None)] == [(one.population, one.share) for one in found.found]
