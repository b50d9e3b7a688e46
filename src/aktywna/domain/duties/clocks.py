"""The clocks that run after somebody has left: results within the window, employment, the later follow-up (rules.md L14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import JOBS, NOBODY, owned
from aktywna.domain.duties.due import Due, DueKind, last_participations, told
from aktywna.domain.findings.rule import N_
from aktywna.domain.people.participants import STILL_OPEN

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

NO_OUTCOME = ("none", "monitoring", "other")
"""Outcomes that no document proves: nothing happened, nobody knows yet, or it is not said what."""
Bools = np.ndarray[Any, np.dtype[np.bool_]]


def result_clock(books: Books) -> Iterator[Due]:
    """
    Who has left and of whom nothing says what happened then: by the end of the window in which results count.

    An outcome answers (also that there is none), and so does a situation on leaving that names no result. Nothing is said
    where the project keeps neither.
    """
    people = books.participants
    if books.get("outcomes") is None and "situation_1" not in people:
        return
    end = people.get("end_date")
    answered = books.column("participants", "asked").eq("yes").to_numpy() | _unread(books)
    rows = np.flatnonzero(_left(books) & ~answered)
    until = end + pd.Timedelta(days=int(books.number("result_window")))
    says = N_("Participation ended on {end:day}, and no result is entered, not even that there is none; results count up to {day:day}.")
    at = "situation_1" if books.get("outcomes") is None else "end_date"
    yield from told("result", says, people, rows, until, np.arange(len(people)), at=at, end=end)


def evidence_clock(books: Books) -> Iterator[Due]:
    """Outcomes that no document proves, by the end of the window in which results count, or the day of a later outcome."""
    outcomes = books.get("outcomes")
    if outcomes is None or not {"evidence", "evidence_no"} & set(outcomes.columns):
        return
    people, outcome = books.participants, outcomes.get("outcome")
    bare = outcomes.get("evidence").isna() & outcomes.get("evidence_no").isna()
    unread = outcomes.unreadable("evidence") | outcomes.unreadable("evidence_no")
    owner = owned(books, "outcomes")
    wrong = (bare & outcome.notna() & ~outcome.isin(NO_OUTCOME)).to_numpy() & ~unread & (owner != NOBODY)
    end = people.get("end_date").to_numpy().astype("datetime64[D]")
    window = np.timedelta64(int(books.number("result_window")), "D")
    # While participation lasts, and where nobody wrote the day, the document is wanted now.
    until = np.append(end + window, np.datetime64("NaT", "D"))[owner]
    until = np.where(np.isnat(until), np.datetime64(books.as_of, "D"), until)
    until = np.fmax(until, outcomes.get("date").to_numpy().astype("datetime64[D]")).astype("datetime64[s]")
    at = "evidence" if "evidence" in outcomes else "evidence_no"
    says = N_("The outcome {outcome:choice} has no evidence; the document is wanted by {day:day}.")
    yield from told("evidence", says, outcomes, np.flatnonzero(wrong), pd.Series(until), owner, at=at, outcome=outcome)


def efficiency_clock(books: Books) -> Iterator[Due]:
    """Who has left and of whom nobody has established yet whether they work, by the end of the window of employment efficiency."""
    says = N_("Establish whether the person works: {months:count month|months} after participation ended on {end:day} pass on {day:day}.")
    own = getattr(books.project, "efficiency", None)
    months = own.window_months if own is not None and own.window_months else books.value_or("efficiency_months", None)
    outcomes = books.get("outcomes")
    works = np.zeros(len(books.participants), dtype=bool)
    if outcomes is not None:
        owner = owned(books, "outcomes")
        works[owner[outcomes.get("outcome").isin(JOBS).to_numpy() & (owner != NOBODY)]] = True
    yield from _months_after(books, "efficiency", says, months, works)


def follow_up_clock(books: Books) -> Iterator[Due]:
    """Who has left and whose later situation nobody has established, on the day the programme period asks about."""
    says = N_("Establish the person's situation {months:count month|months} after participation ended on {end:day}.")
    months = books.value_or("follow_up_months", None)
    yield from _months_after(books, "follow_up", says, months, np.zeros(len(books.participants), dtype=bool))


def _months_after(books: Books, kind: DueKind, says: str, months: Any, settled: Bools) -> Iterator[Due]:
    people = books.participants
    if months is None or books.get("outcomes") is None:
        return
    end = people.get("end_date")
    day = end + pd.DateOffset(months=int(months))
    rows = np.flatnonzero(_left(books) & ~settled & ~_answered(books, day))
    yield from told(kind, says, people, rows, day, np.arange(len(people)), at="end_date", end=end, months=int(months))


def _left(books: Books) -> Bools:
    """Say who has left, for the last time, by the as-of day."""
    left: Bools = last_participations(books) & (books.participants.get("end_date") <= pd.Timestamp(books.as_of)).to_numpy()
    return left


def _unread(books: Books) -> Bools:
    """Say of whom an outcome is written that could not be read: that is a finding, and no missing answer."""
    found, outcomes = np.zeros(len(books.participants), dtype=bool), books.get("outcomes")
    if outcomes is not None:
        owner = owned(books, "outcomes")
        found[owner[outcomes.unreadable("outcome") & (owner != NOBODY)]] = True
    return found


def _answered(books: Books, since: pd.Series[Any]) -> Bools:
    """
    Say of whom an outcome tells that was established on `since` or later.

    It was established on the day of measurement, else on its own day.
    """
    found, outcomes = _unread(books), books.get("outcomes")
    if outcomes is None:
        return found
    owner, outcome = owned(books, "outcomes"), outcomes.get("outcome")
    says = (outcome.notna() & (outcome != STILL_OPEN)).to_numpy(dtype=bool)
    day = outcomes.get("measured_on").where(outcomes.get("measured_on").notna(), outcomes.get("date"))
    known = np.flatnonzero(says & (owner != NOBODY))
    limit = since.to_numpy().astype("datetime64[s]")[owner[known]]
    found[owner[known[day.to_numpy().astype("datetime64[s]")[known] >= limit]]] = True
    return found
