"""
The cases of a catalogue: tables of invented people, each with a sentence that says what it shows.

They lie beside the tests, which count them; the page of an indicator shows them as its examples.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import aktywna
from aktywna.domain.promises.model import Name

PACKAGE = Path(aktywna.__file__).parent
FOLDERS = (PACKAGE / "cases", PACKAGE.parents[1] / "tests" / "cases")
"""Where the cases lie in a wheel and in a checkout."""
COUNTS = "counts"
"""The column that says what must come out."""
SAME = "same"
"""In that column: the same unit as the row above."""


@dataclass(frozen=True)
class Case:
    """One table: rows of `on` as text, rows of other registers beside them, and what each row must give."""

    indicator: str
    says: Any
    """The sentence, in both languages."""
    on: str
    header: tuple[str, ...]
    """Columns of `on` by id, and those of other registers as `outcomes.date`."""
    rows: tuple[tuple[str, ...], ...]
    expected: tuple[str, ...]
    """By row: `yes`, `no`, `unknown`, `outside` (not in the population), `excluded` (an incomplete record) or `same`."""
    as_of: str = ""
    refused: bool = False
    """Whether the catalogue knows the name alone, so that nothing is counted without a definition."""
    defined: dict[str, Any] = field(default_factory=dict)
    """What a project writes beside `use` then."""

    def tables(self, defaults: dict[str, str]) -> dict[str, list[list[str]]]:
        """Give the cells of each register, headers first; rows are numbered from 1, and `defaults` fill what is not written."""
        ours = [column for column in self.header if "." not in column]
        given = {} if self.on != "participants" else {key: value for key, value in defaults.items() if key not in ours}
        number = ["no"] if self.on == "participants" else []
        found = {self.on: [[*number, *ours, *given]]}
        for n, row in enumerate(self.rows, 1):
            cells = dict(zip(self.header, row, strict=True))
            found[self.on].append([*[str(n) for _ in number], *(cells[column] for column in ours), *given.values()])
        for register in dict.fromkeys(column.partition(".")[0] for column in self.header if "." in column):
            found[register] = self._beside(register)
        return found

    def _beside(self, register: str) -> list[list[str]]:
        places = [place for place, column in enumerate(self.header) if column.startswith(f"{register}.")]
        rows = [[self.header[place].partition(".")[2] for place in places]]
        rows[0].insert(0, "participant_no")
        rows += [[str(n), *(row[place] for place in places)] for n, row in enumerate(self.rows, 1) if any(row[place] for place in places)]
        return rows


@cache
def cases(catalogue: str) -> tuple[tuple[Case, ...], dict[str, str]]:
    """Give the cases of a catalogue and the defaults of their columns; none where the files did not come along."""
    for folder in FOLDERS:
        file = folder / f"{catalogue}.toml"
        if file.is_file():
            raw = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
            return tuple(map(_case, raw["case"])), raw.get("defaults", {})
    return (), {}


def _case(raw: dict[str, Any]) -> Case:
    told, lines = {"as of": ""}, list[list[str]]()
    on = "participants"
    for line in _lines(raw["rows"]):
        key, colon, value = line.partition(":")
        if colon and "|" not in line and not value:
            on = key
        elif colon and key in told:
            told[key] = value.strip()
        else:
            lines.append([cell.strip() for cell in line.split("|")])
    header, *rows = lines
    at = header.index(COUNTS)
    return Case(
        raw["indicator"], _name(raw["says"]), on,
        (*header[:at], *header[at + 1 :]),
        tuple((*row[:at], *row[at + 1 :]) for row in rows),
        tuple(row[at] for row in rows),
        told["as of"], raw.get("refused", False), tomllib.loads(f"own = {{ {raw['defined']} }}")["own"] if "defined" in raw else {},
    )  # fmt: skip


def _lines(text: str) -> Iterator[str]:
    yield from (line.strip(" ") if "|" not in line else line for line in text.splitlines() if line.strip())


def _name(said: dict[str, str]) -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - only who reads cases needs it

    return TypeAdapter(Name).validate_python(said)
