"""Tables of what a report rests on: files, findings, people left out; and of registers shown as they are: visits, the survey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from aktywna.domain.counting.tally import Tally
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.assumptions import Assumption, source_text
from aktywna.steps.assumptions import assumptions as taken_for_granted
from aktywna.steps.behind import incomplete_ones
from aktywna.steps.changing import changed as what_changed
from aktywna.steps.changing import said_of_change
from aktywna.steps.tables.cells import grid, listed, share, text, whole
from aktywna.words.wording import _

SHOWN = 20
"""People of a list that stand on paper."""
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
    return listed(grid([_("Participant"), _("What is missing")], rows), SHOWN, _("this report in Excel (--format xlsx)"))


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


def assumptions(books: Books, also: Sequence[str] = (), shown: Collection[str] | None = None) -> list[str]:
    """
    Everything the figures rest on that nobody has seen written, or that the project decided for itself, as sentences.

    `shown` are the indicators of a report that does not show all of them.
    """
    return [" ".join(_assumed(one, books).split()) for one in taken_for_granted(books, also, shown)]


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


def _share(part: int, everyone: int) -> Decimal:
    return (Decimal(100 * part) / everyone).quantize(Decimal("0.1"), ROUND_HALF_UP)
