"""What has to be done by when, and of whom: each with its day, the cell it is about and the facts of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from aktywna.domain.findings.finding import Place
from aktywna.domain.findings.rule import N_
from aktywna.domain.people.participants import NOT_YET

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

DueKind = Literal[
    "result", "evidence", "efficiency", "follow_up", "planned_end", "unfinished", "attendance", "contract", "assessment", "report"
]
KINDS: Mapping[DueKind, str] = {
    "result": N_("results after leaving"),
    "evidence": N_("evidence of results"),
    "efficiency": N_("employment after leaving"),
    "follow_up": N_("follow-up"),
    "planned_end": N_("planned end passed"),
    "unfinished": N_("unfinished path"),
    "attendance": N_("low attendance"),
    "contract": N_("social contract"),
    "assessment": N_("final assessment"),
    "report": N_("reporting calendar"),
}
"""What each kind of duty is called, in the order in which those of one day are told."""
NOBODY = -1


@dataclass(frozen=True)
class Due:
    """One thing to be done."""

    kind: DueKind
    day: date
    """The day by which it is to be done; it has passed when it lies before the as-of day."""
    says: str
    """The sentence, with places for the facts."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    """The cell to look at or to fill in."""
    row: int = NOBODY
    """The participation it is about, as a row of the participants' register; `NOBODY` for what is about the project."""


def last_participations(books: Books) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """
    Say which rows are the last participation of somebody who takes or took part (rules.md L8): shape (rows,).

    Who came back is asked about once more only after leaving for the last time.
    """
    people = books.participants
    start = people.get("start_date")
    here = (start <= pd.Timestamp(books.as_of)).to_numpy() & ~people.get("state").isin(NOT_YET).to_numpy()
    codes = pd.factorize(books.column("participants", "person"))[0]
    rows = np.flatnonzero(here)
    order = rows[np.lexsort((rows, start.to_numpy()[rows], codes[rows]))]
    found = np.zeros(len(people), dtype=bool)
    found[order[np.flatnonzero(np.diff(codes[order], append=-1))]] = True
    return found


def told(  # noqa: PLR0913 - what a duty is made of
    kind: DueKind, says: str, register: Register, rows: Any, days: Any, of: Any, *, at: str, **facts: Any
) -> Iterator[Due]:
    """
    Give a duty for each of `rows` of `register`, the cell `at` in it.

    `days` (by when), `of` (whose participation) and the facts have a value for each row of the register, or one for all.
    """
    rows = np.asarray(rows, dtype=np.intp)
    taken = {name: _values(values, rows) for name, values in facts.items()}
    yield from each(kind, says, register.places(rows, at), _values(days, rows), _values(of, rows), taken)


def each(  # noqa: PLR0913 - what a duty is made of
    kind: DueKind, says: str, places: Sequence[Place], days: Sequence[Any], of: Sequence[int], facts: Mapping[str, Sequence[Any]], /
) -> Iterator[Due]:
    """Give a duty for each of `places`; everything else has a value for each of them."""
    for position, place in enumerate(places):
        day = pd.Timestamp(days[position]).date()
        yield Due(kind, day, says, {"day": day, **{name: values[position] for name, values in facts.items()}}, place, int(of[position]))


def reports_due(books: Books, within: int) -> Iterator[Due]:
    """The reports whose day comes; of those whose day has passed nobody says whether they were sent."""
    says = N_("The report for {name:quote} ({start:day}–{end:day}) is due.")
    for one in books.project.calendar:
        if one.due is not None and books.as_of <= one.due <= books.as_of + timedelta(days=within):
            yield Due("report", one.due, says, {"name": one.name, "start": one.start, "end": one.end, "day": one.due})


def planned_ends(books: Books) -> Iterator[Due]:
    """
    Participations that were to end by now and have no last day.

    They were to end with their edition, else with the project.
    """
    people, project = books.participants, books.project
    says = N_("Participation was to end by {day:day} at the latest, and no last day is entered.")
    term = project.period.end or date.max
    ends = {edition.id: pd.Timestamp(min(edition.end, term)) for edition in project.editions}
    planned = people.get("edition").map(ends).astype("datetime64[s]")
    if project.period.end is not None:
        planned = planned.fillna(pd.Timestamp(project.period.end))
    open_ = last_participations(books) & people.get("end_date").isna().to_numpy() & ~people.unreadable("end_date")
    over = open_ & (planned < pd.Timestamp(books.as_of)).to_numpy()
    yield from told("planned_end", says, people, np.flatnonzero(over), planned, np.arange(len(people)), at="end_date")


def in_order(found: Sequence[Due]) -> tuple[Due, ...]:
    """Put duties in order: of day, kind, and place."""
    kinds = list(KINDS)

    def key(one: Due) -> tuple[Any, ...]:
        return one.day, kinds.index(one.kind), one.place.file, one.place.sheet, one.place.row, one.place.column, str(one.facts)

    return tuple(sorted(found, key=key))


def _values(values: Any, rows: Any) -> list[Any]:
    if isinstance(values, pd.Series):
        return [None if pd.isna(value) else value for value in values.iloc[rows].tolist()]
    if isinstance(values, np.ndarray):
        taken: list[Any] = values[rows].tolist()
        return taken
    return [values] * len(rows)
