"""Counting: dated sets of people, met / unmet / unknown, persons and not rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Count, Span
from aktywna.domain.promises.calendar import last_span, name_of
from aktywna.domain.registers.books import Part
from aktywna.io.shipped import catalogue
from aktywna.steps.count import count, counted
from aktywna.steps.split import breakdown
from aktywna.steps.split_words import splits_of
from effort import effort
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


def test_who_has_left_without_a_first_day_is_not_known():
    found = ask(
        """
        no | state | start_date | end_date
        1  |       |            | 2009-06-30
        2  |       | 2009-03-02 | 2009-06-30
        """,
        {"id": "K01"},
    )
    assert Answered(met=("2",), unknown=("1",)) == answered(found)


def test_what_is_dated_after_the_as_of_day_has_not_happened_whatever_the_period():
    found = ask(
        """
        as of: 2009-06-30
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        outcomes:
        participant_no | outcome    | date
        1              | employment | 2009-06-30
        2              | employment | 2009-07-01
        """,
        {"id": "K01", "when": [{"register": "outcomes", "where": [{"column": "outcome", "is": "employment"}]}]},
        span=Span(date(2009, 1, 1), date(2009, 12, 31)),
    )
    assert (1, 1) == (found.period.total, found.cumulative.total)


def test_an_amount_that_nobody_wrote_down_is_not_nothing():
    found = ask(
        """
        expenditures:
        doc_no | payment_date | eligible
        1      | 2009-03-02   | 100,00
        2      | 2009-03-03   |
        """,
        {"id": "K41", "counts": "expenditures", "sum": "eligible", "unit": "PLN"},
    )
    assert (Decimal("100.00"), 1) == (found.cumulative.total, found.cumulative.unknown)


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


@effort(1 / 4)
@given(people=PEOPLE, seed=st.randoms(use_true_random=False))
def test_the_parts_add_up_and_order_changes_nothing(people, seed):
    """Met, unmet and unknown are the population; women, men and unknown sex the total; periods the cumulative."""
    indicator = {"id": "x", "when": [{"column": "labour_status", "is": "unemployed"}]}
    found = ask(_rows(people), indicator)
    shuffled = list(people)
    seed.shuffle(shuffled)
    again = ask(_rows(shuffled), indicator)
    halves = [ask(_rows(people), indicator, span=Span(date(year, 1, 1), date(year, 12, 31))).period.total for year in (2009, 2010)]

    assert found.population == int(np.sum(found.units.met | found.units.unmet | found.units.unknown)) == len(found.units.rows)
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


def test_a_wider_value_than_asked_for_is_not_known():
    """Of “ISCED 0-2” nobody knows whether it is ISCED 1; of “unemployed” nobody knows whether the person is registered."""
    found = ask(
        """
        no | start_date | education | labour_status
        1  | 2012-02-01 | isced1    | unemployed_registered
        2  | 2012-02-01 | isced0_2  | unemployed_registered
        3  | 2012-02-01 | isced1    | unemployed
        4  | 2012-02-01 | isced3    | unemployed
        """,
        {
            "id": "x",
            "when": [{"column": "education", "is": "isced1"}, {"column": "labour_status", "is": "unemployed_registered"}],
        },
    )

    assert Answered(met=("1",), unmet=("4",), unknown=("2", "3")) == answered(found)


QUALIFIED = {
    "id": "x",
    "when": [
        {
            "any": [
                {"register": "outcomes", "where": [{"column": "outcome", "is": "qualification"}], "blank": "no"},
                {"register": "certificates", "where": [{"column": "qualification", "is": "yes"}], "blank": "no"},
            ]
        }
    ],
}
OUTCOMES_ONLY = """
    no | start_date
    1  | 2012-02-01
    2  | 2012-02-01
    outcomes:
    participant_no | outcome       | date
    1              | qualification | 2012-06-01
