"""Tables of money: sources with their declared and computed shares, amounts set aside, tasks, and what was spent."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from aktywna.domain.counting.tally import Span
from aktywna.domain.grid import Grid
from aktywna.domain.promises.budget import Budget, Source
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import EMPTY, Cells, answer, grid, pln, share, strong, text
from aktywna.words.wording import _

SPENT = ("eligible", "total_cost", "gross")
"""What an expenditure costs the project: the first of these columns that the register has."""
OF_SOURCE = {"grant": "funding", "own": "own_contribution"}
"""The column of expenditures that says how much of one came from a source of a kind."""


def sources(books: Books, span: Span, language: Language) -> Grid | None:
    """Where the money comes from: the plan, declared and computed shares and whether they agree, and what was spent."""
    budget = books.project.budget
    if budget is None:
        return None
    kinds = {"grant": _("grant"), "own": _("own contribution"), "other": _("other")}
    rows: list[Cells] = []
    for source in budget.sources:
        computed = _computed(source, budget)
        # Several sources of one kind share a column: what was spent cannot be told apart.
        alone = sum(other.kind == source.kind for other in budget.sources) == 1
        column = OF_SOURCE.get(source.kind, "") if alone else ""
        rows.append(
            (
                text(source.name.say(language)),
                text(kinds[source.kind]),
                pln(source.amount),
                share(source.share),
                share(computed),
                answer(computed == source.share if source.share is not None else None),
                pln(spent(books, span, column)),
                pln(spent(books, span, column, from_start=True)),
            )
        )
    whole = sum((source.amount for source in budget.sources), Decimal(0))
    rows.append((
        *strong(text(_("Sum of the sources")), EMPTY, pln(whole)), EMPTY, EMPTY, answer(whole == budget.total),
        *strong(pln(spent(books, span)), pln(spent(books, span, from_start=True))),
    ))  # fmt: skip
    rows.append((*strong(text(_("Value of the project")), EMPTY, pln(budget.total)), *(EMPTY,) * 5))
    columns = [
        _("Source"), _("Kind"), _("Planned amount"), _("Declared share"), _("Computed share"), _("Agrees?"),
        _("Spent in the period"), _("Spent, cumulative"),
    ]  # fmt: skip
    return grid(columns, rows)


def set_aside(books: Books, language: Language) -> Grid | None:
    """Amounts named within the sources, and whether they fit."""
    budget = books.project.budget
    if budget is None:
        return None
    within = {source.id: source for source in budget.sources}
    rows = [
        (
            text(one.name.say(language)),
            text(within[one.within].name.say(language) if one.within in within else one.within),
            pln(one.amount),
            answer(one.amount <= within[one.within].amount if one.within in within else None),
        )
        for one in budget.set_aside
    ]
    return grid([_("For what"), _("Within"), _("Planned amount"), _("Fits?")], rows)


def tasks(books: Books, span: Span, language: Language) -> Grid | None:
    """Tasks of the budget: planned, spent in the period and since the start, percent."""
    budget = books.project.budget
    if budget is None:
        return None
    rows = []
    for task in budget.tasks:
        in_span, in_all = spent(books, span, task=task.id), spent(books, span, task=task.id, from_start=True)
        done = (100 * in_all / task.amount).quantize(Decimal("0.01"), ROUND_HALF_UP) if in_all is not None and task.amount else None
        rows.append((text(task.name.say(language)), pln(task.amount), pln(in_span), pln(in_all), share(done)))
    return grid([_("Task"), _("Planned amount"), _("Spent in the period"), _("Spent, cumulative"), _("% of the plan")], rows)


def agrees(budget: Budget) -> bool:
    """Whether the sources add up to the value and every declared share is what the amounts say."""
    shares = all(source.share is None or _computed(source, budget) == source.share for source in budget.sources)
    return shares and sum((source.amount for source in budget.sources), Decimal(0)) == budget.total


def spent(books: Books, span: Span, column: str | None = None, *, task: str | None = None, from_start: bool = False) -> Decimal | None:
    """
    Give the PLN paid in a period, or up to its end: of one `column` (default: the eligible cost), of one `task`.

    Nothing when the project keeps no register of expenditures or the register has no such column.
    """
    register = books.get("expenditures")
    if register is None:
        return None
    chosen = next((one for one in SPENT if one in register), None) if column is None else column
    if not chosen or chosen not in register or (task is not None and "task" not in register):
        return None
    days = register.get("payment_date")
    inside: pd.Series[Any] = days <= pd.Timestamp(span.last)
    if not from_start:
        inside &= days >= pd.Timestamp(span.start)
    if task is not None:
        inside &= register["task"].eq(task).fillna(False)
    return Decimal(int(register[chosen][inside.fillna(False)].sum())) / 100


def _computed(source: Source, budget: Budget) -> Decimal | None:
    """The share that the amounts say, with as many decimals as the declared one has (two when there is none)."""
    if not budget.total:
        return None
    places = source.share if source.share is not None else Decimal("0.01")
    return (100 * source.amount / budget.total).quantize(places, ROUND_HALF_UP)
