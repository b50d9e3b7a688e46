"""Which register a sheet holds: the one most of whose headers it has, the office's own ones taken for what they are like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from aktywna.domain.headers import MISSING, UNKNOWN, Names
from aktywna.domain.layout import Layout, normal
from aktywna.domain.naming import is_usual
from aktywna.domain.project import Project, Registers
from aktywna.domain.sheet import Sheet
from aktywna.domain.tables import tables
from aktywna.domain.vocabulary import nearest
from aktywna.domain.wide import unpivoted
from aktywna.io import shipped

_HEAD = 60
"""How many first rows decide what a sheet holds."""
_SEARCHED = 20
_NAMED, _TURNED = 3, 4
"""How many recognised headers a usual name, and marks laid out by days, are worth."""
_FEWEST, _SURE = 2, 3


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
    return replace(best, sheet=sheet) if best is not None else None


def _fit(layout: Layout, project: Project, sheet: Sheet) -> Iterator[Fit]:
    usual = _NAMED * (is_usual(layout, Path(sheet.file).stem) + is_usual(layout, sheet.name or ""))
    turned = unpivoted(layout, shipped.choices(), project, sheet, {})
    if turned:
        yield Fit(layout, sheet, _TURNED + usual + len({column for table in turned for column in table.rows.text}))
        return
    own = {} if tables(layout, sheet, {})[0] else _like_headers(layout, sheet)
    found = tables(layout, sheet, own)[0]
    if not found:
        return
    headings = found[0].headings
    written = [str(said.facts["header"]) for said in headings.findings if said.code == UNKNOWN.code]
    taken = set(headings.columns)
    headers = {header: column for header, column in own.items() if column in taken}
    every = Names(layout, {}).every
    for header in written:
        like = nearest(header, {word: column for word, column in every.items() if column not in taken})
        if like is not None:
            headers[header] = like
            taken.add(like)
    missing = [said for said in tables(layout, sheet, headers)[0][0].headings.findings if said.code == MISSING.code]
    if len(taken) < _FEWEST or (missing and len(taken) < _SURE and not usual):
        return
    known = len(headings.columns) - len(own) + len(headers) / 2
    score = known + usual + (layout.key in taken) - len(missing)
    yield Fit(layout, sheet, score, headers, tuple(header for header in written if header not in headers))


def _like_headers(layout: Layout, sheet: Sheet) -> dict[str, str]:
    """Find a row in which most texts are known headers or like ones, and give those that are only like."""
    best: tuple[int, dict[str, str]] = (0, {})
    for row in range(min(_SEARCHED, len(sheet.text))):
        cells = [" ".join(cell.split()) for cell in sheet.text.iloc[row] if isinstance(cell, str) and cell.strip()]
        meant: dict[str, str] = {}
        for cell in cells:
            free = {word: column for word, column in layout.headers.items() if column not in meant.values()}
            if (column := free.get(normal(cell)) or nearest(cell, free)) is not None:
                meant[cell] = column
        if 2 * len(meant) >= len(cells) and len(meant) >= _SURE and len(meant) > best[0]:
            best = len(meant), {cell: column for cell, column in meant.items() if normal(cell) not in layout.headers}
    return best[1]