"""


def test_of_several_ways_those_decide_whose_registers_are_kept():
    assert Answered(met=("1",), unmet=("2",)) == answered(ask(OUTCOMES_ONLY, QUALIFIED))


def test_a_register_that_could_not_be_read_is_not_one_that_is_not_kept():
    rows, _ = table(OUTCOMES_ONLY)
    books = replace(books_of(rows, "pokl-2007", indicators=[{"name": "x"} | QUALIFIED]), unread=frozenset({"certificates"}))

    assert Answered(met=("1",), unknown=("2",)) == answered(counted(count(books, ALWAYS), "x"))


# --- shares ---------------------------------------------------------------------------------------------------------------

SHARE = {"id": "share", "kind": "ratio", "ratio": {"of": "of", "to": "to"}}


def test_the_numerator_are_people_of_the_denominator():
    """Who has a certificate and did not finish is not among those who finished."""
    found = ask(
        """
        no | gender | start_date | end_date
        1  | woman  | 2009-01-05 | 2009-06-30
        2  | man    | 2009-01-05 | 2009-06-30
        3  | man    | 2009-01-05 |
        certificates:
        certificate_no | participant_no | date
        1              | 1              | 2009-06-30
        2              | 3              | 2009-06-30
        """,
        SHARE,
        {"id": "of", "when": [{"register": "certificates", "blank": "no"}]},
        {"id": "to", "dated": "end_date", "when": [{"column": "end_date", "known": True}]},
    )

    assert (1, 2, Decimal("50.00")) == (found.numerator, found.denominator, found.cumulative.total)
    assert (Decimal("100.00"), Decimal("0.00")) == (found.cumulative.women, found.cumulative.men)


def test_a_share_with_an_unknown_denominator_is_no_lower_bound():
    """One sure, one who may be above, and one of whom it is not known whether they are below at all."""
    text = """
        no | start_date | labour_status | education
        1  | 2009-01-05 | unemployed    | isced3
        2  | 2009-01-05 | unemployed    |
        3  | 2009-01-05 |               | isced1
        """
    jobless = {"id": "to", "when": [{"column": "labour_status", "is": "unemployed"}]}
    schooled = {"id": "of", "when": [{"column": "education", "is": "isced3"}]}

    found = ask(text, SHARE, schooled, jobless)
    closed = ask(text.replace("3  | 2009-01-05 | ", "3  | 2009-01-05 | employed"), SHARE, schooled, jobless)

    assert (1, 2, 1, (Decimal("33.33"), Decimal("100.00"))) == (
        found.numerator,
        found.denominator,
        found.denominator_unknown,
        found.between,
    )
    assert (1, False) == (found.cumulative.unknown, found.cumulative.at_least)
    assert (1, True, (Decimal("50.00"), Decimal("100.00"))) == (closed.cumulative.unknown, closed.cumulative.at_least, closed.between)


def test_money_for_each_person_is_no_percentage():
    found = ask(
        """
        no | start_date
        1  | 2009-01-05
        2  | 2009-01-05
        3  | 2009-01-05
        expenditures:
        doc_no | payment_date | eligible
        1      | 2009-02-01   | 1000
        """,
        SHARE | {"unit": "PLN"},
        {"id": "of", "counts": "expenditures", "sum": "eligible"},
        {"id": "to"},
    )

    assert Decimal("333.33") == found.cumulative.total


@effort(1 / 4)
@given(people=PEOPLE)
def test_a_share_lies_within_its_bounds_whatever_turns_out(people):
    """Whatever is written where nothing was, the share is never outside what was said."""
    jobless = {"id": "to", "when": [{"column": "labour_status", "is_in": ["unemployed", "inactive"]}]}
    women = {"id": "of", "when": [{"column": "gender", "is": "woman"}]}
    apart = [(status, sex, day or "2009-01-05", "") for status, sex, day, _pesel in people]
    found = ask(_rows(apart), SHARE, women, jobless)
    for status in ("unemployed", "employed"):
        for sex in ("woman", "man"):
            settled = ask(_rows([(one[0] or status, one[1] or sex, one[2], "") for one in apart]), SHARE, women, jobless)
            share = settled.cumulative.total
            if share is not None and found.between is not None:
                least, most = found.between
                assert least is None or least <= share
                assert most is None or share <= most


# --- records left out, parts, re-entries ----------------------------------------------------------------------------------

LACKING = """
    project: editions = [{ id = "2016", start = 2016-01-01, end = 2016-12-31 }, { id = "2017", start = 2017-01-01, end = 2017-12-31 }]
    no | gender | birth_date | education | labour_status | start_date | edition
    1  | woman  | 1980-01-01 | isced3    | unemployed    | 2016-01-04 | 2016
    2  | woman  | 1980-02-01 | isced3    |               | 2016-01-04 | 2016
    3  | man    | 1980-03-01 | isced3    | unemployed    | 2017-01-04 | 2017
    4  | man    | 1980-04-01 |           | unemployed    | 2017-01-04 | 2017
    """
WOMEN = {"id": "women", "when": [{"column": "gender", "is": "woman"}]}


@pytest.mark.parametrize(
    ("era", "total", "women"),
    [("efs-2014", (2, 2), (1, 2)), ("efsplus-2021", (4, 0), (1, 2)), ("pokl-2007", (4, 0), (2, 0))],
)
def test_an_incomplete_record_is_in_no_number_in_the_total_only_or_everywhere(era, total, women):
    """As the era's `incomplete` says: excluded, total_only, counted; beside each number how many were left out of its population."""
    everybody, some = (ask(LACKING, one, era=era) for one in ({"id": "people"}, WOMEN))

    assert (total, women) == ((everybody.cumulative.total, everybody.excluded), (some.cumulative.total, some.excluded))


