"""The registers of the Starachowice example (2009 edition): CSV files, 90 people who take part and 12 who wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from making import pefs
from making.classes import Group, attendance, hours_of, sessions, timetable
from making.people import Crowd, Home, Person
from making.sheets import Row, Table, as_csv
from making.starachowice_club import assessments, expenditures, families, staff, timesheets, visits

HOME = Home("Starachowice", "Starachowice", "starachowicki", "świętokrzyskie", "27-200")
PEOPLE, CONTINUING, RESERVE = 90, 10, 12
GAVE_UP = {17: date(2009, 4, 3), 44: date(2009, 4, 8), 71: date(2009, 3, 31)}
"""Who resigned in the middle of the KIS workshops, and when they came for the last time."""
LEFT_FOR_A_JOB = {29: date(2009, 10, 20), 62: date(2009, 10, 22)}
"""Who left in the middle of the vocational training."""
KIS, SOCIAL, WORKS = "warsztaty aktywizacji zawodowej (KIS)", "trening kompetencji i umiejętności społecznych", "prace społecznie użyteczne"
TRAINING, LAW = "szkolenie zawodowe", "warsztaty z prawa pracy"
SCHOOL, HEALTH = "nauka w gimnazjum albo szkole ponadgimnazjalnej", "wsparcie w wymiarze zdrowotnym"
PREPARED, PUPILS, EMPLOYED, BETTER_OFF = 22, 8, 13, 61
PARTICIPANTS = (
    "Nr uczestnika", "Edycja", "Ścieżka", "Grupa docelowa", pefs.STATE, "Uczestnik nowy czy kontynuujący", "Miejsce na liście rezerwowej",
    *pefs.WHO, pefs.STATUS, pefs.DETAIL, pefs.SINCE, pefs.DECLARED, pefs.START, pefs.END, pefs.AS_PLANNED, pefs.WHY, "Pracownik socjalny",
)  # fmt: skip
WORKERS = ("Anna Wzorcowa", "Marek Próbny")
TRAINERS = ("Ewa Szablonowa", "Jan Umowny", "Irena Pokazowa", "Adam Ćwiczebny", "Zofia Próbnicka", "Piotr Makietowski")


@dataclass(frozen=True)
class Member:
    """One of the ninety."""

    no: int
    person: Person
    start: date
    end: date

    @property
    def finished(self) -> bool:
        return self.no not in GAVE_UP and self.no not in LEFT_FOR_A_JOB


def files() -> dict[str, bytes]:
    """Make the registers: file name and bytes."""
    crowd = Crowd("starachowice")
    members = _members(crowd)
    groups = [*_classes(), *_public_works(crowd)]
    gone = GAVE_UP | LEFT_FOR_A_JOB
    diaries = {group: list(attendance(group, crowd, gone)) for group in groups}
    diary_of = {"kis": KIS, "trening": SOCIAL, "prawo_pracy": LAW, "szkolenie": TRAINING, "prace_uzyteczne": WORKS}
    made = {
        "uczestnicy.csv": Table(PARTICIPANTS, [*_participants(members, crowd), *_reserve(crowd)]),
        "wsparcie.csv": _table(_support(members, diaries, crowd)),
        "harmonogram.csv": sessions(groups),
        "kontrakty.csv": _table(_contracts(members)),
        "zaswiadczenia.csv": _table(_certificates(members, groups)),
        "rezultaty.csv": _table(_outcomes(members, crowd)),
        "opinie.csv": assessments([(one.no, one.start, one.end if one.finished else None) for one in members], WORKERS, crowd),
        "personel.csv": staff(),
        "czas_pracy.csv": timesheets(),
        "wizytacje.csv": visits(),
        "rodziny.csv": families([(member.no, member.start) for member in members], crowd),
        "wydatki.csv": expenditures(crowd),
    }
    for name, form in diary_of.items():
        made[f"dziennik_{name}.csv"] = _table(row for group, rows in diaries.items() if group.form == form for row in rows)
    return {name: as_csv(table) for name, table in sorted(made.items())}


def _table(rows: Iterator[Row] | Sequence[Row]) -> Table:
    held = list(rows)
    return Table(tuple(held[0]), held)


def _members(crowd: Crowd) -> list[Member]:
    members = []
    for no in range(1, PEOPLE + 1):
        start = crowd.workday(date(2009, 2, 2), date(2009, 2, 20))
        end = (GAVE_UP | LEFT_FOR_A_JOB).get(no) or crowd.workday(date(2009, 11, 23), date(2009, 12, 4))
        person = crowd.aged(HOME, "woman" if crowd.chance(0.6) else "man", on=start, ages=(19, 59))
        members.append(Member(no, person, start, end))
    return members


def _participants(members: Sequence[Member], crowd: Crowd) -> Iterator[Row]:
    continuing = {member.no for member in crowd.some_of(members, CONTINUING)}
    for member in members:
        idle = member.no in GAVE_UP
        status = pefs.inactive(learning=False) if idle else pefs.unemployed(crowd, member.start, long_term=crowd.chance(0.8))
        why = ("podjęcie zatrudnienia",) if member.no in LEFT_FOR_A_JOB else ("rezygnacja uczestnika",)
        yield {
            "Nr uczestnika": member.no, "Edycja": "2009", "Ścieżka": "klub integracji społecznej", "Grupa docelowa": _GROUP,
            "Uczestnik nowy czy kontynuujący": "kontynuujący" if member.no in continuing else "nowy",
            pefs.DECLARED: member.start, pefs.START: member.start, "Pracownik socjalny": WORKERS[member.no % 2],
        } | pefs.who(crowd, member.person, member.start) | status | pefs.leaving(
            crowd, member.person, member.end, finished=member.finished, why=why
        )  # fmt: skip


_GROUP = "osoby zagrożone wykluczeniem społecznym, które korzystają z pomocy społecznej"


def _reserve(crowd: Crowd) -> Iterator[Row]:
    """Give the reserve list: people who were interviewed and wait for a place; they take no part and are not counted."""
    for place in range(1, RESERVE + 1):
        interviewed = crowd.workday(date(2009, 2, 2), date(2009, 2, 20))
        person = crowd.aged(HOME, on=interviewed, ages=(20, 58))
        known = pefs.who(crowd, person, interviewed) | pefs.unemployed(crowd, interviewed, long_term=True)
        yield {
            "Nr uczestnika": PEOPLE + place, "Edycja": "2009", "Ścieżka": "klub integracji społecznej", "Grupa docelowa": _GROUP,
            pefs.STATE: "lista rezerwowa", "Uczestnik nowy czy kontynuujący": "nowy", "Miejsce na liście rezerwowej": place,
            "Pracownik socjalny": WORKERS[place % 2],
        } | known | {"Wiek w chwili przystąpienia do projektu": None}  # fmt: skip


def _classes() -> Iterator[Group]:
    """Give the classes of six groups of fifteen; who resigned is in no later class, and a few were not planned for some."""
    plans = (
        (KIS, date(2009, 3, 2), 10, 4, ("rynek pracy", "podanie i życiorys", "rozmowa z pracodawcą", "komputer"), (5, 20, 50, 80)),
        (SOCIAL, date(2009, 5, 18), 8, 4, ("komunikacja", "asertywność", "radzenie sobie ze stresem"), (3, 12, 23, 31, 40, 55, 66, 78, 89)),
        (LAW, date(2009, 8, 31), 4, 4, ("umowa o pracę", "prawa i obowiązki pracownika"), (8, 19, 37, 48, 59, 70, 85)),
        (TRAINING, date(2009, 10, 5), 10, 8, ("bezpieczeństwo pracy", "część teoretyczna", "część praktyczna", "egzamin"), ()),
    )
    for form, first, count, hours, topics, left_out in plans:
        absent = set(left_out) | (set() if form == KIS else set(GAVE_UP))
        for group in range(6):
            days = (group % 5,) if form != TRAINING else (group % 5, (group + 2) % 5)
            afternoon = group == 5 and form != TRAINING
            meetings = timetable(first, count, days, at=13 if afternoon else 8 if form == TRAINING else 9, hours=hours, topics=topics)
            if form == KIS and group == 1:
                # one meeting did not take place and was made up for at the end
                extra = timetable(meetings[-1].day + timedelta(days=1), 1, days, at=9, hours=hours, topics=topics[-1:])
                meetings = [*meetings[:4], replace(meetings[4], held=False), *meetings[5:], *extra]
            trainer = TRAINERS[group] if form == TRAINING else TRAINERS[2 * afternoon + (form == SOCIAL)]
            members = tuple(no for no in range(group * 15 + 1, group * 15 + 16) if no not in absent)
            room = group + 1 if form == TRAINING else 1 + afternoon
            yield Group(form, "ABCDEF"[group], trainer, f"sala nr {room}", tuple(meetings), members)


def _public_works(crowd: Crowd) -> Iterator[Group]:
    """Give three brigades of fourteen: ten hours in every week, never more, nor more than forty in a month."""
    able = crowd.some_of([no for no in range(1, PEOPLE + 1) if no not in GAVE_UP], 42)
    places = ("Park Miejski Przykładowy", "Dom Dziennego Pobytu „Wzorzec”", "Biblioteka „Próbna”")
    for brigade, place in enumerate(places):
        topics = ("prace porządkowe", "prace pomocnicze")
        meetings = timetable(date(2009, 7, 21), 12, (1, 3), at=8, hours=5, topics=topics, month_limit=40)
        members = tuple(able[brigade * 14 : brigade * 14 + 14])
        yield Group(WORKS, f"brygada {brigade + 1}", TRAINERS[3 + brigade], place, tuple(meetings), members)


def _support(members: Sequence[Member], diaries: dict[Group, list[Row]], crowd: Crowd) -> Iterator[Row]:
    ends = {member.no: member.end for member in members}
    spheres = {SOCIAL: "społeczna", SCHOOL: "edukacyjna", HEALTH: "zdrowotna"}

    def row(no: int, form: str, days: tuple[date, date], hours: tuple[int | None, int | None], *, finished: bool = True) -> Row:
        return {
            "Nr uczestnika": no, "Forma wsparcia": form, "Rodzaj aktywizacji": spheres.get(form, "zawodowa"),
            "Data rozpoczęcia udziału we wsparciu": days[0], "Data zakończenia udziału we wsparciu": days[1],
            "Liczba godzin (plan)": hours[0], "Liczba godzin (wykonanie)": hours[1], "Ukończono": "Tak" if finished else "Nie",
        }  # fmt: skip

    for group, rows in diaries.items():
        done = hours_of(rows)
        for no in group.members:
            cut = ends[no] < group.last
            yield row(no, group.form, (group.first, min(group.last, ends[no])), (group.hours, done[no]), finished=not cut)
    stayed = [member for member in members if member.no not in GAVE_UP]
    for member in crowd.some_of(stayed, 30):
        first = crowd.workday(date(2009, 3, 2), date(2009, 6, 30))
        hours = crowd.number(4, 12)
        yield row(member.no, HEALTH, (first, first + timedelta(days=crowd.number(14, 60))), (hours, hours))
    for no in _pupils(members):
        yield row(no, SCHOOL, (date(2009, 2, 23), date(2009, 6, 19)), (None, None))


def _pupils(members: Sequence[Member]) -> list[int]:
    """Choose who finished school: the youngest."""
    stayed = [member for member in members if member.no not in GAVE_UP]
    return [member.no for member in sorted(stayed, key=lambda member: member.person.birth, reverse=True)[:PUPILS]]


def _contracts(members: Sequence[Member]) -> Iterator[Row]:
    for member in members:
        why = "podjęcie zatrudnienia" if member.no in LEFT_FOR_A_JOB else "rezygnacja uczestnika"
        yield {
            "Nr kontraktu": f"KS/{member.no:03d}/2009", "Nr uczestnika": member.no, "Część kontraktu": "część B",
            "Data zawarcia kontraktu": member.start, "Okres od": member.start, "Okres do": date(2009, 12, 31),
            "Pracownik socjalny": WORKERS[member.no % 2], "Data oceny": member.end,
            "Wynik oceny": "cele osiągnięto" if member.finished else "celów nie osiągnięto",
            "Data rozwiązania": member.end, "Przyczyna rozwiązania": "zakończenie realizacji" if member.finished else why,
        }  # fmt: skip


def _certificates(members: Sequence[Member], groups: Sequence[Group]) -> Iterator[Row]:
    """Give a certificate to everybody who stayed to the end of a class, and a school's to those who finished it."""
    ends = {member.no: member.end for member in members}
    number = 0
    for group in groups:
        if group.form == WORKS:
            continue
        for no in group.members:
            if ends[no] >= group.last:
                number += 1
                yield _certificate(number, no, group.last, group.form, "Miejski Ośrodek Pomocy Społecznej")
    for no in _pupils(members):
        number += 1
        yield _certificate(number, no, date(2009, 6, 19), SCHOOL, "Szkoła dla Dorosłych „Przykład”")


