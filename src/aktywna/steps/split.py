"""Breakdowns: how many of the people behind a number stand under each value of what they are broken down by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.adding_up import counts_persons
from aktywna.domain.counting.breakdown_values import OTHER, UNKNOWN, Ints, Values
from aktywna.domain.counting.shares import among, is_percent, share
from aktywna.domain.counting.split_values import has_meaning, values_of
from aktywna.domain.counting.tally import Bools, Count, Span, Tally, Units
from aktywna.domain.faults import RuleBroken
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.split_words import Split
from aktywna.steps.tables.cells import measured, text
from aktywna.steps.tables.figures import unit_of
from aktywna.steps.telling import name_of
from aktywna.words.wording import _

Key = tuple[str, ...]
Number = int | Decimal | None


@dataclass(frozen=True)
class Broken:
    """A number broken down: by the values of a breakdown, in the period and since the start."""

    period: Mapping[Key, Number] = field(default_factory=dict)
    since: Mapping[Key, Number] = field(default_factory=dict)
    overlapping: bool = False
    """Whether one person may stand under several values, so that the parts may add up to more than the total."""
    has_meaning: bool = True
    """Whether what is counted can be broken down so at all: documents have no age, and what nobody keeps says nothing."""
    not_kept: bool = False
    """Whether it could be broken down so if the project kept the column that says it."""

    def coded(self, *, from_start: bool) -> dict[str, Number]:
        """Give the numbers as JSON names them: `woman:18-29` are the values of a crossed breakdown."""
        return {":".join(values): number for values, number in (self.since if from_start else self.period).items()}


def broken_down(books: Books, count: Count, split: Split, span: Span) -> Broken:
    """
    Break a number down: people who met an indicator, what a sum adds up, and a share within each value.

    Parts that do not overlap add up to the total; where they did not, it would be our fault (`RuleBroken`).
    """
    if count.divided is not None:
        return _shares(books, count, split, span)
    register = books.get(count.indicator.counts)
    if count.units is None or register is None:
        return Broken(has_meaning=False)
    found = [values_of(books, register, part, span.last) for part in split.columns]
    values = [one for one in found if one is not None]
    if len(values) < len(found):
        return Broken(has_meaning=False, not_kept=all(has_meaning(register, part) for part in split.columns))
    units = count.units
    # Whoever took part in two editions stands under both.
    twice = len(units.also_met[0]) > 0 and not _OF_ROWS.isdisjoint(split.columns)
    overlapping = twice or any(one.overlapping for one in values)
    sizes = None if twice else _all_at_once(units, values, span)
    if sizes is None:
        since, within = (units.met & units.within(span, from_start=from_start) for from_start in (True, False))
        sizes = _sizes(units, _standing(units, since, split, values), values, within)
    broken = Broken(*sizes, overlapping)
    for parts, total in ((broken.period, count.period.total), (broken.since, count.cumulative.total)):
        if not overlapping and not _add_up(list(parts.values()), total):
            raise RuleBroken(f"{count.indicator.id}, {split.name}")
    return broken


def _add_up(parts: Sequence[Number], total: Number) -> bool:
    # Hours are rounded, each part and the total on its own.
    return abs(sum((Decimal(part or 0) for part in parts), -Decimal(total or 0))) <= Decimal("0.01") * len(parts)


def _all_at_once(units: Units, values: Sequence[Values], span: Span) -> tuple[dict[Key, Number], dict[Key, Number]] | None:
    """
    Count the units under each value, in the span and since the start, by the combinations of values that there are.

    Nothing where breakdowns are crossed, amounts are added up, or the combinations are not known.
    """
    (one, *others) = values
    if others or units.weight is not None or (one.many is not None and one.kinds is None):
        return None
    rows, inside = units.standing(span)
    kinds = one.first if one.kinds is None else one.kinds
    # Both in one pass: twice as many places, the second of each pair for those of the span.
    sizes = np.bincount(2 * kinds[rows] + inside, minlength=2 * (len(one.names) if one.of_kind is None else len(one.of_kind)))
    apart = (sizes[1::2], sizes[::2] + sizes[1::2])
    numbers = apart if one.of_kind is None else tuple(part @ one.of_kind for part in apart)
    within, since = ({(name,): int(many) for name, many in zip(one.names, part.tolist(), strict=True) if many} for part in numbers)
    return within, since


def _standing(units: Units, chosen: Bools, split: Split, values: Sequence[Values]) -> tuple[Ints, Ints]:
    """
    Say under which values each of the chosen units stands: positions of units, and the number of the values crossed.

    A person on two paths stands under both; one who met an indicator in two editions, under both.
    """
    crossed: tuple[Ints, Ints] | None = None
    for part, one in zip(split.columns, values, strict=True):
        position, place = _under(units, np.flatnonzero(chosen), one, by_row=part in _OF_ROWS)
        if crossed is None:
            crossed = position, place
        elif len(crossed[0]) == len(position) and bool((crossed[0] == position).all()):
            crossed = position, crossed[1] * len(one.names) + place
        else:
            left, right = (pd.DataFrame({"unit": at, "place": under}) for at, under in (crossed, (position, place)))
            both = left.merge(right, on="unit")
            crossed = both["unit"].to_numpy(), both["place_x"].to_numpy() * len(one.names) + both["place_y"].to_numpy()
    assert crossed is not None
    return crossed


_OF_ROWS = frozenset({"path", "group", "edition", "partner"})
"""What a participation says of itself, and not of the person."""


def _under(units: Units, chosen: Ints, values: Values, *, by_row: bool) -> tuple[Ints, Ints]:
    """Give the units with each of their values of one breakdown: each pair once."""
    position, rows = chosen, units.rows[chosen]
    further, more = units.also_met
    if by_row and len(further):
        kept = np.isin(further, chosen)
        position, rows = np.concatenate([position, further[kept]]), np.concatenate([rows, more[kept]])
    place = values.first[rows]
    if values.many is not None:
        at, more_places = values.more(rows)
        position, place = np.concatenate([position, position[at]]), np.concatenate([place, more_places])
    if not (by_row and len(further)):
        return position, place
    pairs = np.sort(position * len(values.names) + place)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return pairs // len(values.names), pairs % len(values.names)


def _sizes(units: Units, people: tuple[Ints, Ints], values: Sequence[Values], chosen: Bools) -> tuple[dict[Key, Number], dict[Key, Number]]:
    """Count who stands under each of the values: those who are chosen, and all."""
    position, place = people
    # Both in one pass: twice as many places, the second half of each pair for those who are chosen.
    place = 2 * place + chosen[position]
    here = np.bincount(place, minlength=2)
    weights = None if units.weight is None else units.weight[position].astype("float64")
    amounts = here if weights is None else np.bincount(place, weights, minlength=2)
    some: dict[Key, Number] = {}
    every: dict[Key, Number] = {}
    for at in np.flatnonzero(np.bincount(np.flatnonzero(here) // 2)).tolist():
        named, pair = _values_at(at, values), slice(2 * at, 2 * at + 2)
        every[named] = _number(units, amounts[pair].sum())
        if here[pair][1:].any():
            some[named] = _number(units, amounts[2 * at + 1])
    return some, every


def _values_at(at: int, values: Sequence[Values]) -> Key:
    named = []
    for one in reversed(values):
        at, place = divmod(at, len(one.names))
        named.append(one.names[place])
    return tuple(reversed(named))


def _number(units: Units, amount: Any) -> Number:
    if units.weight is None:
        return int(amount)
    return Decimal(int(amount)).scaleb(-2) if units.money else Decimal(str(round(float(amount), 2)))


def _shares(books: Books, count: Count, split: Split, span: Span) -> Broken:
    """Give a share within each value: of those people of the denominator who stand under it."""
    assert count.divided is not None
    of, to = count.divided
    if of.units is not None and to.units is not None and counts_persons(of.indicator) and counts_persons(to.indicator):
        found = [values_of(books, books.participants, part, span.last) for part in split.columns]
        values = [one for one in found if one is not None]
        if len(values) < len(found):
            return Broken(has_meaning=False, not_kept=all(has_meaning(books.participants, part) for part in split.columns))
        sizes = []
        for from_start in (False, True):
            people = among(of.units, to.units, span, from_start=from_start)
            above = _sizes(of.units, _standing(of.units, people.numerator, split, values), values, people.numerator)[1]
            below = _sizes(to.units, _standing(to.units, people.denominator, split, values), values, people.denominator)[1]
            sizes.append({key: share(above.get(key, 0), whole) for key, whole in below.items()})
        return Broken(*sizes, overlapping=any(one.overlapping for one in values))
    parts = broken_down(books, of, split, span), broken_down(books, to, split, span)
    if not all(part.has_meaning for part in parts):
        return Broken(has_meaning=False, not_kept=all(part.not_kept or part.has_meaning for part in parts))
    percent = is_percent(count.indicator)
    period, since = (
        {key: share(above.get(key, 0), whole, percent=percent) for key, whole in below.items()}
        for above, below in ((parts[0].period, parts[1].period), (parts[0].since, parts[1].since))
    )
    return Broken(period, since, overlapping=any(part.overlapping for part in parts))


def breakdown(books: Books, tally: Tally, split: Split, language: Language, only: str | None = None) -> Grid:
    """
    Give a breakdown of every indicator, or of `only` one, as a table: a value in a line, by its name.

    Numbers in the period and since the start.
    """
    rows, left, lost, overlapping = [], [], [], False
    for count in tally.counts if only is None else (tally[only],):
        broken = broken_down(books, count, split, tally.span)
        unit = unit_of(books, count)
        overlapping = overlapping or broken.overlapping
        if not broken.has_meaning:
            (lost if broken.not_kept else left).append(count.indicator.id)
        for values, number in broken.since.items():
            named = ", ".join(value_name(books, part, one, language) for part, one in zip(split.columns, values, strict=True))
            within = broken.period.get(values, None if count.divided is not None else 0)
            rows.append((text(count.indicator.id), text(named), measured(within, unit), measured(number, unit)))
    notes = []
    if overlapping:
        notes.append(_("One person may stand under several values here, so the parts may add up to more than the total."))
    if left:
        notes.append(_("Not broken down so, because it has no meaning there: {codes}.").format(codes=", ".join(left)))
    unsure = [count.indicator.id for count in (tally.counts if only is None else (tally[only],)) if count.cumulative.at_least]
    if rows and unsure:
        notes.append(_("Lower bounds, because of some people it is not known whether they count: {codes}.").format(codes=", ".join(unsure)))
    if lost:
        notes.append(_("Not broken down so, because no register keeps what would say it: {codes}.").format(codes=", ".join(lost)))
    if lost and not rows:
        return Grid(((Cell(_("The project keeps no column that would say: {split}.").format(split=split.title)),),), ())
    columns = (_("Code"), split.title, _("In the period"), _("Since the start"))
    return Grid((tuple(Cell(column) for column in columns),), tuple(rows), note=" ".join(notes))


def value_name(books: Books, part: str, value: str, language: Language) -> str:
    """Name a value of a breakdown: by its dictionary, by the definition or by the era."""
    if value in {UNKNOWN, OTHER}:
        return _("not known") if value == UNKNOWN else _("other")
    project = books.project
    declared: dict[str, Sequence[Any]] = {
        "path": project.paths, "group": project.groups, "partner": project.partners, "edition": project.editions,
        "form": project.forms, "age": books.era.ages, "task": project.budget.tasks if project.budget else (),
    }  # fmt: skip
    names: dict[str, str] = {one.id: one.name.say(language) for one in declared.get(part, ())}
    return names[value] if value in names else name_of("instrument" if part == "sphere" else part, value)
