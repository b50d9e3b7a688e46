"""Headers of a wide survey: which measurement, which area, on what scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Literal

import numpy as np

from aktywna.domain.registers.layout import Choice, normal
from aktywna.domain.sheets.lattice import Lattice

Role = Literal["score", "date", "sum", "change"]

_SCALE = re.compile(r"[(\[]?\s*(?:w\s+)?(?:skal[aie]\s*:?\s*)?(\d{1,3})\s*(?:[-–—]|do)\s*(\d{1,3})\s*(?:pkt\.?)?\s*[)\]]?")
_SCORES = {"ocena", "oceny", "punkty", "punktow", "pkt", "wynik", "poziom", "pomiar", "samoocena", "ankieta", "test", "liczba", "ocen"}
_SUMS = ("suma", "razem", "lacznie", "ogolem")
_CHANGES = ("zmiana", "roznica", "przyrost")


@dataclass(frozen=True)
class Label:
    """What one column of a survey holds."""

    role: Role
    phase: str | None
    area: str | None
    is_known: bool
    """Whether the area is one of the project's."""
    scale: tuple[Decimal, Decimal] | None
    row: int
    text: str


def labels(  # noqa: PLR0913 - a header is read by everything that may stand in it
    lattice: Lattice, first: int, last: int, known: Mapping[str, str], phases: Choice, areas: Choice | None
) -> dict[int, Label]:
    """Read the headers in one row, or in two of which the upper one stands over several columns; what is no measurement is left out."""
    found: dict[int, Label] = {}
    upper = _spread(lattice, first) if last > first else None
    for position in range(lattice.codes.shape[1]):
        text = lattice.text(last, position)
        over = lattice.words[upper[position]] if upper is not None and upper[position] >= 0 else None
        if upper is not None and text is None and (alone := lattice.text(first, position)) is not None:
            # A sum beside measurements fills both rows of the header.
            label = _label(alone, first, phases, areas, two_rows=False)
            if label is not None and label.role != "score":
                found[position] = label
            continue
        if text is None or (upper is not None and (over is None or not any(letter.isalpha() for letter in text))):
            continue
        whole = text if over is None else f"{over} {text}"
        label = _label(whole, last, phases, areas, two_rows=over is not None)
        if label is None:
            continue
        named = known.get(normal(text if over is None else whole))
        # A column of the layout keeps its meaning; a score without a measurement is one only beside an area.
        if named is not None and not (named == "score" and label.role == "score"):
            continue
        found[position] = label
    if any(one.area is None and one.phase is None for one in found.values()) and any(one.phase or one.area for one in found.values()):
        found = {position: one for position, one in found.items() if one.phase or one.area or one.role != "score"}
    return found


def phase_said(lattice: Lattice, rows: Iterable[int], phases: Choice) -> str | None:
    """Give the only measurement that titles, the sheet's name or the file's name say; nothing when they say none or several."""
    said = [[lattice.fold(row, position) for row in rows for position in lattice.filled(row)]]
    said += [[normal(lattice.sheet.name or "")], [normal(PurePosixPath(lattice.sheet.file).stem.replace("_", " "))]]
    for source in said:
        found = {code for text in source for word, code in phases.codes.items() if f" {word} " in f" {text} " and word != "po"}
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    return None


def _label(  # noqa: C901, PLR0911 - one answer for each thing that a header may name
    text: str, row: int, phases: Choice, areas: Choice | None, *, two_rows: bool
) -> Label | None:
    scale = None
    bare = text
    if said := _SCALE.search(text):
        scale = (Decimal(said[1]), Decimal(said[2]))
        bare = text[: said.start()] + " " + text[said.end() :]
    tokens = normal(bare).split()
    if not tokens:
        return None
    if areas is not None and " ".join(tokens) in areas.codes:
        return Label("score", None, " ".join(tokens), is_known=True, scale=scale, row=row, text=text)
    phase, rest = _parted(tokens, phases)
    role: Role = "score"
    if rest and rest[0] in {"data", "date"}:
        role = "date"
    elif rest and rest[0] in _SUMS:
        role = "sum"
    elif rest and rest[0] in _CHANGES:
        return Label("change", None, None, is_known=False, scale=scale, row=row, text=text)
    if role != "score":
        return Label(role, phase, None, is_known=False, scale=scale, row=row, text=text) if phase or role == "sum" else None
    subject = [word for word in rest if word not in _SCORES]
    if not subject:
        return Label("score", phase, None, is_known=False, scale=scale, row=row, text=text) if phase or scale or not two_rows else None
    area = " ".join(subject)
    for candidate in (" ".join(rest), area):
        if areas is not None and candidate in areas.codes:
            return Label("score", phase, candidate, is_known=True, scale=scale, row=row, text=text)
    return Label("score", phase, area, is_known=False, scale=scale, row=row, text=text) if phase is not None else None


def _parted(tokens: list[str], phases: Choice) -> tuple[str | None, list[str]]:
    """Part the words of a measurement from the rest: at the end or at the beginning, the longest first."""
    for length in range(len(tokens), 0, -1):
        if code := phases.codes.get(" ".join(tokens[-length:])):
            return code, tokens[:-length]
        if code := phases.codes.get(" ".join(tokens[:length])):
            return code, tokens[length:]
    for at, word in enumerate(tokens):
        if (code := phases.codes.get(word)) and word in {"pre", "post"}:
            return code, tokens[:at] + tokens[at + 1 :]
    return None, tokens


def _spread(lattice: Lattice, row: int) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Give what stands over each column: the nearest filled cell to its left."""
    codes = lattice.codes[row]
    last = np.maximum.accumulate(np.where(codes >= 0, np.arange(len(codes)), -1))
    return np.where(last >= 0, codes[np.maximum(last, 0)], -1)
