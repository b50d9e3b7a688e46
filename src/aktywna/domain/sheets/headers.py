"""Which column stands where: headers recognised by name or synonym, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aktywna.domain.cells.vocabulary import nearest
from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, NOTE, WARNING, Notice, notice
from aktywna.domain.registers.layout import Aside, Column, Layout, Split, normal
from aktywna.domain.registers.stand_in_keys import KEYED_OTHERWISE
from aktywna.domain.sheets.header_names import INSTEAD, Header, Names
from aktywna.domain.sheets.sheet import letters

MISSING = notice(
    "R001",
    ERROR,
    title=N_("A column that the register cannot do without is missing."),
    says=N_("The column “{column:name}” is missing.{header:meant}"),
    do=N_("Add the column, or say under which header you keep it: in project.toml, in the register's headers."),
    basis="count",
    about=N_("What would be read from the column is not known of anybody, so results that depend on it cannot be counted."),
)
UNKNOWN = notice(
    "R002",
    NOTE,
    title=N_("A header is not known, so its column is not read."),
    says=N_("The header {header:quote} is not known; its column is not read.{near:meant}"),
    do=N_("Nothing, if the column is the office's own; otherwise add the header to the register's headers in project.toml."),
    basis="registers.md 5.2",
)
DOUBLED = notice(
    "R003",
    WARNING,
    title=N_("Two headers name the same column."),
    says=N_("The header {header:quote} names the column “{column:name}”, which already stands in column {first}; only that one is read."),
    do=N_("Leave one of the two columns, or give the other one a different header."),
    basis="count",
    about=N_("Headers are compared without case, diacritics and punctuation, so that synonyms of one column meet."),
)
ASIDE = notice(
    "R010",
    NOTE,
    title=N_("Columns of something else stand beside the register's own."),
    says=N_("The columns {first}-{last} are “{what:name}”; they are not read as columns of this register."),
    do=N_("Nothing, if the sheet is an export of that form; otherwise change the headers of these columns."),
    basis="registers.md 2.2",
    about=N_("A flat export repeats headers: the same words stand over columns of an institution and over columns of a person."),
)
FALLBACK = notice(
    "R011",
    NOTE,
    title=N_("A column was read for want of a better one."),
    says=N_("There is no header such as “{column:name}”; the column {header:quote} was read in its place."),
    do=N_("Nothing, if the numbers never change; otherwise add a column with numbers of its own, to which the other registers point."),
    basis="registers.md 6.2",
    about=N_("Numbers of rows change when rows are sorted or added, so that other registers would point to another person."),
)
_NOWHERE = Place()
_ASIDE_AT_LEAST = 3


@dataclass(frozen=True)
class Headings:
    """Which column of the layout stands where in a sheet (positions from 0), and what is said of its headers."""

    columns: Mapping[str, int]
    findings: tuple[Finding, ...]
    splits: Mapping[int, Split] = field(default_factory=dict)
    """Positions that hold several columns in one."""


@dataclass(frozen=True, order=True)
class _Claim:
    """A header that may be a column's; of several the smallest one is."""

    rank: int
    position: int


def recognise(layout: Layout, header: Sequence[Header | str | None], own: Mapping[str, str], place: Place = _NOWHERE) -> Headings:
    """
    Recognise a row of headers; `own` are the office's own headers (header = column), `place` the row's address.

    The project's own headers go before the layout's, whole headers before their parts, and both before headers of two
    columns in one and those that only stand in for a better one; a column named twice is read where it stands first.
    """
    written = [_header(one) for one in header]
    names = Names(layout, own)
    findings: list[Finding] = []
    for aside, first, last in _asides(layout, written):
        facts = {"what": aside.name, "first": letters(first), "last": letters(last)}
        findings.append(_finding(ASIDE, _at(place, first, written[first]), facts))
        written[first : last + 1] = [None] * (last + 1 - first)
    meanings = names.meanings(written)
    columns, splits = _assigned(meanings)
    for position, one in enumerate(written):
        if one is not None:
            findings += _said_of(names, one, meanings[position], position, columns, splits, _at(place, position, one))
    there = {*columns, *(layout.columns[column].stands_for for column in columns)}
    if layout.key not in there and (instead := tuple(column for column in layout.key_else if column in columns)):
        there.add(layout.key)
        facts = {"column": layout.columns[layout.key].name, "columns": tuple(f"{layout.id}.{column}" for column in instead)}
        findings.append(_finding(KEYED_OTHERWISE, _at(place, columns[instead[0]], None, instead[0]), facts))
    missing = [column for column in layout.column if is_needed(layout, column) and column.id not in there]
    findings += [_finding(MISSING, _at(place, None, None, column.id), {"column": column.name}) for column in missing]
    return Headings(columns, tuple(findings), splits)


