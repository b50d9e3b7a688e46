"""
Invented people, the same ones each time.

A random valid PESEL may be somebody's, so nothing else about these people may resemble a person: their surnames are made
of words such as *test*, *wzór* or *przykład*, their streets do not exist, their phones are zeros and their e-mail ends
with `.example`. `Crowd("katowice")` is a seeded source of them: ask it for people (`crowd.person(...)`) and for every
other chance of the example (`crowd.chance(0.3)`, `crowd.one_of(...)`, `crowd.day(...)`), so that nothing depends on the
day or the machine.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

Sex = Literal["woman", "man"]
T = TypeVar("T")

WOMEN = (
    "Agnieszka", "Aleksandra", "Anna", "Barbara", "Beata", "Bożena", "Danuta", "Dorota", "Elżbieta", "Ewa", "Gabriela",
    "Grażyna", "Halina", "Hanna", "Iwona", "Izabela", "Jadwiga", "Joanna", "Jolanta", "Justyna", "Karolina", "Katarzyna",
    "Krystyna", "Lucyna", "Łucja", "Magdalena", "Małgorzata", "Maria", "Marta", "Monika", "Natalia", "Patrycja",
    "Paulina", "Renata", "Sylwia", "Teresa", "Urszula", "Weronika", "Wioletta", "Zofia",
)  # fmt: skip
MEN = (
    "Adam", "Adrian", "Andrzej", "Arkadiusz", "Bartosz", "Damian", "Daniel", "Dariusz", "Edward", "Grzegorz", "Henryk",
    "Ireneusz", "Jacek", "Jakub", "Jan", "Janusz", "Jerzy", "Józef", "Kamil", "Krzysztof", "Leszek", "Łukasz", "Maciej",
    "Marcin", "Marek", "Mariusz", "Mateusz", "Michał", "Paweł", "Piotr", "Rafał", "Robert", "Roman", "Ryszard",
    "Sebastian", "Stanisław", "Tadeusz", "Tomasz", "Wojciech", "Zbigniew",
)  # fmt: skip
SURNAMES = (
    ("Testowska", "Testowski"), ("Przykładowska", "Przykładowski"), ("Wzorcowska", "Wzorcowski"), ("Próbnicka", "Próbnicki"),
    ("Szablonowska", "Szablonowski"), ("Formularzewska", "Formularzewski"), ("Zmyślińska", "Zmyśliński"),
    ("Makietowska", "Makietowski"), ("Rubryczyńska", "Rubryczyński"), ("Ankietowska", "Ankietowski"),
    ("Próbna", "Próbny"), ("Wzorcowa", "Wzorcowy"), ("Ćwiczebna", "Ćwiczebny"), ("Umowna", "Umowny"),
    ("Fikcyjna", "Fikcyjny"), ("Zmyślona", "Zmyślony"), ("Pokazowa", "Pokazowy"), ("Szablonowa", "Szablonowy"),
    ("Przykładowicz", "Przykładowicz"), ("Testowicz", "Testowicz"), ("Wzorcowicz", "Wzorcowicz"),
    ("Formularzewicz", "Formularzewicz"), ("Próbkiewicz", "Próbkiewicz"), ("Ćwiczeniewicz", "Ćwiczeniewicz"),
    ("Zmyśliwicz", "Zmyśliwicz"), ("Rubrykiewicz", "Rubrykiewicz"),
)  # fmt: skip
"""Each surname as a woman and as a man bears it; all from visibly invented stems."""
STREETS = (
    "Nieistniejąca", "Zmyślona", "Formularzowa", "Rubrykowa", "Makietowa", "Kwestionariuszowa", "Szablonowa",
    "Przykładowych Danych", "Wymyślonych Adresów", "Próbnego Rejestru", "Ćwiczebna Boczna", "Niebyła",
)  # fmt: skip
"""Streets that do not exist."""
PHONE = "000 000 000"

_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
_CENTURIES = {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}
_PLAIN = str.maketrans("łŁ", "lL")


@dataclass(frozen=True)
class Home:
    """Where people of an example live: real down to the commune, invented below it."""

    city: str
    commune: str
    county: str
    voivodeship: str
    postal_code: str


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    first_name: str
    last_name: str
    sex: Sex
    birth: date
    pesel: str
    home: Home
    street: str
    house_no: str
    flat_no: str
    phone: str
    email: str

    @property
    def is_woman(self) -> bool:
        return self.sex == "woman"

    def age(self, on: date) -> int:
        """Give the age in whole years on the day `on`."""
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))

    def say(self, woman: str, man: str) -> str:
        """Give the form of a word that suits the person."""
        return woman if self.is_woman else man


class Crowd:
    """A seeded source of invented people and of every other chance: the same seed gives the same people in the same order."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(f"aktywna/{seed}")
        self._numbers: set[str] = set()
        self._names: set[tuple[str, str]] = set()

    def person(self, home: Home, sex: Sex | None = None, *, born: tuple[date, date]) -> Person:
        """Invent a person of `sex` (either, if not said) born between two days, both included; nobody is invented twice."""
        sex = sex or self.one_of(("woman", "man"))
        birth = self.day(*born)
        first, last = self._name(sex)
        written = self.chance(0.6)
        return Person(
            first_name=first,
            last_name=last,
            sex=sex,
            birth=birth,
            pesel=self.pesel(birth, sex),
            home=home,
            street=self.one_of(STREETS),
            house_no=str(self.number(1, 120)),
            flat_no=str(self.number(1, 60)) if self.chance(0.7) else "",
            phone=PHONE,
            email=f"{plain(first)}.{plain(last)}@poczta.example" if written else "",
        )

    def aged(self, home: Home, sex: Sex | None = None, *, on: date, ages: tuple[int, int]) -> Person:
        """Invent a person who on the day `on` is between `ages` in whole years, both included."""
        youngest, oldest = ages
        first = date(on.year - oldest - 1, on.month, min(on.day, 28)) + timedelta(days=1)
        last = date(on.year - youngest, on.month, min(on.day, 28)) - timedelta(days=1)
        return self.person(home, sex, born=(first, last))

    def pesel(self, birth: date, sex: Sex) -> str:
        """Make a valid PESEL that nobody in this crowd has."""
        while True:
            serial = self.number(0, 999)
            digit = 2 * self.number(0, 4) + (sex == "man")
            found = pesel(birth, serial, digit)
            if found not in self._numbers:
                self._numbers.add(found)
                return found

    def chance(self, share: float) -> bool:
        """Say yes in `share` of the cases."""
        return self._random.random() < share

    def number(self, least: int, most: int) -> int:
        """Give a whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def day(self, first: date, last: date) -> date:
        """Give a day, both ends included."""
        return first + timedelta(days=self.number(0, (last - first).days))

    def workday(self, first: date, last: date) -> date:
        """Give a day from Monday to Friday, both ends included; the span must hold one."""
        while True:
            found = self.day(first, last)
            if found.weekday() < 5:
                return found

    def one_of(self, things: Sequence[T]) -> T:
        """Give one of the things."""
        return things[self.number(0, len(things) - 1)]

    def some_of(self, things: Sequence[T], count: int) -> list[T]:
        """Give `count` different things of a list, in the order of the list."""
        chosen = set(self.mixed(range(len(things)))[:count])
        return [thing for position, thing in enumerate(things) if position in chosen]

    def mixed(self, things: Sequence[T]) -> list[T]:
        """Give the things in another order."""
        return [thing for _, thing in sorted(((self._random.random(), thing) for thing in things), key=lambda pair: pair[0])]

    def _name(self, sex: Sex) -> tuple[str, str]:
        form = 0 if sex == "woman" else 1
        for attempt in range(1000):
            first = self.one_of(WOMEN if sex == "woman" else MEN)
            last = self.one_of(SURNAMES)[form]
            # a double surname where it is the custom, and wherever the single ones have run out
            if attempt or (sex == "woman" and self.chance(0.12)):
                last = f"{last}-{self.one_of(SURNAMES)[form]}"
            if (first, last) not in self._names:
                self._names.add((first, last))
                return first, last
        raise ValueError("no name is left")


def pesel(birth: date, serial: int, sex_digit: int) -> str:
    """
    Make the PESEL of a day of birth, a serial number (0-999) and the tenth digit (even: woman, odd: man).

    >>> pesel(date(1944, 5, 14), 13, 5)
    '44051401359'
    """
    month = birth.month + _CENTURIES[birth.year // 100]
    digits = f"{birth.year % 100:02d}{month:02d}{birth.day:02d}{serial:03d}{sex_digit}"
    check = -sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 10
    return f"{digits}{check}"


def nip(serial: int) -> str:
    """
    Make a valid NIP that nobody has: its first three digits, which name a tax office, are zeros.

    >>> nip(1)
    '0000000106'
    """
    for number in range(serial * 10, serial * 10 + 10):
        digits = f"{number:09d}"
        check = sum(weight * int(digit) for weight, digit in zip(_NIP_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise ValueError(serial)


def plain(text: str) -> str:
    """
    Give a name as e-mail addresses have it: lower case, no diacritics.

    >>> plain("Łucja")
    'lucja'
    """
    folded = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in folded if letter.isascii()).lower()
