"""Which classes of the schedule each person was to attend: the groups that the diary shows them in, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

LESSON, HOUR = 45, 60
NOWHERE = -1
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
    key = moment(noted.form, noted.day, np.where(by_the_hour[noted.form], noted.begins, 0))
    off = np.isin(key, called_off) & ~np.isin(key, whole.key)
    first, only = _classes_met(table, key)
    says = noted.said != Said.NOTHING
    for column in TELLING:
        first, only = _told_apart(books, noted, by_the_hour, (table, key), (first, only), column)
    cells, size = noted.row * len(noted.forms) + noted.form, len(table.groups)
    # Who takes part in a form, by the diary; and by the register of support, in forms that have one group.
    known = only & says
    pairs = np.unique(cells[known] * size + table.group[first[known]])
    cell, group = _sole(pairs // size, pairs % size)
    cell, group = _also(books, noted.forms, table, (cell, group), np.unique(cells))
    since, until = _from_to(books, noted.forms, cell)
    at = _met(table, noted, key % MINUTES, (cell, group, since, until))
    counted = np.zeros(len(table.form), dtype=bool)
    counted[at[(at != NOWHERE) & says]] = True
    counted[first[known]] = True
    form = cell % len(noted.forms)
    hours, classes = _added(table, counted, table_key(table, form, group, since), table_key(table, form, group, until + 1))
    unmarked = ~np.isin(whole.key, key[says]) & np.isin(whole.form, noted.form)
    return ClassLists(table, at, off, counted, cell, group, since, until, hours, classes, int(unmarked.sum()))


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


def _classes_met(table: Timetable, key: Ints) -> tuple[Ints, Bools]:
    """Give for each entry a class at its moment, and whether only one group has one then."""
    order = np.argsort(table.key, kind="stable")
    there = table.key[order]
    left = np.searchsorted(there, key, side="left")
    only: Bools = np.searchsorted(there, key, side="right") - left == 1
    first: Ints = order[np.minimum(left, max(len(order) - 1, 0))] if len(order) else np.zeros(len(key), dtype="int64")
    return first, only


def _told_apart(  # noqa: PLR0913 - what is known of an entry's moment
    books: Books, noted: Entries, by_the_hour: Bools, moments_: tuple[Timetable, Ints], met: tuple[Ints, Bools], column: str, /
) -> tuple[Ints, Bools]:
    """Where several groups have a class at one moment, find the one whose trainer, or place, the entry names."""
    table, key = moments_
    first, only = met
    diary, classes = books.attendance, books.sessions
    open_ = np.flatnonzero(~only & np.isin(key, table.key))
    if not len(open_) or column not in diary or column not in classes:
        return first, only
    form = form_codes(classes, noted.forms)
    day = days(classes["date"], blank=-1)
    at = moment(form, day, np.where(by_the_hour[form], moments(classes), 0))
    said = pd.DataFrame({"key": at, "said": folded(classes[column]), "group": classes.get("class_group").fillna("")})
    said = said[~cancelled(classes)].dropna().drop_duplicates().drop_duplicates(["key", "said"], keep=False)
    asked = pd.DataFrame({"key": key[open_], "said": folded(diary[column].iloc[noted.place[open_]].reset_index(drop=True))})
    found = asked.merge(said, "left", ["key", "said"], validate="m:1")["group"]
    group = np.where(found.notna(), pd.Index(table.groups).get_indexer(pd.Index(found.fillna(""))), -1)
    ordered = table_key(table, table.form, table.group, table.day, table.begins)
    wanted = table_key(table, noted.form[open_], group.astype("int64"), noted.day[open_], key[open_] % MINUTES - 1)
    place = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    sure = (group >= 0) & (ordered[place] == wanted)
    first, only = first.copy(), only.copy()
    first[open_[sure]], only[open_[sure]] = place[sure], True
    return first, only


def _sole(cell: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Keep the cells that have one group; `cell` is in order."""
    _, at, many = np.unique(cell, return_index=True, return_counts=True)
    return cell[at[many == 1]], group[at[many == 1]]


def _also(books: Books, forms: tuple[str, ...], table: Timetable, members: tuple[Ints, Ints], met: Ints) -> tuple[Ints, Ints]:
    """Add those whom the register of support has in a form of one group and whom the diary does not have there at all."""
    support = books.get("support")
    if support is None or "form" not in support:
        return members
    groups = pd.DataFrame({"form": table.form, "group": table.group}).drop_duplicates()
    one = groups.drop_duplicates("form", keep=False).set_index("form")["group"]
    row = owned(books, "support")
    form = form_codes(support, forms)
    sure = (row != NOBODY) & support.get("start_date").notna().to_numpy() & np.isin(form, one.index.to_numpy())
    cell = np.setdiff1d(row[sure].astype("int64") * len(forms) + form[sure], met)
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


def _met(table: Timetable, noted: Entries, begins: Ints, members: tuple[Ints, Ints, Ints, Ints]) -> Ints:
    """Give for each entry the class of the person's own group that it tells of."""
    cell, group, since, until = members
    found = np.full(len(noted), NOWHERE, dtype="int64")
    if not len(cell) or not len(table.form):
        return found
    cells = noted.row * len(noted.forms) + noted.form
    place = np.minimum(np.searchsorted(cell, cells), len(cell) - 1)
    member = (cell[place] == cells) & (noted.day >= since[place]) & (noted.day <= until[place])
    ordered = table_key(table, table.form, table.group, table.day, table.begins)
    wanted = table_key(table, noted.form, group[place], noted.day, begins - 1)
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.where(member & (ordered[at] == wanted), at, NOWHERE)


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
