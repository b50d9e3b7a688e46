"""Hours of the day as people write them."""

from __future__ import annotations

import re

_DAY_BEFORE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ t](?=[0-9])")
_CLOCK = re.compile(r"(?:godz\.?|g\.?|h)? ?([0-9]{1,2})(?: ?[:.,] ?([0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?)?(?: ?(?:godz\.?|h))?")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_MINUTES = re.compile(r"([0-9]) ?([⁰¹²³⁴⁵⁶⁷⁸⁹]{2})")
_FRACTION = re.compile(r"0?\.[0-9]+|0")
_WHOLE = re.compile(r"[0-9]{1,2}")

_HOUR = 60
DAY = 24 * _HOUR
"""Minutes of a day."""


def minute(text: str) -> int | None:
    """
    Read an hour as minutes since midnight; nothing when it is not one. 24:00 is the end of the day.

    >>> minute("8:30"), minute("08.30"), minute("8"), minute("24:00"), minute("8:75"), minute("1899-12-31 15:00:00")
    (510, 510, 480, 1440, None, 900)
    """
    written = _RAISED_MINUTES.sub(r"\1:\2", " ".join(text.casefold().split())).translate(_RAISED)
    found = _CLOCK.fullmatch(_DAY_BEFORE.sub("", written))
    if found is None:
        return None
    minutes = int(found[2] or 0)
    total = int(found[1]) * _HOUR + minutes
    return total if minutes < _HOUR and total <= DAY else None


def serial_minute(number: str) -> int | None:
    """
    Read an hour that Excel stored as a part of a day, or as a whole hour.

    >>> serial_minute("0.3541666666666667"), serial_minute("8"), serial_minute("8.3")
    (510, 480, None)
    """
    if _WHOLE.fullmatch(number):
        return minute(number)
    return round(float(number) * DAY) if _FRACTION.fullmatch(number) else None
