"""Figures that were already reported, and what the registers of today change in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from aktywna.domain.counting.tally import Figures, Span, Tally

PartKey = tuple[tuple[str, tuple[str, ...]], ...]
"""The part of a project that a report was about, as `Part.named` has it; empty for the whole."""
Numbers = tuple[int | Decimal | None, ...]
"""Total, women, men and of sex not known: what is compared. How many are not yet known is no number of the report."""


@dataclass(frozen=True)
class Stated:
    """What was said of one indicator: in the period, and from the start to its end."""

    period: Figures
    cumulative: Figures


@dataclass(frozen=True)
class Statement:
    """What one report said of one period: every indicator, or only those that had changed since the statement before."""

    number: int
    """Which report it was, counted from the first one; a report says something of several periods at once."""
    report: str
    """The report's file, without its ending."""
    as_of: date
    version: str | None
    sources: tuple[tuple[str, str], ...]
    """The files that it rests on, with their SHA-256."""
    figures: Mapping[str, Stated | None]
    """By the indicator's code; nothing for an indicator that the project no longer counts."""


@dataclass(frozen=True)
class Reported:
    """A period that was reported, up to the last day that was known then, and all that was said of it."""

    start: date
    end: date
    name: str
    part: PartKey
    said: tuple[Statement, ...]

    @property
    def days(self) -> tuple[date, date, PartKey]:
        """What tells it from other periods: `month`, `claim` and `period` of the same days say the same numbers."""
        return self.start, self.end, self.part

    def history(self, code: str) -> tuple[tuple[int, Stated | None], ...]:
        """Everything said of an indicator, with the number of the report that said it."""
        return tuple((one.number, one.figures[code]) for one in self.said if code in one.figures)

    def latest(self) -> dict[str, Stated | None]:
        """What was said last of each indicator."""
        found: dict[str, Stated | None] = {}
        for one in self.said:
            found.update(one.figures)
        return found


@dataclass(frozen=True)
class Correction:
    """A number that was reported and is another one now (rules.md 7.3: as a line of its own, never silently)."""

    code: str
    span: Span
    was: tuple[Figures | None, ...]
    """What was said before it, in order, without repeats; nothing where the project did not count the indicator."""
    now: Figures | None
    cumulative: bool = False
    """Whether it is the number from the start up to the period's end: what changed lies in days that no report was about."""


Counted = Mapping[tuple[date, date, PartKey], Mapping[str, Stated]]
"""What the registers of today say of the reported periods."""


def stated(tally: Tally) -> dict[str, Stated]:
    """Give what a report of this tally says, by code."""
    return {one.indicator.id: Stated(one.period, one.cumulative) for one in tally.counts}


def before(archive: Sequence[Reported], part: PartKey, end: date) -> tuple[Reported, ...]:
    """Give the reported periods of the same part that a report up to `end` must answer for, in order of their days."""
    return tuple(sorted((one for one in archive if one.part == part and one.end <= end), key=lambda one: (one.end, one.start)))


def corrections(reported: Sequence[Reported], now: Counted) -> tuple[Correction, ...]:
    """
    Give every number of the `reported` periods that was ever said to be another one than it is `now`.

    A cumulative number is told of only where the periods that were reported do not explain its change.
    """
    found = [correction for one in reported for correction in _of_period(one, now[one.days])]
    seen: dict[str, list[Numbers]] = {}
    for one in reported:
        for code in one.latest():
            unexplained = _unexplained(one, code, reported, now)
            if unexplained is not None and any(unexplained) and unexplained not in seen.setdefault(code, []):
                seen[code].append(unexplained)
                said = [entry.cumulative if entry else None for _number, entry in one.history(code)]
                today = now[one.days][code].cumulative
                found.append(Correction(code, _span(one), _different(said, today), today, cumulative=True))
    return tuple(sorted(found, key=lambda one: (one.span.end, one.span.start, one.cumulative)))


def with_report(archive: Sequence[Reported], now: Counted, this: Reported) -> tuple[Reported, ...]:
    """
    Give the archive after a report: `this` is its period with the one statement that it makes.

    What is said again unchanged is not said twice, so a report that is made again leaves the archive as it is.
    """
    kept = {one.days: one for one in archive}
    (saying,) = this.said
    numbered = replace(saying, number=1 + max((one.number for entry in archive for one in entry.said), default=0))
    for days, figures in {**now, this.days: saying.figures}.items():
        entry = kept.get(days)
        if entry is None:
            kept[days] = replace(this, said=(numbered,))
            continue
        news = {code: figures.get(code) for code in (*entry.latest(), *figures) if _is_news(entry, code, figures, own=days == this.days)}
        if news:
            kept[days] = replace(entry, said=(*entry.said, replace(numbered, figures=news)))
    return tuple(sorted(kept.values(), key=lambda one: (one.part, one.start, one.end)))


def numbers(figures: Figures | None) -> Numbers | None:
    """Give what is compared of a figure."""
    return None if figures is None else (figures.total, figures.women, figures.men, figures.sex_unknown)


def _of_period(one: Reported, now: Mapping[str, Stated]) -> Iterator[Correction]:
    for code in one.latest():
        today = now[code].period if code in now else None
        said = _different([entry.period if entry else None for _number, entry in one.history(code)], today)
        if any(numbers(figure) != numbers(today) for figure in said):
            yield Correction(code, _span(one), said, today)


def _different(said: Sequence[Figures | None], today: Figures | None) -> tuple[Figures | None, ...]:
    """Leave out what was said twice in a row, and what was said last when it is said again: a report made again says the same."""
    kept = [one for at, one in enumerate(said) if not at or numbers(one) != numbers(said[at - 1])]
    return tuple(kept[:-1] if len(kept) > 1 and numbers(kept[-1]) == numbers(today) else kept)


def _is_news(entry: Reported, code: str, figures: Mapping[str, Stated | None], *, own: bool) -> bool:
    latest = entry.latest()
    if code not in latest:
        # An indicator that the project took up later is no correction of a report that did not have it.
        return own
    was, today = latest[code], figures.get(code)
    if was is None or today is None:
        return was is not today
    return numbers(was.period) != numbers(today.period) or numbers(was.cumulative) != numbers(today.cumulative)


def _unexplained(one: Reported, code: str, reported: Sequence[Reported], now: Counted) -> Numbers | None:
    """Give how much of the change of a cumulative number no reported period explains; nothing where it cannot be compared."""
    number, said = next((number, entry) for number, entry in one.history(code) if entry is not None)
    today = now[one.days].get(code)
    if today is None:
        return None
    change = _less(numbers(today.cumulative), numbers(said.cumulative))
    for period in _apart([other for other in reported if other.end <= one.end]):
        known = [entry for when, entry in period.history(code) if when <= number and entry is not None]
        counted = now[period.days].get(code)
        if known and counted is not None:
            change = _less(change, _less(numbers(counted.period), numbers(known[-1].period)))
    return change


def _apart(reported: Sequence[Reported]) -> list[Reported]:
    """Choose periods that do not overlap, the shortest first: a year is its months."""
    chosen: list[Reported] = []
    for one in sorted(reported, key=lambda one: (one.end - one.start, one.start)):
        if all(one.end < other.start or other.end < one.start for other in chosen):
            chosen.append(one)
    return chosen


def _less(one: Numbers | None, other: Numbers | None) -> Numbers | None:
    if one is None or other is None:
        return None
    # From a number that nobody knew nothing can be taken away: it changed wholly.
    return tuple((a or 0) - (b or 0) for a, b in zip(one, other, strict=True))


def _span(one: Reported) -> Span:
    return Span(one.start, one.end, one.name)
