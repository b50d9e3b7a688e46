"""One person's card of a month turned: the person stands in the title, the days one below another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.amounts import number
from aktywna.domain.cells.texts import Bools
from aktywna.domain.diaries.class_times import beside_day
from aktywna.domain.diaries.day_columns import Context, resolved
from aktywna.domain.diaries.diary import NO_CLASS, title_hints
from aktywna.domain.diaries.legends import legend
from aktywna.domain.diaries.matrix import FOOT
from aktywna.domain.diaries.months import Hint, Spot, said_in_name, spot
from aktywna.domain.diaries.turned import Total, Turned, constant, same
from aktywna.domain.findings.finding import Finding
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout, normal
from aktywna.domain.registers.register import Origin
from aktywna.domain.sheets.headers import MISSING, recognise
from aktywna.domain.sheets.lattice import Codes, Lattice, found, in_rows
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Stored
from aktywna.domain.sheets.titles import labelled

_SEARCHED = 30
_PER_ROW = ("mark", "hours")


def person_card(
    layout: Layout, choices: Mapping[str, Choice], project: Project, lattice: Lattice, own: Mapping[str, str]
) -> list[Turned] | None:
    """Turn one person's card; nothing when a sheet has a column of people, or names nobody in its title."""
    known = layout.headers | {normal(written): column for written, column in own.items()}
    persons = {layout.key, *(column.id for column in layout.column if column.stands_for == layout.key)}
    at = _header(lattice, known, persons)
    if at is None:
        return None
    titled = labelled(lattice, range(at), {label: name for label, name in known.items() if name not in {"mark", "mark_raw", "date"}})
    if not persons & set(titled):
        return None
    header = [lattice.text(at, position) for position in range(lattice.codes.shape[1])]
    quiet = {"lp", "l p", "podpis", "podpis uczestnika", "uwagi"}
    header = [text if text and (normal(text) in known or normal(text) not in quiet) else None for text in header]
    headings = recognise(layout, header, own, lattice.place(at, None, layout.id))
    columns = dict(headings.columns)
    findings = [said for said in headings.findings if said.code != MISSING.code]
    rows, foot = _rows(lattice, columns, at)
    bare = int((~_holds(lattice, columns, rows)).sum())
    if bare:
        findings.append(found(NO_CLASS, lattice.place(at, columns["date"], layout.id, "date"), days=bare))
    rows = rows[_holds(lattice, columns, rows)]
    good, said = constant(layout, choices, project, lattice, {name: value for name, value in titled.items() if name not in columns})
    findings += said
    text: dict[str, pd.Series[Any]] = {name: same(value, len(rows)) for name, value in good.items()}
    stored: dict[str, Any] = {name: np.full(len(rows), Stored.TEXT, dtype=np.uint8) for name in good}
    for name, position in columns.items():
        text[name] = lattice.column(lattice.codes[rows, position])
        stored[name] = lattice.stored[rows, position]
    for name, words in _beside_days(lattice, rows, columns["date"]).items():
        if name not in text:
            text[name], stored[name] = pd.Series(words, dtype="str"), np.full(len(rows), Stored.TEXT, dtype=np.uint8)
    text["date"], stored["date"] = _dates(lattice, project, layout, at, rows, columns["date"], findings)
    place = lattice.place(None, None, layout.id)
    made = Rows(Origin(place.file, place.sheet, columns), text, stored, lattice.numbers[rows], findings=tuple(findings))
    apart = [*range(at), *foot.tolist()]
    return [Turned(made, legend(choices["mark"], lattice, apart), _totals(lattice, layout, columns, rows, foot))]


def _header(lattice: Lattice, known: Mapping[str, str], persons: set[str]) -> int | None:
    for row in range(min(_SEARCHED, len(lattice.codes))):
        named = {known.get(lattice.fold(row, position)) for position in lattice.filled(row)}
        if "date" in named and named & set(_PER_ROW) and not named & persons:
            return row
    return None


