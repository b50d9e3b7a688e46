"""The club's own registers of the Starachowice example: opinions, staff and their time, visits, families, money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from making.classes import is_holiday
from making.people import Crowd
from making.sheets import Row, Table

AREAS = {
    "pisanie podań i życiorysu": "ankieta",
    "autoprezentacja": "wywiad z uczestnikiem",
    "obsługa komputera i Internetu": "ankieta",
    "zaangażowanie w naukę i pracę": "opinia pracownika socjalnego",
    "motywacja do szukania i podjęcia pracy": "opinia pracownika socjalnego",
    "rozwiązywanie problemów": "opinia pracownika socjalnego",
    "wiara we własne siły": "wywiad z uczestnikiem",
    "aktywność w szukaniu pracy": "opinia pracownika socjalnego",
}
"""Each area and the tool that measures it."""
TEAM = (
    ("P1", "kierownik projektu", "Barbara", "Przykładowska", (1, 3), 8, 5, "kierowanie projektem, nadzór nad zajęciami, sprawozdania"),
    ("P2", "księgowa projektu", "Celina", "Testowicz", (1, 3), 8, 5, "rozliczanie wydatków, część finansowa sprawozdań"),
    ("P3", "pracownik socjalny", "Anna", "Wzorcowa", (0, 2), 8, 5, "praca z uczestnikami, opinie początkowe i końcowe"),
    ("P4", "pracownik socjalny", "Marek", "Próbny", (2, 4), 8, 5, "praca z uczestnikami, opinie początkowe i końcowe"),
    ("P5", "instruktor KIS", "Ewa", "Szablonowa", (0, 1, 2, 3, 4), 9, 4, "prowadzenie zajęć w klubie integracji społecznej"),
)
"""Number, post, name, weekdays of work, hour of coming, hours a day, task."""


def assessments(people: Sequence[tuple[int, date, date | None]], workers: Sequence[str], crowd: Crowd) -> Table:
    """Give the initial opinions of all and the final ones of those who finished: number, first day, last day if finished."""
    rows: list[Row] = []
    for no, start, end in people:
        for area, tool in AREAS.items():
            row: dict[str, str | int] = {"Nr uczestnika": no, "Narzędzie": tool, "Obszar kompetencji": area}
            before = crowd.one_of((1, 2, 2, 2, 3, 3, 4))
            who = workers[no % 2]
            rows.append({**row, "Pomiar": "początkowa", "Data pomiaru": start, "Ocena": before, "Osoba przeprowadzająca": who})
            if end is not None:
                after = max(1, min(5, before + crowd.one_of((-1, 0, 0, 0, 0, 1, 1, 1, 2))))
                rows.append({**row, "Pomiar": "końcowa", "Data pomiaru": end, "Ocena": after, "Osoba przeprowadzająca": who})
    return Table(tuple(rows[0]), rows)


def staff() -> Table:
    """Give the people paid from the project."""
    rows: list[Row] = [
        {
            "Nr pracownika": no, "Stanowisko": post, "Imię": first, "Nazwisko": last, "Zaangażowanie od": date(2009, 1, 2),
            "Zaangażowanie do": date(2009, 12, 31), "Wymiar etatu": (Decimal(len(days) * hours) / 40).normalize(),
            "Forma zaangażowania": "umowa o pracę",
        }
        for no, post, first, last, days, _, hours, _ in TEAM
    ]  # fmt: skip
    return Table(tuple(rows[0]), rows)


def timesheets() -> Table:
    """Give the working time of the staff, a row a day."""
    rows: list[Row] = []
    for back in range(364):
        day = date(2009, 1, 2) + timedelta(days=back)
        for no, _, _, _, days, at, hours, task in TEAM:
            if day.weekday() in days and not is_holiday(day):
                rows.append({
                    "Nr pracownika": no, "Data": day, "Godzina od": time(at), "Godzina do": time(at + hours), "Liczba godzin": hours,
                    "Realizowane zadanie": task,
                })  # fmt: skip
    return Table(tuple(rows[0]), rows)


def visits() -> Table:
    """Give the monitoring visits: what was found where classes take place, and when it was put right."""
    kis, training = "warsztaty aktywizacji zawodowej (KIS)", "szkolenie zawodowe"
    social, works, law = "trening kompetencji i umiejętności społecznych", "prace społecznie użyteczne", "warsztaty z prawa pracy"
    found = (
        ("2009-03-05", "sala nr 1", kis, "brak podpisów na liście obecności z 2 marca", "2009-03-09"),
        ("2009-03-31", "sala nr 1", kis, None, None),
        ("2009-05-21", "sala nr 1", social, "brak oznaczenia sali logo programu", "2009-05-22"),
        ("2009-06-24", "sala nr 1", social, "temat w dzienniku niezgodny z programem zajęć", "2009-06-26"),
        ("2009-07-21", "Biblioteka „Próbna”", works, None, None),
        ("2009-08-13", "Park Miejski Przykładowy", works, "nie wpisano godzin rozpoczęcia pracy", "2009-08-17"),
        ("2009-09-10", "sala nr 1", law, None, None),
        ("2009-10-14", "sala nr 3", training, "dziennik bez tematu zajęć z 12 października", "2009-10-16"),
        ("2009-11-04", "sala nr 5", training, None, None),
    )
    rows: list[Row] = [
        {
            "Nr wizytacji": number, "Data": date.fromisoformat(day), "Miejsce": place, "Forma wsparcia": form,
            "Osoba wizytująca": "Barbara Przykładowska", "Ustalenia": what,
            "Poprawiono dnia": date.fromisoformat(corrected) if corrected else None,
        }
        for number, (day, place, form, what, corrected) in enumerate(found, start=1)
    ]  # fmt: skip
    return Table(tuple(rows[0]), rows)


def families(people: Sequence[tuple[int, date]], crowd: Crowd) -> Table:
    """Give the family members who were supported: environment of a participant, not participants."""
    rows: list[Row] = []
    for no, start in crowd.some_of(people, 48):
        for _ in range(crowd.number(1, 4)):
            rows.append({
                "Nr osoby z otoczenia": f"R{len(rows) + 1:03d}", "Rodzaj otoczenia": "rodzina", "Nr uczestnika": no, "Edycja": "2009",
                "Ścieżka": "klub integracji społecznej", "Płeć": crowd.one_of(("kobieta", "mężczyzna")),
                "Data objęcia wsparciem": start + timedelta(days=crowd.number(7, 30)), "Gmina": "Starachowice",
            })  # fmt: skip
    return Table(tuple(rows[0]), rows)


def expenditures(crowd: Crowd) -> Table:
    """Give the documents of the year; of each 10.5 % is the commune's own contribution, to the grosz."""
    items = {
        "Klub integracji społecznej": ("zajęcia w klubie integracji społecznej", 18_000, 26_000),
        "Szkolenia i edukacja": ("szkolenie zawodowe i nauka szkolna", 22_000, 38_000),
        "Zarządzanie projektem i monitoring": ("zarządzanie, monitoring i rozliczenie projektu", 9_000, 13_000),
    }
    rows: list[Row] = []
    for month in range(1, 13):
        for task, (item, least, most) in items.items():
            amount = Decimal(2 * crowd.number(least // 2, most // 2)).quantize(Decimal("0.01"))
            own = (amount * Decimal("0.105")).quantize(Decimal("0.01"))
            paid = crowd.workday(date(2009, month, 12), date(2009, month, 26))
            rows.append({
                "Nr dokumentu": f"{len(rows) + 11}/{month:02d}/2009", "Nr księgowy lub ewidencyjny": f"WB/{len(rows) + 1:03d}",
                "Wystawca": f"Wykonawca Przykładowy nr {crowd.number(1, 9)}",
                "Data wystawienia dokumentu": paid - timedelta(days=crowd.number(2, 10)), "Data zapłaty": paid,
                "Nazwa towaru lub usługi": item, "Kwota dokumentu brutto": amount, "Wydatki ogółem": amount,
                "Wydatki kwalifikowalne": amount, "Dofinansowanie": amount - own, "Wkład własny": own, "Zadanie": task,
            })  # fmt: skip
    return Table(tuple(rows[0]), rows)
