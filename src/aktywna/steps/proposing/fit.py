"""Which register a sheet holds: the one most of whose headers it has, the office's own ones taken for what they are like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from aktywna.domain.cells.vocabulary import nearest
from aktywna.domain.diaries.wide import unpivoted
from aktywna.domain.promises.project import Project, Registers
from aktywna.domain.registers.layout import Layout, normal
from aktywna.domain.sheets.header_names import Names
from aktywna.domain.sheets.headers import MISSING, UNKNOWN
from aktywna.domain.sheets.naming import is_usual
from aktywna.domain.sheets.sheet import Sheet, column_number, letters_of
from aktywna.domain.sheets.tables import tables
from aktywna.io import shipped
from aktywna.steps.proposing.content import told_by_content

_HEAD = 60
"""How many first rows decide what a sheet holds."""
_NAMED, _TURNED = 3, 4
"""How many recognised headers a usual name, and marks laid out by days, are worth."""
_FEWEST, _SURE = 2, 3
_SAME_WORDS = 85
"""How alike two headers are, in percent, that have the same words in another order."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A sheet taken for a register."""

    layout: Layout
    sheet: Sheet
    score: float
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that are like known ones, and the columns proposed for them."""
    unknown: tuple[str, ...] = ()
    rows: int = 0

    @property
    def where(self) -> str:
        """Give the file, and the sheet in it."""
        return place_of(self.sheet.file, self.sheet.name or "")

    def as_json(self) -> dict[str, Any]:
        """Give it for a document."""
        place = {"register": self.layout.id, "file": self.sheet.file, "sheet": self.sheet.name or ""}
        return {**place, "rows": self.rows, "headers": dict(self.headers), "unknown": list(self.unknown)}


def place_of(file: str, sheet: str) -> str:
    """Name a sheet as findings do."""
    return f"{file}:{sheet}" if sheet else file


def best_fit(project: Project, sheet: Sheet) -> Fit | None:
    """Take a sheet for the register that fits it best; nothing when none does."""
    if not sheet.text.size:
        return None
    head = replace(sheet, text=sheet.text.iloc[:_HEAD], stored=sheet.stored.iloc[:_HEAD])
    found = [fit for name in Registers.model_fields if name in shipped.layouts() for fit in _fit(shipped.layouts()[name], project, head)]
    best = max(found, key=lambda fit: fit.score, default=None)
    return _with_content(replace(best, sheet=sheet)) if best is not None else None


def _with_content(fit: Fit) -> Fit:
    """Propose columns by what stands under headers that are not known; that says more than a likeness of words."""
    found = tables(fit.layout, fit.sheet, {})[0] if fit.unknown or fit.headers else []
    if not found:
        return fit
    unknown = [said for said in found[0].headings.findings if said.code == UNKNOWN.code]
    at = {str(said.facts["header"]): column_number(letters_of(said.place.cell)) for said in unknown}
    told = told_by_content(fit.layout, found[0], at, set(found[0].headings.columns))
    like = {header: column for header, column in fit.headers.items() if header not in told and column not in told.values()}
    named = {*told, *like}
    return replace(fit, headers={**like, **told}, unknown=tuple(header for header in at if header not in named))


def _reordered(header: str, words: Mapping[str, str]) -> str | None:
    """Give what a header means whose words stand in another order; it will be confirmed by a person."""
    found = process.extractOne(normal(header), words.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_SAME_WORDS)
    return words[found[0]] if found else None


def _fit(layout: Layout, project: Project, sheet: Sheet) -> Iterator[Fit]:
    usual = _NAMED * (is_usual(layout, Path(sheet.file).stem) + is_usual(layout, sheet.name or ""))
    turned = unpivoted(layout, shipped.choices(), project, sheet, {})
    if turned:
        yield Fit(layout, sheet, _TURNED + usual + len({column for table in turned for column in table.rows.text}))
        return
    found = tables(layout, sheet, {})[0]
    if not found:
        return
    headings = found[0].headings
    written = [str(said.facts["header"]) for said in headings.findings if said.code == UNKNOWN.code]
    taken = set(headings.columns)
    headers: dict[str, str] = {}
    every = Names(layout, {}).every
    for header in written:
        free = {word: column for word, column in every.items() if column not in taken}
        like = nearest(header, free) or _reordered(header, free)
        if like is not None:
            headers[header] = like
            taken.add(like)
    missing = [said for said in tables(layout, sheet, headers)[0][0].headings.findings if said.code == MISSING.code]
    if len(taken) < _FEWEST or (missing and len(taken) < _SURE and not usual):
        return
    known = len(headings.columns) + len(headers) / 2
    score = known + usual + (layout.key in taken) - len(missing)
    yield Fit(layout, sheet, score, headers, tuple(header for header in written if header not in headers))
