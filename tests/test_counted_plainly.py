"""What is counted over whole columns is what a person with a list would count, entry after entry."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from aktywna.domain.cells.short_texts import as_numbers, numbered_alike
from aktywna.domain.counting.tally import Span
from aktywna.domain.people.participants import rows_of_people
from aktywna.domain.presence.attendance import attended
from aktywna.domain.whole_numbers import agreed, distinct, places, repeated
from aktywna.steps.count import count
from aktywna.steps.split import broken_down
from aktywna.steps.split_words import splits_of
from effort import effort
from tables import Rows, books_of

ALWAYS = Span(date(2000, 1, 1), date(2199, 12, 31))
# Close together and far apart: numbers are marked in a table or sorted.
WHOLE = st.one_of(st.integers(0, 9), st.sampled_from([0, 7, 10**6, 10**12]))
DEFINITION = {"forms": [{"id": "kis", "kind": "class"}, {"id": "psy", "kind": "individual"}], "paths": [{"id": "pal"}, {"id": "kis"}]}


def ints(numbers: list[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.array(numbers, dtype="int64")


class TestWholeNumbers:
    @given(st.lists(WHOLE), st.lists(WHOLE))
    def test_which_there_are_and_where(self, numbers: list[int], others: list[int]) -> None:
        known = sorted(set(others))

        assert sorted(set(numbers)) == distinct(ints(numbers)).tolist()
        assert [known.index(one) if one in known else -1 for one in numbers] == places(ints(numbers), ints(known)).tolist()
        assert [at for at, one in enumerate(numbers) if numbers.count(one) > 1] == repeated(ints(numbers)).tolist()

    @given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([1.0, 2.5, None])), max_size=12))
    def test_what_all_of_a_group_say(self, told: list[tuple[int, float | None]]) -> None:
        said = [{value for group, value in told if group == one and value is not None} for one in range(5)]
        found = agreed(ints([group for group, _ in told]), np.array([value for _, value in told], dtype="float64"), 5)

        assert [one.pop() if len(one) == 1 else None for one in said] == [None if np.isnan(one) else one for one in found]


NUMBERS = st.sampled_from(["1", "7", "07", "12", "U1", "U7", "U07", "U12", "UCZ/2018/0001", "UCZ/2018/0012", "Ż1", "1a", "U", None])
ALIKE = st.integers(0, 20).map(lambda one: f"U{one}")
WRITTEN = st.one_of(st.lists(NUMBERS, max_size=8), st.lists(ALIKE, min_size=1, max_size=8))


class TestNumbersOfPeople:
    @given(WRITTEN, WRITTEN)
    def test_texts_are_told_apart_by_their_numbers(self, ours: list[str | None], theirs: list[str | None]) -> None:
        """Two cells have one number if they hold one text, and an empty cell has none."""
        columns = [pd.Series(one, dtype="str") for one in (ours, theirs)]
        texts = [*ours, *theirs]
        for found in (numbered_alike(*columns), [as_numbers(one) for one in columns]):
            if found is None or found[0] is None or found[1] is None:
                continue
            numbers = [*found[0].tolist(), *found[1].tolist()]
            assert [[one == other for other in texts] for one in texts] == [[one == other for other in numbers] for one in numbers]

    @given(st.lists(st.tuples(NUMBERS, st.sampled_from(["2016-03-01", "2016-05-01", ""])), min_size=1, max_size=8), WRITTEN)
    @effort(1 / 2)
    def test_an_event_finds_its_row(self, people: list[tuple[str | None, str]], events: list[str | None]) -> None:
        """The last participation that had begun on the day, else the first; of a number that nobody has, none."""
        rows = Rows({"participants": [["no", "start_date", "gender"], *([number or "", day, "woman"] for number, day in people)]})
        days = pd.Series(pd.to_datetime(["2016-04-01"] * len(events))).astype("datetime64[s]")
        # A start that is not known counts as the earliest.
        starts = [date.fromisoformat(day) if day else date.min for _, day in people]

        def slow(number: str | None) -> int:
            mine = sorted((starts[at], at) for at, (one, _) in enumerate(people) if one == number and number)
            begun = [at for start, at in mine if start <= date(2016, 4, 1)]
            return begun[-1] if begun else mine[0][1] if mine else -1

        found = rows_of_people(books_of(rows).participants, pd.Series(events, dtype="str"), days)

        assert [slow(number) for number in events] == found.tolist()


PEOPLE = ["1", "2", "3", "9"]
ENTRY = st.tuples(
    st.sampled_from(PEOPLE), st.sampled_from(["kis", "psy", ""]), st.sampled_from(["", *(f"2016-03-0{day}" for day in range(1, 6))]),
    st.sampled_from(["", "09:00", "11:00"]), st.sampled_from(["2", "3", ""]),
    st.sampled_from(["present", "absent", "excused", "not_scheduled", ""]),
)  # fmt: skip
STRANGER = ("9", "kis", "2016-03-01", "", "2", "absent")
"""Goes first, so that the row below the headers is never taken for a second row of them."""
CLASSES = st.sets(st.sampled_from([f"2016-03-0{day}" for day in range(1, 8)]))
RANKS = {"present": 0, "excused": 1, "absent": 2, "not_scheduled": 3, "": 3}


def best_of(entries: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Each class of each person once, as marked best and longest; of strangers, without a day and before joining none."""
    found: dict[object, tuple[str, ...]] = {}
    for who, form, day, begins, hours, mark in entries:
        if who not in {"1", "2", "3"} or not day or (who == "3" and day < "2016-03-03"):
            continue
        # Hours where nothing is marked mean that the person was there.
        said = "present" if not mark and hours else mark
        # Without an hour two classes of a day are told apart by how long they were.
        key = (who, form, day, begins, "" if begins else hours)
        one = (who, form, day, begins, hours, said)
        if key not in found or (RANKS[said], -float(hours or -1)) < (RANKS[found[key][5]], -float(found[key][4] or -1)):
            found[key] = one
    return list(found.values())


