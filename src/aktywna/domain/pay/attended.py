"""What the diary says of each person and day of a month, as money needs it: hours in whole ten-thousandths, and never a guess."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.counting.tally import Span
from aktywna.domain.presence.attendance import lists
from aktywna.domain.presence.classes import HOUR
from aktywna.domain.presence.diary_entries import Said, entries
from aktywna.domain.registers.layout import normal
from aktywna.domain.whole_numbers import NOWHERE

if TYPE_CHECKING:
    from aktywna.domain.registers.books import Books

Ints = np.ndarray[Any, np.dtype[np.int64]]
PARTS = 10_000
"""Hours are counted in whole parts of an hour, which is as exact as anybody writes them."""
UNKNOWN = -1
OF_UNIT = {"h60": 60, "h45": 45}


@dataclass(frozen=True, eq=False)
class Attendances:
    """Entries of the diary: shapes (entries,)."""

    row: Ints
    """The participation."""
    form: Ints
    """Its place in `forms`."""
    day: Ints
    """Days since 1970."""
    said: Ints
    parts: Ints
    """Ten-thousandths of an hour in the entry's own unit; `UNKNOWN` where nobody wrote how long it was, or presence of no length."""
    unit: Ints
    """Minutes of that hour; 0 where nobody says."""
    place: Ints
    """The row of the diary."""
    forms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.row)

    def taken(self, chosen: Any) -> Attendances:
        """Give some of the entries."""
        columns = {name: getattr(self, name)[chosen] for name in ("row", "form", "day", "said", "parts", "unit", "place")}
        return Attendances(**columns, forms=self.forms)

    def during(self, month: Span) -> Attendances:
        """Give the entries of a month."""
        return self.taken((self.day >= number(month.start)) & (self.day <= number(month.end)))

    def of_forms(self, forms: Collection[str]) -> Attendances:
        """Give the entries of some forms of support."""
        wanted = [at for at, form in enumerate(self.forms) if form in forms]
        return self.taken(np.isin(self.form, wanted))

    @property
    def came(self) -> Any:
        """Which entries say that the person was there."""
        return self.said == Said.CAME

    def hours(self, chosen: Any, minutes: int | None) -> Decimal | None:
        """
        Add up the hours of some entries, in hours of so many `minutes`; as they are written where that is nothing.

        Nothing when the length of one of them is not known, or hours of several lengths would have to be mixed.
        """
        parts, unit = self.parts[chosen], self.unit[chosen]
        if (parts == UNKNOWN).any():
            return None
        if minutes is None:
            return exact(int(parts.sum())) if len(set(unit.tolist())) <= 1 else None
        # What nobody said the unit of is taken as the list's own.
        unit = np.where(unit == 0, minutes, unit)
        return exact(int((parts * unit).sum())) / minutes

    def lengths(self, minutes: int) -> list[Decimal | None]:
        """Give how long each entry lasted in hours of so many minutes."""
        unit = np.where(self.unit == 0, minutes, self.unit)
        return [
            None if part == UNKNOWN else exact(part * own) / minutes for part, own in zip(self.parts.tolist(), unit.tolist(), strict=True)
        ]


def attendances(books: Books) -> Attendances:
    """Give everything the diary says of participants while they take part; raise `Absent` without a diary. Asked by `books.once`."""
    noted, listed = books.once(entries), lists(books)
    length = noted.length
    matched = listed.met != NOWHERE
    if matched.any():
        # Who does not say how long it was means the class of the schedule.
        length = length.but(matched & np.isnan(length.hours), listed.table.length.take(listed.met))
    minutes = np.where(length.unit > 0, length.unit, HOUR)
    # Whoever was there was there for some time: nought, or less, says as little as nothing (M107).
    lost = np.isnan(length.hours) | ((noted.said == Said.CAME) & (length.hours <= 0))
    parts = np.rint(np.where(lost, 0, length.hours) * HOUR / minutes * PARTS).astype("int64")
    return Attendances(noted.row, noted.form, noted.day, noted.said, np.where(lost, UNKNOWN, parts), length.unit, noted.place, noted.forms)


def exact(parts: int) -> Decimal:
    """
    Give ten-thousandths as a number.

    >>> exact(480_000), exact(13_300)
    (Decimal('48'), Decimal('1.33'))
    """
    found = (Decimal(parts) / PARTS).normalize()
    return found if found.as_tuple().exponent <= 0 else found.quantize(Decimal(1))  # type: ignore[operator]


def number(day: date) -> int:
    """Give a day as days since 1970."""
    return int(np.datetime64(day, "D").astype("int64"))


def day_of(days: int) -> date:
    """Give days since 1970 as a day."""
    return np.datetime64(int(days), "D").astype(date)  # type: ignore[no-any-return]


def days_by_mark(books: Books, there: Attendances, marks: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """
    Say of each day of one person's entries what it was: `present`, `unexcused`, or why it was excused.

    A day on which the person came to anything is one of presence, one with any unexcused absence is unexcused. Excused
    absences are `sick`, `care`, `summons` or `free` as their marks say, else `excused`: of which kind nobody knows.
    """
    meaning = {normal(mark): kind for kind, some in marks.items() for mark in some}
    raw = books.attendance.get("mark_raw")
    found: dict[int, str] = {}
    for at in np.lexsort((there.place, there.said, there.day)).tolist():
        day = int(there.day[at])
        if int(there.said[at]) == Said.CAME:
            found[day] = "present"
        elif int(there.said[at]) != Said.NOTHING and found.get(day) != "present":
            text = raw.iloc[int(there.place[at])]
            kind = meaning.get(normal(str(text))) if isinstance(text, str) else None
            if kind is None and int(there.said[at]) == Said.MISSED:
                kind = "unexcused"
            # An unexcused absence outweighs an excused one of the same day.
            if kind == "unexcused" or day not in found:
                found[day] = kind or "excused"
    return found


def absent_hours(there: Attendances) -> Any:
    """Say which entries are of classes that the person missed, excused or not."""
    return (there.said == Said.MISSED) | (there.said == Said.EXCUSED)
