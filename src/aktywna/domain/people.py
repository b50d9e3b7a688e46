"""Who the rows of the participants' register are about: persons, their sex, birth, age, and whether they take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

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
LEFT = ("finished", "dropped_out")
TAKES_PART = ("active", *LEFT)


@derived("participants", "person")
def person(books: Books) -> pd.Series[Any]:
    """
    The person behind each row, as a text key; rows of one person share it, so that nobody is counted twice.

    In order: a valid PESEL, another identifier, name with date of birth, the participant's number with the first name. A
    PESEL that is not valid identifies nobody: placeholders such as 00000000000 are shared by strangers. A row that says
    less joins the only person of whom it can speak: one with the same name and day of birth, else one with the same
    number and first name (or with the same number, where no first name is written). A PESEL decides against names: the
    same number under two names is one person, and A113 tells of it.
    """
    people = books.participants
    pesel, other = people.get("pesel"), people.get("other_id")
    good = pesel_valid(pesel).fillna(value=False).astype(bool)
    sure = good | other.notna()
    key = ("pesel:" + pesel).where(good, "id:" + other)
    if not sure.all():
        key = _of_the_unsure(people, key, sure)
    return key.rename("person")


def _of_the_unsure(people: Register, key: pd.Series[Any], sure: pd.Series[Any]) -> pd.Series[Any]:
    """Give keys to the rows that have no identifier: that of the one person they agree with, else one of their own."""
    number, born = people.key, _born(people)
    # Nobody else can be asked which person a row is: one of the same birthday or of the same number.
    asked = ~sure | born.isin(born[~sure].dropna()) | number.isin(number[~sure].dropna())
    first, last = (folded(people.get(column).where(asked)) for column in ("first_name", "last_name"))
    named = last + " " + first + " " + born.where(asked & last.notna()).dt.strftime("%Y-%m-%d").astype("str")
    numbered = number.where(asked) + ":" + first.fillna("")
    key = key.where(sure, "name:" + named)
    key = _taken_over(key, named, needy=~sure & named.notna(), from_=sure)
    loose = key.isna()
    if loose.any():
        key = key.where(~loose, ("no:" + numbered).where(number.notna(), "row:" + pd.Series(people.data.index, dtype="str")))
        key = _taken_over(key, numbered, needy=loose, from_=~loose)
        key = _taken_over(key, number, needy=loose & first.isna(), from_=~loose | first.notna())
    return key


def _taken_over(key: pd.Series[Any], by: pd.Series[Any], *, needy: pd.Series[Any], from_: pd.Series[Any]) -> pd.Series[Any]:
    """Give the needy rows the key of the rows that agree with them in `by`, where those are all of one person."""
    if not needy.any():
        return key
    givers = pd.DataFrame({"by": by[from_], "key": key[from_]}).dropna().drop_duplicates()
    only = givers.drop_duplicates("by", keep=False).set_index("by")["key"]
    found = by.where(needy).map(only)
    return key.mask(found.notna(), found.astype("str"))


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

    Not known for somebody said to take part, or whose last day is written, when nobody wrote down the first one.
    """
    people = books.participants
    state, start = people.get("state"), people.get("start_date")
    joined = (start <= pd.Timestamp(books.as_of)) & ~state.isin(NOT_YET)
    ended = people.get("end_date").notna() & ~state.isin(NOT_YET)
    lost = start.isna() & (state.isin(TAKES_PART) | ended)
    found = pd.Series(np.where(joined, "yes", "no"), dtype="str", name="participating")
    return found.mask(lost)


def _born(people: Register) -> pd.Series[Any]:
    written, pesel = people.get("birth_date"), people.get("pesel")
    return written.where(written.notna(), pesel_birth(pesel).astype("datetime64[s]")).rename("birth")


def folded(names: pd.Series[Any]) -> pd.Series[Any]:
    """Give names as they are compared, unknown where there is none; each different one is folded once."""
    codes, known = pd.factorize(names)
    plain = pd.array([normal(str(name)) or None for name in known], dtype="str").take(codes, allow_fill=True)
    return pd.Series(plain, index=names.index, dtype="str")


def joined(people: Register) -> pd.Series[Any]:
    """Say who takes or took part by what the register writes: candidates and the reserve list are not asked for anything."""
    state = people.get("state")
    return state.isin(TAKES_PART) | (people.get("start_date").notna() & ~state.isin(NOT_YET))


def rows_told(people: Register, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Give rows as a sentence names them: their numbers, with the file and the sheet where the register has several."""
    numbers = people.numbers(rows)
    if len(people.origins) < 2:  # noqa: PLR2004 - one sheet needs no name
        return numbers
    named = [f" ({', '.join(part for part in (origin.file, origin.sheet) if part)})" for origin in people.origins]
    told = np.char.add(numbers.astype(str), np.array(named)[people.origin[np.maximum(rows, 0)]])
    return told.astype(object)


def other_name_before(people: Register) -> np.ndarray[Any, np.dtype[np.int64]]:
    """
    Give the first row with the same valid PESEL and quite another first name, else -1: shape (rows,).

    Forms and misspellings of one name (`Kasia`, `Hanna` for `Anna`, a second name) are one name; a surname may change.
    """
    found = np.full(len(people), -1, dtype=np.int64)
    if "pesel" not in people or "first_name" not in people:
        return found
    pesel = people["pesel"]
    codes = pd.factorize(pesel.where(pesel.duplicated(keep=False) & pesel_valid(pesel).fillna(value=False).astype(bool)))[0]
    rows = np.flatnonzero(codes >= 0)
    if len(rows):
        _, heads, back = np.unique(codes[rows], return_index=True, return_inverse=True)
        heads = rows[heads][back]
        names = folded(people["first_name"])
        mine, theirs = names.iloc[rows].to_numpy(dtype=object), names.iloc[heads].to_numpy(dtype=object)
        for place in np.flatnonzero(~pd.isna(mine) & ~pd.isna(theirs) & (mine != theirs)):
            if _quite_other(mine[place], theirs[place]):
                found[rows[place]] = heads[place]
    return found


_LIKE = 60.0
"""Names less like one another (0-100) are two names."""


def _quite_other(name: str, other: str) -> bool:
    return not set(name.split()) & set(other.split()) and name[0] != other[0] and fuzz.ratio(name, other) < _LIKE


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
