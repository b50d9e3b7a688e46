"""Rows of the register of participants as the office's own template repeats them: a person each, personal data masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Register
from aktywna.steps.behind import keys_shown
from aktywna.steps.reasons import value_shown
from aktywna.steps.telling import is_identifier, is_name
from aktywna.words import figures
from aktywna.words.sentences import MASKED


@dataclass(frozen=True, eq=False)
class PeopleRows:
    """
    The participations of a project, one after another as in the register: `{% for person in people %}`.

    Each has `key` (its number, or its place in the file) and every column of the register by its id; days and numbers
    are such, codes are shown by their names, personal data are masked unless `show_personal`.
    """

    books: Books
    show_personal: bool = False

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        if "participants" not in self.books.registers:
            return []
        register = self.books.participants
        columns = {name: self._column(register, name) for name in register.layout.columns}
        keys = keys_shown(register, range(len(register)), show_personal=self.show_personal)
        return [{name: values[at] for name, values in columns.items()} | {"key": key} for at, key in enumerate(keys)]

    def _column(self, register: Register, name: str) -> list[Any]:
        values = register.get(name).tolist()
        if register.layout.columns[name].private and not self.show_personal:
            return [None if figures.unknown(value) else MASKED for value in values]
        told_apart = name in register.keyed_by
        return [
            MASKED
            if not self.show_personal and (is_identifier(value) or (told_apart and (register.has_private_key or is_name(value))))
            else self._shown(register, name, value)
            for value in values
        ]

    def _shown(self, register: Register, name: str, value: Any) -> Any:
        if figures.unknown(value) or value is pd.NaT:
            return None
        if isinstance(value, pd.Timestamp):
            return value.date()
        return (
            value
            if isinstance(value, int | float | date) and not isinstance(value, bool)
            else value_shown(self.books, register.id, name, value)
        )
