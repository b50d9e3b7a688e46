"""Tables of counted figures: indicators with targets, period and cumulative, women and men; sums that must agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from aktywna.domain.counting.tally import Count, Tally
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.indicator import Indicator, Target
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.plan import Sum
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import (
    EMPTY,
    Cells,
    Header,
    answer,
    by_sex,
    figures,
    grid,
    legend,
    measured,
    numbered,
    share,
    strong,
    text,
    whole,
)
from aktywna.words.wording import _


def indicators(books: Books, counts: Iterable[Count], language: Language) -> Grid | None:
    """Targets, what was achieved in the period and since the start, each with women and men, percent and unknowns."""
    rows = []
    for count in counts:
        indicator = count.indicator
        unit = unit_of(books, count)
        rows.append(
            (
                text(indicator.id),
                text(name_of(indicator, language)),
                text(unit_name(unit)),
                *_target(count.target, unit),
                *figures(count.period, unit),
                *figures(count.cumulative, unit),
                whole(int(count.cumulative.sex_unknown or 0) or None),
                share(realised(count)),
                whole(count.cumulative.unknown or None),
            )
        )
    columns: list[Header] = [
        _("No."), _("Code"), _("Indicator"), _("Unit"),
        by_sex(_("Target")), by_sex(_("In the period")), by_sex(_("Cumulative")),
        _("Sex not known"), _("% realised"), _("Not known whether achieved"),
    ]  # fmt: skip
    return grid(columns, numbered(rows), legend())


def ratios(books: Books, tally: Tally, language: Language) -> Grid | None:
    """Shares of one indicator among another, with numerator and denominator in their own units."""
    units = {count.indicator.id: unit_of(books, count) for count in tally.counts}
    rows = [
        (
            text(count.indicator.id),
            text(name_of(count.indicator, language)),
            measured(count.target.total if count.target else None, units[count.indicator.id]),
            figures(count.period, units[count.indicator.id], of_nobody=of_nobody(count))[0],
            measured(count.numerator, units.get(count.indicator.ratio.of)),
            measured(count.denominator, units.get(count.indicator.ratio.to)),
            figures(count.cumulative, units[count.indicator.id], of_nobody=of_nobody(count))[0],
            whole(count.cumulative.unknown or None),
            whole(count.denominator_unknown or None),
            *(measured(bound, units[count.indicator.id]) for bound in count.between or (None, None)),
        )
        for count in tally.counts
        if count.indicator.ratio is not None
    ]
    columns: list[Header] = [
        _("No."), _("Code"), _("Indicator"), _("Target"), _("In the period"), _("Numerator"),
        _("Denominator"), _("Cumulative"), _("Not known whether achieved"), _("Not known whether in the denominator"),
        (_("Possible"), (_("at least"), _("at most"))),
    ]  # fmt: skip
    return grid(columns, numbered(rows), legend())


def soft(books: Books, counts: Iterable[Count], language: Language) -> Grid | None:
    """Soft results: how many were assessed before and after, how many improved, by how much on the average."""
    areas = {area.id: area.name.say(language) for area in (books.project.soft.areas if books.project.soft else ())}
    rows = []
    for count in counts:
        change, asked = count.change, count.indicator.soft
        rows.append(
            (
                text(count.indicator.id),
                text(name_of(count.indicator, language)),
                text(", ".join(areas.get(area, area) for area in asked.areas) if asked else None),
                measured(count.target.total if count.target else None),
                whole(change.measured if change else None),
                measured(count.period.total, at_least=count.period.at_least),
                measured(count.cumulative.total, at_least=count.cumulative.at_least),
                measured(count.cumulative.women),
                measured(count.cumulative.men),
                Cell(change.mean_change, "number") if change else EMPTY,
                share(realised(count)),
                whole(count.cumulative.unknown or None),
            )
        )
    columns: list[Header] = [
        _("No."), _("Code"), _("Soft result"), _("Areas assessed"), _("Target"), _("Assessed before and after"),
        _("Improved, period"), by_sex(_("Improved, cumulative")), _("Mean change of score"),
        _("% realised"), _("Not known whether improved"),
    ]  # fmt: skip
    return grid(columns, numbered(rows), legend())


def sums(declared: Sequence[Sum], tally: Tally, language: Language) -> Grid | None:
    """Breakdowns: the parts, their sum and the total it must equal, planned and achieved, and whether they agree."""
    rows: list[Cells] = []
    known = {count.indicator.id: count for count in tally.counts}
    for one in declared:
        if one.total not in known or any(part not in known for part in one.parts):
            continue
        total, parts = known[one.total], [known[part] for part in one.parts]
        planned = _sum([_promised(part) for part in parts])
        # Of lower bounds nobody can say whether they agree.
        bounded = any(count.cumulative.at_least for count in [total, *parts])
        achieved = _sum([_decimal(part.cumulative.total) for part in parts])
        said = one.name.say(language)
        rows += [(text(said), text(name_of(part.indicator, language)), *_plan_and_result(part)) for part in parts]
        rows.append((text(said), *strong(text(_("Sum of the parts")), measured(planned), measured(achieved, at_least=bounded))))
        rows.append((text(said), *strong(text(name_of(total.indicator, language)), *_plan_and_result(total))))
        in_plan, in_fact = _agree(planned, _promised(total)), _agree(achieved, None if bounded else _decimal(total.cumulative.total))
        rows.append((text(said), text(_("Do they agree?")), answer(in_plan), answer(in_fact)))
    return grid([_("Breakdown"), _("Part"), _("Planned"), _("Cumulative")], rows)


def by_part(parts: Iterable[tuple[str, Tally]], books: Books, chosen: Sequence[str], language: Language, *, heading: str) -> Grid | None:
    """The `chosen` indicators of each edition, partner or path: planned and achieved. `heading` says what the parts are."""
    rows: list[Cells] = []
    for part, tally in parts:
        # What the part keeps no register of, and nobody promised, says nothing about it.
        counts = [one for one in tally.counts if one.indicator.id in chosen and (one.target or one.cumulative.total is not None)]
        # Of whom nothing was expected and where there is nothing, only the table of parts says that there is nothing.
        if any(one.target or one.cumulative.total for one in counts):
            rows += [
                (
                    text(part),
                    text(one.indicator.id),
                    text(name_of(one.indicator, language)),
                    *_target(one.target, unit_of(books, one)),
                    *figures(one.period, unit_of(books, one)),
                    *figures(one.cumulative, unit_of(books, one)),
                    share(realised(one)),
                    whole(one.cumulative.unknown or None),
                )
                for one in counts
            ]
    columns: list[Header] = [
        heading, _("Code"), _("Indicator"), by_sex(_("Target")), by_sex(_("In the period")),
        by_sex(_("Cumulative")), _("% realised"), _("Not known whether achieved"),
    ]  # fmt: skip
    return grid(columns, rows, legend())


def main_figures(books: Books, counts: Sequence[Count], language: Language) -> Grid | None:
    """The short table: indicators marked as main (all, when none is), planned, achieved, percent."""
    rows = [
        (
            text(name_of(count.indicator, language)),
            measured(count.target.total if count.target else None, unit_of(books, count)),
            figures(count.period, unit_of(books, count), of_nobody=of_nobody(count))[0],
            *figures(count.cumulative, unit_of(books, count), of_nobody=of_nobody(count)),
            share(realised(count)),
        )
        for count in main_counts(counts)
    ]
    since_start = by_sex(_("Cumulative"))
    columns: list[Header] = [_("Indicator"), _("Target"), _("In the period"), since_start, _("% realised")]
    return grid(columns, rows, legend())


def main_counts(counts: Sequence[Count]) -> list[Count]:
    """The counts of the indicators marked as main; all of them when none is marked."""
    return [count for count in counts if count.indicator.main] or list(counts)


def of_nobody(count: Count) -> bool:
    """Whether a number that is not there is a share of nobody, and not one that nobody knows."""
    return count.indicator.ratio is not None and count.denominator is not None


def realised(count: Count) -> Decimal | None:
    """How much of the target was achieved, in percent; nothing for a share, which is compared with its target as it is."""
    return None if count.indicator.ratio is not None else count.percent


def name_of(indicator: Indicator, language: Language) -> str:
    """An indicator's name; its code when the catalogue gives none."""
    return indicator.name.say(language) if indicator.name is not None else indicator.id


