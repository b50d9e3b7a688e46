"""Claims, visits, staff and the page for the public: what they say, in both languages, and as numbers in Excel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from babel.numbers import parse_decimal
from openpyxl import load_workbook

from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.domain.grid import Cell, Document, Grid, Heading, Narrative, Picture
from aktywna.domain.promises.calendar import last_span
from aktywna.domain.promises.model import Language
from aktywna.io.writing.html import html
from aktywna.io.writing.markdown import markdown, shown
from aktywna.io.writing.word import docx
from aktywna.io.writing.workbook import workbook
from aktywna.steps.count import count
from aktywna.steps.report import drafted, speaking
from aktywna.steps.tables.month_people import unreportable
from aktywna.steps.tables.people import People
from aktywna.steps.tables.task_progress import progress
from aktywna.words.wording import set_language
from desk import copied, typed
from kinds_of_report import JUNE, KINDS, LANGUAGES, books, document, drawn, file_of
from sample_books import JULY, sample

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def _polish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AKTYWNA_LANG", raising=False)
    set_language("pl")


def rows_under(made: Document, heading: str) -> list[list[Any]]:
    """The values of the table under a heading."""
    at = next(at for at, part in enumerate(made.parts) if isinstance(part, Heading) and part.text == heading)
    table = next(part for part in made.parts[at:] if isinstance(part, Grid))
    return [[cell.value for cell in cells] for cells in table.rows]


def is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def in_tables(part: object) -> bool:
    return isinstance(part, Grid) or (isinstance(part, Picture) and part.numbers)


def rows_in_word(content: bytes) -> Iterator[list[list[str]]]:
    """The rows of each table of a Word file below its header: the texts of their cells."""
    body = ET.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    for table in body.iter(f"{WORD}tbl"):
        rows = [row for row in table.iter(f"{WORD}tr") if row.find(f"{WORD}trPr/{WORD}tblHeader") is None]
        yield [["".join(text.text or "" for text in cell.iter(f"{WORD}t")) for cell in row.iter(f"{WORD}tc")] for row in rows]


def shown_in(cell: Cell, tongue: Language) -> str:
    with speaking(tongue):
        return shown(cell).replace("\n", "")


def number_in(text: str, tongue: Language) -> Decimal:
    """The number that a text holds, read by the rules of its language."""
    (written,) = re.findall(r"-?\d[\d\u00a0.,]*", text)
    return parse_decimal(written.rstrip(".,\u00a0"), locale=tongue)


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_it_says_what_was_kept(self, kind: str, tongue: Language) -> None:
        """Out of date? `python tests/kinds_of_report.py` writes it again; look at what changed before keeping it."""
        assert file_of(kind, tongue).read_text(encoding="utf-8") == markdown(document(kind, tongue))

    def test_the_workbook_holds_each_figure_as_what_it_is(self, kind: str, tongue: Language) -> None:
        made = document(kind, tongue)
        book = load_workbook(BytesIO(workbook(made)))
        kept = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
        numbers = [float(one) for one in kept if isinstance(one, int | float)]
        days = {one.date() for one in kept if isinstance(one, datetime)}
        grids = [part.grid if isinstance(part, Picture) else part for part in made.parts if isinstance(part, Grid | Picture)]
        cells = [cell for grid in grids for cells in grid.rows for cell in cells]
        asked = [float(cell.value) / (100 if cell.kind == "percent" else 1) for cell in cells if is_number(cell.value)]

        assert sorted(asked) == pytest.approx(sorted(numbers))
        assert {cell.value for cell in cells if isinstance(cell.value, date)} == days

    def test_the_word_file_holds_each_figure_as_its_language_writes_it(self, kind: str, tongue: Language) -> None:
        """What stands in the rows of its tables is read as numbers and days, and is what was counted."""
        made = document(kind, tongue)
        grids = [part.grid if isinstance(part, Picture) else part.on_paper for part in made.parts if in_tables(part)]
        asked = [cell for grid in grids for cells in grid.rows for cell in cells]
        with speaking(tongue):
            held = list(rows_in_word(docx(made)))

        assert len(grids) == len(held)
        texts = [text for table in held for row in table for text in row]
        assert [shown_in(cell, tongue) for cell in asked] == texts
        numbers = [(cell.value, text) for cell, text in zip(asked, texts, strict=True) if is_number(cell.value)]
        assert [Decimal(value) for value, _text in numbers] == [number_in(text, tongue) for _value, text in numbers]

    def test_it_is_the_same_each_time(self, kind: str, tongue: Language) -> None:
        one, other = drawn(kind, tongue), drawn(kind, tongue)

        assert workbook(one) == workbook(other)
        assert docx(one) == docx(other)

    def test_nobody_is_named(self, kind: str, tongue: Language) -> None:
        text = markdown(document(kind, tongue))

        assert [] == [name for name in ("Testowy", "Zmyślona", "Przykładowicz", "Brak podpisów") if name in text]


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_parts_and_places(kind: str) -> None:
    polish, english = (document(kind, tongue) for tongue in LANGUAGES)

    assert [type(part) for part in polish.parts] == [type(part) for part in english.parts]
    assert [part.name for part in polish.parts if isinstance(part, Narrative)] == [
        part.name for part in english.parts if isinstance(part, Narrative)
    ]


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "findings"])
def test_the_end_says_what_it_rests_on(kind: str, tongue: Language) -> None:
    kept = replace(books(), definition=replace(books().sources[0], file="project.toml", digest=lambda: "d" * 64))
    text = markdown(drafted(kept, count(kept, JULY), [], kind=kind, language=tongue, version="1.2.3"))

    for said in ("project.toml, SHA-256: " + "d" * 64, "a" * 64, "pokl-2007, SHA-256: ", "aktywna 1.2.3", "Dane są zmyślone."):
        assert said in text


class TestClaim:
    def test_women_and_men_have_a_percentage_of_their_own_with_two_decimals(self) -> None:
        (first, *_others) = rows_under(document("claim", "pl"), "Wskaźniki produktu")

        assert [5, 3, 2, 1, 1, 0, 3, 2, 1, Decimal("60.00"), Decimal("66.67"), Decimal("50.00"), "Uczestnicy"] == first[4:]

    def test_results_have_a_base_value_that_the_definition_may_give(self) -> None:
        indicators = [one.model_copy(update={"base": Decimal(7)}) if one.id == "R1" else one for one in sample().indicators]
        kept = replace(sample(), indicators=tuple(indicators))
        rows = rows_under(drafted(kept, count(kept, JULY), [], kind="claim", language="pl"), "Wskaźniki rezultatu bezpośredniego")

        assert {"R1": 7, "W1": Decimal(0), "M1": 0} == {row[1]: row[4] for row in rows}

    def test_a_task_is_completed_once(self) -> None:
        """In the period in which the project ends; before it is continued, afterwards it was completed earlier."""
        spans = (JUNE, Span(date(2012, 12, 1), date(2012, 12, 31)), Span(date(2013, 1, 1), date(2013, 1, 31)))
        found = [[one.status for one in progress(People(books(), span), "pl")] for span in spans]

        assert [["continued", "not_started"], ["finished", "not_started"], ["finished_before", "not_started"]] == found

    def test_annex_2_is_of_one_programme_period_alone(self) -> None:
        kept = replace(books(), era=books().era.model_copy(update={"values": {}}))

        assert "Przepływ" in markdown(document("claim", "pl"))
        assert "Przepływ" not in markdown(drafted(kept, count(kept, JULY), [], kind="claim", language="pl"))

    def test_whoever_joined_again_after_leaving_came_back(self) -> None:
        rows = rows_under(document("claim", "pl"), "Przepływ uczestników projektu – liczba osób, które:")

        assert ["powróciły do projektu", 0, 0, 0, 1, 1, 0] == rows[1]


def test_a_visit_is_open_until_it_is_corrected() -> None:
    rows = rows_under(document("visits", "pl"), "Ustalenia, których jeszcze nie poprawiono")

    assert [["W2", date(2012, 6, 20), "sala 2", "kurs zawodowy", 41]] == rows


def test_small_numbers_are_not_published_in_any_format() -> None:
    made = document("summary", "pl")
    table = rows_under(made, "Co zaplanowano i co osiągnięto")

    assert ["Uczestnicy", 5, *["ukryto"] * 4] == table[0]
    assert "60,00%" not in html(made)


def test_the_project_may_set_the_smallest_number() -> None:
    kept = sample()
    value = {"small_cell": {"name": {"pl": "Najmniejsza liczba", "en": "Least"}, "value": 2, "source": "", "seen": True}}
    kept = replace(kept, era=type(kept.era).model_validate(kept.era.model_dump(exclude_unset=True) | {"values": value}))
    rows = rows_under(drafted(kept, count(kept, JULY), [], kind="summary", language="pl"), "Co zaplanowano i co osiągnięto")

    assert 3 in rows[0]


@pytest.mark.parametrize(("kind", "name"), [("claim", "2012-Q2"), ("visits", "2012-I"), ("staff", "2012-I"), ("summary", "")])
def test_the_period_that_is_meant_when_nobody_says(kind: str, name: str) -> None:
    span = last_span(kind, sample().project, date(2012, 8, 10))

    assert name == span.name
    assert kind != "summary" or (date(2011, 1, 1), date(2012, 8, 10)) == (span.start, span.end)


def test_errors_name_who_cannot_be_reported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A number of the register, the field and the rule; the row where the number would be personal."""
    office = copied("do-poprawy", tmp_path)
    said = typed(capsys, "report", office, "--format", "md", "--json", "--quiet").document
    (table,) = [one for one in said["tables"] if one["heading"] == "Kogo nie można jeszcze wykazać"]

    assert ["Uczestnik", "Pole", "Komórka", "Czego dotyczy"] == table["columns"]
    assert all(re.search(r"\b[AR]\d{3}\b", row[-1]) for row in table["rows"])
    assert unreportable([]) is None


def test_an_error_about_several_people_names_each_of_them() -> None:
    places = [Place("u.xlsx", "Uczestnicy", row, f"D{row}", "participants", "pesel", str(row - 1)) for row in (2, 3, 9)]
    table = unreportable([Finding("A119", Severity.ERROR, places[0], also=tuple(places[1:]))])

    assert table is not None
    assert ["1", "2", "8"] == [row[0].value for row in table.rows]


def test_beside_the_page_for_the_public_json_says_no_more_than_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = typed(capsys, "report", copied("swiebodzice", tmp_path), "--kind", "summary", "--format", "md", "--json").document

    assert "summary" == said["kind"]
    assert "indicators" not in said
    assert said["tables"]
