"""Hints of a form: what should stand in a cell, written over or in place of a value (`RRRR-MM-DD`, `TAK/NIE`, `wybierz z listy`)."""

from __future__ import annotations

import re
from functools import lru_cache

from aktywna.domain.registers.layout import normal

_PART = r"(?:d{1,2}|m{1,2}|r{2,4}|y{2,4}|g{1,2}|h{1,2}|s{1,2})"
_FORMAT = rf"(?=.{{4}}){_PART}(?:[ /]?{_PART}){{1,4}}|(?:rok miesiac dzien|dzien miesiac rok)"
_ANSWER = r"t(?:ak)?(?:/| lub | albo )n(?:ie)?(?:(?:/| lub | albo ).*)?|k(?:obieta)?(?:/| lub | albo )m(?:ezczyzna)?"
_LIST = (
    r"(?:(?:prosze )?(?:wybierz|wybrac|wybor)(?: .*)?|(?:wartosc )?z(?:e)? (?:listy|slownika)(?: .*)?|slownik(?:owe|owa)?|"
    r"lista(?: rozwijana| wyboru| jednokrotnego wyboru)?|pole slownikowe)"
)
_FIELD = (
    r"(?:pole )?(?:obowiazkow[ea]|wymagan[ea]|opcjonaln[eay]|opcjonalnie|automatyczne|wypelniane automatycznie)|"
    r"(?:jesli|o ile) dotyczy"
)
_DIGITS = r"(?:max |maks |maksymalnie )?\d{1,4} (?:cyfr[ay]?|znak(?:i|ow)?)|(?:tylko )?cyfry"
_STRONG = re.compile(rf"(?:format |w formacie )?(?:{_FORMAT})|{_ANSWER}|{_LIST}|{_FIELD}|{_DIGITS}")
_WEAK = re.compile(
    r"(?:np|przyklad(?:owo)?)(?: .*)?|(?:pole )?(?:tekst(?:owe|owy)?|liczb(?:a|owe)|dat(?:a|owe))|tekst .*|liczba calkowita|kwota"
)
_UNIT = re.compile(r"zl|pln|h|godz|szt|45 ?min\w*|60 ?min\w*|isced.*|lata|w latach")
_BRACKET = re.compile(r"^(?P<rest>.*\S)\s*[(\[{](?P<hint>[^()\[\]{}]+)[)\]}]\s*[:*]*$", re.DOTALL)
_BARE = re.compile(r"^(?P<rest>.*?\S)[\s,:]+(?P<hint>[A-Za-z]{1,4}(?:[-./][A-Za-z]{1,4}){1,2})\.?$", re.DOTALL)


@lru_cache(maxsize=4096)
def is_strong_hint(text: str) -> bool:
    """
    Whether a text can only say what belongs in its place.

    >>> [is_strong_hint(text) for text in ("RRRR-MM-DD", "TAK/NIE", "wybierz z listy", "11 cyfr", "tekst", "Anna")]
    [True, True, True, True, False, False]
    """
    return _STRONG.fullmatch(normal(text)) is not None


@lru_cache(maxsize=4096)
def is_hint(text: str) -> bool:
    """
    Whether a text says what belongs in its place; some of them might be values where nothing else says so.

    >>> is_hint("np. Jan"), is_hint("tekst"), is_hint("Jan")
    (True, True, False)
    """
    return is_strong_hint(text) or _WEAK.fullmatch(normal(text)) is not None


def without_hint(header: str) -> str | None:
    """
    Give a header without the hint behind it; nothing when there is none.

    >>> without_hint("Data urodzenia (RRRR-MM-DD)"), without_hint("Płeć K/M"), without_hint("Obszar (miejski/wiejski)")
    ('Data urodzenia', 'Płeć', None)
    """
    bracket = _BRACKET.match(header)
    if bracket and (is_hint(bracket["hint"]) or _UNIT.fullmatch(normal(bracket["hint"]))):
        return bracket["rest"]
    bare = _BARE.match(header)
    return bare["rest"] if bare and is_strong_hint(bare["hint"]) else None
