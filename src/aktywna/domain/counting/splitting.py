"""
Cells that hold several columns in one, taken apart where it is sure how.

`Imię i nazwisko`, `Data od-do`, `Data/godzina`, `PESEL/Inny identyfikator`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aktywna.domain.cells.column import Unique, is_blank, trimmed
from aktywna.domain.cells.dates import day
from aktywna.domain.cells.identifiers import PESEL_DIGITS, pesel_valid
from aktywna.domain.cells.ranges import parted
from aktywna.domain.cells.texts import Bools, series
from aktywna.domain.diaries.class_times import ClassTime, class_time, day_and_time
from aktywna.domain.findings.rule import N_, WARNING, notice
from aktywna.domain.registers.layout import KindName, Split

NOT_PARTED = notice(
    "R012",
    WARNING,
    title=N_("A cell stands for several columns and cannot be taken apart."),
    says=N_("The cell stands for several columns, and what belongs to which is not sure; it is taken as not known."),
    do=N_("Write the first name and the surname, or the number and the date, in a column each."),
    basis="registers.md 6.2",
    about=N_("A name is taken apart only when it has two words: of three, nobody can tell a second first name from a second surname."),
)

# RE2 knows no other spaces by `\s`.
_SPACES = "\\s\u00a0\u202f\u2009"
_TWO_WORDS = f"^(?P<first>[^{_SPACES}]+)[{_SPACES}]+(?P<second>[^{_SPACES}]+)$"
_HYPHEN = f"[{_SPACES}]*[-\u2010\u2011\u2013][{_SPACES}]*"
_TOKENS = re.compile(r"[\s;,()]+")
_LONGEST_DAY = 4
_BETWEEN = f"[{_SPACES}.-]"
# Of eleven signs one or two may have been typed wrong; numbers of passports and identity cards are shorter.
_SLIPS_AT_MOST = 2


@dataclass(frozen=True, eq=False)
class Taken:
    """The texts of each column that a cell held, and the rows where it is not sure what they are."""

    text: Mapping[str, pd.Series[Any]]
    unsure: Bools


def taken_apart(split: Split, cells: pd.Series[Any]) -> Taken:
    """Take the cells of a column apart; ranges of days or hours that cannot be read are left to the beginning's column."""
    if split.by == "words":
        return _words(split, cells)
    if split.by == "day":
        return _only_day(split, cells)
    if split.by == "moment":
        return _moments(split, cells)
    if split.by == "identifier":
        return _identifiers(split, cells)
    kind: KindName = "date" if split.by == "days" else "time"
    both = parted(kind, cells)
    return Taken(dict(zip(split.into, (both.begins, both.ends), strict=False)), np.zeros(len(cells), dtype=np.bool_))


def _words(split: Split, cells: pd.Series[Any]) -> Taken:
    texts = pa.array(trimmed(cells), type=pa.large_string())
    found = pc.extract_regex(pc.replace_substring_regex(texts, _HYPHEN, "-"), _TWO_WORDS)
    unsure: Bools = pc.and_(pc.is_valid(texts), pc.is_null(found)).to_numpy(zero_copy_only=False)
    words = (pc.struct_field(found, name) for name in ("first", "second"))
    return Taken({column: series(pc.cast(word, pa.large_string()), cells) for column, word in zip(split.into, words, strict=True)}, unsure)


def _identifiers(split: Split, cells: pd.Series[Any]) -> Taken:
    """A PESEL, whole or with a slip of the pen, and else the number of another document; a lost zero is a PESEL's if it is valid."""
    bare = trimmed(cells).str.replace(_BETWEEN, "", regex=True)
    digits = bare.str.count("[0-9Oo]").fillna(0)
    whole = (bare.str.len() == PESEL_DIGITS) & (digits >= PESEL_DIGITS - _SLIPS_AT_MOST)
    padded = bare.where(bare.str.fullmatch("[0-9]{8,10}").fillna(value=False).astype(bool)).str.zfill(PESEL_DIGITS)
    is_pesel = (whole | pesel_valid(padded).fillna(value=False).astype(bool)).to_numpy(dtype=bool)
    pesel, other = split.into
    return Taken({pesel: cells.where(is_pesel), other: cells.where(~is_pesel)}, np.zeros(len(cells), dtype=np.bool_))


def _only_day(split: Split, cells: pd.Series[Any]) -> Taken:
    unique = Unique.of(trimmed(cells))
    days = [_day_in(word) for word in unique.words]
    unsure = unique.where([found is None and not is_blank(word) for found, word in zip(days, unique.words, strict=True)])
    return Taken({split.into[0]: unique.each(days, "str")}, unsure)


def _moments(split: Split, cells: pd.Series[Any]) -> Taken:
    """A day and the hours beside it; a cell that holds hours alone, as cells do that repeat their day, has no day."""
    unique = Unique.of(trimmed(cells))
    read = [_moment(word) for word in unique.words]
    text = {column: unique.each([found and found.get(_ROLES.get(column, "day")) for found in read], "str") for column in split.into}
    if "time_from" not in split.into and "time_to" in split.into:
        text["time_to"] = unique.each([found and (found.get("ends") or found.get("begins")) for found in read], "str")
    unsure = unique.where([found is None and not is_blank(word) for found, word in zip(read, unique.words, strict=True)])
    return Taken(text, unsure)


def _moment(word: str) -> dict[str, str | None] | None:
    read: tuple[str | None, ClassTime] | None = day_and_time(word)
    if read is None and (alone := class_time(word)) is not None:
        read = None, alone
    if read is None:
        return None
    written, said = read
    return {"day": written, "begins": said.clock[0], "ends": said.clock[1], "hours": said.hours}


_ROLES = {"time_from": "begins", "time_to": "ends", "hours": "hours"}


def _day_in(text: str) -> str | None:
    """Give the only day written in a text."""
    if (whole := day(text)) is not None:
        return whole.isoformat()
    words = [word for word in _TOKENS.split(text) if word]
    found: set[str] = set()
    start = 0
    while start < len(words):
        lengths = range(min(_LONGEST_DAY, len(words) - start), 0, -1)
        length, read = next(((n, at) for n in lengths if (at := day(" ".join(words[start : start + n]))) is not None), (1, None))
        if read is not None:
            found.add(read.isoformat())
        start += length
    return found.pop() if len(found) == 1 else None
