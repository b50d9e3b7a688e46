"""
The JSON Schema of `project.toml`, from which editors complete keys and doubt values as one types.

`python -m aktywna.io.schema` writes it into docs/, `--check` only says whether the file there is current.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from aktywna.domain.promises.model import Model
from aktywna.domain.promises.project import Project
from aktywna.io import shipped

NAME = "project.schema.json"
GENERATED = Path("docs") / NAME
DRAFT = "https://json-schema.org/draft/2020-12/schema"


class _Toml(GenerateJsonSchema):
    """A schema as TOML needs it: numbers are numbers, nothing is null, and fields are described, not titled."""

    schema_dialect = DRAFT

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        number: JsonSchemaValue = {"type": "number"}
        bounds = (("ge", "minimum"), ("le", "maximum"), ("gt", "exclusiveMinimum"), ("lt", "exclusiveMaximum"))
        number |= {name: float(schema[bound]) for bound, name in bounds if bound in schema}  # type: ignore[literal-required]
        return number

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        if described.get("default", ...) in (None, [], {}, ""):
            described.pop("default")
        return described

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        for key, described in made.get("properties", {}).items():
            if said := _said(schema["cls"]).get(key):
                described["description"] = said
        return made


@cache
def _said(model: type[Model]) -> dict[str, str]:
    """Give what stands in a model's source under each of its keys, by the key as it is written in a definition."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, Model):
            found |= {name: said for name, said in _under_fields(one) if name in model.model_fields}
    return {model.model_fields[name].alias or name: said for name, said in found.items()}


def _under_fields(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Give the fields of a class, each with the text right under it."""
    (written,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(written, ast.ClassDef)
    for field, under in pairwise(written.body):
        match field, under:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                yield name, inspect.cleandoc(said)


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a project's definition."""
    made = Project.model_json_schema(by_alias=True, schema_generator=_Toml)
    # The models' own docstrings are for programmers; what an editor shows stands on the keys.
    for table in (made, *made["$defs"].values()):
        table.pop("description", None)
        table.pop("title", None)
    made["properties"]["era"]["enum"] = list(shipped.eras())
    made["properties"]["era"].pop("pattern", None)
    return {"$schema": DRAFT, "title": "aktywna: project.toml", **made}


def text() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schema into the checkout, or with `--check` say by 1 that the one there is out of date."""
    if "--check" in arguments:
        return int(not GENERATED.exists() or GENERATED.read_text(encoding="utf-8") != text())
    GENERATED.write_text(text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
