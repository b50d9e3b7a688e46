"""How the questions of a definition are answered over whole columns: yes, no, not known, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.event_days import Days, bound_days, day_reached, days_of, earliest, latest, no_days
from aktywna.domain.counting.events import DAY_OF, of_owners, owned
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.people.persons import persons_of
from aktywna.domain.promises.condition import Answer, Condition, EraValue
from aktywna.domain.registers.derived import DERIVED
from aktywna.domain.registers.register import Absent, Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Coded = tuple[np.ndarray[Any, np.dtype[Any]], list[Any]]
AT_ENTRY = frozenset({"age", "sex", "birth", "long_term"})
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
    (rules.md L8), so that a person in two editions has one status; everything else from the row itself. What was asked
    once is remembered: the indicators of a catalogue ask the same questions again and again.
    """

    books: Books
    register: Register
    _answers: dict[Condition, Asked] = field(default_factory=dict, repr=False)
    _codes: dict[str, Coded] = field(default_factory=dict, repr=False)
    _events_of: dict[Condition, tuple[Answer, Answer, np.ndarray[Any, Any]]] = field(default_factory=dict, repr=False)

    def ask(self, conditions: Sequence[Condition]) -> Asked:
        """Answer all of `conditions` at once; the day is the latest of their events' days."""
        asked = Asked(Answer.everyone(len(self.register)), no_days(len(self.register)))
        for condition in conditions:
            one = self.one(condition)
            asked = Asked(asked.answer & one.answer, latest(asked.day, one.day))
        return asked

    def one(self, condition: Condition) -> Asked:
        """Answer one condition."""
        if condition not in self._answers:
            self._answers[condition] = self._one(condition)
        return self._answers[condition]

    def column(self, column: str) -> pd.Series[Any]:
        """Give a column of the register, entry data from the first participation."""
        values, heads = self.books.column(self.register.id, column), self._heads(column)
        return values if heads is None else values.iloc[heads].reset_index(drop=True)

    def _heads(self, column: str) -> np.ndarray[Any, np.dtype[np.intp]] | None:
        """Give the row that says for each row what the person was on joining; nothing where every row says it itself."""
        described = self.register.layout.columns.get(column)
        at_entry = column in AT_ENTRY or (described is not None and described.at_entry)
        if self.register.id != "participants" or not at_entry:
            return None
        who = persons_of(self.books)
        return None if who.alone else who.heads

    def coded(self, column: str) -> Coded:
        """Give a column as numbers: the place of each row's value among the values there are, -1 where it is not known."""
        if column not in self._codes:
            self._codes[column] = self._coded(column)
        return self._codes[column]

    def _coded(self, column: str) -> Coded:
        if column in self.register and (self.register.id, column) not in DERIVED and self.register[column].dtype == "str":
            # The register remembers them, also for the rules.
            codes, words = self.register.codes(column)
            heads = self._heads(column)
            return codes if heads is None else codes[heads], words
        codes, known = pd.factorize(self.column(column))
        return codes, list(known)

    def _one(self, condition: Condition) -> Asked:
        none = no_days(len(self.register))
        if condition.any_ is not None:
            parts = [self.one(part) for part in self._kept(condition.any_)]
            answer, day = parts[0].answer, parts[0].day
            for other in parts[1:]:
                answer, day = answer | other.answer, earliest(day, other.day)
            return Asked(answer, day)
        if condition.all_ is not None:
            return self.ask(condition.all_)
        if condition.none_ is not None:
            answer = Answer.everyone(len(self.register), yes=False)
            for part in condition.none_:
                answer = answer | self.one(part).answer
            return Asked(~answer, none)
        if condition.register_ is not None:
            return self._events(condition)
        return Asked(self._column(condition), none)

    def _kept(self, parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Leave out the ways that ask a register which the project does not keep, where another is open; unread is not unkept."""
        books = self.books
        there = (one for one in parts if one.register_ is None or one.register_ in books.registers or one.register_ in books.unread)
        return tuple(there) or parts

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
        for wanted in (None if condition.is_ is None else (condition.is_,), condition.is_in):
            if wanted is not None:
                true &= self._among(condition.column or "", values, wanted)
                sure &= ~self._too_wide(condition.column or "", values, wanted)
        if condition.at_least is not None:
            true &= (values >= self.bound(condition.column, condition.at_least)).fillna(False).to_numpy(dtype=bool)
        if condition.at_most is not None:
            true &= (values <= self.bound(condition.column, condition.at_most)).fillna(False).to_numpy(dtype=bool)
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
            places, cells = self.coded(column)
            if kind == "choices":
                fits = [any(f"|{code}|" in cell for code in codes) for cell in cells]
            else:
                fits = [cell in codes for cell in cells]
            # What is not known has the place -1, the last one.
            return np.array([*fits, False])[places]
        bounds = [self.bound(column, want) for want in wanted]
        return values.isin(bounds).to_numpy(dtype=bool)

    def _too_wide(self, column: str, values: pd.Series[Any], wanted: Sequence[object]) -> np.ndarray[Any, Any]:
        """Say which values are wider than what is asked for, as `ISCED 0-2` where only ISCED 1 counts: nobody knows then."""
        described = self.register.layout.columns.get(column)
        choice = self.books.choices.get(described.of or "") if described is not None and described.kind == "choice" else None
        if choice is None:
            return np.zeros(len(values), bool)
        codes = self._with_narrower(choice.id, [str(want) for want in wanted])
        wider = {value.within for value in choice.value if value.id in codes and value.within not in {None, *codes}}
        if not wider:
            return np.zeros(len(values), bool)
        places, cells = self.coded(column)
        return np.array([*(cell in wider for cell in cells), False])[places]

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

    def bound(self, column: str | None, bound: Any) -> Any:
        """Give a value of the definition as the column holds it: a day as a timestamp, PLN as grosze."""
        if isinstance(bound, EraValue):
            return float(self.books.number(bound.era))
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
            start = bound_days(condition.from_, column, len(days))
            inside &= days >= start
            certain &= ~np.isnat(start)
        if condition.until is not None:
            shift = np.timedelta64(self.shift(condition), "D")
            end = bound_days(condition.until, column, len(days)) + shift
            late = days > end
            inside &= ~late
            certain &= ~np.isnat(end)
        return inside & certain, certain

    def shift(self, condition: Condition) -> int:
        """Give by how many days the last day that counts is moved."""
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
            return Asked(Answer(np.zeros(rows, bool), np.zeros(rows, bool)), no_days(rows))
        _matching, found, owner = self.events(condition, events)
        return self._counted(condition, events, owner, found, days_of(events))

    def events(self, condition: Condition, events: Register) -> tuple[Answer, Answer, np.ndarray[Any, Any]]:
        """Say of each event whether it is of the kind that is asked for, whether it counts (in time too), and whose it is."""
        days = days_of(events)
        owner = self.owners(events, pd.Series(days))
        matching = found = asker_of(self.books, events).ask(condition.where).answer
        if condition.from_ is not None or condition.until is not None:
            inside, certain = self._between(condition, days, of_owners(self.column, owner))
            certain = certain & ~np.isnat(days)
            found = found & Answer(inside & certain, ~inside & certain)
        return matching, found, owner

    def events_once(self, condition: Condition, events: Register) -> tuple[Answer, Answer, np.ndarray[Any, Any]]:
        """Give what `events` says and remember it: why somebody counts is asked of one row after another."""
        if condition not in self._events_of:
            self._events_of[condition] = self.events(condition, events)
        return self._events_of[condition]

    def owners(self, events: Register, days: pd.Series[Any]) -> np.ndarray[Any, Any]:
        """Give the row of this register that each event belongs to, -1 where there is none: shape (events,)."""
        if self.register.id == "participants" and events.id in DAY_OF and "participant_no" in events:
            return owned(self.books, events.id)
        return rows_of_people(self.register, events.get("participant_no"), days)

    def _counted(self, condition: Condition, events: Register, owner: np.ndarray[Any, Any], found: Answer, days: Days, /) -> Asked:
        """Turn answers about events into answers about the rows they belong to."""
        rows = len(self.register)
        # Only what might count: a diary is long, and most questions are about a small part of it.
        might = np.flatnonzero((owner >= 0) & ~found.no)
        owner, days, certain = owner[might], days[might], found.yes[might]
        needed = float(condition.at_least) if isinstance(condition.at_least, Decimal) else 1.0
        if condition.sum_ is None:
            weight = np.ones(len(might))
            sure = np.bincount(owner[certain], minlength=rows).astype("float64")
            possible = np.bincount(owner, minlength=rows)
        else:
            weight = events.get(condition.sum_).to_numpy(dtype="float64", na_value=np.nan)[might]
            # What nobody wrote down adds nothing that is sure, and might be all that is needed, unless a blank means no.
            most = np.where(np.isnan(weight), 0.0 if condition.blank == "no" else needed, weight)
            weight = np.nan_to_num(weight)
            sure = np.bincount(owner, weight * certain, minlength=rows)
            possible = np.bincount(owner, most, minlength=rows)
        yes = sure >= needed - 1e-9
        open_ = (possible >= needed - 1e-9) & ~yes
        answer = Answer(yes, np.zeros(rows, bool))
        answer = self._with_blanks(condition, answer, blank=~yes & ~open_)
        partly = ~yes & ~open_ & (sure > 0)
        answer = replace(answer, no=answer.no | partly)
        return Asked(answer, day_reached(owner, days, weight, certain, needed, rows))


def asker_of(books: Books, register: Register) -> Asker:
    """Give the asker of one register of `books`, which remembers what it was asked."""
    return books.once(_askers).setdefault(register.id, Asker(books, register))


def _askers(_books: Books) -> dict[str, Asker]:
    return {}
