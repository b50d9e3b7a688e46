"""What happened in each group of each form, month by month: classes held, hours, who was to come and who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.presence.attendance import attended, lists
from aktywna.domain.presence.class_lists import HOUR, LESSON, NOWHERE, ClassLists
from aktywna.domain.presence.diary_entries import Entries, Said, entries
from aktywna.domain.presence.scheduled import DAYS, Bools, Ints, moment

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
    noted, listed = books.once(entries), lists(books)
    minutes = LESSON if attended(books).unit == "h45" else HOUR
    found = pd.concat([_scheduled(noted, listed, minutes), _marked(noted, listed, minutes)], ignore_index=True)
    found["form"] = np.array(noted.forms, dtype=object)[found["form"].to_numpy(dtype="int64")]
    found["month"] = found["month"].to_numpy(dtype="int64").astype("datetime64[M]").astype("datetime64[s]")
    return found[list(COLUMNS)].sort_values(["form", "group", "month"], ignore_index=True)


def _scheduled(noted: Entries, listed: ClassLists, minutes: int) -> pd.DataFrame:
    table, counted = listed.table, np.flatnonzero(listed.counted)
    form, group, day = table.form[counted], table.group[counted], table.day[counted]
    came = np.bincount(_people(noted, listed, noted.said == Said.CAME), minlength=len(table.form))[counted]
    aside = np.bincount(_people(noted, listed, noted.said == Said.NOTHING), minlength=len(table.form))[counted]
    cell_form, size = listed.cell % len(noted.forms), len(table.groups)
    since, until = (np.sort((cell_form * size + listed.group) * DAYS + np.clip(days, 0, DAYS - 1)) for days in (listed.since, listed.until))
    here = form * size + group
    running = np.searchsorted(since, here * DAYS + day, side="right") - np.searchsorted(until, here * DAYS + day, side="left")
    month = day.astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    rows = pd.DataFrame({
        "form": form, "group": group, "month": month, "classes": 1, "hours": table.length.take(counted).of(minutes),
        "expected": np.maximum(running - aside, came), "came": came,
    })  # fmt: skip
    found = rows.groupby(["form", "group", "month"], as_index=False).agg(
        classes=("classes", "sum"), hours=("hours", _whole), expected=("expected", "sum"), came=("came", "sum")
    )
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
    return np.unique(noted.row[rows] * size + listed.met[rows]) % size


def _marked(noted: Entries, listed: ClassLists, minutes: int) -> pd.DataFrame:
    """The classes that only the diary tells of: those of one day and hour are one."""
    rows = np.flatnonzero((listed.met == NOWHERE) & (noted.said != Said.NOTHING) & ~(listed.off & (noted.said != Said.CAME)))
    entered = pd.DataFrame({
        "form": noted.form[rows], "at": moment(noted.form, noted.day, noted.begins)[rows], "row": noted.row[rows],
        "month": noted.day[rows].astype("datetime64[D]").astype("datetime64[M]").astype("int64"),
        "came": noted.said[rows] == Said.CAME, "hours": noted.length.take(rows).of(minutes),
    })  # fmt: skip
    entered["group"] = ""
    one = entered.groupby(["form", "group", "month", "at"], as_index=False).agg(
        came=("came", "sum"), expected=("came", "size"), low=("hours", "min"), hours=("hours", "max")
    )
    # Where those who came wrote different hours nobody says how long the class was.
    one["hours"] = one["hours"].where(one["hours"] == one["low"])
    people = entered.groupby(["form", "group", "month"], as_index=False).agg(enrolled=("row", "nunique"))
    found = one.groupby(["form", "group", "month"], as_index=False).agg(
        classes=("at", "size"), hours=("hours", _whole), expected=("expected", "sum"), came=("came", "sum")
    )
    return found.merge(people, on=["form", "group", "month"], validate="1:1")


def _whole(hours: pd.Series[float]) -> float:
    """A sum that is not known when one of its parts is not."""
    return float(hours.sum(skipna=False))
