"""Pictures of support: attendance week after week, and soft results before and after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from aktywna.domain.counting.tally import AreaChange, Count
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Picture
from aktywna.domain.presence.class_months import class_days
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent
from aktywna.steps.tables.attendance import Attendance
from aktywna.steps.tables.cells import EMPTY, day, grid, share, text, whole
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

FEWEST, MOST = 12, 53
"""Weeks that a picture has at least, where there were so many; when there are more than so many it takes months."""


def attendance(kept: Attendance) -> Picture | None:
    """The share of people who came, of those whose class it was, in each week of the period, or of its months when it is long."""
    try:
        days = class_days(kept.dated)
    except Absent:
        return None
    last = pd.Timestamp(kept.span.last)
    since = min(pd.Timestamp(kept.span.start), last - pd.Timedelta(weeks=FEWEST))
    inside = days[(days["day"] >= since) & (days["day"] <= last) & (days["expected"] > 0)]
    if inside.empty:
        return None
    weekly = (inside["day"].max() - inside["day"].min()).days <= 7 * MOST
    held = _held(inside, weekly=weekly)
    if len(held) < 2:  # noqa: PLR2004 - one point is no line
        return None
    rows = [
        (
            day(begins) if weekly else text(figures.month_shortly(begins)),
            *((whole(due), whole(came), share(_percent(came, due))) if due else (EMPTY, EMPTY, EMPTY)),
        )
        for begins, due, came in held
    ]
    columns = [_("Week from") if weekly else _("Month"), _("Were to come"), _("Came"), _("Mean attendance")]
    made = grid(columns, rows, _("Mean attendance: persons who came, of the persons whose class it was."))
    assert made is not None
    lowest, due, came = min((one for one in held if one[1]), key=lambda one: one[2] / one[1])
    facts = {
        "all": _percent(inside["came"].sum(), inside["expected"].sum()), "start": inside["day"].min().date(),
        "end": inside["day"].max().date(), "week": lowest, "month": figures.month(lowest), "low": _percent(came, due),
    }  # fmt: skip
    weeks = N_("Mean attendance from {start:day} to {end:day}: {all:percent}; the lowest in the week from {week:day}: {low:percent}.")
    months = N_("Mean attendance from {start:day} to {end:day}: {all:percent}; the lowest month: {month}, {low:percent}.")
    title = _("Attendance week by week") if weekly else _("Attendance month by month")
    said = sentence(weeks if weekly else months, facts)
    return Picture("lines", made, title, "attendance", said, unit=_("% of those whose class it was"), series=(3,), most=Decimal(100))


def _held(days: pd.DataFrame, *, weekly: bool) -> list[tuple[date, int, int]]:
    """Give each week (or month): its first day, who was to come to its classes and who came; 0 where there were none."""
    begins = days["day"].dt.to_period("W" if weekly else "M").dt.start_time
    sums = days.groupby(begins.to_numpy())[["expected", "came"]].sum()
    # What is drawn side by side follows upon one another.
    every = sums.reindex(pd.date_range(sums.index[0], sums.index[-1], freq="W-MON" if weekly else "MS"), fill_value=0)
    return [(one.Index.date(), int(one.expected), int(one.came)) for one in every.itertuples()]


def soft(books: Books, counts: Iterable[Count], language: Language) -> Picture | None:
    """The mean score of each area before and after, of the same persons."""
    asked = books.project.soft
    names = {area.id: area.name.say(language) for area in (asked.areas if asked else ())}
    areas: dict[str, AreaChange] = {}
    for count in counts:
        for one in count.change.areas if count.change else ():
            # An area of two results may be about two circles of people: the larger one says more.
            if one.before is not None and (one.area not in areas or areas[one.area].measured < one.measured):
                areas[one.area] = one
    rows = [
        (text(names.get(one.area, one.area)), Cell(one.before, "number"), Cell(one.after, "number"), whole(one.measured))
        for one in areas.values()
    ]
    made = grid([_("Area"), _("Before"), _("After"), _("Persons assessed before and after")], rows)
    if made is None or asked is None:
        return None
    risen = sum((one.mean_change or 0) > 0 for one in areas.values())
    best = max(areas.values(), key=lambda one: one.mean_change or Decimal(0))
    facts = {
        "all": len(areas), "risen": risen, "name": names.get(best.area, best.area), "before": figures.shown(best.before, "number"),
        "after": figures.shown(best.after, "number"),
    }  # fmt: skip
    said = N_(
        "Areas: {all:n}, with a higher mean score after than before: {risen:n}. The largest change: {name}, from {before} to {after}."
    )
    scale = {"low": asked.scale_min, "high": asked.scale_max}
    unit = sentence(N_("mean score, on a scale from {low:n} to {high:n}"), scale)
    return Picture(
        "pairs",
        made,
        _("Mean scores before and after, by area"),
        "soft",
        sentence(said, facts),
        unit=unit,
        series=(1, 2),
        most=asked.scale_max,
    )


def _percent(part: float, all_: float) -> Decimal:
    return (100 * Decimal(int(part)) / Decimal(int(all_))).quantize(Decimal("0.01"), ROUND_HALF_UP)
