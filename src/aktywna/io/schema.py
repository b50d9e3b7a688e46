"""
The JSON Schema of `project.toml`, from which editors complete keys and doubt values as one types.

`python -m aktywna.io.schema` writes it into docs/, `--check` only says whether the file there is current.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

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
