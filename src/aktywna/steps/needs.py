"""What a rule asks for: registers, columns and values of the programme period, watched while it judges its own example."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from aktywna.domain.findings.rule import Rule
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent, Register
from aktywna.steps.explain.examples import books_of, tables

ERA = "era"


@dataclass
class Needs:
    """What was asked for. A column is needed when the rule cannot do without it, else it is looked at where it is kept."""

    registers: dict[str, bool] = field(default_factory=dict)
    """By id: whether the rule waits for the register."""
    columns: dict[tuple[str, str], bool] = field(default_factory=dict)
    """By register and id: whether the rule waits for the column."""
    values: dict[str, None] = field(default_factory=dict)

    def of(self, register: str, *, needed: bool) -> list[str]:
        """Give the columns of a register that are needed, or those that are not."""
        return [column for (id_, column), is_needed in self.columns.items() if id_ == register and is_needed is needed]


@cache
def needs(rule: Rule) -> Needs:
    """Give what `rule` asks for, in the order in which it asks."""
    found = Needs()
    for rows, _expected in tables(rule.example, rule.on):
        books = books_of(rows, rule.eras[0] if rule.eras else "")
        registers = {name: _WatchedRegister(**_parts(register), found=found) for name, register in books.registers.items()}
        try:
            rule.finds(_WatchedBooks(**(_parts(books) | {"registers": registers}), found=found))
        except Absent:
            continue
    return found


@dataclass(frozen=True, eq=False)
class _WatchedRegister(Register):
    found: Needs = field(default_factory=Needs)

    def __getitem__(self, column: str) -> pd.Series[Any]:
        self._asked(column, needed=True)
        return super().__getitem__(column)

    def __contains__(self, column: str) -> bool:
        self._asked(column, needed=False)
        return super().__contains__(column)

    def get(self, column: str) -> pd.Series[Any]:
        self._asked(column, needed=False)
        return super().get(column)

    def need(self, *columns: str) -> None:
        for column in columns:
            self._asked(column, needed=True)
        super().need(*columns)

    def _asked(self, column: str, *, needed: bool) -> None:
        if column in self.layout.columns:
            key = (self.id, column)
            self.found.columns[key] = self.found.columns.get(key, False) or needed


@dataclass(frozen=True, eq=False)
class _WatchedBooks(Books):
    found: Needs = field(default_factory=Needs)

    def __getattr__(self, register: str) -> Register:
        if not register.startswith("_"):
            self.found.registers[register] = True
        return super().__getattr__(register)

    def get(self, register: str) -> Register | None:
        self.found.registers.setdefault(register, False)
        return super().get(register)

    def value(self, name: str, on: date | None = None) -> Any:
        self.found.values[name] = None
        return super().value(name, on)

    def value_or(self, name: str, otherwise: Any, on: date | None = None) -> Any:
        self.found.values[name] = None
        return super().value_or(name, otherwise, on)


def _parts(whole: Books | Register) -> dict[str, Any]:
    """Give the fields of a dataclass that its maker may give, by name; what has been computed is left behind."""
    return {one.name: getattr(whole, one.name) for one in fields(whole) if one.init and not one.name.startswith("_")}
