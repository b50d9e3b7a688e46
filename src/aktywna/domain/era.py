"""A programme period and its numbers and words: each with a source, a validity and the day somebody saw it written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field

from aktywna.domain.model import Id, Model, Name


class Value(Model):
    """One number or word that differs between eras."""

    name: Name
    value: Decimal | bool | str | tuple[str, ...]
    unit: str = ""
    """`day`, `hour`, `percent`, `year` or empty."""
    source: str
    """Section and key of the reference the value was read in."""
    seen: bool | date
    """The day it was seen written; while false, every report that uses it says so."""


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
            key: self.values[key].model_copy(update={"value": value, "source": "project.toml", "seen": True})
            for key, value in parameters.items()
        }
        return self.model_copy(update={"values": self.values | own})
