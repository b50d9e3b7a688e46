"""The registers of the example `efektywnosc`: 474 invented people of two groups, what they were given, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from making.ledger import HEADERS, document, split
from making.people import Crowd, Home, Person
from making.sheets import Row, Table, Value, as_csv

HOME = Home("Przykładowo", "Przykładowo", "przykładowski", "lubuskie", "00-000")
AT_RISK, SEVERE = "A", "B"
"""The groups of the guidelines, by the letters that the definition has."""
BOTH, SOCIAL = "społeczno-zawodowa", "społeczna"
TRAINING, ASSISTANT = "trening kompetencji społecznych", "wsparcie asystenta"
ADVICE, COURSE = "doradztwo zawodowe", "kurs zawodowy"
SPHERE = {TRAINING: "społeczna", ASSISTANT: "społeczna", ADVICE: "zawodowa", COURSE: "zawodowa"}
SPENT, WORTH = Decimal("2322600.00"), Decimal("2370000.00")
EVIDENCE = {
    "poprawa sytuacji społecznej": "inny dokument",
    "podjęcie nauki": "zaświadczenie",
    "podjęcie zatrudnienia": "umowa o pracę",
    "podjęcie działalności gospodarczej": "wpis do CEIDG",
    "brak rezultatu": "oświadczenie",
}


@dataclass(frozen=True)
class Kind:
    """So many people of one group on one path, and what became of them."""

    group: str
    path: str
    people: int
    better: int
    """How many reached a social effect."""
    jobs: int = 0
    """How many took up work that counts."""
    too_little: int = 0
    """How many took up work below the minimum, or too late."""


KINDS = (
    Kind(AT_RISK, BOTH, 400, better=350, jobs=50, too_little=6),
    Kind(AT_RISK, SOCIAL, 50, better=40),
    Kind(SEVERE, BOTH, 20, better=12, jobs=2, too_little=1),
    Kind(SEVERE, SOCIAL, 4, better=3),
)


@dataclass
class Client:
    """Somebody who took part: when, on which path, and with what outcomes."""

    person: Person
    kind: Kind
    start: date
    end: date
    outcomes: list[Row] = field(default_factory=list)
    no: int = 0


def files() -> dict[str, bytes]:
    """Make the registers, by file name."""
    crowd = Crowd("efektywnosc")
    everyone = _clients(crowd)
    people, support = ([row for client in everyone for row in made(client, crowd)] for made in (_participant, _support))
    outcomes = [{"Nr uczestnika": client.no} | row for client in everyone for row in client.outcomes]
    return {
        "Uczestnicy.csv": as_csv(Table(tuple(people[0]), people)),
        "Wsparcie.csv": as_csv(Table(tuple(support[0]), support)),
        "Rezultaty.csv": as_csv(Table(OUTCOMES, outcomes)),
        "Wydatki.csv": as_csv(_expenditures(crowd)),
    }


OUTCOMES = (
    "Nr uczestnika", "Rezultat", "Data osiągnięcia", "Data pomiaru", "Dokument potwierdzający", "Nauka w formach szkolnych",
    "Forma zatrudnienia", "Wymiar etatu", "Zatrudnienie do dnia", "Umowa na czas nieokreślony",
)  # fmt: skip


def _clients(crowd: Crowd) -> list[Client]:
    """Invent the people, numbered in the order in which they came."""
    everyone = []
    for kind in KINDS:
        ours = []
        for _ in range(kind.people):
            start = crowd.workday(date(2017, 1, 9), date(2017, 9, 29))
            end = crowd.workday(start + timedelta(days=120), start + timedelta(days=270))
            ours.append(Client(crowd.aged(HOME, "woman" if crowd.chance(0.57) else "man", on=start, ages=(19, 59)), kind, start, end))
        _effects(ours, kind, crowd)
        everyone += ours
    everyone.sort(key=lambda client: (client.start, client.person.last_name, client.person.first_name))
    for no, client in enumerate(everyone, start=1):
        client.no = no
    return everyone


def _effects(ours: Sequence[Client], kind: Kind, crowd: Crowd) -> None:
    """Write down what became of each: social effects and work fall on whom chance chooses; of the rest it is said that nothing was."""
    for number, client in enumerate(crowd.some_of(ours, kind.better)):
        # a course, not a school: who goes to school is not in employment efficiency
        learns = number % 12 == 0
        result = "podjęcie nauki" if learns else "poprawa sytuacji społecznej"
        client.outcomes.append(
            _outcome(result, client.end - timedelta(days=crowd.number(0, 20)), client.end) | ({SCHOOL: "Nie"} if learns else {})
        )
    working = crowd.mixed(ours)[: kind.jobs + kind.too_little]
    for number, client in enumerate(working):
        client.outcomes.append(_work(client, crowd, number) if number < kind.jobs else _too_little(client, number))
    for client in ours:
        if not client.outcomes:
            client.outcomes.append(_outcome("brak rezultatu", None, client.end + timedelta(days=crowd.number(7, 27))))


SCHOOL, UNTIL, ENDLESS = "Nauka w formach szkolnych", "Zatrudnienie do dnia", "Umowa na czas nieokreślony"


def _outcome(result: str, day: date | None, measured: date) -> dict[str, Value]:
    return {"Rezultat": result, "Data osiągnięcia": day, "Data pomiaru": measured, "Dokument potwierdzający": EVIDENCE[result]}


def _work(client: Client, crowd: Crowd, number: int) -> Row:
    """Give work that counts: at least three months, at least half time, within three months of leaving (of a few after four weeks)."""
    day = client.end + timedelta(days=crowd.number(35, 80) if number % 16 == 3 else crowd.number(1, 24))
    if number % 8 == 7:
        run = {"Forma zatrudnienia": "działalność gospodarcza", UNTIL: day + timedelta(days=170)}
        return _outcome("podjęcie działalności gospodarczej", day, day) | run
    share = crowd.one_of((Decimal(1), Decimal(1), Decimal("0.75"), Decimal("0.5")))
    term: Row = {ENDLESS: "Tak"} if number % 4 == 0 else {ENDLESS: "Nie", UNTIL: day + timedelta(days=crowd.one_of((182, 273, 364)))}
    return _job(day, share, term)


def _too_little(client: Client, number: int) -> Row:
    """Give work that does not count: a quarter of full time, two months only, or begun too late."""
    fault = number % 3
    day = client.end + timedelta(days=110 if fault == 2 else 12)
    share = Decimal("0.25") if fault == 0 else Decimal(1)
    term: Row = {ENDLESS: "Nie", UNTIL: day + timedelta(days=58 if fault == 1 else 364)}
    return _job(day, share, term)


def _job(day: date, share: Decimal, term: Row) -> Row:
    """Give a labour contract; what comes of it is asked on the day itself."""
    return _outcome("podjęcie zatrudnienia", day, day) | {"Forma zatrudnienia": "umowa o pracę", "Wymiar etatu": share} | term


def _participant(client: Client, crowd: Crowd) -> Iterator[Row]:
    person, severe = client.person, client.kind.group == SEVERE
    unemployed, long_term = crowd.chance(0.7), crowd.chance(0.75)
    disabled = severe or crowd.chance(0.08)
    status = "bezrobotny zarejestrowany" if unemployed else "bierny zawodowo"
    # well away from six and from twelve months, so that it is the same at any age
    months = crowd.number(14, 60) if long_term else crowd.number(2, 5)
    detail = ("długotrwale" if long_term else "inne") if unemployed else "nieuczestniczący w kształceniu lub szkoleniu"
    since = client.start - timedelta(days=31 * months) if unemployed else None
    degree = crowd.one_of(("znaczny", "umiarkowany")) if severe else "lekki"
    kind = crowd.one_of(("intelektualna", "niepełnosprawność sprzężona")) if severe else "inny rodzaj"
    yield {
        "Nr uczestnika": client.no,
        "Imię": person.first_name,
        "Nazwisko": person.last_name,
        "PESEL": person.pesel,
        "Płeć": person.say("kobieta", "mężczyzna"),
        "Wykształcenie": crowd.one_of(("podstawowe", "gimnazjalne", "ponadgimnazjalne", "ponadgimnazjalne", "policealne", "wyższe")),
        "Gmina": HOME.commune,
        "DEGURBA": crowd.one_of(("tereny słabo zaludnione", "tereny pośrednie")),
        "Status na rynku pracy": status,
        "W tym": detail,
        "Bezrobotny od": since,
        "Osoba z niepełnosprawnościami": "Tak" if disabled else "Nie",
        "Stopień niepełnosprawności": degree if disabled else None,
        "Rodzaj niepełnosprawności": kind if disabled else None,
        "Grupa docelowa": client.kind.group,
        "Ścieżka": client.kind.path,
        "Data rozpoczęcia udziału": client.start,
        "Data zakończenia udziału": client.end,
        "Status udziału w projekcie": person.say("zakończyła", "zakończył"),
        "Zakończenie zgodne ze ścieżką": "Tak",
    }


def _support(client: Client, crowd: Crowd) -> Iterator[Row]:
    """Give one form of each sphere of the path."""
    forms = [crowd.one_of((TRAINING, ASSISTANT)), *([crowd.one_of((ADVICE, COURSE))] if client.kind.path == BOTH else [])]
    for form in forms:
        yield {
            "Nr uczestnika": client.no,
            "Forma wsparcia": form,
            "Rodzaj aktywizacji": SPHERE[form],
            "Data rozpoczęcia udziału we wsparciu": client.start,
            "Data zakończenia udziału we wsparciu": client.end,
            "Ukończono": "Tak",
        }


def _expenditures(crowd: Crowd) -> Table:
    """Give a document a month of each task, together 4 900,00 zł a person; 15 % of each is the own contribution."""
    tasks = {"Integracja społeczna": "trening i asystenci", "Aktywizacja zawodowa": "kursy i doradztwo"}
    months = [date(2017 + month // 12, month % 12 + 1, 28) for month in range(18)]
    amounts = split(SPENT, [crowd.number(80, 120) for _ in range(len(months) * len(tasks))])
    rows: list[Row] = []
    for month in months:
        for task, item in tasks.items():
            amount = amounts[len(rows)]
            own = (amount * 15 / 100).quantize(Decimal("0.01"))
            rows.append(document(
                f"FV/{len(rows) + 1}/{month.year}", f"WS/{len(rows) + 1:03d}", f"Wykonawca Przykładowy nr {crowd.number(1, 9)}", item,
                issued=month, paid=month + timedelta(days=crowd.number(7, 21)), task=task, grant=amount - own, own=own,
            ))  # fmt: skip
    return Table(HEADERS, rows)
