"""The lines of a budget: what was planned for a task or a category of costs, and what was spent of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

import numpy as np

from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.model import Name
from aktywna.domain.spending.documents import NONE, documents_of
from aktywna.domain.spending.parts import is_whole_in, plan_of_task
from aktywna.domain.spending.sums import Spent, spent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

HUNDREDTH = Decimal("0.01")
Kind = Literal["planned", "unplanned", "none"]


@dataclass(frozen=True)
class Line:
    """A task or a category of costs: its plan and what was spent."""

    kind: Kind
    """Of the budget; not in the budget, but in the register; or of the entries that name nothing."""
    id: str = ""
    name: Name | str = ""
    task: str | None = None
    """The task whose plan a category belongs to."""
    planned: Decimal | None = None
    """PLN; nothing where nobody planned, or where the plan is of the whole project and the books of a part."""
    spent: Spent | None = None
    """Nothing where the register does not say."""

    @property
    def percent(self) -> Decimal | None:
        """What was spent since the start, in percent of the plan with two decimals; nothing without a plan."""
        return None if self.spent is None else percent_of(self.spent.cumulative, self.planned)

    @property
    def left(self) -> Decimal | None:
        """PLN of the plan not spent yet; below zero where more was spent."""
        return None if self.planned is None or self.spent is None else self.planned - self.spent.cumulative


def percent_of(part: Decimal, whole: Decimal | None) -> Decimal | None:
    """
    Give a share in percent with two decimals; nothing of nothing.

    >>> percent_of(Decimal("1524816.00"), Decimal(1539637)), percent_of(Decimal(1), None)
    (Decimal('99.04'), None)
    """
    return (100 * part / whole).quantize(HUNDREDTH, ROUND_HALF_UP) if whole else None


def task_lines(books: Books, span: Span) -> tuple[Line, ...]:
    """
    Give a line for each task of the budget, and one for the entries without a task where there are such.

    Of a part of the project those tasks that belong to it, and those on which it spent something.
    """
    documents, budget = books.once(documents_of), books.project.budget
    tasks = budget.tasks if budget is not None else ()
    ours = {task.id for task in tasks if is_whole_in(books, task)}
    lines = [Line("planned", task.id, task.name, planned=plan_of_task(books, task)) for task in tasks]
    if documents is None:
        return tuple(line for line in lines if line.id in ours)
    if "task" in documents.register:
        every = (_with(line, spent(documents, span, documents.tasks == line.id)) for line in lines)
        lines = [line for line in every if line.id in ours or (line.spent is not None and line.spent.whole)]
    rest = ~np.isin(documents.tasks, [task.id for task in tasks])
    if rest.any():
        lines.append(Line("none", spent=spent(documents, span, rest)))
    return tuple(lines)


def category_lines(books: Books, span: Span) -> tuple[Line, ...]:
    """
    Give a line for each planned category, for each other one that the register has, and for the entries without one.

    Nothing where neither the budget nor the register knows categories.
    """
    documents, budget = books.once(documents_of), books.project.budget
    planned = budget.categories if budget is not None else ()
    lines = [Line("planned", one.id, one.name, one.task, plan_of(books, one.amount)) for one in planned]
    if documents is None:
        return tuple(lines)
    if "cost_category" in documents.register:
        lines = [_with(line, spent(documents, span, documents.category == place)) for place, line in enumerate(lines)]
    named = np.zeros(len(documents), dtype=np.bool_)
    for name, entries in documents.written.values():
        named |= entries
        others = entries & (documents.category == NONE)
        if others.any():
            lines.append(Line("unplanned", name=name, spent=spent(documents, span, others)))
    if lines and not named.all():
        lines.append(Line("none", spent=spent(documents, span, ~named)))
    return tuple(lines)


def plan_of(books: Books, amount: Decimal | None) -> Decimal | None:
    """Give a planned amount; nothing where the books are of a part: plans are of the whole project."""
    return amount if books.part is None else None


def _with(line: Line, found: Spent) -> Line:
    return Line(line.kind, line.id, line.name, line.task, line.planned, found)
