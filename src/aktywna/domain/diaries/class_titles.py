"""What titles over a list say of its class: hours, form, topic, trainer and place, and of a list of one class its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from aktywna.domain.cells.dates import day
from aktywna.domain.cells.ranges import hour_range
from aktywna.domain.diaries.class_times import NOTHING, ClassTime, beside_day, class_time
from aktywna.domain.diaries.matrix import ABOUT_DAYS
from aktywna.domain.registers.layout import normal
from aktywna.domain.sheets.lattice import Lattice
from aktywna.domain.sheets.naming import folded
from aktywna.domain.sheets.sheet import Stored
from aktywna.domain.sheets.titles import APART, Titled, labelled

_SPAN = ("godziny od do", "godz od do", "godzina od do", "w godzinach", "godziny zajec", "godzina", "godz", "czas trwania")
DAY_LABELS = (
    "termin", "termin zajec", "data spotkania", "data szkolenia", "data warsztatow", "data odbycia zajec", "dzien zajec", "data i godzina",
    "data i godziny", "data godzina", "data godziny", "data i czas",
)  # fmt: skip
"""Labels of the day of a class, beside the headers of its column (registers.md 4.1, 14.1)."""

_MONTH = (
    r"(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrze[sś]nia|pa[zź]dziernika|listopada|grudnia|"
    r"xii|xi|ix|iv|viii|vii|vi|iii|ii|i|v|x)"
)
_A_DAY = re.compile(
    r"(?<![\d./-])"
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}([./-])\d{{1,2}}\1(?:\d{{4}}|\d{{2}})|\d{{1,2}}\.? {_MONTH}\.? \d{{4}})(?![\d/-])",
    re.IGNORECASE,
)
_OF_CLASS = re.compile(r"\b(?:obecn\w*|zaje[cć]\w*|spotka\w*|warsztat\w*|szkole\w*|trening\w*|kurs\w*|lekcj\w*|w dniu)\b")
_OF_ELSE = re.compile(
    r"\b(?:umow\w*|aneks\w*|okres\w*|realizacj\w*|wydruk\w*|sporzadz\w*|decyzj\w*|uchwal\w*|rozporzadz\w*|regulamin\w*|wazn\w*|urodz\w*|"
    r"rozpoczec\w*|zakonczen\w*)\b"
)
_ONE_END = re.compile(r"\b(?:od|do)(?: dnia)? *$")
_AROUND_DAY = re.compile(r"\W*(?:r|rok|roku)?\W*")


@dataclass(frozen=True)
class SaidDay:
    """What a title says of the day of a class, where it stands, and from when to when the class was if it says so."""

    text: str
    row: int
    column: int
    time: ClassTime = NOTHING
    days: tuple[date, ...] = ()
    """The whole days in it; none when it is written without a year, or is none."""


def about_class(lattice: Lattice, rows: Iterable[int], known: Mapping[str, str]) -> dict[str, Titled]:
    """Give what the labels in `rows` say of a class; `known` are headers of the layout. Hours from and to are two values."""
    labels = {label: name for label, name in known.items() if name in ABOUT_DAYS}
    # `Godziny` may be from when to when, or how many.
    said = labelled(lattice, rows, labels | dict.fromkeys(_SPAN, "time_from") | {"godziny": "godziny"})
    for name in ("time_from", "hours", "godziny"):
        span = hour_range(said[name].text) if name in said else None
        if span is not None and "time_to" not in said:
            value = said.pop(name)
            for end, minutes in zip(("time_from", "time_to"), span, strict=True):
                said[end] = Titled(f"{minutes // 60}:{minutes % 60:02d}", value.row, value.column)
    if (either := said.pop("godziny", None)) is not None:
        said.setdefault("hours", either)
    return said


def days_said(lattice: Lattice, rows: Iterable[int], known: Mapping[str, str]) -> list[SaidDay]:
    """
    Give every day that `rows` say of a class: behind a label such as `Data`, in a title such as `Lista obecności w dniu ...`, or alone.

    The days of contracts, printouts and terms are none of its days; two days in one title are a period.
    """
    labels = {label for label, name in known.items() if name == "date"} | set(DAY_LABELS)
    said: list[SaidDay] = []
    for row in rows:
        behind: set[int] = set()
        for position in lattice.filled(row):
            if position not in behind:
                said += _days_in(lattice, row, position, labels, behind)
    return said


def time_said(lattice: Lattice, rows: Iterable[int]) -> tuple[ClassTime, int, int] | None:
    """Give the only hours of a class that stand in a title without a label (`godz. 9:00-13:00`), and the cell's row and column."""
    found = [
        (time, row, position)
        for row in rows
        for position in lattice.filled(row)
        for part in APART.split(lattice.text(row, position) or "")
        if (time := class_time(part)) is not None and time.ends is not None
    ]
    return found[0] if len(found) == 1 else None


def _days_in(lattice: Lattice, row: int, position: int, labels: set[str], behind: set[int]) -> list[SaidDay]:
    """Give the days that one cell says; `behind` collects the cells whose values were taken with their labels."""
    text = lattice.text(row, position) or ""
    following = [at for at in lattice.filled(row) if at > position][:1]
    before_it = [lattice.fold(row, at) for at in lattice.filled(row) if at < position][-1:]
    may_stand_alone = not before_it or _is_of_class(before_it[0])
    if lattice.stored[row, position] == Stored.DATE:
        return [_said(text, row, position)] if may_stand_alone else []
    found = []
    for part in APART.split(text):
        label, colon, value = part.partition(":")
        if normal(label) in labels and (value.strip(" ._…") or (following and (colon or part == text))):
            at = position if value.strip(" ._…") else following[0]
            behind.add(at)
            found.append(_said(value.strip() if at == position else lattice.text(row, at) or "", row, at))
        elif len(days := list(_A_DAY.finditer(part))) == 1:
            before, after = folded(part[: days[0].start()]), part[days[0].start() :]
            around = f"{before} {folded(beside_day(after)[0][len(days[0][0]) :])}"
            if (may_stand_alone and _AROUND_DAY.fullmatch(around)) or (_is_of_class(around) and not _ONE_END.search(before)):
                found.append(_said(after, row, position))
    return [one for one in found if any(letter.isdigit() for letter in one.text)]


def _is_of_class(plain: str) -> bool:
    return _OF_CLASS.search(plain) is not None and _OF_ELSE.search(plain) is None


def _said(text: str, row: int, column: int) -> SaidDay:
    first, time = beside_day(text)
    days = [day(match[0]) for match in _A_DAY.finditer(first)]
    return SaidDay(first.strip(" ,;"), row, column, time, tuple(dict.fromkeys(one for one in days if one is not None)))
