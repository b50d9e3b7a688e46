"""Who pays: the sources of money, their declared shares and the tolerance of these, and what was spent of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.budget import Budget, SetAside, Source
from aktywna.domain.spending.documents import Documents, documents_of
from aktywna.domain.spending.lines import HUNDREDTH, percent_of, plan_of
from aktywna.domain.spending.sums import Spent, spent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

TOLERANCE = Decimal("0.05")
"""Percentage points by which a share may differ from the declared one in any case (rules.md 3.5)."""
Side = Literal["grant", "rest"]
COLUMNS: dict[Side, str] = {"grant": "funding", "rest": "own_contribution"}
"""The column that says how much of an entry the grant paid, and how much the other sources."""


@dataclass(frozen=True)
class SourceLine:
    """One source: the plan, its declared share beside what the amounts make, and what was spent of it."""

    source: Source
    planned: Decimal | None
    share: Decimal | None
    """Percent of the project's value that the planned amount makes, with as many decimals as were declared, two at least."""
    spent: Spent | None
    """Nothing where the register does not say, or where it does not tell this source from another."""
    agrees: bool | None = None
    """Whether the planned amount makes the declared share, within the tolerance; nothing where none was declared."""
    of: Decimal | None = None
    """PLN since the start that the sources paid together."""

    @property
    def spent_share(self) -> Decimal | None:
        """Percent of what was spent since the start that this source paid, with two decimals."""
        return None if self.spent is None else percent_of(self.spent.cumulative, self.of)

    @property
    def spent_agrees(self) -> bool | None:
        """Whether the share of what was spent is the declared one, within the tolerance."""
        return within(100 * self.spent.cumulative / self.of, self.source.share) if self.spent is not None and self.of else None

    @property
    def percent(self) -> Decimal | None:
        """What was spent since the start, in percent of the plan."""
        return None if self.spent is None else percent_of(self.spent.cumulative, self.planned)


@dataclass(frozen=True)
class Payers:
    """All sources of a project, and what they paid of its entries."""

    lines: tuple[SourceLine, ...]
    planned: Decimal | None
    """PLN of all sources together."""
    sides: tuple[tuple[Side, Spent], ...]
    """What the grant and the other sources paid; without a side whose column the register does not have."""
    unnamed: tuple[tuple[Side, Spent], ...] = ()
    """What a side paid that cannot be told to belong to one of its sources."""

    @property
    def spent(self) -> Spent | None:
        """What all sources paid; nothing while one side is not known."""
        both = [found for _side, found in self.sides]
        return both[0] + both[1] if len(both) == len(COLUMNS) else None


def tolerance(declared: Decimal) -> Decimal:
    """
    Give how many percentage points a share may differ: half of the last digit declared, 0.05 at least (rules.md 3.5).

    >>> tolerance(Decimal("89.5")), tolerance(Decimal("85")), tolerance(Decimal("88.27"))
    (Decimal('0.05'), Decimal('0.5'), Decimal('0.05'))
    """
    return max(Decimal(1).scaleb(min(int(declared.as_tuple().exponent), 0)) / 2, TOLERANCE)


def within(share: Decimal, declared: Decimal | None) -> bool | None:
    """
    Say whether a share is the declared one, within its tolerance; nothing where none was declared.

    >>> within(Decimal("89.54"), Decimal("89.5")), within(Decimal("89.56"), Decimal("89.5")), within(Decimal(1), None)
    (True, False, None)
    """
    return None if declared is None else abs(share - declared) <= tolerance(declared)


def share_of(source: Source, budget: Budget) -> Decimal | None:
    """Give the percent that a source's amount makes of the project's value; nothing of a project without a value."""
    if not budget.total:
        return None
    last = HUNDREDTH if source.share is None else min(HUNDREDTH, Decimal(1).scaleb(int(source.share.as_tuple().exponent)))
    return (100 * source.amount / budget.total).quantize(last, ROUND_HALF_UP)


def agrees_with_plan(source: Source, budget: Budget) -> bool | None:
    """Whether a source's amount makes its declared share, within the tolerance; nothing where there is nothing to compare."""
    return within(100 * source.amount / budget.total, source.share) if budget.total else None


