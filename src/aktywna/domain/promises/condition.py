"""The closed set of questions that a definition may ask about a row, and how they are answered: yes, no, not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from aktywna.domain.promises.model import Id, Model

Blank = Literal["no", "unknown", "if_asked"]


class EraValue(Model):
    """A number taken from the project's era, so that it can be dated, sourced and overridden."""

    era: Id
    """Nazwa wartości okresu programowania, np. `result_window`."""


class Condition(Model):
    """
    One question about a row.

    Exactly one of four forms: about a column (`column` with one test), about events (`register`), or about other
    questions (`any`, `all`, `none`).
    """

    column: Id | None = None
    """Kolumna rejestru (albo kolumna wyliczana), o którą pytamy."""
    known: bool | None = None
    """Czy komórka ma być wypełniona (`true`), czy pusta (`false`)."""
    is_: str | int | Decimal | bool | date | None = Field(default=None, alias="is")
    """Wartość, jaką kolumna ma mieć."""
    is_in: tuple[str | int, ...] | None = None
    """Lista wartości, z których kolumna ma mieć jedną."""
    at_least: Decimal | date | EraValue | None = None
    """Najmniejsza wartość, która jeszcze odpowiada na pytanie „tak”; przy `register`: ile zdarzeń potrzeba."""
    at_most: Decimal | date | EraValue | None = None
    """Największa wartość, która jeszcze odpowiada na pytanie „tak”."""
    from_: Id | date | None = Field(default=None, alias="from")
    """Dzień albo kolumna z dniem, od którego (włącznie) data się liczy."""
    until: Id | date | None = None
    """Dzień albo kolumna z dniem, do którego (włącznie) data się liczy."""
    plus_days: int | EraValue = 0
    """O ile dni przesunąć `until`, np. `{ era = "result_window" }`."""
    blank: Blank = "unknown"
    """Co znaczy pusta komórka (albo brak zdarzenia): `no`, `unknown`, `if_asked` (nie, jeśli o osobę pytano)."""
    register_: Id | None = Field(default=None, alias="register")
    """Rejestr zdarzeń, w którym ma być wiersz tej osoby."""
    where: tuple[Condition, ...] = ()
    """Warunki, które musi spełnić wiersz rejestru zdarzeń."""
    sum_: Id | None = Field(default=None, alias="sum")
    """Kolumna, której suma (zamiast liczby zdarzeń) ma wynieść co najmniej `at_least`."""
    any_: tuple[Condition, ...] | None = Field(default=None, alias="any")
    """Wystarczy jeden z warunków."""
    all_: tuple[Condition, ...] | None = Field(default=None, alias="all")
    """Wszystkie warunki naraz."""
    none_: tuple[Condition, ...] | None = Field(default=None, alias="none")
    """Żaden z warunków."""

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        forms = [self.column, self.register_, self.any_, self.all_, self.none_]
        if sum(form is not None for form in forms) != 1:
            raise ValueError("one_question")
        tests = [self.known, self.is_, self.is_in, self.at_least, self.at_most, self.from_, self.until]
        if self.column is not None and all(test is None for test in tests):
            raise ValueError("column_without_test")
        return self


@dataclass(frozen=True, eq=False)
class Answer:
    """For each row: is the answer yes, is it no; where neither, it is not known. Two boolean arrays of shape (rows,)."""

    yes: np.ndarray[Any, np.dtype[np.bool_]]
    no: np.ndarray[Any, np.dtype[np.bool_]]

    @classmethod
    def everyone(cls, rows: int, /, *, yes: bool = True) -> Answer:
        """The same known answer for each of `rows`."""
        return cls(np.full(rows, yes), np.full(rows, not yes))

    @property
    def unknown(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        return ~(self.yes | self.no)

    def __and__(self, other: Answer) -> Answer:
        return Answer(self.yes & other.yes, self.no | other.no)

    def __or__(self, other: Answer) -> Answer:
        return Answer(self.yes | other.yes, self.no & other.no)

    def __invert__(self) -> Answer:
        return Answer(self.no, self.yes)
