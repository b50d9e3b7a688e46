"""The registers of the Katowice example: workbooks as a centre keeps them, with an older export beside the newest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from making.classes import Group, attendance, hours_of, sessions, timetable
from making.katowice_clients import (
    AS_OF,
    BOBAS,
    COURSE,
    FLAT,
    FLAT_TURNS,
    FORMS,
    HOME,
    PAI,
    PAI_GROUPS,
    PATHS,
    WORKSHOPS,
    Client,
    clients,
    is_long_term,
)
from making.people import Crowd, nip
from making.sheets import Row, Table, as_workbook

OLDER = date(2018, 6, 30)
PARTICIPANTS = (
    "Nr uczestnika", "Rodzaj uczestnika", "Imię", "Nazwisko", "PESEL", "Brak PESEL", "Płeć", "Wiek w chwili przystąpienia do projektu",
    "Wykształcenie", "Kraj", "Województwo", "Powiat", "Gmina", "Miejscowość", "Ulica", "Nr budynku", "Nr lokalu", "Kod pocztowy",
    "Obszar wg stopnia urbanizacji (DEGURBA)", "Telefon kontaktowy", "Adres e-mail", "Data rozpoczęcia udziału w projekcie",
    "Data zakończenia udziału w projekcie", "Status udziału w projekcie", "Status osoby na rynku pracy w chwili przystąpienia do projektu",
    "W tym", "Bezrobotny od",
    "Zakończenie udziału osoby w projekcie zgodnie z zaplanowaną dla niej ścieżką uczestnictwa",
    "Powód wycofania się z proponowanej formy wsparcia", "Ścieżka", "Grupa docelowa", "Przewidywany termin porodu",
    "Osoba należąca do mniejszości narodowej lub etnicznej, migrant, osoba obcego pochodzenia",
    "Osoba bezdomna lub dotknięta wykluczeniem z dostępu do mieszkań", "Osoba z niepełnosprawnościami",
    "Osoba w innej niekorzystnej sytuacji społecznej",
)  # fmt: skip
COURSES = ("Kurs opiekuna osób starszych", "Kurs obsługi kasy fiskalnej", "Kurs pracownika magazynu", "Kurs florystyczny")
WORKERS = ("Anna Wzorcowa", "Beata Przykładowicz", "Celina Testowska", "Dorota Umowna", "Marek Próbny", "Piotr Formularzewicz")
"""Social workers and trainers, as invented as everybody else."""
DISTRICTS = {
    "PAL Giszowiec": ("Giszowiec",),
    "PAL Zawodzie": ("Zawodzie",),
    "PAL Wełnowiec-Józefowiec i Dąb": ("Wełnowiec-Józefowiec", "Dąb"),
}
RESULTS = {
    "praca": ("podjęcie zatrudnienia", "umowa o pracę"),
    "działalność": ("podjęcie działalności gospodarczej", "wpis do CEIDG"),
    "kwalifikacje": ("uzyskanie kwalifikacji", "certyfikat"),
    "poszukiwanie": ("poszukiwanie pracy", "oświadczenie uczestnika"),
    "nauka": ("podjęcie nauki", "zaświadczenie"),
    "nic": ("brak rezultatu", "oświadczenie uczestnika"),
}


def files() -> dict[str, bytes]:
    """Make the registers: file name and bytes."""
    crowd = Crowd("katowice")
    everyone = clients(crowd)
    groups = [*_groups(everyone, BOBAS, "bobas"), *_groups(everyone, PAI_GROUPS, "contracts")]
    left = {client.no: client.end for client in everyone if client.left_early and client.end}
    # who did not reach the goals stopped coming half-way
    gone = {no: group.meetings[len(group.meetings) // 2].day for group in groups for no in group.members if no in left}
    diary = [row for group in groups for row in attendance(group, crowd, gone)]
    support = [row for client in everyone for row in _support(client, groups, hours_of(diary), gone, crowd)]
    return {
        "Uczestnicy_2018-06.xlsx": _export(everyone, OLDER, Crowd("katowice/export")),
        "Uczestnicy_2018-11.xlsx": _export(everyone, AS_OF, Crowd("katowice/export")),
        "Formy_wsparcia.xlsx": as_workbook({"Wsparcie": Table(tuple(support[0]), support)}),
        "Dzienniki_zajec.xlsx": as_workbook({"Harmonogram": sessions(groups), "Obecność": Table(tuple(diary[0]), diary)}),
        "Mieszkanie_treningowe.xlsx": as_workbook({"Pobyty": _stays(everyone)}),
        "Kontrakty_socjalne.xlsx": as_workbook({"Kontrakty": _contracts(everyone, crowd)}),
        "Zaswiadczenia.xlsx": as_workbook({"Zaświadczenia": _certificates(everyone, crowd)}),
        "Rezultaty.xlsx": as_workbook({"Rezultaty": _outcomes(everyone, crowd)}),
        "Otoczenie_PAL.xlsx": as_workbook({"Otoczenie": _environment(crowd)}),
        "Wydatki.xlsx": as_workbook({"Wydatki": _expenditures(crowd)}),
    }


def _export(everyone: list[Client], day: date, crowd: Crowd) -> bytes:
    """Give the register of participants as it stood on a day: later entries and later leavings are not in it yet."""
    rows = [_participant(client, day, crowd) for client in everyone]
    return as_workbook({"Uczestnicy": Table(PARTICIPANTS, [row for row in rows if row["Data rozpoczęcia udziału w projekcie"] <= day])})  # type: ignore[operator]


def _participant(client: Client, day: date, crowd: Crowd) -> Row:
    person, home = client.person, client.person.home
    end = client.end if client.end and client.end <= day else None
    minor = client.age < 18
    education = ("podstawowe", "gimnazjalne") if minor else ("gimnazjalne", "ponadgimnazjalne", "ponadgimnazjalne", "policealne", "wyższe")
    status, detail = "osoba bierna zawodowo", "osoba ucząca się" if minor else "osoba nieuczestnicząca w kształceniu lub szkoleniu"
    if client.unemployed:
        where = "zarejestrowana" if client.registered_since else "niezarejestrowana"
        status = f"osoba bezrobotna {where} w ewidencji urzędów pracy"
        detail = "osoba długotrwale bezrobotna" if is_long_term(client) else "inne"
    groups = {
        "osoby bezdomne": client.homeless,
        "osoby bezrobotne": client.unemployed,
        "osoby dotknięte bezradnością": client.helpless,
        "osoby z niepełnosprawnościami": client.disabled,
        "małoletnie matki": minor and person.is_woman,
    }
    refused = crowd.chance(0.02)
    return dict(zip(PARTICIPANTS, (
        client.no, "indywidualny", person.first_name, person.last_name, person.pesel, "Nie", person.say("kobieta", "mężczyzna"), client.age,
        crowd.one_of(education), "Polska", home.voivodeship, home.county, home.commune, home.city, person.street, person.house_no,
        person.flat_no, home.postal_code, "tereny gęsto zaludnione", person.phone, person.email, client.start,
        end, _state(client, end), status,
        detail, client.registered_since,
        None if end is None else "Tak" if client.goals else "Nie",
        None if end is None or client.goals else "podjęcie zatrudnienia" if client.works else "rezygnacja uczestnika",
        "; ".join(PATHS[path] for path in client.paths), "; ".join(name for name, belongs in groups.items() if belongs), client.first_child,
        "Odmowa podania informacji" if refused else "Nie",
        "Tak" if client.homeless else "Nie", "Tak" if client.disabled else "Nie",
        "Tak" if client.helpless else "Nie",
    ), strict=True))  # fmt: skip


def _state(client: Client, end: date | None) -> str:
    if end is None:
        return "uczestniczy"
    return client.person.say("zakończyła", "zakończył") if client.goals else client.person.say("przerwała", "przerwał")


def _groups(everyone: list[Client], starts: tuple[date, ...], path: str) -> Iterator[Group]:
    """Give the groups of the workshops for future parents or of PAI, with their meetings."""
    for number, first in enumerate(starts):
        members = [client.no for client in everyone if client.group == number and client.paths == (path,)]
        worker = WORKERS[number % len(WORKERS)]
        if path == "bobas":
            topics = ("przebieg ciąży i poród", "żywienie", "emocje i stres", "relacje w związku", "ruch i powrót do sprawności")
            meetings = timetable(first, 10, (first.weekday(),), at=15, hours=3, topics=topics)
            yield Group(WORKSHOPS, f"Bobas {number + 1}", worker, "sala warsztatowa nr 1", meetings, members)
        else:
            topics = ("bilans umiejętności", "komunikacja", "dokumenty aplikacyjne", "rozmowa kwalifikacyjna")
            meetings = timetable(first, 12, (first.weekday(),), at=9, hours=4, topics=topics)
            yield Group(PAI, f"PAI {number + 1}", worker, "sala warsztatowa nr 2", meetings, members)


def _support(client: Client, groups: list[Group], hours: dict[int, int], gone: dict[int, date], crowd: Crowd) -> Iterator[Row]:
    """Give the forms of support of a client: the first begins on the first day of participation, none outlasts it."""
    end = client.end
    last = end or AS_OF
    path = "pal" if client.paths[0].startswith("pal") else client.paths[0]
    offered = crowd.some_of(FORMS[path], crowd.number(1, min(3, len(FORMS[path])))) if path in FORMS else []
    if len(client.paths) > 1:
        offered += FORMS["pal"]
    start = client.start
    for number, form in enumerate(offered):
        done = "Nie" if client.left_early and number == len(offered) - 1 and client.group is None else "Tak"
        planned = crowd.number(4, 40)
        spent = planned if end and done == "Tak" else planned // 2
        yield _form(client, form, start, end, planned, spent, done if end else None)
        start += timedelta(days=crowd.number(0, max(0, (last - start).days // 3)))
    for group in groups:
        if client.no in group.members:
            until = gone.get(client.no, group.last)
            yield _form(client, group.form, group.first, until, group.hours, hours[client.no], "Tak" if client.goals else "Nie")
    if client.paths == ("teraz-my",):
        yield _form(client, FLAT, client.start, end, None, None, "Tak" if client.goals else "Nie")
    for outcome, day in client.outcomes:
        if outcome == "kwalifikacje":
            begun = max(client.start, day - timedelta(days=crowd.number(20, 60)))
            yield _form(client, COURSE, begun, day, 80, crowd.number(72, 80), "Tak")


def _form(client: Client, form: str, start: date, end: date | None, planned: int | None, done: int | None, finished: str | None) -> Row:  # noqa: PLR0913 - the columns of the register
    vocational, health = {PAI, COURSE}, set(FORMS["bobas"])
    kind = "zawodowa" if form in vocational else "zdrowotna" if form in health else "społeczna"
    return {
        "Nr uczestnika": client.no, "Forma wsparcia": form, "Rodzaj aktywizacji": kind,
        "Data rozpoczęcia udziału we wsparciu": start, "Data zakończenia udziału we wsparciu": end,
        "Liczba godzin (plan)": planned, "Liczba godzin (wykonanie)": done, "Ukończono": finished,
    }  # fmt: skip


def _stays(everyone: list[Client]) -> Table:
    rows = [
        {"Nr uczestnika": client.no, "Miejsce pobytu": FLAT, "Data od": FLAT_TURNS[client.group or 0], "Data do": client.end}
        for client in everyone
        if client.paths == ("teraz-my",)
    ]
    return Table(tuple(rows[0]), rows)


def _contracts(everyone: list[Client], crowd: Crowd) -> Table:
    rows: list[Row] = []
    for client in everyone:
        if "contracts" in client.paths:
            end = client.end
            result = None if end is None else "cele osiągnięto" if client.goals else "celów nie osiągnięto"
            reason = None if end is None else "zakończenie realizacji" if client.goals else "rezygnacja uczestnika"
            if client.left_early and client.works:
                reason = "podjęcie zatrudnienia"
            rows.append({
                "Nr kontraktu": f"KS/{len(rows) + 1:03d}/{client.start.year}", "Nr uczestnika": client.no, "Część kontraktu": "część B",
                "Data zawarcia kontraktu": client.start, "Okres od": client.start, "Okres do": end or date(2018, 12, 31),
                "Pracownik socjalny": crowd.one_of(WORKERS), "Data oceny": end, "Wynik oceny": result,
                "Data rozwiązania": end, "Przyczyna rozwiązania": reason,
            })  # fmt: skip
    return Table(tuple(rows[0]), rows)


def _certificates(everyone: list[Client], crowd: Crowd) -> Table:
    rows: list[Row] = []
    for client in everyone:
        for outcome, day in client.outcomes:
            if outcome == "kwalifikacje":
                rows.append({
                    "Nr zaświadczenia": certificate_no(client), "Nr uczestnika": client.no, "Data wydania": day, "Forma wsparcia": COURSE,
                    "Tytuł zaświadczenia": crowd.one_of(COURSES), "Wystawca": "Ośrodek Szkoleń „Wzorzec”", "Kwalifikacja": "Tak",
                })  # fmt: skip
    return Table(tuple(rows[0]), rows)


def certificate_no(client: Client) -> str:
    """Give the number of a client's certificate."""
    return f"KZ/{client.no:04d}"


