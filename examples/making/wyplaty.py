"""The registers of the example `wyplaty`: twelve invented people of a centre, a course, an internship and useful work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from making.people import Crowd, Home
from making.sheets import Row, Table, as_csv

HOMES = (Home("Zmyślin", "Zmyślin", "zmyśliński", "lubuskie", "00-000"), Home("Wymyślno", "Wymyślno", "zmyśliński", "lubuskie", "00-000"))
CENTRE, COURSE = "zajęcia w centrum integracji społecznej", "kurs kucharza"
INTERNSHIP, USEFUL = "staż", "prace społecznie użyteczne"
FIRST, LAST = date(2017, 6, 1), date(2017, 7, 31)
HOLIDAYS = (date(2017, 6, 15),)
ABSENT, SICK, CARE, SUMMONS, OFF = "NN", "L4", "OP", "WS", "DW"


@dataclass(frozen=True)
class Place:
    """Somebody's place in the project: a form of support, from when until when, and where they live."""

    no: int
    form: str
    start: date
    end: date | None = None
    home: int = 0


PLACES = (
    Place(1, CENTRE, date(2017, 3, 6)),
    Place(2, CENTRE, date(2017, 3, 6), home=1),
    Place(3, CENTRE, date(2017, 4, 3)),
    Place(4, CENTRE, date(2017, 6, 19), home=1),
    Place(5, CENTRE, date(2017, 2, 6), date(2017, 7, 16)),
    Place(6, COURSE, date(2017, 6, 19)),
    Place(7, COURSE, date(2017, 6, 19), home=1),
    Place(8, COURSE, date(2017, 7, 3), home=1),
    Place(9, COURSE, date(2017, 6, 19)),
    Place(10, INTERNSHIP, date(2017, 5, 15)),
    Place(11, INTERNSHIP, date(2017, 7, 17), home=1),
    Place(12, USEFUL, date(2017, 6, 5)),
)
JOB = {5: date(2017, 7, 17), 9: date(2017, 7, 12)}
"""Who took up work, and when: the first by leaving the centre, the second in the middle of the course."""


def files() -> dict[str, bytes]:
    """Make the registers, by file name."""
    crowd = Crowd("wyplaty")
    people = [_participant(place, crowd) for place in PLACES]
    outcomes = [_job(no, day) for no, day in JOB.items()]
    made = {
        "Uczestnicy.csv": people,
        "Wsparcie.csv": [_support(place) for place in PLACES],
        "Rezultaty.csv": outcomes,
        "Obecnosc_centrum.csv": list(_centre()),
        "Obecnosc_kurs.csv": list(_course()),
        "Obecnosc_staz.csv": list(_internship()),
        "Obecnosc_prace.csv": list(_useful_work()),
    }
    return {name: as_csv(Table(tuple(rows[0]), rows)) for name, rows in made.items()}


def _participant(place: Place, crowd: Crowd) -> Row:
    home = HOMES[place.home]
    person = crowd.aged(home, "woman" if place.no % 2 else "man", on=place.start, ages=(24, 55))
    left = place.end is not None
    return {
        "Nr uczestnika": place.no,
        "Imię": person.first_name,
        "Nazwisko": person.last_name,
        "PESEL": person.pesel,
        "Płeć": person.say("kobieta", "mężczyzna"),
        "Wykształcenie": crowd.one_of(("podstawowe", "gimnazjalne", "ponadgimnazjalne")),
        "Gmina": home.commune,
        "DEGURBA": "tereny słabo zaludnione",
        "Status na rynku pracy": "bezrobotny zarejestrowany",
        "W tym": "długotrwale",
        "Bezrobotny od": place.start - timedelta(days=31 * crowd.number(16, 48)),
        "Osoba z niepełnosprawnościami": "Nie",
        "Ścieżka": place.form,
        "Data rozpoczęcia udziału": place.start,
        "Data zakończenia udziału": place.end,
        "Status udziału w projekcie": person.say("zakończyła", "zakończył") if left else "uczestniczy",
        "Zakończenie zgodne ze ścieżką": "Tak" if left else None,
    }


