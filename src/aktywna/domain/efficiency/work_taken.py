"""Whether people took up work that counts for employment efficiency: its form, its length, its share or its value, its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import JOBS
from aktywna.domain.efficiency.leaving import Bools, Ints, Leaving
from aktywna.domain.efficiency.terms import Settled
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.presence.working_days import FAR, Days, months_later, next_working

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

TERMS = ("outcome", "job_form", "job_share", "job_until", "job_open_ended", "job_value", "measured_on")
SPECIFIC_WORK = "specific_work"
"""Umowa o dzieło: of it no length is asked, only its value."""


@dataclass(frozen=True, eq=False)
class Reached:
    """What the outcomes say of each person: surely, on which day, perhaps (which includes surely), and whether there was anything."""

    sure: Bools
    day: Days
    perhaps: Bools
    any_: Bools


def work_taken(books: Books, rules: Settled, people: Leaving, last: date) -> Reached:
    """
    Say who took up work within the window, whatever the number of jobs (rules.md 4.2, 13).

    Labour contracts that follow one another are one continuous period; Sundays and public holidays are not a break. Work
    taken up before leaving counts when it goes on on the day of leaving.
    """
    found = _jobs(books, people, last)
    sure, perhaps = np.zeros(len(people), bool), np.zeros(len(people), bool)
    day = np.full(len(people), np.datetime64("NaT", "D"))
    if found is None:
        return Reached(sure, day, perhaps, np.zeros(len(people), bool))
    register, rows, owner, start = found
    jobs = pd.DataFrame({column: register.get(column).iloc[rows].reset_index(drop=True) for column in TERMS})
    terms = _Terms(books, rules, jobs, owner, start, last)
    for surely in (True, False):
        people_of, begun, ended = terms.long_enough(surely=surely)
        left, until = people.day[people_of], months_later(people.day, rules.window_months)[people_of]
        in_time = (begun <= until) & ((begun >= left) | (ended >= left))
        people_of, begun = people_of[in_time], begun[in_time]
        if surely:
            sure[people_of] = True
            order = np.argsort(begun, kind="stable")[::-1]
            day[people_of[order]] = begun[order]
        perhaps[people_of] = True
    perhaps[owner[np.isnat(start)]] = True
    return Reached(sure, day, perhaps, np.bincount(owner, minlength=len(people)) > 0)


def _jobs(books: Books, people: Leaving, last: date) -> tuple[Any, Ints, Ints, Days] | None:
    """Give the rows of the outcomes that are jobs of `people`, begun by `last` or without a day: rows, persons, first days."""
    register = books.get("outcomes")
    if register is None or not len(people):
        return None
    rows, owner = owned(books, people, register.get("outcome").isin(JOBS).to_numpy(dtype=bool, na_value=False))
    start = register.get("date").to_numpy().astype("datetime64[D]")[rows]
    begun = ~(start > np.datetime64(last)) & ~(start < people.start[owner])
    return register, rows[begun], owner[begun], start[begun]


def owned(books: Books, people: Leaving, wanted: Bools) -> tuple[Ints, Ints]:
    """Give the `wanted` rows of the outcomes that are of `people`, and the person each is of."""
    register = books.outcomes
    row = rows_of_people(books.participants, register.get("participant_no"), register.get("date").astype("datetime64[s]"))
    person = np.where(row >= 0, np.append(people.person, -1)[row], -1)
    rows = np.flatnonzero(wanted & (person >= 0))
    return rows, person[rows]


class _Terms:
    """The terms of jobs against the minimums; every array has one entry a job."""

    def __init__(self, books: Books, rules: Settled, jobs: pd.DataFrame, owner: Ints, start: Days, last: date) -> None:  # noqa: PLR0913
        self.rules, self.owner, self.start = rules, owner, start
        self.share, self.value = jobs["job_share"].to_numpy(dtype="float64", na_value=np.nan), jobs["job_value"]
        form = jobs["job_form"].astype("str")
        form = form.where(form.notna() | ~jobs["outcome"].eq("self_employment"), "business")
        self.blank = form.isna().to_numpy()
        self.labour, self.business = (form.eq(one).to_numpy(dtype=bool, na_value=False) for one in ("labour_contract", "business"))
        civil = books.narrowed("job_form", "civil_contract")
        self.civil = form.isin(civil).to_numpy()
        self.specific = form.eq(SPECIFIC_WORK).to_numpy(dtype=bool, na_value=False)
        self.until, known = self._ends(jobs, last)
        self.lasts = np.where(known, self.until, FAR)
        self.counts_civil = bool(civil & rules.forms)
        self.maybe_civil = self.counts_civil or bool(civil & rules.doubtful)

    def _ends(self, jobs: pd.DataFrame, last: date) -> tuple[Days, Bools]:
        """Give the last day that is sure of each job, and whether that is its last day."""
        until, checked = (jobs[column].to_numpy().astype("datetime64[D]") for column in ("job_until", "measured_on"))
        known = ~np.isnat(until)
        endless = jobs["job_open_ended"].eq("yes").to_numpy(dtype=bool, na_value=False) & ~self.business
        seen = np.where(checked >= self.start, checked, self.start)
        sure = np.where(known, until, np.where(endless, FAR, seen))
        # A contract is made for a time; a business has run only so long as it has run.
        return np.where(self.business, np.minimum(sure, np.datetime64(last)), sure), known

    def long_enough(self, *, surely: bool) -> tuple[Ints, Days, Days]:
        """Give the persons, first and last days of work that reaches its minimum: surely, or as far as anybody knows."""
        until = self.until if surely else self.lasts
        dated = ~np.isnat(self.start)
        may = dated & (~self.blank if surely else dated)
        share = self.share >= float(self.rules.labour_share) - 1e-9
        enough = share if surely else share | np.isnan(self.share)
        labour = may & (self.labour | self.blank) & enough & self._accepts("labour_contract", surely=surely)
        business = may & (self.business | self.blank) & self._accepts("business", surely=surely)
        civil = may & (self.civil | self.blank) & self._worth(surely=surely)
        civil &= np.full(len(may), self.counts_civil if surely else self.maybe_civil)
        short = self.specific | (self.blank & (not surely))
        civil &= short | self._months(until, self.rules.civil_months)
        business &= self._months(until, self.rules.business_months)
        alone = civil | business
        both = zip(self._chains(labour, until), (self.owner[alone], self.start[alone], until[alone]), strict=True)
        owner, begun, ended = (np.concatenate(pair) for pair in both)
        return owner, begun, ended

    def _accepts(self, form: str, *, surely: bool) -> bool:
        return form in self.rules.forms or (not surely and form in self.rules.doubtful)

    def _months(self, until: Days, months: int) -> Bools:
        """Say which jobs last at least so many months: from the 1st to the last day of the third month is three."""
        found: Bools = until + np.timedelta64(1, "D") >= months_later(self.start, months)
        return found

    def _worth(self, *, surely: bool) -> Bools:
        """Say which contracts are worth so many minimum wages of the year in which they began."""
        years = self.start.astype("datetime64[Y]").astype("int64") + 1970
        wages = {year: float(wage * self.rules.civil_wages * 100) for year, wage in self.rules.minimum_wage.items()}
        needed = pd.Series(years).map(wages).astype("float64").to_numpy()
        value = self.value.to_numpy(dtype="float64", na_value=np.nan)
        enough: Bools = value >= needed
        return enough if surely else enough | np.isnan(value) | np.isnan(needed)

    def _chains(self, chosen: Bools, until: Days) -> tuple[Ints, Days, Days]:
        """Put contracts that follow one another together; give the persons, first and last days of the periods long enough."""
        rows = np.flatnonzero(chosen)
        if not len(rows):
            return self.owner[rows], self.start[rows], until[rows]
        rows = rows[np.lexsort((until[rows], self.start[rows], self.owner[rows]))]
        owner, start = self.owner[rows], self.start[rows]
        reach = pd.Series(until[rows].astype("int64")).groupby(owner).cummax().to_numpy().astype("datetime64[D]")
        begins = np.ones(len(rows), bool)
        begins[1:] = (owner[1:] != owner[:-1]) | (start[1:] > next_working(reach[:-1], self.rules.holidays))
        first = np.flatnonzero(begins)
        last = np.append(first[1:], len(rows)) - 1
        long = reach[last] + np.timedelta64(1, "D") >= months_later(start[first], self.rules.labour_months)
        return owner[first][long], start[first][long], reach[last][long]
