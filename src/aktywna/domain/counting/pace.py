"""Pace: where an indicator will be at the end if it goes on as it has gone, and how many a month would be needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from aktywna.domain.counting.tally import Count

_MONTH = Fraction(1461, 48)
"""Days of a month on the average: four years have 1461."""
SEXES = ("total", "women", "men")

Sexed = tuple[int | Decimal | None, int | Decimal | None, int | Decimal | None]
"""Total, women and men; nothing where nobody promised or counted by sex."""


@dataclass(frozen=True)
class Term:
    """The days of a project, or of an edition, and the day up to which it was counted."""

    start: date
    end: date
    today: date

    @property
    def gone(self) -> int:
        """How many days have gone, the last one included."""
        return (self.today - self.start).days + 1

    @property
    def whole(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def months_left(self) -> Fraction:
        """How many months are left; what is missing in less than one is missing in that one."""
        return max(Fraction((self.end - self.today).days) / _MONTH, Fraction(1))


@dataclass(frozen=True)
class Pace:
    """Forecast at the end, and what is needed and missing a month: whole units, or amounts to the grosz."""

    end: date
    forecast: Sexed
    needed: Sexed
    """How many a month would reach the target from now on."""
    missing: Sexed
    """How many a month more than at the pace so far; 0 where the pace is enough."""
    at_least: bool = False
    """Whether the forecast is a lower bound (and what is missing an upper one): of some it is not known whether they count."""


def pace_of(count: Count, term: Term) -> Pace | None:
    """
    Give the pace of a count that has a target.

    The days are those since the project began, not since the first event: one result on the day before would promise a
    hundred. Nothing for a share, without a target, when nothing has happened yet, and when the term has not begun or is over.
    """
    target, so_far = count.target, count.cumulative
    if count.indicator.ratio is not None or count.indicator.unit == "percent" or target is None or not target.total or not so_far.total:
        return None
    if not term.start <= term.today < term.end:
        return None
    money = isinstance(so_far.total, Decimal)
    forecast: list[int | Decimal | None] = []
    needed: list[int | Decimal | None] = []
    missing: list[int | Decimal | None] = []
    for sex in SEXES:
        promised, done = getattr(target, sex), getattr(so_far, sex)
        reached = None if done is None else Fraction(done) * term.whole / term.gone
        forecast.append(None if reached is None else _rounded(reached, up=False, money=money))
        is_comparable = promised is not None and done is not None and reached is not None
        needed.append(_monthly(Fraction(promised) - Fraction(done), term, money=money) if is_comparable else None)
        missing.append(_monthly(Fraction(promised) - reached, term, money=money) if is_comparable and reached is not None else None)
    return Pace(term.end, _sexed(forecast), _sexed(needed), _sexed(missing), so_far.at_least)


def _monthly(lacking: Fraction, term: Term, *, money: bool) -> int | Decimal:
    return _rounded(max(lacking, Fraction(0)) / term.months_left, up=True, money=money)


def _rounded(value: Fraction, *, up: bool, money: bool) -> int | Decimal:
    """A person is a whole one: nobody is promised a part of one more, and a part that is lacking is a whole one."""
    if not money:
        return -(-value.numerator // value.denominator) if up else value.numerator // value.denominator
    hundredths = -(-100 * value.numerator // value.denominator) if up else 100 * value.numerator // value.denominator
    return Decimal(hundredths).scaleb(-2)


def _sexed(values: list[int | Decimal | None]) -> Sexed:
    total, women, men = values
    return total, women, men
