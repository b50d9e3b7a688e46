"""Which entries repeat an earlier one, and which of several entries are parts of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.sheets.keys import NONE, Keys, Rows, earlier_twin, keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

AMOUNTS = ("gross", "total_cost", "eligible", "funding", "own_contribution")
PARTS = ("task", "cost_category", "cost_name", "item", "limit_category", "edition", "partner", "payment_date")
"""What tells the parts of a document from one another."""


def entered_before(books: Books) -> Rows:
    """Give for each entry the row that has entered it before, else `NONE`: shape (rows,); to be asked by `books.once`."""
    costs = books.expenditures
    document, supplier = costs.get("doc_no"), supplier_of(costs)
    lawful = document.notna() & supplier.notna() & ~(costs.get("is_correction") == "yes")
    also = (*AMOUNTS, *PARTS)
    same = keys([bare(document), supplier, *(costs[column] for column in also if column in costs)], blanks=True)
    return earlier_twin(np.where(lawful, same, NONE))


def same_document(books: Books) -> Keys:
    """
    Give the entries of one document a number that they share: supplier, number and day of issue; shape (rows,).

    `NONE` where supplier or number are not known.
    """
    costs = books.expenditures
    document, supplier = bare(costs.get("doc_no")), supplier_of(costs)
    told = (document.notna() & supplier.notna()).to_numpy(dtype=bool)
    return np.where(told, keys([document, supplier, costs.get("issue_date")], blanks=True), NONE)


def supplier_of(costs: Register) -> pd.Series[Any]:
    """Give who issued each document: the NIP, else the name."""
    return costs.get("supplier_nip").fillna(bare(costs.get("supplier")))


def bare(text: pd.Series[Any]) -> pd.Series[Any]:
    """Give numbers and names of firms as they are compared: no spaces, no capitals."""
    return text.str.replace(r"\s+", "", regex=True).str.casefold()
