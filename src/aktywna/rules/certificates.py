"""A5, certificates: what was certified, to whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.counting.courses import first_class
from aktywna.domain.counting.events import first_days, strangers
from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule
from aktywna.domain.people.participants import folded, rows_told
from aktywna.domain.sheets.keys import NONE, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A511",
    ERROR,
    on="certificates",
    says=N_("There is no participant number {number}."),
    do=N_("Correct the number, or add the person to the register of participants."),
    basis="count",
    same="number",
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
    return _blank(books, "certificate_no")


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
    return _blank(books, "date")


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

    Compared with the first class of the same form of support that the person attended, when the diary knows one. A
    certificate from before the person joined is A515.

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
    issued = books.certificates
    day, begun = issued["date"], first_class(books)
    joined = first_days(books, "certificates")
    return issued.hits((day < begun) & ~(day < joined), at="date", day=day, first=begun)


@rule(
    "A515",
    WARNING,
    on="certificates",
    says=N_("The certificate was issued on {day:day}, before the person joined the project on {start:day}."),
    do=N_("Correct the date; a certificate from before the project is not its result."),
    basis="count",
    same="key",
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
    issued, begun = books.certificates, first_days(books, "certificates")
    return issued.hits(issued["date"] < begun, at="date", day=issued["date"], start=begun)


@rule(
    "A520",
    WARNING,
    on="certificates",
    says=N_("The certificate is dated {day:day}, after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def certified_in_future(books: Books) -> Hits:
    """
    A certificate of a day that has not come yet.

    Example:
        as of: 2016-06-30
        participants:
        no | start_date
        1  | 2016-03-01
        certificates:
        certificate_no | participant_no | date
        1/2016         | 1              | 2016-06-30
        2/2016         | 1              | 2016-07-01   <- A520
    """
    issued = books.certificates
    return issued.hits(issued["date"] > pd.Timestamp(books.as_of), at="date", day=issued["date"], as_of=books.as_of)


@rule(
    "A518",
    WARNING,
    on="certificates",
    says=N_("Certificate {number} of the same issuer is already in row {row}."),
    do=N_("Copy the number from the document; if the certificate is entered twice, leave one row."),
    basis="rules.md 8.2 W23: I",
    same="block",
)
def certificate_number_twice(books: Books) -> Hits:
    """
    One number of a certificate stands twice.

    Each issuer numbers by itself, so the same number of two issuers is lawful. Where nobody wrote down the issuer, title
    and form of support have to agree too.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        certificates:
        certificate_no | participant_no | date       | issuer        | title
        1/2016         | 1              | 2016-06-30 | Firma Próbna  | kurs
        1/2016         | 2              | 2016-06-30 | FIRMA PRÓBNA  | kurs     <- A518
        1/2016         | 2              | 2016-06-30 | Szkoła Próbna | kurs
        7              | 1              | 2016-06-30 |               | spawacz
        7              | 2              | 2016-06-30 |               | kucharz
    """
    issued = books.certificates
    number, issuer = issued["certificate_no"], folded(issued.get("issuer"))
    course = (issued.get("title").fillna("") + "\n" + issued.get("form").fillna("")).where(issuer.isna(), "")
    same = keys([folded(number), issuer, course], blanks=True)
    earlier = earlier_twin(np.where(number.notna(), same, NONE))
    return issued.hits(earlier >= 0, at="certificate_no", number=number, row=rows_told(issued, earlier))


def _blank(books: Books, column: str) -> Hits:
    """Point at certificates where `column` is blank."""
    issued = books.certificates
    return issued.hits(issued[column].isna(), at=column)
