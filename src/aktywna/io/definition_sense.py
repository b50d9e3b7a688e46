"""Whether a definition makes sense as a whole: references, identifiers, dates, the programme period and its catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.adoption import OWN_WORDS
from aktywna.domain.era import Era
from aktywna.domain.indicator import Indicator
from aktywna.domain.layout import normal
from aktywna.domain.plan import Criterion, Deadline, Edition, Partner, Path, SoftResults
from aktywna.domain.project import Period, Project, Registers
from aktywna.domain.rule import N_
from aktywna.io import shipped
from aktywna.io.definition_faults import Fault, proposals, written
from aktywna.io.definition_shape import Reference, Table, default_of, fields_of
from aktywna.io.toml_lines import KeyPath

_IN_ORDER: Mapping[type, tuple[str, str]] = {
    Period: ("start", "end"),
    Edition: ("start", "end"),
    Partner: ("since", "until"),
    Deadline: ("start", "end"),
    Criterion: ("min_age", "max_age"),
    SoftResults: ("scale_min", "scale_max"),
}
_WAYS = {"ratio", "soft", "sum"}
_OF_A_SET = {"sum", "distinct", "among", "when", "dated"}
"""Keys that define a set of rows, which a ratio has not."""


def declared(raw: Mapping[str, Any], to: str) -> tuple[str, ...]:
    """Give the ids that can be referred to under `to`: a dictionary's codes, registers, or what `raw` declares."""
    if to.startswith("choice:"):
        choice = shipped.choices().get(to.removeprefix("choice:"))
        return tuple(value.id for value in choice.value) if choice else ()
    if to == "registers":
        return tuple(name for name in fields_of(Registers) if name != "not_kept")
    found: Any = raw
    for part in to.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    entries = found if isinstance(found, list) else []
    return tuple(entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str))


def known_era(raw: Mapping[str, Any]) -> Era | None:
    """Give the programme period that a definition names, if there is such a one."""
    era = raw.get("era")
    return shipped.era(era) if isinstance(era, str) and era in shipped.eras() else None


def catalogue_of(era: Era) -> Mapping[str, Indicator]:
    """Give the catalogue of a programme period by code; empty for one without a catalogue."""
    return shipped.catalogue(era.catalogue) if era.catalogue is not None else {}


def senseless(raw: Mapping[str, Any], tables: Iterable[Table], references: Iterable[Reference]) -> Iterator[Fault]:
    """Give every fault that no single value has: it lies between values, or between the definition and its era."""
    for reference in references:
        known = declared(raw, reference.to)
        if reference.value not in known:
            yield Fault(
                "D005",
                reference.path,
                {"value": reference.value, "to": reference.to.removeprefix("choice:"), **proposals(reference.value, known)},
            )
    for table in tables:
        yield from _doubled(table)
        yield from _reversed(table)
        if table.model is Edition:
            yield from _outside(raw, table)
        if table.model is Path:
            yield from _circular(raw, table)
        if table.model is Indicator:
            yield from _at_odds(table)
            yield from _ratio_of_ratios(raw, table)
        if table.model is Project:
            yield from _foreign_to_era(table)


def _doubled(table: Table) -> Iterator[Fault]:
    for key, entries in table.value.items():
        name = "name" if table.model is Project and key == "calendar" else "id"
        if not isinstance(entries, list):
            continue
        first: dict[str, KeyPath] = {}
        for position, entry in enumerate(entries):
            value = entry.get(name) if isinstance(entry, dict) else None
            if not isinstance(value, str):
                continue
            path = (*table.path, key, position, name)
            # Ids are met again in cells, where capitals and diacritics make no difference.
            before = first.setdefault(normal(value), path)
            if before != path:
                yield Fault("D007", path, {"value": value, "first": written(before)})


def _reversed(table: Table) -> Iterator[Fault]:
    lower, upper = _IN_ORDER.get(table.model, ("", ""))
    if not lower or not ({lower, upper} & set(table.value)):
        return
    low, high = (table.value.get(key, default_of(table.model, key)) for key in (lower, upper))
    if not (_comparable(low, high) and low > high):
        return
    path, other = (*table.path, lower), (*table.path, upper)
    code = "D006" if isinstance(low, date) else "D016"
    yield Fault(code, path, {"value": low, "other": written(other), "limit": high})


def _comparable(one: Any, other: Any) -> bool:
    if type(one) is date and type(other) is date:
        return True
    numbers = [isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite() for value in (one, other)]
    return all(numbers)


