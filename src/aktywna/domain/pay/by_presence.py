"""What is paid for being there: travel, meals, and hours of socially useful work (rules.md 6.6, 8.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pandas as pd

from aktywna.domain.findings.rule import N_
from aktywna.domain.pay.asking import Asked, by_form, source, step
from aktywna.domain.pay.attended import OF_UNIT, Attendances, day_of, number
from aktywna.domain.pay.money import NOTHING, rounded
from aktywna.domain.pay.notices import NO_FARE, NO_HOURS, OVER_LIMIT, SPAN_MONTH, SPAN_WEEK
from aktywna.domain.pay.owed import Owed, Step
from aktywna.domain.pay.terms import Fare
from aktywna.domain.registers.layout import normal

BY_DAY = N_("{days:count day|days} of presence × {price:money} = {amount:money}")
BY_TICKET = N_("{price:money} / {whole:number} days of the month × {days:count day|days} of presence = {amount:money}")
CAP_DAY = N_("a day no more than {cap:money}")
CAP_MONTH = N_("a month no more than {cap:money}: {amount:money}")
MEALS = N_("{days:count meal|meals}, one for each day of presence")
MEALS_PRICED = N_("{days:count meal|meals}, one for each day of presence, × {price:money} = {amount:money}")
WORKED = N_("{hours:number} h × {rate:money} = {amount:money}")
OVER = N_("{hours:number} h beyond the limit are not paid")


def travel(asked: Asked) -> Iterator[Owed]:
    """Give the refunds of travel: days of presence times the fare, or that part of a monthly ticket; nothing without presence."""
    for row, there in asked.each():
        fare = _fare(asked, row)
        if fare is not None and not (fare.day if fare.month is None else fare.month):
            # A fare of nothing says that nothing is due, whatever cannot be read.
            asked.unmoved.add(row)
            continue
        came = there.taken(there.came)
        days = len(np.unique(came.day))
        if not days:
            continue
        shares = by_form(came, asked.minutes)
        if fare is None:
            commune = asked.people.get("commune").iloc[row]
            said = None if pd.isna(commune) else str(commune)
            asked.remark(NO_FARE, [row], at="commune", register="participants", commune=said)
            yield Owed(row, None, days, None, None, (), source(came), shares)
            continue
        price, amount, steps = _travelled(asked, fare, days)
        if asked.paid.cap_month is not None and amount > asked.paid.cap_month:
            amount = asked.paid.cap_month
            steps.append(step(CAP_MONTH, cap=amount, amount=amount))
        yield Owed(row, None, days, price, amount, tuple(steps), source(came), shares)


def _travelled(asked: Asked, fare: Fare, days: int) -> tuple[Decimal, Decimal, list[Step]]:
    """Give the price, what is due for so many days, and how it follows."""
    cap = asked.paid.cap_day
    if fare.month is not None:
        amount = rounded(fare.month * days / asked.whole_month)
        steps = [step(BY_TICKET, price=fare.month, whole=Decimal(asked.whole_month), days=days, amount=amount)]
        if cap is not None and amount > cap * days:
            amount = rounded(cap * days)
            steps += [step(CAP_DAY, cap=cap), step(BY_DAY, days=days, price=cap, amount=amount)]
        return fare.month, amount, steps
    assert fare.day is not None
    steps = []
    price = fare.day
    if cap is not None and price > cap:
        price = cap
        steps.append(step(CAP_DAY, cap=cap))
    amount = rounded(price * days)
    return price, amount, [*steps, step(BY_DAY, days=days, price=price, amount=amount)]


def _fare(asked: Asked, row: int) -> Fare | None:
    """Give the first fare that fits: by the participant's number, by the commune, or that of everybody else."""
    key, commune = asked.people.key.iloc[row], asked.people.get("commune").iloc[row]
    home = None if pd.isna(commune) else normal(str(commune))
    for fare in asked.paid.fares:
        if fare.participants:
            fits = str(key) in fare.participants
        else:
            fits = not fare.communes or (home is not None and home in {normal(one) for one in fare.communes})
        if fits:
            return fare
    return None


def meals(asked: Asked) -> Iterator[Owed]:
    """Give the meals: one for each day on which the person was present; what they cost, where the list has a price."""
    for row, there in asked.each():
        came = there.taken(there.came)
        days = len(np.unique(came.day))
        if not days:
            continue
        price = asked.full.amount if asked.paid.rates else None
        amount = NOTHING if price is None else rounded(price * days)
        one = step(MEALS, days=days) if price is None else step(MEALS_PRICED, days=days, price=price, amount=amount)
        yield Owed(row, None, days, price, amount, (one,), source(came), by_form(came, asked.minutes))


def public_work(asked: Asked) -> Iterator[Owed]:
    """Give the pay of socially useful work: hours within the limits of a week and of a month, by the rate of an hour."""
    week, month = (asked.books.number(f"public_work_{span}_hours", asked.month.start) for span in ("week", "month"))
    asked.tell_missing(of_classes=True)
    for row, there in asked.each():
        came = there.taken(there.came)
        if not len(came):
            continue
        rate = asked.full.amount
        minutes = asked.minutes or OF_UNIT["h60"]
        if None in came.lengths(minutes):
            asked.remark(NO_HOURS, came.place.tolist(), at="hours", day=day_of(int(came.day[0])))
            yield Owed(row, None, len(np.unique(came.day)), rate, None, (), source(came))
            continue
        paid, over = _within(asked, row, came, {SPAN_WEEK: week, SPAN_MONTH: month})
        amount = rounded(paid * rate)
        steps = [step(WORKED, hours=paid, rate=rate, amount=amount)]
        if over:
            steps.append(step(OVER, hours=over))
        base = amount if asked.paid.pays_contributions else NOTHING
        days, contributions = len(np.unique(came.day)), asked.contributions(row, base)
        yield Owed(row, paid, days, rate, amount, tuple(steps), source(came), by_form(came, minutes), base, contributions)


def _within(asked: Asked, row: int, came: Attendances, limits: dict[str, Decimal], /) -> tuple[Decimal, Decimal]:
    """Give the hours that are paid and those beyond a limit; a week that began in the month before has its hours counted too."""
    first = asked.month.start - timedelta(days=asked.month.start.weekday())
    ever = asked.ever
    minutes = asked.minutes or OF_UNIT["h60"]
    earlier = ever.taken((ever.row == row) & ever.came & (ever.day >= number(first)) & (ever.day < number(asked.month.start)))
    of_week: dict[int, Decimal] = {number(first): sum((one or Decimal(0) for one in earlier.lengths(minutes)), Decimal(0))}
    paid = over = Decimal(0)
    for day, hours, place in zip(came.day.tolist(), came.lengths(minutes), came.place.tolist(), strict=True):
        assert hours is not None
        week = day - day_of(day).weekday()
        used = of_week.get(week, Decimal(0))
        left = {SPAN_WEEK: limits[SPAN_WEEK] - used, SPAN_MONTH: limits[SPAN_MONTH] - paid}
        span = min(left, key=lambda one: left[one])
        allowed = min(hours, max(left[span], Decimal(0)))
        of_week[week] = used + hours
        paid += allowed
        if allowed < hours:
            over += hours - allowed
            asked.remark(OVER_LIMIT, [place], at="hours", day=day_of(day), over=hours - allowed, limit=limits[span], span=span)
    return paid, over
