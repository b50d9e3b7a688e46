"""Who is at risk of not finishing a form because of attendance, and how many absences are left before the gate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.events import NOBODY, owned
from aktywna.domain.duties.due import Due, each, last_participations
from aktywna.domain.findings.rule import N_
from aktywna.domain.presence.attendance import attended, lists
from aktywna.domain.presence.class_lists import HOUR, LESSON
from aktywna.domain.presence.classes import UNITS, cancelled
from aktywna.domain.presence.diary_entries import entries
from aktywna.domain.presence.overlap import days
from aktywna.domain.presence.scheduled import clock_length, form_codes, form_units, written_length
from aktywna.domain.registers.register import Absent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

FEW = 1
"""Whoever has missed something and may miss no more than so many classes is named."""
LEFT = N_(
    "Attendance of {form:name} is {share:percent}; before it falls below {least:percent} for good {hours:hours} may be missed: "
    "{n:count class|classes}."
)
LOST = N_("Attendance of {form:name} is {share:percent}; the threshold of {least:percent} can no longer be reached in its classes.")
_NEAR = 1e-9


def low_attendance(books: Books) -> Iterator[Due]:
    """
    People who take part in a form that is not over, below the threshold or with hardly an absence left.

    Of the classes of the whole form, past and to come, so many hours may be missed as the threshold leaves; without a
    schedule to come the planned length of the form counts. What has been missed is what `attendance_gate` counts as such.
    """
    least = books.value_or("attendance_threshold", None)
    try:
        found = attended(books)
    except Absent:
        return
    if least is None or not len(found.cells) or found.hourless:
        return
    cells = found.cells.assign(**_to_come(books, found.unit))
    with_excused = books.value_or("attendance_gate", "present") == "with_excused"
    there = cells["came"] + (cells["excused"] if with_excused else 0)
    planned = _planned(books, found.unit).reindex(cells["form"]).set_axis(cells.index)
    whole = (cells["scheduled"] + cells["hours_next"]).to_frame().assign(planned=planned).max(axis=1)
    missed = cells["scheduled"] - there
    hours: pd.Series[Any] = whole * (1 - float(least) / 100) - missed
    classes: pd.Series[Any] = (hours / (cells["scheduled"] / cells["classes"]) + _NEAR) // 1
    share = 100 * there / cells["scheduled"]
    row = cells["row"].to_numpy()
    end = books.participants.get("end_date")
    lasts = (last_participations(books) & ~(end <= pd.Timestamp(books.as_of)).to_numpy())[row] & ~_over(books, cells)
    risk = (lasts & (missed > _NEAR) & ((share < float(least) - _NEAR) | (classes <= FEW))).fillna(value=False).to_numpy()
    day = cells["next"].where(cells["next"].notna(), pd.Timestamp(books.as_of))
    names = {form.id: form.name for form in books.project.forms}
    people = books.participants
    at = "end_date" if "end_date" in people else "start_date"
    for says, lost in ((LEFT, False), (LOST, True)):
        rows = np.flatnonzero(risk & ((hours < -_NEAR).to_numpy() == lost))
        facts = {
            "form": [names.get(code) for code in cells["form"].iloc[rows]],
            "share": share.iloc[rows].round(2).tolist(), "least": [least] * len(rows),
            "hours": hours.iloc[rows].clip(lower=0).round(2).tolist(), "n": classes.iloc[rows].clip(lower=0).tolist(),
        }  # fmt: skip
        yield from each("attendance", says, people.places(row[rows], at), day.iloc[rows].tolist(), row[rows].tolist(), facts)


def _to_come(books: Books, unit: str | None) -> dict[str, Any]:
    """Give for each cell the hours of its classes after the as-of day, and the day of the next; nothing without a schedule."""
    cells, listed, noted = attended(books).cells, lists(books), books.once(entries)
    none = {"hours_next": 0.0, "next": pd.NaT}
    classes = books.get("sessions")
    if classes is None or not len(listed.cell):
        return none
    day, form = days(classes["date"], blank=-1), form_codes(classes, noted.forms)
    units = classes.get("unit").map(UNITS).fillna(0).to_numpy(dtype="int64")
    units = np.where(classes.get("unit").notna().to_numpy(), units, form_units(books, noted.forms)[form])
    length = written_length(classes, units.astype("int64")).otherwise(clock_length(classes)).of(LESSON if unit == "h45" else HOUR)
    group = pd.Index(listed.table.groups).get_indexer(pd.Index(classes.get("class_group").fillna("")))
    later = pd.DataFrame({"form": form, "group": group, "day": day, "from": classes.get("time_from"), "hours": length})
    as_of = int(np.datetime64(books.as_of, "D").astype("int64"))
    later = later[(later["day"] > as_of) & ~cancelled(classes) & (group >= 0)].drop_duplicates()
    total = later.groupby(["form", "group"]).agg(hours=("hours", "sum"), next=("day", "min"))
    mine = pd.DataFrame({"cell": listed.cell, "form": listed.cell % len(noted.forms), "group": listed.group})
    mine = mine.join(total, on=["form", "group"]).set_index("cell")
    wanted = cells["row"].to_numpy() * len(noted.forms) + pd.Index(noted.forms).get_indexer(pd.Index(cells["form"]))
    found = mine.reindex(wanted)
    begins = found["next"].to_numpy(dtype="float64")
    nexts = np.where(np.isnan(begins), np.datetime64("NaT", "D"), np.nan_to_num(begins).astype("int64").astype("datetime64[D]"))
    return {"hours_next": found["hours"].fillna(0.0).to_numpy(), "next": nexts.astype("datetime64[s]")}


def _planned(books: Books, unit: str | None) -> pd.Series[float]:
    """Give the planned hours of each form that is planned in hours, in the unit of the diary; as planned where that has none."""
    minutes = LESSON if unit == "h45" else HOUR
    hours = {form.id: form for form in books.project.forms if form.planned is not None and form.unit in UNITS}
    found = {code: float(form.planned or 0) * (UNITS[form.unit] / minutes if unit else 1) for code, form in hours.items()}
    return pd.Series(found, dtype="float64")


def _over(books: Books, cells: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Say which cells are of a form that the register of support says is finished, or not, or has ended."""
    support = books.get("support")
    found = np.zeros(len(cells), dtype=bool)
    if support is None or "form" not in support:
        return found
    owner = owned(books, "support")
    said = support.get("finished").notna() | (support.get("end_date") <= pd.Timestamp(books.as_of))
    over = pd.MultiIndex.from_arrays([owner[owner != NOBODY], support["form"].fillna("")[owner != NOBODY]])[
        said.to_numpy()[owner != NOBODY]
    ]
    return pd.MultiIndex.from_arrays([cells["row"], cells["form"]]).isin(over)
