"""Who the rows of the participants' register are about: persons, their sex, birth, age, and whether they take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.each_day import whole_years
from aktywna.domain.cells.identifiers import births, pesel_sex
from aktywna.domain.cells.short_texts import as_numbers, numbered_alike
from aktywna.domain.cells.texts import Bools, arrow, rows_of_one_text, running_numbers
from aktywna.domain.people.pesels import numbers_of
from aktywna.domain.registers.derived import derived
from aktywna.domain.registers.layout import normal
from aktywna.domain.registers.register import Absent, Register
from aktywna.domain.whole_numbers import Ints, places

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

NOT_YET = ("recruited", "reserve")
"""States of people who do not take part."""
NO_RESULT = ("other", "not_applicable", "none")
"""Situations at exit that say that nothing happened."""
STILL_OPEN = "monitoring"
"""An outcome that says that nobody knows yet."""
LEFT = ("finished", "dropped_out")
TAKES_PART = ("active", *LEFT)


@derived("participants", "birth")
def birth(books: Books) -> pd.Series[Any]:
    """The day of birth: as written, else from a valid PESEL; `Absent` when the register has neither column."""
    people = books.participants
    if "birth_date" not in people and "pesel" not in people:
        raise Absent("participants", "birth_date")
    return books.once(born)


@derived("participants", "sex")
def sex(books: Books) -> pd.Series[Any]:
    """`woman` or `man`: as written, else from the tenth digit of a valid PESEL (rules.md L11); `Absent` without both columns."""
    people = books.participants
    if "gender" not in people and "pesel" not in people:
        raise Absent("participants", "gender")
    written = people.get("gender")
    if people.known("gender").all():
        return written.rename("sex")
    return written.where(written.notna(), pesel_sex(people.get("pesel"))).rename("sex")


@derived("participants", "age")
def age(books: Books) -> pd.Series[Any]:
    """Whole years on the day participation starts (rules.md L6); as written when there is no day of birth."""
    people = books.participants
    if not {"birth_date", "pesel", "age_at_start"} & set(people.columns):
        raise Absent("participants", "birth_date")
    counted = whole_years(books.once(born), people.get("start_date"))
    known: pd.Series[Any] = counted.where(counted.notna(), people.get("age_at_start")).rename("age")
    return known


@derived("participants", "asked")
def asked(books: Books) -> pd.Series[Any]:
    """
    `yes` when outcomes or the situation at exit say anything about the participation, `no` when nobody asked.

    A situation that names a result is not taken as an answer: the result itself, with its day, belongs to the outcomes,
    and until it stands there nobody may conclude that it did not happen. What is still being monitored is no answer either.
    Of somebody who came back an outcome answers for the participations that had begun by then; one without any day for each.
    """
    people = books.participants
    said = people.get("situation_1").isin(NO_RESULT).to_numpy(copy=True)
    outcomes = books.get("outcomes")
    if outcomes is not None:
        day = outcomes.get("measured_on").where(outcomes.get("date").isna(), outcomes.get("date"))
        told = (outcomes.get("outcome").notna() & (outcomes.get("outcome") != STILL_OPEN)).to_numpy(dtype=bool)
        numbers = outcomes.get("participant_no")
        codes, known = pd.factorize(people.key)
        # The last day on which anything was said of each number; what has no day may be as late as any.
        last = np.full(len(known) + 1, -1, dtype="int64")
        np.maximum.at(last, _places(numbers[told], known), np.where(day[told].isna(), _SPREAD, _days(day[told])))
        last[-1] = -1
        start = _days(people.get("start_date"))
        first = np.full(len(known) + 1, _SPREAD, dtype="int64")
        np.minimum.at(first, codes, start)
        # What was said before anybody joined is said of the first time.
        said |= (last[codes] >= np.where(start == first[codes], 0, start)) & (codes >= 0)
    return pd.Series(np.where(said, "yes", "no"), dtype="str", name="asked")


@derived("participants", "first_job_date")
def first_job_date(books: Books) -> pd.Series[Any]:
    """
    The first day of employment or self-employment after joining that the outcomes know of.

    Of somebody who came back each participation has its own: a job between the two is no job after the second.
    """
    people, outcomes = books.participants, books.get("outcomes")
    if outcomes is None:
        return pd.Series(pd.NaT, index=people.index, dtype="datetime64[s]", name="first_job_date")
    jobs = outcomes.get("outcome").isin(["employment", "self_employment"]) & outcomes.get("date").notna()
    codes, known = pd.factorize(people.key)
    # A person and a day as one number, in order: the first one that is not before joining is found by halving.
    taken = np.sort(_places(outcomes.get("participant_no")[jobs], known) * _SPREAD + _days(outcomes.get("date")[jobs]))
    at = np.searchsorted(taken, codes * _SPREAD + _days(people.get("start_date")))
    found = np.append(taken, -1)[at]
    after = (codes >= 0) & (found // _SPREAD == codes)
    day = np.where(after, found % _SPREAD - _SHIFT, np.iinfo("int64").min).astype("datetime64[D]").astype("datetime64[s]")
    return pd.Series(day, index=people.index, name="first_job_date")


def _days(days: pd.Series[Any]) -> Ints:
    """Give days as numbers that are not negative: 0 where there is none, which is before any."""
    numbers: Ints = days.to_numpy().astype("datetime64[D]").astype("int64") + _SHIFT
    return np.where(days.isna(), 0, numbers)


@derived("participants", "participating")
def participating(books: Books) -> pd.Series[Any]:
    """
    `yes` for who joined on or before the as-of day, `no` for candidates and the reserve list.

    Not known for somebody said to take part, or whose last day is written, when nobody wrote down the first one.
    """
    people = books.participants
    state, start = people.get("state"), people.get("start_date")
    joined = (start <= pd.Timestamp(books.as_of)) & ~state.isin(NOT_YET)
    ended = people.get("end_date").notna() & ~state.isin(NOT_YET)
    lost = start.isna() & (state.isin(TAKES_PART) | ended)
    found = pd.Series(np.where(joined, "yes", "no"), dtype="str", name="participating")
    return found.mask(lost)


def born(books: Books) -> pd.Series[Any]:
    """
    Give the day of birth of each row: as written, else from a valid PESEL; unknown where neither tells it.

    To be asked by `books.once`.
    """
    people = books.participants
    written = people.get("birth_date")
    if not (lost := ~people.known("birth_date") & people.known("pesel")).any():
        return written.rename("birth")
    return pd.Series(np.where(lost, births(numbers_of(books)), written.to_numpy()), name="birth", copy=False)


def folded(names: pd.Series[Any]) -> pd.Series[Any]:
    """Give names as they are compared, unknown where there is none; each different one is folded once."""
    codes, known = pd.factorize(names)
    plain = pd.array([_folded(str(name)) for name in known], dtype="str").take(codes, allow_fill=True)
    return pd.Series(plain, index=names.index, dtype="str")


def _folded(name: str) -> str | None:
    bare = name.translate(_POLISH)
    # Of letters alone there is nothing to take off; most names are such, and there are many names.
    return bare.lower() if bare.isascii() and bare.isalnum() else normal(name) or None


_POLISH = str.maketrans("ĄĆĘŁŃÓŚŹŻąćęłńóśźż", "ACELNOSZZacelnoszz")


def joined(people: Register) -> Bools:
    """Say who takes or took part by what the register writes: candidates and the reserve list are not asked for anything."""
    return people.among("state", *TAKES_PART) | (people.known("start_date") & ~people.among("state", *NOT_YET))


def rows_of_one_number(books: Books) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give the rows whose participant's number stands in another row too; to be asked by `books.once`."""
    return rows_of_one_text(books.participants.key)


