"""Reporting periods: as people write them, as the reporting calendar names them, and the one to report by default."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from aktywna.domain.counting.tally import Span
from aktywna.domain.promises.project import Project

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})-H([12])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
PERIODIC = {"visits": "period", "staff": "period"}
"""Kinds of report that have no entry of their own in a reporting calendar, and whose entries they go by."""
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def span(written: str, project: Project) -> Span | None:
    """
    Read a period: `2015-05`, `2015-Q2`, `2015-H1`, `2015`, `2015-05-01..2015-07-31` or a name from the calendar.

    Give nothing when it is none of these.
    """
    for deadline in project.calendar:
        if deadline.name == written:
            return Span(deadline.start, deadline.end, written)
    try:
        return _written(written)
    except ValueError:
        return None


def is_period(written: str) -> bool:
    """Whether a period is written so that `span` reads it without a reporting calendar."""
    try:
        return _written(written) is not None
    except ValueError:
        return False


def last_span(kind: str, project: Project, as_of: date) -> Span:
    """
    Give the period that a report of `kind` is about when nobody says: the last one that ended by the as-of day.

    From the reporting calendar where it has the kind (for `visits` and `staff` a `period`); else the last whole month, quarter
    or year, inside the project; `final` is the whole term, `summary` the term so far, `findings` all until the day, which it
    is named by. When none has ended yet, the one that is running, up to the as-of day.
    """
    end = min(project.period.end or as_of, as_of)
    if kind == "final":
        return Span(project.period.start, project.period.end or as_of, "")
    if kind == "findings":
        return Span(project.period.start, as_of, as_of.isoformat())
    if kind == "summary":
        return Span(project.period.start, end, "") if end >= project.period.start else _block(project.period.start, 12)
    named = [deadline for deadline in project.calendar if deadline.kind == PERIODIC.get(kind, kind)]
    ended = [deadline for deadline in named if deadline.end <= as_of]
    if ended:
        latest = max(ended, key=lambda deadline: deadline.end)
        return Span(latest.start, latest.end, latest.name)
    months = {"month": 1, "year": 12}.get(kind, 3)
    found = _block(end, months)
    if found.end > end and found.start > project.period.start:
        found = _block(found.start - timedelta(days=1), months)
    if found.end < project.period.start:
        return _block(project.period.start, months)
    return found


def name_of(span: Span) -> str:
    """Name a period as file names do: `2018-11`, `2018-Q4`, `2018-H2`, `2018`, else both days; a calendar's name as written."""
    if span.name:
        return re.sub(r"[^\w.-]+", "-", span.name).strip("-")
    for months in (1, 3, 6, 12):
        block = _block(span.start, months)
        if (block.start, block.end) == (span.start, span.end):
            return block.name
    return f"{span.start.isoformat()}..{span.end.isoformat()}"


def _written(written: str) -> Span | None:
    if found := _RANGE.fullmatch(written):
        start, end = (date.fromisoformat(day) for day in found.groups())
        return Span(start, end) if start <= end else None
    if found := _MONTH.fullmatch(written):
        return _block(date(int(found[1]), int(found[2]), 1), 1)
    if found := _QUARTER.fullmatch(written):
        return _block(date(int(found[1]), 3 * int(found[2]), 1), 3)
    if found := _HALF.fullmatch(written):
        return _block(date(int(found[1]), 6 * int(found[2]), 1), 6)
    if _YEAR.fullmatch(written):
        return _block(date(int(written), 1, 1), 12)
    return None


def _block(day: date, months: int) -> Span:
    """Give the month, quarter, half-year or year that `day` is in."""
    first = (day.month - 1) // months * months + 1
    start = date(day.year, first, 1)
    last = first + months - 1
    number = (first - 1) // months + 1
    name = {1: f"{day.year}-{first:02}", 3: f"{day.year}-Q{number}", 6: f"{day.year}-H{number}"}.get(months, str(day.year))
    return Span(start, date(day.year, last, monthrange(day.year, last)[1]), name)
