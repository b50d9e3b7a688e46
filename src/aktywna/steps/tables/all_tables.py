"""The tables a template may place, each made when it is first asked for; nothing where the project has nothing to show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from aktywna.domain.counting.part import narrowed
from aktywna.domain.counting.tally import Tally
from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Name
from aktywna.domain.registers.books import Books, Part
from aktywna.steps import corrections, pace, period_targets
from aktywna.steps.count import count
from aktywna.steps.efficiency import Efficiencies, efficiency
from aktywna.steps.tables import budget as budget_tables
from aktywna.steps.tables import editions as edition_tables
from aktywna.steps.tables import efficiency as efficiency_tables
from aktywna.steps.tables import figures as figure_tables
from aktywna.steps.tables import people as people_tables
from aktywna.steps.tables import plan as plan_tables
from aktywna.steps.tables import record as record_tables
from aktywna.steps.tables import soft as soft_tables
from aktywna.steps.tables.attendance import Attendance
from aktywna.steps.tables.kind_tables import KindTables
from aktywna.steps.tables.paying import PayTables
from aktywna.words.wording import _


@dataclass(frozen=True, eq=False)
class Tables(PayTables, KindTables):
    """Every table of a report, by the name a template calls it."""

    @cached_property
    def main(self) -> Grid | None:
        """The main indicators: planned, achieved, percent."""
        return figure_tables.main_figures(self.books, self.tally.counts, self.language)

    @cached_property
    def outputs(self) -> Grid | None:
        """Output indicators with women and men, in the period and since the start."""
        return figure_tables.indicators(self.books, self._of_kind("output"), self.language)

    @cached_property
    def results(self) -> Grid | None:
        """Hard results, likewise."""
        made = figure_tables.indicators(self.books, self._of_kind("result"), self.language)
        # The heading says more than the name of a sheet may.
        return made and replace(made, name=_("Result indicators"))

    @cached_property
    def ratios(self) -> Grid | None:
        """Indicators that are a share of one another, with numerator and denominator."""
        return figure_tables.ratios(self.books, self.tally, self.language)

    @cached_property
    def soft(self) -> Grid | None:
        """Soft results: assessed before and after, improved, mean change."""
        return figure_tables.soft(self.books, self._of_kind("soft"), self.language)

    @cached_property
    def soft_by_area(self) -> Grid | None:
        """Soft results by area: assessed before and after, improved, mean change."""
        return soft_tables.by_area(self.books, self._of_kind("soft"), self.language)

    @cached_property
    def soft_unpaired(self) -> Grid | None:
        """Assessments that have no other to be compared with: who, which area, what is missing."""
        return soft_tables.unpaired(self.books, self._of_kind("soft"), self.language)

    @cached_property
    def soft_areas(self) -> Grid | None:
        """The areas assessed and the soft results they belong to."""
        return plan_tables.soft_areas(self.books, self.language)

    @cached_property
    def efficiency(self) -> Grid | None:
        """Social and employment efficiency by group: share, threshold, and how many people are missing to it."""
        return efficiency_tables.measures(self._efficiency, self.language) if self._efficiency is not None else None

    @cached_property
    def efficiency_reasons(self) -> Grid | None:
        """Who is not in the denominators of efficiency, or not known to be, and why."""
        return efficiency_tables.reasons(self._efficiency, self.language) if self._efficiency is not None else None

    @cached_property
    def sums(self) -> Grid | None:
        """Breakdowns that must add up, planned and achieved."""
        return figure_tables.sums(self.books.project.sums, self.tally, self.language)

    @cached_property
    def pace(self) -> Grid | None:
        """Where each target will be at the end at this pace, and how many a month are missing."""
        return pace.table(self.books, self.tally, self.language)

    @cached_property
    def period_targets(self) -> Grid | None:
        """Targets of years and other periods, and what was achieved in each."""
        return period_targets.table(self.books, self.tally, self.language)

    @cached_property
    def entries(self) -> Grid | None:
        """Editions: persons who are new, who continue, and together, each person once."""
        return edition_tables.entries(self._people, self.language)

    @cached_property
    def recruitment(self) -> Grid | None:
        """The recruitment plan: who was to begin by when, who has, and who is missing."""
        return pace.recruitment_table(self.books, self.tally, self.language)

    @cached_property
    def corrections(self) -> Grid | None:
        """Figures that were already reported and are other ones now."""
        return corrections.table(self.books, self.tally, self.language)

    @cached_property
    def by_edition(self) -> Grid | None:
        """The main indicators of each edition."""
        return self._by("editions", self.books.project.editions, _("Edition"))

    @cached_property
    def by_partner(self) -> Grid | None:
        """The main indicators of each partner."""
        return self._by("partners", self.books.project.partners, _("Partner"))

    @cached_property
    def by_path(self) -> Grid | None:
        """The main indicators of each path."""
        return self._by("paths", self.books.project.paths, _("Path"))

    @cached_property
    def flow(self) -> Grid | None:
        """Who began, finished, broke off and takes part."""
        return people_tables.flow(self._people)

    @cached_property
    def groups(self) -> Grid | None:
        """Target groups: planned and actual participants."""
        return people_tables.groups(self._people, self.language)

    @cached_property
    def paths(self) -> Grid | None:
        """Paths and sub-programmes: planned and actual participants."""
        return people_tables.paths(self._people, self.language)

    @cached_property
    def editions(self) -> Grid | None:
        """Editions and their participants."""
        return people_tables.editions(self._people, self.language)

    @cached_property
    def partners(self) -> Grid | None:
        """Partners, what they do, and their participants."""
        return people_tables.partners(self._people, self.language)

    @cached_property
    def forms(self) -> Grid | None:
        """Forms of support by sphere: planned, and who received them."""
        return people_tables.forms(self._people, self.language)

    @cached_property
    def attendance(self) -> Grid | None:
        """Forms of support by the diaries: persons and hours against the plan, and the share attended."""
        return self._attendance.forms()

    @cached_property
    def attendance_groups(self) -> Grid | None:
        """Groups of each form in the months of the period: classes, hours, persons enrolled, mean attendance."""
        return self._attendance.groups()

    @cached_property
    def attendance_below(self) -> Grid | None:
        """Persons whose attendance of a form is below the threshold."""
        return self._attendance.below()

    @cached_property
    def attendance_people(self) -> Grid | None:
        """Hours of each person and form: scheduled, attended, excused."""
        return self._attendance.people()

    @cached_property
    def criteria(self) -> Grid | None:
        """Criteria of recruitment."""
        return plan_tables.criteria(self.books, self.language)

    @cached_property
    def budget(self) -> Grid | None:
        """Sources of money, their shares, and what was spent."""
        return budget_tables.sources(self._spending, self.language)

    @cached_property
    def set_aside(self) -> Grid | None:
        """Amounts named within the sources."""
        return budget_tables.set_aside(self._spending, self.language)

    @cached_property
    def tasks(self) -> Grid | None:
        """Tasks of the budget: planned and spent."""
        return budget_tables.tasks(self._spending, self.language)

    @cached_property
    def posts(self) -> Grid | None:
        """Posts paid from the project."""
        return plan_tables.posts(self.books, self.language)

    @cached_property
    def calendar(self) -> Grid | None:
        """The reporting calendar."""
        return plan_tables.calendar(self.books, self.language)

    @cached_property
    def calendar_ahead(self) -> Grid | None:
        """Of the reporting calendar the periods that end in this one or later."""
        return plan_tables.calendar(self.books, self.language, since=self.tally.span.start)

    @cached_property
    def visits(self) -> Grid | None:
        """Monitoring visits of the period, whether something was found, and when it was corrected."""
        return self._visits.listed()

    @cached_property
    def survey(self) -> Grid | None:
        """The diagnosis survey, summarised."""
        return record_tables.survey(self.books)

    @cached_property
    def left_out(self) -> Grid | None:
        """Participants left out of the figures because their record is incomplete."""
        return record_tables.left_out(self.books, self.tally, self.language)

    @cached_property
    def findings(self) -> Grid | None:
        """How many findings of each code the registers have."""
        return record_tables.findings(self.found)

    @cached_property
    def sources(self) -> Grid | None:
        """The files that were read, with their SHA-256."""
        return record_tables.sources(self.books, self.language)

    @cached_property
    def _efficiency(self) -> Efficiencies | None:
        return efficiency(self.books, self.tally.span)

    @cached_property
    def _attendance(self) -> Attendance:
        return Attendance(self.books, self.tally.span, self.language)

    def _by(self, column: str, parts: Sequence[object], heading: str) -> Grid | None:
        """Count each part on its own; a part's own report has no parts, and a single one would repeat the whole."""
        if self.books.part is not None or len(parts) < 2:  # noqa: PLR2004
            return None
        main = [one.indicator for one in figure_tables.main_counts(self.tally.counts)]
        # Of the others nothing is shown but what a share is made of.
        needed = {code for one in main for code in (one.id, *((one.ratio.of, one.ratio.to) if one.ratio else ()))}
        books = replace(self.books, indicators=tuple(one for one in self.books.indicators if one.id in needed))
        parted = self._counted(books, column, parts)
        return figure_tables.by_part(parted, self.books, [one.id for one in main], self.language, heading=heading)

    def _counted(self, books: Books, column: str, parts: Sequence[object]) -> Iterator[tuple[str, Tally]]:
        for part in parts:
            name: Name = part.name  # type: ignore[attr-defined]
            yield name.say(self.language), count(narrowed(books, Part(**{column: (part.id,)})), self.tally.span)  # type: ignore[attr-defined]


def names() -> dict[str, str]:
    """Give the tables a template may place, each with what it shows."""
    every = vars(Tables) | vars(KindTables) | vars(PayTables)
    made = {name: one for name, one in every.items() if isinstance(one, cached_property) and not name.startswith("_")}
    return {name: (one.__doc__ or "").strip() for name, one in made.items()}
