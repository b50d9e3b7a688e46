"""What we tell people about their registers: facts with an address; the sentence comes last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Protocol

Fact = object
"""A date, a number, an amount in grosze, a text or a code: anything a sentence can show."""


class Severity(IntEnum):
    """The weight of a finding, the heaviest first."""

    ERROR = 0
    WARNING = 1
    NOTE = 2


@dataclass(frozen=True, order=True)
class Place:
    """Where a finding is: the cell as the spreadsheet shows it, and whom or what its row is about."""

    file: str = ""
    """Path relative to the project's folder, with `/`."""
    sheet: str = ""
    row: int = 0
    """Row number in the spreadsheet; 0 when the finding is about the whole file or column."""
    cell: str = ""
    """`H17`; `H` alone when it is about the whole column."""
    register: str = ""
    column: str = ""
    """The column's id."""
    key: str = ""
    """The key of the row: participant's number, document's number ..."""
    hidden: bool = False
    """Whether that key is personal data (a PESEL, an identifier of the central system), shown only when it is asked for."""


@dataclass(frozen=True)
class Finding:
    """One thing to correct or to know."""

    code: str
    severity: Severity
    place: Place = Place()
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))
    also: tuple[Place, ...] = ()
    """The other cells of the same fault, when it has several; `place` is the first of them, or their column."""

    def __hash__(self) -> int:
        return hash((self.code, self.place))

    @property
    def order(self) -> tuple[str, str, int, str, str]:
        """Sort by place in the files, then by code."""
        return (self.place.file, self.place.sheet, self.place.row, self.place.cell, self.code)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell of the fault, the first one first."""
        return (self.place, *self.also)


class Found(Protocol):
    """What a rule gives: something that can be told, once its code and weight are known."""

    def findings(self, code: str, severity: Severity) -> Iterator[Finding]:
        """Give the findings, in the order of their places."""
        ...


@dataclass(frozen=True)
class Elsewhere:
    """What is not about one row: a whole column, or a key of the definition."""

    spots: Sequence[tuple[Place, Mapping[str, Fact]]]

    def findings(self, code: str, severity: Severity) -> Iterator[Finding]:
        """Give a finding for each spot."""
        for place, facts in self.spots:
            yield Finding(code, severity, place, facts)


@dataclass(frozen=True)
class Together:
    """What several rows have in common: one fault with all its cells."""

    spots: Sequence[tuple[Sequence[Place], Mapping[str, Fact]]]

    def findings(self, code: str, severity: Severity) -> Iterator[Finding]:
        """Give a finding for each fault, at its first cell."""
        for (place, *others), facts in self.spots:
            yield Finding(code, severity, place, facts, tuple(others))


@dataclass(frozen=True)
class Several:
    """What a rule found in several questions, one after another."""

    parts: Sequence[Found]

    def findings(self, code: str, severity: Severity) -> Iterator[Finding]:
        """Give the findings of each part."""
        for part in self.parts:
            yield from part.findings(code, severity)