def _outcomes(everyone: list[Client], crowd: Crowd) -> Table:
    headers = (
        "Nr uczestnika", "Rezultat", "Data osiągnięcia", "Data pomiaru", "Dokument potwierdzający", "Nr dokumentu", "Wystawca",
        "Forma zatrudnienia", "Wymiar etatu",
    )  # fmt: skip
    rows: list[Row] = []
    for client in everyone:
        for outcome, day in client.outcomes:
            result, evidence = RESULTS[outcome]
            row = {"Nr uczestnika": client.no, "Rezultat": result, "Data osiągnięcia": day, "Dokument potwierdzający": evidence}
            assert client.end is not None
            measured = {"Data pomiaru": max(day, client.end)}
            if outcome == "praca":
                share = crowd.one_of((Decimal(1), Decimal(1), Decimal("0.5"), Decimal("0.75")))
                job = {"Nr dokumentu": f"UP/{client.no}/{day.year}", "Wystawca": "Zakład „Przykład”", "Forma zatrudnienia": "umowa o pracę"}
                rows.append(row | measured | job | {"Wymiar etatu": share})
            elif outcome == "kwalifikacje":
                rows.append(row | measured | {"Nr dokumentu": certificate_no(client), "Wystawca": "Ośrodek Szkoleń „Wzorzec”"})
            else:
                rows.append(row | measured)
    return Table(headers, rows)


