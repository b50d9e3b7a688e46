"""What can be wrong with a single entry of the register of expenditures when the budget is held against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Elsewhere, Found, Several
from aktywna.domain.findings.rule import N_, NOTE, WARNING, Notice, notice
from aktywna.domain.registers.register import Hits
from aktywna.domain.sheets.keys import NONE
from aktywna.domain.spending.corrected import corrections_of
from aktywna.domain.spending.documents import Documents, Ints
from aktywna.domain.spending.doubles import entered_before, same_document
from aktywna.domain.spending.sources import COLUMNS

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books

OUTSIDE = notice(
    "M201",
    NOTE,
    title=N_("A document is paid outside the project's term."),
    says=N_("Paid on {paid:day}, outside the project's term ({first:edge}–{last:edge})."),
    do=N_("Check the day; whether such a payment is eligible is for the agreement to say."),
    basis="rules.md 7.1: S76",
    about=N_("As a rule a claim holds what was paid in its period. A document that was also issued outside the term is A607."),
)
TAKEN_OFF = notice(
    "M202",
    WARNING,
    title=N_("Corrections take off more than the document has."),
    says=N_("Corrections take {taken:money} off document {document:quote}, which has {amount:money}."),
    do=N_("Compare the corrections with the document; perhaps one of them belongs to another document."),
    basis="count",
    about=N_(
        "A correction is held against the document of the same supplier whose number it names, or against the only one. Where several"
        " documents could be meant, nothing is said."
    ),
)
UNPLANNED = notice(
    "M203",
    WARNING,
    title=N_("A category of costs that the budget does not plan."),
    says=N_("The budget has no category of costs {category:quote}."),
    do=N_("Correct the category, or add it to budget.categories in project.toml."),
    basis="count",
    same="category",
    about=N_("Asked only when the budget names categories. Until then the cost stands beside the plan, in a line of its own."),
)
NO_TASK = notice(
    "M206",
    WARNING,
    title=N_("An expenditure has no task."),
    says=N_("The entry names no task, so that {amount:money} is in the sum of none."),
    do=N_("Enter the task that the cost belongs to."),
    basis="count",
    about=N_("Asked when the budget has tasks."),
)
NO_DAY = notice(
    "M207",
    WARNING,
    title=N_("An expenditure has no day that puts it into a period."),
    says=N_("The entry has no day in the column {column:column}, so that {amount:money} is in no period."),
    do=N_("Enter the day when it is known; until then the sums leave the amount out and say so."),
    basis="count",
    about=N_("By default the day of payment decides; budget.dated_by in project.toml names another."),
)
NO_AMOUNT = notice(
    "M208",
    WARNING,
    title=N_("An expenditure has no amount."),
    says=N_("The entry has no amount in the column {column:column}, so that no sum holds it."),
    do=N_("Enter the amount; of a document that is not eligible at all, 0,00."),
    basis="count",
)
NO_SOURCE = notice(
    "M214",
    WARNING,
    title=N_("Part of an expenditure is in the sum of no source of money."),
    says=N_("The entry costs {cost:money}, and the sources have {known:money} of it: {left:money} is in the sum of none."),
    do=N_("Enter what each source paid; a source that paid nothing has 0,00."),
    basis="count",
    about=N_("Asked of entries in which the amount of the grant or of the own contribution is not entered or cannot be read."),
)
NO_CATEGORY = notice(
    "M215",
    WARNING,
    title=N_("An expenditure has no category of costs."),
    says=N_("The entry names no category of costs, so that {amount:money} is in the sum of none."),
    do=N_("Enter the category that the cost belongs to."),
    basis="count",
    about=N_("Asked when the budget has categories and the register has a column for them."),
)
OVER_GROSS = notice(
    "M212",
    WARNING,
    title=N_("The parts of a document make more than the document."),
    says=N_("The parts of document {document:quote} make {parts:money}, more than its gross amount {gross:money}."),
    do=N_("Check the parts; on a payroll the employer's contributions may be the reason."),
    basis="count",
    about=N_(
        "Entries of the same supplier, number and day of issue that have the same gross amount are parts of one document. The same part"
        " twice is A601, one part over the document A605."
    ),
)


def without_task(books: Books, documents: Documents) -> Bools:
    """Say which entries have a cost and no task, where the budget has tasks and the register a column for them: shape (entries,)."""
    budget = books.project.budget
    return _blank(documents, "task") & (budget is not None and bool(budget.tasks))


def without_category(documents: Documents) -> Bools:
    """Say which entries have a cost and no category of costs, where the budget and the register have them: shape (entries,)."""
    return _blank(documents, "cost_category") & bool(documents.categories)


def _blank(documents: Documents, column: str) -> Bools:
    found: Bools = ~documents.register.known(column) & documents.cost.known & (column in documents.register)
    return found


def doubtful(books: Books, documents: Documents) -> Iterator[tuple[Notice, Found]]:
    """Give what is found of each kind, asked of every entry; a question about a column that the register lacks is not asked."""
    yield OUTSIDE, _outside(books, documents)
    yield TAKEN_OFF, _taken_off(books, documents)
    yield UNPLANNED, _unplanned(documents)
    yield NO_TASK, _no_task(books, documents)
    yield NO_DAY, _no_day(documents)
    yield NO_AMOUNT, _no_amount(documents)
    yield OVER_GROSS, _over_gross(books, documents)
    yield NO_SOURCE, _no_source(documents)
    yield NO_CATEGORY, _no_category(documents)


def _outside(books: Books, documents: Documents) -> Found:
    costs, term = documents.register, books.project.period
    paid, issued, today = costs.get("payment_date"), costs.get("issue_date"), pd.Timestamp(books.as_of)
    first, last = pd.Timestamp(term.start), pd.NaT if term.end is None else pd.Timestamp(term.end)
    outside = (paid < first) | (paid > last)
    # A day that has not come yet is A608, a document that was issued outside the term A607.
    told = (paid > today) | (issued < first) | (issued > last)
    return costs.hits(outside & ~told, at="payment_date", paid=paid, first=term.start, last=term.end)


def _taken_off(books: Books, documents: Documents) -> Found:
    costs, cost = documents.register, documents.cost
    taken: dict[tuple[int, ...], list[int]] = {}
    for one in books.once(corrections_of):
        if one.rows:
            taken.setdefault(one.rows, []).append(one.row)
    found = []
    for rows, corrections in taken.items():
        whole, off = int(cost.grosze[list(rows)].sum()), -int(cost.grosze[corrections].sum())
        if cost.known[[*rows, *corrections]].all() and off > whole >= 0:
            here = np.arange(len(documents)) == max(corrections)
            found.append(costs.hits(here, at=documents.costs, taken=off, amount=whole, document=costs.get("doc_no").iloc[rows[0]]))
    return Several(found)


def _unplanned(documents: Documents) -> Found:
    costs = documents.register
    if not documents.categories or "cost_category" not in costs:
        return costs.no_hits()
    unknown = costs.known("cost_category") & (documents.category == NONE)
    return costs.hits(unknown, at="cost_category", category=costs["cost_category"])


def _no_task(books: Books, documents: Documents) -> Found:
    return documents.register.hits(without_task(books, documents), at="task", amount=documents.cost.grosze)


def _no_category(documents: Documents) -> Found:
    return documents.register.hits(without_category(documents), at="cost_category", amount=documents.cost.grosze)


def without_source(documents: Documents) -> Iterator[tuple[str, Bools, dict[str, Ints]]]:
    """
    Give the column of each source, where its amount is not known and what the sources have is not the cost, and the facts.

    An entry of which both are not known stands at the first of them. Nothing where the register lacks one of the columns.
    """
    costs, cost = documents.register, documents.cost
    columns = [column for column in COLUMNS.values() if column in costs]
    if len(columns) < len(COLUMNS):
        return
    paid = [documents.amounts(column) for column in columns]
    known = sum((one.grosze for one in paid), np.zeros(len(documents), dtype=np.int64))
    for column, one in zip(columns, paid, strict=True):
        first = ~one.known if column == columns[0] else ~one.known & paid[0].known
        here = first & cost.known & (known != cost.grosze)
        yield column, here, {"cost": cost.grosze, "known": known, "left": cost.grosze - known}


def _no_source(documents: Documents) -> Found:
    # What cannot be read is said here, too: its amount is in no sum.
    return Several([Hits(documents.register, np.flatnonzero(here), column, facts) for column, here, facts in without_source(documents)])


def _no_day(documents: Documents) -> Found:
    costs, column = documents.register, documents.dated_by
    if column not in costs:
        return Elsewhere([(costs.header(column)[0], {"column": column, "amount": int(documents.cost.grosze.sum())})])
    return costs.hits(~costs.known(column) & documents.cost.known, at=column, column=column, amount=documents.cost.grosze)


def _no_amount(documents: Documents) -> Found:
    return documents.register.hits(~documents.cost.known, at=documents.costs, column=documents.costs)


def _over_gross(books: Books, documents: Documents) -> Found:
    costs, document = documents.register, books.once(same_document)
    if "gross" not in costs:
        return costs.no_hits()
    part = documents.amounts("total_cost" if "total_cost" in costs else documents.costs)
    gross = documents.amounts("gross")
    whole = (document != NONE) & ~costs.among("is_correction", "yes") & (books.once(entered_before) == NONE)
    whole &= part.known & gross.known & (gross.grosze >= 0) & (part.grosze <= gross.grosze)
    rows = pd.DataFrame({"document": document, "part": part.grosze, "gross": gross.grosze, "row": np.arange(len(documents))})
    added = rows[whole].groupby("document").agg(parts=("part", "sum"), least=("gross", "min"), most=("gross", "max"), last=("row", "max"))
    over = added[(added["least"] == added["most"]) & (added["parts"] > added["most"])]
    # Of a document with an entry that was left out nobody knows the whole.
    over = over[~over.index.isin(document[~whole & (document != NONE)])]
    parts = pd.Series(0, index=rows.index, dtype="int64")
    parts[over["last"]] = over["parts"].to_numpy()
    return costs.hits(np.isin(rows["row"], over["last"]), at="gross", document=costs.get("doc_no"), parts=parts, gross=costs["gross"])
