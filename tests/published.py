"""The five projects as tests need them: each opened, checked and counted once, and the figures it must give."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from aktywna.domain.counting.tally import Tally
from aktywna.domain.findings.finding import Finding
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.registers.books import Books
from aktywna.io.writing.markdown import markdown
from aktywna.io.writing.workbook import workbook
from aktywna.steps.count import count
from aktywna.steps.judging import judged
from aktywna.steps.open import open_books, span_of
from aktywna.steps.report import drafted, speaking
from aktywna.steps.tally_json import as_json

EXAMPLES = Path(__file__).parents[1] / "examples"
FIGURES = Path(__file__).parent / "figures"
ALL = sorted(path.parent.name for path in EXAMPLES.glob("*/project.toml"))
FIVE = ("katowice", "radom", "starachowice", "swiebodzice", "wodzislaw")
LANGUAGES = ("pl", "en")


@dataclass(frozen=True)
class Figure:
    """What one indicator of an example must say."""

    code: str
    total: int | str
    moved_by: str
    target: int | str | None = None
    unknown: int = 0
    published: str = ""

    @property
    def printed(self) -> int | str:
        """The number that the project published."""
        assert self.target is not None or self.published == "achieved"
        return self.total if self.published == "achieved" else self.target


@dataclass
class Example:
    """An example that was opened, checked and counted once for all tests."""

    name: str
    books: Books
    findings: list[Finding]
    tally: Tally
    documents: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, Any] = field(default_factory=dict)

    def drawn(self, tongue: str) -> Any:
        """The month's report, made anew."""
        return drafted(self.books, self.tally, self.findings, kind="month", language=tongue)

    def document(self, tongue: str) -> Any:
        """The month's report, made once."""
        if tongue not in self.documents:
            self.documents[tongue] = self.drawn(tongue)
        return self.documents[tongue]

    def text(self, tongue: str) -> str:
        if tongue not in self.texts:
            self.texts[tongue] = _spoken(markdown, self.document(tongue), tongue)
        return self.texts[tongue]

    def workbook(self, tongue: str) -> Any:
        if tongue not in self.sheets:
            self.sheets[tongue] = load_workbook(BytesIO(_spoken(workbook, self.document(tongue), tongue)))
        return self.sheets[tongue]


def _spoken(write: Any, document: Any, tongue: str) -> Any:
    with speaking(tongue):
        return write(document)


@cache
def example(name: str) -> Example:
    opened = open_books(EXAMPLES / name)
    assert opened.refused == ()
    findings = list(judged(opened).findings)
    return Example(name, opened.books, findings, count(opened.books, span_of(opened.books, "month", None)))


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((FIGURES / f"{name}.toml").read_text(encoding="utf-8"))


def figures(name: str) -> list[Figure]:
    return [Figure(code, **said) for code, said in table(name)["figures"].items()]


@cache
def documents(name: str) -> dict[str, Any]:
    """What `count --json` says without --by."""
    return as_json(example(name).books, example(name).tally, ())


def indicator(name: str, code: str) -> Indicator:
    return next(one for one in example(name).books.indicators if one.id == code)


EVERY = [(name, figure) for name in FIVE for figure in figures(name)]
PUBLISHED = [(name, figure) for name, figure in EVERY if figure.published]


def named(pair: tuple[str, Figure]) -> str:
    return f"{pair[0]}-{pair[1].code}"
