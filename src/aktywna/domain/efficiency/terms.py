"""
Efektywność społeczna i zatrudnieniowa of 2014-2020 as a project promised it, and what stands where it did not say.

Which rules hold is decided by the day the call was announced (rules.md 13, 1.5), never by the project's start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from aktywna.domain.presence.working_days import Holiday
from aktywna.domain.promises.condition import Condition
from aktywna.domain.promises.era import Validity, Value
from aktywna.domain.promises.indicator import Soft
from aktywna.domain.promises.model import Amount, Id, Model, Name, Percent, Refers
from aktywna.domain.promises.plan import Sphere

Kind = Literal["combined", "split"]
Overlap = Literal["disjoint", "overlapping"]
Measure = Literal["combined", "social", "employment"]
MEASURES: Mapping[Kind, tuple[Measure, ...]] = {"combined": ("combined", "employment"), "split": ("social", "employment")}
"""What each kind of rules measures, in the order of a report."""
STANDING = ("ended", "before_leaving", "continuous", "age_on_leaving")
"""What every measuring rests on, whatever the project says."""
Months = Annotated[int, Field(ge=0, le=60)]


class Threshold(Model):
    """How many must reach it: in percent of those who ended, or in persons."""

    percent: Percent | None = None
    """Próg w procentach osób, które zakończyły udział."""
    people: Annotated[int, Field(ge=0)] | None = None
    """Próg w osobach, gdy umowa podaje liczbę osób zamiast procentu."""
    of: Annotated[int, Field(gt=0)] | None = None
    """Planowany mianownik progu w osobach: z ilu osób."""

    @model_validator(mode="after")
    def _one_threshold(self) -> Self:
        if (self.percent is None) is (self.people is None) or (self.people is None) is not (self.of is None):
            raise ValueError("one_threshold")
        return self


def _number_is_percent(value: object) -> object:
    return {"percent": value} if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


ThresholdValue = Annotated[Threshold, BeforeValidator(_number_is_percent, json_schema_input_type=Threshold | Decimal)]


class EfficiencyGroup(Model):
    """A group whose efficiency is measured on its own, and its thresholds."""

    id: Id
    """Identyfikator grupy; `A` i `B` to grupy wytycznych, których progi program zna z lat 2015-2017."""
    name: Name | None = None
    """Nazwa grupy."""
    among: tuple[Condition, ...] | None = None
    """Kto należy do grupy; bez tego wszyscy (grupa `B`: według stopnia i rodzaju niepełnosprawności)."""
    combined: ThresholdValue | None = None
    """Próg efektywności społeczno-zatrudnieniowej (zasady łączne): procent albo liczba osób."""
    social: ThresholdValue | None = None
    """Próg efektywności społecznej: procent albo liczba osób."""
    employment: ThresholdValue | None = None
    """Próg efektywności zatrudnieniowej: procent albo liczba osób."""


class Efficiency(Model):
    """What the grant agreement says of social and employment efficiency; what it leaves out is taken from the rules of the call."""

    kind: Kind | None = None
    """`combined`: jeden wskaźnik społeczno-zatrudnieniowy, w tym zatrudnieniowy; `split`: dwa osobne wskaźniki."""
    groups_are: Overlap | None = None
    """`disjoint`: osoba liczy się w jednej grupie, w ostatniej z tych, do których należy; `overlapping`: w każdej, do której należy."""
    groups: tuple[EfficiencyGroup, ...] = ()
    """Grupy i ich progi; grupy `A` i `B` uzupełniają zasady z dnia ogłoszenia naboru."""
    forms: tuple[Annotated[Id, Refers("choice:job_form")], ...] = ()
    """Formy zatrudnienia, które się liczą."""
    window_months: Months | None = None
    """Przez ile miesięcy po zakończeniu udziału praca lub efekt społeczny jeszcze się liczy."""
    labour_months: Months | None = None
    """Ile miesięcy nieprzerwanie co najmniej trwa umowa o pracę."""
    labour_share: Annotated[Decimal, Field(gt=0, le=1)] | None = None
    """Jaki wymiar etatu co najmniej ma umowa o pracę; pół etatu to 0.5."""
    civil_months: Months | None = None
    """Na ile miesięcy co najmniej zawarto umowę cywilnoprawną inną niż umowa o dzieło."""
    civil_wages: Annotated[Decimal, Field(ge=0)] | None = None
    """Ilu minimalnym wynagrodzeniom co najmniej odpowiada wartość umowy cywilnoprawnej."""
    minimum_wage: dict[Id, Amount] = Field(default_factory=dict)
    """Minimalne wynagrodzenie za pracę w kolejnych latach; bez niego wartości umowy cywilnoprawnej nie da się ocenić."""
    business_months: Months | None = None
    """Ile miesięcy co najmniej prowadzi się działalność gospodarczą."""
    spheres: tuple[Sphere, ...] = ()
    """Sfery wsparcia, po którym mierzy się efektywność zatrudnieniową."""
    social_outcomes: tuple[Annotated[Id, Refers("choice:outcome")], ...] = ()
    """Rezultaty, z których każdy jest efektem społecznym."""
    social_soft: Soft | None = None
    """Poprawa ocen, która też jest efektem społecznym."""
    juveniles: tuple[Annotated[Id, Refers("groups")], ...] = ()
    """Grupy docelowe nieletnich objętych środkami z ustawy z 1982 r.: poza efektywnością zatrudnieniową."""


class KnownGroup(Model):
    """A group of the guidelines, with its thresholds by the day of the call."""

    id: Id
    name: Name
    among: tuple[Condition, ...] = ()
    thresholds: dict[Measure, Value] = Field(default_factory=dict)


class Guidance(Model):
    """What the references know of the rules of efficiency of a programme period."""

    values: dict[Id, Value]
    group: tuple[KnownGroup, ...]
    holiday: tuple[Holiday, ...] = ()

    def thresholds_on(self, day: date) -> bool:
        """Whether thresholds are known for a call announced on `day`."""
        return any(value.on(day) is not None for group in self.group for value in group.thresholds.values())


@dataclass(frozen=True)
class Assumed:
    """A rule that neither the project nor a source confirmed, though the figures rest on it."""

    key: str
    name: Name
    value: Any
    unit: str
    source: str


@dataclass(frozen=True)
class Measured:
    """A group as it is measured."""

    id: str
    name: Name
    among: tuple[Condition, ...]
    thresholds: Mapping[Measure, Threshold]


@dataclass(frozen=True)
class Settled:
    """Every rule of efficiency that a project is measured by."""

    kind: Kind
    disjoint: bool
    groups: tuple[Measured, ...]
    forms: frozenset[str]
    doubtful: frozenset[str]
    """Forms of employment of which it is not known whether they count."""
    window_months: int
    labour_months: int
    labour_share: Decimal
    civil_months: int
    civil_wages: Decimal
    minimum_wage: Mapping[int, Decimal]
    business_months: int
    spheres: frozenset[str]
    social_outcomes: tuple[str, ...]
    social_soft: Soft | None
    juveniles: tuple[str, ...]
    adult_age: int
    holidays: tuple[Holiday, ...]
    """Days off work, which are no break between two contracts."""
    assumed: tuple[Assumed, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        return MEASURES[self.kind]


def settled(own: Efficiency, known: Guidance, announced: date | None) -> Settled:
    """Give the rules for a call announced on that day: the project's own words first, then those known of that day."""
    assumed: dict[str, Assumed] = {}

    def said(key: str) -> Any:
        mine = getattr(own, key, None)
        if mine is not None and mine != ():
            return mine
        holds = _on(known.values[key], announced)
        if holds is None:
            return None
        if holds.seen is False:
            value = known.values[key]
            assumed[key] = Assumed(f"efficiency.{key}", value.name, holds.value, value.unit, holds.source)
        return holds.value

    groups = _groups(own, known, announced)
    kind: Kind = said("kind") or ("combined" if any("combined" in group.thresholds for group in groups) else "split")
    if own.kind is None or _takes_thresholds(groups, own):
        said("version_days")
    for key in (*STANDING, *(("combined_denominator",) if kind == "combined" else ())):
        said(key)
    return Settled(
        kind,
        disjoint=said("groups_are") == "disjoint",
        groups=groups,
        forms=frozenset(said("forms")),
        doubtful=frozenset(() if own.forms else said("forms_doubtful") or ()),
        window_months=int(said("window_months")),
        labour_months=int(said("labour_months")),
        labour_share=said("labour_share"),
        civil_months=int(said("civil_months")),
        civil_wages=said("civil_wages"),
        minimum_wage={int(year): wage for year, wage in own.minimum_wage.items() if year.isdecimal()},
        business_months=int(said("business_months")),
        spheres=frozenset(said("spheres")),
        social_outcomes=tuple(said("social_outcomes")),
        social_soft=own.social_soft,
        juveniles=own.juveniles,
        adult_age=int(said("adult_age")),
        holidays=known.holiday,
        assumed=tuple(assumed.values()),
    )


