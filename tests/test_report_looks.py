"""What somebody who prints a report and sends it would stumble over: one fault that was seen on paper a test."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from aktywna.domain.counting.tally import Span
from aktywna.domain.grid import Cell, Grid, Heading
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.register import Register
from aktywna.io.shipped import layouts
from aktywna.io.writing.paper import breadth
from aktywna.io.writing.safe import unwritable
from aktywna.io.writing.word_tables import SIZE, fit, table
from aktywna.steps.count import count
from aktywna.steps.report import context, drafted
from aktywna.steps.tables import claim, plan, soft
from aktywna.steps.tables.people import People
from aktywna.words.sentences import sentence
from aktywna.words.wording import set_language
from kinds_of_report import books, document
from sample_books import JULY, frame, sample

YEAR = Span(date(2012, 1, 1), date(2012, 12, 31))


@pytest.fixture(autouse=True)
def _polish() -> None:
    set_language("pl")


@pytest.mark.parametrize(("ours", "expected"), [(True, ["Dane są zmyślone."]), (False, 3)])
def test_visits_name_no_assumption_of_figures_that_they_do_not_show(ours: bool, expected: object) -> None:
    """A template of the office's own may show anything, so there they stay."""
    made = context(books(), count(books(), JULY), [], language="pl", kind="visits", ours=ours)["assumptions"]

    assert expected == (made if ours else len(made))


def test_a_template_of_the_project_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "templates" / "pl").mkdir(parents=True)
    (tmp_path / "templates" / "pl" / "visits.md.j2").write_text("{% for one in assumptions %}\n- {{ one }}\n{% endfor %}", encoding="utf-8")
    kept = books()
    made = drafted(kept, count(kept, JULY), [], kind="visits", language="pl", project=tmp_path)

    assert 3 == len(made.parts[0].items)


def test_of_people_whose_sex_no_column_tells_nothing_is_said_of_women_and_men() -> None:
    plain = sample()
    people = plain.participants
    bare = Register(people.layout, Columns.of(people.frame.drop(columns=["gender", "pesel"], errors="ignore")))
    kept = replace(plain, registers={**plain.registers, "participants": bare})

    assert (3, None, None) == People(kept, JULY).counted(People(kept, JULY).rows["counts"].to_numpy())[1]


def test_the_source_of_a_share_is_that_of_what_it_divides() -> None:
    kept = sample(sums=[], indicators=[
        {"id": "E1", "name": "Wydatki", "counts": "expenditures", "sum": "eligible"},
        {"id": "E2", "name": "Dofinansowanie", "counts": "expenditures", "sum": "funding"},
        {"id": "E3", "name": "Udział dofinansowania", "kind": "ratio", "ratio": {"of": "E2", "to": "E1"}},
    ])  # fmt: skip
    tally = count(kept, JULY)
    made = claim.indicators(kept, tally, [tally.counts[-1]], "pl", results=True)

    assert ["Wydatki"] == [row[-1].value for row in made.rows]


def test_who_lacks_an_assessment_stands_in_one_row() -> None:
    areas = [{"id": "motivation", "name": "motywacja"}, {"id": "courage", "name": "odwaga"}]
    plain = sample(
        soft={"scale_min": 1, "scale_max": 5, "areas": areas}, sums=[],
        indicators=[{"id": "M1", "name": "Motywacja", "kind": "soft", "soft": {"areas": ["motivation", "courage"]}}],
    )  # fmt: skip
    given = {"participant_no": ["1", "1"], "area": ["motivation", "courage"], "phase": ["pre", "pre"], "score": [2.0, 3.0],
             "date": ["2011-02-01", "2011-02-01"]}  # fmt: skip
    kept = replace(
        plain, registers={**plain.registers, "assessments": Register(plain.layouts["assessments"], Columns.of(frame("assessments", given)))}
    )
    rows = soft.unpaired(kept, count(kept, YEAR).counts, "pl").rows

    assert [["1", "wszystkie oceniane obszary", "ocena końcowa"]] == [[cell.value for cell in row[1:]] for row in rows]


def test_the_calendar_is_in_the_order_in_which_periods_end() -> None:
    days = [("koniec", "final", "01-01", "12-31"), ("I", "period", "01-01", "06-30"), ("II", "period", "07-01", "12-31")]
    kept = sample(calendar=[
        {"name": name, "kind": kind, "start": f"2012-{start}", "end": f"2012-{end}"} for name, kind, start, end in days
    ])  # fmt: skip

    assert ["I", "II", "koniec"] == [row[0].value for row in plan.calendar(kept, "pl").rows]
    assert ["II", "koniec"] == [row[0].value for row in plan.calendar(kept, "pl", since=date(2012, 7, 1)).rows]


