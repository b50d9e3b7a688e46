"""The typed columns of a register, each made when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from aktywna.domain.once import Answers, once

if TYPE_CHECKING:
    from aktywna.domain.registers.layout import Layout

DTYPES: Mapping[str, str] = MappingProxyType(
    {
        "number": "float64",
        "hours": "float64",
        "count": "Int64",
        "money": "Int64",
        "date": "datetime64[s]",
        "time": "Int64",
    }
)
"""The dtype of each kind that is not text: money in grosze, time in minutes since midnight, dates at midnight."""
Held = pd.Series | Callable[[], pd.Series]
"""A column, or what makes it."""


class Columns:
    """
    The columns of a register by name, in the order of its layout, each of shape (rows,).

    Most rules ask of a column of few different values which of them a row has (`Register.codes`); to write them out for a
    million rows that nobody reads takes as long as the rules do.
    """

    def __init__(self, held: Mapping[str, Held], rows: int) -> None:
        self._held = dict(held)
        self._made: Answers = {}
        self.rows = rows

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Columns:
        """Take the columns of a table, which has a RangeIndex."""
        return cls({name: frame[name] for name in frame.columns}, len(frame))

    def __contains__(self, name: str) -> bool:
        return name in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __getitem__(self, name: str) -> pd.Series[Any]:
        held = self._held[name]
        if isinstance(held, pd.Series):
            return held
        return once(self._made, name, held)

    def frame(self) -> pd.DataFrame:
        """Give all columns as a table, which shares them."""
        return pd.DataFrame({name: self[name] for name in self}, index=self.index, copy=False)

    @property
    def index(self) -> pd.RangeIndex:
        return pd.RangeIndex(self.rows)


def blank_column(layout: Layout, column: str, rows: int) -> pd.Series[Any]:
    """Make a column of unknowns of the right dtype."""
    kind = layout.columns[column].kind if column in layout.columns else "text"
    if (dtype := DTYPES.get(kind, "str")) == "str":
        return pd.Series(pa.nulls(rows, pa.large_string()).to_pandas().array, name=column, dtype="str")
    if dtype.startswith("datetime64"):
        return pd.Series(np.full(rows, np.datetime64("NaT"), dtype=dtype), name=column, copy=False)
    return pd.Series(pd.Series([], dtype=dtype).array.take(np.full(rows, -1), allow_fill=True), name=column, copy=False)
