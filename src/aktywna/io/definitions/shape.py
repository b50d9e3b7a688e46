"""Whether a definition has the shape of its models: keys, kinds of values, words allowed, references; all faults at once."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from aktywna.domain.findings.rule import N_
from aktywna.domain.promises.model import Model, Refers
from aktywna.io.definitions.faults import Fault, proposals
from aktywna.io.definitions.toml_lines import KeyPath

Kind = Literal["text", "whole", "decimal", "yes_no", "date", "moment", "time", "list", "table"]

_EXPECTED: Mapping[str, str] = {
    "text": N_("a text in quotation marks"),
    "whole": N_("a whole number without quotation marks"),
    "decimal": N_("a number without quotation marks, with a decimal point"),
    "yes_no": N_("true or false, without quotation marks"),
    "date": N_("a date without quotation marks, for example 2009-03-01"),
    "list": N_("a list in square brackets, or entries each under a header in double square brackets"),
    "table": N_("a table: keys in braces, or lines under a header in square brackets"),
    "text+table": N_("a text in quotation marks, or a table of two languages with the keys pl and en"),
    "decimal+table": N_("a number, or a table with the keys total, women and men"),
    "text+date": N_("a column's name in quotation marks, or a date without them, for example 2009-03-01"),
    "decimal+date": N_("a number, or a date, without quotation marks"),
    "whole+table": N_("a whole number, or a table with the key era and the name of a value of the programme period"),
    "text+whole": N_("a text in quotation marks, or a whole number"),
    "any": N_("a text, a number, a date, or true or false"),
}  # fmt: skip
_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, "yes_no"),
    (int, "whole"),
    (Decimal, "decimal"),
    (float, "decimal"),
    (str, "text"),
    (datetime, "moment"),
    (date, "date"),
    (time, "time"),
    (list, "list"),
    (dict, "table"),
)


@dataclass(frozen=True)
class Reference:
    """A text that must be the id of something declared in `to`."""

    path: KeyPath
    value: str
    to: str


@dataclass(frozen=True)
class Table:
    """A table of the definition, the model it fills, and its keys as they stand (aliases)."""

    path: KeyPath
    model: type[Model]
    value: Mapping[str, Any]


Seen = Fault | Reference | Table


def survey(model: type[Model], value: Mapping[str, Any], path: KeyPath = ()) -> Iterator[Seen]:
    """Walk over `value`, which should be a `model`: give every fault of its shape, every reference and every table."""
    yield Table(path, model, value)
    known = fields_of(model)
    meant: set[object] = set()
    for key, inside in value.items():
        if key in known:
            info = known[key]
            yield from _visit(info.annotation, info.metadata, inside, (*path, key))
        else:
            proposed = proposals(key, [name for name in known if name not in value] or known)
            meant.add(proposed["nearest"])
            yield Fault("D001", (*path, key), {"name": key, **proposed, "allowed": tuple(known)})
    for key, info in known.items():
        # A key that is there but misspelt is not missing as well.
        if info.is_required() and key not in value and key not in meant:
            expected = _expected(_options(info.annotation, info.metadata))
            yield Fault("D002", (*path, key), {"name": key, "expected": expected})


def fields_of(model: type[Model]) -> dict[str, FieldInfo]:
    """Give the fields of `model` by the key that a definition writes."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def models_of(model: type[Model]) -> tuple[type[Model], ...]:
    """Give `model` and every model that a definition of it may hold, each once."""
    found: dict[type[Model], None] = {model: None}
    waiting = [model]
    for one in waiting:
        types = [inner for info in one.model_fields.values() for inner in _held(info.annotation, info.metadata)]
        waiting += [inner for inner in dict.fromkeys(types) if inner not in found]
        found |= dict.fromkeys(types)
    return tuple(found)


def _held(annotation: Any, metadata: list[Any]) -> Iterator[type[Model]]:
    for option, _ in _options(annotation, metadata):
        if isinstance(option, type) and issubclass(option, Model):
            yield option
        for inner in get_args(option) if get_origin(option) in (tuple, dict) else ():
            if inner is not Ellipsis:
                yield from _held(inner, [])


def default_of(model: type[Model], key: str) -> Any:
    """Give the value that stands when a definition does not write `key`."""
    default = fields_of(model)[key].default
    return None if default is PydanticUndefined else default


def _visit(annotation: Any, metadata: list[Any], value: Any, path: KeyPath) -> Iterator[Seen]:
    options = _options(annotation, metadata)
    kind = kind_of(value)
    fitting = [(option, marks) for option, marks in options if kind in _accepted(option)]
    if not fitting:
        yield Fault("D003", path, {"value": _shown(value), "expected": _expected(options)})
    for option, marks in fitting[:1]:
        yield from _inside(option, marks, value, path)


def _inside(option: Any, marks: list[Any], value: Any, path: KeyPath) -> Iterator[Seen]:
    origin, arguments = get_origin(option), get_args(option)
    if origin is Literal and value not in arguments:
        yield Fault("D004", path, {"value": value, **proposals(value, arguments)})
    elif origin is tuple:
        for position, entry in enumerate(value):
            yield from _visit(arguments[0], [], entry, (*path, position))
    elif origin is dict:
        for key, entry in value.items():
            yield from _visit(arguments[0], [], key, (*path, key))
            yield from _visit(arguments[1], [], entry, (*path, key))
    elif isinstance(option, type) and issubclass(option, Model):
        yield from survey(option, value, path)
    for mark in marks:
        if isinstance(mark, Refers):
            yield Reference(path, str(value), mark.to)


def _options(annotation: Any, metadata: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Give the alternatives that a value may be, each with the marks written on it."""
    written = next((mark.json_schema_input_type for mark in metadata if isinstance(mark, BeforeValidator)), PydanticUndefined)
    if written is not PydanticUndefined:
        return _options(written, [mark for mark in metadata if not isinstance(mark, BeforeValidator)])
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        flat = [mark for one in marks for mark in (one.metadata if isinstance(one, FieldInfo) else [one])]
        return _options(inner, [*metadata, *flat])
    if origin in (Union, types.UnionType):
        return [option for one in get_args(annotation) if one is not type(None) for option in _options(one, metadata)]
    return [(annotation, metadata)]


def _accepted(option: Any) -> tuple[str, ...]:
    origin = get_origin(option)
    if origin is tuple:
        return ("list",)
    if origin is dict or (isinstance(option, type) and issubclass(option, Model)):
        return ("table",)
    if origin is Literal or option is str:
        return ("text",)
    return {bool: ("yes_no",), int: ("whole",), Decimal: ("decimal", "whole"), date: ("date",)}[option]


def _expected(options: list[tuple[Any, list[Any]]]) -> str:
    words = [word for option, _ in options if get_origin(option) is Literal for word in get_args(option)]
    if words:
        return ", ".join(f'"{word}"' for word in words)
    kinds = dict.fromkeys(_accepted(option)[0] for option, _ in options)
    order = sorted(kinds, key=["text", "decimal", "whole", "yes_no", "date", "list", "table"].index)
    return _EXPECTED.get("+".join(order), _EXPECTED["any"])


def kind_of(value: Any) -> Kind:
    """Name the kind of a value as TOML knows it."""
    return next(kind for cls, kind in _KINDS if isinstance(value, cls))


def _shown(value: Any) -> str:
    """Show a value as the definition would write it, cut when it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ ... }"
    if isinstance(value, list):
        return "[ ... ]"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}..."


_LONG = 60
