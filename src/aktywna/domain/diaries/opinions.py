"""Wide assessments turned: a column for each measurement, or a row a person with the areas across."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.amounts import number
from aktywna.domain.cells.vocabulary import nearest, vocabulary
from aktywna.domain.diaries.opinion_headers import Label, labels, phase_said
from aktywna.domain.diaries.turned import SUM_DIFFERS, Turned, constant, same
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_, WARNING, notice
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout, normal
from aktywna.domain.registers.register import Origin
from aktywna.domain.sheets.headers import MISSING, UNKNOWN, recognise
from aktywna.domain.sheets.lattice import Codes, Lattice, found, in_rows, texts
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Stored
from aktywna.domain.sheets.titles import Titled, labelled

SCALE_DIFFERS = notice(
    "R070",
    WARNING,
    title=N_("The scale in a header is not the scale of the project."),
    says=N_("The header gives the scale {lowest:number}–{highest:number}, the project {least:number}–{most:number}."),
    do=N_("Correct the header, or the scale in project.toml (soft); scores of two scales cannot be compared."),
    basis="registers.md 6.6",
)

_SEARCHED = 30
_SUM = re.compile(r"(?:suma|sumy|razem|lacznie|ogolem)(?: .*)?")
_CHANGE = re.compile(r"(?:zmiana|roznica|przyrost)(?: .*)?")
_OTHER_FOOT = re.compile(r"(?:srednia|podpis|data|sporzadzil|sporzadzila|uwagi|skala|legenda)(?: .*)?")
_ROUNDING = Decimal("0.01")
_CODE = re.compile(r"(?:uczestnik|uczestniczka|nr|numer|ankieta|karta|[\s._-])*(?P<no>[A-Za-z]{0,4}[-/_]?\d[\w/.-]*)", re.IGNORECASE)
_DEFAULT_SHEET = re.compile(r"(?:arkusz|sheet)\s?\d+", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class _Survey:
    """A wide survey in its sheet: the last row of its header, what each column is, and whether areas stand in rows."""

    first: int
    last: int
    labels: Mapping[int, Label]
    columns: Mapping[str, int]
    in_rows: bool
    findings: tuple[Finding, ...]


def opinions(
    layout: Layout, choices: Mapping[str, Choice], project: Project, lattice: Lattice, own: Mapping[str, str]
) -> list[Turned] | None:
    """Turn a wide survey; nothing when a sheet holds none, or is long already."""
    survey = _found(layout, choices, project, lattice, own)
    if survey is None:
        return None
    return [_Turning(layout, choices, project, lattice, survey, own).turned()]


def _found(layout: Layout, choices: Mapping[str, Choice], project: Project, lattice: Lattice, own: Mapping[str, str]) -> _Survey | None:
    """Find the header of a wide survey: one row, or two of which one names areas and the other measurements."""
    known = layout.headers | {normal(written): column for written, column in own.items()}
    areas = vocabulary(layout.columns["area"], choices, project)
    persons = {layout.key, *(column.id for column in layout.column if column.stands_for == layout.key)}
    for row in range(min(_SEARCHED, len(lattice.codes))):
        for last in (row + 1, row):
            if last >= len(lattice.codes) or (last > row and _is_data(lattice, row, known, {*persons, "area"})):
                continue
            said = labels(lattice, row, last, known, choices["phase"], areas)
            header = [
                None if position in said else lattice.text(row, position) or lattice.text(last, position)
                for position in range(lattice.codes.shape[1])
            ]
            named = {known.get(normal(text)) for text in header if text}
            scores = [one for one in said.values() if one.role == "score"]
            if last > row and not any(one.phase for one in scores):
                continue
            in_rows = "area" in named and bool(scores) and all(one.area is None for one in scores)
            across = bool(named & persons) and "area" not in named and sum(one.area is not None for one in scores) > 1
            if across and not any(one.is_known or one.phase for one in scores):
                continue
            if (in_rows and ("phase" not in named or any(one.phase for one in scores)) and _is_wide(named, persons, scores)) or across:
                headings = recognise(layout, header, own, lattice.place(row, None, layout.id))
                return _Survey(row, last, said, headings.columns, in_rows, headings.findings)
    return None


def _is_data(lattice: Lattice, row: int, known: Mapping[str, str], keys: set[str]) -> bool:
    """Whether the row under a header already names a person or an area, and so is no second row of headers."""
    return any(known.get(lattice.fold(row, position)) in keys and lattice.text(row + 1, position) for position in lattice.filled(row))


def _is_wide(named: set[str | None], persons: set[str], scores: Sequence[Label]) -> bool:
    """Whether a table with areas in rows lacks something that a long one has in columns: a measurement or a person."""
    return any(one.phase for one in scores) or not named & persons or "phase" not in named


class _Turning:
    """One survey being turned."""

    def __init__(  # noqa: PLR0913 - what is known of a table
        self,
        layout: Layout,
        choices: Mapping[str, Choice],
        project: Project,
        lattice: Lattice,
        survey: _Survey,
        own: Mapping[str, str],
    ) -> None:
        self.layout, self.choices, self.project, self.lattice, self.survey = layout, choices, project, lattice, survey
        self.known = layout.headers | {normal(written): column for written, column in own.items()}
        self.areas = vocabulary(layout.columns["area"], choices, project)
        self.columns = {name: at for name, at in survey.columns.items() if name != "score"}
        self.findings: list[Finding] = []
        self.phase = phase_said(lattice, range(survey.first), choices["phase"])

    def turned(self) -> Turned:
        rows, foot = self._rows()
        every = [(position, label) for position, label in self.survey.labels.items() if label.role == "score"]
        scores = [(position, label) for position, label in every if self._is_read(position, label)]
        positions = np.array([position for position, _ in scores], dtype=np.intp)
        cells = self.lattice.codes[np.ix_(rows, positions)]
        by_row, by_score = np.nonzero(cells >= 0)
        count = len(by_row)
        text: dict[str, pd.Series[Any]] = {}
        stored: dict[str, Any] = {}
        titled = self._titled()
        good, said = constant(self.layout, self.choices, self.project, self.lattice, titled)
        for name, value in good.items():
            text[name] = same(value, count)
        for name, position in self.columns.items():
            text[name] = self.lattice.column(self._filled(rows, position)[by_row])
            stored[name] = self.lattice.stored[rows, position][by_row]
        phases = [label.phase or self.phase or "" for _, label in scores]
        if "phase" not in self.columns:
            text["phase"] = texts(phases, np.where([bool(phase) for phase in phases], np.arange(len(phases)), -1)[by_score])
        if not self.survey.in_rows:
            text["area"] = texts([label.area or "" for _, label in scores], by_score)
        dates = self._dates(rows, by_row, [phases[score] for score in by_score.tolist()])
        if dates is not None:
            text["date"], stored["date"] = dates
        text["score"] = self.lattice.column(cells[by_row, by_score])
        stored["score"] = self.lattice.stored[np.ix_(rows, positions)][by_row, by_score]
        at = positions[by_score]
        self.findings += [*said, *self._missing(text, phases)]
        self._check_scale()
        self._check_sums(rows, foot, scores)
        place = self.lattice.place(None, None, self.layout.id)
        first = np.r_[True, by_row[1:] != by_row[:-1]] if count else np.zeros(0, dtype=np.bool_)
        made = Rows(
            origin=Origin(place.file, place.sheet, self.columns),
            text=text,
            stored={name: stored.get(name, np.full(count, Stored.TEXT, dtype=np.uint8)) for name in text},
            row=self.lattice.numbers[rows][by_row],
            at={name: at for name in text if name not in self.columns},
            repeated=dict.fromkeys(self.columns, ~first),
            findings=tuple(self.findings),
        )
        return Turned(made)

    def _rows(self) -> tuple[Codes, Codes]:
        """Tell the rows of scores from those that sum them up or stand below."""
        rows = np.arange(self.survey.last + 1, len(self.lattice.codes))
        persons = [at for name, at in self.columns.items() if self.layout.key in {name, self.layout.columns[name].stands_for}]
        keys = [self.columns["area"]] if self.survey.in_rows else persons
        named = in_rows(self.lattice.codes[:, keys] >= 0)[rows]
        foot = self.lattice.where(lambda word: any(form.fullmatch(word) for form in (_SUM, _CHANGE, _OTHER_FOOT)))
        labels = in_rows(foot[:, : max(keys) + 1])[rows]
        scored = in_rows(self.lattice.codes[:, list(self.survey.labels)] >= 0)[rows]
        return rows[named & ~labels & scored], rows[labels]

    def _filled(self, rows: Codes, position: int) -> Codes:
        """Give the cells of a column; one that is merged over several rows belongs to each of them."""
        codes = self.lattice.codes[:, position].copy()
        index = {int(number): at for at, number in enumerate(self.lattice.numbers)}
        for top, left, bottom, right in self.lattice.sheet.merged:
            if left <= position <= right and bottom > top and top in index:
                codes[index[top] : index.get(bottom, len(codes) - 1) + 1] = self.lattice.codes[index[top], left]
        return codes[rows]

    def _is_read(self, position: int, label: Label) -> bool:
        """Whether the area over a column is known; what is not is said of its header, once."""
        if label.area is None or label.is_known or self.areas is None:
            return True
        like = nearest(label.area, self.areas.codes)
        names = {value.id: value.name.pl for value in self.areas.value}
        place = self.lattice.place(label.row, position, self.layout.id, "area")
        self.findings.append(found(UNKNOWN, place, header=" ".join(label.text.split()), near=names.get(like or "")))
        return False

    def _titled(self) -> dict[str, Titled]:
        """What the title says of all scores: the person, the tool, the day, who assessed."""
        wanted = {label: name for label, name in self.known.items() if name not in {"area", "score", "phase", *self.columns}}
        said = labelled(self.lattice, range(self.survey.first), wanted)
        persons = {self.layout.key, *(column.id for column in self.layout.column if column.stands_for == self.layout.key)}
        if not persons & {*said, *self.columns} and (name := self.lattice.sheet.name) and not _DEFAULT_SHEET.fullmatch(name.strip()):
            coded = _CODE.fullmatch(name.strip())
            if coded is not None:
                said[self.layout.key] = Titled(coded["no"], 0, 0)
        return said

    def _dates(self, rows: Codes, by_row: Codes, phases: Sequence[str]) -> tuple[pd.Series[Any], Any] | None:
        """Give the day of each score: from a column or a title of its measurement."""
        if "date" in self.columns:
            return None
        columns = {label.phase: position for position, label in self.survey.labels.items() if label.role == "date"}
        kinds = ("data", "data pomiaru", "data oceny", "data badania", "data ankiety")
        words = {f"{kind} {word}": code for word, code in self.choices["phase"].codes.items() for kind in kinds}
        titled = labelled(self.lattice, range(self.survey.first), words)
        if not columns and not titled:
            return None
        days: list[str | None] = []
        kept: list[int] = []
        for row, phase in zip(rows[by_row].tolist(), phases, strict=True):
            position = columns.get(phase)
            if position is not None:
                days.append(self.lattice.text(row, position))
                kept.append(int(self.lattice.stored[row, position]))
            else:
                said = titled.get(phase)
                days.append(said.text if said is not None else None)
                kept.append(int(self.lattice.stored[said.row, said.column]) if said is not None else 0)
        return pd.Series(days, dtype="str"), np.array(kept, dtype=np.uint8)

    def _missing(self, text: Mapping[str, Any], phases: Sequence[str]) -> list[Finding]:
        """Leave of what is said of the header what the turned table still lacks."""
        have = {*text} - ({"phase"} if "phase" not in self.columns and not all(phases) else set())
        stand_in = any(self.layout.columns[name].stands_for == self.layout.key for name in have)
        return [
            said
            for said in self.survey.findings
            if said.code != MISSING.code or not (said.place.column in have or (stand_in and said.place.column == self.layout.key))
        ]

    def _check_scale(self) -> None:
        soft = self.project.soft
        if soft is None:
            return
        told: set[tuple[Decimal, Decimal]] = set()
        for position, label in self.survey.labels.items():
            if label.scale is not None and label.scale != (soft.scale_min, soft.scale_max) and label.scale not in told:
                told.add(label.scale)
                place = self.lattice.place(label.row, position, self.layout.id, "score")
                facts = {"lowest": label.scale[0], "highest": label.scale[1], "least": soft.scale_min, "most": soft.scale_max}
                self.findings.append(found(SCALE_DIFFERS, place, **facts))

    def _check_sums(self, rows: Codes, foot: Codes, scores: Sequence[tuple[int, Label]]) -> None:
        """Compare the sums that stand in the sheet with the scores they sum; where a score is not a number nothing is said."""
        values = {(row, position): number(self.lattice.text(row, position) or "") for row in rows.tolist() for position, _ in scores}
        if self.survey.in_rows:
            start = self.survey.last
            for row in foot.tolist():
                above = [one for one in rows.tolist() if start < one < row]
                label = next((self.lattice.fold(row, position) for position in self.lattice.filled(row)), "")
                self._check_foot(row, label, [[values[one, position] for one in above] for position, _ in scores], scores)
                following = foot[foot > row]
                if not len(following) or any(row < one < following[0] for one in rows.tolist()):
                    start = row
            return
        for position, total in self.survey.labels.items():
            if total.role not in {"sum", "change"}:
                continue
            for row in rows.tolist():
                of = [(one.phase or self.phase, values[row, at]) for at, one in scores]
                self._check_one(row, position, total.role, total.phase, of)

    def _check_foot(self, row: int, label: str, columns: Sequence[Sequence[Decimal | None]], scores: Sequence[tuple[int, Label]]) -> None:
        role = "sum" if _SUM.fullmatch(label) else "change" if _CHANGE.fullmatch(label) else ""
        if not role or not any(columns):
            return
        of = [(one.phase or self.phase, value) for (_, one), column in zip(scores, columns, strict=True) for value in column]
        by_position = {position: one.phase or self.phase for position, one in scores}
        named = [code for word, code in self.choices["phase"].codes.items() if f" {word} " in f" {label} "]
        for position in self.lattice.filled(row):
            phase = named[0] if named else by_position.get(position)
            if role == "change" or phase is not None:
                self._check_one(row, position, role, phase, of)

    def _check_one(self, row: int, position: int, role: str, phase: str | None, of: Sequence[tuple[str | None, Decimal | None]]) -> None:
        written = number(self.lattice.text(row, position) or "")
        asked = [value for one, value in of if phase is None or role == "change" or one == phase]
        if written is None or not asked or any(value is None for value in asked):
            return
        if role == "change":
            counted = sum((value if one == "post" else -value) for one, value in of if value is not None and one in {"pre", "post"})
        else:
            counted = sum(value for value in asked if value is not None)
        if abs(written - counted) > _ROUNDING:
            place = self.lattice.place(row, position, self.layout.id, "score")
            self.findings.append(found(SUM_DIFFERS, place, written=written, counted=Decimal(counted)))
