"""Stipends of training and of internship: a share of the unemployment benefit, or what the project agreed (rules.md 6.3, 20)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np

from aktywna.domain.findings.rule import N_
from aktywna.domain.pay.asking import MONTH_DAYS, Asked, by_form, source, step
from aktywna.domain.pay.attended import Attendances, absent_hours, day_of, days_by_mark, number
from aktywna.domain.pay.money import NOTHING, rounded
from aktywna.domain.pay.notices import NO_HOURS, WORKS
from aktywna.domain.pay.owed import Owed, Step
from aktywna.domain.pay.rates import HUNDRED, Full
from aktywna.domain.pay.terms import Rounding
from aktywna.domain.presence.diary_entries import Said
from aktywna.domain.whole_numbers import Bools

FULL_FROM_BENEFIT = N_("{benefit:money} of benefit × {share:percent} = {exact:number}, rounded {how:said} to {step:money}: {full:money}")
FULL_EXACT = N_("{benefit:money} of benefit × {share:percent} = {full:money}")
FULL_AGREED = N_("the project's rate for a month: {full:money}")
BY_HOURS = N_("{full:money} × {hours:number} h / {whole:number} h = {amount:money}")
WHOLE = N_("{hours:number} h, at least {whole:number} h: the full {full:money}")
BY_RATE = N_("{hours:number} h × {rate:money} = {amount:money}")
RATE_OF_HOUR = N_("{full:money} / {whole:number} h = {exact:number}, rounded {how:said} to {step:money}: {rate:money} an hour")
FLOOR = N_("no less than {percent:percent} of the benefit ({benefit:money}): {amount:money}")
FLOOR_PART = N_("no less than {percent:percent} of the benefit ({benefit:money}) × {hours:number} h / {planned:number} h: {amount:money}")
WITH_JOB = N_("a job since {since:day}: {percent:percent} of the benefit ({benefit:money}) × {days:count day|days} / 30 = {amount:money}")
WITH_JOB_WHOLE = N_("a job since {since:day}: {percent:percent} of the benefit ({benefit:money}) = {amount:money}")
BY_DAYS = N_("{full:money} / 30 × {days:count day|days} = {amount:money}")
WHOLE_MONTH = N_("a whole month: {full:money}")
DAYS = N_("{due:count calendar day|calendar days} of support")
DAYS_DUE = N_("{due:count calendar day|calendar days} of support, less {absent:count day|days} of absence")
AGREED_HOURS = N_("{full:money} × {agreed:number} h / {whole:number} h = {amount:money}")
WAYS = {"up": N_("up"), "down": N_("down"), "half_up": N_("half up")}
"""Names of ways of rounding."""
_FINE = Rounding(step=Decimal("0.0001"), direction="half_up")
"""As exact as a step shows what was not rounded yet."""


def full_steps(full: Full) -> list[Step]:
    """Say how the whole amount follows."""
    if full.benefit is None:
        return [] if full.per != "month" else [step(FULL_AGREED, full=full.amount)]
    facts = {"benefit": full.benefit, "share": full.share, "exact": full.exact, "full": full.amount}
    if full.how is None or full.exact == full.amount:
        return [step(FULL_EXACT, **facts)]
    return [step(FULL_FROM_BENEFIT, **facts, how=WAYS[full.how.direction], step=full.how.step)]


def training(asked: Asked) -> Iterator[Owed]:
    """Give the training stipends of a month: by the hours attended, never below the floor, less once somebody has a job."""
    asked.tell_missing(of_classes=True)
    for row, there in asked.each():
        came = there.came | _paid_absences(asked, there)
        if not came.any():
            continue
        job = _job_during(asked, row)
        yield _trained(asked, row, there, came) if job is None else _trained_with_job(asked, row, there, came, job)


def internship(asked: Asked) -> Iterator[Owed]:
    """Give the internship stipends of a month: by calendar days, or by hours where the list says so."""
    asked.tell_missing()
    for row, there in asked.each():
        if not (there.came | (there.said == Said.EXCUSED)).any() and not len(asked.unread(there)):
            continue
        if (since := asked.job_of(row)) is not None and since <= day_of(int(there.day.max())):
            asked.remark(WORKS, [int(there.place[-1])], since=since, list=asked.paid.id)
        if asked.full.per == "hour" or asked.terms.value("absence") == "hours":
            if (came := there.came | _paid_absences(asked, there)).any():
                yield _trained(asked, row, there, came, floor=False)
        else:
            yield asked.since_when(row, there) or _interned(asked, row, there)


def _interned(asked: Asked, row: int, there: Attendances) -> Owed:
    full = asked.full
    steps, amount = full_steps(full), full.amount
    kinds = days_by_mark(asked.books, there, asked.paid.marks.by_kind)
    present, hours = sum(kind == "present" for kind in kinds.values()), there.taken(there.came).hours(slice(None), asked.minutes)
    shares = by_form(there, asked.minutes)
    if asked.doubts(row, there, kinds):
        nothing = asked.contributions(row, NOTHING)
        return Owed(row, hours, present, full.amount, None, tuple(steps), source(there), shares, NOTHING, nothing)
    agreed = asked.paid.agreed_hours
    if agreed is not None:
        whole = asked.terms.number("full_hours")
        if agreed < whole:
            amount = rounded(full.amount * agreed / whole)
            steps.append(step(AGREED_HOURS, full=full.amount, agreed=agreed, whole=whole, amount=amount))
    due = asked.due_days(row)
    paid = asked.paid.paid
    if any(kind not in {"present", "unexcused"} for kind in kinds.values()) and paid is None:
        asked.terms.value("excused")
    lost = [day for day, kind in kinds.items() if kind == "unexcused" or (paid is not None and kind not in {"present", *paid})]
    worth = min(len(due), MONTH_DAYS) - len(lost) if len(due) < asked.whole_month else MONTH_DAYS - len(lost)
    if len(due) < asked.whole_month or lost:
        steps.append(step(DAYS_DUE if lost else DAYS, due=len(due), absent=len(lost)))
        found = rounded(amount * max(worth, 0) / MONTH_DAYS)
        steps.append(step(BY_DAYS, full=amount, days=max(worth, 0), amount=found))
    else:
        found = amount
        steps.append(step(WHOLE_MONTH, full=amount))
    base = found if asked.paid.pays_contributions else NOTHING
    return Owed(row, hours, present, full.amount, found, tuple(steps), source(there), shares, base, asked.contributions(row, base))


def _trained(asked: Asked, row: int, there: Attendances, came: Bools, /, *, floor: bool = True) -> Owed:
    amount, steps, hours = _by_hours(asked, there, came, floor=floor)
    chosen = there.taken(came)
    base = amount if amount is not None and asked.paid.pays_contributions else NOTHING
    days, shares = len(np.unique(chosen.day)), by_form(chosen, asked.minutes)
    return Owed(row, hours, days, asked.full.amount, amount, tuple(steps), source(chosen), shares, base, asked.contributions(row, base))


def _by_hours(asked: Asked, there: Attendances, came: Bools, /, *, floor: bool) -> tuple[Decimal | None, list[Step], Decimal | None]:
    """Give the stipend for the hours attended, how it follows, and the hours; no amount where hours are not known."""
    full = asked.full
    hours = there.hours(came, asked.minutes)
    steps = full_steps(full)
    if hours is None:
        rows = there.place[came]
        asked.remark(NO_HOURS, rows.tolist(), at="hours", day=day_of(int(there.day[came][0])))
        return None, steps, None
    if full.per == "hour":
        amount = rounded(hours * full.amount)
        return amount, [step(BY_RATE, hours=hours, rate=full.amount, amount=amount)], hours
    whole = asked.terms.number("full_hours")
    # Whoever missed nothing does not depend on what an absence takes away.
    if floor and (~came & absent_hours(there)).any() and asked.terms.value("absence") == "days":
        return *_less_days(asked, there, came, whole), hours
    if hours >= whole:
        return full.amount, [*steps, step(WHOLE, hours=hours, whole=whole, full=full.amount)], hours
    if asked.paid.hour_round is not None:
        how, exact = asked.paid.hour_round, full.amount / whole
        rate = rounded(exact, how)
        amount = rounded(hours * rate)
        facts = {"full": full.amount, "whole": whole, "exact": rounded(exact, _FINE), "step": how.step, "rate": rate}
        steps.append(Step(RATE_OF_HOUR, facts | {"how": WAYS[how.direction]}))
        steps.append(step(BY_RATE, hours=hours, rate=rate, amount=amount))
    else:
        amount = rounded(full.amount * hours / whole)
        steps.append(step(BY_HOURS, full=full.amount, hours=hours, whole=whole, amount=amount))
    if floor:
        amount, more = _floored(asked, there, came, hours, amount)
        steps += more
    return amount, steps, hours


def _less_days(asked: Asked, there: Attendances, came: Bools, whole: Decimal, /) -> tuple[Decimal | None, list[Step]]:
    """Give the stipend for all hours of the month, less a thirtieth for each day of absence."""
    full, planned = asked.full, there.hours(came | absent_hours(there), asked.minutes)
    if planned is None:
        asked.remark(NO_HOURS, there.place.tolist(), at="hours", day=day_of(int(there.day[0])))
        return None, full_steps(full)
    steps = full_steps(full)
    amount = rounded(full.amount * min(planned, whole) / whole)
    steps.append(step(BY_HOURS, full=full.amount, hours=min(planned, whole), whole=whole, amount=amount))
    absent = len(set(there.day[~came & absent_hours(there)].tolist()) - set(there.day[came].tolist()))
    if absent:
        left = max(MONTH_DAYS - absent, 0)
        less = rounded(amount * left / MONTH_DAYS)
        steps.append(step(BY_DAYS, full=amount, days=left, amount=less))
        amount = less
    return amount, steps


def _floored(asked: Asked, there: Attendances, came: Bools, hours: Decimal, amount: Decimal, /) -> tuple[Decimal, list[Step]]:
    """Give the amount, or the least that is due; of somebody who was absent, that part of the least that they attended."""
    percent = asked.terms.number("floor")
    if asked.paid.rates or not percent:
        return amount, []
    benefit = asked.terms.benefit()
    planned = there.hours(came | absent_hours(there), asked.minutes)
    whole = planned is not None and planned > hours
    least = rounded(benefit * percent / HUNDRED * (hours / planned if whole and planned else Decimal(1)))
    if amount >= least:
        return amount, []
    facts = {"percent": percent, "benefit": benefit, "hours": hours, "planned": planned, "amount": least}
    return least, [step(FLOOR_PART if whole else FLOOR, **facts)]


def _trained_with_job(asked: Asked, row: int, there: Attendances, came: Bools, since: date, /) -> Owed:
    """Give the stipend of somebody who took up work during the training: by hours before, a share of the benefit after."""
    asked.remark(WORKS, [int(there.place[-1])], since=since, list=asked.paid.id)
    earlier = there.day < number(since)
    amount, steps, hours = NOTHING, list[Step](), Decimal(0)
    if (came & earlier).any():
        before, steps, known = _by_hours(asked, there.taken(earlier), came[earlier], floor=True)
        if before is None or known is None:
            return Owed(row, None, 0, asked.full.amount, None, tuple(steps), source(there))
        amount, hours = before, known
    base = amount if asked.paid.pays_contributions else NOTHING
    later = came & ~earlier
    if later.any():
        ends = max((until for _since, until in asked.spans[row]), default=number(asked.month.end))
        first = max(number(since), number(asked.month.start))
        last = min(number(asked.month.end), number(asked.books.as_of), ends)
        days, benefit, percent = last - first + 1, asked.terms.benefit(), asked.terms.number("with_job")
        whole = days == asked.whole_month
        part = rounded(benefit * percent / HUNDRED * (1 if whole else Decimal(min(days, MONTH_DAYS)) / MONTH_DAYS))
        facts = {"since": since, "percent": percent, "benefit": benefit, "days": days, "amount": part}
        steps.append(step(WITH_JOB_WHOLE if whole else WITH_JOB, **facts))
        amount += part
        hours += there.hours(later, asked.minutes) or 0
    chosen = there.taken(came)
    shares = by_form(chosen, asked.minutes)
    # No contributions on what is paid beside a job (rules.md 6.3: S64).
    days_there = len(np.unique(chosen.day))
    contributions = asked.contributions(row, base)
    return Owed(row, hours, days_there, asked.full.amount, amount, tuple(steps), source(chosen), shares, base, contributions)


def _job_during(asked: Asked, row: int) -> date | None:
    """Give the day of a job that was taken up after the training began; who worked before took nothing up."""
    since = asked.job_of(row)
    if since is None:
        return None
    begins = min((first for first, _last in asked.spans.get(row, ())), default=None)
    if begins is not None and since <= day_of(begins):
        return None
    return since


def _paid_absences(asked: Asked, there: Attendances) -> Bools:
    """Say which absences are paid like presence, by what their marks say."""
    if not asked.paid.paid:
        return np.zeros(len(there), dtype=np.bool_)
    kinds = days_by_mark(asked.books, there, asked.paid.marks.by_kind)
    days = [day for day, kind in kinds.items() if kind in asked.paid.paid]
    found: Bools = np.isin(there.day, days) & absent_hours(there)
    return found
