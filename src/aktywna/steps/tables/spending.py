"""Further tables of money: limits, flat rates, staff, costs of a person and of a result, the forecast, corrections, what no sum holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.spending.corrected import Corrected
from aktywna.domain.spending.documents import Documents
from aktywna.steps.behind import keys_shown
from aktywna.steps.budget import Spending
from aktywna.steps.tables.budget import what_is_left
from aktywna.steps.tables.cells import EMPTY, Cells, Header, day, grid, measured, pln, share, strong, text, whole
from aktywna.steps.tables.figures import name_of
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

BASES = {"total": N_("the project's value"), "grant": N_("the grant"), "spent": N_("what was spent so far")}
MOST_NAMED = 3
"""So many entries of a corrected document are named by their cells."""


def limits(found: Spending, _language: Language) -> Grid | None:
    """Limits on categories of costs: what is allowed, what was spent, what is left."""
    rows = [
        (
            text(line.limit.category), share(line.limit.share if line.base is not None else None),
            text(_(BASES[line.limit.base]) if line.base is not None else None), pln(line.base), pln(line.allowed),
            pln(line.spent.period), pln(line.spent.cumulative), what_is_left(line.left),
        )
        for line in found.limits
    ]  # fmt: skip
    columns: list[Header] = [
        _("Category subject to a limit"), _("Limit in percent"), _("of what"), _("of how much"), _("Limit"),
        _("Spent in the period"), _("Spent, cumulative"), _("Left"),
    ]  # fmt: skip
    moving = any(line.is_moving for line in found.limits)
    return grid(columns, rows, _("A limit that is a share of what was spent grows with it; it is decided at the end.") if moving else "")


def flat_rates(found: Spending, language: Language) -> Grid | None:
    """Costs settled as a percentage of others: the rate, what it is of, what it makes, and what the register has."""
    rows: list[Cells] = [
        (
            text(line.flat.name.say(language)), share(line.flat.rate), pln(line.base.cumulative),
            pln(line.taken_out.cumulative if line.flat.minus else None), pln(line.period), pln(line.cumulative),
            pln(None if line.entered is None else line.entered.cumulative), what_is_left(None if line.entered is None else -line.too_much),
        )
        for line in found.flat_rates
    ]  # fmt: skip
    if found.whole is not None and rows:
        beside = [line for line in found.flat_rates if line.entered is None]
        both = (
            sum((one.period for one in beside), found.whole.period),
            sum((one.cumulative for one in beside), found.whole.cumulative),
        )
        rows.append((*strong(text(_("All expenditure, flat rates too")), *(EMPTY,) * 3, *map(pln, both)), EMPTY, EMPTY))
    columns: list[Header] = [
        _("Costs settled by a flat rate"), _("Rate"), _("of costs"), _("Costs left out of that"),
        (_("Makes"), (_("in the period"), _("cumulative"))), _("Entered in the register"), _("Left"),
    ]  # fmt: skip
    note = _("Rounded to the grosz. The costs are those entered so far; a claim is made of those that are approved.")
    return grid(columns, rows, note)


def posts(found: Spending, language: Language) -> Grid | None:
    """Posts: planned, spent, and the hours of those who hold no other."""
    rows = [
        (
            text(line.post.name.say(language)), pln(line.planned), pln(line.spent.period if line.spent else None),
            pln(line.spent.cumulative if line.spent else None), share(line.percent),
            *(measured(hours) for hours in line.hours or (None, None)), pln(line.of_an_hour),
        )
        for line in found.posts
    ]  # fmt: skip
    if all(line.planned is None and line.spent is None and line.hours is None for line in found.posts):
        return None
    columns: list[Header] = [
        _("Post"), _("Planned amount"), _("Spent in the period"), _("Spent, cumulative"), _("% of the plan"),
        (_("Hours worked"), (_("in the period"), _("cumulative"))), _("Cost of an hour"),
    ]  # fmt: skip
    return grid(columns, rows, _("Hours are those of people who hold this post and no other.") if found.people else "")


def staff_hours(found: Spending, language: Language, *, show_personal: bool = False) -> Grid | None:
    """Hours of everybody in the timesheets, by number: the month with most of them against the limit."""
    sheets = found.books.get("timesheets")
    if sheets is None or not found.people:
        return None
    names = {post.id: post.name.say(language) for post in found.books.project.staff}
    numbers = keys_shown(sheets, [one.row for one in found.people], show_personal=show_personal)
    rows = [
        (
            text(number), text(figures.listing(names.get(post, post) for post in one.posts) or None), measured(one.period),
            measured(one.cumulative), text(figures.month(one.month)), measured(one.most), measured(one.limit),
            Cell(one.left, "number", "bad" if one.left is not None and one.left < 0 else "plain"),
        )
        for number, one in zip(numbers, found.people, strict=True)
    ]  # fmt: skip
    columns: list[Header] = [
        _("Number"), _("Post"), _("In the period"), _("Cumulative"),
        (_("Month with most hours"), (_("which"), _("hours"))), _("Limit of a month"), _("Left"),
    ]  # fmt: skip
    note = _("Hours are of 60 minutes, as the timesheets have them.")
    if found.people[0].limit is not None:
        note += " " + _("The limit holds for all work of a person, also outside this project.")
    return grid(columns, rows, note)


def unit_costs(found: Spending, language: Language) -> Grid | None:
    """What one participant and one result cost, by the main indicators: planned and so far."""
    rows = [
        (
            text(name_of(one.count.indicator, language)), measured(one.count.target.total if one.count.target else None),
            pln(one.planned), measured(one.count.cumulative.total, at_least=one.count.cumulative.at_least),
            Cell(one.actual, "money", prefix=_("at most") if one.at_most else ""),
        )
        for one in found.unit_costs
    ]  # fmt: skip
    if all(one.planned is None and one.actual is None for one in found.unit_costs):
        return None
    columns: list[Header] = [
        _("Indicator"), (_("Planned"), (_("persons"), _("cost of one"))), (_("So far"), (_("persons"), _("cost of one"))),
    ]  # fmt: skip
    return grid(columns, rows, _("The whole value, or all that was spent since the start, is divided by the number of persons."))


def forecasts(found: Spending, language: Language) -> Grid | None:
    """Where the whole and each planned task will be at the end of the project at this pace."""
    rows = [
        (
            text(_("Together") if isinstance(line.name, str) else line.name.say(language)),
            pln(one.planned), pln(line.spent.cumulative if line.spent else None), pln(one.at_end), share(one.percent),
            what_is_left(one.left),
        )
        for line, one in found.forecasts
    ]  # fmt: skip
    if not rows:
        return None
    first = found.forecasts[0][1]
    says = N_("At the pace so far; {gone:percent} of the term has gone, which ends on {end:day}.")
    columns = [_("Task"), _("Planned amount"), _("Spent, cumulative"), _("Forecast at the end"), _("% of the plan"), _("Left at the end")]
    return grid(columns, rows, sentence(says, {"gone": first.gone, "end": first.end}))


def corrections(found: Spending, _language: Language) -> Grid | None:
    """Correcting invoices, what each takes off, and which document it corrects."""
    documents = found.documents
    if documents is None or not found.corrections:
        return None
    rows = [_correction(documents, one) for one in found.corrections]
    columns = [_("Correction"), _("Where"), _("Day of payment"), _("Amount"), _("Corrected document"), _("Its entries"), _("Left of it")]
    return grid(columns, rows)


def _correction(documents: Documents, one: Corrected) -> Cells:
    costs, cost = documents.register, documents.cost
    numbers = costs.get("doc_no")
    paid = costs.days("payment_date").astype("datetime64[D]")[one.row]
    if not one.rows:
        says = N_("one of {n:count document|documents} of this supplier") if one.could_be else N_("no document of this supplier")
        left, meant = EMPTY, sentence(says, {"n": one.could_be})
    else:
        every = [*one.rows, one.row]
        left = pln(Decimal(int(cost.grosze[every].sum())).scaleb(-2)) if cost.known[every].all() else EMPTY
        meant = _said(numbers.iloc[one.rows[0]])
    more = "" if len(one.rows) <= MOST_NAMED else f" (+{figures.count(len(one.rows) - MOST_NAMED)})"
    return (
        text(_said(numbers.iloc[one.row])), text(_where(documents, (one.row,))),
        day(None if np.isnat(paid) else paid.item()),
        pln(Decimal(int(cost.grosze[one.row])).scaleb(-2) if cost.known[one.row] else None), text(meant),
        text(_where(documents, one.rows[:MOST_NAMED]) + more), left,
    )  # fmt: skip


def outside_sums(found: Spending, _language: Language) -> Grid | None:
    """What the sums leave out or hold twice, and what lies between two periods: how many entries, how much."""
    spent, doubled = found.whole, found.doubled
    if spent is None or doubled is None:
        return None
    lines: list[tuple[str, int, Decimal | None]] = [
        (_("without a day: in no period"), spent.undated_entries, spent.undated),
        (_("without an amount: in no sum"), spent.without_amount, None),
        (_("dated after the end of the period"), spent.later_entries, spent.later),
        (_("paid in the period, issued before it"), *found.outside["earlier_document"]),
        (_("issued in the period, not paid by its end"), *found.outside["paid_later"]),
        (_("entered twice, and twice in the sums"), doubled.entries + doubled.undated_entries + doubled.later_entries, doubled.whole),
    ]
    rows = [(text(said), whole(many), pln(much)) for said, many, much in lines if many]
    return grid([_("Entries"), _("How many"), _("Amount")], rows)


def _said(number: object) -> str:
    return number if isinstance(number, str) else _("without a number")


def _where(documents: Documents, rows: Sequence[int]) -> str:
    places = documents.register.places(np.array(rows, dtype=np.intp), documents.costs) if rows else []
    return ", ".join(" · ".join(filter(None, (place.file, place.sheet, place.cell))) for place in places)
