"""What may be corrected in an office's files: cells of which exactly one other content is right, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.column import Unique, trimmed
from aktywna.domain.cells.dates import day, plain
from aktywna.domain.cells.ranges import PAIRS
from aktywna.domain.cells.repaired import LETTER_O, LOST_FIRM_ZERO, LOST_ZERO, PHONE_MENDED, POSTAL_MENDED, RANGE_PARTED, TERYT_MENDED
from aktywna.domain.cells.texts import Bools
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_
from aktywna.domain.registers.layout import Choice, normal
from aktywna.domain.registers.register import Origin, Register
from aktywna.domain.sheets.sheet import Sheet, Stored, letters

MENDED = frozenset(one.code for one in (LOST_ZERO, LETTER_O, LOST_FIRM_ZERO, TERYT_MENDED, POSTAL_MENDED, PHONE_MENDED))
"""Findings of which the fact `after` is what the cell should hold."""
DAY, SPACES, SYNONYM = N_("a date written as text"), N_("spaces around the text"), N_("another word for a value of the list")

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
# A day with its year in full that nobody reads in two ways: points stand between day and month only in this order.
_SURE = re.compile(r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[. -]{1,2}[a-z]+\.?[ -]?[0-9]{4}")
_FIRST = date(1900, 3, 1)
"""Before this day the calendars of spreadsheet programs differ."""


@dataclass(frozen=True)
class Correction:
    """One cell, what it holds and what it is to hold; of `together` others that are corrected with it or not at all."""

    place: Place
    before: str
    after: str | date
    why: str
    """An English sentence marked for translation, or the code of a finding."""
    together: str = ""
    """The same for cells that belong together."""


def of_findings(
    findings: Iterable[Finding], sheets: Mapping[tuple[str, str], Sheet], registers: Mapping[str, Register]
) -> list[Correction]:
    """
    Give the corrections of what reading mended (R2xx); `sheets` are the files' sheets by file and name.

    Left out is a cell that holds more than what was mended: parts of it belong to other columns.
    """
    found: list[Correction] = []
    for finding in findings:
        sheet = sheets.get((finding.place.file, finding.place.sheet))
        held = _held(sheet, finding.place.cell) if sheet is not None else None
        if held is None or held.strip() != finding.facts.get("before"):
            continue
        if finding.code in MENDED and isinstance(after := finding.facts.get("after"), str):
            found.append(Correction(finding.place, held, after, finding.code))
        elif finding.code == RANGE_PARTED.code and sheet is not None:
            found += _parted(finding, held, sheet, registers[finding.place.register])
    return found


def of_cells(register: Register, sheets: Mapping[tuple[str, str], Sheet], values: Mapping[str, Choice]) -> list[Correction]:
    """
    Give the corrections of days written as text, of words for values, and of spaces around texts.

    `values` are the dictionaries of columns. A day is corrected in workbooks only, a text file has nothing but texts; a word
    only where most of the column is written by the names of the list, for a column may have its own way of writing.
    """
    found: list[Correction] = []
    for number, origin in enumerate(register.origins):
        sheet = sheets.get((origin.file, origin.sheet))
        if sheet is None:
            continue
        rows = np.flatnonzero(register.origin == number)
        places = sheet.text.index.get_indexer(pd.Index(register.row[rows]))
        shared = Counter(origin.columns.values())
        for column in register.columns:
            at = origin.columns.get(column)
            if at is None or column in register.at:
                continue
            own = (places >= 0) & ~np.isin(register.row[rows], [row for row, of in origin.anchors if of == at])
            cells = _Cells(register, column, rows[own], sheet, places[own], at)
            found += cells.corrections(values.get(column), is_whole=shared[at] == 1)
    return found


def settled(corrections: Iterable[Correction]) -> list[Correction]:
    """Give one correction for each cell; a cell for which there are two different ones is left alone."""
    by_cell: dict[tuple[str, str, str], list[Correction]] = {}
    for one in corrections:
        by_cell.setdefault((one.place.file, one.place.sheet, one.place.cell), []).append(one)
    kept = []
    for several in by_cell.values():
        better = [one for one in several if one.why != SPACES] or several
        if len({one.after for one in better}) == 1:
            kept.append(better[0])
    whole = Counter(one.together for one in kept)
    return [one for one in kept if not one.together or whole[one.together] == len(PAIRS[0])]


@dataclass(frozen=True, eq=False)
class _Cells:
    """The cells of one column in one sheet: positions of rows in the register and in the sheet."""

    register: Register
    column: str
    rows: np.ndarray[Any, Any]
    sheet: Sheet
    places: np.ndarray[Any, Any]
    at: int

    def corrections(self, values: Choice | None, *, is_whole: bool) -> Iterator[Correction]:
        """Give the corrections of cells stored as text; of one that several columns share only the spaces."""
        text = self.sheet.text.iloc[self.places, self.at].reset_index(drop=True)
        written = (self.sheet.stored.iloc[self.places, self.at].to_numpy() == Stored.TEXT) & text.notna().to_numpy()
        if not written.any():
            return
        text = text.where(written)
        bare = trimmed(text)
        kind = self.register.layout.columns[self.column].kind
        meant: dict[int, tuple[str | date, str]] = {}
        if is_whole and kind == "date" and self.sheet.name is not None:
            meant = {row: (found, DAY) for row, found in self._days(bare)}
        elif is_whole and kind in {"choice", "yes_no"} and values is not None and not values.gendered:
            known = self.register.known(self.column)[self.rows]
            meant = {row: (found, SYNONYM) for row, found in _words(bare, values) if known[row]}
        spaced: Bools = written & text.ne(bare.fillna("")).to_numpy(dtype=bool, na_value=False)
        for row in np.flatnonzero(spaced).tolist():
            meant.setdefault(row, (bare.iloc[row] if isinstance(bare.iloc[row], str) else "", SPACES))
        at = np.array(sorted(meant), dtype=np.intp)
        for row, place in zip(at.tolist(), self.register.places(self.rows[at], self.column), strict=True):
            yield Correction(place, text.iloc[row], *meant[row])

    def _days(self, bare: pd.Series[Any]) -> Iterator[tuple[int, date]]:
        typed = self.register[self.column].iloc[self.rows].reset_index(drop=True)
        unique = Unique.of(bare)
        meant = [_sure_day(word) for word in unique.words]
        known = unique.where([one is not None for one in meant]) & typed.notna().to_numpy()
        for row in np.flatnonzero(known).tolist():
            found = meant[unique.codes[row]]
            if found is not None and typed.iloc[row].date() == found:
                yield row, found


def _sure_day(word: str) -> date | None:
    found = day(word) if _SURE.fullmatch(plain(word)) else None
    return found if found is not None and found >= _FIRST else None


def _words(bare: pd.Series[Any], values: Choice) -> Iterator[tuple[int, str]]:
    """Give the rows of words that are not the name of their value, and that name."""
    unique = Unique.of(bare)
    codes = [values.codes.get(normal(word)) for word in unique.words]
    counts = np.bincount(unique.codes[unique.codes >= 0], minlength=len(unique.words))
    for tongue in ("pl", "en"):
        names = {value.id: getattr(value.name, tongue) for value in values.value}
        other = {value.id: {normal(value.name.pl), normal(value.name.en), normal(value.id)} for value in values.value}
        by_name = [code is not None and normal(word) == normal(names[code]) for word, code in zip(unique.words, codes, strict=True)]
        odd = [code is not None and normal(word) not in other[code] for word, code in zip(unique.words, codes, strict=True)]
        if not any(odd) or counts[by_name].sum() <= counts[odd].sum():
            continue
        rising = np.argsort(counts, kind="stable").tolist()
        usual = {codes[at]: unique.words[at] for at in rising if by_name[at]}
        meant = [usual.get(code, names[code]) if code is not None else "" for code in codes]
        sure = [is_odd and values.codes.get(normal(name)) == code for is_odd, name, code in zip(odd, meant, codes, strict=True)]
        for row in np.flatnonzero(unique.where(sure)).tolist():
            yield row, meant[unique.codes[row]]
        return


def _parted(finding: Finding, held: str, sheet: Sheet, register: Register) -> list[Correction]:
    """Part a beginning from an end, where the end has a column of its own."""
    ends = dict(PAIRS).get(finding.place.column, "")
    origin = next((one for one in register.origins if (one.file, one.sheet) == (finding.place.file, finding.place.sheet)), None)
    if origin is None or not _apart(origin, finding.place.column, ends):
        return []
    kind = register.layout.columns[ends].kind
    cells = (finding.place.cell, f"{letters(origin.columns[ends])}{finding.place.row}")
    before = (held, _held(sheet, cells[1]) or "")
    after = (finding.facts.get("after"), finding.facts.get("after_end"))
    together = f"{finding.place.file}/{finding.place.sheet}/{cells[0]}"
    found = []
    for cell, old, new in zip(cells, before, after, strict=True):
        if not isinstance(new, str) or old.strip() != (held.strip() if cell == cells[0] else ""):
            return []
        meant = date.fromisoformat(new) if kind == "date" and sheet.name is not None else new
        found.append(Correction(replace(finding.place, cell=cell), old, meant, finding.code, together))
    return found


def _apart(origin: Origin, begins: str, ends: str) -> bool:
    at = origin.columns.get(ends)
    return at is not None and at != origin.columns.get(begins)


def _held(sheet: Sheet, cell: str) -> str | None:
    """Give the text of a cell; nothing when it is empty."""
    named = _CELL.fullmatch(cell)
    if named is None:
        return None
    row, column = int(named[2]), 0
    for letter in named[1]:
        column = column * 26 + ord(letter) - 64
    at = sheet.text.index.get_indexer(pd.Index([row]))[0]
    if at < 0 or column > sheet.text.shape[1]:
        return None
    text = sheet.text.iloc[at, column - 1]
    return text if isinstance(text, str) else None