@pytest.mark.parametrize(("era", "expected"), [("efs-2014", (1, 1)), ("efsplus-2021", (2, 2)), ("pokl-2007", (2, 2))])
def test_what_is_incomplete_holds_in_a_part_too(era, expected):
    found = [ask(LACKING, {"id": "people"}, era=era, part=Part(editions=(edition,))).cumulative.total for edition in ("2016", "2017")]

    assert expected == tuple(found)


def test_a_job_after_coming_back_counts_though_there_was_one_in_between():
    """The job of August is too late after the first stay and too early for the second; that of December counts."""
    found = ask(
        """
        no | gender | birth_date | education | labour_status | start_date | end_date
        1  | woman  | 1990-01-01 | isced3_4  | unemployed    | 2016-01-11 | 2016-03-31
        1  | woman  | 1990-01-01 | isced3_4  | employed      | 2016-09-01 | 2016-12-15
        outcomes:
        participant_no | outcome    | date
        1              | employment | 2016-08-01
        1              | employment | 2016-12-20
        """,
        {"id": "CR04", "use": "CR04"},
        era="efs-2014",
    )

    assert (1, "2016-12-20") == (found.cumulative.total, str(found.units.day[0].astype("datetime64[D]")))


@pytest.mark.parametrize(
    ("outcome", "date", "measured", "unknown"),
    [
        ("none", "", "2016-12-20", 0),
        ("none", "", "2016-04-10", 1),
        ("none", "", "", 0),
        ("monitoring", "", "2016-12-20", 1),
        ("qualification", "2016-04-10", "", 1),
        ("qualification", "2016-12-20", "", 0),
        ("none", "2016-09-01", "", 0),
        ("none", "2016-08-31", "", 1),
    ],
)
def test_what_was_answered_after_one_participation_answers_for_no_later_one(outcome, date, measured, unknown):
    """Who came back is asked once more; what is still being monitored is no answer; an answer without a day is one for both."""
    found = ask(
        f"""
        no | gender | birth_date | education | labour_status | start_date | end_date
        1  | woman  | 1990-01-01 | isced3_4  | unemployed    | 2016-01-11 | 2016-03-31
        1  | woman  | 1990-01-01 | isced3_4  | unemployed    | 2016-09-01 | 2016-12-15
        outcomes:
        participant_no | outcome   | date   | measured_on
        1              | {outcome} | {date} | {measured}
        """,
        {"id": "CR04", "use": "CR04"},
        era="efs-2014",
    )

    assert (0, unknown) == (found.cumulative.total, found.cumulative.unknown)


