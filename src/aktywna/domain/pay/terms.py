"""What a project pays its participants, as `[pay]` of project.toml writes it: lists, rates with their dates, contributions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from aktywna.domain.promises.model import Amount, Id, Model, Name, Percent, Refers

Kind = Literal["training", "internship", "allowance", "travel", "meals", "public-work"]
KINDS: tuple[Kind, ...] = ("training", "internship", "allowance", "travel", "meals", "public-work")
INCOMES: tuple[Kind, ...] = ("training", "internship", "allowance", "public-work")
"""Kinds of which nobody may get two for the same classes."""
INSURED: tuple[Kind, ...] = ("training", "internship")
"""Kinds that the entity which directs people pays contributions on (rules.md 6.4)."""
Per = Literal["month", "day", "hour"]
PRICED: dict[Kind, tuple[Per, ...]] = {
    "training": ("month", "hour"),
    "internship": ("month", "hour"),
    "allowance": ("month",),
    "travel": (),
    "meals": ("day",),
    "public-work": ("hour",),
}
"""What the rates of each kind of list may be for; those of travel are its fares."""
Direction = Literal["up", "down", "half_up"]
Precise = Annotated[Decimal, Field(ge=0, decimal_places=4)]
"""An amount in PLN with at most four decimals."""
Part = Annotated[int, Field(gt=0)]


class Dated(Model):
    """Something that holds for whole months."""

    from_: date | None = Field(default=None, alias="from")
    """Pierwszy dzień miesiąca, od którego obowiązuje; bez niego od zawsze."""
    until: date | None = None
    """Ostatni dzień miesiąca, do którego obowiązuje; bez niego bezterminowo."""

    @model_validator(mode="after")
    def _of_whole_months(self) -> Self:
        last = self.until
        if (self.from_ is not None and self.from_.day != 1) or (last is not None and last.day != monthrange(last.year, last.month)[1]):
            raise ValueError("whole_months")
        return self

    def holds(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class OwnBenefit(Dated):
    """The unemployment benefit of some months, where the project knows it better than the program."""

    amount: Amount
    """Zasiłek dla bezrobotnych w złotych miesięcznie."""


class Rate(Dated):
    """What the project agreed to pay for a month, a day or an hour (rules.md 20, 8.7)."""

    amount: Precise
    """Kwota w złotych."""
    per: Per
    """Za co: `month` (miesiąc), `day` (dzień) albo `hour` (godzina)."""


class Contribution(Dated):
    """A contribution that the project pays on top of stipends."""

    name: Name
    """Nazwa składki albo kilku składek razem."""
    percent: Percent
    """Stopa w procentach podstawy."""


class Rounding(Model):
    """To what an amount is rounded, and which way."""

    step: Annotated[Decimal, Field(gt=0)]
    """Do jakiej kwoty się zaokrągla, np. 0.01 albo 0.10."""
    direction: Direction
    """W którą stronę: `up` (w górę), `down` (w dół), `half_up` (do najbliższej, połówki w górę)."""


class Fare(Model):
    """What getting there and back costs some participants: a day, or a monthly ticket."""

    participants: tuple[str, ...] = ()
    """Numery uczestników, których opłata dotyczy; bez nich decyduje gmina."""
    communes: tuple[str, ...] = ()
    """Gminy zamieszkania, których opłata dotyczy; bez nich wszystkich pozostałych."""
    day: Amount | None = None
    """Koszt dojazdu tam i z powrotem w jednym dniu."""
    month: Amount | None = None
    """Cena biletu miesięcznego; należy się część za dni obecności."""

    @model_validator(mode="after")
    def _one_price(self) -> Self:
        if (self.day is None) is (self.month is None):
            raise ValueError("one_price")
        return self


class Deduction(Model):
    """What a day takes away: a part of a month's allowance, or an amount as the centre prints it."""

    part: Part | None = None
    """Mianownik: 20 odejmuje jedną dwudziestą miesięcznego świadczenia."""
    amount: Precise | None = None
    """Kwota za dzień, gdy dokument ją podaje."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.part is None) is (self.amount is None):
            raise ValueError("one_deduction")
        return self


class Deductions(Model):
    """What days of each kind take away from the allowance."""

    unexcused: Deduction | None = None
    """Nieobecność nieusprawiedliwiona."""
    unexcused_trial: Deduction | None = None
    """Nieobecność nieusprawiedliwiona w okresie próbnym."""
    sick: Deduction | None = None
    """Choroba w granicach limitu."""
    sick_over: Deduction | None = None
    """Choroba ponad limit."""
    sick_trial: Deduction | None = None
    """Choroba w okresie próbnym."""
    care: Deduction | None = None
    """Opieka nad członkiem rodziny."""
    summons: Deduction | None = None
    """Wezwanie do sądu albo urzędu."""


class DayMarks(Model):
    """What the marks of the diary say of excused absences, as they are written there."""

    sick: tuple[str, ...] = ()
    """Choroba (zwolnienie lekarskie)."""
    care: tuple[str, ...] = ()
    """Opieka nad członkiem rodziny."""
    summons: tuple[str, ...] = ()
    """Wezwanie do sądu albo urzędu."""
    free: tuple[str, ...] = ()
    """Dzień wolny."""

    @property
    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """Give the marks by what they say."""
        return {"sick": self.sick, "care": self.care, "summons": self.summons, "free": self.free}


class PayList(Model):
    """One list to pay: what for, to whom, and by which rules; what it leaves out is taken from the table of rates."""

    id: Id
    """Identyfikator listy."""
    kind: Kind
    """Rodzaj: stypendium szkoleniowe albo stażowe, świadczenie integracyjne, dojazd, posiłki, prace społecznie użyteczne."""
    name: Name | None = None
    """Nazwa listy; bez niej nazwa rodzaju."""
    forms: Annotated[tuple[Annotated[Id, Refers("forms")], ...], Field(min_length=1)]
    """Formy wsparcia, za które się płaci."""
    paths: tuple[Annotated[Id, Refers("paths")], ...] = ()
    """Ścieżki, których uczestnikom się płaci; pusto: wszystkim."""
    rates: tuple[Rate, ...] = ()
    """Stawki uzgodnione w projekcie; bez nich procent zasiłku."""
    share: Annotated[Decimal, Field(ge=0, le=1000)] | None = None
    """Pełna kwota w procentach zasiłku."""
    floor: Percent | None = None
    """Najniższe stypendium szkoleniowe w procentach zasiłku; 0, gdy go nie ma."""
    with_job: Percent | None = None
    """Stypendium szkoleniowe osoby, która podjęła pracę w trakcie szkolenia, w procentach zasiłku."""
    full_hours: Annotated[Decimal, Field(gt=0)] | None = None
    """Liczba godzin w miesiącu, za które należy się pełna kwota."""
    agreed_hours: Annotated[Decimal, Field(gt=0)] | None = None
    """Wymiar stażu w miesiącu według umowy, gdy jest mniejszy niż pełny."""
    unit: Literal["h60", "h45"] | None = None
    """Jednostka tych godzin: `h60` zegarowa, `h45` lekcyjna; bez niej jednostka formy wsparcia."""
    round: Rounding | None = None
    """Zaokrąglenie pełnej kwoty wyliczonej z zasiłku."""
    hour_round: Rounding | None = None
    """Zaokrąglenie stawki za godzinę; gdy je podano, kwota jest iloczynem godzin i tej stawki."""
    absence: Literal["hours", "days"] | None = None
    """Co odbiera nieobecność: `hours` godziny, `days` jedną trzydziestą za każdy dzień."""
    marks: DayMarks = DayMarks()
    """Znaki dziennika, które mówią, dlaczego kogoś nie było."""
    paid: tuple[Literal["sick", "care", "summons", "free"], ...] | None = None
    """Usprawiedliwione nieobecności, za które się płaci jak za obecność."""
    trial_share: Percent | None = None
    """Świadczenie w okresie próbnym w procentach zasiłku."""
    trial_months: Annotated[int, Field(ge=0, le=12)] | None = None
    """Długość okresu próbnego w miesiącach."""
    trial_round: Rounding | None = None
    """Zaokrąglenie świadczenia w okresie próbnym."""
    unexcused_most: Annotated[int, Field(ge=0, le=31)] | None = None
    """Ile dni nieusprawiedliwionych w miesiącu nie odbiera jeszcze całego świadczenia."""
    sick_limit: Annotated[int, Field(ge=0, le=366)] | None = None
    """Limit dni choroby, liczony narastająco od początku uczestnictwa."""
    free_days: Annotated[int, Field(ge=0, le=366)] | None = None
    """Ile dni wolnych od początku uczestnictwa nie zmniejsza świadczenia."""
    months: Annotated[int, Field(gt=0, le=60)] | None = None
    """Ile miesięcy najdłużej trwa uczestnictwo, za które się płaci."""
    deduct: Deductions = Deductions()
    """Potrącenia za dni nieobecności."""
    fares: tuple[Fare, ...] = ()
    """Koszty dojazdu; obowiązuje pierwszy, który pasuje do osoby."""
    cap_day: Amount | None = None
    """Najwyższy zwrot za dojazd w jednym dniu."""
    cap_month: Amount | None = None
    """Najwyższy zwrot za dojazd w miesiącu."""
    insured: bool | None = None
    """Czy projekt opłaca składki; bez tego tylko od stypendiów."""

    @property
    def pays_contributions(self) -> bool:
        """Whether the project pays contributions on it."""
        return self.kind in INSURED if self.insured is None else self.insured


class Pay(Model):
    """What the project pays its participants."""

    lists: tuple[PayList, ...] = ()
    """Listy wypłat."""
    benefit: tuple[OwnBenefit, ...] = ()
    """Zasiłek dla bezrobotnych w miesiącach, których program nie zna."""
    contributions: tuple[Contribution, ...] = ()
    """Składki, które projekt opłaca od stypendiów."""
    uninsured: tuple[str, ...] = ()
    """Numery uczestników, którzy mają inny tytuł do ubezpieczeń, więc projekt składek nie opłaca."""
