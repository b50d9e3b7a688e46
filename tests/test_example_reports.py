"""What the reports of the five projects print: every published figure, in Markdown and as a number in the workbook."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel.numbers import format_decimal

from aktywna.io.writing.markdown import markdown
from aktywna.steps.report import drafted
from published import LANGUAGES, PUBLISHED, Figure, documents, example, named

CODE = {"pl": "Kod", "en": "Code"}
PLAN = {"pl": ("plan", "docelow"), "en": ("plan", "target")}
"""A header of promised numbers holds one of these."""
AT_LEAST = {"pl": "co najmniej", "en": "at least"}


def written(value: int | str, unit: str, tongue: str) -> str:
    """A number as a report writes it: grouped by Babel, its unit behind or before U+00A0."""
    decimals = 2 if unit == "PLN" else len(str(value).partition(".")[2])
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    number = format_decimal(Decimal(value), format=pattern, locale=tongue)
    units = {"PLN": {"pl": f"{number}\u00a0zł", "en": f"PLN\u00a0{number}"}[tongue], "percent": f"{number}%"}
    return units.get(unit, number)


def markdown_rows(text: str, code: str, tongue: str) -> list[dict[str, str]]:
    """The rows of every table that has `code` in its column of codes: header, cell."""
    found, header = [], []
    for line in text.splitlines():
        cells = [cell.strip(" ") for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            header = []
        elif not header:
            header = cells
        elif CODE[tongue] in header and cells[header.index(CODE[tongue])] == code:
            found.append(dict(zip(header, cells, strict=True)))
    return found


def sheet_rows(book: Any, code: str, tongue: str) -> list[dict[str, Any]]:
    """The same of a workbook, whose headers stand in one or two rows: header, the cell itself."""
    found = []
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        heads = [at for at, row in enumerate(rows) if CODE[tongue] in {cell.value for cell in row}]
        for head in heads[:1]:
            at = next(number for number, cell in enumerate(rows[head]) if cell.value == CODE[tongue])
            title = ""
            titles = []
            for cell in rows[head]:
                title = str(cell.value or title)
                titles.append(title)
            found += [
                {f"{one} {number}": cell for number, (one, cell) in enumerate(zip(titles, row, strict=True))}
                for row in rows[head + 1 :]
                if row[at].value == code
            ]
    return found


def fitting(row: dict[str, Any], figure: Figure, tongue: str) -> list[Any]:
    """The cells of a row where a figure belongs: below a header of promised numbers, or below the other headers."""
    planned = figure.published == "planned"
    return [cell for header, cell in row.items() if planned == any(word in header.lower() for word in PLAN[tongue])]


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("pair", PUBLISHED, ids=named)
class TestEveryPublishedFigure:
    def test_the_report_names_it(self, pair: tuple[str, Figure], tongue: str) -> None:
        name, figure = pair
        said = written(figure.printed, unit_of(name, figure), tongue)
        expected = f"{AT_LEAST[tongue]} {said}" if figure.unknown else said
        rows = markdown_rows(example(name).text(tongue), figure.code, tongue)

        assert expected in [cell for row in rows for cell in fitting(row, figure, tongue)]

    def test_the_workbook_keeps_it_as_a_number(self, pair: tuple[str, Figure], tongue: str) -> None:
        name, figure = pair
        expected = float(figure.printed) / (100 if unit_of(name, figure) == "percent" else 1)
        rows = sheet_rows(example(name).workbook(tongue), figure.code, tongue)
        cells = [cell for row in rows for cell in fitting(row, figure, tongue)]
        kept = [cell for cell in cells if isinstance(cell.value, int | float) and cell.value == pytest.approx(expected, abs=1e-9)]

        assert kept
        assert not figure.unknown or any(AT_LEAST[tongue] in cell.number_format for cell in kept)


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("name", ["radom", "starachowice", "wodzislaw"])
def test_a_plan_is_called_a_plan_in_the_main_figures(name: str, tongue: str) -> None:
    """Each line says the promised number beside the word for it, and a sentence below says that the word means a plan."""
    section = example(name).text(tongue).split("\n## ")[1]
    lines = [line for line in section.splitlines() if line.startswith("- ")]
    planned = [one for one in example(name).tally.counts if one.indicator.main and one.target]
    said = [line for line in lines if any(word in line.partition("**")[2].lower() for word in PLAN[tongue])]

    assert len(planned) == len(said)
    assert any("plan" in line.lower() for line in section.splitlines() if not line.startswith(("- ", "|")))


@pytest.mark.parametrize(("tongue", "amount"), [("pl", "1\u00a0539\u00a0637,00\u00a0zł"), ("en", "PLN\u00a01,539,637.00")])
def test_amounts_are_grouped_as_babel_groups_them(tongue: str, amount: str) -> None:
    assert amount in example("radom").text(tongue)


def test_the_survey_stands_beside_the_results() -> None:
    final = drafted(example("wodzislaw").books, example("wodzislaw").tally, [], kind="final", language="pl")

    assert "60" in {cell for row in markdown_rows(markdown(final), "survey", "pl") for cell in row.values()}


def unit_of(name: str, figure: Figure) -> str:
    return next(one["unit"] for one in documents(name)["indicators"] if one["code"] == figure.code)
