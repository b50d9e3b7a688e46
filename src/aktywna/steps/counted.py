"""What `count` was asked, and what came out: the figures, or the people behind one of them, as tables and for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aktywna.domain.counting.tally import Span, Tally
from aktywna.domain.findings.finding import Finding
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.policy import Change
from aktywna.domain.registers.books import Books
from aktywna.steps import behind_efficiency, corrections, pace, tally_json
from aktywna.steps.changing import change_as_json
from aktywna.steps.count import count
from aktywna.steps.efficiency import Efficiencies, efficiency, measure_of
from aktywna.steps.part_words import part_said, period_said, unsaid
from aktywna.steps.split_words import Split, splits_of
from aktywna.steps.tables.count import figures_tables, measure_tables, people_tables
from aktywna.steps.tables.written import ending_of, write_tables
from aktywna.steps.telling import message
from aktywna.steps.wanted import indicator_of
from aktywna.words.wording import _, ngettext


@dataclass(frozen=True, eq=False)
class Asked:
    """A project's books, the period, and what is asked of them: all figures, broken down or not, or whose people."""

    books: Books
    span: Span
    splits: tuple[Split, ...] = ()
    code: str | None = None
    """The indicator whose people are asked for."""
    measure: str | None = None
    """The measure of efficiency whose people are asked for."""

    @property
    def names_one(self) -> bool:
        """Whether one number is asked about and not all."""
        return self.code is not None or self.measure is not None


def asked_for(books: Books, span: Span, *, who: str | None, by: str | None, output: Path | None) -> Asked:
    """Understand the words of the command line; raise `UnknownWord` for what the project does not count, or nothing writes."""
    splits = splits_of(by)
    measure = None if who is None else measure_of(books, who)
    code = None if who is None or measure is not None else indicator_of(books, who)
    if output is not None:
        ending_of(output)
    return Asked(books, span, splits, code, measure)


@dataclass(frozen=True, eq=False)
class Counted:
    """What came out, for whoever asked."""

    asked: Asked
    tally: Tally
    measures: Efficiencies | None
    unreliable: tuple[Finding, ...]
    show_personal: bool = False

    def tables(self, language: Language) -> Mapping[str, Grid]:
        """Give the tables under their headings, without those that have nothing to say."""
        asked, books = self.asked, self.asked.books
        if self.measures is not None and asked.measure is not None:
            found = measure_tables(behind_efficiency.BehindMeasure(books, self.measures, asked.measure, show_personal=self.show_personal))
        elif asked.code is not None:
            found = people_tables(books, self.tally, asked.code, asked.splits, language, show_personal=self.show_personal)
        else:
            found = figures_tables(books, self.tally, self.measures, asked.splits, language)
        return {heading: table for heading, table in found.items() if table is not None}

    def heading(self, language: Language) -> tuple[str, ...]:
        """Say which period and which part of the project the figures are of."""
        return tuple(filter(None, (period_said(self.tally.span), part_said(self.asked.books, language))))

    def lines(self) -> tuple[str, ...]:
        """Say at what pace targets are met and what changed in figures already reported; nothing about one number alone."""
        books = self.asked.books
        return () if self.asked.names_one else (*pace.lines(books, self.tally), *corrections.lines(books, self.tally))

    def as_json(self, changed: Sequence[Change]) -> dict[str, Any]:
        """Give what came out for a script, with what the project `changed` of the usual."""
        asked, books = self.asked, self.asked.books
        told = tally_json.as_json(books, self.tally, asked.splits, who=asked.code, show_personal=self.show_personal)
        efficient = behind_efficiency.as_json(books, self.measures, asked.measure, show_personal=self.show_personal)
        return {**told, **efficient, "changed": [change_as_json(one) for one in changed]}

    def write(self, file: Path, language: Language, *, force: bool) -> Path:
        """Write the tables into a file under their title; raise `InputRefused` with O codes."""
        what = self.asked.code or self.asked.measure or _("Indicators")
        title = f"{what} – {self.asked.books.project.title.say(language)}"
        tables, about = self.tables(language), self.heading(language)
        return write_tables(file, title, tables, language=language, about=about, show_personal=self.show_personal, force=force)

    def complaints(self) -> Iterator[str]:
        """Say what stands in the way of comparing with what was reported."""
        return (f"{one.code}  {message(one)}" for one in self.unreliable)

    def remarks(self) -> Iterator[str]:
        """Say what else a reader of the figures has to know."""
        if self.measures is not None and self.asked.measure is not None and self.asked.splits:
            yield _("Efficiency is measured by the groups of the agreement; it is not broken down otherwise.")
        if self.tally.excluded:
            n = len(self.tally.excluded)
            text = ngettext("{n} person with an incomplete record was left out.", "{n} people with incomplete records were left out.", n)
            yield text.format(n=n)
        yield from unsaid(self.asked.books, self.tally)


def counted(asked: Asked, folder: Path, *, show_personal: bool = False) -> Counted:
    """Count what was asked; `folder` is the project's, whose archive says what was reported before."""
    tally, unreliable = corrections.corrected(asked.books, count(asked.books, asked.span), folder / corrections.FOLDER)
    return Counted(asked, tally, efficiency(asked.books, asked.span), unreliable, show_personal)
