"""Numbers by which registers call people otherwise than their own register does: a PESEL, an identifier of the central system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from aktywna.domain.cells.column import Unique
from aktywna.domain.cells.identifiers import PESEL_DIGITS, pesel_valid
from aktywna.domain.cells.texts import marked, taken
from aktywna.domain.registers.columns import Columns
from aktywna.domain.registers.register import Register

_NUMBER = "participant_no"
_AT_LEAST = 5
"""Below so many strangers each is said: they may be slips of the pen."""
_SHARE = 0.9
_FEWEST_DIGITS = PESEL_DIGITS - 3
"""A PESEL loses three zeros at most: those of a year and of a month."""


def renumbered(register: Register, people: Register) -> Register:
    """
    Give a register whose rows call each person by the key that `people` have.

    Where people have no numbers any of their identifiers is one; where they have, a valid PESEL of theirs that is nobody's
    number. A PESEL may have lost its zeros in a column of numbers; case does not matter. What is nobody's stays.
    """
    if _NUMBER not in register.layout.columns or not people.keyed_by:
        return register
    numbered = people.layout.key in people
    if register.is_named_privately != people.has_private_key:
        register = replace(register, is_named_privately=people.has_private_key)
    if _NUMBER not in register:
        return register
    keys = people.key
    written = register[_NUMBER]
    if numbered:
        # Few numbers are as long as a PESEL, which costs less to see than which different numbers there are.
        long = np.flatnonzero(marked(written, lambda texts: texts.lengths >= _FEWEST_DIGITS))
        if not len(long):
            return register
        written = taken(written, long)
    asked = pd.Series(Unique.of(written).words, dtype="str")
    if numbered:
        # Most numbers are no PESEL, which is seen sooner than that they are nobody's.
        asked = asked[pesel_valid(_whole(asked)).fillna(value=False).astype(bool)]
        asked = asked[~asked.isin(keys.dropna())] if len(asked) else asked
    if not len(asked):
        return register
    found = pd.Series(index=asked, dtype=object)
    for column in [column for column in people.layout.key_else if column in people and (column == "pesel" or not numbered)]:
        known = pd.DataFrame({"by": _plain(people[column]), "key": keys}).dropna().drop_duplicates("by").set_index("by")["key"]
        words = _whole(asked) if column == "pesel" else _plain(asked)
        found = found.where(found.notna().to_numpy(), words.map(known).to_numpy(dtype=object))
    meant = pd.Series(np.where(found.notna(), found, asked), index=asked.to_numpy(), dtype="str")
    whole = register[_NUMBER]
    called = whole.map(meant)
    data = register.frame.assign(**{_NUMBER: called.where(called.notna(), whole).astype("str")})
    return replace(register, columns=Columns.of(data))


def lost_numbers(people: Register, registers: Iterable[Register]) -> bool:
    """
    Say whether the numbers of participants are lost: nearly every number in the other registers is nobody's identifier.

    An export that never had numbers is named by identifiers elsewhere too; a register whose column of numbers was deleted
    is not, and then the column is missing.
    """
    if people.layout.key in people or not people.keyed_by:
        return False
    known = people.key.dropna()
    written = [renumbered(register, people)[_NUMBER].dropna() for register in registers if _NUMBER in register]
    named = sum(len(numbers) for numbers in written)
    strange = sum(int((~numbers.isin(known)).sum()) for numbers in written)
    return strange >= _AT_LEAST and strange >= _SHARE * named


def _plain(texts: pd.Series[Any]) -> pd.Series[Any]:
    plain: pd.Series[Any] = texts.str.strip().str.casefold()
    return plain


def _whole(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Give numbers with the zeros of a PESEL put back, where it is valid with them."""
    bare = texts.str.replace(r"\D", "", regex=True)
    padded = bare.str.zfill(PESEL_DIGITS)
    is_short = bare.str.len().between(_FEWEST_DIGITS, PESEL_DIGITS) & pesel_valid(padded).fillna(value=False).astype(bool)
    whole: pd.Series[Any] = _plain(texts).mask(is_short, padded)
    return whole
