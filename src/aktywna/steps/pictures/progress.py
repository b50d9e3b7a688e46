"""Pictures of what was promised: targets against what was achieved, and recruitment month after month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from aktywna.domain.counting.tally import Count, Tally
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Picture
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.plan import Recruited
from aktywna.domain.registers.books import Books
from aktywna.steps.pace import term_of
from aktywna.steps.tables.cells import EMPTY, Cells, grid, measured, share, text, whole
from aktywna.steps.tables.figures import main_counts, name_of, realised, unit_of
from aktywna.steps.tables.people import People
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

HUNDRED = Decimal(100)
MANY_MONTHS = 36
"""Months after which a picture takes quarters instead, and three times as many after which it takes years."""
QUARTER, YEAR = 3, 12


def targets(books: Books, tally: Tally, language: Language) -> Picture | None:
    """The main indicators that have a target (all that have one, when none of the main ones has): percent of it achieved."""
    among = [count for count in main_counts(tally.counts) if realised(count) is not None]
    chosen = among or [count for count in tally.counts if realised(count) is not None]
    rows: list[Cells] = []
    for count in chosen:
        unit, done = unit_of(books, count), realised(count)
        assert count.target is not None
        assert done is not None
        wanted, achieved = measured(count.target.total, unit), measured(count.cumulative.total, unit, at_least=count.cumulative.at_least)
        facts = {
            "achieved": figures.shown(achieved.value, achieved.kind, achieved.prefix), "target": figures.shown(wanted.value, wanted.kind),
            "share": figures.percent(done, 2),
        }  # fmt: skip
        words = _("{achieved} of {target} ({share})").format(**facts)
        rows.append((text(name_of(count.indicator, language)), wanted, achieved, share(done), text(words)))
    made = grid([_("Indicator"), _("Target"), _("Achieved"), _("% realised"), _("In words")], rows)
    if made is None:
        return None
    worst = min(chosen, key=lambda count: realised(count) or 0)
    reached = sum((realised(count) or 0) >= HUNDRED for count in chosen)
    facts = {"all": len(chosen), "reached": reached, "name": name_of(worst.indicator, language), "share": realised(worst)}
    said = N_("Targets: {all:n}, reached: {reached:n}. Realised least: {name}, {share:percent}.")
    return Picture(
        "bars", made, _("Targets and what was achieved"), "targets", sentence(said, facts), unit=_("% of the target"), series=(3,), said=4,
        threshold=HUNDRED, threshold_name=_("target"), numbers=False,
    )  # fmt: skip


def recruitment(books: Books, tally: Tally, people: People, language: Language) -> Picture | None:
    """Persons who began participation, month after month, beside the recruitment plan or else the target."""
    if books.get("participants") is None:
        return None
    days = people.first(np.ones(len(people.rows), bool))["day"].to_numpy()
    if not len(days):
        return None
    plan, target = _plan(books), None
    if not plan:
        target = _everybody(tally.counts)
    term = term_of(books, tally)
    start, last = (term.start if term is not None else books.project.period.start), tally.span.last
    until = max([last, *(one.until for one in plan)])
    begun = np.sort(days)
    planned = {_step(one.until, start, until): int(one.total) for one in plan}
    rows = [
        (
            text(_named(first, start, until)),
            whole(int(np.searchsorted(begun, np.datetime64(min(end, last), "s"), side="right")) if first <= last else None),
            whole(planned.get(first)),
            EMPTY if target is None or target.target is None else measured(target.target.total),
        )
        for first, end in _steps(start, until)
    ]
    made = grid([_("Until the end of"), _("Began participation"), _("Plan"), _("Target")], rows)
    if made is None:
        return None
    facts: dict[str, object] = {"day": last, "n": len(days)}
    said = sentence(N_("Persons who began participation up to {day:day}: {n:n}."), facts)
    if plan:
        # Of a plan whose days are all to come the first step is what is worked towards.
        nearest = [one for one in plan if one.until <= last][-1:] or plan[:1]
        said += " " + sentence(N_("Planned up to {day:day}: {n:n}."), {"day": nearest[0].until, "n": int(nearest[0].total)})
    elif target is not None and target.target is not None:
        named = {"name": name_of(target.indicator, language), "n": target.target.total}
        said += " " + sentence(N_("Target ({name}): {n:n}."), named)
    title = _("Recruitment against the plan, cumulatively") if plan else _("Recruitment, cumulatively")
    return Picture("lines", made, title, "recruitment", said, unit=_("number of persons"))


def _plan(books: Books) -> list[Recruited]:
    """The recruitment plan of just these books: of the whole project, or of their one edition or partner."""
    named = books.part.named if books.part is not None else {}
    if any(len(ids) > 1 for ids in named.values()) or not set(named) <= {"edition", "partner"}:
        return []
    about = tuple(next(iter(named.get(column, ())), None) for column in ("edition", "partner"))
    return sorted((one for one in books.project.recruitment_plan if (one.edition, one.partner) == about), key=lambda one: one.until)


def _everybody(counts: Sequence[Count]) -> Count | None:
    """The first indicator with a target that counts every participant, from the day on which participation began."""
    for count in counts:
        one = count.indicator
        bounded = one.when or one.among or one.ratio or one.soft or one.sum_ or one.distinct or one.use
        by_day = one.dated is None or (one.dated.latest or one.dated.earliest) == ("start_date",)
        if count.target is not None and one.counts == "participants" and one.unit in {None, "person"} and by_day and not bounded:
            return count
    return None


def _steps(start: date, until: date) -> Iterator[tuple[date, date]]:
    """Give the months (or quarters, or years) from one day to another: the first and the last day of each."""
    first = _step(start, start, until)
    while first <= until:
        months = first.year * 12 + first.month - 1 + _size(start, until)
        after = date(months // 12, months % 12 + 1, 1)
        yield first, after - timedelta(days=1)
        first = after


def _step(day: date, start: date, until: date) -> date:
    """The first day of the month (or quarter, or year) of a day."""
    size = _size(start, until)
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _size(start: date, until: date) -> int:
    """How many months are taken together."""
    months = (until.year - start.year) * 12 + until.month - start.month + 1
    return 1 if months <= MANY_MONTHS else QUARTER if months <= MANY_MONTHS * QUARTER else YEAR


def _named(first: date, start: date, until: date) -> str:
    size = _size(start, until)
    return str(first.year) if size == YEAR else figures.quarter(first) if size == QUARTER else figures.month_shortly(first)
