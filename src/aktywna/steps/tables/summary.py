"""The project in a page for the public: what was promised and what was achieved, without numbers that would show single people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from aktywna.domain.counting.small_cells import Equation, Key, hidden
from aktywna.domain.counting.tally import Count, Figures, Tally
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.tables.cells import EMPTY, Header, by_sex, figures, grid, measured, share, text
from aktywna.steps.tables.figures import main_counts, name_of, of_nobody, realised, unit_of
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

LEAST = "small_cell"
"""The value of the era (a parameter of the project) that says from which number of people on numbers are published."""
OTHERWISE = 5
"""Where a programme period does not say it."""
SPANS = ("period", "cumulative")
SEXES = ("total", "women", "men")
PEOPLE = frozenset({"person", "participation"})


@dataclass(frozen=True, eq=False)
class Summary:
    """The main indicators as the public may see them."""

    books: Books
    tally: Tally
    language: Language

    @property
    def least(self) -> int:
        """The smallest number of people, besides none, that is published."""
        return int(self.books.value_or(LEAST, OTHERWISE))

    @cached_property
    def counts(self) -> list[Count]:
        """The main indicators."""
        return main_counts(self.tally.counts)

    @cached_property
    def hidden(self) -> frozenset[Key]:
        """What must not be published, by indicator, span and sex."""
        numbers = {
            (count.indicator.id, span, sex): int(number)
            for count in self._of_people
            for span in SPANS
            for sex in SEXES
            if (number := getattr(getattr(count, span), sex)) is not None
        }
        # What was achieved before the period follows from the two, and an earlier page may have withheld it.
        earlier = {
            (code, "earlier", sex): number - numbers[code, "period", sex]
            for (code, span, sex), number in numbers.items()
            if span == "cumulative" and (code, "period", sex) in numbers
        }
        return hidden(numbers | earlier, list(self._sums()), self.least, unpublished=earlier)

    @property
    def withholds(self) -> bool:
        """Whether any number is not published."""
        return any(self._withheld(count, span, sex) for count in self.counts for span in SPANS for sex in SEXES)

    def shows(self, count: Count) -> bool:
        """Whether it is published what was achieved since the start."""
        return not self._withheld(count, "cumulative", "total")

    @property
    def reached(self) -> tuple[int, int]:
        """How many planned numbers were reached, of how many whose achievement is published."""
        known = [one for one in self.counts if one.target is not None and one.cumulative.total is not None and self.shows(one)]
        return sum(Decimal(one.cumulative.total or 0) >= one.target.total for one in known if one.target), len(known)

    def table(self) -> Grid | None:
        """What was promised and achieved, women and men; numbers that are not published say so."""
        # Of the whole term so far the two are the same.
        apart = any(count.period.total != count.cumulative.total for count in self.counts)
        rows = [
            (
                text(name_of(count.indicator, self.language)),
                self._planned(count),
                *(self._cells(count, "period")[:1] if apart else ()),
                *self._cells(count, "cumulative"),
                share(realised(count) if self.shows(count) else None),
            )
            for count in self.counts
        ]
        period = [_("In the period")] if apart else []
        columns: list[Header] = [_("What is counted"), _("Planned"), *period, by_sex(_("Achieved")), _("% of the plan")]
        note = _("T – total, W – women, M – men.")
        return grid(columns, rows, f"{note} {self._why_hidden}" if self.withholds else note)

    @property
    def _why_hidden(self) -> str:
        says = N_(
            "“Not published” stands in place of the numbers from 1 to {n:n} and of those from which they could be worked out:"
            " so small a number would show who the people are."
        )
        return sentence(says, {"n": self.least - 1})

    @property
    def _of_people(self) -> Iterator[Count]:
        for count in self.counts:
            whole = isinstance(count.cumulative.total, int) and (count.period.total is None or isinstance(count.period.total, int))
            if count.indicator.ratio is None and whole and unit_of(self.books, count) in PEOPLE:
                yield count

    def _sums(self) -> Iterator[Equation]:
        for count in self._of_people:
            code = count.indicator.id
            for span in SPANS:
                # Where somebody's sex is not known, the difference still tells nearly as much.
                yield (code, span, "total"), ((code, span, "women"), (code, span, "men"))
            for sex in SEXES:
                yield (code, "cumulative", sex), ((code, "period", sex), (code, "earlier", sex))
        shown = {count.indicator.id for count in self.counts}
        for declared in self.books.project.sums:
            if {declared.total, *declared.parts} <= shown:
                for span in SPANS:
                    for sex in SEXES:
                        yield (declared.total, span, sex), tuple((part, span, sex) for part in declared.parts)

    def _withheld(self, count: Count, span: str, sex: str) -> bool:
        if (count.indicator.id, span, sex) in self.hidden:
            return True
        # A share of few people tells their number.
        if count.indicator.ratio is None or span == "period":
            return False
        pair = (count.numerator, count.denominator)
        if any(number is not None and 0 < number < self.least for number in pair):
            return True
        rest = None if None in pair else int(count.denominator or 0) - int(count.numerator or 0)
        of = [(one, "cumulative", "total") for one in (count.indicator.ratio.of, count.indicator.ratio.to)]
        return any(one in self.hidden for one in of) or (rest is not None and 0 < rest < self.least)

    def _cells(self, count: Count, span: str) -> tuple[Cell, Cell, Cell]:
        found: Figures = getattr(count, span)
        if count.indicator.ratio is not None and span == "period":
            return EMPTY, EMPTY, EMPTY
        made = figures(found, unit_of(self.books, count), of_nobody=of_nobody(count))
        kept = [Cell(_("not published"), style="muted") if self._withheld(count, span, sex) else cell
                for sex, cell in zip(SEXES, made, strict=True)]  # fmt: skip
        return kept[0], kept[1], kept[2]

    def _planned(self, count: Count) -> Cell:
        return measured(count.target.total if count.target else None, unit_of(self.books, count))