def _outside(raw: Mapping[str, Any], edition: Table) -> Iterator[Fault]:
    term = raw.get("period")
    if not isinstance(term, dict):
        return
    start, end = edition.value.get("start"), edition.value.get("end")
    if _comparable(start, term.get("start")) and start < term["start"]:
        yield Fault("D006", (*edition.path, "start"), {"value": start, "other": "period.start", "limit": term["start"]})
    if _comparable(end, term.get("end")) and end > term["end"]:
        yield Fault("D006", (*edition.path, "end"), {"value": end, "other": "period.end", "limit": term["end"]})


def _circular(raw: Mapping[str, Any], path: Table) -> Iterator[Fault]:
    within = {entry["id"]: entry.get("within") for entry in raw["paths"] if isinstance(entry, dict) and isinstance(entry.get("id"), str)}
    order = list(within)
    start = path.value.get("id")
    at, passed = within.get(start) if isinstance(start, str) else None, list[str]()
    while isinstance(at, str) and at not in passed and at != start:
        passed.append(at)
        at = within.get(at)
    # A circle of several paths is told once, at the first of them.
    if at is not None and at == start and not any(order.index(one) < order.index(at) for one in passed):
        yield Fault("D013", (*path.path, "within"), {"what": N_("a path cannot be a part of itself"), "nearest": ""})


def _at_odds(indicator: Table) -> Iterator[Fault]:
    keys = set(indicator.value) & set(fields_of(Indicator))
    if "use" in keys:
        what = N_("with “use” the catalogue says how to count, so this key cannot stand beside it")
        for key in sorted(keys - set(OWN_WORDS)):
            yield Fault("D013", (*indicator.path, key), {"what": what, "nearest": ""})
    elif "ratio" in keys and len(keys & _WAYS) == 1:
        what = N_("a ratio is counted from two other indicators, so this key cannot stand beside it")
        for key in sorted(keys & _OF_A_SET):
            yield Fault("D013", (*indicator.path, key), {"what": what, "nearest": ""})


def _ratio_of_ratios(raw: Mapping[str, Any], indicator: Table) -> Iterator[Fault]:
    ratio, listed = indicator.value.get("ratio"), raw.get("indicators")
    if not isinstance(ratio, dict) or not isinstance(listed, list):
        return
    ratios = {entry.get("id") for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str) and "ratio" in entry}
    for part in ("of", "to"):
        if isinstance(ratio.get(part), str) and ratio[part] in ratios:
            what = N_("a ratio is counted from two numbers, not from another ratio")
            yield Fault("D013", (*indicator.path, "ratio", part), {"what": what, "nearest": ""})


def _foreign_to_era(project: Table) -> Iterator[Fault]:
    era, name = known_era(project.value), project.value.get("era")
    if era is None:
        if isinstance(name, str):
            yield Fault("D010", ("era",), {"value": name, **proposals(name, shipped.eras())})
        return
    parameters = project.value.get("parameters")
    for key, value in parameters.items() if isinstance(parameters, dict) else ():
        if key not in era.values:
            yield Fault("D011", ("parameters", key), {"era": era.id, "name": key, **proposals(key, era.values)})
        elif not _like(era.values[key].value, value):
            yield Fault("D003", ("parameters", key), {"value": str(value), "expected": _kind_said(era.values[key].value)})
    yield from _unknown_codes(project.value, catalogue_of(era))


def _like(ours: object, own: object) -> bool:
    if isinstance(ours, bool) or isinstance(own, bool):
        return isinstance(ours, bool) and isinstance(own, bool)
    return isinstance(ours, Decimal) == isinstance(own, int | Decimal)


def _kind_said(ours: object) -> str:
    if isinstance(ours, bool):
        return N_("true or false, without quotation marks")
    if isinstance(ours, Decimal):
        return N_("a number without quotation marks, with a decimal point")
    return N_("a text in quotation marks")


def _unknown_codes(raw: Mapping[str, Any], catalogue: Mapping[str, Indicator]) -> Iterator[Fault]:
    listed = raw.get("indicators")
    entries = [entry if isinstance(entry, dict) else {} for entry in listed] if isinstance(listed, list) else []
    used = {entry["use"] for entry in entries if isinstance(entry.get("use"), str)}
    ids = set(declared(raw, "indicators"))
    for position, entry in enumerate(entries):
        code, path = entry.get("use"), ("indicators", position, "use")
        if not isinstance(code, str):
            continue
        if code not in catalogue:
            yield Fault("D005", path, {"value": code, "to": str(raw.get("era")), **proposals(code, catalogue)})
            continue
        ratio = catalogue[code].ratio
        for part in (ratio.of, ratio.to) if ratio is not None else ():
            if part not in used and part not in ids:
                facts = {"value": part, "to": "indicators", "allowed": tuple(sorted(ids)), "nearest": ""}
                yield Fault("D005", path, facts)
