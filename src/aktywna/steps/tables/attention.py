"""What needs attention in the register of expenditures: a line for each finding, with its document and cell."""

from __future__ import annotations

from collections.abc import Sequence

from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.root_causes import one_fault
from aktywna.domain.grid import Grid
from aktywna.domain.promises.policy import weighed
from aktywna.domain.spending.attention import attention
from aktywna.steps.budget import Spending, is_of_money
from aktywna.steps.tables.cells import grid, text
from aktywna.steps.telling import advice, key_said, message
from aktywna.words.wording import _


def table(spending: Spending, found: Sequence[Finding]) -> Grid | None:
    """Draw what only the budget finds and what of `found` is about money, by file and cell."""
    books = spending.books
    own = one_fault(weighed(attention(books, spending.span), books.project), books)
    every = sorted([*own, *(one for one in found if is_of_money(one))], key=lambda one: one.order)
    rows = [
        (
            text(one.code), text(key_said(one)), text(" · ".join(filter(None, [one.place.file, one.place.sheet, one.place.cell]))),
            text(message(one)), text(advice(one)),
        )
        for one in every
    ]  # fmt: skip
    return grid([_("Code"), _("Document"), _("Where"), _("What is not right"), _("What to do")], rows)
