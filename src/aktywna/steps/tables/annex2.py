"""Annex 2 of a claim of PO KL (rules.md 7.1): the flow of participants, and the groups that the programme asks about apart."""

from __future__ import annotations

import numpy as np
import pandas as pd

from aktywna.domain.counting.tally import Bools
from aktywna.domain.grid import Grid
from aktywna.steps.tables.cells import EMPTY, Cells, Header, by_sex, grid, legend, text, whole
from aktywna.steps.tables.people import People
from aktywna.steps.telling import name_of
from aktywna.words.wording import _

ASKED = "claim_annex"
"""The value of a programme period that says whether its claims have the annex."""
GROUPS = ("minority", "minority_migrant", "foreign_origin", "disability", "homeless", "other_disadvantage")
"""Columns of the participants' register that say who belongs to a group the annex asks about (rules.md 7.1: S80)."""


def flows(people: People) -> Grid | None:
    """Persons who began, came back, continue, finished and broke off participation: in the period and up to its end."""
    if people.books.get("participants") is None:
        return None
    rows = people.rows
    everyone = np.ones(len(rows), bool)
    still = everyone & ~people.ended
    body: list[Cells] = [
        _row(_("have begun participation"), people.counted(everyone)),
        _row(_("have come back to the project"), people.counted(_came_back(rows))),
        (text(_("continue participation at the end of the period")), *(EMPTY,) * 3, *map(whole, people.counted(still)[1])),
        _row(_("have finished participation"), people.counted(people.finished, "end")),
        _row(_("have broken off participation"), people.counted(people.broke_off, "end")),
    ]
    columns: list[Header] = [_("Number of persons who"), by_sex(_("In the period")), by_sex(_("Cumulative"))]
    note = _(
        "Whoever begins again after an earlier participation ended came back; whoever has begun and not ended by the last day of the"
        " period continues. The programme's own definitions of these rows were not found: this reading is an assumption."
    )
    return grid(columns, body, f"{legend()} {note}", every=True)


def groups(people: People) -> Grid | None:
    """Participants of the groups that the annex asks about apart, where the register says who belongs to them."""
    register = people.books.get("participants")
    if register is None:
        return None
    asked = [column for column in GROUPS if column in register]
    body = [_row(name_of("column", column), people.counted(people.having(column, "yes"))) for column in asked]
    columns: list[Header] = [_("Group"), by_sex(_("In the period")), by_sex(_("Cumulative"))]
    note = _("The figures are persons who began participation, each counted once.")
    return grid(columns, body, f"{note} {legend()}")


def _came_back(rows: pd.DataFrame) -> Bools:
    """Mark the participations that began after an earlier one of the same person had ended."""
    order = rows.assign(at=np.arange(len(rows)))[rows["counts"].to_numpy() & rows["start"].notna().to_numpy()]
    order = order.sort_values(["start", "at"], kind="stable")
    # The first end among the person's earlier participations.
    ends = order.groupby("person", sort=False)["end"].cummin()
    earlier = ends.groupby(order["person"], sort=False).shift()
    back = np.zeros(len(rows), dtype=bool)
    back[order["at"].to_numpy()[(earlier < order["start"]).to_numpy()]] = True
    return back


def _row(said: str, found: tuple[tuple[int, int, int], tuple[int, int, int]]) -> Cells:
    return (text(said), *(whole(number) for numbers in found for number in numbers))
