"""Budget: what was promised against what was spent, by task, category and source, with everything that needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np

from aktywna.domain.counting.part import belonging
from aktywna.domain.counting.tally import Span, Tally
from aktywna.domain.faults import RuleBroken
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.root_causes import WAITING
from aktywna.domain.registers.books import Books
from aktywna.domain.sheets.keys import NONE
from aktywna.domain.spending.attention import attention
from aktywna.domain.spending.corrected import Corrected, corrections_of
from aktywna.domain.spending.documents import Documents, documents_of
from aktywna.domain.spending.doubles import entered_before
from aktywna.domain.spending.forecast import Forecast, forecast
from aktywna.domain.spending.limits import FlatLine, LimitLine, flat_lines, limit_lines
from aktywna.domain.spending.lines import Line, category_lines, task_lines
from aktywna.domain.spending.sources import AsideLine, Payers, payers, set_aside
from aktywna.domain.spending.staff import PersonLine, PostLine, person_lines, post_lines
from aktywna.domain.spending.sums import Spent, spent
from aktywna.domain.spending.unit_costs import UnitCost, unit_costs
from aktywna.steps.attention import own_findings, said_by_check
from aktywna.steps.count import count
from aktywna.steps.judging import Judged
from aktywna.steps.open import Opened
from aktywna.steps.pace import term_of
from aktywna.steps.tables.figures import main_counts

OF_MONEY = ("A703", "A704", "A705", "A706", "A711")
"""What `check` says of the budget in the definition."""
SAID_BY_BUDGET = ("A621", "A622", "A623")
"""What the budget says in its own way: M206, M215, M214."""
KEPT_IN = ("expenditures", "timesheets")
"""Registers in which whatever `check` finds is the accountant's business."""


@dataclass(frozen=True, eq=False)
class Spending:
    """The money of a project, or of a part of it, in one period and since the start."""

    books: Books
    span: Span
    counted: Tally | None = None
    """What was counted, where somebody has."""

    @cached_property
    def documents(self) -> Documents | None:
        """The entries of the register of expenditures; nothing where the project, or the part, has none."""
        return self.books.once(documents_of)

    @cached_property
    def of_nobody(self) -> int:
        """Of how many entries of the whole project's register it is not known whether they belong to the part."""
        whole, part = self.books.whole, self.books.part
        register = whole.get("expenditures") if whole is not None else None
        if whole is None or part is None or register is None or self.documents is None:
            return 0
        said = belonging(whole, register, part)
        return 0 if said is None else int((~said.yes & ~said.no).sum())

    @cached_property
    def whole(self) -> Spent | None:
        """What everything costs; nothing without a register."""
        return None if self.documents is None else spent(self.documents, self.span)

    @cached_property
    def planned(self) -> Decimal | None:
        """The project's value in PLN; of a part of it the plans of its tasks, nothing where one of them has none."""
        budget = self.books.project.budget
        if budget is None or self.books.part is None:
            return None if budget is None else budget.total
        plans = [line.planned for line in self.tasks if line.kind == "planned"]
        known = [plan for plan in plans if plan is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(plans) else None

    @cached_property
    def tasks(self) -> tuple[Line, ...]:
        """The tasks of the budget."""
        return task_lines(self.books, self.span)

    @cached_property
    def categories(self) -> tuple[Line, ...]:
        """The categories of costs."""
        return category_lines(self.books, self.span)

    @cached_property
    def payers(self) -> Payers | None:
        """The sources of money."""
        return payers(self.books, self.span)

    @cached_property
    def set_aside(self) -> tuple[AsideLine, ...]:
        """Amounts named within the sources."""
        return set_aside(self.books, self.span)

    @cached_property
    def limits(self) -> tuple[LimitLine, ...]:
        """Limits on categories."""
        return limit_lines(self.books, self.span)

    @cached_property
    def flat_rates(self) -> tuple[FlatLine, ...]:
        """Costs settled as a percentage of others."""
        return flat_lines(self.books, self.span)

    @cached_property
    def posts(self) -> tuple[PostLine, ...]:
        """Posts and what they cost."""
        return post_lines(self.books, self.span)

    @cached_property
    def people(self) -> tuple[PersonLine, ...]:
        """Everybody whom the timesheets name."""
        return person_lines(self.books, self.span)

    @cached_property
    def tally(self) -> Tally:
        """The numbers of people, as `count` gives them."""
        return self.counted if self.counted is not None else count(self.books, self.span)

    @cached_property
    def unit_costs(self) -> tuple[UnitCost, ...]:
        """What one person of each main indicator costs."""
        return unit_costs(main_counts(self.tally.counts), self.planned, self.whole)

    @cached_property
    def forecasts(self) -> tuple[tuple[Line, Forecast], ...]:
        """Where the whole and each planned task will be at the end at this pace, the whole first."""
        term = term_of(self.books, self.tally)
        lines = [Line("planned", planned=self.planned, spent=self.whole), *(one for one in self.tasks if one.planned is not None)]
        every = [(line, forecast(line.spent.cumulative, line.planned, term)) for line in lines if line.spent is not None]
        return tuple((line, found) for line, found in every if found is not None)

    @cached_property
    def corrections(self) -> tuple[Corrected, ...]:
        """Correcting invoices and what they correct."""
        return self.books.once(corrections_of) if self.documents is not None else ()

    @cached_property
    def doubled(self) -> Spent | None:
        """What entries that repeat an earlier one add to the sums."""
        if self.documents is None:
            return None
        return spent(self.documents, self.span, self.books.once(entered_before) != NONE)

    @cached_property
    def outside(self) -> dict[str, tuple[int, Decimal]]:
        """
        How many entries lie between two periods, and their PLN.

        `earlier_document`: paid in the period, issued before it; `paid_later`: issued in the period, and not paid by its end.
        """
        if self.documents is None:
            return {}
        start, last = np.datetime64(self.span.start, "D"), np.datetime64(self.span.last, "D")
        paid, issued = self.documents.days("payment_date"), self.documents.days("issue_date")
        masks = {
            "earlier_document": (paid >= start) & (paid <= last) & (issued < start),
            "paid_later": (issued >= start) & (issued <= last) & ((paid > last) | np.isnat(paid)),
        }
        found = {name: spent(self.documents, self.span, mask) for name, mask in masks.items()}
        return {name: (int(masks[name].sum()), one.whole) for name, one in found.items()}


def needs_attention(
    found: Opened, spending: Spending, told: Judged, *, strict: bool = False
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """
    Give what only the budget finds, and what `check` has already said of the same money, in the order of files and cells.

    Raise `RuleBroken` for a fault of ours, and `ErrorsStand` as `own_findings` does.
    """
    try:
        own = attention(spending.books, spending.span)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise RuleBroken("M2") from error
    kept = own_findings(found, spending.books, own, strict=strict)
    return kept, said_by_check(found, spending.books, told, is_of_money)


def is_of_money(finding: Finding) -> bool:
    """
    Whether what `check` says is about expenditures, timesheets or the budget.

    That rules wait for a column is not; nor is what the budget says itself, lest it be said twice.
    """
    if finding.code in SAID_BY_BUDGET:
        return False
    return (finding.place.register in KEPT_IN and finding.code != WAITING) or finding.code in OF_MONEY


def judged_of(findings: Sequence[Finding], told: Judged) -> Judged:
    """Give findings as something that can be told."""
    return replace(told, findings=tuple(findings), silenced=())
