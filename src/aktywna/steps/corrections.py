"""Corrections: what today's registers change in figures that were already reported, told in the next report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from aktywna.domain.counting.reported import Correction, Counted, PartKey, Reported, Statement, before, corrections, stated, with_report
from aktywna.domain.counting.tally import Figures, Span, Tally
from aktywna.domain.faults import InputRefused
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.calendar import name_of as period_name
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.io.archive import ARCHIVE, archive_bytes, read_archive, read_or_set_aside
from aktywna.steps.count import count
from aktywna.steps.tables.cells import by_sex, grid, measured, text
from aktywna.steps.tables.cells import figures as figure_cells
from aktywna.steps.tables.figures import name_of, unit_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

WITHOUT_FIGURES = frozenset({"findings", "visits", "staff"})
"""Kinds of report that give no figures of indicators: they correct nothing, and nothing is kept of them."""
FOLDER = "raporty"
"""Where reports lie in a project's folder."""


@dataclass(frozen=True, eq=False)
class Compared:
    """A tally beside what was reported before: with its corrections, and with the list as it is after the report."""

    tally: Tally
    archive: tuple[Reported, ...]
    now: Counted
    aside: dict[str, bytes]
    """A damaged list, to be kept under another name."""

    def kept(self, books: Books, report: str, version: str | None) -> dict[str, bytes]:
        """Give the program's own files beside the report named `report`: the list of figures that were reported."""
        sources = tuple(dict.fromkeys((source.file, source.sha256) for source in books.sources))
        span = self.tally.span
        said = Statement(0, report, books.as_of, version, sources, dict(stated(self.tally)))
        this = Reported(span.start, span.last, period_name(span), part_key(books), (said,))
        return self.aside | {ARCHIVE: archive_bytes(with_report(self.archive, self.now, this))}


def compared(books: Books, tally: Tally, folder: Path, *, kind: str = "month", force: bool = False) -> Compared | None:
    """
    Compare a tally with what the reports in `folder` gave; nothing for a `kind` without figures.

    Raise `InputRefused` (O006) for a list that cannot be relied on; with `force` it is set aside.
    """
    if kind in WITHOUT_FIGURES:
        return None
    archive, aside = read_or_set_aside(folder, force=force)
    now = _recounted(books, tally, before(archive, part_key(books), tally.span.last))
    return Compared(_with_corrections(books, tally, archive, now), archive, now, aside)


def corrected(books: Books, tally: Tally, folder: Path) -> tuple[Tally, tuple[Finding, ...]]:
    """Give the tally with what it corrects in the reports of `folder`, and what is wrong with the list of what they gave (O006)."""
    try:
        archive = read_archive(folder)
    except InputRefused as refused:
        return replace(tally, corrections=None), refused.findings
    now = _recounted(books, tally, before(archive, part_key(books), tally.span.last))
    return _with_corrections(books, tally, archive, now), ()


def part_key(books: Books) -> PartKey:
    """Give the part of the project that the books are of, in whatever order it was named."""
    return tuple((column, tuple(sorted(ids))) for column, ids in books.part.named.items()) if books.part is not None else ()


def lines(books: Books, tally: Tally) -> tuple[str, ...]:
    """Say each correction in a sentence, in the reader's language."""
    units = _units(books, tally)
    return tuple(_line(one, units.get(one.code, "")) for one in tally.corrections or ())


def table(books: Books, tally: Tally, language: Language) -> Grid | None:
    """The numbers that were reported and are other ones now: what was said last but differently, what is counted today."""
    known, units = {one.indicator.id: one.indicator for one in tally.counts}, _units(books, tally)
    rows = []
    for one in tally.corrections or ():
        unit = units.get(one.code, "")
        was = _said_before(one)
        rows.append(
            (
                text(one.code),
                text(name_of(known[one.code], language) if one.code in known else None),
                text(_when(one)),
                *figure_cells(was, unit),
                *figure_cells(one.now, unit),
                _difference(was, one.now, unit),
            )
        )
    columns = [_("Code"), _("Indicator"), _("Period"), by_sex(_("Was reported")), by_sex(_("Is now")), _("Difference")]
    note = _("The cumulative figures of this report are the sum of the figures that were reported and of these corrections.")
    return grid(columns, rows, note)


