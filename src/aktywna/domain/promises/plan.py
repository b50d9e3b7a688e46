"""What a project promised to do: groups, criteria, paths, forms of support, soft results, posts, the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from aktywna.domain.promises.indicator import Target, TargetValue
from aktywna.domain.promises.model import Amount, Id, Model, Name, Refers

Sphere = Literal["social", "vocational", "educational", "health"]
HourUnit = Literal["h60", "h45", "day", "week", "month", "piece"]


class Edition(Model):
    """One round of a project that repeats, usually a year."""

    id: Id
    """Identyfikator edycji, np. `2012`."""
    name: Name
    """Nazwa edycji."""
    start: date
    """Pierwszy dzień edycji."""
    end: date
    """Ostatni dzień edycji."""


class Partner(Model):
    """An organisation that carries the project out together with the beneficiary."""

    id: Id
    """Identyfikator partnera."""
    name: Name
    """Nazwa partnera."""
    role: Literal["leader", "partner"] = "partner"
    """Lider czy partner."""
    does: Name | None = None
    """Co partner robi w projekcie."""
    since: date | None = None
    """Dzień, od którego partner uczestniczy w projekcie."""
    until: date | None = None
    """Dzień, do którego partner uczestniczy w projekcie."""


class Recruited(Target):
    """How many persons are to have begun participation by a day, since the start of the project: a step of the recruitment plan."""

    until: date
    """Dzień, do którego tyle osób ma przystąpić do projektu."""
    edition: Annotated[Id | None, Refers("editions")] = None
    """Edycja, której plan dotyczy; bez niej cały projekt."""
    partner: Annotated[Id | None, Refers("partners")] = None
    """Partner, którego plan dotyczy; bez niego cały projekt."""


class Group(Model):
    """A target group: who is to be supported, and how many of them were planned."""

    id: Id
    """Identyfikator grupy docelowej, używany w rejestrze uczestników."""
    name: Name
    """Nazwa grupy docelowej."""
    planned: TargetValue | None = None
    """Planowana liczba osób."""


class Sum(Model):
    """Planned numbers that must add up: the parts to the total."""

    name: Name
    """Nazwa podziału, np. „według statusu na rynku pracy”."""
    total: Annotated[Id, Refers("indicators")]
    """Wskaźnik, który jest sumą."""
    parts: tuple[Annotated[Id, Refers("indicators")], ...]
    """Wskaźniki, które są jej składnikami."""


class Criterion(Model):
    """A condition of recruitment, judged on the day a person joins."""

    id: Id
    """Identyfikator kryterium."""
    name: Name
    """Treść kryterium."""
    path: Annotated[Id | None, Refers("paths")] = None
    """Ścieżka, do której kryterium się odnosi; bez niej do całego projektu."""
    group: Annotated[Id | None, Refers("groups")] = None
    """Grupa docelowa, do której kryterium się odnosi."""
    min_age: Annotated[int, Field(ge=0, le=120)] | None = None
    """Najmniejszy wiek w latach."""
    max_age: Annotated[int, Field(ge=0, le=120)] | None = None
    """Największy wiek w latach."""
    inclusive: bool = True
    """Czy osoba, która ma dokładnie `max_age` lat, spełnia kryterium."""
    residence: tuple[str, ...] = ()
    """Gminy zamieszkania."""
    not_employed: bool = False
    """Czy osoba ma nie pracować w dniu przystąpienia."""
    labour_status: tuple[Annotated[Id, Refers("choice:labour_status")], ...] = ()
    """Dopuszczalne statusy na rynku pracy."""
    long_term: bool = False
    """Czy osoba ma być długotrwale bezrobotna."""
    assistance_client: bool = False
    """Czy osoba ma korzystać z pomocy społecznej."""
    expects_child: bool = False
    """Czy osoba ma spodziewać się dziecka."""
    assumption: Name | None = None
    """Czego dokument nie rozstrzyga, a projekt przyjął; raport wypisuje to w Założeniach."""


class Path(Model):
    """A way through the project, or a sub-programme: the forms of support a participant goes through together."""

    id: Id
    """Identyfikator ścieżki, używany w rejestrze uczestników."""
    name: Name
    """Nazwa ścieżki."""
    within: Annotated[Id | None, Refers("paths")] = None
    """Ścieżka nadrzędna, gdy ta jest jej częścią."""
    about: Name | None = None
    """Na czym ścieżka polega."""
    contract: bool = False
    """Czy z uczestnikiem zawiera się kontrakt socjalny."""
    planned: TargetValue | None = None
    """Planowana liczba uczestników ścieżki."""


class Form(Model):
    """A form of support: what is given, in which sphere, and how much of it was planned."""

    id: Id
    """Identyfikator formy wsparcia, używany w rejestrach."""
    name: Name
    """Nazwa formy wsparcia."""
    sphere: Sphere | None = None
    """Sfera aktywnej integracji: społeczna, zawodowa, edukacyjna, zdrowotna; bez niej sprawozdanie nie podaje sfery."""
    kind: Literal["class", "individual", "course", "stay", "public_work", "internship", "other"] = "other"
    """Rodzaj: zajęcia grupowe, wsparcie indywidualne, kurs, pobyt, prace społecznie użyteczne, staż, inny."""
    paths: tuple[Annotated[Id, Refers("paths")], ...] = ()
    """Ścieżki, do których forma należy; pusto: do wszystkich."""
    planned: Annotated[Decimal, Field(gt=0)] | None = None
    """Planowany wymiar na osobę w jednostce `unit`."""
    unit: HourUnit = "h60"
    """Jednostka wymiaru: `h60` godzina zegarowa, `h45` lekcyjna, `day`, `week`, `month`, `piece`."""
    places: Annotated[int, Field(gt=0)] | None = None
    """Planowana liczba miejsc (osób) w całym projekcie."""
    capacity: Annotated[int, Field(gt=0)] | None = None
    """Ile osób naraz może korzystać z formy (np. mieszkać w mieszkaniu treningowym)."""
    task: Annotated[Id | None, Refers("budget.tasks")] = None
    """Zadanie budżetu, z którego forma jest opłacana."""


class Area(Model):
    """An area of soft results that is assessed before and after."""

    id: Id
    """Identyfikator obszaru, używany w rejestrze ocen."""
    name: Name
    """Nazwa obszaru."""
    result: Name | None = None
    """Rezultat miękki, którego obszar jest wskaźnikiem."""


class SoftResults(Model):
    """How soft results are measured: scale, phases, tools and areas."""

    scale_min: Decimal = Decimal(1)
    """Najniższa ocena."""
    scale_max: Decimal = Decimal(5)
    """Najwyższa ocena."""
    phases: tuple[Annotated[Id, Refers("choice:phase")], ...] = ("pre", "post")
    """Kolejne pomiary: `pre`, `mid`, `post`."""
    tools: tuple[Name, ...] = ()
    """Narzędzia pomiaru: opinia pracownika socjalnego, wywiad, ankieta."""
    areas: tuple[Area, ...] = ()
    """Oceniane obszary."""


class Post(Model):
    """A post paid from the project."""

    id: Id
    """Identyfikator stanowiska, używany w rejestrze personelu."""
    name: Name
    """Nazwa stanowiska."""
    count: Annotated[int, Field(gt=0)] = 1
    """Ile osób zatrudnia się na tym stanowisku."""
    amount: Amount | None = None
    """Kwota przewidziana na stanowisko."""
    task: Annotated[Id | None, Refers("budget.tasks")] = None
    """Zadanie budżetu, z którego stanowisko jest opłacane, jeżeli innych wydatków w nim nie ma."""
    category: Annotated[Id | None, Refers("budget.categories")] = None
    """Kategoria kosztów, z której stanowisko jest opłacane; razem z `task` tylko w tym zadaniu."""


class Deadline(Model):
    """An entry of the reporting calendar."""

    name: str
    """Nazwa okresu, której można użyć w `--period`."""
    kind: Literal["month", "period", "year", "final", "claim"]
    """Rodzaj sprawozdania."""
    start: date
    """Pierwszy dzień okresu sprawozdawczego."""
    end: date
    """Ostatni dzień okresu sprawozdawczego."""
    due: date | None = None
    """Dzień, do którego sprawozdanie trzeba złożyć."""
    by: Name | None = None
    """Kto je sporządza."""


class Diagnosis(Model):
    """The survey from which the project grew."""

    respondents: Annotated[int, Field(gt=0)]
    """Ile osób badano."""
    when: Name
    """Kiedy badano, np. `początek 2008 r.`"""
    about: Name
    """Kogo badano i co z tego wynikło."""
