"""A project's registers on one day: the single argument of every rule and every count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.texts import Bools
from aktywna.domain.once import Answer, Answers, once
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.derived import DERIVED
from aktywna.domain.registers.layout import Choice, Layout
from aktywna.domain.registers.register import Absent, Register


@dataclass(frozen=True)
class SourceFile:
    """A file that was read; its SHA-256 is computed when somebody asks for it, which takes as long as a tenth of a check."""

    file: str
    digest: Callable[[], str] = field(repr=False, compare=False)
    register: str
    rows: int

    @property
    def sha256(self) -> str:
        """The SHA-256 of its content, in hexadecimal; raises `InputRefused` when the file has changed since it was read."""
        return self.digest()


@dataclass(frozen=True)
class Part:
    """A part of a project: some editions, partners and paths; nothing named means all."""

    editions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """What is named, by the column that says it."""
        every = {"edition": self.editions, "partner": self.partners, "path": self.paths}
        return {column: ids for column, ids in every.items() if ids}


@dataclass(frozen=True, eq=False)
class Books:
    """
    Everything that is known of a project on the day `as_of`.

    `books.participants` (or any register's id) gives the register and raises `Absent` when the project has none;
    `books.get` gives nothing instead; `books.column` also knows the columns that are derived.
    """

    project: Project
    era: Era
    as_of: date
    registers: Mapping[str, Register]
    layouts: Mapping[str, Layout]
    choices: Mapping[str, Choice] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    """The project's indicators, those taken from the catalogue filled in."""
    sources: tuple[SourceFile, ...] = ()
    definition: SourceFile | None = None
    """The project's definition."""
    left_out: tuple[str, ...] = ()
    """Files that look like registers and were not read, relative to the project's folder."""
    unread: frozenset[str] = frozenset()
    """Registers whose files are missing or were refused; that has been said, so nobody misses them again."""
    part: Part | None = None
    """The part of the project these books were narrowed to."""
    whole: Books | None = field(default=None, repr=False)
    """The books of the whole project, where these are of a part."""
    kept: Mapping[str, np.ndarray[Any, np.dtype[np.bool_]]] = field(default_factory=dict, repr=False)
    """Which rows of the whole's registers these books have, shape (rows,); a register that does not tell is not among them."""
    complete: bool = True
    """Whether every declared register was read whole."""
    _derived: Answers = field(default_factory=dict, repr=False)
    """What was once computed: columns by register and name, answers by the question. Books are never changed, only replaced."""

    def __getattr__(self, register: str) -> Register:
        if register.startswith("_"):
            raise AttributeError(register)
        found = self.registers.get(register)
        if found is None:
            raise Absent(register)
        return found

    def get(self, register: str) -> Register | None:
        """Give a register, or nothing when the project does not keep it."""
        return self.registers.get(register)

    def column(self, register: str, column: str) -> pd.Series[Any]:
        """Give a column that the files have or that is computed from them; raise `Absent` when there is neither."""
        compute = DERIVED.get((register, column))
        if compute is None:
            return self.__getattr__(register)[column]
        return once(self._derived, (register, column), lambda: compute(self))

    def known(self, register: str, column: str) -> Bools:
        """Say in which rows a column as `column` gives it is known: shape (rows,)."""
        if (register, column) in DERIVED:
            return self.column(register, column).notna().to_numpy(dtype=bool)
        found = self.__getattr__(register)
        found.need(column)
        return found.known(column)

    def once(self, ask: Callable[[Books], Answer]) -> Answer:
        """Give what `ask` says of these books; it is asked the first time only, so several rules may ask the same."""
        return once(self._derived, ask, lambda: ask(self))

    def value(self, name: str, on: date | None = None) -> Any:
        """
        Give a value of the era, as the project may have changed it, as it is on the day `on` (else on the as-of day).

        Raises `Absent` when the era has none, or none on that day.
        """
        found = self.value_or(name, None, on)
        if found is None:
            raise Absent("era", name)
        return found

    def value_or(self, name: str, otherwise: Any, on: date | None = None) -> Any:
        """Give a value of the era as `value` does, or `otherwise` when the era has none on that day."""
        known = self.era.values.get(name)
        valid = known.on(on or self.as_of) if known is not None else None
        return valid.value if valid is not None and valid.value is not None else otherwise

    def number(self, name: str, on: date | None = None) -> Decimal:
        """Give a value of the era that is a number."""
        return Decimal(str(self.value(name, on)))

    def narrowed(self, dictionary: str, *codes: str) -> set[str]:
        """Give codes of a dictionary and the narrower ones that belong to them: `unemployed` and both of its kinds."""
        choice = self.choices.get(dictionary)
        return {*codes, *(value.id for value in (choice.value if choice else ()) if value.within in codes)}
