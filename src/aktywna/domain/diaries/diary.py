"""A wide diary turned: a column a day becomes a row for each person and day, each with the address of its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.amounts import number
from aktywna.domain.cells.unreadable import DATE
from aktywna.domain.cells.vocabulary import vocabulary
from aktywna.domain.diaries.class_times import beside_day
from aktywna.domain.diaries.class_titles import about_class
from aktywna.domain.diaries.day_columns import Context, Days, resolved
from aktywna.domain.diaries.diary_totals import totals_of
from aktywna.domain.diaries.legends import legend
from aktywna.domain.diaries.matrix import Block, People, blocks, label_of, people, rows_of_days, rows_over, spread
from aktywna.domain.diaries.months import Hint, said_by_day, said_in_name, said_in_title
from aktywna.domain.diaries.turned import Turned, constant, same
from aktywna.domain.findings.finding import Finding
from aktywna.domain.findings.rule import N_, NOTE, WARNING, notice
from aktywna.domain.promises.project import Project
from aktywna.domain.registers.layout import Choice, Layout
from aktywna.domain.registers.register import Origin
from aktywna.domain.sheets.headers import MISSING, recognise
from aktywna.domain.sheets.lattice import Codes, Lattice, found, in_rows, texts
from aktywna.domain.sheets.rows import Rows
from aktywna.domain.sheets.sheet import Stored, letters
from aktywna.domain.sheets.tables import BESIDE
from aktywna.domain.sheets.titles import Titled

LEFT_OUT = notice(
    "R043",
    NOTE,
    title=N_("A row of a list is not about a person and was left out."),
    says=N_("The row {value:quote} is not about a person; it was left out."),
    do=N_("Nothing, if it holds totals, topics or signatures; a person's row needs a number of the row or of the participant."),
    basis="registers.md 4.1",
)
NOBODY = notice(
    "R044",
    WARNING,
    title=N_("Marks stand in a row that names nobody."),
    says=N_("{marks:count mark stands|marks stand} in a row without a name or a number; they are not read."),
    do=N_("Write the person's number into the row, or take the marks out."),
    basis="count",
)
NO_CLASS = notice(
    "R045",
    NOTE,
    title=N_("Days without a single mark are not taken for classes."),
    says=N_("{days:count day has|days have} no mark at all; they were not taken for days of classes."),
    do=N_("Nothing, if there were no classes; otherwise fill in the list."),
    basis="registers.md 4.1",
)
WHOSE_HOURS = notice(
    "R047",
    WARNING,
    title=N_("A number of hours may be of one class or of all."),
    says=N_("{hours:hours} over {days:count day|days}: of each class, or of all together? The hours are not taken from the title."),
    do=N_("Write the hours of each class into the cells or into a row “Liczba godzin” over the days."),
    basis="count",
)

_FULL_DAY = 12
"""More hours than this are not of one class."""
_SHORTEST = 0.75
"""A class of one lesson hour, in clock hours."""


def diaries(
    layout: Layout, choices: Mapping[str, Choice], project: Project, lattice: Lattice, own: Mapping[str, str]
) -> list[Turned] | None:
    """Turn every table of people and days in a sheet; nothing when it has none."""
    tables = blocks(layout, lattice, own)
    if not tables:
        return None
    titles = range(tables[0].top)
    return [_Diary(layout, choices, project, lattice, block, own, titles).turned() for block in tables]


class _Diary:
    """One table being turned."""

    def __init__(  # noqa: PLR0913 - what is known of a table
        self,
        layout: Layout,
        choices: Mapping[str, Choice],
        project: Project,
        lattice: Lattice,
        block: Block,
        own: Mapping[str, str],
        titles: Sequence[int],
    ) -> None:
        self.layout, self.choices, self.project, self.block = layout, choices, project, block
        self.whole, self.lattice = lattice, block.lattice
        self.titles = sorted({*titles, *range(max(block.top - 4, 0), block.top)})
        quiet = {position for position in range(len(block.header)) if block.is_quiet(position)} | set(block.totals)
        header = [None if position in quiet else text for position, text in enumerate(block.header)]
        headings = recognise(layout, header, own, lattice.place(block.anchor, None, layout.id))
        self.columns = block.own_columns(headings.columns)
        self.people: People = people(block, self.columns)
        self.findings: list[Finding] = [
            said for said in headings.findings if said.code != MISSING.code or said.place.column not in {"date", "mark"}
        ]
        if len(block.lefts) > 1 and block.lattice.codes[block.anchor, : block.lefts[1]].max(initial=-1) >= 0:
            where = lattice.place(block.anchor, block.lefts[1], layout.id)
            self.findings.append(found(BESIDE, where, letter=letters(block.lefts[1]), tables=len(block.lefts)))
        marks = self.lattice.codes[np.ix_(self.people.rows, block.days)]
        self.held = in_rows((marks >= 0).T)
        self.days = block.days[self.held]
        self.marks = marks[:, self.held]

    def turned(self) -> Turned:
        count, width = self.marks.shape
        rows = count * width
        each_day = np.tile(np.arange(width), count)
        each_person = np.repeat(np.arange(count), width)
        at = self.days[each_day]
        text: dict[str, pd.Series[Any]] = {}
        stored: dict[str, Any] = {}
        texts_of_rows = self._titles(rows) | self._days(each_day) | self._persons(each_person)
        for name, (column, how) in texts_of_rows.items():
            text[name], stored[name] = column, how
        text["mark"] = self.lattice.column(self.marks.ravel())
        stored["mark"] = self.lattice.stored[np.ix_(self.people.rows, self.days)].ravel()
        first = each_day == 0
        place = self.lattice.place(None, None, self.layout.id)
        self._say_what_is_left()
        made = Rows(
            origin=Origin(place.file, place.sheet, self.columns, header=int(self.lattice.numbers[self.block.day_row])),
            text=text,
            stored=stored,
            row=self.lattice.numbers[self.people.rows][each_person],
            at={name: at for name in (*text, "mark_raw", "hours") if name not in self.columns},
            repeated=dict.fromkeys(self.columns, ~first),
            findings=tuple(self.findings),
        )
        apart = [*self.titles, *range(int(self.people.rows.max(initial=self.block.bottom)) + 1, self.block.end)]
        return Turned(made, legend(self.choices["mark"], self.whole, apart), totals_of(self.block, self.people, self.days), is_matrix=True)

    def _persons(self, each_person: Codes) -> dict[str, tuple[pd.Series[Any], Any]]:
        """Columns of people, each cell repeated for every day."""
        said = {}
        for name, position in self.columns.items():
            codes = self.lattice.codes[self.people.rows, position]
            stores = self.lattice.stored[self.people.rows, position]
            said[name] = (self.lattice.column(codes[each_person]), stores[each_person])
        return said

    def _days(self, each_day: Codes) -> dict[str, tuple[pd.Series[Any], Any]]:
        """What the headers say of each day: its date, and the hours, form or topic in rows beside it."""
        said: dict[str, tuple[pd.Series[Any], Any]] = {}
        known = self._dates()
        words = [day.isoformat() if day is not None else "" for day in known.dates]
        codes = np.array([at if word else -1 for at, word in enumerate(words)], dtype=np.intp)
        said["date"] = (texts(words, codes[each_day]), np.full(len(each_day), Stored.TEXT, dtype=np.uint8))
        for row, name in rows_of_days(self.block, self.people.under):
            if name not in said and name not in self.columns:
                cells = self.lattice.codes[row, self.days]
                kept = self.lattice.stored[row, self.days]
                said[name] = (self.lattice.column(cells[each_day]), kept[each_day])
        for name, words in self._beside_days().items():
            if name not in said and name not in self.columns:
                codes = np.array([at if word else -1 for at, word in enumerate(words)], dtype=np.intp)
                said[name] = (texts(words, codes[each_day]), np.full(len(each_day), Stored.TEXT, dtype=np.uint8))
        if "form" not in said and "form" not in self.columns and (over := self._forms()) is not None:
            said["form"] = (self.lattice.column(over[each_day]), np.full(len(each_day), Stored.TEXT, dtype=np.uint8))
        return said

    def _beside_days(self) -> dict[str, list[str]]:
        """What headers say beside their days: hours of the class, or how many; an empty text where one says nothing."""
        times = [beside_day(self.lattice.text(self.block.day_row, position) or "")[1] for position in self.days.tolist()]
        said = {
            "time_from": [one.clock[0] or "" for one in times],
            "time_to": [one.clock[1] or "" for one in times],
            "hours": [one.hours or "" for one in times],
        }
        return {name: words for name, words in said.items() if any(words)}

    def _dates(self) -> Days:
        spots = [self.block.spots[position] for position in self.days.tolist()]
        if not spots:
            return Days(())
        sheet = self.lattice.sheet
        context = Context(
            title=tuple(title_hints(self.lattice, self.titles) or title_hints(self.whole, self.titles)),
            sheet=tuple(said_in_name(sheet.name or "")),
            file=tuple(said_in_name(PurePosixPath(sheet.file).stem)),
        )
        known = resolved(spots, self._months(), context, self.project)
        if known.said is not None:
            place = self.lattice.place(self.block.day_row, None, self.layout.id, "date")
            self.findings.append(found(known.said, place, **dict(known.facts)))
        for position, one, day in zip(self.days.tolist(), spots, known.dates, strict=True):
            if day is None and (one.broken or (known.said is None and not one.whole)):
                place = self.lattice.place(self.block.day_row, position, self.layout.id, "date")
                self.findings.append(found(DATE, place, value=self.lattice.text(self.block.day_row, position)))
        return known

    def _months(self) -> list[Hint]:
        """What stands over each day, where two or more months do."""
        for row in rows_over(self.block):
            over = spread(self.block, row)[self.held]
            hints = {}
            for code in set(over.tolist()) - {-1}:
                word = self.lattice.words[code]
                said = said_in_title(word) or [said_by_day(one) for one in _whole(word)]
                if len(said) == 1 and said[0].month:
                    hints[code] = said[0]
            if len(hints) > 1:
                return [hints.get(code, Hint()) for code in over.tolist()]
        return [Hint()] * len(self.days)

    def _forms(self) -> Codes | None:
        """The forms of support written over the days, where the project knows every one of them."""
        forms = vocabulary(self.layout.columns["form"], self.choices, self.project)
        if forms is None:
            return None
        for row in rows_over(self.block):
            over = spread(self.block, row)[self.held]
            words = {self.lattice.folded[code] for code in over.tolist() if code >= 0}
            if words and words <= set(forms.codes):
                return over
        return None

    def _titles(self, rows: int) -> dict[str, tuple[pd.Series[Any], Any]]:
        """What the title says of every class."""
        known = self.block.known
        # A title over several lists is all of theirs; one over each is its own.
        said_above = about_class(self.lattice, self.titles, known) or about_class(self.whole, self.titles, known)
        titled = {name: value for name, value in said_above.items() if name not in self.columns}
        if "hours" in titled and not self._are_of_one_class(titled["hours"]):
            del titled["hours"]
        good, said = constant(self.layout, self.choices, self.project, self.whole, titled)
        self.findings += said
        return {name: (same(text, rows), np.full(rows, Stored.TEXT, dtype=np.uint8)) for name, text in good.items()}

    def _are_of_one_class(self, titled: Titled) -> bool:
        """Whether hours in the title can only be those of each class."""
        hours, days = number(titled.text.removesuffix("h").strip()), len(self.days)
        if hours is None or days <= 1 or (hours <= _FULL_DAY and float(hours) / days < _SHORTEST):
            return True
        place = self.lattice.place(titled.row, titled.column, self.layout.id, "hours")
        self.findings.append(found(WHOSE_HOURS, place, hours=float(hours), days=days))
        return False

    def _say_what_is_left(self) -> None:
        lattice, register = self.lattice, self.layout.id
        for row in self.people.foot.tolist():
            first = lattice.filled(row)[0]
            self.findings.append(found(LEFT_OUT, lattice.place(row, first, register), value=label_of(lattice.text(row, first) or "")))
        for row in self.people.unmarked.tolist():
            # The column is said, because what stands here may be a name.
            name, first = next((name, at) for name, at in self.columns.items() if lattice.codes[row, at] >= 0)
            self.findings.append(found(LEFT_OUT, lattice.place(row, first, register, name), value=lattice.text(row, first)))
        for row in self.people.nobody.tolist():
            filled = int((lattice.codes[row, self.block.days] >= 0).sum())
            self.findings.append(found(NOBODY, lattice.place(row, None, register, self.layout.key), marks=filled))
        bare = len(self.held) - int(self.held.sum())
        if bare and len(self.people.rows):
            self.findings.append(found(NO_CLASS, lattice.place(self.block.day_row, None, register, "date"), days=bare))


def title_hints(lattice: Lattice, rows: Iterable[int]) -> list[Hint]:
    """Give the months and years that the rows over a table say."""
    said: list[Hint] = []
    for row in rows:
        for position in lattice.filled(row):
            text = lattice.text(row, position) or ""
            if lattice.stored[row, position] == Stored.DATE:
                before = [lattice.fold(row, left) for left in lattice.filled(row) if left < position]
                # The first day of a month, shown as `marzec 2016`.
                if text[8:10] == "01" and (not before or before[-1].startswith(("miesiac", "za", "okres"))):
                    said += said_in_name(text[:7])
            else:
                said += said_in_title(text)
    return said


def _whole(word: str) -> list[Any]:
    from aktywna.domain.cells.dates import day  # noqa: PLC0415

    said = day(word)
    return [said] if said is not None and said.day == 1 else []
