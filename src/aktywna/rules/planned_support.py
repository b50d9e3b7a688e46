"""A5, support of a person: what was given, against the first day, the state and the end that are written of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import came, owned
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.first_days import misplaced_starts, moment
from aktywna.domain.people.participants import NOT_YET
from aktywna.domain.sheets.keys import NONE, keys
from aktywna.rules.endings import broke_off

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A504",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("Participation began on {start:day}, and the first form of support not before {first:day}."),
    do=N_("Enter the day of the first form of support as the first day of participation."),
    basis="rules.md 21: 21.E1, V",
)
def started_without_support(books: Books) -> Hits:
    """
    Participation begins before the first form of support.

    From 2014 a person joins on the day of the first form of support; if the declaration was signed on another day, the
    support decides. Support before the first day is A502. Who continues from an earlier edition keeps its first day, and
    the support of that edition may stand in another register. A first day outside the project's term is A204, one that has
    not come yet A207.

    Example:
        era: efs-2014
        participants:
        no | entry      | start_date
        1  | new        | 2016-03-01
        2  | new        | 2016-03-01   <- A504
        3  | new        | 2016-03-01
        4  | new        | 2016-03-01
        5  | continuing | 2015-03-02
        support:
        participant_no | start_date
        1              | 2016-03-01
        1              | 2016-05-04
        2              | 2016-03-14
        3              |
        3              | 2016-03-14
        5              | 2016-03-01
    """
    people, support = books.participants, books.support
    people.need("start_date")
    support.need("start_date")
    late, first = books.once(supported_later)
    return people.hits(late, at="start_date", start=people["start_date"], first=first)


def supported_later(books: Books) -> tuple[Bools, pd.Series[Any]]:
    """Say who began before their first support, and when that was: shapes (rows,); to be asked by `books.once`."""
    people = books.participants
    start, day, owner = people.get("start_date"), books.support.get("start_date"), owned(books, "support")
    known = pd.Series(owner).where(owner >= 0)
    first = day.groupby(known).min().reindex(people.index)
    whole = day.notna().groupby(known).all().reindex(people.index, fill_value=False)
    # The first start is kept when a person comes back (rules.md 5 L8: S05, S07).
    late = (first > start) & whole & ~people.among("entry", "continuing") & ~books.once(misplaced_starts)
    # Support that names nobody (A501) may be the first one.
    late &= ~start.isin(day[owner < 0].dropna().unique())
    return late.to_numpy(dtype=bool, na_value=False), first


@rule(
    "A505",
    WARNING,
    on="participants",
    says=N_("The person is on the reserve list or a candidate, and took part in {register:register}."),
    do=N_("Change the state if the person joined the project; if not, correct the number in that register."),
    basis="count",
)
def supported_from_reserve(books: Books) -> Hits:
    """
    A person on the reserve list was given support.

    Whoever gets support takes part; as a candidate the person counts nowhere. A candidate with a first day that has passed is
    A217.

    Example:
        participants:
        no | state     | start_date
        1  | reserve   |
        2  | reserve   |              <- A505
        3  | active    | 2009-03-02
        attendance:
        participant_no | date       | mark
        1              | 2009-03-02 | not_scheduled
        2              | 2009-03-02 | present
        3              | 2009-03-02 | present
    """
    people = books.participants
    people.need("state")
    where = books.once(where_supported)
    # A first day that has passed is A217.
    begun = people.days("start_date") <= moment(books.as_of)
    return people.hits(people.among("state", *NOT_YET) & ~begun & where.notna().to_numpy(), at="state", register=where)


@rule(
    "A506",
    ERROR,
    on="participants",
    says=N_("The end is marked as planned, and {n:count form|forms} of support {n:word was|were} not finished."),
    do=N_("Correct the answer, or mark in the register of support that the forms were finished."),
    basis="count",  # rules.md S13: they would count among those who finished
)
def planned_end_unfinished(books: Books) -> Hits:
    """
    Participation ended “as planned” with forms of support unfinished.

    As planned means: finished in all forms of support planned for the person. A form that was broken off, begun again and
    finished is finished.

    Example:
        project: forms = [{ id = "kis" }, { id = "course" }]
        participants:
        no | start_date | end_date   | completed_as_planned
        1  | 2016-03-01 | 2016-06-30 | yes
        2  | 2016-03-01 | 2016-06-30 | yes                    <- A506
        3  | 2016-03-01 | 2016-06-30 | no
        4  | 2016-03-01 | 2016-06-30 | yes
        5  | 2016-03-01 | 2016-06-30 | yes                    <- A506
        support:
        participant_no | form   | start_date | finished
        1              | kis    | 2016-03-01 | yes
        1              | course | 2016-03-01 |
        2              |        | 2016-03-01 | no
        2              |        | 2016-03-01 | no
        3              | kis    | 2016-03-01 | no
        4              | kis    | 2016-03-01 | no
        4              | kis    | 2016-05-04 | yes
        5              | course | 2016-03-01 | no
        5              | kis    | 2016-03-01 | yes
    """
    people, support = books.participants, books.support
    whose, finished = owned(books, "support"), support["finished"]
    form = keys([whose, support.get("form")])
    again = (form != NONE) & np.isin(form, form[(finished == "yes").to_numpy(dtype=bool)])
    open_ = whose[(finished == "no").to_numpy(dtype=bool) & ~again]
    n = pd.Series(np.bincount(open_[open_ >= 0], minlength=len(people)), dtype="int64")
    # Of whom it is said that they dropped out, A209 tells.
    planned = (people["completed_as_planned"] == "yes") & ~broke_off(people)
    return people.hits(planned & (n > 0), at="completed_as_planned", n=n)


def where_supported(books: Books) -> pd.Series[Any]:
    """Give the register in which each participant has support or attendance, blank for none; to be asked by `books.once`."""
    people = books.participants
    where = pd.Series(None, index=people.index, dtype="str")
    for register in ("stays", "support", "attendance"):
        events = books.get(register)
        if events is not None:
            here = came(events) if register == "attendance" else events["participant_no"].notna()
            found = owned(books, register)[here.to_numpy(dtype=bool)]
            where = where.mask(np.bincount(found[found >= 0], minlength=len(people)) > 0, register)
    return where