def _on(value: Value, day: date | None) -> Validity | None:
    """Give what a value was on the day of the call; of a call without a day, what still holds of it, if anything does."""
    if day is not None:
        return value.on(day)
    last = value.validities[-1]
    return last if last.until is None else None


def _groups(own: Efficiency, known: Guidance, announced: date | None) -> tuple[Measured, ...]:
    """Give the project's groups, those of the guidelines completed by them; without any, the guidelines' own."""
    presets = {group.id: group for group in known.group}
    found = []
    for stated in own.groups or tuple(EfficiencyGroup(id=one) for one in presets):
        preset = presets.get(stated.id, KnownGroup(id=stated.id, name=_name(stated.id)))
        held = {measure: _on(value, announced) for measure, value in preset.thresholds.items()}
        thresholds = {measure: Threshold.model_validate({"percent": one.value}) for measure, one in held.items() if one is not None}
        among = preset.among if stated.among is None else stated.among
        found.append(Measured(stated.id, stated.name or preset.name, among, thresholds | _stated(stated)))
    return tuple(found)


def _stated(group: EfficiencyGroup) -> dict[Measure, Threshold]:
    own: dict[Measure, Threshold | None] = {"combined": group.combined, "social": group.social, "employment": group.employment}
    return {measure: one for measure, one in own.items() if one is not None}


def _takes_thresholds(groups: tuple[Measured, ...], own: Efficiency) -> bool:
    """Whether any threshold is one that the program knows rather than one that the project states."""
    stated = {group.id: _stated(group) for group in own.groups}
    return any(measure not in stated.get(group.id, {}) for group in groups for measure in group.thresholds)


def _name(text: str) -> Any:
    return EfficiencyGroup.model_validate({"id": "x", "name": text}).name
