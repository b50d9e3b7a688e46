"""Which classes of the schedule each person was to attend: the groups that the diary shows them in, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, owned
from aktywna.domain.people.participants import folded
from aktywna.domain.presence.classes import cancelled
from aktywna.domain.presence.diary_entries import Entries, Said, terms
from aktywna.domain.presence.overlap import OPEN, days
from aktywna.domain.presence.scheduled import (
    DAYS,
    MINUTES,
    TOGETHER,
    Bools,
    Ints,
    Lengths,
    Timetable,
    form_codes,
    moment,
    moments,
    timetable,
)
from aktywna.domain.whole_numbers import NOWHERE, distinct, places

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

LESSON, HOUR = 45, 60
TELLING = ("trainer", "place")
"""Columns of diary and schedule that tell groups apart which have a class at the same moment."""


@dataclass(frozen=True, eq=False)
class ClassLists:
    """
    The classes of the schedule beside the people who were to attend them.

    Shapes: `met` and `off` (entries,), `cell` and what follows it (cells,); a cell is a participation and a form, as the
    number `row * len(forms) + form`.
    """

    table: Timetable
    met: Ints
    """The class of the schedule that an entry of the diary tells of; `NOWHERE` where the schedule is not that person's."""
    off: Bools
    """Whether an entry is of a class that was called off."""
    counted: Bools
    """Whether anybody's attendance is entered at a class: of others nobody knows whether they took place."""
    cell: Ints
    group: Ints
    since: Ints
    until: Ints
    """The group of each cell, and the days between which its classes are the person's."""
    hours: Lengths
    classes: Ints
    unmarked: int
    """Classes of the schedule, in forms that the diary has, at which nobody's attendance is entered."""