def test_a_part_has_its_own_money_and_targets():
    text = """
        project: partners = [{ id = "ops" }, { id = "cris" }]
        no | start_date | partner
        1  | 2009-01-05 | ops
        2  | 2009-01-05 | cris
        expenditures:
        doc_no | payment_date | eligible | partner
        1      | 2009-02-01   | 10       | ops
        2      | 2009-02-01   | 20       | cris
        3      | 2009-02-01   | 5        |
        """
    spent = {"id": "spent", "counts": "expenditures", "sum": "eligible", "target": 50, "targets": [{"partner": "cris", "total": 40}]}

    found = ask(text, spent, part=Part(partners=("cris",)))

    assert (Decimal("20.00"), 40, Decimal("50.00")) == (found.cumulative.total, found.target.total, found.percent)


def test_who_came_back_is_one_record_with_the_first_entry_and_the_last_exit():
    text = """
        no | pesel       | labour_status | start_date | end_date
        1  | 44051401458 | unemployed    | 2011-02-01 | 2011-05-31
        1  | 44051401458 | employed      | 2012-02-01 | 2012-05-31
        """
    entered = {"id": "jobless", "when": [{"column": "labour_status", "is": "unemployed"}]}

    first, again = (ask(text, entered, span=Span(date(year, 1, 1), date(year, 12, 31))) for year in (2011, 2012))

    assert (1, 1, 0, 1) == (first.period.total, first.cumulative.total, again.period.total, again.cumulative.total)


EVENTS = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(("2009-02-01", "2009-07-01", "2010-02-01", ""))),
    max_size=8,
)


@effort(1 / 4)
@given(people=PEOPLE, events=EVENTS, seed=st.randoms(use_true_random=False))
def test_events_never_multiply_people(people, events, seed):
    """Written twice, in another order, in other columns, or of people nobody knows: the numbers are the same."""
    certified = {"id": "certified", "kind": "result", "when": [{"register": "certificates", "blank": "no"}]}

    def counted_with(chosen: list[tuple[int, str]], *, swapped: bool = False) -> tuple:
        lines = [
            f"{day} | {number} | {owner}" if swapped else f"{number} | {owner} | {day}" for number, (owner, day) in enumerate(chosen, 1)
        ]
        header = "date | certificate_no | participant_no" if swapped else "certificate_no | participant_no | date"
        text = "\n".join([_rows(people), "certificates:", header, *lines])
        found = ask(text, certified)
        return found.cumulative, found.population, tuple(sorted(found.units.rows[found.units.met].tolist()))

    once = counted_with(events)
    twice = list(events) * 2
    seed.shuffle(twice)

    assert once == counted_with(twice) == counted_with(events, swapped=True)


@effort(1 / 4)
@given(people=PEOPLE, events=EVENTS)
def test_each_indicator_of_a_catalogue_adds_up(people, events):
    """Met, unmet and unknown are the population; women, men and unknown sex the total; years make the cumulative."""
    lines = [f"{number} | {owner} | {day}" for number, (owner, day) in enumerate(events, 1)]
    rows, _ = table("\n".join([_rows(people), "certificates:", "certificate_no | participant_no | date", *lines]))
    codes = [
        code for code, one in catalogue("efsplus-2021").items() if one.counts == "participants" and one.ratio is None and not one.unknown
    ]
    books = books_of(rows, "efsplus-2021", indicators=[{"id": code, "use": code} for code in codes])
    whole = count(books, ALWAYS)
    years = [count(books, Span(date(year, 1, 1), date(year, 12, 31))) for year in (2009, 2010)]

    for one in whole.counts:
        met, unmet, unknown = (int(answer.sum()) for answer in (one.units.met, one.units.unmet, one.units.unknown))
        figures = one.cumulative
        assert one.population == met + unmet + unknown
        assert figures.total == figures.women + figures.men + figures.sex_unknown
        assert figures.total == sum(year[one.indicator.id].period.total for year in years), one.indicator.id
