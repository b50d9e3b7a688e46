"""
A project without a fault, once for each era: every register, every column, few rows; and ways to plant one fault in it.

Dates are those of 2015; other eras get the year that has the same calendar (2009 and 2026 begin on a Thursday too).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from inspect import cleandoc
from pathlib import Path

import shelf
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import rules
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.reading import read_register
from aktywna.domain.registers.register import Register
from aktywna.domain.sheets.sheet import letters
from aktywna.io import shipped
from aktywna.io.definitions.project import indicators
from aktywna.steps.explain.examples import sheet_of
from aktywna.steps.judging import judged
from aktywna.steps.open import Opened
from clean_registers import BORN, BORN_LATER, DEFINITION, REGISTERS, pesel

YEAR = 2015
YEARS = {"pokl-2007": 2009, "efs-2014": YEAR, "efsplus-2021": 2026}
FIRST_OF_TIME = 2005
"""Dates of earlier years are birthdays, which no era moves."""
_KEPT = 500
"""Registers that are remembered: those of the clean project in each era, and those with a fault that tests share."""
Spot = tuple[str, int, str]
"""A register, a row as the spreadsheet counts it, a column."""


@dataclass
class Book:
    """A project as an office keeps it: its definition as text, its registers as columns of texts."""

    era: str
    definition: str
    registers: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def put(self, register: str, row: int, **cells: str) -> Spot:
        """Write cells of a row, the first row being 1; give the place of the first of them."""
        for column, text in cells.items():
            self.registers[register][column][row - 1] = text if column == "birth_date" else moved(text, self.era)
        return register, row + 1, next(iter(cells))

    def add(self, register: str, like: int, **cells: str) -> Spot:
        """Add a row like another one but for some cells; give the place of the first of them."""
        for texts in self.registers[register].values():
            texts.append(texts[like - 1])
        return self.put(register, len(self.registers[register][next(iter(cells))]), **cells)

    def drop(self, register: str, row: int) -> None:
        """Leave a row out."""
        for texts in self.registers[register].values():
            del texts[row - 1]

    def join(self, born: date = BORN_LATER, **cells: str) -> Spot:
        """Add participant 5, whom no other register names; give the place of the first of `cells`, else of the number."""
        age = "" if "start_date" in cells and not cells["start_date"] else str(_age(born, YEARS[self.era]))
        others = {"no": "5", "technical_id": "T5", "last_name": "Wymyślona", "pesel": pesel(born, 1, 6), "birth_date": str(born)}
        return self.add(
            "participants", 3, **(cells | {key: text for key, text in (others | {"age_at_start": age}).items() if key not in cells})
        )

    def define(self, old: str, new: str) -> None:
        """Write the definition otherwise; what is replaced must stand in it."""
        assert moved(old, self.era) in self.definition, old
        self.definition = self.definition.replace(moved(old, self.era), moved(new, self.era), 1)

    def cells(self, register: str) -> list[list[str]]:
        """Give the cells of a register, the headers first."""
        columns = self.registers[register]
        return [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]

    def cell(self, spot: Spot) -> str:
        """Give the name of a cell."""
        register, row, column = spot
        return f"{letters(list(self.registers[register]).index(column))}{row or ''}"


def moved(text: str, era: str) -> str:
    """Give a text with its dates in the year of the era; birthdays stay."""

    def year(found: re.Match[str]) -> str:
        written = int(found[1])
        return f"{written + (YEARS[era] - YEAR if written >= FIRST_OF_TIME else 0)}-{found[2]}"

    return re.sub(r"\b(\d{4})-(\d\d-\d\d)\b", year, text)


def clean(era: str) -> Book:
    """Give the project without a fault."""
    book = Book(era, moved(DEFINITION.replace("{era}", era), era))
    for register, text in REGISTERS.items():
        lines = ([cell.strip() for cell in line.split("|")] for line in cleandoc(text).splitlines())
        book.registers[register] = {first: [moved(cell, era) for cell in cells] for first, *cells in lines}
    people = book.registers["participants"]
    if era == "efsplus-2021":
        # Such data were to be erased in 2018.
        people.update({column: [""] * len(BORN) for column in people if column.startswith("household_")})
    people["age_at_start"] = [str(_age(born, YEARS[era])) if text else "" for born, text in zip(BORN, people["age_at_start"], strict=True)]
    return book


def opened(book: Book) -> Opened:
    """Read the book as a command reads a folder, but without files; what was read once is not read again."""
    project = _project(book.definition)
    # Which registers an office does not keep says nothing about how the others are read.
    read_by = book.definition.partition("\n[registers]\nnot_kept")[0]
    read = {name: _read(name, read_by, tuple(map(tuple, book.cells(name)))) for name in book.registers}
    registers = {name: register for name, (register, _said) in read.items()}
    findings = tuple(finding for _register, said in read.values() for finding in said)
    layouts, choices = shipped.layouts(), shipped.choices()
    as_of = project.as_of or date.max
    books = Books(project, shipped.era(project.era).changed(project.parameters), as_of, registers, layouts, choices, indicators(project))
    return Opened(books, Path(), findings, ())


def found_in(book: Book, *, by_all: bool = False) -> list[tuple[str, str, str, str]]:
    """
    Give what is said of a book: code, register (or file), cell, column.

    Of a book with the definition of the clean one only those rules are asked that look at a register which is another; what
    the others say is known. `by_all` asks every rule.
    """
    found = opened(book)
    if not by_all:
        shelf.answered(found.books, _unmoved(book, found.books))
    return [(one.code, one.place.register or one.place.file, one.place.cell, one.place.column) for one in judged(found).findings]


@dataclass(frozen=True, eq=False)
class Watched(Mapping[str, Register]):
    """Registers that keep a list of those that were looked at; who goes through all of them has looked at `EVERY`."""

    registers: Mapping[str, Register]
    looked_at: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Register:
        self.looked_at.add(name)
        return self.registers[name]

    def __iter__(self) -> Iterator[str]:
        self.looked_at.add(EVERY)
        return iter(self.registers)

    def __len__(self) -> int:
        self.looked_at.add(EVERY)
        return len(self.registers)


EVERY = "*"


@lru_cache
def _of_the_clean(era: str) -> tuple[str, Books, dict[str, tuple[set[str], object]]]:
    """Give the clean project's definition and books; and for each rule at which registers it looks, and what it says."""
    book = clean(era)
    books = opened(book).books
    said: dict[str, tuple[set[str], object]] = {}
    for code, rule in rules().items():
        # Each by itself: what one rule has worked out is no look of another.
        watched = Watched(books.registers)
        said[code] = (watched.looked_at, shelf.ask(replace(books, registers=watched, _derived={}), rule))
    return book.definition, books, said


def _unmoved(book: Book, books: Books) -> dict[str, object]:
    """Give what those rules say that look only at registers which are the clean project's own."""
    definition, unharmed, said = _of_the_clean(book.era)
    if book.definition != definition:
        return {}
    names = unharmed.registers.keys() | books.registers.keys()
    others = {name for name in names if books.registers.get(name) is not unharmed.registers.get(name)} | {EVERY}
    return {code: answer for code, (looked_at, answer) in said.items() if not looked_at & others}


@lru_cache(_KEPT)
def _project(definition: str) -> Project:
    return Project.model_validate(tomllib.loads(definition, parse_float=Decimal))


@lru_cache(_KEPT)
def _read(name: str, definition: str, cells: tuple[tuple[str, ...], ...]) -> tuple[Register, list[Finding]]:
    layout = shipped.layouts()[name]
    return read_register(layout, shipped.choices(), _project(definition), [sheet_of(layout, list(map(list, cells)))])


def _age(born: date, year: int) -> int:
    """Give the age on 2 March."""
    return year - born.year - ((3, 2) < (born.month, born.day))
