"""What stands beside a day in one cell: from when to when a class was, or how many hours it had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from aktywna.domain.cells.clock import minute
from aktywna.domain.cells.dates import day
from aktywna.domain.cells.hours import hours
from aktywna.domain.cells.ranges import hour_range

# Where the day may end: a space, a comma, a bracket, a slash, a new line.
_PLACES = re.compile(r"[\s,;(/]+")
_BRACKETS = " \t\n()[],;/"
# Hours of a clock have minutes or a word before them: `2` beside a day is no hour, and `03.03` is another day.
_CLOCK = re.compile(r"\d[:.]\d\d|^(?:w |od )?(?:godz|g\.)|^od \d{1,2} do \d{1,2}$", re.IGNORECASE)
_SURE = re.compile(r"\d:\d\d|^(?:w |od )?(?:godz|g\.)", re.IGNORECASE)
_LENGTH = re.compile(r"\d\s*(?:h|g|godz|lekc|min|x)", re.IGNORECASE)
_NO_TIME = 0
_LONGEST = 60


@dataclass(frozen=True)
class ClassTime:
    """When a class began and ended (minutes since midnight), or how many hours it had, as written."""

    begins: int | None = None
    ends: int | None = None
    hours: str | None = None

    @property
    def clock(self) -> tuple[str | None, str | None]:
        """The beginning and the end as people write them."""
        return _written(self.begins), _written(self.ends)


NOTHING = ClassTime()


def class_time(text: str) -> ClassTime | None:
    """
    Read what stands beside a day: hours of a clock or a number of hours; nothing when it is neither.

    >>> class_time("8:00-12:00"), class_time("(4h)")
    (ClassTime(begins=480, ends=720, hours=None), ClassTime(begins=None, ends=None, hours='4h'))
    """
    bare = text.strip(_BRACKETS)
    if not bare or len(bare) > _LONGEST:
        return None
    if (_CLOCK.search(bare) or bare != text.strip(" ")) and (span := hour_range(bare)) is not None:
        return ClassTime(*span)
    if _SURE.search(bare) and (begins := minute(bare)) is not None:
        return ClassTime(begins)
    return ClassTime(hours=bare) if _LENGTH.search(bare) and hours(bare) is not None else None


@lru_cache(maxsize=16384)
def beside_day(text: str) -> tuple[str, ClassTime]:
    """
    Part a text into its day and what is said beside it; a text that says nothing beside it stays whole.

    >>> beside_day("01.03 8:00-12:00"), beside_day("1 marca")
    (('01.03', ClassTime(begins=480, ends=720, hours=None)), ('1 marca', ClassTime(begins=None, ends=None, hours=None)))
    """
    for place in _PLACES.finditer(text):
        first, rest = text[: place.start()], text[place.start() :]
        if any(letter.isdigit() for letter in first) and (said := class_time(rest)) is not None:
            # Midnight beside a day is how spreadsheets store a day alone.
            return first, NOTHING if said.begins == _NO_TIME and not said.ends else said
    return text, NOTHING


def day_and_time(text: str) -> tuple[str, ClassTime] | None:
    """
    Read a cell of a day and its hours as an ISO day and the hours; nothing when it holds no day, or more than both.

    >>> day_and_time("12.03.2016 r., godz. 8:00-12:00")
    ('2016-03-12', ClassTime(begins=480, ends=720, hours=None))
    """
    first, said = beside_day(text)
    read = day(first)
    return (read.isoformat(), said) if read is not None else None


def _written(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
