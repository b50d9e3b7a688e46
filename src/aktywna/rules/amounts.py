"""A6, amounts: the sums of one document against one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aktywna.domain.findings.rule import ERROR, N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register

BESIDE = ("net", "vat_in_eligible")
"""Columns that many registers do not have, and that nobody has to miss."""


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

    The sums by source would differ from the sum of expenditures. An eligible amount over the whole cost is A604.

    Example:
        expenditures:
        doc_no    | total_cost | eligible | funding | own_contribution
        FV/1/2009 | 100,00     | 100,00   | 89,50   | 10,50
        FV/2/2009 | 100,00     | 100,00   | 89,50   | 10,05              <- A603
        FV/3/2009 | 100,00     | 100,00   | 89,50   |
        FV/4/2009 |            | 100,00   | 100,00  | 0,00
        FV/5/2009 |            | 100,00   | 100,00  | 10,00              <- A603
    """
    costs = books.expenditures
    eligible, funding, own = costs["eligible"], costs["funding"], costs["own_contribution"]
    return costs.hits((funding + own != eligible) & ~_over_total(costs), at="eligible", funding=funding, own=own, eligible=eligible)


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
    return _more(books, "eligible", "total_cost", says=("eligible", "total"))


@rule(
    "A605",
    WARNING,
    on="expenditures",
    says=N_("The cost {total:money} is more than the document's gross amount {gross:money}."),
    do=N_("Correct one of the two amounts."),
    basis="count",
)
def total_over_gross(books: Books) -> Hits:
    """
    The cost is more than the document.

    Corrections, which are negative, are not judged. A warning only: on a payroll the cost may hold the employer's
    contributions, which the gross pay does not.

    Example:
        expenditures:
        doc_no    | gross   | total_cost
        FV/1/2009 | 123,00  | 123,00
        FV/2/2009 | 123,00  | 132,00       <- A605
        FV/3/2009 | -123,00 | -100,00
    """
    return _more(books, "total_cost", "gross", says=("total", "gross"))


@rule(
    "A609",
    ERROR,
    on="expenditures",
    says=N_("The net amount {net:money} is more than the gross amount {gross:money}."),
    do=N_("Correct one of the two amounts; perhaps they are swapped."),
    basis="count",
)
def net_over_gross(books: Books) -> Hits:
    """
    The net amount is more than the gross amount.

    Corrections, which are negative, are not judged.

    Example:
        expenditures:
        doc_no    | net     | gross
        FV/1/2009 | 100,00  | 123,00
        FV/2/2009 | 123,00  | 123,00
        FV/3/2009 | 123,00  | 100,00   <- A609
        FV/4/2009 | -100,00 | -123,00
        FV/5/2009 |         | 123,00
    """
    return _more(books, "net", "gross", says=("net", "gross"))


@rule(
    "A610",
    WARNING,
    on="expenditures",
    says=N_("The eligible VAT is {vat:money}, and the document has only {whole:money} of VAT."),
    do=N_("Correct the VAT, or one of the amounts of the document."),
    basis="count",
)
def vat_over_document(books: Books) -> Hits:
    """
    More VAT is eligible than the document has.

    The VAT of a document is its gross amount less the net one. More VAT than the whole eligible amount is A611.

    Example:
        expenditures:
        doc_no    | net    | gross  | eligible | vat_in_eligible
        FV/1/2009 | 100,00 | 123,00 | 123,00   | 23,00
        FV/2/2009 | 100,00 | 123,00 | 123,00   | 32,00             <- A610
        FV/3/2009 | 100,00 | 123,00 | 100,00   | 0,00
        FV/4/2009 |        | 123,00 | 123,00   | 32,00
    """
    costs = books.expenditures
    vat, net, gross = costs.get("vat_in_eligible"), costs.get("net"), costs["gross"]
    whole = gross - net
    # More VAT than the whole eligible amount is A611.
    over = (vat > whole) & (whole >= 0) & ~((vat > costs.get("eligible")) & (costs.get("eligible") >= 0)).fillna(value=False)
    return costs.hits(over, at="vat_in_eligible", vat=vat, whole=whole)


@rule(
    "A611",
    ERROR,
    on="expenditures",
    says=N_("The VAT {vat:money} is more than the whole eligible amount {eligible:money}."),
    do=N_("Correct one of the two amounts."),
    basis="count",
)
def vat_over_eligible(books: Books) -> Hits:
    """
    More VAT is eligible than the eligible amount.

    The VAT is a part of the eligible amount. Corrections, which are negative, are not judged.

    Example:
        expenditures:
        doc_no    | eligible | vat_in_eligible
        FV/1/2009 | 123,00   | 23,00
        FV/2/2009 | 12,30    | 23,00             <- A611
        FV/3/2009 | -123,00  | -23,00
        FV/4/2009 | 123,00   |
    """
    return _more(books, "vat_in_eligible", "eligible", says=("vat", "eligible"))


def contradicted(books: Books) -> Bools:
    """Say which rows have amounts that deny one another (A603, A604): shape (rows,); no sum should be built on them."""
    costs = books.expenditures
    parts = costs.get("funding") + costs.get("own_contribution") != costs.get("eligible")
    return _over_total(costs) | parts.to_numpy(dtype=bool, na_value=False)


def _over_total(costs: Register) -> Bools:
    """Say in which rows more is eligible than was spent."""
    eligible, total = costs.get("eligible"), costs.get("total_cost")
    over: Bools = ((eligible > total) & (total >= 0)).to_numpy(dtype=bool, na_value=False)
    return over


def _more(books: Books, part: str, whole: str, *, says: tuple[str, str]) -> Hits:
    """Point at amounts of one column that are more than those of another, which they are a part of; `says` names the facts."""
    costs = books.expenditures
    less, more = costs.get(part) if part in BESIDE else costs[part], costs[whole]
    facts: dict[str, Any] = dict(zip(says, (less, more), strict=True))
    return costs.hits((less > more) & (more >= 0), at=part, **facts)
