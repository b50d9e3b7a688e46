"""The tables of `count`: the figures and their breakdowns, or the people behind one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aktywna.domain.counting.tally import Tally
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps import pace
from aktywna.steps.behind import almost_behind, people_behind, sides
from aktywna.steps.behind_efficiency import BehindMeasure, almost, people
from aktywna.steps.efficiency import Efficiencies
from aktywna.steps.on_screen import figures_on_screen
from aktywna.steps.split import breakdown
from aktywna.steps.split_words import Split
from aktywna.steps.tables import efficiency as efficiency_tables
from aktywna.steps.tables.figures import name_of
from aktywna.words.wording import _

Tables = Mapping[str, Grid | None]
"""Tables under their headings; nothing where one has nothing to say."""


def figures_tables(books: Books, tally: Tally, measures: Efficiencies | None, splits: Sequence[Split], language: Language) -> Tables:
    """Give every figure, its breakdowns, the measures of efficiency and the plan of recruitment."""
    return {
        _("Indicators"): figures_on_screen(books, tally.counts, language),
        **{split.title: breakdown(books, tally, split, language) for split in splits},
        _("Social and employment efficiency"): efficiency_tables.measures(measures, language) if measures is not None else None,
        _("Recruitment plan"): pace.recruitment_table(books, tally, language),
    }


def people_tables(  # noqa: PLR0913 - what was asked for
    books: Books, tally: Tally, code: str, splits: Sequence[Split], language: Language, *, show_personal: bool = False
) -> Tables:
    """Give the people behind an indicator, who almost counts, and the number broken down; of sums divided both lists."""
    one, *others = sides(books, tally, tally[code], show_personal=show_personal)
    broken = {split.title: breakdown(books, tally, split, language, only=code) for split in splits}
    if others:
        told = zip((_("What the numerator is made of"), _("What the denominator is made of")), (one, *others), strict=True)
        return {f"{heading}: {name_of(side.count.indicator, language)}": people_behind(side) for heading, side in told} | broken
    return {_("The people behind the number"): people_behind(one), _("Almost counted"): almost_behind(one), **broken}


def measure_tables(behind: BehindMeasure) -> Tables:
    """Give the people behind a measure of efficiency, and whose effect is below the minimum."""
    return {_("The people behind the number"): people(behind), _("Almost counted"): almost(behind)}
