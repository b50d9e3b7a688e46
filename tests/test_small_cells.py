"""Numbers too small to be published, and those that a difference would give away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.counting.small_cells import hidden

LEAST = 5
SUMS = [("all", ("women", "men")), ("all", ("new", "again")), ("women", ("new women", "again women")), ("new", ("new women", "new men"))]


def test_none_is_published_and_small_is_not() -> None:
    assert {"a", "b"} == hidden({"none": 0, "a": 1, "b": 4, "c": 5}, [], LEAST)


def test_a_part_that_a_difference_would_give_away_is_withheld_with_another() -> None:
    assert {"women", "men"} == hidden({"all": 50, "women": 47, "men": 3}, [("all", ("women", "men"))], LEAST)


def test_where_the_other_part_is_nobody_the_whole_is_withheld() -> None:
    """All of them are men: whoever knows that no woman is there knows their number from the whole."""
    assert {"all", "men"} == hidden({"all": 3, "women": 0, "men": 3}, [("all", ("women", "men"))], LEAST)


def test_what_stands_nowhere_must_not_follow_either() -> None:
    """90 by now and 88 in the period: two before it, which an earlier page withheld."""
    sums = [("now", ("period", "before"))]

    assert {"period"} == hidden({"now": 90, "period": 88, "before": 2}, sums, LEAST, unpublished=["before"])
    assert set() == hidden({"now": 90, "period": 80, "before": 10}, sums, LEAST, unpublished=["before"])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, int]:
    """Women and men, new and continuing: four cells and the sums over them."""
    cells = {f"{entry} {sex}": draw(st.integers(0, 12)) for entry in ("new", "again") for sex in ("women", "men")}
    women, men = (cells[f"new {sex}"] + cells[f"again {sex}"] for sex in ("women", "men"))
    new, again = (cells[f"{entry} women"] + cells[f"{entry} men"] for entry in ("new", "again"))
    return cells | {"women": women, "men": men, "new": new, "again": again, "all": women + men}


@given(tables())
def test_no_sum_gives_a_withheld_number_away(numbers: dict[str, int]) -> None:
    found = hidden(numbers, SUMS, LEAST)

    assert {key for key, number in numbers.items() if 0 < number < LEAST} <= found
    assert [whole for whole, parts in SUMS if sum(one in found for one in (whole, *parts)) == 1] == []
