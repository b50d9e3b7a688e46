"""The people behind a number: who counts, the cells that decided, and who missed it by one condition."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from aktywna.domain.counting.tally import Span
from aktywna.steps.behind import Behind, almost_behind, as_json, people_behind
from aktywna.steps.count import count
from desk import EXAMPLES, typed
from tables import books_of, table

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
JOBS = """
    no | gender | birth_date | education | labour_status | start_date | end_date   | situation_1
    1  | woman  | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 |
    2  | man    | 1990-01-01 | isced3    | inactive      | 2026-03-01 | 2026-09-30 |
    3  | man    | 1990-01-01 | isced3    | employed      | 2026-03-01 | 2026-09-30 |
    4  | man    | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 | other
    5  | man    | 1990-01-01 | isced3    | unemployed    | 2026-03-01 | 2026-09-30 |
    6  | man    | 1990-01-01 | isced3    |               | 2026-03-01 | 2026-09-30 |
    outcomes:
    participant_no | outcome    | date
    1              | employment | 2026-10-28
    2              | employment | 2026-10-29
    3              | employment | 2026-10-01
    """


def behind(text: str, *indicators: dict, era: str = "pokl-2007", span: Span = ALWAYS, show_personal: bool = False, **definition) -> Behind:
    rows, _ = table(text)
    named = [one if "use" in one else {"name": "x"} | one for one in indicators]
    books = books_of(rows, era, indicators=named, **definition)
    tally = count(books, span)
    return Behind(books, tally, tally.counts[0], show_personal=show_personal)


@pytest.fixture
def jobs() -> Behind:
    return behind(JOBS, {"id": "EECR04", "use": "EECR04"}, era="efsplus-2021")


def of(found: list[dict], key: str) -> dict:
    return next(one for one in found if one["key"] == key)


def cells(one: dict) -> set[tuple[str, str]]:
    return {(cell["column"], cell["cell"]) for cell in one["cells"]}


def test_the_shape_stays_and_details_stand_beside(jobs):
    who = as_json(jobs)

    assert (["1"], ["5"], ["2", "4"]) == (who["met"], who["unknown"], who["unmet"])
    assert [("1", "met"), ("5", "unknown"), ("2", "unmet"), ("4", "unmet")] == [(one["key"], one["answer"]) for one in who["details"]]


def test_the_cells_that_decided_have_addresses_and_values(jobs):
    one = of(as_json(jobs)["details"], "1")

    assert "2026-10-28" == one["day"]
    assert {("labour_status", "E2"), ("end_date", "G2"), ("start_date", "F2"), ("date", "C2")} <= cells(one)
    assert {
        "register": "outcomes",
        "file": "outcomes.csv",
        "sheet": None,
        "cell": "C2",
        "row": 2,
        "column": "date",
        "value": "2026-10-28",
    } in one["cells"]


def test_who_missed_it_by_one_condition(jobs):
    """A job on the 29th day; somebody employed at entry; and, last, one who was asked and said no."""
    found = as_json(jobs)["almost"]

    assert ["2", "3", "4"] == [one["key"] for one in found]
    assert "1 dzień po ostatnim dniu, który się liczy (28.10.2026)" in found[0]["why"][0]
    assert "osoba pracująca; liczy się: osoba bezrobotna i osoba bierna zawodowo" in found[1]["why"][0]
    assert {("labour_status", "E4")} == cells(found[1])


def test_of_whom_it_is_not_known_says_which_cell_is_missing(jobs):
    assert {("date", "C"), ("situation_1", "H6")} == cells(of(as_json(jobs)["details"], "5"))


def test_a_record_left_out_names_what_it_lacks():
    found = behind(JOBS, {"id": "CO", "when": [{"column": "gender", "is": "man"}]}, era="efsplus-2021")

    assert [{"key": "6", "missing": ["labour_status"]}] == as_json(found)["excluded"]


CERTIFIED = {"id": "certified", "when": [{"register": "certificates", "until": "end_date", "blank": "no"}]}


def test_a_certificate_after_the_window():
    text = """
        no | start_date | end_date
        1  | 2009-01-05 | 2009-06-30
        2  | 2009-01-05 | 2009-06-30
        certificates:
        certificate_no | participant_no | date
        1              | 1              | 2009-06-30
        2              | 2              | 2009-07-02
        """
    found = as_json(behind(text, CERTIFIED | {"among": [{"column": "end_date", "known": True}]}))

    (late,) = found["almost"]
    assert ("2", {("date", "C3"), ("end_date", "C3")}) == (late["key"], cells(late))
    assert "2 dni po ostatnim dniu" in late["why"][0]


def test_what_came_after_the_period_is_almost_counted():
    text = """
        no | start_date
        1  | 2009-01-05
        certificates:
        certificate_no | participant_no | date
        1              | 1              | 2009-07-02
        """
    found = as_json(
        behind(text, {"id": "c", "when": [{"register": "certificates", "blank": "no"}]}, span=Span(date(2009, 6, 1), date(2009, 6, 30)))
    )

    assert ([], ["1"], ["1"]) == (found["met"], found["unmet"], [one["key"] for one in found["almost"]])
    assert "02.07.2009" in found["almost"][0]["why"][0]


def test_hours_that_are_too_few_are_told_in_numbers():
    text = """
        no | start_date
        1  | 2009-01-05
        attendance:
        participant_no | date       | hours | mark
        1              | 2009-03-02 | 6     | present
        """
    ten = {"id": "ten", "when": [{"register": "attendance", "sum": "hours", "at_least": 10, "blank": "no"}]}

    (one,) = as_json(behind(text, ten))["details"]

    assert ("unmet", {("hours", "C2")}) == (one["answer"], cells(one))
    assert "razem: 6; potrzeba co najmniej 10" in one["why"][0]


def test_an_amount_that_nobody_wrote_is_the_missing_cell():
    text = """
        expenditures:
        doc_no | payment_date | eligible
        1      | 2009-02-01   | 10
        2      | 2009-02-01   |
        """
    found = as_json(behind(text, {"id": "spent", "counts": "expenditures", "sum": "eligible"}))

    assert (["1"], ["2"]) == (found["met"], found["unknown"])
    assert {("eligible", "C3")} == cells(of(found["details"], "2"))


def test_a_share_shows_the_people_of_its_denominator():
    text = """
        no | start_date | labour_status
        1  | 2009-01-05 | unemployed
        2  | 2009-01-05 | inactive
        3  | 2009-01-05 |
        """
    share = {"id": "share", "kind": "ratio", "ratio": {"of": "jobless", "to": "people"}}
    jobless = {"id": "jobless", "when": [{"column": "labour_status", "is": "unemployed"}]}
    found = as_json(behind(text, share, jobless, {"id": "people"}))

    assert (["1"], ["3"], ["2"]) == (found["met"], found["unknown"], found["unmet"])


SOFT = {"areas": [{"id": "a"}, {"id": "b"}]}


def test_a_soft_result_points_at_the_scores():
    text = """
        no | start_date
        1  | 2009-01-05
        assessments:
        participant_no | area | phase | date       | score
        1              | a    | pre   | 2009-01-05 | 2
        1              | a    | post  | 2009-06-05 | 2
        """
    (one,) = as_json(behind(text, {"id": "s", "kind": "soft", "soft": {"areas": ["a"]}}, soft=SOFT))["details"]

    assert ("unmet", {("score", "E2"), ("score", "E3")}) == (one["answer"], cells(one))


TWICE = """
    no | start_date | end_date
    1  | 2009-01-05 | 2009-06-30
    outcomes:
    participant_no | outcome    | date
    1              | employment | 2009-07-20
    1              | employment | 2009-07-03
    1              | employment | 2009-07-10
    1              | employment | 2009-12-01
