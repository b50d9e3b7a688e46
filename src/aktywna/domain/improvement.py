"""Soft results: pairs of assessments, before and after, and what they say about a person."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aktywna.domain.asking import Asked
from aktywna.domain.condition import Answer
from aktywna.domain.indicator import Indicator
from aktywna.domain.tally import Change, Count, Span

if TYPE_CHECKING:
    from aktywna.domain.books import Books


def change_of(books: Books, indicator: Indicator, span: Span, count: Count) -> Change:
    """Say how many persons were measured before and after, how many improved, and by how much on the average."""
    assert indicator.soft is not None
    assert count.units is not None
    measured = pairs_of(books, indicator)
    chosen = measured[(measured["day"] <= pd.Timestamp(span.end)) & measured["key"].isin(count.units.keys)]
    if chosen.empty:
        return Change(0, 0, None)
    mean = Decimal(str(chosen["change"].mean())).quantize(Decimal("0.01"), ROUND_HALF_UP)
    people = chosen["key"].nunique()
    return Change(people, int(count.cumulative.total or 0), mean)


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
    """Give the complete pairs of assessments: columns key (person), area, change, day (of the last one, or of leaving)."""
    assert indicator.soft is not None
    empty = pd.DataFrame({"key": [], "area": [], "change": [], "day": pd.Series([], dtype="datetime64[s]")})
    assessments = books.get("assessments")
    if assessments is None or len(assessments) == 0:
        return empty
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
    rows = rows[rows["area"].isin(indicator.soft.areas) & rows["score"].notna() & rows["key"].notna()]
    rows = rows.sort_values("day", kind="stable")
    before = rows[rows["phase"] == "pre"].drop_duplicates(["key", "area"], keep="first").set_index(["key", "area"])
    after = rows[rows["phase"] == "post"].drop_duplicates(["key", "area"], keep="last").set_index(["key", "area"])
    both = before.add_suffix("_before").join(after.add_suffix("_after"), how="inner")
    if both.empty:
        return empty
    both = both.reset_index()
    # An opinion that nobody dated was given, at the latest, when participation ended.
    ended = books.participants.get("end_date").groupby(person).max()
    both["day_after"] = both["day_after"].fillna(both["key"].map(ended).astype("datetime64[s]"))
    both["change"] = both["score_after"] - both["score_before"]
    return both.rename(columns={"day_after": "day"})[["key", "area", "change", "day"]]
