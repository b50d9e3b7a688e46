"""Tables of soft results by area, and of assessments that have no other to be compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aktywna.domain.counting.tally import Count
from aktywna.domain.findings.rule import N_
from aktywna.domain.grid import Cell, Grid
from aktywna.domain.promises.model import Language
from aktywna.domain.registers.books import Books
from aktywna.steps.behind import keys_shown
from aktywna.steps.tables.cells import EMPTY, grid, listed, measured, numbered, text, whole
from aktywna.steps.tables.figures import name_of
from aktywna.words.wording import _

SHOWN = 20
"""Assessments of a list that stand on paper."""
MISSING = {"pre": N_("the initial assessment"), "post": N_("the final assessment")}


def by_area(books: Books, counts: Iterable[Count], language: Language) -> Grid | None:
    """Each area of each soft result: assessed before and after, improved, mean change of score."""
    names = _areas(books, language)
    rows = [
        (
            text(count.indicator.id),
            text(name_of(count.indicator, language)),
            text(names.get(one.area, one.area)),
            whole(one.measured),
            measured(one.improved),
            EMPTY if one.mean_change is None else Cell(one.mean_change, "number"),
        )
        for count in counts
        for one in (count.change.areas if count.change else ())
    ]
    columns = [_("No."), _("Code"), _("Soft result"), _("Area"), _("Assessed before and after"), _("Improved"), _("Mean change of score")]
    return grid(columns, numbered(rows))


def unpaired(books: Books, counts: Iterable[Count], language: Language) -> Grid | None:
    """
    Who has one assessment of an area and not the other, once each, by the participant's number.

    The final one of somebody who still takes part is not missing yet.
    """
    names = _areas(books, language)
    left = books.participants.get("end_date").notna().to_numpy() if books.get("participants") is not None else ()
    each = [one for count in counts for one in (count.change.unpaired if count.change else ())]
    found = {(one.row, one.area, one.missing) for one in each if one.missing == "pre" or left[one.row]}
    if not found:
        return None
    ordered = sorted(found)
    keys = keys_shown(books.participants, [row for row, _area, _missing in ordered])
    rows = [
        (text(key), text(names.get(area, area)), text(_(MISSING[missing])))
        for key, (_row, area, missing) in zip(keys, ordered, strict=True)
    ]
    made = grid([_("No."), _("Participant"), _("Area"), _("What is missing")], numbered(rows))
    return listed(made, SHOWN, _("this report in Excel (--format xlsx)"))


def as_json(books: Books, count: Count) -> dict[str, Any]:
    """Give the areas of a soft result and its assessments without a pair, as keys of the count document; empty for others."""
    if count.change is None:
        return {}
    keys = keys_shown(books.participants, [one.row for one in count.change.unpaired]) if count.change.unpaired else []
    areas = [
        {"area": one.area, "measured": one.measured, "improved": one.improved,
         "mean_change": None if one.mean_change is None else str(one.mean_change)}
        for one in count.change.areas
    ]  # fmt: skip
    return {
        "areas": areas,
        "unpaired": [{"key": key, "area": one.area, "missing": one.missing} for key, one in zip(keys, count.change.unpaired, strict=True)],
    }


def _areas(books: Books, language: Language) -> dict[str, str]:
    return {area.id: area.name.say(language) for area in (books.project.soft.areas if books.project.soft else ())}
