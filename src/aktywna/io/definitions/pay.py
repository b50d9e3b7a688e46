"""Whether what a definition pays its participants makes sense: which keys belong to which kind of list, units, months of rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from aktywna.domain.findings.rule import N_
from aktywna.domain.pay.terms import PRICED, PayList
from aktywna.io.definitions.faults import Fault
from aktywna.io.definitions.shape import Table
from aktywna.io.definitions.toml_lines import KeyPath

_EVERY = {"id", "kind", "name", "forms", "paths", "insured", "unit"}
_STIPEND = {"rates", "share", "full_hours", "round", "hour_round", "absence", "marks", "paid"}
BELONGS: Mapping[str, frozenset[str]] = {
    "training": frozenset(_EVERY | _STIPEND | {"floor", "with_job"}),
    "internship": frozenset(_EVERY | _STIPEND | {"agreed_hours"}),
    "allowance": frozenset(
        _EVERY
        | {"rates", "share", "round", "marks", "trial_share", "trial_months", "trial_round", "unexcused_most", "sick_limit"}
        | {"free_days", "months", "deduct"}
    ),
    "travel": frozenset(_EVERY | {"fares", "cap_day", "cap_month"}),
    "meals": frozenset(_EVERY | {"rates"}),
    "public-work": frozenset(_EVERY | {"rates"}),
}
"""The keys that each kind of list knows."""
_NEEDS = {"travel": "fares", "public-work": "rates"}
_EXPECTED = {
    "fares": N_("what getting there costs, for example fares = [{ day = 8.40 }]"),
    "rates": N_('the rate of an hour with its months, for example rates = [{ amount = 8.10, per = "hour" }]'),
    "sick_limit": N_("the number of days of sickness, counted on from month to month, up to which less is taken away (14 or 21)"),
}


def unpayable(raw: Mapping[str, Any], listed: Table) -> Iterator[Fault]:
    """Give every fault of one list that no single value has."""
    kind, value, path = listed.value.get("kind"), listed.value, listed.path
    if kind not in BELONGS:
        return
    what = N_("this kind of list does not use this key")
    for key in value:
        if key in PayList.model_fields and key not in BELONGS[kind]:
            yield Fault("D013", (*path, key), {"what": what, "nearest": ""})
    needed = _NEEDS.get(kind)
    if needed is not None and not value.get(needed):
        yield Fault("D002", (*path, needed), {"name": needed, "expected": _EXPECTED[needed]})
    marks = value.get("marks")
    if kind == "allowance" and isinstance(marks, dict) and marks.get("sick") and "sick_limit" not in value:
        yield Fault("D002", (*path, "sick_limit"), {"name": "sick_limit", "expected": _EXPECTED["sick_limit"]})
    yield from _priced_wrongly(kind, value.get("rates"), (*path, "rates"))
    yield from _of_two_units(raw, value, path)


def overlapping(entries: object, path: KeyPath) -> Iterator[Fault]:
    """Give the entries that hold in a month in which an earlier one does."""
    found = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    for at, entry in enumerate(found):
        if any(_meet(entry, earlier) for earlier in found[:at]):
            yield Fault("D013", (*path, at), {"what": N_("it holds in a month in which an earlier entry holds as well"), "nearest": ""})


def _priced_wrongly(kind: str, rates: object, path: KeyPath) -> Iterator[Fault]:
    yield from overlapping(rates, path)
    for at, rate in enumerate(rates if isinstance(rates, list) else ()):
        per = rate.get("per") if isinstance(rate, dict) else None
        if kind in PRICED and per in {"month", "day", "hour"} and per not in PRICED[kind]:  # type: ignore[index]
            yield Fault("D013", (*path, at, "per"), {"what": N_("this kind of list is not paid by this"), "nearest": ""})


def _of_two_units(raw: Mapping[str, Any], value: Mapping[str, Any], path: KeyPath) -> Iterator[Fault]:
    """Give a list whose forms have hours of two lengths and which does not say in which it counts."""
    declared, forms = raw.get("forms"), value.get("forms")
    if "unit" in value or not isinstance(declared, list) or not isinstance(forms, list):
        return
    units = {form["unit"] for form in declared if isinstance(form, dict) and form.get("id") in forms and form.get("unit") in {"h45", "h60"}}
    if len(units) > 1:
        what = N_('its forms of support have hours of 45 and of 60 minutes; say in which the list counts: unit = "h60"')
        yield Fault("D013", (*path, "forms"), {"what": what, "nearest": ""})


def _meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    begins, ends = _edges([one, other], "from", date.min), _edges([one, other], "until", date.max)
    return max(begins) <= min(ends)


def _edges(entries: Sequence[Mapping[str, Any]], key: str, otherwise: date) -> list[date]:
    found = [entry.get(key) for entry in entries]
    return [day if type(day) is date else otherwise for day in found]
