"""How codes of places are read: TERYT codes and postal codes, with lost zeros put back where there is one way to."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

import numpy as np

from aktywna.domain.cells.column import Reading, Written
from aktywna.domain.cells.identifiers import is_digits
from aktywna.domain.cells.mending import Mended, read_mended
from aktywna.domain.cells.repaired import POSTAL_MENDED, TERYT_MENDED
from aktywna.domain.cells.texts import Bools, Texts, marked

_APART = re.compile(r"[\s\u00a0\u202f'\u2019.\u2010-\u2015-]+")
_DECIMALS = re.compile(r"(?<=[0-9]{4})[.,]0+$")
_COMMUNE, _KINDLESS = 7, 6
_POSTAL = re.compile(r"([0-9]{2})[\s\u00a0.]*[-\u2010-\u2015\u2212]?[\s\u00a0]*([0-9]{3})")
_POSTAL_DIGITS, _POSTAL_LETTERS, _HYPHEN = 5, 6, 2


def read_teryt(written: Written) -> Reading:
    """
    Read a column of TERYT codes of communes: seven digits, or six without the commune's kind; str.

    The dictionary of the column holds the codes of voivodeships. They tell whether a zero was lost, and accuse nobody.
    """
    voivodeships = frozenset(value.id for value in (written.values.value if written.values else ()))

    def read(word: str, is_number: bool) -> Mended | None:  # noqa: FBT001 - how the cell was stored
        return teryt(word, is_number, voivodeships)

    return read_mended(written, is_digits(written.cells, _COMMUNE), read, TERYT_MENDED)


def read_postal_codes(written: Written) -> Reading:
    """Read a column of postal codes, `00-000`; str."""
    return read_mended(written, marked(written.cells, _plain_postal_codes), postal_code, POSTAL_MENDED)


def teryt(word: str, is_number: bool, voivodeships: AbstractSet[str]) -> Mended | None:  # noqa: FBT001 - how the cell was stored
    """
    Read the TERYT code of a commune; nothing when it is not one, or may be one of two.

    >>> some = {"02", "04", "24"}
    >>> teryt("022401 4", False, some), teryt("401011", True, some), teryt("20101", False, some), teryt("241201", False, some)
    (Mended(text='0224014', said=True), Mended(text='0401011', said=True), Mended(text='020101', said=True), None)
    """
    del is_number  # a CSV file has nothing but texts, and zeros are lost before it is written
    bare = _APART.sub("", _DECIMALS.sub("", word))
    if not (bare.isascii() and bare.isdecimal()):
        return None
    ways = [code for code in (bare, f"0{bare}") if len(code) in {_COMMUNE, _KINDLESS} and code[:2] in voivodeships]
    if len(bare) == _COMMUNE:
        ways = [bare]
    return Mended(ways[0], ways[0] != word) if len(ways) == 1 else None


def postal_code(word: str, is_number: bool) -> Mended | None:  # noqa: FBT001 - how the cell was stored
    """
    Read a postal code; nothing when it is not one. A number of four digits has lost its zero.

    >>> postal_code("41300", False), postal_code("1234", True), postal_code("1234", False)
    (Mended(text='41-300', said=True), Mended(text='01-234', said=True), None)
    """
    bare = _DECIMALS.sub("", word)
    if is_number and bare.isdecimal():
        bare = bare.zfill(_POSTAL_DIGITS)
    found = _POSTAL.fullmatch(bare)
    return Mended(code := f"{found[1]}-{found[2]}", code != word) if found else None


def _plain_postal_codes(texts: Texts) -> Bools:
    plain = np.zeros(len(texts), dtype=np.bool_)
    rows = texts.of_length(_POSTAL_LETTERS)
    letters = texts.turned(rows, _POSTAL_LETTERS)
    digits = letters - np.uint8(48)
    digits[_HYPHEN] = np.where(letters[_HYPHEN] == ord("-"), 0, 10)
    plain[rows] = digits.max(axis=0, initial=0) <= 9  # noqa: PLR2004 - a byte below "0" wraps round to far above nine
    return plain
