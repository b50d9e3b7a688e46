"""A5, support: the forms of support that people were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import came, from_person, last_days, owned, strangers
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import NOT_YET
from aktywna.domain.sheets.keys import NONE, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A501",
    ERROR,
    on="support",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
)
def support_of_stranger(books: Books) -> Hits:
    """
    Support names a participant whom the register does not have.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        support:
        participant_no | start_date
        1              | 2016-03-01
        9              | 2016-03-01   <- A501
    """
    return books.support.hits(strangers(books, "support"), at="participant_no", number=books.support["participant_no"])


@rule(
    "A502",
    WARNING,
    on="support",
    says=N_("Support began on {day:day}, outside the person's participation ({start:day}–{end:day})."),
    do=N_("Correct the date of the support, or the dates of participation."),
    basis="rules.md 8.2 W9: M",
)
def support_outside_participation(books: Books) -> Hits:
    """
    Support outside participation.

    Every form of support lies between the first and the last day of the person's participation.

    Example:
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        2  |            |
        support:
        participant_no | start_date
        1              | 2016-03-01
        1              | 2016-02-29   <- A502
        1              | 2016-07-01   <- A502
        2              | 2016-07-01
    """
    support = books.support
    day, start, end = support["start_date"], from_person(books, "support", "start_date"), last_days(books, "support")
    return support.hits((day < start) | (day > end), at="start_date", day=day, start=start, end=end)


@rule(
    "A503",
    ERROR,
    on="support",
    says=N_("Support ended on {end:day}, before it began on {start:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def support_ended_before_start(books: Books) -> Hits:
    """
    A form of support ends before it begins.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        support:
        participant_no | start_date | end_date
        1              | 2016-03-01 | 2016-03-01
        1              | 2016-04-01 | 2016-03-30   <- A503
        1              | 2016-04-01 |
    """
    support = books.support
    start, end = support["start_date"], support.get("end_date")
    return support.hits(end < start, at="end_date", start=start, end=end)


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
    the support of that edition may stand in another register. A first day before the project itself is A204.

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
    start, day = people["start_date"], support["start_date"]
    owner = owned(books, "support")
    known = pd.Series(owner).where(owner >= 0)
    first = day.groupby(known).min().reindex(people.data.index)
    whole = day.notna().groupby(known).all().reindex(people.data.index, fill_value=False)
    # The first start is kept when a person comes back (rules.md 5 L8: S05, S07).
    late = (first > start) & whole & ~people.among("entry", "continuing") & ~(start < pd.Timestamp(books.project.period.start))
    return people.hits(late, at="start_date", start=start, first=first)


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

    Whoever gets support takes part; as a candidate the person counts nowhere.

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
    state = people["state"]
    where = pd.Series(None, index=people.data.index, dtype="str")
    for register in ("stays", "support", "attendance"):
        events = books.get(register)
        if events is not None:
            here = came(events) if register == "attendance" else events["participant_no"].notna()
            found = owned(books, register)[here.to_numpy(dtype=bool)]
            supported = np.bincount(found[found >= 0], minlength=len(people)) > 0
            where = where.mask(supported, register)
    return people.hits(state.isin(NOT_YET) & where.notna(), at="state", register=where)


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
    planned = (people["completed_as_planned"] == "yes") & ~people.among("state", "dropped_out")
    return people.hits(planned & (n > 0), at="completed_as_planned", n=n)


@rule(
    "A510",
    WARNING,
    on="support",
    says=N_("Support ended on {day:day}, after the person's participation ended on {end:day}."),
    do=N_("Correct the last day of the support, or the last day of participation."),
    basis="rules.md 8.2 W9: M",
)
def support_ended_after_participation(books: Books) -> Hits:
    """
    A form of support ends after participation.

    Participation lasts until the last form of support has ended. Support that also began after it is A502.

    Example:
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        2  | 2016-03-01 |
        support:
        participant_no | start_date | end_date
        1              | 2016-03-01 | 2016-06-30
        1              | 2016-06-01 | 2016-07-01   <- A510
        2              | 2016-03-01 | 2016-07-01
    """
    support = books.support
    first, day, end = support["start_date"], support.get("end_date"), last_days(books, "support")
    return support.hits((day > end) & (first <= end), at="end_date", day=day, end=end)


@rule(
    "A561",
    WARNING,
    on="support",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The form of support was given, and its first day is not entered."),
    do=N_("Enter the day on which the support began."),
    basis="rules.md 8.2 W9: G6, V1",
)
def support_without_start(books: Books) -> Hits:
    """
    Support that was given has no first day.

    From 2014 participation begins with the first form of support, and each form is reported with its first day. Support
    was given when it is finished or broken off, or has an end or hours done.

    Example:
        era: efs-2014
        participants:
        no | start_date
        1  | 2016-03-01
        support:
        participant_no | start_date | end_date   | hours_done | finished
        1              | 2016-03-01 | 2016-06-30 | 10         | yes
        1              |            |            |            |
        1              |            |            | 4          |           <- A561
        1              |            | 2016-06-30 |            | yes       <- A561
    """
    support = books.support
    given = support.get("finished").isin(["yes", "no"]) | support.get("end_date").notna() | (support.get("hours_done") > 0)
    return support.hits(support["start_date"].isna() & given.fillna(value=False), at="start_date")
