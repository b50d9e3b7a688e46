"""What happened in each group of each form, month by month: classes held, hours, who was to come and who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.presence.attendance import attended, entries_of, lists
from aktywna.domain.presence.class_lists import HOUR, LESSON, ClassLists
from aktywna.domain.presence.diary_entries import Entries, Said
from aktywna.domain.presence.scheduled import DAYS, Bools, Ints
from aktywna.domain.sheets.keys import keys
from aktywna.domain.whole_numbers import NOWHERE, agreed, distinct, places

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

COLUMNS = ("form", "group", "month", "classes", "hours", "enrolled", "expected", "came")


def class_months(books: Books) -> pd.DataFrame:
    """
    Give a row for each form, group and month with classes: COLUMNS, in this order; raise `Absent` without a diary.

    `month` is its first day, `classes` those at which somebody's attendance is entered, `hours` are in the unit of `attended`
    (as written where nobody says; NaN: not known), `enrolled` persons whose class it was in the month, `expected` their places at all the
    classes together, `came` how many of these were taken. A form without a schedule has one group without a name.
    """
    noted, listed = entries_of(books), lists(books)
    minutes = LESSON if attended(books).unit == "h45" else HOUR
    found = pd.concat([_scheduled(noted, listed, minutes), _marked(noted, listed, minutes)], ignore_index=True)
    found["form"] = np.array(noted.forms, dtype=object)[found["form"].to_numpy(dtype="int64")]
    found["month"] = found["month"].to_numpy(dtype="int64").astype("datetime64[M]").astype("datetime64[s]")
    return found[list(COLUMNS)].sort_values(["form", "group", "month"], ignore_index=True)


def class_days(books: Books) -> pd.DataFrame:
    """
    Give a row for each day with classes: `day`, `expected` (places of all the persons whose classes they were) and `came`.

    The same as `class_months` adds up by month; raise `Absent` without a diary.
    """
    noted, listed = entries_of(books), lists(books)
    held = _held(noted, listed, HOUR)[["day", "expected", "came"]]
    rows = _only_marked(noted, listed)
    marked = pd.DataFrame({"day": noted.day[rows], "expected": 1, "came": (noted.said[rows] == Said.CAME).astype("int64")})
    found = pd.concat([held, marked], ignore_index=True).groupby("day", as_index=False).sum()
    return found.assign(day=found["day"].to_numpy(dtype="int64").astype("datetime64[D]").astype("datetime64[s]"))


def _held(noted: Entries, listed: ClassLists, minutes: int) -> pd.DataFrame:
    """The classes of the schedule at which somebody's attendance is entered."""
    table, counted = listed.table, np.flatnonzero(listed.counted)
    form, group, day = table.form[counted], table.group[counted], table.day[counted]
    came = np.bincount(_people(noted, listed, noted.said == Said.CAME), minlength=len(table.form))[counted]
    aside = np.bincount(_people(noted, listed, noted.said == Said.NOTHING), minlength=len(table.form))[counted]
    since, until = _terms(noted, listed)
    here = form * len(table.groups) + group
    running = np.searchsorted(since, here * DAYS + day, side="right") - np.searchsorted(until, here * DAYS + day, side="left")
    return pd.DataFrame({
        "form": form, "group": group, "day": day, "month": _months(day), "classes": 1, "hours": table.length.take(counted).of(minutes),
        "expected": np.maximum(running - aside, came), "came": came,
    })  # fmt: skip


def _terms(noted: Entries, listed: ClassLists) -> tuple[Ints, Ints]:
    """Give the days, by form and group, since which and until which classes are somebody's, each in order."""
    here = listed.cell % len(noted.forms) * len(listed.table.groups) + listed.group
    since, until = (np.sort(here * DAYS + np.clip(days, 0, DAYS - 1)) for days in (listed.since, listed.until))
    return since, until