def _certificate(number: int, no: int, day: date, form: str, issuer: str) -> Row:
    return {
        "Nr zaświadczenia": f"Z/{number:03d}/2009", "Nr uczestnika": no, "Data wydania": day, "Forma wsparcia": form,
        "Tytuł zaświadczenia": f"Zaświadczenie: {form}", "Wystawca": issuer, "Kwalifikacja": "Tak" if form in {TRAINING, SCHOOL} else "Nie",
    }  # fmt: skip


def _outcomes(members: Sequence[Member], crowd: Crowd) -> Iterator[Row]:
    """Give what came of each: everybody was asked when leaving."""
    stayed = [member for member in members if member.finished]
    employed = {member.no for member in crowd.some_of(stayed, EMPLOYED - len(LEFT_FOR_A_JOB))} | set(LEFT_FOR_A_JOB)
    prepared = {member.no for member in crowd.some_of([member for member in stayed if member.no not in employed], PREPARED)}
    better = {member.no for member in crowd.some_of([member for member in members if member.no not in GAVE_UP], BETTER_OFF)}
    for member in members:
        no, asked = member.no, {"Data pomiaru": member.end}
        none: Row = {"Nr uczestnika": no, "Rezultat": "brak rezultatu", "Data osiągnięcia": member.end}
        own = {"Dokument potwierdzający": "oświadczenie uczestnika", "Nr dokumentu": None, "Wystawca": None}
        work = {"Forma zatrudnienia": None, "Wymiar etatu": None}
        if no in employed:
            job = {"Dokument potwierdzający": "umowa o pracę", "Nr dokumentu": f"UP/{no}/2009", "Wystawca": "Zakład „Przykład”"}
            full = {"Forma zatrudnienia": "umowa o pracę", "Wymiar etatu": Decimal(1)}
            yield {**none, "Rezultat": "podjęcie zatrudnienia"} | asked | job | full
        if no in prepared:
            day = crowd.workday(date(2009, 9, 28), date(2009, 10, 30))
            paper = {"Dokument potwierdzający": "inny dokument", "Nr dokumentu": f"SK/{no}/2009", "Wystawca": "Powiatowy Urząd Pracy"}
            yield {**none, "Rezultat": "skierowanie na przygotowanie zawodowe", "Data osiągnięcia": day} | asked | paper | work
        if no in better:
            yield {**none, "Rezultat": "poprawa sytuacji materialnej"} | asked | own | work
        if no not in employed | prepared | better:
            yield dict(none) | asked | own | work
