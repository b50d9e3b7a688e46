"""From counted figures to the files that people send."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.grid import Document, Heading
from aktywna.domain.registers.books import Part
from aktywna.io import shipped
from aktywna.io.writing.markdown import markdown
from aktywna.io.writing.workbook import workbook
from aktywna.steps.count import count
from aktywna.steps.report import drafted, file_name, kinds, main_counts, report
from aktywna.steps.showing import period_text
from aktywna.steps.tables.figures import realised
from aktywna.words.wording import language
from sample_books import JULY, sample

KINDS = ("month", "period", "year", "final")
LANGUAGES = ("pl", "en")


def drawn(kind: str = "year", tongue: str = "pl", errors: int = 0, **more: object) -> Document:
    books = sample()
    findings = [Finding("R999", Severity.ERROR)] * errors
    return drafted(books, count(books, JULY), findings, kind=kind, language=tongue, **more)


draft = cache(drawn)
"""The same, drawn once for all tests that only read it."""


def headings(document: Document) -> list[int]:
    return [part.level for part in document.parts if isinstance(part, Heading)]


def test_there_is_a_template_for_each_kind() -> None:
    assert set(KINDS) <= set(kinds())


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_parts(kind: str) -> None:
    polish, english = (draft(kind, tongue) for tongue in LANGUAGES)

    assert headings(polish) == headings(english)
    assert [type(part) for part in polish.parts] == [type(part) for part in english.parts]


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_says_what_it_rests_on(kind: str, tongue: str) -> None:
    text = markdown(draft(kind, tongue))

    assert "a" * 64 in text
    assert "Wiek liczy się na dzień przystąpienia." in text
    assert "Dane są zmyślone." in text
    assert "pokl-2007" in text


def test_errors_are_said_before_the_figures() -> None:
    text = markdown(draft(errors=3))

    assert text.splitlines()[2].startswith("**Policzono mimo 3 błędów w rejestrach.**")
    assert "Policzono mimo 1 błędu w" in markdown(draft(errors=1))
    assert "Policzono mimo" not in markdown(draft())


def test_the_version_is_said_only_when_it_is_given() -> None:
    assert "aktywna 1.2.3" in markdown(draft(version="1.2.3"))
    assert "**Program:** aktywna" not in markdown(draft())


@pytest.mark.parametrize(
    "promised",
    [
        "Krok naprzód", "POKL.07.01.01-00-000/12", "Gmina Przykładowo", "OPS w Przykładowie", "Priorytet VII", "Działanie 7.1",
        "Poddziałanie 7.1.1", "Europejski Fundusz Społeczny", "01.01.2011", "Projekt dla osób bezrobotnych.", "Wzrost motywacji do pracy",
        "Edycja 2011", "prowadzi szkolenia", "89,5%", "pracownik socjalny", "osoby bezrobotne", "wiek aktywności zawodowej",
        "praca z całą rodziną", "PAL Centrum", "Klub Integracji Społecznej", "opinia pracownika socjalnego", "motywacja do pracy",
        "Kompetencje zawodowe", "koordynator", "2012-I", "30.07.2012", "koordynator i księgowa", "początek 2008 r.",
        "Zagrożenie wykluczeniem.",
    ],
)  # fmt: skip
def test_what_was_promised_is_printed(promised: str) -> None:
    assert promised in markdown(draft("final"))


def test_a_section_without_content_is_left_out() -> None:
    books = sample(soft=None, budget=None, indicators=[{"id": "P1", "name": "Uczestnicy"}], sums=[], forms=[], goals=[])
    text = markdown(drafted(books, count(books, JULY), [], kind="final", language="pl"))

    assert "Rezultaty miękkie" not in text
    assert "Budżet" not in text
    assert "Wskaźniki rezultatu" not in text
    assert "Cele szczegółowe" not in text


def test_files_are_written_once_for_each_format(tmp_path: Path) -> None:
    books = sample()
    paths = report(books, count(books, JULY), [], kind="month", language="pl", formats=["md", "xlsx"], folder=tmp_path).files

    assert ["month_2012-07.md", "month_2012-07.xlsx"] == [path.name for path in paths if path.suffix != ".svg"]
    assert load_workbook(paths[1]).sheetnames[0] == "Raport"


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert workbook(draft()) == workbook(drawn())
    assert markdown(draft()) == markdown(draft())


def test_the_workbook_holds_the_figures_as_numbers() -> None:
    book = load_workbook(BytesIO(workbook(draft())))
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("Wskaźniki produktu"))
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "P1")

    assert [value for value in row if isinstance(value, int | float)] == [1, 5, 3, 2, 1, 1, 0, 3, 2, 1, 0.6]


def test_figures_are_said_with_their_unit_and_beside_their_target() -> None:
    text = markdown(draft())

    assert "- Uczestnicy: **osiągnięto: 3 osoby**; wartość docelowa: 5 osób; stopień realizacji: 60,00%" in text
    assert "**osiągnięto: co najmniej 1 osoba**" in text


def test_a_share_is_compared_with_its_target_as_it_is() -> None:
    """33,33% against 80% is not „41,66% of the target”."""
    counted = count(sample(), JULY)
    share = next(one for one in counted.counts if one.indicator.id == "W1")

    assert realised(share) is None
    assert "41,66" not in markdown(draft())


@pytest.mark.parametrize("kind", KINDS)
def test_no_code_of_ours_is_shown(kind: str) -> None:
    """What the project is named by in its own definition stays; codes of dictionaries and eras are put into words."""
    words = set(re.findall(r"\w+", markdown(draft(kind)).replace("\\", "")))
    ours = {"counted", "labour_status", "sex", "social", "vocational", "leader", "dropped_out", "unemployed", "class", "persons", "h45"}

    assert not words & ours


def test_an_unconfirmed_value_is_told_in_words_with_its_source() -> None:
    books = sample()
    values = shipped.era("pokl-2007").values
    books = replace(books, era=books.era.model_copy(update={"values": values}))
    text = markdown(drafted(books, count(books, JULY), [], kind="month", language="pl"))

    told = "W których wskaźnikach liczy się osoba o niepełnych danych: we wszystkich (niepotwierdzone; źródło: przyjęto z pamięci"
    assert told in text
    assert "- W1: Udział kończących (niepotwierdzone; źródło: wniosek)" in text


def test_a_part_says_so_in_its_heading_and_its_file_name(tmp_path: Path) -> None:
    part = Part(partners=("cris",))
    books = narrowed(sample(), part)
    path, *_pictures = report(books, count(books, JULY), [], kind="year", language="pl", formats=["md"], folder=tmp_path).files

    assert path.name == "year_2012-07_partner-cris.md"
    assert path.read_text(encoding="utf-8").splitlines()[0] == "# Sprawozdanie roczne: lipiec 2012, partner: CRIS"


def test_the_reader_keeps_the_language_they_had() -> None:
    drawn(tongue="en")

    assert language() == "pl"


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (JULY, "lipiec 2012"),
        (Span(date(2012, 1, 1), date(2012, 12, 31)), "2012"),
        (Span(date(2012, 1, 1), date(2012, 12, 31), "roczne"), "2012"),
        (Span(date(2012, 1, 1), date(2012, 3, 31), "2012-Q1"), "01.01.2012 – 31.03.2012"),
        (Span(date(2012, 1, 1), date(2012, 6, 30), "2012-I"), "2012-I (01.01.2012 – 30.06.2012)"),
    ],
)
def test_a_period_is_said_as_people_say_it(span: Span, text: str) -> None:
    assert period_text(span) == text


def test_files_are_named_after_kind_period_and_part() -> None:
    assert file_name("month", JULY) == "month_2012-07"
    assert file_name("year", replace(JULY, name="2012"), Part(editions=("2011", "2012"))) == "year_2012_edition-2011-2012"


def test_the_screen_gets_only_the_main_figures() -> None:
    tally = count(sample(), JULY)

    assert [one.indicator.id for one in main_counts(tally)] == ["P1", "R1"]