def _scheduled(noted: Entries, listed: ClassLists, minutes: int) -> pd.DataFrame:
    table, size = listed.table, len(listed.table.groups)
    since, until = _terms(noted, listed)
    found = _by_month(_held(noted, listed, minutes))
    first = found["month"].to_numpy(dtype="int64").astype("datetime64[M]")
    key = (found["form"] * size + found["group"]).to_numpy(dtype="int64")
    begins, ends = (first + shift for shift in (0, 1))
    last = ends.astype("datetime64[D]").astype("int64") - 1
    opened = np.searchsorted(since, key * DAYS + last, side="right") - np.searchsorted(since, key * DAYS, side="left")
    closed = np.searchsorted(until, key * DAYS + begins.astype("datetime64[D]").astype("int64"), side="left")
    found["enrolled"] = opened - (closed - np.searchsorted(until, key * DAYS, side="left"))
    found["group"] = np.array(table.groups, dtype=object)[found["group"].to_numpy(dtype="int64")]
    return found


def _people(noted: Entries, listed: ClassLists, said: Bools) -> Ints:
    """Give the classes that entries which say so tell of, once for each person."""
    rows = np.flatnonzero(said & (listed.met != NOWHERE))
    size = max(len(listed.table.form), 1)
    return distinct(noted.row[rows] * size + listed.met[rows]) % size


def _only_marked(noted: Entries, listed: ClassLists) -> Ints:
    """Give the entries of classes that only the diary tells of, one for each person and class."""
    return np.flatnonzero((listed.met == NOWHERE) & (noted.said != Said.NOTHING) & ~(listed.off & (noted.said != Said.CAME)))


def _marked(noted: Entries, listed: ClassLists, minutes: int) -> pd.DataFrame:
    """The classes that only the diary tells of: those of one day and hour are one."""
    rows = _only_marked(noted, listed)
    form, day, row = noted.form[rows], noted.day[rows], noted.row[rows]
    at = keys((form, day, noted.begins[rows]), blanks=True)
    size = int(at.max(initial=-1)) + 1
    # Of each class, one of its rows: they agree in form and day.
    one = np.full(size, NOWHERE, dtype="int64")
    one[at] = np.arange(len(rows))
    met = np.flatnonzero(one != NOWHERE)
    of_class = pd.DataFrame({
        "form": form[one[met]], "group": "", "month": _months(day[one[met]]), "classes": 1,
        # Where those who came wrote different hours nobody says how long the class was.
        "hours": agreed(at, noted.length.take(rows).of(minutes), size)[met],
        "expected": np.bincount(at, minlength=size)[met],
        "came": np.bincount(at[noted.said[rows] == Said.CAME], minlength=size)[met],
    })  # fmt: skip
    found = _by_month(of_class)
    # Persons of each form and month, each once.
    months, people = distinct(_form_months(of_class)), int(row.max(initial=0)) + 1
    month_of = np.zeros(size, dtype="int64")
    month_of[met] = places(_form_months(of_class), months)
    enrolled = np.bincount(distinct(month_of[at] * people + row) // people, minlength=len(months))
    found["enrolled"] = enrolled[places(_form_months(found), months)]
    return found


def _form_months(rows: pd.DataFrame) -> Ints:
    numbers: Ints = (rows["form"] * DAYS + rows["month"]).to_numpy(dtype="int64")
    return numbers


def _months(days: Ints) -> Ints:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype("int64")


def _by_month(classes: pd.DataFrame) -> pd.DataFrame:
    """Add classes up by form, group and month; hours that are not known of one class are not known of them all."""
    by = classes.assign(lost=classes["hours"].isna()).groupby(["form", "group", "month"], as_index=False)
    found = by.agg(
        classes=("classes", "sum"), hours=("hours", "sum"), lost=("lost", "any"), expected=("expected", "sum"), came=("came", "sum")
    )
    found["hours"] = found["hours"].where(~found.pop("lost").astype(bool))
    return found
