"""How an indicator is counted: rows are asked, persons are put together, and the days put them into periods."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.asking import Asked, Asker, Days
from aktywna.domain.condition import Answer, Condition
from aktywna.domain.improvement import soft_answer
from aktywna.domain.indicator import EVENT, Indicator
from aktywna.domain.register import Absent, Register, blank_column
from aktywna.domain.tally import Count, Figures, Span, Units

if TYPE_CHECKING:
    from aktywna.domain.books import Books

Ints = np.ndarray[Any, np.dtype[np.intp]]


def count_people(books: Books, indicator: Indicator, span: Span, left_out: np.ndarray[Any, Any]) -> Count:
    """
    Count an indicator that is a set of units of one register.

    `left_out` marks the participants' rows that may not be shown (rules.md L2): shape (rows,). For `participants` a unit
    is a person, however many rows there are.
    """
    register = books.get(indicator.counts)
    if register is None:
        empty = Figures(None, unknown=0)
        return Count(indicator, indicator.target, empty, empty, population=0)
    asker = Asker(books, register)
    base = participation(books, register)
    among = asker.ask(indicator.among)
    when = asker.ask(indicator.when)
    if indicator.soft is not None:
        change = soft_answer(books, indicator)
        when = Asked(when.answer & change.answer, np.fmax(when.day, change.day))
    day = _dated(asker, indicator, among, when)
    entered = _entered(register)
    in_time = Answer(~(entered > np.datetime64(span.end, "s")), entered > np.datetime64(span.end, "s"))
    inside = base & in_time & among.answer
    hidden = left_out if indicator.counts == "participants" else np.zeros(len(register), bool)
    asks_nothing = not indicator.when and not indicator.among
    if books.value_or("incomplete", "counted") == "total_only" and asks_nothing:
        hidden = np.zeros(len(register), bool)
    units = _units(books, indicator, asker, inside, when.answer, day, hidden)
    excluded = len(np.unique(_codes(books, register, indicator)[hidden & ~inside.no])) if hidden.any() else 0
    return Count(
        indicator,
        indicator.target,
        _figures(units, span, from_start=False),
        _figures(units, span, from_start=True),
        units.population,
        excluded,
        units,
    )


def participation(books: Books, register: Register) -> Answer:
    """Say which rows are about somebody who takes part; every row of another register counts."""
    if register.id != "participants":
        return Answer.everyone(len(register))
    return Asker(books, register).ask((Condition.model_validate({"column": "participating", "is": "yes"}),)).answer


def count_ratio(indicator: Indicator, of: Count, to: Count) -> Count:
    """Divide one count by another; an empty denominator gives nothing, never 0 % or 100 %."""
    return Count(
        indicator,
        indicator.target,
        Figures(_share(of.period.total, to.period.total), unknown=of.period.unknown),
        Figures(_share(of.cumulative.total, to.cumulative.total), unknown=of.cumulative.unknown),
        population=to.population,
        numerator=of.cumulative.total,
        denominator=to.cumulative.total,
    )


def _entered(register: Register) -> Days:
    dated = register.layout.dated
    if dated is None:
        return np.full(len(register), np.datetime64("NaT", "s"), dtype="datetime64[s]")
    days: Days = register.get(dated).to_numpy().astype("datetime64[s]")
    return days


def _dated(asker: Asker, indicator: Indicator, among: Asked, when: Asked) -> Days:
    """Give the day that puts each row into a period."""
    events = np.fmax(among.day, when.day)
    if indicator.dated is None:
        return events if _has_event(indicator) else _entered(asker.register)
    columns = indicator.dated.latest or indicator.dated.earliest
    days = [events if column == EVENT else _day_column(asker, column) for column in columns]
    found = days[0]
    for other in days[1:]:
        found = np.maximum(found, other) if indicator.dated.latest else np.fmin(found, other)
    return found


def _has_event(indicator: Indicator) -> bool:
    return indicator.soft is not None or any(_asks_event(condition) for condition in (*indicator.among, *indicator.when))


def _asks_event(condition: Condition) -> bool:
    return condition.register_ is not None or any(_asks_event(part) for parts in (condition.any_, condition.all_) for part in parts or ())


def _day_column(asker: Asker, column: str) -> Days:
    try:
        days: Days = asker.column(column).to_numpy().astype("datetime64[s]")
    except Absent:
        return np.full(len(asker.register), np.datetime64("NaT", "s"), dtype="datetime64[s]")
    return days


def _codes(books: Books, register: Register, indicator: Indicator) -> Ints:
    """Give for each row the number of its unit: shape (rows,)."""
    if indicator.distinct is not None:
        values = register.get(indicator.distinct)
    elif indicator.sum_ is not None or indicator.unit in {"participation", "event"}:
        return np.arange(len(register))
    elif register.id == "participants":
        values = books.column("participants", "person")
    else:
        values = register.key
    codes, _ = pd.factorize(values)
    blank = codes < 0
    return np.where(blank, codes.max(initial=-1) + 1 + np.cumsum(blank), codes)


def _units(  # noqa: PLR0913 - what is known of the rows
    books: Books, indicator: Indicator, asker: Asker, inside: Answer, when: Answer, day: Days, hidden: np.ndarray[Any, Any], /
) -> Units:
    """Put the rows of one unit together: met if one row is, on its earliest day; unknown before unmet."""
    register = asker.register
    codes = _codes(books, register, indicator)
    dated = ~np.isnat(day) | (register.layout.dated is None)
    shown = ~hidden
    met = inside.yes & when.yes & dated & shown
    unmet = inside.yes & when.no & shown
    unknown = shown & ~inside.no & ~met & ~(when.no & ~inside.no)
    known = np.flatnonzero(met | unmet | unknown)
    units, position = np.unique(codes[known], return_inverse=True)
    size = len(units)
    is_met = np.bincount(position, met[known], minlength=size) > 0
    is_unknown = (np.bincount(position, unknown[known], minlength=size) > 0) & ~is_met
    reference = np.where(met | ~np.isnat(day), day, _entered(register))
    standing = np.flatnonzero(met[known] | ~is_met[position])
    # The row that stands for a unit is the earliest, wherever the register has it: a breakdown looks there.
    standing = standing[np.lexsort((known[standing], reference[known[standing]], position[standing]))]
    row = known[standing[np.unique(position[standing], return_index=True)[1]]]
    first = np.where(np.isnat(reference[row]), np.datetime64("9999-01-01", "s"), reference[row]).astype("datetime64[s]")
    keys = register.key.fillna("").astype("str")
    if indicator.counts == "participants":
        keys = books.column("participants", "person")
    return Units(
        keys=tuple(keys.iloc[row]),
        rows=row,
        met=is_met,
        unmet=~is_met & ~is_unknown,
        unknown=is_unknown,
        day=first,
        sex=_sex(books, register, row),
        weight=None if indicator.sum_ is None else register.get(indicator.sum_).fillna(0).to_numpy()[row],
        money=indicator.sum_ is not None and register.layout.columns[indicator.sum_].kind == "money",
    )


def _sex(books: Books, register: Register, rows: Ints) -> np.ndarray[Any, Any] | None:
    """Give the sex of each unit, empty where it is not known; nothing for units that have none."""
    if register.id == "participants":
        try:
            sexes = books.column("participants", "sex")
        except Absent:
            sexes = blank_column(register.layout, "gender", len(register))
    elif "gender" in register.layout.columns:
        sexes = register.get("gender")
    else:
        return None
    return sexes.fillna("").to_numpy(dtype=object)[rows]


def _figures(units: Units, span: Span, *, from_start: bool) -> Figures:
    """Count the units whose day is in the span, or from the start of the project up to its end."""
    start, end = np.datetime64(span.start, "s"), np.datetime64(span.end, "s")
    inside = (units.day <= end) if from_start else (units.day >= start) & (units.day <= end)
    undated = units.day == np.datetime64("9999-01-01", "s")
    met = units.met & (inside | (undated & from_start))
    unknown = units.unknown & (inside | (undated & from_start))
    if units.weight is not None:
        return Figures(_sum(units, met), unknown=int(unknown.sum()))
    sexes = units.sex
    if sexes is None:
        return Figures(int(met.sum()), unknown=int(unknown.sum()))
    return Figures(
        int(met.sum()),
        int((met & (sexes == "woman")).sum()),
        int((met & (sexes == "man")).sum()),
        int((met & (sexes == "")).sum()),
        int(unknown.sum()),
    )


def _sum(units: Units, chosen: np.ndarray[Any, Any]) -> Decimal:
    assert units.weight is not None
    if units.money:
        return Decimal(int(units.weight[chosen].astype("int64").sum())).scaleb(-2)
    return Decimal(str(round(float(units.weight[chosen].astype("float64").sum()), 2)))


def _share(part: int | Decimal | None, whole: int | Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (Decimal(100) * Decimal(part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
