"""Days as an iCalendar file (RFC 5545): all-day events that calendars of offices import, the same bytes for the same events."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

PRODUCT = "-//aktywna//due//PL"


@dataclass(frozen=True)
class Entry:
    """One day of a calendar."""

    day: date
    summary: str
    about: str
    category: str
    mark: str
    """What makes this entry this one; the same in the next file, so that a calendar replaces it instead of doubling it."""


def calendar(name: str, entries: Sequence[Entry], made: date) -> bytes:
    """Give `entries` as the content of an .ics file; `made` is the day it is stamped with, so that nothing depends on a clock."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - only this needs it, and it takes time to load

    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("x-wr-calname", name)
    stamp = datetime.combine(made, time(), UTC)
    for entry in entries:
        event = Event()
        event.add("uid", f"{hashlib.sha256(entry.mark.encode()).hexdigest()[:32]}@aktywna")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("description", entry.about)
        event.add("categories", [entry.category])
        event.add("transp", "TRANSPARENT")
        whole.add_component(event)
    content: bytes = whole.to_ical()
    return content
