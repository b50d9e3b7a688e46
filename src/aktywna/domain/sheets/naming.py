"""What the name of a file or a sheet says: which register it holds, and of what day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import TypeVar

from aktywna.domain.registers.layout import Layout

_Named = TypeVar("_Named")

_APART = r"[_\-\s]+"
_YEAR = r"(19\d\d|20\d\d|21\d\d)"
_MONTH = r"(0?[1-9]|1[0-2])"
_DAY = r"(0?[1-9]|[12]\d|3[01])"
# The fullest form goes first; within a form the year may stand first or last, and eight digits may stand together.
_DATES = (
    re.compile(rf"(?<!\d){_YEAR}[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-_. ]{_MONTH}[-_. ]{_DAY}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>{_DAY})[-_. ](?P<month>{_MONTH})[-_. ](?P<year>{_YEAR})(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-_. ]?(0[1-9]|1[0-2])(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-_. ]{_MONTH}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<month>{_MONTH})[-_. ](?P<year>{_YEAR})(?!\d)"),
)
_ONLY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_QUARTER = re.compile(rf"(?<!\d){_YEAR}[-_. ]?[qk]([1-4])(?!\d)")
_MONTHS = (
    ("styczen", "stycznia"), ("luty", "lutego"), ("marzec", "marca"), ("kwiecien", "kwietnia"), ("maj", "maja"), ("czerwiec", "czerwca"),
    ("lipiec", "lipca"), ("sierpien", "sierpnia"), ("wrzesien", "wrzesnia"), ("pazdziernik", "pazdziernika"), ("listopad", "listopada"),
    ("grudzien", "grudnia"),
)  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTH_WORDS = frozenset({word for words in _MONTHS for word in (*words, words[0][:3])} | set(_ROMAN))
_BESIDE_MONTHS = frozenset({"r", "rok", "roku", "m", "c", "mc", "miesiac", "za"})
_ONLY_MONTH = re.compile(_MONTH)
_SHORT = 2
_GROUP = re.compile(
    r"(?:(?:grupa|gr|edycja|ed|tura|cykl|turnus|zespol|klasa|kl|oddzial|nabor|czesc)(?: |(?=\d))?(?:nr )?)?"
    r"(?:\d{1,3}|[a-z]|[ivx]{1,4})(?: edycja| grupa| tura)?"
    r"|(?:pierwsza|druga|trzecia|czwarta|piata) (?:grupa|edycja|tura)"
)


def folded(name: str) -> str:
    """
    Give a name as names are compared: no case and no diacritics, however the disk composed them.

    >>> folded("Obecność Marzec")
    'obecnosc marzec'
    """
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_usual(layout: Layout, name: str) -> bool:
    """Whether `name` (without its ending) is a usual name of the register, or one with something added."""
    return any(_usual(usual).fullmatch(folded(name).strip()) for usual in layout.files)


def is_month(name: str) -> bool:
    """
    Whether a sheet's name is a month or a day and nothing else.

    >>> is_month("Styczeń"), is_month("01"), is_month("2016-03"), is_month("III 2016 r."), is_month("Legenda 2016"), is_month("2016")
    (True, True, True, True, False, False)
    """
    plain = folded(name).strip()
    words = re.findall(r"[a-z]+|\d+", plain)
    months = [word for word in words if word in _MONTH_WORDS]
    others = [word for word in words if word not in _MONTH_WORDS and not _ONLY_YEAR.fullmatch(word) and word not in _BESIDE_MONTHS]
    if months:
        return len(months) == 1 and all(word.isdecimal() and len(word) <= _SHORT for word in others)
    says_when = dated(name) is not None or _ONLY_MONTH.fullmatch(plain) is not None
    return says_when and bool(others) and all(word.isdecimal() for word in others)


def is_group(name: str, groups: Collection[str] = ()) -> bool:
    """
    Whether a sheet's name is that of a group, an edition, a class: one of `groups`, or such a word with a number or a letter.

    >>> is_group("Grupa 1"), is_group("gr. B"), is_group("III"), is_group("A"), is_group("Słowniki"), is_group("KIS", ["KIS"])
    (True, True, True, True, False, True)
    """
    plain = " ".join(re.split(r"[^a-z0-9]+", folded(name))).strip()
    return _GROUP.fullmatch(plain) is not None or plain in {" ".join(re.split(r"[^a-z0-9]+", folded(group))).strip() for group in groups}


def dated(name: str) -> date | None:
    """
    Give the day in a name, the first one of a month, a quarter or a year; nothing when it has none.

    >>> dated("Uczestnicy_2015-05"), dated("uczestnicy 31.05.2015"), dated("Uczestnicy maj 2015"), dated("uczestnicy nowe")
    (datetime.date(2015, 5, 1), datetime.date(2015, 5, 31), datetime.date(2015, 5, 1), None)
    """
    plain = folded(name)
    for form in _DATES:
        for found in form.finditer(plain):
            parts = found.groupdict() or dict(zip(("year", "month", "day"), found.groups(), strict=False))
            day = _date(parts["year"], parts["month"], parts.get("day", "1"))
            if day is not None:
                return day
    if quarter := _QUARTER.search(plain):
        return date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
    if year := _ONLY_YEAR.search(plain):
        return date(int(year[1]), _month_in_words(plain), 1)
    return None


def latest(named: Sequence[_Named], name: Callable[[_Named], str], as_of: date) -> tuple[list[_Named], list[_Named]]:
    """
    Choose what has the latest day in its name not after `as_of`; give the chosen and those that are all later.

    More than one chosen: their names do not say which. None chosen: every one of the second list is dated too late.
    One without a day stands only where none has one that will do.
    """
    days = [(dated(name(item)), item) for item in named]
    past = [(day, item) for day, item in days if day is not None and day <= as_of]
    if past:
        last = max(day for day, _ in past)
        return [item for day, item in past if day == last], []
    return [item for day, item in days if day is None], [item for day, item in days if day is not None]


def _usual(name: str) -> re.Pattern[str]:
    words = _APART.join(re.escape(word) for word in re.split(_APART, folded(name)))
    return re.compile(rf"{words}(?:[_\-\s\d].*)?", re.DOTALL)


def _month_in_words(plain: str) -> int:
    words = re.split(r"[^a-z]+", plain)
    return next((number for number, names in enumerate(_MONTHS, start=1) if set(names) & set(words)), 1)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
