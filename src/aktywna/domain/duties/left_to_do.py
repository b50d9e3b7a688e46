"""What is open in registers while people take part: unfinished forms, low attendance, contracts, final assessments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, owned
from aktywna.domain.duties.due import Due, last_participations, told
from aktywna.domain.findings.rule import N_

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books


def unfinished_forms(books: Books) -> Iterator[Due]:
    """
    Forms of support that are over and not finished: without an answer, or with “no” while participation lasts.

    A person's path is finished when all its forms are (rules.md L7).
    """
    support = books.get("support")
    if support is None or "finished" not in support:
        return
    people, owner = books.participants, owned(books, "support")
    names = {form.id: form.name for form in books.project.forms}
    finished, today = support["finished"], pd.Timestamp(books.as_of)
    ended = pd.Series(np.append(people.get("end_date").to_numpy(), np.datetime64("NaT", "s"))[owner])
    gone = (ended <= today).to_numpy()
    over = support.get("end_date").where(support.get("end_date").notna(), ended)
    open_ = (owner != NOBODY) & np.append(last_participations(books), False)[owner] & (over <= today).to_numpy()
    blank = finished.isna().to_numpy() & ~support.unreadable("finished") & open_
    no = finished.eq("no").to_numpy(dtype=bool, na_value=False) & open_ & ~gone
    form = np.array([names.get(code) for code in support.get("form").fillna("")], dtype=object)
    unsaid = N_("The form of support {form:name} ended on {day:day}; enter whether the person finished it.")
    yield from told("unfinished", unsaid, support, np.flatnonzero(blank), over, owner, at="finished", form=form)
    undone = N_("The form of support {form:name} ended on {day:day} unfinished: without it the path cannot end as planned.")
    yield from told("unfinished", undone, support, np.flatnonzero(no), over, owner, at="finished", form=form)


def contracts_due(books: Books, within: int) -> Iterator[Due]:
    """Social contracts whose term ends and that nobody has assessed, or ended where no assessments are kept."""
    contracts = books.get("contracts")
    if contracts is None:
        return
    owner, end = owned(books, "contracts"), contracts.get("ended_on")
    day = end.where(end.notna(), contracts.get("end_date"))
    soon = ((day <= pd.Timestamp(books.as_of) + pd.Timedelta(days=within)) & (owner != NOBODY)).to_numpy()
    if "assessment_date" in contracts:
        open_ = contracts["assessment_date"].isna().to_numpy() & ~contracts.unreadable("assessment_date")
        says, at = N_("The social contract ends on {day:day}, and its assessment is not entered."), "assessment_date"
    elif "ended_on" in contracts:
        open_ = end.isna().to_numpy() & ~contracts.unreadable("ended_on")
        says, at = N_("The term of the social contract ends on {day:day}, and nobody has entered that it ended."), "ended_on"
    else:
        return
    yield from told("contract", says, contracts, np.flatnonzero(soon & open_), day, owner, at=at)


def assessments_due(books: Books) -> Iterator[Due]:
    """Who has left, was assessed at the beginning and not at the end."""
    assessments = books.get("assessments")
    if assessments is None or "phase" not in assessments:
        return
    people, owner = books.participants, owned(books, "assessments")
    codes = pd.factorize(books.column("participants", "person"))[0]
    phase = assessments["phase"]
    assessed = {}
    for name in ("pre", "post"):
        rows = owner[phase.eq(name).to_numpy(dtype=bool, na_value=False) & (owner != NOBODY)]
        assessed[name] = np.isin(codes, codes[rows])
    # What could not be read may be the final one.
    doubtful = np.isin(codes, codes[owner[assessments.unreadable("phase") & (owner != NOBODY)]])
    end = people.get("end_date")
    left = last_participations(books) & (end <= pd.Timestamp(books.as_of)).to_numpy()
    rows = np.flatnonzero(left & assessed["pre"] & ~assessed["post"] & ~doubtful)
    says = N_("Participation ended on {day:day}; there is an initial assessment and no final one.")
    yield from told("assessment", says, people, rows, end, np.arange(len(people)), at="end_date")
