"""A5, qualifications: certificates against the course, the end of participation and the outcomes they prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aktywna.domain.counting.courses import course_end, first_class, took_part
from aktywna.domain.counting.events import first_days, last_days, persons
from aktywna.domain.findings.rule import N_, NOTE, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A516",
    WARNING,
    on="certificates",
    says=N_("The certificate was issued on {day:day}, before the person's course ended on {end:day}."),
    do=N_("Correct the date of the certificate, its form of support, or the end of the course."),
    basis="rules.md 8.2 W23: I",
)
def certified_before_course_ended(books: Books) -> Hits:
    """
    A certificate is issued before the course ended.

    By the register of support; where the office keeps none, by the last class of a course that the person attended. A
    certificate older than the whole course is A514.

    Example:
        project: forms = [{ id = "course" }]
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        support:
        participant_no | form   | start_date | end_date
        1              | course | 2016-03-01 | 2016-06-30
        2              | course | 2016-03-01 |
        certificates:
        certificate_no | participant_no | form   | date
        1/2016         | 1              | course | 2016-06-30
        2/2016         | 1              | course | 2016-06-29   <- A516
        3/2016         | 2              | course | 2016-06-29
    """
    issued, day, end = books.certificates, books.certificates["date"], course_end(books)
    known = books.get("attendance") is not None and "form" in books.attendance
    older = day < first_class(books) if known else pd.Series(data=False, index=day.index)
    before = day < first_days(books, "certificates")
    return issued.hits((day < end) & ~older & ~before, at="date", day=day, end=end)


@rule(
    "A517",
    WARNING,
    on="certificates",
    eras=("efs-2014", "efsplus-2021"),
    says=N_("The certificate was issued on {day:day}, more than {window:count day|days} after participation ended on {end:day}."),
    do=N_("Nothing if the date is right: the qualification does not count as a result."),
    basis="rules.md 8.2 W23: S18, V",
)
def certified_too_late(books: Books) -> Hits:
    """
    A certificate came too late to count.

    A qualification counts when it was confirmed during the project or within four weeks after leaving; the last day is
    day 0 and day 28 still counts. A certificate that says that it confirms no qualification is not judged.

    Example:
        era: efs-2014
        participants:
        no | start_date | end_date
        1  | 2016-03-01 | 2016-06-30
        2  | 2016-03-01 |
        certificates:
        certificate_no | participant_no | date       | qualification
        1/2016         | 1              | 2016-07-28 | yes
        2/2016         | 1              | 2016-07-29 | yes             <- A517
        3/2016         | 1              | 2016-07-29 | no
        4/2016         | 2              | 2016-07-29 | yes
    """
    issued, day, end = books.certificates, books.certificates["date"], last_days(books, "certificates")
    window = int(books.number("result_window"))
    late = (day > end + pd.Timedelta(days=window)) & ~issued.get("qualification").isin(["no"])
    # A day that has not come yet is A520.
    late &= day <= pd.Timestamp(books.as_of)
    return issued.hits(late, at="date", day=day, end=end, window=window)


@rule(
    "A519",
    WARNING,
    on="certificates",
    says=N_("The certificate is for a form of support in which the person never took part."),
    do=N_("Correct the participant or the form of support, or enter the person's support."),
    basis="rules.md 8.2 W23: I",
)
def certified_without_taking_part(books: Books) -> Hits:
    """
    A certificate for a form of support in which the person never took part.

    Neither the register of support nor the diary has the person in that form, though one of them knows the form.

    Example:
        project: forms = [{ id = "course" }, { id = "kis" }]
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        support:
        participant_no | form   | start_date | end_date
        1              | course | 2016-03-01 | 2016-06-30
        certificates:
        certificate_no | participant_no | form   | date
        1/2016         | 1              | course | 2016-06-30
        2/2016         | 2              | course | 2016-06-30   <- A519
        3/2016         | 2              | kis    | 2016-06-30
        4/2016         | 2              |        | 2016-06-30
    """
    return books.certificates.hits(~took_part(books), at="form")


@rule(
    "A527",
    WARNING,
    on="outcomes",
    says=N_("A qualification is entered as an outcome, and the register of certificates has none of this person."),
    do=N_("Enter the certificate, or correct the outcome."),
    basis="rules.md 8.2 W23: S18, V",
)
def qualification_without_certificate(books: Books) -> Hits:
    """
    A qualification without a certificate.

    A qualification is a formal certificate of an entitled body; a certificate that says it confirms none is no proof. An
    outcome without any evidence is A524.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        3  | 2016-03-01
        certificates:
        certificate_no | participant_no | date       | qualification
        1/2016         | 1              | 2016-06-30 | yes
        2/2016         | 2              | 2016-06-30 | no
        outcomes:
        participant_no | outcome       | date       | evidence
        1              | qualification | 2016-06-30 | certificate
        2              | qualification | 2016-06-30 | certificate   <- A527
        3              | qualification | 2016-06-30 | certificate   <- A527
        3              | competence    | 2016-06-30 | certificate
    """
    outcomes, issued = books.outcomes, books.certificates
    proof = persons(books, "certificates")[~issued.get("qualification").isin(["no"])]
    person = persons(books, "outcomes")
    proved = outcomes.get("evidence").notna() | outcomes.get("evidence_no").notna()
    bare = (outcomes["outcome"] == "qualification") & proved & person.notna() & ~person.isin(proof.dropna().unique())
    return outcomes.hits(bare, at="outcome")


@rule(
    "A528",
    NOTE,
    on="certificates",
    says=N_("The certificate confirms a qualification, and the outcomes have no qualification of this person."),
    do=N_("Enter the outcome, so that it counts; or correct the answer about the qualification."),
    basis="rules.md 8.2 W23: I",
)
def certificate_without_outcome(books: Books) -> Hits:
    """
    A qualification is certified and not among the outcomes.

    Asked only where the outcomes hold qualifications at all: some projects count them by the certificates.

    Example:
        participants:
        no | start_date
        1  | 2016-03-01
        2  | 2016-03-01
        certificates:
        certificate_no | participant_no | date       | qualification
        1/2016         | 1              | 2016-06-30 | yes
        2/2016         | 2              | 2016-06-30 | yes             <- A528
        3/2016         | 2              | 2016-06-30 | no
        outcomes:
        participant_no | outcome       | date       | evidence
        1              | qualification | 2016-06-30 | certificate
    """
    issued, outcomes = books.certificates, books.outcomes
    told = persons(books, "outcomes")[outcomes["outcome"] == "qualification"]
    person = persons(books, "certificates")
    # An outcome that could not be read may be the qualification.
    open_ = persons(books, "outcomes")[outcomes["outcome"].isna()].dropna().unique()
    untold = (issued.get("qualification") == "yes") & person.notna() & ~person.isin(told.dropna().unique()) & ~person.isin(open_)
    return issued.hits(untold & (len(told) > 0), at="qualification")
