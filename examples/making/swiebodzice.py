"""The registers of the example `swiebodzice`: 18 invented people, three spheres, two of staff."""

from __future__ import annotations

from datetime import date, timedelta

from making import pefs
from making.people import Crowd, Home
from making.sheets import Row, Table, as_csv

HOME = Home(city="Świebodzice", commune="Świebodzice", county="świdnicki", voivodeship="dolnośląskie", postal_code="58-160")
PEOPLE = 18
HEALTH = 11
"""How many of them therapy was written into the contract of."""
INDIVIDUAL = "indywidualne poradnictwo w zakresie podnoszenia kompetencji życiowych"
GROUP = "grupowe poradnictwo w zakresie podnoszenia kompetencji życiowych"
COUNSELLOR = "doradca zawodowy"
THERAPIES = ("terapia psychologiczna", "terapia psychospołeczna")
SPHERE = {INDIVIDUAL: "społeczna", GROUP: "społeczna", COUNSELLOR: "zawodowa", **dict.fromkeys(THERAPIES, "zdrowotna")}
HOURS = {INDIVIDUAL: 6, GROUP: 24, COUNSELLOR: 8, **dict.fromkeys(THERAPIES, 12)}


def files() -> dict[str, bytes]:
    """Make the registers, by file name."""
    crowd = Crowd("swiebodzice")
    people = _people(crowd)
    head = ("Nr uczestnika", *pefs.WHO, pefs.STATUS, pefs.DETAIL, pefs.SINCE, "Edycja", "Grupa docelowa", "Ścieżka", pefs.DECLARED,
            pefs.START, pefs.END, pefs.STATE, pefs.AS_PLANNED, pefs.WHY)  # fmt: skip
    return {
        "uczestnicy.csv": as_csv(Table(head, people)),
        "kontrakty.csv": as_csv(_contracts(people)),
        "wsparcie.csv": as_csv(_support(crowd, people)),
        "personel.csv": as_csv(_staff(crowd)),
    }


def _people(crowd: Crowd) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, PEOPLE + 1):
        start = crowd.workday(date(2009, 3, 2), date(2009, 4, 17))
        person = crowd.aged(HOME, on=start, ages=(24, 58))
        finished = number != 13
        end = crowd.workday(date(2009, 11, 16), date(2009, 12, 11)) if finished else date(2009, 8, 28)
        rows.append(
            {
                "Nr uczestnika": str(number),
                **pefs.who(crowd, person, start),
                **pefs.unemployed(crowd, start, long_term=True),
                "Edycja": "rok 2009",
                "Grupa docelowa": "osoby długotrwale bezrobotne",
                "Ścieżka": "kontrakt socjalny",
                pefs.DECLARED: start,
                pefs.START: start,
                **pefs.leaving(crowd, person, end, finished=finished, why=("podjęcie zatrudnienia",)),
            }
        )
    return rows


def _contracts(people: list[Row]) -> Table:
    rows: list[Row] = [
        {
            "Nr kontraktu": f"{number}/2009",
            "Nr uczestnika": person["Nr uczestnika"],
            "Część kontraktu": "II B",
            "Data zawarcia kontraktu": person[pefs.START],
            "Okres od": person[pefs.START],
            "Okres do": person[pefs.END],
            "Pracownik socjalny": "pracownik socjalny projektu",
            "Data oceny": person[pefs.END],
            "Wynik oceny": "cel osiągnięty" if person[pefs.AS_PLANNED] == "Tak" else "cel osiągnięty częściowo",
        }
        for number, person in enumerate(people, start=1)
    ]
    return Table(tuple(rows[0]), rows)


def _support(crowd: Crowd, people: list[Row]) -> Table:
    in_therapy = set(crowd.mixed(range(PEOPLE))[:HEALTH])
    rows: list[Row] = []
    for place, person in enumerate(people):
        start, end = person[pefs.START], person[pefs.END]
        assert isinstance(start, date) and isinstance(end, date)  # noqa: PT018 - for the reader of types
        finished = person[pefs.AS_PLANNED] == "Tak"
        for form in (INDIVIDUAL, GROUP, COUNSELLOR, *((crowd.one_of(THERAPIES),) if place in in_therapy else ())):
            first = crowd.workday(start, start + timedelta(days=28))
            rows.append(
                {
                    "Nr uczestnika": person["Nr uczestnika"],
                    "Forma wsparcia": form,
                    "Rodzaj aktywizacji": SPHERE[form],
                    "Data rozpoczęcia udziału we wsparciu": first,
                    "Data zakończenia udziału we wsparciu": crowd.workday(first + timedelta(days=40), end),
                    "Liczba godzin (plan)": HOURS[form],
                    "Liczba godzin (wykonanie)": HOURS[form] if finished else HOURS[form] // 2,
                    "Ukończono": "Tak" if finished else "Nie",
                }
            )
    return Table(tuple(rows[0]), rows)


def _staff(crowd: Crowd) -> Table:
    rows: list[Row] = []
    for number, post in enumerate(("pracownik socjalny", "koordynator projektu"), start=1):
        person = crowd.aged(HOME, "woman", on=date(2009, 1, 1), ages=(28, 50))
        rows.append(
            {
                "Nr pracownika": str(number),
                "Stanowisko": post,
                "Imię": person.first_name,
                "Nazwisko": person.last_name,
                "Zaangażowanie od": date(2009, 1, 2),
                "Zaangażowanie do": date(2009, 12, 31),
                "Wymiar etatu": 1,
                "Forma zaangażowania": "umowa o pracę",
            }
        )
    return Table(tuple(rows[0]), rows)
