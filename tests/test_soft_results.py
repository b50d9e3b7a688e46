"""Soft results: pairs of assessments, by area, and those that have no pair."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from aktywna.domain.counting.tally import AreaChange, Change, Span, Unpaired
from aktywna.steps.count import count
from aktywna.steps.tables.figures import ratios
from aktywna.steps.tables.soft import unpaired
from aktywna.steps.tally_json import as_json
from tables import books_of, table

PER = ("people", "jobs", "nobody")
ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
PEOPLE = """
    project: soft = { scale_min = 1, scale_max = 5, areas = [{ id = "cv" }, { id = "talk" }, { id = "drive" }] }
    no | start_date | end_date
    1  | 2009-03-02 | 2009-11-30
    2  | 2009-03-02 | 2009-11-30
    3  | 2009-03-02 | 2009-11-30
    4  | 2009-03-02 |
    assessments:
    participant_no | area  | phase | date       | score
    1              | cv    | pre   | 2009-03-02 | 1
    1              | cv    | post  | 2009-11-30 | 3
    1              | talk  | pre   | 2009-03-02 | 2
    1              | talk  | post  | 2009-11-30 | 3
    1              | drive | pre   | 2009-03-02 | 4
    1              | drive | post  | 2009-11-30 | 3
    2              | cv    | pre   | 2009-03-02 | 2
    2              | cv    | post  | 2009-11-30 | 3
    2              | talk  | pre   | 2009-03-02 | 2
    2              | talk  | post  | 2009-11-30 | 2
    2              | drive | pre   | 2009-03-02 | 2
    2              | drive | post  | 2009-11-30 | 2
    3              | cv    | pre   | 2009-03-02 | 2
    3              | talk  | post  | 2009-11-30 | 2
    4              | cv    | pre   | 2009-03-02 | 2
"""


def counted(at_least: int = 1, span: Span = ALWAYS):
    rows, _ = table(PEOPLE)
    soft = {"areas": ["cv", "talk", "drive"], "at_least": at_least}
    books = books_of(rows, "pokl-2007", indicators=[{"id": "S", "name": "Postęp", "kind": "soft", "soft": soft}])
    return books, count(books, span)


def test_one_area_is_enough_when_one_is_asked_for():
    found = counted()[1]["S"]

    assert (2, 0, 2) == (found.cumulative.total, int(found.units.unmet.sum()), found.cumulative.unknown)


def test_two_areas_when_two_are_asked_for():
    found = counted(at_least=2)[1]["S"]

    assert (1, 1, 2) == (found.cumulative.total, int(found.units.unmet.sum()), found.cumulative.unknown)


def test_each_area_on_its_own():
    expected = (
        AreaChange("cv", 2, 2, Decimal("1.50"), Decimal("1.50"), Decimal("3.00")),
        AreaChange("talk", 2, 1, Decimal("0.50"), Decimal("2.00"), Decimal("2.50")),
        AreaChange("drive", 2, 0, Decimal("-0.50"), Decimal("3.00"), Decimal("2.50")),
    )

    assert expected == counted()[1]["S"].change.areas


def test_the_mean_of_all_pairs():
    found = counted()[1]["S"].change

    assert (2, 2, Decimal("0.50")) == (found.measured, found.improved, found.mean_change)


def test_assessments_without_a_pair():
    assert (Unpaired(2, "cv", "post"), Unpaired(2, "talk", "pre"), Unpaired(3, "cv", "post")) == counted()[1]["S"].change.unpaired


def test_a_final_assessment_of_a_later_day_is_not_there_yet():
    change: Change = counted(span=Span(date(2009, 1, 1), date(2009, 6, 30)))[1]["S"].change

    assert (0, 8) == (change.measured, len(change.unpaired))


def test_scripts_get_areas_and_missing_pairs():
    books, tally = counted()
    found = json.loads(json.dumps(as_json(books, tally, ())["indicators"][0]))

    assert {"area": "cv", "measured": 2, "improved": 2, "mean_change": "1.50"} == found["areas"][0]
    assert {"key": "3", "area": "cv", "missing": "post"} == found["unpaired"][0]


def test_money_per_person_is_a_ratio_in_pln():
    """A sum divided by a count, in PLN: not a percentage, and nothing where nobody is."""
    rows, _ = table("""
        no | start_date
        1  | 2009-03-02
        2  | 2009-03-02
        3  | 2009-03-02
        outcomes:
        participant_no | outcome    | date
        1              | employment | 2009-06-01
        expenditures:
        doc_no | payment_date | eligible
        1      | 2009-03-02   | 100,00
        2      | 2009-04-02   | 0,01
    """)
    job = [{"register": "outcomes", "where": [{"column": "outcome", "is": "employment"}], "blank": "no"}]
    nobody = [{"column": "start_date", "until": date(2001, 1, 1)}]
    indicators = [
        {"id": "money", "name": "Wydatki", "counts": "expenditures", "sum": "eligible", "unit": "PLN"},
        {"id": "people", "name": "Osoby"},
        {"id": "jobs", "name": "Praca", "when": job},
        {"id": "nobody", "name": "Nikt", "when": nobody},
        *({"id": f"per_{to}", "name": to, "kind": "ratio", "unit": "PLN", "ratio": {"of": "money", "to": to}} for to in PER),
    ]
    tally = count(books_of(rows, "pokl-2007", indicators=indicators), ALWAYS)

    assert (Decimal("33.34"), Decimal("100.01"), None) == tuple(tally[f"per_{to}"].cumulative.total for to in PER)


def test_a_share_of_nobody_has_no_meaning_and_is_not_called_unknown():
    rows, _ = table("""
        no | start_date
        1  | 2009-03-02
    """)
    nobody = [{"column": "start_date", "until": date(2001, 1, 1)}]
    indicators = [
        {"id": "people", "name": "Osoby"},
        {"id": "nobody", "name": "Nikt", "when": nobody},
        {"id": "share", "name": "Odsetek", "kind": "ratio", "ratio": {"of": "people", "to": "nobody"}},
    ]
    books = books_of(rows, "pokl-2007", indicators=indicators)
    found = ratios(books, count(books, ALWAYS), "pl")

    assert found is not None
    assert "nie dotyczy" in {cell.value for cell in found.rows[0]}


def test_the_final_assessment_of_somebody_who_takes_part_is_not_missing_yet():
    books, tally = counted()
    found = unpaired(books, tally.counts, "pl")

    assert found is not None
    assert [("3", "cv"), ("3", "talk")] == [(row[1].value, row[2].value) for row in found.rows]
