"""Numbers of people too small to be published, and those that would give them away by a difference."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

Key = Hashable
Equation = tuple[Key, tuple[Key, ...]]
"""A whole and its parts, which add up to it."""


def hidden(numbers: Mapping[Key, int], sums: Iterable[Equation], least: int, *, unpublished: Iterable[Key] = ()) -> frozenset[Key]:
    """
    Give the numbers that must not be published: those from 1 to below `least`, and as many more as keep them from being worked out.

    `sums` say which numbers add up to which; those that `numbers` do not know are left out of account. `unpublished` are
    numbers that stand nowhere, but must not follow from others when they are small. Of what could be withheld besides, parts
    go before wholes and small numbers before large ones.

    >>> sorted(hidden({"all": 90, "new": 87, "again": 3, "women": 50}, [("all", ("new", "again"))], 5))
    ['again', 'new']
    >>> sorted(hidden({"all": 90, "new": 80, "again": 10}, [("all", ("new", "again"))], 5))
    []
    """
    apart = frozenset(unpublished)
    known = [(whole, parts) for whole, parts in sums if all(one in numbers for one in (whole, *parts))]
    small = {key for key, number in numbers.items() if 0 < number < least}
    withheld = set(small)
    # Each round withholds at least one more number, so there is an end.
    while more := _given_away(numbers, known, withheld, apart, small):
        withheld.add(more)
    return frozenset(withheld - apart)


def _given_away(
    numbers: Mapping[Key, int], sums: Sequence[Equation], withheld: set[Key], apart: frozenset[Key], small: set[Key]
) -> Key | None:
    """Give the next number to withhold, where a sum still tells one that is withheld; nothing where none does."""
    for whole, parts in sums:
        every = (whole, *parts)
        missing = [one for one in every if one in withheld or one in apart]
        if len(missing) != 1 or (missing[0] in apart and missing[0] not in small):
            continue
        left = [one for one in parts if one not in missing and numbers[one]]
        if left or whole not in missing:
            return min(left, key=lambda one: numbers[one]) if left else whole
    return None
