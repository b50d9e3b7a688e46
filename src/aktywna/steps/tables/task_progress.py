"""Tasks of a payment claim: how far each has come, in the words of claims, as far as the registers tell (rules.md 7.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import numpy as np
import pandas as pd

from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.spending.lines import task_lines
from aktywna.steps.tables.cells import Header, day, grid, pln, text, whole
from aktywna.steps.tables.people import People, received
from aktywna.words.wording import _

Status = Literal["", "not_started", "started", "continued", "finished", "finished_before"]
STATUS: dict[Status, str] = {
    "": N_("not known from the registers"),
    "not_started": N_("Not started"),
    "started": N_("Started"),
    "continued": N_("Continued"),
    "finished": N_("Completed"),
    "finished_before": N_("completed in an earlier period"),
}
"""The words of claims (rules.md 7.3: S81), and what is said where none of them fits."""


@dataclass(frozen=True)
class TaskProgress:
    """How far a task of the budget has come by the end of a period."""

    id: str
    name: str
    status: Status
    first: date | None
    """The first day on which anything of it happened."""
    persons: tuple[int | None, int | None]
    """Persons who received its forms of support, each once: in the period, and up to its end."""
    spent: tuple[Decimal | None, Decimal | None]
    """PLN paid, likewise."""


def progress(people: People, language: Language) -> tuple[TaskProgress, ...]:
    """Give the progress of each task of the budget."""
    project, span = people.books.project, people.span
    given = received(people)
    lines = {line.id: line.spent for line in task_lines(people.books, span)}
    found = []
    for task in project.budget.tasks if project.budget else ():
        forms = [form.id for form in project.forms if form.task == task.id]
        its = given[given["form"].isin(forms)] if given is not None and forms else None
        paid = _paid(people, task.id)
        first = min([one for one in (_earliest(its["day"] if its is not None else None), _earliest(paid)) if one], default=None)
        if people.books.part is not None and task.id not in lines and first is None:
            continue  # a task of others
        known = its is not None or paid is not None
        found.append(
            TaskProgress(
                task.id,
                task.name.say(language),
                _status(first, span, project.period.end) if known else "",
                first,
                (_persons(its, span), _persons(its)),
                (spent.period, spent.cumulative) if (spent := lines.get(task.id)) is not None else (None, None),
            )
        )
    return tuple(found)


def table(tasks: Sequence[TaskProgress]) -> Grid | None:
    """Tasks with their statuses, and what the registers say of them."""
    rows = [
        (text(one.name), text(_(STATUS[one.status])), day(one.first), *map(whole, one.persons), *map(pln, one.spent)) for one in tasks
    ]  # fmt: skip
    columns: list[Header] = [
        _("Task"), _("Status"), _("First event"), (_("Persons who received its forms of support"), (_("in the period"), _("cumulative"))),
        (_("Expenditure"), (_("in the period"), _("cumulative"))),
    ]  # fmt: skip
    note = _(
        "The status follows from the days of support, classes, stays and expenditure; a task is completed only in the period in which"
        " the project ends, and only once. Whoever signs the claim decides on it."
    )
    return grid(columns, rows, note)


def _status(first: date | None, span: Span, end: date | None) -> Status:
    if first is None:
        return "not_started"
    if end is not None and end < span.start:
        return "finished_before"
    if end is not None and end <= span.last:
        return "finished"
    return "started" if first >= span.start else "continued"


def _paid(people: People, task: str) -> pd.Series | None:  # type: ignore[type-arg]
    """The days on which anything was paid for a task up to the end of the period; nothing where no register says it."""
    register = people.books.get("expenditures")
    if register is None or "task" not in register:
        return None
    days = register.get("payment_date")
    return days[register["task"].eq(task).fillna(False).to_numpy(dtype=bool) & (days <= pd.Timestamp(people.span.last)).to_numpy()]


def _earliest(days: pd.Series | None) -> date | None:  # type: ignore[type-arg]
    first = days.min() if days is not None else None
    return None if first is None or pd.isna(first) else first.date()


def _persons(given: pd.DataFrame | None, span: Span | None = None) -> int | None:
    if given is None:
        return None
    here = np.ones(len(given), dtype=bool) if span is None else (given["day"] >= pd.Timestamp(span.start)).to_numpy()
    return int(given["person"][here].nunique())
