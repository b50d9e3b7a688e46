"""Which document each correcting invoice corrects, as far as the register tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.sheets.keys import NONE, keys
from aktywna.domain.spending.doubles import bare, same_document, supplier_of

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

NAMED_IN = ("item", "notes", "cost_name")
"""Columns in which an office writes the number of the document that is corrected."""
_SPACED = re.compile(r"\s*([/\\-])\s*")
_SHORTEST = 3
"""A shorter number may stand in a text by chance."""


@dataclass(frozen=True)
class Corrected:
    """A correction, and the entries of the document that it corrects."""

    row: int
    rows: tuple[int, ...] = ()
    """Entries of the one document that it corrects; nothing where none or several of a supplier's could be meant."""
    could_be: int = 0
    """How many documents of the supplier could be meant."""


def corrections_of(books: Books) -> tuple[Corrected, ...]:
    """
    Give every correction with the document that it corrects; to be asked by `books.once`.

    A document of the same supplier that was not issued later: the one whose number the correction names, else the only one.
    """
    costs = books.expenditures
    corrects = costs.among("is_correction", "yes")
    if not corrects.any():
        return ()
    firm, document, issued = keys([supplier_of(costs)]), books.once(same_document), costs.days("issue_date")
    correcting = np.flatnonzero(corrects)
    numbers = bare(costs.get("doc_no")).fillna("").to_numpy(dtype=object)
    columns = (costs.get(column).iloc[correcting].fillna("").str.casefold().tolist() for column in NAMED_IN)
    texts = [_SPACED.sub(r"\1", " ".join(words)).strip() for words in zip(*columns, strict=True)]
    open_ = np.flatnonzero((firm != NONE) & (document != NONE) & ~corrects)
    open_ = open_[np.argsort(firm[open_], kind="stable")]
    firsts, ends = (np.searchsorted(firm[open_], firm[correcting] + more).tolist() for more in (0, 1))
    found = []
    for row, first, end, text in zip(correcting.tolist(), firsts, ends, texts, strict=True):
        could = open_[first:end]
        could = could[~(issued[could] > issued[row])]
        named = [one for one in could.tolist() if text and _names(text, numbers[one])]
        meant = np.unique(document[named] if named else document[could])
        rows = could[document[could] == meant[0]] if len(meant) == 1 else could[:0]
        found.append(Corrected(row, tuple(sorted(rows.tolist())), len(meant)))
    return tuple(found)


def _names(text: str, number: str) -> bool:
    """Whether a text, spaces around strokes taken out, names the number of a document: as a word of its own."""
    if len(number) < _SHORTEST or number not in text:
        return False
    return re.search(rf"(?<![\w/]){re.escape(number)}(?![\w/])", text) is not None
