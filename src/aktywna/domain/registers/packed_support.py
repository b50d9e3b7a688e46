"""Forms of support that an export of participants packs into cells: rows of the register of support, each with its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import ERROR, N_, NOTE, notice
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.layout import Choice, Layout
from aktywna.domain.registers.reading import typed_rows
from aktywna.domain.registers.register import Hits, Origin, Register
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Stored

UNPACKED = notice(
    "R066",
    NOTE,
    title=N_("Forms of support were read from the register of participants."),
    says=N_("{rows:count form|forms} of support of {people:count participant|participants} were read from the columns of this register."),
    do=N_("Nothing; a register of support of its own goes before these columns."),
    basis="rules.md 21 E5: V1",
    about=N_("Exports of the central systems keep support in the row of the participant, several items apart by bars."),
)
NOT_USED = notice(
    "R067",
    NOTE,
    title=N_("Columns of support in the register of participants are not used."),
    says=N_("The columns {columns:columns} are not used: {why:said}."),
    do=N_("Nothing, if the register of support is complete; it alone is read, so that nothing is counted twice."),
    basis="rules.md 21 E5: V1",
    about=N_("Support is taken either from a register of its own or from an export of participants, never from both."),
)
UNEVEN = notice(
    "R068",
    ERROR,
    title=N_("Columns of support hold different numbers of items."),
    says=N_(
        "The cell holds {items:count item|items}, and “{column:name}” in the same row holds {others:n}; "
        "the support of this row is not known."
    ),
    do=N_("Correct the row, or make the export again: items apart by bars belong together by their order, and an empty one keeps its bar."),
    basis="count",
    about=N_("Which kind of support began on which day would be a guess, so nothing of such a row is read as support."),
)
_OWN, _NO_DAYS = N_("there is a register of support"), N_("without the kind of support or the day it began nothing can be read from them")
_NAMES = ("first_name", "last_name")


def support_columns(people: Register) -> dict[str, str]:
    """Give the columns of a register of participants that hold support, and the column of the register of support of each."""
    given = {column.id: column.gives for column in people.layout.column if column.gives and column.id in people}
    return {column: gives.partition(".")[2] for column, gives in given.items()}


def unpacked(
    people: Register, layout: Layout, choices: Mapping[str, Choice], project: Project, *, kept_apart: bool
) -> tuple[Register, Register | None, list[Finding]]:
    """
    Give the participants without their columns of support, the support that these hold, and what is to be said of it.

    `kept_apart` says that the project has a register of support (`layout`) of its own: then nothing is read from the
    columns. Rows that differ in nothing but support are one participation, as a flat export repeats a person for each.
    """
    columns = support_columns(people)
    if not columns:
        return people, None, []
    bare = replace(people, columns=Columns.of(people.frame.drop(columns=list(columns))))
    first, own = _first_of_each(people, columns), np.arange(len(people))
    filled = [column for column in columns if people[column].notna().any()]
    wanted = {column for column, gives in columns.items() if gives in {"support_type", "start_date"}}
    if kept_apart or len(wanted & set(filled)) < len(wanted) or len(wanted) < 2:  # noqa: PLR2004 - the kind, and the day
        findings = _not_used(people, filled, _OWN if kept_apart else _NO_DAYS) if filled else []
        return bare.taken(first == own), None, findings
    items = {column: _items(people[column]) for column in columns}
    sizes = np.stack([column_items.map(len).to_numpy() for column_items in items.values()])
    most = sizes.max(axis=0)
    uneven = ((sizes != most) & (sizes > 0)).any(axis=0)
    kept = np.flatnonzero((most > 0) & ~uneven)
    findings = _uneven(people, list(columns), sizes, np.flatnonzero(uneven))
    whole = {name: each.iloc[kept] for name, each in items.items()}
    support, said = _support(people, layout, choices, project, columns, whole, (kept, first))
    if len(support):
        at = next(column for column in columns if columns[column] == "support_type")
        facts = {"rows": len(support), "people": int(support["participant_no"].nunique())}
        findings.append(Finding(UNPACKED.code, UNPACKED.severity, people.header(at)[0], facts))
    return bare.taken(first == own), support, [*findings, *said]


def _items(cells: pd.Series[Any]) -> pd.Series[Any]:
    """Give the items of each cell, an empty one as nothing; a cell that is empty says nothing of any item."""
    packed = cells.where(cells.str.strip(" |\u00a0").ne("")).str.split("|")
    lists = packed.where(packed.notna(), None).to_numpy(dtype=object)
    return pd.Series([[item.strip() or None for item in one] if isinstance(one, list) else [] for one in lists], dtype=object)


def _support(  # noqa: PLR0913 - a register of its own: whose rows, of what, read how
    people: Register,
    layout: Layout,
    choices: Mapping[str, Choice],
    project: Project,
    columns: Mapping[str, str],
    items: Mapping[str, pd.Series[Any]],
    whose: tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]],
) -> tuple[Register, list[Finding]]:
    """Make a row of the register of support of each item, at the address of its cell; `whose`: the rows, and whose each is."""
    rows, first = whose
    lengths = np.max([each.map(len).to_numpy(dtype=np.intp) for each in items.values()], axis=0, initial=0)
    source = np.repeat(rows, lengths)
    texts = {columns[name]: _laid(each, lengths) for name, each in items.items()}
    texts["participant_no"] = people.key.iloc[first[source]].reset_index(drop=True)
    number = people.numbers(source)
    sheet = people.origin[source] if len(people.origin) else np.zeros(len(source), dtype=np.intp)
    read = []
    for at, origin in enumerate(people.origins or (Origin("", "", {}),)):
        here = np.flatnonzero(sheet == at)
        text = {column: cells.iloc[here].reset_index(drop=True) for column, cells in texts.items()}
        stored = {column: np.full(len(here), Stored.TEXT, dtype=np.uint8) for column in text}
        read.append(Rows(_standing(people, origin, columns), text, stored, number[here]))
    support, findings = typed_rows(layout, choices, project, read)
    return replace(support, is_named_privately=people.has_private_key), findings


def _standing(people: Register, origin: Origin, columns: Mapping[str, str]) -> Origin:
    """Say where the columns of support stand in a sheet of participants."""
    stands = {gives: origin.columns[name] for name, gives in columns.items() if name in origin.columns}
    by = next((column for column in people.keyed_by if column in origin.columns), None)
    return replace(origin, columns={**({"participant_no": origin.columns[by]} if by else {}), **stands})


def _laid(items: pd.Series[Any], lengths: np.ndarray[Any, Any]) -> pd.Series[Any]:
    """Lay items one below another; a cell without any has none for each item of its row."""
    laid = [word for one, length in zip(items.tolist(), lengths.tolist(), strict=True) for word in (one or [None] * length)]
    return pd.Series(pd.array(laid, dtype="str"))


def _first_of_each(people: Register, columns: Mapping[str, str]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """
    Give for each row the first one that agrees with it in everything but support and notes, else itself: shape (rows,).

    Whole rows that are repeated stay themselves, so that they are told of; so does who has neither an identifier nor a name.
    """
    told = people.frame.drop(columns=["notes"], errors="ignore")
    bare = told.drop(columns=list(columns))
    identified = [people.get(name).notna() for name in people.keyed_by]
    known = np.logical_or.reduce([*identified, np.logical_and.reduce([people.get(name).notna() for name in _NAMES])])
    first = np.arange(len(people))
    again = np.flatnonzero(bare.duplicated().to_numpy() & ~told.duplicated().to_numpy() & known)
    if len(again):
        groups = bare.groupby(list(bare.columns), dropna=False, sort=False).ngroup().to_numpy()
        _, heads = np.unique(groups, return_index=True)
        first[again] = heads[groups[again]]
    return first


def _uneven(people: Register, columns: Sequence[str], sizes: np.ndarray[Any, Any], rows: np.ndarray[Any, Any]) -> list[Finding]:
    """Say of each row once which column does not hold as many items as the first one that is filled in."""
    findings: list[Finding] = []
    for row in rows.tolist():
        here = sizes[:, row]
        first = int(np.flatnonzero(here)[0])
        other = next(at for at in np.flatnonzero(here).tolist() if here[at] != here[first])
        facts = {"items": int(here[other]), "column": people.layout.columns[columns[first]].name, "others": int(here[first])}
        findings += Hits(people, np.array([row]), columns[other], facts).findings(UNEVEN.code, UNEVEN.severity)
    return findings


def _not_used(people: Register, columns: Sequence[str], why: str) -> list[Finding]:
    named = tuple(f"{people.layout.id}.{column}" for column in columns)
    return [Finding(NOT_USED.code, NOT_USED.severity, people.header(columns[0])[0], {"columns": named, "why": why})]
