"""Spans of one owner that overlap, and how many spans run at once: sorted once, never compared in pairs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

Rows = np.ndarray[Any, np.dtype[np.intp]]
OPEN = 10_000_000
"""The end of a span that has not ended: later than any day or minute since 1970-01-01."""
_SECONDS = 24 * 60 * 60
_SHIFT = 10_000_000
"""Added so that nothing before 1970 is negative."""
_SPREAD = 100_000_000
_SMALL = 8
"""Numbers up to so many times the rows are counted in a table."""


def days(values: pd.Series[Any], *, blank: int = OPEN) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give dates as whole days since 1970-01-01, `blank` where there is none: shape (rows,)."""
    raw = values.to_numpy().astype("datetime64[s]", copy=False)
    return np.where(np.isnat(raw), blank, raw.view("int64") // _SECONDS)


def earlier_overlap(owner: Any, start: np.ndarray[Any, Any], end: np.ndarray[Any, Any]) -> Rows:
    """
    Give for each row the position of an earlier span of the same owner that still runs when it begins, else -1.

    `owner` is a column of keys (blank: belongs to nobody), or of whole numbers (below zero: nobody); `start` and `end` are
    whole numbers. A span that begins where another ends does not overlap it, two that begin together do.
    """
    codes = _codes(owner)
    # Who has one span only is left out at once.
    spans = np.bincount(codes + 1, minlength=1)
    found = np.full(len(codes), -1, dtype=np.intp)
    rows = np.flatnonzero((codes >= 0) & (spans[codes + 1] > 1)) if spans[1:].max(initial=0) > 1 else found[:0]
    if not len(rows):
        return found
    order = rows[np.lexsort((start[rows], codes[rows]))]
    group, begins = codes[order].astype("int64"), start[order]
    reach = group * _SPREAD + end[order] + _SHIFT
    running = np.maximum.accumulate(reach)
    holder = np.maximum.accumulate(np.where(reach == running, np.arange(len(order)), 0))
    here, before = slice(1, None), slice(None, -1)
    still = running[before] > group[here] * _SPREAD + begins[here] + _SHIFT
    together = (group[here] == group[before]) & (begins[here] == begins[before])
    found[order[here]] = np.where(still, order[holder[before]], np.where(together, order[before], -1))
    return found


def _codes(owner: Any) -> Rows:
    """Give owners as whole numbers, -1 for nobody; arrays of such numbers, when they are small enough, as they are."""
    if isinstance(owner, np.ndarray) and owner.dtype.kind == "i" and int(owner.max(initial=0)) <= _SMALL * (len(owner) + 1):
        return np.maximum(owner, -1)
    codes: Rows = pd.factorize(pd.Series(owner).where(owner >= 0) if isinstance(owner, np.ndarray) else owner)[0]
    return codes


def at_once(owner: Any, start: np.ndarray[Any, Any], end: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """
    Give for each row how many spans of the same owner run when it begins, itself included: shape (rows,).

    Of those that begin together the later row sees the earlier ones; a span that ends then is over.
    """
    codes = pd.factorize(owner)[0].astype("int64")
    rows = np.flatnonzero(codes >= 0)
    found = np.zeros(len(codes), dtype="int64")
    if not len(rows):
        return found
    group = codes[rows] * _SPREAD
    begins = np.sort(group + start[rows] + _SHIFT)
    # A span of no length still takes its place on the day it begins.
    ends = np.sort(group + np.maximum(end[rows], start[rows] + 1) + _SHIFT)
    at = group + start[rows] + _SHIFT
    first = np.searchsorted(begins, group, side="left")
    order = np.lexsort((rows, at))
    rank = np.empty(len(rows), dtype="int64")
    rank[order] = np.arange(len(rows)) + 1
    over = np.searchsorted(ends, at, side="right") - np.searchsorted(ends, group, side="left")
    found[rows] = rank - first - over
    return found


class Spans(NamedTuple):
    """Spans of time: whose each is (a whole number, negative: nobody's), when it begins and when it ends; shapes (rows,)."""

    owner: Rows
    start: np.ndarray[Any, Any]
    end: np.ndarray[Any, Any]


def meets(ours: Spans, theirs: Spans) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """
    Say for each of our spans whether any of theirs with the same owner shares time with it: shape (rows,).

    A span that ends where another begins does not meet it.
    """
    order = np.lexsort((theirs.start, theirs.owner))
    order = order[theirs.owner[order] >= 0]
    if not len(order):
        return np.zeros(len(ours.owner), dtype=bool)
    group = theirs.owner[order].astype("int64") * _SPREAD + _SHIFT
    first = group + theirs.start[order]
    reach = np.maximum.accumulate(group + theirs.end[order])
    own = ours.owner.astype("int64") * _SPREAD + _SHIFT
    before = np.searchsorted(first, own + ours.end, side="left") - 1
    met: np.ndarray[Any, np.dtype[np.bool_]] = (ours.owner >= 0) & (before >= 0) & (reach[np.maximum(before, 0)] > own + ours.start)
    return met
