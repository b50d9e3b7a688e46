"""What a register looks like: its columns, the headers people write over them, and how their cells are read."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from itertools import filterfalse
from typing import Literal

from pydantic import Field

from aktywna.domain.promises.model import Id, Model, Name

KindName = Literal[
    "text", "code", "name", "number", "count", "hours", "money", "date", "time", "yes_no",
    "choice", "choices", "pesel", "nip", "regon", "teryt", "postal_code", "phone", "email",
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
    """For `choice` and `choices`: a dictionary of `data/choices`, or `project:paths`, `project:forms` ...; for `teryt`: voivodeships."""
    name: Name
    also: tuple[str, ...] = ()
    """Headers met in the wild, compared after `normal`; never by substring."""
    after: dict[Id, tuple[str, ...]] = Field(default_factory=dict)
    """Headers that mean this column only right after another one: `w tym`, which official exports repeat."""
    fallback: tuple[str, ...] = ()
    """Headers that name this column where no better one stands in the table, the best first."""
    private: bool = False
    need: Need = Need()
    empty: Id | None = None
    """For `yes_no` and `choice`: what an empty cell says, where the form prints one box to be ticked."""
    unit: Literal["h45", "h60"] | None = None
    """For `hours`: the unit that the column is always kept in; without it the header, the row or the form says it."""
    at_entry: bool = False
    """Whether it describes the person on the first day: of several participations the first one's value stands."""
    about: Name | None = None
    """What belongs in the cell, shown as a note on the header of a blank register."""
    offered: bool = True
    """Whether a blank register has it; some are only read where an office keeps them."""
    stands_for: Id | None = None
    """The column that need not be there when this one is: a name in place of a number."""
    gives: str | None = None
    """The column (`register.column`) of another register that stands here too, of several things apart by bars."""


class Split(Model):
    """Headers that stand over two columns in one."""

    headers: tuple[str, ...] = Field(min_length=1)
    into: tuple[Id, ...] = Field(min_length=1)
    """The columns, in the order in which a cell holds them."""
    by: Literal["words", "days", "hours", "day", "moment", "identifier"]
    """Two words; two days or two hours of a range; the only day in a text; a day and the hours beside it; a PESEL or another number."""


class Aside(Model):
    """Columns of something else that some files keep in the same rows: they stand one after another and are not read."""

    name: Name
    sure: str
    """The header by which they are known."""
    headers: tuple[str, ...] = Field(min_length=1)
    """All of them, in their order."""


class Layout(Model):
    """One register: its usual file names, its key and its columns."""

    id: Id
    name: Name
    files: tuple[str, ...]
    """Usual names of files and sheets, without diacritics."""
    read: Literal["all", "latest"]
    key: Id
    """The column that says which unit a row is about (`no`, `participant_no`, `doc_no` ...)."""
    key_else: tuple[Id, ...] = ()
    """Where a register does not have that column: the columns that tell its units apart, the surest first."""
    unit: Literal["person", "participation", "event", "entity"]
    """What is counted when an indicator counts this register."""
    dated: Id | None = None
    """The column that puts a row into a reporting period."""
    day_needed: bool = True
    """Whether a register without that column is wrong; an office need not write down since when it has had its staff."""
    column: tuple[Column, ...] = Field(min_length=1)
    split: tuple[Split, ...] = ()
    aside: tuple[Aside, ...] = ()

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

    @cached_property
    def followers(self) -> dict[str, dict[str, str]]:
        """Headers that mean a column only right after another one: header, the other column, the column."""
        known: dict[str, dict[str, str]] = {}
        for column in self.column:
            for before, headers in column.after.items():
                for header in headers:
                    known.setdefault(normal(header), {})[before] = column.id
        return known

    @cached_property
    def fallbacks(self) -> dict[str, tuple[int, str]]:
        """Headers that will do where there is no better one: header, how good it is (0 is the best), the column."""
        known: dict[str, tuple[int, str]] = {}
        for column in self.column:
            for place, header in enumerate(column.fallback):
                known.setdefault(normal(header), (place, column.id))
        return known

    @cached_property
    def splits(self) -> dict[str, Split]:
        """Headers that stand over two columns in one."""
        return {normal(header): split for split in self.split for header in split.headers}


class ChoiceValue(Model):
    """One value of a dictionary."""

    id: Id
    name: Name
    also: tuple[str, ...] = ()
    within: Id | None = None
    """The wider value that this one belongs to: a condition on `unemployed` includes its narrower ones."""
    under: Id | None = None
    """Of a detail: the value of the other dictionary that alone may have it; without one it suits them all."""


class Choice(Model):
    """A dictionary: the values a cell may have and how people write them."""

    id: Id
    name: Name
    gendered: bool = False
    """Whether its names have a gender, so that another way of writing a value is not replaced by the name."""
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

    @cached_property
    def spellings(self) -> dict[str, str]:
        """
        Every way of writing a value, normalised, and how it is spelt: what somebody may have meant.

        Codes and English names are told by the Polish name; so are synonyms where names have a gender.
        """
        found: dict[str, str] = {}
        for value in self.value:
            for written in (value.name.pl, value.id, value.name.en, *value.also):
                told = written if written in value.also and not self.gendered else value.name.pl
                found.setdefault(normal(written), told)
        found.pop("", None)
        return found


# `1)` and `*` after a header; not the end of a bracket: `(ISCED 1)` keeps its number.
_FOOTNOTE = re.compile(r"^([^()]*(?:\([^()]*\)[^()]*)*?)(?:\s*\*+\)?|\s*\d\))+\s*$")
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+\)?\s*$")
# A soft hyphen, and marks of no width.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_APART = re.compile(r"[^0-9a-z+/%]+")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    r"""
    Give `text` as headers and dictionary words are compared: no case, no diacritics, no punctuation, single spaces.

    >>> normal("Data rozpoczęcia\nudziału w projekcie *")
    'data rozpoczecia udzialu w projekcie'
    """
    if text.isascii():
        folded = text.strip().casefold()
    else:
        folded = _RAISED.sub("", _UNSEEN.sub("", text)).strip().casefold().replace("ł", "l")
        folded = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", folded)))
        folded = folded.replace("–", "-").replace("—", "-")
    if folded.rstrip()[-1:] in {"*", ")"}:
        folded = _FOOTNOTE.sub(r"\1", folded)
    return _APART.sub(" ", folded).strip() or _sign(text)


def _sign(text: str) -> str:
    """A mark made of signs only (`-`, `.`, `✓`) stays itself."""
    return text.strip() if text.strip() and not any(letter.isalnum() for letter in text) else ""
