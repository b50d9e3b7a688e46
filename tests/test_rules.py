"""What holds of every rule: its example, its basis, its sentences, its place."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files

import pytest

import aktywna.steps.check  # noqa: F401 - declares every rule
from aktywna.domain.findings.finding import Severity
from aktywna.domain.findings.rule import Rule, rules
from aktywna.domain.registers.books import Books
from aktywna.steps.check import check
from aktywna.words.sentences import SPECS, places
from tables import Expected, books_of, codes_by_row, tables

RULES = rules()
SOURCES = tomllib.loads((files("aktywna") / "data" / "sources.toml").read_text(encoding="utf-8"))
CHAPTERS = {
    "A1": {"identity", "doubles", "slips", "nobody", "shared_numbers"},
    "A2": {"participation", "terms", "endings", "declarations"},
    "A3": {"profile", "labour", "unemployment", "residence", "traits", "criteria"},
    "A4": {"attendance", "class_hours", "diaries", "limits", "schedule", "schedule_hours", "sessions", "stays"}
    | {"timesheets", "staff_hours", "staffing", "trainers"},
    "A5": {
        "support",
        "planned_support",
        "certificates",
        "qualifications",
        "outcomes",
        "results",
        "assessments",
        "contracts",
        "agreements",
        "posts",
        "visits",
        "given_support",
        "jobs",
        "surroundings",
    },
    "A6": {"costs", "amounts", "spending", "unassigned_costs"},
    "A7": {"totals", "plans"},
}
BASIS = re.compile(r"count|(?P<file>rules|registers)\.md [\d.]+( [WL]\d+)?(: ((?P<key>[\w.]+), )?(?P<mark>V1|V|C|I|M|P))?")
ROW_BY_ROW = re.compile(r"\.apply\(|\.iterrows\(|\.itertuples\(|axis=1|\.map\(lambda")


@cache
def examples(rule: Rule) -> list[tuple[Books, Expected]]:
    """Give the projects of a rule's example, and what is expected of each."""
    return [(books_of(rows, era=rule.eras[0] if rule.eras else ""), expected) for rows, expected in tables(rule.example, rule.on)]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
class TestEveryRule:
    def test_its_example_raises_exactly_what_it_says(self, rule: Rule):
        for books, expected in examples(rule):
            assert expected == codes_by_row(check(books, only=(rule.code,)))

    def test_its_example_shows_the_fault_and_its_absence(self, rule: Rule):
        marks = Counter(code for _, expected in tables(rule.example, rule.on) for _, _, code in expected.elements())

        assert {rule.code} == set(marks)

    def test_its_example_breaks_no_other_rule(self, rule: Rule):
        for books, expected in examples(rule):
            found = codes_by_row(finding for finding in check(books) if not finding.code.startswith("R09"))

            assert expected == found

    def test_its_sentences_use_the_facts_it_gives(self, rule: Rule):
        books = next(books for books, expected in examples(rule) if expected)
        found = check(books, only=(rule.code,))

        assert {name for name, _ in [*places(rule.says), *places(rule.do)]} == set(found[0].facts)

    def test_its_facts_are_shown_in_ways_that_exist(self, rule: Rule):
        assert {spec.partition(" ")[0] for _, spec in [*places(rule.says), *places(rule.do)]} <= SPECS

    def test_its_basis_is_known(self, rule: Rule):
        found = BASIS.fullmatch(rule.basis)

        assert found is not None
        assert found["key"] is None or found["key"] in SOURCES[f"{found['file']}.md"]

    def test_an_error_has_a_basis_that_carries_it(self, rule: Rule):
        found = BASIS.fullmatch(rule.basis)

        assert rule.severity is not Severity.ERROR or rule.basis == "count" or (found is not None and found["mark"] == "V")

    def test_it_stands_in_its_chapter(self, rule: Rule):
        assert rule.finds.__module__.removeprefix("aktywna.rules.") in CHAPTERS[rule.chapter]

    def test_it_is_named_after_the_fault(self, rule: Rule):
        assert not rule.finds.__name__.startswith(("check", "validate", "test", "is_", "find"))

    def test_it_looks_at_whole_columns(self, rule: Rule):
        assert ROW_BY_ROW.search(inspect.getsource(inspect.getmodule(rule.finds))) is None

    def test_it_says_what_is_wrong_and_what_to_do(self, rule: Rule):
        assert all(text.endswith((".", "?")) for text in (rule.title, rule.says, rule.do))
