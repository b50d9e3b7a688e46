"""Full names in one cell, first name first or last, with or without a title: whether two of them may be one person's."""

from __future__ import annotations

import re
from itertools import product

from rapidfuzz import fuzz

from aktywna.domain.registers.layout import normal

_TITLES = frozenset({"mgr", "dr", "hab", "inz", "lek", "lic", "prof", "pani", "pan"})
_WORD = re.compile(r"[a-z]+")
_LETTERS = 3
"""A shorter word is an initial or a part of a title."""
_LIKE = 80.0
"""Words more like one another (0-100) are one, misspelt."""
_SHARED = 2
"""Who shares so many words shares the whole name, or two trainers in one cell share one of them."""


def words_of(name: str) -> tuple[str, ...]:
    """
    Give the words of a name as they are compared, without titles.

    >>> words_of("mgr Anna TESTOWSKA-Zmyślona"), words_of("J. Testowy")
    (('anna', 'testowska', 'zmyslona'), ('j', 'testowy'))
    """
    return tuple(word for word in _WORD.findall(normal(name)) if word not in _TITLES)


def is_full(name: str) -> bool:
    """
    Whether a name is told in full: two words at least; an initial or a surname alone may be anybody's.

    >>> is_full("Jan Testowy"), is_full("J. Testowy"), is_full("psycholog"), is_full("trener 1")
    (True, False, False, False)
    """
    return sum(len(word) >= _LETTERS for word in words_of(name)) >= _SHARED


def are_two_people(name: str, other: str) -> bool:
    """
    Whether two full names are certainly of two people; in doubt they are not.

    A name within the other (several people in one cell, a second name), an initial and a misspelling are no other person; nor
    are two names that share a woman's first name, for she may have married, or a surname that looks like one.

    >>> are_two_people("Jan Testowy", "Adam Przykładowicz"), are_two_people("Jan Testowy", "Jan Przykładowicz")
    (True, True)
    >>> are_two_people("Jan Testowy", "TESTOWY Jan"), are_two_people("mgr Jan Testowy", "Jan Testovy")
    (False, False)
    >>> are_two_people("Jan Testowy, Ewa Zmyślona", "Ewa Zmyślona"), are_two_people("Ewa Testowska", "Ewa Zmyślona")
    (False, False)
    >>> are_two_people("Jan Testowy", "J. Testowy")
    False
    """
    if not is_full(name) or not is_full(other):
        return False
    mine, theirs = words_of(name), words_of(other)
    same = [(one, another) for one, another in product(mine, theirs) if _is_same(one, another)]
    left, right = (set(words) - {pair[side] for pair in same} for side, words in ((0, mine), (1, theirs)))
    return len(same) < _SHARED and bool(left) and bool(right) and not any(one.endswith("a") for one, _another in same)


def _is_same(one: str, other: str) -> bool:
    return one == other or one == other[:1] or other == one[:1] or fuzz.ratio(one, other) >= _LIKE
