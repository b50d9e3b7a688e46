"""Who the rows of the participants' register are about: persons, their sex, birth, age, and whether they take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aktywna.domain.derived import derived
from aktywna.domain.identifiers import pesel_birth, pesel_sex, pesel_valid
from aktywna.domain.layout import normal
from aktywna.domain.register import Absent, Register

if TYPE_CHECKING:
    from aktywna.domain.books import Books

NOT_YET = ("recruited", "reserve")
"""States of people who do not take part."""
NO_RESULT = ("other", "not_applicable", "none")
"""Situations at exit that say that nothing happened."""
TAKES_PART = ("active", "finished", "dropped_out")


@derived("participants", "person")
def person(books: Books) -> pd.Series[Any]:
    """
    The person behind each row, as a text key; rows of one person share it, so that nobody is counted twice.

    In order: a valid PESEL, another identifier, name with date of birth, the participant's number. A PESEL that is not
    valid identifies nobody: placeholders such as 00000000000 are shared by strangers.
    """
    people = books.participants
    pesel, other = people.get("pesel"), people.get("other_id")
    named = _folded(people.get("last_name")) + " " + _folded(people.get("first_name"))
    named = named + " " + _born(people).dt.strftime("%Y-%m-%d").astype("str")
    key = ("no:" + people.key.fillna("")).where(people.key.notna(), "row:" + pd.Series(people.data.index, dtype="str"))
    key = ("name:" + named).where(named.notna(), key)
    key = ("id:" + other).where(other.notna(), key)
    return ("pesel:" + pesel).where(pesel_valid(pesel).fillna(False).astype(bool), key).rename("person")


@derived("participants", "birth")
def birth(books: Books) -> pd.Series[Any]:
    """The day of birth: as written, else from a valid PESEL; `Absent` when the register has neither column."""
    people = books.participants
    if "birth_date" not in people and "pesel" not in people:
        raise Absent("participants", "birth_date")
    return _born(people)


@derived("participants", "sex")
def sex(books: Books) -> pd.Series[Any]:
    """`woman` or `man`: as written, else from the tenth digit of a valid PESEL (rules.md L11); `Absent` without both columns."""
    people = books.participants
    if "gender" not in people and "pesel" not in people:
        raise Absent("participants", "gender")
    written = people.get("gender")
    return written.where(written.notna(), pesel_sex(people.get("pesel"))).rename("sex")


@derived("participants", "age")
def age(books: Books) -> pd.Series[Any]:
    """Whole years on the day participation starts (rules.md L6); as written when there is no day of birth."""
    people = books.participants
    if not {"birth_date", "pesel", "age_at_start"} & set(people.data.columns):
        raise Absent("participants", "birth_date")
    start, born = people.get("start_date"), _born(people)
    years = start.dt.year - born.dt.year
    not_yet = (start.dt.month * 100 + start.dt.day) < (born.dt.month * 100 + born.dt.day)
    counted: pd.Series[Any] = (years - not_yet.astype("int64")).astype("Int64")
    known: pd.Series[Any] = counted.where(counted.notna(), people.get("age_at_start")).rename("age")
    return known


@derived("participants", "asked")
def asked(books: Books) -> pd.Series[Any]:
    """
    `yes` when outcomes or the situation at exit say anything about the person, `no` when nobody asked.

    A situation that names a result is not taken as an answer: the result itself, with its day, belongs to the outcomes,
    and until it stands there nobody may conclude that it did not happen.
    """
    people = books.participants
    said = people.get("situation_1").isin(NO_RESULT).to_numpy()
    outcomes = books.get("outcomes")
    if outcomes is not None:
        told = outcomes.get("participant_no")[outcomes.get("outcome").notna()]
        said = said | people.key.isin(told.dropna()).to_numpy()
    return pd.Series(np.where(said, "yes", "no"), dtype="str", name="asked")


@derived("participants", "first_job_date")
def first_job_date(books: Books) -> pd.Series[Any]:
    """The first day of employment or self-employment after joining that the outcomes know of."""
    people, outcomes = books.participants, books.get("outcomes")
    if outcomes is None:
        return pd.Series(pd.NaT, index=people.data.index, dtype="datetime64[s]", name="first_job_date")
    jobs = outcomes.get("outcome").isin(["employment", "self_employment"])
    first = outcomes.get("date")[jobs].groupby(outcomes.get("participant_no")[jobs]).min()
    return first.reindex(people.key).set_axis(people.data.index).astype("datetime64[s]").rename("first_job_date")


@derived("participants", "participating")
def participating(books: Books) -> pd.Series[Any]:
    """
    `yes` for who joined on or before the as-of day, `no` for candidates and the reserve list.

    Not known for somebody said to take part whose first day nobody wrote down.
    """
    people = books.participants
    state, start = people.get("state"), people.get("start_date")
    joined = (start <= pd.Timestamp(books.as_of)) & ~state.isin(NOT_YET)
    lost = start.isna() & state.isin(TAKES_PART)
    found = pd.Series(np.where(joined, "yes", "no"), dtype="str", name="participating")
    return found.mask(lost)


def _born(people: Register) -> pd.Series[Any]:
    written, pesel = people.get("birth_date"), people.get("pesel")
    return written.where(written.notna(), pesel_birth(pesel).astype("datetime64[s]")).rename("birth")


def _folded(names: pd.Series[Any]) -> pd.Series[Any]:
    """Give names as they are compared; each different one is folded once."""
    codes, known = pd.factorize(names)
    folded = pd.array([normal(str(name)) for name in known], dtype="str").take(codes, allow_fill=True)
    return pd.Series(folded, index=names.index)


def first_rows(books: Books) -> np.ndarray[Any, np.dtype[np.intp]]:
    """
    Give for each row the position of the same person's first participation: shape (rows,).

    Of several that begin on one day what they say decides, not where they stand: the order of rows changes nothing.
    """
    people = books.participants
    codes, _ = pd.factorize(books.column("participants", "person"))
    start = people.get("start_date").to_numpy()
    content: np.ndarray[Any, Any] = np.arange(len(people))
    if pd.DataFrame({"person": codes, "start": start}).duplicated().any():
        content = pd.util.hash_pandas_object(people.data.drop(columns=people.layout.key, errors="ignore"), index=False).to_numpy()
    order = np.lexsort((content, start, codes))
    heads = order[np.flatnonzero(np.diff(codes[order], prepend=-1))]
    return heads[codes] if len(codes) else np.empty(0, dtype=np.intp)


def rows_of_people(people: Register, numbers: pd.Series[Any], days: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """
    Give for each event the row of the participation it belongs to, -1 where the number is unknown: shape (events,).

    A number that stands in several rows (a person in several editions) means the last participation that had begun on
    the day of the event, or the first one when the event is earlier or has no day.
    """
    start = people.get("start_date").to_numpy().astype("datetime64[D]").astype("int64")
    codes, known = pd.factorize(people.key)
    events = known.get_indexer(pd.Index(numbers.fillna(""), dtype="str")) if len(known) else np.full(len(numbers), -1)
    start = np.where(np.isnat(people.get("start_date").to_numpy()), 0, start) + _SHIFT
    day = np.where(days.isna(), 0, days.to_numpy().astype("datetime64[D]").astype("int64") + _SHIFT)
    order = np.lexsort((np.arange(len(people)), start, codes))
    order = order[codes[order] >= 0]
    keys = codes[order] * _SPREAD + start[order]
    found = np.searchsorted(keys, events * _SPREAD + day, side="right") - 1
    first = np.searchsorted(keys, events * _SPREAD, side="left")
    found = np.clip(np.maximum(found, first), 0, max(len(order) - 1, 0))
    return np.where(events >= 0, order[found], -1) if len(order) else np.full(len(numbers), -1, dtype=np.intp)


_SHIFT = 1_000_000
"""Days added so that no day is negative."""
_SPREAD = 10_000_000
"""More than any day, so that a key is a person and a day."""
