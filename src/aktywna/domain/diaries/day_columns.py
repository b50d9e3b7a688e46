"""Which days the columns of a wide diary are: what their headers say, completed by titles, names and the project's term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from aktywna.domain.diaries.months import Hint, Spot, distinct
from aktywna.domain.findings.finding import Fact
from aktywna.domain.findings.rule import ERROR, N_, NOTE, Notice, notice
from aktywna.domain.promises.project import Project

UNSAID = notice(
    "R040",
    ERROR,
    title=N_("A list does not say of which month and year its days are."),
    says=N_("Neither the title nor the name of the sheet or of the file says the month and year of {days:count day|days}."),
    do=N_("Write the month and year over the table, for example “marzec 2016”, or whole dates in the headers."),
    basis="count",
    about=N_("The marks are read, but their days are not known, so they are missing from every period."),
)
DISPUTED = notice(
    "R041",
    ERROR,
    title=N_("A list says two different months or years."),
    says=N_("The title, the sheet and the file do not agree of which month and year the days are: {said:list}."),
    do=N_("Leave the right month and year everywhere: in the title, in the name of the sheet and in the name of the file."),
    basis="count",
    about=N_("A sheet copied from last month keeps its old title. Which of the two is right is not guessed; the days are not known."),
)
ONLY_YEAR = notice(
    "R042",
    NOTE,
    title=N_("The year of a list was taken from the term of the project."),
    says=N_("The headers say no year; {year} was taken, the only one in which these days lie in the term of the project."),
    do=N_("Nothing, if that is the year; to be sure, write it over the table."),
    basis="count",
)
_ROLLS_OVER = 6
"""Months by which the next column goes back when a new year has begun."""


@dataclass(frozen=True)
class Context:
    """What is said of month and year around a table."""

    title: tuple[Hint, ...] = ()
    sheet: tuple[Hint, ...] = ()
    file: tuple[Hint, ...] = ()

    @property
    def sources(self) -> tuple[tuple[Hint, ...], ...]:
        return (self.title, self.sheet, self.file)

    def months(self) -> tuple[int, ...]:
        """Give the months of the nearest source that says any."""
        return next((found for hints in self.sources if (found := distinct([hint.month for hint in hints]))), ())

    def years(self) -> tuple[int, ...]:
        """Give the years of the nearest source that says any."""
        return next((found for hints in self.sources if (found := distinct([hint.year for hint in hints]))), ())

    def dispute(self, *, months: bool) -> tuple[str, ...]:
        """Give what two sources say that cannot both be; `months` asks of months as well as of years."""
        asked = [[hint.year for hint in hints] for hints in self.sources]
        if _apart(asked) or (months and _apart([[hint.month for hint in hints] for hints in self.sources])):
            return tuple(dict.fromkeys(_shown(hint) for hints in self.sources for hint in hints))
        return ()


@dataclass(frozen=True)
class Days:
    """The day of each column (nothing where it is not known), and what is said of all of them."""

    dates: tuple[date | None, ...]
    said: Notice | None = None
    facts: tuple[tuple[str, Fact], ...] = ()


def resolved(spots: Sequence[Spot], over: Sequence[Hint], context: Context, project: Project) -> Days:
    """
    Give the day of each column; `over` is what stands over each of them (a month over its days, or nothing).

    Where something can be read in two ways the days are not known, and it is said why.
    """
    whole = tuple(spot.whole for spot in spots)
    if all(_settled(spot) for spot in spots):
        return Days(whole)
    has_years = all(hint.year for hint in over)
    needs_months = any(len(spot.months) != 1 and not hint.month for spot, hint in zip(spots, over, strict=True) if not _settled(spot))
    if not has_years and (disputed := context.dispute(months=needs_months)):
        return Days(whole, DISPUTED, (("said", disputed),))
    months = [_month(spot, hint, context.months()) for spot, hint in zip(spots, over, strict=True)]
    after = _new_years(months)

    def dates(base: int | None) -> tuple[date | None, ...]:
        years = [hint.year or (None if base is None else base + later) for hint, later in zip(over, after, strict=True)]
        return tuple(spot.whole or _date(year, month, spot.day) for spot, month, year in zip(spots, months, years, strict=True))

    said = _bases(months, after, over, context)
    fitting = said if has_years or len(said) == 1 else [base for base in said or _years(project) if _within(dates(base), spots, project)]
    base = fitting[0] if len(fitting) == 1 else None
    unknown = sum(
        not _settled(spot) and (month is None or (base is None and not hint.year))
        for spot, month, hint in zip(spots, months, over, strict=True)
    )
    if unknown:
        return Days(dates(base), UNSAID, (("days", unknown),))
    return Days(dates(base)) if has_years or len(said) == 1 else Days(dates(base), ONLY_YEAR, (("year", base),))


def _settled(spot: Spot) -> bool:
    return spot.whole is not None or spot.broken


def _month(spot: Spot, hint: Hint, said: tuple[int, ...]) -> int | None:
    if spot.broken:
        return None
    if len(spot.months) == 1:
        return spot.months[0]
    known = (hint.month,) if hint.month else said
    fitting = [month for month in known if not spot.months or month in spot.months]
    return fitting[0] if len(fitting) == 1 else None


def _new_years(months: Sequence[int | None]) -> list[int]:
    """Count for each column how many times the year has turned before it: from December back to January."""
    known = [month for month in months if month is not None]
    turns = sum(earlier - later >= _ROLLS_OVER for earlier, later in pairwise(known))
    if turns != 1:  # unordered columns, not a year that ends
        return [0] * len(months)
    later, last, found = 0, None, []
    for month in months:
        if month is not None and last is not None and last - month >= _ROLLS_OVER:
            later = 1
        last = month if month is not None else last
        found.append(later)
    return found


def _bases(months: Sequence[int | None], after: Sequence[int], over: Sequence[Hint], context: Context) -> list[int]:
    """Give the years in which the first column may stand."""
    years = list(context.years()) or list(distinct([hint.year for hint in over]))
    if not any(after) or not years:
        return years
    said = {(hint.month, hint.year) for hints in context.sources for hint in hints if hint.month and hint.year}
    placed = {year - later for month, later in zip(months, after, strict=True) for said_month, year in said if month == said_month and year}
    if placed:
        return sorted(placed)
    if len(years) > 1:
        return [min(years)]
    return [years[0] - 1, years[0]]


def _years(project: Project) -> Iterable[int]:
    start, end = project.period.start, project.period.end
    return range(start.year, end.year + 1) if end is not None else ()


def _within(dates: Sequence[date | None], spots: Sequence[Spot], project: Project) -> bool:
    last = project.period.end or date.max
    asked = [day for day, spot in zip(dates, spots, strict=True) if not _settled(spot)]
    return any(asked) and all(day is not None and project.period.start <= day <= last for day in asked)


def _date(year: int | None, month: int | None, number: int) -> date | None:
    if year is None or month is None:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _apart(sources: Sequence[Sequence[int | None]]) -> bool:
    """Whether two sources say nothing in common."""
    known = [set(distinct(source)) for source in sources]
    return any(one and other and not one & other for at, one in enumerate(known) for other in known[at + 1 :])


def _shown(hint: Hint) -> str:
    if hint.month is None:
        return str(hint.year)
    return f"{hint.month:02d}.{hint.year}" if hint.year else f"{hint.month:02d}"
