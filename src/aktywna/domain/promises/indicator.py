"""What is counted: whom, when, under which conditions. Catalogues and projects use the same model."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.model import Id, Model, Name, Refers

IndicatorKind = Literal["output", "result", "ratio", "soft"]
Unit = Literal["person", "participation", "event", "entity", "PLN", "hour", "percent"]
EVENT = "event"
"""In `dated`: the day of the event that the indicator's conditions ask for."""


class Target(Model):
    """A promised number, whole or by sex, of the whole project or of one part of it."""

    total: Annotated[Decimal, Field(ge=0)]
    """Ile obiecano ogółem."""
    women: Annotated[Decimal, Field(ge=0)] | None = None
    """Ile z tego kobiet."""
    men: Annotated[Decimal, Field(ge=0)] | None = None
    """Ilu z tego mężczyzn."""


class PartTarget(Target):
    """A promised number of one edition, partner or path (or of a crossing of them)."""

    edition: Annotated[Id | None, Refers("editions")] = None
    """Edycja, której dotyczy wartość docelowa."""
    partner: Annotated[Id | None, Refers("partners")] = None
    """Partner, którego dotyczy wartość docelowa."""
    path: Annotated[Id | None, Refers("paths")] = None
    """Ścieżka, której dotyczy wartość docelowa."""
    period: str | None = None
    """Okres, którego dotyczy wartość docelowa: `2018`, `2018-H1`, `2018-Q4`, `2018-11` albo nazwa z kalendarza sprawozdawczego."""
    cumulative: bool = False
    """Czy wartość okresu liczy się narastająco od początku projektu do końca okresu; inaczej tylko w samym okresie."""


def _number_is_total(value: object) -> object:
    return {"total": value} if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


TargetValue = Annotated[Target, BeforeValidator(_number_is_total, json_schema_input_type=Target | Decimal)]


class Dated(Model):
    """The day that puts a row into a reporting period: the earliest or the latest of several columns."""

    latest: tuple[Id, ...] = ()
    """Najpóźniejszy z dni: gdy zdarzyło się wszystko."""
    earliest: tuple[Id, ...] = ()
    """Najwcześniejszy z dni: gdy zdarzyło się cokolwiek."""


def _column_is_latest(value: object) -> object:
    return {"latest": (value,)} if isinstance(value, str) else value


DatedValue = Annotated[Dated, BeforeValidator(_column_is_latest, json_schema_input_type=Dated | str)]


class Ratio(Model):
    """A share: the people of one indicator among the people of another."""

    of: Annotated[Id, Refers("indicators")]
    """Wskaźnik w liczniku."""
    to: Annotated[Id, Refers("indicators")]
    """Wskaźnik w mianowniku."""


class Soft(Model):
    """A change measured by pairs of assessments, before and after."""

    areas: tuple[Annotated[Id, Refers("soft.areas")], ...]
    """Obszary, których oceny się porównuje."""
    improved_by: Annotated[Decimal, Field(gt=0)] = Decimal(1)
    """O ile punktów co najmniej ma wzrosnąć ocena obszaru."""
    at_least: Annotated[int, Field(ge=1)] = 1
    """W ilu obszarach co najmniej."""


class Indicator(Model):
    """
    One number of the report, defined as a dated set of people (or of rows of another register).

    A project's indicator either takes one of the era's catalogue (`use`) and adds a target, or defines its own.
    """

    id: Id
    """Kod wskaźnika, niepowtarzalny w projekcie."""
    name: Name | None = None
    """Nazwa wskaźnika; zbędna przy `use`."""
    use: Id | None = None
    """Kod wskaźnika z katalogu okresu programowania, który projekt przejmuje."""
    kind: IndicatorKind = "output"
    """Produkt, rezultat, stosunek albo rezultat miękki."""
    counts: Id = "participants"
    """Rejestr, którego jednostki się liczy: `participants` liczy osoby, `environment` osoby z otoczenia itd."""
    unit: Unit | None = None
    """Jednostka miary; domyślnie wynika z rejestru."""
    sum_: Id | None = Field(default=None, alias="sum")
    """Kolumna, którą się sumuje, zamiast liczyć osoby."""
    distinct: Id | None = None
    """Kolumna, której różne wartości się liczy, gdy jednostką nie jest klucz rejestru."""
    dated: DatedValue | None = None
    """Dzień, który wskazuje okres sprawozdawczy; domyślnie dzień zdarzenia albo dzień z układu rejestru."""
    among: tuple[Condition, ...] = ()
    """Kto może się liczyć (populacja)."""
    when: tuple[Condition, ...] = ()
    """Kiedy się liczy."""
    ratio: Ratio | None = None
    """Stosunek dwóch wskaźników."""
    soft: Soft | None = None
    """Zmiana między oceną początkową a końcową."""
    target: TargetValue | None = None
    """Wartość docelowa całego projektu."""
    base: Annotated[Decimal, Field(ge=0)] | None = None
    """Wartość bazowa wskaźnika rezultatu, którą podaje wniosek o płatność; bez niej zapisuje się 0."""
    targets: tuple[PartTarget, ...] = ()
    """Wartości docelowe części projektu: edycji, partnerów, ścieżek."""
    main: bool = False
    """Czy wskaźnik stoi w krótkiej tabeli najważniejszych liczb."""
    source: str = ""
    """Skąd pochodzi definicja (w katalogu: klucz źródła, w projekcie: dokument)."""
    seen: bool | date = True
    """Dzień, w którym ktoś widział definicję na piśmie; `false` to założenie, które raport wypisuje."""

    @model_validator(mode="after")
    def _one_way_to_count(self) -> Self:
        if self.use is None and self.name is None:
            raise ValueError("indicator_without_name")
        if sum(way is not None for way in (self.ratio, self.soft, self.sum_)) > 1:
            raise ValueError("two_ways_to_count")
        return self


class Listed(Indicator):
    """An indicator of a programme period's catalogue: a programme knows it by name, whether or not anybody knows how it is counted."""

    unknown: bool = False
    """Nobody has seen how it is counted: it refuses to count until a project says so (`use` with its own `when`)."""
    reason: Name | None = None
    """Why it is not known."""
    by: tuple[Id, ...] = ("gender",)
    """The breakdowns that the programme always asks for."""

    @model_validator(mode="after")
    def _known_or_not(self) -> Self:
        if self.unknown is not (self.reason is not None) or (self.unknown and (self.among or self.when)):
            raise ValueError("unknown_without_reason")
        return self
