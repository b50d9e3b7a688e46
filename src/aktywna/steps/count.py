"""Count: every indicator of the project, for a period and since the start, and the people behind each number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from aktywna.domain.counting.adding_up import count_people, participation
from aktywna.domain.counting.asking import asker_of
from aktywna.domain.counting.improvement import change_of
from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.shares import count_ratio
from aktywna.domain.counting.tally import Count, Span, Tally
from aktywna.domain.faults import RuleBroken, UnknownWord
from aktywna.domain.findings.rule import N_
from aktywna.domain.people import unemployment as _unemployment  # noqa: F401 - declares a derived column that indicators ask for
from aktywna.domain.presence import attendance as _attendance  # noqa: F401 - likewise
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.registers.books import Books, Part
from aktywna.domain.registers.register import Absent


def count(books: Books, span: Span) -> Tally:
    """Count everything the project promised to count, in `span` and from the start up to its end."""
    span = replace(span, known=books.as_of)
    hidden, missing = incomplete(books)
    counts: dict[str, Count] = {}
    for indicator in books.indicators:
        if indicator.ratio is None:
            counts[indicator.id] = _counted(books, indicator, span, hidden)
    for indicator in books.indicators:
        if indicator.ratio is not None:
            counts[indicator.id] = count_ratio(indicator, counts[indicator.ratio.of], counts[indicator.ratio.to], span)
    in_order = tuple(counts[indicator.id] for indicator in books.indicators)
    return Tally(span, in_order, books.complete, missing)


def counted(tally: Tally, code: str) -> Count:
    """Give one indicator's count, by its code in either case."""
    for one in tally.counts:
        if one.indicator.id.casefold() == code.casefold():
            return one
    raise UnknownWord(N_("indicator"), code, tuple(one.indicator.id for one in tally.counts))


def count_parts(books: Books, span: Span) -> Iterator[tuple[Part, Tally]]:
    """Count each edition, each partner and each path of the project on its own."""
    project = books.project
    parts = [
        *(Part(editions=(edition.id,)) for edition in project.editions),
        *(Part(partners=(partner.id,)) for partner in project.partners),
        *(Part(paths=(path.id,)) for path in project.paths),
    ]
    for part in parts:
        yield part, count(narrowed(books, part), span)


def incomplete(books: Books) -> tuple[np.ndarray[Any, np.dtype[np.bool_]], tuple[tuple[int, tuple[str, ...]], ...]]:
    """
    Say which participants' rows may not be shown (rules.md L2, S12), and what each of them lacks.

    What makes a record complete, and what happens to one that is not, are values of the era. A column that the register
    does not have is a finding about the register, not about everybody in it.
    """
    people = books.get("participants")
    if people is None:
        return np.zeros(0, bool), ()
    if books.value_or("incomplete", "counted") == "counted":
        return np.zeros(len(people), bool), ()
    asker = asker_of(books, people)
    lacking: dict[str, np.ndarray[Any, np.dtype[np.bool_]]] = {}
    for column in books.value_or("complete_columns", ()):
        try:
            lacking[column] = asker.column(column).isna().to_numpy()
        except Absent:
            continue
    here = ~participation(books, people).no
    hidden = here & np.logical_or.reduce([np.zeros(len(people), bool), *lacking.values()])
    rows = np.flatnonzero(hidden)
    missing = [tuple(column for column, blank in lacking.items() if blank[row]) for row in rows]
    return hidden, tuple(zip(rows.tolist(), missing, strict=True))


def _counted(books: Books, indicator: Indicator, span: Span, hidden: np.ndarray[Any, np.dtype[np.bool_]]) -> Count:
    try:
        found = count_people(books, indicator, span, hidden)
        if indicator.soft is not None and found.units is not None:
            found = replace(found, change=change_of(books, indicator, span, found))
    except (Absent, KeyError, ValueError, TypeError, IndexError) as error:
        raise RuleBroken(indicator.id) from error
    return found
