"""The tables of a month's report about money owed to participants (rules.md 11, points 12 and 13): nobody is named."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aktywna.domain.counting.tally import Tally
from aktywna.domain.faults import DefinitionError
from aktywna.domain.grid import Grid
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import grid, text
from aktywna.steps.tables.record import findings
from aktywna.steps.telling import message
from aktywna.words.wording import _

if TYPE_CHECKING:
    from aktywna.steps.pay import Payroll


class PayTables:
    """Lists to pay, in a report of one month of a project that pays its participants."""

    books: Books
    tally: Tally

    @cached_property
    def pay(self) -> Grid | None:
        """Money due in the month, person by person: hours, rate, amount, contributions, and how it follows; in a month's report."""
        found = self._payroll
        if isinstance(found, DefinitionError):
            return grid([_("What is wrong")], [[text(message(one))] for one in found.findings])
        if found is None:
            return None
        from aktywna.steps.tables.pay_grids import every_list  # noqa: PLC0415 - only for who pays somebody

        return every_list(found)

    @cached_property
    def pay_forms(self) -> Grid | None:
        """Money due in the month by list, form of support and task."""
        if self._reckoned is None:
            return None
        from aktywna.steps.tables.pay_grids import by_forms  # noqa: PLC0415 - only for who pays somebody

        return by_forms(self._reckoned)

    @cached_property
    def pay_changes(self) -> Grid | None:
        """What changed since the month before, by list and reason; what nothing explains stands out."""
        if self._reckoned is None:
            return None
        from aktywna.steps.tables.pay_grids import reasons  # noqa: PLC0415 - only for who pays somebody

        return reasons(self._reckoned)

    @cached_property
    def pay_findings(self) -> Grid | None:
        """What has to be looked into before the lists are paid: how many findings of each kind."""
        return findings(self._reckoned.findings) if self._reckoned is not None else None

    @property
    def _reckoned(self) -> Payroll | None:
        return None if isinstance(self._payroll, DefinitionError) else self._payroll

    @cached_property
    def _payroll(self) -> Payroll | DefinitionError | None:
        """The lists of the month; what is wrong where a rate is missing; nothing in other reports and other projects."""
        span, declared = self.tally.span, self.books.project.pay
        if declared is None or not declared.lists:
            return None
        from aktywna.domain.pay.lists import month_of  # noqa: PLC0415 - only for who pays somebody
        from aktywna.steps.pay import payroll  # noqa: PLC0415

        if span.end != month_of(span.start.year, span.start.month).end or span.start.day != 1:
            return None
        try:
            return payroll(self.books, month_of(span.start.year, span.start.month))
        except DefinitionError as error:
            return error
