"""The classes of the schedule as people were to attend them: each once, with its length, its group and its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.presence.classes import HOUR, UNITS, cancelled, several_days, times
from aktywna.domain.presence.overlap import days
from aktywna.domain.whole_numbers import NOWHERE, distinct, places

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
DAYS = 100_000
"""More than any day since 1970, so that a key is a form and a day."""
MINUTES = 1441
"""One more than a day has minutes, so that a moment that is not told has its place."""
TOGETHER = ("class", "course")
"""Kinds of forms whose schedule, where it names no groups, is that of everybody who takes part in the form."""


@dataclass(frozen=True, eq=False)
class Lengths:
    """
    How long classes or attendances were: shapes (rows,).

    `hours` are of 60 minutes where `unit` is 45 or 60, and as written where it is 0: nobody said of how many minutes. NaN:
    not known.
    """

    hours: Floats
    unit: Ints

    def take(self, rows: Any) -> Lengths:
        """Give the lengths of some rows."""
        return Lengths(self.hours[rows], self.unit[rows])

    def of(self, minutes: int) -> Floats:
        """Give the hours of a known unit in hours of so many minutes, the others as they are written."""
        return np.where(self.unit > 0, self.hours * HOUR / minutes, self.hours)

    def but(self, rows: Bools, other: Lengths) -> Lengths:
        """Give these lengths, and the other's in `rows`."""
        return Lengths(np.where(rows, other.hours, self.hours), np.where(rows, other.unit, self.unit))

    def otherwise(self, other: Lengths) -> Lengths:
        """Give these lengths, and the other's where these are not known."""
        return self.but(np.isnan(self.hours) & ~np.isnan(other.hours), other)


@dataclass(frozen=True, eq=False)
class Timetable:
    """The classes of the schedule that were not called off, up to the as-of day, in order of form, group and day."""

    form: Ints
    group: Ints
    day: Ints
    begins: Ints
    """Minutes since midnight; 0 in forms whose diary is not told apart by the hour."""
    length: Lengths
    groups: tuple[str, ...]
    """The names of the groups; an empty one where the schedule names none."""

    @property
    def key(self) -> Ints:
        """A number for each form, day and hour."""
        return moment(self.form, self.day, self.begins)


def form_units(books: Books, forms: tuple[str, ...]) -> Ints:
    """
    Give how many minutes an hour of each form has: as its classes say, else as the definition does; 0 where nobody says.

    Forms whose classes are in both units have none (rules.md 6.1: never mixed in silence).
    """
    declared = {form.id: UNITS.get(form.unit, 0) for form in books.project.forms if "unit" in form.model_fields_set}
    found = np.array([declared.get(form, 0) for form in forms], dtype="int64")
    classes = books.get("sessions")
    if classes is None or "unit" not in classes:
        return found
    said = pd.DataFrame({"form": classes.get("form").fillna(""), "unit": classes["unit"].map(UNITS)}).dropna().drop_duplicates()
    for form, units in said.groupby("form")["unit"]:
        found[forms.index(str(form))] = int(units.iloc[0]) if len(units) == 1 else 0
    return found


def form_codes(events: Register, forms: tuple[str, ...]) -> Ints:
    """Give for each row the position of its form in `forms`, where an empty one stands for a blank."""
    codes, words = events.codes("form")
    place = {form: at for at, form in enumerate(forms)}
    return np.array([*(place.get(word, -1) for word in words), place.get("", -1)], dtype="int64")[codes]


def written_length(events: Register, units: Ints) -> Lengths:
    """Give the hours that rows write, in `units` of 45 or 60 minutes each, 0 where nobody says."""
    hours = events.get("hours").to_numpy(dtype="float64", na_value=np.nan)
    return Lengths(np.where(units > 0, hours * units / HOUR, hours), units)


def clock_length(events: Register) -> Lengths:
    """Give how long rows lasted by their own times."""
    told, begins, ends = times(events)
    return Lengths(np.where(told, (ends - begins) / HOUR, np.nan), np.full(len(events), HOUR, dtype="int64"))


def moments(events: Register) -> Ints:
    """Give when rows begin, in minutes since midnight; -1 where they do not tell."""
    return events.get("time_from").to_numpy(dtype="int64", na_value=-1)


