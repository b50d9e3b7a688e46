"""A programme period and its numbers and words: each with a source, a validity and the day somebody saw it written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from aktywna.domain.promises.model import Id, Model, Name

Content = Decimal | bool | str | tuple[str, ...]


class Validity(Model):
    """What a value is from one day to another, both included; without a first or a last day it has none."""

    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    value: Content | None = None
    """Nothing where the period has no such number, and only a project can give one."""
    source: str
    """Section and key of the reference it was read in."""
    seen: bool | date
    """The day it was seen written; while false, every report that uses it says so."""

    def holds(self, day: date) -> bool:
        """Whether it is valid on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Value(Model):
    """
    One number or word that differs between eras: the same throughout, or with dates (`dated`).

    Outside its dates a value is not known; it is never nothing.
    """

    name: Name
    value: Content | None = None
    """Nothing where the period has no such number, and only a project can give one; or where it has dates."""
    dated: tuple[Validity, ...] = ()
    """What it is from when until when, in order of time and without overlaps."""
    unit: str = ""
    """`day`, `hour`, `percent`, `year` or empty."""
    source: str = ""
    seen: bool | date = True

    @model_validator(mode="after")
    def _sourced_once(self) -> Self:
        if self.dated and (self.value is not None or self.source):
            raise ValueError("dated_and_not")
        if not self.dated and "seen" not in self.model_fields_set:
            raise ValueError("value_without_source")
        return self

    @property
    def validities(self) -> tuple[Validity, ...]:
        """All that it ever is, in order of time: one without dates is the same throughout."""
        return self.dated or (Validity(value=self.value, source=self.source, seen=self.seen),)

    def on(self, day: date) -> Validity | None:
        """Give what it is on `day`; nothing outside its dates."""
        return next((one for one in self.validities if one.holds(day)), None)


class AgeBand(Model):
    """Ages in whole years at the start of participation, both ends included."""

    id: Id
    name: Name
    at_least: int = 0
    at_most: int = 200


class Era(Model):
    """A programme period."""

    id: Id
    name: Name
    catalogue: Id | None = None
    """The catalogue of its indicators."""
    values: dict[Id, Value] = Field(default_factory=dict)
    ages: tuple[AgeBand, ...] = ()

    def changed(self, parameters: dict[str, Decimal | bool | str]) -> Era:
        """Give the era with a project's own values in place of the era's."""
        if not parameters:
            return self
        own = {
            key: self.values[key].model_copy(update={"value": value, "dated": (), "source": "project.toml", "seen": True})
            for key, value in parameters.items()
        }
        return self.model_copy(update={"values": self.values | own})
