"""Cells of some rows read by the kinds of the columns beside them: what shows that they moved, and from which column on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.column import Reading, Stores
from aktywna.domain.cells.lost import lost
from aktywna.domain.cells.numbered import NIP, PESEL, REGON
from aktywna.domain.cells.texts import Bools, Numbers
from aktywna.domain.registers.layout import Column
from aktywna.domain.sheets.sheet import Stored

Cells = Mapping[str, "tuple[pd.Series[Any], Stores]"]
"""The texts of each column and how they were stored, each of shape (rows,)."""
Judge = Callable[[str, "pd.Series[Any]", Stores], "tuple[Bools, Bools]"]
"""Says which cells a column reads as what only few texts are, and which it cannot hold; a column of any text says neither."""

TO_THE_RIGHT, TO_THE_LEFT = 1, -1
"""Where cells moved; what belongs into a cell stands as many columns from it."""
_WRONG, _READ = 3, 4
"""So many cells of a row must be wrong where they stand, or so many be read beside; an empty one that others fill is wrong as well, if it
is the first that moved."""
_EXPLAINED = 2
"""So many of the wrong ones must be read beside."""
_STILL_WRONG = 0.2
"""For each five that are explained one may be wrong there too: a row that moved can have a slip of its own."""
_HALF = 0.5


DIGITS = {"pesel": PESEL.lengths, "nip": NIP.lengths, "regon": REGON.lengths}
"""Kinds that keep whatever is written, so that their digits are counted here."""
_ANY_TEXT = frozenset({"text", "code", "name"})
_AS_WRITTEN, _MARK, _SIGN = {"mark_raw"}, "mark", 5
"""A diary has its marks as they are read and as they were written; of an office's own signs nobody knows which are wrong."""


def judged(column: Column, text: pd.Series[Any], stored: Stores, reading: Reading | None) -> tuple[Bools, Bools]:
    """
    Say which cells a column reads as what only few texts are, and which it cannot hold: shapes (rows,).

    `reading` is how its kind reads them; nothing for a column whose dictionary is not known, which takes any text.
    """
    nothing = np.zeros(len(text), dtype=np.bool_)
    filled = text.notna().to_numpy()
    if column.kind in _ANY_TEXT:
        # A name has letters, and a number of something is no date.
        odd = ~_matches(text, r"[^\W\d_]") if column.kind == "name" else stored == Stored.DATE if column.kind == "code" else nothing
        return nothing, filled & odd
    if reading is None:
        return nothing, nothing
    known = reading.typed.notna().to_numpy() & filled
    if lengths := DIGITS.get(column.kind):
        fits = _matches(reading.typed, "^(?:" + "|".join(rf"\d{{{length}}}" for length in lengths) + ")$")
        return known & fits, known & ~fits
    fails = nothing.copy()
    fails[lost(text, reading)] = True
    if column.id == _MARK:
        fails &= (text.str.len() > _SIGN).to_numpy(dtype=bool)
    return known, fails


def _matches(text: pd.Series[Any], pattern: str) -> Bools:
    found: Bools = text.str.contains(pattern, regex=True).fillna(value=False).to_numpy(dtype=bool)
    return found


@dataclass(frozen=True, eq=False)
class Beside:
    """
    The cells of some rows as they stand side by side in a sheet.

    `columns` are those of the register at each position (none where nobody reads it, two where they share a cell), `texts` what
    stands there. `blank` and, by the step to the cell that is asked (0, 1 on the right, -1 on the left), `reads` and `fails` have
    shape (rows, positions).
    """

    columns: tuple[tuple[str, ...], ...]
    texts: tuple[pd.Series[Any], ...]
    blank: Bools
    reads: Mapping[int, Bools]
    fails: Mapping[int, Bools]

    @classmethod
    def of(  # noqa: PLR0913 - the last two are what the sheet knows besides
        cls,
        columns: tuple[tuple[str, ...], ...],
        rows: Numbers,
        cells: Cells,
        judge: Judge,
        mute: frozenset[str],
        beyond: pd.Series[Any] | None,
    ) -> Beside:
        """
        Read the cells of `rows` by the kinds of their own columns and of those beside; the columns of `mute` say nothing.

        `beyond` (rows,) are the cells on the right of the last column, which have no place there.
        """
        written = [tuple(name for name in names if name in _AS_WRITTEN) or names for names in columns]
        texts = [_text(names, rows, cells) for names in written]
        stored = [cells[names[0]][1][rows] if names else np.zeros(len(rows), dtype=np.uint8) for names in written]
        if beyond is not None:
            columns = (*columns, ())
            texts.append(_filled(beyond.reset_index(drop=True)))
            stored.append(np.full(len(rows), Stored.TEXT, dtype=np.uint8))
        shape = (len(rows), len(columns))
        reads = {step: np.zeros(shape, dtype=np.bool_) for step in (TO_THE_LEFT, 0, TO_THE_RIGHT)}
        fails = {step: np.zeros(shape, dtype=np.bool_) for step in reads}
        for at, names in enumerate(columns):
            meant = [name for name in names if name not in _AS_WRITTEN]
            if len(meant) != 1 or meant[0] in mute:
                continue
            for step, read in reads.items():
                if 0 <= at + step < len(columns):
                    read[:, at], fails[step][:, at] = judge(meant[0], texts[at + step], stored[at + step])
        blank = np.column_stack([text.isna().to_numpy() for text in texts])
        if beyond is not None:
            fails[0][:, -1] = ~blank[:, -1]
            reads[TO_THE_RIGHT][:, -1] = ~blank[:, -1] & ~fails[TO_THE_RIGHT][:, -2]
        return cls(columns, tuple(texts), blank, reads, fails)


