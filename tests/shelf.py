"""
Projects that lie open on a shelf: who opens the same files on the same day again is given the books that were opened before.

Books are never changed, only replaced (see `domain.registers.books`), so tests may share them, with what was worked out of
them and what each rule found in them. Files are compared by what is in them, wherever they lie. A test that is about reading
the same twice calls `read_anew` in between.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import aktywna.steps.check as checking
import aktywna.steps.open as opening
from aktywna.domain.findings.rule import Rule, rules
from aktywna.domain.registers.books import Books
from aktywna.words.wording import language

_ROOM = 40
"""More projects than the tests of one file open by turns."""
_OUTPUTS = "raporty"
"""What lies there is read only where a definition names it."""
_shelf: OrderedDict[Hashable, opening.Opened] = OrderedDict()
_found: WeakKeyDictionary[Books, dict[Hashable, Any]] = WeakKeyDictionary()


def read_anew() -> None:
    """Clear the shelf: what is opened next is read from its files and looked at by every rule."""
    _shelf.clear()


def _opened_once(open_books: Callable[..., opening.Opened]) -> Callable[..., opening.Opened]:
    @wraps(open_books)
    def opened(project: Path, **asked: Any) -> opening.Opened:
        folder = project if project.is_dir() else project.parent
        definition = folder / "project.toml" if project.is_dir() else project
        # Files that lie elsewhere are not compared.
        text = definition.read_bytes() if definition.is_file() else b".."
        if asked.get("registers") is not None or b".." in text or _OUTPUTS.encode() in text:
            return open_books(project, **asked)
        key = (definition.name, tuple(_files(folder)), language(), date.today(), repr(sorted(asked.items())))  # noqa: DTZ011 - as asked there
        if key not in _shelf:
            _shelf[key] = open_books(project, **asked)
            _found[_shelf[key].books] = {}
        _shelf.move_to_end(key)
        if len(_shelf) > _ROOM:
            _shelf.popitem(last=False)
        return replace(_shelf[key], folder=folder)

    return opened


def _found_once(find: Callable[[Books, Rule], Any]) -> Callable[[Books, Rule], Any]:
    @wraps(find)
    def found(books: Books, rule: Rule) -> Any:
        known = _found.get(books)
        if known is None:
            return find(books, rule)
        if (key := _as_it_is(rule)) not in known:
            known[key] = find(books, rule)
        return known[key]

    return found


def answered(books: Books, answers: Mapping[str, Any]) -> None:
    """Tell what some rules say of books, by their codes, so that they are not asked."""
    known = rules()
    _found[books] = {_as_it_is(known[code]): answer for code, answer in answers.items()}


def _as_it_is(rule: Rule) -> Hashable:
    """Give what tells a rule from another; a test may break one, or weigh it otherwise."""
    return rule.code, rule.finds, rule.severity, language()


def _files(folder: Path) -> list[tuple[str, int, str]]:
    """Names, rights and contents of a project's files."""
    found = ((path.relative_to(folder), path) for path in sorted(folder.rglob("*")))
    return [
        (name.as_posix(), path.stat().st_mode, sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for name, path in found
        if name.parts[0] != _OUTPUTS
    ]


opening.open_books = _opened_once(opening.open_books)
ask = checking._found
"""Ask a rule what it finds in books, whatever is known; it is `Absent` where it had to wait."""
checking._found = _found_once(ask)
