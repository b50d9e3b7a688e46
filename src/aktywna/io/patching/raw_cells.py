"""Cells of a sheet as its XML holds them: where, of what type, in what style, with what value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np
import pyarrow as pa

Ints = np.ndarray[Any, np.dtype[np.int32]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]
Stores = np.ndarray[Any, np.dtype[np.uint8]]


class Type(IntEnum):
    """What a cell's value is."""

    NUMBER = 0
    SHARED = 1
    """A place in the list of shared texts."""
    TEXT = 2
    YES_NO = 3
    ERROR = 4
    DAY = 5
    """A date in ISO form."""
    FORMULA = 6
    """A formula whose value was not saved."""


NAMES = {"": Type.NUMBER, "n": Type.NUMBER, "s": Type.SHARED, "str": Type.TEXT, "inlineStr": Type.TEXT, "b": Type.YES_NO, "e": Type.ERROR}
NAMES["d"] = Type.DAY
"""The types as a cell's attribute `t` names them."""


@dataclass(frozen=True, eq=False)
class Raw:
    """
    Cells that hold a value or a formula, in the order of the file; all arrays of shape (cells,).

    Rows are counted from 1, columns from 0; `value` is the text between the tags in UTF-8, entities not yet resolved.
    """

    row: Ints
    column: Ints
    type: np.ndarray[Any, np.dtype[np.uint8]]
    style: Ints
    value: pa.Array

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def joined(cls, parts: Sequence[Raw]) -> Raw:
        """Give the cells of several parts of a sheet, one after another."""
        whole = [part for part in parts if len(part)] or list(parts[:1]) or [cls.none()]
        if len(whole) == 1:
            return whole[0]
        return cls(
            np.concatenate([part.row for part in whole]),
            np.concatenate([part.column for part in whole]),
            np.concatenate([part.type for part in whole]),
            np.concatenate([part.style for part in whole]),
            pa.concat_arrays([part.value for part in whole]),
        )

    @classmethod
    def none(cls) -> Raw:
        ints = np.empty(0, dtype=np.int32)
        return cls(ints, ints, np.empty(0, dtype=np.uint8), ints, pa.array([], type=pa.large_binary()))

    def kept(self, mask: Marks) -> Raw:
        """Give the cells where the mask is true."""
        return Raw(self.row[mask], self.column[mask], self.type[mask], self.style[mask], self.value.filter(pa.array(mask)))


@dataclass
class Found:
    """Cells being gathered one by one."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    type: list[int] = field(default_factory=list)
    style: list[int] = field(default_factory=list)
    value: list[bytes] = field(default_factory=list)

    def add(self, row: int, column: int, of: Type, style: int, value: str) -> None:
        self.row.append(row)
        self.column.append(column)
        self.type.append(of)
        self.style.append(style)
        self.value.append(value.encode())

    def raw(self) -> Raw:
        """Give what was gathered."""
        return Raw(
            np.array(self.row, dtype=np.int32),
            np.array(self.column, dtype=np.int32),
            np.array(self.type, dtype=np.uint8),
            np.array(self.style, dtype=np.int32),
            pa.array(self.value, type=pa.large_binary()),
        )