@dataclass(frozen=True, eq=False)
class Shift:
    """
    How well it explains some rows that their cells moved by one column: shapes (rows, positions), for each first cell.

    `wrong` of the cells from there on are wrong where they stand, `explained` of these are read beside; of all of them `read` are
    read beside and `left` are wrong there. `failing` and `fitting` are the wrong ones and the read ones of the whole row if it
    moved so. `liking` says how gladly a row begins to move there.
    """

    step: int
    wrong: Numbers
    explained: Numbers
    read: Numbers
    left: Numbers
    failing: Numbers
    fitting: Numbers
    liking: np.ndarray[Any, Any]
    can_begin: Bools

    @classmethod
    def of(cls, cells: Beside, step: int, filled: np.ndarray[Any, Any]) -> Shift:
        """Ask it of cells that moved to where `step` says; `filled` is the share of filled cells at each position."""
        # What moved to the left has taken the place of the first cell, which nobody knows any more.
        known = 0 if step == TO_THE_RIGHT else 1
        reads, fails, wrong = cells.reads[step], cells.fails[step], cells.fails[0]
        # A wrong cell is explained by what belongs into it, or by where its own text belongs; of the first cell one of them is none.
        nothing = np.zeros((len(wrong), 1), dtype=np.bool_)
        own = np.column_stack([nothing, reads[:, :-1]] if step == TO_THE_RIGHT else [reads[:, 1:], nothing])
        explained = (wrong & (own if known else reads)) + _from(wrong & (own | reads), 1)
        beside = np.column_stack([~cells.blank[:, 1:], nothing] if step == TO_THE_RIGHT else [nothing, ~cells.blank[:, :-1]])
        empty = cells.blank & (filled >= _HALF)
        if step == TO_THE_LEFT:
            # The last cell has become empty, wherever the row began to move.
            last = max(at for at, names in enumerate(cells.columns) if names)
            explained += (empty & beside & ~fails)[:, [last]]
            odd = np.broadcast_to(empty[:, [last]], wrong.shape)
            empty = np.zeros_like(empty)
        else:
            explained += empty & beside & ~fails
            odd = empty
        left, read = _from(fails, known), _from(reads, known)
        return cls(
            step,
            _from(wrong) + odd,
            explained,
            read,
            left,
            left + _before(wrong),
            read + _before(cells.reads[0]),
            np.where(empty, filled, 0.0),
            np.array([bool(names) for names in cells.columns]),
        )

    def first_cells(self) -> Numbers:
        """
        Give the position from which on each row moved best, -1 where it cannot be shown: shape (rows,).

        Of several that explain as much it is the one whose cell is empty and others fill, else the last.
        """
        places = np.broadcast_to(np.arange(self.failing.shape[1]), self.failing.shape)
        shown = self.can_begin & (self.explained >= _EXPLAINED) & ((self.wrong >= _WRONG) | (self.read >= _READ))
        shown &= (self.left <= _STILL_WRONG * self.explained) & (self.explained >= _HALF * self.wrong)
        best = np.lexsort((-places, -self.liking, -self.fitting, self.failing, ~shown), axis=1)[:, 0]
        return np.where(shown[np.arange(len(best)), best], best, -1)

    def at(self, values: Numbers, first: Numbers) -> Numbers:
        """Give the value of each row for its first cell: shape (rows,)."""
        found: Numbers = values[np.arange(len(first)), first]
        return found


def _text(names: Sequence[str], rows: Numbers, cells: Cells) -> pd.Series[Any]:
    """Give what stands at a position, nothing for a blank; of a cell that two columns share, what both took of it."""
    parts = [cells[name][0].iloc[rows].reset_index(drop=True) for name in names]
    if not parts:
        return pd.Series([None] * len(rows), dtype="str")
    text = parts[0]
    for other in parts[1:]:
        text = text.str.cat(other, sep=" ", na_rep="")
    return _filled(text)


def _filled(text: pd.Series[Any]) -> pd.Series[Any]:
    """Give the texts, nothing for one of spaces only."""
    return text.mask((text.str.strip() == "").fillna(value=True).to_numpy(dtype=bool))


def _from(found: Bools, known: int = 0) -> Numbers:
    """Count from each position on, or from the next one: shape (rows, positions)."""
    counted = np.cumsum(found[:, ::-1], axis=1)[:, ::-1]
    return counted if not known else np.column_stack([counted[:, 1:], np.zeros(len(counted), dtype=counted.dtype)])


def _before(found: Bools) -> Numbers:
    """Count before each position: shape (rows, positions)."""
    counted: Numbers = np.cumsum(found, axis=1) - found
    return counted
