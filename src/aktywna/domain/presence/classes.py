"""Classes and shifts: from when to when they lasted, which were called off, and who of the staff they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.people.participants import folded
from aktywna.domain.presence.overlap import Spans, days
from aktywna.domain.sheets.keys import NONE, Keys

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

LESSON = 45
"""Minutes of the shortest hour in use, the lesson hour."""
HOUR = 60
DAY = 24 * HOUR
UNITS = {"h45": LESSON, "h60": HOUR}
ROUNDED = 0.05
"""Hours written to a tenth may be so much more than they are, and no unit of hours should be accused of it."""
Answers = np.ndarray[Any, np.dtype[np.bool_]]
Minutes = np.ndarray[Any, np.dtype[np.int64]]


def times(events: Register) -> tuple[Answers, Minutes, Minutes]:
    """
    Say which rows tell from when to when, and give both as minutes since midnight, 0 where they are blank: shapes (rows,).

    Of a row over midnight the end is that of the next day: more than the minutes of one.
    """
    begins, ends = events.get("time_from"), events.get("time_to")
    start, end = begins.to_numpy(dtype="int64", na_value=0), ends.to_numpy(dtype="int64", na_value=0)
    told: Answers = (begins < ends).to_numpy(dtype=bool, na_value=False)
    back = (begins >= ends).to_numpy(dtype=bool, na_value=False)
    if back.any():
        night = back & ~_is_swapped(events, back) & ~several_days(events) & (start != end)
        told, end = told | night, np.where(night, end + DAY, end)
    return told, start, end


def times_swapped(events: Register) -> Answers:
    """Say which rows end before they begin, and not on the next day: shape (rows,)."""
    back = (events.get("time_from") >= events.get("time_to")).to_numpy(dtype=bool, na_value=False)
    return back & _is_swapped(events, back) & ~several_days(events) if back.any() else back


def _is_swapped(events: Register, back: Answers) -> Answers:
    """
    Say which rows that end no later than they begin have their times swapped rather than last over midnight.

    The hours entered decide, in minutes of 45 to 60: those between the two times, or those through the night. Where none are
    entered, the shorter of the two does, and equal times tell nothing.
    """
    found, rows = np.zeros(len(events), dtype=np.bool_), np.flatnonzero(back)
    begins, ends = (events.get(column).iloc[rows].to_numpy(dtype="float64") for column in ("time_from", "time_to"))
    hours = events.get("hours").iloc[rows].to_numpy(dtype="float64", na_value=np.nan)
    hours = np.where(hours > 0, hours, np.nan)
    between, night = begins - ends, DAY - (begins - ends)
    near, far = (np.maximum(np.maximum(hours * LESSON - span, span - hours * HOUR), 0) for span in (between, night))
    found[rows] = np.where(np.isnan(hours), (between < night) & (between > 0), near < far)
    return found


def longer_than(events: Register, hour: int) -> pd.Series[Any]:
    """
    Say which rows enter more hours, of so many minutes each, than lie between their own times; NA where it is not told.

    Hours may be rounded to a tenth: 160 minutes are 2.67 or 2.7 hours.
    """
    told, begins, ends = times(events)
    return ((events["hours"] - ROUNDED) * hour > ends - begins).where(told)


def cancelled(classes: Register) -> Answers:
    """Say which classes of the schedule were called off: shape (rows,)."""
    found: Answers = classes.get("state").isin(["cancelled"]).to_numpy()
    return found


def several_days(events: Register) -> Answers:
    """Say which rows are of several days, from `date` to `date_to`: shape (rows,)."""
    if "date_to" not in events:
        return np.zeros(len(events), dtype=np.bool_)
    found: Answers = (events["date_to"] > events["date"]).to_numpy(dtype=bool)
    return found


def day_spans(events: Register) -> tuple[Minutes, Minutes]:
    """Give the first day of each row and the day after its last one, as whole days since 1970-01-01: shapes (rows,)."""
    first = days(events["date"], blank=0)
    return first, np.where(several_days(events), days(events.get("date_to"), blank=0), first) + 1 if "date_to" in events else first + 1


def lengths(classes: Register) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Give how many minutes each class lasted: by its times, else by its hours, of 60 minutes when nobody says; NaN: not known."""
    told, begins, ends = times(classes)
    unit = classes.get("unit")
    minutes = unit.map(UNITS).astype("float64").where(unit.notna(), float(HOUR))
    by_hours = (classes.get("hours") * minutes).to_numpy(dtype="float64", na_value=np.nan)
    return np.where(told, ends - begins, by_hours)


def staff_named(books: Books, names: pd.Series[Any]) -> tuple[Keys, Keys]:
    """
    Find the people of the staff by name: a number for each of `names` and for each row of the staff's register.

    Names are compared without case and diacritics, first name first or last. `NONE` for a name that the register does not
    have, or that two people in it share.
    """
    staff = books.staff
    first, last = folded(staff["first_name"]), folded(staff["last_name"])
    codes = pd.factorize(staff.key)[0].astype("int64")
    called = pd.concat([first + " " + last, last + " " + first], ignore_index=True)
    both = pd.DataFrame({"name": called, "code": np.tile(codes, 2)}).dropna()
    both = both[both["code"] >= 0].drop_duplicates()
    known = both.drop_duplicates("name", keep=False).set_index("name")["code"]
    found = known.reindex(folded(names)).fillna(NONE).to_numpy(dtype="int64")
    return found, codes


def unsure_employment(staff: Register) -> Answers:
    """Say which rows of the register of staff do not tell when somebody was employed: no first day, or a last one before it."""
    found: Answers = (staff["start_date"].isna() | (staff.get("end_date") < staff["start_date"])).to_numpy(dtype=bool)
    return found


def employment(staff: Register, owner: Keys) -> Spans:
    """Give the spans of employment in the register of staff, in whole days; `owner` says whose each is. What has not ended is open."""
    return Spans(owner, days(staff["start_date"], blank=0), days(staff.get("end_date")) + 1)
