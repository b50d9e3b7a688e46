"""How efficiency is measured: who has ended, who is excluded and why, who reached the effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.counting.asking import Asker
from aktywna.domain.counting.improvement import soft_answer
from aktywna.domain.counting.support_given import support_given
from aktywna.domain.efficiency.efficient import DOUBTFUL, LEFT_OUT, MET, OPEN, UNMET, Efficient
from aktywna.domain.efficiency.leaving import Bools, Ints, Leaving, leaving
from aktywna.domain.efficiency.terms import Settled
from aktywna.domain.efficiency.work_taken import Reached, owned, work_taken
from aktywna.domain.presence.working_days import Days, months_later
from aktywna.domain.promises.condition import Answer, Condition
from aktywna.domain.promises.indicator import Indicator

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def measured(books: Books, rules: Settled, last: date, hidden: Bools) -> tuple[Efficient, ...]:
    """
    Measure every group by what is known on the day `last`.

    `hidden` marks the participants' rows that may not be shown (rules.md 5, L2): shape (rows,).
    """
    if books.get("participants") is None:
        return ()
    people = leaving(books, last, hidden)
    work = work_taken(books, rules, people, last)
    facts = _Facts(books, rules, people, last)
    results = {
        "employment": facts.result(work, also_no=None),
        "social": facts.result(facts.social, also_no=facts.soft),
    }  # fmt: skip
    if "combined" in rules.measures:
        one, other = results["social"], results["employment"]
        results["combined"] = _Result(one.answer | other.answer, np.fmin(one.day, other.day), np.where(one.answer.yes, one.why, other.why))
    belonging = _belonging(books, rules, people)
    found = []
    for group, inside in zip(rules.groups, belonging, strict=True):
        for measure in rules.measures:
            gates = facts.gates_to_work if measure == "employment" else facts.gates
            threshold = group.thresholds.get(measure)
            standing, why, day, rows = facts.stand(inside, gates, results[measure])
            found.append(Efficient(group.id, group.name, measure, threshold, rows, standing, why, day))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Result:
    answer: Answer
    day: Days
    why: np.ndarray[Any, Any]


@dataclass(frozen=True, eq=False)
class _Gate:
    """A question that everybody in a denominator answers with yes, and what a no or an unknown is called."""

    answer: Answer
    no: np.ndarray[Any, Any] | str
    unknown: str


class _Facts:
    """What is known of the people, put together once for every group and measure."""

    def __init__(self, books: Books, rules: Settled, people: Leaving, last: date) -> None:
        self.books, self.rules, self.people = books, rules, people
        self.window = months_later(people.day, rules.window_months)
        self.closed = self.window <= np.datetime64(last)
        self.last = last
        self.asker = Asker(books, books.participants)
        asked = books.column("participants", "asked").eq("yes").to_numpy(dtype=bool, na_value=False)
        self.asked = people.of_persons(Answer(asked, ~asked)).yes

    @cached_property
    def gates(self) -> list[_Gate]:
        return [_Gate(self.people.ended, self.people.how, "leaving_unknown")]

    @cached_property
    def gates_to_work(self) -> list[_Gate]:
        """Employment efficiency also excludes people (rules.md 4.2, S47) and asks for support that leads to work."""
        support = support_given(self.books, self.people, self.rules.spheres, self.last)
        return [
            *self.gates,
            _Gate(support, "other_support", "support_unknown"),
            _Gate(~self._juvenile(), "juvenile", "juvenile_unknown"),
            _Gate(~self._minor(), "minor", "age_unknown"),
            _Gate(~self._at_school(), "school", "school_unknown"),
        ]

    @cached_property
    def social(self) -> Reached:
        """Who reached a social effect: an outcome within the window, or assessments that improved."""
        found = self._outcomes(self.rules.social_outcomes)
        soft = self.soft
        if soft is None:
            return found
        day = np.where(soft.answer.yes, soft.day, np.datetime64("NaT", "D"))
        return Reached(found.sure | soft.answer.yes, np.fmin(found.day, day), found.perhaps | soft.answer.yes, found.any_ | soft.answer.yes)

    @cached_property
    def soft(self) -> _Result | None:
        """Whose assessments improved; nothing where the project did not promise to ask."""
        if self.rules.social_soft is None:
            return None
        asked = soft_answer(self.books, Indicator.model_validate({"id": "social", "name": "social", "soft": self.rules.social_soft}))
        rows, inside = self.people.row, asked.day.astype("datetime64[D]") <= np.datetime64(self.last)
        yes = asked.answer.yes & inside
        return _Result(Answer(yes[rows], asked.answer.no[rows]), asked.day.astype("datetime64[D]")[rows], np.empty(len(rows), object))

    def result(self, reached: Reached, *, also_no: _Result | None) -> _Result:
        """
        Answer whether people reached an effect: no is said only after the window, of whom somebody asked.

        With `also_no` only of whom that is a no as well.
        """
        no = self.closed & self.asked & ~reached.perhaps
        if also_no is not None:
            no &= also_no.answer.no
        answer = Answer(reached.sure, no & ~reached.sure)
        unsure = np.where(reached.perhaps, "unsure", np.where(self.closed, "not_asked", "window_open"))
        why = np.where(answer.yes, "", np.where(answer.no, np.where(reached.any_, "below", "none"), unsure))
        return _Result(answer, np.where(reached.sure, np.fmax(reached.day, self.people.day), np.datetime64("NaT", "D")), why)

    def stand(self, inside: Answer, gates: list[_Gate], result: _Result) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], Days, Ints]:
        """Say how each person of a group stands, why, and on which day, and give their rows."""
        size = len(self.people)
        standing, why = np.full(size, "", dtype=object), np.full(size, "", dtype=object)
        for gate in gates:
            stopped = (standing == "") & gate.answer.no
            standing[stopped] = LEFT_OUT
            why[stopped] = gate.no[stopped] if isinstance(gate.no, np.ndarray) else gate.no
        for answer, unknown in [(inside, "group_unknown"), *((gate.answer, gate.unknown) for gate in gates)]:
            doubted = (standing == "") & answer.unknown
            standing[doubted], why[doubted] = DOUBTFUL, unknown
        free = standing == ""
        for name, chosen in ((MET, result.answer.yes), (UNMET, result.answer.no), (OPEN, result.answer.unknown)):
            standing[free & chosen], why[free & chosen] = name, result.why[free & chosen]
        day = np.where(standing == MET, result.day, np.where(standing == OPEN, self.window, np.datetime64("NaT", "D")))
        ours = ~inside.no
        return standing[ours], why[ours], day[ours], self.people.row[ours]

    def _juvenile(self) -> Answer:
        if not self.rules.juveniles:
            return Answer.everyone(len(self.people), yes=False)
        return self._rows({"column": "target_group", "is_in": self.rules.juveniles})

    def _minor(self) -> Answer:
        """
        Say who is under age, or still in compulsory schooling, on leaving.

        Who came of age during participation is not known to have finished school until the register says so.
        """
        limit = self.rules.adult_age
        at_entry = self._rows({"column": "age", "at_most": limit - 1})
        schooling = self._rows({"column": "compulsory_schooling", "is": True})
        born = self._born()
        known = ~np.isnat(born) & ~np.isnat(self.people.day)
        under = known & (months_later(born, 12 * limit) > self.people.day)
        yes = under | schooling.yes
        return Answer(yes, ~yes & (at_entry.no | (known & schooling.no)))

    def _born(self) -> Days:
        if not {"birth_date", "pesel"} & set(self.books.participants.columns):
            return np.full(len(self.people), np.datetime64("NaT", "D"))
        born: Days = self.asker.column("birth").to_numpy().astype("datetime64[D]")[self.people.row]
        return born

    def _at_school(self) -> Answer:
        """Say who took up education in school forms during the project or within the window after it."""
        taken = self._outcomes(("education",), where="school_form")
        return Answer(taken.sure, ~taken.perhaps)

    def _outcomes(self, wanted: tuple[str, ...], where: str = "") -> Reached:
        """Say who has an outcome of `wanted` from the first day to the end of the window; with `where`, of which that says yes."""
        size = len(self.people)
        sure, perhaps, day = np.zeros(size, bool), np.zeros(size, bool), np.full(size, np.datetime64("NaT", "D"))
        register = self.books.get("outcomes")
        if register is None:
            return Reached(sure, day, perhaps, sure)
        rows, owner = owned(self.books, self.people, register.get("outcome").isin(wanted).to_numpy(dtype=bool, na_value=False))
        on = register.get("date").to_numpy().astype("datetime64[D]")[rows]
        said = register.get(where).iloc[rows] if where else None
        yes = np.ones(len(rows), bool) if said is None else said.eq("yes").to_numpy(dtype=bool, na_value=False)
        may = np.ones(len(rows), bool) if said is None else ~said.eq("no").to_numpy(dtype=bool, na_value=False)
        late = (on > np.datetime64(self.last)) | (on > self.window[owner]) | (on < self.people.start[owner])
        counted = yes & ~late & ~np.isnat(on)
        sure[owner[counted]] = True
        order = np.argsort(on[counted], kind="stable")[::-1]
        day[owner[counted][order]] = on[counted][order]
        perhaps[owner[may & ~late]] = True
        return Reached(sure, day, perhaps, np.bincount(owner, minlength=size) > 0)

    def _rows(self, condition: Mapping[str, Any]) -> Answer:
        return self.people.of_persons(self.asker.ask((Condition.model_validate(condition),)).answer)


def _belonging(books: Books, rules: Settled, people: Leaving) -> list[Answer]:
    """Say who belongs to each group; disjoint groups give a person to the last of those they belong to."""
    asker = Asker(books, books.participants)
    own = [people.of_persons(asker.ask(group.among).answer) for group in rules.groups]
    if not rules.disjoint:
        return own
    taken = Answer.everyone(len(people), yes=False)
    found = []
    for answer in reversed(own):
        found.append(answer & ~taken)
        taken = taken | answer
    return found[::-1]
