"""The registers of the example `radom`: 276 invented people where 273 were planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from making import ledger, pefs
from making.people import Crowd, Home, Person
from making.sheets import Row, Table, as_csv, as_workbook

HOME = Home(city="Radom", commune="Radom", county="Radom", voivodeship="mazowieckie", postal_code="26-600")
CONTRACT, PAL = "kontrakt socjalny", "program aktywności lokalnej"
LEADER = "Miejski Ośrodek Pomocy Społecznej w Radomiu"
# planned: 238, 20, 2, 1 and 12 people, 165 of them with a contract; this is what the made-up registers hold
GROUPS = {
    "osoby bezrobotne": 240,
    "osoby niepełnosprawne": 19,
    "osoby bezdomne": 3,
    "osoby uzależnione od alkoholu": 1,
    "młodzież w wieku 15–25 lat": 13,
}
INACTIVE_DISABLED = 4
CONTRACTS = 163
NOT_LONG_TERM = 18
FORMS = {
    "health": ("indywidualna terapia psychologiczna", "grupowa terapia psychologiczna", "rodzinna terapia psychologiczna",
               "rehabilitacja zdrowotna", "turnus rehabilitacyjny"),
    "social": ("warsztaty umiejętności społecznych", "trening umiejętności społecznych"),
    "vocational": ("indywidualne doradztwo zawodowe", "grupowe doradztwo zawodowe", "warsztaty aktywnego poszukiwania pracy",
                   "trening kompetencji zawodowych"),
}  # fmt: skip
COURSE = "kurs zawodowy"
COURSES = ("kurs opiekuna osób starszych", "kurs sprzedawcy z obsługą kasy fiskalnej", "kurs brukarza", "kurs bukieciarstwa",
           "kurs małej gastronomii", "kurs magazyniera")  # fmt: skip
HOURS = {"indywidualna terapia psychologiczna": 10, "grupowa terapia psychologiczna": 20, "rodzinna terapia psychologiczna": 8,
         "rehabilitacja zdrowotna": 15, "warsztaty umiejętności społecznych": 24, "trening umiejętności społecznych": 30,
         "indywidualne doradztwo zawodowe": 6, "grupowe doradztwo zawodowe": 16, "warsztaty aktywnego poszukiwania pracy": 20,
         "trening kompetencji zawodowych": 30, COURSE: 80}  # fmt: skip
WHY = ("inne", "inne", "podjęcie zatrudnienia")
WORKER = "pracownik socjalny"


def files() -> dict[str, bytes]:
    """Make the registers, by file name."""
    crowd = Crowd("radom")
    people = list(_people(crowd))
    support = [row for person in people for row in _support(crowd, person)]
    head = ("Nr uczestnika", *pefs.WHO, pefs.STATUS, pefs.DETAIL, pefs.SINCE, "Osoba niepełnosprawna", "Stopień niepełnosprawności",
            "Grupa docelowa", "Ścieżka", "Partner", pefs.DECLARED, pefs.START, pefs.END, pefs.STATE, pefs.AS_PLANNED, pefs.WHY)  # fmt: skip
    helped = ("Nr uczestnika", "Forma wsparcia", "Data rozpoczęcia udziału we wsparciu", "Data zakończenia udziału we wsparciu",
              "Liczba godzin (plan)", "Liczba godzin (wykonanie)", "Ukończono")  # fmt: skip
    return {
        "Uczestnicy.xlsx": as_workbook({"Uczestnicy": Table(head, people)}),
        "Wsparcie.xlsx": as_workbook({"Wsparcie": Table(helped, support)}),
        "kontrakty.csv": as_csv(_contracts(crowd, people)),
        "zaswiadczenia.csv": as_csv(_certificates(crowd, support)),
        "personel.csv": as_csv(_staff(crowd)),
        "Wydatki.xlsx": as_workbook(
            {"Wydatki": Table((*ledger.HEADERS, "Partner"), [{**row, "Partner": LEADER} for row in _expenditures(crowd)])}
        ),
    }


def _people(crowd: Crowd) -> Iterator[Row]:
    groups = [group for group, count in GROUPS.items() for _ in range(count)]
    disabled_at = groups.index("osoby niepełnosprawne")
    youth_at = groups.index("młodzież w wieku 15–25 lat")
    not_long_term = set(crowd.mixed(range(GROUPS["osoby bezrobotne"]))[:NOT_LONG_TERM])
    contracts = set(crowd.mixed(range(len(groups)))[:CONTRACTS])
    order = crowd.mixed(range(len(groups)))
    for number, place in enumerate(order, start=1):
        start = crowd.workday(date(2008, 6, 2), date(2008, 7, 25))
        young, inactive = place >= youth_at, place >= youth_at or disabled_at <= place < disabled_at + INACTIVE_DISABLED
        disabled = groups[place] == "osoby niepełnosprawne"
        person: Person = crowd.aged(HOME, on=start, ages=(15, 24) if young else (22, 59))
        finished = crowd.chance(0.94)
        end = crowd.workday(date(2008, 11, 3), date(2008, 12, 19)) if finished else crowd.workday(date(2008, 9, 8), date(2008, 10, 17))
        degree = "umiarkowany" if inactive else crowd.one_of(("lekki", "umiarkowany"))
        yield {
            "Nr uczestnika": f"{number:03d}",
            **pefs.who(crowd, person, start),
            **(pefs.inactive(learning=young) if inactive else pefs.unemployed(crowd, start, long_term=place not in not_long_term)),
            "Osoba niepełnosprawna": "Tak" if disabled else "Nie",
            "Stopień niepełnosprawności": degree if disabled else None,
            "Grupa docelowa": groups[place],
            "Ścieżka": CONTRACT if place in contracts else PAL,
            "Partner": LEADER,
            pefs.DECLARED: start,
            pefs.START: start,
            **pefs.leaving(crowd, person, end, finished=finished, why=WHY),
        }


def _support(crowd: Crowd, person: Row) -> Iterator[Row]:
    start, end = person[pefs.START], person[pefs.END]
    assert isinstance(start, date) and isinstance(end, date)  # noqa: PT018 - for the reader of types
    finished = person[pefs.AS_PLANNED] == "Tak"
    forms = [crowd.one_of(FORMS["social"]), crowd.one_of(FORMS["vocational"])]
    if crowd.chance(0.4):
        forms.append(crowd.one_of(FORMS["health"]))
    if finished and crowd.chance(0.25):
        forms.append(COURSE)
    for form in forms:
        first = crowd.workday(start, start + timedelta(days=21))
        last = first + timedelta(days=13) if form == "turnus rehabilitacyjny" else crowd.workday(first + timedelta(days=14), end)
        hours = HOURS.get(form)
        yield {
            "Nr uczestnika": person["Nr uczestnika"],
            "Forma wsparcia": form,
            "Data rozpoczęcia udziału we wsparciu": first,
            "Data zakończenia udziału we wsparciu": last,
            "Liczba godzin (plan)": hours,
            "Liczba godzin (wykonanie)": hours if finished or hours is None else hours // 2,
            "Ukończono": "Tak" if finished else "Nie",
        }


def _contracts(crowd: Crowd, people: list[Row]) -> Table:
    rows: list[Row] = []
    for person in people:
        if person["Ścieżka"] != CONTRACT:
            continue
        finished = person[pefs.AS_PLANNED] == "Tak"
        rows.append(
            {
                "Nr kontraktu": f"KS/{len(rows) + 1:03d}/2008",
                "Nr uczestnika": person["Nr uczestnika"],
                "Część kontraktu": "II B" if crowd.chance(0.8) else "I B",
                "Data zawarcia kontraktu": person[pefs.START],
                "Okres od": person[pefs.START],
                "Okres do": person[pefs.END],
                "Pracownik socjalny": f"{WORKER} nr {crowd.number(1, 6)}",
                "Data oceny": person[pefs.END],
                "Wynik oceny": "cel osiągnięty" if finished else "cel nieosiągnięty",
            }
        )
    head = ("Nr kontraktu", "Nr uczestnika", "Część kontraktu", "Data zawarcia kontraktu", "Okres od", "Okres do", "Pracownik socjalny",
            "Data oceny", "Wynik oceny")  # fmt: skip
    return Table(head, rows)


def _certificates(crowd: Crowd, support: list[Row]) -> Table:
    courses = [row for row in support if row["Forma wsparcia"] == COURSE]
    rows: list[Row] = [
        {
            "Nr zaświadczenia": f"{number}/2008",
            "Nr uczestnika": row["Nr uczestnika"],
            "Data wydania": row["Data zakończenia udziału we wsparciu"],
            "Forma wsparcia": COURSE,
            "Tytuł zaświadczenia": crowd.one_of(COURSES),
            "Wystawca": "Ośrodek Szkoleniowy „Wzór”",
            "Kwalifikacja": "Tak",
        }
        for number, row in enumerate(courses, start=1)
    ]
    return Table(
        ("Nr zaświadczenia", "Nr uczestnika", "Data wydania", "Forma wsparcia", "Tytuł zaświadczenia", "Wystawca", "Kwalifikacja"), rows
    )


def _staff(crowd: Crowd) -> Table:
    person = crowd.aged(HOME, "woman", on=date(2008, 6, 1), ages=(28, 50))
    row: Row = {
        "Nr pracownika": "1",
        "Stanowisko": WORKER,
        "Imię": person.first_name,
        "Nazwisko": person.last_name,
        "Zaangażowanie od": date(2008, 6, 2),
        "Zaangażowanie do": date(2008, 12, 31),
        "Wymiar etatu": 1,
        "Forma zaangażowania": "umowa o pracę",
    }
    return Table(tuple(row), [row])


def _expenditures(crowd: Crowd) -> Iterator[Row]:
    # spent: 1 524 816,00 zł of the 1 539 637 zł planned, in the same shares
    worker, management = Decimal("29890.00"), Decimal("96210.32")
    integration = Decimal("1364710.32") - worker - management
    own = Decimal("160105.68")
    months = [date(2008, month, 25) for month in range(6, 13)]
    services = ("terapia psychologiczna", "warsztaty umiejętności społecznych", "doradztwo zawodowe", "trening kompetencji zawodowych",
                "rehabilitacja i turnusy rehabilitacyjne", "kursy zawodowe")  # fmt: skip
    invoices = ledger.split(integration, [crowd.number(60, 140) for _ in range(len(months) * len(services))])
    benefits_by_month = ledger.split(own, [8, 9, 10, 10, 11, 11, 12])
    monthly = zip(months, ledger.split(worker, [1] * 7), ledger.split(management, [1] * 7), benefits_by_month, strict=True)
    entry = 0
    for number, (issued, wage, office, benefits) in enumerate(monthly):
        month = f"{issued.month:02d}/2008"
        paid = issued + timedelta(days=4)
        entries = [f"PK/{entry + step}" for step in range(1, 4 + len(services))]
        entry += len(entries)
        yield ledger.document(f"LP/1/{month}", entries[0], LEADER, "wynagrodzenie pracownika socjalnego", issued=issued, paid=paid,
                              task="Praca socjalna", grant=wage)  # fmt: skip
        yield ledger.document(f"LP/2/{month}", entries[1], LEADER, "wynagrodzenia zespołu zarządzającego", issued=issued, paid=paid,
                              task="Zarządzanie projektem", grant=office)  # fmt: skip
        yield ledger.document(f"LW/{month}", entries[2], LEADER, "zasiłki celowe dla uczestników", issued=issued, paid=paid,
                              task="Zasiłki i pomoc w naturze", own=benefits)  # fmt: skip
        for step, service in enumerate(services):
            amount = invoices[number * len(services) + step]
            yield ledger.document(f"FV/{step + 1}/{month}", entries[3 + step], f"Firma Przykładowa {step + 1}", service, issued=issued,
                                  paid=paid, task="Aktywna integracja", grant=amount)  # fmt: skip
