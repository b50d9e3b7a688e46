"""A3: where people live and how they can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aktywna.domain.cells.texts import Bools, Texts, marked, taken
from aktywna.domain.findings.rule import N_, WARNING, rule
from aktywna.domain.people.participants import joined
from aktywna.domain.registers.layout import normal

if TYPE_CHECKING:
    from collections.abc import Callable

    from aktywna.domain.registers.books import Books
    from aktywna.domain.registers.register import Hits, Register

_WITH_KIND = 7
_NONE = -1
_ASCII = 127
_TOWN, _VILLAGE = ("1", "2", "1_2"), "3"


@rule(
    "A321",
    WARNING,
    on="participants",
    says=N_("{teryt:quote} is not a TERYT code of a commune: its last digit, {kind:quote}, is no kind of commune."),
    do=N_("Copy the code from the TERYT register; it ends with the kind of the commune."),
    basis="rules.md 8.2 W16: M",
)
def commune_of_no_kind(books: Books) -> Hits:
    """
    The last digit of the TERYT code is no kind of commune.

    1 is an urban commune, 2 a rural one, 3 an urban-rural one, 4 and 5 its parts, 8 and 9 districts of large towns. A code
    of six digits, without the kind, is not judged.

    Example:
        no | teryt
        1  | 0000011
        2  | 0000017   <- A321
        3  | 146501
        4  |
    """
    people = books.participants
    if "teryt" not in people:
        return people.no_hits()
    teryt = people["teryt"]
    known = {value.id for value in books.choices["commune_kind"].value}
    wrong = _of_each(people, "teryt", lambda code: len(code) == _WITH_KIND and code[-1] not in known, otherwise=False)
    return people.hits(wrong, at="teryt", teryt=teryt, kind=lambda rows: taken(teryt, rows).str[-1])


@rule(
    "A322",
    WARNING,
    on="participants",
    says=N_("The TERYT code {teryt:quote} lies in the voivodeship {of_code:choice voivodeship}, and {written:quote} is entered."),
    do=N_("Correct the code or the voivodeship."),
    basis="rules.md 8.2 W16: M",
)
def commune_of_another_voivodeship(books: Books) -> Hits:
    """
    The TERYT code belongs to another voivodeship than the one entered.

    The first two digits are the voivodeship. A name or a code that is none of the sixteen is not judged.

    Example:
        no | teryt   | voivodeship
        1  | 2469011 | śląskie
        2  | 2469011 | Małopolskie   <- A322
        3  | 2469011 | zmyślone
        4  | 0000011 | śląskie
        5  |         | śląskie
    """
    people = books.participants
    if "teryt" not in people or "voivodeship" not in people:
        return people.no_hits()
    teryt, written = people["teryt"], people["voivodeship"]
    names = books.choices["voivodeship"].codes
    places = {value.id: place for place, value in enumerate(books.choices["voivodeship"].value)}
    of_code = _of_each(people, "teryt", lambda code: places.get(code[:2], _NONE), otherwise=_NONE)
    named = _of_each(people, "voivodeship", lambda name: places.get(names.get(normal(name), ""), _NONE), otherwise=_NONE)
    denied = (of_code != _NONE) & (named != _NONE) & (of_code != named)
    return people.hits(denied, at="teryt", teryt=teryt, of_code=lambda rows: taken(teryt, rows).str[:2], written=written)


@rule(
    "A323",
    WARNING,
    on="participants",
    says=N_("The area is {area:choice}, and the degree of urbanisation says {degurba:choice}."),
    do=N_("Correct one of them; degree 3 is a rural area, 1 and 2 are not."),
    basis="registers.md 6.1: P",
)
def area_denied_by_degurba(books: Books) -> Hits:
    """
    The area and the degree of urbanisation deny one another.

    Indicators of people from rural areas count degree 3.

    Example:
        no | area  | degurba
        1  | rural | 3
        2  | urban | 3         <- A323
        3  | rural | 1         <- A323
        4  | urban | 2
        5  | urban |
        6  |       | 3
    """
    people = books.participants
    area, degurba = people.get("area"), people.get("degurba")
    denied = people.among("area", "urban") & people.among("degurba", _VILLAGE)
    denied |= people.among("area", "rural") & people.among("degurba", *_TOWN)
    return people.hits(denied, at="degurba", area=area, degurba=degurba)


@rule(
    "A324",
    WARNING,
    on="participants",
    says=N_("There is neither a telephone number nor an e-mail address."),
    do=N_("Enter one of them; results are asked about after the person has left."),
    basis="registers.md 6.2: P",
)
def unreachable(books: Books) -> Hits:
    """
    A participant cannot be reached.

    People owe data of their results for four weeks after leaving, and may be surveyed later.

    Example:
        era: pokl-2007
        no | phone       | email            | start_date
        1  | 000 000 000 |                  | 2009-03-02
        2  |             | osoba@x.example  | 2009-03-02
        3  |             |                  | 2009-03-02   <- A324
        4  |             |                  |
    """
    people = books.participants
    if "phone" not in people and "email" not in people:
        return people.no_hits()
    at = "phone" if "phone" in people else "email"
    return people.hits(joined(people) & ~people.known("phone") & ~people.known("email"), at=at, blank=("phone", "email"))


@rule(
    "A325",
    WARNING,
    on="participants",
    eras=("efsplus-2021",),
    says=N_("The e-mail address has letters with diacritics, which the official file does not take."),
    do=N_("Write the address as it is used, without diacritics."),
    basis="rules.md 8.2 W17: G3, V1",
)
def email_with_diacritics(books: Books) -> Hits:
    """
    An e-mail address has Polish letters.

    One implementer's export was refused for it.

    Example:
        era: efsplus-2021
        no | email
        1  | lucja@poczta.example
        2  | łucja@poczta.example   <- A325
        3  |
    """
    people = books.participants
    return people.hits(marked(people.get("email"), _has_diacritics), at="email")


def _has_diacritics(texts: Texts) -> Bools:
    found = np.zeros(len(texts), dtype=np.bool_)
    if texts.used.max(initial=0) > _ASCII:
        found[np.searchsorted(texts.ends, np.flatnonzero(texts.data > _ASCII), side="right")] = True
    return found


def _of_each(people: Register, column: str, told: Callable[[str], Any], *, otherwise: Any) -> np.ndarray[Any, Any]:
    """Give what each text of a column tells, each different one looked at once: shape (rows,)."""
    codes, words = people.codes(column)
    found: np.ndarray[Any, Any] = np.array([*map(told, words), otherwise])[codes]
    return found