def class_lists(books: Books, noted: Entries) -> ClassLists:
    """
    Give the classes that each person was to attend: those of their group, from the first day to the last.

    The group is the one that the entries of the person show; who shows in several groups of a form, and who has no group,
    is judged by the diary alone. A schedule without groups is everybody's in classes and courses, nobody's in individual
    support. Where the register of support has the person in the form, its days hold too.
    """
    sessions = books.get("sessions")
    if sessions is None or "date" not in sessions:
        nothing = np.empty(0, dtype="int64")
        empty = Lengths(np.empty(0), nothing)
        nowhere = np.full(len(noted), NOWHERE, dtype="int64")
        table = Timetable(nothing, nothing, nothing, nothing, empty, ("",))
        return ClassLists(
            table, nowhere, np.zeros(len(noted), dtype=bool), np.empty(0, bool), nothing, nothing, nothing, nothing, empty, nothing, 0
        )
    whole, called_off, by_the_hour = timetable(books, noted.forms, (noted.form, noted.day, noted.begins))
    table = _of_groups(books, whole, noted.forms)
    # The moments of the schedule, and the place among them of each entry of the diary: found once, of few numbers among many.
    when = distinct(np.concatenate([whole.key, called_off]))
    at = Moments(noted, table, when, places(moment(noted.form, noted.day, np.where(by_the_hour[noted.form], noted.begins, 0)), when))
    held, is_off = (_marked(len(when), places(keys, when)) for keys in (whole.key, called_off))
    says = noted.said != Said.NOTHING
    first, only = _classes_met(at)
    for column in TELLING:
        first, only = _told_apart(books, by_the_hour, at, (first, only), column)
    cells, size = noted.row * len(noted.forms) + noted.form, len(table.groups)
    # Who takes part in a form, by the diary; and by the register of support, in forms that have one group.
    known = only & says
    pairs = distinct(cells[known] * size + table.group[first[known]])
    cell, group = _sole(pairs // size, pairs % size)
    cell, group = _also(books, noted.forms, table, (cell, group), cells)
    since, until = _from_to(books, noted.forms, cell)
    met = _met(at, cells, (cell, group, since, until))
    counted = np.zeros(len(table.form), dtype=bool)
    counted[met[(met != NOWHERE) & says]] = True
    counted[first[known]] = True
    form = cell % len(noted.forms)
    hours, classes = _added(table, counted, table_key(table, form, group, since), table_key(table, form, group, until + 1))
    seen = _marked(len(when), at.place[says])
    unmarked = ~seen[places(whole.key, when)] & _marked(len(noted.forms), noted.form)[whole.form]
    off = (is_off & ~held)[at.place]
    return ClassLists(table, met, off, counted, cell, group, since, until, hours, classes, int(unmarked.sum()))


@dataclass(frozen=True, eq=False)
class Moments:
    """The entries of the diary beside the moments of the schedule: a moment is a form, a day, and an hour where hours are told apart."""

    noted: Entries
    table: Timetable
    when: Ints
    """The moments, in order, each once."""
    place: Ints
    """The place in `when` of each entry's moment; `NOWHERE` where the schedule has none."""

    @cached_property
    def of_class(self) -> Ints:
        """The place in `when` of each class."""
        return places(self.table.key, self.when)

    @cached_property
    def _of_group(self) -> tuple[Ints, Ints]:
        """A number for each class, its moment and its group, in order; and the classes they are of."""
        numbers = self.of_class * len(self.table.groups) + self.table.group
        order = np.argsort(numbers)
        return numbers[order], order

    def classes(self, place: Ints, group: Ints) -> Ints:
        """Give the class that a group has at a moment; `NOWHERE` where there is neither or no class."""
        numbers, order = self._of_group
        found = places(np.where((place >= 0) & (group >= 0), place * len(self.table.groups) + group, NOWHERE), numbers)
        return np.append(order, NOWHERE)[found]


def _marked(size: int, places_: Ints) -> Bools:
    """Say of `size` places, and of nowhere as the last of all, which are among some."""
    found = np.zeros(size + 1, dtype=np.bool_)
    found[places_] = True
    found[size] = False
    return found


def table_key(table: Timetable, form: Ints, group: Ints, day: Ints, begins: Ints | int = -1) -> Ints:
    """Give the number by which classes are in order: form, group, day, hour."""
    found: Ints = ((form * len(table.groups) + group) * DAYS + np.clip(day, 0, DAYS - 1)) * MINUTES + begins + 1
    return found


def _of_groups(books: Books, table: Timetable, forms: tuple[str, ...]) -> Timetable:
    """Leave out the classes of which nobody can say whose they are: without a group, in forms that people attend alone."""
    together = {form.id for form in books.project.forms if form.kind in TOGETHER}
    common = np.array([form in together for form in forms], dtype=bool)
    named = np.array([bool(group) for group in table.groups], dtype=bool)
    kept = np.flatnonzero(named[table.group] | common[table.form])
    return replace(
        table,
        form=table.form[kept],
        group=table.group[kept],
        day=table.day[kept],
        begins=table.begins[kept],
        length=table.length.take(kept),
    )


def _classes_met(at: Moments) -> tuple[Ints, Bools]:
    """Give for each entry a class at its moment, and whether only one group has one then."""
    many = np.bincount(at.of_class, minlength=len(at.when) + 1)
    first = np.zeros(len(at.when) + 1, dtype="int64")
    # Of several the first one stays.
    first[at.of_class[::-1]] = np.arange(len(at.of_class))[::-1]
    return first[at.place], (many == 1)[at.place]


def _told_apart(books: Books, by_the_hour: Bools, at: Moments, met: tuple[Ints, Bools], column: str, /) -> tuple[Ints, Bools]:
    """Where several groups have a class at one moment, find the one whose trainer, or place, the entry names."""
    first, only = met
    noted, diary, classes = at.noted, books.attendance, books.sessions
    held = np.bincount(at.of_class, minlength=len(at.when) + 1) > 0
    open_ = np.flatnonzero(~only & held[at.place])
    if not len(open_) or column not in diary or column not in classes:
        return first, only
    form, groups = form_codes(classes, noted.forms), {group: place for place, group in enumerate(at.table.groups)}
    day = days(classes["date"], blank=-1)
    key = moment(form, day, np.where(by_the_hour[form], moments(classes), 0))
    said, words = pd.factorize(folded(classes[column]))
    codes, names = pd.factorize(classes.get("class_group").fillna(""))
    group = np.array([*(groups.get(str(name), NOWHERE) for name in names), NOWHERE], dtype="int64")[codes]
    place = places(key, at.when)
    told = np.flatnonzero((place >= 0) & (said >= 0) & ~cancelled(classes))
    # Of what is said at a moment of two groups nobody knows whose class it is.
    numbers, of_groups = place[told] * len(words) + said[told], len(at.table.groups) + 1
    both = distinct(numbers * of_groups + group[told] + 1)
    number, its_group = _sole(both // of_groups, both % of_groups - 1)
    cells, texts = diary.codes(column)
    heard = pd.Index(words).get_indexer(pd.Index(folded(pd.Series(texts, dtype="str")))).astype("int64")
    asked = np.append(np.where(heard < 0, NOWHERE, heard), NOWHERE)[cells[noted.place[open_]]]
    told_at = places(np.where(asked >= 0, at.place[open_] * len(words) + asked, NOWHERE), number)
    found = at.classes(at.place[open_], np.append(its_group, NOWHERE)[told_at])
    sure = found != NOWHERE
    first, only = first.copy(), only.copy()
    first[open_[sure]], only[open_[sure]] = found[sure], True
    return first, only


def _sole(cell: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Keep the cells that have one group; `cell` is in order."""
    apart = np.append(True, cell[1:] != cell[:-1]) if len(cell) else np.empty(0, dtype=np.bool_)
    alone = apart & np.append(apart[1:], True)[: len(cell)]
    return cell[alone], group[alone]


def _also(books: Books, forms: tuple[str, ...], table: Timetable, members: tuple[Ints, Ints], met: Ints) -> tuple[Ints, Ints]:
    """Add those whom the register of support has in a form of one group and whom the diary, in `met`, does not have there at all."""
    support = books.get("support")
    if support is None or "form" not in support:
        return members
    groups = pd.DataFrame({"form": table.form, "group": table.group}).drop_duplicates()
    one = groups.drop_duplicates("form", keep=False).set_index("form")["group"]
    row = owned(books, "support")
    form = form_codes(support, forms)
    sure = (row != NOBODY) & support.get("start_date").notna().to_numpy() & np.isin(form, one.index.to_numpy())
    asked = distinct(row[sure].astype("int64") * len(forms) + form[sure])
    cell = asked[places(asked, distinct(met)) == NOWHERE]
    group = one.reindex(cell % len(forms)).to_numpy(dtype="int64") if len(cell) else np.empty(0, dtype="int64")
    both = np.concatenate([members[0], cell])
    order = np.argsort(both, kind="stable")
    return both[order], np.concatenate([members[1], group])[order]


def _from_to(books: Books, forms: tuple[str, ...], cell: Ints) -> tuple[Ints, Ints]:
    """Give the days between which each cell's classes are the person's: of participation, and of the support where it is told."""
    first, last = terms(books)
    row = cell // len(forms)
    since, until = first[row], last[row]
    # Of somebody whose first day is not known nobody can say which classes came before it.
    until = np.where(since < 0, -1, until)
    support = books.get("support")
    if support is None or "form" not in support or not len(cell):
        return since, until
    given = owned(books, "support")
    form = form_codes(support, forms)
    rows = np.flatnonzero(given != NOBODY)
    told = pd.DataFrame({"cell": given[rows].astype("int64") * len(forms) + form[rows]})
    told["since"] = days(support.get("start_date"), blank=0)[rows]
    told["until"] = days(support.get("end_date"), blank=OPEN)[rows]
    span = told.groupby("cell").agg(since=("since", "min"), until=("until", "max")).reindex(cell)
    since = np.maximum(since, span["since"].fillna(0).to_numpy(dtype="int64"))
    return since, np.minimum(until, span["until"].fillna(OPEN).to_numpy(dtype="int64"))


def _met(at: Moments, cells: Ints, members: tuple[Ints, Ints, Ints, Ints]) -> Ints:
    """Give for each entry the class of the person's own group that it tells of."""
    cell, group, since, until = members
    noted = at.noted
    if not len(cell) or not len(at.table.form):
        return np.full(len(noted), NOWHERE, dtype="int64")
    place = places(cells, cell)
    member = (place != NOWHERE) & (at.place != NOWHERE) & (noted.day >= since[place]) & (noted.day <= until[place])
    return at.classes(np.where(member, at.place, NOWHERE), group[place])


def _added(table: Timetable, counted: Bools, begins: Ints, ends: Ints) -> tuple[Lengths, Ints]:
    """Add up the classes that count between two places of the order, for each cell; hours NaN where they cannot be added."""
    ordered = table_key(table, table.form, table.group, table.day, table.begins)
    left, right = np.searchsorted(ordered, begins), np.searchsorted(ordered, ends)
    right = np.maximum(left, right)

    def between(values: Any) -> Any:
        total = np.concatenate([[0], np.cumsum(np.where(counted, values, 0))])
        return total[right] - total[left]

    unit, lost = table.length.unit, np.isnan(table.length.hours)
    classes = between(1).astype("int64")
    unsaid, lessons = between(unit == 0), between(unit == LESSON)
    hours = between(np.nan_to_num(table.length.hours)).round(6)
    hours[(between(lost) > 0) | ((unsaid > 0) & (unsaid < classes))] = np.nan
    units = np.where(unsaid == classes, 0, np.where(lessons == classes, LESSON, HOUR))
    return Lengths(hours, np.where(classes == 0, HOUR, units).astype("int64")), classes
