"""Soft results: pairs of assessments, before and after, and what they say about a person."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.counting.asking import Asked
from aktywna.domain.counting.tally import AreaChange, Change, Count, Span, Unpaired
from aktywna.domain.promises.condition import Answer
from aktywna.domain.promises.indicator import Indicator

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Register


def change_of(books: Books, indicator: Indicator, span: Span, count: Count) -> Change:
    """Say how many persons were measured before and after, how many improved, and by how much on the average."""
    assert indicator.soft is not None
    assert count.units is not None
    measured = pairs_of(books, indicator)
    people = books.column("participants", "person").iloc[count.units.rows]
    chosen = measured[(measured["day"] <= pd.Timestamp(span.last)) & measured["key"].isin(people)]
    return Change(
        chosen["key"].nunique(),
        int(count.cumulative.total or 0) if len(chosen) else 0,
        _mean(chosen["change"]),
        tuple(_of_area(chosen[chosen["area"] == area], area, indicator.soft.improved_by) for area in indicator.soft.areas),
        tuple(_unpaired(books, indicator, span, count.units.rows)),
    )


def _of_area(pairs: pd.DataFrame, area: str, improved_by: Decimal) -> AreaChange:
    change = pairs["change"]
    improved = int((change >= float(improved_by) - 1e-9).sum())
    return AreaChange(area, len(pairs), improved, _mean(change), _mean(pairs["before"]), _mean(pairs["after"]))


def _mean(change: pd.Series[Any]) -> Decimal | None:
    return Decimal(str(change.mean())).quantize(Decimal("0.01"), ROUND_HALF_UP) if len(change) else None


def _unpaired(books: Books, indicator: Indicator, span: Span, rows: np.ndarray[Any, Any]) -> Iterator[Unpaired]:
    """Give each assessment without the other one, by person and area; one of a later day has not happened yet."""
    phases = _phases(books, indicator)
    if phases is None:
        return
    row_of = dict(zip(books.column("participants", "person").iloc[rows], rows.tolist(), strict=True))
    there = {name: {key for key, day in zip(found.index, found["day"], strict=True) if not day > pd.Timestamp(span.last)}
             for name, found in zip(("pre", "post"), phases, strict=True)}  # fmt: skip
    for key, area in sorted(there["pre"] ^ there["post"], key=lambda one: (row_of.get(one[0], -1), one[1])):
        if key in row_of:
            yield Unpaired(row_of[key], area, "post" if (key, area) in there["pre"] else "pre")


def soft_answer(books: Books, indicator: Indicator) -> Asked:
    """
    Say for each participant's row whether the assessments improved.

    Yes: at least `at_least` areas rose by `improved_by`. No: every area has its pair and too few rose. Otherwise unknown.
    """
    assert indicator.soft is not None
    pairs = pairs_of(books, indicator)
    rose = pairs[pairs["change"] >= float(indicator.soft.improved_by) - 1e-9]
    people = books.column("participants", "person").reset_index(drop=True)
    risen = people.map(rose.groupby("key").size()).fillna(0).to_numpy()
    paired = people.map(pairs.groupby("key").size()).fillna(0).to_numpy()
    yes = risen >= indicator.soft.at_least
    missing = len(indicator.soft.areas) - paired
    no = ~yes & (risen + missing < indicator.soft.at_least)
    day = pairs.groupby("key")["day"].max().reindex(people).to_numpy().astype("datetime64[s]")
    return Asked(Answer(yes, no), np.where(yes, day, np.datetime64("NaT", "s")))


def pairs_of(books: Books, indicator: Indicator) -> pd.DataFrame:
    """Give the complete pairs of assessments: columns key (person), area, before, after, change, day (of the last one, or of leaving)."""
    assert indicator.soft is not None
    pairs = books.once(_pairs)
    return pairs[pairs["area"].isin(indicator.soft.areas)]


def _pairs(books: Books) -> pd.DataFrame:
    """Give the pairs of every area, as `pairs_of` does of those of an indicator."""
    empty = pd.DataFrame({"key": [], "area": [], "before": [], "after": [], "change": [], "day": pd.Series([], dtype="datetime64[s]")})
    phases = books.once(_assessed)
    if phases is None:
        return empty
    before, after = phases
    both = before.add_suffix("_before").join(after.add_suffix("_after"), how="inner")
    if both.empty:
        return empty
    both = both.reset_index()
    # An opinion that nobody dated was given, at the latest, when participation ended.
    ended = books.participants.get("end_date").groupby(books.column("participants", "person")).max()
    both["day_after"] = both["day_after"].fillna(both["key"].map(ended).astype("datetime64[s]"))
    both["change"] = both["score_after"] - both["score_before"]
    named = {"score_before": "before", "score_after": "after", "day_after": "day"}
    return both.rename(columns=named)[["key", "area", "before", "after", "change", "day"]]


def _phases(books: Books, indicator: Indicator) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Give the first initial and the last final assessment of each person and area of an indicator, as `_assessed` does."""
    assert indicator.soft is not None
    found = books.once(_assessed)
    if found is None:
        return None
    before, after = (one[one.index.get_level_values("area").isin(indicator.soft.areas)] for one in found)
    return before, after


def _assessed(books: Books) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Give the first initial and the last final assessment of each person and area: columns score, day; nothing without any."""
    assessments = books.get("assessments")
    if assessments is None or len(assessments) == 0:
        return None
    person = books.column("participants", "person")
    number = books.participants.key
    owner = assessments.get("participant_no").map(dict(zip(number.fillna(""), person, strict=True)))
    rows = pd.DataFrame(
        {
            "key": owner.to_numpy(),
            "area": assessments.get("area").to_numpy(),
            "phase": assessments.get("phase").to_numpy(),
            "score": assessments.get("score").to_numpy(),
            "day": assessments.get("date").to_numpy(),
        }
    )
    rows = rows[rows["area"].notna() & rows["score"].notna() & rows["key"].notna()]
    rows = rows.sort_values("day", kind="stable")
    before = rows[rows["phase"] == "pre"].drop_duplicates(["key", "area"], keep="first").set_index(["key", "area"])
    after = rows[rows["phase"] == "post"].drop_duplicates(["key", "area"], keep="last").set_index(["key", "area"])
    return before, after


def compared(scores: Register, rows: np.ndarray[Any, np.dtype[np.intp]]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give, of one person's assessments, those that are compared: the first initial and the last final one of each area."""
    told = pd.DataFrame({"area": scores.get("area"), "phase": scores.get("phase"), "day": scores.get("date")}).iloc[rows]
    told = told.assign(row=rows).sort_values("day", kind="stable")
    before = told[told["phase"] == "pre"].drop_duplicates("area", keep="first")["row"]
    after = told[told["phase"] == "post"].drop_duplicates("area", keep="last")["row"]
    return np.sort(np.concatenate([before, after]))
