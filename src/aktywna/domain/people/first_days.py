"""First days of participation that other rules may rely on: those that are not a fault of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books

Days = np.ndarray[Any, np.dtype[np.datetime64]]


def misplaced_starts(books: Books) -> Bools:
    """
    Say which participations begin outside the project's term or after the registers were closed: shape (rows,).

    One wrong day is one fault (A204, A207): neither what happened to the person nor who the person was can be compared
    with such a day. To be asked by `books.once`.
    """
    term, start = books.project.period, books.participants.days("start_date")
    found: Bools = (start < moment(term.start)) | (start > moment(term.end)) | (start > moment(books.as_of))
    return found


def sure_starts(books: Books) -> Days:
    """Give the first days of participation, NaT where the day is not known or is misplaced: shape (rows,)."""
    start = books.participants.days("start_date")
    misplaced = books.once(misplaced_starts)
    return np.where(misplaced, np.datetime64("NaT", "s"), start) if misplaced.any() else start


def moment(day: date | None) -> np.datetime64:
    """Give a day as columns of days hold it; of no day one that is neither before nor after any."""
    return np.datetime64("NaT" if day is None else day, "s")
