"""Days and hours as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

EARLIEST, LATEST = 1800, 2299
"""Years that a register can speak of; anything else is a slip of the keyboard."""

# Excel counts days from here; its numbers are right from March 1900 on.
_EPOCH = date(1899, 12, 30)
# A whole number below this one is a year or an age that somebody wrote into a column of dates, not a day before 1910.
_FIRST_SERIAL = 3654
_LAST_SERIAL = (date(LATEST, 12, 31) - _EPOCH).days
# As in Excel: 00-29 are years of this century.
_PIVOT = 30

_MIDNIGHT = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_MIDNIGHT}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_MIDNIGHT}")
_IN_WORDS = re.compile(r"(\d{1,2})\.? ([a-ząęśźńó]+) (\d{4})")
_YEAR_WORD = re.compile(r"\s*(?:roku|rok|r\.?)$")
_MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip

_CLOCK = re.compile(r"(\d{1,2})(?:[:.,](\d{2})(?::\d{2}(?:\.\d+)?)?)?")
_MINUTES = 24 * 60


def day(text: str) -> date | None:
    """
    Read a day written in words of the trade; nothing when it is not one. The day stands before the month.

    >>> day("12.03.2016 r."), day("2016-03-12 00:00:00"), day("12/3/16"), day("31.02.2016")
    (datetime.date(2016, 3, 12), datetime.date(2016, 3, 12), datetime.date(2016, 3, 12), None)
    """
    written = _YEAR_WORD.sub("", " ".join(text.casefold().split()))
    if found := _YEAR_FIRST.fullmatch(written):
        return _date(found[1], found[3], found[4])
    compact = written.replace(" ", "") if written.count(".") else written
    if found := _DAY_FIRST.fullmatch(compact) or _DAY_FIRST.fullmatch(written):
        return _date(found[4], found[3], found[1])
    if (found := _IN_WORDS.fullmatch(written)) and found[2] in _MONTHS:
        return _date(found[3], str(_MONTHS.index(found[2]) + 1), found[1])
    return None


def serial_day(number: str) -> date | None:
    """
    Read a day that Excel stored as a number.

    >>> serial_day("42441"), serial_day("2016")
    (datetime.date(2016, 3, 12), None)
    """
    whole = number.partition(".")[0]
    if not whole.isdecimal() or not _FIRST_SERIAL <= int(whole) <= _LAST_SERIAL:
        return None
    return _EPOCH + timedelta(days=int(whole))


def minute(text: str) -> int | None:
    """
    Read an hour as minutes since midnight; nothing when it is not one. 24:00 is the end of the day.

    >>> minute("8:30"), minute("08.30"), minute("8"), minute("24:00"), minute("8:75"), minute("1899-12-31 15:00:00")
    (510, 510, 480, 1440, None, 900)
    """
    written = text.strip().casefold().removeprefix("godz.").strip()
    if len(written) > 10 and written[4] == "-" and written[10] == " ":  # noqa: PLR2004 - a day stands before the hour
        written = written[11:]
    found = _CLOCK.fullmatch(written)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= _MINUTES else None  # noqa: PLR2004


def serial_minute(number: str) -> int | None:
    """
    Read an hour that Excel stored as a part of a day, or as a whole hour.

    >>> serial_minute("0.3541666666666667"), serial_minute("8"), serial_minute("8.3")
    (510, 480, None)
    """
    if number.isdecimal():
        return minute(number)
    part = float(number)
    return round(part * _MINUTES) if 0 <= part < 1 else None


def _date(year: str, month: str, number: str) -> date | None:
    full = int(year) if len(year) > 2 else int(year) + (2000 if int(year) < _PIVOT else 1900)  # noqa: PLR2004
    try:
        found = date(full, int(month), int(number))
    except ValueError:
        return None
    return found if EARLIEST <= full <= LATEST else None
