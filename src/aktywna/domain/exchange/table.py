"""A table that leaves the program: columns under their headers, as texts or typed, and the register whose rows they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from aktywna.domain.exchange.losses import Loss
from aktywna.domain.registers.layout import KindName
from aktywna.domain.registers.register import Register

TEXTS: frozenset[KindName] = frozenset(
    {"text", "code", "name", "yes_no", "choice", "choices", "pesel", "nip", "regon", "teryt", "postal_code", "phone", "email", "time"}
)
"""Kinds whose cells are texts wherever they stand."""
FREE: frozenset[KindName] = frozenset({"text", "code", "name", "phone", "email"})
"""Kinds whose cells hold whatever somebody wrote."""


@dataclass(frozen=True, eq=False)
class Leaving:
    """
    One column of a table: `text` (rows,) as an office writes it, null where a cell is empty.

    `typed` (rows,) holds days (date32), amounts (decimal128) and numbers where the kind has such; nothing for texts. What
    could not be read stands in `text` and not in `typed`.
    """

    id: str
    header: str
    text: pa.LargeStringArray
    kind: KindName = "text"
    typed: Any = None
    column: str = ""
    """The column of the register that it shows; nothing where it is none of it."""

    @property
    def is_free(self) -> bool:
        return self.kind in FREE


@dataclass(frozen=True, eq=False)
class Table:
    """A table with its columns in order; `register` has its rows in the same order."""

    name: str
    register: Register
    columns: tuple[Leaving, ...]
    rows: int


@dataclass(frozen=True, eq=False)
class Made:
    """A table that was made, what it loses and what there is to say of it."""

    table: Table
    losses: Sequence[Loss] = ()
    said: Sequence[Loss] = ()
