"""A period and a part of a project in words: what the figures are of, and what in a part nobody can know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import Any

import numpy as np

from aktywna.domain.counting.adding_up import counts_persons
from aktywna.domain.counting.part import belonging
from aktywna.domain.counting.tally import Span, Tally
from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _


def part_name(books: Books, language: Language) -> str:
    """Say which part of the project the books are of; an empty text when they are of the whole."""
    if books.part is None:
        return ""
    project = books.project
    labels: dict[str, tuple[str, Sequence[Any]]] = {
        "edition": (_("edition"), project.editions),
        "partner": (_("partner"), project.partners),
        "path": (_("path"), project.paths),
    }
    said = []
    for column, ids in books.part.named.items():
        label, declared = labels[column]
        known = {one.id: one.name.say(language) for one in declared}
        said.append(f"{label}: {', '.join(known.get(one, one) for one in ids)}")
    return "; ".join(said)


def part_said(books: Books, language: Language) -> str:
    """Say the same as a sentence of its own over a table."""
    part = part_name(books, language)
    return _("Part of the project – {part}").format(part=part) if part else ""


def period_said(span: Span) -> str:
    """Say over a table which period its figures are of."""
    return sentence(N_("Reporting period: {start:day}–{end:day}"), {"start": span.start, "end": span.end})


def part_as_json(books: Books) -> dict[str, list[str]] | None:
    """Give the part for a script: the ids by edition, partner and path; nothing for the whole."""
    return None if books.part is None else {column: list(ids) for column, ids in books.part.named.items()}


def unsaid(books: Books, tally: Tally) -> Iterator[str]:
    """Say what the figures of a part leave out because a register does not tell, and how its plan was added up."""
    whole, part = books.whole, books.part
    if whole is None or part is None:
        return
    counted = dict.fromkeys(one.counts for one in books.indicators if one.ratio is None)
    silent = [name for name in counted if name in whole.registers and name not in books.registers]
    if silent:
        listed = figures.listing(name_of("register", name) for name in silent)
        yield _("Without figures, because nothing there says which part of the project a row is of: {registers}.").format(registers=listed)
    for name in counted:
        told = belonging(whole, whole.registers[name], part) if name in books.registers else None
        rows = 0 if told is None else int(np.count_nonzero(told.unknown))
        if rows:
            says = N_("Left out: {n:count row that does not say|rows that do not say} which part of the project it is of ({register}).")
            yield sentence(says, {"n": rows, "register": name_of("register", name)})
    planned = any(one.target is not None and counts_persons(one.indicator) for one in tally.counts)
    if planned and prod(len(ids) for ids in part.named.values()) > 1:
        yield _("The plan of several parts is the sum of their plans; a person who is in several of them is counted once.")
