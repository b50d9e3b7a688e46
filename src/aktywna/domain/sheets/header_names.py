"""What a header names: the column of a layout, by its name, a synonym, a part of it or a shortened form, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aktywna.domain.registers.layout import Layout, Split, normal
from aktywna.domain.sheets.abbreviations import Abbreviated
from aktywna.domain.sheets.hints import without_hint

INSTEAD = 10
"""From so unsure on a header only stands in for a better one."""
_ORDINALS = frozenset({"lp", "l p"})
_OWN, _EXACT, _ALONE, _SPLIT, _SHORT = 0, 1, 2, 3, 4
_COLUMN_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]?\s+(\D.*)", re.DOTALL)
_NUMBERED_AT_LEAST = 3


@dataclass(frozen=True)
class Header:
    """What is written over a column: its whole text, and parts of it that may name the column alone, the surest first."""

    text: str
    alone: tuple[str, ...] = ()
    row: int = 0
    """Where its last part stands, as shown; 0 means the row of the other headers."""

    @property
    def is_ordinal(self) -> bool:
        """Whether it stands over the numbers of rows."""
        return normal(self.text) in _ORDINALS

    def forms(self) -> Iterator[tuple[int, str]]:
        """Give the ways to compare it, normalised: how sure each is (0 is the surest), and the text."""
        for part, written in enumerate((self.text, *self.alone)):
            yield part, normal(written)
            if "-\n" in written:  # a word parted at the end of a line
                yield part, normal(written.replace("-\n", ""))
            if (bare := without_hint(written)) is not None:
                yield part + 1, normal(bare)


class Names:
    """Every header by which the columns of a layout are known, the office's own ones among them."""

    def __init__(self, layout: Layout, own: Mapping[str, str]) -> None:
        self.layout = layout
        self._own = {normal(written): column for written, column in own.items()}
        self.every: Mapping[str, str] = layout.headers | self._own
        self._split, self._after, self._fallback = layout.splits, layout.followers, layout.fallbacks
        self._abbreviated = Abbreviated(self.every)

    def meaning(self, header: Header, before: str | None) -> tuple[int, str | Split] | None:
        """Give what a header names and how surely (0 is the surest); `before` is the column to the left of it."""
        for part, word in header.forms():
            if word in self._own:
                return _OWN, self._own[word]
            if before is not None and (column := self._after.get(word, {}).get(before)):
                return _EXACT, column
            if word in self.every:
                return _ALONE if part else _EXACT, self.every[word]
            if word in self._split:
                return _SPLIT, self._split[word]
            if word in self._fallback:
                place, column = self._fallback[word]
                return INSTEAD + place, column
        column = self._abbreviated.meant(header.text)
        return (_SHORT, column) if column is not None else None

    def meanings(self, header: Sequence[Header | None]) -> list[tuple[int, str | Split] | None]:
        """Give what each header of a row names."""
        found: list[tuple[int, str | Split] | None] = []
        before: str | None = None
        for written in _unnumbered(header):
            meant = self.meaning(written, before) if written is not None else None
            found.append(meant)
            if written is not None:
                before = meant[1] if meant is not None and isinstance(meant[1], str) else None
        return found


def _unnumbered(header: Sequence[Header | None]) -> Sequence[Header | None]:
    """Take the numbers of columns out of headers in which forms print them: `3 Data/godzina od`."""
    numbered = {at: found for at, one in enumerate(header) if one is not None and (found := _COLUMN_NUMBER.match(one.text))}
    numbers = [int(found[1]) for found in numbered.values()]
    if len(numbers) < _NUMBERED_AT_LEAST or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return header
    bare = {at: found[2] for at, found in numbered.items()}
    return [replace(one, alone=(*one.alone, bare[at])) if one is not None and at in bare else one for at, one in enumerate(header)]
