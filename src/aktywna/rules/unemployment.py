"""A3: since when people were unemployed, and whether that is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule
from aktywna.domain.people.first_days import misplaced_starts, sure_starts
from aktywna.domain.people.unemployment import long_term_from
from aktywna.rules.labour import misplaced_details

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A305",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("Marked as long-term unemployed, and on the first day ({start:day}) unemployed only since {since:day}."),
    do=N_("Check since when; the person must have been unemployed for more than {months:count month|months}."),
    basis="rules.md 0: S20, V",
)
def not_long_term_yet(books: Books) -> Hits:
    """
    A person is marked as long-term unemployed too early.

    Judged on the first day of participation. From 2014 to 2020 the time is more than 6 months for people under 25 and
    more than 12 for others; later it is 12 months for everybody. The boundary day itself is A309. In
    PO KL the months of two years are added up, which one date cannot tell, so nothing is judged.

    Example:
        era: efs-2014
        no | birth_date | start_date | labour_status | labour_detail | unemployed_since
        1  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-02-01
        2  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-04-01   <- A305
        4  | 1994-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-04-01
        5  | 1994-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-12-01   <- A305
        6  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-12-01
        7  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     |
    """
    people = books.participants
    since, start = people.get("unemployed_since"), people["start_date"]
    limit, months = books.once(long_term_from)
    people.need("labour_detail")
    day = people.days("unemployed_since")
    wrong = people.among("labour_detail", "long_term") & (day > limit.to_numpy()) & (day <= sure_starts(books))
    return people.hits(wrong, at="labour_detail", start=start, since=since, months=months)


@rule(
    "A306",
    WARNING,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("On {start:day} unemployed since {since:day}, for more than {months:count month|months}, and not marked as long-term."),
    do=N_("Check since when; if the date is right, mark the person as long-term unemployed."),
    basis="rules.md 0: S20, V",
)
def long_term_not_marked(books: Books) -> Hits:
    """
    A long-term unemployed person is not marked so.

    The person is missing from the indicator of the long-term unemployed. The boundary day itself is A309.

    Example:
        era: efs-2014
        no | birth_date | start_date | labour_status | labour_detail | unemployed_since
        1  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-02-01
        2  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-02-01   <- A306
        4  | 1994-05-14 | 2016-03-01 | unemployed    | other         | 2015-04-01   <- A306
        5  | 1984-05-14 | 2016-03-01 | unemployed    | other         |
        6  | 1984-05-14 | 2016-03-01 | inactive      | other         | 2015-02-01
    """
    people = books.participants
    since, start = people.get("unemployed_since"), people["start_date"]
    people.need("labour_detail")
    limit, months = books.once(long_term_from)
    people.need("labour_status")
    jobless = people.among("labour_status", *books.narrowed("labour_status", "unemployed"))
    unmarked = jobless & people.known("labour_detail") & ~people.among("labour_detail", "long_term")
    # A detail of another status is A304.
    unmarked &= (people.days("unemployed_since") < limit.to_numpy()) & ~books.once(misplaced_starts) & ~books.once(misplaced_details)
    return people.hits(unmarked, at="labour_detail", start=start, since=since, months=months)


@rule(
    "A309",
    NOTE,
    on="participants",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("Unemployed since {since:day}, exactly {months:count month|months} before the first day ({start:day}): the boundary."),
    do=N_("Check since when. More than so many months make it long-term, so the boundary day does not; one leaflet says “at least”."),
    basis="rules.md 2: S31, V",
)
def on_boundary_of_long_term(books: Books) -> Hits:
    """
    The time without work is exactly the boundary of long-term unemployment.

    The definition says more than 6 months (below 25) and more than 12; one leaflet says at least. The day is told, nobody
    is accused.

    Example:
        era: efs-2014
        no | birth_date | start_date | labour_status | labour_detail | unemployed_since
        1  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-03-01         <- A309
        2  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-03-01         <- A309
        3  | 1994-05-14 | 2016-03-01 | unemployed    | other         | 2015-09-01         <- A309
        4  | 1984-05-14 | 2016-03-01 | unemployed    | other         | 2015-03-02
        5  | 1984-05-14 | 2016-03-01 | unemployed    | long_term     | 2015-02-28
        6  | 1984-05-14 | 2016-03-01 | unemployed    | other         |
    """
    people = books.participants
    since, start = people.get("unemployed_since"), people["start_date"]
    limit, months = books.once(long_term_from)
    people.need("labour_status")
    jobless = people.among("labour_status", *books.narrowed("labour_status", "unemployed"))
    here = jobless & (people.days("unemployed_since") == limit.to_numpy()) & ~books.once(misplaced_starts)
    return people.hits(here, at="unemployed_since", since=since, start=start, months=months)


@rule(
    "A310",
    WARNING,
    on="participants",
    says=N_("The status on the first day ({start:day}) is {labour_status:choice}, and the person is unemployed since {since:day}."),
    do=N_("Correct the date, or the status: it is that of the first day."),
    basis="count",
)
def unemployed_only_later(books: Books) -> Hits:
    """
    An unemployed person lost the job only after the first day.

    The labour status is that of the day participation begins, and does not change afterwards.

    Example:
        era: pokl-2007
        no | start_date | labour_status         | unemployed_since
        1  | 2009-03-02 | unemployed_registered | 2009-03-02
        2  | 2009-03-02 | unemployed_registered | 2009-03-03         <- A310
        3  | 2009-03-02 | unemployed_registered |
        4  | 2009-03-02 | employed              | 2009-06-01
        5  |            | unemployed_registered | 2009-06-01
    """
    people = books.participants
    since, start, status = people.get("unemployed_since"), people["start_date"], people.said("labour_status")
    jobless = people.among("labour_status", *books.narrowed("labour_status", "unemployed"))
    later = jobless & (people.days("unemployed_since") > sure_starts(books))
    return people.hits(later, at="unemployed_since", start=start, since=since, labour_status=status)
