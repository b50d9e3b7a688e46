"""What the marks of a diary mean: as declared, as the file's legend says, as nobody disputes, or not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from aktywna.domain.cells.amounts import number
from aktywna.domain.diaries.legends import key
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import N_, NOTE, WARNING, Notice, notice
from aktywna.domain.registers.layout import Choice

_DECLARE = N_(
    "Say in project.toml, under registers.attendance, what it means: "
    'marks = {{ "{mark}" = "present" }} (or absent, excused, late, not_scheduled).'
)

AMBIGUOUS = notice(
    "R050",
    WARNING,
    title=N_("A mark in a diary may mean two things."),
    says=N_("The mark {mark:quote} means different things in different offices; {cells:count cell|cells} of the file cannot be read."),
    do=_DECLARE,
    basis="registers.md 4.1",
    about=N_(
        "x is presence in one office and absence in another, nu an excused absence or an unexcused one, nb an absence or a "
        "medical examination. Nothing in the file decides, so it is not guessed."
    ),
)
UNKNOWN = notice(
    "R051",
    WARNING,
    title=N_("A mark in a diary is not known."),
    says=N_("The mark {value:quote} is not known; {cells:count cell|cells} of the file cannot be read."),
    do=N_(
        "Say in project.toml, under registers.attendance, what it means: "
        'marks = {{ "the mark" = "present" }} (or absent, excused, late, not_scheduled).'
    ),
    basis="registers.md 4.1",
    about=N_("There is no nationwide list of marks; those of an office are declared once for its files."),
)
EMPTY = notice(
    "R052",
    WARNING,
    title=N_("Empty cells of a list of attendance may mean two things."),
    says=N_("{cells:count cell is|cells are} empty: the person was absent, or was not expected. What they mean is not known."),
    do=N_(
        "Say in project.toml, under registers.attendance, what an empty cell means: "
        'marks = {{ "" = "absent" }} or {{ "" = "not_scheduled" }}.'
    ),
    basis="registers.md 4.1",
)
BY_LEGEND = notice(
    "R053",
    NOTE,
    title=N_("A mark was read as the legend in the file says."),
    says=N_("The mark {mark:quote} ({cells:count cell|cells}) was read as “{reading:choice mark}”, as the legend in the file says."),
    do=N_("Nothing, if the legend is right."),
    basis="registers.md 4.1",
)
BY_OTHERS = notice(
    "R054",
    NOTE,
    title=N_("A mark was read in the only way that fits the other marks of the file."),
    says=N_("The mark {mark:quote} ({cells:count cell|cells}) was read as “{reading:choice mark}”: only that fits {others:list}."),
    do=N_("Nothing, if that is what it means; otherwise declare it in project.toml, under registers.attendance, in marks."),
    basis="registers.md 4.1",
)

_UNCERTAIN = frozenset({"x", "nb", "nu", "o", "n", "t", "1", "0", "/", "-", "v", "ni", "w", "zw", "dw", "nd"})
"""Marks that offices use for opposite things (registers.md 4.1, 14.1), or that are known from one office only."""
_SIGN = 5
"""How long a mark is at most that is not a text."""
_ABSENCE, _PRESENCE = frozenset({"nb", "nn", "n"}), frozenset({"x", "o", "t", "1"})


@dataclass(frozen=True)
class Mark:
    """How a mark was read: its code, the hours that it is, and what has to be said of it."""

    code: str | None = None
    hours: Decimal | None = None
    said: Notice | None = None
    others: tuple[str, ...] = ()


@dataclass(eq=False)
class Seen:
    """The marks of one file: how often each stands there, and where it stands first."""

    declared: Mapping[str, str]
    """What the project says that marks mean, as it writes them."""
    cells: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """Each mark as it is written where it stands first, and that place."""
    legend: dict[str, frozenset[str]] = field(default_factory=dict)

    def name(self, written: str) -> str:
        """Give a mark as it is told from others: as written where the project declares it so, else without case."""
        return written if written in self.declared else key(written)

    def add(self, written: str, cells: int, place: Place) -> None:
        """Count cells that hold a mark."""
        self.cells[self.name(written)] += cells
        self.first.setdefault(self.name(written), (written, place))

    def explained(self, legend: Mapping[str, frozenset[str]]) -> None:
        """Take in what a legend says."""
        for mark, codes in legend.items():
            self.legend[mark] = self.legend.get(mark, frozenset()) | codes


def read_marks(seen: Seen, marks: Choice) -> dict[str, Mark]:
    """
    Read every mark of a file; what may mean two things is not known.

    In order: what the project declares, the legend in the file, hours, marks that no known legend contradicts, and the
    only reading that fits the other marks.
    """
    own = {key(mark): code for mark, code in seen.declared.items()} | dict(seen.declared)
    kept: dict[str, Mark] = {}
    uncertain: list[str] = []
    for mark in seen.cells:
        plain = key(mark)
        said = seen.legend.get(plain)
        if mark in own or plain in own:
            kept[mark] = Mark(own[mark] if mark in own else own[plain])
        elif said is not None and len(said) == 1:
            (code,) = said
            kept[mark] = Mark(code, said=None if marks.codes.get(plain) == code else BY_LEGEND)
        elif said is not None:
            kept[mark] = Mark(said=AMBIGUOUS)
        elif (hours := _hours(plain)) is not None:
            kept[mark] = Mark("present", hours)
        elif plain and plain not in _UNCERTAIN and plain in marks.codes:
            kept[mark] = Mark(marks.codes[plain])
        else:
            uncertain.append(mark)
    others = _Others(dict(kept), {key(mark) for mark in uncertain}, {key(mark) for mark in seen.cells})
    for mark in uncertain:
        plain = key(mark)
        if not plain:
            kept[mark] = Mark(said=EMPTY)
        elif plain not in _UNCERTAIN:
            kept[mark] = Mark(said=UNKNOWN)
        else:
            kept[mark] = others.fitting(plain)
    return {mark: replace(how, others=_evidence(mark, kept, seen)) if how.said is BY_OTHERS else how for mark, how in kept.items()}


def _evidence(mark: str, kept: Mapping[str, Mark], seen: Seen) -> tuple[str, ...]:
    """Give the other marks of a file that were read, as they are written; what is not known proves nothing."""
    read = [other for other, how in kept.items() if other not in {mark, ""} and how.code is not None]
    words = [other for other in read if number(key(other)) is None] or read
    return tuple(sorted(seen.first[other][0] for other in words))


def told(seen: Seen, read: Mapping[str, Mark]) -> list[Finding]:
    """Say of each mark of a file, once, how it was read or that it was not."""
    findings = []
    for mark, how in read.items():
        if how.said is not None:
            written, place = seen.first[mark]
            facts: dict[str, object] = {"mark": written, "cells": seen.cells[mark], "reading": how.code, "others": how.others}
            if how.said is UNKNOWN:
                # More than a sign is free text, which may be personal.
                facts = {"value": written, "cells": seen.cells[mark]}
                place = replace(place, column="mark_raw") if len(written) > _SIGN else place
            findings.append(Finding(how.said.code, how.said.severity, place, facts))
    return sorted(findings, key=lambda finding: finding.order)


def _hours(mark: str) -> Decimal | None:
    """Give the hours that a mark is: more than one, or a part of one."""
    hours = number(mark)
    return hours if hours is not None and (hours > 1 or (0 < hours < 1)) else None


@dataclass(frozen=True)
class _Others:
    """The other marks of a file, by which an uncertain one may be told."""

    kept: Mapping[str, Mark]
    uncertain: set[str]
    every: set[str]

    def fitting(self, mark: str) -> Mark:
        """Give the only reading of `mark` that fits, or none."""
        reading = self._reading(mark)
        if reading is None:
            return Mark(said=AMBIGUOUS)
        hours = Decimal(1) if mark == "1" and self._hours else Decimal(0) if mark == "0" and self._hours else None
        return Mark(reading or None, hours, BY_OTHERS)

    def _reading(self, mark: str) -> str | None:  # noqa: PLR0911 - one line for each mark
        present, absent = self._are("present"), self._are("absent")
        unexcused = bool(self.uncertain & _ABSENCE) or absent
        attends = bool((self.uncertain & _PRESENCE) - {mark}) or present
        rivals = self.uncertain & {"x", "o"}
        if mark in {"x", "o"}:
            # A second sign of the kind could be the absence itself.
            return "present" if unexcused and len(rivals) == 1 and not (mark == "o" and present) else None
        if mark == "t":
            return "present" if unexcused and not present else None
        if mark == "n":
            return "absent" if attends and not absent and "nb" not in self.uncertain else None
        if mark == "nb":
            payroll = "ni" in self.uncertain or "nn" in self.every or "n" in self.uncertain
            return "absent" if attends and not payroll and not absent else None
        if mark == "nu":
            if "u" in self.every and self._are("excused"):
                return "absent" if "nn" not in self.every else None
            return "excused" if "nn" in self.every and absent else None
        if mark in {"1", "0"}:
            return self._numeric(mark)
        if mark == "-":
            return "absent" if "+" in self.every and present and not absent and not self.uncertain & _ABSENCE else None
        return None

    def _numeric(self, mark: str) -> str | None:
        """1 and 0 alone are a pair; beside other hours 1 is an hour."""
        whole = {other for other in self.every if number(other) is not None}
        if mark == "1" and self._hours:
            return "present"
        return {"1": "present", "0": "absent"}[mark] if whole == {"0", "1"} and not self._are("present") else None

    @property
    def _hours(self) -> bool:
        """Whether other cells of the file hold hours, and not only codes such as 2, 3, 4."""
        return any(how.hours is not None for how in self.kept.values())

    def _are(self, code: str) -> bool:
        return any(how.code == code for how in self.kept.values())
