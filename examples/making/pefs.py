"""The data of a participant that the form of 2007-2013 (`formularz PEFS`) asks for, as an office writes it down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from making.people import Crowd, Person
from making.sheets import Row

WHO = (
    "Imię", "Nazwisko", "PESEL", "Płeć", "Wiek w chwili przystąpienia do projektu", "Wykształcenie",
    "Opieka nad dziećmi do lat 7 lub opieka nad osobą zależną", "Ulica", "Nr domu", "Nr lokalu", "Kod pocztowy",
    "Miejscowość", "Gmina", "Powiat", "Województwo", "Obszar", "Telefon kontaktowy", "Adres e-mail",
)  # fmt: skip
STATUS = "Status osoby na rynku pracy w chwili przystąpienia do projektu"
DETAIL = "W tym (status na rynku pracy)"
SINCE = "Bezrobotny od"
DECLARED = "Data podpisania deklaracji"
START = "Data rozpoczęcia udziału w projekcie"
END = "Data zakończenia udziału w projekcie"
STATE = "Status udziału w projekcie"
AS_PLANNED = "Zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa"
WHY = "Powód wycofania się z proponowanej formy wsparcia"

EDUCATION = ("podstawowe", "gimnazjalne", "ponadgimnazjalne", "ponadgimnazjalne", "ponadgimnazjalne", "pomaturalne", "wyższe")
_ADULT = 20
"""From this age on, one may have finished an upper-secondary school."""


def who(crowd: Crowd, person: Person, start: date) -> Row:
    """Give what the form asks of a person who joins on the day `start`."""
    young = person.age(start) < _ADULT
    return {
        "Imię": person.first_name,
        "Nazwisko": person.last_name,
        "PESEL": person.pesel,
        "Płeć": person.say("Kobieta", "Mężczyzna"),
        "Wiek w chwili przystąpienia do projektu": person.age(start),
        "Wykształcenie": "gimnazjalne" if young else crowd.one_of(EDUCATION),
        "Opieka nad dziećmi do lat 7 lub opieka nad osobą zależną": "Nie" if young or crowd.chance(0.7) else "Tak",
        "Ulica": person.street,
        "Nr domu": person.house_no,
        "Nr lokalu": person.flat_no,
        "Kod pocztowy": person.home.postal_code,
        "Miejscowość": person.home.city,
        "Gmina": person.home.commune,
        "Powiat": person.home.county,
        "Województwo": person.home.voivodeship,
        "Obszar": "miejski",
        "Telefon kontaktowy": person.phone,
        "Adres e-mail": person.email,
    }


def unemployed(crowd: Crowd, start: date, *, long_term: bool) -> Row:
    """Give the labour status of an unemployed person who joins on the day `start`."""
    months = crowd.number(14, 70) if long_term else crowd.number(2, 9)
    return {
        STATUS: "bezrobotny zarejestrowany",
        DETAIL: "długotrwale" if long_term else "inne",
        SINCE: crowd.workday(start - timedelta(days=30 * months + 25), start - timedelta(days=30 * months)),
    }


def inactive(*, learning: bool) -> Row:
    """Give the labour status of an inactive person."""
    return {STATUS: "nieaktywny zawodowo", DETAIL: "ucząca się" if learning else "inne"}


def leaving(crowd: Crowd, person: Person, end: date, *, finished: bool, why: Sequence[str] = ()) -> Row:
    """Give how a person left on the day `end`: as planned, or before the time and why."""
    if finished:
        return {STATE: person.say("zakończyła", "zakończył"), END: end, AS_PLANNED: "Tak"}
    return {STATE: person.say("przerwała", "przerwał"), END: end, AS_PLANNED: "Nie", WHY: crowd.one_of(why)}
