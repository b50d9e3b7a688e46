"""Days as headers of a diary write them, and the month and year that titles, sheets and files say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from aktywna.domain.cells.dates import day, serial_day
from aktywna.domain.diaries.class_times import beside_day
from aktywna.domain.sheets.naming import folded
from aktywna.domain.sheets.sheet import Stored

_WEEKDAYS = r"(?:poniedzia[lł]ek|wtorek|[sś]roda|czwartek|pi[aą]tek|sobota|niedziela|niedz|pon|pn|wt|[sś]r|czw|cz|pt|pi|sob|sb|so|ndz|nd)"
_WEEKDAY = re.compile(rf"^{_WEEKDAYS}\b[.,]?\s*|[,\s]+{_WEEKDAYS}[.]?$")
_EXTRA = re.compile(r"\n|\s*\(|\s+(?=\d+(?:[.,]\d+)?\s*(?:h|g|godz)\b)|,?\s+godz")
_MONTHS = (
    ("styczen", "stycznia"), ("luty", "lutego"), ("marzec", "marca"), ("kwiecien", "kwietnia"), ("maj", "maja"), ("czerwiec", "czerwca"),
    ("lipiec", "lipca"), ("sierpien", "sierpnia"), ("wrzesien", "wrzesnia"), ("pazdziernik", "pazdziernika"),
    ("listopad", "listopada"), ("grudzien", "grudnia"),
)  # fmt: skip
_BY_WORD = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_BY_WORD |= {words[0][:3]: number for number, words in enumerate(_MONTHS, start=1)}
_ROMAN = {word: number for number, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}  # noqa: SIM905
_LONG = "|".join(word for words in _MONTHS for word in words)
_SHORT = "|".join(sorted(_BY_WORD, key=len, reverse=True))
_NUMERALS = "|".join(sorted(_ROMAN, key=len, reverse=True))

_DAY_MONTH = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\.?")
_DAY_ROMAN = re.compile(rf"(\d{{1,2}})[\s./-]+({_NUMERALS})\.?")
_DAY_WORD = re.compile(rf"(\d{{1,2}})\.?[\s-]*({_SHORT})\.?")
_DAY = re.compile(r"(\d{1,2})\.?")
_LIKE_DATE = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}(?:\s?[./-]\s?\d{2,4})?\.?\s?(?:r\.?|rok)?")
_LAST_DAY = 31
_MONTHS_A_YEAR = 12
# A header stored as a number this large is a day that lost its format, not a year or a count.
_FIRST_SERIAL = 32874


@dataclass(frozen=True)
class Spot:
    """What a header says of a day: all of it, the day and the month, the day alone, or something like a day that is none."""

    day: int = 0
    months: tuple[int, ...] = ()
    """One month; two where a number lost a zero (1.1 is January or October); none when only the day is said."""
    whole: date | None = None
    broken: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is a number that only may be a day."""
        return self.whole is None and not self.months and not self.broken


@dataclass(frozen=True)
class Hint:
    """A month, a year or both, said by a title or a name."""

    year: int | None = None
    month: int | None = None


@lru_cache(maxsize=4096)
def spot(text: str, stored: int = Stored.TEXT) -> Spot | None:  # noqa: PLR0911 - one answer for each way of writing a day
    """
    Read a header as a day; nothing when it is not about one.

    >>> spot("pn 1.03"), spot("31")
    (Spot(day=1, months=(3,), whole=None, broken=False), Spot(day=31, months=(), whole=None, broken=False))
    """
    first, _ = beside_day(text.strip())
    written = _WEEKDAY.sub("", _EXTRA.split(first.casefold())[0].strip()).strip()
    if not written or len(written) > 25 or not any(letter.isdigit() for letter in written):  # noqa: PLR2004 - no day is longer
        return None
    if stored == Stored.NUMBER and written.isdecimal() and int(written) >= _FIRST_SERIAL:
        return Spot(whole=serial_day(written))
    if whole := day(written):
        return Spot(whole=whole)
    if found := _DAY.fullmatch(written):
        return Spot(day=int(found[1])) if 1 <= int(found[1]) <= _LAST_DAY else None
    plain = folded(written)
    if found := _DAY_MONTH.fullmatch(plain):
        months = (1, 10) if stored == Stored.NUMBER and found[2] == "1" else (int(found[2]),)
        # A spreadsheet drops the zero of 10.30 as well: the day before the point is safe, the month behind it is not.
    elif found := _DAY_ROMAN.fullmatch(plain):
        months = (_ROMAN[found[2]],)
    elif found := _DAY_WORD.fullmatch(plain):
        months = (_BY_WORD[found[2]],)
    else:
        return Spot(broken=True) if _LIKE_DATE.fullmatch(plain) else None
    if not 1 <= int(found[1]) <= _LAST_DAY or not all(1 <= month <= _MONTHS_A_YEAR for month in months):
        return Spot(broken=True)
    return Spot(day=int(found[1]), months=months)


