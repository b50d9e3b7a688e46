"""The budget as a JSON document: amounts, shares and hours as texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aktywna.domain.promises.model import Name
from aktywna.domain.spending.lines import Line
from aktywna.domain.spending.sources import tolerance
from aktywna.domain.spending.sums import Spent
from aktywna.steps.budget import Spending
from aktywna.steps.budget_told import Budgeted
from aktywna.steps.part_words import part_as_json
from aktywna.steps.telling import as_json as finding_as_json
from aktywna.words.wording import language


def as_json(found: Budgeted) -> dict[str, Any]:
    """Give period, plan and expenditure, and what needs attention."""
    spending = found.spending
    documents = spending.documents
    budget = spending.books.project.budget
    return {
        "part": part_as_json(spending.books),
        "period": {"from": spending.span.start.isoformat(), "to": spending.span.end.isoformat()},
        "complete": spending.books.complete,
        "amounts": None if documents is None else documents.costs,
        "dated_by": None if documents is None else documents.dated_by,
        "total": {"planned": _text(spending.planned), **_spent(spending.whole)},
        "agrees": None if budget is None or spending.payers is None else spending.payers.planned == spending.planned,
        "tasks": [_line(line) for line in spending.tasks],
        "categories": [_line(line) for line in spending.categories],
        "sources_of_money": _sources(spending),
        "set_aside": [
            {
                "name": _named(one.aside.name), "within": one.aside.within, "planned": _text(one.planned), "fits": one.fits,
                **_spent(one.spent), "percent": _text(one.percent),
            }
            for one in spending.set_aside
        ],
        "limits": [
            {
                "category": one.limit.category, "share": _as_declared(one.limit.share),
                "of": one.limit.base if one.base is not None else None, "base": _text(one.base), "allowed": _text(one.allowed),
                **_spent(one.spent), "left": _text(one.left),
            }
            for one in spending.limits
        ],
        "flat_rates": [
            {
                "name": _named(one.flat.name), "rate": _as_declared(one.flat.rate), "base": _text(one.base.cumulative),
                "left_out": _text(one.taken_out.cumulative), "period": _text(one.period), "cumulative": _text(one.cumulative),
                "entered": None if one.entered is None else _text(one.entered.cumulative),
            }
            for one in spending.flat_rates
        ],
        "posts": [
            {
                "id": one.post.id, "name": _named(one.post.name), "planned": _text(one.planned), **_spent(one.spent),
                "percent": _text(one.percent), "hours": None if one.hours is None else [_text(hours) for hours in one.hours],
                "cost_of_hour": _text(one.of_an_hour),
            }
            for one in spending.posts
        ],
        "unit_costs": [
            {
                "code": one.count.indicator.id, "planned": _text(one.planned), "actual": _text(one.actual), "at_most": one.at_most,
                "persons": one.count.cumulative.total,
            }
            for one in spending.unit_costs
        ],
        "forecast": [
            {
                "task": line.id or None, "end": one.end.isoformat(), "at_end": _text(one.at_end), "planned": _text(one.planned),
                "percent": _text(one.percent),
            }
            for line, one in spending.forecasts
        ],
        "doubled": _spent(spending.doubled),
        "outside": {name: {"entries": many, "amount": _text(much)} for name, (many, much) in spending.outside.items()},
        "attention": [finding_as_json(one, show_personal=found.show_personal) for one in (*found.own, *found.said)],
    }  # fmt: skip


def _sources(spending: Spending) -> list[dict[str, Any]]:
    known = spending.payers
    return [
        {
            "id": one.source.id, "kind": one.source.kind, "form": one.source.form, "name": _named(one.source.name),
            "planned": _text(one.planned), "declared": _as_declared(one.source.share), "share": _text(one.share),
            "tolerance": None if one.source.share is None else str(tolerance(one.source.share)), "agrees": one.agrees,
            **_spent(one.spent), "spent_share": _text(one.spent_share), "spent_agrees": one.spent_agrees,
        }
        for one in (known.lines if known is not None else ())
    ]  # fmt: skip


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id or None,
        "kind": line.kind,
        "name": _named(line.name) or None,
        "task": line.task,
        "planned": _text(line.planned),
        **_spent(line.spent),
        "percent": _text(line.percent),
        "left": _text(line.left),
    }


def _spent(found: Spent | None) -> dict[str, Any]:
    whole = found if found is not None else Spent()
    amounts = {name: _text(getattr(whole, name)) for name in ("period", "cumulative", "later", "undated")}
    numbers = {name: getattr(whole, name) for name in ("entries", "later_entries", "undated_entries", "without_amount")}
    return dict.fromkeys([*amounts, *numbers]) if found is None else amounts | numbers


def _named(name: Name | str) -> str:
    return name if isinstance(name, str) else name.say(language())


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _as_declared(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