"""
JOB = {"register": "outcomes", "where": [{"column": "outcome", "is": "employment"}], "until": "end_date", "plus_days": 28}


def test_of_several_jobs_the_one_that_decided_is_shown_and_the_others_counted():
    """The earliest job within 28 days puts the person into a period; two more would, and that of December is too late."""
    (one,) = as_json(behind(TWICE, {"id": "job", "when": [JOB]}))["details"]

    assert (["Rezultaty: wpis z dnia 03.07.2009; inne wpisy, które też by się liczyły: 2."], "2009-07-03") == (one["why"], one["day"])
    assert {("date", "2009-07-03"), ("outcome", "employment")} == {(cell["column"], cell["value"]) for cell in one["cells"]}


def test_as_many_entries_are_shown_as_are_needed():
    (one,) = as_json(behind(TWICE, {"id": "job", "when": [{**JOB, "at_least": 2}]}))["details"]

    assert {"2009-07-03", "2009-07-10"} == {cell["value"] for cell in one["cells"] if cell["column"] == "date"}


def test_of_several_assessments_those_that_were_compared_are_shown():
    """The first initial and the last final one; that the person takes part goes without saying."""
    text = """
        no | start_date | end_date
        1  | 2009-01-05 | 2009-06-30
        assessments:
        participant_no | area | phase | date       | score
        1              | a    | pre   | 2009-01-05 | 1
        1              | a    | pre   | 2009-02-05 | 3
        1              | a    | post  | 2009-05-30 | 2
        1              | a    | post  | 2009-06-30 | 4
        """
    soft = {"id": "soft", "kind": "soft", "soft": {"areas": ["a"]}}
    (one,) = as_json(behind(text, soft, soft={"areas": [{"id": "a"}]}))["details"]

    assert (["Poprawa: 1 obszar, potrzeba: 1."], [1, 4]) == (one["why"], [cell["value"] for cell in one["cells"]])


def test_names_and_private_values_are_masked_until_asked_for():
    text = """
        no | first_name | last_name    | birth_date | disability | start_date
        1  | Anna       | Przykładowa  | 1980-01-01 | yes        | 2009-01-05
        """
    disabled = {"id": "d", "when": [{"column": "disability", "is": "yes"}]}

    hidden, open_ = (behind(text, disabled, show_personal=shown) for shown in (False, True))

    assert "•••" in str(as_json(hidden))
    assert "Przykładowa" not in str(as_json(hidden))
    assert {"yes"} == {cell["value"] for cell in as_json(open_)["details"][0]["cells"]}
    assert "Anna Przykładowa" == as_json(open_)["details"][0]["name"]


def test_the_tables_say_the_same(jobs):
    people, near = people_behind(jobs), almost_behind(jobs)

    assert ["1", "5", "2", "4", "6"] == [row[0].value for row in people.rows]
    assert near is not None
    assert ["2", "3"] == [row[0].value for row in near.rows]
    assert "1" in near.note


def test_a_file_can_be_asked_for(capsys, tmp_path):
    """Who counts and who almost does, on a sheet each; nothing but the path is printed."""
    file = tmp_path / "kto.xlsx"

    said = typed(capsys, "count", EXAMPLES / "katowice", "--who", "K02", "-o", file, "--quiet")

    assert (0, f"{file}\n") == (said.code, said.out)
    people, near = (list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(file).worksheets[-2:])
    assert 839 == sum("tak" in row or "nie" in row for row in people)
    assert 97 == sum("Zakończenie udziału" in str(row) for row in near)


def test_a_file_of_a_kind_that_nothing_writes_is_refused(capsys, tmp_path):
    assert 2 == typed(capsys, "count", EXAMPLES / "katowice", "-o", tmp_path / "kto.pdf").code
