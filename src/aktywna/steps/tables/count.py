"""The tables of `count`: the figures and their breakdowns, or the people behind one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aktywna.domain.counting.tally import Tally
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps import pace
from aktywna.steps.behind import Behind, almost_behind, people_behind
from aktywna.steps.efficiency import Efficiencies, measure_of
from aktywna.steps.split import Split, breakdown
from aktywna.steps.tables import efficiency as efficiency_tables
from aktywna.steps.wanted import figures_on_screen, indicator_of
from aktywna.words.wording import _


@dataclass(frozen=True)
class Asked:
    """Whose people are asked for: an indicator's, a measure's of efficiency, or nobody's."""

    code: str | None = None
    measure: str | None = None


def asked_for(books: Books, who: str | None) -> Asked:
    """Understand `--who`; raise `UnknownWord` for what the project does not count."""
    measure = None if who is None else measure_of(books, who)
    return Asked(None if who is None or measure is not None else indicator_of(books, who), measure)


def tables(  # noqa: PLR0913 - what was asked for
    books: Books,
    tally: Tally,
    measures: Efficiencies | None,
    asked: Asked,
    splits: Sequence[Split],
    language: Language,
    *,
    show_personal: bool = False,
) -> Mapping[str, Grid]:
    """Give the tables under their headings, without those that have nothing to say."""
    found: dict[str, Grid | None] = {}
    if measures is not None and asked.measure is not None:
        found[_("The people behind the number")] = efficiency_tables.people(books, measures[asked.measure])
    elif asked.code is not None:
        behind = Behind(books, tally, tally[asked.code], show_personal=show_personal)
        found |= {_("The people behind the number"): people_behind(behind), _("Almost counted"): almost_behind(behind)}
    else:
        found[_("Indicators")] = figures_on_screen(books, tally.counts, language)
        found |= {split.name: breakdown(books, tally, split, language) for split in splits}
        if measures is not None:
            found[_("Social and employment efficiency")] = efficiency_tables.measures(measures, language)
        found[_("Recruitment plan")] = pace.recruitment_table(books, tally, language)
    return {heading: table for heading, table in found.items() if table is not None}
