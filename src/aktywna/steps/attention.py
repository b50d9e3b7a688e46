"""What needs attention beside figures of money: what only a command finds, and what `check` has said of the same registers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aktywna.domain.faults import ErrorsStand
from aktywna.domain.findings.explained import silenced
from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.root_causes import one_fault
from aktywna.domain.promises.policy import weighed
from aktywna.domain.registers.books import Books
from aktywna.steps.explaining import explanations
from aktywna.steps.findings_summary import of_part
from aktywna.steps.judging import Judged
from aktywna.steps.open import Opened


def own_findings(found: Opened, books: Books, own: Iterable[Finding], *, strict: bool = False) -> tuple[Finding, ...]:
    """
    Weigh what only a command finds as the project weighs it, without what the office has explained, each fault once.

    Raise `ErrorsStand`, where `strict`, for errors that the project makes of it.
    """
    given, _said = explanations(found.folder, books)
    kept, _quiet, _given = silenced(weighed(own, books.project), given, books)
    errors = sum(one.severity is Severity.ERROR for one in kept)
    if errors and strict:
        raise ErrorsStand(errors, found.folder)
    return tuple(one_fault(kept, books))


def said_by_check(found: Opened, books: Books, told: Judged, concerns: Callable[[Finding], bool]) -> tuple[Finding, ...]:
    """Give what `check` says of these books and `concerns` the figures, in the order of files and cells."""
    return tuple(one for one in of_part(told, found.books, books).findings if concerns(one))