def _support(place: Place) -> Row:
    return {
        "Nr uczestnika": place.no,
        "Forma wsparcia": place.form,
        "Rodzaj aktywizacji": "społeczna" if place.form == CENTRE else "zawodowa",
        "Data rozpoczęcia udziału we wsparciu": place.start,
        "Data zakończenia udziału we wsparciu": place.end or (date(2017, 7, 21) if place.form == COURSE else None),
        "Liczba godzin (wykonanie)": None,
        "Ukończono": "Tak" if place.end else None,
    }


def _job(no: int, day: date) -> Row:
    return {
        "Nr uczestnika": no,
        "Rezultat": "podjęcie zatrudnienia",
        "Data osiągnięcia": day,
        "Data pomiaru": day,
        "Dokument potwierdzający": "umowa o pracę",
        "Forma zatrudnienia": "umowa o pracę",
        "Wymiar etatu": 1,
        "Umowa na czas nieokreślony": "Tak",
    }


def _entry(place: Place, day: date, hours: int, mark: str = "obecny") -> Row:
    return {
        "Nr uczestnika": place.no,
        "Forma wsparcia": place.form,
        "Data": day,
        "Godzina od": time(8),
        "Godzina do": time(8 + hours),
        "Liczba godzin": hours if mark == "obecny" else None,
        "Obecność": mark,
    }


def _working(place: Place, first: date, last: date) -> Iterator[date]:
    day = max(first, place.start)
    while day <= min(last, place.end or last):
        if day.weekday() < 5 and day not in HOLIDAYS:
            yield day
        day += timedelta(days=1)


def _centre() -> Iterator[Row]:
    """Give the days of the centre; its people were away for every reason that the allowance knows."""
    away: dict[int, dict[date, str]] = {
        # twenty days of sickness in June and four in July, as in the reference
        1: {**dict.fromkeys(_days(1, FIRST, date(2017, 6, 29)), SICK), **dict.fromkeys(_days(1, date(2017, 7, 3), date(2017, 7, 6)), SICK)},
        2: {date(2017, 7, 5): ABSENT, date(2017, 7, 12): ABSENT, date(2017, 7, 13): CARE, date(2017, 7, 26): SUMMONS},
        3: dict.fromkeys((date(2017, 7, 4), date(2017, 7, 11), date(2017, 7, 18), date(2017, 7, 25)), ABSENT),
        4: {date(2017, 7, 6): ABSENT, date(2017, 7, 14): SICK, date(2017, 7, 24): OFF},
    }
    for place in PLACES[:5]:
        for day in _working(place, FIRST, LAST):
            yield _entry(place, day, 6, away.get(place.no, {}).get(day, "obecny"))


def _days(no: int, first: date, last: date) -> Sequence[date]:
    return list(_working(PLACES[no - 1], first, last))


def _course() -> Iterator[Row]:
    """Give the days of the course: twelve of eight hours in July, of which one person came to six; somebody who joined in July to six."""
    days = [*_days(6, date(2017, 6, 19), date(2017, 6, 23)), *_days(6, date(2017, 7, 3), date(2017, 7, 18))]
    for place in PLACES[5:9]:
        for number, day in enumerate(one for one in days if one >= place.start):
            if place.no == 8 and number >= 6:
                continue
            missed = place.no == 7 and day.month == 7 and number % 2 == 1
            yield _entry(place, day, 8, ABSENT if missed else "obecny")


def _internship() -> Iterator[Row]:
    """Give the days of internship; one of them missed without an excuse."""
    for place in PLACES[9:11]:
        for day in _working(place, FIRST, LAST):
            yield _entry(place, day, 8, ABSENT if (place.no, day) == (10, date(2017, 7, 20)) else "obecny")


def _useful_work() -> Iterator[Row]:
    """Give five hours on Tuesdays and Thursdays: ten a week, and in July no more than forty."""
    place = PLACES[11]
    for day in _working(place, FIRST, LAST):
        if day.weekday() in {1, 3} and day != date(2017, 7, 25):
            yield _entry(place, day, 5)
