"""The registers of the example `do-poprawy`: 25 invented people and the everyday mistakes that its README lists."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from making import ledger
from making.people import Crowd, Home, Person
from making.sheets import Row, Table, as_csv, as_workbook

HOME = Home(city="Zmyślin", commune="Zmyślin", county="zmyśliński", voivodeship="zmyślone", postal_code="00-000")
START = date(2019, 3, 4)
WORKSHOPS, WORK, COURSE = "warsztaty aktywizacji zawodowej", "prace społecznie użyteczne", "kurs zawodowy"
AREAS = ("motywacja do pracy", "samodzielność")
STATE = "Status udziału w projekcie"
STATUS = "Status osoby na rynku pracy w chwili przystąpienia do projektu"
END = "Data zakończenia udziału w projekcie"
FROM_2000 = 6
"""The participant whose PESEL begins with a zero."""


def files() -> dict[str, bytes]:
    """Make the registers, by file name."""
    crowd = Crowd("do-poprawy")
    people = [_person(crowd, number) for number in range(1, 26)]
    return {
        "Rejestry.xlsx": as_workbook(
            {
                "Uczestnicy": _participants(crowd, people),
                "Zaświadczenia": _certificates(),
                "Oceny": _assessments(crowd),
                "Wydatki": _expenditures(),
            }
        ),
        "obecnosc.csv": as_csv(_attendance()),
    }


def _person(crowd: Crowd, number: int) -> Person:
    if number == FROM_2000:
        return crowd.person(HOME, "woman", born=(date(2000, 1, 10), date(2000, 2, 20)))
    return crowd.person(HOME, born=(date(1962, 1, 1), date(1998, 12, 31)))


def _participants(crowd: Crowd, people: list[Person]) -> Table:
    rows = [_participant(crowd, number, person) for number, person in enumerate(people, start=1)]
    rows[FROM_2000 - 1]["PESEL"] = int(people[FROM_2000 - 1].pesel)  # kept as a number, so its zero is lost
    rows[8]["Płeć"] = people[8].say("Mężczyzna", "Kobieta")
    rows[11][END] = date(2019, 2, 12)  # 2 December, with day and month swapped
    rows[14][STATUS] = rows[14]["W tym (status na rynku pracy)"] = None
    rows[17][STATE] = "zakonczłya"
    # number 20 once more, under another number and in capitals
    again = {**rows[19], "Nr uczestnika": "26", "Nazwisko": people[19].last_name.upper()}
    return Table(tuple(rows[0]), [*rows, again])


def _participant(crowd: Crowd, number: int, person: Person) -> dict[str, str | int | date | None]:
    long_term = crowd.chance(0.5)
    return {
        "Nr uczestnika": str(number),
        "Imię": person.first_name,
        "Nazwisko": person.last_name,
        "PESEL": person.pesel,
        "Płeć": person.say("Kobieta", "Mężczyzna"),
        "Wiek w chwili przystąpienia do projektu": person.age(START),
        "Wykształcenie": "ponadgimnazjalne" if crowd.chance(0.6) else "podstawowe",
        "Ulica": person.street,
        "Nr domu": person.house_no,
        "Nr lokalu": person.flat_no,
        "Kod pocztowy": person.home.postal_code,
        "Miejscowość": person.home.city,
        "Gmina": person.home.commune,
        "Powiat": person.home.county,
        "Województwo": person.home.voivodeship,
        "Telefon kontaktowy": person.phone,
        "Adres e-mail": person.email,
        STATUS: "osoba bezrobotna zarejestrowana",
        "W tym (status na rynku pracy)": "długotrwale" if long_term else "inne",
        "Data rozpoczęcia udziału w projekcie": START,
        END: date(2019, 12, 2),
        STATE: person.say("zakończyła", "zakończył"),
        "Zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa": "Tak",
    }


def _certificates() -> Table:
    rows: list[Row] = [
        {
            "Nr zaświadczenia": None if number == 4 else f"{number}/2019",
            "Nr uczestnika": str(number),
            "Data wydania": date(2019, 11, 29),
            "Forma wsparcia": COURSE,
            "Tytuł zaświadczenia": "kurs obsługi biura",
            "Wystawca": "Ośrodek Szkoleniowy „Wzór”",
            "Kwalifikacja": "Tak",
        }
        for number in range(1, 9)
    ]
    return Table(tuple(rows[0]), rows)


def _assessments(crowd: Crowd) -> Table:
    rows: list[Row] = []
    for number in range(1, 11):
        for area in AREAS:
            before = crowd.number(1, 3)
            for phase, day, score in (("początkowy", START, before), ("końcowy", date(2019, 11, 29), before + crowd.number(0, 2))):
                if (number, area, phase) == (7, AREAS[1], "początkowy"):
                    continue  # the final opinion is left without the first
                mistaken = (number, area, phase) == (3, AREAS[0], "końcowy")
                rows.append(
                    {
                        "Nr uczestnika": str(number),
                        "Narzędzie": "opinia pracownika socjalnego",
                        "Obszar kompetencji": area,
                        "Pomiar": phase,
                        "Data pomiaru": day,
                        "Ocena": 7 if mistaken else score,
                    }
                )
    return Table(tuple(rows[0]), rows)


def _expenditures() -> Table:
    rows: list[Row] = []
    for month in range(3, 11):
        issued = date(2019, month, 20)
        amounts = {"grant": Decimal("3400.00"), "own": Decimal("600.00")}
        rows.append(ledger.document(f"FV/{month}/2019", f"PK/{month}", "Firma Przykładowa", "warsztaty i kursy", issued=issued,
                                    paid=issued + timedelta(days=7), task="Aktywna integracja", **amounts))  # fmt: skip
    rows[3] = {**rows[3], "Wkład własny": Decimal("60.00")}
    again = {**rows[1], "Nr dokumentu": "fv/4/2019 ", "Nr księgowy lub ewidencyjny": "PK/11"}
    return Table(ledger.HEADERS, [*rows, again])


def _attendance() -> Table:
    rows: list[Row] = []
    for week in range(4):
        day = date(2019, 5, 6) + timedelta(weeks=week)
        rows.extend(_there(str(number), WORKSHOPS, day, 9, 4) for number in range(1, 9))
        if week:
            rows.extend(_there(number, WORK, day + timedelta(days=after), 8, 5) for number in ("2", "5") for after in (1, 2))
    rows.append(_there("5", WORK, date(2019, 5, 31), 8, 2))
    rows.append(_there("31", WORKSHOPS, date(2019, 6, 3), 9, 4))
    rows.append(_there("3", WORKSHOPS, date(2019, 12, 9), 9, 4))
    return Table(tuple(rows[0]), rows)


def _there(number: str, form: str, day: date, begins: int, hours: int) -> Row:
    return {
        "Nr uczestnika": number,
        "Nazwa zajęć": form,
        "Data": day,
        "Godzina od": time(begins),
        "Godzina do": time(begins + hours),
        "Liczba godzin": hours,
        "Obecność": "obecny",
    }
