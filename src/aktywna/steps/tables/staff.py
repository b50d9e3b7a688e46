"""Tables of the staff: posts against the plan, hours worked month by month, classes run; people only by their numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, wraps
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.tally import Span
from aktywna.domain.grid import Grid
from aktywna.domain.presence.classes import staff_named
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent, Register
from aktywna.steps.behind import keys_shown
from aktywna.steps.tables.cells import Cells, Header, day, grid, measured, pln, strong, text, whole
from aktywna.steps.telling import name_of
from aktywna.words import figures
from aktywna.words.wording import _


def _where_kept(table: Callable[[Staff], Grid | None]) -> Callable[[Staff], Grid | None]:
    """Make a table only where the project keeps what it asks for."""

    @wraps(table)
    def made(staff: Staff) -> Grid | None:
        try:
            return table(staff)
        except Absent:
            return None

    return made


@dataclass(frozen=True, eq=False)
class Staff:
    """The people employed in a project, up to the end of a reporting period."""

    books: Books
    span: Span
    language: Language

    def posts(self) -> Grid | None:
        """Posts: persons and money planned, persons employed in the period and on its last day, and their shares of full time."""
        register = self.books.get("staff")
        declared = {post.id: post for post in self.books.project.staff}
        held = [] if register is None else sorted(set(register.get("post").dropna()) - set(declared))
        rows = []
        for code in [*declared, *held]:
            post = declared.get(code)
            now, last = (self._employed(register, code, whole_period=whole) for whole in (True, False))
            shares = register.get("job_share").iloc[last].sum(min_count=1) if register is not None and last is not None else np.nan
            rows.append((
                text(post.name.say(self.language) if post else code),
                whole(post.count if post else None), whole(_people(register, now)), whole(_people(register, last)),
                measured(None if np.isnan(shares) else Decimal(str(round(float(shares), 4)))), pln(post.amount if post else None),
            ))  # fmt: skip
        columns: list[Header] = [
            _("Post"), (_("Persons"), (_("planned"), _("in the period"), _("on its last day"))), _("Shares of full time on that day"),
            _("Planned amount"),
        ]  # fmt: skip
        return grid(columns, rows, _("A person who held a post twice is counted once."))

    @_where_kept
    def people(self) -> Grid | None:
        """Everybody employed in the period, by number: post, form of employment, share of full time, since when and until."""
        register = self.books.staff
        rows = self._employed(register, None, whole_period=True)
        assert rows is not None
        columns = (register.get(column).iloc[rows] for column in ("post", "job_form", "job_share", "start_date", "end_date"))
        body = [
            (
                text(number), text(self._post(post)), text(name_of("job_form", form) if pd.notna(form) else None),
                measured(None if pd.isna(share) else Decimal(str(share))), day(_day(start)), day(_day(end)),
            )
            for number, post, form, share, start, end in zip(keys_shown(register, rows), *columns, strict=True)
        ]  # fmt: skip
        heads: list[Header] = [_("Number"), _("Post"), _("Form of employment"), _("Share of full time"), _("From"), _("To")]
        return grid(heads, body)

    @_where_kept
    def hours(self) -> Grid | None:
        """Hours of the timesheets in each month of the period, by person, and those since the start."""
        sheets = self.books.timesheets
        sheets.need("hours", "date", "staff_no")
        days = sheets["date"]
        here = ((days <= pd.Timestamp(self.span.last)) & sheets["hours"].notna()).to_numpy()
        found = pd.DataFrame(
            {
                "key": sheets.key[here].fillna("").to_numpy(),
                "month": days[here].dt.to_period("M").to_numpy(),
                "hours": sheets["hours"][here].to_numpy(),
                "now": (days[here] >= pd.Timestamp(self.span.start)).to_numpy(),
            }
        )
        if found.empty:
            return None
        months = sorted(found["month"][found["now"]].unique())
        table = found[found["now"]].pivot_table(index="key", columns="month", values="hours", aggfunc="sum", observed=True)
        now, since = (one.groupby("key")["hours"].sum() for one in (found[found["now"]], found))
        first = pd.Series(np.flatnonzero(here)).groupby(found["key"]).first()
        numbers = dict(zip(first.index, keys_shown(sheets, first.to_numpy()), strict=True))
        posts = self._posts_of_keys
        rows: list[Cells] = [
            (
                text(numbers[key]), text(posts.get(key)),
                *(_hours(table[month].get(key)) for month in months), _hours(now.get(key)), _hours(since[key]),
            )
            for key in sorted(since.index)
        ]  # fmt: skip
        if len(rows) > 1:
            blank = text(None)
            sums = (table[month].sum() for month in months)
            rows.append(strong(text(_("Together")), blank, *map(_hours, sums), _hours(now.sum()), _hours(since.sum())))
        names = tuple(figures.month(month.start_time.date()) for month in months)
        columns: list[Header] = [
            _("Number"), _("Post"), *([(_("Hours worked"), names)] if names else []), _("In the period"), _("Cumulative"),
        ]  # fmt: skip
        return grid(columns, rows, _("Hours are of 60 minutes, as the timesheets have them."))

    @_where_kept
    def classes(self) -> Grid | None:
        """Classes that were held, by who ran them and in which form: how many and how many hours, in the period and since the start."""
        sessions, staff = self.books.sessions, self.books.staff
        codes, ours = staff_named(self.books, sessions["trainer"])
        state = sessions.get("state")
        held = ((sessions["date"] <= pd.Timestamp(self.span.last)) & (state.isna() | state.eq("held"))).to_numpy(dtype=bool, na_value=False)
        first = pd.Series(np.arange(len(ours))).groupby(ours).first()
        numbers = pd.Series(keys_shown(staff, first.to_numpy()), index=first.index)
        found = pd.DataFrame(
            {
                # A name that the register of staff does not have is a contractor's, and is nobody's number.
                "number": pd.Series(codes[held]).map(numbers).fillna("").to_numpy(),
                "form": sessions.get("form")[held].fillna("").to_numpy(),
                "hours": sessions.get("hours")[held].to_numpy(),
                "now": (sessions["date"][held] >= pd.Timestamp(self.span.start)).to_numpy(),
            }
        )
        if found.empty:
            return None
        forms = {form.id: form.name.say(self.language) for form in self.books.project.forms}
        rows: list[Cells] = []
        for (number, form), some in found.groupby(["number", "form"], sort=True):
            now = some[some["now"]]
            rows.append((
                text(number or _("not in the register of staff")), text(forms.get(form, form) or _("no form named")),
                whole(len(now)), whole(len(some)), _hours(now["hours"].sum(min_count=1)), _hours(some["hours"].sum(min_count=1)),
            ))  # fmt: skip
        both = (_("in the period"), _("cumulative"))
        columns: list[Header] = [_("Number"), _("Form of support"), (_("Classes"), both), (_("Hours of classes"), both)]
        note = _("Trainers are found in the register of staff by name; hours are as the schedule writes them.")
        return grid(columns, rows, note)

    @cached_property
    def _posts_of_keys(self) -> dict[str, str]:
        register = self.books.get("staff")
        if register is None:
            return {}
        return {key: self._post(post) or "" for key, post in zip(register.key, register.get("post"), strict=True) if pd.notna(key)}

    def _post(self, code: Any) -> str | None:
        names = {post.id: post.name.say(self.language) for post in self.books.project.staff}
        return None if pd.isna(code) else names.get(code, code)

    def _employed(self, register: Register | None, post: str | None, *, whole_period: bool) -> Any:
        """Give the rows of who was employed in the period, or on its last day; who has no first day was there all the time."""
        if register is None:
            return None
        start, end = register.get("start_date"), register.get("end_date")
        last = pd.Timestamp(self.span.last)
        since = pd.Timestamp(self.span.start) if whole_period else last
        here = (start.isna() | (start <= last)) & (end.isna() | (end >= since))
        if post is not None:
            here &= register.get("post").eq(post).fillna(False)
        return np.flatnonzero(here.to_numpy(dtype=bool))


def _people(register: Register | None, rows: Any) -> int | None:
    if register is None or rows is None:
        return None
    keys = register.key.iloc[rows]
    return int(keys.nunique() + keys.isna().sum())


def _hours(value: Any) -> Any:
    return measured(None if value is None or pd.isna(value) else Decimal(str(round(float(value), 2))))


def _day(value: Any) -> Any:
    return None if pd.isna(value) else value.date()
