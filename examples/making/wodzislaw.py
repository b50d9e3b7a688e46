"""The registers of the example `wodzislaw`: eight editions, some people in two of them, and a survey of 60."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from making import ledger, pefs
from making.people import Crowd, Home, Person
from making.sheets import Row, Table, as_workbook

HOME = Home(city="Wodzisław Śląski", commune="Wodzisław Śląski", county="wodzisławski", voivodeship="śląskie", postal_code="44-300")
MOPS, CRIS = "Miejski Ośrodek Pomocy Społecznej w Wodzisławiu Śląskim", "CRIS w Rybniku"
PEOPLE = {
    2008: {MOPS: 42}, 2009: {MOPS: 45}, 2010: {MOPS: 48}, 2011: {MOPS: 50}, 2012: {MOPS: 36, CRIS: 20},
    2013: {MOPS: 38, CRIS: 20}, 2014: {MOPS: 34, CRIS: 20}, 2015: {MOPS: 28, CRIS: 18},
}  # fmt: skip
"""How many took part in each edition, by partner; invented."""
BACK = {2009: 3, 2010: 4, 2011: 3, 2012: 4, 2013: 5, 2014: 4, 2015: 3}
"""How many of them had taken part a year before."""
GRANT, OWN = Decimal("1886430.53"), Decimal("250686.47")
COURSE = "kurs zawodowy"
COURSES = ("kurs operatora wózka jezdniowego", "kurs florystyczny", "kurs kucharza małej gastronomii", "kurs opiekunki środowiskowej",
           "kurs glazurnika", "kurs sprzedawcy z obsługą kasy fiskalnej")  # fmt: skip
AREAS = ("motywacja do pracy", "samoocena i inicjatywa")
QUESTIONS = {
    "Jaki problem uważa Pan/Pani za najważniejszy?": {
        "zagrożenie wykluczeniem społecznym": 31, "brak pracy": 14, "choroba lub niepełnosprawność": 9, "inny": 6,
    },
    "Od jak dawna korzysta Pan/Pani z pomocy ośrodka?": {"ponad 3 lata": 34, "od roku do 3 lat": 17, "krócej niż rok": 9},
    "Czy chce Pan/Pani zdobyć nowe kwalifikacje?": {"tak": 41, "nie": 11, "nie wiem": 8},
}  # fmt: skip
WHY = ("inne", "inne", "podjęcie nauki")


class Part(NamedTuple):
    """One participation: a person in an edition."""

    no: str
    person: Person
    year: int
    partner: str
    start: date
    end: date
    finished: bool
    back: bool
    works: date | None
    """The day they took up work, if they did."""


def files() -> dict[str, bytes]:
    """Make the registers, by file name."""
    crowd = Crowd("wodzislaw")
    parts = _parts(crowd)
    certificates = _certificates(crowd, parts)
    return {
        "Badanie 2008.xlsx": as_workbook({"Badanie": _survey(crowd)}),
        "Uczestnicy.xlsx": as_workbook({"Uczestnicy": _participants(crowd, parts)}),
        "Rezultaty.xlsx": as_workbook({"Rezultaty": _outcomes(crowd, parts), "Zaświadczenia": certificates}),
        "Oceny.xlsx": as_workbook({"Oceny": _assessments(crowd, parts)}),
        "Wydatki.xlsx": as_workbook({"Wydatki": Table((*ledger.HEADERS, "Edycja", "Partner"), list(_expenditures(crowd)))}),
    }


def _parts(crowd: Crowd) -> list[Part]:
    parts: list[Part] = []
    for year, partners in PEOPLE.items():
        # whoever comes back was there for the first time a year before and has not found work since
        again = [part.person for part in parts if part.year == year - 1 and not part.back and part.works is None]
        back = crowd.some_of(again, BACK.get(year, 0))
        places = crowd.mixed([partner for partner, count in partners.items() for _ in range(count)])
        for number, partner in enumerate(places, start=1):
            start = crowd.workday(date(year, 2, 2), date(year, 4, 30))
            person = back[number - 1] if number <= len(back) else crowd.aged(HOME, on=start, ages=(20, 58))
            finished = crowd.chance(0.92)
            end = crowd.workday(date(year, 10, 1), date(year, 12, 18)) if finished else crowd.workday(date(year, 6, 1), date(year, 8, 31))
            works = crowd.workday(end - timedelta(days=30), end) if finished and crowd.chance(0.17) else None
            parts.append(Part(f"{year}/{number:02d}", person, year, partner, start, end, finished, number <= len(back), works))
    return parts


def _participants(crowd: Crowd, parts: list[Part]) -> Table:
    head = ("Nr uczestnika", "Edycja", "Partner", "Uczestnik nowy czy kontynuujący", *pefs.WHO, pefs.STATUS, pefs.DETAIL, "Grupa docelowa",
            pefs.DECLARED, pefs.START, pefs.END, pefs.STATE, pefs.AS_PLANNED, pefs.WHY)  # fmt: skip
    known: dict[str, Row] = {}
    rows: list[Row] = []
    for part in parts:
        who = known.setdefault(part.person.pesel, pefs.who(crowd, part.person, part.start))
        status = pefs.unemployed(crowd, part.start, long_term=crowd.chance(0.6)) if crowd.chance(0.85) else pefs.inactive(learning=False)
        entry = part.person.say("kontynuująca", "kontynuujący") if part.back else part.person.say("nowa", "nowy")
        rows.append(
            {
                "Nr uczestnika": part.no,
                "Edycja": f"edycja {part.year}",
                "Partner": part.partner,
                "Uczestnik nowy czy kontynuujący": entry,
                **who,
                "Wiek w chwili przystąpienia do projektu": part.person.age(part.start),
                **{header: value for header, value in status.items() if header != pefs.SINCE},
                "Grupa docelowa": "klienci ośrodka zagrożeni wykluczeniem społecznym",
                pefs.DECLARED: part.start,
                pefs.START: part.start,
                **pefs.leaving(crowd, part.person, part.end, finished=part.finished, why=WHY),
            }
        )
    return Table(head, rows)


def _outcomes(crowd: Crowd, parts: list[Part]) -> Table:
    rows: list[Row] = []
    for part in parts:
        measured: Row = {"Nr uczestnika": part.no, "Data pomiaru": part.end}
        if part.works:
            rows.append(
                {
                    **measured,
                    "Rezultat": "podjęcie zatrudnienia",
                    "Data osiągnięcia": part.works,
                    "Dokument potwierdzający": "umowa o pracę",
                    "Nr dokumentu": f"UP/{len(rows) + 1}/{part.year}",
                    "Forma zatrudnienia": "umowa o pracę",
                    "Wymiar etatu": Decimal(crowd.one_of(("0.5", "1"))),
                }
            )
        elif part.finished and crowd.chance(0.45):
            rows.append(
                {
                    **measured,
                    "Rezultat": "poszukiwanie pracy",
                    "Data osiągnięcia": part.end,
                    "Dokument potwierdzający": "oświadczenie",
                    "Nr dokumentu": f"OSW/{len(rows) + 1}/{part.year}",
                }
            )
        if part.finished and crowd.chance(0.7):
            rows.append(
                {
                    **measured,
                    "Rezultat": "nabycie kompetencji",
                    "Data osiągnięcia": part.end,
                    "Dokument potwierdzający": "zaświadczenie",
                    "Nr dokumentu": f"ZK/{len(rows) + 1}/{part.year}",
                }
            )
        if not rows or rows[-1]["Nr uczestnika"] != part.no:
            rows.append({**measured, "Rezultat": "brak rezultatu", "Data osiągnięcia": part.end})
    head = ("Nr uczestnika", "Rezultat", "Data osiągnięcia", "Data pomiaru", "Dokument potwierdzający", "Nr dokumentu",
            "Forma zatrudnienia", "Wymiar etatu")  # fmt: skip
    return Table(head, rows)


def _certificates(crowd: Crowd, parts: list[Part]) -> Table:
    trained = [part for part in parts if part.finished and crowd.chance(0.6)]
    rows: list[Row] = [
        {
            "Nr zaświadczenia": f"ZAW/{number}/{part.year}",
            "Nr uczestnika": part.no,
            "Data wydania": crowd.workday(part.start + timedelta(days=60), part.end),
            "Forma wsparcia": COURSE,
            "Tytuł zaświadczenia": crowd.one_of(COURSES),
            "Wystawca": "Ośrodek Szkoleniowy „Przykład”",
            "Kwalifikacja": "Tak",
        }
        for number, part in enumerate(trained, start=1)
    ]
    return Table(tuple(rows[0]), rows)


def _assessments(crowd: Crowd, parts: list[Part]) -> Table:
    rows: list[Row] = []
    for part in parts:
        for area in AREAS:
            before = crowd.one_of((1, 2, 2, 3, 3, 4))
            after = min(5, before + crowd.one_of((0, 1, 1, 1, 2)))
            phases = (("początkowy", part.start, before), ("końcowy", part.end, after))
            for phase, day, score in phases if part.finished else phases[:1]:
                rows.append({"Nr uczestnika": part.no, "Obszar kompetencji": area, "Pomiar": phase, "Data pomiaru": day, "Ocena": score})
    return Table(tuple(rows[0]), rows)


def _survey(crowd: Crowd) -> Table:
    answers = {
        question: crowd.mixed([answer for answer, count in given.items() for _ in range(count)]) for question, given in QUESTIONS.items()
    }
    rows: list[Row] = [
        {"Nr respondenta": number, "Pytanie": question, "Odpowiedź": given[number - 1]}
        for number in range(1, 61)
        for question, given in answers.items()
    ]
    return Table(tuple(rows[0]), rows)


def _expenditures(crowd: Crowd) -> Iterator[Row]:
    weights = [sum(partners.values()) for partners in PEOPLE.values()]
    years = zip(PEOPLE, ledger.split(GRANT, weights), ledger.split(OWN, weights), strict=True)
    entry = 0
    for year, grant, own in years:
        partners = PEOPLE[year]
        for partner, share in zip(partners, ledger.split(grant, list(partners.values())), strict=True):
            spent = ledger.split(share, [crowd.number(70, 130) if step % 2 else 18 for step in range(8)])
            for step, amount in enumerate(spent):
                # every quarter the wages, then an invoice
                kind, supplier, item, task = (
                    ("FV", f"Firma Wzorcowa {crowd.number(1, 5)}", "zajęcia i kursy dla uczestników", "Aktywna integracja")
                    if step % 2
                    else ("LP", partner, "wynagrodzenia zespołu zarządzającego", "Zarządzanie projektem")
                )
                issued = date(year, 3 * (step // 2) + 3, 20)
                entry += 1
                paid = issued + timedelta(days=7)
                document = ledger.document(
                    f"{kind}/{entry}/{year}", f"PK/{entry}", supplier, item, issued=issued, paid=paid, task=task, grant=amount
                )
                yield {**document, "Edycja": f"edycja {year}", "Partner": partner}
        for step, amount in enumerate(ledger.split(own, [1, 1])):
            issued = date(year, 6 * step + 6, 15)
            entry += 1
            paid, item, task = issued + timedelta(days=7), "zasiłki celowe dla uczestników", "Zasiłki i pomoc w naturze"
            document = ledger.document(f"LW/{entry}/{year}", f"PK/{entry}", MOPS, item, issued=issued, paid=paid, task=task, own=amount)
            yield {**document, "Edycja": f"edycja {year}", "Partner": MOPS}
