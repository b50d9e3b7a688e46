"""Counting: dated sets of people, met / unmet / unknown, persons and not rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aktywna.domain.books import Part
from aktywna.domain.calendar import last_span, name_of
from aktywna.domain.part import narrowed
from aktywna.domain.tally import Count, Span
from aktywna.steps.count import count, counted
from aktywna.steps.split import breakdown, splits_of
from tables import books_of, table

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
EECR04 = {"id": "EECR04", "use": "EECR04"}


@dataclass(frozen=True)
class Answered:
    """What a count says, by the participants' numbers."""

    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def ask(text: str, *indicators: dict, era: str = "pokl-2007", span: Span = ALWAYS, part: Part | None = None, **definition) -> Count:
    rows, _ = table(text)
    books = books_of(rows, era, indicators=[{"name": "x"} | one if "use" not in one else one for one in indicators], **definition)
    if part is not None:
        books = narrowed(books, part)
    return counted(count(books, span), indicators[0]["id"])


def answered(found: Count) -> Answered:
    units = found.units
    return Answered(*(tuple(str(row + 1) for row in sorted(units.rows[mask])) for mask in (units.met, units.unmet, units.unknown)))


def test_a_job_counts_up_to_day_28():
    """The 28th day still counts, the 29th does not; leaving for a job counts; who came in working is not asked."""
    found = ask(
        """
        project: era = "efsplus-2021"
        no | gender | birth_date | education | labour_status | start_date | end_date   | situation_1
        1  | woman  | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 |
        2  | man    | 1990-01-01 | isced3    | inactive      | 2026-03-01 | 2026-09-30 |
        3  | man    | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 |
        4  | man    | 1990-01-01 | isced3    | employed      | 2026-03-01 | 2026-09-30 |
        5  | man    | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 | other
        6  | man    | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 |
        outcomes:
        participant_no | outcome    | date
        1              | employment | 2026-10-28
        2              | employment | 2026-10-29
        3              | employment | 2026-09-27
        4              | employment | 2026-10-01
        """,
        EECR04,
        era="efsplus-2021",
    )

    assert Answered(met=("1", "3"), unmet=("2", "5"), unknown=("6",)) == answered(found)


def test_candidates_and_the_reserve_list_are_not_participants():
    found = ask(
        """
        no | state   | start_date
        1  | active  | 2009-01-05
        2  | reserve |
        3  | reserve | 2009-01-05
        4  |         |
        """,
        {"id": "people"},
    )

    assert Answered(met=("1",)) == answered(found)


def test_who_takes_part_without_a_first_day_is_not_known():
    found = ask(
        """
        no | state  | start_date
        1  | active | 2009-01-05
        2  | active |
        """,
        {"id": "people"},
    )

    assert (1, 1, True) == (found.cumulative.total, found.cumulative.unknown, found.cumulative.at_least)


def test_a_person_in_two_editions_is_one_person():
    text = """
        project: editions = [{ id = "2011", start = 2011-01-01, end = 2011-12-31 }, { id = "2012", start = 2012-01-01, end = 2012-12-31 }]
        no | pesel       | edition | start_date
        1  | 44051401458 | 2011    | 2011-02-01
        2  | 44051401458 | 2012    | 2012-02-01
        3  | 02070803628 | 2012    | 2012-02-01
        """

    parts = (None, Part(editions=("2011",)), Part(editions=("2012",)))
    totals = [ask(text, {"id": "people"}, part=part).cumulative.total for part in parts]

    assert [2, 1, 2] == totals


def test_entry_data_are_those_of_the_first_participation():
    found = ask(
        """
        no | pesel       | start_date | labour_status
        1  | 44051401458 | 2012-02-01 | inactive
        2  | 44051401458 | 2011-02-01 | unemployed
        """,
        {"id": "unemployed", "when": [{"column": "labour_status", "is": "unemployed"}]},
    )

    assert 1 == found.cumulative.total


def test_a_pesel_that_is_not_valid_identifies_nobody():
    found = ask(
        """
        no | pesel       | start_date
        1  | 00000000000 | 2012-02-01
        2  | 00000000000 | 2012-02-01
        """,
        {"id": "people"},
    )

    assert 2 == found.cumulative.total


