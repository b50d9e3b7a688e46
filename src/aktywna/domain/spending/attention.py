"""What needs attention in the register of expenditures when it is held against the budget, and no rule of `check` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.finding import Finding
from aktywna.domain.spending.documents import documents_of
from aktywna.domain.spending.doubtful_entries import doubtful
from aktywna.domain.spending.overspent import overspent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def attention(books: Books, span: Span) -> list[Finding]:
    """
    Give what needs attention and no rule of `check` says, in the order of files and cells.

    What is said of one entry is asked of all of them, what is said of sums up to the end of the period. Plans and limits are
    the project's: of a part of it nothing is held against them.
    """
    documents = books.once(documents_of)
    if documents is None:
        return []
    kinds = [*doubtful(books, documents), *overspent(books, span, documents)]
    found = [finding for kind, hits in kinds for finding in hits.findings(kind.code, kind.severity)]
    return sorted(found, key=lambda finding: finding.order)
