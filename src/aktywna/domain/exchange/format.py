"""An official form: who issued it, how its file is written, and its fields in order, each with the place where somebody saw it."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from aktywna.domain.promises.model import Id, Model, Name
from aktywna.domain.registers.layout import Need, normal

Mark = Literal["V", "X", "I", "V1", "C", "M", "P"]
"""
How sure a fact is (registers.md): read in a public document, measured, worked out; one project's practice, code of a third
party, from memory, a proposal.
"""
VERIFIED: tuple[Mark, ...] = ("V", "X", "I")
"""Marks of facts that somebody has seen or that follow from such; any other is an assumption."""

PARTICIPANTS, SUPPORT = "participants", "support"
DateForm = Literal["rrrr-mm-dd", "dd.mm.rrrr", "dd-mm-rrrr", "dd/mm/rrrr", "m/d/rrrr"]
"""How days are written."""
Encoding = Literal["utf-8-sig", "utf-8", "cp1250", "iso-8859-2", "cp852", "utf-16"]
"""Encodings that a text file can be written in; `utf-8-sig` begins with a byte order mark."""


class Fact(Model):
    """Something that is known of a file: the value, how sure it is, and who says so."""

    is_: Annotated[str, Field(alias="is")]
    mark: Mark
    source: str

    @property
    def is_verified(self) -> bool:
        return self.mark in VERIFIED


class Carrier(Model):
    """How the form's file is written."""

    ending: Fact
    """`.csv`, or the ending of a workbook."""
    file: Fact
    """The name of the file; `{day}` is the day on which it is made."""
    encoding: Fact
    delimiter: Fact
    line_end: Fact
    """`CRLF` or `LF`."""
    quotes: Fact
    """`needed`: only cells that hold a delimiter, a quotation mark or a line break."""
    dates: Fact
    sheet: Fact
    """The name of the sheet where the file is a workbook."""
    several: Fact
    """What stands between the items of a cell that holds several."""

    @property
    def facts(self) -> dict[str, Fact]:
        return {name: getattr(self, name) for name in type(self).model_fields}


class Instead(Model):
    """Another column that says less or more of the same, taken where the field's own says nothing."""

    column: Id
    values: dict[str, str]
    mark: Mark
    source: str


class FormField(Model):
    """One column of the form."""

    id: Id
    header: str
    short: tuple[str, ...] = ()
    """Other headers met over this column."""
    column: str = ""
    """The column that it holds (`participants.pesel`, `support.start_date`); nothing where the register knows no such thing."""
    first_of: tuple[Id, ...] = ()
    """Columns of participants of which it holds the first that is known."""
    any_of: tuple[Id, ...] = ()
    """Columns of participants that it holds as one answer: yes when any says so, refused when any is and none says yes."""
    project: Literal["", "number", "title", "beneficiary", "start", "end"] = ""
    """What of the project's definition it holds where the register says nothing."""
    worked_out: Literal["", "sex", "age"] = ""
    """What is worked out where the register says nothing."""
    otherwise: str = ""
    """What is written where nothing else is known."""
    values: dict[str, str] = Field(default_factory=dict)
    """How each code is written; a code that is not here has no counterpart in the form."""
    assumed: tuple[str, ...] = ()
    """Codes whose way of writing nobody has seen."""
    instead: Instead | None = None
    need: Need = Need()
    """When the system takes no empty cell."""
    form: str = ""
    """A pattern that the whole cell has to fit."""
    form_said: Name | None = None
    """What that pattern asks for, in words."""
    mark: Mark
    source: str

    @property
    def register(self) -> str:
        """The register that it is filled from; nothing for a field that stays empty."""
        if self.first_of or self.any_of:
            return PARTICIPANTS
        return self.column.partition(".")[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is filled from, without their register."""
        own = (self.column.partition(".")[2],) if self.column else ()
        other = (self.instead.column,) if self.instead is not None else ()
        return (*own, *self.first_of, *self.any_of, *other)

    @property
    def is_verified(self) -> bool:
        return self.mark in VERIFIED


class Filling(Model):
    """Columns of support that are filled from another one where the register leaves them empty."""

    by: Id
    """The column of support that decides (`instrument`)."""
    fills: dict[Id, dict[str, str]]
    """Column: value of the deciding column = what is written."""
    mark: Mark
    source: str


def _facts(table: Any) -> Any:
    """Give fields, and facts of a carrier, the mark and source of the whole form where they have none of their own."""
    if not isinstance(table, dict):
        return table
    common = {"mark": table.get("mark"), "source": table.get("source")}
    carrier = {name: common | (fact if isinstance(fact, dict) else {"is": fact}) for name, fact in table.get("carrier", {}).items()}
    return {**table, "carrier": carrier, "field": [common | field for field in table.get("field", ())]}


class Format(Model):
    """A form as its file in `data/formats` writes it."""

    id: Id
    name: Name
    issuer: Name
    version: str
    era: Id
    about: Name
    mark: Mark
    source: str
    carrier: Carrier
    field: tuple[FormField, ...] = Field(min_length=1)
    extends: Id | None = None
    """The form from which this one differs only a little."""
    fill: tuple[Filling, ...] = ()
    rules: dict[str, str] = Field(default_factory=dict)
    """Rules of the program that the system asks too: code = where that was seen."""

    @model_validator(mode="before")
    @classmethod
    def _sourced(cls, table: Any) -> Any:
        return _facts(table)

    @cached_property
    def fields(self) -> dict[str, FormField]:
        return {field.id: field for field in self.field}

    @cached_property
    def headers(self) -> tuple[str, ...]:
        return tuple(field.header for field in self.field)

    def held(self, register: str) -> frozenset[str]:
        """Give the columns of a register that the form has room for."""
        return frozenset(column for field in self.field if field.register == register for column in field.columns)

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers that it is filled from."""
        return tuple(dict.fromkeys(field.register for field in self.field if field.register))

    def knows(self, header: str) -> bool:
        """Whether a header is one of the form's."""
        return normal(header) in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(normal(one) for field in self.field for one in (field.header, *field.short))


def extended(table: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    """
    Give the table of a form that states only how it differs from `parent`, whole.

    `drop` names fields that it has not, `change` (by field) says what is other of them, and a `field` of its own stands after
    the one that it names (`after`), at the end where it names none. Everything else it states goes before the parent's.
    """
    stated = {key: value for key, value in table.items() if key not in {"extends", "drop", "change", "field", "carrier"}}
    change = table.get("change", {})
    fields = [{**field, **change.get(field["id"], {})} for field in parent["field"] if field["id"] not in table.get("drop", ())]
    common = {"mark": table.get("mark", parent.get("mark")), "source": table.get("source", parent.get("source"))}
    inherited = {"mark": parent.get("mark"), "source": parent.get("source")}
    fields = [inherited | field for field in fields]
    for own in table.get("field", ()):
        new = common | {key: value for key, value in own.items() if key != "after"}
        at = next((place + 1 for place, field in enumerate(fields) if field["id"] == own.get("after")), len(fields))
        fields.insert(at, new)
    carried = {name: inherited | (fact if isinstance(fact, dict) else {"is": fact}) for name, fact in parent["carrier"].items()}
    return {**parent, **stated, "extends": parent["id"], "carrier": {**carried, **table.get("carrier", {})}, "field": fields}