def rows_told(people: Register, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Give rows as a sentence names them: their numbers, with the file and the sheet where the register has several."""
    numbers = people.numbers(rows)
    if len(people.origins) < 2:  # noqa: PLR2004 - one sheet needs no name
        return numbers
    named = [f" ({', '.join(part for part in (origin.file, origin.sheet) if part)})" for origin in people.origins]
    told = np.char.add(numbers.astype(str), np.array(named)[people.origin[np.maximum(rows, 0)]])
    return told.astype(object)


def rows_of_people(people: Register, numbers: pd.Series[Any], days: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """
    Give for each event the row of the participation it belongs to, -1 where the number is unknown: shape (events,).

    A number that stands in several rows (a person in several editions) means the last participation that had begun on
    the day of the event, or the first one when the event is earlier or has no day. Of two that began on one day what they
    say decides, never which stands first.
    """
    if (alone := _only_rows(people, numbers)) is not None:
        return alone
    codes, known = pd.factorize(people.key)
    events = _places(numbers, known)
    if len(known) == len(people):
        # Every number stands in one row: no day decides.
        return events
    start = people.get("start_date").to_numpy().astype("datetime64[D]").astype("int64")
    start = np.where(np.isnat(people.get("start_date").to_numpy()), 0, start) + _SHIFT
    day = np.where(days.isna(), 0, days.to_numpy().astype("datetime64[D]").astype("int64") + _SHIFT)
    order = np.lexsort((_content_rank(people, codes, start), start, codes))
    order = order[codes[order] >= 0]
    keys = codes[order] * _SPREAD + start[order]
    found = np.searchsorted(keys, events * _SPREAD + day, side="right") - 1
    first = np.searchsorted(keys, events * _SPREAD, side="left")
    found = np.clip(np.maximum(found, first), 0, max(len(order) - 1, 0))
    return np.where(events >= 0, order[found], -1) if len(order) else np.full(len(numbers), -1, dtype=np.intp)


def _content_rank(people: Register, codes: Ints, start: Ints) -> Ints:
    """Number the rows that share a person's number and a first day by what they say, who takes part after who does not."""
    rank = np.zeros(len(people), dtype=np.int64)
    order = np.lexsort((start, codes))
    again = (codes[order][1:] == codes[order][:-1]) & (start[order][1:] == start[order][:-1])
    tied = np.sort(order[np.append(again, [False]) | np.append([False], again)])
    if len(tied):
        said = people.frame.iloc[tied].astype("str").fillna("")
        waits = people.among("state", *NOT_YET)[tied]
        contents = list(zip((~waits).tolist(), *(said[column].tolist() for column in sorted(said.columns)), strict=True))
        for place, at in enumerate(sorted(range(len(tied)), key=contents.__getitem__)):
            rank[tied[at]] = place
    return rank


def _only_rows(people: Register, numbers: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.intp]] | None:
    """Give the only row of each number where participants are plainly numbered, each in one row; nothing where they are not."""
    both = _running(people.key, numbers)
    if both is None or int(both[0].max(initial=0)) > _FEW * len(people):
        return None
    ours, theirs = both
    # The last place is for those whom nobody has.
    rows = np.full(int(ours.max(initial=0)) + 2, -1, dtype=np.intp)
    numbered = np.flatnonzero(ours >= 0)
    rows[ours[numbered]] = numbered
    is_alone = np.count_nonzero(rows >= 0) == len(numbered)
    if theirs.max(initial=0) >= len(rows) - 1:
        theirs = np.where(theirs < len(rows) - 1, theirs, -1)
    return rows[theirs] if is_alone else None


