"""A sheet as different words and where each stands: what questions about a whole table ask of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.column import Unique
from aktywna.domain.cells.texts import Bools
from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import Notice
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.sheet import Sheet, letters

Codes = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class Lattice:
    """A sheet, cell for cell, as codes of its different texts: shape (rows, columns), -1 where a cell is empty."""

    sheet: Sheet
    words: list[str]
    codes: Codes

    @classmethod
    def of(cls, sheet: Sheet) -> Lattice:
        """Code the cells of a sheet; spaces around a text are none, and a cell of nothing but spaces is empty."""
        rows, columns = sheet.text.shape
        coded = _joined(sheet.text).dictionary_encode()
        raw = [word.strip() for word in coded.dictionary.to_pylist()]
        words = list(dict.fromkeys(word for word in raw if word))
        place = {word: code for code, word in enumerate(words)}
        remap = np.array([*(place.get(word, -1) for word in raw), -1], dtype=np.intp)
        codes = pc.fill_null(coded.indices, len(raw)).to_numpy(zero_copy_only=False)
        return cls(sheet, words, np.ascontiguousarray(remap[codes].reshape(columns, rows).T))

    @cached_property
    def folded(self) -> list[str]:
        """Each word as headers are compared."""
        return [_folded(word) for word in self.words]

    @cached_property
    def stored(self) -> np.ndarray[Any, np.dtype[np.uint8]]:
        return self.sheet.stored.to_numpy()

    @cached_property
    def numbers(self) -> np.ndarray[Any, Any]:
        """The number of each row, as the spreadsheet shows it."""
        return self.sheet.text.index.to_numpy()

    def text(self, row: int, column: int) -> str | None:
        """Give the text of a cell, None where it is empty."""
        code = self.codes[row, column]
        return self.words[code] if code >= 0 else None

    def fold(self, row: int, column: int) -> str:
        """Give the text of a cell as headers are compared."""
        code = self.codes[row, column]
        return self.folded[code] if code >= 0 else ""

    def where(self, asked: Callable[[str], bool]) -> Bools:
        """Give the cells whose folded text is as asked: shape (rows, columns)."""
        marked: Bools = np.array([*(asked(word) for word in self.folded), False])[self.codes]
        return marked

    def filled(self, row: int) -> list[int]:
        """Give the positions of a row's filled cells."""
        positions: list[int] = np.flatnonzero(self.codes[row] >= 0).tolist()
        return positions

    def column(self, codes: Codes) -> pd.Series[Any]:
        """Give the texts of codes, as a column."""
        return texts(self.words, codes)

    def place(self, row: int | None, column: int | None, register: str, of: str = "") -> Place:
        """Give the address of a cell, of a column (no row) or of the sheet."""
        number = int(self.numbers[row]) if row is not None else 0
        cell = "" if column is None else f"{letters(column)}{number or ''}"
        return Place(self.sheet.file, self.sheet.name or "", number, cell, register, of)


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    """Headers and marks are the same from sheet to sheet."""
    return normal(word)


def in_rows(marked: Bools) -> Bools:
    """Give the rows that have a marked cell: shape (rows,)."""
    rows: Bools = np.logical_or.reduce(marked, axis=1)
    return rows


def _joined(text: pd.DataFrame) -> pa.Array:
    """Give the cells of a sheet as they lie in memory, one column after another: ten times faster than cell by cell."""
    arrays = [values.array.__arrow_array__(type=pa.large_string()) for _, values in text.items()]
    chunks = [chunk for array in arrays for chunk in (array.chunks if isinstance(array, pa.ChunkedArray) else [array])]
    return pa.concat_arrays(chunks) if chunks else pa.array([], type=pa.large_string())


def texts(words: list[str], codes: np.ndarray[Any, Any]) -> pd.Series[Any]:
    """Give the words of codes as a column of dtype str; -1 is empty."""
    return Unique.told(words, codes).each(words, "str")


def found(said: Notice, place: Place, /, **facts: Fact) -> Finding:
    """Say something of a place."""
    return Finding(said.code, said.severity, place, facts)
