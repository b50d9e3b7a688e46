"""Tables of monitoring visits: what was found and where, what is still open and for how long, what was corrected since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.tally import Span
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.behind import keys_shown
from aktywna.steps.tables.cells import Header, day, grid, text, whole
from aktywna.words.wording import _


@dataclass(frozen=True)
class Visit:
    """One visit, without the words of who wrote it: what was found is free text, which stays in the register."""

    number: str
    on: date
    place: str | None
    form: str | None
    found: bool
    corrected: date | None

    def open_on(self, on: date) -> bool:
        """Whether something was found and is not corrected by a day."""
        return self.found and (self.corrected is None or self.corrected > on)


@dataclass(frozen=True, eq=False)
class Visits:
    """The visits of a project up to the end of a reporting period."""

    books: Books
    span: Span
    language: Language

    @cached_property
    def every(self) -> tuple[Visit, ...]:
        """All of them with a day, in order."""
        register = self.books.get("visits")
        if register is None:
            return ()
        forms = {form.id: form.name.say(self.language) for form in self.books.project.forms}
        rows = np.flatnonzero((register.get("date") <= pd.Timestamp(self.span.last)).to_numpy())
        columns = (register.get(column).iloc[rows] for column in ("date", "place", "form", "found", "corrected_on"))
        # What could not be read in the column of what was found is something.
        unread = register.unreadable("found")[rows]
        made = [
            Visit(
                number, on.date(), _said(place), forms.get(_said(form) or ""), bool(pd.notna(found) or odd or pd.notna(until)), _day(until)
            )
            for number, odd, on, place, form, found, until in zip(keys_shown(register, rows), unread, *columns, strict=True)
        ]
        return tuple(sorted(made, key=lambda one: (one.on, one.number)))

    @property
    def in_period(self) -> Iterator[Visit]:
        """Those of the period."""
        return (one for one in self.every if one.on >= self.span.start)

    def listed(self) -> Grid | None:
        """The visits of the period, each with whether something was found and when it was corrected."""
        rows = [
            (text(one.number), day(one.on), text(one.place), text(one.form), Cell(one.found, "yes_no"), day(self._corrected(one)),
             whole((one.corrected - one.on).days if self._corrected(one) and one.corrected else None))
            for one in self.in_period
        ]  # fmt: skip
        columns: list[Header] = [
            _("Visit"), _("Date"), _("Place"), _("Form of support"), _("Something found"), _("Corrected on"), _("Days to the correction"),
        ]  # fmt: skip
        return grid(columns, rows, _("What was found stands in the register of visits: it is text in the visitor's own words."))

    def open(self) -> Grid | None:
        """What was found and is not corrected at the end of the period, the oldest first, and for how many days."""
        rows = [
            (text(one.number), day(one.on), text(one.place), text(one.form), Cell((self.span.last - one.on).days, "count", "warning"))
            for one in self.every
            if one.open_on(self.span.last)
        ]
        return grid([_("Visit"), _("Date"), _("Place"), _("Form of support"), _("Days open")], rows)

    def corrected(self) -> Grid | None:
        """What visits of earlier periods found and was corrected in this one."""
        rows = [
            (text(one.number), day(one.on), text(one.place), text(one.form), day(one.corrected), whole((one.corrected - one.on).days))
            for one in self.every
            if one.on < self.span.start and one.corrected is not None and self.span.start <= one.corrected <= self.span.last
        ]
        columns: list[Header] = [
            _("Visit"), _("Date"), _("Place"), _("Form of support"), _("Corrected on"), _("Days to the correction"),
        ]  # fmt: skip
        return grid(columns, rows)

    def summed(self) -> Grid | None:
        """How many visits there were of each form of support, how many found something, and what became of it."""
        if not self.every:
            return None
        names = list(dict.fromkeys(one.form for one in self.every))
        some = [
            (name, [one for one in self.every if one.form == name]) for name in sorted(names, key=lambda name: (name is None, name or ""))
        ]
        rows = [(text(name or _("no form named")), *self._sums(visits)) for name, visits in some]
        if len(rows) > 1:
            rows.append(
                (Cell(_("Together"), style="strong"), *(Cell(one.value, one.kind, "strong") for one in self._sums(list(self.every))))
            )
        both = (_("in the period"), _("cumulative"))
        columns: list[Header] = [
            _("Form of support"), (_("Visits"), both), (_("With findings"), both), _("Corrected"), _("Still open"),
        ]  # fmt: skip
        return grid(columns, rows)

    def _sums(self, visits: list[Visit]) -> tuple[Cell, ...]:
        now = [one for one in visits if one.on >= self.span.start]
        still = sum(one.open_on(self.span.last) for one in visits)
        found = sum(one.found for one in visits)
        return whole(len(now)), whole(len(visits)), whole(sum(one.found for one in now)), whole(found), whole(found - still), whole(still)

    def _corrected(self, one: Visit) -> date | None:
        return None if one.open_on(self.span.last) else one.corrected


def _said(value: object) -> str | None:
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
