"""Tables of soft results by area, and of assessments that have no other to be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
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
    """Each area of each soft result, which the definition may name shorter than the indicator: assessed twice, improved, mean change."""
    names = _areas(books, language)
    results = {area.id: area.result.say(language) for area in (books.project.soft.areas if books.project.soft else ()) if area.result}
    rows = [
        (
            text(count.indicator.id),
            text(results.get(one.area) or name_of(count.indicator, language)),
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
    Who has one assessment of areas and not the other, by the participant's number: a row each, with the areas.

    The final one of somebody who still takes part is not missing yet.
    """
    names = _areas(books, language)
    left = books.participants.get("end_date").notna().to_numpy() if books.get("participants") is not None else ()
    each = [one for count in counts for one in (count.change.unpaired if count.change else ())]
    found: dict[tuple[int, str], set[str]] = {}
    for one in each:
        if one.missing == "pre" or left[one.row]:
            found.setdefault((one.row, one.missing), set()).add(one.area)
    if not found:
        return None
    ordered = sorted(found)
    keys = keys_shown(books.participants, [row for row, _missing in ordered])
    rows = [
        (text(key), text(_areas_said(found[row, missing], names)), text(_(MISSING[missing])))
        for key, (row, missing) in zip(keys, ordered, strict=True)
    ]
    made = grid([_("No."), _("Participant"), _("Areas"), _("What is missing")], numbered(rows))
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


def _areas_said(found: AbstractSet[str], names: Mapping[str, str]) -> str:
    """Name areas in the order of the definition; all of them are not named one by one."""
    if len(found) > 1 and found >= set(names):
        return _("all areas assessed")
    return ", ".join(name for area, name in names.items() if area in found)


def _areas(books: Books, language: Language) -> dict[str, str]:
    return {area.id: area.name.say(language) for area in (books.project.soft.areas if books.project.soft else ())}