_WORD_YEAR = re.compile(rf"(?<!\d)(?<!\d[ .])(?<!\d\. )\b({_LONG})\b[\s,/-]*((?:19|20|21)\d\d)\b")
_WORDS_YEAR = re.compile(rf"\b({_LONG})\s*(?:[-/,]|i|oraz|do)\s*({_LONG})[\s,/-]*((?:19|20|21)\d\d)\b")
_ROMAN_YEAR = re.compile(rf"({_NUMERALS})[\s./-]+((?:19|20|21)\d\d)")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[\s./_-]+((?:19|20|21)\d\d)")
_YEAR_MONTH = re.compile(r"((?:19|20|21)\d\d)[\s./_-]+(0?[1-9]|1[0-2])")
_YEAR = re.compile(r"((?:19|20|21)\d\d)")
_SPOKEN_YEAR = re.compile(r"\b(?:rok|roku|r\.?)\s*:?\s*((?:19|20|21)\d\d)\b|(?<![\d./-])((?:19|20|21)\d\d)\s*(?:r\b|rok)")
_SAID_MONTH = re.compile(rf"\b({_LONG})\b")
_LABEL = re.compile(r"^(?:za\s+)?(?:miesiac(?:\s*(?:i|/|,)?\s*rok)?|m-?c|rok|okres|za)\s*[:.]?\s*")
_ABOUT = re.compile(r"\b(?:lista|listy|obecnosc|obecnosci|dziennik|miesiac|karta|frekwencja|ewidencja|za)\b")
_ORDINARY_YEAR_END = re.compile(r"\s*(?:r\.?|rok|roku)$")


def said_in_title(text: str) -> list[Hint]:
    """
    Give the months and years that a title says; numbers of contracts, days and surnames say none.

    >>> said_in_title("Lista obecności, marzec 2016 r."), said_in_title("Umowa nr 3/2016 z 12 maja 2015")
    ([Hint(year=2016, month=3)], [])
    """
    plain = folded(text).replace("–", "-")
    if several := _WORDS_YEAR.search(plain):
        return [Hint(int(several[3]), _BY_WORD[several[place]]) for place in (1, 2)]
    found = [Hint(int(year), _BY_WORD[word]) for word, year in _WORD_YEAR.findall(plain)]
    if found:
        return found
    label = _LABEL.match(plain)
    rest = _ORDINARY_YEAR_END.sub("", plain[label.end() :] if label else plain).strip()
    if (hint := _alone(rest)) is not None:
        return [hint]
    if label or (_ABOUT.search(plain) and ":" not in plain):
        found = [Hint(month=_BY_WORD[word]) for word in _SAID_MONTH.findall(re.sub(r"\d{1,2}\.? [a-z]+", "", plain))]
    if spoken := _SPOKEN_YEAR.search(plain) if ":" not in plain or label else None:
        year = int(spoken[1] or spoken[2])
        found = [replace(hint, year=year) for hint in found] or [Hint(year)]
    return found


def said_in_name(name: str) -> list[Hint]:
    """
    Give the month and year in the name of a sheet or a file (without its ending).

    >>> said_in_name("obecnosc_2016-03"), said_in_name("Marzec"), said_in_name("03"), said_in_name("grupa 3")
    ([Hint(year=2016, month=3)], [Hint(year=None, month=3)], [Hint(year=None, month=3)], [])
    """
    plain = re.sub(r"[_]+", " ", folded(name))
    if (whole := day(plain.strip())) is not None:
        return [Hint(whole.year, whole.month)]
    for pattern, year, month in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        if found := re.search(rf"(?<![\d.])(?:{pattern.pattern})(?![\d.-])", plain):
            return [Hint(int(found[year]), int(found[month]))]
    words = re.split(r"[^a-z0-9]+", plain)
    months = [_BY_WORD[word] for word in words if word in _BY_WORD and len(word) > 2]  # noqa: PLR2004 - short ones of three letters
    years = [int(word) for word in words if _YEAR.fullmatch(word)]
    if not months and years:
        months = [_ROMAN[word] for word in words if word in _ROMAN]
    if not months:
        months = [int(word) for word in words if re.fullmatch(r"0[1-9]|1[0-2]", word)]
    hints = [Hint(years[0] if len(years) == 1 else None, month) for month in months]
    return hints or [Hint(year) for year in years]


def said_by_day(whole: date) -> Hint:
    """Give the month that a cell holding its first day stands for."""
    return Hint(whole.year, whole.month)


def _alone(rest: str) -> Hint | None:
    """Read a cell that holds a month and a year, or one of them, and nothing else."""
    if found := _YEAR_MONTH.fullmatch(rest):
        return Hint(int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(rest):
        return Hint(int(found[2]), int(found[1]))
    if found := _ROMAN_YEAR.fullmatch(rest):
        return Hint(int(found[2]), _ROMAN[found[1]])
    if found := _YEAR.fullmatch(rest):
        return Hint(int(found[1]))
    return Hint(month=_BY_WORD[rest]) if rest in _BY_WORD and len(rest) > 3 or rest == "maj" else None  # noqa: PLR2004, RUF021


def distinct(values: Sequence[int | None]) -> tuple[int, ...]:
    """Give the different known values, in their order."""
    return tuple(dict.fromkeys(value for value in values if value is not None))