@pytest.mark.parametrize(("kind", "expected"), [("month", []), ("year", ["Zmiana w obszarach", "Personel projektu"])])
def test_a_monthly_report_leaves_to_others_what_no_month_changes(kind: str, expected: list[str]) -> None:
    """The areas of assessments stand with their results, so they have no table of their own."""
    found = [part.text for part in document(kind, "pl").parts if isinstance(part, Heading)]

    assert expected == [one for one in found if one in {"Zmiana w obszarach", "Oceniane obszary", "Personel projektu"}]


def test_that_a_source_is_another_one_is_not_said() -> None:
    found = sample(budget={"total": 10, "sources": [{"id": "rest", "kind": "other", "name": "pozostałe", "amount": 10}]})
    made = context(found, count(found, JULY), [], language="pl")["tables"].budget

    assert "Rodzaj" not in [cell.value for cells in made.header for cell in cells]


def test_no_word_of_a_header_is_broken_where_letters_become_smaller() -> None:
    """The margins of cells do not shrink with the letters."""
    words = ["wszystkich", "Jednostka", "jednocześnie", "narastająco", "usprawiedliwione", "początkową"] * 2
    fitted = fit(Grid((tuple(Cell(word) for word in words),), (tuple(Cell(1, "count") for _ in words),)))
    needed = [breadth(word, strong=True) / 10 * fitted.size * 15 + 160 for word in words]

    assert fitted.size < SIZE
    assert [] == [word for word, width, least in zip(words, fitted.widths, needed, strict=True) if width < least]


@pytest.mark.parametrize(("noted", "held"), [(True, 2), (False, 1)])
def test_a_note_stays_with_the_last_row_of_its_table(noted: bool, held: int) -> None:
    grid = Grid(((Cell("Osoby"),),), ((Cell(1, "count"),),))

    assert held == table(grid, fit(grid), lambda _link, text, _looks: text, noted=noted).count("<w:keepNext/>")


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.EACCES, "nie wolno tam zapisywać"), (errno.ENOSPC, "na dysku nie ma miejsca"), (errno.EXDEV, "Invalid cross-device link")],
)
def test_why_a_file_cannot_be_written_is_said_in_the_readers_words(number: int, expected: str) -> None:
    facts = unwritable(Path("raporty/a.md"), OSError(number, "Invalid cross-device link")).facts

    assert ("raporty", expected) == (facts["folder"], sentence("{reason:said}", facts))


def kept_by_a_careful_office():
    """The books of the small project with somebody who left in July, what support they had, and what came of it."""
    plain, known = books(), layouts()
    people = plain.participants
    left = people.frame.assign(end_date=people.frame["end_date"].mask(people.frame["no"] == "3", pd.Timestamp(JULY.end)))
    more = {
        "support": {
            "participant_no": ["3", "1"],
            "form": ["kis", "kis"],
            "start_date": ["2012-07-02", "2011-02-01"],
            "finished": ["no", "yes"],
        },
        "outcomes": {"participant_no": ["1", "3"], "outcome": ["employment", "employment"], "date": ["2011-12-01", "2012-07-31"]},
    }
    registers = {name: Register(known[name], Columns.of(frame(name, rows))) for name, rows in more.items()}
    return replace(plain, registers={**plain.registers, "participants": replace(people, columns=Columns.of(left)), **registers})


ALL = [(name, column) for name, register in kept_by_a_careful_office().registers.items() for column in register.frame.columns]


@pytest.mark.parametrize(("name", "column"), ALL, ids=[f"{name}.{column}" for name, column in ALL])
def test_a_report_is_made_whichever_column_an_office_does_not_keep(name, column):
    """Nobody keeps all of them; what is not there is unknown, and no reason to make no report."""
    whole = kept_by_a_careful_office()
    register = whole.registers[name]
    less = replace(whole, registers={**whole.registers, name: replace(register, columns=Columns.of(register.frame.drop(columns=[column])))})

    for kind in ("month", "final", "visits", "staff", "summary"):
        assert drafted(less, count(less, JULY), [], kind=kind, language="pl").parts
