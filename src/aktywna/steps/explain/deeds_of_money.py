"""What has to be done for a finding about money: lists reckoned for a month, expenditures held against the budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from aktywna.domain.findings.finding import Finding
from aktywna.io.paid import PAID, read_given


def _budgeted(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.domain.counting.tally import Span  # noqa: PLC0415
    from aktywna.domain.spending.attention import attention  # noqa: PLC0415
    from aktywna.steps.open import open_books  # noqa: PLC0415

    books = open_books(folder).books
    return attention(books, Span(books.project.period.start, books.as_of))


def _paid(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    from aktywna.steps.open import open_books  # noqa: PLC0415
    from aktywna.steps.pay import month_named, payroll  # noqa: PLC0415

    return list(payroll(open_books(folder).books, month_named("2016-12")).findings)


def _damaged_record(folder: Path, entry: dict[str, Any]) -> list[Finding]:  # noqa: ARG001
    (folder / PAID).parent.mkdir(parents=True, exist_ok=True)
    (folder / PAID).write_text("{", encoding="utf-8")
    read_given(folder)
    return []


MONEY: Mapping[str, Callable[[Path, dict[str, Any]], list[Finding]]] = {
    **{f"M1{number:02}": _paid for number in range(1, 22)},
    **{f"M2{number:02}": _budgeted for number in range(1, 16)},
    "O008": _damaged_record,
}
"""What is done by the code of the finding."""
