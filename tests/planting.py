"""How faults are planted in a clean project: one function a rule, which gives the place where its finding must stand."""

from __future__ import annotations

from collections.abc import Callable

from aktywna.domain.findings.rule import rules
from aktywna.io import shipped
from aktywna.steps.explain.page import declare_all
from clean_books import Book, Spot

Plant = Callable[[Book], Spot | None]

declare_all()
RULES = rules()
FAULTS: dict[str, Plant] = {}
ERAS: dict[str, tuple[str, ...]] = {}
ALL = "target = { total = 3, women = 2, men = 1 }"
IDLE = {"labour_status": "inactive", "labour_detail": "other", "occupation": "", "employer": ""}
GONE = {"state": "finished", "completed_as_planned": "yes", "situation_1": "not_applicable"}
AGAIN = {"start_date": "2015-09-01", "declaration_date": "2015-09-01", "age_at_start": ""}
LATER = ("end = 2015-12-31", "end = 2016-12-31")
"""The project's term, a year longer."""


def fault(code: str, *eras: str) -> Callable[[Plant], Plant]:
    """
    Declare how the fault of a rule is planted; the function gives its place, nothing for one in the definition.

    `eras` are those in which it can be planted, where fewer than those for which the rule holds.
    """

    def declare(plant: Plant) -> Plant:
        FAULTS[code] = plant
        ERAS[code] = eras or RULES[code].eras or shipped.eras()
        return plant

    return declare
