"""The invented clients of the Katowice example: who they are, their paths, when they came and left, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from making.people import Crowd, Home, Person, Sex

HOME = Home("Katowice", "Katowice", "Katowice", "śląskie", "40-000")
AS_OF = date(2018, 11, 30)
LAST_ASKED = date(2018, 10, 31)
"""Who left by this day has been asked what came of it; who left later, not yet."""

FORMS = {
    "contracts": ("asystent rodziny", "asystent osoby bezdomnej", "streetworker", "Klub Integracji Społecznej (KIS)"),
    "bobas": (
        "konsultacje położnej", "konsultacje dietetyka", "konsultacje psychologa", "konsultacje seksuologa", "konsultacje fizjoterapeuty",
    ),
    "pal": ("działania programu aktywności lokalnej",),
}  # fmt: skip
PAI, COURSE = "Program Aktywizacja i Integracja (PAI)", "kurs zawodowy"
WORKSHOPS, FLAT = "warsztaty grupowe dla przyszłych rodziców", "mieszkanie treningowe"
PATHS = {
    "contracts": "Kontrakty socjalne",
    "bobas": "Misja: Bobas",
    "teraz-my": "Teraz MY!",
    "pal-giszowiec": "PAL Giszowiec",
    "pal-zawodzie": "PAL Zawodzie",
    "pal-welnowiec": "PAL Wełnowiec-Józefowiec i Dąb",
}
ALONE = {"contracts": 442, "pal-giszowiec": 70, "pal-zawodzie": 75, "pal-welnowiec": 50}
"""People of one path who came one by one."""
TOGETHER = {"pal-giszowiec": 10, "pal-zawodzie": 10, "pal-welnowiec": 10}
"""People with a social contract who also belong to a local programme."""
BOBAS = tuple(map(date.fromisoformat, (
    "2015-09-15", "2016-02-09", "2016-05-10", "2016-09-13", "2017-02-07", "2017-05-09", "2017-09-12", "2018-03-06",
)))  # fmt: skip
"""First workshops of eight groups of eight."""
PAI_GROUPS = tuple(map(date.fromisoformat, ("2016-03-03", "2017-03-02", "2017-10-05", "2018-04-05")))
"""First meetings of four groups of twelve."""
FLAT_TURNS = tuple(date(2015, 10, 5) + timedelta(days=77 * turn) for turn in range(12))
"""First days of twelve turns of five people."""
ACTIVE, NOT_ASKED = 72, 41
MISSED_GOALS = {"alone": 72, "late": 11, "bobas": 5, "teraz-my": 3, "pai": 6}
JOBS, BUSINESSES, QUALIFIED, SEEKING = 96, 10, 75, 26


@dataclass
class Client:
    """Somebody who takes part: from when, until when, and with what result."""

    person: Person
    paths: tuple[str, ...]
    start: date
    end: date | None
    group: int | None = None
    """Number of the group (workshops, PAI, training flat) that the person belongs to."""
    goals: bool | None = None
    """Whether the goals were reached; nothing while the person takes part."""
    unemployed: bool = False
    registered_since: date | None = None
    homeless: bool = False
    disabled: bool = False
    helpless: bool = False
    first_child: date | None = None
    outcomes: list[tuple[str, date]] = field(default_factory=list)
    no: int = 0

    @property
    def age(self) -> int:
        return self.person.age(self.start)

    @property
    def asked(self) -> bool:
        return self.end is not None and self.end <= LAST_ASKED

    @property
    def works(self) -> bool:
        return any(outcome in {"praca", "działalność"} for outcome, _ in self.outcomes)

    @property
    def left_early(self) -> bool:
        return self.goals is False


def clients(crowd: Crowd) -> list[Client]:
    """Invent the 839 clients, numbered in the order in which they came."""
    everyone = [*_alone(crowd), *_bobas(crowd), *_flat(crowd), *_pai(crowd)]
    for client in everyone:
        _describe(client, crowd)
    everyone.sort(key=lambda client: (client.start, client.person.last_name, client.person.first_name))
    for no, client in enumerate(everyone, start=1):
        client.no = no
    _results(everyone, crowd)
    return everyone


def _alone(crowd: Crowd) -> Iterator[Client]:
    paths = [(path,) for path, count in ALONE.items() for _ in range(count)]
    paths += [("contracts", path) for path, count in TOGETHER.items() for _ in range(count)]
    mixed = crowd.mixed(paths)
    missed = {"late": MISSED_GOALS["late"], "asked": MISSED_GOALS["alone"]}
    for number, path in enumerate(mixed):
        if number < ACTIVE:
            start, end, goals = crowd.workday(date(2018, 3, 1), date(2018, 11, 23)), None, None
        elif number < ACTIVE + NOT_ASKED:
            start, end = crowd.workday(date(2017, 9, 1), date(2018, 7, 31)), crowd.workday(date(2018, 11, 5), date(2018, 11, 30))
            goals = number - ACTIVE >= missed["late"]
        else:
            start = crowd.workday(date(2015, 5, 11), date(2018, 6, 29))
            end = crowd.workday(start + timedelta(days=90), min(start + timedelta(days=420), LAST_ASKED))
            goals = number - ACTIVE - NOT_ASKED >= missed["asked"]
        # somebody of each path came first, in the month in which the project began
        if number == len(mixed) - 1:
            start, end = date(2015, 5, 11), date(2016, 3, 31)
        yield Client(crowd.aged(HOME, _sex(crowd, 0.56), on=start, ages=(18, 66)), path, start, end, goals=goals)


def _bobas(crowd: Crowd) -> Iterator[Client]:
    for group, first in enumerate(BOBAS):
        for place in range(8):
            start = first - timedelta(days=crowd.number(1, 4) * 7)
            minor, boundary = place == 0 or (place == 1 and group in {2, 5}), place == 7 and group in {3, 6}
            ages = (15, 17) if minor else (25, 25) if boundary else (18, 24)
            sex: Sex = "woman" if place < 7 or group % 2 else "man"
            person = crowd.aged(HOME, sex, on=start, ages=ages)
            end = first + timedelta(days=7 * 9 + crowd.number(7, 60))
            goals = not (place == 3 and group < MISSED_GOALS["bobas"])
            client = Client(person, ("bobas",), start, end, group, goals)
            client.first_child = end + timedelta(days=crowd.number(10, 90))
            yield client


def _flat(crowd: Crowd) -> Iterator[Client]:
    for turn, first in enumerate(FLAT_TURNS):
        for bed in range(5):
            goals = not (bed == 2 and turn < MISSED_GOALS["teraz-my"])
            end = first + timedelta(days=27 if goals else 12)
            person = crowd.aged(HOME, _sex(crowd, 0.5), on=first, ages=(19, 58))
            yield Client(person, ("teraz-my",), first, end, turn, goals, disabled=True)


def _pai(crowd: Crowd) -> Iterator[Client]:
    for group, first in enumerate(PAI_GROUPS):
        for place in range(12):
            start = first - timedelta(days=crowd.number(1, 5) * 7)
            goals = place * 4 + group >= MISSED_GOALS["pai"]
            end = first + timedelta(days=7 * 11 + crowd.number(14, 80))
            yield Client(crowd.aged(HOME, _sex(crowd, 0.5), on=start, ages=(20, 60)), ("contracts",), start, end, group, goals)


def _sex(crowd: Crowd, women: float) -> Sex:
    return "woman" if crowd.chance(women) else "man"


def _describe(client: Client, crowd: Crowd) -> None:
    """Give the client a labour status and groups; each belongs to one at least, as the announcement names them."""
    minor = client.age < 18
    share = 0.25 if client.disabled else 0.72
    client.unemployed = not minor and client.age < 60 and crowd.chance(share)
    if client.unemployed and crowd.chance(0.85):
        # well away from the 6 and 12 months at which unemployment becomes long-term
        days = crowd.number(30, 160) if crowd.chance(0.4) else crowd.number(400, 1500)
        client.registered_since = max(client.start - timedelta(days=days), _birthday(client.person, 18) + timedelta(days=1))
    client.disabled = client.disabled or crowd.chance(0.05)
    client.homeless = client.paths[0] == "contracts" and crowd.chance(0.2)
    named = client.unemployed or client.disabled or client.homeless or (minor and client.person.is_woman)
    client.helpless = not named or crowd.chance(0.15)


def _birthday(person: Person, years: int) -> date:
    return date(person.birth.year + years, person.birth.month, min(person.birth.day, 28))


def is_long_term(client: Client) -> bool:
    """Say whether the client had been unemployed for more than 12 months (6 below the age of 25) on the first day (rules.md 0)."""
    if client.registered_since is None:
        return False
    return (client.start - client.registered_since).days > (183 if client.age < 25 else 365)


def _results(everyone: Sequence[Client], crowd: Crowd) -> None:
    """Write down what came of those who have been asked: jobs, qualifications, looking for work, school or nothing."""
    asked = [client for client in everyone if client.asked]
    adults = [client for client in asked if client.age >= 18]
    taken = crowd.mixed(adults)
    workers = [client for client in taken if client.goals or client.paths == ("contracts",)][: JOBS + BUSINESSES]
    for number, client in enumerate(workers):
        assert client.end is not None
        # who left before the goals were reached left for the job
        day = client.end if client.left_early else client.end + timedelta(days=crowd.number(0, 28))
        client.outcomes.append(("działalność" if number < BUSINESSES else "praca", day))
    others = [client for client in taken if not client.works]
    for client in [client for client in others if client.unemployed][:SEEKING]:
        client.outcomes.append(("poszukiwanie", _asked_on(client, crowd)))
    for client in qualified(everyone, crowd):
        assert client.end is not None
        client.outcomes.append(("kwalifikacje", client.end - timedelta(days=crowd.number(3, 20))))
    for client in asked:
        if not client.outcomes:
            learns = client.age < 18
            client.outcomes.append(("nauka" if learns else "nic", _asked_on(client, crowd)))


def qualified(everyone: Sequence[Client], crowd: Crowd) -> list[Client]:
    """Choose who did a vocational course: clients who reached their goals, came one by one, and have been asked."""
    able = [client for client in everyone if client.asked and client.goals and client.group is None]
    return crowd.some_of(able, QUALIFIED)


def _asked_on(client: Client, crowd: Crowd) -> date:
    assert client.end is not None
    return client.end + timedelta(days=crowd.number(1, 28))
