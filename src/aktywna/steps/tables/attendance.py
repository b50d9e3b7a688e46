"""Tables of attendance: forms of support against the plan, groups month by month, persons, and who is below the threshold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, wraps

import numpy as np
import pandas as pd

from aktywna.domain.counting.tally import Span
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.presence.attendance import Attended, added, attended
from aktywna.domain.presence.class_months import class_months
from aktywna.domain.presence.scheduled import Floats
from aktywna.domain.promises.model import Language
from aktywna.domain.promises.plan import Form
from aktywna.domain.registers.books import Books
from aktywna.domain.registers.register import Absent
from aktywna.steps.assumptions import value_text
from aktywna.steps.behind import keys_shown
from aktywna.steps.tables.cells import Header, grid, measured, share, text, whole
from aktywna.words import figures
from aktywna.words.sentences import sentence
from aktywna.words.wording import _

HOURS = ("h60", "h45")
UNITS = {"h60": N_("Hours are of 60 minutes."), "h45": N_("Hours are of 45 minutes."), None: N_("Hours are as the diary writes them.")}


def _where_kept(table: Callable[[Attendance], Grid | None]) -> Callable[[Attendance], Grid | None]:
    """Make a table only where the project has a diary with something in it."""

    @wraps(table)
    def made(attendance: Attendance) -> Grid | None:
        try:
            return table(attendance) if len(attendance.found.cells) else None
        except Absent:
            return None

    return made


@dataclass(frozen=True, eq=False)
class Attendance:
    """What the diaries say up to the end of a reporting period."""

    books: Books
    span: Span
    language: Language

    @cached_property
    def found(self) -> Attended:
        return attended(self.dated)

    @cached_property
    def dated(self) -> Books:
        """The books as of the last day of the period: later classes are not of this report."""
        return self.books if self.span.last >= self.books.as_of else replace(self.books, as_of=self.span.last, _derived={})

    @_where_kept
    def forms(self) -> Grid | None:
        """Each form of support: persons and hours planned, persons and hours of the diary, and the share attended."""
        cells = self.found.cells
        names = {form.id: form for form in self.books.project.forms}
        codes, forms = pd.factorize(cells["form"], sort=True)
        sums = added(cells, codes, len(forms))
        people = pd.Series(self.books.column("participants", "person")).iloc[cells["row"]].to_numpy()
        persons = pd.DataFrame({"form": codes, "person": people}).drop_duplicates()["form"].value_counts()
        order = [form.id for form in self.books.project.forms if form.id in forms] + [form for form in forms if form not in names]
        shares, with_excused = self.found.share(sums), self.found.share(sums, with_excused=True)
        rows = []
        for form in order:
            at, planned = forms.get_loc(form), names.get(form)
            many = int(persons.get(at, 0))
            came = sums["came"].iloc[at]
            rows.append((
                self._form(form),
                whole(planned.places if planned else None), whole(many),
                share(_percent(many / planned.places if planned and planned.places else None)),
                measured(_planned_hours(planned)), measured(_number(came / many if many else None)),
                measured(_number(sums["scheduled"].iloc[at])), measured(_number(came)), measured(_number(sums["excused"].iloc[at])),
                share(_percent(shares[at])), share(_percent(with_excused[at])),
            ))  # fmt: skip
        columns: list[Header] = [
            _("Form of support"), (_("Persons"), (_("planned"), _("in the diary"), "%")),
            (_("Hours for a person"), (_("planned"), _("attended on average"))),
            (_("Hours of all persons"), (_("scheduled"), _("attended"), _("excused"))),
            (_("Attendance"), (_("present"), _("with excused absences"))),
        ]  # fmt: skip
        return grid(columns, rows, self._note)

    @_where_kept
    def groups(self) -> Grid | None:
        """Each group and form in the months of the period: classes held, hours, persons enrolled, mean attendance."""
        found = class_months(self.dated)
        last = pd.Timestamp(self.span.last)
        inside = found[(found["month"] >= pd.Timestamp(self.span.start.replace(day=1))) & (found["month"] <= last)]
        rows = [
            (
                self._form(row.form), text(str(row.group)), text(figures.month(row.month.date())),
                whole(int(row.classes)), measured(_number(row.hours)), whole(int(row.enrolled)),
                share(_percent(row.came / row.expected if row.expected else None)),
            )
            for row in inside.itertuples()
        ]  # fmt: skip
        heads = [
            _("Form of support"), _("Group"), _("Month"), _("Classes"), _("Hours of classes"), _("Persons enrolled"), _("Mean attendance"),
        ]  # fmt: skip
        return grid(heads, rows, _("Mean attendance: persons who came, of the persons whose class it was."))

    @_where_kept
    def people(self) -> Grid | None:
        """Each person and form: hours scheduled, attended and excused, and the share attended."""
        return self._listed(np.ones(len(self.found.cells), dtype=bool))

    @_where_kept
    def below(self) -> Grid | None:
        """Persons and forms whose attendance is below the threshold, which the era or the project gives."""
        least = self.books.value_or("attendance_threshold", None)
        if least is None:
            return None
        shares = self.found.share(self.found.cells, with_excused=self._with_excused)
        return self._listed(shares * 100 < float(least) - 1e-9, self._gate(least))

    def _listed(self, chosen: Floats, note: str = "") -> Grid | None:
        cells = self.found.cells[chosen]
        shares, with_excused = self.found.share(cells), self.found.share(cells, with_excused=True)
        keys = keys_shown(self.books.participants, cells["row"].to_numpy())
        rows = []
        for at, cell in enumerate(cells.itertuples()):
            rows.append((
                text(keys[at]), self._form(cell.form),
                whole(int(cell.classes)), whole(int(cell.classes_came)), whole(int(cell.classes_excused)),
                measured(_number(cell.scheduled)), measured(_number(cell.came)), measured(_number(cell.excused)),
                share(_percent(shares[at])), share(_percent(with_excused[at])),
            ))  # fmt: skip
        three = (_("scheduled"), _("attended"), _("excused"))
        columns: list[Header] = [
            _("Number in the register"), _("Form of support"), (_("Classes"), three), (_("Hours"), three),
            (_("Attendance"), (_("present"), _("with excused absences"))),
        ]  # fmt: skip
        return grid(columns, rows, " ".join(filter(None, (note, self._note))))

    @property
    def _with_excused(self) -> bool:
        return bool(self.books.value_or("attendance_gate", "present") == "with_excused")

    def _gate(self, least: Decimal) -> str:
        gate = value_text("with_excused" if self._with_excused else "present")
        said = sentence(N_("Threshold: {share:percent}; what decides is {gate}."), {"share": least, "gate": gate})
        known = self.books.era.values
        sure = all(known[name].seen for name in ("attendance_threshold", "attendance_gate") if name in known)
        return said if sure else f"{said} " + _("Nobody has confirmed these values for the project: they are an assumption.")

    @property
    def _note(self) -> str:
        said = [_(UNITS[self.found.unit])] if not self.found.hourless else [_("No hours are written, so classes are counted.")]
        if self.found.cells["by_diary"].any():
            said.append(_("Where the schedule does not say whose a class is, the marks of the diary are the schedule."))
        if self.found.unmarked:
            classes = {"n": self.found.unmarked}
            said.append(sentence(N_("Not counted: {n:count class|classes} at which nobody's attendance is entered."), classes))
        return " ".join(said)

    def _form(self, form: str) -> Cell:
        names = {one.id: one.name.say(self.language) for one in self.books.project.forms}
        return text(names.get(form, form) or _("no form named"))


def _planned_hours(form: Form | None) -> Decimal | None:
    return form.planned if form is not None and form.unit in HOURS else None


def _number(value: float | None) -> Decimal | None:
    return None if value is None or np.isnan(value) else Decimal(str(round(float(value), 2)))


def _percent(value: float | None) -> Decimal | None:
    return None if value is None or np.isnan(value) else Decimal(str(float(value) * 100)).quantize(Decimal("0.01"))
