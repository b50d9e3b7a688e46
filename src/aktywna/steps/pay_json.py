"""Lists to pay as a JSON document, as COMMANDS.md has it: money and hours as texts of digits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aktywna.domain.pay.comparing import Compared
from aktywna.domain.pay.money import NOTHING
from aktywna.domain.pay.owed import Listed, Owed
from aktywna.steps.pay import Payroll
from aktywna.steps.telling import as_json as finding_as_json


def as_json(found: Payroll, *, show_personal: bool = False) -> dict[str, Any]:
    """Give the lists of a month, and what needs attention: first what only the lists find, then what `check` says of their registers."""
    return {
        "month": found.month.name,
        "lists": [_list(found, listed, show_personal=show_personal) for listed in found.lists],
        "compared": [_compared(one, found, show_personal=show_personal) for one in found.compared],
        "since": [
            {"month": one.given.month, "list": one.given.id, "key": one.key or None, "given": one.given.as_of.isoformat()}
            | {"before": _digits(one.before, money=True), "now": _digits(one.now, money=True)}
            for one in found.since
        ],
        "assumptions": [{"value": one.value, "name": one.name, "source": one.source, "seen": one.seen} for one in found.assumptions],
        "findings": [finding_as_json(one, show_personal=show_personal) for one in (*found.findings, *found.said)],
    }


def _list(found: Payroll, listed: Listed, *, show_personal: bool) -> dict[str, Any]:
    return {
        "id": listed.paid.id,
        "kind": listed.paid.kind,
        "name": found.title(listed),
        "people": [_person(found, listed, one, show_personal=show_personal) for one in listed.people],
        "totals": {
            "people": len(listed.people),
            "unknown": listed.unknown,
            "hours": _digits(listed.hours),
            "days": listed.days,
            "amount": str(listed.amount),
            "base": str(listed.base),
            "contributions": str(listed.cost) if listed.names else None,
            "forms": [{"form": form, "task": task or None, "amount": str(amount)} for form, task, amount in found.form_totals(listed)],
        },
    }


def _person(found: Payroll, listed: Listed, one: Owed, *, show_personal: bool) -> dict[str, Any]:
    return {
        "key": found.key(one, show_personal=show_personal) or None,
        **({"name": found.name(one) or None} if show_personal else {}),
        "hours": _digits(one.hours),
        "days": one.days,
        "rate": _digits(one.rate, money=True),
        "amount": _digits(one.amount, money=True),
        "base": str(one.base),
        "contributions": str(one.cost) if listed.names else None,
        "how": found.how(one),
        "source_rows": found.source(one),
    }


def _compared(one: Compared, found: Payroll, *, show_personal: bool) -> dict[str, Any]:
    return {
        "list": one.now.paid.id,
        "before": str(one.before.amount),
        "now": str(one.now.amount),
        "because": {reason: str(amount) for reason, amount in one.because().items()},
        "people": [
            {
                "key": found.key(change.owed, show_personal=show_personal) or None,
                "before": _digits(change.before, money=True),
                "now": _digits(change.now, money=True),
                "reason": change.reason,
            }
            for change in one.changes
        ],
    }


def _digits(value: Decimal | None, *, money: bool = False) -> str | None:
    """Write a number as digits; of money at least the grosze."""
    if value is None:
        return None
    return f"{value + NOTHING if money else value:f}"
