"""Why somebody counts or does not: the conditions that decided about one row, and the cells they were read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import AT_ENTRY, Asker
from aktywna.domain.counting.events import JOBS
from aktywna.domain.findings.finding import Place
from aktywna.domain.findings.rule import N_
from aktywna.domain.people.persons import persons_of
from aktywna.domain.promises.condition import Answer, Condition
from aktywna.domain.registers.register import Absent, Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Said = Literal["yes", "no", "unknown"]
SOURCES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "sex": (("gender", "pesel"),),
    "birth": (("birth_date", "pesel"),),
    "age": (("birth_date", "pesel", "age_at_start"), ("start_date",)),
    "participating": (("state",), ("start_date",)),
    "asked": (("situation_1",),),
    "long_term": (("labour_detail",), ("unemployed_since",)),
}
"""The columns that computed ones are read from; of several in one bracket the first that is filled."""

IS = N_("{column}: {value}.")
OTHER_THAN = N_("{column}: {value}; what counts is: {wanted}.")
BLANK = N_("{column}: nothing is written.")
FILLED = N_("{column}: {value}; what counts is an empty cell.")
BEFORE = N_("{column}: {value}, {n:count day|days} before the first day that counts, {bound:day}.")
AFTER = N_("{column}: {value}, {n:count day|days} after the last day that counts, {bound:day}.")
BOUND_BLANK = N_("{column}: {value}; whether it is in time cannot be said, because nothing is written in the column {other}.")
TOO_LITTLE = N_("{column}: {value}; at least {bound} is needed.")
TOO_MUCH = N_("{column}: {value}; at most {bound} counts.")
NO_ROW = N_("{register}: there is no row that counts.")
NO_REGISTER = N_("{register}: the project has no such register.")
ROWS = N_("{register}: {n:count row|rows}.")
ROW_OF = N_("{register}: the entry of {day:day}.")
ROW_OF_SEVERAL = N_("{register}: the entry of {day:day}; other entries that would count too: {others:number}.")
ROWS_FROM = N_("{register}: {n:count row|rows}, the first of {day:day}.")
FEW_ROWS = N_("{register}: {n:count row|rows}; at least {needed:number} are needed.")
TOO_LITTLE_TOGETHER = N_("{register}, {column} together: {sum:number}; at least {needed:number} is needed.")
TOGETHER = N_("{register}, {column} together: {sum:number}.")


@dataclass(frozen=True)
class Decided:
    """A cell that decided: where it is and what it holds."""

    place: Place
    value: Any
    private: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a condition is met, is not, or nobody knows: an English sentence, its facts, and the cells behind it."""

    says: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    cells: tuple[Decided, ...] = ()
    near: bool = False
    """Whether something is written, only another, not in time or not enough."""


def said(answer: Answer, row: int) -> Said:
    """Give the answer about one row."""
    return "yes" if answer.yes[row] else "no" if answer.no[row] else "unknown"


def reasons(asker: Asker, condition: Condition, row: int) -> list[Reason]:
    """Say why `condition` is answered as it is about a row: of several conditions those that made the answer."""
    answer = said(asker.one(condition).answer, row)
    for parts, decides in ((condition.any_, "yes"), (condition.all_, "no"), (condition.none_, "yes")):
        if parts is not None:
            inner: Said = answer
            if condition.none_ is not None:
                inner = {"yes": "no", "no": "yes", "unknown": "unknown"}[answer]  # type: ignore[assignment]
            found = [part for part in parts if said(asker.one(part).answer, row) == inner]
            # One is enough where one decides.
            return [
                reason for part in (found[:1] if inner == decides and decides == "yes" else found) for reason in reasons(asker, part, row)
            ]
    if condition.register_ is not None:
        return [_of_events(asker, condition, row, answer)]
    return [_of_column(asker, condition, row, answer)]


def cells_of(books: Books, register: Register, column: str, row: int) -> list[Decided]:
    """Give the cells that a column, written or computed, has its value of a row from."""
    if column == "first_job_date":
        return _first_job(books, register, row)
    found = []
    for alternatives in SOURCES.get(column, ((column,),)):
        known = [one for one in alternatives if one in register]
        if known:
            filled = [one for one in known if not pd.isna(register[one].iloc[_row_of(books, register, one, row)])]
            found.append(cell(books, register, (filled or known)[0], row))
    return found


