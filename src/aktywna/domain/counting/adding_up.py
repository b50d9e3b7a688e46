"""How an indicator is counted: rows are asked, persons are put together, and the days put them into periods."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import Asked, Asker, asker_of
from aktywna.domain.counting.event_days import Days
from aktywna.domain.counting.improvement import soft_answer
from aktywna.domain.counting.tally import NO_DAY, SEXES, Bools, Count, Figures, Span, Units
from aktywna.domain.once import Answers, once
from aktywna.domain.people.persons import persons_of
from aktywna.domain.promises.condition import Answer, Condition
from aktywna.domain.promises.indicator import EVENT, Indicator
from aktywna.domain.registers.columns import blank_column
from aktywna.domain.registers.register import Absent, Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

PARTICIPATING = Condition.model_validate({"column": "participating", "is": "yes"})
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
    asker = asker_of(books, register)
    base = participation(books, register)
    among = asker.ask(indicator.among)
    when = asker.ask(indicator.when)
    if indicator.soft is not None:
        change = soft_answer(books, indicator)
        when = Asked(when.answer & change.answer, np.fmax(when.day, change.day))
    day = _dated(asker, indicator, among, when)
    entered = _entered(register)
    # What came before the first day counts from the first day on: before it nobody took part, and no period would have it.
    day = np.where(np.isnat(day), day, np.fmax(day, entered))
    in_time = Answer(~(entered > np.datetime64(span.last, "s")), entered > np.datetime64(span.last, "s"))
    inside = base & in_time & among.answer
    hidden = left_out if indicator.counts == "participants" else np.zeros(len(register), bool)
    asks_nothing = not indicator.when and not indicator.among
    if books.value_or("incomplete", "counted") == "total_only" and asks_nothing:
        hidden = np.zeros(len(register), bool)
    units = _units(books, indicator, asker, inside, when.answer, day, hidden)
    excluded = int(np.count_nonzero(np.bincount(_codes(books, register, indicator)[hidden & ~inside.no]))) if hidden.any() else 0
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
    return asker_of(books, register).ask((PARTICIPATING,)).answer


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
        return events if has_event(indicator) else _entered(asker.register)
    columns = indicator.dated.latest or indicator.dated.earliest
    days = [events if column == EVENT else _day_column(asker, column) for column in columns]
    found = days[0]
    for other in days[1:]:
        found = np.maximum(found, other) if indicator.dated.latest else np.fmin(found, other)
    return found


def has_event(indicator: Indicator) -> bool:
    """Whether an indicator asks for events, whose day counts unless it names another."""
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
    if counts_persons(indicator):
        return persons_of(books).codes
    if indicator.distinct is not None:
        values = register.get(indicator.distinct)
    elif indicator.sum_ is not None or indicator.unit in {"participation", "event"}:
        return np.arange(len(register))
    else:
        values = register.key
    codes, _ = pd.factorize(values)
    blank = codes < 0
    return np.where(blank, codes.max(initial=-1) + 1 + np.cumsum(blank), codes)


def counts_persons(indicator: Indicator) -> bool:
    """Whether the units of an indicator are the participants themselves, each of them once."""
    apart = indicator.distinct is not None or indicator.sum_ is not None or indicator.unit in {"participation", "event"}
    return indicator.counts == "participants" and indicator.ratio is None and not apart


def _units(  # noqa: PLR0913 - what is known of the rows
    books: Books, indicator: Indicator, asker: Asker, inside: Answer, when: Answer, day: Days, hidden: np.ndarray[Any, Any], /
) -> Units:
    """Put the rows of one unit together: met if one row is, on its earliest day; unknown before unmet."""
    register = asker.register
    dated = ~np.isnat(day) | (register.layout.dated is None)
    shown = ~hidden
    if indicator.sum_ is not None:
        # An amount that nobody wrote down is not nothing.
        written = register.get(indicator.sum_).notna().to_numpy()
        when = Answer(when.yes & written, when.no)
    met = inside.yes & when.yes & dated & shown
    unmet = inside.yes & when.no & shown
    unknown = shown & ~inside.no & ~met & ~(when.no & ~inside.no)
    known = np.flatnonzero(met | unmet | unknown)
    reference = np.where(met | ~np.isnat(day), day, _entered(register))
    codes = _codes(books, register, indicator)[known]
    row, is_met, is_unknown, also = _together(codes, known, met[known], unknown[known], reference)
    first = np.where(np.isnat(reference[row]), NO_DAY, reference[row]).astype("datetime64[s]")
    return Units(
        codes=_codes(books, register, indicator)[row],
        rows=row,
        met=is_met,
        unmet=~is_met & ~is_unknown,
        unknown=is_unknown,
        day=first,
        sexes=_sexes(asker, row),
        weight=None if indicator.sum_ is None else register.get(indicator.sum_).fillna(0).to_numpy()[row],
        money=indicator.sum_ is not None and register.layout.columns[indicator.sum_].kind == "money",
        also_met=also,
    )


def _together(codes: Ints, known: Ints, met: Bools, unknown: Bools, reference: Days) -> tuple[Ints, Bools, Bools, tuple[Ints, Ints]]:
    """
    Give of each unit the row that stands for it, whether it met, whether that is not known, and further rows that met.

    `codes`, `met` and `unknown` are of the rows `known`. The row that stands for a unit is the earliest of those that
    decide, wherever the register has it: a breakdown looks there.
    """
    sizes = np.bincount(codes, minlength=1)
    if sizes.max(initial=0) <= 1:
        return known, met, unknown, (known[:0], known[:0])
    position = (np.cumsum(sizes > 0) - 1)[codes]
    size = int((sizes > 0).sum())
    is_met = np.bincount(position, met, minlength=size) > 0
    is_unknown = (np.bincount(position, unknown, minlength=size) > 0) & ~is_met
    standing = np.flatnonzero(met | ~is_met[position])
    standing = standing[np.lexsort((known[standing], reference[known[standing]], position[standing]))]
    first = np.flatnonzero(np.diff(position[standing], prepend=-1))
    further = np.delete(standing, first)
    further = further[met[further]]
    return known[standing[first]], is_met, is_unknown, (position[further], known[further])


def _sexes(asker: Asker, rows: Ints) -> np.ndarray[Any, Any] | None:
    """Give the place of each unit's sex in `SEXES`; nothing for units that have none."""
    register = asker.register
    if register.id != "participants" and "gender" not in register.layout.columns:
        return None
    sexes = once(asker.books.once(_known_sexes), register.id, lambda: _of_each(asker.books, register))
    return sexes[rows]


