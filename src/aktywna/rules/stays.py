"""A4, stays: who lived in the flat, when, and with how many others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, first_days, last_days, left_before_end, people_apart, strangers
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import rows_told
from aktywna.domain.presence.overlap import at_once, days, earlier_overlap
from aktywna.domain.registers.layout import normal

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A421",
    WARNING,
    on="stays",
    says=N_("On {day:day} the flat has {there:count person|people} and {capacity:count place|places}."),
    do=N_("Check the days of the stays; perhaps somebody's last day is missing."),
    basis="rules.md 6.1: Seed2, V1",
)
def flat_over_capacity(books: Books) -> Hits:
    """
    More people in the flat than places.

    Told at the stay that begins when all places are taken. Who leaves and who comes on one day do not meet. With
    several forms of stay, the place's name says which one it is.

    Example:
        project: forms = [{ id = "flat", kind = "stay", capacity = 2 }]
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        3  | 2016-03-01
        stays:
        participant_no | place | start_date | end_date
        1              | lokal | 2016-03-01 | 2016-03-21
        2              | lokal | 2016-03-01 | 2016-03-14
        3              | lokal | 2016-03-10 | 2016-03-31   <- A421
        2              | lokal | 2016-03-21 | 2016-03-31
    """
    stays = books.stays
    start, place = stays["start_date"], stays.get("place").fillna("")
    capacity = _capacity(books, place)
    there = at_once(place.where(start.notna() & (capacity > 0)), days(start, blank=0), days(stays.get("end_date")))
    return stays.hits(there > capacity, at="start_date", day=start, there=there, capacity=capacity)


@rule(
    "A422",
    ERROR,
    on="stays",
    says=N_("The stay begins on {day:day}, and another stay of the same person (row {row}) has not ended yet."),
    do=N_("Correct the days; otherwise they are counted twice."),
    basis="count",
)
def stays_overlap(books: Books) -> Hits:
    """
    Two stays of one person at the same time, under one participant number or two.

    Example:
        participants:
        no | pesel       | edition | start_date
        1  | 44051401458 | first   | 2016-03-01
        7  | 44051401458 | second  | 2016-05-02
        2  | 02070803628 | first   | 2016-03-01
        stays:
        participant_no | start_date | end_date
        1              | 2016-03-01 | 2016-03-21
        1              | 2016-03-14 | 2016-03-31   <- A422
        1              | 2016-03-31 | 2016-04-14
        1              | 2016-04-25 | 2016-05-09
        7              | 2016-05-02 | 2016-05-16   <- A422
        2              | 2016-05-02 | 2016-05-16
        project: editions = [{ id = "first" }, { id = "second" }]
    """
    stays = books.stays
    start = stays["start_date"]
    earlier = earlier_overlap(
        np.where(start.notna(), people_apart(books, "stays"), NOBODY), days(start, blank=0), days(stays.get("end_date"))
    )
    return stays.hits(earlier >= 0, at="start_date", day=start, row=rows_told(stays, earlier))


@rule(
    "A423",
    ERROR,
    on="stays",
    says=N_("The stay ended on {end:day}, before it began on {start:day}."),
    do=N_("Correct the dates; day and month are often swapped."),
    basis="count",
)
def stay_ended_before_start(books: Books) -> Hits:
    """
    A stay ends before it begins.

    A stay that begins on a day still to come is A427.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        stays:
        participant_no | start_date | end_date
        1              | 2016-03-14 | 2016-03-12   <- A423
        1              | 2016-04-14 | 2016-04-14
    """
    stays = books.stays
    start, end = stays["start_date"], stays["end_date"]
    return stays.hits((end < start) & (start <= pd.Timestamp(books.as_of)), at="end_date", start=start, end=end)


@rule(
    "A424",
    ERROR,
    on="stays",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
)
def stay_of_stranger(books: Books) -> Hits:
    """
    A stay names a participant whom the register does not have.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        stays:
        participant_no | start_date
        1              | 2016-03-14
        9              | 2016-03-14   <- A424
    """
    return books.stays.hits(strangers(books, "stays"), at="participant_no", number=books.stays["participant_no"])


@rule(
    "A425",
    WARNING,
    on="stays",
    says=N_("The stay begins on {day:day}, outside the person's participation ({start:edge}–{end:edge})."),
    do=N_("Correct the day of the stay, or the dates of participation."),
    basis="rules.md 8.2 W25: I",
    same="key",
)
def stay_outside_participation(books: Books) -> Hits:
    """
    A stay outside participation.

    A stay that begins on a day still to come is A427, one that ends before it begins A423.

    Example:
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        stays:
        participant_no | start_date | end_date
        1              | 2016-06-30 | 2016-06-30
        1              | 2016-07-01 | 2016-07-14   <- A425
        1              | 2016-02-29 | 2016-03-14   <- A425
    """
    stays = books.stays
    day, start, end = stays["start_date"], first_days(books, "stays"), last_days(books, "stays")
    outside = ((day < start) | (day > end)) & (day <= pd.Timestamp(books.as_of)) & ~(stays.get("end_date") < day)
    return stays.hits(outside, at="start_date", day=day, start=start, end=end)


@rule(
    "A426",
    WARNING,
    on="stays",
    says=N_("The stay ended on {day:day}, after the person's participation ended on {end:day}."),
    do=N_("Correct the last day of the stay, or the last day of participation."),
    basis="rules.md 8.2 W25: I",
)
def stay_ended_after_participation(books: Books) -> Hits:
    """
    A stay ends after participation.

    A stay that also begins after it is A425.

    Example:
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        2  | 2016-03-01 |
        stays:
        participant_no | start_date | end_date
        1              | 2016-03-14 | 2016-04-14
        1              | 2016-06-14 | 2016-07-02   <- A426
        2              | 2016-06-14 | 2016-07-02
    """
    stays = books.stays
    day, end = stays.get("end_date"), last_days(books, "stays")
    return stays.hits(left_before_end(books, "stays"), at="end_date", day=day, end=end)


@rule(
    "A427",
    ERROR,
    on="stays",
    says=N_("The stay begins on {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the day; nobody has moved in yet."),
    basis="count",
)
def stay_in_future(books: Books) -> Hits:
    """
    A stay begins on a day that has not come yet.

    Example:
        as of: 2016-06-30
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        stays:
        participant_no | start_date
        1              | 2016-06-30
        2              | 2016-07-01   <- A427
    """
    stays = books.stays
    day = stays["start_date"]
    return stays.hits(day > pd.Timestamp(books.as_of), at="start_date", day=day, as_of=books.as_of)


def _capacity(books: Books, place: pd.Series[Any]) -> pd.Series[Any]:
    """Give the places of the flat that each stay is in, 0 where it is not known."""
    forms = [form for form in books.project.forms if form.kind == "stay" and form.capacity]
    if len(forms) == 1:
        return pd.Series(forms[0].capacity, index=place.index, dtype="int64")
    known = {normal(name): form.capacity for form in forms for name in (form.id, form.name.pl, form.name.en) if name}
    return place.map({name: known.get(normal(name), 0) for name in place.unique()}).astype("int64")
