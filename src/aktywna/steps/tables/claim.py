"""Tables of the physical progress of a payment claim (rules.md 7.3): indicators, and what differs from the claim before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from aktywna.domain.counting.reported import PartKey, Reported
from aktywna.domain.counting.tally import Count, Span, Tally
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Grid
from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.indicator import Indicator
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import Cells, Header, by_sex, figures, grid, legend, measured, numbered, share, text
from aktywna.steps.tables.figures import name_of, unit_name, unit_of
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

CLAIM = "claim_"
"""What the names of claims' files begin with."""


def indicators(books: Books, tally: Tally, counts: Iterable[Count], language: Language, *, results: bool) -> Grid | None:
    """The indicator table of a claim as its form has it, women and men everywhere; `results` have a base value."""
    rows = []
    for count in counts:
        indicator, unit, target = count.indicator, unit_of(books, count), count.target
        since = count.cumulative
        planned = (target.total, target.women, target.men) if target is not None else (None, None, None)
        rows.append((
            text(indicator.id), text(name_of(indicator, language)), text(unit_name(unit)),
            *([measured(indicator.base or 0, unit)] if results else []),
            *(measured(number, unit) for number in planned),
            *figures(count.period, unit), *figures(since, unit),
            *(share(_percent(done, promised) if indicator.ratio is None else None)
              for done, promised in zip((since.total, since.women, since.men), planned, strict=True)),
            text("; ".join(_remarks(books, tally, count, language))),
        ))  # fmt: skip
    columns: list[Header] = [
        _("No."), _("Code"), _("Indicator"), _("Unit"), *([_("Base value")] if results else []), by_sex(_("Target")),
        by_sex(_("In the period")), by_sex(_("Cumulative")), by_sex(_("% realised")), _("Source and remarks"),
    ]  # fmt: skip
    note = _("A base value that the definition does not give is 0.")
    return grid(columns, numbered(rows), f"{legend()} {note}" if results else legend(), every=True)


def previous(archive: Sequence[Reported], part: PartKey, span: Span) -> Reported | None:
    """Give the last claim of the same part that was made before the period; another report of it where no claim was."""
    earlier = [one for one in archive if one.part == part and one.end < span.start]
    claims = [one for one in earlier if any(said.report.startswith(CLAIM) for said in one.said)]
    found = max(claims or earlier, key=lambda one: (one.end, one.start), default=None)
    # What later reports said of that period, this one among them when it is made again, are corrections and no claim before.
    own = [said for said in found.said if f"_{found.name}" in said.report] if found is not None else []
    return replace(found, said=tuple(own)) if found is not None and own else found


def differences(books: Books, tally: Tally, before: Reported | None, language: Language) -> Grid | None:
    """Each indicator cumulatively in the claim before and now: what the period added, and what is left is corrections."""
    if before is None:
        return None
    said = before.latest()
    rows: list[Cells] = []
    for count in tally.counts:
        unit, was = unit_of(books, count), said.get(count.indicator.id)
        if was is None or was.cumulative.total is None or count.cumulative.total is None or count.indicator.ratio is not None:
            continue
        change = Decimal(count.cumulative.total) - Decimal(was.cumulative.total)
        rest = change - Decimal(count.period.total or 0)
        rows.append((
            text(count.indicator.id), text(name_of(count.indicator, language)), text(unit_name(unit)),
            measured(was.cumulative.total, unit), measured(count.cumulative.total, unit), measured(change, unit),
            measured(count.period.total, unit), measured(rest or None, unit),
        ))  # fmt: skip
    columns: list[Header] = [
        _("Code"), _("Indicator"), _("Unit"), _("Cumulative before"), _("Cumulative now"), _("Difference"),
        _("In the period"), _("Besides the period: corrections and days that no report was about"),
    ]  # fmt: skip
    name = before.said[-1].report if before.said else before.name
    says = N_("Compared with the claim in the file {report:quote}, for {start:day}–{end:day}.")
    if not name.startswith(CLAIM):
        says = N_("There is no claim before this one here: compared with the report in the file {report:quote}, for {start:day}–{end:day}.")
    return grid(columns, rows, sentence(says, {"report": name, "start": before.start, "end": before.end}))


def _remarks(books: Books, tally: Tally, count: Count, language: Language) -> Iterator[str]:
    names = {layout.id: layout.name.say(language) for layout in books.layouts.values()}
    ratio, every = count.indicator.ratio, {one.indicator.id: one.indicator for one in tally.counts}
    # A share is counted from the registers of what it divides.
    parts = [every[code] for code in (ratio.of, ratio.to) if code in every] if ratio is not None else []
    found = (register for one in parts or [count.indicator] for register in _registers(one))
    yield ", ".join(names.get(register, register) for register in dict.fromkeys(found))
    unknown, sexless = count.cumulative.unknown, int(count.cumulative.sex_unknown or 0)
    if unknown:
        yield sentence(N_("of {n:count person|persons} it is not known whether they count"), {"n": unknown})
    if sexless:
        yield sentence(N_("of {n:count person|persons} the sex is not known"), {"n": sexless})
    changed = [one for one in tally.corrections or () if one.code == count.indicator.id]
    if changed:
        yield _("earlier periods were corrected, see the corrections")


def _registers(indicator: Indicator) -> Iterator[str]:
    """The registers that an indicator is counted from."""
    yield indicator.counts
    if indicator.soft is not None:
        yield "assessments"
    for condition in (*indicator.among, *indicator.when):
        yield from _asked(condition)


def _asked(condition: Condition) -> Iterator[str]:
    if condition.register_ is not None:
        yield condition.register_
    for parts in (condition.any_, condition.all_, condition.none_):
        for part in parts or ():
            yield from _asked(part)


def _percent(done: object, promised: object) -> Decimal | None:
    if done is None or not promised:
        return None
    return (Decimal(100) * Decimal(str(done)) / Decimal(str(promised))).quantize(Decimal("0.01"), ROUND_HALF_UP)