def test_the_wider_status_includes_the_narrower():
    found = ask(
        """
        no | start_date | labour_status
        1  | 2012-02-01 | unemployed_registered
        2  | 2012-02-01 | unemployed
        3  | 2012-02-01 | inactive
        4  | 2012-02-01 |
        """,
        {"id": "unemployed", "when": [{"column": "labour_status", "is": "unemployed"}]},
    )

    assert Answered(met=("1", "2"), unmet=("3",), unknown=("4",)) == answered(found)


def test_period_and_cumulative_go_by_the_day_of_the_event():
    text = """
        no | start_date
        1  | 2009-01-05
        2  | 2009-01-05
        3  | 2009-01-05
        certificates:
        certificate_no | participant_no | date
        1              | 1              | 2009-03-31
        2              | 2              | 2009-04-01
        3              | 3              | 2009-05-01
        """
    certified = {"id": "certified", "when": [{"register": "certificates", "blank": "no"}]}

    found = ask(text, certified, span=Span(date(2009, 4, 1), date(2009, 4, 30)))

    assert (1, 2, 3) == (found.period.total, found.cumulative.total, found.population)


def test_an_event_belongs_to_the_participation_that_had_begun():
    text = """
        project: editions = [{ id = "2011", start = 2011-01-01, end = 2011-12-31 }, { id = "2012", start = 2012-01-01, end = 2012-12-31 }]
        no | pesel       | edition | start_date
        1  | 44051401458 | 2011    | 2011-02-01
        1  | 44051401458 | 2012    | 2012-02-01
        certificates:
        certificate_no | participant_no | date
        1              | 1              | 2012-03-31
        """
    certified = {"id": "certified", "when": [{"register": "certificates", "blank": "no"}]}

    totals = [ask(text, certified, part=Part(editions=(edition,))).cumulative.total for edition in ("2011", "2012")]

    assert [0, 1] == totals


def test_several_certificates_of_one_person_are_one_person():
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        certificates:
        certificate_no | participant_no | date
        1              | 1              | 2009-03-31
        2              | 1              | 2009-02-28
        """,
        {"id": "certified", "when": [{"register": "certificates", "blank": "no"}]},
    )

    assert (1, "2009-02-28") == (found.cumulative.total, str(found.units.day[0].astype("datetime64[D]")))


def test_an_event_without_a_day_is_not_known_to_have_happened_in_time():
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        certificates:
        certificate_no | participant_no | date
        1              | 1              |
        """,
        {"id": "certified", "when": [{"register": "certificates", "blank": "no"}]},
    )

    assert (0, 1) == (found.cumulative.total, found.cumulative.unknown)


def test_hours_add_up_to_a_threshold_on_the_day_they_reach_it():
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        2  | 2009-01-05
        attendance:
        participant_no | date       | hours | mark
        1              | 2009-03-02 | 6     | present
        1              | 2009-03-03 | 6     | present
        2              | 2009-03-02 | 6     | present
        """,
        {"id": "ten", "when": [{"register": "attendance", "sum": "hours", "at_least": 10, "blank": "no"}]},
    )

    assert (Answered(met=("1",), unmet=("2",)), "2009-03-03") == (answered(found), str(found.units.day[0].astype("datetime64[D]")))


def test_an_incomplete_record_is_left_out_where_the_era_says_so():
    text = """
        no | gender | birth_date | education | labour_status | start_date
        1  | woman  | 1980-01-01 | isced3    | unemployed    | 2016-01-04
        2  | woman  | 1980-01-01 | isced3    |               | 2016-01-04
        """

    excluded, counted_all = ask(text, {"id": "people"}, era="efs-2014"), ask(text, {"id": "people"}, era="pokl-2007")

    assert ((1, 1), (2, 0)) == ((excluded.cumulative.total, excluded.excluded), (counted_all.cumulative.total, counted_all.excluded))


def test_hours_that_nobody_wrote_down_might_be_enough():
    """The first has some hours and a blank, the second a blank only, the third too few and nothing left open."""
    text = """
        no | start_date
        1  | 2009-01-05
        2  | 2009-01-05
        3  | 2009-01-05
        support:
        participant_no | start_date | hours_done
        1              | 2009-03-02 | 6
        1              | 2009-03-03 |
        2              | 2009-03-02 |
        3              | 2009-03-02 | 6
        """
    ten = {"register": "support", "sum": "hours_done", "at_least": 10}

    left_open, closed = (ask(text, {"id": "ten", "when": [ten | blank]}) for blank in ({}, {"blank": "no"}))

    assert Answered(unmet=("3",), unknown=("1", "2")) == answered(left_open)
    assert Answered(unmet=("1", "2", "3")) == answered(closed)


def test_the_earliest_row_stands_for_a_person_wherever_it_is_written():
    found = ask(
        """
        no | pesel       | start_date
        2  | 44051401458 | 2012-02-01
        1  | 44051401458 | 2011-02-01
        """,
        {"id": "people"},
    )

    assert Answered(met=("2",)) == answered(found)


def test_no_number_is_nobodys_number():
    """Strangers who have no other identifier stay two, however the cell says so; initials are an identifier."""
    found = ask(
        """
        no | other_id    | start_date
        1  | brak        | 2009-01-05
        2  | Brak        | 2009-01-05
        3  | nie dotyczy | 2009-01-05
        4  | nie dotyczy | 2009-01-05
        5  | BD          | 2009-01-05
        6  | BD          | 2009-02-05
        """,
        {"id": "people"},
    )

    assert Answered(met=("1", "2", "3", "4", "5")) == answered(found)


def test_a_breakdown_takes_a_value_as_it_is_written():
    """A colon parts the breakdowns of a crossed one, not the words of an office."""
    rows, _ = table(
        """
        no | start_date | commune
        1  | 2009-01-05 | Gmina: Zmyślona
        """
    )
    books = books_of(rows, indicators=[{"id": "people", "name": "x"}])

    grid = breakdown(books, count(books, ALWAYS), splits_of("commune")[0], "pl")

    assert ["Gmina: Zmyślona"] == [row[1].value for row in grid.rows]


def test_a_percentage_rounds_a_half_up():
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        """,
        {"id": "people", "target": 800},
    )

    assert Decimal("0.13") == found.percent


