"""Classes with a timetable: their meetings, who came, and the two registers that offices keep of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from dateutil.easter import easter

from making.people import Crowd
from making.sheets import Row, Table

SESSIONS = (
    "Data", "Godzina od", "Godzina do", "Liczba godzin", "Jednostka", "Nazwa zajęć", "Grupa", "Temat", "Prowadzący", "Miejsce",
    "Stan zajęć",
)  # fmt: skip
ATTENDANCE = (
    "Nr uczestnika", "Nazwa zajęć", "Data", "Godzina od", "Godzina do", "Liczba godzin", "Obecność", "Aktywność", "Prowadzący",
    "Temat", "Miejsce",
)  # fmt: skip
ACTIVITY = ("bierna", "wystarczająca", "dobra", "dobra", "bardzo dobra")
_SATURDAY = 5
_FIXED = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)}


@dataclass(frozen=True)
class Meeting:
    """One meeting of a group."""

    day: date
    at: int
    """Full hour at which it begins."""
    hours: int
    topic: str
    held: bool = True


@dataclass(frozen=True)
class Group:
    """A group and its meetings: what it learns, with whom, where, and who belongs to it (participants' numbers)."""

    form: str
    name: str
    trainer: str
    place: str
    meetings: Sequence[Meeting]
    members: Sequence[int]

    @property
    def hours(self) -> int:
        """Hours that were held."""
        return sum(meeting.hours for meeting in self.meetings if meeting.held)

    @property
    def first(self) -> date:
        return self.meetings[0].day

    @property
    def last(self) -> date:
        return self.meetings[-1].day


def timetable(  # noqa: PLR0913 - what a timetable says
    first: date, count: int, weekdays: Sequence[int], *, at: int, hours: int, topics: Sequence[str], month_limit: int = 1000
) -> list[Meeting]:
    """Plan `count` meetings from the day `first` on the weekdays (0: Monday), none on a holiday, at most so many hours a month."""
    planned: list[Meeting] = []
    day = first
    while len(planned) < count:
        used = sum(meeting.hours for meeting in planned if (meeting.day.year, meeting.day.month) == (day.year, day.month))
        if day.weekday() in weekdays and not is_holiday(day) and used + hours <= month_limit:
            planned.append(Meeting(day, at, hours, topics[len(planned) * len(topics) // count]))
        day += timedelta(days=1)
    return planned


def is_holiday(day: date) -> bool:
    """Say whether offices are closed on the day: a weekend, a holiday, Easter Monday, Corpus Christi."""
    moving = {easter(day.year) + timedelta(days=1), easter(day.year) + timedelta(days=60)}
    return day.weekday() >= _SATURDAY or (day.month, day.day) in _FIXED or day in moving


def sessions(groups: Sequence[Group]) -> Table:
    """Give the timetable of the groups, by day."""
    rows = [
        {
            "Data": meeting.day, "Godzina od": time(meeting.at), "Godzina do": time(meeting.at + meeting.hours),
            "Liczba godzin": meeting.hours, "Jednostka": "godzina zegarowa", "Nazwa zajęć": group.form, "Grupa": group.name,
            "Temat": meeting.topic, "Prowadzący": group.trainer, "Miejsce": group.place,
            "Stan zajęć": "odbyły się" if meeting.held else "odwołane",
        }
        for group in groups
        for meeting in group.meetings
    ]  # fmt: skip
    return Table(SESSIONS, sorted(rows, key=lambda row: (row["Data"], row["Godzina od"], row["Grupa"])))


def attendance(group: Group, crowd: Crowd, leavers: dict[int, date]) -> Iterator[Row]:
    """
    Give who came to the held meetings of a group, with the hours.

    Everybody comes to at least four meetings in five; `leavers` come no more after the day they left.
    """
    held = [meeting for meeting in group.meetings if meeting.held]
    missed = {no: set(crowd.mixed(range(len(held)))[: crowd.number(0, len(held) // 5)]) for no in group.members}
    for number, meeting in enumerate(held):
        for no in group.members:
            if no in leavers and meeting.day > leavers[no]:
                continue
            away = number in missed[no]
            mark = crowd.one_of(("nieobecność usprawiedliwiona", "nieobecny")) if away else "obecny"
            yield {
                "Nr uczestnika": no, "Nazwa zajęć": group.form, "Data": meeting.day, "Godzina od": time(meeting.at),
                "Godzina do": time(meeting.at + meeting.hours), "Liczba godzin": 0 if away else meeting.hours, "Obecność": mark,
                "Aktywność": None if away else crowd.one_of(ACTIVITY), "Prowadzący": group.trainer, "Temat": meeting.topic,
                "Miejsce": group.place,
            }  # fmt: skip


def hours_of(rows: Sequence[Row]) -> dict[int, int]:
    """Sum the hours of attendance by participant's number."""
    done: dict[int, int] = {}
    for row in rows:
        no, hours = row["Nr uczestnika"], row["Liczba godzin"]
        assert isinstance(no, int)
        assert isinstance(hours, int)
        done[no] = done.get(no, 0) + hours
    return done
