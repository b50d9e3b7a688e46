"""`explained.toml`: the explanations that an office keeps beside its definition, as they are written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from aktywna.domain.findings.explained import NO_SUCH_KEY, NOT_TOML, Written
from aktywna.domain.findings.finding import Finding, Place
from aktywna.io.definitions.faults import proposals
from aktywna.io.definitions.toml_lines import KeyPath, line_of, lines_of

FILE = "explained.toml"
_TABLE = "explained"
_KEYS = ("rule", "register", "key", "who", "on", "why")
_LINE = re.compile(r"line (\d+)")


def read_explanations(folder: Path) -> tuple[list[Written], list[Finding]]:
    """Give the explanations in the folder's `explained.toml`, and what is wrong with the file; nothing when it has none."""
    try:
        content = (folder / FILE).read_bytes()
    except OSError:
        return [], []
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return [], [_not_toml(content.count(b"\n", 0, error.start) + 1)]
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = _LINE.search(str(error))
        return [], [_not_toml(int(where[1]) if where else content.count(b"\n") + 1)]
    return _entries(raw, lines_of(text))


def _entries(raw: Mapping[str, Any], lines: Mapping[KeyPath, int]) -> tuple[list[Written], list[Finding]]:
    written: list[Written] = []
    findings = [_unknown(key, (_TABLE,), _at(lines, (key,))) for key in raw if key != _TABLE]
    listed = raw.get(_TABLE)
    for position, entry in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(entry, dict):
            continue
        strange = [key for key in entry if key not in _KEYS]
        findings += [_unknown(key, _KEYS, _at(lines, (_TABLE, position, key))) for key in strange]
        if not strange:
            words = {key: _text(entry.get(key)) for key in _KEYS if key != "on"}
            place = _at(lines, (_TABLE, position))
            written.append(
                Written(words["rule"], words["register"], words["key"], words["who"], _day(entry.get("on")), words["why"], place)
            )
    return written, findings


def _text(value: object) -> str:
    """A number of a participant may stand without quotation marks."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _day(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            return None
    return date(value.year, value.month, value.day) if isinstance(value, date) else None


def _at(lines: Mapping[KeyPath, int], path: KeyPath) -> Place:
    return Place(file=FILE, row=line_of(lines, path), register=_TABLE)


def _unknown(key: str, known: tuple[str, ...], place: Place) -> Finding:
    return Finding(NO_SUCH_KEY.code, NO_SUCH_KEY.severity, place, {"value": key, "near": proposals(key, known)["nearest"]})


def _not_toml(line: int) -> Finding:
    return Finding(NOT_TOML.code, NOT_TOML.severity, Place(FILE, row=line, register=_TABLE), {"file": FILE, "line": line})