def lasted(entries: list[tuple[str, ...]]) -> list[tuple[str, str, str, float, str]]:
    """Give each entry the hours of its class: its own, else those that all who came to it write."""
    came = defaultdict(set)
    for _who, form, day, begins, hours, said in entries:
        if said == "present" and hours:
            came[form, day, begins].add(float(hours))
    known = {key: one.pop() for key, one in came.items() if len(one) == 1}
    return [
        (who, form, day, float(hours) if hours else known.get((form, day, begins), float("nan")), said)
        for who, form, day, begins, hours, said in entries
    ]


def rounded(sums: dict[tuple[str, str], list[float]]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {key: tuple(f"{one:.3f}" for one in some) for key, some in sums.items()}


class TestAttendance:
    @given(st.lists(ENTRY, max_size=14), st.randoms(use_true_random=False))
    @effort(1 / 4)
    def test_a_diary_added_up_by_hand(self, entries: list[tuple[str, ...]], chance) -> None:
        """Twice in any order, with numbers that nobody has, empty cells, two classes a day."""
        slow: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 6)
        for who, form, _day, hours, said in lasted(best_of(entries)):
            if RANKS[said] == RANKS[""]:
                continue
            sums = slow[who, form]
            for at, counts in enumerate((True, said == "present", said == "excused")):
                sums[at] += hours if counts else 0.0
                sums[at + 3] += counts

        assert rounded(slow) == rounded(self.fast(entries, set(), chance))

    @given(st.lists(ENTRY.filter(lambda one: one[1] == "kis"), max_size=10), CLASSES, st.randoms(use_true_random=False))
    @effort(1 / 4)
    def test_a_schedule_added_up_by_hand(self, entries: list[tuple[str, ...]], classes: set[str], chance) -> None:
        """Everybody whom the diary shows at a class was to come to all at which somebody's attendance is entered; each a day of 2 hours."""
        entries = [(who, form, day, "", "2", mark) for who, form, day, _begins, _hours, mark in entries]
        noted: dict[tuple[str, str], str] = {}
        for who, _form, day, _begins, _hours, said in best_of(entries):
            noted[who, day] = min(said, noted.get((who, day), said), key=lambda one: RANKS[one])
        says = {key for key, said in noted.items() if RANKS[said] < RANKS[""]}
        held = {day for _who, day in says if day in classes}
        slow: dict[tuple[str, str], list[float]] = {}
        for who, since in (("1", ""), ("2", ""), ("3", "2016-03-03")):
            member = any((who, day) in says for day in classes)
            # What the diary says is not scheduled for the person is none of the person's classes.
            mine = (
                {day for day in held if day >= since and noted.get((who, day), "absent") in {"present", "excused", "absent"}}
                if member
                else set()
            )
            extra = {day for one, day in says if one == who and day not in classes}
            told = {said: [day for day in mine | extra if noted.get((who, day)) == said] for said in ("present", "excused")}
            numbers = [float(len(one)) for one in (mine | extra, told["present"], told["excused"])]
            if numbers[0]:
                slow[who, "kis"] = [*(2 * one for one in numbers), *numbers]

        assert rounded(slow) == rounded(self.fast(entries, classes, chance))

    @staticmethod
    def fast(entries: list[tuple[str, ...]], classes: set[str], chance) -> dict[tuple[str, str], list[float]]:
        twice = [*entries, *entries]
        chance.shuffle(twice)
        tables = {
            "participants": [["no", "start_date"], ["1", "2016-03-01"], ["2", "2016-03-01"], ["3", "2016-03-03"]],
            "attendance": [["participant_no", "form", "date", "time_from", "hours", "mark"], *map(list, [STRANGER, *twice])],
        }
        if classes:
            tables["sessions"] = [["date", "form", "hours"], *([day, "kis", "2"] for day in [*classes, *classes])]
        cells = attended(books_of(Rows(tables, DEFINITION, date(2016, 3, 31)))).cells
        sums = cells[["scheduled", "came", "excused", "classes", "classes_came", "classes_excused"]].to_numpy(dtype="float64")
        keys = [(str(row + 1), form) for row, form in zip(cells["row"], cells["form"], strict=True)]
        return dict(zip(keys, sums.tolist(), strict=True))


