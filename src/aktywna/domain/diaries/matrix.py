"""Where a wide diary stands in its sheet: its header, its days, its people, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import Any

import numpy as np

from aktywna.domain.cells.texts import Bools
from aktywna.domain.diaries.months import Spot, said_in_title, spot
from aktywna.domain.registers.layout import Layout, normal
from aktywna.domain.sheets.lattice import Codes, Lattice, in_rows
from aktywna.domain.sheets.side_by_side import part, spans

_NEAR = 2
"""How far from the header of people the row of days may stand."""
_ABOVE = 3
_FEW_DAYS = 3
_LP = frozenset({"lp", "l p", "nr", "nr porz", "poz", "l porz", "nr porzadkowy", "no"})
_QUIET = _LP | {"podpis", "podpis uczestnika", "podpis uczestnika projektu", "uwagi", "podpisy", "podpis prowadzacego"}
_TOTALS = re.compile(r"(?:razem|suma|ogolem|lacznie|frekwencja|%|procent|(?:liczba|ilosc|l) (?:godz|obec|nieob|dni)|obecn|nieobecn)")
FOOT = re.compile(
    r"(?:liczba|ilosc|suma|sumy|razem|ogolem|lacznie|podpis|podpisy|prowadzacy|prowadzaca|data|temat|tematy|sporzadzil|sporzadzila|"
    r"zatwierdzil|zatwierdzila|sprawdzil|sprawdzila|obecnych|obecni|nieobecnych|nieobecni|legenda|oznaczenia|objasnienia|uwagi|godzin|"
    r"godziny|godz|frekwencja|trener|wykladowca|srednia|objasnienie|znaki|uwaga|pieczec|miejscowosc)(?: .*)?"
)


_LABELS = frozenset({
    "liczba", "ilosc", "suma", "sumy", "razem", "ogolem", "lacznie", "podpis", "podpisy", "prowadzacy", "prowadzaca", "prowadzacego",
    "data", "temat", "tematy", "sporzadzil", "sporzadzila", "zatwierdzil", "zatwierdzila", "sprawdzil", "sprawdzila", "obecnych", "obecni",
    "nieobecnych", "nieobecni", "legenda", "oznaczenia", "uwagi", "uwaga", "godzin", "godziny", "godz", "frekwencja", "trener", "trenera",
    "wykladowca", "wykladowcy", "srednia", "znaki", "pieczec", "osob", "obecnosci", "zajec", "dni",
})  # fmt: skip


def label_of(text: str) -> str:
    """
    Give what a row under a list is called, without the name that may stand behind it.

    >>> label_of("Podpis prowadzącego: Anna Próbna")
    'Podpis prowadzącego'
    """
    return " ".join(takewhile(lambda word: normal(word) in _LABELS, text.replace(":", " ").split()))


@dataclass(frozen=True, eq=False)
class Block:
    """
    One table of people and days; rows and columns count from 0.

    `anchor` is the row of headers over people, `day_row` that of the days (often the same one).
    """

    lattice: Lattice
    layout: Layout
    known: Mapping[str, str]
    """Headers of the layout and the office's own, normalised, and their columns."""
    anchor: int
    day_row: int
    end: int
    lefts: tuple[int, ...] = (0,)
    """Where each of the tables begins that stand side by side under these headers."""

    @property
    def top(self) -> int:
        return min(self.anchor, self.day_row)

    @property
    def bottom(self) -> int:
        return max(self.anchor, self.day_row)

    @cached_property
    def spots(self) -> dict[int, Spot]:
        """The columns of days, by position."""
        return {position: said for position, said in self._said if self._is_day(said)}

    @cached_property
    def days(self) -> Codes:
        return np.array(sorted(self.spots), dtype=np.intp)

    @cached_property
    def header(self) -> list[str | None]:
        """What stands over each column that is no day."""
        rows = [self.anchor, self.day_row, *range(self.top, self.bottom + 1)]
        width = self.lattice.codes.shape[1]
        over = [next((text for row in rows if (text := self.lattice.text(row, position))), None) for position in range(width)]
        return [None if position in self.spots else text for position, text in enumerate(over)]

    @cached_property
    def totals(self) -> dict[int, str]:
        """Columns of totals, and their headers normalised."""
        folded = {position: normal(text) for position, text in enumerate(self.header) if text and position > self.days.min(initial=0)}
        return {position: word for position, word in folded.items() if _TOTALS.match(word)}

    @cached_property
    def ordinals(self) -> list[int]:
        """Columns that number the rows."""
        names = {self.layout.key, *_standing(self.layout)}
        return [
            position
            for position, text in enumerate(self.header)
            if text and normal(text) in _LP and self.known.get(normal(text)) not in names
        ]

    def is_quiet(self, position: int) -> bool:
        """Whether a column is expected beside a list and holds nothing to read."""
        text = self.header[position]
        return text is not None and normal(text) in _QUIET and normal(text) not in self.known

    def own_columns(self, columns: Mapping[str, int]) -> dict[str, int]:
        """Leave of the recognised columns those that say something of a person."""
        return {name: position for name, position in columns.items() if name not in {"date", "mark", "mark_raw", "hours"}}

    @property
    def _persons(self) -> list[int]:
        return _person_positions(self.lattice, self.layout, self.known, self.anchor)

    def _is_day(self, said: Spot) -> bool:
        return said.is_bare == self._bare

    @cached_property
    def _bare(self) -> bool:
        """Whether the days are written as numbers alone."""
        return all(said.is_bare or said.broken for _, said in self._said)

    @property
    def _said(self) -> list[tuple[int, Spot]]:
        return _days_of(self.lattice, self.known, self.anchor, self.day_row)


