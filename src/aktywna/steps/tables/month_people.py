"""What a coordinator must know each month of the people (rules.md 11): who cannot be reported, the entry profile, who left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, owned
from aktywna.domain.counting.split_values import values_of
from aktywna.domain.findings.finding import Finding, Place, Severity
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.register import Absent
from aktywna.steps.behind import keys_shown
from aktywna.steps.split import value_name
from aktywna.steps.split_words import TITLES
from aktywna.steps.tables.cells import Cells, Header, by_sex, day, grid, legend, listed, strong, text, whole
from aktywna.steps.tables.people import People, persons
from aktywna.steps.telling import is_identifier, is_name, name_of
from aktywna.words.wording import _

PROFILE = ("labour_status", "age", "education", "area")
"""What the profile breaks participants down by."""
MARKED = ("long_term", "disability", "homeless", "minority_migrant", "foreign_origin")
"""Columns that say of each participant whether it is so; they may overlap."""
SHOWN, SHOWN_LEFT = 20, 10
"""People of a list that stand on paper, and those who left."""


def unreportable(found: Sequence[Finding]) -> Grid | None:
    """Participants whose rows hold an error, with the fields and the rules: until they are corrected the figures may change."""
    apart: dict[tuple[str, int, str, str], list[tuple[Place, Finding]]] = {}
    for one in found:
        # One finding may be about several people: numbers that moved, a column that cannot be read.
        for at in one.places if one.severity is Severity.ERROR else ():
            if at.register == "participants" and at.row:
                key = "" if at.hidden or is_identifier(at.key) or is_name(at.key) else at.key
                apart.setdefault((at.file, at.row, at.sheet, key), []).append((at, one))
    rows = []
    for (_file, row, _sheet, key), errors in sorted(apart.items()):
        fields = dict.fromkeys(name_of("column", at.column) for at, _one in errors if at.column)
        codes = dict.fromkeys(one.code for _at, one in errors)
        rules = [f"{code} {_(NOTICES[code].title)}" if code in NOTICES else code for code in codes]
        cells = dict.fromkeys(at.cell for at, _one in errors if at.cell)
        rows.append((
            text(key or _("row {row}").format(row=row)), text(", ".join(fields)), text(", ".join(cells)), text(" ".join(rules)),
        ))  # fmt: skip
    made = grid([_("Participant"), _("Field"), _("Cell"), _("What is wrong")], rows)
    return listed(made, SHOWN, _("aktywna check, and this report in Excel"))


@dataclass(frozen=True, eq=False)
class MonthPeople:
    """The participants of a month, by what the register says of them."""

    people: People
    language: Language

    def profile(self) -> Grid | None:
        """Who began participation, by labour status, age, education and area: women and men; each breakdown adds up to all."""
        people, books = self.people, self.people.books
        register = books.get("participants")
        if register is None:
            return None
        everyone = people.first(np.ones(len(people.rows), bool))
        rows: list[Cells] = []
        for part in PROFILE:
            values = values_of(books, register, part, people.span.last)
            if values is None or len(values.names) < 2:  # noqa: PLR2004 - nothing but what is not known
                continue
            places = values.first[everyone.index.to_numpy()]
            for place, name in enumerate(values.names):
                if (places == place).any():
                    named = value_name(books, part, name, self.language)
                    rows.append((text(_(TITLES[part])), text(named), *self._numbers(everyone[places == place])))
        if rows:
            rows.append((text(_("All participants")), text(None), *strong(*self._numbers(everyone))))
        columns: list[Header] = [_("Breakdown"), _("Value"), by_sex(_("In the period")), by_sex(_("Cumulative"))]
        note = _("Each breakdown adds up to all participants; data are those of entry.")
        return grid(columns, rows, f"{legend()} {note}")

    def marked(self) -> Grid | None:
        """Participants of whom the register says that they are long-term unemployed, disabled, homeless ...; they may overlap."""
        people = self.people
        if people.books.get("participants") is None:
            return None
        rows: list[Cells] = []
        for column in MARKED:
            try:
                found = people.first(people.having(column, "yes"))
            except Absent:
                continue
            if column in people.books.participants or len(found):
                said = _("long-term unemployed") if column == "long_term" else name_of("column", column)
                rows.append((text(said), *self._numbers(found)))
        columns: list[Header] = [_("Participants"), by_sex(_("In the period")), by_sex(_("Cumulative"))]
        return grid(columns, rows, legend())

    def left(self) -> Grid | None:
        """Who left in the period: on which day, as planned or not, why, and which forms of support they have not finished."""
        people = self.people
        register = people.books.get("participants")
        if register is None:
            return None
        rows = people.rows
        here = people.ended & rows["counts"].to_numpy() & (rows["end"] >= pd.Timestamp(people.span.start)).to_numpy()
        at = np.flatnonzero(here)
        if not len(at):
            return None
        unfinished = self._unfinished(at)
        reasons = register.get("end_reason")
        body = [
            (
                text(key), day(rows["end"].iloc[row].date()), Cell(_answer(people, row), "yes_no"),
                text(name_of("end_reason", reasons.iloc[row]) if pd.notna(reasons.iloc[row]) else None), text(unfinished.get(row)),
            )
            for key, row in zip(keys_shown(register, at), at.tolist(), strict=True)
        ]  # fmt: skip
        body.sort(key=lambda cells: (str(cells[1].value), len(str(cells[0].value)), str(cells[0].value)))
        columns: list[Header] = [_("Participant"), _("Last day"), _("As planned"), _("Reason"), _("Forms of support not finished")]
        return listed(grid(columns, body), SHOWN_LEFT, _("this report in Excel (--format xlsx)"))

    def _unfinished(self, rows: Any) -> dict[int, str]:
        """Give the forms that each of `rows` received and did not finish, by name."""
        support = self.people.books.get("support")
        if support is None or not {"finished", "participant_no"} <= set(support.columns):
            return {}
        owner = owned(self.people.books, "support")
        names = {form.id: form.name.say(self.language) for form in self.people.books.project.forms}
        undone = support["finished"].ne("yes").fillna(value=True).to_numpy(dtype=bool) & (owner != NOBODY) & np.isin(owner, rows)
        found: dict[int, dict[str, None]] = {}
        for row, form in zip(owner[undone].tolist(), support.get("form")[undone].fillna(""), strict=True):
            if form:
                found.setdefault(row, {})[names.get(form, form)] = None
        return {row: ", ".join(forms) for row, forms in found.items()}

    def _numbers(self, found: pd.DataFrame) -> Cells:
        inside = found[found["day"] >= pd.Timestamp(self.people.span.start)]
        return tuple(whole(number) for some in (inside, found) for number in persons(some))


def _answer(people: People, row: int) -> bool | None:
    """Whether who left ended as planned; nothing where nobody says."""
    return True if people.finished[row] else False if people.broke_off[row] else None
