"""What decided about each person of a measure of efficiency: the end of participation, the support, the effect, with their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.behind import improvement
from aktywna.domain.counting.deciding import BLANK, IS, MOST, NO_ROW, Decided, Reason, cells_of
from aktywna.domain.counting.events import DAY_OF, JOBS, person_codes
from aktywna.domain.counting.support_given import supports_given
from aktywna.domain.efficiency.efficient import DOUBTFUL, LEFT_OUT, MET, OPEN, UNMET, Efficient
from aktywna.domain.efficiency.leaving import Ints
from aktywna.domain.efficiency.terms import Settled
from aktywna.domain.people.persons import persons_of
from aktywna.domain.presence.working_days import Days, months_later
from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.indicator import Indicator

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

EFFECT = ("outcome", "date", "job_form", "job_share", "job_until", "job_open_ended", "job_value")
"""What an outcome says of itself and of the work that was taken up."""
LEFT = ("taking_part", "broke_off", "leaving_unknown")
"""Reasons that are about how participation ended."""
BY_COLUMNS = {
    "juvenile": ("target_group",),
    "juvenile_unknown": ("target_group",),
    "minor": ("birth", "end_date", "compulsory_schooling"),
    "age_unknown": ("birth", "end_date", "compulsory_schooling"),
}
"""Reasons that the participant's own row gives, and the columns that do."""