def cell(books: Books, register: Register, column: str, row: int) -> Decided:
    """Give one cell of a register; entry data stand in the row of the first participation."""
    at = _row_of(books, register, column, row)
    value = register[column].iloc[at]
    described = register.layout.columns.get(column)
    (place,) = register.places(np.array([at]), column)
    return Decided(place, None if pd.isna(value) else value, private=described is not None and described.private)


def _row_of(books: Books, register: Register, column: str, row: int) -> int:
    described = register.layout.columns.get(column)
    at_entry = column in AT_ENTRY or (described is not None and described.at_entry)
    return int(persons_of(books).heads[row]) if register.id == "participants" and at_entry else row


def _first_job(books: Books, register: Register, row: int) -> list[Decided]:
    outcomes = books.get("outcomes")
    if outcomes is None or "date" not in outcomes:
        return []
    ours = (outcomes.get("participant_no") == register.key.iloc[row]) & outcomes.get("outcome").isin(JOBS)
    ours &= ~(outcomes["date"] < register.get("start_date").iloc[row])
    rows = np.flatnonzero(ours.fillna(value=False).to_numpy(dtype=bool))
    days = outcomes["date"].iloc[rows]
    if days.notna().any():
        return [cell(books, outcomes, "date", int(rows[int(days.argmin())]))]
    # Where it would be written, and whether the person was asked.
    return [Decided(outcomes.header("date")[0], None), *cells_of(books, register, "asked", row)]


def _of_column(asker: Asker, condition: Condition, row: int, answer: Said) -> Reason:  # noqa: PLR0911 - a way for each question
    column = condition.column or ""
    register, books = asker.register, asker.books
    cells = tuple(cells_of(books, register, column, row))
    named = f"{register.id}.{column}" if column in register.layout.columns else column
    facts: dict[str, Any] = {"column": named, "of": (register.id, column)}
    try:
        value = asker.column(column).iloc[row]
    except Absent:
        return Reason(BLANK, facts)
    if pd.isna(value):
        return Reason(BLANK, facts, cells)
    facts["value"] = value
    if answer == "yes":
        return Reason(IS, facts, (*cells, *_bounds_of(asker, condition, row)))
    if condition.known is False:
        return Reason(FILLED, facts, cells, near=True)
    if condition.from_ is not None or condition.until is not None:
        return _of_day(asker, condition, row, Reason(IS, facts, cells, near=True), value)
    if condition.at_least is not None and value < asker.bound(column, condition.at_least):
        return Reason(TOO_LITTLE, {**facts, "bound": condition.at_least}, cells, near=True)
    if condition.at_most is not None and value > asker.bound(column, condition.at_most):
        return Reason(TOO_MUCH, {**facts, "bound": condition.at_most}, cells, near=True)
    wanted = condition.is_in if condition.is_in is not None else (condition.is_,)
    return Reason(OTHER_THAN, {**facts, "wanted": wanted}, cells, near=column != "participating")


def _of_day(asker: Asker, condition: Condition, row: int, reason: Reason, value: Any) -> Reason:
    """Say how a day lies to the days between which it counts."""
    cells = (*reason.cells, *_bounds_of(asker, condition, row))
    for bound, sign, says in ((condition.from_, -1, BEFORE), (condition.until, 1, AFTER)):
        day = _day(asker, bound, row)
        if bound is not None and day is None:
            return Reason(BOUND_BLANK, {**reason.facts, "other": f"{asker.register.id}.{bound}"}, cells)
        if day is None:
            continue
        end = day + pd.Timedelta(days=asker.shift(condition)) if sign > 0 else day
        apart = sign * (pd.Timestamp(value).normalize() - end).days
        if apart > 0:
            return Reason(says, {**reason.facts, "n": apart, "bound": end.date()}, cells, near=True)
    return replace(reason, cells=cells)


def _day(asker: Asker, bound: str | date | None, row: int) -> pd.Timestamp | None:
    if bound is None or isinstance(bound, date):
        return None if bound is None else pd.Timestamp(bound)
    try:
        day = asker.column(bound).iloc[row]
    except Absent:
        return None
    return None if pd.isna(day) else pd.Timestamp(day)