@dataclass(frozen=True, eq=False)
class People:
    """What each row under the header is: shape (rows of the sheet,)."""

    rows: Codes
    """The rows of people."""
    foot: Codes
    """Rows below or between them that are named and hold something in the columns of days."""
    nobody: Codes
    """Rows with marks and nobody's name."""
    under: Codes
    """Rows right under the header that say something of the days."""
    unmarked: Codes
    """Rows that name something and hold no mark, where rows of people are numbered and these are not."""


def blocks(layout: Layout, lattice: Lattice, own: Mapping[str, str]) -> list[Block]:
    """Find the tables of people and days in a sheet, one below another and side by side."""
    known = layout.headers | {normal(written): column for written, column in own.items()}
    names = {layout.key, *_standing(layout)}
    anchors = np.flatnonzero(in_rows(lattice.where(lambda word: known.get(word) in names)))
    found: list[list[Block]] = []
    for anchor in anchors.tolist():
        beside = _beside(layout, lattice, known, anchor)
        if beside and (not found or beside[0].day_row != found[-1][0].day_row):
            found.append(beside)
    ends = [*(min(block.top for block in beside) for beside in found), len(lattice.codes)][1:]
    return [replace(block, end=end) for beside, end in zip(found, ends, strict=True) for block in beside]


def _beside(layout: Layout, lattice: Lattice, known: Mapping[str, str], anchor: int) -> list[Block]:
    """Give the tables under one row of headers: several when each has days of its own, none when there are no days."""
    persons = _person_positions(lattice, layout, known, anchor)
    parts = [(left, part(lattice, left, right)) for left, right in spans(lattice, known, persons, anchor)]
    for lattices in (parts, [(0, lattice)]):
        rows = [_day_row(one, layout, known, anchor) for _, one in lattices]
        if all(row is not None for row in rows):
            lefts = tuple(left for left, _ in lattices)
            return [Block(one, layout, known, anchor, row or 0, 0, lefts) for (_, one), row in zip(lattices, rows, strict=True)]
    return []


def people(block: Block, columns: Mapping[str, int]) -> People:
    """Tell people from what stands under and between them; `columns` are those of the header."""
    codes = block.lattice.codes
    names = [columns[name] for name in (block.layout.key, *_standing(block.layout), "first_name") if name in columns]
    rows = np.arange(block.bottom + 1, block.end)
    named = in_rows(codes[:, names] >= 0)[rows] if names else np.zeros(len(rows), dtype=np.bool_)
    marked = in_rows(codes[:, block.days] >= 0)[rows]
    numbered = _numbered(block, columns)[rows]
    aside = [position for position in range(codes.shape[1]) if position not in block.spots]
    labels = in_rows(block.lattice.where(lambda word: FOOT.fullmatch(word) is not None)[:, aside])[rows]
    about_days = in_rows(block.lattice.where(lambda word: block.known.get(word) in ABOUT_DAYS)[:, aside])[rows]
    above = np.cumsum(named & ~labels & ~about_days) == 0
    foot = labels & ~numbered & ~above
    below = np.cumsum(foot) > 0
    under = above & (~named | about_days | labels)
    has_ordinals = bool(block.ordinals) and bool((numbered & named).any())
    stray = named & ~foot & ~under & ~numbered & ~marked & (has_ordinals | below)
    person = named & ~foot & ~under & ~stray
    return People(
        rows=rows[person],
        foot=rows[foot & marked],
        nobody=rows[~named & ~foot & ~under & marked],
        under=rows[under],
        unmarked=rows[stray & ~below],
    )


