"""Numbers and amounts as people write them: a comma or a point, spaces between thousands, `zł` behind."""

from __future__ import annotations

import re
from decimal import Decimal

# A space between thousands may be an ordinary, a no-break, a narrow no-break or a thin one.
_SPACE = r"[ \u00a0\u202f\u2009]"
_NUMBER = re.compile(
    rf"""(?P<sign>[-\u2212+]?){_SPACE}?
    (?P<whole>\d+ |
    \d{{1,3}}(?:{_SPACE}\d{{3}})+ | \d{{1,3}}(?:\.\d{{3}})+(?=,) | \d{{1,3}}(?:,\d{{3}})+(?=\.) | \d{{1,3}}(?:\.\d{{3}}){{2,}})
    (?:[.,](?P<part>\d+))?""",
    re.VERBOSE,
)
_CURRENCY = re.compile(rf"{_SPACE}*(?:zł\.?|zl\.?|pln)$", re.IGNORECASE)
_APART = re.compile(r"[^\d]")

_GROSZE = 100
# What a spreadsheet's arithmetic leaves behind: 319.17000000000002 is 319.17.
_NOISE = Decimal("0.000001")


def number(text: str) -> Decimal | None:
    """
    Read a number; nothing when it is not one.

    >>> number("1 234,56"), number("1.234,56"), number("-0.5"), number("12 34")
    (Decimal('1234.56'), Decimal('1234.56'), Decimal('-0.5'), None)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    value = Decimal(f"{_APART.sub('', found['whole'])}.{found['part'] or '0'}")
    return -value if found["sign"] in {"-", "\u2212"} else value


def grosze(text: str) -> int | None:
    """
    Read an amount in PLN as grosze; nothing when it is not one, or when it has more than two decimals.

    >>> grosze("1 234,56 zł"), grosze("319.17000000000002"), grosze("161,662")
    (123456, 31917, None)
    """
    value = number(_CURRENCY.sub("", text.strip()))
    if value is None:
        return None
    exact = value * _GROSZE
    whole = exact.to_integral_value()
    return int(whole) if abs(exact - whole) < _NOISE else None


def whole(text: str) -> int | None:
    """
    Read a whole number; nothing when it is not one.

    >>> whole("12"), whole("12,0"), whole("12,5")
    (12, 12, None)
    """
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None
