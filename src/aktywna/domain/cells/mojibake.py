"""Letters that another program has spoilt: how such text looks, what it once was, and the names of encodings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

EncodingName = Literal[
    "utf-8", "utf-16", "cp1250", "iso-8859-2", "cp852",
    "utf-8-as-cp1250", "utf-8-as-cp1252", "cp1250-as-cp1252", "iso-8859-2-as-cp1250",
]  # fmt: skip
"""How a text file may be written. `utf-8-as-cp1250`: text in UTF-8 that a program once took for cp1250 and saved so."""

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_PUNCTUATION = "„”“’‚–—…•€\u00a0§°"
_FOREIGN = "áäčďéěíľöřšťúüýžßÁÄČÉÖŠÜŽ"
_LETTER = r"\p{L}"


@dataclass(frozen=True)
class Misreading:
    """One way of spoiling letters: text of encoding `written`, read as if it were of encoding `taken`."""

    name: str
    written: str
    taken: str
    sure: str
    """What no correct Polish text holds: a regular expression of RE2."""

    @cached_property
    def right(self) -> Mapping[str, str]:
        """What each spoilt sequence once was."""
        known = {_spoilt(letter, self.written, self.taken): letter for letter in POLISH + _PUNCTUATION + _FOREIGN}
        return {wrong: letter for wrong, letter in known.items() if wrong and wrong != letter}

    def repaired(self, text: str) -> str:
        """
        Give `text` with its spoilt letters put right; letters that were never spoilt stay.

        >>> MISREADINGS["utf-8-as-cp1250"].repaired("ZaĹĽĂłĹ‚ciciel, ul. Łąkowa")
        'Zażółciciel, ul. Łąkowa'
        """
        return self._wrong.sub(lambda found: self.right[found[0]], text)

    @cached_property
    def _wrong(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self.right, key=len, reverse=True))))


def _spoilt(letter: str, written: str, taken: str) -> str:
    try:
        stored = letter.encode(written)
    except UnicodeEncodeError:
        return ""
    return "".join(_read(byte, taken) for byte in stored)


def _read(byte: int, encoding: str) -> str:
    # Five bytes mean nothing in cp1250; Windows hands them on as control characters.
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _any_spoilt(written: str, taken: str) -> str:
    return "|".join(sorted({re.escape(_spoilt(letter, written, taken)) for letter in POLISH}))


def _inside(letters: str) -> str:
    return f"{_LETTER}[{letters}]{_LETTER}"


MISREADINGS: Mapping[str, Misreading] = MappingProxyType({
    found.name: found
    for found in (
        Misreading("utf-8-as-cp1250", "utf-8", "cp1250", _any_spoilt("utf-8", "cp1250")),
        Misreading("utf-8-as-cp1252", "utf-8", "cp1252", _any_spoilt("utf-8", "cp1252")),
        # Signs that may stand beside a letter (m³) are never between two.
        Misreading("cp1250-as-cp1252", "cp1250", "cp1252", _inside("¹³¿")),
        Misreading("iso-8859-2-as-cp1250", "iso-8859-2", "cp1250", _inside("±¶")),
    )
})  # fmt: skip
"""The ways that Polish registers are spoilt in, by the name that a definition may give them (registers.md 5.1)."""

LOST = rf"\x{{FFFD}}|{_LETTER}\?{_LETTER}|(^|[\s(„\"-])\?+{_LETTER}{{2}}"
"""Question marks where letters were: between letters, or before a word."""
LOST_AT_END = rf"^{_LETTER}{{3,}}\?+($| \p{{Ll}})"
"""A question mark at the end of the first word: a lost letter where the file has no Polish letter at all, or a question."""
QUESTIONS = frozenset({
    "kto", "kogo", "komu", "czego", "czemu", "gdzie", "kiedy", "dlaczego", "ile", "jak", "jaki", "jaka", "jakie", "czy", "tak", "nie",
})  # fmt: skip
"""Words that ask by themselves."""
