"""What a coordinator must do each month (rules.md 11): clocks that run out, who may not finish, diaries, limits, what is ready."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from aktywna.domain.counting.shares import share as divided
from aktywna.domain.counting.tally import Count, Tally
from aktywna.domain.duties.due import KINDS, Due, DueKind
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.due import Duties, duties
from aktywna.steps.tables.cells import Header, day, grid, listed, share, strong, text, whole
from aktywna.steps.tables.figures import name_of
from aktywna.steps.tables.record import findings
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

CLOCKS: tuple[DueKind, ...] = ("result", "evidence")
LATER: tuple[DueKind, ...] = ("efficiency", "follow_up")
OPEN: tuple[DueKind, ...] = ("planned_end", "unfinished", "contract", "assessment")
RISK: tuple[DueKind, ...] = ("attendance",)
DIARIES = ("attendance", "sessions", "stays")
"""Registers whose findings tell how well diaries are kept."""
LIMITS = ("A413", "A414", "A418", "A421", "A435", "A440", "A509")
"""Rules that keep the limits of hours, places and posts."""
SHOWN = 10
"""Matters of a kind that stand on paper, the most urgent first."""


@dataclass(frozen=True, eq=False)
class MonthDuties:
    """What has to be done in a project until the end of the next month, and what its diaries are like."""

    books: Books
    found: Sequence[Finding]
    language: Language

    @cached_property
    def due(self) -> Duties:
        return duties(self.books, (_end_of_next_month(self.books.as_of) - self.books.as_of).days)

    def summed(self) -> Grid | None:
        """How many matters of each kind there are: overdue, and due until the end of the next month."""
        rows = []
        for kind, name in KINDS.items():
            left = [self.due.days_left(one) for one in self.due.found if one.kind == kind]
            # Who is at risk by attendance has no day on which it is too late.
            late = sum(days < 0 for days in left) if kind not in RISK else 0
            if left:
                rows.append((text(_(name)), whole(late), whole(len(left) - late), whole(len(left))))
        total = [sum(int(str(row[at].value)) for row in rows) for at in (1, 2, 3)]
        if len(rows) > 1:
            rows.append((*strong(text(_("Together")), *map(whole, total)),))
        return grid([_("Matter"), _("Overdue"), _("Still to come"), _("Together")], rows)

    def clocks(self) -> Grid | None:
        """Whose results must be established, or evidenced, until the end of the next month, and whose day has passed."""
        return self._of(CLOCKS)

    def later(self) -> Grid | None:
        """Whose situation must be established three or six months after leaving."""
        return self._of(LATER)

    def open(self) -> Grid | None:
        """Participations past their planned end, unfinished forms, contracts and assessments that are open."""
        return self._of(OPEN)

    def risk(self) -> Grid | None:
        """Who may not finish because of attendance, and how many absences are left."""
        return self._of(RISK)

    def diaries(self) -> Grid | None:
        """What is wrong with diaries, schedules and stays: how many findings of each kind."""
        return findings(one for one in self.found if one.place.register in DIARIES and one.code not in LIMITS)

    def limits(self) -> Grid | None:
        """Limits that are exceeded: hours of work, places, posts."""
        return findings(one for one in self.found if one.code in LIMITS)

    def _of(self, kinds: Collection[DueKind]) -> Grid | None:
        found = [one for one in self.due.found if one.kind in kinds]
        # Where all are of one kind the heading and what is to be done say which.
        several = len({one.kind for one in found}) > 1
        rows = [self._row(one, several=several) for one in found]
        columns: list[Header] = [_("Day"), _("Days left"), _("Participant"), _("Matter"), _("What to do")]
        where = sentence(N_("aktywna due --within {n} -o FILE.xlsx, and this report in Excel"), {"n": self.due.within})
        return listed(grid(columns, rows), SHOWN, where)

    def _row(self, one: Due, *, several: bool) -> tuple[Cell, ...]:
        left = self.due.days_left(one)
        key = self.due.key(one) or (_("row {row}").format(row=one.place.row) if one.place.row else "")
        return (
            day(one.day), Cell(left, "count", "bad" if left < 0 else "plain"), text(key),
            text(_(KINDS[one.kind]) if several else None), text(self.due.what(one)),
        )  # fmt: skip


def eligible(tally: Tally, language: Language) -> Grid | None:
    """Hard results among those who can achieve them: achieved, not, not known, and the share of all who can."""
    rows = [
        (
            text(count.indicator.id), text(name_of(count.indicator, language)), whole(count.population), whole(_total(count)),
            whole(count.population - (_total(count) or 0) - count.cumulative.unknown), whole(count.cumulative.unknown),
            share(divided(_total(count), count.population)),
        )
        for count in tally.counts
        if count.indicator.kind == "result" and count.indicator.counts == "participants" and count.population and _total(count) is not None
    ]  # fmt: skip
    columns: list[Header] = [
        _("Code"), _("Indicator"), _("Who can achieve it"), _("Achieved"), _("Not achieved"), _("Not known whether achieved"),
        _("% of those who can"),
    ]  # fmt: skip
    return grid(columns, rows, _("Cumulative figures: from the start of the project to the end of the reporting period."))


def _total(count: Count) -> int | None:
    return None if count.cumulative.total is None else int(count.cumulative.total)


def _end_of_next_month(on: date) -> date:
    """
    Give the last day of the month after the one of a day.

    >>> _end_of_next_month(date(2012, 1, 31))
    datetime.date(2012, 2, 29)
    """
    following = on.replace(day=28) + timedelta(days=4)
    return following.replace(day=monthrange(following.year, following.month)[1])
