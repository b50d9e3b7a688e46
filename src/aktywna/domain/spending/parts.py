"""Which tasks of the budget, and which entries, belong to a part of a project that the register of expenditures does not name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.promises.budget import Task
from aktywna.domain.promises.condition import Answer
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.register import Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def entries_of_paths(project: Project, register: Register, paths: Iterable[str]) -> Answer | None:
    """
    Say which entries belong to some paths by their tasks, which do not, and of which nobody knows.

    A task of several paths of which only some are asked for leaves open whose its entries are; a task that names no path is
    of none. Nothing where no task names paths, or all that could be theirs are shared with others.
    """
    tasks = project.budget.tasks if project.budget is not None else ()
    if "task" not in register or not any(task.paths for task in tasks):
        return None
    asked = _with_inner(project, paths)
    ours = [task.id for task in tasks if task.paths and set(task.paths) <= asked]
    others = [task.id for task in tasks if not asked & _with_inner(project, task.paths)]
    if not ours and len(others) < len(tasks):
        return None
    said = register["task"].fillna("").to_numpy(dtype=object)
    return Answer(np.isin(said, ours), np.isin(said, others))


def plan_of_task(books: Books, task: Task) -> Decimal | None:
    """Give what was planned for a task; of a part of the project only for a task that is wholly the part's."""
    return task.amount if is_whole_in(books, task) else None


def is_whole_in(books: Books, task: Task) -> bool:
    """Whether a task belongs wholly to the part that the books are of; every task does to the whole project."""
    if books.part is None:
        return True
    ids = {"edition": (task.edition,), "partner": (task.partner,), "path": task.paths}
    held = {column: {one for one in named if one is not None} for column, named in ids.items()}
    asked = {column: _with_inner(books.project, ids) if column == "path" else set(ids) for column, ids in books.part.named.items()}
    return all(held[column] and held[column] <= wanted for column, wanted in asked.items())


def _with_inner(project: Project, paths: Iterable[str]) -> set[str]:
    """Give the paths and those that lie within them."""
    found = set(paths)
    while inner := {path.id for path in project.paths if path.within in found} - found:
        found |= inner
    return found
