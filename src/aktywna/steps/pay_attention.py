"""What has to be looked into before lists are paid: what they find themselves, and what `check` says of what they are reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from aktywna.domain.findings.finding import Finding, Severity
from aktywna.domain.findings.root_causes import WAITING
from aktywna.domain.registers.register import Register
from aktywna.steps.attention import own_findings, said_by_check
from aktywna.steps.judging import Judged
from aktywna.steps.open import Opened
from aktywna.steps.pay import Payroll

RECKONED_FROM: Mapping[str, frozenset[str]] = {
    "participants": frozenset({"no", "start_date", "end_date", "path", "commune"}),
    "support": frozenset({"participant_no", "form", "start_date", "end_date"}),
    "outcomes": frozenset({"participant_no", "outcome", "date"}),
    "sessions": frozenset({"date", "time_from", "time_to", "hours", "unit", "form", "state"}),
}
"""The columns that lists look at beside the diary, of which they need everything."""
DIARY = "attendance"


def looked_into(found: Opened, lists: Payroll, told: Judged, *, strict: bool = False) -> Payroll:
    """Give the lists with everything that has to be looked into; raise `ErrorsStand` as `own_findings` does."""
    own = own_findings(found, lists.books, lists.findings, strict=strict)
    said = said_by_check(found, lists.books, told, lambda one: concerns_pay(one, lists))
    return replace(lists, findings=own, said=said)


def concerns_pay(finding: Finding, lists: Payroll) -> bool:
    """
    Whether errors and warnings of `check` are about what lists are reckoned from.

    Of the diary it is everything, except what lies wholly after the month; of other registers what is said of whole files,
    and of the columns that lists look at. That rules wait for a column is left out.
    """
    place = finding.place
    if finding.severity is Severity.NOTE or finding.code == WAITING:
        return False
    if place.register == DIARY:
        return not _is_later(finding, lists)
    columns = RECKONED_FROM.get(place.register)
    return columns is not None and (not place.column or place.column in columns)


def _is_later(finding: Finding, lists: Payroll) -> bool:
    """Whether every row of the diary that a finding is about is dated after the month; what is about no row is not."""
    diary = lists.books.get(DIARY)
    if diary is None or not finding.place.row or "date" not in diary:
        return False
    days = diary.days("date")
    of_rows = [days[_rows(diary, place.file, place.sheet, place.row)] for place in finding.places]
    return all(len(own) and (own > np.datetime64(lists.month.end)).all() for own in of_rows)


def _rows(diary: Register, file: str, sheet: str, row: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which rows of the diary come from a row of a sheet: of a matrix they are many. Shape (rows,)."""
    of_sheet = [at for at, origin in enumerate(diary.origins) if (origin.file, origin.sheet) == (file, sheet)]
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = (diary.row == row) & np.isin(diary.origin, of_sheet)
    return found
