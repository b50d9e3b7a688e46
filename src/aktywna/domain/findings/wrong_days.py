"""A class under a day that cannot be right: what rules say of everybody who was there is one fault, at the day's own cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.counting.events import came
from aktywna.domain.findings.finding import Fact, Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, notice
from aktywna.domain.sheets.keys import NONE, Keys, keys
from aktywna.domain.sheets.sheet import letters, letters_of

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Origin, Register

WRONG_DAY = notice(
    "A449",
    ERROR,
    title=N_("A class stands under a day on which most of those present could not be there."),
    says=N_(
        "The class stands under {day:day}, and {n:n} of {there:count person|people} marked as present could not be there ({codes:list})."
    ),
    do=N_(
        "Correct the day or the hours of the class. If they are right, compare with it the first and last days of these people, "
        "and the other classes at which they were then."
    ),
    basis="count",
    about=N_(
        "When a day in the header of a diary is wrong, rules accuse everybody who was at that class. It is one fault, so it is said "
        "once, at the header; so it is of a class that has a row for each person and the wrong day in all of them. The codes in "
        "brackets are the rules that accuse these people; all their cells are listed."
    ),
)
WRONG_DIARY = notice(
    "A450",
    ERROR,
    title=N_("All the days of a diary are such that most of those present could not be there."),
    says=N_(
        "On each of the {n:count day|days} of this diary, {first:day}–{last:day}, most of those present could not be there ({codes:list})."
    ),
    do=N_(
        "Check the year and the month in the title, in the name of the sheet and of the file, and in the headers. "
        "If they are right, compare the first and last days of these people's participation with the diary."
    ),
    basis="count",
    about=N_("Most often the year or the month is wrong: the diary was copied from an earlier one. It is one fault, so it is said once."),
)

_DAYS = ("A402", "A403", "A404", "A405")
"""Rules that accuse each person who was at a class under a wrong day."""
_CLASSES = ("A406", "A411", "A412", "A415")
"""Rules whose sentence is about the class as much as about the person."""
_SHARE = 0.5
"""When more than half of those present are accused, the day is wrong rather than what is known of each of them."""
_UNDER_HEADER = 2
"""One person under a day may have joined on another one; two cells have the header over them in common."""
_IN_ROWS = 5
"""Where every row repeats the day, fewer are said one by one: a person corrects them faster than they look for a cause."""
_ELSEWHERE = "A405"
"""Two people who were both elsewhere at the hours of one class tell of the class, and their first and last days of nothing."""
_WHOLE = 3
"""A diary of fewer days is no evidence that its year or month is wrong."""


@dataclass(frozen=True)
class _Class:
    """What is said of those present at one class, and where its day stands."""

    findings: tuple[Finding, ...]
    people: int
    there: int
    day: Place
    """The cell of its day: the header over it, or that of its first row."""
    header: bool
    """Whether the cell of its day stands over all of them."""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(sorted({finding.code for finding in self.findings}))

    @property
    def is_wrong(self) -> bool:
        return self.people >= (_UNDER_HEADER if self.header or self.is_elsewhere else _IN_ROWS) and self.people > _SHARE * self.there

    @property
    def is_elsewhere(self) -> bool:
        """Whether those present were at another class at the same hours, and nothing is said of their first and last days."""
        return _ELSEWHERE in self.codes and set(self.codes) <= {_ELSEWHERE, *_CLASSES}

    @property
    def is_told_at_once(self) -> bool:
        """Whether the rule itself speaks of the class, so that its sentence can stand over all of them."""
        return len(self.codes) == 1 and self.codes[0] in _CLASSES

    def said(self, code: str, **facts: Fact) -> Finding:
        """Say it at the day's own cell, with the cells of all of them."""
        places = dict.fromkeys(finding.place for finding in self.findings)
        places.pop(self.day, None)
        return Finding(code, min(finding.severity for finding in self.findings), self.day, facts, tuple(places))


def wrong_days(findings: list[Finding], books: Books) -> list[Finding]:
    """
    Give the findings with those that accuse the people of one class of its day put into one, at the day's own cell.

    That is the header in a diary which has a column a day, else the first row of the class. Where every class of a diary is
    wrong, that is one finding; where fewer people are accused than classes, their own dates are wrong and not the days.
    """
    diary = books.get("attendance")
    asked = [one for one in findings if one.code in (*_DAYS, *_CLASSES) and one.place.register == "attendance" and one.place.row]
    if diary is None or "date" not in diary or len(asked) < _UNDER_HEADER:
        return findings
    new: list[Finding] = []
    told: set[Finding] = set()
    for classes, attended in _tables(diary, asked):
        wrong = [one for one in classes if one.is_wrong]
        elsewhere = [one for one in wrong if one.is_elsewhere]
        days = [one for one in wrong if not one.is_told_at_once and not one.is_elsewhere]
        at_once = [one for one in wrong if one.is_told_at_once and one.header]
        if len(days) >= _WHOLE and len(days) == attended:
            new.append(_whole_diary(days))
        elif len(days) <= len({finding.place.key for one in days for finding in one.findings}):
            new.extend(_class(one) for one in days)
        else:
            days = []
        new.extend(_class(one) for one in elsewhere)
        new.extend(one.said(one.codes[0], **one.findings[0].facts) for one in at_once)
        told.update(finding for one in (*days, *elsewhere, *at_once) for finding in one.findings)
    return [*(finding for finding in findings if finding not in told), *new] if told else findings


