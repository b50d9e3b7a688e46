"""The data that comes with the program: layouts of registers, dictionaries, eras, catalogues of indicators, rates, sources."""

from __future__ import annotations

import hashlib
import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from aktywna.domain.efficiency.terms import Guidance
from aktywna.domain.promises.era import Era, Value
from aktywna.domain.promises.indicator import Listed
from aktywna.domain.registers.layout import Choice, Layout

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from aktywna.domain.exchange.format import Format


@cache
def layouts() -> dict[str, Layout]:
    """Give the layout of every register, by the register's id."""
    return {name: Layout.model_validate(table) for name, table in _tables("layouts")}


@cache
def choices() -> dict[str, Choice]:
    """Give every dictionary, by its id."""
    return {name: Choice.model_validate(table) for name, table in _tables("choices")}


@cache
def eras() -> tuple[str, ...]:
    """Give the ids of the programme periods that come with the program, in order of time."""
    return tuple(sorted(_names("eras"), key=lambda name: name.rpartition("-")[2]))


@cache
def era(name: str) -> Era:
    """Give a programme period; raise `KeyError` when none of `eras` has this name."""
    if name not in eras():
        raise KeyError(name)
    return Era.model_validate(_read(_folder("eras") / f"{name}.toml"))


@cache
def catalogue_sha256(name: str) -> str:
    """Give what a catalogue is known by: the SHA-256 of its file, whatever its ends of lines."""
    content = (_folder("catalogues") / f"{name}.toml").read_bytes()
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


@cache
def catalogue(name: str) -> dict[str, Listed]:
    """Give a catalogue's indicators by their codes, in its order; raise `KeyError` when there is no such catalogue."""
    if name not in _names("catalogues"):
        raise KeyError(name)
    tables = _read(_folder("catalogues") / f"{name}.toml")["indicator"]
    return {found.id: found for found in map(Listed.model_validate, tables)}


@cache
def efficiency(era: str) -> Guidance | None:
    """Give what is known of the rules of social and employment efficiency of a programme period; nothing where there are none."""
    if era not in _names("efficiency"):
        return None
    return Guidance.model_validate(_read(_folder("efficiency") / f"{era}.toml") | _read(_data() / "holidays.toml"))


@cache
def formats() -> dict[str, Format]:
    """Give every official form, by its id; one that extends another is whole."""
    from aktywna.domain.exchange.format import Format  # noqa: PLC0415 - only a conversion asks for forms

    return {name: Format.model_validate(_format(name)) for name in _names("formats")}


def _format(name: str) -> dict[str, Any]:
    from aktywna.domain.exchange.format import extended  # noqa: PLC0415

    table = _read(_folder("formats") / f"{name}.toml")
    return extended(table, _format(table["extends"])) if "extends" in table else table


@cache
def rates() -> dict[str, dict[str, Value]]:
    """Give what is known of rates to pay, by the kind of list (`benefit`: the unemployment benefit) and the name of the value."""
    return {kind: {name: Value.model_validate(value) for name, value in table["values"].items()} for kind, table in _tables("rates")}


@cache
def sources() -> dict[str, str]:
    """Give the title of every source that a value or an indicator may name, by its document and key: `rules.md S12`."""
    documents = _read(_data() / "sources.toml")
    return {f"{document} {key}": title for document, titles in documents.items() for key, title in titles.items()}


@cache
def gallery() -> dict[str, Any]:
    """Give the smallest input that provokes each finding which no rule finds, by code; `base` is what they are added to."""
    return _read(_data() / "gallery.toml")


@cache
def spheres() -> dict[str, tuple[str, ...]]:
    """Give the words by which the name of a form of support says its sphere, by the sphere."""
    return {sphere: tuple(words) for sphere, words in _read(_data() / "start" / "spheres.toml").items()}


def cited(source: str) -> tuple[str, ...]:
    """
    Give the titles of the sources that the `source` of a value or an indicator names; none for a project's own words.

    >>> cited("rules.md 16: 16.4.5; registers.md 15: BZP")[1]
    'the 276-hour limit (2019)'
    """
    known = sources()
    named = (part.partition(":") for part in source.split(";"))
    keys = [f"{where.split()[0]} {key.strip()}" for where, colon, listed in named if colon for key in listed.split(",")]
    return tuple(known[key] for key in keys if key in known)


def _tables(folder: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, _read(_folder(folder) / f"{name}.toml")) for name in _names(folder)]


def _names(folder: str) -> tuple[str, ...]:
    found = (entry.name for entry in _folder(folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def _folder(name: str) -> Traversable:
    return _data() / name


@cache
def _data() -> Traversable:
    return files("aktywna") / "data"


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
