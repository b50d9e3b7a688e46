"""What the rows of registers say of their project: when it ran, and which parts of it they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from aktywna.domain.registers.layout import normal
from aktywna.domain.registers.register import Register

NEWEST = "efsplus-2021"
_ERAS = ((2014, "pokl-2007"), (2021, "efs-2014"))
"""The year before which people began in each programme period; those who began later are of the newest one."""
_LISTS = ("editions", "partners", "groups", "paths", "forms", "staff")
_MOST = 60
"""A column with more different texts is no list of parts of a project."""
_FAR = 8 * 366
"""A day further than this from the middle one is a slip of the keyboard."""
_LIFE = frozenset({"birth_date", "expected_birth_date", "unemployed_since", "planned_education_end"})
"""Days of people's lives, which say nothing of the project."""
_APART = re.compile(r"[|;\n]")
_LONGEST = 40


class Days(NamedTuple):
    """The days of a project as its registers know them."""

    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    """The latest day on which something had already happened."""
    era: str = NEWEST


@dataclass(frozen=True)
class Item:
    """A part of the project that cells name: an id made of its name, and the days of the rows that name it."""

    id: str
    name: str
    start: date | None = None
    end: date | None = None


def days_of(registers: Sequence[Register], today: date) -> Days:
    """Give the term, the day of the registers, and the programme period; slips of the keyboard do not count."""
    begins = np.sort(np.concatenate([np.empty(0, "datetime64[D]"), *(_column(one, "start_date") for one in registers if _of_people(one))]))
    every = np.sort(np.concatenate([np.empty(0, "datetime64[D]"), *(days for one in registers for days in _all(one))]))
    if not len(every):
        return Days()
    basis = begins if len(begins) else every
    middle = basis[len(basis) // 2]
    near = every[np.abs((every - middle).astype(int)) <= _FAR]
    begun = basis[np.abs((basis - middle).astype(int)) <= _FAR]
    past = near[near <= np.datetime64(today)]
    year = middle.astype(object).year
    era = next((name for before, name in _ERAS if year < before), NEWEST)
    return Days(begun[0].astype(object), near[-1].astype(object), past[-1].astype(object) if len(past) else None, era)


def items_of(registers: Sequence[Register], days: Days) -> dict[str, tuple[Item, ...]]:
    """Give the different texts of the columns that name parts of the project, by the lists of a definition."""
    found = _named(registers)
    if days.start is None:
        found.pop("editions")  # an edition has its days, and nothing says which
    listed = {name: texts for name, texts in found.items() if 0 < len(texts) <= _MOST}
    ids = {name: _ids(texts.values()) for name, texts in listed.items()}
    terms = _terms(registers, days) if "editions" in listed else {}
    return {
        name: tuple(Item(ids[name][word], text, *terms.get(word, (days.start, days.end))) for word, text in texts.items())
        for name, texts in listed.items()
    }


def crowded(registers: Sequence[Register]) -> dict[str, int]:
    """Give the lists that columns name so many different texts of that they are no lists, with how many."""
    return {name: len(texts) for name, texts in _named(registers).items() if len(texts) > _MOST}


def _named(registers: Sequence[Register]) -> dict[str, dict[str, str]]:
    """Give the different texts that name parts of the project, by the lists of a definition and normalised."""
    found: dict[str, dict[str, str]] = {name: {} for name in _LISTS}
    for register in registers:
        for column in register.layout.column:
            name = (column.of or "").removeprefix("project:")
            if name in found and column.id in register:
                for text in _texts(register[column.id], several=column.kind == "choices"):
                    found[name].setdefault(normal(text), text)
    return found


def _of_people(register: Register) -> bool:
    return register.layout.id == "participants"


def _column(register: Register, column: str) -> Any:
    if column not in register:
        return np.empty(0, "datetime64[D]")
    return register[column].dropna().to_numpy().astype("datetime64[D]")


def _all(register: Register) -> Iterator[Any]:
    for column in register.layout.column:
        if column.kind == "date" and column.id not in _LIFE:
            yield _column(register, column.id)


def _texts(cells: pd.Series[Any], *, several: bool) -> Iterator[str]:
    """Give the different texts of a column in their order of appearance; a mark that says nothing is none."""
    for cell in cells.dropna().unique().tolist():
        for part in _APART.split(str(cell)) if several else [str(cell)]:
            text = " ".join(part.split())
            if any(letter.isalnum() for letter in text):
                yield text


def _ids(texts: Any) -> dict[str, str]:
    """Give an id to each text (by its normal form), none of them twice and none the name of another."""
    found: dict[str, str] = {}
    words = {normal(text) for text in texts}
    taken: set[str] = set()
    for text in texts:
        word = normal(text)
        stem = slug(text)
        number, made = 1, stem
        while normal(made) in taken or (normal(made) in words and normal(made) != word):
            number += 1
            made = f"{stem}-{number}"
        taken.add(normal(made))
        found[word] = made
    return found


def slug(text: str) -> str:
    """
    Make an id of a Polish text: Latin letters without diacritics, digits and hyphens.

    >>> slug("Klub Integracji Społecznej (KIS)"), slug("Łączenie: życie/praca"), slug("+")
    ('klub-integracji-spolecznej-kis', 'laczenie-zycie-praca', 'x')
    """
    words = re.sub(r"[^a-z0-9]+", "-", normal(text)).strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return words or "x"


def _terms(registers: Sequence[Register], days: Days) -> dict[str, tuple[date | None, date | None]]:
    """Give the first and the last day of the participations of each edition, inside the project's term."""
    found: dict[str, tuple[date | None, date | None]] = {}
    if days.start is None or days.end is None:
        return found
    first_day, last_day = pd.Timestamp(days.start), pd.Timestamp(days.end)
    for register in (one for one in registers if _of_people(one) and {"edition", "start_date"} <= set(one.columns)):
        kept = register.frame[register["start_date"].between(first_day, last_day)]
        word = kept["edition"].map(normal, na_action="ignore")
        first, last = kept["start_date"].groupby(word).min(), kept["start_date"].groupby(word).max()
        if "end_date" in kept:
            ends = kept["end_date"].where(kept["end_date"] <= last_day).groupby(word).max()
            last = last.where(ends.isna() | (ends < last), ends)
        for edition, start, end in zip(first.index.tolist(), first.dt.date, last.dt.date, strict=True):
            before = found.get(edition, (None, None))
            found[edition] = (min(start, before[0] or start), max(end, before[1] or end))
    return found
