"""A6, unassigned costs: expenditures of which nobody says to which task, category or source of money they belong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.spending.documents import documents_of
from aktywna.domain.spending.doubtful_entries import without_category, without_source, without_task
from aktywna.domain.spending.sources import COLUMNS

if TYPE_CHECKING:
    from aktywna.domain.promises.budget import Budget
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A621",
    WARNING,
    on="expenditures",
    says=N_("The expenditure of {amount:money} has no task."),
    do=N_("Enter the task of the budget that the cost belongs to."),
    basis="count",
)
def cost_without_task(books: Books) -> Hits:
    """
    An expenditure has no task.

    It is in the sum of no task, so that one of them seems to have cost less. Asked when the budget has tasks, of entries with
    an amount; not where the tasks make less than the project's value and no flat rate makes the rest, for then there are costs
    of no task; nor of the category under which a flat rate is entered. The budget says it as M206.

    Example:
        project: budget = { total = 1000, tasks = [{ id = "t1" }, { id = "t2" }] }
        expenditures:
        doc_no    | payment_date | eligible | task
        FV/1/2009 | 2009-03-02   | 60,00    | t1
        FV/2/2009 | 2009-03-02   | 50,00    |        <- A621
        FV/3/2009 |              |          |
    """
    costs, documents, budget = books.expenditures, books.once(documents_of), books.project.budget
    if documents is None or budget is None or _has_costs_of_no_task(budget):
        return costs.no_hits()
    flat = [place for place, one in enumerate(documents.categories) if one.id in {rate.category for rate in budget.flat_rates}]
    bare = without_task(books, documents)
    return costs.hits(bare & ~np.isin(documents.category, flat) if flat and bare.any() else bare, at="task", amount=documents.cost.grosze)


@rule(
    "A622",
    WARNING,
    on="expenditures",
    says=N_("The expenditure of {amount:money} has no category of costs."),
    do=N_("Enter the category of the budget that the cost belongs to."),
    basis="count",
)
def cost_without_category(books: Books) -> Hits:
    """
    An expenditure has no category of costs.

    It is in the sum of no category. Asked when the budget has categories and the register a column for them, of entries with
    an amount; the budget says it as M215. A category subject to limits is none of these: most costs have no such.

    Example:
        project: budget = { total = 1000, categories = [{ id = "personel", name = "personel" }] }
        expenditures:
        doc_no    | payment_date | eligible | cost_category
        FV/1/2009 | 2009-03-02   | 60,00    | personel
        FV/2/2009 | 2009-03-02   | 50,00    |                 <- A622
        FV/3/2009 |              |          |
    """
    costs, documents = books.expenditures, books.once(documents_of)
    if documents is None:
        return costs.no_hits()
    return costs.hits(without_category(documents), at="cost_category", amount=documents.cost.grosze)


@rule(
    "A623",
    WARNING,
    on="expenditures",
    says=N_("Of the expenditure of {cost:money} the sources have {known:money}: nobody says who pays {left:money}."),
    do=N_("Enter what each source pays; a source that pays nothing has 0,00."),
    basis="count",
)
def cost_without_source(books: Books) -> Several:
    """
    Nobody says from which source a part of an expenditure is paid.

    Grant or own contribution is not entered, and the other one alone does not make the amount. Asked when the budget names
    sources and the register keeps both: a column without a single amount is not kept. The budget says it as M214. Two amounts
    that do not add up are A603.

    Example:
        project: budget = { total = 100, sources = [{ id = "grant", amount = 85 }, { id = "own", kind = "own", amount = 15 }] }
        expenditures:
        doc_no    | payment_date | eligible | funding | own_contribution
        FV/1/2009 | 2009-03-02   | 20,00    | 17,00   | 3,00
        FV/2/2009 | 2009-03-02   | 20,00    | 17,00   |                    <- A623
        FV/3/2009 | 2009-03-02   | 20,00    | 20,00   |
        FV/4/2009 |              |          | 17,00   |
    """
    costs, documents, budget = books.expenditures, books.once(documents_of), books.project.budget
    if documents is None or budget is None or not budget.sources or not all(costs.known(column).any() for column in COLUMNS.values()):
        return Several([costs.no_hits()])
    # What cannot be read in one of the two columns is no missing amount.
    return Several(
        [costs.hits(here, at=column, blank=tuple(COLUMNS.values()), **facts) for column, here, facts in without_source(documents)]
    )


def _has_costs_of_no_task(budget: Budget) -> bool:
    """Whether the plans of all tasks make less than the project's value, and no costs settled at a flat rate make the rest."""
    planned = [task.amount for task in budget.tasks]
    return not budget.flat_rates and sum((one for one in planned if one is not None), Decimal(0)) < budget.total and None not in planned