def _bounds_of(asker: Asker, condition: Condition, row: int) -> Iterator[Decided]:
    """Give the cells of the days between which another day counts."""
    for bound in dict.fromkeys((condition.from_, condition.until)):
        if isinstance(bound, str):
            yield from cells_of(asker.books, asker.register, bound, row)


def _of_events(asker: Asker, condition: Condition, row: int, answer: Said) -> Reason:
    name = condition.register_ or ""
    events = asker.books.get(name)
    facts: dict[str, Any] = {"register": name}
    if events is None:
        return Reason(NO_REGISTER, facts)
    matching, found, owner = asker.events_once(condition, events)
    ours = owner == row
    counted, close = np.flatnonzero(ours & found.yes), np.flatnonzero(ours & matching.yes & ~found.yes)
    needed = condition.at_least if isinstance(condition.at_least, Decimal) else Decimal(1)
    dated = events.layout.dated
    if condition.sum_ is not None:
        rows = counted if len(counted) else np.flatnonzero(ours & ~found.no)
        together = Decimal(str(round(float(events.get(condition.sum_).iloc[rows].fillna(0).sum()), 2)))
        told = {**facts, "column": f"{name}.{condition.sum_}", "sum": together, "needed": needed}
        blank = [at for at in rows.tolist() if pd.isna(events.get(condition.sum_).iloc[at])]
        places = _cells(asker.books, events, (condition.sum_,), blank if answer == "unknown" and blank else rows.tolist())
        return Reason(TOGETHER if answer == "yes" else TOO_LITTLE_TOGETHER, told, places, near=len(rows) > 0)
    if answer == "no" and not len(counted) and len(close) and dated is not None and not pd.isna(events.get(dated).iloc[close[0]]):
        first = int(close[int(events.get(dated).iloc[close].argmin())])
        day = events.get(dated).iloc[first]
        reason = Reason(
            IS, {"column": f"{name}.{dated}", "of": (name, dated), "value": day}, _cells(asker.books, events, (dated,), [first])
        )
        return _of_day(asker, condition, row, reason, day)
    doubtful = np.flatnonzero(ours & ~found.no & ~found.yes)
    rows = _deciding(events, counted, needed) if answer == "yes" else counted if len(counted) else doubtful
    columns = [dated, *(one.column for one in condition.where if one.column)]
    places = _cells(asker.books, events, [one for one in columns if one is not None and one in events], rows.tolist())
    if not len(rows):
        asked = condition.blank == "if_asked" and asker.register.id == "participants"
        # Where it would be written, so that somebody may look.
        missing = tuple(Decided(place, None) for place in events.header(dated or events.layout.key)[:1])
        return Reason(NO_ROW, facts, (*missing, *(cells_of(asker.books, asker.register, "asked", row) if asked else ())))
    day = events.get(dated).iloc[rows].min() if dated is not None else None
    told = {**facts, "n": len(rows), "needed": needed, "day": None if pd.isna(day) else day.date(), "others": len(counted) - len(rows)}
    if answer == "yes" and len(rows) == 1 and told["day"] is not None:
        return Reason(ROW_OF_SEVERAL if told["others"] else ROW_OF, told, places, near=True)
    return Reason(FEW_ROWS if answer == "no" else ROWS if told["day"] is None else ROWS_FROM, told, places, near=True)


def _deciding(events: Register, rows: np.ndarray[Any, Any], needed: Decimal) -> np.ndarray[Any, Any]:
    """Give, of rows that count, as many as are needed: the earliest, whose day puts the person into a period."""
    dated = events.layout.dated
    if dated is None:
        return rows
    order = events.get(dated).iloc[rows].argsort(kind="stable").to_numpy()
    blank = events.get(dated).iloc[rows].isna().to_numpy()
    chosen: np.ndarray[Any, Any] = rows[np.concatenate([order[~blank[order]], order[blank[order]]])][: max(int(needed), 1)]
    return chosen


MOST = 5
"""How many rows of a register are pointed at for one condition; a diary may have hundreds."""


def _cells(books: Books, events: Register, columns: Any, rows: list[int]) -> tuple[Decided, ...]:
    return tuple(cell(books, events, column, row) for row in rows[:MOST] for column in columns if column in events)
