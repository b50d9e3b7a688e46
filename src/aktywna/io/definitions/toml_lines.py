"""Where each key of a TOML file stands: the line that a person has to correct."""

from __future__ import annotations

import re
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""A key as the parsed definition has it: `("indicators", 3, "when", 0, "column")`."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SIMPLE = re.compile(r"[^,\]}#\r\n]+")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_ESCAPES = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Give the line of `path`, or of the nearest table it belongs to; 0 when nothing of it is written."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


def lines_of(text: str) -> dict[KeyPath, int]:
    r"""
    Give the line (from 1) of every table, entry and key of `text`, which must already be known to be valid TOML.

    >>> lines_of('a = 1\n[[b]]\nc = [\n  { d = 2 },\n]')[("b", 0, "c", 0, "d")]
    4
    """
    return _Scan(text).lines


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.entries: dict[KeyPath, int] = {}
        """How many entries each array of tables has so far."""
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _skip(self, what: re.Pattern[str]) -> str:
        match = what.match(self.text, self.at)
        if match is None:
            # Never stand still, whatever the text is.
            self.at += 1
            return ""
        self.at = match.end()
        return match.group()

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self.text.count("\n", 0, self.at) + 1)

    def _next(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        if found:
            self.at += len(sign)
        return found

    def _header(self) -> KeyPath:
        start = self.at
        many = self._next("[[")
        if not many:
            self.at += 1
        names = self._keys()
        path: KeyPath = ()
        for name in names[:-1]:
            path = self._entry((*path, name))
            # A table that has no header of its own begins with the first one inside it.
            self._note(path)
        path = (*path, names[-1])
        self._skip(_SPACE)
        self.at += 2 if many else 1
        end, self.at = self.at, start
        self._note(path)
        if many:
            self.entries[path] = self.entries.get(path, -1) + 1
            path = self._entry(path)
            self._note(path)
        self.at = end
        return path

    def _entry(self, path: KeyPath) -> KeyPath:
        return (*path, self.entries[path]) if path in self.entries else path

    def _keys(self) -> list[str]:
        names: list[str] = []
        while True:
            self._skip(_SPACE)
            quoted = self.at < len(self.text) and self.text[self.at] in "\"'"
            names.append(_unquoted(self._skip(_STRING)) if quoted else self._skip(_BARE))
            self._skip(_SPACE)
            if not self._next("."):
                return names

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        names = self._keys()
        end, self.at = self.at, start
        for length in range(1, len(names) + 1):
            self._note((*table, *names[:length]))
        self.at = end
        self._next("=")
        self._skip(_SPACE)
        self._value((*table, *names))

    def _value(self, path: KeyPath) -> None:
        sign = self.text[self.at : self.at + 1]
        if sign in ("[", "{"):
            self._inside(path, "]" if sign == "[" else "}")
        elif sign in ('"', "'"):
            self._skip(_STRING)
        else:
            self._skip(_SIMPLE)

    def _inside(self, path: KeyPath, close: str) -> None:
        self.at += 1
        entry = 0
        self._skip(_BLANK)
        while self.at < len(self.text) and not self._next(close):
            if close == "]":
                self._note((*path, entry))
                self._value((*path, entry))
                entry += 1
            else:
                self._pair(path)
            self._skip(_BLANK)
            self._next(",")
            self._skip(_BLANK)


def _unquoted(written: str) -> str:
    inside = written[1:-1]
    return inside if written.startswith("'") else _ESCAPES.sub(_letter, inside)


def _letter(escape: re.Match[str]) -> str:
    code = escape.group(1)
    return chr(int(code[1:], 16)) if code[0] in "uU" and len(code) > 1 else _LETTERS.get(code, code)
