"""Whether the questions of a definition can be answered: registers, columns, values of dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aktywna.domain.efficiency.terms import EfficiencyGroup
from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.era import Era
from aktywna.domain.promises.indicator import EVENT, Indicator
from aktywna.domain.promises.project import RegisterFile
from aktywna.domain.registers.layout import KindName
from aktywna.io import shipped
from aktywna.io.definitions.faults import Fault, proposals
from aktywna.io.definitions.sense import declared, known_era
from aktywna.io.definitions.shape import Table, kind_of
from aktywna.io.definitions.toml_lines import KeyPath

COMPUTED: Mapping[str, tuple[KindName, str | None]] = {
    "person": ("text", None),
    "sex": ("choice", "gender"),
    "asked": ("yes_no", None),
    "participating": ("yes_no", None),
    "long_term": ("yes_no", None),
    "age": ("count", None),
    "birth": ("date", None),
    "first_job_date": ("date", None),
    "hours_scheduled": ("hours", None),
    "hours_attended": ("hours", None),
    "hours_excused": ("hours", None),
    "attendance_share": ("number", None),
    "attendance_share_excused": ("number", None),
}
"""Kind and dictionary of the columns that are computed for participants (`domain.people.participants`, `domain.presence.attendance`)."""
_NUMBERS = {"number", "count", "hours", "money"}
_YES_NO = ("yes", "no", "refused")


def unanswerable(raw: Mapping[str, Any], tables: Iterable[Table]) -> Iterator[Fault]:
    """Give every question that no register could answer."""
    questions = _Questions(raw)
    for table in tables:
        if table.model is Indicator:
            yield from questions.indicator(table)
        if table.model is EfficiencyGroup:
            yield from questions.people(table)
        if table.model is RegisterFile:
            headers = table.value.get("headers")
            for header, column in headers.items() if isinstance(headers, dict) else ():
                yield from questions.column(column, str(table.path[-1]), (*table.path, "headers", header), computed=False)


class _Questions:
    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.era: Era | None = known_era(raw)
        self.layouts = shipped.layouts()

    def indicator(self, table: Table) -> Iterator[Fault]:
        value, path = table.value, table.path
        register = value.get("counts", "participants")
        if not isinstance(register, str):
            return
        if register not in self.layouts:
            yield self._unknown(register, self.layouts, N_("the registers"), (*path, "counts"))
            return
        yield from self.column(value.get("distinct"), register, (*path, "distinct"))
        yield from self._amount(value.get("sum"), register, (*path, "sum"))
        dated = value.get("dated")
        if dated != EVENT:
            yield from self._day(dated, register, (*path, "dated"))
        for key, days in dated.items() if isinstance(dated, dict) else ():
            for position, column in enumerate(days if isinstance(days, list) else ()):
                if column != EVENT:
                    yield from self._day(column, register, (*path, "dated", key, position))
        for key in ("among", "when"):
            yield from self._conditions(value.get(key), register, (*path, key))

    def people(self, table: Table) -> Iterator[Fault]:
        """Doubt what a group of efficiency asks of its people."""
        yield from self._conditions(table.value.get("among"), "participants", (*table.path, "among"))

    def column(self, column: object, register: str, path: KeyPath, *, computed: bool = True) -> Iterator[Fault]:
        """Doubt a column that neither the layout of `register` nor, where it may be computed, the program knows."""
        if not isinstance(column, str) or register not in self.layouts:
            return
        known = [*self.layouts[register].columns]
        if computed and register == "participants":
            known += COMPUTED
        if column not in known:
            yield self._unknown(column, known, register, path)

    def _day(self, column: object, register: str, path: KeyPath) -> Iterator[Fault]:
        yield from self.column(column, register, path)
        if isinstance(column, str) and self._kind(register, column)[0] not in {"date", None}:
            yield Fault("D013", path, {"what": N_("only a column of dates has a first and a last day"), "nearest": ""})

    def _amount(self, column: object, register: str, path: KeyPath) -> Iterator[Fault]:
        yield from self.column(column, register, path)
        if isinstance(column, str) and self._kind(register, column)[0] not in {*_NUMBERS, None}:
            yield Fault("D013", path, {"what": N_("only a column of numbers has a sum"), "nearest": ""})

    def _unknown(self, value: str, known: Iterable[str], within: str, path: KeyPath) -> Fault:
        return Fault("D012", path, {"value": value, "within": within, **proposals(value, known)})

    def _conditions(self, listed: object, register: str, path: KeyPath) -> Iterator[Fault]:
        for position, entry in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(entry, dict):
                yield from self._condition(entry, register, (*path, position))

    def _condition(self, value: Mapping[str, Any], register: str, path: KeyPath) -> Iterator[Fault]:
        yield from self.column(value.get("column"), register, (*path, "column"))
        for key in ("from", "until"):
            yield from self._day(value.get(key), register, (*path, key))
        for key in ("any", "all", "none"):
            yield from self._conditions(value.get(key), register, (*path, key))
        yield from self._events(value, path)
        yield from self._values(value, register, path)
        for key in ("plus_days", "at_least", "at_most"):
            of_era = value.get(key)
            name = of_era.get("era") if isinstance(of_era, dict) else None
            if isinstance(name, str) and self.era is not None and name not in self.era.values:
                yield Fault("D011", (*path, key, "era"), {"era": self.era.id, "name": name, **proposals(name, self.era.values)})

    def _events(self, value: Mapping[str, Any], path: KeyPath) -> Iterator[Fault]:
        events = value.get("register")
        if not isinstance(events, str):
            return
        if events not in self.layouts:
            yield self._unknown(events, self.layouts, N_("the registers"), (*path, "register"))
            return
        yield from self._amount(value.get("sum"), events, (*path, "sum"))
        yield from self._conditions(value.get("where"), events, (*path, "where"))

    def _values(self, value: Mapping[str, Any], register: str, path: KeyPath) -> Iterator[Fault]:
        """Doubt values that the column never holds, and limits that cannot be compared with it."""
        column = value.get("column")
        kind, dictionary = self._kind(register, column) if isinstance(column, str) else (None, None)
        if kind is None:
            return
        listed = value.get("is_in")
        asked: list[tuple[KeyPath, Any]] = [((*path, "is"), value["is"])] if "is" in value else []
        asked += [((*path, "is_in", position), one) for position, one in enumerate(listed if isinstance(listed, list) else ())]
        limits = [((*path, key), value[key]) for key in ("at_least", "at_most") if key in value and not isinstance(value[key], dict)]
        known = self._codes(kind, dictionary)
        for at, one in asked:
            if known is not None and not (isinstance(one, str) and one in known) and not (kind == "yes_no" and isinstance(one, bool)):
                shown = str(one).lower() if isinstance(one, bool) else str(one)
                yield Fault("D014", at, {"value": shown, "column": str(column), **proposals(shown, known)})
        measured = kind in _NUMBERS or kind == "date"
        for at, one in [*(asked if known is None else ()), *(limits if measured else ())]:
            expected = _wanted(kind, one)
            if expected:
                yield Fault("D003", at, {"value": str(one), "expected": expected})
        if not measured:
            for at, _one in limits:
                yield Fault("D013", at, {"what": N_("only a column of numbers or dates has limits"), "nearest": ""})
        for key in ("from", "until") if kind != "date" else ():
            if key in value:
                yield Fault("D013", (*path, key), {"what": N_("only a column of dates has a first and a last day"), "nearest": ""})

    def _kind(self, register: str, column: str) -> tuple[str | None, str | None]:
        described = self.layouts[register].columns.get(column) if register in self.layouts else None
        if register == "participants" and column in COMPUTED:
            return COMPUTED[column]
        return (described.kind, described.of) if described is not None else (None, None)

    def _codes(self, kind: str, dictionary: str | None) -> tuple[str, ...] | None:
        if kind == "yes_no":
            return _YES_NO
        if kind not in {"choice", "choices"} or dictionary is None:
            return None
        if dictionary.startswith("project:"):
            return declared(self.raw, dictionary.removeprefix("project:"))
        choice = shipped.choices().get(dictionary)
        return tuple(value.id for value in choice.value) if choice else None


def _wanted(kind: str, value: object) -> str:
    """Say what a column of `kind` can be compared with, where `value` is not that."""
    if kind == "date" and type(value) is not date:
        return N_("a date without quotation marks, for example 2009-03-01")
    if kind in _NUMBERS and not (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return N_("a number without quotation marks, with a decimal point")
    if kind not in _NUMBERS and kind != "date" and kind_of(value) in {"date", "decimal"}:
        return N_("a text in quotation marks")
    return ""
