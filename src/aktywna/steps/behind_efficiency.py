"""The people behind a measure of efficiency: how each stands, since when, why, and from which cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from aktywna.domain.counting.deciding import Reason
from aktywna.domain.efficiency.efficient import UNMET, Efficient
from aktywna.domain.efficiency.evidence import Evidence
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.registers.books import Books
from aktywna.steps.behind import keys_shown, name_shown
from aktywna.steps.efficiency import Efficiencies, measures_json
from aktywna.steps.reasons import cells_as_json, link_of, places_of, said_of
from aktywna.steps.tables.cells import day, grid, text
from aktywna.steps.tables.efficiency import STANDING, WHY
from aktywna.words.wording import _


@dataclass(frozen=True)
class Measured:
    """One of the people of a measure."""

    key: str
    name: str
    standing: str
    why: str
    day: date | None
    """The day of the effect; of an effect not known yet the last one on which it would count."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, eq=False)
class BehindMeasure:
    """Everything that is known of the people behind one measure."""

    books: Books
    found: Efficiencies
    code: str
    show_personal: bool = False

    @cached_property
    def people(self) -> list[Measured]:
        """Those with the effect first, then those of whom it is not known, without it, and left out; in the order of the register."""
        one, evidence = self._one, Evidence(self.books, self.found.rules, self._one, self.found.last)
        order = np.lexsort((one.rows, np.array([list(STANDING).index(standing) for standing in one.standing], dtype=int)))
        shown = keys_shown(self.books.participants, one.rows, show_personal=self.show_personal)
        return [
            Measured(shown[at], self._name(int(one.rows[at])), one.standing[at], one.why[at], _day(one.day[at]), evidence.of(at))
            for at in order.tolist()
        ]

    @property
    def almost(self) -> list[Measured]:
        """Those who ended and of whom something is written, only below the minimum or too late: the one thing they lack."""
        return [one for one in self.people if one.standing == UNMET and one.why == "below"]

    def said(self, one: Measured) -> list[str]:
        """Say why somebody stands so: the reason, then what is written."""
        written = [said_of(self.books, reason, show_personal=self.show_personal) for reason in one.reasons]
        return list(dict.fromkeys([*((_sentence(_(WHY[one.why])),) if one.why else ()), *written]))

    @property
    def _one(self) -> Efficient:
        return self.found[self.code]

    def _name(self, row: int) -> str:
        return name_shown(self.books.participants, row) if self.show_personal else ""


def people(behind: BehindMeasure) -> Grid:
    """Give the people behind one measure by their numbers in the register: whether they count, since or until when, why, and from where."""
    rows = [
        (text(one.key), text(one.name), text(_(STANDING[one.standing])), day(one.day), *_why(behind, one))
        for one in behind.people
    ]  # fmt: skip
    columns = (_("Number in the register"), _("Name"), _("Reached the effect?"), _("Day"), _("Why"), _("Cells"))
    note = _("For an effect not known yet, the day is the last one on which it still counts.")
    found = grid(columns, rows, note)
    return found if found is not None else Grid(((Cell(_("Nobody has ended participation.")),),), ())


def almost(behind: BehindMeasure) -> Grid | None:
    """Give who has an effect that is below the minimum or too late; nothing when nobody does."""
    rows = [(text(one.key), text(one.name), *_why(behind, one)) for one in behind.almost]
    return grid((_("Number in the register"), _("Name"), _("The only condition that is not met"), _("Cells")), rows)


def _why(behind: BehindMeasure, one: Measured) -> tuple[Cell, Cell]:
    return text(" ".join(behind.said(one))), Cell(places_of(one.reasons) or None, link=link_of(one.reasons))


def as_json(books: Books, found: Efficiencies | None, who: str | None = None, *, show_personal: bool = False) -> dict[str, Any]:
    """Give the measures for a script, and the people behind the one that was asked for; no keys where nothing was promised."""
    if found is None:
        return {}
    content: dict[str, Any] = {"efficiency": measures_json(found)}
    if who is None:
        return content
    return content | {"indicators": [], "who": _people_json(BehindMeasure(books, found, who, show_personal=show_personal))}


def _people_json(behind: BehindMeasure) -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {standing: [] for standing in STANDING}
    for one in behind.people:
        found[one.standing].append(
            {
                "key": one.key,
                **({"name": one.name} if behind.show_personal else {}),
                "day": one.day.isoformat() if one.day else None,
                "why": one.why or None,
                "said": behind.said(one),
                "cells": cells_as_json(one.reasons, show_personal=behind.show_personal),
            }
        )
    return found


def _day(on: Any) -> date | None:
    known: date | None = None if np.isnat(on) else on.astype("datetime64[D]").astype(object)
    return known


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."