def _running(ours: pd.Series[Any], theirs: pd.Series[Any]) -> tuple[Ints, Ints] | None:
    plain = running_numbers(ours)
    others = running_numbers(theirs) if plain is not None else None
    return numbered_alike(ours, theirs) if plain is None or others is None else (plain, others)


_FEW = 8
"""Running numbers are at most so many times as large as the rows are many."""


def _places(numbers: pd.Series[Any], known: pd.Index[Any]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Give the place of each number among the known ones, -1 where it is not there: shape (numbers,)."""
    ours = as_numbers(pd.Series(known, dtype="str"))
    theirs = as_numbers(numbers) if ours is not None else None
    if ours is not None and theirs is not None and ours.all():
        order = np.argsort(ours)
        return np.append(order, -1)[places(theirs, ours[order])]
    found = pc.index_in(_whole(numbers), value_set=pa.array(known.to_numpy(dtype=object), type=pa.large_string()))
    rows: np.ndarray[Any, np.dtype[np.intp]] = pc.fill_null(found, -1).to_numpy(zero_copy_only=False).astype(np.intp)
    return rows


def _whole(text: pd.Series[Any]) -> pa.Array:
    """Give a column as one piece of Arrow."""
    found = arrow(text)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found


_SHIFT = 1_000_000
"""Days added so that no day is negative."""
_SPREAD = 10_000_000
"""More than any day, so that a key is a person and a day."""