def numbers_missing(finding: Finding, layout: Layout) -> Finding:
    """Say that the key is missing instead of what stands for it, where nothing does after all."""
    if finding.code != KEYED_OTHERWISE.code:
        return finding
    place = replace(finding.place, column=layout.key, cell="")
    return Finding(MISSING.code, MISSING.severity, place, {"column": layout.columns[layout.key].name})


def is_needed(layout: Layout, column: Column) -> bool:
    """Whether a register cannot do without the column: always filled in, the key, or the day that puts a row into a period."""
    return column.need.always or column.id == layout.key or (layout.day_needed and column.id == layout.dated)


def _assigned(meanings: Sequence[tuple[int, str | Split] | None]) -> tuple[dict[str, int], dict[int, Split]]:
    """Give each column the surest of the headers that name it, and of equals the first; then those that hold several."""
    claims: dict[str, _Claim] = {}
    for position, meant in enumerate(meanings):
        if meant is not None and isinstance(meant[1], str):
            claim = _Claim(meant[0], position)
            claims[meant[1]] = min(claims.get(meant[1], claim), claim)
    in_order = sorted(claims.items(), key=lambda claimed: claimed[1].position)
    columns = {column: claim.position for column, claim in in_order}
    splits: dict[int, Split] = {}
    for position, meant in enumerate(meanings):
        if meant is not None and isinstance(meant[1], Split):
            free = [column for column in meant[1].into if column not in columns]
            if free:
                splits[position] = meant[1]
                columns |= dict.fromkeys(free, position)
    return columns, splits


def _said_of(  # noqa: PLR0913 - a header, what it means, and what all of them mean together
    names: Names,
    header: Header,
    meant: tuple[int, str | Split] | None,
    position: int,
    columns: Mapping[str, int],
    splits: Mapping[int, Split],
    place: Place,
) -> Iterator[Finding]:
    """Say what is to be said of one header."""
    layout = names.layout
    if meant is None:
        if not header.is_ordinal:
            free = {word: column for word, column in names.every.items() if column not in columns}
            yield _unknown(layout, header.text, free, place)
    elif isinstance(meant[1], Split):
        if position not in splits:
            yield _doubled(layout, header, meant[1].into[0], columns, place)
    elif columns[meant[1]] == position:
        if meant[0] >= INSTEAD:
            where = Place(place.file, place.sheet, place.row, place.cell, place.register, meant[1])
            yield _finding(FALLBACK, where, {"column": layout.columns[meant[1]].name, "header": _line(header.text)})
    elif meant[0] < INSTEAD:
        yield _doubled(layout, header, meant[1], columns, place)
    elif not header.is_ordinal:
        yield _unknown(layout, header.text, {}, place)


def _asides(layout: Layout, header: Sequence[Header | None]) -> list[tuple[Aside, int, int]]:
    """Find the runs of headers that are no columns of the layout: each known header of theirs in its order."""
    found = []
    words = [{word for _, word in one.forms()} if one is not None else set() for one in header] if layout.aside else []
    for aside in layout.aside:
        order = [normal(written) for written in aside.headers]
        sure = normal(aside.sure)
        for at in (position for position, forms in enumerate(words) if sure in forms):
            start = order.index(sure)
            after = _run(words[at + 1 :], order[start + 1 :])
            before = _run(words[:at][::-1], order[:start][::-1])
            if before + after + 1 >= _ASIDE_AT_LEAST:
                found.append((aside, at - before, at + after))
    return found


def _run(header: Sequence[set[str]], order: Sequence[str]) -> int:
    """Count the headers that stand in the order given, some of it perhaps left out."""
    length = reached = 0
    for forms in header:
        later = next((number for number, word in enumerate(order[reached:], start=reached) if word in forms), None)
        if later is None:
            break
        length, reached = length + 1, later + 1
    return length


def _header(written: Header | str | None) -> Header | None:
    if isinstance(written, str):
        written = Header(written)
    return written if written is not None and normal(written.text) else None


def _doubled(layout: Layout, header: Header, column: str, columns: Mapping[str, int], place: Place) -> Finding:
    facts = {"header": _line(header.text), "column": layout.columns[column].name, "first": letters(columns[column])}
    return _finding(DOUBLED, Place(place.file, place.sheet, place.row, place.cell, place.register, column), facts)


def _unknown(layout: Layout, written: str, known: Mapping[str, str], place: Place) -> Finding:
    like = nearest(written, known)
    return _finding(UNKNOWN, place, {"header": _line(written), "near": layout.columns[like].name.pl if like is not None else None})


def _line(written: str) -> str:
    """A header as one line, whatever breaks it had."""
    return " ".join(written.split())


def _at(place: Place, position: int | None, header: Header | None, column: str = "") -> Place:
    row = (header.row if header is not None else 0) or place.row
    cell = f"{letters(position)}{row}" if position is not None else ""
    return Place(place.file, place.sheet, row, cell, place.register, column)


def _finding(said: Notice, place: Place, facts: Mapping[str, Fact] | Mapping[str, Any]) -> Finding:
    return Finding(said.code, said.severity, place, facts)