PERSON = st.tuples(
    st.sampled_from(["woman", "man", ""]), st.sampled_from(["", "pal", "kis", "pal; kis"]), st.sampled_from(["2016-03-01", "2017-03-01"])
)


class TestBreakdowns:
    @given(st.lists(PERSON, min_size=1, max_size=10), st.lists(ENTRY, max_size=12))
    @effort(1 / 4)
    def test_people_under_each_value_counted_one_by_one(self, people: list[tuple[str, ...]], entries: list[tuple[str, ...]]) -> None:
        tables = {
            "participants": [["no", "gender", "path", "start_date"], *([str(at), *one] for at, one in enumerate(people, 1))],
            "attendance": [["participant_no", "form", "date", "time_from", "hours", "mark"], *map(list, [STRANGER, *entries])],
        }
        books = books_of(Rows(tables, DEFINITION), "pokl-2007", indicators=[{"id": "people", "name": "x"}])
        span = Span(date(2016, 1, 1), date(2016, 12, 31))
        tally = count(books, span)
        came = defaultdict(set)
        for who, form, _day, _begins, hours, mark in entries:
            if mark == "present" or (not mark and hours):
                came[who].add(form or "unknown")
        values = {
            "gender": [{gender or "unknown"} for gender, _path, _day in people],
            "path": [set(path.split("; ")) if path else {"unknown"} for _gender, path, _day in people],
            "form": [(came[str(at)] - {"unknown"}) or {"unknown"} for at, _ in enumerate(people, 1)],
        }
        begun = [day < "2017" for _gender, _path, day in people]

        for name, of_each in values.items():
            slow: dict[tuple[str, ...], int] = defaultdict(int)
            for one, joined in zip(of_each, begun, strict=True):
                for value in one:
                    slow[(value,)] += joined
            broken = broken_down(books, tally["people"], splits_of(name)[0], span)
            assert {key: many for key, many in slow.items() if many} == broken.period == broken.since, name