class Evidence:
    """The cells behind one measure, found person by person as they are asked for."""

    def __init__(self, books: Books, rules: Settled, one: Efficient, last: date) -> None:
        self.books, self.rules, self.one, self.last = books, rules, one, last
        self._found: dict[str, tuple[Ints, Ints]] = {}

    def of(self, at: int) -> tuple[Reason, ...]:
        """Give what decided about the person at this place of the measure's arrays, in the order in which it is asked."""
        row, standing, why = int(self.one.rows[at]), self.one.standing[at], self.one.why[at]
        if why in LEFT:
            return tuple(self._leaving(row, asked=True))
        if why in BY_COLUMNS:
            return tuple(self._written(row, BY_COLUMNS[why]))
        if why == "group_unknown":
            return tuple(self._written(row, self._group_columns))
        if why in {"other_support", "support_unknown"}:
            return tuple(self._support(row, wanted=False, among=why == "other_support"))
        if why in {"school", "school_unknown"}:
            return tuple(self._outcomes(row, ("education",), ("outcome", "date", "school_form")))
        assert standing in {MET, UNMET, OPEN}, (LEFT_OUT, DOUBTFUL)
        support = self._support(row, wanted=True, among=True) if self.one.measure == "employment" else ()
        return (*self._leaving(row, asked=False), *support, *self._effect(row, standing, why))

    def _leaving(self, row: int, *, asked: bool) -> Iterator[Reason]:
        """Say how participation ended; where it is `asked`, each cell by itself, and what is not written."""
        planned = self._cells(row, ("completed_as_planned",))
        stated = planned if any(one.value is not None for one in planned) else (*planned, *self._cells(row, ("state",)))
        cells = [*self._cells(row, ("end_date",)), *stated, *self._cells(row, ("end_reason",))]
        told = [one for one in cells if one.value is not None or (asked and one.place.column in {"end_date", "completed_as_planned"})]
        yield from _each(told) if asked else _together(told)

    def _effect(self, row: int, standing: str, why: str) -> Iterator[Reason]:
        """Say which effect there is, or what says that there is none."""
        effects = {"employment": JOBS, "social": self.rules.social_outcomes}.get(self.one.measure, (*JOBS, *self.rules.social_outcomes))
        wanted = None if why == "none" else effects
        found = list(self._outcomes(row, wanted, EFFECT, in_time=standing == MET))
        yield from found
        soft = self.rules.social_soft if self.one.measure != "employment" else None
        if soft is not None and not (found and standing == MET):
            yield improvement(self.books, Indicator.model_validate({"id": "social", "name": "social", "soft": soft}), row)
        if not found and soft is None and why in {"none", "not_asked", "unsure"}:
            outcomes = self.books.get("outcomes")
            place = outcomes.header("date")[:1] if outcomes is not None else ()
            yield Reason(NO_ROW, {"register": "outcomes"}, tuple(Decided(one, None) for one in place))
        if why in {"none", "not_asked"}:
            yield from self._written(row, ("situation_1",))

    def _outcomes(self, row: int, wanted: Iterable[str] | None, columns: tuple[str, ...], *, in_time: bool = False) -> Iterator[Reason]:
        outcomes = self.books.get("outcomes")
        if outcomes is None:
            return
        rows = self._rows("outcomes", row)
        if wanted is not None:
            rows = rows[outcomes.get("outcome").iloc[rows].isin(list(wanted)).to_numpy(dtype=bool, na_value=False)]
        days = outcomes.get("date").to_numpy().astype("datetime64[D]")[rows]
        kept = ~(days > np.datetime64(self.last))
        if in_time:
            kept &= days <= self._window(row)
        for at in rows[kept][np.argsort(days[kept], kind="stable")][:MOST].tolist():
            # That a contract with a last day is not open-ended says nothing more.
            yield from _each(one for one in _filled(outcomes, columns, at) if one.place.column != "job_open_ended" or one.value != "no")

    def _support(self, row: int, *, wanted: bool, among: bool) -> Iterator[Reason]:
        """Give support of the measured spheres (one row is enough), of others, or of a sphere that nobody knows."""
        for register, sphere, given in supports_given(self.books):
            rows = self._rows(register.id, row)
            chosen = (
                sphere.iloc[rows].isin(self.rules.spheres) if wanted else sphere.iloc[rows].notna() if among else sphere.iloc[rows].isna()
            )
            late = register.get(DAY_OF[register.id]).iloc[rows] > pd.Timestamp(self.last)
            kept = rows[chosen.to_numpy(dtype=bool) & given[rows] & ~late.to_numpy(dtype=bool, na_value=False)]
            for at in kept[: 1 if wanted else MOST].tolist():
                yield from _together(_filled(register, ("form", "instrument", DAY_OF[register.id]), at))
            if wanted and len(kept):
                return

    def _written(self, row: int, columns: Iterable[str]) -> Iterator[Reason]:
        """Say what the participant's row holds under `columns`, and where nothing is written."""
        return _each(self._cells(row, columns))

    def _cells(self, row: int, columns: Iterable[str]) -> list[Decided]:
        return [one for column in columns for one in cells_of(self.books, self.books.participants, column, row)]

    @cached_property
    def _group_columns(self) -> tuple[str, ...]:
        group = next(one for one in self.rules.groups if one.id == self.one.group)
        return tuple(dict.fromkeys(_columns(group.among)))

    def _window(self, row: int) -> Any:
        end: Days = self.books.participants.get("end_date").to_numpy().astype("datetime64[D]")[[row]]
        return months_later(end, self.rules.window_months)[0]

    def _rows(self, register: str, row: int) -> Ints:
        """Give the rows of a register that are of the same person as a participants' row."""
        if register not in self._found:
            codes = person_codes(self.books, register)
            order = np.argsort(codes, kind="stable")
            self._found[register] = codes[order], order
        codes, order = self._found[register]
        person = persons_of(self.books).codes[row]
        first, last = np.searchsorted(codes, [person, person + 1])
        return order[first:last]


def _filled(register: Register, columns: Iterable[str], at: int) -> Iterator[Decided]:
    """Give the filled cells of a row."""
    for column in columns:
        if column in register and not pd.isna(register[column].iloc[at]):
            (place,) = register.places(np.array([at]), column)
            yield Decided(place, register[column].iloc[at], private=register.layout.columns[column].private)


def _each(cells: Iterable[Decided]) -> Iterator[Reason]:
    """Say each cell by itself."""
    for one in cells:
        yield from _together((one,))


def _together(cells: Iterable[Decided]) -> Iterator[Reason]:
    """Say the first of the cells, and point at them all."""
    found = tuple(cells)
    if found:
        first = found[0]
        column = (first.place.register, first.place.column)
        told: dict[str, Any] = {"column": ".".join(column), "of": column}
        yield Reason(BLANK, told, found) if first.value is None else Reason(IS, told | {"value": first.value}, found)


def _columns(conditions: Iterable[Condition]) -> Iterator[str]:
    for one in conditions:
        if one.column is not None:
            yield one.column
        for parts in (one.any_, one.all_, one.none_):
            yield from _columns(parts or ())
