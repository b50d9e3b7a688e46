"""A part of a project on its own: the people, events, targets and money of an edition, a partner or a path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import Asker
from aktywna.domain.once import Answers, once
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.promises.condition import Answer, Condition
from aktywna.domain.promises.indicator import Indicator, PartTarget, Target
from aktywna.domain.registers.register import Register
from aktywna.domain.spending.parts import entries_of_paths

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books, Part

PARTS = ("edition", "partner", "path")
Known = TypeVar("Known")
Bools = np.ndarray[Any, np.dtype[np.bool_]]


def narrowed(books: Books, part: Part) -> Books:
    """
    Give the books of one part.

    Rows that name their edition, partner or path are kept by it; what an event does not say, the participation during which
    it happened does. Of a register that says neither nobody knows what belongs to the part, so the part has no such register.
    """
    if not part.named:
        return books

    def rows(register: Register) -> Bools | None:
        told = belonging(books, register, part)
        return None if told is None else told.yes

    kept = _Asked(books.registers, rows)
    registers = _Asked(books.registers, lambda register: register.taken(kept[register.id]) if register.id in kept else None)
    indicators = tuple(_of_part(indicator, part) for indicator in books.indicators)
    return replace(books, registers=registers, indicators=indicators, part=part, whole=books, kept=kept, _derived={})


class _Asked(Mapping[str, Known]):
    """What is known of registers by their names, worked out when it is asked for: most questions to a part ask few registers."""

    def __init__(self, registers: Mapping[str, Register], ask: Callable[[Register], Known | None]) -> None:
        self._registers, self._ask = registers, ask
        self._known: Answers = {}

    def __getitem__(self, name: str) -> Known:
        register = self._registers[name]
        found: Known | None = once(self._known, name, lambda: self._ask(register))
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._registers if name in self)

    def __len__(self) -> int:
        return sum(1 for _name in self)


def belonging(books: Books, register: Register, part: Part) -> Answer | None:
    """Say which rows belong to the part, which do not, and of which nobody knows; nothing when the register does not tell."""
    people = books.get("participants")
    if register is people and not set(part.named) <= set(register.columns):
        return None
    found = Answer.everyone(len(register))
    for column, ids in part.named.items():
        said = _said(books, register, column, ids)
        if people is not None and people is not register and "participant_no" in register:
            said = _with_owners(said, len(register), _said(books, people, column, ids), _owners(books, register, people))
        if said is None:
            return None
        found &= said
    return found


def _said(books: Books, register: Register, column: str, ids: tuple[str, ...]) -> Answer | None:
    """Say which rows name one of the parts, and which name another; nothing without a column for it, or tasks that name paths."""
    if column not in register.columns:
        return entries_of_paths(books.project, register, ids) if column == "path" and register.id == "expenditures" else None
    condition = Condition.model_validate({"column": column, "is_in": ids})
    return Asker(books, register).ask([condition]).answer


def _owners(books: Books, register: Register, people: Register) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give the participation of each row, the same for every part."""

    def looked_up() -> np.ndarray[Any, np.dtype[np.intp]]:
        dated = register.layout.dated
        days = register.get(dated) if dated else pd.Series(pd.NaT, index=register.index)
        return rows_of_people(people, register["participant_no"], days.astype("datetime64[s]"))

    return once(books.once(_known_owners), register.id, looked_up)


def _known_owners(_books: Books) -> Answers:
    return {}


def _with_owners(own: Answer | None, size: int, theirs: Answer | None, owner: np.ndarray[Any, np.dtype[np.intp]]) -> Answer | None:
    """Let the participation say what a row of its own does not."""
    if theirs is None:
        return own
    silent = np.ones(size, bool) if own is None else ~own.yes & ~own.no
    yes, no = (silent & np.append(said, False)[owner] for said in (theirs.yes, theirs.no))
    return Answer(yes, no) if own is None else Answer(own.yes | yes, own.no | no)


def _of_part(indicator: Indicator, part: Part) -> Indicator:
    """Give the indicator with the target promised for just this part; a part without a promise has none."""
    return indicator.model_copy(update={"target": target_of(indicator, part)})


def target_of(indicator: Indicator, part: Part) -> Target | None:
    """
    Add up the targets of what the part names; nothing when one of the named has none.

    Of two editions and a partner those are the partner's targets in the one and in the other.
    """
    found: list[PartTarget] = []
    for chosen in product(*part.named.values()):
        wanted = dict.fromkeys(PARTS) | dict(zip(part.named, chosen, strict=True))
        fitting = [one for one in indicator.targets if one.period is None and all(getattr(one, name) == wanted[name] for name in PARTS)]
        if len(fitting) != 1:
            return None
        found += fitting
    return Target(
        total=sum((target.total for target in found), start=found[0].total * 0),
        women=_whole([target.women for target in found]),
        men=_whole([target.men for target in found]),
    )


def _whole(numbers: list[Any]) -> Any:
    return None if any(number is None for number in numbers) else sum(numbers)
