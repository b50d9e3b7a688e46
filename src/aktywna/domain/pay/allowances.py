"""Świadczenie integracyjne of a centre for social integration: a month's allowance less its days of absence (rules.md 6.5, 17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from aktywna.domain.findings.rule import N_
from aktywna.domain.pay.asking import MONTH_DAYS, Asked, by_form, source, step
from aktywna.domain.pay.attended import Attendances, day_of, days_by_mark, number
from aktywna.domain.pay.money import NOTHING, rounded
from aktywna.domain.pay.notices import FREE_DAYS, TOO_LONG, UNKNOWN_ABSENCE
from aktywna.domain.pay.owed import Owed, Step
from aktywna.domain.pay.rates import Full
from aktywna.domain.pay.stipends import full_steps
from aktywna.domain.pay.terms import Rounding
from aktywna.domain.presence.working_days import months_later

TRIAL, FULL = "trial", "full"
WHOLE_MONTH = N_("a whole month of {period:said}: {full:money}")
PART = N_("{period:said}: {full:money} / 30 × {days:count day|days} = {amount:number}")
PERIODS = {TRIAL: N_("the trial period"), FULL: N_("participation")}
LESS_PART = N_("less {days:count day|days} of {kind:said}, 1/{part:number} of {full:money} each: {amount:number}")
LESS_AMOUNT = N_("less {days:count day|days} of {kind:said}, {each:number} each: {amount:number}")
LOST = N_("{days:count day|days} of unexcused absence, more than {most:number}: nothing is due")
SICK_DAYS = N_("sickness: {days:count day|days} in the month ({total:number} so far), {within:number} within the limit of {limit:number}")
RESULT = N_("altogether {exact:number}, rounded half up to PLN 0.01: {amount:money}")
NO_DEDUCTION = N_("less {days:count day|days} of {kind:said}: no deduction")
KINDS = {
    "unexcused": N_("unexcused absence"),
    "sick": N_("sickness within the limit"),
    "sick_over": N_("sickness beyond the limit"),
    "care": N_("care leave"),
    "summons": N_("a summons"),
    "free": N_("days off"),
}
_EXACT = Rounding(step=Decimal("0.0001"), direction="half_up")
"""As exact as a step shows what is not rounded yet."""


@dataclass
class _Month:
    """One person's month: which days are due in which period, and what each day was."""

    due: dict[str, list[int]]
    kinds: dict[int, str]
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class SickDays:
    """Days of sickness of a month beside the cumulative limit."""

    month: int
    within: int
    over: int
    total: int


def sick_days(before: int, month: int, limit: int) -> SickDays:
    """
    Split a month's days of sickness at a limit that runs across months (rules.md 6.5, G6).

    >>> sick_days(20, 4, 21)
    SickDays(month=4, within=1, over=3, total=24)
    """
    within = min(month, max(limit - before, 0))
    return SickDays(month, within, month - within, before + month)


def allowance(asked: Asked) -> Iterator[Owed]:
    """Give the integration allowances of a month."""
    trial = None
    asked.tell_missing()
    for row, there in asked.each():
        if (unknown := asked.since_when(row, there)) is not None:
            yield unknown
            continue
        began = min(since for since, _until in asked.spans[row])
        ends = _later(began, int(asked.terms.number("trial_months")))
        job = asked.job_of(row)
        due = asked.due_days(row, before=job)
        if not due:
            continue
        if due[0] < ends:
            trial = trial or asked.terms.full("trial_share")
        month = _Month({TRIAL: [day for day in due if day < ends], FULL: [day for day in due if day >= ends]}, {})
        marks = asked.paid.marks.by_kind
        month.kinds = {day: kind for day, kind in days_by_mark(asked.books, there, marks).items() if day in set(due)}
        _too_long(asked, row, began)
        yield _allowed(asked, row, there, month, {TRIAL: _trial(asked, trial), FULL: asked.full})


def _trial(asked: Asked, full: Full | None) -> Full | None:
    """The allowance of the trial period, rounded as the list says (a centre prints 415.60 for 415.55)."""
    if full is None or full.exact is None:
        return full
    amount = rounded(full.exact, asked.paid.trial_round) if asked.paid.trial_round else rounded(full.exact)
    return Full(amount, "month", full.benefit, full.share, full.exact, asked.paid.trial_round)


