"""The entries of the register of expenditures as the budget looks at them: days, exact amounts, tasks and categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.promises.budget import Category
from aktywna.domain.registers.layout import normal
from aktywna.domain.registers.register import Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

COSTS = ("eligible", "total_cost", "gross")
"""What an expenditure costs the project: the first of these columns that the register has."""
NONE = -1
Ints = np.ndarray[Any, np.dtype[np.int64]]
Days = np.ndarray[Any, np.dtype[np.datetime64]]
Places = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class Amounts:
    """Amounts of entries in grosze: shape (entries,) each; 0 where the amount is not known."""

    grosze: Ints
    known: Bools


@dataclass(frozen=True, eq=False)
class Documents:
    """The entries of the register of expenditures; an entry is a row: a document divided between tasks has several."""

    register: Register
    categories: tuple[Category, ...] = ()
    """The categories of costs that the budget plans."""
    dated_by: str = "payment_date"

    def __len__(self) -> int:
        return len(self.register)

    @cached_property
    def costs(self) -> str:
        """The column that says what an entry costs."""
        return next(column for column in COSTS if column in self.register)

    @cached_property
    def cost(self) -> Amounts:
        """What each entry costs the project."""
        return self.amounts(self.costs)

    @cached_property
    def day(self) -> Days:
        """The day that puts each entry into a period: shape (entries,), NaT where it is not known."""
        return self.days(self.dated_by)

    @cached_property
    def tasks(self) -> np.ndarray[Any, Any]:
        """The task of each entry, an empty text where none is known: shape (entries,)."""
        return self.register.get("task").fillna("").to_numpy(dtype=object)

    @cached_property
    def written(self) -> Mapping[str, tuple[str, Bools]]:
        """The cost categories as they are compared: how each was first written, and which entries have it."""
        codes, words = self.register.codes("cost_category") if "cost_category" in self.register else (np.full(len(self), NONE), ())
        alike: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            alike.setdefault(normal(str(word)), []).append(place)
        return {key: (str(words[places[0]]), np.isin(codes, places)) for key, places in alike.items()}

    @cached_property
    def category(self) -> Places:
        """
        Which planned category each entry is in: its position in `categories`, else `NONE`; shape (entries,).

        A category of the entry's own task goes before one of all tasks.
        """
        found = np.full(len(self), NONE, dtype=np.intp)
        for of_task in (False, True):
            for place, one in enumerate(self.categories):
                if (one.task is not None) == of_task:
                    here = np.logical_or.reduce([np.zeros(len(self), bool), *(self._spelt(name) for name in _names(one))])
                    found[here & (self.tasks == one.task) if one.task is not None else here] = place
        return found

    @cached_property
    def limited(self) -> Mapping[str, Bools]:
        """Which entries are in each category subject to limits, by the category as it is compared."""
        if "limit_category" not in self.register:
            return {}
        codes, words = self.register.codes("limit_category")
        alike: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            alike.setdefault(normal(str(word)), []).append(place)
        return {key: np.isin(codes, places) for key, places in alike.items()}

    def amounts(self, column: str) -> Amounts:
        """Give the amounts of a column; nowhere known when the register does not have it."""
        values = self.register.get(column)
        return Amounts(values.to_numpy(dtype="int64", na_value=0), values.notna().to_numpy(dtype=bool))

    def paid(self, column: str) -> Amounts:
        """Give what the sources of a column paid of each entry; not known of one whose cost is not, which is in no sum."""
        amounts = self.amounts(column)
        return Amounts(amounts.grosze, amounts.known & self.cost.known)

    def days(self, column: str) -> Days:
        """Give the days of a column, NaT where none is known: shape (entries,)."""
        found: Days = self.register.get(column).to_numpy().astype("datetime64[D]")
        return found

    def _spelt(self, name: str) -> Bools:
        found = self.written.get(name)
        return np.zeros(len(self), dtype=np.bool_) if found is None else found[1]


def documents_of(books: Books) -> Documents | None:
    """Give the entries of a register of expenditures that says what they cost, else nothing; to be asked by `books.once`."""
    register, budget = books.get("expenditures"), books.project.budget
    if register is None or not set(COSTS) & set(register.columns):
        return None
    return Documents(register, budget.categories, budget.dated_by) if budget is not None else Documents(register)


def _names(category: Category) -> tuple[str, ...]:
    """Give every way of writing a category, as it is compared."""
    every = (category.id, category.name.pl, category.name.en, *category.also)
    return tuple(dict.fromkeys(normal(name) for name in every if name))