def agrees(budget: Budget) -> bool:
    """Whether the sources add up to the value and every declared share is what the amounts make, within its tolerance."""
    alike = all(agrees_with_plan(source, budget) is not False for source in budget.sources)
    return alike and sum((source.amount for source in budget.sources), Decimal(0)) == budget.total


def payers(books: Books, span: Span) -> Payers | None:
    """Give the sources of a project and what each of them paid; nothing for a project without a budget."""
    budget, documents = books.project.budget, books.once(documents_of)
    if budget is None:
        return None
    paid: dict[str, Spent] = {}
    sides: list[tuple[Side, Spent]] = []
    unnamed: list[tuple[Side, Spent]] = []
    for side, column in COLUMNS.items():
        if documents is None or column not in documents.register:
            continue
        amounts = documents.paid(column)
        sides.append((side, spent(documents, span, amounts=amounts)))
        owners, nobody = told_apart(documents, [one for one in budget.sources if _side(one) == side])
        paid |= {name: spent(documents, span, rows, amounts) for name, rows in owners.items()}
        unnamed += [(side, left)] if (left := spent(documents, span, nobody, amounts)).whole else []
    of = sum((found.cumulative for _side, found in sides), Decimal(0)) if len(sides) == len(COLUMNS) else None
    lines = tuple(
        SourceLine(one, plan_of(books, one.amount), share_of(one, budget), paid.get(one.id), agrees_with_plan(one, budget), of)
        for one in budget.sources
    )
    planned = plan_of(books, sum((one.amount for one in budget.sources), Decimal(0)))
    return Payers(lines, planned, tuple(sides), tuple(unnamed))


def told_apart(documents: Documents, sources: Sequence[Source]) -> tuple[dict[str, Bools], Bools]:
    """
    Say which entries each source pays that can be told from the others, and which of them nobody knows the source of.

    A source that names tasks or categories pays those; the only one that names none pays all others. Shapes (entries,).
    """
    left = np.ones(len(documents), dtype=np.bool_)
    owners: dict[str, Bools] = {}
    for source in sources:
        if source.tasks or source.categories:
            mine = left & chosen(documents, source.tasks, source.categories)
            owners[source.id] = mine
            left = left & ~mine
    others = [source for source in sources if not source.tasks and not source.categories]
    if len(others) == 1:
        owners[others[0].id] = left
        left = np.zeros(len(documents), dtype=np.bool_)
    return owners, left


def chosen(documents: Documents, tasks: Sequence[str], categories: Sequence[str]) -> Bools:
    """Say which entries are of one of the tasks and of one of the categories, where any are named: shape (entries,)."""
    found = np.ones(len(documents), dtype=np.bool_)
    if tasks:
        found &= np.isin(documents.tasks, list(tasks))
    if categories:
        places = [place for place, one in enumerate(documents.categories) if one.id in categories]
        found &= np.isin(documents.category, places)
    return found


@dataclass(frozen=True)
class AsideLine:
    """An amount named within a source, and what was spent of it."""

    aside: SetAside
    within: Source | None
    planned: Decimal | None
    spent: Spent | None
    """Nothing where the definition does not say in which tasks or categories it is spent."""

    @property
    def fits(self) -> bool | None:
        """Whether it is no more than its source."""
        return None if self.within is None else self.aside.amount <= self.within.amount

    @property
    def percent(self) -> Decimal | None:
        """What was spent since the start, in percent of the plan."""
        return None if self.spent is None else percent_of(self.spent.cumulative, self.planned)


def set_aside(books: Books, span: Span) -> tuple[AsideLine, ...]:
    """Give the amounts named within sources, each with what its source paid in the tasks and categories it is meant for."""
    budget, documents = books.project.budget, books.once(documents_of)
    lines = []
    for one in budget.set_aside if budget is not None else ():
        source = next((known for known in budget.sources if known.id == one.within), None) if budget is not None else None
        column = COLUMNS[_side(source)] if source is not None else ""
        found = None
        if documents is not None and column in documents.register and (one.tasks or one.categories):
            found = spent(documents, span, chosen(documents, one.tasks, one.categories), documents.paid(column))
        lines.append(AsideLine(one, source, plan_of(books, one.amount), found))
    return tuple(lines)


def _side(source: Source) -> Side:
    return "grant" if source.kind == "grant" else "rest"
