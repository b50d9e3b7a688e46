"""A5, support: the forms of support that people were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.counting.events import first_days, last_days, left_before_end, strangers
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule

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
    says=N_("Support began on {day:day}, outside the person's participation ({start:edge}–{end:edge})."),
    do=N_("Correct the date of the support, or the dates of participation."),
    basis="rules.md 8.2 W9: M",
    same="key",
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
    day, start, end = support["start_date"], first_days(books, "support"), last_days(books, "support")
    # Support that ends before it begins is A503.
    outside = ((day < start) | (day > end)) & ~(support.get("end_date") < day)
    return support.hits(outside, at="start_date", day=day, start=start, end=end)


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
    "A510",
    WARNING,
    on="support",
    says=N_("Support ended on {day:day}, after the person's participation ended on {end:day}."),
    do=N_("Correct the last day of the support, or the last day of participation."),
    basis="rules.md 8.2 W9: M",
    same="key",
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
    day, end = support.get("end_date"), last_days(books, "support")
    return support.hits(left_before_end(books, "support"), at="end_date", day=day, end=end)


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
