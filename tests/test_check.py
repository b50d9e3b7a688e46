"""Running the rules: which run, which wait, in what order, and what happens when one is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aktywna.domain.faults import RuleBroken
from aktywna.domain.findings.rule import rules
from aktywna.io import shipped
from aktywna.steps.check import check
from tables import books_of, codes_by_row, table, tables

CLEAN = """
    project: forms = [{ id = "kis", kind = "class" }, { id = "psu", kind = "public_work" }]
    project: budget.total = 100
    participants:
    no | last_name | imię | pesel       | gender | labour_status | labour_detail | state    | start_date | end_date   | completed_as_planned
    1  | Testowy   | Jan  | 44051401458 | man    | unemployed    | other         | finished | 2016-03-01 | 2016-06-30 | yes
    2  | Testowska | Anna | 02070803628 | woman  | inactive      | other         | active   | 2016-03-01 |            |
    3  | Testowski | Jan  | 44051401359 | man    | inactive      | other         | reserve  |            |            |
    support:
    participant_no | form | start_date | end_date   | finished
    1              | kis  | 2016-03-01 | 2016-06-30 | yes
    2              | kis  | 2016-03-01 |            |
    sessions:
    date       | form | state | time_from | time_to
    2016-03-01 | kis  | held  | 08:00     | 11:00
    attendance:
    participant_no | form | date       | time_from | time_to | hours | mark
    1              | kis  | 2016-03-01 | 08:00     | 11:00   | 4     | present
    2              | kis  | 2016-03-01 | 08:00     | 11:00   | 4     | present
    outcomes:
    participant_no | outcome    | date       | evidence_no
    1              | employment | 2016-07-28 | 7/2016
    expenditures:
    doc_no    | supplier_nip | issue_date | payment_date | gross  | total_cost | eligible | funding | own_contribution
    FV/1/2016 | 1234563218   | 2016-03-01 | 2016-03-14   | 123,00 | 123,00     | 100,00   | 89,50   | 10,50
"""


@pytest.mark.parametrize("era", shipped.eras())
def test_a_clean_register_gives_nothing_but_rules_that_wait(era):
    rows, expected = table(CLEAN)

    assert expected == codes_by_row(finding for finding in check(books_of(rows, era=era)) if finding.code != "R090")


@pytest.mark.parametrize("era", shipped.eras())
def test_a_project_without_registers_misses_none(era):
    rows, _ = table("project: title = 'Projekt zmyślony'")

    assert [] == check(books_of(rows, era=era))


def test_rules_wait_for_a_declared_register_in_one_note():
    rows, _ = table("project: registers = { stays = { file = 'pobyty.csv' } }")

    note = check(books_of(rows))[0]

    assert ("R090", "stays", ("A421", "A422", "A423", "A424", "A425", "A426", "A427")) == (
        note.code,
        note.place.register,
        note.facts["rules"],
    )


def test_a_register_that_is_not_kept_is_not_missed():
    rows, _ = table("project: registers = { stays = { file = 'pobyty.csv' }, not_kept = ['stays'] }")

    assert [] == check(books_of(rows))


def test_rules_wait_for_a_column_in_one_note():
    rows, _ = table("""
        no | state    | start_date
        1  | finished | 2016-03-01
    """)

    waiting = {note.place.column: note.facts["rules"] for note in check(books_of(rows), only=("A2", "R090"))}

    assert {"end_date": ("A202", "A203", "A205", "A208", "A213", "A218"), "completed_as_planned": ("A209",)} == waiting


def test_only_a_chapter_is_asked():
    rows, _ = table("""
        no | start_date | end_date
        1  | 2016-03-01 | 2016-02-29
        1  | 2016-03-01 | 2016-02-29
    """)

    assert {"A203"} == {finding.code for finding in check(books_of(rows), only=("A2",))}


def test_findings_stand_in_the_order_of_the_file():
    rows, _ = table("""
        no | start_date | end_date
        1  | 2016-03-01 | 2016-02-29
        2  | 1999-03-01 |
        3  | 2016-03-01 | 2016-02-29
    """)

    found = check(books_of(rows), only=("A203", "A204"))

    assert [(2, "A203"), (3, "A204"), (4, "A203")] == [(finding.place.row, finding.code) for finding in found]


def test_a_broken_rule_is_our_fault(monkeypatch):
    rows, _ = table("""
        no | start_date | end_date
        1  | 2016-03-01 | 2016-02-29
    """)

    def broken(books):
        raise KeyError(books)

    monkeypatch.setattr("aktywna.steps.check.rules", lambda: {"A203": replace(rules()["A203"], finds=broken)})

    with pytest.raises(RuleBroken):
        check(books_of(rows))


def test_a_line_said_again_begins_another_project():
    found = tables("""
        project: budget.total = 1
        project: budget.total = 2   <- A703
    """)

    assert [1, 2] == [rows.definition["budget"]["total"] for rows, _ in found]