def _class(one: _Class) -> Finding:
    return one.said(WRONG_DAY.code, day=one.findings[0].facts["day"], n=one.people, there=one.there, codes=one.codes)


def _whole_diary(classes: Sequence[_Class]) -> Finding:
    days: list[Any] = sorted(one.findings[0].facts["day"] for one in classes)
    every = replace(classes[0], findings=tuple(finding for one in classes for finding in one.findings))
    return every.said(WRONG_DIARY.code, n=len(classes), first=days[0], last=days[-1], codes=every.codes)


def _tables(diary: Register, asked: Sequence[Finding]) -> Iterator[tuple[list[_Class], int]]:
    """Give each diary of one form in one table: the classes at which somebody is accused, and how many were attended."""
    numbers, tables = _class_numbers(diary)
    present = came(diary).to_numpy(dtype=bool)
    there = np.bincount(numbers[present & (numbers >= 0)], minlength=int(numbers.max(initial=NONE)) + 1)
    rows = _rows(diary, asked)
    accused: dict[int, list[tuple[int, Finding]]] = {}
    for row, finding in zip(rows, asked, strict=True):
        if row >= 0 and numbers[row] >= 0:
            accused.setdefault(int(numbers[row]), []).append((row, finding))
    by_table: dict[int, list[_Class]] = {}
    for number, listed in accused.items():
        row = listed[0][0]
        group = tuple(sorted((finding for _row, finding in listed), key=lambda finding: finding.order))
        header = _header(diary, row)
        day = header or diary.places(np.array([min(row for row, _finding in listed)]), "date")[0]
        one = _Class(group, len({row for row, _finding in listed}), int(there[number]), day, header is not None)
        by_table.setdefault(int(tables[row]), []).append(one)
    for table, classes in by_table.items():
        attended = np.unique(numbers[present & (tables == table)])
        yield sorted(classes, key=lambda one: one.findings[0].order), len(attended)


def _class_numbers(diary: Register) -> tuple[Keys, Keys]:
    """Number the classes, by the column of the day where a diary has one, and the tables, each of one form: shapes (rows,)."""
    origin = diary.origin.astype("int64") if len(diary.origin) else np.zeros(len(diary), dtype="int64")
    table = keys([origin, diary.get("form")], blanks=True)
    turned = diary.at.get("date", np.full(len(diary), NONE)).astype("int64")
    in_rows = keys([table, diary["date"], diary.get("time_from")], blanks=True)
    classes = keys([table, turned, np.where(turned >= 0, NONE, in_rows)], blanks=True)
    return np.where(diary.known("date"), classes, NONE), table


def _rows(diary: Register, asked: Sequence[Finding]) -> list[int]:
    """Give which row of the register each finding is about; `NONE` where nobody can tell."""
    turned = diary.at.get("date")
    hit = np.flatnonzero(np.isin(diary.numbers(np.arange(len(diary))), [one.place.row for one in asked]))
    known: dict[tuple[str, str, int, str], int] = {}
    for row, place in zip(hit.tolist(), diary.places(hit, "date"), strict=True):
        known[place.file, place.sheet, place.row, letters_of(place.cell) if turned is not None and turned[row] >= 0 else ""] = row
    places = [one.place for one in asked]
    return [
        known.get((at.file, at.sheet, at.row, letters_of(at.cell)), known.get((at.file, at.sheet, at.row, ""), NONE))
        for at in places
    ]  # fmt: skip


def _header(diary: Register, row: int) -> Place | None:
    """Give the cell over a class in which its day is written, or the merged one beside all of it; nothing where each row has its own."""
    at = int(diary.at["date"][row]) if "date" in diary.at else NONE
    origin = diary.origins[diary.origin[row]] if len(diary.origins) else None
    if origin is None:
        return None
    if at < 0 or "date" in origin.titled:
        return _shared_cell(origin, int(diary.numbers(np.array([row]))[0]), diary.id)
    if not origin.header:
        return None
    return Place(origin.file, origin.sheet, origin.header, f"{letters(at)}{origin.header}", diary.id, "date")


def _shared_cell(origin: Origin, row: int, register: str) -> Place | None:
    """Give the cell of a title, or the merged one, that holds the day of a row and of others."""
    column = origin.columns.get("date")
    top = origin.titled.get("date") or (None if column is None else (origin.anchors.get((row, column)), column))
    if top is None or top[0] is None:
        return None
    return Place(origin.file, origin.sheet, top[0], f"{letters(top[1])}{top[0]}", register, "date")
