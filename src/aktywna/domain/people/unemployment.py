"""Since when somebody is unemployed, and whether that is long: one definition for rules and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.each_day import months_before
from aktywna.domain.registers.derived import derived
from aktywna.domain.registers.register import Absent

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

DEFINED_BY = ("long_term_months", "long_term_months_young", "young_age", "long_term_within_months")
"""Values of the programme period that say what long is."""


def long_term_from(books: Books) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """
    Give the last first day of unemployment that is not yet long-term at the start, and the months it takes.

    Both of shape (rows,): a date, unknown without a first day of participation or, where the age matters, without a day
    of birth; and a number. Who lost work earlier is long-term unemployed (rules.md 2: more than 6 or 12 months).
    """
    people = books.participants
    start, age = people["start_date"], books.column("participants", "age")
    young_below = books.value_or("young_age", 0)
    grown, young = int(books.number("long_term_months")), int(books.value_or("long_term_months_young", 0))
    is_young = (age < int(young_below)).fillna(value=False).astype(bool)
    months = pd.Series(np.where(is_young & (young > 0), young, grown), dtype="int64", copy=False)
    limit = months_before(start, grown)
    if young:
        limit = np.where(months == young, months_before(start, young), limit)
        limit[age.isna().to_numpy()] = np.datetime64("NaT", "s")
    return pd.Series(limit, copy=False), months


@derived("participants", "long_term")
def long_term(books: Books) -> pd.Series[Any]:
    """
    `yes` or `no` as it is marked; where nothing is, as the day since which the person was unemployed says.

    In PO KL the months of two years are added up, which one day cannot tell: there only a mark counts.
    """
    people = books.participants
    detail, since = people.get("labour_detail"), people.get("unemployed_since")
    found = pd.Series(np.where(detail.eq("long_term"), "yes", "no"), index=detail.index, dtype="str", name="long_term").where(
        detail.notna()
    )
    open_ = detail.isna() & since.notna()
    if not open_.any() or books.value_or("long_term_within_months", None) is not None:
        return found
    try:
        limit, _months = long_term_from(books)
    except Absent:
        return found
    judged = open_ & limit.notna() & (since <= people.get("start_date"))
    return found.mask(judged & (since < limit), "yes").mask(judged & (since >= limit), "no")
