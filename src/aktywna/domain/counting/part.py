"""A part of a project on its own: the people, events, targets and money of an edition, a partner or a path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import Asker
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.indicator import Indicator, PartTarget, Target
from aktywna.domain.registers.register import Register

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books, Part


def narrowed(books: Books, part: Part) -> Books:
    """
    Give the books of one part.

    Rows that name their edition, partner or path are kept by it; an event is kept with the participation during which it
    happened. Of a register that says neither nobody knows what belongs to the part, so the part has no such register.
    """
    if not part.named:
        return books
    kept = {name: _rows(books, register, part) for name, register in books.registers.items()}
    registers = {name: books.registers[name].taken(rows) for name, rows in kept.items() if rows is not None}
    indicators = tuple(_of_part(indicator, part) for indicator in books.indicators)
    return replace(books, registers=registers, indicators=indicators, part=part, _derived={})


def _rows(books: Books, register: Register, part: Part) -> np.ndarray[Any, np.dtype[np.bool_]] | None:
    """Say which rows belong to the part; nothing when the register does not tell."""
    if set(part.named) <= set(register.data.columns):
        conditions = [Condition.model_validate({"column": column, "is_in": ids}) for column, ids in part.named.items()]
        named: np.ndarray[Any, np.dtype[np.bool_]] = Asker(books, register).ask(conditions).answer.yes
        return named
    people = books.get("participants")
    ours = _rows(books, people, part) if people is not None and people is not register else None
    if people is None or ours is None or "participant_no" not in register:
        return None
    dated = register.layout.dated
    days = register.get(dated) if dated else pd.Series(pd.NaT, index=register.data.index)
    owner = rows_of_people(people, register["participant_no"], days.astype("datetime64[s]"))
    belongs: np.ndarray[Any, np.dtype[np.bool_]] = (owner >= 0) & np.append(ours, False)[owner]
    return belongs


def _of_part(indicator: Indicator, part: Part) -> Indicator:
    """Give the indicator with the target promised for just this part; a part without a promise has none."""
    return indicator.model_copy(update={"target": target_of(indicator, part)})


def target_of(indicator: Indicator, part: Part) -> Target | None:
    """Add up the targets of what the part names; nothing when one of the named has none."""
    found: list[PartTarget] = []
    for column, ids in part.named.items():
        others = set(part.named) - {column}
        for wanted in ids:
            fitting = [
                target
                for target in indicator.targets
                if getattr(target, column) == wanted
                and target.period is None
                and all(getattr(target, other) in (*part.named[other],) for other in others)
                and all(getattr(target, other) is None for other in {"edition", "partner", "path"} - set(part.named))
            ]
            if len(fitting) != 1:
                return None
            found += [target for target in fitting if target not in found]
    return Target(
        total=sum((target.total for target in found), start=found[0].total * 0),
        women=_whole([target.women for target in found]),
        men=_whole([target.men for target in found]),
    )


def _whole(numbers: list[Any]) -> Any:
    return None if any(number is None for number in numbers) else sum(numbers)