def test_money_adds_up_to_the_grosz():
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        expenditures:
        doc_no | issue_date | payment_date | eligible
        1      | 2009-02-01 | 2009-02-01   | 0,10
        2      | 2009-02-01 | 2009-02-02   | 0,20
        """,
        {"id": "spent", "counts": "expenditures", "sum": "eligible", "target": Decimal("0.60")},
    )

    assert (Decimal("0.30"), Decimal("50.00")) == (found.cumulative.total, found.percent)


def test_an_empty_denominator_is_nothing():
    found = ask(
        """
        no | start_date | labour_status
        1  | 2009-01-05 | inactive
        """,
        {"id": "share", "kind": "ratio", "ratio": {"of": "nobody", "to": "nobody"}},
        {"id": "nobody", "when": [{"column": "labour_status", "is": "employed"}]},
    )

    assert (None, 0, 0) == (found.cumulative.total, found.numerator, found.denominator)


SOFT = {"areas": [{"id": "a"}, {"id": "b"}]}


def test_a_change_needs_both_assessments():
    """Improved; measured and not improved; a pair missing; nothing at all."""
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        2  | 2009-01-05
        3  | 2009-01-05
        4  | 2009-01-05
        assessments:
        participant_no | area | phase | date       | score
        1              | a    | pre   | 2009-01-05 | 2
        1              | a    | post  | 2009-06-05 | 4
        1              | b    | pre   | 2009-01-05 | 2
        1              | b    | post  | 2009-06-05 | 2
        2              | a    | pre   | 2009-01-05 | 2
        2              | a    | post  | 2009-06-05 | 2
        2              | b    | pre   | 2009-01-05 | 3
        2              | b    | post  | 2009-06-05 | 2
        3              | a    | pre   | 2009-01-05 | 2
        """,
        {"id": "soft", "kind": "soft", "soft": {"areas": ["a", "b"]}},
        soft=SOFT,
    )

    assert Answered(met=("1",), unmet=("2",), unknown=("3", "4")) == answered(found)
    assert (2, 1, Decimal("0.25")) == (found.change.measured, found.change.improved, found.change.mean_change)


def test_a_part_that_a_register_does_not_name_has_no_such_figure():
    text = """
        project: paths = [{ id = "pal" }]
        no | start_date | path
        1  | 2009-01-05 | pal
        expenditures:
        doc_no | issue_date | payment_date | eligible
        1      | 2009-02-01 | 2009-02-01   | 10
        """

    found = ask(text, {"id": "spent", "counts": "expenditures", "sum": "eligible"}, part=Part(paths=("pal",)))

    assert found.cumulative.total is None