def _rows(lattice: Lattice, columns: Mapping[str, int], at: int) -> tuple[Codes, Codes]:
    """Tell the rows of days from those under them."""
    rows = np.arange(at + 1, len(lattice.codes))
    dated = lattice.codes[rows, columns["date"]] >= 0
    labels = in_rows(lattice.where(lambda word: FOOT.fullmatch(word) is not None))[rows]
    like_day = np.array([_spot(lattice, row, columns["date"]) is not None for row in rows.tolist()], dtype=np.bool_)
    foot = (labels & ~like_day) | ~dated
    if like_day.any():  # under the last day nothing is a day
        foot |= (np.arange(len(rows)) > np.flatnonzero(like_day).max()) & ~like_day
    return rows[~foot], rows[foot]


def _holds(lattice: Lattice, columns: Mapping[str, int], rows: Codes) -> Bools:
    """Whether a row says anything of its day."""
    said = np.array([columns[name] for name in _PER_ROW if name in columns], dtype=np.intp)
    return in_rows(lattice.codes[np.ix_(rows, said)] >= 0)


def _beside_days(lattice: Lattice, rows: Codes, column: int) -> dict[str, list[str | None]]:
    """Give the hours of classes that stand in the cells of their days."""
    times = [beside_day(lattice.text(row, column) or "")[1] for row in rows.tolist()]
    said = {"time_from": [one.clock[0] for one in times], "time_to": [one.clock[1] for one in times]}
    return {name: words for name, words in said.items() if any(words)}


def _dates(  # noqa: PLR0913 - where the days stand and who has to be told
    lattice: Lattice, project: Project, layout: Layout, at: int, rows: Codes, column: int, findings: list[Finding]
) -> tuple[pd.Series[Any], Any]:
    """Complete the days of a column by the month in the title; whole dates stay as they are written."""
    spots = [_spot(lattice, row, column) or Spot(broken=True) for row in rows.tolist()]
    sheet = lattice.sheet
    context = Context(
        tuple(title_hints(lattice, range(at))), tuple(said_in_name(sheet.name or "")), tuple(said_in_name(PurePosixPath(sheet.file).stem))
    )
    text, stored = lattice.column(lattice.codes[rows, column]), lattice.stored[rows, column].copy()
    partial = np.array([one.whole is None and not one.broken for one in spots], dtype=np.bool_)
    if not partial.any():
        return text, stored
    days = resolved(spots, [Hint()] * len(spots), context, project)
    if days.said is not None:
        findings.append(found(days.said, lattice.place(at, column, layout.id, "date"), **dict(days.facts)))
    unsaid = days.said is not None
    words = [
        day.isoformat() if day is not None else None if one and unsaid else written
        for day, one, written in zip(days.dates, partial.tolist(), text.tolist(), strict=True)
    ]
    stored[partial] = Stored.TEXT
    return pd.Series(words, dtype="str"), stored


def _spot(lattice: Lattice, row: int, column: int) -> Spot | None:
    code = lattice.codes[row, column]
    return spot(lattice.words[code], int(lattice.stored[row, column])) if code >= 0 else None


def _totals(lattice: Lattice, layout: Layout, columns: Mapping[str, int], rows: Codes, foot: Codes) -> list[Total]:
    made = []
    for row in foot.tolist():
        positions = lattice.filled(row)
        label = lattice.fold(row, positions[0]) if positions else ""
        of = "present" if "dni obec" in label or "obecnosci" in label else "hours" if "godz" in label else None
        values = [(position, number(lattice.text(row, position) or "")) for position in positions[1:]]
        value = next(((position, value) for position, value in values if value is not None), None)
        if of is None and label.startswith(("razem", "suma", "ogolem", "lacznie")) and "hours" in columns:
            under = number(lattice.text(row, columns["hours"]) or "")
            of, value = "hours", (columns["hours"], under) if under is not None else None
        if of is not None and value is not None and value[1] is not None and "%" not in label and "nieob" not in label:
            made.append(Total(np.arange(len(rows)), of, value[1], lattice.place(row, value[0], layout.id, "hours")))  # type: ignore[arg-type]
    return made
