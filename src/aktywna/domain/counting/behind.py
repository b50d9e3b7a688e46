"""Who stands behind a number: how each unit stood, why, and who missed it by one condition only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.adding_up import PARTICIPATING, counts_persons
from aktywna.domain.counting.asking import Asker, asker_of
from aktywna.domain.counting.deciding import BLANK, IS, Reason, cell, cells_of, reasons, said
from aktywna.domain.counting.improvement import compared, pairs_of, soft_answer
from aktywna.domain.counting.shares import among
from aktywna.domain.counting.tally import Bools, Count, Span, Units
from aktywna.domain.findings.rule import N_
from aktywna.domain.people.persons import persons_of
from aktywna.domain.promises.condition import Answer, Condition
from aktywna.domain.promises.indicator import EVENT, Indicator
from aktywna.domain.registers.register import Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

LATER = N_("The day that it counts from, {day:day}, is after the period that is reported.")
NO_DAY_WRITTEN = N_("The day that would put it into a period is not written.")
IMPROVED = N_("Improved: {n:count area|areas}, needed: {needed:number}.")
IMPROVED_UNPAIRED = N_("Improved: {n:count area|areas}, needed: {needed:number}; areas without both assessments: {missing:number}.")
ANSWERS = ("met", "unknown", "unmet")


@dataclass(frozen=True, eq=False)
class Stood:
    """How units stood at the end of a period: arrays of shape (units,)."""

    rows: np.ndarray[Any, np.dtype[np.intp]]
    """The row of the register that stands for each unit."""
    answers: dict[str, Bools]
    """`met`, `unknown` and `unmet`, of which each unit has exactly one."""
    days: np.ndarray[Any, np.dtype[np.datetime64]]
    indicator: Indicator
    """Whose conditions decided: of a share, those of its numerator."""


def standing(units: Units, span: Span) -> dict[str, Bools]:
    """Say of each unit how it stood at the end of `span`; what came later had not happened."""
    by_then = units.within(span, from_start=True)
    met, unknown = units.met & by_then, units.unknown & by_then
    return {"met": met, "unknown": unknown, "unmet": ~met & ~unknown}


def stood(count: Count, span: Span) -> Stood | None:
    """Give the units behind a number; of a share of people, those of its denominator. Nothing where there are none."""
    if count.divided is None:
        if count.units is None:
            return None
        return Stood(count.units.rows, standing(count.units, span), count.units.day, count.indicator)
    of, to = count.divided
    if of.units is None or to.units is None or not (counts_persons(of.indicator) and counts_persons(to.indicator)):
        return None
    people = among(of.units, to.units, span, from_start=True)
    mine, theirs = standing(of.units, span), standing(to.units, span)
    belong = people.denominator | theirs["unknown"]
    codes = to.units.codes[belong]
    met, unknown = (np.isin(codes, of.units.codes[mine[answer]]) for answer in ("met", "unknown"))
    doubtful = unknown | theirs["unknown"][belong]
    return Stood(
        to.units.rows[belong], {"met": met & ~doubtful, "unknown": doubtful, "unmet": ~met & ~doubtful}, to.units.day[belong], of.indicator
    )


def why(books: Books, found: Stood, row: int, answer: str, day: Any) -> list[Reason]:
    """Say why one unit counts (`met`), does not, or why nobody knows: the conditions that decided, with their cells."""
    indicator = found.indicator
    register = books.registers[indicator.counts]
    asker = asker_of(books, register)
    wanted = {"met": "yes", "unknown": "unknown", "unmet": "no"}[answer]
    decided = [one for one in _conditions(indicator, register) if said(asker.one(one).answer, row) == wanted]
    if answer == "met" and (len(decided) > 1 or indicator.soft is not None):
        # That whoever counts takes part goes without saying where something else was asked.
        decided = [one for one in decided if one is not PARTICIPATING]
    reached = [reason for one in decided for reason in reasons(asker, one, row)]
    if indicator.soft is not None and said(books.once(_Soft(indicator)), row) == wanted:
        reached.append(improvement(books, indicator, row))
    if indicator.sum_ is not None and (answer == "met" or pd.isna(register.get(indicator.sum_).iloc[row])):
        amount = (cell(books, register, indicator.sum_, row),) if indicator.sum_ in register else ()
        says = IS if answer == "met" else BLANK
        told = {"column": f"{register.id}.{indicator.sum_}", "of": (register.id, indicator.sum_)}
        reached.append(Reason(says, {**told, "value": amount[0].value if amount else None}, amount))
    if not reached and answer == "unmet":
        return [Reason(LATER, {"day": day.astype("datetime64[D]").astype(object)}, _dated(books, indicator, register, row))]
    if not reached and answer == "unknown":
        return [Reason(NO_DAY_WRITTEN, {}, _dated(books, indicator, register, row))]
    return reached


def almost(books: Books, count: Count, span: Span) -> Iterator[tuple[int, list[Reason]]]:
    """
    Give who missed a number by exactly one condition, nearest first: the row, and that condition.

    They fulfil at least one of the indicator's own conditions. Nobody who counts by another row is among them.
    """
    indicator = count.indicator
    register = books.get(indicator.counts)
    if register is None or count.units is None or indicator.sum_ is not None:
        return
    asker = asker_of(books, register)
    conditions = _conditions(indicator, register)
    answers = [asker.one(one).answer for one in conditions]
    if indicator.soft is not None:
        answers.append(books.once(_Soft(indicator)))
    own = answers[1:] if register.id == "participants" and conditions[0] is PARTICIPATING else answers
    later = set(count.units.rows[count.units.met & ~count.units.within(span, from_start=True)].tolist())
    missed = np.sum([one.no for one in answers], axis=0) if answers else np.zeros(len(register))
    sure = ~np.any([one.unknown for one in answers], axis=0) if answers else np.ones(len(register), bool)
    held = np.any([one.yes for one in own], axis=0) if own else np.zeros(len(register), bool)
    codes = persons_of(books).codes if counts_persons(indicator) else pd.factorize(register.key.fillna(""))[0]
    counted = np.isin(codes, codes[count.units.rows[count.units.met | count.units.unknown]])
    rows = np.flatnonzero((missed == 1) & sure & held & ~counted)
    rows = rows[np.sort(np.unique(codes[rows], return_index=True)[1])]
    found = [(row, _failed(books, asker, indicator, conditions, row)) for row in rows.tolist()]
    # What came after the period is the nearest of all.
    found += [(row, [Reason(LATER, {"day": day}, _dated(books, indicator, register, row), near=True)]) for row, day in _later(count, later)]
    yield from sorted(found, key=lambda one: (not any(reason.near for reason in one[1]), one[0]))


def _later(count: Count, rows: set[int]) -> Iterator[tuple[int, Any]]:
    assert count.units is not None
    for row, day in zip(count.units.rows.tolist(), count.units.day, strict=True):
        if row in rows:
            yield row, day.astype("datetime64[D]").astype(object)


def _conditions(indicator: Indicator, register: Register) -> list[Condition]:
    """Give every condition by itself: those that must all hold are told apart; of participants the first is to take part."""
    found: list[Condition] = [PARTICIPATING] if register.id == "participants" else []
    for one in (*indicator.among, *indicator.when):
        found += one.all_ if one.all_ is not None else (one,)
    return found


def _failed(books: Books, asker: Asker, indicator: Indicator, conditions: list[Condition], row: int) -> list[Reason]:
    failed = [one for one in conditions if said(asker.one(one).answer, row) == "no"]
    if not failed:
        return [improvement(books, indicator, row)]
    return [reason for one in failed for reason in reasons(asker, one, row)]


@dataclass(frozen=True)
class _Soft:
    """The question whether the assessments improved: asked once of each books."""

    indicator: Indicator

    def __call__(self, books: Books) -> Answer:
        return soft_answer(books, self.indicator).answer


def improvement(books: Books, indicator: Indicator, row: int) -> Reason:
    """Say in how many areas somebody improved, and point at the scores."""
    assert indicator.soft is not None
    person = books.column("participants", "person")
    pairs = pairs_of(books, indicator)
    mine = pairs[pairs["key"] == person.iloc[row]]
    rose = int((mine["change"] >= float(indicator.soft.improved_by) - 1e-9).sum())
    facts = {"n": rose, "needed": indicator.soft.at_least, "missing": len(indicator.soft.areas) - len(mine)}
    says = IMPROVED_UNPAIRED if facts["missing"] else IMPROVED
    scores = books.get("assessments")
    if scores is None or "score" not in scores:
        return Reason(says, facts)
    numbers = books.participants.key[(person == person.iloc[row]).to_numpy()]
    ours = scores.get("participant_no").isin(numbers) & scores.get("area").isin(indicator.soft.areas) & scores["score"].notna()
    rows = compared(scores, np.flatnonzero(ours.to_numpy(dtype=bool))).tolist()
    return Reason(says, facts, tuple(cell(books, scores, "score", at) for at in rows), near=rose > 0)


def _dated(books: Books, indicator: Indicator, register: Register, row: int) -> tuple[Any, ...]:
    """Give the cells of the days that put a row into a period."""
    columns = (*indicator.dated.latest, *indicator.dated.earliest) if indicator.dated is not None else (register.layout.dated or EVENT,)
    return tuple(one for column in columns if column != EVENT for one in cells_of(books, register, column, row))
