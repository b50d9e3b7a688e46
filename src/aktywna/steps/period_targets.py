"""Targets of periods: what was promised for a year, a half-year or a named period, and what was achieved in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aktywna.domain.counting.tally import Count, Figures, Span, Tally
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.calendar import span as span_of
from aktywna.domain.promises.indicator import Indicator, PartTarget
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.count import count
from aktywna.steps.tables.cells import by_sex, figures, grid, legend, measured, share, text
from aktywna.steps.tables.figures import name_of, unit_of
from aktywna.words.wording import _

PARTS = ("edition", "partner", "path")


@dataclass(frozen=True, eq=False)
class Promise:
    """A target of a period beside what was achieved: in the period, or from the start up to its end where it is cumulative."""

    target: PartTarget
    span: Span
    count: Count

    @property
    def achieved(self) -> Figures:
        """The number that is compared with the target."""
        return self.count.cumulative if self.target.cumulative else self.count.period

    @property
    def is_over(self) -> bool:
        """Whether the period has ended, so that nothing more can be achieved in it."""
        return self.span.last >= self.span.end


def promises(books: Books, tally: Tally) -> Iterator[Promise]:
    """Give the targets of periods that have begun by the tally's last day and belong to just the part that the books are of."""

    @cache
    def counted(written: str) -> Tally | None:
        span = span_of(written, books.project)
        if span is None or span.start > tally.span.last:
            return None
        return count(books, Span(span.start, min(span.end, tally.span.last), span.name))

    for one in books.indicators:
        for target in _targets(one, books):
            found, span = counted(target.period or ""), span_of(target.period or "", books.project)
            if found is not None and span is not None:
                yield Promise(target, Span(span.start, span.end, span.name, known=tally.span.last), found[one.id])


def table(books: Books, tally: Tally, language: Language) -> Grid | None:
    """Indicators and their targets of periods: planned, achieved, percent, missing."""
    rows = []
    for one in promises(books, tally):
        unit, target, total = unit_of(books, one.count), one.target, one.achieved.total
        percent = None if total is None or not target.total or unit == "percent" else 100 * total / target.total
        missing = None if total is None else max(target.total - total, 0 * target.total)
        rows.append(
            (
                text(one.count.indicator.id),
                text(name_of(one.count.indicator, language)),
                text(target.period),
                text(_("since the start of the project") if target.cumulative else _("in the period alone")),
                *(measured(number, unit) for number in (target.total, target.women, target.men)),
                *figures(one.achieved, unit),
                share(percent),
                _missing(measured(missing, unit), is_over=one.is_over),
            )
        )
    columns = [
        _("Code"), _("Indicator"), _("Period"), _("Counted"), by_sex(_("Target")), by_sex(_("Achieved")), _("% realised"),
        _("Still missing"),
    ]  # fmt: skip
    return grid(columns, rows, legend())


def _missing(cell: Cell, *, is_over: bool) -> Cell:
    return Cell(cell.value, cell.kind, "bad") if is_over and cell.value else cell


def _targets(indicator: Indicator, books: Books) -> Iterator[PartTarget]:
    named = books.part.named if books.part is not None else {}
    for target in indicator.targets:
        if target.period is not None and all((getattr(target, part),) == (named.get(part) or (None,)) for part in PARTS):
            yield target
