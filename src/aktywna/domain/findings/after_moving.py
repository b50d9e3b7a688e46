"""What else is said because the cells of a row moved: it is the same fault."""

from __future__ import annotations

from collections import Counter

from aktywna.domain.diaries.marks import AMBIGUOUS, UNKNOWN
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.moved_rows import LEFT, RIGHT
from aktywna.domain.findings.rule import NOTICES
from aktywna.domain.sheets.left_out import NO_HEADER
from aktywna.domain.sheets.sheet import letters_of
from aktywna.domain.sheets.text_files import LONGER_ROW

_MARKS = frozenset({UNKNOWN.code, AMBIGUOUS.code})
_CALLED_BY = {"participants": "participant_no", "staff": "staff_no"}
"""Columns in which other registers call the rows of one by their numbers."""


def without_consequences(findings: list[Finding]) -> list[Finding]:
    """
    Leave out what is only so because the cells of a row moved.

    That is a row with a cell too many, cells without a header on the right of the table, a mark that is no mark, and a number
    that nobody has only because it stands in the column beside.
    """
    moved = [one for one in findings if one.code in {RIGHT.code, LEFT.code}]
    return findings if not moved else _told(findings, moved)


def _told(findings: list[Finding], moved: list[Finding]) -> list[Finding]:
    cells = {_cell(place) for one in moved for place in one.places}
    rows = {(place.file, place.sheet, place.row) for one in moved if one.code == RIGHT.code for place in one.places}
    ends = _ends(moved)
    kept = []
    for one in findings:
        is_longer = one.code == LONGER_ROW.code and (one.place.file, one.place.sheet, one.place.row) in rows
        is_mark = one.code in _MARKS and one.facts["cells"] == 1 and _cell(one.place) in cells
        if not (is_longer or is_mark or _is_end(one, ends) or _is_number(one, moved)):
            kept.append(one)
    return kept


def _cell(place: Place) -> tuple[str, str, str]:
    return place.file, place.sheet, place.cell


def _ends(moved: list[Finding]) -> Counter[tuple[str, str, str]]:
    """Count in each column without a header the cells that moved there."""
    ends = (place for one in moved for place in one.also if not place.column)
    return Counter((place.file, place.sheet, letters_of(place.cell)) for place in ends)


def _is_end(finding: Finding, ends: Counter[tuple[str, str, str]]) -> bool:
    if finding.code != NO_HEADER.code:
        return False
    place = finding.place
    return int(str(finding.facts["cells"])) <= ends[place.file, place.sheet, letters_of(place.cell)]


def _is_number(finding: Finding, moved: list[Finding]) -> bool:
    """Whether it says that nobody has a number, which somebody has whose row moved."""
    if NOTICES[finding.code].same != "number":
        return False
    theirs = (one for one in moved if _CALLED_BY.get(one.place.register) == finding.place.column)
    return any(finding.facts.get("number") in _numbers(one) for one in theirs)


def _numbers(moved: Finding) -> tuple[str, ...]:
    numbers = moved.facts.get("numbers", ())
    return numbers if isinstance(numbers, tuple) else ()
