"""Whether what a definition promises in time makes sense: periods of targets, the recruitment plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.calendar import is_period
from aktywna.io.definitions.faults import Fault, written
from aktywna.io.definitions.shape import Table


def target_of_no_period(raw: Mapping[str, Any], indicator: Table) -> Iterator[Fault]:
    """Doubt a target of a period that is neither written as periods are nor named in the reporting calendar."""
    listed, deadlines = indicator.value.get("targets"), raw.get("calendar")
    entries = deadlines if isinstance(deadlines, list) else []
    names = {entry["name"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("name"), str)}
    for position, target in enumerate(listed if isinstance(listed, list) else ()):
        period = target.get("period") if isinstance(target, dict) else None
        if isinstance(period, str) and period not in names and not is_period(period):
            what = N_("a period is a year (2018), a half-year (2018-H1), a quarter, a month, or a name of the reporting calendar")
            yield Fault("D013", (*indicator.path, "targets", position, "period"), {"what": what, "nearest": ""})


def falling_plan(project: Table) -> Iterator[Fault]:
    """Doubt a recruitment plan, which is cumulative, that a later day makes smaller."""
    listed = project.value.get("recruitment_plan")
    steps = [(at, one) for at, one in enumerate(listed if isinstance(listed, list) else ()) if isinstance(one, dict)]
    steps = [(at, one) for at, one in steps if type(one.get("until")) is date and _is_number(one.get("total"))]
    for at, one in steps:
        same = [(other, step) for other, step in steps if all(step.get(key) == one.get(key) for key in ("edition", "partner"))]
        later = [(other, step) for other, step in same if step["until"] > one["until"] and step["total"] < one["total"]]
        if later:
            other, step = min(later, key=lambda found: found[1]["until"])
            path = ("recruitment_plan", at, "total")
            facts = {"value": one["total"], "other": written(("recruitment_plan", other, "total")), "limit": step["total"]}
            yield Fault("D016", path, facts)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite()
