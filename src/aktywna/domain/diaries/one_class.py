"""A list of those at one class turned: the day stands in a title, people one below another, each with a mark or a signature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.hours import unit_named
from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.diaries.class_titles import SaidDay, about_class, days_said, time_said
from aktywna.domain.diaries.day_columns import Context, resolved
from aktywna.domain.diaries.diary import LEFT_OUT, NO_CLASS, title_hints
from aktywna.domain.diaries.diary_totals import totals_of
from aktywna.domain.diaries.legends import legend
from aktywna.domain.diaries.matrix import Block, label_of, people
from aktywna.domain.diaries.months import Hint, Spot, said_in_name, spot
from aktywna.domain.diaries.one_class_lists import Stretch, named_after_a_day, stretches
from aktywna.domain.diaries.signatures import is_signature, signature_columns
from aktywna.domain.diaries.turned import Turned, constant, same
from aktywna.domain.findings.finding import Fact
from aktywna.domain.findings.rule import ERROR, N_, Notice, notice
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout, normal
from aktywna.domain.registers.register import Origin
from aktywna.domain.sheets.headers import MISSING
from aktywna.domain.sheets.lattice import Codes, Lattice, found
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Stored
from aktywna.domain.sheets.titles import APART, Titled

NO_DAY = notice(
    "R048",
    ERROR,
    title=N_("A list of those at one class does not say on which day it was."),
    says=N_("Nothing over the list says on which day the class was, so the list is not read."),
    do=N_("Write the day over the list, for example “Data: 12.03.2016”."),
    basis="count",
    about=N_(
        "A list of one class has a name in each row and one column of marks or signatures; its day stands in a title. Days of "
        "contracts, of printouts and of terms are not taken for it."
    ),
)
TWO_DAYS = notice(
    "R049",
    ERROR,
    title=N_("Over a list of one class stand two days."),
    says=N_("Over the list stand different days: {days:list}. On which of them the class was is not known, so the list is not read."),
    do=N_("Leave the day of the class; for two days make two lists, or one with a column for each day."),
    basis="count",
    about=N_("A list that was copied from an earlier class keeps its old day in one of the titles. Which one is right is not guessed."),
)
NO_MARKS = notice(
    "R055",
    ERROR,
    title=N_("A list of those at one class has no column that says who was there."),
    says=N_("The list has no single column of marks, signatures or hours, so it does not say who was there; it is not read."),
    do=N_("Add a column “Obecność” with marks, or leave one column of signatures."),
    basis="count",
)


@dataclass(frozen=True, eq=False)
class _List(Block):
    """A list of one class as a table of one day: its column is the one that says who was there."""

    mark: int = 0

    @property
    def spots(self) -> dict[int, Spot]:
        return {self.mark: Spot()}


def one_class(
    layout: Layout, choices: Mapping[str, Choice], project: Project, lattice: Lattice, own: Mapping[str, str]
) -> list[Turned] | None:
    """
    Turn the lists of one class each that stand in a sheet, one below another; nothing when there are none.

    A list is one where people are named in a column, no column holds days, and the titles speak of presence. It is read only
    when exactly one day is said of it and one column says who was there; else that is said and nothing is read.
    """
    lists = list(stretches(layout, lattice, own))
    if not lists:
        return None
    known = layout.headers | {normal(written): column for written, column in own.items()}
    return [_OneClass(layout, choices, project, lattice, known, one).turned() for one in lists]


class _OneClass:
    """One list being turned."""

    def __init__(  # noqa: PLR0913 - what is known of a list
        self,
        layout: Layout,
        choices: Mapping[str, Choice],
        project: Project,
        lattice: Lattice,
        known: Mapping[str, str],
        stretch: Stretch,
    ) -> None:
        self.layout, self.choices, self.project, self.lattice, self.known = layout, choices, project, lattice, known
        self.titles, self.header, self.end = stretch.titles, stretch.header, stretch.end
        self.columns = {name: at for name, at in stretch.headings.columns.items() if name != "mark_raw"}
        self.findings = [said for said in stretch.headings.findings if said.code != MISSING.code]
        self.units: dict[str, str] = {}
        self.stands: dict[str, Titled] = {}
        header = [lattice.text(self.header, position) for position in range(lattice.codes.shape[1])]
        signed = signature_columns(header)
        self.signature = signed[0] if len(signed) == 1 and "mark" not in self.columns else None

    def turned(self) -> Turned:
        mark = self.columns.get("mark", self.signature if self.signature is not None else self.columns.get("hours"))
        if mark is None:
            return self._refused(NO_MARKS, self.lattice.place(self.header, None, self.layout.id, "mark"))
        titled = self._titled()
        if titled is None:
            return self._nothing()
        block = _List(self.lattice, self.layout, self.known, self.header, self.header, self.end, mark=mark)
        columns = {name: at for name, at in self.columns.items() if at != mark}
        listed = people(block, columns)
        self.findings += [
            found(LEFT_OUT, self.lattice.place(row, first, self.layout.id), value=label_of(self.lattice.text(row, first) or ""))
            for row in listed.foot.tolist()
            for first in self.lattice.filled(row)[:1]
        ]
        rows: Codes = listed.rows
        if not (self.lattice.codes[rows, mark] >= 0).any():
            said = self._refused(NO_CLASS, self.lattice.place(self.header, mark, self.layout.id, "date"), days=1)
            return said if len(rows) else self._nothing()
        text, stored = self._texts(rows, titled)
        place = self.lattice.place(None, None, self.layout.id)
        stands = {**self.columns, **({"mark": self.signature, "mark_raw": self.signature} if self.signature is not None else {})}
        origin = Origin(
            place.file,
            place.sheet,
            {name: at for name, at in stands.items() if name in text},
            titled={name: (int(self.lattice.numbers[value.row]), value.column) for name, value in self.stands.items()},
        )
        made = Rows(
            origin,
            text,
            stored,
            self.lattice.numbers[rows],
            at={name: np.full(len(rows), mark) for name in text if name not in stands},
            findings=tuple(self.findings),
            units=self.units,
        )
        apart = [*self.titles, *range(int(rows.max(initial=self.header)) + 1, self.end)]
        is_matrix = "mark" in text and "hours" not in self.columns
        totals = totals_of(block, listed, block.days) if "mark" in text else []
        return Turned(made, legend(self.choices["mark"], self.lattice, apart), totals, is_matrix=is_matrix)

    def _texts(self, rows: Codes, titled: Mapping[str, str]) -> tuple[dict[str, pd.Series[Any]], dict[str, Any]]:
        """Give the columns of the list: those of people, what the titles say of all of them, and the marks or signatures."""
        lattice = self.lattice
        text: dict[str, pd.Series[Any]] = {name: same(value, len(rows)) for name, value in titled.items()}
        stored: dict[str, Any] = {name: np.full(len(rows), Stored.TEXT, dtype=np.uint8) for name in titled}
        for name, position in self.columns.items():
            text[name] = lattice.column(lattice.codes[rows, position])
            stored[name] = lattice.stored[rows, position]
        if "date" not in text:
            text["date"] = pd.Series([None] * len(rows), dtype="str")
            stored["date"] = np.full(len(rows), Stored.EMPTY, dtype=np.uint8)
        if self.signature is not None:
            written = lattice.column(lattice.codes[rows, self.signature])
            names = [at for name, at in self.columns.items() if name in {"full_name", "last_name"}]
            whose = [" ".join(lattice.text(row, at) or "" for at in names) for row in rows.tolist()]
            read = [
                "present" if isinstance(one, str) and is_signature(one, name) else one for one, name in zip(written, whose, strict=True)
            ]
            text["mark"], text["mark_raw"] = pd.Series(read, dtype="str"), written
            stored["mark"] = stored["mark_raw"] = lattice.stored[rows, self.signature]
        return text, stored

    def _titled(self) -> dict[str, str] | None:
        """Give what the titles say of the class: its day always; nothing when it is not sure, which is then said."""
        said = days_said(self.lattice, self.titles, self.known)
        named = named_after_a_day(self.lattice.sheet)
        days = list(dict.fromkeys([one for each in said for one in each.days] + ([named] if named is not None else [])))
        undated = [one for one in said if not one.days]
        where = self.lattice.place(self.header, None, self.layout.id, "date")
        if len(days) > 1:
            first = next(one for one in said if one.days)
            where = self.lattice.place(first.row, first.column, self.layout.id, "date")
            self._refused(TWO_DAYS, where, days=tuple(one.strftime("%d.%m.%Y") for one in days))
            return None
        if not days and len(undated) != 1:
            self._refused(NO_DAY, where)
            return None
        one = next((each for each in said if each.days), undated[0] if undated and not days else None)
        written = days[0].isoformat() if days else self._completed(one)
        if written is None:
            return None
        # A day in the name of the sheet stands in no cell of it.
        row, column = (one.row, one.column) if one is not None else (self.header, 0)
        titled = {"date": Titled(written, row, column)} | self._beside(one)
        titled = {name: value for name, value in titled.items() if name not in self.columns}
        self.stands = {name: value for name, value in titled.items() if value.row < self.header}
        good, said_of_cells = constant(self.layout, self.choices, self.project, self.lattice, titled)
        self.findings += said_of_cells
        return good

    def _beside(self, one: SaidDay | None) -> dict[str, Titled]:
        """Give what else the titles say of the class."""
        said = dict(about_class(self.lattice, self.titles, self.known))
        if "hours" in said and (unit := self._unit(said["hours"])):
            self.units["hours"] = unit
        time = (one.time, one.row, one.column) if one is not None and one.time.begins is not None else None
        time = time or time_said(self.lattice, self.titles)
        if time is not None and "time_from" not in said:
            for name, clock in zip(("time_from", "time_to"), time[0].clock, strict=True):
                if clock is not None:
                    said.setdefault(name, Titled(clock, time[1], time[2]))
        if "form" not in said and (form := self._form()) is not None:
            said["form"] = form
        return said

    def _unit(self, hours: Titled) -> str | None:
        """Give the unit of hours that the label of a number names."""
        before = [at for at in self.lattice.filled(hours.row) if at <= hours.column][-2:]
        return unit_named(" ".join(self.lattice.text(hours.row, at) or "" for at in before))

    def _form(self) -> Titled | None:
        """Give the only form of the project that a title names by a part of its own (`Lista obecności – warsztaty`)."""
        forms = vocabulary(self.layout.columns["form"], self.choices, self.project)
        if forms is None:
            return None
        named: dict[str, Titled] = {}
        for row in self.titles:
            for position in self.lattice.filled(row):
                for part in APART.split(self.lattice.text(row, position) or ""):
                    for word in (part, *re.split(r"\s[-–—]\s|[:,„”\"]", part)):
                        code = forms.codes.get(normal(word)) if normal(word) else None
                        if code is not None:
                            named.setdefault(code, Titled(word.strip(), row, position))
        return next(iter(named.values())) if len(named) == 1 else None

    def _completed(self, one: SaidDay | None) -> str | None:
        """Complete a day that is written without a year; what is no day is handed on, so that its cell is accused."""
        if one is None:
            return None
        said = spot(one.text) or Spot(broken=True)
        if said.broken:
            return one.text
        sheet = self.lattice.sheet
        context = Context(
            tuple(title_hints(self.lattice, self.titles)),
            tuple(said_in_name(sheet.name or "")),
            tuple(said_in_name(PurePosixPath(sheet.file).stem)),
        )
        days = resolved([said], [Hint()], context, self.project)
        place = self.lattice.place(one.row, one.column, self.layout.id, "date")
        if days.said is not None:
            self.findings.append(found(days.said, place, **dict(days.facts)))
        elif days.dates[0] is None:
            return one.text
        return days.dates[0].isoformat() if days.dates[0] is not None else None

    def _refused(self, said: Notice, place: Any, **facts: Fact) -> Turned:
        self.findings.append(found(said, place, **facts))
        return self._nothing()

    def _nothing(self) -> Turned:
        place = self.lattice.place(None, None, self.layout.id)
        return Turned(Rows(Origin(place.file, place.sheet, {}), {}, {}, np.empty(0, dtype=np.int64), findings=tuple(self.findings)))
