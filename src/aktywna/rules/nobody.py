"""A1: what is written of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aktywna.domain.counting.events import marked
from aktywna.domain.findings.finding import Several
from aktywna.domain.findings.rule import N_, WARNING, rule

if TYPE_CHECKING:
    from aktywna.domain.cells.texts import Bools
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register

SAYING = {
    "attendance": (),
    "support": ("start_date", "end_date"),
    "stays": ("start_date",),
    "certificates": ("certificate_no", "date"),
    "outcomes": ("outcome",),
    "assessments": ("score",),
    "contracts": ("contract_no", "date"),
    "timesheets": ("hours",),
}
"""Registers of what people did, and the columns of which one says that a row is not an empty form (of a diary, the mark)."""


@rule(
    "A117",
    WARNING,
    on="attendance",
    says=N_("There is no number of a person in the row, so what it says counts nowhere."),
    do=N_("Enter the number of the participant, or of the member of staff, whom the row is about."),
    basis="count",
)
def row_of_nobody(books: Books) -> Several:
    """
    A row of attendance, support, outcomes or work says nothing of whose it is.

    Looked for in all registers of what people did. Rows that only have a form or a day prepared in advance are not judged;
    of people who are named and not recognised R060 and R061 tell.

    Example:
        participants:
        no | start_date
        1  | 2009-03-02
        attendance:
        participant_no | date       | mark
        1              | 2009-03-02 | present
                       | 2009-03-02 | present   <- A117
                       | 2009-03-02 | excused   <- A117
                       | 2009-03-03 |
        outcomes:
        participant_no | outcome    | date       | evidence
                       | employment | 2009-05-29 | statement   <- A117
    """
    found = []
    for name in SAYING:
        kept, at = books.get(name), "staff_no" if name == "timesheets" else "participant_no"
        if kept is not None and at in kept:
            found.append(kept.hits(_says_something(kept) & ~_names_somebody(kept, at), at=at))
    return Several(found)


def _says_something(events: Register) -> Bools:
    if events.id == "attendance":
        return marked(events)
    found: Bools = np.logical_or.reduce([events.known(column) for column in SAYING[events.id]])
    return found


def _names_somebody(events: Register, at: str) -> Bools:
    """Say which rows have a number, or anything else that stands for it."""
    stand_ins = (column.id for column in events.layout.column if column.stands_for == at)
    found: Bools = np.logical_or.reduce([events.known(column) for column in (at, *stand_ins)])
    return found
