"""What every definition is made of: strict models, names in two languages, references by id."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Language = Literal["pl", "en"]


class Model(BaseModel):
    """A piece of a definition: nothing unknown is let in, nothing is changed afterwards."""

    # Nothing is built before something is read with it, and what keys mean is read from the source only for the schema.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class _Name(Model):
    pl: str
    """Nazwa po polsku."""
    en: str = ""
    """Nazwa po angielsku; bez niej wszędzie stoi polska."""

    def say(self, language: Language) -> str:
        """Give the name in `language`; a name without English stands in Polish."""
        return (self.en or self.pl) if language == "en" else self.pl


def _both(value: Any) -> Any:
    return {"pl": value} if isinstance(value, str) else value


Name = Annotated[_Name, BeforeValidator(_both, json_schema_input_type=str | _Name)]
"""A name as the definition writes it: a text, or a table with `pl` and `en`."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
"""A short identifier: Latin letters without diacritics, digits, `-`, `_` and `.`."""

Amount = Annotated[Decimal, Field(ge=0, decimal_places=2)]
"""An amount in PLN, at most two decimals."""

Percent = Annotated[Decimal, Field(ge=0, le=100)]
"""A share in percent; as many decimals as the project declares."""


@dataclass(frozen=True)
class Refers:
    """Marks a field whose text must be the id of something declared elsewhere in the definition, in `to`."""

    to: str
