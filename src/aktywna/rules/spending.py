"""A6, spending: what was spent in all against what the project may spend."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Elsewhere
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.participants import folded
from aktywna.domain.presence.overlap import days
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.keys import NONE, keys, last_over
from aktywna.domain.spending.doubles import entered_before
from aktywna.domain.spending.sources import tolerance
from aktywna.rules.amounts import contradicted

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits

GROSZE = 100
HUNDRED = Decimal(100)


@rule(
    "A612",
    WARNING,
    on="expenditures",
    says=N_("The budget has no limit for the category {category:quote}."),
    do=N_("Correct the category, or add its limit to project.toml."),
    basis="count",
)
def category_without_limit(books: Books) -> Hits:
    """
    A cost is in a category that the budget does not limit.

    Asked only when the budget states limits at all.

    Example:
        project: budget.total = 1000
        project: budget.limits = [{ category = "cross-financing", share = 10 }]
        expenditures:
        doc_no    | eligible | limit_category
        FV/1/2009 | 50,00    | Cross-financing
        FV/2/2009 | 50,00    | cross financng    <- A612
        FV/3/2009 | 50,00    |
    """
    costs = books.expenditures
    limits = _limits(books)
    category = costs.get("limit_category")
    unknown = category.notna() & ~folded(category).isin(list(limits)) & bool(limits)
    return costs.hits(unknown, at="limit_category", category=category)


@rule(
    "A613",
    WARNING,
    on="expenditures",
    says=N_("The category {category:quote} makes {spent:money}, more than its limit {limit:money}."),
    do=N_("Check the category of its documents, or the limit in project.toml; what is over the limit is not eligible."),
    basis="registers.md 13: V",
)
def category_over_limit(books: Books) -> Hits:
    """
    A category of costs is over its limit.

    The limits are those of the agreement, stated in the definition (`budget.limits`) as an amount or as a share of the
    project's value. Eligible amounts are summed; told at the last document of the category.

    Example:
        project: budget.total = 1000
        project: budget.limits = [{ category = "cross-financing", share = 10 }, { category = "works", amount = 100 }]
        expenditures:
        doc_no    | payment_date | eligible | limit_category
        FV/1/2009 | 2009-03-02   | 60,00    | Cross-financing
        FV/2/2009 | 2009-04-01   | 41,00    | cross-financing   <- A613
        FV/3/2009 | 2009-04-01   | 100,00   | works
        FV/4/2009 | 2009-04-01   | 500,00   |
    """
    costs, limits = books.expenditures, _limits(books)
    if not limits or "limit_category" not in costs:
        return costs.no_hits()
    category = folded(costs["limit_category"])
    limit = category.map(limits).astype("float64")
    over, spent = _spent(books, category.where(limit.notna()), costs["eligible"], limit)
    return costs.hits(over, at="eligible", category=costs["limit_category"], spent=spent, limit=limit.astype("Int64"))


@rule(
    "A614",
    WARNING,
    on="expenditures",
    says=N_("Task {task:name} makes {spent:money}, more than its budget {limit:money}."),
    do=N_("Check the task of its documents, or the amount of the task in project.toml."),
    basis="count",
)
def task_over_budget(books: Books) -> Hits:
    """
    A task cost more than its budget.

    Eligible amounts are summed; told at the last document of the task. Tasks without an amount are not judged. What is doubled
    (A601) or denies itself (A603, A604) is not added up, here and in the other sums.

    Example:
        project: budget = { total = 1000, tasks = [{ id = "t1", amount = 100 }, { id = "t2" }] }
        expenditures:
        doc_no    | payment_date | eligible | task
        FV/1/2009 | 2009-03-02   | 60,00    | t1
        FV/2/2009 | 2009-04-01   | 40,01    | t1     <- A614
        FV/3/2009 | 2009-04-01   | 500,00   | t2
        FV/4/2009 | 2009-04-01   |          | t1
    """
    costs, budget = books.expenditures, books.project.budget
    tasks = {task.id: task for task in (budget.tasks if budget else ()) if task.amount is not None}
    if not tasks:
        return costs.no_hits()
    limit = costs["task"].map({name: float((task.amount or 0) * GROSZE) for name, task in tasks.items()}).astype("float64")
    over, spent = _spent(books, costs["task"].where(limit.notna()), costs["eligible"], limit)
    names = costs["task"].map({name: task.name for name, task in tasks.items()})
    return costs.hits(over, at="eligible", task=names, spent=spent, limit=limit.astype("Int64"))


@rule(
    "A615",
    WARNING,
    on="expenditures",
    says=N_("Expenditure from the grant makes {spent:money}, more than the grant itself ({limit:money})."),
    do=N_("Check the amounts of the grant in the register, or the grant in project.toml."),
    basis="count",
)
def grant_overspent(books: Books) -> Hits:
    """
    More was spent from the grant than there is.

    Told at the last document.

    Example:
        project: budget = { total = 100, sources = [{ id = "grant", amount = 90 }, { id = "own", kind = "own", amount = 10 }] }
        expenditures:
        doc_no    | payment_date | funding
        FV/1/2009 | 2009-03-02   | 60,00
        FV/2/2009 | 2009-04-01   | 30,01     <- A615
        FV/3/2009 | 2009-03-16   |
    """
    costs, budget = books.expenditures, books.project.budget
    grant = budget.of_kind("grant") if budget else Decimal(0)
    if not grant:
        return costs.no_hits()
    limit = pd.Series(float(grant * GROSZE), index=costs.index)
    over, spent = _spent(books, limit, costs["funding"], limit)
    return costs.hits(over, at="funding", spent=spent, limit=limit.astype("Int64"))


@rule(
    "A616",
    WARNING,
    on="expenditures",
    says=N_("The project is over; the grant pays {counted:percent} of the eligible expenditure, and {declared:percent} was declared."),
    do=N_("Check the own contribution of the documents; what is missing must be added, or the grant is less."),
    basis="rules.md 3.5: Seed3, V",
)
def grant_share_over_declared(books: Books) -> Elsewhere:
    """
    The grant's share of the expenditure is over the declared one.

    Judged when the project has ended: while it runs, documents are not all settled and their shares may differ. The share may
    differ by half of the last digit it was declared with, and by 0.05 of a percentage point at least. A greater own
    contribution than declared is lawful. Documents that are doubled or deny themselves are left out.

    Example:
        as of: 2010-01-31
        project: end = 2009-12-31
        project: budget.total = 2000
        project: budget.sources = [{ id = "grant", amount = 1790, share = 89.5 }, { id = "own", kind = "own", amount = 210 }]
        expenditures:
        doc_no    | eligible | funding   <- A616
        FV/1/2009 | 100,00   | 89,50
        FV/2/2009 | 100,00   | 89,70
    """
    costs, project = books.expenditures, books.project
    eligible, funding = costs["eligible"], costs["funding"]
    shares = [source.share for source in (project.budget.sources if project.budget else ()) if source.kind == "grant"]
    declared = [share for share in shares if share is not None]
    over = project.period.end is not None and project.period.end <= books.as_of
    sure = ~books.once(_doubtful)
    whole = int(eligible[sure].sum())
    if not over or not declared or len(declared) < len(shares) or whole <= 0 or (eligible.isna() != funding.isna()).any():
        return Elsewhere(())
    total = sum(declared, Decimal(0))
    counted = int(funding[sure].sum()) * HUNDRED / whole
    if counted <= total + tolerance(total):
        return Elsewhere(())
    return Elsewhere([(costs.header("funding")[0], {"counted": counted.quantize(Decimal("0.01")), "declared": total})])


def _limits(books: Books) -> dict[str, float]:
    """Give the limits of the budget in grosze, by category as it is compared."""
    budget = books.project.budget
    return {normal(limit.category): float(limit.of(budget) * GROSZE) for limit in budget.limits} if budget else {}


def _spent(
    books: Books, owner: pd.Series[Any], amount: pd.Series[Any], limit: pd.Series[Any]
) -> tuple[np.ndarray[Any, Any], pd.Series[Any]]:
    """Sum `amount` by owner, mark the last document of each sum over the limit, and give the sums in grosze."""
    paid = days(books.expenditures.get("payment_date"), blank=0)
    sure = np.where(books.once(_doubtful), np.nan, amount.to_numpy(dtype="float64", na_value=np.nan))
    over, spent = last_over(keys([owner]), paid, sure, limit.to_numpy())
    return over, pd.Series(spent).round().astype("Int64")


def _doubtful(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say of which documents another rule says that they are doubled or that their amounts deny one another."""
    found: np.ndarray[Any, np.dtype[np.bool_]] = contradicted(books) | (books.once(entered_before) != NONE)
    return found
