"""Books with one row or one cell of one register changed, and the row that decides a figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from aktywna.domain.counting.tally import Count, Span
from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.register import Register
from aktywna.steps.count import count

NEW = "a word that nobody wrote"


def count_one(books: Books, indicator: Indicator) -> Count:
    """Count one indicator from the start up to the as-of day."""
    needed = {indicator.id} if indicator.ratio is None else {indicator.id, indicator.ratio.of, indicator.ratio.to}
    only = replace(books, indicators=tuple(one for one in books.indicators if one.id in needed), _derived={})
    return count(only, Span(books.project.period.start, books.as_of))[indicator.id]


def changed(books: Books, before: Count, moved_by: str) -> tuple[Books, Decimal]:
    """Give books with one row of `moved_by` changed, and the figure that must follow from it."""
    indicator, total = before.indicator, Decimal(before.cumulative.total)
    register = books.registers[moved_by]
    if indicator.ratio is not None:
        of, to = (next(one for one in books.indicators if one.id == code) for code in (indicator.ratio.of, indicator.ratio.to))
        row = int(register[of.sum_].argmax())
        share = Decimal(100) * (before.numerator - Decimal(int(register[of.sum_][row])).scaleb(-2)) / before.denominator
        assert of.sum_ != to.sum_, "the change must touch the numerator alone"
        return with_cell(books, moved_by, row, of.sum_, 0), share.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if indicator.distinct is not None:
        return with_cell(books, moved_by, 0, indicator.distinct, NEW), total + 1
    row = deciding_row(books, before, register)
    if indicator.sum_ is not None:
        return without_row(books, moved_by, row), total - Decimal(int(register[indicator.sum_][row])).scaleb(-2)
    return without_row(books, moved_by, row), total - 1


def deciding_row(books: Books, before: Count, register: Register) -> int:
    """Find a row of `register` on which one unit that counts depends alone."""
    units = before.units
    met = units.rows[units.met]
    if register.id == before.indicator.counts:
        if before.indicator.sum_ is not None:
            return int(met[np.argmax(register[before.indicator.sum_].to_numpy()[met])])
        owner = books.column("participants", "person") if register.id == "participants" else register.key
        return int(next((row for row in met if (owner == owner[row]).sum() == 1), met[0]))
    mask = _risen(before.indicator, register) if before.indicator.soft else _named(before.indicator, register)
    rows = np.flatnonzero(mask & register["participant_no"].isin(books.participants.key[met]).to_numpy())
    owner = register["participant_no"].to_numpy()[rows]
    alone = np.flatnonzero(np.bincount(np.unique(owner, return_inverse=True)[1]) == 1)
    return int(rows[np.flatnonzero(owner == np.unique(owner)[alone[0]])[0]])


def without_row(books: Books, register: str, row: int) -> Books:
    """Give the books without one row."""
    one = books.registers[register]
    kept = np.arange(len(one)) != row
    return _with(
        books, replace(one, columns=Columns.of(one.frame[kept].reset_index(drop=True)), origin=one.origin[kept], row=one.row[kept])
    )


def with_cell(books: Books, register: str, row: int, column: str, value: object) -> Books:
    """Give the books with one cell changed."""
    one = books.registers[register]
    data = one.frame.copy()
    data.loc[row, column] = value
    return _with(books, replace(one, columns=Columns.of(data)))


def _with(books: Books, register: Register) -> Books:
    return replace(books, registers={**books.registers, register.id: register}, _derived={})


def _named(indicator: Indicator, register: Register) -> np.ndarray:
    """Say which rows the indicator asks for; a catalogue's result without a `where` means jobs."""
    asked = next((one for one in indicator.when if one.register_ == register.id), None)
    where = asked.where if asked else (Condition(column="outcome", is_in=("employment", "self_employment")),)
    mask = np.ones(len(register), bool)
    for one in where:
        mask &= register[one.column].isin(one.is_in or (one.is_,)).to_numpy()
    return mask


def _risen(indicator: Indicator, register: Register) -> np.ndarray:
    """Say which final assessments rose above the first ones of the same area."""
    data = register.frame[register["area"].isin(indicator.soft.areas)]
    before = data[data["phase"] == "pre"].set_index(["participant_no", "area"])["score"]
    after = data[data["phase"] == "post"].reset_index().set_index(["participant_no", "area"])
    rose = after["score"] - before.reindex(after.index) >= float(indicator.soft.improved_by)
    mask = np.zeros(len(register), bool)
    mask[after.loc[rose.to_numpy(), "index"]] = True
    return mask
