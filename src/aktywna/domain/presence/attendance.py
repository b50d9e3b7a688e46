"""Hours that people attended, of the hours scheduled for them: per participation and form of support (rules.md 6.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from aktywna.domain.presence.class_lists import HOUR, LESSON, ClassLists, class_lists
from aktywna.domain.presence.diary_entries import Entries, Said, entries
from aktywna.domain.presence.scheduled import Bools, Floats, Ints, Lengths
from aktywna.domain.registers.derived import DERIVED
from aktywna.domain.registers.register import Absent
from aktywna.domain.whole_numbers import NOWHERE, distinct, places, repeated

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

HOURS = ("scheduled", "came", "excused")
CLASSES = ("classes", "classes_came", "classes_excused")


@dataclass(frozen=True, eq=False)
class Attended:
    """
    What each participation attended of each form.

    `cells` has a row for each participation and form with a class, in this order: `row` (of the participants' register),
    `form` (its id, empty where the diary names none), `scheduled`, `came`, `excused` (hours; NaN: not known), `classes`,
    `classes_came`, `classes_excused` (numbers of classes), `in_unit` (whether its hours are in `unit`; else as written) and
    `by_diary` (whether the marks of the diary had to do for a schedule). Excused absences are beside what was attended.
    """

    cells: pd.DataFrame
    rows: int
    """How many participations the register has."""
    unit: str | None
    """`h45` or `h60`; nothing where nobody says of how many minutes an hour is."""
    unmarked: int
    """Classes of the schedule, in forms that the diary has, at which nobody's attendance is entered."""

    @cached_property
    def people(self) -> pd.DataFrame:
        """
        The forms of each participation added up: shape (rows, 6), NaN where nothing was scheduled or it is not known.

        Hours of a known unit and hours as written are not added.
        """
        return added(self.cells, self.cells["row"].to_numpy(), self.rows)

    @property
    def hourless(self) -> bool:
        """Whether hours are written nowhere, so that classes are counted instead."""
        return bool(self.cells["scheduled"].isna().all())

    def share(self, sums: pd.DataFrame, *, with_excused: bool = False) -> Floats:
        """
        Give hours attended of hours scheduled, from 0 to 1 (more where more hours are entered than the class had: A409).

        Of classes where hours are written nowhere. NaN where neither can be said.
        """
        one, whole = ("classes_came", "classes") if self.hourless else ("came", "scheduled")
        part = sums[one] + (sums["classes_excused" if self.hourless else "excused"] if with_excused else 0)
        found: Floats = (part / sums[whole].where(sums[whole] > 0)).to_numpy(dtype="float64")
        return found

    def taken(self, kept: Bools) -> Attended:
        """Give the same of some participations: shape (rows,). Of classes that nobody marked nobody knows whose they were."""
        cells = self.cells[kept[self.cells["row"].to_numpy()]].reset_index(drop=True)
        cells["row"] = (np.cumsum(kept) - 1)[cells["row"].to_numpy()]
        return replace(self, cells=cells, rows=int(np.count_nonzero(kept)), unmarked=0)


def added(cells: pd.DataFrame, to: Ints, size: int) -> pd.DataFrame:
    """Add cells up by the numbers in `to` (from 0 to below `size`): shape (size, 6); hours that cannot be added are NaN."""
    many = np.bincount(to, minlength=size)
    known = np.bincount(to, cells["in_unit"], minlength=size)
    alike = (known == 0) | (known == many)
    found = {}
    for name in HOURS:
        total = np.bincount(to, cells[name], minlength=size).round(6)
        found[name] = np.where((many > 0) & alike, total, np.nan)
    for name in CLASSES:
        found[name] = np.where(many > 0, np.bincount(to, cells[name], minlength=size), np.nan)
    return pd.DataFrame(found)


def attended(books: Books) -> Attended:
    """
    Give what people attended, worked out once for the same books; raise `Absent` without participants or a diary.

    In a part of the project it is what the same people attended in the whole: a schedule does not say whose part it is of.
    """
    return books.once(_worked_out)


def gated(books: Books) -> tuple[Floats, bool]:
    """Give the share that decides on finishing, shape (rows,), and whether excused absences are in it (`attendance_gate`)."""
    found = attended(books)
    with_excused = books.value_or("attendance_gate", "present") == "with_excused"
    return found.share(found.people, with_excused=with_excused), with_excused


def lists(books: Books) -> ClassLists:
    """Give the classes that each person was to attend, likewise."""
    return books.once(_listed)


def entries_of(books: Books) -> Entries:
    """Give the entries of the diary, with the forms of `lists`, likewise."""
    return books.once(_with_schedule).once(entries)


def _listed(books: Books) -> ClassLists:
    return class_lists(books.once(_with_schedule), entries_of(books))


def _with_schedule(books: Books) -> Books:
    """Give the people of a part the schedule of the whole: which of its classes are theirs, the diary shows."""
    classes = books.whole.get("sessions") if books.whole is not None and "sessions" not in books.registers else None
    return books if classes is None else replace(books, registers={**books.registers, "sessions": classes}, _derived={})


def _worked_out(books: Books) -> Attended:
    if books.whole is not None and "participants" in books.kept:
        whole = books.whole if books.whole.as_of == books.as_of else replace(books.whole, as_of=books.as_of, _derived={})
        return attended(whole).taken(books.kept["participants"])
    return _attended(books, entries_of(books), lists(books))


def _attended(books: Books, noted: Entries, listed: ClassLists) -> Attended:
    size = len(noted.forms)
    cell = noted.row * size + noted.form
    matched = listed.met != NOWHERE
    says, came, excused = noted.said != Said.NOTHING, noted.said == Said.CAME, noted.said == Said.EXCUSED
    # What the schedule does not have was scheduled where the diary marks it; what was called off, only where somebody came.
    extra = ~matched & says & (came | ~listed.off)
    best, alone = _of_one_class(noted, listed)
    once = extra | best
    classes = listed.table.length.take(listed.met) if len(listed.counted) else noted.length
    own = noted.length.but(matched & np.isnan(noted.length.hours), classes)
    # An absence lasts as long as the class, whatever its row says, unless several rows tell of the class.
    away = own.but(alone, classes)
    there, gone = came & (matched | extra), excused & once
    unsaid = best & ~says & np.append(listed.counted, False)[listed.met]
    every = distinct(np.concatenate([listed.cell, cell[there | gone | extra]]))
    at, listed_at = places(cell, every), places(listed.cell, every)
    parts = {
        "scheduled": [
            Part(listed_at, listed.hours, listed.classes),
            _part(at, extra, own),
            _part(at, unsaid, classes, -1),
        ],
        "came": [_part(at, there, own)._replace(classes=once[there].astype("int64"))],
        "excused": [_part(at, gone, away)],
    }
    sums, unit = _summed(parts, len(every))
    by_diary = np.ones(len(every), dtype=bool)
    by_diary[listed_at] = False
    kept = slice(None) if (sums["classes"] > 0).all() else np.flatnonzero(sums["classes"] > 0)
    forms = np.array(noted.forms, dtype=object)
    columns = {"row": every // size, "form": forms[every % size], **sums, "by_diary": by_diary}
    return Attended(pd.DataFrame({name: column[kept] for name, column in columns.items()}), len(books.participants), unit, listed.unmarked)


class Part(NamedTuple):
    """Lengths and numbers of classes to be added to the cells at some places; `sign` -1 takes the hours away."""

    place: Ints
    length: Lengths
    classes: Ints | int
    sign: int = 1


def _part(place: Ints, chosen: Bools, length: Lengths, sign: int = 1) -> Part:
    """Give the chosen entries, each as one class."""
    if chosen.all():
        return Part(place, length, sign, sign)
    rows = np.flatnonzero(chosen)
    return Part(place[rows], length.take(rows), sign, sign)


def _summed(parts: Mapping[str, Sequence[Part]], size: int) -> tuple[dict[str, Any], str | None]:
    """Add parts up for `size` cells: hours, numbers of classes and `in_unit`, each (size,); and say the unit of the hours."""
    known, as_written = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    units: set[int] = set()
    for part in (part for some in parts.values() for part in some):
        of_unit = np.bincount(part.length.unit, minlength=1)
        units |= set(np.flatnonzero(of_unit).tolist())
        for marks, chosen in ((known, part.length.unit > 0), (as_written, part.length.unit == 0)):
            marks[part.place if chosen.all() else part.place[chosen]] = True
    lessons = units - {0} == {LESSON}
    hours, numbers = {}, {}
    for name, classes in zip(HOURS, CLASSES, strict=True):
        total, number = np.zeros(size), np.zeros(size)
        for part in parts[name]:
            total += part.sign * np.bincount(part.place, part.length.hours, minlength=size)
            if isinstance(part.classes, int):
                number += part.classes * np.bincount(part.place, minlength=size)
            else:
                number += np.bincount(part.place, part.classes, minlength=size)
        total = np.where(known & lessons, total * HOUR / LESSON, total).round(6)
        hours[name], numbers[classes] = np.where(known & as_written, np.nan, total), number.astype("int64")
    unit = None if not known.any() else "h45" if lessons else "h60"
    columns = {name: one for pair in zip(hours.items(), numbers.items(), strict=True) for name, one in pair}
    return {**columns, "in_unit": known}, unit


def _of_one_class(noted: Entries, listed: ClassLists) -> tuple[Bools, Bools]:
    """Say which entry is the best of those about one class of the schedule, and which is the only one: shapes (entries,)."""
    matched = listed.met != NOWHERE
    best, alone = matched.copy(), matched.copy()
    rows = np.flatnonzero(matched)
    one = noted.row[rows] * max(len(listed.table.form), 1) + listed.met[rows]
    twins = repeated(one)
    if len(twins):
        rows, one = rows[twins], one[twins]
        alone[rows] = best[rows] = False
        order = np.lexsort((noted.said[rows], one))
        best[rows[order[np.flatnonzero(np.diff(one[order], prepend=-1))]]] = True
    return best, alone


def _derive(name: str, compute: Callable[[Attended], Any]) -> None:
    """Declare a column of the participants; not known for anybody where there is no diary."""

    def computed(books: Books) -> pd.Series[Any]:
        people = books.participants
        try:
            values = compute(attended(books))
        except Absent:
            values = np.full(len(people), np.nan)
        return pd.Series(np.asarray(values), index=people.index, dtype="float64", name=name)

    DERIVED["participants", name] = computed


_derive("hours_scheduled", lambda found: found.people["scheduled"])
_derive("hours_attended", lambda found: found.people["came"])
_derive("hours_excused", lambda found: found.people["excused"])
_derive("attendance_share", lambda found: found.share(found.people) * 100)
_derive("attendance_share_excused", lambda found: found.share(found.people, with_excused=True) * 100)
