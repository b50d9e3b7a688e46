"""How each person left the project, as efficiency asks: with all planned forms ended, for a job, otherwise, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.adding_up import participation
from aktywna.domain.people.participants import LEFT
from aktywna.domain.presence.working_days import FAR, Days
from aktywna.domain.promises.condition import Answer

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Bools = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[np.intp]]
ON_PATH, FOR_A_JOB = "path", "job"
"""Causes of ending (rules.md 5, L15) after which a person has ended for efficiency; after any other one they broke off."""
SAYS_NOTHING = ("employment", "monitoring")
"""Situations on leaving that do not tell why somebody broke off."""


@dataclass(frozen=True, eq=False)
class Leaving:
    """The persons who may take part and how they left; every array but `person` has one entry a person."""

    person: Ints
    """For each row of the participants the number of its person, -1 where the row is not asked about: shape (rows,)."""
    row: Ints
    """The participants' row that stands for the person: of the last exit."""
    ended: Answer
    day: Days
    """The day of the last exit; unknown for who has not left."""
    start: Days
    """The first day of participation."""
    how: np.ndarray[Any, Any]
    """`path`, `job`, `broke_off`, `taking_part` or `unknown`."""

    def __len__(self) -> int:
        return len(self.row)

    def of_persons(self, rows: Answer) -> Answer:
        """Put answers about rows together: yes if one of a person's rows says so, no if all of them do."""
        asked = self.person >= 0
        many = np.bincount(self.person[asked], minlength=len(self))
        yes = np.bincount(self.person[asked], rows.yes[asked], minlength=len(self)) > 0
        no = np.bincount(self.person[asked], rows.no[asked], minlength=len(self)) == many
        return Answer(yes, no)


def leaving(books: Books, last: date, hidden: Bools) -> Leaving:
    """
    Say how each person had left by the day `last`, without the rows in `hidden` (shape (rows,)), which may not be shown.

    Of several participations the last exit decides (rules.md 5, L8); who still takes part in one has not left.
    """
    people = books.participants
    start = people.get("start_date").to_numpy().astype("datetime64[D]")
    end = people.get("end_date").to_numpy().astype("datetime64[D]")
    here = participation(books, people)
    asked = ~here.no & ~(start > np.datetime64(last)) & ~hidden
    person = np.full(len(people), -1, dtype=np.intp)
    person[asked] = pd.factorize(books.column("participants", "person")[asked])[0]
    over = end <= np.datetime64(last)
    ended, how = _of_rows(books, over, np.isnat(end))
    ended = Answer(ended.yes & ~here.unknown, ended.no & ~here.unknown)
    exit_day = np.where(over, end, FAR)
    rows = np.flatnonzero(asked)
    weight = np.where(ended.no, 0, np.where(ended.yes, 2, 1))
    # The last exit first; of several on one day the one that says no, then one that nobody knows.
    order = rows[np.lexsort((rows, weight[rows], -exit_day[rows].astype("int64"), person[rows]))]
    chosen = order[np.unique(person[order], return_index=True)[1]]
    first = pd.Series(start[rows]).groupby(person[rows]).min().to_numpy().astype("datetime64[D]")
    answer = Answer(ended.yes[chosen], ended.no[chosen])
    day = np.where(over[chosen], end[chosen], np.datetime64("NaT"))
    return Leaving(person, chosen, answer, day, first, np.where(here.unknown[chosen], "unknown", how[chosen]))


def _of_rows(books: Books, over: Bools, endless: Bools) -> tuple[Answer, np.ndarray[Any, Any]]:
    """Say of each participation whether it ended as efficiency understands it (rules.md 4.2, S13), and how."""
    people = books.participants
    state, planned = people.get("state"), people.get("completed_as_planned")
    cause, situation = people.get("end_reason"), people.get("situation_1")
    left = state.isin(LEFT).to_numpy()
    on_path = cause.isna() | cause.eq(ON_PATH)
    as_planned = (planned.eq("yes") | (planned.isna() & state.eq("finished") & on_path)).to_numpy(dtype=bool, na_value=False)
    broke_off = (planned.eq("no") | state.eq("dropped_out") | ~on_path).to_numpy(dtype=bool, na_value=False) & ~as_planned
    for_a_job = broke_off & cause.eq(FOR_A_JOB).to_numpy(dtype=bool, na_value=False)
    no_job = books.column("participants", "asked").eq("yes") & books.column("participants", "first_job_date").isna()
    told_otherwise = (situation.notna() & ~situation.isin(SAYS_NOTHING)) | no_job
    otherwise = broke_off & ~for_a_job & (cause.notna() | told_otherwise).to_numpy(dtype=bool)
    running = ~over & ~(endless & left)
    how = np.select(
        [running, over & as_planned, over & for_a_job, over & otherwise], ["taking_part", "path", "job", "broke_off"], default="unknown"
    )
    return Answer(over & (as_planned | for_a_job), running | (over & otherwise)), how