def _allowed(asked: Asked, row: int, there: Attendances, month: _Month, fulls: dict[str, Full | None], /) -> Owed:
    exact, steps = Decimal(0), month.steps
    for period, days in month.due.items():
        full = fulls[period]
        if not days or full is None:
            continue
        steps += full_steps(full)
        if len(days) == asked.whole_month:
            exact += full.amount
            steps.append(step(WHOLE_MONTH, period=PERIODS[period], full=full.amount))
        else:
            part = full.amount * min(len(days), MONTH_DAYS) / MONTH_DAYS
            exact += part
            steps.append(step(PART, period=PERIODS[period], full=full.amount, days=len(days), amount=rounded(part)))
    present = sum(kind == "present" for kind in month.kinds.values())
    unexcused, most = sum(kind == "unexcused" for kind in month.kinds.values()), int(asked.terms.number("unexcused_most"))
    unknown = [day for day, kind in month.kinds.items() if kind == "excused"]
    rate = (fulls[FULL] or fulls[TRIAL]).amount  # type: ignore[union-attr]
    chosen = there.taken(there.came)
    hours = chosen.hours(slice(None), asked.minutes)
    amount: Decimal | None
    if unexcused > most:
        steps.append(step(LOST, days=unexcused, most=Decimal(most)))
        amount = NOTHING
    elif asked.doubts(row, there, month.kinds):
        amount = None
    elif unknown:
        at = there.place[np.isin(there.day, unknown)]
        asked.remark(UNKNOWN_ABSENCE, at.tolist(), day=day_of(unknown[0]))
        amount = None
    else:
        exact -= _deducted(asked, row, month, fulls)
        amount = rounded(max(exact, NOTHING))
        steps.append(step(RESULT, exact=rounded(max(exact, NOTHING), _EXACT), amount=amount))
    base = amount if amount is not None and asked.paid.pays_contributions else NOTHING
    shares = by_form(there, asked.minutes)
    return Owed(row, hours, present, rate, amount, tuple(steps), source(there), shares, base, asked.contributions(row, base))


def _deducted(asked: Asked, row: int, month: _Month, fulls: dict[str, Full | None], /) -> Decimal:
    """Give what the days of absence take away, each from the allowance of its own period."""
    away = Decimal(0)
    over = _sick_over(asked, row, month)
    for period, days in month.due.items():
        full = fulls[period]
        if full is None:
            continue
        of_kind: dict[str, int] = {}
        for day in days:
            kind = month.kinds.get(day, "present")
            kind = "sick_over" if kind == "sick" and period == FULL and day in over else kind
            if kind != "present":
                of_kind[kind] = of_kind.get(kind, 0) + 1
        for kind, many in of_kind.items():
            if kind == "free":
                month.steps.append(step(NO_DEDUCTION, days=many, kind=KINDS[kind]))
                continue
            away += _less(asked, month, full, (kind, many), trial=period == TRIAL)
    _free_days(asked, row)
    return away


def _less(asked: Asked, month: _Month, full: Full, what: tuple[str, int], /, *, trial: bool) -> Decimal:
    kind, many = what
    own = f"{kind}_trial" if trial and kind in {"unexcused", "sick"} else kind
    taken = asked.terms.deduction(own, kind)
    assert taken is not None
    if taken.amount is not None:
        found = taken.amount * many
        month.steps.append(step(LESS_AMOUNT, days=many, kind=KINDS[kind], each=taken.amount, amount=found))
        return found
    assert taken.part is not None
    found = full.amount * many / taken.part
    facts = {"days": many, "kind": KINDS[kind], "part": Decimal(taken.part), "full": full.amount}
    month.steps.append(step(LESS_PART, **facts, amount=rounded(found, _EXACT)))
    return found


def _sick_over(asked: Asked, row: int, month: _Month) -> set[int]:
    """Give the days of sickness beyond the limit, which runs across months; days of the trial period count too."""
    here = sorted(day for day, kind in month.kinds.items() if kind == "sick")
    if not here:
        return set()
    limit = int(asked.terms.number("sick_limit"))
    before = sum(kind == "sick" for kind in _earlier(asked, row).values())
    split = sick_days(before, len(here), limit)
    facts = {"days": split.month, "total": Decimal(split.total), "within": Decimal(split.within), "limit": Decimal(limit)}
    month.steps.append(step(SICK_DAYS, **facts))
    return set(here[split.within :])


def _earlier(asked: Asked, row: int) -> dict[int, str]:
    """Say what the days before the month were."""
    ever = asked.ever
    earlier = ever.taken((ever.row == row) & (ever.day < number(asked.month.start)))
    return days_by_mark(asked.books, earlier, asked.paid.marks.by_kind)


def _free_days(asked: Asked, row: int) -> None:
    here = asked.here.taken(asked.here.row == row)
    now = [day for day, kind in days_by_mark(asked.books, here, asked.paid.marks.by_kind).items() if kind == "free"]
    if not now:
        return
    days = len(now) + sum(kind == "free" for kind in _earlier(asked, row).values())
    limit = asked.terms.number("free_days")
    if days > limit:
        asked.remark(FREE_DAYS, here.place[np.isin(here.day, now)].tolist(), days=days, limit=limit)


def _too_long(asked: Asked, row: int, began: int) -> None:
    if asked.paid.months is None:
        return
    ends = day_of(_later(began, asked.paid.months) - 1)
    if ends < asked.month.end and ends < day_of(asked.due_days(row)[-1]):
        facts = {"start": day_of(began), "months": asked.paid.months, "end": ends}
        asked.remark(TOO_LONG, [row], at="start_date", register="participants", **facts)


def _later(day: int, months: int) -> int:
    """Give the same day so many months later, in days since 1970."""
    return int(months_later(np.array([day], dtype="datetime64[D]"), months)[0].astype("int64"))
