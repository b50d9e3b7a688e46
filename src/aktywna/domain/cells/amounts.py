"""Numbers and amounts as people write them: a comma or a point, spaces between thousands, `zł` behind."""

from __future__ import annotations

import re
from decimal import Decimal

# A space between thousands may be an ordinary, a no-break, a narrow no-break, a thin or a figure one.
_SPACE = r"[ \u00a0\u202f\u2009\u2007]"
_NUMBER = re.compile(
    rf"""(?P<sign>[-\u2212\u2013+]?){_SPACE}?
    (?P<whole>[0-9]+ |
    [0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+ | [0-9]{{1,3}}(?:\.[0-9]{{3}})+(?=,) | [0-9]{{1,3}}(?:,[0-9]{{3}})+(?=\.) |
    [0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}} | [0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}})
    (?:[.,](?P<part>[0-9]+))?""",
    re.VERBOSE,
)
_THOUSANDS = re.compile(rf"[-\u2212\u2013]?{_SPACE}?[1-9][0-9]{{0,2}}[.,][0-9]{{3}}")
_CURRENCY = re.compile(rf"^(?:zł|pln){_SPACE}*|{_SPACE}*(?:złotych|złote|złoty|zł\.?|zl\.?|pln\.?)$", re.IGNORECASE)
_NO_GROSZE = re.compile(r",(?:-{1,2}|\u2013|\u2014)$")
_NEGATIVE = re.compile(rf"\({_SPACE}*(.*?){_SPACE}*\)")
_APART = re.compile(r"[^0-9]")

_GROSZE = 100
# What a spreadsheet's arithmetic leaves behind: 319.17000000000002 is 319.17.
_NOISE = Decimal("0.000001")
# More digits than anything counted has, and than a column can hold.
_MOST_DIGITS = 15


def number(text: str) -> Decimal | None:
    """
    Read a number; nothing when it is not one.

    >>> number("1 234,56"), number("1.234,56"), number("-0.5"), number("12 34")
    (Decimal('1234.56'), Decimal('1234.56'), Decimal('-0.5'), None)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    whole = _APART.sub("", found["whole"])
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        return None
    value = Decimal(f"{whole}.{found['part'] or '0'}")
    return value.copy_negate() if found["sign"] in {"-", "\u2212", "\u2013"} else value


def grosze(text: str) -> int | None:
    """
    Read an amount in PLN as grosze; nothing when it is not one, or when it has more than two decimals.

    >>> grosze("1 234,56 zł"), grosze("(1 234,56)"), grosze("319.17000000000002"), grosze("161,662")
    (123456, -123456, 31917, None)
    """
    bare = _bare(text)
    negative = _NEGATIVE.fullmatch(bare)
    value = number(negative[1] if negative else bare)
    if value is None or (negative and value < 0):
        return None
    exact = value * _GROSZE
    whole = exact.to_integral_value()
    if abs(exact - whole) >= _NOISE or _looks_like_thousands(bare):
        return None
    return -int(whole) if negative else int(whole)


def thousands(text: str) -> int | None:
    """
    Read as grosze an amount whose only separator has three digits after it; nothing when it is not one.

    >>> thousands("161,662 zł."), thousands("30.400 zł"), thousands("1 234,56"), thousands("0,125")
    (16166200, 3040000, None, None)
    """
    bare = _bare(text)
    if not _looks_like_thousands(bare):
        return None
    value = int(_APART.sub("", bare)) * _GROSZE
    return value if bare[0].isdigit() else -value


def point_decimal(text: str) -> bool | None:
    """Whether a point parts grosze in an amount (True) or a comma does (False); nothing when it has none."""
    parted = re.search(r"[.,](?=[0-9]{1,2}$)", _bare(text).rstrip(")"))
    return parted[0] == "." if parted else None


def whole(text: str) -> int | None:
    """
    Read a whole number; nothing when it is not one.

    >>> whole("12"), whole("12,0"), whole("12,5")
    (12, 12, None)
    """
    value = number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _bare(text: str) -> str:
    """Take off the currency, and the dash that stands in place of no grosze."""
    return _NO_GROSZE.sub("", _CURRENCY.sub("", text.strip()))


def _looks_like_thousands(bare: str) -> bool:
    return _THOUSANDS.fullmatch(bare) is not None
