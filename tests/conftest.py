"""Fixtures that several tests ask for."""

from __future__ import annotations

import pytest

from tables import books_of


@pytest.fixture
def ask():
    """Count one indicator of an era's catalogue over an example: `ask(rows, "EECR04")` gives its Count since the start."""
    # Only tests that count need what counts.
    from aktywna.domain.counting.tally import Span  # noqa: PLC0415
    from aktywna.steps.count import count  # noqa: PLC0415

    def counted(rows, code, era="efsplus-2021"):
        books = books_of(rows, era, indicators=[{"id": code, "use": code}])
        return count(books, Span(books.project.period.start, books.as_of))[code]

    return counted
