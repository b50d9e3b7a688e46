"""Due: everything that has to be done by when, in order of its days, each with the person who looks after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import owned
from aktywna.domain.duties.at_risk import low_attendance
from aktywna.domain.duties.clocks import efficiency_clock, evidence_clock, follow_up_clock, result_clock
from aktywna.domain.duties.due import KINDS, NOBODY, Due, DueKind, in_order, planned_ends, reports_due
from aktywna.domain.duties.left_to_do import assessments_due, contracts_due, unfinished_forms
from aktywna.domain.faults import RuleBroken
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent
from aktywna.steps.assumptions import Assumption, value_text
from aktywna.steps.part_words import part_as_json
from aktywna.steps.telling import is_identifier, is_name, name_of
from aktywna.words.sentences import MASKED, sentence
from aktywna.words.wording import _, language

WITHIN = 30
"""How many days ahead is looked when nobody says."""
PASSING: tuple[DueKind, ...] = ("efficiency", "follow_up")
"""Kinds that nobody makes up for later: they are listed as long after their day as they are before it."""
CLOCKS: dict[DueKind, tuple[str, ...]] = {
    "result": ("result_window",),
    "evidence": ("result_window",),
    "efficiency": ("efficiency_months",),
    "follow_up": ("follow_up_months",),
    "attendance": ("attendance_threshold", "attendance_gate"),
}
"""The values of the era that duties of a kind rest on."""


@dataclass(frozen=True, eq=False)
class Duties:
    """What has to be done in a project within so many days of the as-of day, and what is overdue."""

    books: Books
    within: int
    found: tuple[Due, ...]
    earlier: Mapping[DueKind, int] = field(default_factory=dict)
    """Follow-ups of each kind whose day passed longer ago than that, and that are not listed."""

    @cached_property
    def case_workers(self) -> pd.Series[Any]:
        """Who looks after each participation: as its row says, else as the person's latest contract does; NA where nobody is named."""
        people = self.books.participants
        named = people.get("case_worker")
        contracts = self.books.get("contracts")
        if contracts is None or "case_worker" not in contracts:
            return named
        latest = pd.DataFrame({"row": owned(self.books, "contracts"), "day": contracts.get("date"), "named": contracts["case_worker"]})
        latest = latest.dropna(subset="named").sort_values("day", kind="stable").drop_duplicates("row", keep="last")
        return named.where(named.notna(), latest.set_index("row")["named"].reindex(people.index))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The values that these duties rest on and that nobody has confirmed."""
        names = [name for kind in KINDS if any(one.kind == kind for one in self.found) for name in CLOCKS.get(kind, ())]
        said = []
        for name in dict.fromkeys(names):
            value = self.books.era.values.get(name)
            holds = value.on(self.books.as_of) if value is not None else None
            if value is not None and holds is not None and holds.seen is False:
                text = _("{name}: {value}").format(name=value.name.say(language()), value=value_text(holds.value, value.unit))
                said.append(Assumption(name, text, holds.source))
        return tuple(said)

    def case_worker(self, one: Due) -> str | None:
        """Name who looks after the person that a duty is about; nobody where nobody is named."""
        named = self.case_workers.iloc[one.row] if one.row != NOBODY else None
        return None if named is None or pd.isna(named) else str(named)

    def key(self, one: Due, *, show_personal: bool = False) -> str:
        """Give the number of the person, a report's name; nothing where what stands there is personal."""
        if one.row == NOBODY:
            return str(one.facts.get("name", ""))
        key = self.books.participants.key.iloc[one.row]
        text = "" if pd.isna(key) else str(key)
        private = self.books.participants.has_private_key or is_identifier(text) or is_name(text)
        return "" if private and not show_personal else text

    def name(self, one: Due) -> str:
        """Give the person's name, as the register has it."""
        people = self.books.participants
        parts = [people.get(column).iloc[one.row] for column in ("first_name", "last_name")] if one.row != NOBODY else []
        return " ".join(str(part) for part in parts if not pd.isna(part))

    def days_left(self, one: Due) -> int:
        """How many days are left; fewer than none when the day has passed."""
        return (one.day - self.books.as_of).days

    def what(self, one: Due) -> str:
        """Say what has to be done."""
        return sentence(one.says, one.facts, choices=name_of)


def duties(books: Books, within: int = WITHIN) -> Duties:
    """
    Give what is overdue and what is due within so many days of the as-of day, in order; `RuleBroken` for a fault of ours.

    In a part of the project those duties of the whole that are about its people: whoever went on in another edition owes no
    result of this one, and a class to come is to come whichever part it is of.
    """
    try:
        found = in_order(list(_of_part(books, within)))
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise RuleBroken("due") from error
    listed, earlier = [], Counter[DueKind]()
    for one in found:
        left = (one.day - books.as_of).days
        if one.kind in PASSING and left < -within:
            earlier[one.kind] += 1
        elif left <= within or one.kind == "attendance":
            listed.append(one)
    return Duties(books, within, tuple(listed), earlier)


def _of_part(books: Books, within: int) -> Iterator[Due]:
    kept = books.kept.get("participants")
    if books.whole is None or kept is None:
        yield from _every(books, within)
        return
    place = np.cumsum(kept) - 1
    for one in _every(books.whole, within):
        if one.row == NOBODY or kept[one.row]:
            yield one if one.row == NOBODY else replace(one, row=int(place[one.row]))


def _every(books: Books, within: int) -> Iterator[Due]:
    yield from reports_due(books, within)
    if books.get("participants") is None:
        return
    clocks = (
        result_clock, evidence_clock, efficiency_clock, follow_up_clock, planned_ends, unfinished_forms, low_attendance, assessments_due,
    )  # fmt: skip
    for clock in clocks:
        yield from _asked(clock(books))
    yield from _asked(contracts_due(books, within))


def _asked(found: Iterator[Due]) -> Iterator[Due]:
    """What is asked of a column that the registers do not have is not due; check says that it is missing (R090)."""
    try:
        yield from found
    except Absent:
        return


def as_json(found: Duties, *, show_personal: bool = False) -> dict[str, Any]:
    """Give the duties as COMMANDS.md has them, with the values that they rest on."""
    return {
        "part": part_as_json(found.books),
        "within": found.within,
        "earlier": dict(found.earlier),
        "assumptions": [{"value": one.value, "name": one.name, "source": one.source, "seen": one.seen} for one in found.assumptions],
        "due": [_one(found, one, show_personal=show_personal) for one in found.found],
    }


def _one(found: Duties, one: Due, *, show_personal: bool) -> dict[str, Any]:
    worker = found.case_worker(one)
    person = {"name": found.name(one) or None} if show_personal else {}
    return {
        "kind": one.kind,
        "key": found.key(one, show_personal=show_personal) or None,
        **person,
        "day": one.day.isoformat(),
        "days_left": found.days_left(one),
        "what": found.what(one),
        "register": one.place.register or None,
        "file": one.place.file or None,
        "sheet": one.place.sheet or None,
        "cell": one.place.cell or None,
        "row": one.place.row or None,
        "case_worker": worker if worker is None or show_personal else MASKED,
    }
