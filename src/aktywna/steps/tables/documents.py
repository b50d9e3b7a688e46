"""The documents of a period with their amounts: what a claim lists of the register of expenditures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.grid import Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.spending.sums import parted
from aktywna.domain.spending.sums import pln as added
from aktywna.steps.budget import Spending
from aktywna.steps.tables.cells import EMPTY, Cells, day, grid, pln, strong, text, whole
from aktywna.words.wording import _

AMOUNTS = ("gross", "eligible", "vat_in_eligible", "funding", "own_contribution")


def table(found: Spending, language: Language, *, show_personal: bool = False) -> Grid | None:
    """
    Draw the entries of the period by the day that decides, with their sum.

    Whom the office paid, and for what, is personal: a contractor may be a person.
    """
    documents = found.documents
    if documents is None:
        return None
    costs = documents.register
    _before, inside, _later, _undated = parted(documents.day, found.span)
    rows = np.flatnonzero(inside)
    rows = rows[np.lexsort((rows, documents.day[rows]))]
    if not len(rows):
        return None
    tasks = {line.id: line.name if isinstance(line.name, str) else line.name.say(language) for line in found.tasks}
    amounts = {column: documents.amounts(column) for column in dict.fromkeys([*AMOUNTS, documents.costs])}
    texts = {column: _texts(costs.get(column), rows) for column in ("doc_no", "ledger_no", "cost_category")}
    personal = {column: _texts(costs.get(column), rows) for column in ("supplier", "supplier_nip", "item")} if show_personal else {}
    days = {column: documents.days(column)[rows] for column in ("issue_date", "payment_date")}
    body: list[Cells] = [
        (
            whole(number), text(texts["doc_no"][at]), text(texts["ledger_no"][at]), *(text(personal[column][at]) for column in personal),
            *(day(None if np.isnat(days[column][at]) else days[column][at].item()) for column in days),
            text(tasks.get(documents.tasks[row])), text(texts["cost_category"][at]),
            *(pln(Decimal(int(one.grosze[row])).scaleb(-2) if one.known[row] else None) for one in amounts.values()),
        )
        for number, (at, row) in enumerate(enumerate(rows.tolist()), 1)
    ]  # fmt: skip
    names = {column: costs.layout.columns[column].name.say(language) for column in (*texts, *personal, *days, *amounts)}
    sums = (pln(added(one.grosze[rows]) if one.known.any() else None) for one in amounts.values())
    body.append(strong(text(None), text(_("Together")), *(EMPTY,) * (len(personal) + len(days) + 3), *sums))
    columns = [
        _("No."), names["doc_no"], names["ledger_no"], *(names[column] for column in personal), *(names[column] for column in days),
        _("Task"), names["cost_category"], *(names[column] for column in amounts),
    ]  # fmt: skip
    return grid(columns, body)


def _texts(column: pd.Series[Any], rows: np.ndarray[Any, Any]) -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in column.iloc[rows].tolist()]
