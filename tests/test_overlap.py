"""Spans that overlap, against the plain comparison of every pair."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.presence.overlap import Spans, at_once, earlier_overlap, meets

SPANS = st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.integers(0, 12), st.integers(0, 6)), max_size=12)


def _columns(spans):
    owner = pd.Series([who for who, _, _ in spans], dtype="str")
    start = np.array([begin for _, begin, _ in spans], dtype="int64")
    return owner, start, start + np.array([length for _, _, length in spans], dtype="int64")


@given(SPANS)
def test_a_row_overlaps_as_pairs_say(spans):
    owner, start, end = _columns(spans)
    pairs = [
        any(
            spans[other][0] == spans[row][0] is not None
            and (start[other], other) < (start[row], row)
            and (end[other] > start[row] or start[other] == start[row])
            for other in range(len(spans))
        )
        for row in range(len(spans))
    ]

    assert pairs == (earlier_overlap(owner, start, end) >= 0).tolist()


@given(SPANS)
def test_as_many_are_there_as_pairs_say(spans):
    owner, start, end = _columns(spans)
    stay = np.maximum(end, start + 1)
    pairs = [
        sum(
            spans[other][0] == spans[row][0] is not None and (start[other], other) <= (start[row], row) and stay[other] > start[row]
            for other in range(len(spans))
        )
        for row in range(len(spans))
    ]

    assert pairs == at_once(owner, start, end).tolist()


OWNED = st.lists(st.tuples(st.sampled_from([0, 1, -1]), st.integers(0, 12), st.integers(1, 6)), max_size=10)


@given(OWNED, OWNED)
def test_spans_meet_as_pairs_say(ours, theirs):
    mine, others = (
        Spans(
            *(
                np.array(column, dtype="int64")
                for column in ([one[0] for one in rows], [one[1] for one in rows], [one[1] + one[2] for one in rows])
            )
        )
        for rows in (ours, theirs)
    )
    pairs = [
        any(who == whose >= 0 and begin < start + length and start < begin + lasts for whose, start, length in theirs)
        for who, begin, lasts in ours
    ]

    assert pairs == meets(mine, others).tolist()
