"""The values of one breakdown: their order, and under which of them each row stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.whole_numbers import distinct, places

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Ints = np.ndarray[Any, np.dtype[np.intp]]
UNKNOWN, OTHER = "unknown", "other"
_NONE = np.empty(0, dtype=np.intp)
_FEW = 62
"""As many columns as a number has bits to spare."""
MOST = 1_000_000
"""The most places of a table of combinations."""


@dataclass(frozen=True, eq=False)
class Values:
    """Under which values the rows of a register stand."""

    names: tuple[str, ...]
    """The values in the order of their dictionary, what is not known last."""
    first: Ints
    """The place in `names` of each row's value, of its first one where there are several: shape (rows,)."""
    many: Ints | None = None
    """How many more values each row stands under, shape (rows,); nothing where none does."""
    begins: Ints | None = None
    """Where in `further` they begin: shape (rows,)."""
    further: Ints | None = None
    """The places of the further values."""
    overlapping: bool = False
    """Whether one person may stand under several."""
    kinds: Ints | None = None
    """Which combination of values each row stands under, shape (rows,), where some rows stand under several."""
    of_kind: np.ndarray[Any, np.dtype[np.int64]] | None = None
    """Which values the combinations are made of, 1 or 0: shape (combinations, names)."""

    def more(self, rows: Ints) -> tuple[Ints, Ints]:
        """Give the further values of some rows: positions in `rows`, and the places of the values."""
        if self.many is None or self.begins is None or self.further is None:
            return _NONE, _NONE
        many = self.many[rows]
        offset = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        return np.repeat(np.arange(len(rows)), many), self.further[np.repeat(self.begins[rows], many) + offset]

    def under(self, rows: Ints) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Say which of some rows stand under which values: shape (rows, names)."""
        marks = np.zeros((len(rows), len(self.names)), dtype=np.bool_)
        marks[np.arange(len(rows)), self.first[rows]] = True
        marks[self.more(rows)] = True
        return marks


def in_order(books: Books, part: str, found: set[str]) -> tuple[str, ...]:
    """Put values in the order of their dictionary or of the definition; others by the alphabet; what is not known last."""
    project = books.project
    declared: dict[str, Iterable[Any]] = {
        "path": project.paths, "group": project.groups, "partner": project.partners, "edition": project.editions,
        "form": project.forms, "age": books.era.ages, "task": project.budget.tasks if project.budget else (),
    }  # fmt: skip
    choice = books.choices.get("instrument" if part == "sphere" else part)
    order = [one.id for one in declared.get(part, choice.value if choice else ())]
    known = [name for name in order if name in found]
    rest = sorted(found - set(known) - {UNKNOWN, OTHER})
    return (*known, *rest, *([OTHER] if OTHER in found else []), UNKNOWN)


def present(codes: Ints, size: int) -> list[int]:
    """Give the codes that stand anywhere, -1 aside."""
    present: list[int] = np.flatnonzero(np.bincount(codes + 1, minlength=size + 1)[1:]).tolist()
    return present


def of_kinds(parts: list[list[str]], place: dict[str, int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give which values each cell holds, and as the last one what an empty cell does."""
    found = np.zeros((len(parts) + 1, len(place)), dtype="int64")
    for at, several in enumerate([*parts, [UNKNOWN]]):
        found[at, [place[one] for one in several]] = 1
    return found


def combined(flags: np.ndarray[Any, np.dtype[np.bool_]]) -> tuple[Ints | None, np.ndarray[Any, np.dtype[np.int64]] | None]:
    """Number the different rows of a matrix, where its columns are few enough; and give those rows."""
    many = flags.shape[1]
    if many > _FEW:
        return None, None
    written = np.zeros(len(flags), dtype="int64")
    for at in range(many):
        written |= flags[:, at].astype("int64") << at
    different = distinct(written)
    return places(written, different), different[:, None] >> np.arange(many) & 1
