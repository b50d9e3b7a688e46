"""Tables of what a report rests on: files, findings, people left out; and of registers shown as they are: visits, the survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from aktywna.domain.counting.tally import Span, Tally
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Register
from aktywna.steps.assumptions import Assumption, source_text
from aktywna.steps.assumptions import assumptions as taken_for_granted
from aktywna.steps.behind import incomplete_ones
from aktywna.steps.changing import changed as what_changed
from aktywna.steps.changing import said_of_change
from aktywna.steps.tables.cells import day, grid, share, text, whole
from aktywna.words.wording import _

FEW = 3
"""How many respondents must have given an answer for it to be shown."""


def sources(books: Books, language: Language) -> Grid | None:
    """The files that were read, with their SHA-256 and how many rows each has."""
    rows = [
        (text(source.file), text(_register(books, source.register, language)), whole(source.rows), text(source.sha256))
        for source in sorted(books.sources, key=lambda source: (source.file, source.register))
    ]
    return grid([_("File"), _("Register"), _("Rows"), "SHA-256"], rows)


def findings(found: Iterable[Finding]) -> Grid | None:
    """How many findings of each code there are, the heaviest first."""
    weights = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
    counted = Counter((one.severity, one.code) for one in found)
    rows = [
        (text(code), text(weights[severity]), text(_(NOTICES[code].title) if code in NOTICES else None), whole(many))
        for (severity, code), many in sorted(counted.items())
    ]
    return grid([_("Code"), _("Weight"), _("What is wrong"), _("How many")], rows)


def left_out(books: Books, tally: Tally, language: Language) -> Grid | None:
    """Participants whose record is incomplete: their number and the columns that are missing."""
    layout = books.layouts.get("participants")
    columns = {column.id: column.name.say(language) for column in layout.column} if layout else {}
    rows = [
        (text(key), text(", ".join(columns.get(column, column) for column in missing))) for key, missing in incomplete_ones(books, tally)
    ]
    return grid([_("Participant"), _("What is missing")], rows)


def visits(books: Books, span: Span, language: Language) -> Grid | None:
    """Monitoring visits of the period and whether what they found was corrected; free text is left to the register."""
    register = books.get("visits")
    if register is None:
        return None
    forms = {form.id: form.name.say(language) for form in books.project.forms}
    days = register.get("date")
    chosen = ((days >= pd.Timestamp(span.start)) & (days <= pd.Timestamp(span.last))).fillna(False)
    columns = (_public(register, column)[chosen] for column in ("date", "place", "form", "found"))
    corrected, wrong = register.get("corrected_on")[chosen], register.get("found")[chosen].notna()
    rows = [
        (
            day(_day(on)),
            text(_said(place)),
            text(forms.get(_said(form) or "")),
            Cell(bool(was), "yes_no"),
            text(_said(found)),
            day(_day(until)),
        )
        for on, place, form, found, was, until in zip(*columns, wrong, corrected, strict=True)
    ]
    rows = sorted(rows, key=lambda row: str(row[0].value))
    return grid([_("Date"), _("Place"), _("Form of support"), _("Something found"), _("Found"), _("Corrected on")], rows)


def survey(books: Books) -> Grid | None:
    """
    The diagnosis survey: how many gave each answer, and their share among those who answered the question.

    Answers in a respondent's own words are private: those that fewer than `FEW` gave are put together.
    """
    register = books.get("survey")
    if register is None:
        return None
    table = pd.DataFrame({column: register.get(column) for column in ("question", "answer")}).dropna()
    many = table.groupby(["question", "answer"])["answer"].transform("size")
    if register.layout.columns["answer"].private:
        table["answer"] = table["answer"].where(many >= FEW)
    rows = []
    for question, answers in table.groupby("question", sort=False)["answer"]:
        given = [*answers.value_counts().items(), (_("other answers"), int(answers.isna().sum()))]
        rows += [
            (text(str(question)), text(str(said)), whole(int(persons)), share(_share(int(persons), len(answers))))
            for said, persons in given
            if persons
        ]
    return grid([_("Question"), _("Answer"), _("Persons"), _("Share")], rows)


def assumptions(books: Books) -> list[str]:
    """Everything the figures rest on that nobody has seen written, or that the project decided for itself, as sentences."""
    return [" ".join(_assumed(one, books).split()) for one in taken_for_granted(books)]


def changed(books: Books, language: Language) -> list[str]:
    """The severities of findings and the values of the era that the project changed, as sentences."""
    return [said_of_change(one, books, language) for one in what_changed(books)]


def _assumed(one: Assumption, books: Books) -> str:
    # What the project decided for itself says so in its own words.
    if one.source in {"", "project.toml"}:
        return one.name
    # An indicator is known by its code, a value of the era by its name alone.
    of_the_rules = one.value in books.era.values or one.value.startswith("efficiency.")
    name = one.name if of_the_rules else _("{code}: {name}").format(code=one.value, name=one.name)
    return _("{name} (not confirmed; source: {source})").format(name=name, source=source_text(one.source))


def _register(books: Books, register: str, language: Language) -> str:
    layout = books.layouts.get(register)
    return layout.name.say(language) if layout else register


def _public(register: Register, column: str) -> pd.Series[Any]:
    """A column, all blank when the layout says that it is private."""
    values = register.get(column)
    described = register.layout.columns.get(column)
    return values.mask(values.notna()) if described is not None and described.private else values


def _share(part: int, everyone: int) -> Decimal:
    return (Decimal(100 * part) / everyone).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _said(value: object) -> str | None:
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _day(value: pd.Timestamp) -> date | None:
    return None if pd.isna(value) else value.date()
