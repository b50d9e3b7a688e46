"""Why a definition is no TOML where that can be told exactly: an amount or a day written as on paper, or a day that never was."""

from __future__ import annotations

import re

from aktywna.domain.cells.dates import day
from aktywna.domain.findings.finding import Finding, Place
from aktywna.domain.findings.rule import ERROR, N_, Notice, notice

NOT_TOML = notice(
    "D008", ERROR,
    title=N_("The definition is not a TOML file."),
    says=N_("The file cannot be read as TOML; reading stopped at line {line:n}, column {column:n}."),
    do=N_(
        "Look at that line and the one above it: most often a quotation mark or a bracket is not closed, or a text stands "
        "without quotation marks. Save the file as UTF-8."
    ),
    basis="count",
)  # fmt: skip
PAPER_NUMBER = notice(
    "D019", ERROR,
    title=N_("A number in the definition is written as on paper."),
    says=N_("In line {line:n} the number {written:quote} is written as on paper."),
    do=N_("Write the number without spaces, with a point before decimals and without the currency.{right:meant}"),
    basis="count",
)  # fmt: skip
PAPER_DAY = notice(
    "D020", ERROR,
    title=N_("A day in the definition is written as on paper."),
    says=N_("In line {line:n} the day {written:quote} is written as on paper."),
    do=N_("Write the year, the month and the day with hyphens, as 2016-03-12, and without quotation marks.{right:meant}"),
    basis="count",
)  # fmt: skip
NO_SUCH_DAY = notice(
    "D021", ERROR,
    title=N_("The definition names a day that does not exist."),
    says=N_("In line {line:n} stands {written:quote}, and there is no such day."),
    do=N_("Compare the day with the grant agreement; months have 30 or 31 days, February 28 or 29."),
    basis="count",
)  # fmt: skip

_SPACES = "[ \u00a0\u202f]"
_BEGINS, _ENDS = r"(?<==)\s*", r"(?=\s*(?:zł\.?|PLN)?\s*(?:[#,\]}]|$))"
_NUMBER = re.compile(
    rf"{_BEGINS}(?P<written>-?(?:\d{{1,3}}(?:{_SPACES}\d{{3}})+(?:[.,]\d+)?|\d{{1,3}}(?:\.\d{{3}})+,\d+|\d+,\d{{1,2}}(?!\d)|\d+(?:[.,]\d+)?(?=\s*(?:zł|PLN))))"
    rf"{_ENDS}"
)
_DAY = re.compile(
    rf"{_BEGINS}(?P<written>\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}(?:{_SPACES}*r\.)?|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})"
    r"(?=\s*(?:[#,\]}]|$))"
)


def not_toml(file: str, text: str, line: int, column: int) -> Finding:
    """Say why reading stopped at a line and column (both from 1) of a definition."""
    lines = text.split("\n")
    content = lines[line - 1] if 0 < line <= len(lines) else ""
    if found := _at(_DAY, content, column):
        read = day(found)
        # `2009-02-30` is written rightly, and is no day.
        if read is None:
            return _finding(NO_SUCH_DAY, file, line, written=found)
        return _finding(PAPER_DAY, file, line, written=found, right=read.isoformat())
    if found := _at(_NUMBER, content, column):
        bare = re.sub(_SPACES, "", found)
        right = bare.replace(".", "").replace(",", ".") if "," in bare else bare
        return _finding(PAPER_NUMBER, file, line, written=found, right=right)
    return _finding(NOT_TOML, file, line, column=column)


def _at(what: re.Pattern[str], content: str, column: int) -> str | None:
    """Give what a line holds where reading stopped: in it, or right behind it."""
    places = (found for found in what.finditer(content) if found.start() < column <= found.end("written") + 2)
    found = next(places, None)
    return found["written"] if found else None


def _finding(said: Notice, file: str, line: int, **facts: object) -> Finding:
    return Finding(said.code, ERROR, Place(file=file, row=line), {"key": "", "line": line, **facts})
