"""Days as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import NamedTuple

from aktywna.domain.cells.plain_days import EARLIEST, LATEST

# Excel counts days from here; its numbers are right from March 1900 on.
_EPOCH = date(1899, 12, 30)
# A whole number below this one is a year or an age that somebody wrote into a column of dates, not a day before 1910.
_FIRST_SERIAL = 3654
_LAST_SERIAL = (date(LATEST, 12, 31) - _EPOCH).days
_SERIAL = re.compile(r"([0-9]{1,7})(?:\.[0-9]+)?")
# As in Excel: 00-29 are years of this century.
_PIVOT = 30

# A day is often stored with an hour, which is not part of it; but an hour of another time zone may belong to another day.
_CLOCK = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?|t00:00:00(?:\.0+)?z)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-./])([0-9]{{1,2}})\2([0-9]{{1,2}}){_CLOCK}")
_NUMBERS = re.compile(rf"([0-9]{{1,2}})([-./])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_CLOCK}")
_IN_WORDS = re.compile(r"([0-9]{1,2})[. -]{1,2}([a-z]+)\.?[ -]?([0-9]{4}|[0-9]{2})|([0-9]{1,2})[./ -]([ivx]+)[./ -]([0-9]{4}|[0-9]{2})")
_BEFORE = re.compile(r"^(?:w dniu|z dnia|dnia|dn\.) ?")
_AFTER = re.compile(r"[ ,]*(?:roku|rok|r\.?)$")
_PLAIN_LETTERS = str.maketrans("ąćęłńóśźż\u2013\u2014\u2011", "acelnoszz---")
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "i styczen stycznia sty", "ii luty lutego lut", "iii marzec marca mar", "iv kwiecien kwietnia kwi", "v maj maja",
            "vi czerwiec czerwca cze", "vii lipiec lipca lip", "viii sierpien sierpnia sie", "ix wrzesien wrzesnia wrz",
            "x pazdziernik pazdziernika paz", "xi listopad listopada lis", "xii grudzien grudnia gru",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
"""Months as people write them, without diacritics: in Roman numbers, in both cases, and as Excel shortens them."""


def day(text: str) -> date | None:
    """
    Read a day written in words of the trade; nothing when it is not one. The day stands before the month.

    >>> day("12.03.2016 r."), day("2016-03-12 00:00:00"), day("12/3/16"), day("31.02.2016")
    (datetime.date(2016, 3, 12), datetime.date(2016, 3, 12), datetime.date(2016, 3, 12), None)
    >>> day("12 marca 2016 r."), day("12 III 2016"), day("12-wrz-16")
    (datetime.date(2016, 3, 12), datetime.date(2016, 3, 12), datetime.date(2016, 9, 12))
    """
    written = plain(text)
    if found := _YEAR_FIRST.fullmatch(written):
        return made(found[1], found[3], found[4])
    if found := _numbers(written):
        return made(found[4], found[3], found[1])
    if found := _IN_WORDS.fullmatch(written):
        number, month, year = found[1] or found[4], found[2] or found[5], found[3] or found[6]
        return made(year, str(_MONTHS.get(month, 0)), number)
    return None


class Ways(NamedTuple):
    """The two days that `3/12/2016` may be, and what stands between its numbers."""

    day_first: date | None
    month_first: date | None
    separator: str


def ways(text: str) -> Ways | None:
    """
    Give the ways of reading a day made of numbers whose year stands last; nothing when `text` is not such a day.

    >>> ways("3/25/2016")
    Ways(day_first=None, month_first=datetime.date(2016, 3, 25), separator='/')
    """
    found = _numbers(plain(text))
    return Ways(made(found[4], found[3], found[1]), made(found[4], found[1], found[3]), found[2]) if found else None


def month(word: str) -> int | None:
    """
    Give the number of a month; nothing when `word` (see `plain`) names none.

    >>> month("marzec"), month("vii"), month("rano")
    (3, 7, None)
    """
    return _MONTHS.get(word.rstrip("."))


def serial_day(number: str) -> date | None:
    """
    Read a day that Excel stored as a number.

    >>> serial_day("42441"), serial_day("2016")
    (datetime.date(2016, 3, 12), None)
    """
    found = _SERIAL.fullmatch(number)
    if found is None or not _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        return None
    return _EPOCH + timedelta(days=int(found[1]))


def plain(text: str) -> str:
    """Give a day without case, diacritics, doubled spaces, and the words that stand around it (`dnia`, `r.`)."""
    folded = unicodedata.normalize("NFC", " ".join(text.casefold().split())).translate(_PLAIN_LETTERS)
    return _AFTER.sub("", _BEFORE.sub("", folded))


def made(year: str, month: str, number: str) -> date | None:
    """Make a day of its written numbers, a year of two digits as Excel takes it; nothing when there is no such day."""
    full = int(year) if len(year) > 2 else int(year) + (2000 if int(year) < _PIVOT else 1900)  # noqa: PLR2004
    try:
        found = date(full, int(month), int(number))
    except ValueError:
        return None
    return found if EARLIEST <= full <= LATEST else None


def _numbers(written: str) -> re.Match[str] | None:
    # Some put a space after each point.
    return _NUMBERS.fullmatch(written) or _NUMBERS.fullmatch(written.replace(" ", "") if "." in written else "")