def _known_sexes(_books: Books) -> Answers:
    return {}


def _of_each(books: Books, register: Register) -> np.ndarray[Any, Any]:
    if register.id != "participants":
        sexes = register.get("gender")
    else:
        try:
            sexes = asker_of(books, register).column("sex")
        except Absent:
            sexes = blank_column(register.layout, "gender", len(register))
    place = {sex: at for at, sex in enumerate(SEXES)}
    codes, known = pd.factorize(sexes)
    return np.array([*(place.get(sex, 0) for sex in known), 0], dtype=np.int8)[codes]


def _figures(units: Units, span: Span, *, from_start: bool) -> Figures:
    """Count the units whose day is in the span, or from the start of the project up to its end."""
    inside = units.within(span, from_start=from_start)
    met = units.met & inside
    unknown = int((units.unknown & inside).sum())
    if units.weight is not None:
        return Figures(summed(units, met), unknown=unknown)
    if units.sexes is None:
        return Figures(int(met.sum()), unknown=unknown)
    nobody, women, men = np.bincount(units.sexes[met], minlength=len(SEXES)).tolist()
    return Figures(nobody + women + men, women, men, nobody, unknown)


def summed(units: Units, chosen: np.ndarray[Any, Any]) -> Decimal:
    """Add up what the `chosen` units weigh: PLN, hours."""
    assert units.weight is not None
    if units.money:
        return Decimal(int(units.weight[chosen].astype("int64").sum())).scaleb(-2)
    return Decimal(str(round(float(units.weight[chosen].astype("float64").sum()), 2)))
