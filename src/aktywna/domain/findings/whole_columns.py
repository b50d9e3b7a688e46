"""A column that is wrong as a whole, though each of its cells can be read: numbers that moved beside other people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import ERROR, N_, notice

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register
    from aktywna.domain.sheets.keys import Rows

MOVED = notice(
    "A119",
    ERROR,
    title=N_("PESEL numbers stand beside other people than their own."),
    says=N_(
        "In rows {first}–{last} the PESEL numbers deny the sex, the date of birth or the age of {n:n} of "
        "{of:count person|people} ({codes:list})."
    ),
    do=N_(
        "Check whether the column of PESEL numbers was shifted, or sorted apart from the others; put each number back beside its person."
    ),
    basis="count",
    about=N_(
        "When one cell is inserted or deleted in a column, or the column is sorted alone, every number below stands beside somebody "
        "else. It is one fault, so it is said once, at its first row; the cells that the rules in brackets accuse are all listed."
    ),
)

_DENIED = ("A102", "A103", "A301")
"""Rules that hold a PESEL number against the sex, the date of birth and the age beside it."""
_SURNAMES = "A121"
"""Surnames of the other sex are the same fault where the numbers moved."""
_FEWEST = 5
"""So few rows may each have a slip of its own."""
_DENSE = 0.8
"""Of neighbouring numbers hardly any two say the same sex and the same age."""
_Group = dict[tuple[object, ...], list[Finding]]


def moved_numbers(findings: list[Finding], books: Books) -> list[Finding]:
    """Put into one finding what rules say of sex, birth and age in a run of rows whose PESEL numbers are those of other people."""
    people = books.get("participants")
    if people is None or "pesel" not in people:
        return findings
    by_sheet: _Group = {}
    for finding in findings:
        if finding.code in _DENIED and finding.place.row:
            by_sheet.setdefault((finding.place.file, finding.place.sheet), []).append(finding)
    new: list[Finding] = []
    told: set[int] = set()
    for group in by_sheet.values():
        run = _run(group, people)
        if run is not None:
            sheet = (run.place.file, run.place.sheet)
            surnames = [one for one in findings if one.code == _SURNAMES and (one.place.file, one.place.sheet) == sheet]
            new.append(replace(run, also=tuple(dict.fromkeys((*run.also, *(place for one in surnames for place in one.places))))))
            told.update(map(id, (*group, *surnames)))
    return [*(finding for finding in findings if id(finding) not in told), *new] if new else findings


def _run(group: Sequence[Finding], people: Register) -> Finding | None:
    """Give the rows between the first and the last that are accused as one finding; nothing where slips are scattered."""
    rows = {finding.place.row for finding in group}
    codes = tuple(sorted({finding.code for finding in group}))
    first, last, place = min(rows), max(rows), group[0].place
    at, numbers = _of_sheet(people, place.file, place.sheet)
    asked = people.known("pesel")[at] & (numbers >= first) & (numbers <= last)
    of = int(asked.sum())
    if len(codes) < 2 or len(rows) < _FEWEST or len(rows) < _DENSE * of:  # noqa: PLR2004 - two rules, so that the number is wrong and not the age
        return None
    where = people.places(at[asked][:1], "pesel")[0]
    facts = {"first": first, "last": last, "n": len(rows), "of": of, "codes": codes}
    places = tuple(dict.fromkeys(finding.place for finding in group))
    return Finding(MOVED.code, min(finding.severity for finding in group), replace(where, row=first), facts, places)


def _of_sheet(register: Register, file: str, sheet: str) -> tuple[Rows, Rows]:
    """Give the positions of a sheet's rows in a register, and their numbers as shown."""
    origins = [at for at, origin in enumerate(register.origins) if (origin.file, origin.sheet) == (file, sheet)]
    at = np.flatnonzero(np.isin(register.origin, origins)) if register.origins else np.arange(len(register))
    return at, register.numbers(at)
