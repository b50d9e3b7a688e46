"""The example to correct: its README lists every mistake, and `aktywna check` finds each of them and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books

HERE = Path(__file__).parents[1] / "examples" / "do-poprawy"
ROW = re.compile(r"\| `(?P<file>[^`]+)`(?:, (?P<sheet>[^|]+?))? \| (?P<cell>[^|]+?) \| [^|]+ \| [^|]+ \| (?P<code>[A-Z]\d{3}) \|")
MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "·"}


@pytest.fixture(scope="module")
def found() -> list[Finding]:
    opened = open_books(HERE)
    return list(judged(opened).findings)


@pytest.fixture(scope="module")
def listed() -> list[re.Match[str]]:
    return [ROW.fullmatch(line) for line in (HERE / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]


def test_the_readme_lists_exactly_what_is_found(found: list[Finding], listed: list[re.Match[str]]) -> None:
    expected = {(row["file"], row["sheet"] or "", row["cell"], row["code"]) for row in listed}

    assert expected == {(one.place.file, one.place.sheet, one.place.cell, one.code) for one in found}
    assert len(listed) == len(found)


def test_the_readme_says_how_many_they_are(listed: list[re.Match[str]]) -> None:
    text = (HERE / "README.md").read_text(encoding="utf-8")

    assert len(listed) == 14
    assert "czternaście" in text
    assert "fourteen" in text


def test_each_mistake_is_of_another_kind(found: list[Finding]) -> None:
    codes = [one.code for one in found]

    assert len(codes) == len(set(codes))
    assert {Severity.ERROR, Severity.WARNING, Severity.NOTE} == {one.severity for one in found}


@pytest.mark.parametrize("tongue", ["pl", "en"])
def test_what_is_expected_shows_each_once(found: list[Finding], tongue: str) -> None:
    shown = re.findall(r"^([✗!·]) (\w\d{3}) ", (HERE / "expected" / f"check.{tongue}.txt").read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted((MARKS[one.severity], one.code) for one in found) == sorted(shown)


def test_25_people_are_in_one_workbook_and_one_csv() -> None:
    """The twenty-sixth row is one of them a second time."""
    books = open_books(HERE).books

    assert (26, 25) == (len(books.participants), books.column("participants", "person").nunique())
    assert {"Rejestry.xlsx", "obecnosc.csv"} == {source.file for source in books.sources}