def test_a_part_has_the_target_promised_for_it():
    text = """
        project: paths = [{ id = "pal" }, { id = "kis" }]
        no | start_date | path
        1  | 2009-01-05 | pal
        """
    promised = {"id": "people", "target": 10, "targets": [{"path": "pal", "total": 4}]}

    targets = [ask(text, promised, part=Part(paths=(path,))).target for path in ("pal", "kis")]

    assert [4, None] == [target and target.total for target in targets]


STATUSES = ("unemployed", "inactive", "employed", "")
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(STATUSES),
        st.sampled_from(("woman", "man", "")),
        st.sampled_from(("2009-01-05", "2009-06-05", "2010-01-05", "")),
        st.sampled_from(("44051401458", "02070803628", "80071610614", "")),
    ),
    min_size=1,
    max_size=12,
)


def _rows(people: list[tuple[str, ...]]) -> str:
    lines = [f"{number} | {' | '.join(person)}" for number, person in enumerate(people, 1)]
    return "\n".join(["no | labour_status | gender | start_date | pesel", *lines])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people=PEOPLE, seed=st.randoms(use_true_random=False))
def test_the_parts_add_up_and_order_changes_nothing(people, seed):
    """Met, unmet and unknown are the population; women, men and unknown sex the total; periods the cumulative."""
    indicator = {"id": "x", "when": [{"column": "labour_status", "is": "unemployed"}]}
    found = ask(_rows(people), indicator)
    shuffled = list(people)
    seed.shuffle(shuffled)
    again = ask(_rows(shuffled), indicator)
    halves = [ask(_rows(people), indicator, span=Span(date(year, 1, 1), date(year, 12, 31))).period.total for year in (2009, 2010)]

    assert found.population == int(np.sum(found.units.met | found.units.unmet | found.units.unknown)) == len(found.units.keys)
    assert found.cumulative.total == found.cumulative.women + found.cumulative.men + found.cumulative.sex_unknown
    assert found.cumulative.total == sum(halves)
    assert (found.cumulative.total, found.cumulative.unknown, found.population) == (
        again.cumulative.total, again.cumulative.unknown, again.population,
    )  # fmt: skip


@pytest.mark.parametrize(("asked", "expected"), [(["1", "2"], 2), (["3"], 0)])
def test_choices_of_several_values_are_looked_into(asked, expected):
    paths = [{"id": "p1"}, {"id": "p2"}, {"id": "p3"}]
    found = ask(
        """
        no | start_date | path
        1  | 2009-01-05 | p1; p2
        2  | 2009-01-05 | p2
        """,
        {"id": "x", "when": [{"column": "path", "is_in": [f"p{one}" for one in asked]}]},
        paths=paths,
    )

    assert expected == found.cumulative.total


def test_a_column_that_nobody_has_makes_nobody_incomplete():
    """Without sex in any column the register is wrong, which is one finding; the people are counted, their sex unknown."""
    found = ask(
        """
        no | birth_date | education | labour_status | start_date
        1  | 1980-01-01 | isced3    | unemployed    | 2016-01-04
        """,
        {"id": "people"},
        era="efs-2014",
    )

    assert (1, 0, 1) == (found.cumulative.total, found.excluded, found.cumulative.sex_unknown)


def test_opinions_without_a_day_are_those_of_the_end():
    found = ask(
        """
        no | start_date | end_date
        1  | 2009-01-05 | 2009-06-30
        assessments:
        participant_no | area | phase | score
        1              | a    | pre   | 2
        1              | a    | post  | 4
        """,
        {"id": "soft", "kind": "soft", "soft": {"areas": ["a"]}},
        soft={"areas": [{"id": "a"}]},
    )

    assert (1, "2009-06-30") == (found.cumulative.total, str(found.units.day[0].astype("datetime64[D]")))


@pytest.mark.parametrize(
    ("project", "as_of", "expected"),
    [
        (("2009-01-01", "2009-12-31"), "2009-12-31", "2009-12"),
        (("2009-01-01", "2009-12-31"), "2009-03-30", "2009-02"),
        (("2009-01-01", "2009-12-31"), "2009-01-15", "2009-01"),
        (("2009-01-01", "2009-12-31"), "0001-01-01", "2009-01"),
        (("2009-01-01", "9999-12-31"), "9999-12-31", "9999-12"),
    ],
)
def test_the_month_to_report_is_the_last_that_ended(project, as_of, expected):
    start, end = project
    rows, _ = table(f"project: period = {{ start = {start}, end = {end} }}\nno | start_date\n1 | 2009-01-05")

    assert expected == name_of(last_span("month", books_of(rows).project, date.fromisoformat(as_of)))