def unit_of(books: Books, count: Count) -> str:
    """The unit of an indicator: declared, else that of what it adds up or of the register it counts."""
    indicator = count.indicator
    if indicator.unit is not None:
        return indicator.unit
    if indicator.ratio is not None:
        return "percent"
    if indicator.sum_ is not None:
        return "PLN" if count.units is not None and count.units.money else "hour"
    layout = books.layouts.get(indicator.counts)
    return layout.unit if layout is not None else "person"


def unit_name(unit: str) -> str:
    """A unit as reports abbreviate it."""
    names = {
        "person": _("persons"), "participation": _("participations"), "event": _("items"), "entity": _("entities"),
        "PLN": _("PLN"), "hour": _("hours"), "percent": "%",
    }  # fmt: skip
    return names.get(unit, unit)


def _target(target: Target | None, unit: str) -> tuple[Cell, Cell, Cell]:
    if target is None:
        return EMPTY, EMPTY, EMPTY
    return measured(target.total, unit), measured(target.women, unit), measured(target.men, unit)


def _promised(count: Count) -> Decimal | None:
    return count.target.total if count.target is not None else None


def _plan_and_result(count: Count) -> tuple[Cell, Cell]:
    return measured(_promised(count)), measured(count.cumulative.total, at_least=count.cumulative.at_least)


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def _agree(one: Decimal | None, other: Decimal | None) -> bool | None:
    return None if one is None or other is None else one == other
