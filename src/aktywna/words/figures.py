"""Days, amounts, numbers and lists, written as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from aktywna.words.wording import Language, _, language

FigureKind = Literal["text", "number", "count", "money", "percent", "day", "yes_no"]

UNKNOWN = "—"
"""How a value that is not known is shown in a sentence."""

_DAY: dict[Language, str] = {"pl": "dd.MM.yyyy", "en": "d MMM yyyy"}


def day(value: date) -> str:
    """Write a day: `27.02.2009`, `27 Feb 2009`."""
    return format_date(value, _DAY[language()], locale=language())


def month(value: date) -> str:
    """Write the month of a day: `luty 2009`, `February 2009`."""
    return format_date(value, "LLLL yyyy", locale=language())


def month_of(value: date) -> str:
    """Write the month of a day after "of": `lutego 2009`, `February 2009`."""
    return format_date(value, "MMMM yyyy", locale=language())


def month_shortly(value: date) -> str:
    """Write the month of a day where there is little room: `lut 2009`, `Feb 2009`."""
    return format_date(value, "LLL yyyy", locale=language())


def quarter(value: date) -> str:
    """Write the quarter of a day: `I kw. 2009`, `Q1 2009`."""
    return format_date(value, "QQQ yyyy", locale=language())


def time(minutes: int) -> str:
    """Write an hour of the day, given in minutes since midnight: `9:05`."""
    hour, minute = divmod(int(minutes), 60)
    return f"{hour}:{minute:02}"


def amount(value: Any) -> str:
    """Write money: a Decimal is PLN, any other number is grosze; `1 234,56 zł`, `PLN 1,234.56`, with U+00A0."""
    pln = value if isinstance(value, Decimal) else exact(value) / 100
    figures = _decimal(pln.quantize(Decimal("0.01"), ROUND_HALF_UP), "#,##0.00")
    return f"{figures}\u00a0zł" if language() == "pl" else f"PLN\u00a0{figures}"


def count(value: int) -> str:
    """Write a whole number, its thousands grouped."""
    return _decimal(int(value), "#,##0")


def number(value: Any) -> str:
    """Write a number with the decimals that it has."""
    return _decimal(exact(value), "#,##0.############")


def hours(value: Any) -> str:
    """Write a length of time in hours: `12 h`, `4,5 h`, with U+00A0."""
    return f"{number(value)}\u00a0h"


def percent(value: Any, decimals: int | None = None) -> str:
    """Write a share that is already in percent: with `decimals` places, or with those it has, at most two."""
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    places = Decimal(1).scaleb(-(2 if decimals is None else decimals))
    return _decimal(exact(value).quantize(places, ROUND_HALF_UP), pattern) + "%"


def listing(items: Iterable[str]) -> str:
    """Write a list in a sentence: `a, b i c`, `a, b and c`."""
    # The English of Great Britain has no comma before `and`.
    return format_list(list(items), locale="pl" if language() == "pl" else "en_GB")


def at_least(figure: str) -> str:
    """Say that a figure is a lower bound: `co najmniej 106`."""
    return _("at least {figure}").format(figure=figure)


def yes_no(value: Any) -> str:
    """Say yes or no."""
    return _("yes") if value else _("no")


def shown(value: Any, kind: FigureKind = "text", prefix: str = "") -> str:
    """Write the value of a table's cell; one that is not known gives an empty text, a Decimal keeps the decimals it has."""
    if unknown(value):
        return ""
    write = {"number": _as_it_is, "count": count, "money": amount, "percent": percent, "day": day, "yes_no": yes_no}
    text = write.get(kind, str)(value)
    return f"{prefix} {text}" if prefix else text


def _as_it_is(value: Any) -> str:
    """Write a number in a table: 0,40 below 0,39, where both were worked out to two places."""
    places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    return _decimal(value, "#,##0." + "0" * places) if places else number(value)


def _decimal(value: Decimal | int, pattern: str) -> str:
    return _written(str(value), pattern, language())


@lru_cache(maxsize=1 << 14)
def _written(value: str, pattern: str, tongue: Language) -> str:
    """Write a number by a pattern; each is written once, however many tables, formats and widths of columns ask for it."""
    return format_decimal(Decimal(value), pattern, locale=tongue)


def unknown(value: Any) -> bool:
    """Tell whether a value is one of the ways in which Python and pandas write that nothing is known."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float | Decimal) and value != value  # noqa: PLR0124 - so is NaN recognised


def exact(value: Any) -> Decimal:
    """Give a number as the Decimal that its shortest writing shows."""
    return value if isinstance(value, Decimal) else Decimal(str(value))
