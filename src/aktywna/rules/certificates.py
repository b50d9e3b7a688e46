"""A5, certificates: what was certified, to whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aktywna.domain.events import came, owned, strangers
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits


@rule(
    "A511",
    ERROR,
    on="certificates",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
)
def certificate_of_stranger(books: Books) -> Hits:
    """
    A certificate names a participant whom the register does not have.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        certificates:
        certificate_no | participant_no | date
        1/2016         | 1              | 2016-06-30
        2/2016         | 9              | 2016-06-30   <- A511
    """
    issued = books.certificates
    return issued.hits(strangers(books, "certificates"), at="participant_no", number=issued["participant_no"])


@rule(
    "A512",
    WARNING,
    on="certificates",
    says=N_("The certificate has no number."),
    do=N_("Enter the number printed on the certificate."),
    basis="rules.md 8.2 W23: S18, V",
)
def certificate_without_number(books: Books) -> Hits:
    """
    A certificate has no number.

    A qualification is proved by a document that can be found: it has a number and a date.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        certificates:
        certificate_no | participant_no | date
        1/2016         | 1              | 2016-06-30
                       | 1              | 2016-06-30   <- A512
    """
    issued = books.certificates
    return issued.hits(issued["certificate_no"].isna(), at="certificate_no")


@rule(
    "A513",
    WARNING,
    on="certificates",
    says=N_("The certificate has no date."),
    do=N_("Enter the day on which the certificate was issued."),
    basis="rules.md 8.2 W23: S18, V",
)
def certificate_without_date(books: Books) -> Hits:
    """
    A certificate has no date.

    Without the day nobody knows in which period the result counts.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        certificates:
        certificate_no | participant_no | date
        1/2016         | 1              | 2016-06-30
        2/2016         | 1              |              <- A513
    """
    issued = books.certificates
    return issued.hits(issued["date"].isna(), at="date")


@rule(
    "A514",
    WARNING,
    on="certificates",
    says=N_("The certificate was issued on {day:day}, before the person's first class of this form on {first:day}."),
    do=N_("Correct the date of the certificate, its form of support, or the diary."),
    basis="rules.md 8.2 W23: I",
)
def certified_before_course(books: Books) -> Hits:
    """
    A certificate is older than the course.

    Compared with the first class of the same form of support that the person attended, when the diary knows one.

    Example:
        project: forms = [{ id = "course" }, { id = "kis" }]
        participants:
        no | start_date
        1  | 2016-03-01
        attendance:
        participant_no | form   | date       | mark
        1              | course | 2016-04-04 | present
        1              | course | 2016-04-05 | present
        certificates:
        certificate_no | participant_no | form   | date
        1/2016         | 1              | course | 2016-04-05
        2/2016         | 1              | course | 2016-04-03   <- A514
        3/2016         | 1              | kis    | 2016-04-03
    """
    issued, diary = books.certificates, books.attendance
    whom, day = issued["participant_no"] + "\n" + issued["form"], issued["date"]
    there = came(diary) & diary["form"].isin(issued["form"].dropna().unique())
    first = diary["date"][there].groupby(diary["participant_no"][there] + "\n" + diary["form"][there]).min()
    begun = first.reindex(whom).set_axis(whom.index).astype("datetime64[s]")
    return issued.hits(day < begun, at="date", day=day, first=begun)


@rule(
    "A515",
    WARNING,
    on="certificates",
    says=N_("The certificate was issued on {day:day}, before the person joined the project on {start:day}."),
    do=N_("Correct the date; a certificate from before the project is not its result."),
    basis="count",
)
def certified_before_start(books: Books) -> Hits:
    """
    A certificate is older than participation.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        certificates:
        certificate_no | participant_no | date
        1/2016         | 1              | 2016-03-01
        2/2015         | 1              | 2015-06-30   <- A515
    """
    issued, people = books.certificates, books.participants
    rows = owned(books, "certificates")
    start = people["start_date"]
    begun = pd.Series(pd.api.extensions.take(start.array, rows, allow_fill=True), dtype=start.dtype)
    return issued.hits(issued["date"] < begun, at="date", day=issued["date"], start=begun)
