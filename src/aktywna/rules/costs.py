"""A6: the register of expenditures. Documents entered twice, amounts that do not agree, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.identifiers import nip_valid
from aktywna.domain.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.books import Books
    from aktywna.domain.register import Hits


@rule(
    "A601",
    ERROR,
    on="expenditures",
    says=N_("Document {document:quote} of the same supplier is already in row {row}, with the same amount."),
    do=N_("Leave one entry. If the document is divided between tasks, each part has its own task or cost name."),
    basis="count",
)
def document_twice(books: Books) -> Hits:
    """
    One document is entered twice.

    The same supplier, number, amount, task and cost; a document divided into parts, and a correction, are lawful. The
    expenditure would be claimed twice.

    Example:
        project: budget = { tasks = [{ id = "t1" }, { id = "t2" }] }
        expenditures:
        doc_no    | supplier_nip | task | gross  | eligible | is_correction
        FV/1/2009 | 1234563218   | t1   | 123,00 | 100,00   | no
        fv/1/2009 | 1234563218   | t1   | 123,00 | 100,00   | no              <- A601
        FV/1/2009 | 5260250274   | t1   | 123,00 | 100,00   | no
        FV/1/2009 | 1234563218   | t2   | 123,00 | 23,00    | no
        FV/1/2009 | 1234563218   | t1   | 123,00 | 100,00   | yes
        FV/2/2009 | 1234563218   | t1   | 123,00 | 100,00   | no
    """
    costs = books.expenditures
    document = costs["doc_no"]
    supplier = costs.get("supplier_nip").fillna(_same(costs.get("supplier")))
    lawful = document.notna() & supplier.notna() & ~(costs.get("is_correction") == "yes")
    codes = pd.factorize((_same(document) + "\n" + supplier).where(lawful))[0].astype("int64")
    nobody = codes < 0
    for column in ("gross", "total_cost", "eligible", "task", "cost_category", "cost_name", "item"):
        if column in costs:
            values, known = pd.factorize(costs[column])
            codes = pd.factorize(codes * (len(known) + 1) + values + 1)[0].astype("int64")
    key = np.where(nobody, -1, codes)
    _, heads, back = np.unique(key, return_index=True, return_inverse=True)
    first = heads[back]
    again = ~nobody & (first != np.arange(len(costs)))
    return costs.hits(again, at="doc_no", document=document, row=costs.numbers(first))


@rule(
    "A602",
    WARNING,
    on="expenditures",
    says=N_("{nip} is not a NIP number: its check digit is wrong."),
    do=N_("Copy the number again from the document."),
    basis="registers.md 5.4",
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
    "A603",
    ERROR,
    on="expenditures",
    says=N_("Grant {funding:money} and own contribution {own:money} do not make the eligible amount {eligible:money}."),
    do=N_("Correct one of the three amounts."),
    basis="count",
)
def shares_do_not_add_up(books: Books) -> Hits:
    """
    Grant and own contribution do not make the eligible amount.

    The sums by source would differ from the sum of expenditures.

    Example:
        expenditures:
        doc_no    | eligible | funding | own_contribution
        FV/1/2009 | 100,00   | 89,50   | 10,50
        FV/2/2009 | 100,00   | 89,50   | 10,05              <- A603
        FV/3/2009 | 100,00   | 89,50   |
        FV/4/2009 | 100,00   | 100,00  | 0,00
    """
    costs = books.expenditures
    eligible, funding, own = costs["eligible"], costs["funding"], costs["own_contribution"]
    return costs.hits(funding + own != eligible, at="eligible", funding=funding, own=own, eligible=eligible)


@rule(
    "A604",
    ERROR,
    on="expenditures",
    says=N_("The eligible amount {eligible:money} is more than the whole cost {total:money}."),
    do=N_("Correct one of the two amounts."),
    basis="count",
)
def eligible_over_total(books: Books) -> Hits:
    """
    More is eligible than was spent.

    Corrections, which are negative, are not judged.

    Example:
        expenditures:
        doc_no    | total_cost | eligible
        FV/1/2009 | 100,00     | 100,00
        FV/2/2009 | 100,00     | 100,01     <- A604
        FV/3/2009 |            | 100,00
        FV/4/2009 | -100,00    | -50,00
    """
    costs = books.expenditures
    eligible, total = costs["eligible"], costs["total_cost"]
    return costs.hits((eligible > total) & (total >= 0), at="eligible", eligible=eligible, total=total)


@rule(
    "A605",
    ERROR,
    on="expenditures",
    says=N_("The cost {total:money} is more than the document's gross amount {gross:money}."),
    do=N_("Correct one of the two amounts."),
    basis="count",
)
def total_over_gross(books: Books) -> Hits:
    """
    The cost is more than the document.

    Corrections, which are negative, are not judged.

    Example:
        expenditures:
        doc_no    | gross   | total_cost
        FV/1/2009 | 123,00  | 123,00
        FV/2/2009 | 123,00  | 132,00       <- A605
        FV/3/2009 | -123,00 | -100,00
    """
    costs = books.expenditures
    total, gross = costs["total_cost"], costs["gross"]
    return costs.hits((total > gross) & (gross >= 0), at="total_cost", total=total, gross=gross)


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
    says=N_("The document was issued on {issued:day}, outside the project's term ({first:day}–{last:day})."),
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
    return costs.hits(outside, at="issue_date", issued=issued, first=term.start, last=term.end)


@rule(
    "A608",
    WARNING,
    on="expenditures",
    says=N_("The day {day:day} lies after {as_of:day}, the day on which the registers were closed."),
    do=N_("Correct the date."),
    basis="count",
)
def cost_in_future(books: Books) -> Hits:
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
    later = issued.where(issued > today, paid)
    return costs.hits(later > today, at="issue_date", day=later, as_of=books.as_of)


def _same(text: pd.Series[Any]) -> pd.Series[Any]:
    """Give numbers and names of firms as they are compared: no spaces, no capitals."""
    return text.str.replace(r"\s+", "", regex=True).str.casefold()
