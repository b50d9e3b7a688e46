"""A6: the register of expenditures. Documents entered twice, corrections, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.cells.identifiers import nip_valid
from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, rule
from aktywna.domain.people.participants import rows_told
from aktywna.domain.presence.overlap import days
from aktywna.domain.sheets.keys import NONE, keys
from aktywna.domain.spending.doubles import AMOUNTS, entered_before, supplier_of

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits


@rule(
    "A601",
    ERROR,
    on="expenditures",
    says=N_("Document {document:quote} of the same supplier is already in row {row}, with the same amount."),
    do=N_("Leave one entry. If the document is divided between tasks, each part has its own task or cost name."),
    basis="count",
    same="block",
)
def document_twice(books: Books) -> Hits:
    """
    One document is entered twice.

    The same supplier, number, amounts, task, cost and day of payment; a document divided into parts, one paid in
    instalments, and a correction, are lawful. The expenditure would be claimed twice.

    Example:
        project: budget = { tasks = [{ id = "t1" }, { id = "t2" }] }
        expenditures:
        doc_no    | supplier_nip | task | payment_date | gross  | eligible | is_correction
        FV/1/2009 | 1234563218   | t1   | 2009-03-02   | 123,00 | 100,00   | no
        fv/1/2009 | 1234563218   | t1   | 2009-03-02   | 123,00 | 100,00   | no              <- A601
        FV/1/2009 | 5260250274   | t1   | 2009-03-02   | 123,00 | 100,00   | no
        FV/1/2009 | 1234563218   | t2   | 2009-03-02   | 123,00 | 23,00    | no
        FV/1/2009 | 1234563218   | t1   | 2009-03-02   | 123,00 | 100,00   | yes
        FV/2/2009 | 1234563218   | t1   | 2009-03-02   | 246,00 | 123,00   | no
        FV/2/2009 | 1234563218   | t1   | 2009-04-02   | 246,00 | 123,00   | no
    """
    costs = books.expenditures
    costs.need("doc_no")
    first = books.once(entered_before)
    return costs.hits(first >= 0, at="doc_no", document=costs["doc_no"], row=rows_told(costs, first))


@rule(
    "A602",
    WARNING,
    on="expenditures",
    says=N_("{nip} is not a NIP number: its check digit is wrong."),
    do=N_("Copy the number again from the document."),
    basis="registers.md 5.4",
    same="nip",
)
def nip_not_valid(books: Books) -> Hits:
    """
    The supplier's NIP is not valid.

    The last of its ten digits must follow from the nine before it.

    Example:
        expenditures:
        doc_no    | supplier_nip
        FV/1/2009 | 1234563218
        FV/2/2009 | 1234563217     <- A602
        FV/3/2009 |
    """
    costs = books.expenditures
    nip = costs.get("supplier_nip")
    wrong = nip.notna() & ~nip_valid(nip).fillna(value=False).astype(bool)
    return costs.hits(wrong, at="supplier_nip", nip=nip)


@rule(
    "A606",
    WARNING,
    on="expenditures",
    says=N_("Paid on {paid:day}, before the document was issued on {issued:day}."),
    do=N_("Check both dates; an advance is paid on a document of its own."),
    basis="registers.md 6.7: P",
)
def paid_before_issued(books: Books) -> Hits:
    """
    A document is paid before it was issued.

    Possible (an advance, a subscription), but more often a date is wrong.

    Example:
        expenditures:
        doc_no    | issue_date | payment_date
        FV/1/2009 | 2009-03-02 | 2009-03-02
        FV/2/2009 | 2009-03-02 | 2009-02-27     <- A606
        FV/3/2009 | 2009-03-02 |
    """
    costs = books.expenditures
    issued, paid = costs["issue_date"], costs["payment_date"]
    return costs.hits(paid < issued, at="payment_date", paid=paid, issued=issued)


@rule(
    "A607",
    WARNING,
    on="expenditures",
    says=N_("The document was issued on {issued:day}, outside the project's term ({first:edge}–{last:edge})."),
    do=N_("Check the date; a cost from outside the term is eligible only when the agreement says so."),
    basis="rules.md 8.2 W8: M",
)
def issued_outside_project(books: Books) -> Hits:
    """
    A document from outside the project's term.

    Example:
        project: start = 2009-01-01
        project: end = 2009-12-31
        expenditures:
        doc_no    | issue_date
        FV/1/2009 | 2009-12-31
        FV/2/2008 | 2008-12-31   <- A607
        FV/3/2010 | 2010-01-04   <- A607
        FV/4/2009 |
    """
    costs, term = books.expenditures, books.project.period
    issued = costs["issue_date"]
    last = pd.NaT if term.end is None else pd.Timestamp(term.end)
    outside = (issued < pd.Timestamp(term.start)) | (issued > last)
    # A day that has not come yet is A608.
    outside &= ~(issued > pd.Timestamp(books.as_of))
    return costs.hits(outside, at="issue_date", issued=issued, first=term.start, last=term.end)


@rule(
    "A608",
    WARNING,
    on="expenditures",
    says=N_("The day {day:day} lies after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def cost_in_future(books: Books) -> Several:
    """
    A document issued or paid on a day that has not come yet.

    Example:
        as of: 2009-06-30
        expenditures:
        doc_no    | issue_date | payment_date
        FV/1/2009 | 2009-06-30 | 2009-06-30
        FV/2/2009 | 2009-07-01 |                <- A608
        FV/3/2009 | 2009-06-30 | 2009-07-01     <- A608
    """
    costs, today = books.expenditures, pd.Timestamp(books.as_of)
    issued, paid = costs["issue_date"], costs["payment_date"]
    later = issued > today
    return Several(
        [
            costs.hits(later, at="issue_date", day=issued, as_of=books.as_of),
            costs.hits((paid > today) & ~later, at="payment_date", day=paid, as_of=books.as_of),
        ]
    )


@rule(
    "A618",
    NOTE,
    on="expenditures",
    says=N_("The document is a correction, and the register has no earlier document of the same supplier that it could correct."),
    do=N_("Enter the document that was corrected, or correct the answer or the supplier."),
    basis="registers.md 4.7: S37, V",
)
def correction_of_nothing(books: Books) -> Hits:
    """
    A correction has no document to correct.

    The register says that a document corrects another and not which; so any other document of the same supplier will do
    that is not itself a correction and was not issued later.

    Example:
        expenditures:
        doc_no     | supplier_nip | issue_date | gross  | is_correction
        FV/1/2009  | 1234563218   | 2009-03-02 | 123,00 | no
        FVK/1/2009 | 1234563218   | 2009-03-16 | -23,00 | yes
        FVK/2/2009 | 5260250274   | 2009-03-16 | -23,00 | yes             <- A618
        FVK/3/2009 |              | 2009-03-16 | -23,00 | yes
    """
    costs = books.expenditures
    supplier, issued, corrects = supplier_of(costs), costs.get("issue_date"), costs.get("is_correction") == "yes"
    firm = keys([supplier])
    day = days(issued, blank=0)
    corrected = pd.Series(day[~corrects]).groupby(firm[~corrects]).min()
    first = corrected.reindex(np.where(firm >= 0, firm, NONE)).to_numpy(dtype="float64")
    lone = corrects & (firm >= 0) & (np.isnan(first) | (issued.notna().to_numpy() & (first > day)))
    return costs.hits(lone, at="doc_no")


@rule(
    "A620",
    WARNING,
    on="expenditures",
    says=N_("The amount {amount:money} is negative, and the document is not marked as a correction."),
    do=N_("Mark the document as a correction, or correct the amount."),
    basis="count",
)
def negative_without_correction(books: Books) -> Several:
    """
    A negative amount that is no correction.

    Asked where the register says which documents are corrections. Told once for a document, at its first such amount.

    Example:
        expenditures:
        doc_no     | supplier_nip | gross   | eligible | is_correction
        FV/1/2009  | 1234563218   | 123,00  | 100,00   | no
        FVK/1/2009 | 1234563218   | -123,00 | -100,00  | yes
        FV/2/2009  | 1234563218   | -123,00 | -100,00  | no              <- A620
        FV/3/2009  | 1234563218   | 123,00  | -100,00  | no              <- A620
    """
    costs, found = books.expenditures, []
    open_ = costs.among("is_correction", "no")
    costs.need("gross")
    for column in AMOUNTS:
        if column in costs:
            wrong = open_ & (costs[column] < 0).to_numpy(dtype=bool, na_value=False)
            found.append(costs.hits(wrong, at=column, amount=costs[column]))
            open_ &= ~wrong
    return Several(found)
