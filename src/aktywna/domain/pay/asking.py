"""One list and one month: whom it may concern, what the diary says of them, and what is found on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, owned
from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import Notice
from aktywna.domain.pay.attended import OF_UNIT, Attendances, attendances, number
from aktywna.domain.pay.money import NOTHING, rounded
from aktywna.domain.pay.notices import NO_FIRST_DAY, NO_PATH, NOBODY_MARKED, UNMARKED, UNREAD_MARK
from aktywna.domain.pay.owed import Owed, Step
from aktywna.domain.pay.rates import HUNDRED, Full, Terms
from aktywna.domain.pay.terms import PayList
from aktywna.domain.pay.unread import Places, by_person, undated, unread_presence
from aktywna.domain.presence.diary_entries import Said
from aktywna.domain.presence.overlap import OPEN, days
from aktywna.domain.whole_numbers import Bools

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

NEVER = -1
MONTH_DAYS = 30
"""A part of a month is so many thirtieths (rules.md 6.3: S64; 17: 5.4)."""


@dataclass(eq=False)
class Asked:
    """A list of a month while it is being reckoned."""

    books: Books
    terms: Terms
    findings: list[Finding] = field(default_factory=list)
    unmoved: set[int] = field(default_factory=set)
    """Participations whose unreadable entries make no difference, or are told another way (M118)."""
    unmarked: dict[int, list[int]] = field(default_factory=dict)
    """Entries without a mark on days that are due, by participation."""

    @property
    def paid(self) -> PayList:
        return self.terms.paid

    @property
    def month(self) -> Span:
        return self.terms.month

    @property
    def people(self) -> Register:
        return self.books.participants

    @cached_property
    def ever(self) -> Attendances:
        """Everything the diary says of those whom the list may concern, in its forms of support."""
        found = self.books.once(attendances).of_forms(self.paid.forms)
        return found.taken(self.on_path[found.row])

    @cached_property
    def on_path(self) -> Bools:
        """Which participations the list may concern."""
        if not self.paid.paths:
            return np.ones(len(self.people), dtype=np.bool_)
        on = np.zeros(len(self.people), dtype=np.bool_)
        said = self.people.get("path").fillna("")
        for path in self.paid.paths:
            on |= said.str.contains(f"|{path}|", regex=False).to_numpy(dtype=bool)
        return on

    @cached_property
    def here(self) -> Attendances:
        """The same of this month alone."""
        return self.ever.during(self.month)

    def unread(self, there: Attendances) -> Attendances:
        """Give the entries of which nobody can tell whether the person was there."""
        # An entry of the same class that says something goes before one that says nothing.
        return there.taken(self.books.once(unread_presence)[there.place] & (there.said == Said.NOTHING))

    @property
    def uncounted(self) -> Places:
        """The entries of the month that do not count because they cannot be read, where they leave an amount as it is."""
        lost = self.unread(self.here)
        kept = lost.taken(~np.isin(lost.row, list(self.unmoved)))
        return by_person(owned(self.books, "attendance"), np.sort(kept.place))

    @property
    def undated(self) -> Places:
        """The entries whose day cannot be read, so that nobody knows whether they are of the month."""
        return undated(self.books, self.paid.forms, self.on_path, self.month)

    def doubts(self, row: int, there: Attendances, known: Collection[int]) -> bool:
        """Say whether a day that is due, other than those that are `known`, has a mark that cannot be read, and find it."""
        due = set(self.due_days(row)) - set(known)
        lost = self.unread(there)
        lost = lost.taken(np.isin(lost.day, list(due)))
        if len(lost):
            self.unmoved.add(row)
            self.remark(UNREAD_MARK, np.sort(lost.place).tolist(), n=len(set(lost.day.tolist())), month=self.month.start, list=self.paid.id)
        empty = there.taken((there.said == Said.NOTHING) & np.isin(there.day, list(due)))
        empty = empty.taken(~(self._not_scheduled | self.books.once(unread_presence))[empty.place])
        if len(empty):
            self.unmarked[row] = np.sort(empty.place).tolist()
        return bool(len(lost))

    @cached_property
    def _not_scheduled(self) -> Bools:
        return self.books.attendance.known("mark")

    def tell_missing(self, *, of_classes: bool = False) -> None:
        """
        Find whoever has the support in the month and no entry in the diary.

        `of_classes`: of support that is paid class by class, only while others have entries, and where the last day is known.
        """
        spans = self._support
        named = set(spans["row"][spans["until"] < OPEN].tolist()) if of_classes else set(self.spans)
        for row in sorted(named - set(np.unique(self.here.row).tolist())) if len(self.here) or not of_classes else ():
            if self.due_days(row, before=self.job_of(row)):
                self.remark(NOBODY_MARKED, [row], at="no", register="participants")

    def tell_pathless(self) -> None:
        """Find, once for a list of some paths, whoever has entries of the month and no path that is known."""
        if not self.paid.paths:
            return
        here = self.books.once(attendances).of_forms(self.paid.forms).during(self.month)
        rows = np.unique(here.row[~self.people.known("path")[here.row]])
        if len(rows):
            self.remark(NO_PATH, rows.tolist(), at="path", register="participants", list=self.paid.id, n=len(rows))

    def tell_unmarked(self) -> None:
        """Find, once for the list, the days without a mark that were reckoned as days without an absence."""
        rows = [row for rows in self.unmarked.values() for row in rows]
        if rows:
            self.remark(UNMARKED, sorted(rows), n=len(rows), people=len(self.unmarked), list=self.paid.id)

    @cached_property
    def full(self) -> Full:
        """The whole amount by which the list is reckoned; raise `NoRate` where there is none. Asked only when somebody is owed."""
        return self.terms.full()

    @cached_property
    def minutes(self) -> int | None:
        """How long an hour of the list is; nothing where its forms say it, all the same."""
        return OF_UNIT.get(self.paid.unit or "")

    def each(self) -> Iterator[tuple[int, Attendances]]:
        """Give the entries of each participation that the month's diary has, in the order of the register."""
        here = self.here
        order = np.lexsort((here.place, here.day, here.row))
        rows, begins = np.unique(here.row[order], return_index=True)
        ends = [*begins[1:].tolist(), len(order)][: len(rows)]
        for row, first, last in zip(rows.tolist(), begins.tolist(), ends, strict=True):
            yield row, here.taken(order[first:last])

    @cached_property
    def jobs(self) -> Mapping[int, date]:
        """The first day of a job of each participation that the outcomes know of."""
        found = self.books.column("participants", "first_job_date")
        known = found.dropna()
        return {int(row): day.date() for row, day in zip(known.index.tolist(), known.tolist(), strict=True)}

    def job_of(self, row: int) -> date | None:
        """Give the day on which somebody took up work, when it lies in or before the month."""
        found = self.jobs.get(row)
        return found if found is not None and found <= self.month.end else None

    @cached_property
    def _support(self) -> pd.DataFrame:
        support = self.books.get("support")
        if support is None or "form" not in support:
            return pd.DataFrame({"row": [], "since": [], "until": []}).astype("int64")
        whose = owned(self.books, "support")
        mine = (
            (whose != NOBODY)
            & np.append(self.on_path, False)[whose]
            & support.among("form", *self.paid.forms)
            & support.known("start_date")
        )
        since, until = days(support.get("start_date"), blank=OPEN), days(support.get("end_date"), blank=OPEN)
        found: pd.DataFrame = pd.DataFrame({"row": whose, "since": since, "until": until})[mine]
        return found.sort_values(["row", "since"])

    @cached_property
    def spans(self) -> Mapping[int, list[tuple[int, int]]]:
        """
        From when until when each participation has the support of the list, as days since 1970, within participation.

        Nothing of somebody whose first day neither register tells.
        """
        people = self.people
        first, last = days(people.get("start_date"), blank=NEVER), days(people.get("end_date"), blank=OPEN)
        found: dict[int, list[tuple[int, int]]] = {}
        for row, since, until in self._support.itertuples(index=False, name=None):
            found.setdefault(int(row), []).append((max(int(since), int(first[row])), min(int(until), int(last[row]))))
        for row in np.unique(self.ever.row).tolist():
            if first[row] != NEVER:
                found.setdefault(row, [(int(first[row]), int(last[row]))])
        return found

    def due_days(self, row: int, *, before: date | None = None) -> list[int]:
        """Give the calendar days of the month on which the support is somebody's, up to the day `before` one."""
        first, last = number(self.month.start), min(number(self.month.end), number(self.books.as_of))
        if before is not None:
            last = min(last, number(before) - 1)
        found: set[int] = set()
        for since, until in self.spans.get(row, ()):
            found |= set(range(max(first, since), min(last, until) + 1))
        return sorted(found)

    @property
    def whole_month(self) -> int:
        """How many days the month has."""
        return number(self.month.end) - number(self.month.start) + 1

    def remark(self, notice: Notice, rows: Sequence[int], at: str = "mark", register: str = "attendance", **facts: Any) -> None:
        """Find something at rows of a register; the first stands for all of them."""
        places = self.books.registers[register].places(np.asarray(rows, dtype=np.intp), at)
        self.findings.append(Finding(notice.code, notice.severity, places[0], facts, tuple(places[1:])))

    def since_when(self, row: int, there: Attendances) -> Owed | None:
        """Give nothing where the first day of the support is known; else what cannot be reckoned without it, and say so."""
        if self.spans.get(row):
            return None
        self.remark(NO_FIRST_DAY, [row], at="start_date", register="participants")
        days_there = len(np.unique(there.day[there.came]))
        return Owed(row, None, days_there, None, None, (), source(there), by_form(there, self.minutes))

    def contributions(self, row: int, base: Decimal) -> tuple[Decimal, ...]:
        """Give each contribution on a base, rounded on its own; none for who has another title to insurance."""
        every = self.terms.contributions() if self.paid.pays_contributions else ()
        insured = str(self.people.key.iloc[row]) not in self.terms.pay.uninsured
        return tuple(rounded(base * one.percent / HUNDRED) if insured else NOTHING for one in every)


def by_form(there: Attendances, minutes: int | None) -> dict[str, Decimal]:
    """Give the hours of each form, by which an amount is shared out; how many entries there are where hours are not known."""
    found: dict[str, Decimal] = {}
    for form in np.unique(there.form).tolist():
        chosen = there.form == form
        found[there.forms[form]] = there.hours(chosen, minutes) or Decimal(int(chosen.sum()))
    return found


def source(there: Attendances) -> tuple[int, ...]:
    """Give the rows of the diary, in order."""
    return tuple(sorted(there.place.tolist()))


def step(says: str, **facts: Any) -> Step:
    """Make a step of the reckoning."""
    return Step(says, facts)
