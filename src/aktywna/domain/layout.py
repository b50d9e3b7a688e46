"""What a register looks like: its columns, the headers people write over them, and how their cells are read."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Literal

from pydantic import Field

from aktywna.domain.model import Id, Model, Name

KindName = Literal[
    "text", "code", "name", "number", "count", "money", "date", "time", "yes_no",
    "choice", "choices", "pesel", "nip", "regon", "postal_code", "phone", "email",
]  # fmt: skip


class Need(Model):
    """When a cell must be filled: always, unless a yes/no column says yes, or when another column says so."""

    always: bool = False
    unless: Id | None = None
    when: Id | None = None
    """Column that, when filled (or one of `is_in`), makes this one necessary."""
    is_in: tuple[str, ...] = ()


class Column(Model):
    """One column of a register."""

    id: Id
    kind: KindName
    of: str | None = None
    """For `choice` and `choices`: a dictionary of `data/choices`, or `project:paths`, `project:forms` ..."""
    name: Name
    also: tuple[str, ...] = ()
    """Headers met in the wild, compared after `normal`; never by substring."""
    private: bool = False
    need: Need = Need()
    at_entry: bool = False
    """Whether it describes the person on the first day: of several participations the first one's value stands."""
    about: Name | None = None
    """What belongs in the cell, shown as a note on the header of a blank register."""


class Layout(Model):
    """One register: its usual file names, its key and its columns."""

    id: Id
    name: Name
    files: tuple[str, ...]
    """Usual names of files and sheets, without diacritics."""
    read: Literal["all", "latest"]
    key: Id
    """The column that says which unit a row is about (`no`, `participant_no`, `doc_no` ...)."""
    unit: Literal["person", "participation", "event", "entity"]
    """What is counted when an indicator counts this register."""
    dated: Id | None = None
    """The column that puts a row into a reporting period."""
    column: tuple[Column, ...] = Field(min_length=1)

    @cached_property
    def columns(self) -> dict[str, Column]:
        return {column.id: column for column in self.column}

    @cached_property
    def headers(self) -> dict[str, str]:
        """Every header that is recognised, normalised, and the column it names."""
        known: dict[str, str] = {}
        for column in self.column:
            for header in (column.name.pl, column.name.en, *column.also, column.id):
                known.setdefault(normal(header), column.id)
        known.pop("", None)
        return known


class ChoiceValue(Model):
    """One value of a dictionary."""

    id: Id
    name: Name
    also: tuple[str, ...] = ()
    within: Id | None = None
    """The wider value that this one belongs to: a condition on `unemployed` includes its narrower ones."""


class Choice(Model):
    """A dictionary: the values a cell may have and how people write them."""

    id: Id
    name: Name
    value: tuple[ChoiceValue, ...]

    @cached_property
    def codes(self) -> dict[str, str]:
        """Every way of writing a value, normalised, and its code."""
        known: dict[str, str] = {}
        for value in self.value:
            for written in (value.id, value.name.pl, value.name.en, *value.also):
                known.setdefault(normal(written), value.id)
        known.pop("", None)
        return known


# `1)` and `*` after a header; not the end of a bracket: `(ISCED 1)` keeps its number.
_FOOTNOTE = re.compile(r"^([^()]*(?:\([^()]*\)[^()]*)*?)(?:\s*\*+|\s*\d\))+\s*$")
_APART = re.compile(r"[^0-9a-z+/%]+")


def normal(text: str) -> str:
    r"""
    Give `text` as headers and dictionary words are compared: no case, no diacritics, no punctuation, single spaces.

    >>> normal("Data rozpoczęcia\nudziału w projekcie *")
    'data rozpoczecia udzialu w projekcie'
    """
    folded = text.strip().casefold().replace("ł", "l")
    folded = unicodedata.normalize("NFKD", folded)
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = _FOOTNOTE.sub(r"\1", folded.replace("–", "-").replace("—", "-"))
    return _APART.sub(" ", folded).strip() or _sign(text)


def _sign(text: str) -> str:
    """A mark made of signs only (`-`, `.`, `✓`) stays itself."""
    return text.strip() if text.strip() and not any(letter.isalnum() for letter in text) else ""
