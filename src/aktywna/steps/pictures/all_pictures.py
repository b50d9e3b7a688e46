"""The pictures a template may place, each made when it is first asked for; nothing where there is nothing to draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from aktywna.domain.counting.tally import Tally
from aktywna.domain.grid import Picture
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.pictures import participants, progress, support
from aktywna.steps.tables.attendance import Attendance
from aktywna.steps.tables.people import People


@dataclass(frozen=True, eq=False)
class Pictures:
    """Every picture of a report, by the name a template calls it."""

    books: Books
    tally: Tally
    language: Language

    @cached_property
    def targets(self) -> Picture | None:
        """The main indicators: percent of the target achieved."""
        return progress.targets(self.books, self.tally, self.language)

    @cached_property
    def recruitment(self) -> Picture | None:
        """Persons who began participation, month after month, against the plan or the target."""
        return progress.recruitment(self.books, self.tally, self._people, self.language)

    @cached_property
    def ages(self) -> Picture | None:
        """Women and men by age band."""
        return participants.ages(self.books, self._people, self.language)

    @cached_property
    def pathway(self) -> Picture | None:
        """From joining through support to a result: persons at each stage."""
        return participants.pathway(self.books, self.tally, self._people, self.language)

    @cached_property
    def attendance(self) -> Picture | None:
        """Attendance through the weeks."""
        return support.attendance(Attendance(self.books, self.tally.span, self.language))

    @cached_property
    def soft(self) -> Picture | None:
        """Soft results before and after, by area."""
        return support.soft(self.books, [one for one in self.tally.counts if one.indicator.kind == "soft"], self.language)

    @cached_property
    def _people(self) -> People:
        return People(self.books, self.tally.span, frozenset(row for row, _missing in self.tally.excluded))


def names() -> dict[str, str]:
    """Give the pictures a template may place, each with what it shows."""
    made = {name: one for name, one in vars(Pictures).items() if isinstance(one, cached_property) and not name.startswith("_")}
    return {name: (one.__doc__ or "").strip() for name, one in made.items()}
