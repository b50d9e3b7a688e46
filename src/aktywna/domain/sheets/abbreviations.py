"""Headers with shortened words: `Data rozp. udz. w proj.` is read where only one column can be meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from aktywna.domain.registers.layout import normal

_WORDS = re.compile(r"[^\W_]+\.?|[^\s\w]")
_FEWEST = 2
"""Letters that a shortened word keeps at least."""


class Abbreviated:
    """The headers of a register (normalised, with their columns), found by shortened words."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def meant(self, header: str) -> str | None:
        """
        Give the column that a header with shortened words means; nothing when it has none, or may mean several.

        A word that ends with a point stands for one that begins so; the others are written out, and none is left out.

        >>> Abbreviated({"data urodzenia": "birth_date", "data zakonczenia": "end_date"}).meant("Data zakoń.")
        'end_date'
        """
        if "." not in header or len(header) > 100:  # noqa: PLR2004 - no header is longer
            return None
        written = [word for word in _WORDS.findall(header) if normal(word)]
        short = [word.endswith(".") for word in written]
        words = [normal(word) for word in written]
        if not any(short) or any(len(word) < _FEWEST for word, cut in zip(words, short, strict=True) if cut):
            return None
        found = {
            column
            for known, column in self._by_length.get(len(words), ())
            if all(other.startswith(word) if cut else other == word for word, cut, other in zip(words, short, known, strict=True))
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_length(self) -> Mapping[int, list[tuple[list[str], str]]]:
        found: dict[int, list[tuple[list[str], str]]] = {}
        for header, column in self._known.items():
            words = header.split()
            found.setdefault(len(words), []).append((words, column))
        return found
