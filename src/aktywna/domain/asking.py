"""How the questions of a definition are answered over whole columns: yes, no, not known, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.condition import Answer, Condition, EraValue
from aktywna.domain.people import first_rows, rows_of_people
from aktywna.domain.register import Absent, Register

if TYPE_CHECKING:
    from aktywna.domain.books import Books

Days = np.ndarray[Any, np.dtype[np.datetime64]]
AT_ENTRY = frozenset({"age", "sex", "birth"})
"""Derived columns that describe a person on the first day; a layout marks the others."""


@dataclass(frozen=True, eq=False)
class Asked:
    """Answers over the rows of one register: the answer, and the day of the events that made it yes (NaT where none)."""

    answer: Answer
    day: Days


@dataclass(eq=False)
class Asker:
    """
    Answers questions about the rows of one register.

    What a person was on the first day (status, age, education ...) is taken from the person's first participation
    (rules.md L8), so that a person in two editions has one status; everything else from the row itself.
    """

    books: Books
    register: Register
    _heads: np.ndarray[Any, Any] | None = field(default=None, repr=False)

    def ask(self, conditions: Sequence[Condition]) -> Asked:
        """Answer all of `conditions` at once; the day is the latest of their events' days."""
        asked = Asked(Answer.everyone(len(self.register)), _no_days(len(self.register)))
        for condition in conditions:
            one = self._one(condition)
            asked = Asked(asked.answer & one.answer, _latest(asked.day, one.day))
        return asked

    def column(self, column: str) -> pd.Series[Any]:
        """Give a column of the register, entry data from the first participation."""
        values = self.books.column(self.register.id, column)
        described = self.register.layout.columns.get(column)
        at_entry = column in AT_ENTRY or (described is not None and described.at_entry)
        if self.register.id == "participants" and at_entry:
            if self._heads is None:
                self._heads = first_rows(self.books)
            return values.iloc[self._heads].reset_index(drop=True)
        return values

    def _one(self, condition: Condition) -> Asked:
        none = _no_days(len(self.register))
        if condition.any_ is not None:
            parts = [self._one(part) for part in condition.any_]
            answer, day = parts[0].answer, parts[0].day
            for other in parts[1:]:
                answer, day = answer | other.answer, _earliest(day, other.day)
            return Asked(answer, day)
        if condition.all_ is not None:
            return self.ask(condition.all_)
        if condition.none_ is not None:
            answer = Answer.everyone(len(self.register), yes=False)
            for part in condition.none_:
                answer = answer | self._one(part).answer
            return Asked(~answer, none)
        if condition.register_ is not None:
            return self._events(condition)
        return Asked(self._column(condition), none)

    def _column(self, condition: Condition) -> Answer:
        rows = len(self.register)
        try:
            values = self.column(condition.column or "")
        except Absent:
            return Answer(np.zeros(rows, bool), np.zeros(rows, bool))
        known = values.notna().to_numpy()
        if condition.known is not None:
            return Answer(known, ~known) if condition.known else Answer(~known, known)
        true, sure = self._test(condition, values)
        sure &= known
        return self._with_blanks(condition, Answer(true & sure, ~true & sure), blank=~known)

    def _test(self, condition: Condition, values: pd.Series[Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Test known values: is it true, and is that sure; each of shape (rows,)."""
        true = np.ones(len(values), bool)
        sure = np.ones(len(values), bool)
        if condition.is_ is not None:
            true &= self._among(condition.column or "", values, (condition.is_,))
        if condition.is_in is not None:
            true &= self._among(condition.column or "", values, condition.is_in)
        if condition.at_least is not None:
            true &= (values >= self._bound(condition.column, condition.at_least)).fillna(False).to_numpy(dtype=bool)
        if condition.at_most is not None:
            true &= (values <= self._bound(condition.column, condition.at_most)).fillna(False).to_numpy(dtype=bool)
        if condition.from_ is not None or condition.until is not None:
            inside, certain = self._between(condition, values.to_numpy(), self.column)
            true &= inside
            sure &= certain
        return true, sure

    def _among(self, column: str, values: pd.Series[Any], wanted: Sequence[object]) -> np.ndarray[Any, Any]:
        described = self.register.layout.columns.get(column)
        kind = described.kind if described else "text"
        if kind in {"choice", "choices", "yes_no", "text", "code"} and values.dtype != "Int64":
            texts = [("yes" if want else "no") if isinstance(want, bool) else str(want) for want in wanted]
            codes = self._with_narrower(described.of if described else None, texts)
            if kind == "choices":
                found = np.zeros(len(values), bool)
                for code in codes:
                    found |= values.str.contains(f"|{code}|", regex=False).fillna(False).to_numpy(dtype=bool)
                return found
            return values.isin(codes).to_numpy(dtype=bool)
        bounds = [self._bound(column, want) for want in wanted]
        return values.isin(bounds).to_numpy(dtype=bool)

    def _with_narrower(self, dictionary: str | None, codes: list[str]) -> list[str]:
        """Add the values that belong to a wider one: `unemployed` includes the registered and the unregistered."""
        wanted = list(codes)
        wider: dict[str, str | None] = {}
        if dictionary == "project:paths":
            wider = {path.id: path.within for path in self.books.project.paths}
        elif dictionary is not None and dictionary in self.books.choices:
            wider = {value.id: value.within for value in self.books.choices[dictionary].value}
        for code in wanted:
            wanted += [narrower for narrower, within in wider.items() if within == code and narrower not in wanted]
        return wanted

    def _bound(self, column: str | None, bound: Any) -> Any:
        """Give a value of the definition as the column holds it: a day as a timestamp, PLN as grosze."""
        if isinstance(bound, date):
            return pd.Timestamp(bound)
        described = self.register.layout.columns.get(column or "")
        if described is not None and described.kind == "money":
            return int(Decimal(bound) * 100)
        return float(bound) if isinstance(bound, Decimal) else bound

    def _between(self, condition: Condition, days: Days, column: Any) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        inside = np.ones(len(days), bool)
        certain = np.ones(len(days), bool)
        if condition.from_ is not None:
            start = _days(condition.from_, column, len(days))
            inside &= days >= start
            certain &= ~np.isnat(start)
        if condition.until is not None:
            shift = np.timedelta64(self._shift(condition), "D")
            end = _days(condition.until, column, len(days)) + shift
            late = days > end
            inside &= ~late
            certain &= ~np.isnat(end)
        return inside & certain, certain

    def _shift(self, condition: Condition) -> int:
        if isinstance(condition.plus_days, EraValue):
            return int(self.books.number(condition.plus_days.era))
        return condition.plus_days

    def _with_blanks(self, condition: Condition, answer: Answer, *, blank: np.ndarray[Any, Any]) -> Answer:
        if condition.blank == "no":
            return replace(answer, no=answer.no | blank)
        if condition.blank == "if_asked" and self.register.id == "participants":
            asked = self.books.column("participants", "asked").eq("yes").to_numpy()
            return replace(answer, no=answer.no | (blank & asked))
        return answer

    def _events(self, condition: Condition) -> Asked:
        rows = len(self.register)
        events = self.books.get(condition.register_ or "")
        if events is None:
            # Of events that nobody wrote down nobody may say that they did not happen, whatever a blank means.
            return Asked(Answer(np.zeros(rows, bool), np.zeros(rows, bool)), _no_days(rows))
        days = events.get(events.layout.dated) if events.layout.dated else pd.Series(pd.NaT, index=events.data.index)
        days = days.astype("datetime64[s]")
        owner = rows_of_people(self.register, events.get("participant_no"), days)
        found = Asker(self.books, events).ask(condition.where).answer
        if condition.from_ is not None or condition.until is not None:
            inside, certain = self._between(condition, days.to_numpy(), _owners(self, owner))
            certain = certain & days.notna().to_numpy()
            found = found & Answer(inside & certain, ~inside & certain)
        return self._counted(condition, events, owner, found, days.to_numpy())

    def _counted(self, condition: Condition, events: Register, owner: np.ndarray[Any, Any], found: Answer, days: Days, /) -> Asked:
        """Turn answers about events into answers about the rows they belong to."""
        rows, ours = len(self.register), owner >= 0
        weight = events.get(condition.sum_).to_numpy(dtype="float64", na_value=np.nan) if condition.sum_ else np.ones(len(owner))
        needed = float(condition.at_least) if isinstance(condition.at_least, Decimal) else 1.0
        # What nobody wrote down adds nothing that is sure, and might be all that is needed, unless a blank means no.
        most = np.where(np.isnan(weight), 0.0 if condition.blank == "no" else needed, weight)
        weight = np.nan_to_num(weight)
        sure = np.bincount(owner[ours], (weight * found.yes)[ours], minlength=rows)[:rows]
        possible = np.bincount(owner[ours], (most * ~found.no)[ours], minlength=rows)[:rows]
        yes = sure >= needed - 1e-9
        open_ = (possible >= needed - 1e-9) & ~yes
        answer = Answer(yes, np.zeros(rows, bool))
        answer = self._with_blanks(condition, answer, blank=~yes & ~open_)
        partly = ~yes & ~open_ & (sure > 0)
        answer = replace(answer, no=answer.no | partly)
        return Asked(answer, _day_reached(owner, days, weight, found.yes & ours, needed, rows))


def _day_reached(  # noqa: PLR0913 - the columns of an event
    owner: np.ndarray[Any, Any], days: Days, weight: np.ndarray[Any, Any], counted: np.ndarray[Any, Any], needed: float, rows: int, /
) -> Days:
    """Give for each row the day on which its events first reached `needed`; NaT where they never did."""
    reached = np.full(rows, np.datetime64("NaT", "s"), dtype="datetime64[s]")
    dated = np.flatnonzero(counted & ~np.isnat(days))
    order = dated[np.lexsort((days[dated], owner[dated]))]
    if not len(order):
        return reached
    table = pd.DataFrame({"owner": owner[order], "weight": weight[order]})
    running = table.groupby("owner")["weight"].cumsum().to_numpy()
    enough = order[running >= needed - 1e-9]
    owners, first = np.unique(owner[enough], return_index=True)
    reached[owners] = days[enough[first]].astype("datetime64[s]")
    return reached


def _owners(asker: Asker, owner: np.ndarray[Any, Any]) -> Any:
    """Give a function that looks a column of the owner's row up for each event; unknown where there is no owner."""

    def column(name: str) -> pd.Series[Any]:
        values = asker.column(name)
        taken = values.iloc[np.where(owner >= 0, owner, 0)].reset_index(drop=True) if len(values) else values.reindex(range(len(owner)))
        return taken.mask(owner < 0)

    return column


def _days(bound: str | date, column: Any, rows: int) -> Days:
    if isinstance(bound, date):
        return np.full(rows, np.datetime64(bound, "s"), dtype="datetime64[s]")
    try:
        days: Days = column(bound).to_numpy().astype("datetime64[s]")
    except Absent:
        return _no_days(rows)
    return days


def _no_days(rows: int) -> Days:
    return np.full(rows, np.datetime64("NaT", "s"), dtype="datetime64[s]")


def _latest(one: Days, other: Days) -> Days:
    return np.fmax(one, other)


def _earliest(one: Days, other: Days) -> Days:
    return np.fmin(one, other)