ABOUT_DAYS = frozenset({"hours", "form", "topic", "trainer", "place", "time_from", "time_to"})
"""What a row over or under the days may say of each of them."""


def rows_of_days(block: Block, under: Codes) -> Iterator[tuple[int, str]]:
    """Give the rows that say something of each day, with the column that their label names."""
    above = [row for row in range(max(block.top - _ABOVE, 0), block.bottom + 1) if row not in {block.day_row, block.anchor}]
    for row in (*above, *under.tolist()):
        labels = (block.known.get(block.lattice.fold(row, position)) for position in range(block.lattice.codes.shape[1]))
        label = next((name for name in labels if name in ABOUT_DAYS), None)
        if label is not None and (block.lattice.codes[row, block.days] >= 0).any():
            yield row, label


def spread(block: Block, row: int) -> Codes:
    """Give for each day the code of what stands over it in `row`: the nearest filled cell to its left."""
    codes = block.lattice.codes[row, block.days]
    filled = np.where(codes >= 0, np.arange(len(codes)), -1)
    last = np.maximum.accumulate(filled)
    return np.where(last >= 0, codes[np.maximum(last, 0)], -1)


def rows_over(block: Block) -> list[int]:
    """Give the rows close above the days, the nearest first."""
    return [row for row in range(block.day_row - 1, max(block.top - _ABOVE, 0) - 1, -1) if row >= 0]


def _day_row(lattice: Lattice, layout: Layout, known: Mapping[str, str], anchor: int) -> int | None:
    persons = _person_positions(lattice, layout, known, anchor)
    best: tuple[int, int, int] | None = None
    for row in range(max(anchor - _NEAR, 0), min(anchor + _NEAR + 1, len(lattice.codes))):
        said = _days_of(lattice, known, anchor, row)
        sure = sum(not one.is_bare and not one.broken for _, one in said)
        bare = [one.day for _, one in said if one.is_bare]
        is_run = not sure and len(bare) >= _FEW_DAYS and (all(np.diff(bare) > 0) or _has_months(lattice, row))
        apart = row == anchor or ((lattice.codes[row, persons] < 0).all() and (sure or len(bare)) > 1)
        if apart and (sure or is_run):
            rank = (1 if sure else 0, sure or len(bare), -abs(row - anchor))
            if best is None or rank > best[:3]:
                best, chosen = rank, row
    return chosen if best is not None else None


def _has_months(lattice: Lattice, day_row: int) -> bool:
    """Whether two months or more stand over a row: then its days begin anew."""
    above = range(max(day_row - _ABOVE, 0), day_row)
    return any(sum(_is_month(lattice.text(row, position)) for position in lattice.filled(row)) > 1 for row in above)


def _is_month(text: str | None) -> bool:
    said = said_in_title(text or "")
    return len(said) == 1 and said[0].month is not None


def _spots(lattice: Lattice, row: int) -> list[tuple[int, Spot]]:
    found = []
    for position in lattice.filled(row):
        said = spot(lattice.words[lattice.codes[row, position]], int(lattice.stored[row, position]))
        if said is not None:
            found.append((position, said))
    return found


def _days_of(lattice: Lattice, known: Mapping[str, str], anchor: int, row: int) -> list[tuple[int, Spot]]:
    """Give the days of a row; what stands over a header of something else is a title (`Data: | 12.03.2016`), and no day of a column."""
    said = _spots(lattice, row)
    if row >= anchor:
        return said
    own = {position: lattice.fold(anchor, position) for position, _ in said}
    return [
        (position, one) for position, one in said if own[position] not in _QUIET and known.get(own[position]) in {None, "mark", "hours"}
    ]


def _person_positions(lattice: Lattice, layout: Layout, known: Mapping[str, str], anchor: int) -> list[int]:
    names = {layout.key, *_standing(layout)}
    return [position for position in lattice.filled(anchor) if known.get(lattice.fold(anchor, position)) in names]


def _standing(layout: Layout) -> list[str]:
    return [column.id for column in layout.column if column.stands_for == layout.key]


def _numbered(block: Block, columns: Mapping[str, int]) -> Bools:
    """Rows with a number of the row or of the person."""
    positions: list[Any] = [*block.ordinals]
    numbers = in_rows(block.lattice.where(lambda word: word.isdecimal())[:, positions])
    if block.layout.key in columns:
        numbers = numbers | block.lattice.where(lambda word: bool(word) and not FOOT.fullmatch(word))[:, columns[block.layout.key]]
    return numbers
