"""Every list of a month: each reckoned on its own, and what only all of them together show."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.counting.events import came, owned
from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.finding import Finding
from aktywna.domain.pay.allowances import allowance
from aktywna.domain.pay.asking import Asked
from aktywna.domain.pay.attended import day_of, number
from aktywna.domain.pay.by_presence import meals, public_work, travel
from aktywna.domain.pay.notices import NOT_OVER, OUTSIDE, TWICE
from aktywna.domain.pay.owed import Listed, Owed
from aktywna.domain.pay.rates import NoRate, NoRates, Table, Terms
from aktywna.domain.pay.stipends import internship, training
from aktywna.domain.pay.terms import INCOMES, Kind, Pay
from aktywna.domain.pay.unread import of_lists
from aktywna.domain.presence.diary_entries import terms
from aktywna.domain.presence.overlap import days

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

RECKONED: Mapping[Kind, Callable[[Asked], Iterator[Owed]]] = {
    "training": training,
    "internship": internship,
    "allowance": allowance,
    "travel": travel,
    "meals": meals,
    "public-work": public_work,
}


def month_of(year: int, month: int) -> Span:
    """Give a month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year}-{month:02}")


def month_before(month: Span) -> Span:
    """Give the month before."""
    last = month.start - timedelta(days=1)
    return month_of(last.year, last.month)


def reckoned(books: Books, table: Table, month: Span, kinds: Collection[str] = ()) -> tuple[Listed, ...]:
    """
    Give every list of a month, of some kinds or of all, in the order of the definition.

    Raise `NoRates` where somebody is to be paid by a rate that nobody gives for the month, `Absent` without a diary or
    participants.
    """
    pay = books.project.pay or Pay()
    found, missing = [], []
    for paid in pay.lists:
        if kinds and paid.kind not in kinds:
            continue
        asked = Asked(books, Terms(paid, pay, table, month))
        try:
            people = tuple(RECKONED[paid.kind](asked))
            asked.tell_unmarked()
            asked.tell_pathless()
        except NoRate as error:
            missing.append(error)
            continue
        _outside(asked)
        insured = paid.pays_contributions
        names = tuple(one.name for one in asked.terms.contributions()) if insured else ()
        assumed, findings = tuple(asked.terms.assumed.values()), tuple(asked.findings)
        found.append(Listed(paid, month, people, findings, assumed, names, insured, asked.uncounted, asked.undated, len(asked.here)))
    if missing:
        raise NoRates(*missing)
    return tuple(found)


def of_all(books: Books, lists: Sequence[Listed], month: Span) -> tuple[Finding, ...]:
    """Give what several lists show together: the same classes paid twice, a month that is not over."""
    found = []
    if books.as_of < month.end and lists:
        found.append(Finding(NOT_OVER.code, NOT_OVER.severity, facts={"as_of": books.as_of, "end": month.end}))
    found += of_lists(books, lists, month)
    incomes = [one for one in lists if one.paid.kind in INCOMES]
    for at, one in enumerate(incomes):
        for other in incomes[at + 1 :]:
            both = sorted({row for owed in one.people for row in owed.source} & {row for owed in other.people for row in owed.source})
            if both:
                whose = owned(books, "attendance")
                for row in dict.fromkeys(int(whose[place]) for place in both):
                    mine = np.array([place for place in both if whose[place] == row], dtype=np.intp)
                    places = books.attendance.places(mine, "date")
                    day = day_of(int(days(books.attendance["date"], blank=0)[mine[0]]))
                    facts = {"day": day, "list": one.paid.id, "other": other.paid.id}
                    found.append(Finding(TWICE.code, TWICE.severity, places[0], facts, tuple(places[1:])))
    return tuple(found)


def _outside(asked: Asked) -> None:
    """Find the presence of the month that lies outside participation: it is not paid."""
    diary, whose = asked.books.attendance, owned(asked.books, "attendance")
    day = days(diary["date"], blank=-1)
    first, last = terms(asked.books)
    there = came(diary).to_numpy(dtype=bool) & diary.among("form", *asked.paid.forms) & np.append(asked.on_path, False)[whose]
    there &= (day >= number(asked.month.start)) & (day <= number(asked.month.end)) & (day <= number(asked.books.as_of))
    outside = there & ((day < np.append(first, 0)[whose]) | (day > np.append(last, 0)[whose]))
    for row in np.unique(whose[outside]).tolist():
        rows = np.flatnonzero(outside & (whose == row))
        asked.remark(OUTSIDE, rows.tolist(), at="date", day=day_of(int(day[rows[0]])))
