"""Whether a definition makes sense as a whole: references, identifiers, dates, the programme period and its catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.findings.finding import Severity
from aktywna.domain.findings.rule import N_, Notice
from aktywna.domain.pay.terms import Pay, PayList
from aktywna.domain.promises.adoption import DEFINING, ENOUGH, OWN_WORDS
from aktywna.domain.promises.era import Era, Value
from aktywna.domain.promises.indicator import Indicator, Listed
from aktywna.domain.promises.plan import Criterion, Deadline, Edition, Partner, Path, SoftResults
from aktywna.domain.promises.policy import unbending, weighable
from aktywna.domain.promises.project import Period, Project, Registers
from aktywna.domain.registers.layout import normal
from aktywna.io import shipped
from aktywna.io.definitions.faults import Fault, proposals, written
from aktywna.io.definitions.money import odd_money
from aktywna.io.definitions.pay import overlapping, unpayable
from aktywna.io.definitions.shape import Reference, Table, default_of, fields_of
from aktywna.io.definitions.time import falling_plan, target_of_no_period
from aktywna.io.definitions.toml_lines import KeyPath

Notices = Callable[[], Mapping[str, Notice]]
"""Gives everything that can be found, by code."""

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
    if to.startswith("layout:"):
        return tuple(shipped.layouts()[to.removeprefix("layout:")].columns)
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


def catalogue_of(era: Era) -> Mapping[str, Listed]:
    """Give the catalogue of a programme period by code; empty for one without a catalogue."""
    return shipped.catalogue(era.catalogue) if era.catalogue is not None else {}


def senseless(
    raw: Mapping[str, Any], tables: Iterable[Table], references: Iterable[Reference], notices: Notices | None = None
) -> Iterator[Fault]:
    """
    Give every fault that no single value has: it lies between values, or between the definition and its era.

    `notices` gives everything that can be found, by code; without it nobody asks whether codes that are named exist.
    """
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
        yield from odd_money(table)
        if table.model is Edition:
            yield from _outside(raw, table)
        if table.model is Path:
            yield from _circular(raw, table)
        if table.model is PayList:
            yield from unpayable(raw, table)
        if table.model is Pay:
            yield from overlapping(table.value.get("benefit"), (*table.path, "benefit"))
        if table.model is Indicator:
            yield from target_of_no_period(raw, table)
            yield from _at_odds(raw, table)
            yield from _ratio_of_ratios(raw, table)
        if table.model is Project:
            yield from falling_plan(table)
            yield from _foreign_to_era(table)
            yield from _weighed_wrongly(table, notices)
            yield from _unmeasured(table)


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


def _at_odds(raw: Mapping[str, Any], indicator: Table) -> Iterator[Fault]:
    keys = set(indicator.value) & set(fields_of(Indicator))
    if "use" in keys:
        what = N_("with “use” the catalogue says how to count, so this key cannot stand beside it")
        own = {*OWN_WORDS, *((word.rstrip("_") for word in DEFINING) if _undefined(raw, indicator.value["use"]) else ())}
        for key in sorted(keys - own):
            yield Fault("D013", (*indicator.path, key), {"what": what, "nearest": ""})
    elif "ratio" in keys and len(keys & _WAYS) == 1:
        what = N_("a ratio is counted from two other indicators, so this key cannot stand beside it")
        for key in sorted(keys & _OF_A_SET):
            yield Fault("D013", (*indicator.path, key), {"what": what, "nearest": ""})


def _undefined(raw: Mapping[str, Any], code: object) -> Listed | None:
    """Give the catalogue's indicator of this code when only its name is known."""
    era = known_era(raw)
    found = catalogue_of(era).get(code) if era is not None and isinstance(code, str) else None
    return found if found is not None and found.unknown else None


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
        elif not _like(_number_if_blank(era.values[key]), value):
            expected = _kind_said(_number_if_blank(era.values[key]))
            yield Fault("D003", ("parameters", key), {"value": str(value), "expected": expected})
        elif key == "attendance_gate" and value not in {"present", "with_excused"}:
            yield Fault("D003", ("parameters", key), {"value": str(value), "expected": N_("“present” or “with_excused”")})
    yield from _unknown_codes(project.value, catalogue_of(era))


def _weighed_wrongly(project: Table, notices: Notices | None) -> Iterator[Fault]:
    rules = project.value.get("rules")
    severity = rules.get("severity") if isinstance(rules, dict) else None
    if notices is None or not isinstance(severity, dict) or not severity:
        return
    kinds = notices()
    known = weighable(kinds)
    for code, word in severity.items():
        path = ("rules", "severity", code)
        if code not in known:
            yield Fault("D017", path, {"value": code, **proposals(code, known)})
        elif isinstance(word, str) and word.upper() in Severity.__members__ and (why := unbending(kinds[code], Severity[word.upper()])):
            yield Fault("D018", path, {"code": code, "why": why})


def _unmeasured(project: Table) -> Iterator[Fault]:
    """Give what keeps efficiency from being measured: a period without its rules, a call of whose day no thresholds are known."""
    own, announced, era = project.value.get("efficiency"), project.value.get("call_announced"), known_era(project.value)
    if not isinstance(own, dict) or era is None:
        return
    known = shipped.efficiency(era.id)
    if known is None:
        what = N_("this programme period has no rules of social and employment efficiency; what a call asks for is an indicator of its own")
        yield Fault("D013", ("efficiency",), {"what": what, "nearest": ""})
        return
    wages = own.get("minimum_wage")
    for year in wages if isinstance(wages, dict) else ():
        if not (year.isdecimal() and len(year) == len("2016")):
            yield Fault("D013", ("efficiency", "minimum_wage", year), {"what": N_("the key is a year of four digits"), "nearest": ""})
    groups = own.get("groups")
    stated = [group for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    if any({"combined", "social", "employment"} & set(group) for group in stated):
        return
    if announced is None:
        expected = N_("the day on which the call was announced, which decides which thresholds hold, or thresholds in efficiency.groups")
        yield Fault("D002", ("call_announced",), {"expected": expected})
    elif type(announced) is date and not known.thresholds_on(announced):
        what = N_("no thresholds are known for a call announced on that day; write those of the grant agreement into efficiency.groups")
        yield Fault("D013", ("call_announced",), {"what": what, "nearest": ""})


def _like(ours: object, own: object) -> bool:
    if isinstance(ours, bool) or isinstance(own, bool):
        return isinstance(ours, bool) and isinstance(own, bool)
    return isinstance(ours, Decimal) == isinstance(own, int | Decimal)


def _number_if_blank(known: Value) -> object:
    """A value that only projects give is a number: what is measured has a unit."""
    return Decimal(0) if known.value is None else known.value


def _kind_said(ours: object) -> str:
    if isinstance(ours, bool):
        return N_("true or false, without quotation marks")
    if isinstance(ours, Decimal):
        return N_("a number without quotation marks, with a decimal point")
    return N_("a text in quotation marks")


def _unknown_codes(raw: Mapping[str, Any], catalogue: Mapping[str, Listed]) -> Iterator[Fault]:
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
        if catalogue[code].unknown and not set(ENOUGH) & set(entry):
            yield Fault("D022", path, {"value": code, "why": catalogue[code].reason})
            continue
        ratio = catalogue[code].ratio
        for part in (ratio.of, ratio.to) if ratio is not None else ():
            if part not in used and part not in ids:
                facts = {"value": part, "to": "indicators", "allowed": tuple(sorted(ids)), "nearest": ""}
                yield Fault("D005", path, facts)