def as_json(tally: Tally) -> list[dict[str, Any]] | None:
    """Give the corrections as the JSON of `count` and `report` has them; `said` is all that was ever reported, in order."""
    if tally.corrections is None:
        return None
    return [
        {
            "code": one.code,
            "period": {"from": one.span.start.isoformat(), "to": one.span.end.isoformat(), "name": one.span.name},
            "cumulative": one.cumulative,
            "was": _numbers(_said_before(one)),
            "is": _numbers(one.now),
            "said": [_numbers(said) for said in one.was],
        }
        for one in tally.corrections
    ]


def _with_corrections(books: Books, tally: Tally, archive: Sequence[Reported], now: Counted) -> Tally:
    return replace(tally, corrections=corrections(before(archive, part_key(books), tally.span.last), now))


def _recounted(books: Books, tally: Tally, reported: Sequence[Reported]) -> Counted:
    """Count each reported period again, over the days that it had then."""
    this = (tally.span.start, tally.span.last)
    return {
        one.days: stated(tally if (one.start, one.end) == this else count(books, Span(one.start, one.end, one.name))) for one in reported
    }


def _units(books: Books, tally: Tally) -> dict[str, str]:
    return {one.indicator.id: unit_of(books, one) for one in tally.counts}


def _said_before(one: Correction) -> Figures | None:
    """The number first reported; the chain of what was said in between stands in the sentence."""
    return one.was[0]


def _line(one: Correction, unit: str) -> str:
    was = [_said(figure, unit) for figure in one.was]
    facts = {"code": one.code, "when": _when(one), "was": was[0], "then": "; ".join(was[1:]), "now": _said(one.now, unit)}
    if one.cumulative:
        told = N_("correction: indicator {code}, cumulative up to {end:day}, was {was}, is {now}")
        return sentence(told, facts | {"end": one.span.end})
    if one.now is None:
        return sentence(N_("correction: indicator {code} was {was} in the period {when}; the project no longer counts it"), facts)
    if was[1:]:
        return sentence(N_("correction: indicator {code} was {was} in the period {when}, later {then}, is {now}"), facts)
    return sentence(N_("correction: indicator {code} was {was} in the period {when}, is {now}"), facts)


def _when(one: Correction) -> str:
    """Name the period; one that was reported before its end also says up to which day."""
    span = one.span
    if one.cumulative:
        return _("cumulative up to {day}").format(day=figures.day(span.end))
    plain = period_name(replace(span, name=""))
    days = f"{figures.day(span.start)} – {figures.day(span.end)}"
    if span.name in {"", plain}:
        return plain if ".." not in plain else days
    return f"{span.name} ({days})"


def _said(figure: Figures | None, unit: str) -> str:
    """Write a figure with its women and men: `12 (K 7, M 5)`."""
    if figure is None:
        return _("not counted")
    if figure.total is None:
        return _("not known")
    total = _in_unit(figure.total, unit)
    if figure.women is not None and figure.men is not None:
        women, men = _in_unit(figure.women, unit), _in_unit(figure.men, unit)
        total = _("{total} (W {women}, M {men})").format(total=total, women=women, men=men)
    return figures.at_least(total) if figure.at_least else total


def _in_unit(value: int | Decimal, unit: str) -> str:
    match unit:
        case "PLN":
            return figures.amount(Decimal(value))
        case "percent":
            return figures.percent(value, 2)
    return figures.number(value)


def _difference(was: Figures | None, now: Figures | None, unit: str) -> Cell:
    if was is None or now is None or was.total is None or now.total is None:
        return Cell()
    return measured(now.total - was.total, unit)


def _numbers(figure: Figures | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    found = {name: getattr(figure, name) for name in ("total", "women", "men", "sex_unknown")}
    return {name: str(one) if isinstance(one, Decimal) else one for name, one in found.items()}