def _environment(crowd: Crowd) -> Table:
    rows: list[Row] = []
    for path, count in zip(DISTRICTS, (96, 104, 88), strict=True):
        for _ in range(count):
            rows.append({
                "Nr osoby z otoczenia": f"O{len(rows) + 1:03d}", "Rodzaj otoczenia": "społeczność lokalna", "Ścieżka": path,
                "Płeć": crowd.one_of(("kobieta", "mężczyzna")),
                "Data objęcia wsparciem": crowd.workday(date(2015, 6, 1), date(2018, 10, 31)), "Gmina": HOME.commune,
                "Dzielnica": crowd.one_of(DISTRICTS[path]),
            })  # fmt: skip
    return Table(tuple(rows[0]), rows)


def _expenditures(crowd: Crowd) -> Table:
    """Give the documents: two or three a month, whole zlotys, so that 85 % of each is a whole number of grosze."""
    items = {
        "Kontrakty socjalne": "usługi asystentów i streetworkerów",
        "Misja: Bobas": "konsultacje i warsztaty specjalistów",
        "Teraz MY!": "prowadzenie mieszkania treningowego",
        "Programy aktywności lokalnej": "animacja społeczności lokalnej",
    }
    rows: list[Row] = []
    for month in range(41):
        issued = date(2015 + (month + 5) // 12, (month + 5) % 12 + 1, 1) + timedelta(days=crowd.number(5, 24))
        for task in crowd.some_of(tuple(items), crowd.number(2, 3)):
            eligible = Decimal(crowd.number(22_000, 52_000)).quantize(Decimal("0.01"))
            funding = (eligible * 85 / 100).quantize(Decimal("0.01"))
            supplier = crowd.number(1, 12)
            rows.append({
                "Nr dokumentu": f"FV/{len(rows) + 101}/{issued.year}", "Nr księgowy lub ewidencyjny": f"WS/{len(rows) + 1:04d}",
                "Wystawca": f"Wykonawca Przykładowy nr {supplier}", "NIP wystawcy": nip(supplier), "Faktura korygująca": "Nie",
                "Data wystawienia dokumentu": issued, "Data zapłaty": issued + timedelta(days=crowd.number(3, 21)),
                "Nazwa towaru lub usługi": items[task], "Kwota dokumentu brutto": eligible, "Kwota dokumentu netto": eligible,
                "Wydatki ogółem": eligible, "Wydatki kwalifikowalne": eligible, "W tym VAT": Decimal("0.00"), "Dofinansowanie": funding,
                "Wkład własny": eligible - funding, "Zadanie": task, "Forma płatności": "przelew",
            })  # fmt: skip
    return Table(tuple(rows[0]), rows)
