"""The tables of single kinds of report: claims, visits, staff, the page for the public, what a coordinator knows each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aktywna.domain.counting.reported import Reported
from aktywna.domain.counting.tally import Count, Tally
from aktywna.domain.findings.finding import Finding
from aktywna.domain.grid import Grid
from aktywna.domain.promises.indicator import IndicatorKind
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.budget import Spending
from aktywna.steps.corrections import part_key
from aktywna.steps.tables import annex2, attention, claim, documents, month_duties, month_people, task_progress
from aktywna.steps.tables import budget as budget_tables
from aktywna.steps.tables import spending as spending_tables
from aktywna.steps.tables.cells import grid, text
from aktywna.steps.tables.people import People
from aktywna.steps.tables.staff import Staff
from aktywna.steps.tables.summary import Summary
from aktywna.steps.tables.task_progress import TaskProgress
from aktywna.steps.tables.visits import Visits
from aktywna.words.wording import _


@dataclass(frozen=True, eq=False)
class KindTables:
    """What they are made of, and they themselves."""

    books: Books
    tally: Tally
    found: Sequence[Finding]
    language: Language
    archive: tuple[Reported, ...] = ()
    """What the reports beside this one gave."""

    @cached_property
    def claim_outputs(self) -> Grid | None:
        """Output indicators as a payment claim has them."""
        return claim.indicators(self.books, self.tally, self._of_kind("output"), self.language, results=False)

    @cached_property
    def claim_results(self) -> Grid | None:
        """Result indicators as a payment claim has them, shares and soft results too, with their base values."""
        counts = [*self._of_kind("result"), *self._of_kind("ratio"), *self._of_kind("soft")]
        return claim.indicators(self.books, self.tally, counts, self.language, results=True)

    @cached_property
    def claim_differences(self) -> Grid | None:
        """What differs cumulatively from the claim before."""
        before = claim.previous(self.archive, part_key(self.books), self.tally.span)
        return claim.differences(self.books, self.tally, before, self.language)

    @cached_property
    def task_progress(self) -> Grid | None:
        """Tasks of the budget with their statuses, in the words of claims."""
        return task_progress.table(self._tasks)

    @property
    def _has_annex(self) -> bool:
        asked = self.books.era.values.get(annex2.ASKED)
        return asked is not None and bool(asked.value)

    @cached_property
    def annex2_flows(self) -> Grid | None:
        """Persons who began, came back, continue, finished and broke off (annex 2 of PO KL; nothing in other periods)."""
        return annex2.flows(self._people) if self._has_annex else None

    @cached_property
    def annex2_groups(self) -> Grid | None:
        """Participants of the groups that annex 2 of PO KL asks about apart; nothing in other periods."""
        return annex2.groups(self._people) if self._has_annex else None

    @cached_property
    def visits_open(self) -> Grid | None:
        """What visits found and is not corrected yet, and for how many days."""
        return self._visits.open()

    @cached_property
    def visits_corrected(self) -> Grid | None:
        """What visits of earlier periods found and was corrected in this one."""
        return self._visits.corrected()

    @cached_property
    def visits_summed(self) -> Grid | None:
        """Visits by form of support: how many, how many found something, corrected, still open."""
        return self._visits.summed()

    @cached_property
    def staff_posts(self) -> Grid | None:
        """Posts against the plan: persons in the period and on its last day, shares of full time, money."""
        return self._staff.posts()

    @cached_property
    def staff_people(self) -> Grid | None:
        """Persons employed in the period, by number."""
        return self._staff.people()

    @cached_property
    def staff_hours(self) -> Grid | None:
        """Hours worked month by month, by number."""
        return self._staff.hours()

    @cached_property
    def staff_classes(self) -> Grid | None:
        """Classes run in each form of support, by number."""
        return self._staff.classes()

    @cached_property
    def summary(self) -> Grid | None:
        """The main indicators as the public may see them."""
        return self.public.table()

    @cached_property
    def files(self) -> Grid | None:
        """The files that were read, with their SHA-256 alone: how many rows they have may tell of few people."""
        files = {source.file: source.sha256 for source in self.books.sources}
        return grid([_("File"), "SHA-256"], [(text(file), text(sha)) for file, sha in sorted(files.items())])

    @cached_property
    def unreportable(self) -> Grid | None:
        """Participants whose rows hold errors, with the fields and the rules."""
        return month_people.unreportable(self.found)

    @cached_property
    def profile(self) -> Grid | None:
        """Participants by labour status, age, education and area: women and men."""
        return self._month_people.profile()

    @cached_property
    def marked(self) -> Grid | None:
        """Participants who are long-term unemployed, disabled, homeless, migrants: women and men."""
        return self._month_people.marked()

    @cached_property
    def left(self) -> Grid | None:
        """Who left in the period: as planned or not, why, and what they have not finished."""
        return self._month_people.left()

    @cached_property
    def due_summed(self) -> Grid | None:
        """Matters by kind: overdue, and due until the end of the next month."""
        return self._duties.summed()

    @cached_property
    def due_clocks(self) -> Grid | None:
        """Results to be established or evidenced until the end of the next month, and those that are late."""
        return self._duties.clocks()

    @cached_property
    def due_later(self) -> Grid | None:
        """Situations to be established three or six months after leaving."""
        return self._duties.later()

    @cached_property
    def due_open(self) -> Grid | None:
        """Participations past their planned end, unfinished forms, open contracts and assessments."""
        return self._duties.open()

    @cached_property
    def due_risk(self) -> Grid | None:
        """Who may not finish because of attendance, and how many absences are left."""
        return self._duties.risk()

    @cached_property
    def diary_health(self) -> Grid | None:
        """What is wrong with diaries, schedules and stays."""
        return self._duties.diaries()

    @cached_property
    def limits(self) -> Grid | None:
        """Limits of hours, places and posts that are exceeded."""
        return self._duties.limits()

    @cached_property
    def eligible(self) -> Grid | None:
        """Hard results among those who can achieve them."""
        return month_duties.eligible(self.tally, self.language)

    @property
    def tasks_of_claim(self) -> tuple[TaskProgress, ...]:
        """The tasks of the budget, each for its narrative."""
        return self._tasks

    @property
    def public(self) -> Summary:
        """What the public may see."""
        return self._summary

    @cached_property
    def categories(self) -> Grid | None:
        """Categories of costs: planned and spent."""
        return budget_tables.categories(self._spending, self.language)

    @cached_property
    def documents(self) -> Grid | None:
        """Documents of the period with their amounts; suppliers are not named."""
        return documents.table(self._spending, self.language)

    @cached_property
    def cost_limits(self) -> Grid | None:
        """Limits on categories of costs: allowed, spent, left."""
        return spending_tables.limits(self._spending, self.language)

    @cached_property
    def flat_rates(self) -> Grid | None:
        """Costs settled as a percentage of others."""
        return spending_tables.flat_rates(self._spending, self.language)

    @cached_property
    def staff_costs(self) -> Grid | None:
        """Posts: planned, spent, and the hours worked."""
        return spending_tables.posts(self._spending, self.language)

    @cached_property
    def unit_costs(self) -> Grid | None:
        """What one participant and one result cost."""
        return spending_tables.unit_costs(self._spending, self.language)

    @cached_property
    def money_forecast(self) -> Grid | None:
        """Where spending will be at the end at this pace."""
        return spending_tables.forecasts(self._spending, self.language)

    @cached_property
    def corrected_documents(self) -> Grid | None:
        """Correcting invoices and what they correct."""
        return spending_tables.corrections(self._spending, self.language)

    @cached_property
    def beside_sums(self) -> Grid | None:
        """Expenditure that the sums leave out or hold twice, and what lies between two periods."""
        return spending_tables.outside_sums(self._spending, self.language)

    @cached_property
    def money_attention(self) -> Grid | None:
        """What needs attention in the register of expenditures, by document."""
        return attention.table(self._spending, self.found)

    @cached_property
    def _spending(self) -> Spending:
        return Spending(self.books, self.tally.span, self.tally)

    @cached_property
    def _tasks(self) -> tuple[TaskProgress, ...]:
        return task_progress.progress(self._people, self.language)

    @cached_property
    def _summary(self) -> Summary:
        return Summary(self.books, self.tally, self.language)

    @cached_property
    def _visits(self) -> Visits:
        return Visits(self.books, self.tally.span, self.language)

    @cached_property
    def _staff(self) -> Staff:
        return Staff(self.books, self.tally.span, self.language)

    @cached_property
    def _month_people(self) -> month_people.MonthPeople:
        return month_people.MonthPeople(self._people, self.language)

    @cached_property
    def _duties(self) -> month_duties.MonthDuties:
        return month_duties.MonthDuties(self.books, self.found, self.language)

    @cached_property
    def _people(self) -> People:
        return People(self.books, self.tally.span, frozenset(row for row, _missing in self.tally.excluded))

    def _of_kind(self, kind: IndicatorKind) -> list[Count]:
        return [one for one in self.tally.counts if one.indicator.kind == kind]