def moment(form: Ints, day: Ints, begins: Ints) -> Ints:
    """Give a number for each form, day and hour; -1 for an hour that is not told has its own."""
    return (form * DAYS + day) * MINUTES + begins + 1


def timetable(books: Books, forms: tuple[str, ...], met: tuple[Ints, Ints, Ints]) -> tuple[Timetable, Ints, Bools]:
    """
    Give the classes of the schedule, the moments of those called off, and which forms are told apart by the hour.

    `met` are form, day and hour of the diary's entries. Two rows with the same form, group, day and hours are one class with
    two trainers. A form is told apart by the hour when every entry of its diary begins when a class does; otherwise a day's
    classes of a group are taken together, so that nobody is absent because two hours were written differently. Of a class of several
    days nobody says which hours were on which day, so there the diary alone tells what was attended.
    """
    classes = books.sessions
    form = form_codes(classes, forms)
    day, begins = days(classes["date"], blank=-1), moments(classes)
    usable = (day >= 0) & ~several_days(classes)
    there = distinct(moment(form, day, begins)[usable & (begins >= 0)])
    by_the_hour = _told_apart(len(forms), (form[usable], day[usable], begins[usable]), met, there)
    begins = np.where(by_the_hour[form], begins, 0)
    off = cancelled(classes)
    as_of = np.datetime64(books.as_of, "D").astype("int64")
    rows = np.flatnonzero(usable & ~off & (day <= as_of))
    codes, names = pd.factorize(classes.get("class_group").fillna(""), sort=True)
    units = classes.get("unit").map(UNITS).fillna(0).to_numpy(dtype="int64")
    said = written_length(classes, np.where(classes.get("unit").notna().to_numpy(), units, form_units(books, forms)[form]))
    length = said.otherwise(clock_length(classes))
    alike = pd.DataFrame({"form": form, "group": codes, "day": day, "from": moments(classes), "until": classes.get("time_to")})
    untimed = (alike["from"] < 0).to_numpy()
    alike["hours"] = np.where(untimed, length.hours, 0.0)
    alike["topic"] = classes.get("topic").where(untimed)
    rows = rows[~alike.iloc[rows].duplicated().to_numpy()]
    called_off = distinct(moment(form, day, begins)[off & usable])
    return _together(form[rows], codes[rows].astype("int64"), day[rows], begins[rows], length.take(rows), names), called_off, by_the_hour


def _told_apart(size: int, classes: tuple[Ints, Ints, Ints], met: tuple[Ints, Ints, Ints], there: Ints) -> Bools:
    """Say of which forms every class and every entry on a day with classes has an hour that a class begins at."""
    found = np.ones(size, dtype=np.bool_)
    found[classes[0][classes[2] < 0]] = False
    form, day, begins = met
    asked = np.flatnonzero(places(form * DAYS + day, distinct(classes[0] * DAYS + classes[1])) != NOWHERE)
    strange = asked[places(moment(form, day, begins)[asked], there) == NOWHERE]
    found[form[strange]] = False
    return found


def _together(form: Ints, group: Ints, day: Ints, begins: Ints, length: Lengths, names: Any, /) -> Timetable:  # noqa: PLR0913
    """Add up what one group has in one form at one moment: the whole day where hours are not told apart."""
    table = pd.DataFrame({"form": form, "group": group, "day": day, "begins": begins, "hours": length.hours, "unit": length.unit})
    by = table.groupby(["form", "group", "day", "begins"], sort=True)
    hours = by["hours"].sum(min_count=1).where(by["hours"].count() == by.size())
    low, high = by["unit"].min(), by["unit"].max()
    # Hours that nobody said the unit of cannot be added to those of a known one.
    hours = hours.where((low > 0) | (high == 0))
    level = {name: hours.index.get_level_values(name).to_numpy(dtype="int64") for name in ("form", "group", "day", "begins")}
    total = Lengths(hours.to_numpy(dtype="float64"), high.to_numpy(dtype="int64"))
    return Timetable(level["form"], level["group"], level["day"], level["begins"], total, tuple(map(str, names)))
